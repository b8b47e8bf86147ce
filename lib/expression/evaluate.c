/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/bitset.h"
#include "expression/run.h"

#include <string.h>

/* One step for one chunk. */
typedef struct frame {
    const integi_run *run;
    const integi_workspace *workspace;
    const integi_step *step;
    const integi_operation *operation;
    const int32_t *inputs;
    int64_t first_row;
    int32_t rows, words;
} frame;

/* Where a condition's rows go. */
typedef struct condition {
    uint64_t *truth, *possible;
} condition;

/* A value's vectors. */
typedef struct value {
    uint64_t *known;
    int64_t *integers;
    double *numbers;
} value;

static const integi_step *step_of(const frame *here, int32_t operation)
{
    return &here->run->steps[here->run->step_of[operation]];
}

static condition condition_at(const frame *here, const integi_step *step)
{
    return (condition){here->workspace->row_sets[step->truth].words, here->workspace->row_sets[step->possible].words};
}

static value value_at(const frame *here, const integi_step *step)
{
    integi_values *values = &here->workspace->values[step->value];
    return (value){here->workspace->row_sets[step->truth].words, values->integers, values->numbers};
}

static condition condition_of(const frame *here, int32_t operation)
{
    return condition_at(here, step_of(here, operation));
}

static value value_of(const frame *here, int32_t operation)
{
    return value_at(here, step_of(here, operation));
}

static void fill_fixed(const frame *here, condition out)
{
    integi_fixed fixed = (integi_fixed)here->operation->operator;
    size_t size = (size_t)here->words * sizeof(uint64_t);
    memset(out.truth, fixed == INTEGI_TRUE ? 0xFF : 0, size);
    if (fixed == INTEGI_UNKNOWN)
        memset(out.possible, 0xFF, size);
}

/* So many inputs are joined at a time. */
#define JOINED 64

static void join(const frame *here, bool possible, uint64_t *out)
{
    const integi_words *words = here->run->words;
    const uint64_t *inputs[JOINED + 1];
    size_t count = 0;
    for (int32_t i = 0; i < here->operation->input_count; i++) {
        condition in = condition_of(here, here->inputs[i]);
        inputs[count++] = possible ? in.possible : in.truth;
        if (count <= JOINED && i + 1 < here->operation->input_count)
            continue;
        if (here->operation->kind == INTEGI_OPERATION_AND)
            words->join_all(inputs, count, (size_t)here->words, out);
        else
            words->join_any(inputs, count, (size_t)here->words, out);
        inputs[0] = out;
        count = 1;
    }
}

static void negate(const frame *here, condition out)
{
    condition in = condition_of(here, here->inputs[0]);
    here->run->words->complement(in.possible, (size_t)here->words, out.truth);
    if (out.possible != out.truth)
        here->run->words->complement(in.truth, (size_t)here->words, out.possible);
}

/* Possible where it is true or cannot be told. */
static void add_unknown(const frame *here, const uint64_t *unknown, condition out)
{
    const uint64_t *either[2] = {out.truth, unknown};
    here->run->words->join_any(either, 2, (size_t)here->words, out.possible);
}

/* Bytes of a null may be found, except in ranges of narrow items, none of which holds 0. */
static void clear_nulls(const frame *here, const uint64_t *nulls, uint64_t *truth)
{
    if (here->step->items.width < 8 && here->step->set.form != INTEGI_SET_TABLE)
        return;
    here->run->words->leave_out(truth, nulls, (size_t)here->words, truth);
}

/* From this many of all words on, all are looked at. */
#define MANY_WORDS(WORDS) ((size_t)(WORDS) * 3 / 4)

/* Lists the words that anybody looks at; false when they are all, or many. */
static bool find_places(const frame *here, size_t *count)
{
    integi_looked_at *looked_at = here->workspace->looked_at;
    const uint64_t *inputs[INTEGI_AMONG_MAXIMUM];
    if (here->step->among_count == 0)
        return false;
    for (int32_t i = 0; i < here->step->among_count; i++)
        inputs[i] = here->workspace->row_sets[here->step->among[i]].words;
    here->run->words->join_all(inputs, (size_t)here->step->among_count, (size_t)here->words, looked_at->rows.words);
    *count = here->run->words->filled(looked_at->rows.words, (size_t)here->words, looked_at->places);
    return *count < MANY_WORDS(here->words);
}

