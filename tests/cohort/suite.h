/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_COHORT_SUITE_H
#define TEST_COHORT_SUITE_H

#include "support/suite.h"

void add_cohorts(Suite *suite);
void add_earlier(Suite *suite);
void add_linked(Suite *suite);
void add_following(Suite *suite);
void add_groups(Suite *suite);
void add_copies(Suite *suite);
void add_near_miss(Suite *suite);
void add_definitions(Suite *suite);
void add_overlap(Suite *suite);
void add_members(Suite *suite);
void add_attrition(Suite *suite);
void add_cohort_arrow(Suite *suite);

#endif
