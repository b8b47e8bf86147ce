/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_CODING_H
#define INTEGI_TALLY_CODING_H

/* How the values of a dimension become cells: each known value a code from 0 to size - 1, unknown the code `size`. */

#include "base/arena.h"
#include "register/column.h"
#include "tally/plan.h"
#include "tally/sparse.h"
#include "tally/tally.h"

typedef struct integi_coding {
    const integi_dimension *dimension;
    int32_t root;
    int32_t type, decimals;
    const integi_dictionary *dictionary; /* codes are its indices; else NULL */
    int64_t first;                       /* integers, dates and booleans without bands: the value of code 0 */
    integi_sparse sparse;                /* of those that lie far apart; nothing seen elsewhere */
    int64_t size;
    int64_t *ranks; /* of a dictionary: the place of each index in the order of its texts */
} integi_coding;

/* The smallest and the largest known value of a root; nothing known while first > last. */
typedef struct integi_range {
    int64_t first, last;
} integi_range;

/* `range` is read for integers and dates without bands only, whose values have been marked where the coding is
 * sparse. */
integ_status integi_coding_make(integi_coding *coding, const integi_program *program, const integi_dimension *dimension,
                                int32_t root, integi_range range, integi_arena *arena, integ_error *error);

/* Makes the coding ready for marking where values of this range may lie far apart. False: no memory. */
bool integi_coding_begin_sparse(integi_coding *coding, integi_range range, integ_context *context);

/* Whether a dimension needs the range of its values before it can be coded. */
bool integi_coding_needs_range(const integi_program *program, const integi_dimension *dimension, int32_t root);

/* The codes of a chunk's rows. */
void integi_coding_codes(const integi_coding *coding, const integi_result *result, int32_t rows, uint32_t *codes);
/* column_codes.c: the same from the stored items of a plain column, where it has narrow ones. */
bool integi_coding_reads_column(const integi_column *column);
void integi_coding_codes_of_column(const integi_coding *coding, const integi_column *column, int64_t first_row,
                                   int32_t rows, uint32_t *codes);
/* Multiplies cells with the number of codes and adds the code of each row, for rows at positions behind a first one. */
void integi_coding_add_codes_at(const integi_coding *coding, const integi_column *column, int64_t first_row,
                                const uint32_t *positions, size_t count, uint32_t *cells);

int64_t integi_coding_rank(const integi_coding *coding, int64_t code);

/* The label of a code; NULL for unknown. *failed is set when memory ran out. */
const char *integi_coding_label(const integi_coding *coding, int64_t code, integi_arena *arena, bool *failed);

#endif
