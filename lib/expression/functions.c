/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/function.h"

#include "base/date.h"

/* Year, and month and day as one number that orders the days of a year. */
typedef struct anniversary {
    int32_t year, day;
} anniversary;

static anniversary anniversary_of(integ_date date)
{
    int32_t year, month, day;
    integ_date_to_civil(date, &year, &month, &day);
    return (anniversary){year, month * 32 + day};
}

/* As integ_date_years_between(), with one of the dates taken apart before. */
static int64_t completed_years(anniversary from, anniversary to)
{
    int64_t years = (int64_t)to.year - from.year;
    if (years > 0 && to.day < from.day)
        return years - 1;
    if (years < 0 && to.day > from.day)
        return years + 1;
    return years;
}

/* Items of unknown rows may be anything: they are kept inside the calendar. */
static integ_date as_date(int64_t item)
{
    return item < INTEG_DATE_MINIMUM || item > INTEG_DATE_MAXIMUM ? 0 : (integ_date)item;
}

static void age(const integi_call *call)
{
    anniversary now = anniversary_of(call->as_of);
    const int64_t *births = call->arguments[0].integers;
    for (int32_t i = 0; i < call->rows; i++)
        call->integers[i] = completed_years(anniversary_of(as_date(births[i])), now);
}

static void years_between(const integi_call *call)
{
    const int64_t *from = call->arguments[0].integers, *to = call->arguments[1].integers;
    for (int32_t i = 0; i < call->rows; i++)
        call->integers[i] = integ_date_years_between(as_date(from[i]), as_date(to[i]));
}

static void days_between(const integi_call *call)
{
    const int64_t *from = call->arguments[0].integers, *to = call->arguments[1].integers;
    for (int32_t i = 0; i < call->rows; i++)
        call->integers[i] = (int64_t)as_date(to[i]) - as_date(from[i]);
}

static void as_of(const integi_call *call)
{
    for (int32_t i = 0; i < call->rows; i++)
        call->integers[i] = call->as_of;
}

/* A result outside the calendar is unknown. */
static void keep_date(const integi_call *call, int32_t row, int64_t date)
{
    bool in_calendar = date >= INTEG_DATE_MINIMUM && date <= INTEG_DATE_MAXIMUM;
    call->integers[row] = in_calendar ? date : 0;
    if (!in_calendar)
        call->known[row / 64] &= ~(UINT64_C(1) << (row % 64));
}

static void add_days(const integi_call *call)
{
    const int64_t *dates = call->arguments[0].integers, *numbers = call->arguments[1].integers;
    for (int32_t i = 0; i < call->rows; i++) {
        int64_t sum;
        bool overflow = __builtin_add_overflow(as_date(dates[i]), numbers[i], &sum);
        keep_date(call, i, overflow ? INT64_MAX : sum);
    }
}

/* The same day so many months later; the month's last day where it has none of that number. */
static int64_t months_later(integ_date date, int64_t months)
{
    int32_t year, month, day;
    integ_date result;
    integ_date_to_civil(date, &year, &month, &day);
    int64_t count = (int64_t)year * 12 + (month - 1) + months;
    if (count < 12 || count >= INT64_C(10000) * 12)
        return INT64_MAX;
    while (!integi_date_from_civil((int32_t)(count / 12), (int32_t)(count % 12) + 1, day, &result))
        day--;
    return result;
}

#define MONTHS_MAXIMUM INT64_C(1000000) /* more than the calendar has */

static void add_months_of(const integi_call *call, int64_t months)
{
    const int64_t *dates = call->arguments[0].integers, *numbers = call->arguments[1].integers;
    for (int32_t i = 0; i < call->rows; i++) {
        bool far = numbers[i] > MONTHS_MAXIMUM || numbers[i] < -MONTHS_MAXIMUM;
        keep_date(call, i, far ? INT64_MAX : months_later(as_date(dates[i]), numbers[i] * months));
    }
}

static void add_months(const integi_call *call)
{
    add_months_of(call, 1);
}

static void add_years(const integi_call *call)
{
    add_months_of(call, 12);
}

const integi_function integi_function_age = {.name = "age",
                                             .parameter_count = 1,
                                             .parameters = {INTEG_TYPE_DATE},
                                             .result = INTEG_TYPE_INTEGER,
                                             .needs_as_of = true,
                                             .evaluate = age};
const integi_function integi_function_years_between = {.name = "years_between",
                                                       .parameter_count = 2,
                                                       .parameters = {INTEG_TYPE_DATE, INTEG_TYPE_DATE},
                                                       .result = INTEG_TYPE_INTEGER,
                                                       .evaluate = years_between};
const integi_function integi_function_days_between = {.name = "days_between",
                                                      .parameter_count = 2,
                                                      .parameters = {INTEG_TYPE_DATE, INTEG_TYPE_DATE},
                                                      .result = INTEG_TYPE_INTEGER,
                                                      .evaluate = days_between};
const integi_function integi_function_as_of = {
    .name = "as_of", .parameter_count = 0, .result = INTEG_TYPE_DATE, .needs_as_of = true, .evaluate = as_of};
const integi_function integi_function_add_days = {.name = "add_days",
                                                  .parameter_count = 2,
                                                  .parameters = {INTEG_TYPE_DATE, INTEG_TYPE_INTEGER},
                                                  .result = INTEG_TYPE_DATE,
                                                  .evaluate = add_days};
const integi_function integi_function_add_months = {.name = "add_months",
                                                    .parameter_count = 2,
                                                    .parameters = {INTEG_TYPE_DATE, INTEG_TYPE_INTEGER},
                                                    .result = INTEG_TYPE_DATE,
                                                    .evaluate = add_months};
const integi_function integi_function_add_years = {.name = "add_years",
                                                   .parameter_count = 2,
                                                   .parameters = {INTEG_TYPE_DATE, INTEG_TYPE_INTEGER},
                                                   .result = INTEG_TYPE_DATE,
                                                   .evaluate = add_years};
