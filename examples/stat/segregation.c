/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Segregation: every measure of the members of groups in units, or what a change of it comes from. */

#include "stat/matrix.h"

#include <stdlib.h>
#include <string.h>

/* What is being written. */
typedef struct report {
    run *self;
    const integ_segregation *all;
    const matrix *found;
} report;

/* Without what chance adds, and the limits, where the measure is one that can be drawn anew. */
static bool write_bootstrap(const report *to, int32_t measure, int64_t group)
{
    const settings *given = to->self->given;
    double corrected = MISSING, lower = MISSING, upper = MISSING;
    bool known = false;
    if (measure != 0) {
        integ_status status = integ_segregation_bootstrap(to->all, measure, group, given->bootstrap, given->seed,
                                                          given->confidence, &corrected, &lower, &upper,
                                                          given->owner->error);
        if (!take_status(to->self, status, 0, NULL, NULL))
            return false;
        known = status == INTEG_STATUS_OK;
    }
    write_number(to->self, known ? corrected : MISSING);
    write_number(to->self, known ? lower : MISSING);
    write_number(to->self, known ? upper : MISSING);
    return true;
}

/* A measure of all groups (`group` -1), of one, or of one and another; what does not exist is an empty field after a
 * warning. `measure` is its number, or 0. */
static bool write_measure(const report *to, const char *name, int32_t measure, int64_t group, int64_t other,
                          integ_status status, double value)
{
    if (!take_status(to->self, status, 0, NULL, NULL))
        return false;
    write_text(to->self, name);
    write_number(to->self, status == INTEG_STATUS_OK ? value : MISSING);
    write_text(to->self, group < 0 ? "" : to->found->groups.names[group]);
    write_text(to->self, other < 0 ? "" : to->found->groups.names[other]);
    bool well = to->self->given->bootstrap == 0 ||
                write_bootstrap(to, status == INTEG_STATUS_OK ? measure : 0, group < 0 ? 0 : group);
    end_row(to->self);
    return well;
}

/* `of` is the group that it is said of; -1 where two groups are each other's rest, and one line says it of both. */
static bool write_numbered(const report *to, const char *name, int32_t measure, int64_t of)
{
    double value;
    integ_status status = integ_segregation_measure(to->all, measure, of < 0 ? 0 : of, &value,
                                                    to->self->given->owner->error);
    return write_measure(to, name, measure, of, -1, status, value);
}

static bool write_evenness(const report *to, int64_t of)
{
    return write_numbered(to, "dissimilarity", INTEG_SEGREGATION_DISSIMILARITY, of) &&
           write_numbered(to, "gini", INTEG_SEGREGATION_GINI, of) &&
           write_numbered(to, "atkinson", INTEG_SEGREGATION_ATKINSON, of);
}

static bool write_isolation(const report *to, int64_t group)
{
    return write_numbered(to, "isolation", INTEG_SEGREGATION_ISOLATION, group);
}

static bool write_exposures(const report *to, int64_t group)
{
    int64_t groups = (int64_t)to->found->groups.count;
    for (int64_t other = 0; other < groups; other++) {
        double value;
        if (other == group)
            continue;
        integ_status status = integ_segregation_exposure(to->all, group, other, &value,
                                                         to->self->given->owner->error);
        if (!write_measure(to, "exposure", groups == 2 ? INTEG_SEGREGATION_EXPOSURE : 0, group, other, status, value))
            return false;
    }
    return true;
}

static bool write_parts(const report *to)
{
    integ_error *error = to->self->given->owner->error;
    double between, within, entropy = 0;
    integ_status status = integ_segregation_between(to->all, to->found->part_of, (int64_t)to->found->parts.count,
                                                    &between, &within, error);
    if (!write_measure(to, "mutual_information_between", 0, -1, -1, status, between) ||
        !write_measure(to, "mutual_information_within", 0, -1, -1, status, within))
        return false;
    if (integ_segregation_entropy(to->all, &entropy, error) != INTEG_STATUS_OK || entropy == 0)
        return true;
    return write_measure(to, "theil_h_between", 0, -1, -1, status, between / entropy) &&
           write_measure(to, "theil_h_within", 0, -1, -1, status, within / entropy);
}

