/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_GOAL_SUITE_H
#define TEST_GOAL_SUITE_H

#include "support/suite.h"

void add_progress(Suite *suite);
void add_milestones(Suite *suite);
void add_series(Suite *suite);
void add_vectors(Suite *suite);
void add_methods(Suite *suite);
void add_forecasts(Suite *suite);
void add_properties(Suite *suite);

#endif
