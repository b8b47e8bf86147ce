/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_POLICY_SUITE_H
#define TEST_POLICY_SUITE_H

#include "support/suite.h"

void add_breadth(Suite *suite);
void add_checking(Suite *suite);
void add_loading(Suite *suite);
void add_runs(Suite *suite);
void add_contributors(Suite *suite);
void add_counts_by_amounts(Suite *suite);
void add_implied(Suite *suite);
void add_differences(Suite *suite);
void add_protection(Suite *suite);
void add_purpose(Suite *suite);
void add_rounding(Suite *suite);
void add_schemas(Suite *suite);
void add_told_by_amounts(Suite *suite);

#endif
