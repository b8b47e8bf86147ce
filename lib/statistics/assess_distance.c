/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/assessment.h"
#include "base/shortest.h"

/* The methods that measure a distance. */

static void conclude(integ_assessment *self, const char *status)
{
    self->status = status;
}

static void give_score(integ_assessment *self, double score)
{
    self->score = score;
    self->has_score = true;
}

static integi_precise difference(const integ_assessment *self, int index, int other)
{
    return integi_precise_subtract(self->precise[index], self->precise[other]);
}

/* Where the value goes by the target's year if it grows on as it has since the baseline. */
static integi_precise expected_value(const integ_assessment *self)
{
    integi_precise base = self->precise[BASE_VALUE], current = self->precise[CURRENT_VALUE];
    integi_precise ahead = integi_precise_subtract(integi_parameter_precise(self, TARGET_YEAR, 2030),
                                                   self->precise[CURRENT_YEAR]);
    if (current.high == 0 || ahead.high <= 0)
        return current;
    integi_precise ratio = integi_precise_divide(current, base);
    if (integi_precise_compare(base, current) == 0)
        ratio = integi_one();
    integi_precise part = integi_precise_divide(ahead, difference(self, CURRENT_YEAR, BASE_YEAR));
    return integi_precise_multiply(current, integi_precise_power(ratio, part));
}

static int32_t measure_chart(const integ_assessment *self, double *value, integi_precise *exact)
{
    double base = self->parameters[BASE_VALUE], current = self->parameters[CURRENT_VALUE];
    double years = self->parameters[CURRENT_YEAR] - self->parameters[BASE_YEAR];
    int32_t reason = integi_growth_reason(base, current, years);
    if (reason == INTEG_ASSESSMENT_NONE && years < 1)
        reason = INTEG_ASSESSMENT_TOO_FEW_YEARS;
    if (reason != INTEG_ASSESSMENT_NONE)
        return reason;
    double direction = self->parameters[DIRECTION] * (base < 0 ? -1 : 1);
    *value = direction * integi_growth(base, current, years);
    integi_precise growth_exact = integi_growth_precise(self->precise[BASE_VALUE], self->precise[CURRENT_VALUE],
                                                        difference(self, CURRENT_YEAR, BASE_YEAR));
    *exact = integi_precise_multiply(growth_exact, (integi_precise){direction, 0});
    if (!self->known[TARGET])
        return INTEG_ASSESSMENT_NONE;
    double target = self->parameters[TARGET];
    integi_precise distance = difference(self, TARGET, BASE_VALUE);
    if (target == base || integi_precise_compare(self->precise[TARGET], self->precise[BASE_VALUE]) == 0)
        return INTEG_ASSESSMENT_BASELINE_EQUALS_TARGET;
    double ahead = fmax(integi_parameter(self, TARGET_YEAR, 2030) - self->parameters[CURRENT_YEAR], 0);
    double growth = integi_growth(base, current, years);
    *value = (current * pow(1 + growth, ahead) - base) / (target - base);
    *exact = integi_precise_divide(integi_precise_subtract(expected_value(self), self->precise[BASE_VALUE]), distance);
    return INTEG_ASSESSMENT_NONE;
}

static bool is_near_target(const integ_assessment *self)
{
    if (integi_meets_target(self))
        return true;
    if (!self->known[TARGET] || !self->known[CURRENT_VALUE] || !self->known[TOLERANCE])
        return false;
    integi_precise missing = difference(self, CURRENT_VALUE, TARGET);
    missing.low = missing.high < 0 ? -missing.low : missing.low;
    missing.high = fabs(missing.high);
    return integi_precise_compare(missing, self->precise[TOLERANCE]) <= 0;
}

void integi_assess_un_progress_chart(integ_assessment *self)
{
    static const char *const names[] = {"stagnation_or_regression", "fair_progress", "on_track"};
    double value = 0;
    integi_precise exact = {0, 0};
    if (integi_has_points(self)) {
        self->reason = measure_chart(self, &value, &exact);
        self->has_progress = self->reason == INTEG_ASSESSMENT_NONE;
    }
    self->met = is_near_target(self);
    bool has_target = self->known[TARGET];
    if (self->has_progress) {
        double high = integi_parameter(self, HIGH, has_target ? 0.95 : 0.02);
        double medium = integi_parameter(self, MEDIUM, has_target ? 0.1 : 0.005);
        int class = integi_beside(self, &value, exact, high, integi_one()) >= 0     ? 2
                    : integi_beside(self, &value, exact, medium, integi_one()) >= 0 ? 1
                                                                                    : 0;
        self->progress = value;
        conclude(self, names[class]);
        give_score(self, class + 1);
    }
    if (self->met) {
        conclude(self, "target_met");
        give_score(self, 3);
    }
}

