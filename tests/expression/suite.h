/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_EXPRESSION_SUITE_H
#define TEST_EXPRESSION_SUITE_H

#include "support/suite.h"

void add_abstract(Suite *suite);
void add_checks(Suite *suite);
void add_conformance(Suite *suite);
void add_differential(Suite *suite);
void add_examined(Suite *suite);
void add_parser(Suite *suite);
void add_printing(Suite *suite);
void add_programs(Suite *suite);
void add_sqlite(Suite *suite);
void add_histories(Suite *suite);
void add_kernels(Suite *suite);
void add_limits(Suite *suite);
void add_json(Suite *suite);
void add_logic(Suite *suite);
void add_municipalities(Suite *suite);
void add_words(Suite *suite);
void add_faults(Suite *suite);
void add_fingerprints(Suite *suite);

#endif
