/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/kinds.h"

#define PER_CENT 100

static integi_value count_value(const integi_source *source)
{
    integi_value value = {.exact = integi_fraction_from(source->cell->truth, 1)};
    value.own = (integi_counts){source->cell->truth, source->cell->truth, source->cell->undecided};
    return value;
}

void integi_make_proportion(integi_value *value, int64_t for_so_many)
{
    int64_t denominator = value->own.denominator;
    value->exact =
        integi_fraction_from((__int128)value->own.numerator * for_so_many, denominator == 0 ? 1 : denominator);
    value->reason = denominator == 0 ? INTEG_REASON_NO_DATA : INTEG_REASON_NONE;
}

/* Rows that meet the condition, for each so many. */
static integi_value proportion_value(const integi_source *source, int64_t for_so_many)
{
    const integi_cell *cell = source->cell;
    integi_value value = {.of_people = true};
    value.own.numerator = cell->truth;
    value.own.denominator = source->indicator->unknown_as_false ? cell->rows : cell->known;
    value.own.unknown = cell->rows - cell->known;
    integi_make_proportion(&value, for_so_many);
    return value;
}

/* The counts behind a measure. */
static integi_value measured_value(const integi_source *source)
{
    const integi_cell *cell = source->cell;
    integi_value value = {.exact = integi_fraction_from(0, 1)};
    value.of_people = integi_tally_measure_type(source->tally, source->side.query) == INTEG_TYPE_BOOLEAN;
    value.own.denominator = cell->measured;
    value.own.numerator = value.of_people ? (int64_t)cell->sum : cell->measured;
    value.own.unknown = cell->rows - cell->known + cell->truth - cell->measured;
    value.reason = cell->measured == 0 ? INTEG_REASON_NO_DATA : INTEG_REASON_NONE;
    return value;
}

static integi_value added_value(const integi_source *source)
{
    integi_value value = measured_value(source);
    if (value.reason == INTEG_REASON_NONE &&
        !integi_tally_sum(source->tally, source->side.query, source->cell, &value.exact))
        value.reason = INTEG_REASON_OUT_OF_RANGE;
    return value;
}

/* Nobody has nothing, as nobody is counted as 0; where somebody's is unknown there is no telling. */
static integi_value sum_value(const integi_source *source)
{
    integi_value value = added_value(source);
    if (value.reason == INTEG_REASON_NO_DATA && value.own.unknown == 0)
        value.reason = INTEG_REASON_NONE;
    return value;
}

static integi_value mean_value(const integi_source *source)
{
    integi_value value = added_value(source);
    if (value.reason == INTEG_REASON_NONE)
        integi_fraction_divide(value.exact, integi_fraction_from(source->cell->measured, 1), &value.exact);
    return value;
}

bool integi_value_of_rank(const integi_source *source, int64_t rank, integi_fraction *out)
{
    int64_t count, at = 0;
    const integi_value_count *values =
        integi_tally_values(source->tally, source->side.query, source->cell_number, &count);
    for (; at < count && rank >= values[at].rows; at++)
        rank -= values[at].rows;
    return at < count && integi_tally_value(source->tally, source->side.query, values[at].value, out);
}

/* The middle one, or the mean of the middle two. */
static integi_value median_value(const integi_source *source)
{
    integi_value value = measured_value(source);
    integi_fraction below, above;
    value.of_people = false;
    value.of_few = true;
    value.own.numerator = value.own.denominator;
    if (value.reason != INTEG_REASON_NONE)
        return value;
    if (!integi_value_of_rank(source, (source->cell->measured - 1) / 2, &below) ||
        !integi_value_of_rank(source, source->cell->measured / 2, &above)) {
        value.reason = INTEG_REASON_OUT_OF_RANGE;
        return value;
    }
    integi_fraction negative = integi_fraction_subtract(integi_fraction_from(0, 1), below);
    integi_fraction_divide(integi_fraction_subtract(above, negative), integi_fraction_from(2, 1), &value.exact);
    return value;
}

/* Events for so much time at risk. */
static integi_value time_rate_value(const integi_source *source)
{
    integi_value value = {.exact = integi_fraction_from(0, 1)};
    int64_t time_cell = integi_tally_find_cell(source->tally, source->side.query, source->cell_number,
                                               source->side.time);
    const integi_cell *time = integi_tally_cell(source->tally, source->side.time, time_cell);
    integi_fraction sum = integi_fraction_from(0, 1);
    integi_fraction events = integi_fraction_from((__int128)source->cell->truth * source->indicator->per, 1);
    value.own.numerator = source->cell->truth;
    value.own.denominator = time == NULL ? 0 : time->measured;
    value.own.unknown = source->cell->rows - value.own.denominator;
    if (time != NULL && !integi_tally_sum(source->tally, source->side.time, time, &sum))
        value.reason = INTEG_REASON_OUT_OF_RANGE;
    else if (integi_fraction_sign(&sum) <= 0 || !integi_fraction_divide(events, sum, &value.exact))
        value.reason = INTEG_REASON_NO_DATA;
    return value;
}

static integi_value rate_value(const integi_source *source)
{
    return source->side.time < 0 ? proportion_value(source, source->indicator->per) : time_rate_value(source);
}

static integi_value share_value(const integi_source *source)
{
    return proportion_value(source, PER_CENT);
}

