/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_GOAL_FIXTURE_H
#define TEST_GOAL_FIXTURE_H

#include "goal/goal.h"
#include "goal/suite.h"

integ_date on(const char *date);

/* Makes goal_context where a test makes its goals itself. */
void need_context(void);

/* A goal with baseline 20 on 2015-01-01 and target 10 by 2025-01-01, or as said. Numbers are texts, exact decimals. */
integ_goal *goal_towards(int32_t direction, const char *baseline, const char *target);
void add_point(integ_series *series, const char *date, const char *value);
integ_series *series_of(const char *date, const char *value); /* one point */

/* Evaluates and frees the series and the progress; for one look at the status. */
int32_t status_of(const integ_goal *goal, integ_series *series, const char *as_of);

extern integ_context *goal_context; /* one for the whole suite */

#endif
