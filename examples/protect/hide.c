/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "protect/protect.h"

#include <stdlib.h>

/* The narrowest interval of the hidden cells, for someone who knows the rule; -1 when none is limited. */
static int64_t smallest_width(const integ_audit *audit, int64_t count)
{
    int64_t smallest = -1;
    for (int64_t cell = 0; cell < count; cell++) {
        int64_t lower, upper;
        if (integ_audit_finding(audit, cell) == INTEG_AUDIT_SHOWN ||
            integ_audit_interval(audit, cell, 1, &lower, &upper) == 0 || upper < 0)
            continue;
        if (smallest < 0 || upper - lower < smallest)
            smallest = upper - lower;
    }
    return smallest;
}

static int64_t count_states(const int32_t *states, int64_t count, int32_t state)
{
    int64_t found = 0;
    for (int64_t cell = 0; cell < count; cell++)
        found += states[cell] == state;
    return found;
}

static int64_t count_undecided(const integ_audit *audit, int64_t count)
{
    int64_t found = 0;
    for (int64_t cell = 0; cell < count; cell++)
        found += integ_audit_finding(audit, cell) == INTEG_AUDIT_UNDECIDED;
    return found;
}

static void print_summary(const job *self, const int32_t *states, const integ_audit *audit)
{
    int64_t count = self->table.cell_count;
    int64_t smallest = smallest_width(audit, count), undecided = count_undecided(audit, count);
    const program *owner = &self->owner;
    say_cells(self);
    fputs(", ", stderr);
    say_number(owner, count_states(states, count, INTEG_CELL_PRIMARY),
               &(number_words){"primary", "primary", "primær", "primære"});
    fputs(", ", stderr);
    say_number(owner, count_states(states, count, INTEG_CELL_SECONDARY),
               &(number_words){"secondary", "secondary", "sekundær", "sekundære"});
    if (smallest >= 0)
        fprintf(stderr, program_text(owner, ", smallest interval %lld"), (long long)smallest);
    if (undecided > 0)
        fprintf(stderr,
                program_text(owner, undecided == 1 ? ", %lld interval not computed" : ", %lld intervals not computed"),
                (long long)undecided);
    fputc('\n', stderr);
    say_what_is_not_protected(self, count - count_states(states, count, INTEG_CELL_SHOWN));
}

/* Whether the counts themselves can tell more than the printed table does: whether there is somebody who is alone in a
 * cell that may be empty, and whatever was too large to look at. */
static bool is_open(int32_t finding)
{
    return finding == INTEG_AUDIT_INSIDER || finding == INTEG_AUDIT_UNDECIDED;
}

/* The first cell of which the audit does not say that it is safe, those that are open left out or not; -1 when there is
 * none. */
static int64_t find_unsafe(const integ_audit *audit, int64_t count, bool with_open)
{
    for (int64_t cell = 0; cell < count; cell++) {
        int32_t finding = integ_audit_finding(audit, cell);
        if (finding > INTEG_AUDIT_SAFE && (with_open || !is_open(finding)))
            return cell;
    }
    return -1;
}

/* What leaves the program has passed the audit: a finding is a fault, and nothing is printed. The first audit knows
 * nothing but the printed table, and how narrow the intervals are; what it leaves open is left to the one that is given
 * the proof. */
static int finish(const job *self, const int64_t *counts, const int32_t *states, const integ_proof *proof,
                  int64_t *values)
{
    const count_table *table = &self->table;
    for (int64_t cell = 0; cell < table->cell_count; cell++)
        values[cell] = states[cell] != INTEG_CELL_SHOWN ? -1 : table->values[cell];
    integ_audit *audit, *proven = NULL;
    integ_status status = integ_audit_new(table->cells, values, self->rule, &audit, self->owner.error);
    int64_t unsafe = status == INTEG_STATUS_OK ? find_unsafe(audit, table->cell_count, false) : -1;
    if (status == INTEG_STATUS_OK && unsafe < 0 && integ_audit_is_safe(audit) == 0) {
        status = integ_audit_new_proven(table->cells, values, counts, self->rule, proof, &proven, self->owner.error);
        unsafe = status == INTEG_STATUS_OK ? find_unsafe(proven, table->cell_count, true) : -1;
    }
    int exit_status = EXIT_SYSTEM;
    if (status != INTEG_STATUS_OK)
        exit_status = program_report(&self->owner, status);
    else if (unsafe >= 0)
        program_complain(&self->owner, self->owner.name, "the protected table did not pass the audit (%s)",
                         integ_audit_finding_name(integ_audit_finding(proven != NULL ? proven : audit, unsafe)));
    else
        print_summary(self, states, audit);
    if (status == INTEG_STATUS_OK && unsafe < 0)
        exit_status = print_table(self, values);
    integ_audit_free(audit);
    integ_audit_free(proven);
    return exit_status;
}

int hide_counts(job *self)
{
    count_table *table = &self->table;
    int64_t *counts = table_atoms(table);
    int64_t *values = (int64_t *)calloc((size_t)table->cell_count, sizeof *values);
    int32_t *states = (int32_t *)calloc((size_t)table->cell_count, sizeof *states);
    integ_proof *proof = NULL;
    int exit_status = EXIT_SYSTEM;
    if (counts == NULL || values == NULL || states == NULL) {
        no_memory_left(self);
    } else {
        integ_status status =
            integ_protect_with_proof(table->cells, counts, self->rule, states, &proof, self->owner.error);
        exit_status = status == INTEG_STATUS_OK ? finish(self, counts, states, proof, values)
                                                : program_report(&self->owner, status);
    }
    free(counts);
    free(values);
    free(states);
    integ_proof_free(proof);
    return exit_status;
}
