/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/column_builder.h"
#include "register/connect.h"
#include "register/dictionary.h"
#include "register/frequency.h"
#include "register/planes.h"
#include "register/schema.h"
#include "register/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

static uint64_t random_bits(void)
{
    state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = (state ^ (state >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    return z ^ (z >> 27);
}

static integ_context *plain_context(void)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    return context;
}

START_TEST(a_dictionary_numbers_texts_in_order_of_appearance)
{
    integ_context *context = plain_context();
    integi_dictionary *dictionary = integi_dictionary_new(context);
    char text[20];
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 5000; i++) {
            int length = snprintf(text, sizeof text, "%x", i * 7919);
            ck_assert_int_eq(integi_dictionary_add(dictionary, text, (size_t)length), i);
        }
    }
    ck_assert_int_eq(integi_dictionary_add(dictionary, "", 0), 5000);
    ck_assert_int_eq(integi_dictionary_size(dictionary), 5001);
    size_t length;
    ck_assert_str_eq(integi_dictionary_text(dictionary, 2, &length), "3dde");
    ck_assert_uint_eq(length, 4);
    ck_assert_int_eq(integi_dictionary_find(dictionary, "3dde", 4), 2);
    ck_assert_int_eq(integi_dictionary_find(dictionary, "3ddf", 4), -1);
    ck_assert_int_eq(integi_dictionary_find(dictionary, "", 0), 5000);
    integi_dictionary_free(dictionary);
    integ_context_free(context);
}
END_TEST

/* Builds a column by batches of different sizes and reads all of it back. */
static integi_column round_trip(integ_context *context, const int64_t *items, const uint8_t *known, int64_t rows)
{
    integi_column_builder builder;
    integi_column_builder_init(&builder, context, INTEG_TYPE_INTEGER);
    int64_t nulls = 0;
    for (int64_t start = 0, batch = 1; start < rows; start += batch, batch = batch % 300 + 7) {
        batch = batch < rows - start ? batch : rows - start;
        ck_assert(integi_column_builder_integers(&builder, items + start,
                                                 known == NULL ? NULL : known + start, batch));
    }
    integi_column column;
    ck_assert(integi_column_builder_finish(&builder, NULL, &column));
    ck_assert_int_eq(column.rows, rows);
    for (int64_t row = 0; row < rows; row++) {
        int64_t item;
        bool expected = known == NULL || known[row];
        ck_assert_int_eq(integi_column_integer(&column, row, &item), expected);
        if (expected)
            ck_assert_int_eq(item, items[row]);
        nulls += !expected;
    }
    ck_assert_int_eq(column.nulls, nulls);
    return column;
}

START_TEST(a_column_takes_the_narrowest_width_that_holds_its_range)
{
    static const struct { int64_t lowest, highest; int32_t width; } cases[] = {
        {0, 0, 1}, {0, 254, 1}, {0, 255, 2}, {-127, 127, 1}, {-128, 127, 2}, {1000000000, 1000000254, 1},
        {0, 65534, 2}, {0, 65535, 4}, {-16436, 20453, 2}, {0, 4294967294, 4}, {0, 4294967295, 8},
        {INT64_MIN, INT64_MIN, 8}, {INT64_MIN + 1, INT64_MIN + 1, 1}, {INT64_MAX, INT64_MAX, 8},
        {INT64_MAX - 255, INT64_MAX - 1, 1}, {INT64_MIN, INT64_MAX, 8}, {INT64_MAX - 65535, INT64_MAX - 1, 2}};
    integ_context *context = plain_context();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int with_nulls = 0; with_nulls < 2; with_nulls++) {
            int64_t items[] = {cases[i].lowest, 12345, cases[i].highest, cases[i].lowest};
            uint8_t known[] = {1, 0, 1, 1};
            if (!with_nulls)
                items[1] = cases[i].highest;
            integi_column column = round_trip(context, items, with_nulls ? known : NULL, 4);
            ck_assert_msg(column.width == cases[i].width, "case %zu: %d", i, (int)column.width);
            integi_column_free(&column, context);
        }
    }
    integ_context_free(context);
}
END_TEST

START_TEST(a_growing_range_rewrites_the_column_without_changing_it)
{
    integ_context *context = plain_context();
    enum { ROWS = 4000 };
    int64_t *items = malloc(ROWS * sizeof *items);
    uint8_t *known = malloc(ROWS);
    for (int shape = 0; shape < 200; shape++) {
        state = (uint64_t)shape;
        for (int i = 0; i < ROWS; i++) {
            int bits = (int)(random_bits() % (1 + (uint64_t)i * (uint64_t)(shape % 64) / ROWS));
            uint64_t item = random_bits() >> (63 - bits);
            items[i] = (int64_t)(random_bits() % 2 ? item : ~item);
            if (shape % 5 == 0)
                items[i] = -i * (int64_t)shape;
            known[i] = random_bits() % 8 != 0 && i >= shape * 3;
        }
        integi_column column = round_trip(context, items, shape % 3 ? known : NULL, ROWS);
        integi_column_free(&column, context);
    }
    free(items);
    free(known);
    integ_context_free(context);
}
END_TEST

