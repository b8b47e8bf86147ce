/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/judgement.h"

#include <math.h>

/* Whether the change since the baseline is more than chance. Every test is of normal size z, by what is known of the
 * two values: shares by their counts, counts as Poisson's, everything else by its interval. */

typedef struct change {
    int32_t untold; /* INTEG_UNTOLD_ */
    double z, p_value;
} change;

static const change no_counts = {.untold = INTEG_UNTOLD_NO_COUNTS}, no_variance = {.untold = INTEG_UNTOLD_NO_VARIANCE};

static change of_size(double difference, double variance)
{
    change found = {0};
    if (difference == 0)
        return (change){INTEG_UNTOLD_NONE, 0, 1};
    if (!(variance > 0 && isfinite(variance) && isfinite(difference)))
        return no_variance;
    found.z = difference / sqrt(variance);
    found.p_value = erfc(fabs(found.z) / sqrt(2));
    return found;
}

static bool is_share(const integi_value *value)
{
    return value->kind == INTEG_INDICATOR_SHARE || value->kind == INTEG_INDICATOR_REPRESENTATION;
}

static bool are_counted(const integi_counts *counts)
{
    return counts->numerator >= 0 && counts->denominator > 0 && counts->numerator <= counts->denominator;
}

static double share_of(const integi_counts *counts)
{
    return (double)counts->numerator / (double)counts->denominator;
}

static double variance_of(const integi_counts *counts)
{
    return share_of(counts) * (1 - share_of(counts)) / (double)counts->denominator;
}

/* Of the logarithm of a share. */
static double log_variance_of(const integi_counts *counts)
{
    return 1 / (double)counts->numerator - 1 / (double)counts->denominator;
}

/* Two shares, by the test with a pooled share. */
static change of_shares(const integi_value *now, const integi_value *then)
{
    change found = {0};
    if (!are_counted(&now->own) || !are_counted(&then->own))
        return no_counts;
    integ_status status = integ_two_proportion_test((double)now->own.numerator, (double)now->own.denominator,
                                                    (double)then->own.numerator, (double)then->own.denominator,
                                                    &found.z, &found.p_value, NULL);
    return status == INTEG_STATUS_OK ? found : no_counts;
}

/* Two differences of shares in percentage points, or two ratios by their logarithms. */
static change of_comparisons(const integi_value *now, const integi_value *then, bool ratio)
{
    const integi_counts *parts[] = {&now->own, &now->other, &then->own, &then->other};
    double variance = 0;
    for (int i = 0; i < 4; i++) {
        if (!are_counted(parts[i]))
            return no_counts;
        if (ratio && parts[i]->numerator == 0)
            return no_variance;
        variance += ratio ? log_variance_of(parts[i]) : variance_of(parts[i]);
    }
    double shares[4];
    for (int i = 0; i < 4; i++)
        shares[i] = share_of(parts[i]);
    double difference = ratio ? log(shares[0] / shares[1]) - log(shares[2] / shares[3])
                              : (shares[0] - shares[1]) - (shares[2] - shares[3]);
    return of_size(integi_fraction_compare(now->exact, then->exact) == 0 ? 0 : difference, variance);
}

/* The square of a standard error from a 95 % interval; below 0: there is none. */
static double interval_variance(const integi_value *value)
{
    double z = 0;
    if (!value->has_interval || integ_normal_quantile(0.975, &z, NULL) != INTEG_STATUS_OK)
        return -1;
    double deviation = (value->upper - value->lower) / (2 * z);
    return deviation * deviation;
}

static change of_intervals(const integi_value *now, const integi_value *then)
{
    double own = interval_variance(now), other = interval_variance(then);
    return own < 0 || other < 0 ? no_counts : of_size(now->number - then->number, own + other);
}

static change of_figures(const integi_value *now, const integi_value *then)
{
    if (is_share(now) && now->compared)
        return of_comparisons(now, then, now->divided);
    if (is_share(now) && !now->with_published && !now->without_counts)
        return of_shares(now, then);
    if (now->kind == INTEG_INDICATOR_COUNT && !now->compared && !now->with_published && now->number >= 0)
        return of_size(now->number - then->number, now->number + then->number);
    return of_intervals(now, then);
}

/* Against a baseline that was given: a number without chance of its own. */
static change of_given(const integi_value *now, double baseline)
{
    double share = baseline / 100;
    if (is_share(now) && !now->compared && !now->with_published && are_counted(&now->own) && share > 0 && share < 1)
        return of_size(now->number / 100 - share, share * (1 - share) / (double)now->own.denominator);
    if (now->kind == INTEG_INDICATOR_COUNT && !now->compared && !now->with_published && baseline >= 0)
        return of_size(now->number - baseline, baseline);
    double own = interval_variance(now);
    return own < 0 ? no_counts : of_size(now->number - baseline, own);
}

/* 1: nearer the target, -1: further from it, in the terms of the method; 0 for no change. */
static int direction_of(const integi_judgement *judged, integi_fraction value)
{
    integi_fraction then = judged->baseline;
    if (judged->goal->direction == INTEG_DIRECTION_BETWEEN)
        then = integi_method_terms(judged, then);
    int order = integi_fraction_compare(integi_method_terms(judged, value), then);
    return judged->upwards ? order : -order;
}

static void conclude(const integi_judgement *judged, const change *found, double confidence, integ_progress *progress)
{
    int direction = direction_of(judged, progress->point.figure.value.exact);
    progress->has_test = true;
    progress->z = found->z;
    progress->p_value = found->p_value;
    progress->has_method_value = true;
    progress->method_value = progress->point.figure.value.number - progress->baseline_value;
    if (!(found->p_value < 1 - confidence) || direction == 0) {
        progress->method_status = "no_significant_change";
        progress->judged = INTEG_GOAL_BEHIND;
    } else {
        progress->method_status = direction > 0 ? "significant_improvement" : "significant_worsening";
        progress->judged = direction > 0 ? INTEG_GOAL_ON_TRACK : INTEG_GOAL_MOVING_AWAY;
    }
}

integ_status integi_judge_significance(const integi_judgement *judged, integ_progress *progress, integ_error *error)
{
    (void)error; /* nothing here can fail */
    const integi_value *now = &progress->point.figure.value;
    const integi_point *start = integi_baseline_point(judged);
    change found = start == NULL ? of_given(now, progress->baseline_value) : of_figures(now, &start->figure.value);
    integi_decimal confidence;
    integi_judgement_parameter(judged->goal, 0, &confidence);
    progress->untold = found.untold;
    if (found.untold == INTEG_UNTOLD_NONE)
        conclude(judged, &found, integi_decimal_number(confidence), progress);
    return INTEG_STATUS_OK;
}
