/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/segregation.h"

#include <string.h>

/* What a change of mutual information comes from. A table is given the margins of another one and keeps what ties its
 * units to its groups; each part is the mean of what its exchange does before and after the others (Shapley): both
 * margins against that tie, and one margin against the other. */

/* A cell without members gets so many times the fewest that any cell has: none at all cannot be scaled. */
#define NEARLY_NONE 1e-10
#define ROUNDS_MAXIMUM 40000
#define MARGIN_REACHED 1e-13 /* a margin cannot come closer, for rounding */
#define MARGIN_ENOUGH 1e-7   /* what does, where it comes no closer */

/* The units and groups that have members at both times, as shares of all their members: counts, then margins. */
typedef struct common {
    integ_context *context;
    int64_t units, groups;
    double *plain[2];  /* before, after, with 0 where nobody is */
    double *filled[2]; /* with nearly none instead */
    double *table;     /* that is being fitted */
    double *unit_margins[2], *group_margins[2];
    double *factors; /* of units or groups */
    double *numbers; /* one allocation for all of them */
    size_t size;
    double precision; /* how far a margin may be off at the end */
} common;

static bool common_make(common *self, integ_context *context, int64_t units, int64_t groups)
{
    size_t cells = (size_t)(units * groups);
    *self = (common){.context = context, .units = units, .groups = groups};
    self->size = (5 * cells + 3 * (size_t)(units + groups)) * sizeof *self->numbers;
    self->numbers = integi_allocate_zeroed(context, self->size);
    if (self->numbers == NULL)
        return false;
    for (int i = 0; i < 2; i++) {
        self->plain[i] = self->numbers + (size_t)i * cells;
        self->filled[i] = self->numbers + (size_t)(2 + i) * cells;
        self->unit_margins[i] = self->numbers + 5 * cells + (size_t)(i * units);
        self->group_margins[i] = self->numbers + 5 * cells + (size_t)(2 * units + i * groups);
    }
    self->table = self->numbers + 4 * cells;
    self->factors = self->numbers + 5 * cells + 2 * (size_t)(units + groups);
    return true;
}

/* ---- which units and groups there are at both times ---- */

static bool has_members(const integ_segregation *self, int64_t unit, const bool *kept_groups)
{
    for (int64_t group = 0; group < self->groups; group++)
        if (kept_groups[group] && self->counts[unit * self->groups + group] > 0)
            return true;
    return false;
}

static bool is_somewhere(const integ_segregation *self, int64_t group, const bool *kept_units)
{
    for (int64_t unit = 0; unit < self->units; unit++)
        if (kept_units[unit] && self->counts[unit * self->groups + group] > 0)
            return true;
    return false;
}

/* Leaving a unit out may leave a group without members, and the other way round. */
static void find_common(const integ_segregation *before, const integ_segregation *after, bool *units, bool *groups)
{
    memset(units, true, (size_t)before->units * sizeof *units);
    memset(groups, true, (size_t)before->groups * sizeof *groups);
    for (bool changed = true; changed;) {
        changed = false;
        for (int64_t i = 0; i < before->units; i++)
            if (units[i] && !(has_members(before, i, groups) && has_members(after, i, groups))) {
                units[i] = false;
                changed = true;
            }
        for (int64_t i = 0; i < before->groups; i++)
            if (groups[i] && !(is_somewhere(before, i, units) && is_somewhere(after, i, units))) {
                groups[i] = false;
                changed = true;
            }
    }
}

static int64_t count_kept(const bool *kept, int64_t count)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < count; i++)
        sum += kept[i];
    return sum;
}

/* ---- tables and their margins ---- */

static double sum_of(const double *numbers, int64_t count)
{
    double sum = 0;
    for (int64_t i = 0; i < count; i++)
        sum += numbers[i];
    return sum;
}

static void scale(double *numbers, int64_t count, double factor)
{
    for (int64_t i = 0; i < count; i++)
        numbers[i] *= factor;
}

static void take_table(common *self, int time, const integ_segregation *from, const bool *units, const bool *groups)
{
    int64_t cells = self->units * self->groups, at = 0;
    double fewest = 1;
    for (int64_t unit = 0; unit < from->units; unit++)
        for (int64_t group = 0; group < from->groups; group++)
            if (units[unit] && groups[group])
                self->plain[time][at++] = from->counts[unit * from->groups + group] / from->total;
    scale(self->plain[time], cells, 1 / sum_of(self->plain[time], cells));
    for (int64_t i = 0; i < cells; i++)
        fewest = self->plain[time][i] > 0 ? fmin(fewest, self->plain[time][i]) : fewest;
    for (int64_t i = 0; i < cells; i++)
        self->filled[time][i] = self->plain[time][i] > 0 ? self->plain[time][i] : NEARLY_NONE * fewest;
    scale(self->filled[time], cells, 1 / sum_of(self->filled[time], cells));
    for (int64_t i = 0; i < cells; i++) {
        self->unit_margins[time][i / self->groups] += self->filled[time][i];
        self->group_margins[time][i % self->groups] += self->filled[time][i];
    }
}

/* What each unit has to be multiplied by to have its margin; says how far the largest is off. */
static double look_at_units(const common *self, const double *margins, double *factors)
{
    double off = 0;
    for (int64_t unit = 0; unit < self->units; unit++) {
        double sum = sum_of(self->table + unit * self->groups, self->groups);
        off = fmax(off, fabs(sum - margins[unit]));
        factors[unit] = margins[unit] / sum;
    }
    return off;
}

