/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_KERNEL_COLUMNS_H
#define INTEGI_DISCLOSURE_KERNEL_COLUMNS_H

/* In which rows each atom is: a bit for each of both. Looking for an atom in row after row costs more than all
 * arithmetic with those that it is in. */

#include "base/context.h"

typedef struct integi_kernel_columns {
    integ_context *context;
    size_t atoms;
    uint64_t **blocks; /* of 64 rows each: a word for each atom */
    size_t count, room;
} integi_kernel_columns;

void integi_kernel_columns_init(integi_kernel_columns *self, integ_context *context, int64_t atoms);
void integi_kernel_columns_free(integi_kernel_columns *self);

/* Makes place for a row and all before it. False: no memory. */
bool integi_kernel_columns_reach(integi_kernel_columns *self, int64_t row);

static inline void integi_kernel_columns_set(integi_kernel_columns *self, int64_t row, uint32_t atom, bool has)
{
    uint64_t *word = &self->blocks[row / 64][atom], bit = UINT64_C(1) << (row % 64);
    *word = has ? *word | bit : *word & ~bit;
}

static inline bool integi_kernel_columns_has(const integi_kernel_columns *self, int64_t row, int64_t atom)
{
    return (self->blocks[row / 64][atom] >> (row % 64) & 1) != 0;
}

/* The first row from one on that an atom is in; -1: there is none. */
int64_t integi_kernel_columns_next(const integi_kernel_columns *self, int64_t row, int64_t atom);

#endif
