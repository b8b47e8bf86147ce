/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "stat/matrix.h"

#include <stdlib.h>
#include <string.h>

void matrix_free(matrix *self)
{
    dictionary_free(&self->units);
    dictionary_free(&self->groups);
    dictionary_free(&self->parts);
    dictionary_free(&self->periods);
    free(self->left_out);
    free(self->counts);
    free(self->part_of);
}

/* Members of whom it is not known where they are belong nowhere: that they are not counted is said of each column. */
static void leave_out(const run *self, matrix *found, size_t column)
{
    size_t first = 0, count = 0;
    for (size_t row = 0; row < self->input.rows; row++) {
        if (!is_missing(table_cell(&self->input, row, column)->text))
            continue;
        first = count++ == 0 ? row : first;
        found->rows -= !found->left_out[row];
        found->left_out[row] = true;
    }
    if (count > 0)
        warn_at(self, table_cell(&self->input, first, column), "'%s' is missing, so that rows are left out: %zu",
                self->input.cells[column].text, count);
}

static bool find_parts(const run *self, matrix *found, size_t column)
{
    if (!dictionary_make_without(self, column, found->left_out, &found->parts))
        return false;
    found->part_of = (int64_t *)malloc((found->units.count + 1) * sizeof *found->part_of);
    if (found->part_of == NULL)
        return complain_at(self, &self->input.cells[0], "there is not enough memory");
    for (size_t unit = 0; unit < found->units.count; unit++)
        found->part_of[unit] = -1;
    for (size_t row = 0; row < self->input.rows; row++) {
        if (found->left_out[row])
            continue;
        int64_t *part = &found->part_of[found->units.codes[row]], here = (int64_t)found->parts.codes[row];
        if (*part >= 0 && *part != here)
            return complain_at(self, table_cell(&self->input, row, column),
                               "the unit '%.40s' was in another part before",
                               found->units.names[found->units.codes[row]]);
        *part = here;
    }
    return true;
}

static bool find_periods(const run *self, matrix *found, size_t column)
{
    if (!dictionary_make_without(self, column, found->left_out, &found->periods))
        return false;
    return found->periods.count == 2 ||
           complain_at(self, &self->input.cells[column],
                       found->periods.count == 1 ? "the column '%s' has %zu period, and two are compared"
                                                 : "the column '%s' has %zu periods, and two are compared",
                       self->given->period, found->periods.count);
}

/* Rows of the same unit and group are added; without a column of counts every row is one member. */
static bool add_members(const run *self, matrix *found, long column)
{
    size_t cells = found->units.count * found->groups.count;
    found->counts = (double *)calloc(2 * cells + 1, sizeof *found->counts);
    if (found->counts == NULL)
        return complain_at(self, &self->input.cells[0], "there is not enough memory");
    for (size_t row = 0; row < self->input.rows; row++) {
        double count;
        if (!read_number(self, row, column, &count))
            return false;
        if (column < 0)
            count = 1;
        if (found->left_out[row])
            continue;
        if (count < 0)
            return complain_at(self, table_cell(&self->input, row, (size_t)column), "a count cannot be below 0");
        if (self->given->bootstrap > 0 && count != floor(count))
            return complain_at(self, table_cell(&self->input, row, (size_t)column),
                               "'%.40s' is no whole number, and only whole members can be drawn",
                               table_cell(&self->input, row, (size_t)column)->text);
        size_t period = found->periods.codes == NULL ? 0 : found->periods.codes[row];
        size_t unit = period * found->units.count + found->units.codes[row];
        found->counts[unit * found->groups.count + found->groups.codes[row]] += count;
    }
    return true;
}

bool matrix_make(const run *self, matrix *found)
{
    const settings *given = self->given;
    size_t unit, group, part = 0, period = 0, count = 0;
    if (!need_column(self, given->unit, &unit) || !need_column(self, given->group, &group) ||
        (given->count != NULL && !need_column(self, given->count, &count)) ||
        (given->within != NULL && !need_column(self, given->within, &part)) ||
        (given->period != NULL && !need_column(self, given->period, &period)))
        return false;
    const long named[] = {(long)unit, (long)group, given->count == NULL ? -1 : (long)count,
                          given->within == NULL ? -1 : (long)part, given->period == NULL ? -1 : (long)period};
    found->unit_column = unit;
    found->group_column = group;
    found->rows = self->input.rows;
    found->left_out = (bool *)calloc(self->input.rows + 1, sizeof *found->left_out);
    if (found->left_out == NULL)
        return complain_at(self, &self->input.cells[0], "there is not enough memory");
    for (int i = 0; i < 5; i++)
        if (named[i] >= 0)
            leave_out(self, found, (size_t)named[i]);
    return dictionary_make_without(self, unit, found->left_out, &found->units) &&
           dictionary_make_without(self, group, found->left_out, &found->groups) &&
           (given->within == NULL || find_parts(self, found, part)) &&
           (given->period == NULL || find_periods(self, found, period)) &&
           add_members(self, found, given->count == NULL ? -1 : (long)count);
}

bool matrix_segregation(const run *self, const matrix *found, size_t period, integ_segregation **out)
{
    const settings *given = self->given;
    size_t units = found->units.count, groups = found->groups.count;
    integ_status status = integ_segregation_new(given->owner->context, found->counts + period * units * groups,
                                                (int64_t)units, (int64_t)groups, out, given->owner->error);
    return take_status(self, status, 0, NULL, NULL);
}
