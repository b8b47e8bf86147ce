/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/suite.h"
#include "integration/cohort.h"
#include "support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CANARY INT64_C(-7777777)

/* A cohort whose members and keys are known before: row i is a member where chosen[i] is 1, and its key is
 * first + i * step, or that number as a text. */
typedef struct expected {
    integ_context *context;
    integ_register *reg;
    integ_cohort *cohort;
    int64_t rows, count;
    int64_t *members; /* rows, in order */
    int64_t first, step;
} expected;

static uint32_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static void add_key(integ_register_builder *builder, const expected *made, bool texts)
{
    int64_t *keys = calloc((size_t)made->rows + 1, sizeof *keys);
    char (*text)[24] = calloc((size_t)made->rows + 1, sizeof *text);
    const char **pointers = calloc((size_t)made->rows + 1, sizeof *pointers);
    for (int64_t i = 0; i < made->rows; i++) {
        keys[i] = made->first + i * made->step;
        snprintf(text[i], sizeof text[i], "k%lld", (long long)keys[i]);
        pointers[i] = text[i];
    }
    if (texts)
        ck_assert_int_eq(integ_register_builder_add_texts(builder, "id", INTEG_TYPE_CODE, pointers, made->rows, NULL),
                         INTEG_STATUS_OK);
    else
        ck_assert_int_eq(integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, keys, NULL,
                                                             made->rows, NULL),
                         INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_set_key(builder, "id", NULL), INTEG_STATUS_OK);
    free(pointers);
    free(text);
    free(keys);
}

