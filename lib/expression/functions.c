/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/function.h"

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
