/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_KERNEL_H
#define INTEGI_DISCLOSURE_KERNEL_H

/* Rows of zeros and ones modulo a prime, in reduced echelon form, and with it all changes of the atoms that leave the sums
 * of the rows as they are: for every atom that is no pivot there is one, which changes it by one and otherwise pivots
 * only. Pivots are the atoms with most people, so that such a change seldom makes a count negative.
 *
 * What follows from the rows follows modulo the prime too, so that nothing is taken to be safe that is not; but for primes
 * that divide a determinant, and nothing rests on that: every change is looked at in whole numbers before it is used. */

#include "base/arena.h"
#include "disclosure/cells.h"

#define INTEGI_KERNEL_PRIME UINT32_C(2147483647)

typedef struct integi_kernel {
    integ_context *context;
    int64_t atoms;
    const int64_t *counts; /* of atoms */
    uint32_t **rows;       /* each as long as there are atoms, with 1 in its pivot and 0 in all others */
    int64_t *pivots;       /* of rows */
    int64_t *row_of;       /* of each atom: whose pivot it is; -1 */
    int64_t row_count, row_room;
    uint32_t **watched; /* what is left of other rows, when the rows are taken away */
    int64_t watched_count;
} integi_kernel;

/* Room for so many rows, and so many that are watched. False: no memory; freed in any case. */
bool integi_kernel_init(integi_kernel *self, integ_context *context, const int64_t *counts, int64_t atoms, int64_t rows,
                        int64_t watched);
void integi_kernel_free(integi_kernel *self);

/* What is left of a row when all others are taken away; freed by the caller. NULL: no memory. */
uint32_t *integi_kernel_reduce(const integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count);
void integi_kernel_free_row(const integi_kernel *self, uint32_t *row); /* may be NULL */

/* Watches a row of the atoms given, with these numbers, or with ones where that is NULL. False: no memory. */
bool integi_kernel_watch(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count);

typedef enum integi_kernel_result {
    INTEGI_KERNEL_ADDED,
    INTEGI_KERNEL_FOLLOWS, /* from the rows that are there */
    INTEGI_KERNEL_TELLS,   /* with them a row that is watched would follow; nothing was added */
    INTEGI_KERNEL_NO_MEMORY,
} integi_kernel_result;
/* Adds a row; where `forced` is set, even if it tells: the watched rows that follow have nothing left then. */
integi_kernel_result integi_kernel_add(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count,
                                       bool forced);

/* The sum of two numbers modulo the prime. */
static inline uint32_t integi_kernel_sum(uint32_t a, uint32_t b)
{
    uint64_t sum = (uint64_t)a + b;
    return (uint32_t)(sum >= INTEGI_KERNEL_PRIME ? sum - INTEGI_KERNEL_PRIME : sum);
}

/* A coefficient as a whole number near zero. */
static inline int64_t integi_kernel_lift(uint32_t number)
{
    return number > INTEGI_KERNEL_PRIME / 2 ? (int64_t)number - (int64_t)INTEGI_KERNEL_PRIME : (int64_t)number;
}

#endif
