/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/order.h"

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
        return table == NULL || operation->column >= table->definition->column_count || /* a picked one */
               table->columns[operation->column].nulls > 0;
    case INTEGI_OPERATION_NULL_COLUMN:
    case INTEGI_OPERATION_NULL_VALUE:
    case INTEGI_OPERATION_NULL_CONDITION:
        return false;
    case INTEGI_OPERATION_LINKED:
        return operation->input_count > 0;
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

static void note_look(int32_t *within, int32_t operation, int32_t condition)
{
    bool only = within[operation] == INTEGI_NOBODY || within[operation] == condition;
    within[operation] = only ? condition : INTEGI_EVERY_ROW;
}

/* Of a run that is over no table, such as one that is only asked how much it would do, nothing is known. */
static bool has_planes(const integi_run *run, const integi_operation *operation)
{
    return run->table != NULL && operation->column < run->table->definition->column_count &&
           run->table->columns[operation->column].planes != NULL;
}

bool integi_reads_inputs(const integi_run *run, const integi_operation *operation, bool unknown)
{
    return !is_on_column(operation) || (unknown && !has_planes(run, operation));
}

/* Operations that nothing needs, left from folding, are looked at by nobody; so are the nulls of columns that have
 * none. */
static void find_looks(const integi_run *run, const bool *unknown, int32_t *within)
{
    const integi_program *program = run->program;
    const integi_graph *graph = &program->graph;
    for (size_t i = 0; i < graph->count; i++)
        within[i] = INTEGI_NOBODY;
    for (size_t i = 0; i < program->root_count; i++) {
        const integi_root *root = &program->roots[i];
        bool in_part = root->within >= 0 && integi_run_wants(run, (size_t)root->within) == INTEGI_WANT_WORDS;
        if (integi_run_wants(run, i) != INTEGI_WANT_NOTHING)
            note_look(within, root->operation, in_part ? program->roots[root->within].operation : INTEGI_EVERY_ROW);
    }
    for (int32_t at = (int32_t)graph->count - 1; at >= 0; at--) {
        const integi_operation *operation = integi_graph_operation(graph, at);
        for (int32_t i = 0; i < operation->input_count && within[at] != INTEGI_NOBODY; i++)
            if (integi_reads_inputs(run, operation, unknown[at]))
                note_look(within, integi_graph_inputs(graph, operation)[i], within[at]);
    }
}

int32_t integi_program_live_operations(const integi_program *program)
{
    size_t count = program->graph.count + 1;
    int32_t live = 0;
    integi_run run = {.program = program};
    int32_t *within = integi_allocate_array(program->context, count, sizeof *within);
    bool *unknown = integi_allocate_array(program->context, count, sizeof *unknown);
    if (within != NULL && unknown != NULL) {
        find_unknown(&program->graph, NULL, unknown);
        find_looks(&run, unknown, within);
        for (size_t i = 0; i < program->graph.count; i++)
            live += within[i] != INTEGI_NOBODY;
    } else {
        live = (int32_t)program->graph.count;
    }
    integi_release(program->context, within, count * sizeof *within);
    integi_release(program->context, unknown, count * sizeof *unknown);
    return live;
}

/* For each operation when its results are needed last: when it runs, where only their number is wanted, and at the end
 * of time for roots. */
static void find_last_uses(const integi_run *run, const bool *unknown, const int32_t *within, const int32_t *times,
                           int32_t *last_uses)
{
    const integi_program *program = run->program;
    const integi_graph *graph = &program->graph;
    int32_t end_of_kept = end_of_kept_constants(graph);
    for (size_t i = 0; i < graph->count; i++)
        last_uses[i] = within[i] == INTEGI_NOBODY ? -1 : times[i];
    for (size_t i = 0; i < program->root_count; i++)
        if (integi_run_wants(run, i) == INTEGI_WANT_WORDS)
            last_uses[program->roots[i].operation] = INT32_MAX;
    for (int32_t at = 0; at < (int32_t)graph->count; at++) {
        const integi_operation *operation = integi_graph_operation(graph, at);
        if (within[at] == INTEGI_NOBODY)
            continue;
        if (operation->kind == INTEGI_OPERATION_CONSTANT && at < end_of_kept)
            last_uses[at] = INT32_MAX; /* nor may anybody use it later */
        for (int32_t i = 0; i < operation->input_count && integi_reads_inputs(run, operation, unknown[at]); i++) {
            int32_t input = integi_graph_inputs(graph, operation)[i];
            if (last_uses[input] < times[at])
                last_uses[input] = times[at];
        }
    }
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
    const int32_t *last_uses, *within;
    const integi_order *order;
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
    *step = (integi_step){
        .operation = integi_graph_operation(graph, at), .value = -1, .counted_root = -1, .wanted = -1};
    step->inputs = integi_graph_inputs(graph, step->operation);
    step->only_counted = work->last_uses[at] == run->step_count;
    if (work->within[at] != INTEGI_EVERY_ROW)
        step->wanted = run->steps[run->step_of[work->within[at]]].truth;
    int32_t now = run->step_of[at] = run->step_count++;
    place_results(work, at, step);
    integi_find_among(work->order, at, step);
    for (int32_t i = 0; i < step->operation->input_count; i++) {
        int32_t input = step->inputs[i];
        bool again = false; /* f(x, x) gives x back once */
        for (int32_t j = 0; j < i && work->last_uses[input] == now; j++)
            again = again || step->inputs[j] == input;
        if (work->last_uses[input] == now && !again)
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
    int32_t *within = integi_arena_allocate(&run->arena, count * sizeof *within);
    integi_order order = {.run = run, .unknown = unknown, .within = within};
    placing work = {.run = run, .unknown = unknown, .last_uses = last_uses, .within = within, .order = &order};
    order.readers = integi_arena_allocate(&run->arena, count * sizeof *order.readers);
    order.costs = integi_arena_allocate(&run->arena, count * sizeof *order.costs);
    order.sequence = integi_arena_allocate(&run->arena, count * sizeof *order.sequence);
    work.end_of_kept_constants = end_of_kept_constants(graph);
    work.row_sets.free = integi_arena_allocate(&run->arena, 2 * count * sizeof(int32_t));
    work.values.free = integi_arena_allocate(&run->arena, count * sizeof(int32_t));
    run->step_of = integi_arena_allocate(&run->arena, count * sizeof *run->step_of);
    run->steps = integi_arena_allocate(&run->arena, count * sizeof *run->steps);
    run->next_counted = integi_arena_allocate(&run->arena, roots * sizeof *run->next_counted);
    if (unknown == NULL || last_uses == NULL || within == NULL || order.readers == NULL || order.costs == NULL ||
        order.sequence == NULL || work.row_sets.free == NULL || work.values.free == NULL || run->step_of == NULL ||
        run->steps == NULL || run->next_counted == NULL)
        return false;
    find_unknown(graph, run->table, unknown);
    find_looks(run, unknown, within);
    order.times = run->step_of;
    integi_find_order(&order);
    find_last_uses(run, unknown, within, run->step_of, last_uses);
    for (int32_t i = 0; i < order.count; i++)
        place_step(&work, order.sequence[i]);
    run->row_set_count = work.row_sets.count;
    run->value_count = work.values.count;
    find_counted_roots(run);
    return true;
}
