/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Step 5: how far a goal has come.
 *
 * The gap in employment was 21.4 percentage points in 2015 and is to be at most 10 at the end of 2029. With
 * the values measured since, the goal says where it stands: the share of the distance covered, beside the
 * share that a straight line to the deadline would have covered. Values are exact decimals: 214 with 1
 * decimal is 21.4.
 *
 * Then every method judges the last year, each in its own words beside those that all share, and the line
 * through the values is drawn on to the deadline. */

#include <integration.h>
#include <stdio.h>

static const int32_t gaps[] = {214, 209, 205, 190, 181, 170}; /* tenths, from 2015 on */

static integ_status define(integ_goal *goal, integ_error *error)
{
    integ_date start, middle, end;
    integ_status status = integ_date_from_civil(2015, 1, 1, &start, error);
    if (status == INTEG_STATUS_OK)
        status = integ_date_from_civil(2019, 12, 31, &middle, error);
    if (status == INTEG_STATUS_OK)
        status = integ_date_from_civil(2029, 12, 31, &end, error);
    if (status == INTEG_STATUS_OK)
        status = integ_goal_set_baseline_date(goal, start, error); /* the value is looked up in the series */
    if (status == INTEG_STATUS_OK)
        status = integ_goal_set_target(goal, 10, 0, end, error);
    if (status == INTEG_STATUS_OK)
        status = integ_goal_add_milestone(goal, 175, 1, middle, error);
    if (status == INTEG_STATUS_OK)
        status = integ_goal_set_requirement(goal, INTEG_LIMIT_AT_MOST, 25, 0, error);
    return status;
}

static integ_status measure(integ_series *series, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int32_t i = 0; status == INTEG_STATUS_OK && i < 6; i++) {
        integ_date day;
        status = integ_date_from_civil(2015 + i, 1, 1, &day, error);
        if (status == INTEG_STATUS_OK)
            status = integ_series_add(series, day, gaps[i], 1, error);
    }
    return status;
}

static integ_status print_year(const integ_goal *goal, const integ_series *series, int32_t year,
                               integ_error *error)
{
    integ_date day = 0;
    double value = 0, share = 0, expected = 0;
    integ_progress *progress = NULL;
    integ_status status = integ_date_from_civil(year, 1, 1, &day, error);
    if (status == INTEG_STATUS_OK)
        status = integ_goal_evaluate(goal, series, day, &progress, error);
    if (status == INTEG_STATUS_OK) {
        integ_progress_value(progress, &value, NULL);
        integ_progress_share(progress, &share);
        integ_progress_expected(progress, &expected);
        printf(
            "%d: %4.1f  %5.1f %% of the way, straight line %4.1f %%  %-11s  milestone %s, requirement %s\n",
            (int)year, value, 100 * share, 100 * expected,
            integ_goal_status_name(integ_progress_status(progress)),
            integ_milestone_name(integ_progress_milestone(progress, 0, NULL)),
            integ_progress_requirement(progress) == 1 ? "met" : "breached");
    }
    integ_progress_free(progress);
    return status;
}

static integ_status print_method(integ_goal *goal, const integ_series *series, const char *method, integ_date day,
                                 integ_error *error)
{
    integ_progress *progress = NULL;
    integ_status status = integ_goal_set_method(goal, method, error);
    if (status == INTEG_STATUS_OK)
        status = integ_goal_evaluate(goal, series, day, &progress, error);
    if (status == INTEG_STATUS_OK) {
        int32_t reason = integ_progress_untold(progress);
        printf("%-18s %-21s %s%s%s\n", method, integ_progress_method_status(progress),
               integ_goal_status_name(integ_progress_status(progress)),
               reason == INTEG_UNTOLD_NONE ? "" : ": ",
               reason == INTEG_UNTOLD_NONE ? "" : integ_untold_name(reason));
    }
    integ_progress_free(progress);
    return status;
}

static integ_status print_forecast(const integ_goal *goal, const integ_series *series, integ_date day,
                                   integ_error *error)
{
    integ_progress *progress = NULL;
    double value = 0, lower = 0, upper = 0, probability = 0, needed = 0;
    integ_status status = integ_goal_evaluate(goal, series, day, &progress, error);
    if (status == INTEG_STATUS_OK &&
        integ_progress_forecast(progress, NULL, &value, &lower, &upper, NULL) == INTEG_UNTOLD_NONE) {
        integ_progress_probability(progress, &probability);
        integ_progress_required_pace(progress, &needed);
        printf("at the deadline: %.1f (95 %% from %.1f to %.1f), target met with probability %.2f\n", value, lower,
               upper, probability);
        printf("needed from now on: %.2f a year\n", needed);
    }
    integ_progress_free(progress);
    return status;
}

static integ_status judge_2020(integ_goal *goal, const integ_series *series, integ_error *error)
{
    integ_date day;
    integ_status status = integ_date_from_civil(2020, 1, 1, &day, error);
    for (int32_t i = 0; status == INTEG_STATUS_OK && i < integ_goal_method_count(); i++)
        status = print_method(goal, series, integ_goal_method_name(i), day, error);
    return status == INTEG_STATUS_OK ? print_forecast(goal, series, day, error) : status;
}

static integ_status run(integ_context *context, integ_error *error)
{
    integ_goal *goal = NULL;
    integ_series *series = NULL;
    integ_status status = integ_goal_new(context, "close_the_gap", INTEG_DIRECTION_DECREASE, &goal, error);
    if (status == INTEG_STATUS_OK)
        status = define(goal, error);
    if (status == INTEG_STATUS_OK)
        status = integ_series_new(context, &series, error);
    if (status == INTEG_STATUS_OK)
        status = measure(series, error);
    for (int32_t year = 2015; status == INTEG_STATUS_OK && year <= 2020; year++)
        status = print_year(goal, series, year, error);
    if (status == INTEG_STATUS_OK)
        status = judge_2020(goal, series, error);
    integ_series_free(series);
    integ_goal_free(goal);
    return status;
}

int main(void)
{
    integ_error *error = NULL;
    integ_context *context = NULL;
    integ_status status = integ_error_new(&error);
    if (status == INTEG_STATUS_OK)
        status = integ_context_new(&context, error);
    if (status == INTEG_STATUS_OK)
        status = run(context, error);
    for (int64_t i = 0; i < integ_error_count(error); i++)
        fprintf(stderr, "%s\n", integ_error_message(error, i, INTEG_LANGUAGE_ENGLISH));
    integ_context_free(context);
    integ_error_free(error);
    return status == INTEG_STATUS_OK ? 0 : 1;
}
