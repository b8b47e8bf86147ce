/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/overlap.h"

#include "base/bitset.h"
#include "base/words.h"
#include "cohort/messages.h"

#include <string.h>

#define GROUPS_MAXIMUM 1000
#define TILE 8 /* groups that are counted with as many others while the words of all are near */

void integ_overlap_free(integ_overlap *overlap)
{
    if (overlap == NULL)
        return;
    integ_context *context = overlap->context;
    integi_patterns_free(&overlap->patterns);
    if (overlap->counts != NULL)
        integi_release_wiped(context, overlap->counts, integi_pair_count(overlap->groups) * sizeof *overlap->counts);
    for (int64_t i = 0; overlap->names != NULL && i < overlap->groups; i++)
        integi_text_free(context, overlap->names[i]);
    integi_release(context, overlap->names,
                   overlap->names == NULL ? 0 : (size_t)overlap->groups * sizeof *overlap->names);
    integ_groups_free(overlap->definitions);
    integ_register_free(overlap->owner);
    integi_release(context, overlap, sizeof *overlap);
    integ_context_free(context);
}

static bool copy_names(integ_overlap *overlap, const char *const *names)
{
    size_t size = (size_t)overlap->groups * sizeof *overlap->names;
    overlap->names = integi_allocate_zeroed(overlap->context, size);
    for (int64_t i = 0; overlap->names != NULL && i < overlap->groups; i++) {
        overlap->names[i] = integi_text_copy(overlap->context, names[i], strlen(names[i]));
        if (overlap->names[i] == NULL)
            return false;
    }
    return overlap->names != NULL;
}

static integ_status make(const integ_groups *groups, const char *const *names, int64_t count,
                         const integ_snapshot *snapshot, integ_overlap **out, integ_error *error)
{
    integ_context *context = integi_register_context(snapshot->owner);
    integ_overlap *overlap = integi_allocate_zeroed(context, sizeof *overlap);
    if (overlap == NULL)
        return integi_out_of_memory(error);
    overlap->context = integi_context_retain(context);
    overlap->owner = integi_register_retain(snapshot->owner);
    overlap->definitions = integi_groups_retain(groups);
    overlap->snapshot = snapshot;
    overlap->patterns.context = context;
    overlap->groups = count;
    overlap->counts = integi_allocate_zeroed(context, integi_pair_count(count) * sizeof *overlap->counts);
    if (overlap->counts == NULL || !copy_names(overlap, names)) {
        integ_overlap_free(overlap);
        return integi_out_of_memory(error);
    }
    *out = overlap;
    return INTEG_STATUS_OK;
}

typedef struct counting {
    const int32_t *roots;
    int64_t groups;
    const integi_words *words;
    const uint64_t **truths;     /* as many as there are groups, for each thread */
    integi_thread_counts counts; /* the pairs, then the rows in any group */
    integi_patterns *patterns;   /* one for each thread; NULL where pairs are asked alone */
} counting;

static const uint64_t **truths_of(const counting *work, const integi_chunk *chunk)
{
    const uint64_t **truths = work->truths + (int64_t)chunk->thread * work->groups;
    for (int64_t i = 0; i < work->groups; i++)
        truths[i] = chunk->results[work->roots[i]].truth;
    return truths;
}

/* The groups `first` to `end` - 1, each with those of `others` to `others_end` - 1 that stand before it. The sizes are
 * counted already: whoever has nobody here shares nobody. */
static void count_tile(const counting *work, const uint64_t *const *truths, const int64_t *sizes, int64_t first,
                       int64_t others, size_t words, int64_t *counts)
{
    int64_t end = first + TILE < work->groups ? first + TILE : work->groups;
    for (int64_t j = first; j < end; j++) {
        if (sizes[j - first] == 0)
            continue;
        for (int64_t i = others; i < others + TILE && i < j; i++) {
            const uint64_t *both[] = {truths[i], truths[j]};
            counts[integi_pair_index(i, j)] += work->words->count_all(both, 2, words);
        }
    }
}

static void count_pairs(const integi_chunk *chunk, void *userdata)
{
    counting *work = userdata;
    int64_t *counts = integi_thread_counts_of(&work->counts, chunk->thread);
    const uint64_t *const *truths = truths_of(work, chunk);
    size_t words = integi_bitset_words(chunk->rows);
    uint64_t any[INTEGI_CHUNK_ROWS / 64];
    work->words->join_any(truths, (size_t)work->groups, words, any);
    counts[integi_pair_count(work->groups)] += work->words->count(any, words);
    for (int64_t first = 0; first < work->groups; first += TILE) {
        int64_t sizes[TILE] = {0};
        for (int64_t j = first; j < first + TILE && j < work->groups; j++) {
            sizes[j - first] = work->words->count(truths[j], words);
            counts[integi_pair_index(j, j)] += sizes[j - first];
        }
        for (int64_t others = 0; others <= first; others += TILE)
            count_tile(work, truths, sizes, first, others, words, counts);
    }
}

