/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/assessment.h"

/* Compound growth, and the two methods that put it into classes. */

int32_t integi_growth_reason(double from, double to, double years)
{
    if (from == 0)
        return INTEG_ASSESSMENT_BASELINE_ZERO;
    if ((from > 0 && to < 0) || (from < 0 && to > 0))
        return INTEG_ASSESSMENT_OPPOSITE_SIGNS;
    if (!(years > 0))
        return INTEG_ASSESSMENT_TOO_FEW_YEARS;
    return isfinite(pow(to / from, 1 / years)) ? INTEG_ASSESSMENT_NONE : INTEG_ASSESSMENT_TOO_LARGE;
}

double integi_growth(double from, double to, double years)
{
    return pow(to / from, 1 / years) - 1;
}

integi_precise integi_one(void)
{
    return (integi_precise){1, 0};
}

integi_precise integi_growth_precise(integi_precise from, integi_precise to, integi_precise years)
{
    if (to.high == 0)
        return (integi_precise){-1, 0};
    integi_precise ratio = integi_precise_divide(to, from);
    if (integi_precise_compare(to, from) == 0)
        ratio = integi_one();
    integi_precise part = integi_precise_divide(integi_one(), years);
    return integi_precise_subtract(integi_precise_power(ratio, part), integi_one());
}

int integi_beside(const integ_assessment *self, double *value, integi_precise exact, double threshold,
                  integi_precise factor)
{
    integi_precise limit = integi_precise_multiply(integi_precise_from(threshold), factor);
    if (integi_parameter(self, STRICT, 0) != 0 || !isfinite(exact.high) || !isfinite(limit.high)) {
        double scaled = threshold * factor.high;
        return (*value > scaled) - (*value < scaled);
    }
    int order = integi_precise_compare(exact, limit);
    if (order == 0)
        *value = limit.high;
    return order;
}

/* How far from 0 growth without a target must be where the baseline is close to a limit of what is possible. */
typedef struct reduction {
    double factor;
    integi_precise exact;
} reduction;

static integi_precise absolute(integi_precise number)
{
    return number.high < 0 ? (integi_precise){-number.high, -number.low} : number;
}

static reduction reduce(const integ_assessment *self, double base)
{
    reduction whole = {1, {1, 0}};
    if (!self->known[LIMIT])
        return whole;
    double size = fabs(base), limit = fabs(self->parameters[LIMIT]);
    if (size >= 2 * limit)
        return whole;
    if (size == limit)
        return (reduction){0, {0, 0}};
    double near = size < limit ? size : 2 * limit - size;
    reduction reduced = {1 - pow(near / limit, 4.44), {1, 0}};
    if (near > 0) {
        integi_precise exact = absolute(self->precise[BASE_VALUE]), whole_limit = absolute(self->precise[LIMIT]);
        if (size > limit)
            exact = integi_precise_subtract(integi_precise_multiply((integi_precise){2, 0}, whole_limit), exact);
        integi_precise share = integi_precise_divide(exact, whole_limit);
        reduced.exact = integi_precise_subtract(integi_one(), integi_precise_power(share, integi_precise_from(4.44)));
    }
    return reduced;
}

/* What both methods compare: growth in the wanted direction, over the growth that a target needs. */
typedef struct growth {
    double base, value;
    integi_precise exact;
    reduction limit;
} growth;

