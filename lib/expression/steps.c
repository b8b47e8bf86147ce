/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/run.h"

#include <string.h>

static bool is_on_column(const integi_operation *operation)
{
    return operation->kind == INTEGI_OPERATION_MEMBERS || operation->kind == INTEGI_OPERATION_NUMBER_MEMBERS ||
           operation->kind == INTEGI_OPERATION_TABLE;
}

/* Whether an operation may be unknown for a row of the table; without a table, of any. Inputs were looked at before. */
static bool may_be_unknown(const integi_graph *graph, const integi_table *table, const integi_operation *operation,
                           const bool *known_so_far)
{
    switch (operation->kind) {
    case INTEGI_OPERATION_FIXED:
        return operation->operator == INTEGI_UNKNOWN;
    case INTEGI_OPERATION_AND:
    case INTEGI_OPERATION_OR:
    case INTEGI_OPERATION_NOT:
        for (int32_t i = 0; i < operation->input_count; i++)
            if (known_so_far[integi_graph_inputs(graph, operation)[i]])
                return true;
        return false;
    case INTEGI_OPERATION_MEMBERS:
    case INTEGI_OPERATION_NUMBER_MEMBERS:
    case INTEGI_OPERATION_TABLE:
        return table == NULL || table->columns[operation->column].nulls > 0;
    case INTEGI_OPERATION_NULL_COLUMN:
    case INTEGI_OPERATION_NULL_VALUE:
    case INTEGI_OPERATION_NULL_CONDITION:
        return false;
    default:
        return true;
    }
}

static void find_unknown(const integi_graph *graph, const integi_table *table, bool *unknown)
{
    for (size_t i = 0; i < graph->count; i++)
        unknown[i] = may_be_unknown(graph, table, integi_graph_operation(graph, (int32_t)i), unknown);
}

/* Constants are filled once, before the first chunk, and keep their places; but only so many: a list of ten thousand
 * values would take half a gigabyte. Those from here on are filled anew for every chunk, like columns. */
#define KEPT_CONSTANTS 64

static int32_t end_of_kept_constants(const integi_graph *graph)
{
    int32_t constants = 0;
    for (int32_t at = 0; at < (int32_t)graph->count; at++)
        if (integi_graph_operation(graph, at)->kind == INTEGI_OPERATION_CONSTANT && ++constants > KEPT_CONSTANTS)
            return at;
    return INT32_MAX;
}

/* For each operation the last that needs its results: itself when only their number is wanted, no other for roots.
 * Operations that nothing needs, left from folding, have -1; so have the nulls of columns that have none. */
static void find_last_uses(const integi_run *run, const bool *unknown, int32_t *last_uses)
{
    const integi_program *program = run->program;
    const integi_graph *graph = &program->graph;
    int32_t end_of_kept = end_of_kept_constants(graph);
    memset(last_uses, 0xFF, graph->count * sizeof *last_uses);
    for (size_t i = 0; i < program->root_count; i++) {
        int32_t operation = program->roots[i].operation;
        integi_want want = integi_run_wants(run, i);
        if (want == INTEGI_WANT_WORDS)
            last_uses[operation] = INT32_MAX;
        else if (want == INTEGI_WANT_COUNTS && last_uses[operation] < 0)
            last_uses[operation] = operation;
    }
    for (int32_t at = (int32_t)graph->count - 1; at >= 0; at--) {
        const integi_operation *operation = integi_graph_operation(graph, at);
        if (last_uses[at] < 0)
            continue;
        if (operation->kind == INTEGI_OPERATION_CONSTANT && at < end_of_kept)
            last_uses[at] = INT32_MAX; /* nor may anybody use it later */
        if (is_on_column(operation) && !unknown[at])
            continue;
        for (int32_t i = 0; i < operation->input_count; i++) {
            int32_t input = integi_graph_inputs(graph, operation)[i];
            if (last_uses[input] < at)
                last_uses[input] = at;
        }
    }
}

int32_t integi_program_live_operations(const integi_program *program)
{
    size_t count = program->graph.count + 1;
    int32_t live = 0;
    integi_run run = {.program = program};
    int32_t *last_uses = integi_allocate_array(program->context, count, sizeof *last_uses);
    bool *unknown = integi_allocate_array(program->context, count, sizeof *unknown);
    if (last_uses != NULL && unknown != NULL) {
        find_unknown(&program->graph, NULL, unknown);
        find_last_uses(&run, unknown, last_uses);
        for (size_t i = 0; i < program->graph.count; i++)
            live += last_uses[i] >= 0;
    } else {
        live = (int32_t)program->graph.count;
    }
    integi_release(program->context, last_uses, count * sizeof *last_uses);
    integi_release(program->context, unknown, count * sizeof *unknown);
    return live;
}

