/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/numbers.h"

/* The weather symbols: a trend of the last years, seen from the kind of target. */

#define YEARS_BACK 5
#define POINTS_NEEDED 4
/* So that rounding does not decide: a gap of exactly 5 % or 20 % belongs to the sun with a cloud. */
#define HAIR 1e-12

/* The last points that are a year apart, no more than six. Returns the first of them. */
static int64_t first_used(const double *years, int64_t count)
{
    int64_t first = count - 1;
    while (first > 0 && years[first] - years[first - 1] == 1 && years[count - 1] - years[first - 1] <= YEARS_BACK)
        first--;
    return first;
}

static integ_status check(const double *years, const double *values, int64_t count, integ_error *error)
{
    if (count > 0 && (years == NULL || values == NULL))
        return integi_invalid_argument(error, years == NULL ? "years" : "values");
    for (int64_t i = 0; i < count; i++) {
        if (!isfinite(years[i]) || !isfinite(values[i]))
            return integi_out_of_range(error, isfinite(years[i]) ? "values" : "years");
        if (i > 0 && !(years[i] > years[i - 1]))
            return INTEGI_FAIL(error, NULL, &integi_message_statistics_order, "years");
    }
    return INTEG_STATUS_OK;
}

/* Of a direction alone: the mean change of the years, and the last change. */
static int32_t without_target(double mean, double last)
{
    if (mean > 0)
        return last > 0 ? INTEG_WEATHER_SUN : INTEG_WEATHER_SUN_AND_CLOUD;
    return last > 0 ? INTEG_WEATHER_CLOUD : INTEG_WEATHER_THUNDERSTORM;
}

static int32_t to_be_kept(double missing, double change)
{
    if (missing <= 0)
        return change >= 0 ? INTEG_WEATHER_SUN : INTEG_WEATHER_SUN_AND_CLOUD;
    return change > 0 ? INTEG_WEATHER_CLOUD : INTEG_WEATHER_THUNDERSTORM;
}

static int32_t to_be_reached(double missing, double change, double ahead)
{
    if (missing <= 0)
        return to_be_kept(missing, change);
    if (change <= 0)
        return INTEG_WEATHER_THUNDERSTORM;
    double gap = (missing - change * ahead) / missing;
    if (gap < 0.05 - HAIR)
        return INTEG_WEATHER_SUN;
    return gap <= 0.2 + HAIR ? INTEG_WEATHER_SUN_AND_CLOUD : INTEG_WEATHER_CLOUD;
}

integ_status integ_weather(const double *years, const double *values, int64_t count, int32_t kind, int32_t direction,
                           double target, double target_year, int32_t *symbol, double *change, integ_error *error)
{
    if (symbol == NULL || change == NULL)
        return integi_invalid_argument(error, symbol == NULL ? "symbol" : "change");
    *symbol = INTEG_WEATHER_NONE;
    *change = 0;
    if (kind < INTEG_WEATHER_TO_BE_REACHED || kind > INTEG_WEATHER_DIRECTION)
        return integi_invalid_argument(error, "kind");
    if (direction != 1 && direction != -1)
        return integi_out_of_range(error, "direction");
    if (kind != INTEG_WEATHER_DIRECTION && !isfinite(target))
        return integi_out_of_range(error, "target");
    if (kind == INTEG_WEATHER_TO_BE_REACHED && !isfinite(target_year))
        return integi_out_of_range(error, "target_year");
    integ_status status = check(years, values, count, error);
    if (status != INTEG_STATUS_OK)
        return status;
    int64_t first = count > 0 ? first_used(years, count) : 0, last = count - 1;
    if (count - first < POINTS_NEEDED)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_too_few_values, "4");
    double mean = (values[last] - values[first]) / (years[last] - years[first]);
    status = integi_deliver_one(mean, change, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double missing = direction * (target - values[last]), wanted = direction * mean;
    if (kind == INTEG_WEATHER_DIRECTION)
        *symbol = without_target(wanted, direction * (values[last] - values[last - 1]));
    else if (kind == INTEG_WEATHER_TO_BE_KEPT)
        *symbol = to_be_kept(missing, wanted);
    else
        *symbol = to_be_reached(missing, wanted, fmax(target_year - years[last], 0));
    return INTEG_STATUS_OK;
}

const char *integ_weather_name(int32_t symbol)
{
    static const char *const names[] = {"not_available", "sun", "sun_and_cloud", "cloud", "thunderstorm"};
    return symbol < 0 || symbol > INTEG_WEATHER_THUNDERSTORM ? "unknown" : names[symbol];
}
