/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_PLANES_H
#define INTEGI_REGISTER_PLANES_H

/* A column of few distinct items once more, bit by bit: plane p holds bit p of every row's item. A condition on such a
 * column reads one to four bits of each row instead of a byte, and looks at as many rows at once as a vector has bits.
 *
 * Y. Li and J. M. Patel, "BitWeaving: fast scans for main memory data processing", SIGMOD 2013, section 3 (the vertical
 * layout). */

#include "register/column.h"

#define INTEGI_PLANES_MAXIMUM 4 /* more bits are no less to read than a byte, or hardly */
#define INTEGI_BLOCK_ROWS 512   /* of which all planes lie together, each a cache line, the lowest bit first */
#define INTEGI_BLOCK_WORDS (INTEGI_BLOCK_ROWS / 64)

/* How many blocks a column of so many rows has. Rows behind the last one have no bits. */
static inline size_t integi_blocks(int64_t rows)
{
    return ((size_t)rows + INTEGI_BLOCK_ROWS - 1) / INTEGI_BLOCK_ROWS;
}

/* Gives a column of bytes its planes if its items are few; the known ones lie between these two values. False: no
 * memory. */
bool integi_column_make_planes(integi_column *column, integ_context *context, int64_t lowest, int64_t highest);
void integi_planes_free(integi_column *column, integ_context *context); /* wipes */
int64_t integi_planes_bytes(const integi_column *column);

#endif