START_TEST(a_column_of_nulls_takes_a_byte_a_row)
{
    integ_context *context = plain_context();
    int64_t items[1000] = {0};
    uint8_t known[1000] = {0};
    integi_column column = round_trip(context, items, known, 1000);
    ck_assert_int_eq(integi_column_bytes(&column), 1000);
    integi_column_free(&column, context);
    integ_context_free(context);
}
END_TEST

START_TEST(repeats_are_counted_whatever_the_spread_of_the_values)
{
    integ_context *context = plain_context();
    for (int shape = 0; shape < 6; shape++) {
        enum { ROWS = 30000 };
        int64_t *items = malloc(ROWS * sizeof *items);
        for (int i = 0; i < ROWS; i++)
            items[i] = shape < 3 ? i + 1000000000 : (int64_t)((uint64_t)i * UINT64_C(0x9E3779B97F4A7C15));
        if (shape % 3 >= 1)
            items[20001] = items[7];
        if (shape % 3 == 2)
            items[ROWS - 1] = items[9000] = items[7];
        integi_column column = round_trip(context, items, NULL, ROWS);
        int64_t repeats, first;
        ck_assert(integi_count_repeats(context, &column, false, &repeats, &first));
        ck_assert_int_eq(repeats, shape % 3 == 0 ? 0 : shape % 3 == 1 ? 1 : 3);
        ck_assert_int_eq(first, shape % 3 == 0 ? -1 : shape % 3 == 1 ? 20001 : 9000);
        integi_column_free(&column, context);
        free(items);
    }
    integ_context_free(context);
}
END_TEST

/* Enough distinct values for several passes of both ways. */
START_TEST(links_are_found_in_several_passes)
{
    integ_context *context = plain_context();
    for (int sparse = 0; sparse < 2; sparse++) {
        enum { KEYS = 5000000, LINKS = 1000 };
        int64_t *items = malloc(KEYS * sizeof *items), wanted[LINKS];
        uint32_t rows[LINKS] = {0};
        for (int64_t i = 0; i < KEYS; i++)
            items[i] = sparse ? (int64_t)((uint64_t)i * UINT64_C(0x9E3779B97F4A7C15)) : KEYS - i;
        for (int i = 0; i < LINKS; i++)
            wanted[i] = i % 10 == 0 ? INT64_C(-77) : items[i * 4999];
        integi_column_builder builder;
        integi_column_builder_init(&builder, context, INTEG_TYPE_INTEGER);
        ck_assert(integi_column_builder_integers(&builder, items, NULL, KEYS));
        integi_column keys, links = round_trip(context, wanted, NULL, LINKS);
        ck_assert(integi_column_builder_finish(&builder, NULL, &keys));
        ck_assert(integi_find_rows(context, &keys, &links, NULL, rows));
        for (int i = 0; i < LINKS; i++)
            ck_assert_uint_eq(rows[i], i % 10 == 0 ? 0 : (uint32_t)i * 4999 + 1);
        int64_t repeats, first;
        ck_assert(integi_count_repeats(context, &keys, false, &repeats, &first));
        ck_assert_int_eq(repeats, 0);
        integi_column_free(&keys, context);
        integi_column_free(&links, context);
        free(items);
    }
    integ_context_free(context);
}
END_TEST

static int by_value(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* The rows of values that so few rows have, by sorting. */
static int64_t rare_rows(int64_t *values, int64_t count, int64_t fewer_than)
{
    int64_t rare = 0;
    qsort(values, (size_t)count, sizeof *values, by_value);
    for (int64_t start = 0, end; start < count; start = end) {
        for (end = start; end < count && values[end] == values[start];)
            end++;
        rare += end - start < fewer_than ? end - start : 0;
    }
    return rare;
}

START_TEST(rare_values_are_counted_whatever_their_number)
{
    integ_context *context = plain_context();
    static const struct {
        int64_t rows;
        uint64_t values, spread;
    } cases[] = {{0, 1, 1}, {1, 1, 1}, {1000, 300, 1}, {1000, 300, 1000003}, {5000, 100000, UINT64_C(1) << 40},
                 {200000, 60000, 1}, {2400000, 1300000, 7919}}; /* the last takes more than one pass */
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        integi_column_definition definition = {.type = INTEG_TYPE_INTEGER};
        integi_column_builder built;
        integi_column column;
        int64_t *values = calloc((size_t)cases[c].rows + 1, sizeof *values), known = 0, rare;
        uint8_t *is_known = calloc((size_t)cases[c].rows + 1, 1);
        for (int64_t row = 0; row < cases[c].rows; row++) {
            values[row] = (int64_t)(random_bits() % cases[c].values * cases[c].spread);
            is_known[row] = random_bits() % 10 != 0;
        }
        integi_column_builder_init(&built, context, INTEG_TYPE_INTEGER);
        ck_assert(integi_column_builder_integers(&built, values, is_known, cases[c].rows));
        ck_assert(integi_column_builder_finish(&built, &definition, &column));
        for (int64_t row = 0; row < cases[c].rows; row++)
            if (is_known[row])
                values[known++] = values[row];
        for (int64_t few = 0; few < 7; few += 3) {
            ck_assert(integi_count_rare(context, &column, few, &rare));
            ck_assert_int_eq(rare, rare_rows(values, known, few));
        }
        integi_column_free(&column, context);
        free(is_known);
        free(values);
    }
    integ_context_free(context);
}
END_TEST