void integi_assess_share_of_distance(integ_assessment *self)
{
    self->met = integi_meets_target(self);
    if (!integi_has_points(self) && !self->met) {
        conclude(self, "no_data");
        return;
    }
    if (!self->known[TARGET]) {
        self->reason = INTEG_ASSESSMENT_NO_TARGET;
        return;
    }
    double base = self->parameters[BASE_VALUE], target = self->parameters[TARGET];
    integi_precise progress = {0, 0};
    if (self->reason == INTEG_ASSESSMENT_NONE && base == target)
        self->reason = INTEG_ASSESSMENT_BASELINE_EQUALS_TARGET;
    if (self->reason == INTEG_ASSESSMENT_NONE) {
        progress = integi_precise_divide(difference(self, CURRENT_VALUE, BASE_VALUE),
                                         difference(self, TARGET, BASE_VALUE));
        self->has_progress = true;
        self->progress = progress.high;
    }
    double begun = self->parameters[BASE_YEAR], now = self->parameters[CURRENT_YEAR];
    double deadline = integi_parameter(self, TARGET_YEAR, 2030);
    if (self->has_progress && now <= begun) {
        conclude(self, "not_started");
    } else if (self->met) {
        conclude(self, "achieved");
    } else if (!self->has_progress) {
        conclude(self, "baseline_equals_target");
    } else if (progress.high < 0) {
        conclude(self, "moving_away");
    } else {
        integi_precise path = integi_one();
        if (now < deadline)
            path = integi_precise_divide(difference(self, CURRENT_YEAR, BASE_YEAR),
                                         integi_precise_subtract(integi_parameter_precise(self, TARGET_YEAR, 2030),
                                                                 self->precise[BASE_YEAR]));
        conclude(self, integi_precise_compare(progress, path) >= 0 ? "on_track" : "behind");
    }
}

/* Rounds the decimal number that a binary64 is written as; a half goes away from 0. */
static double rounded(double value, int decimals)
{
    integi_shortest number = integi_shortest_from(value);
    int kept = number.exponent + decimals;
    if (kept >= number.count)
        return value;
    double whole = 0;
    for (int i = 0; i < kept; i++)
        whole = whole * 10 + (number.digits[i] - '0');
    if (kept >= 0 && number.digits[kept] >= '5')
        whole++;
    double scaled = decimals >= 0 ? whole / pow(10, decimals) : whole * pow(10, -decimals);
    return number.negative ? -scaled : scaled;
}

void integi_assess_barometer(integ_assessment *self)
{
    static const char *const names[] = {"negative", "unchanged", "positive"};
    self->met = integi_meets_target(self);
    if (!self->known[CURRENT_VALUE])
        self->reason = INTEG_ASSESSMENT_NO_VALUE;
    else if (!self->known[DIRECTION])
        self->reason = INTEG_ASSESSMENT_NO_DIRECTION;
    else if (!self->known[BASE_VALUE])
        self->reason = INTEG_ASSESSMENT_NO_BASELINE;
    if (self->reason != INTEG_ASSESSMENT_NONE)
        return;
    int decimals = (int)integi_parameter(self, DECIMALS, 0);
    integi_precise moved = integi_precise_subtract(
        integi_precise_from(rounded(self->parameters[CURRENT_VALUE], decimals)),
        integi_precise_from(rounded(self->parameters[BASE_VALUE], decimals)));
    self->has_progress = true;
    self->progress = moved.high * self->parameters[DIRECTION];
    int movement = (self->progress > 0) - (self->progress < 0);
    conclude(self, names[movement + 1]);
    give_score(self, movement);
}

integ_status integ_barometer_movement(const int32_t *movements, int64_t count, int32_t undecided, int32_t *movement,
                                      integ_error *error)
{
    if (movement == NULL || (movements == NULL && count > 0))
        return integi_invalid_argument(error, movement == NULL ? "movement" : "movements");
    *movement = 0;
    int64_t votes[3] = {0};
    for (int64_t i = 0; i < count; i++) {
        if (movements[i] < -1 || movements[i] > 1)
            return integi_out_of_range(error, "movements");
        votes[movements[i] + 1]++;
    }
    if (count < 1 || count % 2 == 0)
        return integi_out_of_range(error, "count");
    if (undecided < -1 || undecided > 1)
        return integi_out_of_range(error, "undecided");
    *movement = undecided;
    for (int32_t i = 0; i < 3; i++)
        if (2 * votes[i] > count)
            *movement = i - 1;
    return INTEG_STATUS_OK;
}