static void find_members(const frame *here, const integi_items *items, const integi_stored_set *set, uint64_t *truth)
{
    size_t count;
    if (find_places(here, &count))
        here->run->members->find_at(items, set, here->rows, here->workspace->looked_at->places, count, truth);
    else
        here->run->members->find(items, set, here->rows, truth);
}

static void find_codes(const frame *here, const integi_items *items, uint32_t codes, condition out)
{
    size_t blocks = integi_blocks(here->rows);
    here->run->members->find_codes(items, codes, blocks, out.truth, out.possible == out.truth ? NULL : out.possible);
}

static void look_at_column(const frame *here, condition out)
{
    const integi_members *members = here->run->members;
    integi_items items = integi_items_at(&here->step->items, here->first_row);
    if (here->step->set.form == INTEGI_SET_CODES) {
        find_codes(here, &items, here->step->set.codes, out);
        return;
    }
    if (here->operation->kind == INTEGI_OPERATION_NUMBER_MEMBERS)
        members->find_numbers(items.values, integi_graph_data(&here->run->program->graph, here->operation),
                              here->operation->data_size / (int64_t)sizeof(integi_number_range), here->rows,
                              out.truth);
    else
        find_members(here, &items, &here->step->set, out.truth);
    if (!items.nulls)
        return;
    const uint64_t *nulls = condition_of(here, here->inputs[0]).truth;
    clear_nulls(here, nulls, out.truth);
    add_unknown(here, nulls, out);
}

/* A null is stored as 0, or where items have all their bits beside them. */
static void find_null_items(const frame *here, condition out)
{
    static const integi_stored_range zero = {0, 0};
    static const integi_stored_set zeros = {.form = INTEGI_SET_RANGES, .ranges = &zero, .range_count = 1};
    integi_items items = integi_items_at(&here->step->items, here->first_row);
    if (!items.nulls)
        memset(out.truth, 0, (size_t)here->words * sizeof(uint64_t));
    else if (items.planes != NULL)
        find_codes(here, &items, 1, out);
    else if (items.width < 8)
        find_members(here, &items, &zeros, out.truth);
    else
        here->run->members->find_nulls(&items, here->rows, out.truth);
}

/* IS NULL is never unknown. */
static void find_nulls(const frame *here, condition out)
{
    if (here->operation->kind == INTEGI_OPERATION_NULL_COLUMN) {
        find_null_items(here, out);
        return;
    }
    if (here->operation->kind == INTEGI_OPERATION_NULL_VALUE) {
        here->run->words->complement(value_of(here, here->inputs[0]).known, (size_t)here->words, out.truth);
        return;
    }
    condition in = condition_of(here, here->inputs[0]);
    here->run->words->leave_out(in.possible, in.truth, (size_t)here->words, out.truth);
}

/* Keeps the rows of what was computed from values that are known. */
static void keep_known(const frame *here, const uint64_t *known, const uint64_t *also_known, condition out)
{
    for (int32_t w = 0; w < here->words; w++) {
        uint64_t both = known[w] & also_known[w];
        out.truth[w] &= both;
        out.possible[w] = out.truth[w] | ~both;
    }
}

static void compare(const frame *here, condition out)
{
    const integi_operation *operation = here->operation;
    integi_comparison operator = (integi_comparison)operation->operator;
    value a = value_of(here, here->inputs[0]), b = value_of(here, here->inputs[1]);
    switch (operation->kind) {
    case INTEGI_OPERATION_COMPARE:
        integi_kernel_compare(operator, a.integers, b.integers, here->rows, out.truth);
        break;
    case INTEGI_OPERATION_COMPARE_SCALED:
        integi_kernel_compare_scaled(operator, a.integers, operation->exponent, b.integers, operation->other_exponent,
                                     here->rows, out.truth);
        break;
    case INTEGI_OPERATION_COMPARE_NUMBERS:
        integi_kernel_compare_numbers(operator, a.numbers, b.numbers, here->rows, out.truth);
        break;
    default:
        integi_kernel_compare_mixed(operator, a.integers, operation->exponent, b.numbers, here->rows, out.truth);
        break;
    }
    keep_known(here, a.known, b.known, out);
}

