/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_KERNELS_H
#define INTEGI_EXPRESSION_KERNELS_H

/* The loops that go over the rows of a chunk. Words beyond the chunk's rows, and items of rows that are not known,
 * may be left with anything. */

#include "expression/exact.h"
#include "expression/function.h"
#include "expression/members.h"

#include <string.h>

integi_items integi_items_at(const integi_items *column, int64_t row);

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
