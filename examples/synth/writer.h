/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef SYNTH_WRITER_H
#define SYNTH_WRITER_H

/* A file of fields in the Danish conventions: semicolons between them, decimal comma, dates as DD-MM-YYYY, an empty
 * field for what is unknown. Errors are remembered, so that only closing has to be checked. */

#include <integration.h>

#include <stdbool.h>
#include <stdio.h>

#define WRITER_BYTES 262144

typedef struct writer {
    FILE *file;
    char *path;
    size_t used;
    bool row_begun;
    bool failed;
    char bytes[WRITER_BYTES];
} writer;

/* Opens FOLDER/NAME. False, with a message on standard error, when that does not work. */
bool writer_open(writer *out, const char *folder, const char *name);

/* False, with a message on standard error, when anything could not be written. */
bool writer_close(writer *out);

void put_raw(writer *out, const char *text); /* as it is, no separator */
void put_text(writer *out, const char *text); /* NULL is unknown */
void put_whole(writer *out, int64_t value);
void put_named(writer *out, char letter, int64_t value); /* such as C123 */
void put_decimal(writer *out, int64_t scaled, int32_t decimals);
void put_date(writer *out, integ_date day);
void put_flag(writer *out, int32_t value); /* 1, 0, or -1 for unknown */
void end_row(writer *out);

#endif