static integi_history_rows history_rows(const frame *here);

static void look_for_linked(const frame *here, condition out)
{
    const integi_bound_history *history = &here->run->histories[here->operation->column];
    integi_history_rows rows = history_rows(here);
    if (here->operation->input_count == 0) {
        integi_kernel_history_exists(history, &rows, out.truth);
        return;
    }
    value day = value_of(here, here->inputs[0]);
    integi_kernel_history_at(history, &rows, day.integers, out.truth);
    keep_known(here, day.known, day.known, out);
}

static void evaluate_condition(const frame *here, condition out)
{
    switch (here->operation->kind) {
    case INTEGI_OPERATION_FIXED:
        fill_fixed(here, out);
        break;
    case INTEGI_OPERATION_AND:
    case INTEGI_OPERATION_OR:
        join(here, false, out.truth);
        if (out.possible != out.truth)
            join(here, true, out.possible);
        break;
    case INTEGI_OPERATION_NOT:
        negate(here, out);
        break;
    case INTEGI_OPERATION_MEMBERS:
    case INTEGI_OPERATION_NUMBER_MEMBERS:
    case INTEGI_OPERATION_TABLE:
        look_at_column(here, out);
        break;
    case INTEGI_OPERATION_NULL_COLUMN:
    case INTEGI_OPERATION_NULL_VALUE:
    case INTEGI_OPERATION_NULL_CONDITION:
        find_nulls(here, out);
        break;
    case INTEGI_OPERATION_WAS_IN:
        integi_copy_membership(&here->run->earlier[here->operation->column].membership, here->first_row, here->words,
                               out.truth, out.possible);
        break;
    case INTEGI_OPERATION_LINKED_IN:
        integi_copy_membership(&here->run->linked[here->operation->column], here->first_row, here->words, out.truth,
                               out.possible);
        break;
    case INTEGI_OPERATION_TRUTH: {
        value in = value_of(here, here->inputs[0]);
        integi_kernel_truth(in.integers, here->rows, out.truth);
        keep_known(here, in.known, in.known, out);
        break;
    }
    case INTEGI_OPERATION_LINKED:
        look_for_linked(here, out);
        break;
    default:
        compare(here, out);
    }
}

/* The rows of a set, whose last word may have bits behind them. */
static int64_t count_rows(const frame *here, const uint64_t *set)
{
    size_t full = (size_t)here->rows / 64;
    int64_t count = here->run->words->count(set, full);
    if (here->rows % 64 != 0)
        count += __builtin_popcountll(set[full] & integi_bitset_last_mask(here->rows));
    return count;
}

static void keep_counts(const frame *here, int64_t truth, int64_t possible)
{
    for (int32_t root = here->step->counted_root; root >= 0; root = here->run->next_counted[root]) {
        here->workspace->results[root].truth_count = truth;
        here->workspace->results[root].possible_count = possible;
    }
}

static void count(const frame *here)
{
    condition counted = condition_at(here, here->step);
    int64_t truth = count_rows(here, counted.truth);
    keep_counts(here, truth, counted.possible == counted.truth ? truth : count_rows(here, counted.possible));
}

/* Where nobody asks which rows an AND is true for, they are counted on the way and not written down. */
static bool count_at_once(const frame *here)
{
    const integi_words *words = here->run->words;
    const uint64_t *truth[JOINED], *possible[JOINED];
    int32_t input_count = here->operation->input_count;
    if (here->operation->kind != INTEGI_OPERATION_AND || input_count > JOINED || here->rows % 64 != 0)
        return false;
    for (int32_t i = 0; i < input_count; i++) {
        condition in = condition_of(here, here->inputs[i]);
        truth[i] = in.truth;
        possible[i] = in.possible;
    }
    int64_t counted = words->count_all(truth, (size_t)input_count, (size_t)here->words);
    bool never_unknown = here->step->possible == here->step->truth;
    keep_counts(here, counted,
                never_unknown ? counted : words->count_all(possible, (size_t)input_count, (size_t)here->words));
    return true;
}

