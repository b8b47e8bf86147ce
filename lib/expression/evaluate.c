/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/run.h"

#include <string.h>

typedef struct frame {
    const integi_run *run;
    const integi_workspace *workspace;
    const integi_step *step;
    const integi_operation *operation;
    const int32_t *inputs;
    int64_t first_row;
    int32_t rows, words;
} frame;

static integi_condition_slot *condition_of(const frame *here, int32_t operation)
{
    return &here->workspace->conditions[here->run->slots[operation]];
}

static integi_value_slot *value_of(const frame *here, int32_t operation)
{
    return &here->workspace->values[here->run->slots[operation]];
}

static void fill_fixed(const frame *here, integi_condition_slot *out)
{
    integi_fixed fixed = (integi_fixed)here->operation->operator;
    memset(out->truth, fixed == INTEGI_TRUE ? 0xFF : 0, sizeof out->truth);
    memset(out->unknown, fixed == INTEGI_UNKNOWN ? 0xFF : 0, sizeof out->unknown);
}

/* AND: true where all are true, false where any is false. */
static void join_all(const frame *here, integi_condition_slot *out)
{
    uint64_t possible[INTEGI_CHUNK_WORDS]; /* not false */
    const integi_condition_slot *first = condition_of(here, here->inputs[0]);
    for (int32_t w = 0; w < here->words; w++) {
        out->truth[w] = first->truth[w];
        possible[w] = first->truth[w] | first->unknown[w];
    }
    for (int32_t i = 1; i < here->operation->input_count; i++) {
        const integi_condition_slot *in = condition_of(here, here->inputs[i]);
        for (int32_t w = 0; w < here->words; w++) {
            out->truth[w] &= in->truth[w];
            possible[w] &= in->truth[w] | in->unknown[w];
        }
    }
    for (int32_t w = 0; w < here->words; w++)
        out->unknown[w] = possible[w] & ~out->truth[w];
}

/* OR: true where any is true; of the others, unknown where any is unknown. */
static void join_any(const frame *here, integi_condition_slot *out)
{
    *out = *condition_of(here, here->inputs[0]);
    for (int32_t i = 1; i < here->operation->input_count; i++) {
        const integi_condition_slot *in = condition_of(here, here->inputs[i]);
        for (int32_t w = 0; w < here->words; w++) {
            out->truth[w] |= in->truth[w];
            out->unknown[w] |= in->unknown[w];
        }
    }
    for (int32_t w = 0; w < here->words; w++)
        out->unknown[w] &= ~out->truth[w];
}

static void negate(const frame *here, integi_condition_slot *out)
{
    const integi_condition_slot *in = condition_of(here, here->inputs[0]);
    for (int32_t w = 0; w < here->words; w++) {
        out->truth[w] = ~(in->truth[w] | in->unknown[w]);
        out->unknown[w] = in->unknown[w];
    }
}

/* IS NULL is never unknown. */
static void find_nulls(const frame *here, integi_condition_slot *out)
{
    integi_items items = integi_items_at(&here->step->items, here->first_row);
    memset(out->unknown, 0, sizeof out->unknown);
    if (here->operation->kind == INTEGI_OPERATION_NULL_COLUMN)
        integi_kernel_known(&items, here->rows, out->truth);
    for (int32_t w = 0; w < here->words; w++) {
        if (here->operation->kind == INTEGI_OPERATION_NULL_CONDITION)
            out->truth[w] = condition_of(here, here->inputs[0])->unknown[w];
        else if (here->operation->kind == INTEGI_OPERATION_NULL_VALUE)
            out->truth[w] = ~value_of(here, here->inputs[0])->known[w];
        else
            out->truth[w] = ~out->truth[w];
    }
}

