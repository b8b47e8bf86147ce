/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static integ_context *context;

static void setup(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
}

static void fixed(double number, int decimals, const char *expected)
{
    integi_buffer buffer;
    integi_buffer_init(&buffer, context);
    integi_buffer_fixed(&buffer, number, decimals, ',');
    ck_assert_str_eq(buffer.bytes, expected);
    integi_buffer_free(&buffer);
}

static void shortest(double number, const char *expected)
{
    integi_buffer buffer;
    integi_buffer_init(&buffer, context);
    integi_buffer_number(&buffer, number);
    ck_assert_str_eq(buffer.bytes, expected);
    integi_buffer_free(&buffer);
}

START_TEST(fixed_decimals_round_half_away_from_zero_as_people_do)
{
    setup();
    fixed(0.125, 2, "0,13");
    fixed(1.005, 2, "1,01");
    fixed(-2.5, 0, "-3");
    fixed(99.96, 1, "100,0");
    fixed(0.04, 1, "0,0");
    fixed(-0.04, 1, "0,0");
    fixed(0.05, 1, "0,1");
    fixed(1234.5, 3, "1234,500");
    fixed(0, 1, "0,0");
    integ_context_free(context);
}
END_TEST

START_TEST(shortest_numbers_read_back_the_same)
{
    setup();
    shortest(1.1, "1.1");
    shortest(100, "100");
    shortest(-0.000125, "-0.000125");
    shortest(1e300, "1e300");
    shortest(1.5e-7, "1.5e-7");
    shortest(0, "0");
    shortest(NAN, "null");
    shortest(1e16, "10000000000000000");
    integ_context_free(context);
}
END_TEST

START_TEST(arena_pieces_are_cleared_aligned_and_stay)
{
    setup();
    integi_arena arena;
    integi_arena_init(&arena, context);
    char *first = integi_arena_text(&arena, "first", 5);
    for (size_t i = 1; i < 300; i++) {
        unsigned char *piece = integi_arena_allocate(&arena, i * 7);
        ck_assert_uint_eq((uintptr_t)piece % _Alignof(max_align_t), 0);
        for (size_t j = 0; j < i * 7; j++)
            ck_assert_uint_eq(piece[j], 0);
        memset(piece, 0xAA, i * 7);
    }
    ck_assert_str_eq(first, "first");
    integi_arena_free(&arena);
    integ_context_free(context);
}
END_TEST

void add_buffers(Suite *suite)
{
    add_tests(suite, "buffers",
              (const TTest *[]){fixed_decimals_round_half_away_from_zero_as_people_do,
                                shortest_numbers_read_back_the_same, arena_pieces_are_cleared_aligned_and_stay, NULL});
}
