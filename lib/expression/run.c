/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/run.h"

#include "base/parallel.h"

#include <string.h>

/* Chunks that a thread takes at a time: enough that taking them costs nothing, few enough to cancel soon. */
#define BATCH_CHUNKS 4

/* Less work than this, in operations times rows, is done before a second thread has started. */
#define PARALLEL_WORK INT64_C(4000000)

int32_t integi_program_threads(const integi_program *program, int64_t rows)
{
    int64_t batches = rows / ((int64_t)BATCH_CHUNKS * INTEGI_CHUNK_ROWS);
    int32_t threads = integ_context_threads(program->context);
    if (rows * (int64_t)(program->graph.count + 1) < PARALLEL_WORK || batches < 2)
        return 1;
    return threads < batches ? threads : (int32_t)batches;
}

bool integi_uses_column(const integi_operation *operation)
{
    switch (operation->kind) {
    case INTEGI_OPERATION_MEMBERS:
    case INTEGI_OPERATION_NUMBER_MEMBERS:
    case INTEGI_OPERATION_TABLE:
    case INTEGI_OPERATION_NULL_COLUMN:
    case INTEGI_OPERATION_LOAD:
    case INTEGI_OPERATION_RANK:
        return true;
    default:
        return false;
    }
}

void integi_program_mark_sources(const integi_program *program, bool *columns, bool *tables)
{
    for (size_t i = 0; i < program->graph.count; i++) {
        const integi_operation *operation = integi_graph_operation(&program->graph, (int32_t)i);
        if (integi_uses_column(operation) && operation->column < program->scope->definition->column_count)
            columns[operation->column] = true;
    }
    for (size_t i = 0; i < program->history_table_count; i++)
        tables[program->history_tables[i].table] = true;
    if (program->earlier != NULL && program->earlier != program)
        integi_program_mark_sources(program->earlier, columns, tables);
}

static bool looks_at_other_rows(const integi_operation *operation)
{
    switch (operation->kind) {
    case INTEGI_OPERATION_WAS_IN:
    case INTEGI_OPERATION_LINKED_IN:
    case INTEGI_OPERATION_LINKED:
    case INTEGI_OPERATION_HISTORY:
    case INTEGI_OPERATION_YEARS_IN:
        return true;
    default:
        return false;
    }
}

bool integi_program_mark_columns(const integi_program *program, int32_t root, bool *columns)
{
    int32_t top = integi_program_root_operation(program, root);
    int64_t own = program->scope->definition->column_count;
    size_t size = (size_t)top + 1;
    bool *used = integi_allocate_zeroed(program->context, size);
    if (used == NULL)
        return false;
    used[top] = true;
    for (int32_t at = top; at >= 0; at--) { /* inputs come before what uses them */
        const integi_operation *operation = integi_graph_operation(&program->graph, at);
        if (!used[at])
            continue;
        for (int32_t i = 0; i < operation->input_count; i++)
            used[program->graph.inputs[operation->inputs + i]] = true;
        if (integi_uses_column(operation))
            columns[operation->column < own ? operation->column : own] = true;
        else if (looks_at_other_rows(operation))
            columns[own] = true;
    }
    integi_release(program->context, used, size);
    return true;
}

#define VALUE_AT_MOST (INT64_C(1) << 60) /* ranges that are open end further out */

static int64_t list_value(int64_t value, int64_t *out, int64_t count, int64_t room)
{
    for (int64_t i = 0; i < count; i++)
        if (out[i] == value)
            return count;
    if (count < room && value < VALUE_AT_MOST && value > -VALUE_AT_MOST)
        out[count++] = value;
    return count;
}

int64_t integi_program_list_values(const integi_program *program, int64_t column, int64_t *out, int64_t count,
                                   int64_t room)
{
    for (size_t i = 0; i < program->graph.count; i++) {
        const integi_operation *operation = integi_graph_operation(&program->graph, (int32_t)i);
        if (operation->kind != INTEGI_OPERATION_MEMBERS || operation->view != INTEGI_VIEW_PLAIN ||
            operation->column != column)
            continue;
        const integi_range *ranges = integi_graph_data(&program->graph, operation);
        for (size_t j = 0; j < (size_t)operation->data_size / sizeof *ranges; j++) {
            count = list_value(ranges[j].first, out, count, room);
            count = list_value(ranges[j].last, out, count, room);
            if (ranges[j].first > -VALUE_AT_MOST)
                count = list_value(ranges[j].first - 1, out, count, room);
            if (ranges[j].last < VALUE_AT_MOST)
                count = list_value(ranges[j].last + 1, out, count, room);
        }
    }
    bool other = program->earlier != NULL && program->earlier != program;
    return other ? integi_program_list_values(program->earlier, column, out, count, room) : count;
}

