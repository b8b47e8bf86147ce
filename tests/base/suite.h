/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_BASE_SUITE_H
#define TEST_BASE_SUITE_H

#include "support/suite.h"

void add_documents(Suite *suite);
void add_dates(Suite *suite);
void add_decimals(Suite *suite);
void add_errors(Suite *suite);
void add_bitsets(Suite *suite);
void add_buffers(Suite *suite);
void add_json(Suite *suite);
void add_memory(Suite *suite);
void add_words(Suite *suite);
void add_digests(Suite *suite);

#endif
