/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_TALLY_SUITE_H
#define TEST_TALLY_SUITE_H

#include "support/suite.h"

void add_tallies(Suite *suite);
void add_breakdowns(Suite *suite);
void add_dimensions(Suite *suite);
void add_tally_arrow(Suite *suite);
void add_sparse(Suite *suite);
void add_imagined(Suite *suite);
void add_values(Suite *suite);

#endif
