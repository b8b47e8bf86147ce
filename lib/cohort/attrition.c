/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/bitset.h"
#include "cohort/evaluation.h"

typedef struct step {
    char *condition;
    int32_t alone_root, left_root;
    int64_t alone, left;
} step;

struct integ_attrition {
    integ_context *context;
    step *steps;
    size_t count, capacity;
    int64_t rows;
};

static integ_status make(integ_context *context, integ_attrition **out, integ_error *error)
{
    *out = integi_allocate_zeroed(context, sizeof **out);
    if (*out == NULL)
        return integi_out_of_memory(error);
    (*out)->context = integi_context_retain(context);
    return INTEG_STATUS_OK;
}

void integ_attrition_free(integ_attrition *attrition)
{
    if (attrition == NULL)
        return;
    integ_context *context = attrition->context;
    for (size_t i = 0; i < attrition->count; i++)
        integi_text_free(context, attrition->steps[i].condition);
    integi_release(context, attrition->steps, attrition->capacity * sizeof *attrition->steps);
    integi_release(context, attrition, sizeof *attrition);
    integ_context_free(context);
}

static integ_status add_step(integ_attrition *attrition, integi_program *program, const integ_expression *expression,
                             const integi_node *node, integ_error *error)
{
    void *steps = attrition->steps;
    if (!integi_grow(attrition->context, &steps, &attrition->capacity, attrition->count, sizeof *attrition->steps))
        return integi_out_of_memory(error);
    attrition->steps = steps;
    step *added = &attrition->steps[attrition->count];
    integ_status status = integi_program_add_condition(program, expression, node, &added->alone_root, error);
    if (status != INTEG_STATUS_OK)
        return status;
    added->left_root = added->alone_root;
    if (attrition->count > 0)
        status = integi_program_add_and(program, added[-1].left_root, added->alone_root, &added->left_root, error);
    if (status != INTEG_STATUS_OK)
        return status;
    size_t length;
    const char *text = integi_expression_source_text(expression, node, &length);
    added->condition = integi_text_copy(attrition->context, text, length);
    if (added->condition == NULL)
        return integi_out_of_memory(error);
    added->alone = added->left = 0;
    attrition->count++;
    return INTEG_STATUS_OK;
}

static integ_status add_conditions(integ_attrition *attrition, integi_program *program,
                                   const integ_expression *expression, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < integi_expression_conjunct_count(expression) && status == INTEG_STATUS_OK; i++)
        status = add_step(attrition, program, expression, integi_expression_conjunct(expression, i), error);
    return status;
}

/* The group's conditions after those of the groups it is within. A check has excluded circles before. */
static integ_status add_group(integ_attrition *attrition, integi_program *program, const integ_groups *groups,
                              const integi_group *group, integ_error *error)
{
    if (group->within != NULL) {
        const integi_group *outer = integi_groups_get(groups, group->within);
        integ_status status = outer == NULL ? integi_groups_report_unknown(groups, group->within, NULL, error)
                                            : add_group(attrition, program, groups, outer, error);
        if (status != INTEG_STATUS_OK)
            return status;
    }
    return group->where == NULL ? INTEG_STATUS_OK : add_conditions(attrition, program, group->where, error);
}

typedef struct counting {
    const integ_attrition *attrition;
    integi_thread_counts counts; /* two for each step */
} counting;

static int64_t members(const uint64_t *words, int32_t rows)
{
    int64_t count = 0;
    for (size_t i = 0; i < integi_bitset_words(rows); i++)
        count += __builtin_popcountll(words[i]);
    return count;
}

static void count_chunk(const integi_chunk *chunk, void *userdata)
{
    counting *work = userdata;
    int64_t *counts = integi_thread_counts_of(&work->counts, chunk->thread);
    for (size_t i = 0; i < work->attrition->count; i++) {
        const step *counted = &work->attrition->steps[i];
        counts[2 * i] += members(chunk->results[counted->alone_root].truth, chunk->rows);
        counts[2 * i + 1] += members(chunk->results[counted->left_root].truth, chunk->rows);
    }
}

static integ_status count_steps(integ_attrition *attrition, const integi_program *program,
                                const integ_snapshot *snapshot, int64_t table, integ_error *error)
{
    attrition->rows = snapshot->tables[table].rows;
    if (attrition->count == 0)
        return INTEG_STATUS_OK;
    counting work = {.attrition = attrition};
    int32_t threads = integi_program_threads(program, attrition->rows);
    if (!integi_thread_counts_init(&work.counts, attrition->context, threads, 2 * attrition->count))
        return integi_out_of_memory(error);
    integ_status status = integi_program_run(program, snapshot, table, threads, count_chunk, &work, error);
    for (size_t i = 0; i < attrition->count; i++) {
        attrition->steps[i].alone = integi_thread_counts_sum(&work.counts, 2 * i);
        attrition->steps[i].left = integi_thread_counts_sum(&work.counts, 2 * i + 1);
    }
    integi_thread_counts_free(&work.counts);
    return status;
}

/* Either a group or a filter. */
static integ_status build(const integ_groups *groups, const integi_group *group, const integ_expression *filter,
                          const integ_snapshot *snapshot, int64_t table, integ_attrition **out, integ_error *error)
{
    integ_attrition *attrition = NULL;
    integi_evaluation evaluation = {0};
    integ_status status = make(integi_register_context(snapshot->owner), &attrition, error);
    if (status == INTEG_STATUS_OK)
        status = integi_evaluation_open(&evaluation, groups, snapshot->owner, table, error);
    if (status == INTEG_STATUS_OK)
        status = group != NULL ? add_group(attrition, evaluation.program, groups, group, error)
                               : add_conditions(attrition, evaluation.program, filter, error);
    if (status == INTEG_STATUS_OK)
        status = count_steps(attrition, evaluation.program, snapshot, table, error);
    integi_evaluation_close(&evaluation);
    if (status == INTEG_STATUS_OK)
        *out = attrition;
    else
        integ_attrition_free(attrition);
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

int64_t integ_attrition_steps(const integ_attrition *attrition)
{
    return (int64_t)attrition->count;
}

static const step *step_at(const integ_attrition *attrition, int64_t index)
{
    return index < 0 || index >= (int64_t)attrition->count ? NULL : &attrition->steps[index];
}

const char *integ_attrition_condition(const integ_attrition *attrition, int64_t index)
{
    const step *found = step_at(attrition, index);
    return found == NULL ? NULL : found->condition;
}

int64_t integ_attrition_rows_unprotected(const integ_attrition *attrition)
{
    return attrition->rows;
}

int64_t integ_attrition_alone_unprotected(const integ_attrition *attrition, int64_t index)
{
    const step *found = step_at(attrition, index);
    return found == NULL ? 0 : found->alone;
}

int64_t integ_attrition_left_unprotected(const integ_attrition *attrition, int64_t index)
{
    const step *found = step_at(attrition, index);
    return found == NULL ? 0 : found->left;
}

int64_t integ_attrition_lost_unprotected(const integ_attrition *attrition, int64_t index)
{
    const step *found = step_at(attrition, index);
    if (found == NULL)
        return 0;
    return (index == 0 ? attrition->rows : found[-1].left) - found->left;
}
