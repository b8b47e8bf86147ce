/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/suite.h"
#include "base/words.h"


#define WORDS_MAXIMUM 700
#define INPUTS_MAXIMUM 5

static uint64_t state = 20261122;

static uint64_t next_word(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

/* Words with few, some, many and all bits set, as conditions have them. */
static void fill(uint64_t *words, size_t count, int density)
{
    for (size_t i = 0; i < count; i++)
        words[i] = density == 0   ? next_word() & next_word() & next_word() & next_word() & next_word() & next_word()
                   : density == 1 ? next_word() & next_word()
                   : density == 2 ? next_word() | next_word()
                                  : ~UINT64_C(0);
}

static int32_t bit(const uint64_t *words, size_t row)
{
    return (int32_t)(words[row / 64] >> (row % 64) & 1);
}

/* Row by row, against the loops of one set of instructions. */
static void check_sets(const integi_words *kernels, uint64_t (*sets)[WORDS_MAXIMUM], size_t inputs, size_t words)
{
    static uint64_t all[WORDS_MAXIMUM], any[WORDS_MAXIMUM], left[WORDS_MAXIMUM], others[WORDS_MAXIMUM];
    static uint32_t filled[WORDS_MAXIMUM + 8];
    static uint32_t positions[WORDS_MAXIMUM * 64 + INTEGI_POSITIONS_SLACK];
    const uint64_t *pointers[INPUTS_MAXIMUM];
    for (size_t i = 0; i < inputs; i++)
        pointers[i] = sets[i];
    kernels->join_all(pointers, inputs, words, all);
    kernels->join_any(pointers, inputs, words, any);
    kernels->leave_out(sets[0], sets[inputs - 1], words, left);
    kernels->complement(sets[0], words, others);
    size_t filled_count = kernels->filled(sets[0], words, filled), in_filled = 0;
    for (size_t w = 0; w < words; w++) {
        ck_assert_uint_eq(left[w], sets[0][w] & ~sets[inputs - 1][w]);
        ck_assert_uint_eq(others[w], ~sets[0][w]);
        if (sets[0][w] != 0)
            ck_assert_uint_eq(filled[in_filled++], w);
    }
    ck_assert_uint_eq(filled_count, in_filled);
    size_t found = kernels->positions(sets[0], words, positions), in_all = 0, in_first = 0;
    for (size_t row = 0; row < words * 64; row++) {
        int32_t expected_all = 1, expected_any = 0;
        for (size_t i = 0; i < inputs; i++) {
            expected_all &= bit(sets[i], row);
            expected_any |= bit(sets[i], row);
        }
        ck_assert_int_eq(bit(all, row), expected_all);
        ck_assert_int_eq(bit(any, row), expected_any);
        in_all += (size_t)expected_all;
        if (bit(sets[0], row) != 0)
            ck_assert_uint_eq(positions[in_first++], row);
    }
    ck_assert_uint_eq(found, in_first);
    ck_assert_int_eq(kernels->count_all(pointers, inputs, words), (int64_t)in_all);
    ck_assert_int_eq(kernels->count(sets[0], words), (int64_t)in_first);
}

START_TEST(all_instructions_give_what_looking_at_each_row_gives)
{
    static uint64_t sets[INPUTS_MAXIMUM][WORDS_MAXIMUM];
    static const size_t lengths[] = {0, 1, 7, 8, 15, 16, 17, 31, 128, 129, 271, WORDS_MAXIMUM};
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    for (int32_t set = INTEG_INSTRUCTIONS_PORTABLE; set <= integ_context_instructions(context); set++)
        for (size_t l = 0; l < sizeof lengths / sizeof lengths[0]; l++)
            for (size_t inputs = 1; inputs <= INPUTS_MAXIMUM; inputs++) {
                for (size_t i = 0; i < inputs; i++)
                    fill(sets[i], lengths[l], (int)(next_word() % 4));
                check_sets(integi_words_for(set), sets, inputs, lengths[l]);
            }
    integ_context_free(context);
}
END_TEST

START_TEST(instructions_that_the_processor_has_not_are_refused)
{
    integ_context *context;
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    int32_t best = integ_context_instructions(context);
    for (int32_t set = INTEG_INSTRUCTIONS_PORTABLE; set <= INTEG_INSTRUCTIONS_AVX512; set++) {
        integ_status expected = set <= best ? INTEG_STATUS_OK : INTEG_STATUS_UNSUPPORTED;
        ck_assert_int_eq(integ_context_set_instructions(context, set, error), expected);
        ck_assert_int_eq(integ_context_instructions(context), set <= best ? set : best);
        ck_assert_str_ne(integ_instructions_name(set), "unknown");
    }
    ck_assert_int_eq(integ_context_set_instructions(context, INTEG_INSTRUCTIONS_BEST, error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_context_instructions(context), best);
    ck_assert_int_eq(integ_context_set_instructions(context, 4, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_context_set_instructions(NULL, 0, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_str_eq(integ_instructions_name(4), "unknown");
    ck_assert_str_eq(integ_instructions_name(INTEG_INSTRUCTIONS_BEST), "best");
    integ_context_free(context);
    integ_error_free(error);
}
END_TEST

void add_words(Suite *suite)
{
    add_tests(suite, "words",
              (const TTest *[]){all_instructions_give_what_looking_at_each_row_gives,
                                instructions_that_the_processor_has_not_are_refused, NULL});
}