/* Of two groups among more than two, whose dissimilarity is not that from the rest. */
static bool write_pairs(const report *to)
{
    int64_t groups = (int64_t)to->found->groups.count;
    for (int64_t group = 0; groups > 2 && group < groups; group++)
        for (int64_t other = group + 1; other < groups; other++) {
            double value;
            integ_status status = integ_segregation_dissimilarity(to->all, group, other, &value,
                                                                  to->self->given->owner->error);
            if (!write_measure(to, "dissimilarity", 0, group, other, status, value))
                return false;
        }
    return true;
}

static bool write_entropy(const report *to)
{
    double value;
    integ_status status = integ_segregation_entropy(to->all, &value, to->self->given->owner->error);
    return write_measure(to, "entropy", 0, -1, -1, status, value);
}

static bool write_all(const report *to)
{
    int64_t groups = (int64_t)to->found->groups.count;
    bool well = write_numbered(to, "mutual_information", INTEG_SEGREGATION_MUTUAL_INFORMATION, -1) &&
                write_numbered(to, "theil_h", INTEG_SEGREGATION_THEIL_H, -1) &&
                (to->found->part_of == NULL || write_parts(to));
    if (well && groups == 2)
        well = write_evenness(to, -1);
    else if (well)
        well = write_numbered(to, "dissimilarity", INTEG_SEGREGATION_MULTIGROUP_DISSIMILARITY, -1);
    for (int64_t group = 0; well && groups != 2 && group < groups; group++)
        well = write_evenness(to, group);
    for (int64_t group = 0; well && group < groups; group++)
        well = write_isolation(to, group);
    for (int64_t group = 0; well && group < groups; group++)
        well = write_exposures(to, group);
    return well && write_pairs(to) && write_entropy(to);
}

/* Everything about one group. */
static bool write_one(const report *to)
{
    const settings *given = to->self->given;
    for (int64_t group = 0; group < (int64_t)to->found->groups.count; group++)
        if (strcmp(to->found->groups.names[group], given->of) == 0)
            return write_evenness(to, group) && write_isolation(to, group) && write_exposures(to, group);
    program_complain(given->owner, "--of", "there is no group '%s' in column '%s'", given->of, given->group);
    return false;
}

/* What the change from the first period to the second comes from. */
static bool write_change(const report *to, const integ_segregation *after)
{
    static const char *const names[] = {"additions", "removals", "group_marginal", "unit_marginal", "structural"};
    integ_error *error = to->self->given->owner->error;
    double first = 0, second = 0, parts[INTEG_DIFFERENCE_PARTS];
    integ_status status = integ_segregation_mutual_information(to->all, &first, error);
    if (!write_measure(to, "mutual_information_before", 0, -1, -1, status, first))
        return false;
    status = integ_segregation_mutual_information(after, &second, error);
    if (!write_measure(to, "mutual_information_after", 0, -1, -1, status, second) ||
        !write_measure(to, "difference", 0, -1, -1, status, second - first))
        return false;
    status = integ_segregation_difference(to->all, after, to->self->given->precision, parts, error);
    bool well = take_status(to->self, status, 0, NULL, NULL), known = status == INTEG_STATUS_OK;
    for (int i = 0; well && i < INTEG_DIFFERENCE_PARTS; i++)
        well = write_measure(to, names[i], 0, -1, -1, INTEG_STATUS_OK, known ? parts[i] : MISSING);
    return well;
}

static bool write_report(run *self, const matrix *found)
{
    integ_segregation *all = NULL, *after = NULL;
    bool well = matrix_segregation(self, found, 0, &all);
    if (well && self->given->period != NULL)
        well = matrix_segregation(self, found, 1, &after);
    report to = {self, all, found};
    if (well && all != NULL)
        well = self->given->period != NULL ? after == NULL || write_change(&to, after)
               : self->given->of != NULL   ? write_one(&to)
                                           : write_all(&to);
    integ_segregation_free(after);
    integ_segregation_free(all);
    return well;
}

bool do_segregation(run *self)
{
    static const char *const results[] = {"measure", "value", "group", "other", NULL};
    static const char *const drawn[] = {"measure", "value", "group", "other", "corrected", "lower", "upper", NULL};
    matrix found = {0};
    bool well = matrix_make(self, &found);
    if (well)
        write_header(self, self->given->bootstrap > 0 ? drawn : results);
    if (well && found.rows > 0)
        well = write_report(self, &found);
    matrix_free(&found);
    return well;
}
