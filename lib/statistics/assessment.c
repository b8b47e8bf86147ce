/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/assessment.h"

#include <string.h>

const integi_method integi_methods[] = {
    {"open_sdg", "Open SDG, Statistics Canada", "open-sdg/sdg-build, ProgressMeasure", integi_assess_open_sdg,
     integi_open_sdg_status},
    {"eurostat", "Eurostat", "Eurostat, Sustainable development in the European Union, as applied by Eustat",
     integi_assess_eurostat, integi_eurostat_status},
    {"un_progress_chart", "UN SDG Progress Chart", "UN Statistics Division, SDG Progress Chart 2023, technical note",
     integi_assess_un_progress_chart, NULL},
    {"share_of_distance", "Share of the distance", "libintegration", integi_assess_share_of_distance, NULL},
    {"barometer", "Integrationsbarometer", "integrationsbarometer.dk, barometerbevægelser", integi_assess_barometer,
     NULL},
};
const int32_t integi_method_count = (int32_t)(sizeof integi_methods / sizeof integi_methods[0]);

static const char *const parameter_names[] = {"base_year",   "base_value", "current_year", "current_value", "direction",
                                              "target",      "target_year", "limit",       "strict",        "tolerance",
                                              "decimals",    "high",        "med",         "low"};

int32_t integ_assessment_method_count(void)
{
    return integi_method_count;
}

static const integi_method *method_at(int32_t index)
{
    return index < 0 || index >= integi_method_count ? NULL : &integi_methods[index];
}

const char *integ_assessment_method_name(int32_t index)
{
    return method_at(index) == NULL ? NULL : method_at(index)->name;
}

const char *integ_assessment_method_source(int32_t index)
{
    return method_at(index) == NULL ? NULL : method_at(index)->source;
}

static const integi_method *find_method(const char *name)
{
    for (int32_t i = 0; i < integi_method_count; i++)
        if (strcmp(integi_methods[i].name, name) == 0)
            return &integi_methods[i];
    return NULL;
}

integ_status integ_assessment_new(integ_context *context, const char *method, integ_assessment **out,
                                  integ_error *error)
{
    if (context == NULL || method == NULL || out == NULL)
        return integi_invalid_argument(error, context == NULL ? "context" : method == NULL ? "method" : "out");
    *out = NULL;
    const integi_method *found = find_method(method);
    if (found == NULL)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_method, method);
    integ_assessment *self = integi_allocate_zeroed(context, sizeof *self);
    if (self == NULL)
        return integi_out_of_memory(error);
    self->context = integi_context_retain(context);
    self->method = found;
    integ_assessment_clear(self);
    *out = self;
    return INTEG_STATUS_OK;
}

void integ_assessment_free(integ_assessment *assessment)
{
    if (assessment == NULL)
        return;
    integ_context *context = assessment->context;
    integi_release(context, assessment, sizeof *assessment);
    integ_context_free(context);
}

static void forget_results(integ_assessment *self)
{
    self->has_progress = self->has_score = self->met = false;
    self->progress = self->score = 0;
    self->status = "not_available";
    self->reason = INTEG_ASSESSMENT_NO_VALUE;
}

void integ_assessment_clear(integ_assessment *assessment)
{
    if (assessment == NULL)
        return;
    memset(assessment->known, 0, sizeof assessment->known);
    forget_results(assessment);
}

static bool is_within(int index, double value)
{
    if (!isfinite(value))
        return false;
    if (index == DIRECTION)
        return value == 1 || value == -1;
    if (index == TOLERANCE)
        return value >= 0;
    return index != DECIMALS || (value >= -15 && value <= 15 && value == floor(value));
}

