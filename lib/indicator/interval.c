/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* How far values could differ by chance: 95 % limits of one group's value, and of what two of them compare to. */
#include "indicator/kinds.h"
#include "integration/statistics.h"

#include <math.h>

#define PER_CENT 100
/* So many values lie at or beyond each limit of a median, which are values that somebody has. */
#define VALUES_BEYOND 10

/* Wilson's limits of a share, for each so many. */
static bool share_limits(const integi_counts *counts, double for_so_many, integi_value *value)
{
    if (integ_wilson_interval((double)counts->numerator, (double)counts->denominator, INTEGI_CONFIDENCE, &value->lower,
                              &value->upper, NULL) != INTEG_STATUS_OK)
        return false;
    value->lower *= for_so_many;
    value->upper *= for_so_many;
    return true;
}

/* The limits of a rate are those of its events, for the same number of people or the same time. */
static bool rate_limits(const integ_indicator *indicator, integi_value *value)
{
    double events = (double)value->own.numerator, rate;
    double at_risk = indicator->time == NULL ? (double)value->own.denominator
                     : value->number > 0     ? events * (double)indicator->per / value->number
                                             : 0;
    return integ_rate(events, at_risk, (double)indicator->per, INTEGI_CONFIDENCE, &rate, &value->lower, &value->upper,
                      NULL) == INTEG_STATUS_OK;
}

static bool median_limits(const integi_source *source, integi_value *value)
{
    int64_t rank, measured = source->cell->measured;
    integi_fraction below, above;
    if (integ_median_rank(measured, INTEGI_CONFIDENCE, &rank, NULL) != INTEG_STATUS_OK || rank < VALUES_BEYOND ||
        !integi_value_of_rank(source, rank - 1, &below) || !integi_value_of_rank(source, measured - rank, &above))
        return false;
    value->lower = integi_fraction_number(&below);
    value->upper = integi_fraction_number(&above);
    return true;
}

/* A count varies as one of events does that are not all of one cause: Poisson's limits, as those of a rate. */
static bool count_limits(integi_value *value)
{
    return integ_count_interval((double)value->own.numerator, INTEGI_CONFIDENCE, &value->lower, &value->upper, NULL) ==
           INTEG_STATUS_OK;
}

/* Student's, where there are values enough: the limits tell how far they differ, which is not told of few. */
static bool student_limits(const integi_source *source, double mean, double *lower, double *upper)
{
    double deviation;
    return source->cell->measured >= INTEGI_VALUES_NEEDED &&
           integi_tally_deviation(source->tally, source->side.query, source->cell, &deviation) &&
           integ_mean_interval_from_deviation((double)source->cell->measured, mean, deviation, INTEGI_CONFIDENCE,
                                              lower, upper, NULL) == INTEG_STATUS_OK;
}

/* Student's limits; of a measure that is true or false Wilson's, as the mean is a share of people. */
static bool mean_limits(const integi_source *source, integi_value *value)
{
    return value->of_people ? share_limits(&value->own, 1, value)
                            : student_limits(source, value->number, &value->lower, &value->upper);
}

/* As many times those of the mean as there are values; of a measure that is true or false those of the count. */
static bool sum_limits(const integi_source *source, integi_value *value)
{
    double count = (double)source->cell->measured;
    if (value->of_people)
        return count_limits(value);
    if (!student_limits(source, value->number / count, &value->lower, &value->upper))
        return false;
    value->lower = fmin(value->lower * count, value->number);
    value->upper = fmax(value->upper * count, value->number);
    return isfinite(value->lower) && isfinite(value->upper);
}

void integi_add_interval(const integi_source *source, integi_value *value)
{
    switch (value->kind) {
    case INTEG_INDICATOR_SHARE:
    case INTEG_INDICATOR_REPRESENTATION:
        value->has_interval = share_limits(&value->own, PER_CENT, value);
        break;
    case INTEG_INDICATOR_RATE:
        value->has_interval = rate_limits(source->indicator, value);
        break;
    case INTEG_INDICATOR_COUNT:
        value->has_interval = count_limits(value);
        break;
    case INTEG_INDICATOR_SUM:
        value->has_interval = sum_limits(source, value);
        break;
    case INTEG_INDICATOR_MEAN:
        value->has_interval = mean_limits(source, value);
        break;
    case INTEG_INDICATOR_MEDIAN:
        value->has_interval = median_limits(source, value);
        break;
    default: /* a standardised rate has got its own where it was added up; others have none */
        break;
    }
}

/* Koopman's limits where both sides are shares of people. */
static bool share_ratio_limits(const integi_value *own, const integi_value *other, double *lower, double *upper)
{
    return integ_koopman_interval((double)own->own.numerator, (double)own->own.denominator,
                                  (double)other->own.numerator, (double)other->own.denominator, INTEGI_CONFIDENCE,
                                  lower, upper, NULL) == INTEG_STATUS_OK;
}

void integi_compare_intervals(const integ_indicator *indicator, const integi_value *own, const integi_value *other,
                              integi_value *value)
{
    value->has_interval = false;
    if (!own->has_interval || !other->has_interval)
        return;
    if (indicator->compare_as == INTEG_COMPARE_DIFFERENCE)
        value->has_interval = integ_difference_interval(own->number, own->lower, own->upper, other->number,
                                                        other->lower, other->upper, &value->lower, &value->upper,
                                                        NULL) == INTEG_STATUS_OK;
    else if (own->of_people && other->of_people && own->kind != INTEG_INDICATOR_SUM)
        value->has_interval = share_ratio_limits(own, other, &value->lower, &value->upper);
    else
        value->has_interval = integ_ratio_interval(own->number, own->lower, own->upper, other->number, other->lower,
                                                   other->upper, &value->lower, &value->upper, NULL) ==
                              INTEG_STATUS_OK;
}

/* A published value is taken as it is: only the own one varies. */
void integi_shift_interval(const integ_indicator *indicator, double published, integi_value *value)
{
    double lower = value->lower, upper = value->upper;
    if (!value->has_interval)
        return;
    if (indicator->compare_as == INTEG_COMPARE_DIFFERENCE) {
        value->lower = lower - published;
        value->upper = upper - published;
    } else {
        value->lower = (published > 0 ? lower : upper) / published;
        value->upper = (published > 0 ? upper : lower) / published;
    }
}
