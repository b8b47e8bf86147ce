/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/arrow_value.h"

#include "base/decimal.h"
#include "base/shortest.h"
#include "register/arrow_messages.h"
#include "register/timestamp.h"

#include <math.h>
#include <string.h>

#define DAY_SECONDS INT64_C(86400)
#define MICROSECONDS INT64_C(1000000)

static inline bool fail(integi_arrow_fault *fault, const integi_message *message, int64_t row)
{
    *fault = (integi_arrow_fault){message, row};
    return false;
}

void integi_arrow_read_known(const integi_arrow_view *view, int64_t row, int64_t rows, uint8_t *known)
{
    if (view->type.kind == INTEGI_ARROW_NULL || view->validity == NULL) {
        memset(known, view->type.kind != INTEGI_ARROW_NULL, (size_t)rows);
        return;
    }
    for (int64_t i = 0; i < rows; i++)
        known[i] = integi_arrow_is_known(view, row + i);
}

/* Buffers need not be aligned. */
#define COPY_ITEMS(item_type)                                                                                        \
    for (int64_t i = 0; i < rows; i++) {                                                                             \
        item_type item;                                                                                              \
        memcpy(&item, items + (size_t)i * sizeof item, sizeof item);                                                 \
        out[i] = (int64_t)item;                                                                                      \
    }                                                                                                                \
    break

bool integi_arrow_read_integers(const integi_arrow_view *view, int64_t row, int64_t rows, const uint8_t *known,
                                int64_t *out, integi_arrow_fault *fault)
{
    const char *items = (const char *)view->values + (view->start + row) * view->type.width;
    switch (view->type.is_signed ? view->type.width : -view->type.width) {
    case 1:
        COPY_ITEMS(int8_t);
    case 2:
        COPY_ITEMS(int16_t);
    case 4:
        COPY_ITEMS(int32_t);
    case 8:
        COPY_ITEMS(int64_t);
    case -1:
        COPY_ITEMS(uint8_t);
    case -2:
        COPY_ITEMS(uint16_t);
    case -4:
        COPY_ITEMS(uint32_t);
    default:
        for (int64_t i = 0; i < rows; i++) {
            memcpy(&out[i], items + i * 8, sizeof *out);
            if (out[i] < 0 && known[i])
                return fail(fault, &integi_message_arrow_out_of_range, row + i);
        }
    }
    return true;
}

/* Halves have 5 bits of exponent and 10 of fraction. */
static double from_half(uint16_t half)
{
    int exponent = half >> 10 & 31;
    double fraction = half & 1023;
    double number = exponent == 31  ? (fraction == 0 ? (double)INFINITY : (double)NAN)
                    : exponent == 0 ? ldexp(fraction, -24)
                                    : ldexp(fraction + 1024, exponent - 25);
    return half >> 15 ? -number : number;
}

static double float_at(const integi_arrow_view *view, int64_t row)
{
    const char *item = (const char *)view->values + (view->start + row) * view->type.width;
    uint16_t half;
    float single;
    double number;
    switch (view->type.width) {
    case 2:
        memcpy(&half, item, sizeof half);
        return from_half(half);
    case 4:
        memcpy(&single, item, sizeof single);
        return (double)single;
    default:
        memcpy(&number, item, sizeof number);
        return number;
    }
}

static __int128 coefficient_at(const integi_arrow_view *view, int64_t row)
{
    const char *item = (const char *)view->values + (view->start + row) * view->type.width;
    int32_t narrow;
    int64_t middle;
    __int128 wide;
    switch (view->type.width) {
    case 4:
        memcpy(&narrow, item, sizeof narrow);
        return narrow;
    case 8:
        memcpy(&middle, item, sizeof middle);
        return middle;
    default:
        memcpy(&wide, item, sizeof wide);
        return wide;
    }
}

/* coefficient / 10^scale as an int64 with other decimals: exact, or a fault. */
static const integi_message *rescale(__int128 coefficient, int32_t scale, int32_t decimals, int64_t *out)
{
    for (; scale > decimals && coefficient != 0; scale--) {
        if (coefficient % 10 != 0)
            return decimals == 0 ? &integi_message_arrow_not_whole : &integi_message_arrow_too_many_decimals;
        coefficient /= 10;
    }
    for (; scale < decimals && coefficient != 0; scale++) {
        if (coefficient > INT64_MAX || coefficient < INT64_MIN)
            return &integi_message_arrow_out_of_range;
        coefficient *= 10;
    }
    *out = (int64_t)coefficient;
    return coefficient > INT64_MAX || coefficient < INT64_MIN ? &integi_message_arrow_out_of_range : NULL;
}