static void select_chosen(expected *made)
{
    integ_expression *filter;
    ck_assert_int_eq(integ_expression_parse(made->context, "chosen", 6, NULL, &filter, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cohort_of_filter(filter, NULL, integ_register_snapshot(made->reg, 0), NULL, &made->cohort,
                                            NULL),
                     INTEG_STATUS_OK);
    integ_expression_free(filter);
}

/* `permille` of the rows are members. */
static expected expect(int64_t rows, uint32_t permille, int64_t first, int64_t step, bool texts, int32_t threads)
{
    expected made = {.rows = rows, .first = first, .step = step};
    made.members = calloc((size_t)rows + 1, sizeof *made.members);
    int64_t *chosen = calloc((size_t)rows + 1, sizeof *chosen);
    uint64_t state = (uint64_t)rows * 1000 + permille;
    for (int64_t i = 0; i < rows; i++) {
        chosen[i] = next(&state) % 1000 < permille;
        if (chosen[i])
            made.members[made.count++] = i;
    }
    integ_register_builder *builder;
    ck_assert_int_eq(integ_context_new(&made.context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_context_set_threads(made.context, threads, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_new(made.context, INTEG_PURPOSE_CASEWORK, &builder, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 18262, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "citizen", rows, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_integers(builder, "chosen", INTEG_TYPE_BOOLEAN, 0, chosen, NULL, rows,
                                                         NULL),
                     INTEG_STATUS_OK);
    add_key(builder, &made, texts);
    ck_assert_int_eq(integ_register_builder_finish(builder, &made.reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    free(chosen);
    select_chosen(&made);
    return made;
}

static void forget(expected *made)
{
    integ_cohort_free(made->cohort);
    integ_register_free(made->reg);
    integ_context_free(made->context);
    free(made->members);
}

typedef integ_status (*copying)(const integ_cohort *cohort, int64_t *position, int64_t *items, int64_t capacity,
                                int64_t *count, integ_error *error);

/* Copies all members in blocks of a capacity, and looks at each of them. */
static void check_copies(const expected *made, copying copy, bool keys, int64_t capacity)
{
    int64_t *block = malloc(((size_t)capacity + 1) * sizeof *block);
    int64_t position = 0, copied = 0, count;
    do {
        block[capacity] = CANARY;
        ck_assert_int_eq(copy(made->cohort, &position, block, capacity, &count, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(block[capacity], CANARY);
        ck_assert_int_le(count, capacity);
        ck_assert_int_le(copied + count, made->count);
        for (int64_t i = 0; i < count; i++) {
            int64_t row = made->members[copied + i];
            if (block[i] != (keys ? made->first + row * made->step : row))
                ck_abort_msg("member %lld of %lld rows by %lld is %lld", (long long)(copied + i),
                             (long long)made->rows, (long long)capacity, (long long)block[i]);
        }
        copied += count;
    } while (count == capacity);
    ck_assert_int_eq(copied, made->count);
    ck_assert_int_eq(position, made->rows);
    free(block);
}

static void check_all(const expected *made, int64_t capacity)
{
    check_copies(made, integ_cohort_copy_rows, false, capacity);
    check_copies(made, integ_cohort_copy_keys, true, capacity);
}

START_TEST(members_are_copied_whole_and_in_blocks)
{
    static const int64_t sizes[] = {0, 1, 2, 63, 64, 65, 127, 128, 129, 4095, 4096, 4097, 20011};
    static const uint32_t parts[] = {0, 5, 100, 310, 500, 950, 1000};
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++)
        for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++) {
            expected made = expect(sizes[s], parts[p], 1000, 3, false, 1);
            static const int64_t capacities[] = {1, 3, 8, 100, 2500};
            for (size_t c = 0; c < sizeof capacities / sizeof capacities[0]; c++)
                check_all(&made, capacities[c]);
            for (int64_t more = 0; more <= 9; more++)
                if (made.count + more > 0)
                    check_all(&made, made.count + more);
            forget(&made);
        }
}
END_TEST

START_TEST(keys_are_told_whatever_their_width)
{
    static const struct {
        int64_t first, step;
    } keys[] = {{-100, 1}, {0, 1}, {5, 200}, {-70000, 70000}, {INT64_MIN, INT64_C(1) << 52}, {INT64_MIN + 1, 1}};
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
        for (int64_t rows = 130; rows <= 1100; rows += 970)
            for (uint32_t permille = 50; permille <= 900; permille += 850) {
                expected made = expect(rows, permille, keys[k].first, keys[k].step, false, 1);
                check_copies(&made, integ_cohort_copy_keys, true, made.count);
                check_copies(&made, integ_cohort_copy_keys, true, made.count + 50);
                forget(&made);
            }
}
END_TEST

START_TEST(threads_copy_the_same_members)
{
    for (int32_t threads = 2; threads <= 3; threads++)
        for (uint32_t permille = 900; permille <= 1000; permille += 100) {
            expected made = expect(1300003, permille, 1000000, 1, false, threads);
            check_all(&made, made.count);
            check_all(&made, made.count - 1);
            check_all(&made, made.count + 1000);
            check_all(&made, 600000);
            int64_t *block = malloc((size_t)made.count * sizeof *block), position = 700001, count, expected_first = 0;
            ck_assert_int_eq(integ_cohort_copy_rows(made.cohort, &position, block, made.count, &count, NULL),
                             INTEG_STATUS_OK);
            while (made.members[expected_first] < 700001)
                expected_first++;
            ck_assert_int_eq(count, made.count - expected_first);
            ck_assert_int_eq(memcmp(block, made.members + expected_first, (size_t)count * sizeof *block), 0);
            free(block);
            forget(&made);
        }
}
END_TEST

START_TEST(texts_are_copied_as_texts)
{
    for (int64_t rows = 0; rows <= 3000; rows += 1000) {
        expected made = expect(rows, 600, 1, 1, true, 1);
        const char *block[1001];
        int64_t capacities[] = {1, 511, 512, 513, 1001};
        for (size_t c = 0; c < sizeof capacities / sizeof capacities[0]; c++) {
            int64_t position = 0, copied = 0, count;
            do {
                ck_assert_int_eq(integ_cohort_copy_key_texts(made.cohort, &position, block, capacities[c], &count,
                                                             NULL),
                                 INTEG_STATUS_OK);
                for (int64_t i = 0; i < count; i++) {
                    char text[24];
                    snprintf(text, sizeof text, "k%lld", (long long)(1 + made.members[copied + i]));
                    ck_assert_str_eq(block[i], text);
                }
                copied += count;
            } while (count == capacities[c]);
            ck_assert_int_eq(copied, made.count);
        }
        int64_t position = 0, count, number;
        ck_assert_int_eq(integ_cohort_copy_keys(made.cohort, &position, &number, 1, &count, NULL),
                         INTEG_STATUS_TYPE_MISMATCH);
        forget(&made);
    }
}
END_TEST

static integ_cohort *everybody(integ_context *context, int32_t purpose)
{
    static const int64_t values[] = {1, 2, 3};
    integ_register_builder *builder;
    integ_register *reg;
    integ_cohort *cohort;
    ck_assert_int_eq(integ_register_builder_new(context, purpose, &builder, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 18262, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "citizen", 3, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, values, NULL, 3, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    ck_assert_int_eq(integ_cohort_of_filter(NULL, NULL, integ_register_snapshot(reg, 0), NULL, &cohort, NULL),
                     INTEG_STATUS_OK);
    integ_register_free(reg);
    return cohort;
}

START_TEST(statistics_copy_nobody)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_cohort *cohort = everybody(context, INTEG_PURPOSE_STATISTICS);
    int64_t position = 0, items[3] = {CANARY, CANARY, CANARY}, count = 9;
    const char *texts[3];
    ck_assert_int_eq(integ_cohort_copy_rows(cohort, &position, items, 3, &count, NULL), INTEG_STATUS_REFUSED);
    ck_assert_int_eq(count, 0);
    ck_assert_int_eq(integ_cohort_copy_keys(cohort, &position, items, 3, &count, NULL), INTEG_STATUS_REFUSED);
    ck_assert_int_eq(integ_cohort_copy_key_texts(cohort, &position, texts, 3, &count, NULL), INTEG_STATUS_REFUSED);
    ck_assert_int_eq(items[0], CANARY);
    ck_assert_int_eq(position, 0);
    integ_cohort_free(cohort);
    integ_context_free(context);
}
END_TEST

START_TEST(what_cannot_be_copied_is_told)
{
    integ_context *context;
    integ_error *error;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    integ_cohort *cohort = everybody(context, INTEG_PURPOSE_CASEWORK);
    int64_t position = 0, items[3], count;
    const char *texts[3];
    ck_assert_int_eq(integ_cohort_copy_keys(cohort, &position, items, 3, &count, error), INTEG_STATUS_MISSING);
    ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH), "table 'citizen' has no key");
    ck_assert_int_eq(integ_cohort_copy_key_texts(cohort, &position, texts, 3, &count, NULL), INTEG_STATUS_MISSING);
    ck_assert_int_eq(integ_cohort_copy_rows(cohort, &position, items, 0, &count, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cohort_copy_rows(cohort, NULL, items, 3, &count, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cohort_copy_rows(cohort, &position, NULL, 3, &count, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cohort_copy_rows(cohort, &position, items, 3, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    position = -1;
    ck_assert_int_eq(integ_cohort_copy_rows(cohort, &position, items, 3, &count, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    position = 1;
    ck_assert_int_eq(integ_cohort_copy_rows(cohort, &position, items, 3, &count, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(count, 2);
    position = 17;
    ck_assert_int_eq(integ_cohort_copy_rows(cohort, &position, items, 3, &count, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(count, 0);
    integ_cohort_free(cohort);
    integ_error_free(error);
    integ_context_free(context);
}
END_TEST

static int32_t stop(const char *step, int64_t done, int64_t total, void *userdata)
{
    (void)done;
    (void)total;
    return *(int *)userdata != 0 && strcmp(step, "copy") == 0;
}

START_TEST(copying_can_be_cancelled)
{
    for (int32_t threads = 1; threads <= 2; threads++) {
        expected made = expect(1300003, 990, 1, 1, false, threads);
        int cancelled = 1;
        ck_assert_int_eq(integ_context_set_progress(made.context, stop, &cancelled, NULL), INTEG_STATUS_OK);
        int64_t *block = malloc((size_t)made.count * sizeof *block), position = 0, count;
        ck_assert_int_eq(integ_cohort_copy_rows(made.cohort, &position, block, made.count, &count, NULL),
                         INTEG_STATUS_CANCELLED);
        ck_assert_int_eq(count, 0);
        ck_assert_int_eq(position, 0);
        cancelled = 0;
        ck_assert_int_eq(integ_cohort_copy_rows(made.cohort, &position, block, made.count, &count, NULL),
                         INTEG_STATUS_OK);
        ck_assert_int_eq(count, made.count);
        free(block);
        forget(&made);
    }
}
END_TEST

/* With two threads and enough rows for both. */
static integ_status copy_together(integ_context *context, integ_error *error, void *userdata)
{
    static int64_t items[600000];
    integ_register_builder *builder = NULL;
    integ_register *reg = NULL;
    integ_cohort *cohort = NULL;
    int64_t position = 0, count;
    (void)userdata;
    integ_status status = integ_context_set_threads(context, 2, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_new(context, INTEG_PURPOSE_CASEWORK, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", 600000, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = integ_cohort_of_filter(NULL, NULL, integ_register_snapshot(reg, 0), NULL, &cohort, error);
    if (status == INTEG_STATUS_OK)
        status = integ_cohort_copy_rows(cohort, &position, items, 600000, &count, error);
    integ_cohort_free(cohort);
    integ_register_free(reg);
    integ_register_builder_free(builder);
    return status;
}

START_TEST(copying_without_memory_is_told)
{
    for_each_failing_allocation(copy_together, NULL);
}
END_TEST

void add_members(Suite *suite)
{
    add_tests(suite, "members",
              (const TTest *[]){members_are_copied_whole_and_in_blocks, keys_are_told_whatever_their_width,
                                threads_copy_the_same_members, texts_are_copied_as_texts, statistics_copy_nobody,
                                what_cannot_be_copied_is_told, copying_can_be_cancelled,
                                copying_without_memory_is_told, NULL});
}
