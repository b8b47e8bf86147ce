/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/cohort.h"

#include "cohort/messages.h"
#include "register/csv_write.h"

#include <string.h>

/* An empty cohort of a snapshot's table. */
static integ_status make(const integ_snapshot *snapshot, int64_t table, integ_cohort **out, integ_error *error)
{
    integ_context *context = integi_register_context(snapshot->owner);
    int64_t rows = snapshot->tables[table].rows;
    integ_cohort *cohort = integi_allocate_zeroed(context, sizeof *cohort);
    if (cohort == NULL)
        return integi_out_of_memory(error);
    cohort->owner = integi_register_retain(snapshot->owner);
    cohort->snapshot = snapshot;
    cohort->table = table;
    if (!integi_bitset_init(&cohort->truth, context, rows) || !integi_bitset_init(&cohort->unknown, context, rows)) {
        integ_cohort_free(cohort);
        return integi_out_of_memory(error);
    }
    *out = cohort;
    return INTEG_STATUS_OK;
}

void integ_cohort_free(integ_cohort *cohort)
{
    if (cohort == NULL)
        return;
    integ_context *context = integi_register_context(cohort->owner);
    integ_register *owner = cohort->owner;
    integi_bitset_free(&cohort->truth, context);
    integi_bitset_free(&cohort->unknown, context);
    integi_release(context, cohort, sizeof *cohort);
    integ_register_free(owner);
}

static void keep_chunk(const integi_chunk *chunk, void *userdata)
{
    integ_cohort *cohort = userdata;
    const integi_result *result = &chunk->results[0];
    size_t words = integi_bitset_words(chunk->rows);
    uint64_t *unknown = cohort->unknown.words + chunk->first_row / 64;
    memcpy(cohort->truth.words + chunk->first_row / 64, result->truth, words * sizeof(uint64_t));
    if (result->possible == result->truth)
        return; /* never unknown, and empty from the beginning */
    for (size_t i = 0; i < words; i++)
        unknown[i] = result->possible[i] & ~result->truth[i];
}

/* Runs a program with one root, a condition. */
static integ_status select_rows(const integi_evaluation *evaluation, const integ_snapshot *snapshot, int64_t table,
                                integ_cohort **out, integ_error *error)
{
    integ_cohort *cohort = NULL;
    integ_status status = make(snapshot, table, &cohort, error);
    if (status != INTEG_STATUS_OK)
        return status;
    int32_t threads = integi_program_threads(evaluation->program, cohort->truth.rows);
    status = integi_program_run(evaluation->program, snapshot, table, threads, keep_chunk, cohort, error);
    if (status == INTEG_STATUS_OK)
        *out = cohort;
    else
        integ_cohort_free(cohort);
    return status;
}

