/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/pack.h"
#include "expression/kernels.h"
#include "expression/literals.h"

#include <math.h>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

/* One word of a condition that is computed row by row. */
#define FILL_WORDS(TRUTH, ROWS, CONDITION)                                                                          \
    for (int32_t w = 0; w * 64 < (ROWS); w++) {                                                                     \
        integi_block block = {{0}};                                                                                 \
        int32_t count = (ROWS) - w * 64 < 64 ? (ROWS) - w * 64 : 64;                                                \
        if (count == 64) /* the usual case, with a length that the compiler knows */                                \
            for (int32_t k = 0, i = w * 64; k < 64; k++, i++)                                                       \
                block.bytes[k] = (CONDITION) ? 255 : 0;                                                             \
        else                                                                                                        \
            for (int32_t k = 0, i = w * 64; k < count; k++, i++)                                                    \
                block.bytes[k] = (CONDITION) ? 255 : 0;                                                             \
        (TRUTH)[w] = integi_pack(&block);                                                                           \
    }

#define FILL_COMPARED(OPERATOR, A, B, ROWS, TRUTH)                                                                  \
    switch (OPERATOR) {                                                                                             \
    case INTEGI_EQUAL:                                                                                              \
        FILL_WORDS(TRUTH, ROWS, (A) == (B))                                                                         \
        break;                                                                                                      \
    case INTEGI_NOT_EQUAL:                                                                                          \
        FILL_WORDS(TRUTH, ROWS, (A) != (B))                                                                         \
        break;                                                                                                      \
    case INTEGI_LESS:                                                                                               \
        FILL_WORDS(TRUTH, ROWS, (A) < (B))                                                                          \
        break;                                                                                                      \
    case INTEGI_GREATER:                                                                                            \
        FILL_WORDS(TRUTH, ROWS, (A) > (B))                                                                          \
        break;                                                                                                      \
    case INTEGI_AT_MOST:                                                                                            \
        FILL_WORDS(TRUTH, ROWS, (A) <= (B))                                                                         \
        break;                                                                                                      \
    default:                                                                                                        \
        FILL_WORDS(TRUTH, ROWS, (A) >= (B))                                                                         \
        break;                                                                                                      \
    }

void integi_kernel_compare(integi_comparison operator, const int64_t *a, const int64_t *b, int32_t rows,
                           uint64_t *truth)
{
    FILL_COMPARED(operator, a[i], b[i], rows, truth)
}

void integi_kernel_compare_numbers(integi_comparison operator, const double *a, const double *b, int32_t rows,
                                   uint64_t *truth)
{
    FILL_COMPARED(operator, a[i], b[i], rows, truth)
}

void integi_kernel_compare_scaled(integi_comparison operator, const int64_t *a, int32_t a_decimals, const int64_t *b,
                                  int32_t b_decimals, int32_t rows, uint64_t *truth)
{
    __int128 a_factor = integi_power_of_ten(b_decimals > a_decimals ? b_decimals - a_decimals : 0);
    __int128 b_factor = integi_power_of_ten(a_decimals > b_decimals ? a_decimals - b_decimals : 0);
    FILL_COMPARED(operator, a[i] * a_factor, b[i] * b_factor, rows, truth)
}

void integi_kernel_compare_mixed(integi_comparison operator, const int64_t *a, int32_t decimals, const double *b,
                                 int32_t rows, uint64_t *truth)
{
    FILL_WORDS(truth, rows, isfinite(b[i]) &&
                                integi_comparison_holds(operator, integi_compare_with_number(a[i], decimals, b[i])))
}

static void clear(uint64_t *known, int32_t row)
{
    known[row / 64] &= ~(UINT64_C(1) << (row % 64));
}

/* Without decimals in play, the processor's own overflow flag says what does not fit. */
static void plain_integers(integi_arithmetic operator, const int64_t *a, const int64_t *b, int32_t rows, int64_t *out,
                           uint64_t *known)
{
    for (int32_t i = 0; i < rows; i++) {
        bool overflow = operator == INTEGI_ADD        ? __builtin_add_overflow(a[i], b[i], &out[i])
                        : operator == INTEGI_SUBTRACT ? __builtin_sub_overflow(a[i], b[i], &out[i])
                                                      : __builtin_mul_overflow(a[i], b[i], &out[i]);
        if (overflow)
            clear(known, i);
    }
}

void integi_kernel_integers(integi_arithmetic operator, const int64_t *a, int64_t a_factor, const int64_t *b,
                            int64_t b_factor, int32_t rows, int64_t *out, uint64_t *known)
{
    bool simple = operator == INTEGI_ADD || operator == INTEGI_SUBTRACT || operator == INTEGI_MULTIPLY;
    if (simple && a_factor == 1 && b_factor == 1) {
        plain_integers(operator, a, b, rows, out, known);
        return;
    }
    for (int32_t i = 0; i < rows; i++)
        if (!integi_arithmetic_integers(operator, a[i], a_factor, b[i], b_factor, &out[i]))
            clear(known, i);
}

void integi_kernel_ratio(const int64_t *a, int64_t a_factor, const int64_t *b, int64_t b_factor, int32_t rows,
                         double *out, uint64_t *known)
{
    for (int32_t i = 0; i < rows; i++)
        if (!integi_divide_integers(a[i], a_factor, b[i], b_factor, &out[i]))
            clear(known, i);
}

void integi_kernel_finite(const double *numbers, int32_t rows, uint64_t *known)
{
    for (int32_t w = 0; w * 64 < rows; w++) {
        uint64_t finite = 0;
        for (int32_t k = 0; k < 64 && w * 64 + k < rows; k++)
            finite |= (uint64_t)(isfinite(numbers[w * 64 + k]) != 0) << k;
        known[w] &= finite;
    }
}

void integi_kernel_numbers(integi_arithmetic operator, const double *a, const double *b, int32_t rows, double *out,
                           uint64_t *known)
{
    for (int32_t i = 0; i < rows; i++)
        integi_arithmetic_numbers(operator, a[i], b[i], &out[i]);
    integi_kernel_finite(out, rows, known);
}

void integi_kernel_to_number(const int64_t *items, int32_t decimals, int32_t rows, double *out)
{
    for (int32_t i = 0; i < rows; i++)
        out[i] = integi_decimal_to_number(items[i], decimals);
}

void integi_kernel_to_timestamp(const int64_t *items, int32_t rows, int64_t *out)
{
    for (int32_t i = 0; i < rows; i++) /* unsigned: unknown rows may hold anything */
        out[i] = (int64_t)((uint64_t)items[i] * (uint64_t)INTEGI_DAY_MICROSECONDS);
}

void integi_kernel_flag(const uint64_t *truth, int32_t rows, int64_t *out)
{
    for (int32_t i = 0; i < rows; i++)
        out[i] = (int64_t)(truth[i / 64] >> (i % 64) & 1);
}

void integi_kernel_truth(const int64_t *items, int32_t rows, uint64_t *truth)
{
    FILL_WORDS(truth, rows, items[i] != 0)
}