integ_status integ_assessment_set(integ_assessment *assessment, const char *parameter, double value,
                                  integ_error *error)
{
    if (assessment == NULL || parameter == NULL)
        return integi_invalid_argument(error, assessment == NULL ? "assessment" : "parameter");
    for (int i = 0; i < PARAMETERS; i++) {
        if (strcmp(parameter_names[i], parameter) != 0)
            continue;
        if (!is_within(i, value))
            return integi_out_of_range(error, parameter);
        assessment->parameters[i] = value;
        assessment->precise[i] = integi_precise_from(value);
        assessment->known[i] = true;
        return INTEG_STATUS_OK;
    }
    return INTEGI_FAIL(error, NULL, &integi_message_statistics_parameter, parameter);
}

integ_status integ_assessment_run(integ_assessment *assessment, integ_error *error)
{
    if (assessment == NULL)
        return integi_invalid_argument(error, "assessment");
    forget_results(assessment);
    assessment->reason = INTEG_ASSESSMENT_NONE;
    assessment->method->assess(assessment);
    if (assessment->has_progress && assessment->progress == 0)
        assessment->progress = 0; /* and not -0 */
    if (assessment->has_progress && !isfinite(assessment->progress)) {
        forget_results(assessment);
        assessment->reason = INTEG_ASSESSMENT_TOO_LARGE;
    }
    return INTEG_STATUS_OK;
}

int32_t integ_assessment_progress(const integ_assessment *assessment, double *progress)
{
    if (assessment->has_progress && progress != NULL)
        *progress = assessment->progress;
    return assessment->has_progress;
}

int32_t integ_assessment_score(const integ_assessment *assessment, double *score)
{
    if (assessment->has_score && score != NULL)
        *score = assessment->score;
    return assessment->has_score;
}

const char *integ_assessment_status(const integ_assessment *assessment)
{
    return assessment->status;
}

int32_t integ_assessment_met(const integ_assessment *assessment)
{
    return assessment->met;
}

int32_t integ_assessment_reason(const integ_assessment *assessment)
{
    return assessment->reason;
}

const char *integ_assessment_reason_name(int32_t reason)
{
    static const char *const names[] = {"none",           "no_value",       "no_baseline",
                                        "no_direction",   "no_target",      "too_few_years",
                                        "baseline_zero",  "opposite_signs", "baseline_equals_target",
                                        "deadline_before_baseline", "too_large", "target_zero"};
    return reason < 0 || reason > INTEG_ASSESSMENT_TARGET_ZERO ? "unknown" : names[reason];
}

const char *integ_assessment_status_of_score(const char *method, double score, int32_t all_met)
{
    const integi_method *found = method == NULL ? NULL : find_method(method);
    if (found == NULL || found->status_of_score == NULL || !isfinite(score))
        return "not_available";
    return found->status_of_score(score, all_met != 0);
}

double integi_parameter(const integ_assessment *self, int index, double otherwise)
{
    return self->known[index] ? self->parameters[index] : otherwise;
}

integi_precise integi_parameter_precise(const integ_assessment *self, int index, double otherwise)
{
    return self->known[index] ? self->precise[index] : integi_precise_from(otherwise);
}

void integi_assessment_set_fraction(integ_assessment *self, int index, const integi_fraction *fraction)
{
    self->parameters[index] = integi_fraction_number(fraction);
    self->precise[index] = integi_precise_from_fraction(fraction);
    self->known[index] = true;
}

bool integi_has_points(integ_assessment *self)
{
    if (!self->known[CURRENT_VALUE] || !self->known[CURRENT_YEAR])
        self->reason = INTEG_ASSESSMENT_NO_VALUE;
    else if (!self->known[DIRECTION])
        self->reason = INTEG_ASSESSMENT_NO_DIRECTION;
    else if (!self->known[BASE_VALUE] || !self->known[BASE_YEAR])
        self->reason = INTEG_ASSESSMENT_NO_BASELINE;
    return self->reason == INTEG_ASSESSMENT_NONE;
}

bool integi_meets_target(const integ_assessment *self)
{
    if (!self->known[TARGET] || !self->known[CURRENT_VALUE] || !self->known[DIRECTION])
        return false;
    int order = integi_precise_compare(self->precise[CURRENT_VALUE], self->precise[TARGET]);
    return self->parameters[DIRECTION] > 0 ? order >= 0 : order <= 0;
}
