/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_INDICATOR_SUITE_H
#define TEST_INDICATOR_SUITE_H

#include "support/suite.h"

void add_intervals(Suite *suite);
void add_values(Suite *suite);
void add_kinds(Suite *suite);
void add_strata(Suite *suite);

#endif
