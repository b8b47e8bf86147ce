/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/compile.h"

#include "register/municipality.h"

#include <stdlib.h>

void integi_compile_fold(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    int32_t fold = node->kind == INTEGI_NODE_CASEI ? INTEGI_FOLD_CASE : INTEGI_FOLD_ACCENTS;
    integi_compile(compiler, node->children[0], out);
    if (out->kind == INTEGI_OPERAND_NONE)
        return;
    if (!integi_is_text(out->type)) {
        INTEGI_COMPILE_FAIL(compiler, node->children[0], &integi_message_expression_type, node->text,
                            "a text", "en tekst", integi_operand_type_name(out));
        out->kind = INTEGI_OPERAND_NONE;
        return;
    }
    out->type = INTEG_TYPE_TEXT;
    if (out->kind != INTEGI_OPERAND_CONSTANT) {
        out->folds |= fold;
        return;
    }
    if (!out->known)
        return;
    size_t length;
    const char *folded = integi_fold(&compiler->folder, fold, out->text, out->length, &length);
    out->text = folded == NULL ? NULL : integi_arena_text(&compiler->program->arena, folded, length);
    out->length = length;
    if (out->text == NULL) {
        integi_compile_check(compiler, -1);
        out->kind = INTEGI_OPERAND_NONE;
    }
}

bool integi_settle_code(integi_arena *arena, const integi_column_definition *column, integi_operand *constant)
{
    char code[INTEGI_MUNICIPALITY_LENGTH + 1];
    if (!column->municipality || !constant->known || !integi_is_text(constant->type) ||
        !integi_municipality_code(constant->text, constant->length, code))
        return true;
    constant->text = integi_arena_text(arena, code, INTEGI_MUNICIPALITY_LENGTH);
    constant->length = INTEGI_MUNICIPALITY_LENGTH;
    return constant->text != NULL;
}

bool integi_settle_beside(integi_compiler *compiler, const integi_operand *beside, integi_operand *constant)
{
    return beside->kind != INTEGI_OPERAND_COLUMN ||
           integi_settle_code(&compiler->program->arena, integi_operand_column(compiler, beside), constant);
}

/* A text that is no constant: a column or a value, both of them places in a dictionary. */
static bool is_variable_text(const integi_operand *operand)
{
    return operand->kind == INTEGI_OPERAND_COLUMN || operand->kind == INTEGI_OPERAND_VALUE;
}

/* An int32 for each place in the dictionary, in the place of the text. */
static int32_t add_ranks(integi_compiler *compiler, const integi_operand *text, const int32_t *ranks, int64_t size)
{
    size_t bytes = (size_t)size * sizeof *ranks;
    integi_operation rank = {.kind = INTEGI_OPERATION_RANK, .column = text->column};
    if (text->kind == INTEGI_OPERAND_COLUMN)
        return integi_graph_add(compiler->graph, &rank, NULL, 0, ranks, bytes);
    rank = (integi_operation){.kind = INTEGI_OPERATION_LOOK_UP};
    return integi_graph_add(compiler->graph, &rank, &text->operation, 1, ranks, bytes);
}

/* A decision for each entry of a dictionary. */
typedef bool (*entry_test)(const char *text, size_t length, const void *userdata);

#define RUNS_AS_RANGES 4

/* A few runs of neighbouring entries are compared as ranges of indices; more go into a table. */
static int32_t add_table(integi_compiler *compiler, const integi_operand *column, unsigned char *table, int64_t size)
{
    integi_range runs[RUNS_AS_RANGES];
    int64_t count = 0;
    for (int64_t i = 0; i < size; i++) {
        if (table[i + 1] == 0 || (i > 0 && table[i] != 0))
            continue;
        if (count == RUNS_AS_RANGES) {
            integi_operation lookup = {.kind = INTEGI_OPERATION_TABLE, .column = column->column};
            return integi_graph_on_column(compiler->graph, &lookup, table, (size_t)size + 1);
        }
        int64_t last = i;
        while (last + 1 < size && table[last + 2] != 0)
            last++;
        runs[count++] = (integi_range){i, last};
    }
    return integi_graph_members(compiler->graph, column->column, INTEGI_VIEW_PLAIN, runs, count);
}

/* The answers of a function are few: whether each fits is looked up. */
static int32_t add_answers(integi_compiler *compiler, const integi_operand *value, const unsigned char *table,
                           int64_t size)
{
    int32_t fits[INTEGI_FUNCTION_ANSWERS] = {0};
    for (int64_t i = 0; i < size; i++)
        fits[i] = table[i + 1] != 0;
    int32_t found = add_ranks(compiler, value, fits, INTEGI_FUNCTION_ANSWERS);
    integi_operation truth = {.kind = INTEGI_OPERATION_TRUTH};
    return integi_graph_add(compiler->graph, &truth, &found, 1, NULL, 0);
}

