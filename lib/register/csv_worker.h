/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CSV_WORKER_H
#define INTEGI_REGISTER_CSV_WORKER_H

/* What one thread needs to make values of a block of a file, apart from all others. */

#include "register/csv_block.h"

typedef enum integi_csv_outcome {
    INTEGI_CSV_READ,     /* the rows are there */
    INTEGI_CSV_DOUBTFUL, /* something may be wrong, which must be found in its place */
    INTEGI_CSV_EXHAUSTED /* memory ran out */
} integi_csv_outcome;

typedef struct integi_csv_worker {
    integ_context *context;
    const integi_csv_kernels *kernels;
    const integi_csv_format *format;
    int64_t field_count; /* of a record */
    integi_csv_column *columns;
    const int64_t *fields; /* where each column stands in a record */
    int64_t column_count;
    integi_csv_block block;
    size_t skipped; /* bytes of the block that were read already */
    integi_csv_room decoded;
    integi_csv_room *room; /* which one holds the text */
    char *text;            /* in UTF-8 */
    size_t length;
    bool line_end_added;
    integi_csv_survey survey;
    uint32_t *starts, *ends; /* of fields; ends[0] is what stands before the first */
    size_t place_count;      /* that are looked for at once */
    size_t rows, row_capacity;
} integi_csv_worker;

void integi_csv_worker_init(integi_csv_worker *worker, integ_context *context, const integi_csv_format *format);
void integi_csv_worker_free(integi_csv_worker *worker); /* wipes */

/* Makes it ready for these columns, unless it is; `definitions` and `fields` are theirs. False: no memory. */
bool integi_csv_worker_prepare(integi_csv_worker *worker, int64_t field_count,
                               const integi_column_definition *definitions, const int64_t *fields,
                               int64_t column_count);

/* Reads the rows of the block that the worker has. */
integi_csv_outcome integi_csv_worker_read(integi_csv_worker *worker);

/* For reading the block again, one record after the other: makes text of it as far as it is text, says at
 * which fault that ends, and forgets what was read. False: no memory. */
bool integi_csv_worker_restart(integi_csv_worker *worker, int32_t *poison);
/* Room for so many rows more; false: no memory. */
bool integi_csv_worker_reserve(integi_csv_worker *worker, size_t rows);

/* Finds the range of the rows that were read, and how many are null. */
void integi_csv_worker_measure(integi_csv_worker *worker);

#endif
