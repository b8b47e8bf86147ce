/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "goal/goal.h"
#include "goal/messages.h"

#include <math.h>

integ_status integ_series_new(integ_context *context, integ_series **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL)
        return integi_invalid_argument(error, "context");
    integ_series *series = integi_allocate_zeroed(context, sizeof *series);
    if (series == NULL)
        return integi_out_of_memory(error);
    series->context = integi_context_retain(context);
    *out = series;
    return INTEG_STATUS_OK;
}

void integ_series_free(integ_series *series)
{
    if (series == NULL)
        return;
    integ_context *context = series->context;
    integi_release(context, series->points, series->capacity * sizeof *series->points);
    integi_release(context, series, sizeof *series);
    integ_context_free(context);
}

integ_status integi_series_add_figure(integ_series *series, integ_date date, const integi_figure *figure,
                                      integ_error *error)
{
    if (series->count > 0 && series->points[series->count - 1].date >= date)
        return INTEGI_FAIL(error, NULL, &integi_message_series_order);
    void *points = series->points;
    if (!integi_grow(series->context, &points, &series->capacity, series->count, sizeof *series->points))
        return integi_out_of_memory(error);
    series->points = points;
    series->points[series->count++] = (integi_point){date, *figure};
    return INTEG_STATUS_OK;
}

static bool is_date(integ_date date)
{
    return date >= INTEG_DATE_MINIMUM && date <= INTEG_DATE_MAXIMUM;
}

/* A point from outside: nothing is known of the counts behind it. */
static integ_status add_value(integ_series *series, integ_date date, int32_t reason, integi_fraction exact,
                              integ_error *error)
{
    if (series == NULL || !is_date(date))
        return integi_invalid_argument(error, series == NULL ? "series" : "date");
    integi_figure figure = {.hidden = reason == INTEG_REASON_TOO_FEW};
    figure.value.reason = reason;
    figure.value.exact = exact;
    figure.value.number = integi_fraction_number(&exact);
    figure.value.own = (integi_counts){-1, -1, -1};
    figure.value.without_counts = true;
    return integi_series_add_figure(series, date, &figure, error);
}

integ_status integ_series_add(integ_series *series, integ_date date, int64_t coefficient, int32_t decimals,
                              integ_error *error)
{
    if (decimals < 0 || decimals > INTEGI_DECIMALS_MAXIMUM)
        return integi_invalid_argument(error, "decimals");
    integi_decimal value = {coefficient, decimals};
    return add_value(series, date, INTEG_REASON_NONE, integi_fraction_from_decimal(value), error);
}

integ_status integ_series_add_number(integ_series *series, integ_date date, double number, integ_error *error)
{
    integi_fraction exact = integi_fraction_from(0, 1);
    double size = fabs(number);
    if (!(size <= 1e30) || (size != 0 && size < 1e-15) || !integi_fraction_from_number(number, &exact))
        return INTEGI_FAIL(error, NULL, &integi_message_series_range);
    return add_value(series, date, INTEG_REASON_NONE, exact, error);
}

integ_status integ_series_add_missing(integ_series *series, integ_date date, int32_t reason, integ_error *error)
{
    if (reason <= INTEG_REASON_NONE || reason > INTEG_REASON_ONE_GROUP)
        return integi_invalid_argument(error, "reason");
    return add_value(series, date, reason, integi_fraction_from(0, 1), error);
}
