/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/kinds.h"
#include "integration/statistics.h"

#include <string.h>

/* Members of groups in units, as many as there may be: every cell a unit, and a group or two of its own. */
typedef struct members {
    double *counts; /* units × groups */
    int64_t units, groups;
    const char **names; /* of the groups in a column */
    size_t counts_size, names_size;
} members;

static const char *label(const integi_source *source, int64_t cell, int64_t dimension)
{
    return integ_tally_label(source->tally, source->strata, cell, source->depth + dimension);
}

/* Those who meet the condition and the others, for each unit; rows whose unit is unknown are left out. */
static void fill_two(const integi_source *source, members *found, integi_value *value)
{
    found->groups = 2;
    for (int64_t i = source->first; i < source->end; i++) {
        const integi_cell *cell = integi_tally_cell(source->tally, source->strata, i);
        bool known = label(source, i, 0) != NULL;
        value->own.unknown += known ? cell->rows - cell->known : cell->rows;
        if (!known)
            continue;
        value->own.numerator += cell->truth;
        value->own.denominator += cell->known;
        found->counts[2 * found->units] = (double)cell->truth;
        found->counts[2 * found->units + 1] = (double)(cell->known - cell->truth);
        found->units++;
    }
}

/* The number of a group; a new one where it was not met before. */
static int64_t number_of(members *found, const char *name)
{
    for (int64_t i = 0; i < found->groups; i++)
        if (strcmp(found->names[i], name) == 0)
            return i;
    found->names[found->groups] = name;
    return found->groups++;
}

static bool is_known(const integi_source *source, int64_t cell)
{
    return label(source, cell, 0) != NULL && label(source, cell, 1) != NULL;
}

/* How many units there are: their cells stand together, in the order of labels. */
static void count_units(const integi_source *source, members *found)
{
    const char *last = NULL;
    for (int64_t i = source->first; i < source->end; i++) {
        if (!is_known(source, i))
            continue;
        found->units += last == NULL || strcmp(last, label(source, i, 0)) != 0;
        last = label(source, i, 0);
        number_of(found, label(source, i, 1));
    }
}

/* Rows whose unit or group is unknown are left out. */
static void fill_all(const integi_source *source, members *found, integi_value *value)
{
    const char *last = NULL;
    int64_t unit = -1;
    for (int64_t i = source->first; i < source->end; i++) {
        const integi_cell *cell = integi_tally_cell(source->tally, source->strata, i);
        if (!is_known(source, i)) {
            value->own.unknown += cell->rows;
            continue;
        }
        unit += last == NULL || strcmp(last, label(source, i, 0)) != 0;
        last = label(source, i, 0);
        value->own.denominator += cell->rows;
        found->counts[unit * found->groups + number_of(found, label(source, i, 1))] += (double)cell->rows;
    }
    value->own.numerator = value->own.denominator;
}

/* Gives back what members_make() took. */
static void members_free(const integi_source *source, members *found)
{
    integi_release(source->indicator->context, found->counts, found->counts_size);
    integi_release(source->indicator->context, found->names, found->names_size);
}

/* False when memory ran out. */
static bool members_make(const integi_source *source, members *found, integi_value *value)
{
    integ_context *context = source->indicator->context;
    size_t cells = (size_t)(source->end - source->first);
    bool two = source->indicator->group_column == NULL;
    *found = (members){.counts_size = 2 * cells * sizeof *found->counts};
    if (!two) {
        found->names_size = cells * sizeof *found->names;
        found->names = integi_allocate(context, found->names_size);
        if (found->names == NULL)
            return false;
        count_units(source, found);
        found->counts_size = (size_t)(found->units * found->groups) * sizeof *found->counts;
    }
    found->counts = integi_allocate_zeroed(context, found->counts_size);
    if (found->counts == NULL) {
        members_free(source, found);
        return false;
    }
    if (two)
        fill_two(source, found, value);
    else
        fill_all(source, found, value);
    return true;
}

/* Why there is no segregation to measure: nobody, or one group only; NONE where there is. */
static int32_t reason_of(const members *found)
{
    int64_t groups = 0;
    for (int64_t group = 0; group < found->groups; group++) {
        double count = 0;
        for (int64_t unit = 0; unit < found->units; unit++)
            count += found->counts[unit * found->groups + group];
        groups += count > 0;
    }
    return groups == 0 ? INTEG_REASON_NO_DATA : groups == 1 ? INTEG_REASON_ONE_GROUP : INTEG_REASON_NONE;
}

static integ_status measure(const integi_source *source, const members *found, double *out)
{
    const integ_indicator *indicator = source->indicator;
    integ_segregation *segregation = NULL;
    int32_t wanted = indicator->segregation;
    if (indicator->group_column != NULL && wanted == INTEG_SEGREGATION_DISSIMILARITY)
        wanted = INTEG_SEGREGATION_MULTIGROUP_DISSIMILARITY;
    integ_status status = integ_segregation_new(indicator->context, found->counts, found->units, found->groups,
                                                &segregation, NULL);
    if (status == INTEG_STATUS_OK)
        status = integ_segregation_measure(segregation, wanted, 0, out, NULL);
    integ_segregation_free(segregation);
    return status;
}

integi_value integi_segregation_value(const integi_source *source)
{
    integi_value value = {.exact = integi_fraction_from(0, 1)};
    members found;
    double number = 0;
    if (!members_make(source, &found, &value)) {
        value.out_of_memory = true;
        return value;
    }
    value.reason = reason_of(&found);
    integ_status status = value.reason == INTEG_REASON_NONE ? measure(source, &found, &number) : INTEG_STATUS_OK;
    if (value.reason == INTEG_REASON_NONE &&
        (status != INTEG_STATUS_OK || !integi_fraction_from_number(number, &value.exact)))
        value.reason = INTEG_REASON_OUT_OF_RANGE;
    value.out_of_memory = status == INTEG_STATUS_OUT_OF_MEMORY;
    members_free(source, &found);
    return value;
}
