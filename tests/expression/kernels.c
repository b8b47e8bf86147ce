/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/kernels.h"
#include "expression/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The loops over rows against loops that do one row after the other, for every set of instructions that the machine
 * has, odd numbers of rows, and memory that ends where the rows do. */

static uint64_t state = 20191203;

static uint64_t random_word(void)
{
    uint64_t mixed = state += UINT64_C(0x9E3779B97F4A7C15); /* splitmix64 */
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ (mixed >> 31);
}

static uint64_t below(uint64_t limit)
{
    return random_word() % limit;
}

static int32_t random_count(void)
{
    static const int32_t borders[] = {1, 2, 31, 32, 33, 63, 64, 65, 127, 128, 129, 191, 8191, 8192};
    return below(100) == 0 ? borders[12 + below(2)] : below(3) == 0 ? borders[below(12)] : 1 + (int32_t)below(400);
}

static uint64_t item_at(const void *values, int32_t width, int32_t row)
{
    switch (width) {
    case 1:
        return ((const uint8_t *)values)[row];
    case 2:
        return ((const uint16_t *)values)[row];
    case 4:
        return ((const uint32_t *)values)[row];
    default:
        return ((const uint64_t *)values)[row];
    }
}

static uint64_t mask_of(int32_t width)
{
    return width == 8 ? UINT64_MAX : (UINT64_C(1) << (8 * width)) - 1;
}

/* Items near the ranges' ends as often as any. */
static void *random_items(int32_t width, int32_t rows, const integi_stored_set *set)
{
    char *values = malloc((size_t)rows * (size_t)width);
    for (int32_t row = 0; row < rows; row++) {
        uint64_t item = random_word();
        if (set != NULL && set->range_count > 0 && below(2) == 0) {
            const integi_stored_range *range = &set->ranges[below((uint64_t)set->range_count)];
            item = range->first + (below(2) == 0 ? range->span : 0) + below(3) - 1;
        }
        item = below(8) == 0 ? 0 : item & mask_of(width);
        uint8_t one = (uint8_t)item;
        uint16_t two = (uint16_t)item;
        uint32_t four = (uint32_t)item;
        const void *from = width == 1 ? (void *)&one : width == 2 ? (void *)&two : width == 4 ? (void *)&four
                                       : (void *)&item;
        memcpy(values + (size_t)row * (size_t)width, from, (size_t)width);
    }
    return values;
}