static void compare(const frame *here, integi_condition_slot *out)
{
    const integi_operation *operation = here->operation;
    integi_comparison operator = (integi_comparison)operation->operator;
    const integi_value_slot *a = value_of(here, here->inputs[0]), *b = value_of(here, here->inputs[1]);
    switch (operation->kind) {
    case INTEGI_OPERATION_COMPARE:
        integi_kernel_compare(operator, a->integers, b->integers, here->rows, out->truth);
        break;
    case INTEGI_OPERATION_COMPARE_SCALED:
        integi_kernel_compare_scaled(operator, a->integers, operation->exponent, b->integers,
                                     operation->other_exponent, here->rows, out->truth);
        break;
    case INTEGI_OPERATION_COMPARE_NUMBERS:
        integi_kernel_compare_numbers(operator, a->numbers, b->numbers, here->rows, out->truth);
        break;
    default:
        integi_kernel_compare_mixed(operator, a->integers, operation->exponent, b->numbers, here->rows, out->truth);
        break;
    }
    for (int32_t w = 0; w < here->words; w++) {
        uint64_t known = a->known[w] & b->known[w];
        out->truth[w] &= known;
        out->unknown[w] = ~known;
    }
}

static void evaluate_condition(const frame *here, integi_condition_slot *out)
{
    integi_items items = integi_items_at(&here->step->items, here->first_row);
    switch (here->operation->kind) {
    case INTEGI_OPERATION_FIXED:
        fill_fixed(here, out);
        break;
    case INTEGI_OPERATION_AND:
        join_all(here, out);
        break;
    case INTEGI_OPERATION_OR:
        join_any(here, out);
        break;
    case INTEGI_OPERATION_NOT:
        negate(here, out);
        break;
    case INTEGI_OPERATION_MEMBERS:
    case INTEGI_OPERATION_TABLE:
        integi_kernel_members(&items, &here->step->set, here->rows, out->truth, out->unknown);
        break;
    case INTEGI_OPERATION_NUMBER_MEMBERS:
        integi_kernel_number_members(&items, integi_graph_data(&here->run->program->graph, here->operation),
                                     here->operation->data_size / (int64_t)sizeof(integi_number_range), here->rows,
                                     out->truth, out->unknown);
        break;
    case INTEGI_OPERATION_NULL_COLUMN:
    case INTEGI_OPERATION_NULL_VALUE:
    case INTEGI_OPERATION_NULL_CONDITION:
        find_nulls(here, out);
        break;
    case INTEGI_OPERATION_TRUTH: {
        const integi_value_slot *in = value_of(here, here->inputs[0]);
        integi_kernel_truth(in->integers, here->rows, out->truth);
        for (int32_t w = 0; w < here->words; w++) {
            out->truth[w] &= in->known[w];
            out->unknown[w] = ~in->known[w];
        }
        break;
    }
    default:
        compare(here, out);
    }
}

/* Known where all inputs are. */
static void join_known(const frame *here, integi_value_slot *out)
{
    for (int32_t w = 0; w < here->words; w++)
        out->known[w] = ~UINT64_C(0);
    for (int32_t i = 0; i < here->operation->input_count; i++) {
        const integi_value_slot *in = value_of(here, here->inputs[i]);
        for (int32_t w = 0; w < here->words; w++)
            out->known[w] &= in->known[w];
    }
}

static void call(const frame *here, integi_value_slot *out)
{
    integi_vector arguments[INTEGI_FUNCTION_PARAMETERS];
    for (int32_t i = 0; i < here->operation->input_count; i++) {
        const integi_value_slot *in = value_of(here, here->inputs[i]);
        arguments[i] = (integi_vector){in->known, in->integers, in->numbers};
    }
    integi_call made = {here->rows, arguments, here->run->snapshot->as_of, out->known, out->integers, out->numbers};
    here->operation->function->evaluate(&made);
    if (here->operation->number)
        integi_kernel_finite(out->numbers, here->rows, out->known);
}

static void calculate(const frame *here, integi_value_slot *out)
{
    const integi_operation *operation = here->operation;
    integi_arithmetic operator = (integi_arithmetic)operation->operator;
    const integi_value_slot *a = value_of(here, here->inputs[0]), *b = value_of(here, here->inputs[1]);
    int64_t a_factor = integi_power_of_ten(operation->exponent);
    int64_t b_factor = integi_power_of_ten(operation->other_exponent);
    switch (operation->kind) {
    case INTEGI_OPERATION_INTEGERS:
        integi_kernel_integers(operator, a->integers, a_factor, b->integers, b_factor, here->rows, out->integers,
                               out->known);
        break;
    case INTEGI_OPERATION_RATIO:
        integi_kernel_ratio(a->integers, a_factor, b->integers, b_factor, here->rows, out->numbers, out->known);
        break;
    default:
        integi_kernel_numbers(operator, a->numbers, b->numbers, here->rows, out->numbers, out->known);
        break;
    }
}

