/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/attrition.h"

#include "base/words.h"

#include <string.h>

#define CHUNK_WORDS (INTEGI_CHUNK_ROWS / 64)

static integ_status make(integi_conditions *conditions, integ_attrition **out, integ_error *error)
{
    integ_context *context = integi_register_context(conditions->owner);
    integ_attrition *made = integi_allocate_zeroed(context, sizeof *made);
    if (made == NULL)
        return integi_out_of_memory(error);
    made->context = context;
    made->conditions = integi_conditions_retain(conditions);
    made->rows = conditions->snapshot->tables[conditions->table].rows;
    made->steps = integi_allocate_zeroed(context, conditions->count * sizeof *made->steps);
    if (made->steps == NULL) {
        integ_attrition_free(made);
        return integi_out_of_memory(error);
    }
    for (size_t i = 0; i < conditions->count; i++)
        made->steps[i].condition = (int64_t)i;
    *out = made;
    return INTEG_STATUS_OK;
}

void integ_attrition_free(integ_attrition *attrition)
{
    if (attrition == NULL)
        return;
    integi_conditions *conditions = attrition->conditions;
    if (attrition->steps != NULL)
        integi_release_wiped(attrition->context, attrition->steps, conditions->count * sizeof *attrition->steps);
    integi_release_wiped(attrition->context, attrition, sizeof *attrition);
    integi_conditions_free(conditions);
}

/* What each thread counts for a step. */
enum { ALONE, POSSIBLE, LEFT, NEAR, NEAR_POSSIBLE, COUNTS };

typedef struct counting {
    const integ_attrition *attrition;
    const integi_words *words;
    bool only_left; /* in another order, the rest is known already */
    integi_thread_counts counts;
} counting;

/* The rows of a chunk on their way through the conditions. */
typedef struct passage {
    uint64_t left[CHUNK_WORDS];   /* true so far */
    uint64_t missed[CHUNK_WORDS]; /* not true at least once */
    uint64_t again[CHUNK_WORDS];  /* not true at least twice */
} passage;

static const integi_result *result_of(const counting *work, const integi_chunk *chunk, size_t step)
{
    const integi_conditions *conditions = work->attrition->conditions;
    return &chunk->results[conditions->items[work->attrition->steps[step].condition].root];
}

static void count_left(const counting *work, const integi_chunk *chunk, int64_t *counts)
{
    uint64_t left[CHUNK_WORDS];
    size_t words = integi_bitset_words(chunk->rows);
    memset(left, 0xFF, sizeof left);
    int64_t last = 1;
    for (size_t i = 0; i < work->attrition->conditions->count && last > 0; i++) {
        const uint64_t *truth = result_of(work, chunk, i)->truth;
        for (size_t k = 0; k < words; k++)
            left[k] &= truth[k];
        last = work->words->count(left, words);
        counts[COUNTS * i + LEFT] += last;
    }
}

/* One condition: who passes, and who misses for the first or for another time. */
static void pass(passage *rows, const uint64_t *truth, size_t words)
{
    for (size_t k = 0; k < words; k++) {
        uint64_t missed = ~truth[k];
        rows->left[k] &= truth[k];
        rows->again[k] |= rows->missed[k] & missed;
        rows->missed[k] |= missed;
    }
}

/* Those who missed exactly once, told apart by what they missed. */
static void count_near(const counting *work, const integi_chunk *chunk, passage *rows, int64_t *counts)
{
    size_t words = integi_bitset_words(chunk->rows);
    for (size_t k = 0; k < words; k++)
        rows->missed[k] &= ~rows->again[k];
    rows->missed[words - 1] &= integi_bitset_last_mask(chunk->rows);
    int64_t near = work->words->count(rows->missed, words);
    for (size_t i = 0; i < work->attrition->conditions->count && near > 0; i++) {
        const integi_result *result = result_of(work, chunk, i);
        const uint64_t *hit[] = {rows->missed, result->truth}, *maybe[] = {rows->missed, result->possible};
        int64_t hits = work->words->count_all(hit, 2, words);
        counts[COUNTS * i + NEAR] += near - hits;
        if (result->possible != result->truth)
            counts[COUNTS * i + NEAR_POSSIBLE] += work->words->count_all(maybe, 2, words) - hits;
    }
}