static integi_value (*const plain_values[])(const integi_source *source) = {
    [INTEG_INDICATOR_COUNT] = count_value,
    [INTEG_INDICATOR_SHARE] = share_value,
    [INTEG_INDICATOR_MEAN] = mean_value,
    [INTEG_INDICATOR_SUM] = sum_value,
    [INTEG_INDICATOR_RATE] = rate_value,
    [INTEG_INDICATOR_MEDIAN] = median_value,
    [INTEG_INDICATOR_STANDARDISED_RATE] = integi_standardised_rate_value,
    [INTEG_INDICATOR_REPRESENTATION] = share_value,
    [INTEG_INDICATOR_SEGREGATION] = integi_segregation_value,
};

void integi_strata_of_cell(const integ_tally *tally, const integi_side *side, int64_t cell, int64_t *first,
                           int64_t *end)
{
    int64_t count = integ_tally_cells(tally, side->strata);
    *first = 0;
    while (*first < count && !integi_tally_is_within(tally, side->strata, *first, side->query, cell))
        ++*first;
    *end = *first;
    while (*end < count && integi_tally_is_within(tally, side->strata, *end, side->query, cell))
        ++*end;
}

/* The cells that a value is made of: all of them, or those in one cell of a breakdown. */
static void find_strata(integi_source *source)
{
    const integi_side *side = &source->side;
    bool whole = side->strata < 0;
    source->strata = whole ? side->query : side->strata;
    source->depth = whole || source->indicator->by == NULL ? 0 : integ_dimensions_count(source->indicator->by);
    source->end = integ_tally_cells(source->tally, source->strata);
    if (!whole)
        integi_strata_of_cell(source->tally, side, source->cell_number, &source->first, &source->end);
}

void integi_finish_value(const integi_source *source, integi_value *value)
{
    value->kind = source->indicator->kind;
    value->of = source->indicator;
    if (value->reason == INTEG_REASON_NONE) {
        value->number = integi_fraction_number(&value->exact);
        integi_add_interval(source, value);
    }
}

/* One group's value, rounded for readers too, with its limits; a reason where there is none. */
static integi_value plain_value(const integ_indicator *indicator, const integ_tally *tally, const integi_side *side,
                                int64_t cell)
{
    static const integi_cell nobody = {0};
    integi_source source = {indicator, tally, *side, cell, integi_tally_cell(tally, side->query, cell), 0, 0, 0, 0};
    source.cell = source.cell == NULL ? &nobody : source.cell;
    find_strata(&source);
    integi_value value = plain_values[indicator->kind](&source);
    integi_finish_value(&source, &value);
    return value;
}

/* ---- comparison ---- */

static void compare_exact(const integ_indicator *indicator, integi_value *value, integi_fraction other)
{
    if (indicator->compare_as == INTEG_COMPARE_DIFFERENCE)
        value->exact = integi_fraction_subtract(value->exact, other);
    else if (!integi_fraction_divide(value->exact, other, &value->exact))
        value->reason = INTEG_REASON_COMPARATOR_ZERO;
    value->has_interval = value->has_interval && value->reason == INTEG_REASON_NONE;
    value->number = value->reason == INTEG_REASON_NONE ? integi_fraction_number(&value->exact) : 0;
}

void integi_compare_values(const integ_indicator *indicator, integi_value *value, const integi_value *other)
{
    integi_value own = *value;
    value->compared = true;
    value->divided = indicator->compare_as == INTEG_COMPARE_RATIO;
    value->other = other->own;
    value->out_of_memory = value->out_of_memory || other->out_of_memory;
    if (value->reason != INTEG_REASON_NONE)
        return;
    if (other->reason != INTEG_REASON_NONE) {
        value->reason = INTEG_REASON_NO_COMPARATOR;
        value->has_interval = false;
        return;
    }
    integi_compare_intervals(indicator, &own, other, value);
    compare_exact(indicator, value, other->exact);
}

void integi_compare_published(const integ_indicator *indicator, integi_value *value)
{
    integi_fraction published = integi_fraction_from_decimal(indicator->compare_value);
    value->with_published = true;
    compare_exact(indicator, value, published);
    integi_shift_interval(indicator, integi_fraction_number(&published), value);
}

static integi_value value_of(const integ_indicator *indicator, const integ_tally *tally, const integi_side *own,
                             int64_t own_cell, const integi_side *other, int64_t other_cell)
{
    integi_value value = plain_value(indicator, tally, own, own_cell);
    if (other->query >= 0) {
        integi_value compared = plain_value(indicator, tally, other, other_cell);
        integi_compare_values(indicator, &value, &compared);
    } else if (indicator->compare_published && value.reason == INTEG_REASON_NONE) {
        integi_compare_published(indicator, &value);
    }
    return value;
}

integi_value integi_indicator_value(const integ_indicator *indicator, const integi_indicator_queries *queries,
                                    const integ_tally *tally)
{
    return value_of(indicator, tally, &queries->own, 0, &queries->other, 0);
}

integi_value integi_indicator_cell_value(const integ_indicator *indicator, const integi_indicator_queries *queries,
                                         const integ_tally *tally, int64_t cell)
{
    int64_t other = integi_tally_find_cell(tally, queries->own_by.query, cell, queries->other_by.query);
    return value_of(indicator, tally, &queries->own_by, cell, &queries->other_by, other);
}

integi_value integi_indicator_group_value(const integ_indicator *indicator, const integi_side *side,
                                          const integ_tally *tally)
{
    return plain_value(indicator, tally, side, 0);
}
