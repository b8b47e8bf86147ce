/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/indicator.h"
#include "integration/statistics.h"
#include "tally/tally.h"

#define CONFIDENCE 0.95
#define PER_CENT 100

static integ_status add_query(const integ_indicator *indicator, integ_plan *plan, const char *of,
                              const integ_dimensions *by, int64_t *query, integ_error *error)
{
    bool summed = indicator->kind == INTEG_INDICATOR_MEAN || indicator->kind == INTEG_INDICATOR_SUM;
    return integ_plan_add(plan, of, NULL, indicator->where, summed ? indicator->measure : NULL, by, query, error);
}

integ_status integi_indicator_plan(const integ_indicator *indicator, integ_plan *plan, integi_indicator_queries *out,
                                   integ_error *error)
{
    *out = (integi_indicator_queries){-1, -1, -1, -1};
    integ_status status = integ_indicator_check(indicator, error);
    if (status == INTEG_STATUS_OK)
        status = add_query(indicator, plan, indicator->of, NULL, &out->own, error);
    if (status == INTEG_STATUS_OK && indicator->compare_with != NULL)
        status = add_query(indicator, plan, indicator->compare_with, NULL, &out->other, error);
    if (status == INTEG_STATUS_OK && indicator->by != NULL)
        status = add_query(indicator, plan, indicator->of, indicator->by, &out->own_by, error);
    if (status == INTEG_STATUS_OK && indicator->by != NULL && indicator->compare_with != NULL)
        status = add_query(indicator, plan, indicator->compare_with, indicator->by, &out->other_by, error);
    return status;
}

/* One group's value: `exact` and `own` are filled; a reason where there is none. */
static integi_value plain_value(const integ_indicator *indicator, const integ_tally *tally, int64_t query,
                                const integi_cell *cell)
{
    static const integi_cell nobody = {0};
    integi_value value = {.kind = indicator->kind, .exact = integi_fraction_from(0, 1)};
    cell = cell == NULL ? &nobody : cell;
    value.own.unknown = cell->rows - cell->known;
    if (indicator->kind == INTEG_INDICATOR_COUNT) {
        value.own.numerator = value.own.denominator = cell->truth;
        value.own.unknown = cell->undecided;
        value.exact = integi_fraction_from(cell->truth, 1);
        return value;
    }
    if (indicator->kind == INTEG_INDICATOR_SHARE) {
        value.own.numerator = cell->truth;
        value.own.denominator = indicator->unknown_as_false ? cell->rows : cell->known;
        value.exact = integi_fraction_from((__int128)cell->truth * PER_CENT,
                                           value.own.denominator == 0 ? 1 : value.own.denominator);
        value.of_people = true;
    } else {
        value.of_people = integi_tally_measure_type(tally, query) == INTEG_TYPE_BOOLEAN;
        value.own.denominator = cell->measured;
        value.own.numerator = value.of_people ? (int64_t)cell->sum : cell->measured;
        value.own.unknown += cell->truth - cell->measured;
        if (!integi_tally_sum(tally, query, cell, &value.exact))
            value.reason = INTEG_REASON_OUT_OF_RANGE;
        if (indicator->kind == INTEG_INDICATOR_MEAN && cell->measured > 0)
            integi_fraction_divide(value.exact, integi_fraction_from(cell->measured, 1), &value.exact);
    }
    if (value.own.denominator == 0)
        value.reason = INTEG_REASON_NO_DATA;
    return value;
}

static void compare(const integ_indicator *indicator, integi_value *value, const integi_value *other)
{
    value->compared = true;
    value->other = other->own;
    if (value->reason != INTEG_REASON_NONE)
        return;
    if (other->reason != INTEG_REASON_NONE)
        value->reason = INTEG_REASON_NO_COMPARATOR;
    else if (indicator->compare_as == INTEG_COMPARE_DIFFERENCE)
        value->exact = integi_fraction_subtract(value->exact, other->exact);
    else if (!integi_fraction_divide(value->exact, other->exact, &value->exact))
        value->reason = INTEG_REASON_COMPARATOR_ZERO;
}

/* Rounds the exact value for readers, and adds the interval of a share that stands alone. */
static void finish(integi_value *value)
{
    if (value->reason != INTEG_REASON_NONE)
        return;
    value->number = integi_fraction_number(&value->exact);
    if (value->kind != INTEG_INDICATOR_SHARE || value->compared)
        return;
    value->has_interval = integ_wilson_interval((double)value->own.numerator, (double)value->own.denominator,
                                                CONFIDENCE, &value->lower, &value->upper, NULL) == INTEG_STATUS_OK;
    value->lower *= PER_CENT;
    value->upper *= PER_CENT;
}

static integi_value value_of_cells(const integ_indicator *indicator, const integ_tally *tally, int64_t own_query,
                                   const integi_cell *own, int64_t other_query, const integi_cell *other)
{
    integi_value value = plain_value(indicator, tally, own_query, own);
    if (other_query >= 0) {
        integi_value compared = plain_value(indicator, tally, other_query, other);
        compare(indicator, &value, &compared);
    }
    finish(&value);
    return value;
}

integi_value integi_indicator_value(const integ_indicator *indicator, const integi_indicator_queries *queries,
                                    const integ_tally *tally)
{
    return value_of_cells(indicator, tally, queries->own, integi_tally_cell(tally, queries->own, 0), queries->other,
                          integi_tally_cell(tally, queries->other, 0));
}

integi_value integi_indicator_cell_value(const integ_indicator *indicator, const integi_indicator_queries *queries,
                                         const integ_tally *tally, int64_t cell)
{
    return value_of_cells(indicator, tally, queries->own_by, integi_tally_cell(tally, queries->own_by, cell),
                          queries->other_by,
                          integi_tally_same_cell(tally, queries->own_by, cell, queries->other_by));
}

integi_value integi_indicator_query_value(const integ_indicator *indicator, const integ_tally *tally, int64_t query)
{
    return value_of_cells(indicator, tally, query, integi_tally_cell(tally, query, 0), -1, NULL);
}