static int compare_unsigned(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

static int compare_signed(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* Ranges that do not overlap, in the order that items of this width have; null is in none. */
static int64_t random_ranges(int32_t width, int64_t wanted, integi_stored_range *out)
{
    uint64_t *ends = malloc((size_t)wanted * 2 * sizeof *ends);
    int64_t count = 0;
    for (int64_t i = 0; i < wanted * 2; i++) {
        uint64_t end = below(4) == 0 ? below(100) : random_word();
        if (below(20) == 0)
            end = below(2) == 0 ? UINT64_MAX : UINT64_C(1) << 63;
        ends[i] = end & mask_of(width);
        if (ends[i] == 0)
            ends[i] = 1;
    }
    qsort(ends, (size_t)wanted * 2, sizeof *ends, width == 8 ? compare_signed : compare_unsigned);
    for (int64_t i = 0; i < wanted; i++) {
        if (count > 0 && ends[2 * i] == out[count - 1].first + out[count - 1].span)
            continue;
        out[count++] = (integi_stored_range){ends[2 * i], ends[2 * i + 1] - ends[2 * i]};
    }
    free(ends);
    return count;
}

static bool is_member(uint64_t item, const integi_stored_set *set, int32_t width)
{
    for (int64_t r = 0; r < set->range_count; r++)
        if (((item - set->ranges[r].first) & mask_of(width)) <= set->ranges[r].span)
            return true;
    return false;
}

/* The table of a form, which ends where it ends. */
static uint8_t *make_table(const integi_stored_set *set, int32_t width)
{
    size_t items = (size_t)mask_of(width) + 1, size = set->form == INTEGI_SET_BITS ? items / 8 : items;
    uint8_t *table = calloc(1, size);
    for (size_t item = 0; item < items; item++) {
        if (!is_member(item, set, width))
            continue;
        if (set->form == INTEGI_SET_BITS)
            table[item / 8] |= (uint8_t)(1 << (item % 8));
        else
            table[item] = 255;
    }
    return table;
}

static bool bit_of(const uint64_t *words, int32_t row)
{
    return (words[row / 64] >> (row % 64) & 1) != 0;
}

/* Check notes every assertion that holds, which is too slow for every row. */
static void expect_bit(const uint64_t *words, int32_t row, bool wanted, const char *what, int32_t which)
{
    if (bit_of(words, row) != wanted)
        ck_abort_msg("%s %d: row %d is not %d", what, (int)which, (int)row, (int)wanted);
}

static const integi_members *versions[3];

static int version_count;

static void find_versions(void)
{
    integ_context *context;
    version_count = 0;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    for (int32_t set = INTEG_INSTRUCTIONS_PORTABLE; set <= INTEG_INSTRUCTIONS_AVX512; set++)
        if (integ_context_set_instructions(context, set, NULL) == INTEG_STATUS_OK)
            versions[version_count++] = integi_members_for(set);
    integ_context_free(context);
}

/* Some of the words, which come out as all do; the others are not touched. */
static void find_here_and_there(const integi_members *version, const integi_items *items, const integi_stored_set *set,
                                int32_t rows, const uint64_t *truth)
{
    size_t words = ((size_t)rows + 63) / 64, count = 0;
    uint32_t *places = malloc(words * sizeof *places);
    uint64_t *found = malloc(words * sizeof *found), mark = random_word();
    for (size_t w = 0; w < words; w++) {
        found[w] = mark;
        places[count] = (uint32_t)w;
        count += below(3) == 0;
    }
    version->find_at(items, set, rows, places, count, found);
    for (size_t w = 0, at = 0; w < words; w++) {
        bool asked = at < count && places[at] == w;
        uint64_t valid = w + 1 == words ? integi_bitset_last_mask(rows) : UINT64_MAX;
        if (asked ? ((found[w] ^ truth[w]) & valid) != 0 : found[w] != mark)
            ck_abort_msg("word %d of %d rows", (int)w, (int)rows);
        at += asked;
    }
    free(places);
    free(found);
}

static void try_members(const integi_members *version, int32_t width, integi_set_form form)
{
    int32_t rows = random_count();
    size_t words = ((size_t)rows + 63) / 64;
    int64_t wanted = (int64_t)below(form == INTEGI_SET_RANGES ? INTEGI_RANGES_COMPARED + 1 : 60);
    integi_stored_range *ranges = malloc(((size_t)wanted + 1) * sizeof *ranges);
    integi_stored_set set = {.form = form, .ranges = ranges, .range_count = random_ranges(width, wanted, ranges)};
    uint8_t *table = form == INTEGI_SET_BITS || form == INTEGI_SET_TABLE ? make_table(&set, width) : NULL;
    set.table = table;
    void *values = random_items(width, rows, &set);
    uint64_t *truth = malloc(words * sizeof *truth), *nulls = malloc(words * sizeof *nulls);
    integi_items items = {.values = values, .width = width, .nulls = true};
    uint64_t *known = NULL;
    if (width == 8) {
        known = malloc(words * sizeof *known);
        for (size_t w = 0; w < words; w++)
            known[w] = random_word();
        items.known = known;
    }
    if (form != INTEGI_SET_SEARCH || set.range_count > 0)
        version->find(&items, &set, rows, truth);
    if (form != INTEGI_SET_SEARCH || set.range_count > 0)
        find_here_and_there(version, &items, &set, rows, truth);
    version->find_nulls(&items, rows, nulls);
    for (int32_t row = 0; row < rows; row++) {
        uint64_t item = item_at(values, width, row);
        bool null = width == 8 ? !bit_of(known, row) : item == 0;
        if (form != INTEGI_SET_SEARCH || set.range_count > 0)
            expect_bit(truth, row, is_member(item, &set, width), "members", width * 10 + (int32_t)form);
        expect_bit(nulls, row, null, "nulls", width);
    }
    free(ranges);
    free(table);
    free(values);
    free(truth);
    free(nulls);
    free(known);
}

START_TEST(members_are_found_whatever_the_width_and_the_form)
{
    static const int32_t widths[] = {1, 2, 4, 8};
    find_versions();
    for (int round = 0; round < 6000; round++) {
        int32_t width = widths[below(4)];
        for (int v = 0; v < version_count; v++) {
            try_members(versions[v], width, INTEGI_SET_RANGES);
            if (width == 1 && versions[v]->has_bits)
                try_members(versions[v], width, INTEGI_SET_BITS);
            if (width == 1 || (width == 2 && below(100) == 0))
                try_members(versions[v], width, INTEGI_SET_TABLE);
            if (width >= 4)
                try_members(versions[v], width, INTEGI_SET_SEARCH);
        }
    }
}
END_TEST

/* Planes of items that are few, as a register makes them of bytes. */
static void try_codes(const integi_members *version, integ_context *context)
{
    int32_t rows = random_count(), span = (int32_t)below(16);
    size_t blocks = integi_blocks(rows), size = blocks * INTEGI_BLOCK_WORDS * sizeof(uint64_t);
    uint8_t *bytes = malloc((size_t)rows), first = below(2) == 0 ? 0 : (uint8_t)below(200);
    for (int32_t row = 0; row < rows; row++)
        bytes[row] = (uint8_t)(first + below((uint64_t)span + 1));
    integi_column column = {.rows = rows, .nulls = first == 0, .width = 1, .base = 1, .values = bytes};
    ck_assert(integi_column_make_planes(&column, context, first, first + span));
    if (column.planes != NULL) { /* without known rows there are none */
        uint64_t *truth = aligned_alloc(64, size), *possible = aligned_alloc(64, size);
        integi_items items = {.planes = column.planes, .plane_count = column.plane_count};
        uint32_t codes = (uint32_t)random_word() & (first == 0 ? UINT32_MAX - 1 : UINT32_MAX);
        version->find_codes(&items, codes, blocks, truth, below(2) == 0 && first != 0 ? NULL : possible);
        for (int32_t row = 0; row < rows; row++)
            expect_bit(truth, row, (codes >> (bytes[row] - first) & 1) != 0, "codes of span", span);
        version->find_codes(&items, codes, blocks, truth, possible);
        for (int32_t row = 0; row < rows; row++) {
            expect_bit(truth, row, (codes >> (bytes[row] - first) & 1) != 0, "codes of span", span);
            expect_bit(possible, row, bytes[row] == first || bit_of(truth, row), "possible codes of span", span);
        }
        free(truth);
        free(possible);
    }
    integi_planes_free(&column, context);
    free(bytes);
}

START_TEST(codes_are_found_in_planes)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    find_versions();
    for (int round = 0; round < 4000; round++)
        for (int v = 0; v < version_count; v++)
            try_codes(versions[v], context);
    integ_context_free(context);
}
END_TEST

static double random_double(void)
{
    static const double few[] = {0, -0.0, 1, -1, 0.1, 5e-324, -5e-324, 1.7976931348623157e308, -1.7976931348623157e308};
    return below(2) == 0 ? few[below(9)] : (double)(int64_t)random_word() / 1e10;
}

START_TEST(numbers_are_found_in_ranges_of_numbers)
{
    find_versions();
    for (int round = 0; round < 6000; round++) {
        int32_t rows = random_count();
        int64_t count = (int64_t)below(4);
        double *items = malloc((size_t)rows * sizeof *items);
        uint64_t *truth = malloc(((size_t)rows + 63) / 64 * sizeof *truth);
        integi_number_range ranges[3];
        for (int32_t row = 0; row < rows; row++)
            items[row] = random_double();
        for (int64_t r = 0; r < count; r++) {
            double a = below(5) == 0 ? -HUGE_VAL : random_double(), b = below(5) == 0 ? HUGE_VAL : random_double();
            ranges[r] = (integi_number_range){a < b ? a : b, a < b ? b : a};
        }
        for (int v = 0; v < version_count; v++) {
            versions[v]->find_numbers(items, ranges, count, rows, truth);
            for (int32_t row = 0; row < rows; row++) {
                bool wanted = false;
                for (int64_t r = 0; r < count; r++)
                    wanted = wanted || (items[row] >= ranges[r].first && items[row] <= ranges[r].last);
                expect_bit(truth, row, wanted, "numbers", rows);
            }
        }
        free(items);
        free(truth);
    }
}
END_TEST

static bool holds(integi_comparison operator, int order)
{
    return operator == INTEGI_EQUAL       ? order == 0
           : operator == INTEGI_NOT_EQUAL ? order != 0
           : operator == INTEGI_LESS      ? order < 0
           : operator == INTEGI_GREATER   ? order > 0
           : operator == INTEGI_AT_MOST   ? order <= 0
                                          : order >= 0;
}

START_TEST(values_are_compared_row_by_row)
{
    static const integi_comparison operators[] = {INTEGI_EQUAL,   INTEGI_NOT_EQUAL, INTEGI_LESS,
                                                  INTEGI_GREATER, INTEGI_AT_MOST,   INTEGI_AT_LEAST};
    for (int round = 0; round < 3000; round++) {
        int32_t rows = random_count();
        integi_comparison operator = operators[below(6)];
        int32_t a_decimals = (int32_t)below(19), b_decimals = (int32_t)below(19);
        int64_t *a = malloc((size_t)rows * sizeof *a), *b = malloc((size_t)rows * sizeof *b);
        double *x = malloc((size_t)rows * sizeof *x), *y = malloc((size_t)rows * sizeof *y);
        size_t words = ((size_t)rows + 63) / 64;
        uint64_t *integers = malloc(words * 8), *numbers = malloc(words * 8), *scaled = malloc(words * 8);
        __int128 a_factor = 1, b_factor = 1;
        for (int32_t d = 0; d < a_decimals; d++)
            b_factor *= 10;
        for (int32_t d = 0; d < b_decimals; d++)
            a_factor *= 10;
        for (int32_t row = 0; row < rows; row++) {
            a[row] = below(2) == 0 ? (int64_t)below(5) - 2 : (int64_t)random_word();
            b[row] = below(3) == 0 ? a[row] : below(2) == 0 ? (int64_t)below(5) - 2 : (int64_t)random_word();
            x[row] = random_double();
            y[row] = below(3) == 0 ? x[row] : random_double();
        }
        integi_kernel_compare(operator, a, b, rows, integers);
        integi_kernel_compare_numbers(operator, x, y, rows, numbers);
        integi_kernel_compare_scaled(operator, a, a_decimals, b, b_decimals, rows, scaled);
        for (int32_t row = 0; row < rows; row++) {
            __int128 left = a[row] * a_factor, right = b[row] * b_factor;
            expect_bit(integers, row, holds(operator, (a[row] > b[row]) - (a[row] < b[row])), "comparison",
                       (int32_t)operator);
            expect_bit(numbers, row, holds(operator, (x[row] > y[row]) - (x[row] < y[row])), "comparison",
                       (int32_t)operator);
            expect_bit(scaled, row, holds(operator, (left > right) - (left < right)), "comparison", (int32_t)operator);
        }
        free(a);
        free(b);
        free(x);
        free(y);
        free(integers);
        free(numbers);
        free(scaled);
    }
}
END_TEST

void add_kernels(Suite *suite)
{
    add_tests(suite, "kernels",
              (const TTest *[]){members_are_found_whatever_the_width_and_the_form, codes_are_found_in_planes,
                                numbers_are_found_in_ranges_of_numbers, values_are_compared_row_by_row, NULL});
}
