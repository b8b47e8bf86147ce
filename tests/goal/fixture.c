/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/fixture.h"

#include <string.h>

integ_context *goal_context;

integ_date on(const char *text)
{
    integ_date date;
    ck_assert_int_eq(integ_date_from_text(text, &date, NULL), INTEG_STATUS_OK);
    return date;
}

void need_context(void)
{
    if (goal_context == NULL)
        ck_assert_int_eq(integ_context_new(&goal_context, NULL), INTEG_STATUS_OK);
}

static integi_decimal decimal(const char *text)
{
    integi_decimal value = {0, 0};
    ck_assert(integi_decimal_parse(text, strlen(text), &value));
    return value;
}

integ_goal *goal_towards(int32_t direction, const char *baseline, const char *target)
{
    need_context();
    integ_goal *goal;
    ck_assert_int_eq(integ_goal_new(goal_context, "goal", direction, &goal, NULL), INTEG_STATUS_OK);
    integi_decimal from = decimal(baseline), to = decimal(target);
    ck_assert_int_eq(integ_goal_set_baseline_value(goal, from.coefficient, from.decimals, on("2015-01-01"), NULL, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_target(goal, to.coefficient, to.decimals, on("2025-01-01"), NULL),
                     INTEG_STATUS_OK);
    return goal;
}

void add_point(integ_series *series, const char *date, const char *value)
{
    integi_decimal number = decimal(value);
    ck_assert_int_eq(integ_series_add(series, on(date), number.coefficient, number.decimals, NULL), INTEG_STATUS_OK);
}

integ_series *series_of(const char *date, const char *value)
{
    integ_series *series;
    ck_assert_int_eq(integ_series_new(goal_context, &series, NULL), INTEG_STATUS_OK);
    if (date != NULL)
        add_point(series, date, value);
    return series;
}

int32_t status_of(const integ_goal *goal, integ_series *series, const char *as_of)
{
    integ_progress *progress;
    ck_assert_int_eq(integ_goal_evaluate(goal, series, on(as_of), &progress, NULL), INTEG_STATUS_OK);
    int32_t status = integ_progress_status(progress);
    integ_progress_free(progress);
    integ_series_free(series);
    return status;
}
