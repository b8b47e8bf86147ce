/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_EXACT_H
#define INTEGI_EXPRESSION_EXACT_H

/* Exact comparison of whole numbers, decimals and binary64 numbers with each other, and arithmetic that knows when
 * it does not fit. */

#include "expression/node.h"

/* Where a number lies among the multiples of 1 / 10^decimals: at `floor` when exact, else between it and the next. */
typedef struct integi_bound {
    __int128 floor;
    bool exact;
} integi_bound;

integi_bound integi_bound_of_decimal(int64_t coefficient, int32_t decimals, int32_t wanted);
integi_bound integi_bound_of_number(double number);

/* All v with `v / 10^decimals OPERATOR bound`, as up to two ranges; returns how many. */
typedef struct integi_range {
    int64_t first, last;
} integi_range;
int integi_bound_ranges(integi_comparison operator, integi_bound bound, integi_range out[2]);

int integi_compare_decimals(int64_t a, int32_t a_decimals, int64_t b, int32_t b_decimals);

/* A whole number is compared with a number exactly; a decimal as the number nearest to it, so that 0.1 is equal to
 * what 0.1 became when it was read as a number. */
int integi_compare_with_number(int64_t a, int32_t decimals, double b);
/* The same for all coefficients: those with `v / 10^decimals OPERATOR number`. */
int integi_number_ranges(integi_comparison operator, double number, int32_t decimals, integi_range out[2]);

bool integi_comparison_holds(integi_comparison operator, int order);
integi_comparison integi_comparison_mirrored(integi_comparison operator); /* a < b as b > a */

/* The binary64 nearest to coefficient / 10^decimals. */
double integi_decimal_to_number(int64_t coefficient, int32_t decimals);

/* a OPERATOR b after each was multiplied by a power of ten; false where it is unknown: it does not fit into int64, or
 * divides by zero. Not for INTEGI_DIVIDE and INTEGI_POWER. */
bool integi_arithmetic_integers(integi_arithmetic operator, int64_t a, int64_t a_factor, int64_t b, int64_t b_factor,
                                int64_t *out);
/* The fraction of two whole numbers; false when b is 0. */
bool integi_divide_integers(int64_t a, int64_t a_factor, int64_t b, int64_t b_factor, double *out);
/* False where the result is no number. */
bool integi_arithmetic_numbers(integi_arithmetic operator, double a, double b, double *out);

#endif
