/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Segregation place by place: how much each unit adds to it, and which groups are many or few there. */

#include "stat/matrix.h"

/* Writes what is known of a place; true unless memory was short. Nobody lives in some units: those are empty after a
 * warning. */
typedef bool (*place_writer)(run *self, const matrix *found, const integ_segregation *all, int64_t unit);

static double members_of(const matrix *found, int64_t unit)
{
    double members = 0;
    for (size_t group = 0; group < found->groups.count; group++)
        members += found->counts[(size_t)unit * found->groups.count + group];
    return members;
}

static double all_members(const matrix *found)
{
    double members = 0;
    for (size_t unit = 0; unit < found->units.count; unit++)
        members += members_of(found, (int64_t)unit);
    return members;
}

static bool has_members(const run *self, const matrix *found, int64_t unit)
{
    size_t row = 0;
    if (members_of(found, unit) > 0)
        return true;
    while (found->units.codes[row] != (size_t)unit)
        row++;
    warn_at(self, table_cell(&self->input, row, found->unit_column), "the unit '%.40s' has no members",
            found->units.names[unit]);
    return false;
}

/* Their mean over members is mutual information. */
static bool write_local(run *self, const matrix *found, const integ_segregation *all, int64_t unit)
{
    double value = MISSING;
    if (has_members(self, found, unit) &&
        !take_status(self, integ_segregation_local(all, unit, &value, self->given->owner->error), 0, NULL, NULL))
        return false;
    write_text(self, found->units.names[unit]);
    write_number(self, members_of(found, unit) / all_members(found));
    write_number(self, value);
    end_row(self);
    return true;
}

/* The share of a group of nobody is 0 everywhere, and no number of times 0. */
static bool is_somewhere(const run *self, const matrix *found, int64_t group)
{
    double members = 0;
    size_t row = 0;
    for (size_t unit = 0; unit < found->units.count; unit++)
        members += found->counts[unit * found->groups.count + (size_t)group];
    if (members > 0)
        return true;
    while (found->groups.codes[row] != (size_t)group)
        row++;
    warn_at(self, table_cell(&self->input, row, found->group_column), "the group '%.40s' has no members",
            found->groups.names[group]);
    return false;
}

static bool write_quotients(run *self, const matrix *found, const integ_segregation *all, int64_t unit)
{
    bool inhabited = has_members(self, found, unit);
    for (int64_t group = 0; group < (int64_t)found->groups.count; group++) {
        double value = MISSING;
        bool exists = is_somewhere(self, found, group) && inhabited;
        integ_error *error = self->given->owner->error;
        if (exists && !take_status(self, integ_location_quotient(all, unit, group, &value, error), 0, NULL, NULL))
            return false;
        write_text(self, found->units.names[unit]);
        write_text(self, found->groups.names[group]);
        write_number(self, value);
        end_row(self);
    }
    return true;
}

static bool do_places(run *self, const char *const *results, place_writer write)
{
    matrix found = {0};
    integ_segregation *all = NULL;
    bool well = matrix_make(self, &found);
    if (well)
        write_header(self, results);
    if (well && found.rows > 0)
        well = matrix_segregation(self, &found, 0, &all);
    for (int64_t unit = 0; well && all != NULL && unit < (int64_t)found.units.count; unit++)
        well = write(self, &found, all, unit);
    integ_segregation_free(all);
    matrix_free(&found);
    return well;
}

bool do_local_segregation(run *self)
{
    static const char *const results[] = {"unit", "share", "value", NULL};
    return do_places(self, results, write_local);
}

bool do_location_quotient(run *self)
{
    static const char *const results[] = {"unit", "group", "value", NULL};
    return do_places(self, results, write_quotients);
}
