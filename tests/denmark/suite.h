/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_DENMARK_SUITE_H
#define TEST_DENMARK_SUITE_H

#include "support/suite.h"

void add_benefits(Suite *suite);
void add_countries(Suite *suite);
void add_cpr(Suite *suite);
void add_functions(Suite *suite);
void add_housing(Suite *suite);
void add_language(Suite *suite);
void add_municipalities(Suite *suite);
void add_origin(Suite *suite);
void add_vectors(Suite *suite);

#endif