/* Keys in order, links in order up to some row, and keys that are almost in order. */
START_TEST(rows_in_order_lead_where_others_do)
{
    enum { KEYS = 3000, LINKS = 5000 };
    integ_context *context = plain_context();
    for (int shape = 0; shape < 12; shape++) {
        int64_t items[KEYS], wanted[LINKS];
        uint8_t known[LINKS];
        uint32_t rows[LINKS] = {0};
        for (int i = 0; i < KEYS; i++)
            items[i] = i * 3 - 100;
        if (shape % 4 == 3) {
            items[2000] = items[1999];
            items[1999] = 2 - 3 * KEYS;
        }
        for (int i = 0; i < LINKS; i++) {
            wanted[i] = i * 2 - 150;
            known[i] = shape % 3 > 0 || i % 5 > 0;
        }
        for (int i = shape % 2 ? LINKS : LINKS - 1 - shape * 300; i < LINKS; i++)
            wanted[i] = (int64_t)(random_bits() % 12000) - 1000;
        integi_column keys = round_trip(context, items, NULL, KEYS), links = round_trip(context, wanted, known, LINKS);
        int64_t repeats, first;
        ck_assert(integi_count_repeats(context, &keys, false, &repeats, &first));
        ck_assert_int_eq(repeats, 0);
        ck_assert(integi_count_repeats(context, &links, false, &repeats, &first));
        ck_assert(repeats == 0 || shape % 2 == 0);
        ck_assert(integi_find_rows(context, &keys, &links, NULL, rows));
        for (int i = 0; i < LINKS; i++) {
            uint32_t expected = 0;
            for (uint32_t k = 0; known[i] && k < KEYS && expected == 0; k++)
                expected = items[k] == wanted[i] ? k + 1 : 0;
            if (rows[i] != expected)
                ck_abort_msg("shape %d, link %d leads to %u instead of %u", shape, i, rows[i], expected);
        }
        integi_column_free(&keys, context);
        integi_column_free(&links, context);
    }
    integ_context_free(context);
}
END_TEST

/* What a row's bits say, together with the smallest item. */
static uint8_t item_of_planes(const integi_column *column, int64_t row)
{
    const uint64_t *block = column->planes + row / INTEGI_BLOCK_ROWS * INTEGI_BLOCK_WORDS * column->plane_count;
    uint64_t item = 0;
    for (int32_t p = 0; p < column->plane_count; p++)
        item |= (block[p * INTEGI_BLOCK_WORDS + row % INTEGI_BLOCK_ROWS / 64] >> (row % 64) & 1) << p;
    return (uint8_t)(item + column->plane_first);
}

START_TEST(few_distinct_values_are_there_bit_by_bit_too)
{
    enum { ROWS = 1700 };
    integ_context *context = plain_context();
    for (int32_t values = 1; values <= 20; values++) {
        for (int shape = 0; shape < 8; shape++) {
            int64_t rows = shape < 4 ? ROWS : 1 + values * 61, items[ROWS], lowest = shape % 2 == 0 ? 0 : -1000;
            uint8_t known[ROWS];
            bool with_nulls = shape % 4 >= 2;
            for (int i = 0; i < rows; i++) {
                items[i] = lowest + (i < values ? i : (int64_t)(random_bits() % (uint64_t)values));
                known[i] = i < values || random_bits() % 4 != 0;
            }
            known[rows - 1] = 0;
            integi_column column = round_trip(context, items, with_nulls ? known : NULL, rows);
            int64_t first = with_nulls ? 0 : ((uint8_t *)column.values)[0],
            last = ((uint8_t *)column.values)[values - 1];
            int32_t needed = 1;
            while ((last - first) >> needed != 0)
                needed++;
            ck_assert_int_eq(column.planes != NULL, needed <= 4);
            ck_assert_int_eq(integi_planes_bytes(&column) > 0, needed <= 4);
            for (int64_t row = 0; row < rows && column.planes != NULL; row++)
                if (item_of_planes(&column, row) != ((uint8_t *)column.values)[row])
                    ck_abort_msg("%d values in shape %d: row %d differs", (int)values, shape, (int)row);
            integi_column_free(&column, context);
        }
    }
    integ_context_free(context);
}
END_TEST

void add_columns(Suite *suite)
{
    add_tests(suite, "columns",
              (const TTest *[]){a_dictionary_numbers_texts_in_order_of_appearance,
                                a_column_takes_the_narrowest_width_that_holds_its_range,
                                a_growing_range_rewrites_the_column_without_changing_it,
                                a_column_of_nulls_takes_a_byte_a_row, few_distinct_values_are_there_bit_by_bit_too,
                                repeats_are_counted_whatever_the_spread_of_the_values,
                                links_are_found_in_several_passes, rare_values_are_counted_whatever_their_number,
                                rows_in_order_lead_where_others_do, NULL});
}
