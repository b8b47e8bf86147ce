/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_STATISTICS_ASSESSMENT_H
#define INTEGI_STATISTICS_ASSESSMENT_H

#include "base/context.h"
#include "base/decimal.h"
#include "integration/statistics.h"
#include "statistics/numbers.h"
#include "statistics/precise.h"

/* What is set by name; thresholds come last. */
enum {
    BASE_YEAR,
    BASE_VALUE,
    CURRENT_YEAR,
    CURRENT_VALUE,
    DIRECTION,
    TARGET,
    TARGET_YEAR,
    LIMIT,
    STRICT,
    TOLERANCE,
    DECIMALS,
    HIGH,
    MEDIUM,
    LOW,
    PARAMETERS
};

typedef struct integi_method integi_method;

struct integ_assessment {
    integ_context *context;
    const integi_method *method;
    double parameters[PARAMETERS];
    integi_precise precise[PARAMETERS]; /* the same, with twice the digits */
    bool known[PARAMETERS];
    /* results */
    double progress, score;
    bool has_progress, has_score, met;
    const char *status;
    int32_t reason;
};

struct integi_method {
    const char *name, *title, *source;
    void (*assess)(integ_assessment *self);
    /* The status that a mean of scores stands for; NULL: the method has none. */
    const char *(*status_of_score)(double score, bool all_met);
};

extern const integi_method integi_methods[];
extern const int32_t integi_method_count;

void integi_assess_open_sdg(integ_assessment *self);
void integi_assess_eurostat(integ_assessment *self);
void integi_assess_un_progress_chart(integ_assessment *self);
void integi_assess_share_of_distance(integ_assessment *self);
void integi_assess_barometer(integ_assessment *self);
const char *integi_open_sdg_status(double score, bool all_met);
const char *integi_eurostat_status(double score, bool all_met);

/* A parameter, or what holds where it was not set. */
double integi_parameter(const integ_assessment *self, int index, double otherwise);
integi_precise integi_parameter_precise(const integ_assessment *self, int index, double otherwise);

/* Sets a parameter to a fraction, of which no more than the digits of an integi_precise are kept: a third is a third
 * and not the decimal that its binary64 is written as. Its binary64 must be finite. */
void integi_assessment_set_fraction(integ_assessment *self, int index, const integi_fraction *fraction);

/* Whether base and current year and value and the direction are there; otherwise says which is not. */
bool integi_has_points(integ_assessment *self);

/* Whether the current value is at or beyond the target. */
bool integi_meets_target(const integ_assessment *self);

/* Why there is no compound growth from one value to another in so many years; INTEG_REASON_CODE of 0 when there is. */
int32_t integi_growth_reason(double from, double to, double years);

/* (to / from)^(1 / years) − 1, as it is published and with twice the digits. */
double integi_growth(double from, double to, double years);
integi_precise integi_growth_precise(integi_precise from, integi_precise to, integi_precise years);

/* -1, 0, 1: a value beside a threshold. Where binary rounding alone parts them they are equal, and `value` becomes the
 * threshold. With `strict` set the binary64 numbers are compared as they are. */
int integi_beside(const integ_assessment *self, double *value, integi_precise exact, double threshold,
                  integi_precise factor);

integi_precise integi_one(void);

#endif
