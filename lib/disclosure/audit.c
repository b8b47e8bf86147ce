/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The audit sees a published table as an attacker does, and uses nothing of what protected it. */
#include "base/message.h"
#include "disclosure/audit.h"
#include "disclosure/audit_proof.h"
#include "disclosure/messages.h"

#define WORK 1000000000 /* some seconds */

static bool make_room(integ_audit *self)
{
    self->cells = integi_arena_allocate(&self->arena, (size_t)self->count * sizeof *self->cells);
    return self->cells != NULL;
}

static integ_status look(integ_audit *self, const integ_cells *cells, const int64_t *values,
                         const integ_disclosure *rule, integ_error *error)
{
    integi_published published;
    integ_status status = integi_published_read(&published, cells, values, error);
    if (status == INTEG_STATUS_OK) {
        status = integi_audit_components(self, &published, rule);
        if (status == INTEG_STATUS_OUT_OF_MEMORY)
            integi_out_of_memory(error);
        else if (status == INTEG_STATUS_CANCELLED)
            integi_cancelled(error);
        else if (status == INTEG_STATUS_INCONSISTENT)
            INTEGI_FAIL(error, NULL, &integi_message_audit_impossible);
    }
    integi_published_free(&published);
    return status;
}

integ_status integ_audit_new(const integ_cells *cells, const int64_t *values, const integ_disclosure *rule,
                             integ_audit **out, integ_error *error)
{
    return integi_audit_within(cells, values, rule, WORK, NULL, out, error);
}

/* What is proven needs no limits: nobody has fewer than nobody, or how many more there could be was not looked for. */
static bool conclude_from_proof(integ_audit *self, const int64_t *values, const uint8_t *proven)
{
    bool all = proven != NULL;
    for (int64_t cell = 0; cell < self->count && proven != NULL; cell++) {
        if (values[cell] >= 0)
            continue;
        all = all && (proven[cell] & (INTEGI_PROVEN | INTEGI_NO_CONCERN)) != 0;
        self->cells[cell].finding = INTEG_AUDIT_SAFE;
        self->cells[cell].intervals[0] = self->cells[cell].intervals[1] = (integi_interval){0, -1, false};
    }
    return all;
}

static bool are_values(const integ_cells *cells, const int64_t *values)
{
    for (int64_t cell = 0; cell < cells->members.count; cell++)
        if (values[cell] < -1 || values[cell] > INTEGI_COUNT_AT_MOST)
            return false;
    return true;
}

integ_status integi_audit_within(const integ_cells *cells, const int64_t *values, const integ_disclosure *rule,
                                 int64_t work, const uint8_t *proven, integ_audit **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (cells == NULL || (values == NULL && cells->members.count > 0))
        return integi_invalid_argument(error, cells == NULL ? "cells" : "values");
    if (!are_values(cells, values))
        return integi_invalid_argument(error, "values");
    integ_audit *self = integi_allocate_zeroed(cells->context, sizeof *self);
    if (self == NULL)
        return integi_out_of_memory(error);
    self->context = integi_context_retain(cells->context);
    self->count = cells->members.count;
    self->work = work;
    self->proven = proven;
    integi_arena_init(&self->arena, self->context);
    integ_status status = make_room(self) ? INTEG_STATUS_OK : integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK && !conclude_from_proof(self, values, proven))
        status = look(self, cells, values, rule, error);
    self->proven = NULL;
    if (status == INTEG_STATUS_OK)
        *out = self;
    else
        integ_audit_free(self);
    return status;
}

integ_status integ_audit_new_proven(const integ_cells *cells, const int64_t *values, const int64_t *counts,
                                    const integ_disclosure *rule, const integ_proof *proof, integ_audit **out,
                                    integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (cells == NULL || rule == NULL)
        return integi_invalid_argument(error, cells == NULL ? "cells" : "rule");
    if ((values == NULL && cells->members.count > 0) || (counts == NULL && cells->atoms > 0))
        return integi_invalid_argument(error, counts == NULL ? "counts" : "values");
    size_t size = (size_t)cells->members.count + 1;
    uint8_t *proven = integi_allocate_zeroed(cells->context, size);
    if (proven == NULL)
        return integi_out_of_memory(error);
    integ_status status = integi_audit_proof(cells, values, counts, rule, proof, proven);
    if (status == INTEG_STATUS_OK)
        status = integi_audit_within(cells, values, rule, WORK, proven, out, error);
    else if (status == INTEG_STATUS_INCONSISTENT)
        INTEGI_FAIL(error, NULL, &integi_message_audit_counts);
    else
        integi_out_of_memory(error);
    integi_release(cells->context, proven, size);
    return status;
}

void integ_audit_free(integ_audit *self)
{
    if (self == NULL)
        return;
    integ_context *context = self->context;
    integi_arena_free(&self->arena);
    integi_release(context, self, sizeof *self);
    integ_context_free(context);
}

int32_t integ_audit_finding(const integ_audit *self, int64_t cell)
{
    return cell < 0 || cell >= self->count ? INTEG_AUDIT_SHOWN : self->cells[cell].finding;
}

const char *integ_audit_finding_name(int32_t finding)
{
    static const char *const names[] = {"shown", "safe",    "linear", "interval", "integer",
                                        "rule",  "insider", "narrow", "undecided"};
    return finding < 0 || finding > INTEG_AUDIT_UNDECIDED ? NULL : names[finding];
}

int32_t integ_audit_is_safe(const integ_audit *self)
{
    for (int64_t cell = 0; cell < self->count; cell++)
        if (self->cells[cell].finding > INTEG_AUDIT_SAFE)
            return 0;
    return 1;
}

int32_t integ_audit_interval(const integ_audit *self, int64_t cell, int32_t with_rule, int64_t *lower, int64_t *upper)
{
    static const integi_interval none = {0, 0, false};
    bool exists = cell >= 0 && cell < self->count;
    const integi_interval *interval = exists ? &self->cells[cell].intervals[with_rule != 0] : &none;
    if (lower != NULL)
        *lower = interval->lower;
    if (upper != NULL)
        *upper = interval->upper;
    return interval->exact;
}

const int64_t *integ_audit_witness(const integ_audit *self, int64_t cell, int64_t *count)
{
    *count = 0;
    if (cell < 0 || cell >= self->count)
        return NULL;
    *count = self->cells[cell].witness_count;
    return *count == 0 ? NULL : self->cells[cell].witness;
}
