/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* A part that is shown tells something of a hidden total to somebody who knows the rule. */
#include "disclosure/protection.h"

static integi_limits narrowed(integi_limits limits, integi_leeway leeway)
{
    limits.lower = leeway.least > limits.lower ? leeway.least : limits.lower;
    limits.upper = leeway.most < limits.upper ? leeway.most : limits.upper;
    return limits;
}

/* What is known of a hidden total without its parts: it is not zero, where zeros are shown. */
static integi_limits limits_without_parts(const integi_protection *self, int64_t total)
{
    bool zeros = integ_disclosure_zeros(self->rule) || integi_protection_value(self, total) == 0 ||
                 integi_protection_standing(self, total) == INTEG_STANDING_DERIVED;
    return (integi_limits){zeros ? 0 : 1, INT64_MAX};
}

static bool tells(const integi_protection *self, int64_t part, int64_t total)
{
    integi_leeway leeway = integi_totals_leeway(&self->totals, part, total);
    integi_limits left = narrowed(limits_without_parts(self, total), leeway);
    return left.lower >= left.upper;
}

void integi_protection_hear_parts(const integi_protection *self, int64_t total, integi_limits *limits)
{
    const integi_totals *totals = &self->totals;
    for (int64_t i = totals->part_starts[total]; i < totals->part_starts[total + 1]; i++) {
        int64_t part = totals->parts[i];
        integi_limits left = narrowed(*limits, integi_totals_leeway(totals, part, total));
        if (left.lower < left.upper && integi_totals_speaks(totals, part))
            *limits = left;
    }
}

bool integi_protection_tells_total(const integi_protection *self, int64_t part)
{
    const integi_totals *totals = &self->totals;
    for (int64_t i = totals->total_starts[part]; i < totals->total_starts[part + 1]; i++)
        if (!integi_protection_has_shown(self, totals->totals[i]) && tells(self, part, totals->totals[i]))
            return true;
    return false;
}

static bool may_be_hidden(const integi_protection *self, int64_t part)
{
    return integi_totals_speaks(&self->totals, part) &&
           integi_protection_standing(self, part) == INTEG_STANDING_OPEN;
}

static void hide_parts_that_tell(integi_protection *self, int64_t total)
{
    const integi_totals *totals = &self->totals;
    for (int64_t i = totals->part_starts[total]; i < totals->part_starts[total + 1]; i++)
        if (tells(self, totals->parts[i], total) && may_be_hidden(self, totals->parts[i]))
            integi_protection_hide_for_good(self, totals->parts[i]);
}

/* Whether a part of nobody tells something when it is not excused: it is shown where the rule hides it, or a hidden
 * total of it may be about to have another value in what was found before. */
static bool needs_excuse(const integi_protection *self, int64_t part, int64_t total)
{
    const integi_totals *totals = &self->totals;
    for (int64_t i = totals->total_starts[part]; i < totals->total_starts[part + 1]; i++) {
        int64_t other = totals->totals[i];
        integi_leeway leeway = integi_totals_leeway(totals, part, other);
        if (other != total && (leeway.most < leeway.least || !integi_protection_has_shown(self, other)))
            return true;
    }
    return false;
}

bool integi_protection_lacks_excuse(const integi_protection *self, int64_t part)
{
    const integi_totals *totals = &self->totals;
    bool hidden_by_rule = false;
    if (integi_protection_value(self, part) > 0)
        return false;
    for (int64_t i = totals->total_starts[part]; i < totals->total_starts[part + 1]; i++) {
        int64_t total = totals->totals[i];
        integi_leeway leeway = integi_totals_leeway(totals, part, total);
        if (integi_protection_value(self, total) == 0 && integi_protection_has_shown(self, total))
            return false;
        hidden_by_rule = hidden_by_rule || leeway.most < leeway.least;
    }
    return hidden_by_rule;
}

/* Nobody sees any more that a total is of nobody, which was the excuse for showing its parts. */
static void hide_parts_without_excuse(integi_protection *self, int64_t total)
{
    const integi_totals *totals = &self->totals;
    for (int64_t i = totals->part_starts[total]; i < totals->part_starts[total + 1]; i++)
        if (may_be_hidden(self, totals->parts[i]) && needs_excuse(self, totals->parts[i], total))
            integi_protection_hide_for_good(self, totals->parts[i]);
}

static void hide_telling_parts(integi_protection *self, int64_t total)
{
    hide_parts_that_tell(self, total);
    if (integi_protection_value(self, total) == 0)
        hide_parts_without_excuse(self, total);
}

/* Goes down from totals to parts, and so no deeper than these lie within each other. */
void integi_protection_hide_for_good(integi_protection *self, int64_t cell)
{
    self->hidden++;
    integi_protection_hide(self, cell, true);
    hide_telling_parts(self, cell);
    integi_protection_limit(self, cell);
}

void integi_protection_hide_telling(integi_protection *self)
{
    for (int64_t cell = 0; cell < self->count; cell++)
        if (!integi_protection_has_shown(self, cell))
            hide_telling_parts(self, cell);
}

static bool excludes(const integi_protection *self, int64_t part, int64_t total)
{
    integi_leeway leeway = integi_totals_leeway(&self->totals, part, total);
    int64_t value = self->world.values[total];
    return (value < leeway.least || value > leeway.most) && may_be_hidden(self, part);
}

void integi_protection_hide_excluding(integi_protection *self, int64_t total)
{
    const integi_totals *totals = &self->totals;
    for (int64_t i = totals->part_starts[total]; i < totals->part_starts[total + 1]; i++)
        if (excludes(self, totals->parts[i], total))
            integi_protection_hide_for_good(self, totals->parts[i]);
}

int64_t integi_protection_cost_excluding(const integi_protection *self, int64_t total)
{
    const integi_totals *totals = &self->totals;
    int64_t cost = 0;
    for (int64_t i = totals->part_starts[total]; i < totals->part_starts[total + 1]; i++)
        if (self->world.values[totals->parts[i]] == integi_protection_value(self, totals->parts[i]) &&
            excludes(self, totals->parts[i], total))
            cost += self->weights[totals->parts[i]];
    return cost;
}