static void count_chunk(const integi_chunk *chunk, void *userdata)
{
    counting *work = userdata;
    int64_t *counts = integi_thread_counts_of(&work->counts, chunk->thread);
    if (work->only_left) {
        count_left(work, chunk, counts);
        return;
    }
    passage rows;
    size_t words = integi_bitset_words(chunk->rows);
    memset(rows.left, 0xFF, sizeof rows.left);
    memset(rows.missed, 0, sizeof rows.missed);
    memset(rows.again, 0, sizeof rows.again);
    for (size_t i = 0; i < work->attrition->conditions->count; i++) {
        const integi_result *result = result_of(work, chunk, i);
        pass(&rows, result->truth, words);
        int64_t alone = work->words->count(result->truth, words);
        counts[COUNTS * i + ALONE] += alone;
        counts[COUNTS * i + POSSIBLE] +=
            result->possible == result->truth ? alone : work->words->count(result->possible, words);
        /* bits behind the last row are 0 in `truth` and so in `left` */
        counts[COUNTS * i + LEFT] += work->words->count(rows.left, words);
    }
    count_near(work, chunk, &rows, counts);
}

static void take_counts(integ_attrition *attrition, const counting *work)
{
    for (size_t i = 0; i < attrition->conditions->count; i++) {
        int64_t sums[COUNTS];
        for (size_t k = 0; k < COUNTS; k++)
            sums[k] = integi_thread_counts_sum(&work->counts, COUNTS * i + k);
        integi_attrition_step *step = &attrition->steps[i];
        step->left = sums[LEFT];
        if (work->only_left)
            continue;
        step->alone = sums[ALONE];
        step->unknown = sums[POSSIBLE] - sums[ALONE];
        step->near_miss = sums[NEAR] - sums[NEAR_POSSIBLE];
        step->near_unknown = sums[NEAR_POSSIBLE];
    }
}

static integ_status count(integ_attrition *attrition, bool only_left, integ_error *error)
{
    const integi_conditions *conditions = attrition->conditions;
    const integi_program *program = conditions->evaluation.program;
    if (conditions->count == 0)
        return INTEG_STATUS_OK;
    counting work = {.attrition = attrition,
                     .words = integi_words_of(attrition->context),
                     .only_left = only_left};
    int32_t threads = integi_program_threads(program, attrition->rows);
    if (!integi_thread_counts_init(&work.counts, attrition->context, threads, COUNTS * conditions->count))
        return integi_out_of_memory(error);
    integ_status status = integi_program_run(program, conditions->snapshot, conditions->table, threads, count_chunk,
                                             &work, error);
    take_counts(attrition, &work);
    integi_thread_counts_free(&work.counts);
    return status;
}

integ_status integi_attrition_of_conditions(integi_conditions *conditions, integ_attrition **out, integ_error *error)
{
    integ_attrition *attrition = NULL;
    integ_status status = make(conditions, &attrition, error);
    integi_conditions_free(conditions);
    if (status == INTEG_STATUS_OK)
        status = count(attrition, false, error);
    if (status == INTEG_STATUS_OK)
        *out = attrition;
    else
        integ_attrition_free(attrition);
    return status;
}

/* Either a group or a filter. */
static integ_status build(const integ_groups *groups, const integi_group *group, const integ_expression *filter,
                          const integ_snapshot *snapshot, int64_t table, integ_attrition **out, integ_error *error)
{
    integi_conditions *conditions = NULL;
    integ_status status = integi_conditions_new(snapshot, table, groups, &conditions, error);
    if (status == INTEG_STATUS_OK)
        status = group != NULL ? integi_conditions_add_group(conditions, groups, group, error)
                               : integi_conditions_add_filter(conditions, filter, error);
    if (status == INTEG_STATUS_OK)
        return integi_attrition_of_conditions(conditions, out, error);
    integi_conditions_free(conditions);
    return status;
}

integ_status integ_attrition_of_group(const integ_groups *groups, const char *name, const integ_snapshot *snapshot,
                                      integ_attrition **out, integ_error *error)
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
    integ_status status = integ_groups_check(groups, NULL, error);
    if (status == INTEG_STATUS_OK)
        status = integi_groups_table(groups, group, snapshot->owner, &table, error);
    return status != INTEG_STATUS_OK ? status : build(groups, group, NULL, snapshot, table, out, error);
}

