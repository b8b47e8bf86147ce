/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_REGISTER_SUITE_H
#define TEST_REGISTER_SUITE_H

#include "integration/register.h"
#include "support/suite.h"

#include <stdio.h>

void add_columns(Suite *suite);
void add_arrays(Suite *suite);
void add_arrow(Suite *suite);
void add_arrow_out(Suite *suite);
void add_csv(Suite *suite);
void add_blocks(Suite *suite);
void add_kernels(Suite *suite);
void add_packed(Suite *suite);
void add_csv_writing(Suite *suite);
void add_invalid(Suite *suite);
void add_manifests(Suite *suite);
void add_municipalities(Suite *suite);
void add_values(Suite *suite);
#ifdef HAVE_SQLITE
void add_sqlite(Suite *suite);
#endif

#define OK(call) ck_assert_int_eq(call, INTEG_STATUS_OK)

/* Everything that a register opened for casework holds, as text: definitions, and all rows with their links. The
 * caller frees it. */
char *describe_register(const integ_register *reg);

/* Bytes in memory as a callback, so many at a time. */
typedef struct byte_reader {
    const char *bytes;
    size_t length, at, step;
} byte_reader;
int32_t read_bytes(char *bytes, size_t size, size_t *length, void *userdata);

/* The path of a file in tests/register; static. */
const char *data_path(const char *name);

#endif
