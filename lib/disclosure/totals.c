/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/totals.h"

/* Lists the other end of every share by one end: 0, the parts of wholes; 1, the wholes of parts. */
static bool list(const integ_cells *cells, int end, integi_arena *arena, int64_t **starts, int64_t **items)
{
    size_t count = (size_t)cells->members.count;
    *starts = integi_arena_allocate(arena, (count + 2) * sizeof **starts);
    *items = integi_arena_allocate(arena, ((size_t)cells->shares.count + 1) * sizeof **items);
    if (*starts == NULL || *items == NULL)
        return false;
    for (int64_t i = 0; i < cells->shares.count; i++)
        (*starts)[integi_lists_at(&cells->shares, i)[1 - end] + 2]++;
    for (size_t cell = 2; cell <= count; cell++)
        (*starts)[cell] += (*starts)[cell - 1];
    for (int64_t i = 0; i < cells->shares.count; i++) {
        const int64_t *share = integi_lists_at(&cells->shares, i);
        (*items)[(*starts)[share[1 - end] + 1]++] = share[end];
    }
    return true;
}

bool integi_totals_list(integi_totals *self, integi_arena *arena)
{
    return list(self->cells, 0, arena, &self->part_starts, &self->parts) &&
           list(self->cells, 1, arena, &self->total_starts, &self->totals);
}

/* Whether another total, which is shown, says already that nobody is in a part. */
static bool is_excused(const integi_totals *self, int64_t part)
{
    if (!self->excused || self->values[part] > 0)
        return false;
    for (int64_t i = self->total_starts[part]; i < self->total_starts[part + 1]; i++)
        if (self->states[self->totals[i]] == INTEG_CELL_SHOWN && self->values[self->totals[i]] == 0)
            return true;
    return false;
}

bool integi_totals_speaks(const integi_totals *self, int64_t part)
{
    return self->states[part] == INTEG_CELL_SHOWN &&
           integi_cells_standing(self->cells, part) != INTEG_STANDING_PUBLISHED &&
           integi_lists_length(&self->cells->members, part) > 0 && !is_excused(self, part);
}

/* The rule says nothing of the shares of a total that is small itself. */
static bool hides(const integi_totals *self, int64_t part, int64_t total)
{
    return !integ_disclosure_hides_count(self->rule, total) && integ_disclosure_hides_share(self->rule, part, total);
}

integi_leeway integi_totals_leeway(const integi_totals *self, int64_t part, int64_t total)
{
    int64_t threshold = integ_disclosure_threshold(self->rule), full_cell = integ_disclosure_full_cell(self->rule);
    int64_t value = self->values[part], truth = self->values[total];
    if (hides(self, value, truth))
        return (integi_leeway){truth, truth - 1};
    if (value == 0 && full_cell > threshold)
        return truth < threshold ? (integi_leeway){0, threshold - 1} : (integi_leeway){full_cell, INT64_MAX};
    if (value == 0)
        return (integi_leeway){0, INT64_MAX};
    int64_t least_rest = integ_disclosure_complement(self->rule) ? threshold : 1;
    if (least_rest == 1 && !hides(self, value, value))
        return (integi_leeway){value, INT64_MAX};
    return truth == value ? (integi_leeway){value, value} : (integi_leeway){value + least_rest, INT64_MAX};
}

bool integi_totals_allow(const integi_totals *self, int64_t total, int64_t value)
{
    for (int64_t i = self->part_starts[total]; i < self->part_starts[total + 1]; i++) {
        int64_t part = self->parts[i];
        if (hides(self, self->values[part], value) && !hides(self, self->values[part], self->values[total]) &&
            integi_totals_speaks(self, part))
            return false;
    }
    return true;
}