static bool needs_as_of(const integi_operation *operation)
{
    return (operation->kind == INTEGI_OPERATION_MEMBERS && operation->view == INTEGI_VIEW_AGE) ||
           (operation->kind == INTEGI_OPERATION_CALL && operation->function->needs_as_of);
}

static integ_status bind_step(integi_run *run, integi_step *step, integ_error *error)
{
    const integi_operation *operation = step->operation;
    if (needs_as_of(operation) && !run->snapshot->has_as_of)
        return INTEGI_FAIL(error, NULL, &integi_message_expression_as_of,
                           operation->kind == INTEGI_OPERATION_CALL ? operation->function->name : "age");
    if (operation->kind == INTEGI_OPERATION_CALL && !integi_bind_answers(run, step))
        return integi_out_of_memory(error);
    if (!integi_uses_column(operation))
        return INTEG_STATUS_OK;
    int64_t own = run->table->definition->column_count;
    bool picked = operation->column >= own; /* such a column was not there yet when it was asked if it has nulls */
    const integi_column *column =
        picked ? &run->picked[operation->column - own] : &run->table->columns[operation->column];
    step->items = (integi_items){column->values, column->known, column->width, column->nulls > 0 || picked,
                                 column->base, column->planes, column->plane_count, column->plane_first};
    bool set = operation->kind == INTEGI_OPERATION_MEMBERS || operation->kind == INTEGI_OPERATION_TABLE;
    return !set || integi_bind_set(run, operation, column, &step->set) ? INTEG_STATUS_OK : integi_out_of_memory(error);
}

static integ_status bind_steps(integi_run *run, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int32_t i = 0; i < run->step_count && status == INTEG_STATUS_OK; i++)
        status = bind_step(run, &run->steps[i], error);
    return status;
}

static size_t workspace_size(const integi_run *run)
{
    size_t roots = (run->program->root_count * sizeof(integi_result) + 63) / 64 * 64;
    return (size_t)run->row_set_count * sizeof(integi_row_set) + (size_t)run->value_count * sizeof(integi_values) +
           sizeof(integi_looked_at) + roots;
}

/* The roots' results lie in the same places for every chunk. */
static void point_results(const integi_run *run, integi_workspace *workspace)
{
    for (size_t i = 0; i < run->program->root_count; i++) {
        const integi_root *root = &run->program->roots[i];
        integi_result *result = &workspace->results[i];
        *result = (integi_result){0};
        if (integi_run_wants(run, i) != INTEGI_WANT_WORDS)
            continue;
        const integi_step *step = &run->steps[run->step_of[root->operation]];
        if (integi_is_condition(step->operation)) {
            result->truth = workspace->row_sets[step->truth].words;
            result->possible = workspace->row_sets[step->possible].words;
        } else {
            result->known = workspace->row_sets[step->truth].words;
            if (root->type == INTEG_TYPE_NUMBER)
                result->numbers = workspace->values[step->value].numbers;
            else
                result->integers = workspace->values[step->value].integers;
        }
    }
}

static bool make_workspaces(integi_run *run)
{
    size_t size = workspace_size(run);
    run->workspaces = integi_arena_allocate(&run->arena, (size_t)run->threads * sizeof *run->workspaces);
    run->memory_size = (size_t)run->threads * size + 64;
    run->memory = integi_allocate_zeroed(run->program->context, run->memory_size);
    if (run->workspaces == NULL || run->memory == NULL)
        return false;
    char *at = (char *)(((uintptr_t)run->memory + 63) / 64 * 64);
    for (int32_t t = 0; t < run->threads; t++, at += size) {
        integi_workspace *workspace = &run->workspaces[t];
        workspace->values = (integi_values *)(void *)at;
        workspace->row_sets = (integi_row_set *)(void *)(workspace->values + run->value_count);
        workspace->looked_at = (integi_looked_at *)(void *)(workspace->row_sets + run->row_set_count);
        workspace->results = (integi_result *)(void *)(workspace->looked_at + 1);
        point_results(run, workspace);
        for (int32_t i = 0; i < run->step_count; i++)
            if (run->steps[i].kept)
                integi_fill_constant(run, workspace, &run->steps[i]);
    }
    return true;
}

