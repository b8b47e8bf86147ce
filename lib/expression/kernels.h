/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_KERNELS_H
#define INTEGI_EXPRESSION_KERNELS_H

/* The loops that go over the rows of a chunk. Words beyond the chunk's rows, and items of rows that are not known,
 * may be left with anything. */

#include "expression/exact.h"
#include "expression/function.h"

/* A column of a snapshot, from where a chunk begins. */
typedef struct integi_items {
    const void *values;
    const uint64_t *known; /* width 8; NULL when all are known */
    int32_t width;
    bool nulls; /* whether any row of the column is null */
    int64_t base;
} integi_items;

/* Stored items with `item - first <= span` in the item's own unsigned arithmetic. */
typedef struct integi_stored_range {
    uint64_t first, span;
} integi_stored_range;

/* A few ranges are compared one after the other; among more, each item is looked for. */
#define INTEGI_RANGES_COMPARED 4

/* Which stored items are meant: by ranges, or where `table` is not NULL by a byte (0 or 255) for each stored item. The
 * ranges do not overlap, and more than INTEGI_RANGES_COMPARED of them are in order. */
typedef struct integi_stored_set {
    const integi_stored_range *ranges;
    int64_t range_count;
    const uint8_t *table;
} integi_stored_set;

integi_items integi_items_at(const integi_items *column, int64_t row);

void integi_kernel_members(const integi_items *items, const integi_stored_set *set, int32_t rows, uint64_t *truth,
                           uint64_t *unknown);
void integi_kernel_number_members(const integi_items *items, const double *ranges, int64_t range_count, int32_t rows,
                                  uint64_t *truth, uint64_t *unknown);
void integi_kernel_known(const integi_items *items, int32_t rows, uint64_t *known);
void integi_kernel_load(const integi_items *items, int32_t rows, int64_t *out);
void integi_kernel_rank(const integi_items *items, const int32_t *ranks, int32_t rows, int64_t *out);

void integi_kernel_compare(integi_comparison operator, const int64_t *a, const int64_t *b, int32_t rows,
                           uint64_t *truth);
void integi_kernel_compare_numbers(integi_comparison operator, const double *a, const double *b, int32_t rows,
                                   uint64_t *truth);
void integi_kernel_compare_scaled(integi_comparison operator, const int64_t *a, int32_t a_decimals, const int64_t *b,
                                  int32_t b_decimals, int32_t rows, uint64_t *truth);
void integi_kernel_compare_mixed(integi_comparison operator, const int64_t *a, int32_t decimals, const double *b,
                                 int32_t rows, uint64_t *truth);

/* These clear the bits of rows whose result is unknown. */
void integi_kernel_integers(integi_arithmetic operator, const int64_t *a, int64_t a_factor, const int64_t *b,
                            int64_t b_factor, int32_t rows, int64_t *out, uint64_t *known);
void integi_kernel_ratio(const int64_t *a, int64_t a_factor, const int64_t *b, int64_t b_factor, int32_t rows,
                         double *out, uint64_t *known);
void integi_kernel_numbers(integi_arithmetic operator, const double *a, const double *b, int32_t rows, double *out,
                           uint64_t *known);
void integi_kernel_finite(const double *numbers, int32_t rows, uint64_t *known);

void integi_kernel_to_number(const int64_t *items, int32_t decimals, int32_t rows, double *out);
void integi_kernel_to_timestamp(const int64_t *items, int32_t rows, int64_t *out);
void integi_kernel_flag(const uint64_t *truth, int32_t rows, int64_t *out);
void integi_kernel_truth(const int64_t *items, int32_t rows, uint64_t *truth);

#endif