static void count_patterns(const integi_chunk *chunk, void *userdata)
{
    counting *work = userdata;
    integi_patterns_count(&work->patterns[chunk->thread], truths_of(work, chunk), (size_t)work->groups,
                          integi_bitset_words(chunk->rows));
}

static void take_pairs(integ_overlap *overlap, const counting *work)
{
    size_t pairs = integi_pair_count(overlap->groups);
    for (size_t i = 0; i < pairs; i++)
        overlap->counts[i] = integi_thread_counts_sum(&work->counts, i);
    overlap->in_any = integi_thread_counts_sum(&work->counts, pairs);
}

/* Adds up what the threads found; groups and pairs are sums of patterns. */
static integ_status take_patterns(integ_overlap *overlap, const counting *work, int32_t threads, integ_error *error)
{
    for (int32_t thread = 0; thread < threads; thread++) {
        const integi_patterns *part = &work->patterns[thread];
        overlap->patterns.no_memory |= part->no_memory;
        overlap->patterns.too_many |= part->too_many;
        for (size_t i = 0; i < part->slot_count; i++)
            if (part->slots[i].groups != 0)
                integi_patterns_add(&overlap->patterns, part->slots[i].groups, part->slots[i].rows);
    }
    if (overlap->patterns.no_memory)
        return integi_out_of_memory(error);
    if (overlap->patterns.too_many)
        return INTEGI_FAIL(error, NULL, &integi_message_overlap_patterns,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_PATTERNS_MAXIMUM));
    integi_patterns_sort(&overlap->patterns);
    for (size_t p = 0; p < overlap->patterns.count; p++) {
        const integi_pattern *pattern = &overlap->patterns.slots[p];
        overlap->in_any += pattern->rows;
        for (uint64_t rest = pattern->groups; rest != 0; rest &= rest - 1)
            for (uint64_t with = rest; with != 0; with &= with - 1)
                overlap->counts[integi_pair_index(__builtin_ctzll(rest), __builtin_ctzll(with))] += pattern->rows;
    }
    return INTEG_STATUS_OK;
}

/* What the threads need; released again by release_counting(), at any stage. */
static bool prepare_counting(counting *work, integ_context *context, int32_t threads, bool patterns)
{
    size_t count = (size_t)threads;
    work->truths = integi_allocate_array(context, count * (size_t)work->groups, sizeof *work->truths);
    if (work->truths == NULL)
        return false;
    if (!patterns)
        return integi_thread_counts_init(&work->counts, context, threads, integi_pair_count(work->groups) + 1);
    work->patterns = integi_allocate_zeroed(context, count * sizeof *work->patterns);
    for (size_t i = 0; work->patterns != NULL && i < count; i++)
        work->patterns[i].context = context;
    return work->patterns != NULL;
}

static void release_counting(counting *work, integ_context *context, int32_t threads)
{
    size_t count = (size_t)threads;
    for (size_t i = 0; work->patterns != NULL && i < count; i++)
        integi_patterns_free(&work->patterns[i]);
    if (work->patterns != NULL)
        integi_release(context, work->patterns, count * sizeof *work->patterns);
    integi_thread_counts_free(&work->counts);
    if (work->truths != NULL)
        integi_release(context, work->truths, count * (size_t)work->groups * sizeof *work->truths);
}

