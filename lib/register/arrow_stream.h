/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_ARROW_STREAM_H
#define INTEGI_REGISTER_ARROW_STREAM_H

/* Tables going out as Arrow streams, batch by batch. Everything is copied, so that a batch lives on without the stream,
 * and without what it came from. */

#include "base/message.h"
#include "integration/arrow.h"
#include "register/schema.h"

#include <stdatomic.h>

/* What a column goes out as: an INTEG_TYPE_ constant, or a decimal of 128 bits. */
#define INTEGI_ARROW_WIDE 100

#define INTEGI_ARROW_BATCH_ROWS 65536

typedef struct integi_arrow_field {
    const char *name;
    int32_t type;
    int32_t decimals; /* of decimals */
} integi_arrow_field;

/* Room for the values of a batch. */
typedef struct integi_arrow_cells {
    int64_t *wholes; /* of codes and texts their numbers; of wide decimals two for each, the low half first */
    double *numbers; /* in the same place */
    uint8_t *known;
} integi_arrow_cells;

/* Where the values come from. */
typedef struct integi_arrow_source {
    integ_context *context;
    int64_t rows;
    const integi_arrow_field *fields; /* they and their names live as long as the source */
    int64_t field_count;
    void *userdata;
    void (*read)(void *userdata, int64_t column, int64_t row, int64_t rows, integi_arrow_cells *out);
    int64_t (*text_count)(void *userdata, int64_t column);
    const char *(*text)(void *userdata, int64_t column, int64_t number, size_t *length);
    void (*free)(void *userdata);
} integi_arrow_source;

/* Takes the source, on failure too. `batch_rows` 0 is the usual number. */
integ_status integi_arrow_open(const integi_arrow_source *source, int64_t batch_rows, struct ArrowArrayStream *out,
                               integ_error *error);

/* The texts of a column of codes that occur in its rows, as Arrow has them; shared by all batches. */
typedef struct integi_arrow_words {
    integ_context *context;
    atomic_int references;
    int64_t count;
    int64_t *ends; /* where each begins, and where the last ends */
    char *bytes;
    int32_t *places; /* of the source's numbers; -1: does not occur */
    size_t place_count;
} integi_arrow_words;

/* `cells` has room for `batch_rows`. NULL: no memory. */
integi_arrow_words *integi_arrow_words_new(const integi_arrow_source *source, int64_t column, int64_t batch_rows,
                                           integi_arrow_cells *cells);
integi_arrow_words *integi_arrow_words_retain(integi_arrow_words *words);
void integi_arrow_words_free(integi_arrow_words *words); /* wipes */

/* Schemas and batches, which free themselves. False: no memory. `words` has one for each column, NULL for all but
 * codes. */
bool integi_arrow_make_schema(const integi_arrow_source *source, struct ArrowSchema *out);
bool integi_arrow_make_batch(const integi_arrow_source *source, integi_arrow_words *const *words, int64_t row,
                             int64_t rows, integi_arrow_cells *cells, struct ArrowArray *out);

#endif