integ_status integ_cohort_of_group(const integ_groups *groups, const char *name, const integ_snapshot *snapshot,
                                   integ_cohort **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (groups == NULL || name == NULL || snapshot == NULL)
        return integi_invalid_argument(error, "groups, name, snapshot");
    const integi_group *group = integi_groups_get(groups, name);
    if (group == NULL)
        return integi_groups_report_unknown(groups, name, NULL, error);
    int64_t table;
    int32_t root;
    integi_evaluation evaluation = {0};
    integ_status status = integi_groups_table(groups, group, snapshot->owner, &table, error);
    if (status == INTEG_STATUS_OK)
        status = integi_evaluation_open(&evaluation, groups, snapshot->owner, table, error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_add_group(evaluation.program, name, &root, error);
    if (status == INTEG_STATUS_OK)
        status = select_rows(&evaluation, snapshot, table, out, error);
    integi_evaluation_close(&evaluation);
    return status;
}

/* Everybody, where there is no filter to ask. */
static integ_status select_all(const integ_snapshot *snapshot, int64_t table, integ_cohort **out, integ_error *error)
{
    integ_status status = make(snapshot, table, out, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_bitset *truth = &(*out)->truth;
    size_t words = integi_bitset_words(truth->rows);
    memset(truth->words, 0xFF, words * sizeof(uint64_t));
    if (words > 0)
        truth->words[words - 1] = integi_bitset_last_mask(truth->rows);
    return INTEG_STATUS_OK;
}

integ_status integ_cohort_of_filter(const integ_expression *filter, const integ_groups *groups,
                                    const integ_snapshot *snapshot, const char *table, integ_cohort **out,
                                    integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (snapshot == NULL)
        return integi_invalid_argument(error, "snapshot");
    int64_t index;
    int32_t root;
    integi_evaluation evaluation = {0};
    integ_status status = integi_table_index(snapshot->owner, table, &index, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (filter == NULL)
        return select_all(snapshot, index, out, error);
    status = integi_evaluation_open(&evaluation, groups, snapshot->owner, index, error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_add_condition(evaluation.program, filter, integi_expression_root(filter), &root,
                                              error);
    if (status == INTEG_STATUS_OK)
        status = select_rows(&evaluation, snapshot, index, out, error);
    integi_evaluation_close(&evaluation);
    return status;
}

int64_t integ_cohort_count_unprotected(const integ_cohort *cohort)
{
    return integi_bitset_count(&cohort->truth);
}

int64_t integ_cohort_unknown_unprotected(const integ_cohort *cohort)
{
    return integi_bitset_count(&cohort->unknown);
}

int64_t integ_cohort_rows_unprotected(const integ_cohort *cohort)
{
    return cohort->truth.rows;
}

static bool may_name_citizens(const integ_cohort *cohort)
{
    return integ_register_purpose(cohort->owner) == INTEG_PURPOSE_CASEWORK;
}

integ_status integ_cohort_next(const integ_cohort *cohort, int64_t *row, integ_error *error)
{
    if (cohort == NULL || row == NULL)
        return integi_invalid_argument(error, cohort == NULL ? "cohort" : "row");
    if (!may_name_citizens(cohort))
        return INTEGI_FAIL(error, NULL, &integi_message_cohort_refused);
    *row = *row >= cohort->truth.rows ? -1 : integi_bitset_next(&cohort->truth, *row + 1);
    return INTEG_STATUS_OK;
}

integ_status integ_cohort_write_csv(const integ_cohort *cohort, const int64_t *columns, int64_t column_count,
                                    const integ_csv_options *options, integ_write_callback write, void *userdata,
                                    integ_error *error)
{
    if (cohort == NULL)
        return integi_invalid_argument(error, "cohort");
    return integi_csv_write(cohort->snapshot, cohort->table, &cohort->truth, columns, column_count, options, write,
                            userdata, error);
}

integ_status integ_cohort_has(const integ_cohort *cohort, int64_t row, int32_t *out, integ_error *error)
{
    if (cohort == NULL || out == NULL)
        return integi_invalid_argument(error, cohort == NULL ? "cohort" : "out");
    *out = 0;
    if (!may_name_citizens(cohort))
        return INTEGI_FAIL(error, NULL, &integi_message_cohort_refused);
    if (row < 0 || row >= cohort->truth.rows)
        return INTEGI_FAIL(error, NULL, &integi_message_cohort_row_range);
    *out = integi_bitset_has(&cohort->unknown, row) ? -1 : integi_bitset_has(&cohort->truth, row);
    return INTEG_STATUS_OK;
}

/* Set algebra in three-valued logic, a word at a time: `b` is NULL for operations of one cohort. */
typedef void (*combine)(uint64_t a_true, uint64_t a_unknown, uint64_t b_true, uint64_t b_unknown, uint64_t *truth,
                        uint64_t *unknown);

static void combine_and(uint64_t a_true, uint64_t a_unknown, uint64_t b_true, uint64_t b_unknown, uint64_t *truth,
                        uint64_t *unknown)
{
    *truth = a_true & b_true;
    *unknown = (a_true | a_unknown) & (b_true | b_unknown) & ~*truth;
}

static void combine_or(uint64_t a_true, uint64_t a_unknown, uint64_t b_true, uint64_t b_unknown, uint64_t *truth,
                       uint64_t *unknown)
{
    *truth = a_true | b_true;
    *unknown = (a_unknown | b_unknown) & ~*truth;
}

static void combine_not(uint64_t a_true, uint64_t a_unknown, uint64_t b_true, uint64_t b_unknown, uint64_t *truth,
                        uint64_t *unknown)
{
    (void)b_true;
    (void)b_unknown;
    *truth = ~(a_true | a_unknown);
    *unknown = a_unknown;
}

static void combine_minus(uint64_t a_true, uint64_t a_unknown, uint64_t b_true, uint64_t b_unknown, uint64_t *truth,
                          uint64_t *unknown)
{
    combine_and(a_true, a_unknown, ~(b_true | b_unknown), b_unknown, truth, unknown);
}

static integ_status combine_cohorts(const integ_cohort *a, const integ_cohort *b, combine operation,
                                    integ_cohort **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (a == NULL || b == NULL)
        return integi_invalid_argument(error, a == NULL ? "a" : "b");
    if (a->snapshot != b->snapshot || a->table != b->table)
        return INTEGI_FAIL(error, NULL, &integi_message_cohort_mixed);
    integ_status status = make(a->snapshot, a->table, out, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_bitset *truth = &(*out)->truth, *unknown = &(*out)->unknown;
    size_t words = integi_bitset_words(truth->rows);
    for (size_t i = 0; i < words; i++)
        operation(a->truth.words[i], a->unknown.words[i], b->truth.words[i], b->unknown.words[i], &truth->words[i],
                  &unknown->words[i]);
    if (words > 0)
        truth->words[words - 1] &= integi_bitset_last_mask(truth->rows);
    return INTEG_STATUS_OK;
}

integ_status integ_cohort_and(const integ_cohort *a, const integ_cohort *b, integ_cohort **out, integ_error *error)
{
    return combine_cohorts(a, b, combine_and, out, error);
}

integ_status integ_cohort_or(const integ_cohort *a, const integ_cohort *b, integ_cohort **out, integ_error *error)
{
    return combine_cohorts(a, b, combine_or, out, error);
}

integ_status integ_cohort_minus(const integ_cohort *a, const integ_cohort *b, integ_cohort **out, integ_error *error)
{
    return combine_cohorts(a, b, combine_minus, out, error);
}

integ_status integ_cohort_not(const integ_cohort *a, integ_cohort **out, integ_error *error)
{
    return combine_cohorts(a, a, combine_not, out, error);
}