integ_status integ_attrition_of_filter(const integ_expression *filter, const integ_groups *groups,
                                       const integ_snapshot *snapshot, const char *table, integ_attrition **out,
                                       integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (filter == NULL || snapshot == NULL)
        return integi_invalid_argument(error, filter == NULL ? "filter" : "snapshot");
    int64_t index;
    integ_status status = integi_table_index(snapshot->owner, table, &index, error);
    return status != INTEG_STATUS_OK ? status : build(groups, NULL, filter, snapshot, index, out, error);
}

/* Takes each step once from where it stands now. False when the order names one twice, or one that is not there. */
static bool reorder(const integ_attrition *from, const int64_t *order, integ_attrition *to)
{
    int64_t count = (int64_t)from->conditions->count;
    for (int64_t i = 0; i < count; i++)
        to->steps[i].condition = -1;
    for (int64_t i = 0; i < count; i++) {
        if (order[i] < 0 || order[i] >= count || to->steps[order[i]].condition == 0)
            return false;
        to->steps[order[i]].condition = 0; /* named */
    }
    for (int64_t i = 0; i < count; i++)
        to->steps[i] = from->steps[order[i]];
    return true;
}

integ_status integ_attrition_in_order(const integ_attrition *attrition, const int64_t *order, int64_t steps,
                                      integ_attrition **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (attrition == NULL || (order == NULL && steps > 0))
        return integi_invalid_argument(error, attrition == NULL ? "attrition" : "order");
    if (steps != (int64_t)attrition->conditions->count)
        return integi_invalid_argument(error, "steps");
    integ_attrition *made = NULL;
    integ_status status = make(attrition->conditions, &made, error);
    if (status == INTEG_STATUS_OK && !reorder(attrition, order, made))
        status = integi_invalid_argument(error, "order");
    if (status == INTEG_STATUS_OK)
        status = count(made, true, error);
    if (status == INTEG_STATUS_OK)
        *out = made;
    else
        integ_attrition_free(made);
    return status;
}

int64_t integ_attrition_steps(const integ_attrition *attrition)
{
    return (int64_t)attrition->conditions->count;
}

static const integi_attrition_step *step_at(const integ_attrition *attrition, int64_t index)
{
    return index < 0 || index >= (int64_t)attrition->conditions->count ? NULL : &attrition->steps[index];
}

const char *integ_attrition_condition(const integ_attrition *attrition, int64_t index)
{
    const integi_attrition_step *found = step_at(attrition, index);
    return found == NULL ? NULL : attrition->conditions->items[found->condition].text;
}

int64_t integ_attrition_rows_unprotected(const integ_attrition *attrition)
{
    return attrition->rows;
}

int64_t integ_attrition_alone_unprotected(const integ_attrition *attrition, int64_t index)
{
    const integi_attrition_step *found = step_at(attrition, index);
    return found == NULL ? 0 : found->alone;
}

int64_t integ_attrition_unknown_unprotected(const integ_attrition *attrition, int64_t index)
{
    const integi_attrition_step *found = step_at(attrition, index);
    return found == NULL ? 0 : found->unknown;
}

int64_t integ_attrition_left_unprotected(const integ_attrition *attrition, int64_t index)
{
    const integi_attrition_step *found = step_at(attrition, index);
    return found == NULL ? 0 : found->left;
}

int64_t integ_attrition_lost_unprotected(const integ_attrition *attrition, int64_t index)
{
    const integi_attrition_step *found = step_at(attrition, index);
    if (found == NULL)
        return 0;
    return (index == 0 ? attrition->rows : found[-1].left) - found->left;
}

int64_t integ_attrition_near_miss_unprotected(const integ_attrition *attrition, int64_t index)
{
    const integi_attrition_step *found = step_at(attrition, index);
    return found == NULL ? 0 : found->near_miss;
}

int64_t integ_attrition_near_unknown_unprotected(const integ_attrition *attrition, int64_t index)
{
    const integi_attrition_step *found = step_at(attrition, index);
    return found == NULL ? 0 : found->near_unknown;
}
