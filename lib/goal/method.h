/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_GOAL_METHOD_H
#define INTEGI_GOAL_METHOD_H

#include "base/decimal.h"
#include "integration/goal.h"

#define INTEGI_PARAMETERS_MAXIMUM 5

#include <stdbool.h>

typedef struct integi_judgement integi_judgement;

/* What a document may say beside a method's name. */
typedef struct integi_parameter_definition {
    const char *name; /* NULL: no more parameters */
    enum { INTEGI_PARAMETER_THRESHOLD, INTEGI_PARAMETER_NUMBER, INTEGI_PARAMETER_WHOLE, INTEGI_PARAMETER_SWITCH } kind;
    const char *usual;          /* a decimal; NULL: nothing unless it is set */
    const char *without_target; /* the same for goals that have no target */
    const char *lowest, *highest;
} integi_parameter_definition;

#define INTEGI_METHOD_NEEDS_TARGET 1
#define INTEGI_METHOD_NEEDS_BASELINE 2
#define INTEGI_METHOD_NEEDS_SERIES 4 /* more than the baseline and the value */

typedef struct integi_goal_method {
    const char *name, *source;
    uint32_t needs;
    uint32_t directions; /* a bit for each INTEG_DIRECTION_ that it has a meaning for */
    integi_parameter_definition parameters[INTEGI_PARAMETERS_MAXIMUM];
    /* Says what the value comes to, in the method's own words and in those that all methods share. */
    integ_status (*judge)(const integi_judgement *judged, integ_progress *progress, integ_error *error);
    const char *statistic; /* what lib/statistics calls it; NULL where it is not there by that name */
} integi_goal_method;

extern const integi_goal_method integi_goal_methods[];
extern const int32_t integi_goal_method_count;

const integi_goal_method *integi_goal_method_find(const char *name); /* NULL: none */
const char *integi_goal_method_nearest(const char *name);            /* NULL: none is near */
bool integi_goal_method_suits(const integi_goal_method *method, int32_t direction);
/* The index of a parameter; -1: the method has none of that name. */
int32_t integi_goal_method_parameter(const integi_goal_method *method, const char *name);
bool integi_parameter_allows(const integi_parameter_definition *definition, integi_decimal value);

#endif
