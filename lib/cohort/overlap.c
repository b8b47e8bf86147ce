/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/bitset.h"
#include "cohort/evaluation.h"
#include "cohort/messages.h"

#define GROUPS_MAXIMUM 1000

/* Counts of pairs (i, j), i <= j, stand at j * (j + 1) / 2 + i. */
struct integ_overlap {
    integ_context *context;
    int64_t groups;
    int64_t *counts;
};

static size_t pair_index(int64_t i, int64_t j)
{
    return (size_t)(i <= j ? j * (j + 1) / 2 + i : i * (i + 1) / 2 + j);
}

static size_t pair_count(int64_t groups)
{
    return (size_t)(groups * (groups + 1) / 2);
}

void integ_overlap_free(integ_overlap *overlap)
{
    if (overlap == NULL)
        return;
    integ_context *context = overlap->context;
    integi_release(context, overlap->counts, pair_count(overlap->groups) * sizeof *overlap->counts);
    integi_release(context, overlap, sizeof *overlap);
    integ_context_free(context);
}

static integ_status make(integ_context *context, int64_t groups, integ_overlap **out, integ_error *error)
{
    integ_overlap *overlap = integi_allocate_zeroed(context, sizeof *overlap);
    if (overlap == NULL)
        return integi_out_of_memory(error);
    overlap->context = integi_context_retain(context);
    overlap->groups = groups;
    overlap->counts = integi_allocate_zeroed(context, pair_count(groups) * sizeof *overlap->counts);
    if (overlap->counts == NULL) {
        integ_overlap_free(overlap);
        return integi_out_of_memory(error);
    }
    *out = overlap;
    return INTEG_STATUS_OK;
}

typedef struct counting {
    const int32_t *roots;
    int64_t groups;
    integi_thread_counts counts;
} counting;

static void count_chunk(const integi_chunk *chunk, void *userdata)
{
    counting *work = userdata;
    int64_t *counts = integi_thread_counts_of(&work->counts, chunk->thread);
    size_t words = integi_bitset_words(chunk->rows);
    for (int64_t j = 0; j < work->groups; j++)
        for (int64_t i = 0; i <= j; i++) {
            const uint64_t *a = chunk->results[work->roots[i]].truth, *b = chunk->results[work->roots[j]].truth;
            int64_t common = 0;
            for (size_t k = 0; k < words; k++)
                common += __builtin_popcountll(a[k] & b[k]);
            counts[pair_index(i, j)] += common;
        }
}

static integ_status count_pairs(integ_overlap *overlap, const integi_program *program, const int32_t *roots,
                                const integ_snapshot *snapshot, int64_t table, integ_error *error)
{
    counting work = {.roots = roots, .groups = overlap->groups};
    int32_t threads = integi_program_threads(program, snapshot->tables[table].rows);
    if (!integi_thread_counts_init(&work.counts, overlap->context, threads, pair_count(overlap->groups)))
        return integi_out_of_memory(error);
    integ_status status = integi_program_run(program, snapshot, table, threads, count_chunk, &work, error);
    for (size_t i = 0; i < pair_count(overlap->groups); i++)
        overlap->counts[i] = integi_thread_counts_sum(&work.counts, i);
    integi_thread_counts_free(&work.counts);
    return status;
}

/* All groups must select from one table. */
static integ_status common_table(const integ_groups *groups, const char *const *names, int64_t count,
                                 const integ_register *reg, int64_t *table, integ_error *error)
{
    for (int64_t i = 0; i < count; i++) {
        const integi_group *group = names[i] == NULL ? NULL : integi_groups_get(groups, names[i]);
        if (group == NULL)
            return integi_groups_report_unknown(groups, names[i] == NULL ? "" : names[i], NULL, error);
        int64_t own;
        integ_status status = integi_groups_table(groups, group, reg, &own, error);
        if (status != INTEG_STATUS_OK)
            return status;
        if (i > 0 && own != *table)
            return INTEGI_FAIL(error, NULL, &integi_message_cohort_mixed);
        *table = own;
    }
    return INTEG_STATUS_OK;
}

static integ_status count_groups(integ_overlap *overlap, const integ_groups *groups, const char *const *names,
                                 const integ_snapshot *snapshot, int64_t table, integ_error *error)
{
    integi_evaluation evaluation = {0};
    size_t size = (size_t)overlap->groups * sizeof(int32_t);
    int32_t *roots = integi_allocate(overlap->context, size);
    if (roots == NULL)
        return integi_out_of_memory(error);
    integ_status status = integi_evaluation_open(&evaluation, groups, snapshot->owner, table, error);
    for (int64_t i = 0; i < overlap->groups && status == INTEG_STATUS_OK; i++)
        status = integi_program_add_group(evaluation.program, names[i], &roots[i], error);
    if (status == INTEG_STATUS_OK)
        status = count_pairs(overlap, evaluation.program, roots, snapshot, table, error);
    integi_evaluation_close(&evaluation);
    integi_release(overlap->context, roots, size);
    return status;
}

integ_status integ_overlap_of_groups(const integ_groups *groups, const char *const *names, int64_t count,
                                     const integ_snapshot *snapshot, integ_overlap **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (groups == NULL || names == NULL || snapshot == NULL)
        return integi_invalid_argument(error, "groups, names, snapshot");
    if (count < 1 || count > GROUPS_MAXIMUM)
        return integi_invalid_argument(error, "count");
    int64_t table = 0;
    integ_overlap *overlap = NULL;
    integ_status status = common_table(groups, names, count, snapshot->owner, &table, error);
    if (status == INTEG_STATUS_OK)
        status = make(integi_register_context(snapshot->owner), count, &overlap, error);
    if (status == INTEG_STATUS_OK)
        status = count_groups(overlap, groups, names, snapshot, table, error);
    if (status == INTEG_STATUS_OK)
        *out = overlap;
    else
        integ_overlap_free(overlap);
    return status;
}

int64_t integ_overlap_count_unprotected(const integ_overlap *overlap, int64_t first, int64_t second)
{
    if (first < 0 || second < 0 || first >= overlap->groups || second >= overlap->groups)
        return 0;
    return overlap->counts[pair_index(first, second)];
}