static int32_t decide_entries(integi_compiler *compiler, const integi_operand *column, entry_test test,
                              const void *userdata)
{
    const integi_dictionary *dictionary = integi_operand_dictionary(compiler, column);
    int64_t size = integi_dictionary_size(dictionary);
    unsigned char *table = integi_allocate_zeroed(compiler->program->context, (size_t)size + 1);
    int32_t result = -1;
    for (int64_t i = 0; table != NULL && i < size; i++) {
        size_t length, folded_length;
        const char *text = integi_dictionary_text(dictionary, i, &length);
        const char *folded = integi_fold(&compiler->folder, column->folds, text, length, &folded_length);
        if (folded == NULL)
            goto done;
        table[i + 1] = test(folded, folded_length, userdata) ? 255 : 0;
    }
    if (table != NULL)
        result = column->kind == INTEGI_OPERAND_COLUMN ? add_table(compiler, column, table, size)
                                                       : add_answers(compiler, column, table, size);
done:
    integi_release(compiler->program->context, table, table == NULL ? 0 : (size_t)size + 1);
    return integi_compile_check(compiler, result);
}

typedef struct comparison {
    integi_comparison operator;
    const integi_operand *constant;
} comparison;

static bool compares(const char *text, size_t length, const void *userdata)
{
    const comparison *with = userdata;
    return integi_comparison_holds(with->operator,
                                   integi_compare_texts(text, length, with->constant->text, with->constant->length));
}

int32_t integi_compare_text_column(integi_compiler *compiler, integi_comparison operator, const integi_operand *column,
                                   const integi_operand *constant)
{
    comparison with = {operator, constant};
    if (operator == INTEGI_EQUAL)
        return integi_text_among(compiler, column, constant, 1);
    return decide_entries(compiler, column, compares, &with);
}

static int compare_operands(const void *a, const void *b)
{
    const integi_operand *const *left = a, *const *right = b;
    return integi_compare_texts((*left)->text, (*left)->length, (*right)->text, (*right)->length);
}

typedef struct text_list {
    const integi_operand **texts; /* sorted */
    size_t count;
} text_list;

static bool is_among(const char *text, size_t length, const void *userdata)
{
    const text_list *list = userdata;
    integi_operand wanted = {.text = text, .length = length};
    const integi_operand *key = &wanted;
    return bsearch(&key, list->texts, list->count, sizeof *list->texts, compare_operands) != NULL;
}

/* Plain texts are looked up in the dictionary; only folded ones need a look at every entry. */
int32_t integi_text_among(integi_compiler *compiler, const integi_operand *column, const integi_operand *texts,
                          int32_t count)
{
    integ_context *context = compiler->program->context;
    const integi_dictionary *dictionary = integi_operand_dictionary(compiler, column);
    int32_t result = -1;
    if (column->folds == 0 && column->kind == INTEGI_OPERAND_COLUMN) {
        integi_range *ranges = integi_allocate_array(context, (size_t)count, sizeof *ranges);
        int64_t found = 0;
        for (int32_t i = 0; ranges != NULL && i < count; i++) {
            int64_t index = integi_dictionary_find(dictionary, texts[i].text, texts[i].length);
            if (index >= 0)
                ranges[found++] = (integi_range){index, index};
        }
        if (ranges != NULL)
            result = integi_graph_members(compiler->graph, column->column, INTEGI_VIEW_PLAIN, ranges, found);
        integi_release(context, ranges, ranges == NULL ? 0 : (size_t)count * sizeof *ranges);
        return integi_compile_check(compiler, result);
    }
    text_list list = {integi_allocate_array(context, (size_t)count, sizeof *list.texts), (size_t)count};
    if (list.texts == NULL)
        return integi_compile_check(compiler, -1);
    for (int32_t i = 0; i < count; i++)
        list.texts[i] = &texts[i];
    qsort(list.texts, list.count, sizeof *list.texts, compare_operands);
    result = decide_entries(compiler, column, is_among, &list);
    integi_release(context, list.texts, list.count * sizeof *list.texts);
    return result;
}

static bool is_like(const char *text, size_t length, const void *userdata)
{
    const integi_operand *pattern = userdata;
    return integi_like(text, length, pattern->text, pattern->length);
}