/* Known where all inputs are. */
static void join_known(const frame *here, value out)
{
    for (int32_t w = 0; w < here->words; w++)
        out.known[w] = ~UINT64_C(0);
    if (here->operation->kind == INTEGI_OPERATION_CALL && here->operation->function->takes_unknown)
        return;
    for (int32_t i = 0; i < here->operation->input_count; i++) {
        value in = value_of(here, here->inputs[i]);
        for (int32_t w = 0; w < here->words; w++)
            out.known[w] &= in.known[w];
    }
}

/* What a function of one text answers was found for every text before. */
static void pick_answers(const frame *here, value out)
{
    const int64_t *answers = here->step->answers, *places = value_of(here, here->inputs[0]).integers;
    for (int32_t i = 0; i < here->rows; i++) {
        if ((out.known[i / 64] >> (i % 64) & 1) == 0)
            continue;
        out.integers[i] = answers[places[i]];
        if (out.integers[i] == INTEGI_NO_ANSWER)
            out.known[i / 64] &= ~(UINT64_C(1) << (i % 64));
    }
}

static void call(const frame *here, value out)
{
    const integi_function *function = here->operation->function;
    const integi_argument *described = integi_graph_data(&here->run->program->graph, here->operation);
    integi_vector arguments[INTEGI_FUNCTION_PARAMETERS] = {{0}};
    for (int32_t i = 0; i < here->operation->input_count; i++) {
        value in = value_of(here, here->inputs[i]);
        arguments[i] = (integi_vector){.known = in.known, .integers = in.integers, .numbers = in.numbers};
        if (described == NULL)
            continue;
        arguments[i].type = described[i].type;
        arguments[i].decimals = described[i].decimals;
        arguments[i].dictionary = described[i].dictionary;
    }
    integi_call made = {here->rows, arguments, here->run->snapshot->as_of, out.known, out.integers, out.numbers};
    function->evaluate(&made);
    if (here->operation->number)
        integi_kernel_finite(out.numbers, here->rows, out.known);
}

/* The integers of rows that are not known may be anything. */
static void look_up(const frame *here, value out)
{
    const int32_t *items = integi_graph_data(&here->run->program->graph, here->operation);
    const int64_t *places = value_of(here, here->inputs[0]).integers;
    uint64_t count = (uint64_t)here->operation->data_size / sizeof *items;
    for (int32_t i = 0; i < here->rows; i++)
        out.integers[i] = (uint64_t)places[i] < count ? items[places[i]] : 0;
}

static void calculate(const frame *here, value out)
{
    const integi_operation *operation = here->operation;
    integi_arithmetic operator = (integi_arithmetic)operation->operator;
    value a = value_of(here, here->inputs[0]), b = value_of(here, here->inputs[1]);
    int64_t a_factor = integi_power_of_ten(operation->exponent);
    int64_t b_factor = integi_power_of_ten(operation->other_exponent);
    switch (operation->kind) {
    case INTEGI_OPERATION_INTEGERS:
        integi_kernel_integers(operator, a.integers, a_factor, b.integers, b_factor, here->rows, out.integers,
                               out.known);
        break;
    case INTEGI_OPERATION_RATIO:
        integi_kernel_ratio(a.integers, a_factor, b.integers, b_factor, here->rows, out.numbers, out.known);
        break;
    default:
        integi_kernel_numbers(operator, a.numbers, b.numbers, here->rows, out.numbers, out.known);
        break;
    }
}

static void flag(const frame *here, value out)
{
    condition in = condition_of(here, here->inputs[0]);
    integi_kernel_flag(in.truth, here->rows, out.integers);
    for (int32_t w = 0; w < here->words; w++)
        out.known[w] = in.truth[w] | ~in.possible[w];
}