/* The nearest binary64. Both parts are exact as binary64 in the usual case, and their quotient is rounded once. */
static double nearest(__int128 coefficient, int32_t scale)
{
    const __int128 exact = INT64_C(1) << 53;
    if (coefficient >= -exact && coefficient <= exact && scale >= 0 && scale <= INTEGI_DECIMALS_MAXIMUM)
        return (double)(int64_t)coefficient / (double)integi_power_of_ten(scale);
    __int128 power = 1;
    for (int32_t i = scale < 0 ? -scale : scale; i > 0; i--)
        power *= 10;
    integi_fraction fraction = integi_fraction_from(coefficient, scale < 0 ? 1 : power);
    if (scale < 0)
        fraction.numerator = integi_wide_multiply(fraction.numerator, integi_wide_from(power));
    return integi_fraction_number(&fraction);
}

/* What a binary64 stands for is the shortest decimal that reads back as it: 0.1 is 0.1. */
static const integi_message *decimal_of(double number, int32_t decimals, int64_t *out)
{
    integi_shortest shortest = integi_shortest_from(number);
    __int128 coefficient = 0;
    if (shortest.exponent > 20)
        return &integi_message_arrow_out_of_range;
    for (int i = 0; i < shortest.count; i++)
        coefficient = coefficient * 10 + (shortest.digits[i] - '0');
    int32_t scale = shortest.count - shortest.exponent;
    return rescale(shortest.negative ? -coefficient : coefficient, scale, decimals, out);
}

static bool read_booleans(const integi_arrow_view *view, int64_t row, int64_t rows, integi_arrow_block *block)
{
    const uint8_t *bits = view->values;
    for (int64_t i = 0; i < rows; i++) {
        int64_t item = view->start + row + i;
        block->wholes[i] = bits[item / 8] >> (item % 8) & 1;
    }
    return true;
}

static const integi_message *from_integer(int64_t integer, const integi_arrow_target *target, int64_t *out)
{
    if (target->type == INTEG_TYPE_DECIMAL)
        return rescale(integer, 0, target->decimals, out);
    *out = integer;
    return target->type == INTEG_TYPE_BOOLEAN && (uint64_t)integer > 1 ? &integi_message_arrow_not_boolean : NULL;
}

/* A date's days or milliseconds, or a timestamp's seconds or parts of one; `day` is how many of them a day has. */
static const integi_message *from_instant(int64_t instant, int64_t day, const integi_arrow_target *target, int64_t *out)
{
    if (target->type == INTEG_TYPE_DATE) {
        *out = instant / day;
        if (instant % day != 0)
            return &integi_message_arrow_not_midnight;
        return *out < INTEG_DATE_MINIMUM || *out > INTEG_DATE_MAXIMUM ? &integi_message_arrow_out_of_range : NULL;
    }
    if (day > INTEGI_DAY_MICROSECONDS) {
        if (instant % (day / INTEGI_DAY_MICROSECONDS) != 0)
            return &integi_message_arrow_nanoseconds;
        *out = instant / (day / INTEGI_DAY_MICROSECONDS);
    } else if (__builtin_mul_overflow(instant, INTEGI_DAY_MICROSECONDS / day, out)) {
        return &integi_message_arrow_out_of_range;
    }
    return *out < INTEGI_TIMESTAMP_MINIMUM || *out > INTEGI_TIMESTAMP_MAXIMUM ? &integi_message_arrow_out_of_range
                                                                             : NULL;
}

