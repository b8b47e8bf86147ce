/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Segregation: members of groups in units. */

#include "stat/stat.h"

#include <stdlib.h>
#include <string.h>

typedef struct matrix {
    dictionary units, groups, parts;
    double *counts;
    int64_t *part_of; /* of the units; NULL: there are no parts */
} matrix;

static void matrix_free(matrix *self)
{
    dictionary_free(&self->units);
    dictionary_free(&self->groups);
    dictionary_free(&self->parts);
    free(self->counts);
    free(self->part_of);
}

static bool find_parts(const run *self, matrix *found, size_t column)
{
    if (!dictionary_make(self, column, &found->parts))
        return false;
    found->part_of = (int64_t *)malloc((found->units.count + 1) * sizeof *found->part_of);
    if (found->part_of == NULL)
        return complain_at(self, &self->input.cells[0], "there is not enough memory");
    for (size_t unit = 0; unit < found->units.count; unit++)
        found->part_of[unit] = -1;
    for (size_t row = 0; row < self->input.rows; row++) {
        int64_t *part = &found->part_of[found->units.codes[row]], here = (int64_t)found->parts.codes[row];
        if (*part >= 0 && *part != here)
            return complain_at(self, table_cell(&self->input, row, column),
                               "the unit '%.40s' was in another part before",
                               found->units.names[found->units.codes[row]]);
        *part = here;
    }
    return true;
}

/* Rows of the same unit and group are added; without a column of counts every row is one member. */
static bool add_members(const run *self, matrix *found, long column)
{
    found->counts = (double *)calloc(found->units.count * found->groups.count + 1, sizeof *found->counts);
    if (found->counts == NULL)
        return complain_at(self, &self->input.cells[0], "there is not enough memory");
    for (size_t row = 0; row < self->input.rows; row++) {
        double count;
        if (!read_number(self, row, column, &count))
            return false;
        if (column < 0)
            count = 1;
        if (isnan(count))
            continue;
        if (count < 0)
            return complain_at(self, table_cell(&self->input, row, (size_t)column), "a count cannot be below 0");
        found->counts[found->units.codes[row] * found->groups.count + found->groups.codes[row]] += count;
    }
    return true;
}

static bool matrix_make(const run *self, matrix *found)
{
    const settings *given = self->given;
    size_t unit, group, part, count = 0;
    if (!need_column(self, given->unit, &unit) || !need_column(self, given->group, &group) ||
        (given->count != NULL && !need_column(self, given->count, &count)) ||
        (given->within != NULL && !need_column(self, given->within, &part)))
        return false;
    return dictionary_make(self, unit, &found->units) && dictionary_make(self, group, &found->groups) &&
           (given->within == NULL || find_parts(self, found, part)) &&
           add_members(self, found, given->count == NULL ? -1 : (long)count);
}

/* A measure of all groups, of one, or of one and another; what does not exist is an empty field after a warning. */
static bool write_measure(run *self, const char *measure, const char *group, const char *other, integ_status status,
                          double value)
{
    if (!take_status(self, status, 0, NULL, NULL))
        return false;
    write_text(self, measure);
    write_number(self, status == INTEG_STATUS_OK ? value : MISSING);
    write_text(self, group);
    write_text(self, other);
    end_row(self);
    return true;
}

static bool write_group(run *self, const integ_segregation *all, const char *name, int64_t group)
{
    integ_error *error = self->given->owner->error;
    double value;
    integ_status status = integ_segregation_dissimilarity_from_rest(all, group, &value, error);
    if (!write_measure(self, "dissimilarity", name, "", status, value))
        return false;
    status = integ_segregation_gini(all, group, &value, error);
    if (!write_measure(self, "gini", name, "", status, value))
        return false;
    status = integ_segregation_atkinson(all, group, 0.5, &value, error);
    return write_measure(self, "atkinson", name, "", status, value);
}

static bool write_isolation(run *self, const integ_segregation *all, const char *name, int64_t group)
{
    double value;
    integ_status status = integ_segregation_isolation(all, group, &value, self->given->owner->error);
    return write_measure(self, "isolation", name, "", status, value);
}