static void flag(const frame *here, integi_value_slot *out)
{
    const integi_condition_slot *in = condition_of(here, here->inputs[0]);
    integi_kernel_flag(in->truth, here->rows, out->integers);
    for (int32_t w = 0; w < here->words; w++)
        out->known[w] = ~in->unknown[w];
}

static void load(const frame *here, integi_value_slot *out)
{
    integi_items items = integi_items_at(&here->step->items, here->first_row);
    integi_kernel_known(&items, here->rows, out->known);
    if (here->operation->kind == INTEGI_OPERATION_RANK)
        integi_kernel_rank(&items, integi_graph_data(&here->run->program->graph, here->operation), here->rows,
                           out->integers);
    else
        integi_kernel_load(&items, here->rows, out->integers);
}

static void look_at_history(const frame *here, integi_value_slot *out)
{
    const integi_bound_history *history = &here->run->histories[here->operation->column];
    integi_history_function function = (integi_history_function)here->operation->operator;
    if (here->operation->input_count == 0)
        integi_kernel_history_counts(history, function == INTEGI_HISTORY_EXISTS, here->first_row, here->rows,
                                     out->integers);
    else
        integi_kernel_history_days(history, function, here->first_row, value_of(here, here->inputs[0])->integers,
                                   value_of(here, here->inputs[1])->integers, here->rows, out->integers, out->numbers,
                                   out->known);
}

static void evaluate_value(const frame *here, integi_value_slot *out)
{
    switch (here->operation->kind) {
    case INTEGI_OPERATION_CONSTANT:
        return;
    case INTEGI_OPERATION_LOAD:
    case INTEGI_OPERATION_RANK:
        load(here, out);
        return;
    case INTEGI_OPERATION_FLAG:
        flag(here, out);
        return;
    default:
        break;
    }
    join_known(here, out);
    if (here->operation->kind == INTEGI_OPERATION_HISTORY) {
        look_at_history(here, out);
        return;
    }
    const integi_value_slot *in = value_of(here, here->inputs[0]);
    switch (here->operation->kind) {
    case INTEGI_OPERATION_TO_NUMBER:
        integi_kernel_to_number(in->integers, here->operation->exponent, here->rows, out->numbers);
        break;
    case INTEGI_OPERATION_TO_TIMESTAMP:
        integi_kernel_to_timestamp(in->integers, here->rows, out->integers);
        break;
    case INTEGI_OPERATION_CALL:
        call(here, out);
        break;
    default:
        calculate(here, out);
        break;
    }
}

void integi_evaluate(const integi_run *run, const integi_workspace *workspace, const integi_step *step,
                     int64_t first_row, int32_t rows)
{
    const integi_graph *graph = &run->program->graph;
    const integi_operation *operation = integi_graph_operation(graph, step->operation);
    const int32_t *inputs = integi_graph_inputs(graph, operation);
    frame here = {run, workspace, step, operation, inputs, first_row, rows, (rows + 63) / 64};
    if (operation->kind < INTEGI_OPERATION_FIRST_VALUE)
        evaluate_condition(&here, &workspace->conditions[step->slot]);
    else
        evaluate_value(&here, &workspace->values[step->slot]);
}

void integi_fill_constant(const integi_run *run, const integi_workspace *workspace, const integi_step *step)
{
    const integi_graph *graph = &run->program->graph;
    const integi_operation *operation = integi_graph_operation(graph, step->operation);
    integi_value_slot *out = &workspace->values[step->slot];
    memset(out->known, operation->data_size > 0 ? 0xFF : 0, sizeof out->known);
    for (int32_t i = 0; operation->data_size > 0 && i < INTEGI_CHUNK_ROWS; i++)
        memcpy(&out->integers[i], integi_graph_data(graph, operation), sizeof *out->integers);
}