/* Free places of one kind, used like a stack. */
typedef struct pool {
    int32_t *free;
    int32_t free_count;
    int32_t count; /* ever handed out */
} pool;

static int32_t take(pool *places)
{
    return places->free_count > 0 ? places->free[--places->free_count] : places->count++;
}

static void give_back(pool *places, int32_t place)
{
    places->free[places->free_count++] = place;
}

typedef struct placing {
    integi_run *run;
    const bool *unknown;
    const int32_t *last_uses;
    int32_t end_of_kept_constants;
    pool row_sets, values;
} placing;

static void place_results(placing *work, int32_t at, integi_step *step)
{
    step->kept = step->operation->kind == INTEGI_OPERATION_CONSTANT && at < work->end_of_kept_constants;
    if (step->kept) {
        step->truth = work->row_sets.count++; /* filled before the first chunk: nobody else may have used it */
        step->value = work->values.count++;
        return;
    }
    step->truth = step->possible = take(&work->row_sets);
    if (!integi_is_condition(step->operation))
        step->value = take(&work->values);
    else if (work->unknown[at])
        step->possible = take(&work->row_sets);
}

static void give_results_back(placing *work, const integi_step *step)
{
    give_back(&work->row_sets, step->truth);
    if (!integi_is_condition(step->operation))
        give_back(&work->values, step->value);
    else if (step->possible != step->truth)
        give_back(&work->row_sets, step->possible);
}

/* Gives every needed operation places for its results, and gives them back when the last that needs them is done. */
static void place_step(placing *work, int32_t at)
{
    integi_run *run = work->run;
    const integi_graph *graph = &run->program->graph;
    integi_step *step = &run->steps[run->step_count];
    *step = (integi_step){.operation = integi_graph_operation(graph, at), .value = -1, .counted_root = -1};
    step->inputs = integi_graph_inputs(graph, step->operation);
    step->only_counted = work->last_uses[at] == at;
    run->step_of[at] = run->step_count++;
    place_results(work, at, step);
    for (int32_t i = 0; i < step->operation->input_count; i++) {
        int32_t input = step->inputs[i];
        bool again = false; /* f(x, x) gives x back once */
        for (int32_t j = 0; j < i && work->last_uses[input] == at; j++)
            again = again || step->inputs[j] == input;
        if (work->last_uses[input] == at && !again)
            give_results_back(work, &run->steps[run->step_of[input]]);
    }
    if (step->only_counted)
        give_results_back(work, step);
}

static void find_counted_roots(integi_run *run)
{
    for (int32_t i = (int32_t)run->program->root_count - 1; i >= 0; i--) {
        const integi_root *root = &run->program->roots[i];
        if (integi_run_wants(run, (size_t)i) != INTEGI_WANT_COUNTS)
            continue;
        integi_step *step = &run->steps[run->step_of[root->operation]];
        run->next_counted[i] = step->counted_root;
        step->counted_root = i;
    }
}

bool integi_make_steps(integi_run *run)
{
    const integi_graph *graph = &run->program->graph;
    size_t count = graph->count + 1, roots = run->program->root_count + 1;
    bool *unknown = integi_arena_allocate(&run->arena, count * sizeof *unknown);
    int32_t *last_uses = integi_arena_allocate(&run->arena, count * sizeof *last_uses);
    placing work = {.run = run, .unknown = unknown, .last_uses = last_uses};
    work.end_of_kept_constants = end_of_kept_constants(graph);
    work.row_sets.free = integi_arena_allocate(&run->arena, 2 * count * sizeof(int32_t));
    work.values.free = integi_arena_allocate(&run->arena, count * sizeof(int32_t));
    run->step_of = integi_arena_allocate(&run->arena, count * sizeof *run->step_of);
    run->steps = integi_arena_allocate(&run->arena, count * sizeof *run->steps);
    run->next_counted = integi_arena_allocate(&run->arena, roots * sizeof *run->next_counted);
    if (unknown == NULL || last_uses == NULL || work.row_sets.free == NULL || work.values.free == NULL ||
        run->step_of == NULL || run->steps == NULL || run->next_counted == NULL)
        return false;
    find_unknown(graph, run->table, unknown);
    find_last_uses(run, unknown, last_uses);
    for (int32_t at = 0; at < (int32_t)graph->count; at++) {
        run->step_of[at] = -1;
        if (last_uses[at] >= 0)
            place_step(&work, at);
    }
    run->row_set_count = work.row_sets.count;
    run->value_count = work.values.count;
    find_counted_roots(run);
    return true;
}