static double look_at_groups(const common *self, const double *margins, double *factors)
{
    double off = 0;
    for (int64_t group = 0; group < self->groups; group++) {
        double sum = 0;
        for (int64_t unit = 0; unit < self->units; unit++)
            sum += self->table[unit * self->groups + group];
        off = fmax(off, fabs(sum - margins[group]));
        factors[group] = margins[group] / sum;
    }
    return off;
}

/* Gives the groups and the units their margins in turn, until the ones that were not just given are near enough. */
static bool fit(common *self, const double *group_margins, const double *unit_margins)
{
    double off = 1;
    for (int round = 0; round < ROUNDS_MAXIMUM; round++) {
        bool of_groups = round % 2 == 0;
        off = of_groups ? look_at_groups(self, group_margins, self->factors)
                        : look_at_units(self, unit_margins, self->factors);
        if (round > 0 && off <= self->precision)
            break;
        for (int64_t i = 0; i < self->units * self->groups; i++)
            self->table[i] *= self->factors[of_groups ? i % self->groups : i / self->groups];
    }
    return off <= fmax(self->precision, MARGIN_ENOUGH);
}

static integ_status information_of(const common *self, const double *table, double *out, integ_error *error)
{
    integ_segregation *all;
    integ_status status = integ_segregation_new(self->context, table, self->units, self->groups, &all, error);
    if (status == INTEG_STATUS_OK)
        status = integ_segregation_mutual_information(all, out, error);
    integ_segregation_free(all);
    return status;
}

/* M of a table with the tie of one time and the margins of others, by iterative proportional fitting. */
static integ_status fitted_information(common *self, int group_margin, int unit_margin, int tie, double *out,
                                       integ_error *error)
{
    if (group_margin == tie && unit_margin == tie)
        return information_of(self, self->plain[tie], out, error);
    memcpy(self->table, self->filled[tie], (size_t)(self->units * self->groups) * sizeof *self->table);
    if (!fit(self, self->group_margins[group_margin], self->unit_margins[unit_margin]))
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_not_fitted);
    return information_of(self, self->table, out, error);
}

/* ---- shares in the change ---- */

/* Parts of less than what rounding leaves of the largest M are none. */
static void clear_rounding(const double *m, double *parts)
{
    double largest = 0;
    for (int i = 0; i < 8; i++)
        largest = fmax(largest, fabs(m[i]));
    for (int i = 0; i < INTEG_DIFFERENCE_PARTS; i++)
        if (fabs(parts[i]) <= 1e-15 * largest)
            parts[i] = 0;
}

/* M by the times of groups' margin, units' margin and tie: bits 4, 2 and 1. */
static void share_out(const double *m, double *parts)
{
    parts[INTEG_DIFFERENCE_GROUPS] = ((m[4] - m[0]) + (m[6] - m[2]) + (m[5] - m[1]) + (m[7] - m[3])) / 4;
    parts[INTEG_DIFFERENCE_UNITS] = ((m[2] - m[0]) + (m[6] - m[4]) + (m[3] - m[1]) + (m[7] - m[5])) / 4;
    parts[INTEG_DIFFERENCE_STRUCTURE] = ((m[1] - m[0]) + (m[7] - m[6])) / 2;
}

static integ_status decompose(common *self, const integ_segregation *before, const integ_segregation *after,
                              double *parts, integ_error *error)
{
    double m[8], first = 0, second = 0;
    integ_status status = integ_segregation_mutual_information(before, &first, error);
    if (status == INTEG_STATUS_OK)
        status = integ_segregation_mutual_information(after, &second, error);
    for (int i = 0; status == INTEG_STATUS_OK && i < 8; i++)
        status = fitted_information(self, i / 4, i / 2 % 2, i % 2, &m[i], error);
    if (status != INTEG_STATUS_OK)
        return status;
    share_out(m, parts);
    parts[INTEG_DIFFERENCE_ADDITIONS] = second - m[7];
    parts[INTEG_DIFFERENCE_REMOVALS] = m[0] - first;
    clear_rounding(m, parts);
    return INTEG_STATUS_OK;
}

static integ_status check_pair(const integ_segregation *before, const integ_segregation *after, double precision,
                               double *parts, integ_error *error)
{
    if (parts == NULL)
        return integi_invalid_argument(error, "parts");
    memset(parts, 0, INTEG_DIFFERENCE_PARTS * sizeof *parts);
    if (before == NULL || after == NULL)
        return integi_invalid_argument(error, before == NULL ? "before" : "after");
    if (before->units != after->units || before->groups != after->groups)
        return integi_out_of_range(error, "after");
    return precision >= 0 && precision < 1 ? INTEG_STATUS_OK : integi_out_of_range(error, "precision");
}

integ_status integ_segregation_difference(const integ_segregation *before, const integ_segregation *after,
                                          double precision, double *parts, integ_error *error)
{
    integ_status status = check_pair(before, after, precision, parts, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integ_context *context = before->context;
    size_t marks = (size_t)(before->units + before->groups) * sizeof(bool);
    bool *units = integi_allocate(context, marks), *groups = units == NULL ? NULL : units + before->units;
    if (units == NULL)
        return integi_out_of_memory(error);
    find_common(before, after, units, groups);
    int64_t unit_count = count_kept(units, before->units), group_count = count_kept(groups, before->groups);
    common self = {0};
    if (unit_count == 0) {
        status = INTEGI_FAIL(error, NULL, &integi_message_statistics_nothing_common);
    } else if (!common_make(&self, context, unit_count, group_count)) {
        status = integi_out_of_memory(error);
    } else {
        self.precision = fmax(precision, MARGIN_REACHED);
        take_table(&self, 0, before, units, groups);
        take_table(&self, 1, after, units, groups);
        status = decompose(&self, before, after, parts, error);
        integi_release(context, self.numbers, self.size);
    }
    integi_release(context, units, marks);
    return status;
}
