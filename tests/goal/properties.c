/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/fixture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What holds of every method, tried on random goals: the same ones in every run. */

#define YEARS 9

static uint64_t random_state;

static uint64_t next_random(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

static int64_t below(int64_t bound)
{
    return (int64_t)(next_random() % (uint64_t)bound);
}

/* A decimal that is often 0, or small, or the same as others, and now and then very large or very small. */
static integi_decimal any_decimal(void)
{
    switch (below(8)) {
    case 0:
        return (integi_decimal){0, 0};
    case 1:
        return (integi_decimal){below(2000000000) - 1000000000, 0};
    case 2:
        return (integi_decimal){below(2000001) - 1000000, 12};
    default:
        return (integi_decimal){below(20001) - 2000, 2};
    }
}

typedef struct trial {
    integ_goal *goal;
    integ_series *series;
    integi_decimal values[YEARS];
    integi_decimal baseline, target, high;
    int32_t direction;
} trial;

static integi_decimal scaled(integi_decimal value, int64_t factor)
{
    return (integi_decimal){value.coefficient * factor, value.decimals};
}

static void add_value(integ_series *series, int year, integi_decimal value)
{
    char date[16];
    snprintf(date, sizeof date, "%d-01-01", 2016 + year);
    ck_assert_int_eq(integ_series_add(series, on(date), value.coefficient, value.decimals, NULL), INTEG_STATUS_OK);
}

static integ_goal *make_goal(const trial *self, const char *method, int64_t factor)
{
    integ_goal *goal;
    integi_decimal baseline = scaled(self->baseline, factor), target = scaled(self->target, factor),
                   high = scaled(self->high, factor);
    integ_goal_new(goal_context, "trial", self->direction, &goal, NULL);
    integ_goal_set_baseline_value(goal, baseline.coefficient, baseline.decimals, on("2015-01-01"), NULL, NULL);
    if (self->direction == INTEG_DIRECTION_BETWEEN)
        ck_assert_int_eq(integ_goal_set_target_between(goal, target.coefficient, target.decimals, high.coefficient,
                                                       high.decimals, on("2030-01-01"), NULL),
                         INTEG_STATUS_OK);
    else
        integ_goal_set_target(goal, target.coefficient, target.decimals, on("2030-01-01"), NULL);
    /* A refusal leaves share_of_distance, which is as good a trial. */
    integ_goal_set_method(goal, method, NULL);
    return goal;
}

static trial any_trial(const char *method, int32_t direction)
{
    trial self = {.direction = direction, .baseline = any_decimal(), .target = any_decimal(), .high = any_decimal()};
    if (integi_decimal_compare(self.target, self.high) > 0) {
        integi_decimal other = self.target;
        self.target = self.high;
        self.high = other;
    }
    self.goal = make_goal(&self, method, 1);
    self.series = series_of(NULL, NULL);
    for (int i = 0; i < YEARS; i++) {
        self.values[i] = any_decimal();
        add_value(self.series, i, self.values[i]);
    }
    return self;
}

static void end_trial(trial *self)
{
    integ_goal_free(self->goal);
    integ_series_free(self->series);
}

static bool is_explained(const integ_progress *progress)
{
    int32_t status = integ_progress_status(progress), untold = integ_progress_untold(progress);
    bool told = untold == INTEG_UNTOLD_NONE;
    bool named = strcmp(integ_progress_method_status(progress), "not_available") != 0;
    return status >= INTEG_GOAL_NOT_STARTED && status <= INTEG_GOAL_NO_DATA &&
           strcmp(integ_why_name(integ_progress_why(progress)), "unknown") != 0 &&
           strcmp(integ_untold_name(untold), "unknown") != 0 && (!told || named) &&
           (status != INTEG_GOAL_NO_DATA || !told || integ_progress_reason(progress) != INTEG_REASON_NONE);
}

static bool is_finite(const integ_progress *progress)
{
    double numbers[16] = {0};
    integ_progress_value(progress, &numbers[0], NULL);
    integ_progress_share(progress, &numbers[1]);
    integ_progress_expected(progress, &numbers[2]);
    integ_progress_method_value(progress, &numbers[3]);
    integ_progress_method_score(progress, &numbers[4]);
    integ_progress_chart(progress, &numbers[5], &numbers[6], &numbers[7], NULL, NULL);
    integ_progress_test(progress, &numbers[8], &numbers[9]);
    integ_progress_forecast(progress, NULL, &numbers[10], &numbers[11], &numbers[12], &numbers[13]);
    integ_progress_probability(progress, &numbers[14]);
    integ_progress_required_pace(progress, &numbers[15]);
    for (int i = 0; i < 16; i++)
        if (!isfinite(numbers[i]))
            return false;
    return numbers[14] >= 0 && numbers[14] <= 1 && numbers[11] <= numbers[12] && numbers[5] <= numbers[7];
}

/* At or beyond the target, said once more. */
static bool meets(const trial *self, integi_decimal value)
{
    int low = integi_decimal_compare(value, self->target), high = integi_decimal_compare(value, self->high);
    switch (self->direction) {
    case INTEG_DIRECTION_DECREASE:
        return low <= 0;
    case INTEG_DIRECTION_BETWEEN:
        return low >= 0 && high <= 0;
    case INTEG_DIRECTION_PARITY: {
        integi_decimal own = {llabs(value.coefficient), value.decimals};
        integi_decimal wanted = {llabs(self->target.coefficient), self->target.decimals};
        return integi_decimal_compare(own, wanted) <= 0;
    }
    default:
        return low >= 0;
    }
}

static bool says_met(const integ_progress *progress)
{
    int32_t status = integ_progress_status(progress);
    return integ_progress_target_met(progress) == 1 &&
           (status == INTEG_GOAL_ACHIEVED || status == INTEG_GOAL_MAINTAINED);
}

START_TEST(every_status_is_explained_every_number_finite_and_a_met_target_is_met)
{
    need_context();
    random_state = 20191203;
    for (int round = 0; round < 4000; round++) {
        const char *method = integ_goal_method_name(round % integ_goal_method_count());
        int32_t direction = 1 + round / integ_goal_method_count() % INTEG_DIRECTION_PARITY;
        trial self = any_trial(method, direction);
        integ_progress *progress;
        integ_status status = integ_goal_evaluate(self.goal, self.series, on("2024-01-01"), &progress, NULL);
        const char *fault = status != INTEG_STATUS_OK ? "fails"
                            : !is_explained(progress) ? "is not explained"
                            : !is_finite(progress)    ? "is not finite"
                            : meets(&self, self.values[YEARS - 1]) != says_met(progress)
                                ? "meets the target, or does not"
                                : NULL;
        if (fault != NULL)
            ck_abort_msg("round %d: %s with direction %d %s", round, method, direction, fault);
        integ_progress_free(progress);
        end_trial(&self);
    }
}
END_TEST

/* Better, worse or the same, of the common statuses; those that cannot be told are left out with -1. */
static int rank_of(const integ_progress *progress)
{
    switch (integ_progress_status(progress)) {
    case INTEG_GOAL_ACHIEVED:
    case INTEG_GOAL_MAINTAINED:
        return 3;
    case INTEG_GOAL_ON_TRACK:
        return 2;
    case INTEG_GOAL_BEHIND:
        return 1;
    case INTEG_GOAL_MOVING_AWAY:
    case INTEG_GOAL_NOT_MAINTAINED:
        return 0;
    default:
        return -1;
    }
}

static integ_progress *with_last(const trial *self, integi_decimal last)
{
    integ_series *series = series_of(NULL, NULL);
    for (int i = 0; i < YEARS; i++)
        add_value(series, i, i == YEARS - 1 ? last : self->values[i]);
    integ_progress *progress;
    ck_assert_int_eq(integ_goal_evaluate(self->goal, series, on("2024-01-01"), &progress, NULL), INTEG_STATUS_OK);
    integ_series_free(series);
    return progress;
}

/* Charts are no function of the last value alone: moving it moves the limits too. */
static bool is_monotone(const char *method)
{
    return strcmp(method, "control_chart") != 0;
}

START_TEST(progress_and_status_never_fall_when_the_value_improves)
{
    need_context();
    random_state = 8300;
    for (int round = 0; round < 3000; round++) {
        const char *method = integ_goal_method_name(round % integ_goal_method_count());
        int32_t direction = round % 2 == 0 ? INTEG_DIRECTION_INCREASE : INTEG_DIRECTION_DECREASE;
        if (!is_monotone(method))
            continue;
        trial self = any_trial(method, direction);
        integi_decimal worse = any_decimal(), better = any_decimal();
        if ((integi_decimal_compare(worse, better) > 0) == (direction == INTEG_DIRECTION_INCREASE)) {
            integi_decimal other = worse;
            worse = better;
            better = other;
        }
        integ_progress *low = with_last(&self, worse), *high = with_last(&self, better);
        double low_share = 0, high_share = 0, low_value = 0, high_value = 0;
        bool shares = integ_progress_share(low, &low_share) && integ_progress_share(high, &high_share);
        bool values = integ_progress_method_value(low, &low_value) && integ_progress_method_value(high, &high_value);
        int sign = direction == INTEG_DIRECTION_INCREASE ? 1 : -1;
        /* These two measure the change itself, with its sign. */
        if (strcmp(method, "weather") != 0 && strcmp(method, "significance") != 0)
            sign = 1;
        bool falls = (shares && low_share > high_share) ||
                     (values && sign * low_value > sign * high_value + 1e-9 * fabs(high_value)) ||
                     (rank_of(low) >= 0 && rank_of(high) >= 0 && rank_of(low) > rank_of(high));
        if (falls)
            ck_abort_msg("round %d: %s falls from %s %.17g to %s %.17g", round, method,
                         integ_progress_method_status(low), low_value, integ_progress_method_status(high),
                         high_value);
        integ_progress_free(low);
        integ_progress_free(high);
        end_trial(&self);
    }
}
END_TEST

/* Kroner or thousands of kroner: the same status. The barometer rounds, which is not invariant, and says so. */
START_TEST(another_unit_changes_no_status)
{
    need_context();
    random_state = 48300;
    for (int round = 0; round < 2000; round++) {
        const char *method = integ_goal_method_name(round % integ_goal_method_count());
        if (strcmp(method, "barometer") == 0)
            continue;
        int32_t direction = 1 + round / integ_goal_method_count() % INTEG_DIRECTION_PARITY;
        trial self = any_trial(method, direction);
        integ_goal *other = make_goal(&self, method, 1000);
        integ_series *series = series_of(NULL, NULL);
        for (int i = 0; i < YEARS; i++)
            add_value(series, i, scaled(self.values[i], 1000));
        integ_progress *one, *thousand;
        ck_assert_int_eq(integ_goal_evaluate(self.goal, self.series, on("2024-01-01"), &one, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_goal_evaluate(other, series, on("2024-01-01"), &thousand, NULL), INTEG_STATUS_OK);
        if (integ_progress_status(one) != integ_progress_status(thousand) ||
            strcmp(integ_progress_method_status(one), integ_progress_method_status(thousand)) != 0 ||
            integ_progress_untold(one) != integ_progress_untold(thousand))
            ck_abort_msg("round %d: %s says %s and %s", round, method, integ_progress_method_status(one),
                         integ_progress_method_status(thousand));
        integ_progress_free(one);
        integ_progress_free(thousand);
        integ_goal_free(other);
        integ_series_free(series);
        end_trial(&self);
    }
}
END_TEST

void add_properties(Suite *suite)
{
    add_tests(suite, "properties",
              (const TTest *[]){every_status_is_explained_every_number_finite_and_a_met_target_is_met,
                                progress_and_status_never_fall_when_the_value_improves, another_unit_changes_no_status,
                                NULL});
}
