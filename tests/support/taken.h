/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_SUPPORT_TAKEN_H
#define TEST_SUPPORT_TAKEN_H

/* Streams that the library made, taken back into a register, where their values can be read as text. */

#include "integration/register.h"

/* A register for casework of one table, with a context of its own; frees what it made of it with taken_free. */
typedef struct taken {
    integ_context *context;
    integ_register *reg;
} taken;

taken take_stream(struct ArrowArrayStream *stream);
void taken_free(taken *table);

int64_t taken_rows(const taken *table);
/* A value as text, `-` where it is unknown; static until the next call but three. */
const char *taken_text(const taken *table, const char *column, int64_t row);

#endif