/* Whole numbers, dates and timestamps become what the column holds. */
static bool convert_integers(const integi_arrow_view *view, int64_t row, int64_t rows,
                             const integi_arrow_target *target, integi_arrow_block *block, integi_arrow_fault *fault)
{
    bool instants = view->type.kind != INTEGI_ARROW_INTEGER;
    int64_t day = view->type.kind == INTEGI_ARROW_DATE ? view->type.unit : view->type.unit * DAY_SECONDS;
    if (!integi_arrow_read_integers(view, row, rows, block->known, block->wholes, fault))
        return false;
    if (!instants && target->type == INTEG_TYPE_INTEGER)
        return true;
    for (int64_t i = 0; i < rows; i++) {
        if (!block->known[i])
            continue;
        const integi_message *message = instants ? from_instant(block->wholes[i], day, target, &block->wholes[i])
                                                 : from_integer(block->wholes[i], target, &block->wholes[i]);
        if (message != NULL)
            return fail(fault, message, row + i);
    }
    return true;
}

static const integi_message *from_float(double number, const integi_arrow_target *target, int64_t *out)
{
    if (isinf(number))
        return &integi_message_arrow_not_finite;
    if (target->type == INTEG_TYPE_DECIMAL)
        return decimal_of(number, target->decimals, out);
    if (trunc(number) != number)
        return &integi_message_arrow_not_whole;
    if (!(number >= -0x1p63 && number < 0x1p63))
        return &integi_message_arrow_out_of_range;
    *out = (int64_t)number;
    return NULL;
}

static bool convert_floats(const integi_arrow_view *view, int64_t row, int64_t rows,
                           const integi_arrow_target *target, integi_arrow_block *block, integi_arrow_fault *fault)
{
    for (int64_t i = 0; i < rows; i++) {
        double number = block->known[i] ? float_at(view, row + i) : 0;
        block->known[i] = block->known[i] && !isnan(number);
        if (!block->known[i])
            continue;
        const integi_message *message = from_float(number, target, &block->wholes[i]);
        if (message != NULL)
            return fail(fault, message, row + i);
    }
    return true;
}

static bool convert_decimals(const integi_arrow_view *view, int64_t row, int64_t rows,
                             const integi_arrow_target *target, integi_arrow_block *block, integi_arrow_fault *fault)
{
    for (int64_t i = 0; i < rows; i++) {
        if (!block->known[i])
            continue;
        const integi_message *message =
            rescale(coefficient_at(view, row + i), view->type.scale, target->decimals, &block->wholes[i]);
        if (message != NULL)
            return fail(fault, message, row + i);
    }
    return true;
}

/* A number that Arrow has in any form, as a binary64. */
static double number_at(const integi_arrow_view *view, int64_t row)
{
    uint64_t large;
    int64_t integer = 0;
    uint8_t known = 0;
    switch (view->type.kind) {
    case INTEGI_ARROW_FLOAT:
        return float_at(view, row);
    case INTEGI_ARROW_DECIMAL:
        return nearest(coefficient_at(view, row), view->type.scale);
    default:
        integi_arrow_read_integers(view, row, 1, &known, &integer, NULL);
        memcpy(&large, &integer, sizeof large);
        return view->type.is_signed ? (double)integer : (double)large;
    }
}

static bool read_numbers(const integi_arrow_view *view, int64_t row, int64_t rows, integi_arrow_block *block,
                         integi_arrow_fault *fault)
{
    for (int64_t i = 0; i < rows; i++) {
        double number = block->known[i] ? number_at(view, row + i) : 0;
        if (isinf(number))
            return fail(fault, &integi_message_arrow_not_finite, row + i);
        block->known[i] = block->known[i] && !isnan(number);
        block->numbers[i] = number;
    }
    return true;
}

bool integi_arrow_read(const integi_arrow_view *view, int64_t row, int64_t rows, const integi_arrow_target *target,
                       integi_arrow_block *block, integi_arrow_fault *fault)
{
    integi_arrow_read_known(view, row, rows, block->known);
    if (view->type.kind == INTEGI_ARROW_NULL)
        return true;
    if (target->type == INTEG_TYPE_NUMBER)
        return read_numbers(view, row, rows, block, fault);
    if (target->dictionary != NULL)
        return integi_arrow_read_texts(view, row, rows, target, block, fault);
    switch (view->type.kind) {
    case INTEGI_ARROW_BOOLEAN:
        return read_booleans(view, row, rows, block);
    case INTEGI_ARROW_FLOAT:
        return convert_floats(view, row, rows, target, block, fault);
    case INTEGI_ARROW_DECIMAL:
        return convert_decimals(view, row, rows, target, block, fault);
    default:
        return convert_integers(view, row, rows, target, block, fault);
    }
}