static integ_status count_all(integ_overlap *overlap, const integi_program *program, const int32_t *roots,
                              const integ_snapshot *snapshot, int64_t table, integ_error *error)
{
    integ_context *context = overlap->context;
    counting work = {.roots = roots, .groups = overlap->groups, .words = integi_words_of(context)};
    int32_t threads = integi_program_threads(program, snapshot->tables[table].rows);
    bool patterns = overlap->has_patterns;
    integ_status status = INTEG_STATUS_OK;
    if (!prepare_counting(&work, context, threads, patterns))
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_run(program, snapshot, table, threads, patterns ? count_patterns : count_pairs, &work,
                                    error);
    if (status == INTEG_STATUS_OK && patterns)
        status = take_patterns(overlap, &work, threads, error);
    else if (status == INTEG_STATUS_OK)
        take_pairs(overlap, &work);
    release_counting(&work, context, threads);
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

integ_status integi_overlap_evaluate(const integ_overlap *overlap, integi_evaluation *evaluation, int32_t *roots,
                                     integ_error *error)
{
    integ_status status =
        integi_evaluation_open(evaluation, overlap->definitions, overlap->owner, overlap->table, error);
    for (int64_t i = 0; i < overlap->groups && status == INTEG_STATUS_OK; i++)
        status = integi_program_add_group(evaluation->program, overlap->names[i], &roots[i], error);
    return status;
}

static integ_status count_groups(integ_overlap *overlap, integ_error *error)
{
    integi_evaluation evaluation = {0};
    size_t size = (size_t)overlap->groups * sizeof(int32_t);
    int32_t *roots = integi_allocate(overlap->context, size);
    if (roots == NULL)
        return integi_out_of_memory(error);
    integ_status status = integi_overlap_evaluate(overlap, &evaluation, roots, error);
    if (status == INTEG_STATUS_OK)
        status = count_all(overlap, evaluation.program, roots, overlap->snapshot, overlap->table, error);
    integi_evaluation_close(&evaluation);
    integi_release(overlap->context, roots, size);
    return status;
}

static integ_status build(const integ_groups *groups, const char *const *names, int64_t count,
                          const integ_snapshot *snapshot, bool patterns, integ_overlap **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (groups == NULL || names == NULL || snapshot == NULL)
        return integi_invalid_argument(error, "groups, names, snapshot");
    if (count < 1 || count > (patterns ? INTEGI_PATTERN_GROUPS : GROUPS_MAXIMUM))
        return integi_invalid_argument(error, "count");
    int64_t table = 0;
    integ_overlap *overlap = NULL;
    integ_status status = common_table(groups, names, count, snapshot->owner, &table, error);
    if (status == INTEG_STATUS_OK)
        status = make(groups, names, count, snapshot, &overlap, error);
    if (status == INTEG_STATUS_OK) {
        overlap->has_patterns = patterns;
        overlap->table = table;
        status = count_groups(overlap, error);
    }
    if (status == INTEG_STATUS_OK)
        *out = overlap;
    else
        integ_overlap_free(overlap);
    return status;
}

integ_status integ_overlap_of_groups(const integ_groups *groups, const char *const *names, int64_t count,
                                     const integ_snapshot *snapshot, integ_overlap **out, integ_error *error)
{
    return build(groups, names, count, snapshot, false, out, error);
}

integ_status integ_overlap_of_groups_with_patterns(const integ_groups *groups, const char *const *names,
                                                   int64_t count, const integ_snapshot *snapshot, integ_overlap **out,
                                                   integ_error *error)
{
    return build(groups, names, count, snapshot, true, out, error);
}

int64_t integ_overlap_groups(const integ_overlap *overlap)
{
    return overlap->groups;
}

int64_t integ_overlap_count_unprotected(const integ_overlap *overlap, int64_t first, int64_t second)
{
    if (first < 0 || second < 0 || first >= overlap->groups || second >= overlap->groups)
        return 0;
    return overlap->counts[integi_pair_index(first, second)];
}

int64_t integ_overlap_union_unprotected(const integ_overlap *overlap)
{
    return overlap->in_any;
}

int64_t integ_overlap_pattern_count_unprotected(const integ_overlap *overlap)
{
    return (int64_t)overlap->patterns.count;
}

static const integi_pattern *pattern_at(const integ_overlap *overlap, int64_t pattern)
{
    return pattern < 0 || pattern >= (int64_t)overlap->patterns.count ? NULL : &overlap->patterns.slots[pattern];
}

uint64_t integ_overlap_pattern_unprotected(const integ_overlap *overlap, int64_t pattern)
{
    const integi_pattern *found = pattern_at(overlap, pattern);
    return found == NULL ? 0 : found->groups;
}

int64_t integ_overlap_exactly_unprotected(const integ_overlap *overlap, int64_t pattern)
{
    const integi_pattern *found = pattern_at(overlap, pattern);
    return found == NULL ? 0 : found->rows;
}

int64_t integ_overlap_intersection_unprotected(const integ_overlap *overlap, uint64_t groups)
{
    int64_t rows = 0;
    if (!overlap->has_patterns || groups == 0)
        return -1;
    for (size_t p = 0; p < overlap->patterns.count; p++)
        if ((overlap->patterns.slots[p].groups & groups) == groups)
            rows += overlap->patterns.slots[p].rows;
    return rows;
}
