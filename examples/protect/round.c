/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "protect/protect.h"

#include <stdlib.h>

static bool is_small(const job *self, int64_t value)
{
    int64_t threshold = integ_disclosure_threshold(self->rule);
    return value > 0 && value < (threshold > self->base ? threshold : self->base) && value % self->base != 0;
}

/* What leaves the program is looked through once more: no count is small, and every total is the sum of its parts. */
static int finish(const job *self, const int64_t *rounded)
{
    const count_table *table = &self->table;
    int64_t changed = 0, largest = 0;
    for (int64_t cell = 0; cell < table->cell_count; cell++) {
        int64_t change = llabs(rounded[cell] - table->values[cell]);
        changed += change != 0;
        largest = change > largest ? change : largest;
        if (!is_small(self, rounded[cell]) && table_total_adds_up(table, rounded, cell))
            continue;
        program_complain(&self->owner, self->owner.name, "the rounded table did not pass the audit");
        return EXIT_SYSTEM;
    }
    say_cells(self);
    fputs(", ", stderr);
    say_number(&self->owner, changed, &(number_words){"rounded", "rounded", "afrundet", "afrundede"});
    fprintf(stderr, program_text(&self->owner, ", largest difference %lld"), (long long)largest);
    fputc('\n', stderr);
    say_what_is_not_protected(self, changed);
    return print_table(self, rounded);
}

int round_counts(job *self)
{
    count_table *table = &self->table;
    int64_t *counts = table_atoms(table);
    int64_t *rounded = (int64_t *)calloc((size_t)table->cell_count, sizeof *rounded);
    int exit_status = EXIT_SYSTEM;
    if (counts == NULL || rounded == NULL) {
        no_memory_left(self);
    } else { /* every atom is a cell of the table, so that none has to be derived */
        integ_status status =
            integ_round(table->cells, counts, self->rule, self->base, 0, rounded, NULL, self->owner.error);
        exit_status = status == INTEG_STATUS_OK ? finish(self, rounded) : program_report(&self->owner, status);
    }
    free(counts);
    free(rounded);
    return exit_status;
}
