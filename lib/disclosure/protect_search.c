/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/protection.h"

const integi_effort integi_efforts[INTEGI_EFFORTS] = {
    {24, true}, {64, true}, {64, false}, {160, false}, {400, false}, {INTEGI_NEIGHBOURS_AT_MOST, false}};

/* What an attacker knows of a hidden count, who may even be told whether it is below the threshold; not, where that is
 * the same as being told the count, because a single one is below it. */
void integi_protection_limit(integi_protection *self, int64_t cell)
{
    int64_t value = integi_protection_value(self, cell);
    int64_t threshold = integ_disclosure_threshold(self->rule);
    bool derived = integi_protection_standing(self, cell) == INTEG_STANDING_DERIVED; /* nobody sees that it is hidden */
    bool zeros = integ_disclosure_zeros(self->rule) || value == 0 || derived;
    bool told = self->told && threshold > 2 && !derived;
    integi_limits limits = {zeros ? 0 : 1, INT64_MAX};
    if (integi_protection_has_shown(self, cell))
        limits = (integi_limits){value, value};
    else if (told && value >= threshold)
        limits.lower = threshold;
    else if (told)
        limits.upper = threshold - 1;
    if (!self->deaf && !integi_protection_has_shown(self, cell))
        integi_protection_hear_parts(self, cell, &limits);
    integi_alternative_limit(&self->world, cell, limits);
}

/* While others are looked for, only the atoms of one cell must keep somebody. */
void integi_protection_keep_inside(integi_protection *self, int64_t cell, bool everywhere)
{
    const integi_lists *members = &self->cells->members;
    for (int64_t atom = 0; atom < self->cells->atoms; atom++)
        self->world.inside[atom] = everywhere;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        self->world.inside[members->items[i]] = true;
}

/* Notes what the counts at hand prove. */
void integi_protection_keep_found(integi_protection *self)
{
    if (!integi_records_keep(&self->records, integ_disclosure_width(self->rule)))
        self->full = true;
}

/* Looks for a value beyond those that were found; its limits are moved so that anything else is a fault. */
bool integi_protection_find_beyond(integi_protection *self, int64_t cell, int sign, int64_t work)
{
    integi_limits beyond = self->world.limits[cell];
    if (sign > 0)
        beyond.lower = self->records.cells[cell].most + 1;
    else
        beyond.upper = self->records.cells[cell].least - 1;
    if (beyond.lower > beyond.upper)
        return false;
    integi_limits before = integi_alternative_narrow(&self->world, cell, beyond);
    bool found = integi_moves_find(&self->moves, cell, work);
    integi_alternative_narrow(&self->world, cell, before);
    return found;
}

/* Looks where the moves were looked for last. */
static bool search_on(integi_protection *self, int64_t cell, integi_effort how, int64_t work)
{
    if (!how.everywhere)
        integi_protection_keep_inside(self, cell, false);
    for (int sign = 1; sign >= -1; sign -= 2)
        while (!integi_protection_is_safe(self, cell) && !self->full &&
               integi_protection_find_beyond(self, cell, sign, work)) {
            integi_protection_keep_found(self);
            integi_alternative_undo(&self->world);
        }
    if (!how.everywhere)
        integi_protection_keep_inside(self, cell, true);
    return integi_protection_is_safe(self, cell);
}

bool integi_protection_search(integi_protection *self, int64_t cell, integi_effort how, int64_t work)
{
    integi_moves_look(&self->moves, cell, how.atoms);
    self->full = self->full || self->moves.failed;
    return search_on(self, cell, how, work);
}

void integi_protection_hide(integi_protection *self, int64_t cell, bool hidden)
{
    self->states[cell] = hidden ? INTEG_CELL_SECONDARY : INTEG_CELL_SHOWN;
    integi_protection_limit(self, cell);
    for (int64_t i = self->totals.total_starts[cell]; i < self->totals.total_starts[cell + 1]; i++)
        if (!integi_protection_has_shown(self, self->totals.totals[i]))
            integi_protection_limit(self, self->totals.totals[i]);
}
