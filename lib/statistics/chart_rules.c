/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/numbers.h"

/* A chart as the rules see it. */
typedef struct chart {
    const double *values, *lower, *upper;
    double mean;
    int64_t count;
} chart;

static int sign_of(double difference)
{
    return (difference > 0) - (difference < 0);
}

static int side(const chart *self, int64_t i)
{
    return sign_of(self->values[i] - self->mean);
}

static int step(const chart *self, int64_t i)
{
    return sign_of(self->values[i] - self->values[i - 1]);
}

static int outside(const chart *self, int64_t i)
{
    return self->values[i] > self->upper[i] ? 1 : self->values[i] < self->lower[i] ? -1 : 0;
}

/* Beyond two thirds of the way to a limit, and not beyond the limit. */
static bool is_close(const chart *self, int64_t i)
{
    double above = self->mean + (self->upper[i] - self->mean) * 2 / 3;
    double below = self->mean - (self->mean - self->lower[i]) * 2 / 3;
    return outside(self, i) == 0 && (self->values[i] > above || self->values[i] < below);
}

/* Whether what `of` says stays the same, and is not 0, for `length` points from `from` on. */
static int same(const chart *self, int (*of)(const chart *, int64_t), int64_t from, int64_t length)
{
    if (from < 0 || from + length > self->count)
        return 0;
    int first = of(self, from);
    for (int64_t i = 1; i < length; i++)
        if (of(self, from + i) != first)
            return 0;
    return first;
}

/* Part of seven points that rise or fall all the way: six steps, the first of which may begin at this point. */
static int trend(const chart *self, int64_t i)
{
    int found = 0;
    for (int64_t last = i + 6; found == 0 && last >= i; last--)
        if (last - 5 >= 1)
            found = same(self, step, last - 5, 6);
    return found;
}

static int one_side(const chart *self, int64_t i)
{
    int found = 0;
    for (int64_t first = i - 6; found == 0 && first <= i; first++)
        found = same(self, side, first, 7);
    return found;
}

/* Close to a limit with another such point among three neighbours that are all on the same side. */
static int two_in_three(const chart *self, int64_t i)
{
    if (!is_close(self, i))
        return 0;
    for (int64_t first = i - 2; first <= i; first++) {
        int found = same(self, side, first, 3);
        if (found != 0 && is_close(self, first) + is_close(self, first + 1) + is_close(self, first + 2) >= 2)
            return found;
    }
    return 0;
}

static int32_t flag_of(const chart *self, int64_t i)
{
    int found = outside(self, i);
    if (found != 0)
        return found > 0 ? INTEG_CHART_ABOVE_UPPER_LIMIT : INTEG_CHART_BELOW_LOWER_LIMIT;
    found = trend(self, i);
    if (found != 0)
        return found > 0 ? INTEG_CHART_RISING : INTEG_CHART_FALLING;
    found = two_in_three(self, i);
    if (found != 0)
        return found > 0 ? INTEG_CHART_TWO_IN_THREE_ABOVE : INTEG_CHART_TWO_IN_THREE_BELOW;
    found = one_side(self, i);
    if (found != 0)
        return found > 0 ? INTEG_CHART_SEVEN_ABOVE : INTEG_CHART_SEVEN_BELOW;
    return INTEG_CHART_COMMON_CAUSE;
}

integ_status integ_chart_flags(const double *values, double mean, const double *lower, const double *upper,
                               int64_t count, int32_t *flags, integ_error *error)
{
    if (count > 0 && (values == NULL || lower == NULL || upper == NULL || flags == NULL))
        return integi_invalid_argument(error, "values, lower, upper, flags");
    if (!isfinite(mean))
        return integi_out_of_range(error, "mean");
    for (int64_t i = 0; i < count; i++)
        if (!isfinite(values[i]) || !isfinite(lower[i]) || !isfinite(upper[i]))
            return integi_out_of_range(error, "values, lower, upper");
    chart self = {values, lower, upper, mean, count};
    for (int64_t i = 0; i < count; i++)
        flags[i] = flag_of(&self, i);
    return INTEG_STATUS_OK;
}

const char *integ_chart_flag_name(int32_t flag)
{
    static const char *const names[] = {
        "common_cause",           "above_ucl",              "below_lcl",
        "7_point_trend_increasing", "7_point_trend_decreasing", "2_in_3_above_cl",
        "2_in_3_below_cl",        "7_points_above_cl",      "7_points_below_cl"};
    return flag < 0 || flag > INTEG_CHART_SEVEN_BELOW ? "unknown" : names[flag];
}

int32_t integ_chart_variation(int32_t flag, int32_t direction)
{
    if (flag <= INTEG_CHART_COMMON_CAUSE || flag > INTEG_CHART_SEVEN_BELOW)
        return INTEG_VARIATION_COMMON_CAUSE;
    bool up = flag % 2 == 1;
    if (direction == 0)
        return up ? INTEG_VARIATION_NEUTRAL_HIGH : INTEG_VARIATION_NEUTRAL_LOW;
    return up == (direction > 0) ? INTEG_VARIATION_IMPROVEMENT : INTEG_VARIATION_CONCERN;
}

const char *integ_variation_name(int32_t variation)
{
    static const char *const names[] = {"common_cause", "improvement", "concern", "neutral_high", "neutral_low"};
    return variation < 0 || variation > INTEG_VARIATION_NEUTRAL_LOW ? "unknown" : names[variation];
}

int32_t integ_chart_assurance(double lower, double upper, double target, int32_t direction)
{
    if (direction == 0 || !isfinite(target) || !isfinite(lower) || !isfinite(upper))
        return INTEG_ASSURANCE_NONE;
    if (target > upper)
        return direction > 0 ? INTEG_ASSURANCE_CONSISTENT_FAIL : INTEG_ASSURANCE_CONSISTENT_PASS;
    if (target < lower)
        return direction > 0 ? INTEG_ASSURANCE_CONSISTENT_PASS : INTEG_ASSURANCE_CONSISTENT_FAIL;
    return INTEG_ASSURANCE_INCONSISTENT;
}

const char *integ_assurance_name(int32_t assurance)
{
    static const char *const names[] = {"none", "consistent_pass", "consistent_fail", "inconsistent"};
    return assurance < 0 || assurance > INTEG_ASSURANCE_INCONSISTENT ? "unknown" : names[assurance];
}