void integi_compile_like(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    integi_operand value, pattern;
    integi_compile(compiler, node->children[0], &value);
    integi_compile_beside(compiler, &value, node->children[1], &pattern);
    if (value.kind != INTEGI_OPERAND_NONE && !integi_is_text(value.type)) {
        INTEGI_COMPILE_FAIL(compiler, value.node, &integi_message_expression_type, "LIKE", "a text", "en tekst",
                            integi_operand_type_name(&value));
        value.kind = INTEGI_OPERAND_NONE;
    }
    if (pattern.kind == INTEGI_OPERAND_NONE)
        return;
    if (pattern.kind != INTEGI_OPERAND_CONSTANT || pattern.type != INTEG_TYPE_TEXT) {
        INTEGI_COMPILE_FAIL(compiler, pattern.node, &integi_message_expression_pattern);
        return;
    }
    if (value.kind == INTEGI_OPERAND_CONSTANT && !value.known)
        *out = (integi_operand){.kind = INTEGI_OPERAND_CONSTANT, .type = INTEG_TYPE_BOOLEAN};
    else if (value.kind == INTEGI_OPERAND_CONSTANT)
        integi_operand_set_constant(out, INTEG_TYPE_BOOLEAN,
                                    integi_like(value.text, value.length, pattern.text, pattern.length));
    else if (is_variable_text(&value) && integi_settle_beside(compiler, &value, &pattern))
        integi_operand_set_condition(out, decide_entries(compiler, &value, is_like, &pattern));
    else if (is_variable_text(&value))
        integi_compile_check(compiler, -1);
}

/* An entry of one of the two columns that are compared, with its text as compared. */
typedef struct ranked_entry {
    const char *text;
    size_t length;
    int64_t index; /* those of the second column follow those of the first */
} ranked_entry;

static int compare_entries(const void *a, const void *b)
{
    const ranked_entry *left = a, *right = b;
    return integi_compare_texts(left->text, left->length, right->text, right->length);
}

static bool fill_entries(integi_compiler *compiler, const integi_operand *column, integi_arena *arena,
                         ranked_entry *entries, int64_t first)
{
    const integi_dictionary *dictionary = integi_operand_dictionary(compiler, column);
    int64_t size = integi_dictionary_size(dictionary);
    for (int64_t i = 0; i < size; i++) {
        size_t length;
        const char *text = integi_dictionary_text(dictionary, i, &length);
        text = integi_fold(&compiler->folder, column->folds, text, length, &length);
        if (text != NULL && column->folds != 0)
            text = integi_arena_text(arena, text, length);
        if (text == NULL)
            return false;
        entries[i] = (ranked_entry){text, length, first + i};
    }
    return true;
}

/* Gives every entry of both dictionaries its place in their common order, and compares the places. */
static int32_t compare_ranks(integi_compiler *compiler, integi_comparison operator, const integi_operand *a,
                             const integi_operand *b, ranked_entry *entries, int32_t *ranks, int64_t a_size,
                             int64_t b_size)
{
    integi_arena arena;
    integi_arena_init(&arena, compiler->program->context);
    int32_t result = -1;
    if (fill_entries(compiler, a, &arena, entries, 0) &&
        fill_entries(compiler, b, &arena, entries + a_size, a_size)) {
        int64_t count = a_size + b_size;
        int32_t rank = 0;
        qsort(entries, (size_t)count, sizeof *entries, compare_entries);
        for (int64_t i = 0; i < count; i++) {
            rank += i > 0 && compare_entries(&entries[i - 1], &entries[i]) != 0;
            ranks[entries[i].index] = rank;
        }
        int32_t inputs[2] = {add_ranks(compiler, a, ranks, a_size), add_ranks(compiler, b, ranks + a_size, b_size)};
        integi_operation compare = {.kind = INTEGI_OPERATION_COMPARE, .operator = (int32_t)operator};
        result = integi_graph_add(compiler->graph, &compare, inputs, 2, NULL, 0);
    }
    integi_arena_free(&arena);
    return result;
}

int32_t integi_compare_text_columns(integi_compiler *compiler, integi_comparison operator, const integi_operand *a,
                                    const integi_operand *b)
{
    integ_context *context = compiler->program->context;
    int64_t a_size = integi_dictionary_size(integi_operand_dictionary(compiler, a));
    int64_t b_size = integi_dictionary_size(integi_operand_dictionary(compiler, b));
    size_t count = (size_t)(a_size + b_size) + 1; /* one more, so that nothing is allocated with size 0 */
    ranked_entry *entries = integi_allocate_array(context, count, sizeof *entries);
    int32_t *ranks = integi_allocate_array(context, count, sizeof *ranks);
    int32_t result = -1;
    if (entries != NULL && ranks != NULL)
        result = compare_ranks(compiler, operator, a, b, entries, ranks, a_size, b_size);
    integi_release(context, entries, entries == NULL ? 0 : count * sizeof *entries);
    integi_release(context, ranks, ranks == NULL ? 0 : count * sizeof *ranks);
    return integi_compile_check(compiler, result);
}