static int32_t with_target(const integ_assessment *self, integi_precise base, integi_precise target, double direction,
                           growth *found)
{
    integi_precise time = integi_precise_subtract(integi_parameter_precise(self, TARGET_YEAR, 2030),
                                                  self->precise[BASE_YEAR]);
    double years = integi_parameter(self, TARGET_YEAR, 2030) - self->parameters[BASE_YEAR];
    if (!(years > 0))
        return INTEG_ASSESSMENT_DEADLINE_BEFORE_BASELINE;
    if (target.high == 0) /* only growth of -100 % leads there, beside which halving every year would be little */
        return INTEG_ASSESSMENT_TARGET_ZERO;
    int32_t reason = integi_growth_reason(base.high, target.high, years);
    if (reason != INTEG_ASSESSMENT_NONE)
        return reason;
    if (integi_precise_compare(base, target) == 0)
        return INTEG_ASSESSMENT_BASELINE_EQUALS_TARGET;
    double needed = fabs(integi_growth(base.high, target.high, years));
    if (needed == 0)
        return INTEG_ASSESSMENT_TOO_LARGE;
    found->value = direction * found->value / needed;
    integi_precise wanted = integi_growth_precise(base, target, time);
    integi_precise ratio = integi_precise_divide(found->exact, wanted);
    found->exact = integi_precise_multiply(ratio, (integi_precise){wanted.high < 0 ? -direction : direction, 0});
    return INTEG_ASSESSMENT_NONE;
}

static int32_t measure(const integ_assessment *self, bool has_target, integi_precise target, growth *found)
{
    double written = self->parameters[BASE_VALUE], current = self->parameters[CURRENT_VALUE];
    bool replaced = written == 0 && integi_parameter(self, STRICT, 0) != 0;
    integi_precise exact_base = replaced ? integi_precise_from(0.001) : self->precise[BASE_VALUE];
    double base = replaced ? 0.001 : written;
    integi_precise time = integi_precise_subtract(self->precise[CURRENT_YEAR], self->precise[BASE_YEAR]);
    double years = self->parameters[CURRENT_YEAR] - self->parameters[BASE_YEAR];
    int32_t reason = integi_growth_reason(base, current, years);
    if (reason == INTEG_ASSESSMENT_NONE && years < 1)
        reason = INTEG_ASSESSMENT_TOO_FEW_YEARS;
    if (reason != INTEG_ASSESSMENT_NONE)
        return reason;
    double direction = self->parameters[DIRECTION] * (base < 0 ? -1 : 1);
    found->base = base;
    found->value = integi_growth(base, current, years);
    found->exact = integi_growth_precise(exact_base, self->precise[CURRENT_VALUE], time);
    found->limit = (reduction){1, {1, 0}};
    if (has_target)
        return with_target(self, exact_base, target, direction, found);
    found->limit = reduce(self, written);
    found->value *= direction;
    found->exact = integi_precise_multiply(found->exact, (integi_precise){direction, 0});
    return INTEG_ASSESSMENT_NONE;
}

static void conclude(integ_assessment *self, const char *status, double score)
{
    self->status = status;
    self->score = score;
    self->has_score = true;
}

/* Growth and, first of all, whether the target is met. False when there is nothing to put into a class. */
static bool begin(integ_assessment *self, bool *has_target, growth *found)
{
    *has_target = self->known[TARGET];
    integi_precise target = integi_parameter_precise(self, TARGET, 0);
    if (*has_target && target.high == 0 && integi_parameter(self, STRICT, 0) != 0)
        target = integi_precise_from(0.001);
    if (integi_has_points(self)) {
        self->reason = measure(self, *has_target, target, found);
        self->has_progress = self->reason == INTEG_ASSESSMENT_NONE;
        self->progress = self->has_progress ? found->value : 0;
    }
    if (*has_target && self->known[CURRENT_VALUE] && self->known[DIRECTION]) {
        int order = integi_precise_compare(self->precise[CURRENT_VALUE], target);
        self->met = self->parameters[DIRECTION] > 0 ? order >= 0 : order <= 0;
    }
    return self->has_progress;
}

static double open_sdg_score(double value, double factor, int class, bool has_target)
{
    if (has_target)
        return class >= 2 ? fmin(7.1429 * value - 4.2857, 5) : fmax(4.1667 * value - 2.5, -5);
    if (class == 0)
        return fmax(125 * value - 2.5, -5);
    if (factor == 0)
        return 5;
    if (class == 3)
        return fmin(500 * value / factor - 5, 5);
    return class == 2 ? 250 * value / factor - 1.25 : 500 * value / factor - 2.5;
}

