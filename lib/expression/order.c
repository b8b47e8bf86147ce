/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/order.h"

/* In which order operations run. What only one operation reads runs just before that one, and what is cheap to find
 * runs before what is dear: of conditions that are joined by AND, a dear one is then computed only where all that came
 * before are possible. Whatever it says elsewhere, the whole is false there. */

/* So few conditions of an AND are worth a look at each of them. */
#define CONDITIONS_LOOKED_AT 64

static void note_reader(int32_t *reader, int32_t at)
{
    *reader = *reader == INTEGI_NOBODY ? at : INTEGI_SEVERAL;
}

static void find_readers(const integi_order *order)
{
    const integi_run *run = order->run;
    const integi_graph *graph = &run->program->graph;
    for (size_t i = 0; i < graph->count; i++)
        order->readers[i] = INTEGI_NOBODY;
    for (size_t i = 0; i < run->program->root_count; i++)
        if (integi_run_wants(run, i) != INTEGI_WANT_NOTHING)
            order->readers[run->program->roots[i].operation] = INTEGI_SEVERAL;
    for (int32_t at = 0; at < (int32_t)graph->count; at++) {
        const integi_operation *operation = integi_graph_operation(graph, at);
        const int32_t *inputs = integi_graph_inputs(graph, operation);
        bool reads = order->within[at] != INTEGI_NOBODY && integi_reads_inputs(run, operation, order->unknown[at]);
        for (int32_t i = 0; reads && i < operation->input_count; i++)
            note_reader(&order->readers[inputs[i]], at);
    }
}

/* Bytes that are read of each row, roughly, or more than of any column where something is computed. */
enum { PLANES, ONE_BYTE, TWO_BYTES, FOUR_BYTES, EIGHT_BYTES, COMPUTED, COSTS };

static int32_t cost_of(const integi_run *run, const integi_operation *operation)
{
    switch (operation->kind) {
    case INTEGI_OPERATION_FIXED:
    case INTEGI_OPERATION_AND:
    case INTEGI_OPERATION_OR:
    case INTEGI_OPERATION_NOT:
    case INTEGI_OPERATION_NULL_CONDITION:
        return PLANES; /* the dearest of its inputs counts */
    case INTEGI_OPERATION_MEMBERS:
    case INTEGI_OPERATION_NUMBER_MEMBERS:
    case INTEGI_OPERATION_TABLE:
    case INTEGI_OPERATION_NULL_COLUMN:
        break;
    default:
        return COMPUTED;
    }
    if (operation->column >= run->table->definition->column_count)
        return COMPUTED; /* a picked one */
    const integi_column *column = &run->table->columns[operation->column];
    return column->planes != NULL ? PLANES
           : column->width == 1   ? ONE_BYTE
           : column->width == 2   ? TWO_BYTES
           : column->width == 4   ? FOUR_BYTES
                                  : EIGHT_BYTES;
}

static void find_costs(const integi_order *order)
{
    const integi_graph *graph = &order->run->program->graph;
    for (int32_t at = 0; at < (int32_t)graph->count; at++) {
        const integi_operation *operation = integi_graph_operation(graph, at);
        int32_t cost = cost_of(order->run, operation);
        for (int32_t i = 0; i < operation->input_count; i++) {
            int32_t input = order->costs[integi_graph_inputs(graph, operation)[i]];
            cost = input > cost && integi_reads_inputs(order->run, operation, order->unknown[at]) ? input : cost;
        }
        order->costs[at] = (uint8_t)cost;
    }
}

/* Puts an operation into the sequence, behind what it reads. */
static void put(integi_order *order, int32_t at, bool within_part)
{
    const integi_graph *graph = &order->run->program->graph;
    const integi_operation *operation = integi_graph_operation(graph, at);
    const int32_t *inputs = integi_graph_inputs(graph, operation);
    if (order->times[at] >= 0 || order->within[at] == INTEGI_NOBODY ||
        (order->within[at] != INTEGI_EVERY_ROW) != within_part)
        return;
    for (int32_t cost = 0; cost < COSTS && integi_reads_inputs(order->run, operation, order->unknown[at]); cost++)
        for (int32_t i = 0; i < operation->input_count; i++)
            if (order->costs[inputs[i]] == cost)
                put(order, inputs[i], within_part);
    order->times[at] = order->count;
    order->sequence[order->count++] = at;
}

void integi_find_order(integi_order *order)
{
    const integi_graph *graph = &order->run->program->graph;
    find_readers(order);
    find_costs(order);
    for (int32_t at = 0; at < (int32_t)graph->count; at++)
        order->times[at] = -1;
    for (int part = 0; part < 2; part++)
        for (int32_t at = 0; at < (int32_t)graph->count; at++)
            if (order->readers[at] < 0)
                put(order, at, part == 1);
}

/* Conditions of an AND that were computed before; of so many at most. */
static void look_at_conditions(const integi_order *order, const integi_operation *joined, int32_t part,
                               integi_step *step)
{
    const integi_run *run = order->run;
    const int32_t *inputs = integi_graph_inputs(&run->program->graph, joined);
    int32_t now = (int32_t)(step - run->steps);
    for (int32_t i = 0; i < joined->input_count && step->among_count < INTEGI_AMONG_MAXIMUM; i++)
        if (inputs[i] != part && order->times[inputs[i]] < now)
            step->among[step->among_count++] = run->steps[order->times[inputs[i]]].possible;
}

void integi_find_among(const integi_order *order, int32_t at, integi_step *step)
{
    const integi_graph *graph = &order->run->program->graph;
    int32_t cost = order->costs[at];
    if (step->operation->kind == INTEGI_OPERATION_NUMBER_MEMBERS || cost < ONE_BYTE || cost > EIGHT_BYTES ||
        cost_of(order->run, step->operation) == PLANES)
        return;
    for (int32_t reader = order->readers[at]; reader >= 0; at = reader, reader = order->readers[at]) {
        const integi_operation *operation = integi_graph_operation(graph, reader);
        switch (operation->kind) {
        case INTEGI_OPERATION_AND:
            if (operation->input_count <= CONDITIONS_LOOKED_AT)
                look_at_conditions(order, operation, at, step);
            break;
        case INTEGI_OPERATION_OR:
        case INTEGI_OPERATION_NOT:
        case INTEGI_OPERATION_NULL_CONDITION:
        case INTEGI_OPERATION_MEMBERS: /* of whose column these are the nulls */
        case INTEGI_OPERATION_TABLE:
            break;
        default:
            return;
        }
    }
}
