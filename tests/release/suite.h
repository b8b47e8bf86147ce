/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_RELEASE_SUITE_H
#define TEST_RELEASE_SUITE_H

#include "support/suite.h"

void add_zeros(Suite *suite);
void add_crowds(Suite *suite);
void add_cancelling(Suite *suite);
void add_imagining(Suite *suite);
void add_sums(Suite *suite);
void add_sum_spans(Suite *suite);
void add_possible(Suite *suite);
void add_releases(Suite *suite);
void add_ledgers(Suite *suite);
void add_misuse(Suite *suite);
void add_analyses(Suite *suite);
void add_full_followings(Suite *suite);
void add_listings(Suite *suite);
void add_owners(Suite *suite);
void add_owned_sums(Suite *suite);
void add_linked(Suite *suite);
void add_small_groups(Suite *suite);
void add_rounding(Suite *suite);

#endif
