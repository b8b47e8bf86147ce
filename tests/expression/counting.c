/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/counting.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define THREADS 16

/* Each thread counts for itself. */
typedef struct tally {
    struct {
        _Alignas(64) int64_t yes;
        int64_t unknown, rows;
    } of[THREADS];
    char *answers; /* NULL where only counts are wanted */
} tally;

static void count_chunk(const integi_chunk *chunk, void *userdata)
{
    tally *tally = userdata;
    const integi_result *result = &chunk->results[0];
    for (int32_t w = 0; w < (chunk->rows + 63) / 64; w++) {
        tally->of[chunk->thread].yes += __builtin_popcountll(result->truth[w]);
        tally->of[chunk->thread].unknown += __builtin_popcountll(result->possible[w] & ~result->truth[w]);
        ck_assert_uint_eq(result->truth[w] & ~result->possible[w], 0);
    }
    tally->of[chunk->thread].rows += chunk->rows;
    for (int32_t i = 0; tally->answers != NULL && i < chunk->rows; i++)
        tally->answers[chunk->first_row + i] = (result->truth[i / 64] >> (i % 64) & 1)     ? '1'
                                               : ((result->possible[i / 64] & ~result->truth[i / 64]) >> (i % 64) & 1)
                                               ? '?'
                                                                                           : '0';
}

static counts run_filter(const integ_register *reg, const char *filter, const answering *how, tally *into,
                         integ_error *error)
{
    integ_context *context = integi_register_context(reg);
    integ_expression *expression = NULL;
    integi_scope *scope = NULL;
    integi_program *program = NULL;
    int32_t root;
    counts result = {.status = integ_expression_parse(context, filter, strlen(filter), NULL, &expression, error)};
    if (result.status == INTEG_STATUS_OK)
        result.status = integi_scope_new(context, reg, 0, &scope, error);
    if (result.status == INTEG_STATUS_OK && how->groups != NULL)
        integi_scope_set_groups(scope, how->groups, how->userdata);
    if (result.status == INTEG_STATUS_OK)
        result.status = integi_program_new(context, scope, &program, error);
    if (result.status == INTEG_STATUS_OK)
        result.status =
            integi_program_add_condition(program, expression, integi_expression_root(expression), &root, error);
    const integ_snapshot *snapshot = integ_register_snapshot(reg, integ_register_snapshot_count(reg) - 1);
    if (result.status == INTEG_STATUS_OK)
        result.status = integi_program_run(program, snapshot, 0, how->threads, count_chunk, into, error);
    for (int i = 0; i < THREADS; i++) {
        result.yes += into->of[i].yes;
        result.unknown += into->of[i].unknown;
        result.rows += into->of[i].rows;
    }
    integi_program_free(program);
    integi_scope_free(scope);
    integ_expression_free(expression);
    return result;
}

counts count_rows(const integ_register *reg, const char *filter, int32_t threads, integ_error *error)
{
    answering how = {.threads = threads};
    return answer_rows(reg, filter, &how, error);
}

counts answer_rows(const integ_register *reg, const char *filter, const answering *how, integ_error *error)
{
    tally tally = {.answers = how->answers};
    return run_filter(reg, filter, how, &tally, error);
}

void ignore_chunk(const integi_chunk *chunk, void *userdata)
{
    (void)chunk;
    (void)userdata;
}

static void fail_with(const char *filter, const integ_error *error)
{
    char line[1024] = "";
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_abort_msg("%s: %s", filter, line);
}

void expect_counts(const integ_register *reg, const char *filter, int64_t yes, int64_t unknown)
{
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    counts found = count_rows(reg, filter, 1, error);
    if (found.status != INTEG_STATUS_OK)
        fail_with(filter, error);
    if (found.yes != yes || found.unknown != unknown)
        ck_abort_msg("%s: true %lld, unknown %lld; expected %lld and %lld", filter, (long long)found.yes,
                     (long long)found.unknown, (long long)yes, (long long)unknown);
    integ_error_free(error);
}

const char *row_answers(const integ_register *reg, const char *filter)
{
    static char answers[256];
    integ_error *error;
    answering how = {.threads = 1, .answers = answers};
    memset(answers, 0, sizeof answers);
    ck_assert_int_le(integ_snapshot_rows_unprotected(integ_register_snapshot(reg, 0), 0), 200);
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    counts found = answer_rows(reg, filter, &how, error);
    if (found.status != INTEG_STATUS_OK)
        fail_with(filter, error);
    integ_error_free(error);
    return answers;
}
