/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_DISCLOSURE_SUITE_H
#define TEST_DISCLOSURE_SUITE_H

#include "support/suite.h"

void add_amounts(Suite *suite);
void add_attacks(Suite *suite);
void add_audit(Suite *suite);
void add_cells(Suite *suite);
void add_levels(Suite *suite);
void add_linear(Suite *suite);
void add_large(Suite *suite);
void add_kernel(Suite *suite);
void add_others(Suite *suite);
void add_pattern(Suite *suite);
void add_primary(Suite *suite);
void add_proof(Suite *suite);
void add_protect(Suite *suite);
void add_round(Suite *suite);
void add_totals(Suite *suite);
void add_vectors(Suite *suite);
void add_witness(Suite *suite);
void add_standing(Suite *suite);

#endif