/* Clears the bits behind the last row of the roots' words. */
static void clear_tail(const integi_run *run, const integi_workspace *workspace, int32_t rows)
{
    size_t last = ((size_t)rows - 1) / 64;
    uint64_t mask = integi_bitset_last_mask(rows);
    for (size_t i = 0; i < run->program->root_count; i++) {
        if (integi_run_wants(run, i) != INTEGI_WANT_WORDS)
            continue;
        const integi_step *step = &run->steps[run->step_of[run->program->roots[i].operation]];
        workspace->row_sets[step->truth].words[last] &= mask;
        if (integi_is_condition(step->operation) && step->possible != step->truth)
            workspace->row_sets[step->possible].words[last] &= mask;
    }
}

static void run_chunk(const integi_run *run, int64_t index, int32_t thread)
{
    const integi_workspace *workspace = &run->workspaces[thread];
    int64_t first = index * INTEGI_CHUNK_ROWS, left = run->table->rows - first;
    int32_t rows = left < INTEGI_CHUNK_ROWS ? (int32_t)left : INTEGI_CHUNK_ROWS;
    for (int32_t i = 0; i < run->step_count; i++)
        integi_evaluate(run, workspace, &run->steps[i], first, rows);
    if (rows % 64 != 0)
        clear_tail(run, workspace, rows);
    integi_chunk chunk = {index, first, rows, thread, workspace->results};
    run->sink(&chunk, run->userdata);
}

static int64_t chunk_count(const integi_run *run)
{
    return (run->table->rows + INTEGI_CHUNK_ROWS - 1) / INTEGI_CHUNK_ROWS;
}

static integ_status run_batch(int64_t item, int32_t thread, void *userdata)
{
    const integi_run *run = userdata;
    int64_t chunks = chunk_count(run), first = item * BATCH_CHUNKS;
    for (int64_t i = first; i < first + BATCH_CHUNKS && i < chunks; i++)
        run_chunk(run, i, thread);
    return INTEG_STATUS_OK;
}

static integ_status run_all(integi_run *run, integ_error *error)
{
    if (!integi_make_steps(run))
        return integi_out_of_memory(error);
    integ_status status = integi_bind_histories(run, error);
    if (status == INTEG_STATUS_OK)
        status = bind_steps(run, error);
    if (status == INTEG_STATUS_OK)
        status = integi_bind_earlier(run, error);
    if (status == INTEG_STATUS_OK)
        status = integi_bind_linked(run, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!make_workspaces(run))
        return integi_out_of_memory(error);
    int64_t batches = (chunk_count(run) + BATCH_CHUNKS - 1) / BATCH_CHUNKS;
    status = integi_parallel(run->program->context, run->threads, batches, "evaluate", run_batch, run);
    if (status == INTEG_STATUS_CANCELLED)
        return integi_cancelled(error);
    return status == INTEG_STATUS_OK ? status : integi_out_of_memory(error);
}

integ_status integi_program_run(const integi_program *program, const integ_snapshot *snapshot, int64_t table,
                                int32_t threads, integi_sink sink, void *userdata, integ_error *error)
{
    return integi_program_run_some(program, NULL, snapshot, table, threads, sink, userdata, error);
}

static integ_status run_over(integi_run *run, const integ_snapshot *snapshot, int64_t table, int32_t threads,
                             integ_error *error)
{
    integ_context *context = run->program->context;
    run->snapshot = snapshot;
    run->table = &snapshot->tables[table];
    run->words = integi_words_of(context);
    run->members = integi_members_for(integ_context_instructions(context));
    run->threads = threads < 1 ? 1 : threads;
    if (run->table->rows == 0)
        return INTEG_STATUS_OK;
    integi_arena_init(&run->arena, context);
    integ_status status = run_all(run, error);
    integi_release_wiped(context, run->memory, run->memory == NULL ? 0 : run->memory_size);
    integi_release_answers(run);
    integi_release_histories(run);
    integi_release_earlier(run);
    integi_release_linked(run);
    integi_arena_free(&run->arena);
    return status;
}

integ_status integi_program_run_some(const integi_program *program, const bool *roots, const integ_snapshot *snapshot,
                                     int64_t table, int32_t threads, integi_sink sink, void *userdata,
                                     integ_error *error)
{
    integi_run run = {.program = program, .wanted_roots = roots, .sink = sink, .userdata = userdata};
    return run_over(&run, snapshot, table, threads, error);
}

integ_status integi_run_inside(integi_run *outer, const bool *roots, const integ_snapshot *snapshot, integi_sink sink,
                               void *userdata, integ_error *error)
{
    const integi_program *program = outer->program->earlier;
    integi_run run = {.program = program,
                      .wanted_roots = roots,
                      .sink = sink,
                      .userdata = userdata,
                      .memberships = outer->memberships};
    int64_t table = program->scope->table;
    int32_t threads = integi_program_threads(program, snapshot->tables[table].rows);
    return run_over(&run, snapshot, table, threads, error);
}