static void find_known(const frame *here, const integi_items *items, uint64_t *known)
{
    if (!items->nulls) {
        memset(known, 0xFF, (size_t)here->words * sizeof(uint64_t));
        return;
    }
    here->run->members->find_nulls(items, here->rows, known);
    for (int32_t w = 0; w < here->words; w++)
        known[w] = ~known[w];
}

static void load(const frame *here, value out)
{
    integi_items items = integi_items_at(&here->step->items, here->first_row);
    find_known(here, &items, out.known);
    if (here->operation->kind == INTEGI_OPERATION_RANK)
        integi_kernel_rank(&items, integi_graph_data(&here->run->program->graph, here->operation), here->rows,
                           out.integers);
    else
        integi_kernel_load(&items, here->rows, out.integers);
}

static integi_history_rows history_rows(const frame *here)
{
    const uint64_t *wanted = here->step->wanted < 0 ? NULL : here->workspace->row_sets[here->step->wanted].words;
    return (integi_history_rows){here->first_row, here->rows, wanted};
}

static bool is_constant(const frame *here, int32_t input)
{
    return step_of(here, here->inputs[input])->operation->kind == INTEGI_OPERATION_CONSTANT;
}

static void look_at_history(const frame *here, value out)
{
    const integi_bound_history *history = &here->run->histories[here->operation->column];
    integi_history_rows rows = history_rows(here);
    if (here->operation->input_count == 0) {
        integi_kernel_history_count(history, &rows, out.integers);
        return;
    }
    integi_window window = {value_of(here, here->inputs[0]).integers, value_of(here, here->inputs[1]).integers,
                            is_constant(here, 0) && is_constant(here, 1)};
    integi_kernel_history_days(history, (integi_history_function)here->operation->operator, &rows, &window,
                               out.integers, out.numbers, out.known);
}

static void evaluate_value(const frame *here, value out)
{
    switch (here->operation->kind) {
    case INTEGI_OPERATION_CONSTANT:
        if (!here->step->kept)
            integi_fill_constant(here->run, here->workspace, here->step);
        return;
    case INTEGI_OPERATION_LOAD:
    case INTEGI_OPERATION_RANK:
        load(here, out);
        return;
    case INTEGI_OPERATION_FLAG:
        flag(here, out);
        return;
    case INTEGI_OPERATION_YEARS_IN:
        integi_copy_years(&here->run->earlier[here->operation->column], here->first_row, here->rows, out.integers,
                          out.known);
        return;
    default:
        break;
    }
    join_known(here, out);
    if (here->operation->kind == INTEGI_OPERATION_HISTORY) {
        look_at_history(here, out);
        return;
    }
    switch (here->operation->kind) {
    case INTEGI_OPERATION_TO_NUMBER:
        integi_kernel_to_number(value_of(here, here->inputs[0]).integers, here->operation->exponent, here->rows,
                                out.numbers);
        break;
    case INTEGI_OPERATION_TO_TIMESTAMP:
        integi_kernel_to_timestamp(value_of(here, here->inputs[0]).integers, here->rows, out.integers);
        break;
    case INTEGI_OPERATION_LOOK_UP:
        look_up(here, out);
        break;
    case INTEGI_OPERATION_CALL:
        if (here->step->answers != NULL)
            pick_answers(here, out);
        else
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
    frame here = {run, workspace, step, step->operation, step->inputs, first_row, rows, (rows + 63) / 64};
    if (!integi_is_condition(step->operation)) {
        evaluate_value(&here, value_at(&here, step));
        return;
    }
    if (step->only_counted && count_at_once(&here))
        return;
    evaluate_condition(&here, condition_at(&here, step));
    if (step->counted_root >= 0)
        count(&here);
}

void integi_fill_constant(const integi_run *run, const integi_workspace *workspace, const integi_step *step)
{
    uint64_t *known = workspace->row_sets[step->truth].words;
    int64_t *integers = workspace->values[step->value].integers;
    bool has_value = step->operation->data_size > 0;
    memset(known, has_value ? 0xFF : 0, sizeof workspace->row_sets->words);
    for (int32_t i = 0; i < INTEGI_CHUNK_ROWS && has_value; i++)
        memcpy(&integers[i], integi_graph_data(&run->program->graph, step->operation), sizeof *integers);
}