static bool write_exposures(run *self, const integ_segregation *all, const dictionary *groups, int64_t group)
{
    for (int64_t other = 0; other < (int64_t)groups->count; other++) {
        double value;
        if (other == group)
            continue;
        integ_status status = integ_segregation_exposure(all, group, other, &value, self->given->owner->error);
        if (!write_measure(self, "exposure", groups->names[group], groups->names[other], status, value))
            return false;
    }
    return true;
}

/* What is said of all groups together. */
static bool write_information(run *self, const integ_segregation *all, const matrix *found)
{
    integ_error *error = self->given->owner->error;
    double value, between, within, entropy = 0;
    integ_status status = integ_segregation_mutual_information(all, &value, error);
    if (!write_measure(self, "mutual_information", "", "", status, value))
        return false;
    status = integ_segregation_theil_h(all, &value, error);
    if (!write_measure(self, "theil_h", "", "", status, value))
        return false;
    if (found->part_of == NULL)
        return true;
    bool divided = status == INTEG_STATUS_OK && integ_segregation_entropy(all, &entropy, error) == INTEG_STATUS_OK;
    status = integ_segregation_between(all, found->part_of, (int64_t)found->parts.count, &between, &within, error);
    return write_measure(self, "mutual_information_between", "", "", status, between) &&
           write_measure(self, "mutual_information_within", "", "", status, within) &&
           (!divided || (write_measure(self, "theil_h_between", "", "", status, between / entropy) &&
                         write_measure(self, "theil_h_within", "", "", status, within / entropy)));
}

/* Two groups are each other's rest, and one line says it of both. */
static bool write_evenness(run *self, const integ_segregation *all, const matrix *found)
{
    double value;
    integ_error *error = self->given->owner->error;
    if (found->groups.count == 2) {
        integ_status status = integ_segregation_dissimilarity(all, 0, 1, &value, error);
        if (!write_measure(self, "dissimilarity", "", "", status, value))
            return false;
        status = integ_segregation_gini(all, 0, &value, error);
        if (!write_measure(self, "gini", "", "", status, value))
            return false;
        status = integ_segregation_atkinson(all, 0, 0.5, &value, error);
        return write_measure(self, "atkinson", "", "", status, value);
    }
    integ_status status = integ_segregation_multigroup_dissimilarity(all, &value, error);
    if (!write_measure(self, "dissimilarity", "", "", status, value))
        return false;
    for (size_t group = 0; group < found->groups.count; group++)
        if (!write_group(self, all, found->groups.names[group], (int64_t)group))
            return false;
    return true;
}

static bool write_all(run *self, const integ_segregation *all, const matrix *found)
{
    bool well = write_information(self, all, found) && write_evenness(self, all, found);
    for (size_t group = 0; well && group < found->groups.count; group++)
        well = write_isolation(self, all, found->groups.names[group], (int64_t)group);
    for (size_t group = 0; well && group < found->groups.count; group++)
        well = write_exposures(self, all, &found->groups, (int64_t)group);
    return well;
}

/* Everything about one group. */
static bool write_one(run *self, const integ_segregation *all, const matrix *found)
{
    for (size_t group = 0; group < found->groups.count; group++)
        if (strcmp(found->groups.names[group], self->given->of) == 0)
            return write_group(self, all, self->given->of, (int64_t)group) &&
                   write_isolation(self, all, self->given->of, (int64_t)group) &&
                   write_exposures(self, all, &found->groups, (int64_t)group);
    program_complain(self->given->owner, "--of", "there is no group '%s' in column '%s'", self->given->of,
                     self->given->group);
    return false;
}

bool do_segregation(run *self)
{
    static const char *const results[] = {"measure", "value", "group", "other", NULL};
    matrix found = {0};
    integ_segregation *all = NULL;
    bool well = matrix_make(self, &found);
    if (well)
        write_header(self, results);
    if (well && self->input.rows > 0) {
        integ_status status = integ_segregation_new(self->given->owner->context, found.counts,
                                                    (int64_t)found.units.count, (int64_t)found.groups.count, &all,
                                                    self->given->owner->error);
        well = take_status(self, status, 0, NULL, NULL);
        if (well && all != NULL)
            well = self->given->of == NULL ? write_all(self, all, &found) : write_one(self, all, &found);
    }
    integ_segregation_free(all);
    matrix_free(&found);
    return well;
}