void integi_assess_open_sdg(integ_assessment *self)
{
    static const char *const names[] = {"deterioration", "limited_progress", "moderate_progress",
                                        "substantial_progress"};
    bool has_target;
    growth found;
    bool has_class = begin(self, &has_target, &found);
    if (self->met) {
        conclude(self, "target_achieved", 5);
        return;
    }
    if (!has_class)
        return;
    double thresholds[] = {integi_parameter(self, LOW, 0), integi_parameter(self, MEDIUM, has_target ? 0.6 : 0.005),
                           integi_parameter(self, HIGH, has_target ? 0.95 : 0.015)};
    integi_precise factor = found.limit.exact;
    factor.high = integi_parameter(self, STRICT, 0) != 0 ? found.limit.factor : factor.high;
    int class = 3;
    while (class > 0 && integi_beside(self, &found.value, found.exact, thresholds[class - 1], factor) < 0)
        class--;
    self->progress = found.value;
    conclude(self, names[class], open_sdg_score(found.value, found.limit.factor, class, has_target));
}

const char *integi_open_sdg_status(double score, bool all_met)
{
    if (all_met)
        return "target_achieved";
    return score >= 2.5 ? "substantial_progress"
           : score >= 0 ? "moderate_progress"
           : score >= -2.5 ? "limited_progress"
                           : "deterioration";
}

static double eurostat_score(double value, double factor, bool has_target)
{
    if (has_target) {
        if (value > 1.3 || value <= -0.6)
            return value > 0 ? 5 : -5;
        return value >= 0.6 ? 5 / 0.7 * (value - 0.6) : 5 / 1.2 * (value + 0.6) - 5;
    }
    if (value < -0.02 || value > 0.02 * factor)
        return value < 0 ? -5 : 5;
    return value > 0 ? value / (0.02 * factor) * 5 : value / 0.02 * 5;
}

static const char *eurostat_class(const integ_assessment *self, growth *found, bool has_target)
{
    integi_precise factor = found->limit.exact, whole = integi_one();
    factor.high = integi_parameter(self, STRICT, 0) != 0 ? found->limit.factor : factor.high;
    double high = integi_parameter(self, HIGH, has_target ? 0.95 : 0.01);
    double medium = integi_parameter(self, MEDIUM, has_target ? 0.6 : 0.001);
    if (integi_beside(self, &found->value, found->exact, high, factor) > 0)
        return "significant_progress";
    if (integi_beside(self, &found->value, found->exact, medium, factor) > 0)
        return "moderate_progress";
    if (has_target)
        return integi_beside(self, &found->value, found->exact, integi_parameter(self, LOW, 0), whole) >= 0
                   ? "moderate_deterioration"
                   : "significant_deterioration";
    if (integi_beside(self, &found->value, found->exact, -medium, whole) >= 0)
        return "no_progress";
    return integi_beside(self, &found->value, found->exact, -high, whole) >= 0 ? "moderate_deterioration"
                                                                              : "significant_deterioration";
}

void integi_assess_eurostat(integ_assessment *self)
{
    bool has_target;
    growth found;
    bool has_class = begin(self, &has_target, &found);
    if (!has_target && self->known[LIMIT] && self->known[CURRENT_VALUE] &&
        self->parameters[CURRENT_VALUE] == self->parameters[LIMIT])
        self->met = true;
    if (self->met) {
        conclude(self, "significant_progress", 5);
        return;
    }
    if (!has_class)
        return;
    const char *status = eurostat_class(self, &found, has_target);
    self->progress = found.value;
    conclude(self, status, eurostat_score(found.value, found.limit.factor, has_target));
}

const char *integi_eurostat_status(double score, bool all_met)
{
    if (all_met || score > 2.5)
        return "significant_progress";
    return score > 0.25     ? "moderate_progress"
           : score >= -0.25 ? "no_progress"
           : score >= -2.5  ? "moderate_deterioration"
                            : "significant_deterioration";
}
