/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CSV_BYTES_H
#define INTEGI_REGISTER_CSV_BYTES_H

/* The bytes of an input, unpacked where they are gzip, with progress told as they come. */

#include "register/csv.h"
#include "register/csv_gzip.h"

typedef struct integi_csv_bytes {
    integ_context *context;
    const integi_csv_input *input;
    bool begun;
    bool ended;           /* there is nothing more */
    bool raw_ended;       /* and nothing more to unpack */
    integi_gzip *gzip;    /* NULL: the bytes are the text */
    const integi_message *fault; /* what ended the reading early */
    int64_t fault_at;            /* where packed bytes are wrong, in the file */
} integi_csv_bytes;

void integi_csv_bytes_init(integi_csv_bytes *bytes, integ_context *context, const integi_csv_input *input);
void integi_csv_bytes_free(integi_csv_bytes *bytes);

/* Reads until `size` bytes are there or the input ends. False when a fault did: it is not yet reported, since
 * there may be others before it. */
bool integi_csv_bytes_read(integi_csv_bytes *bytes, char *out, size_t size, size_t *got);
integ_status integi_csv_bytes_report(const integi_csv_bytes *bytes, integ_error *error);

#endif
