/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/examine.h"
#include "expression/examine_messages.h"
#include "expression/function.h"
#include "expression/lexer.h"

#include "base/document.h"

#include <stdlib.h>

/* What a look at single nodes tells, without any logic. */

#define LABELS_SHOWN 12

typedef struct listed_item {
    integi_operand constant;
    const integi_node *node;
} listed_item;

static int compare_items(const void *a, const void *b)
{
    const listed_item *left = a, *right = b;
    int order = integi_compare_constants(&left->constant, &right->constant);
    return order != 0 ? order : (left->node->start > right->node->start) - (left->node->start < right->node->start);
}

/* Numbers with and without an exponent have no common order. */
static bool is_listable(const integi_operand *constant, const integi_operand *first)
{
    return constant->known && constant->type != INTEG_TYPE_NUMBER && integi_same_family(constant->type, first->type);
}

static void look_at_list(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                         integ_error *remarks)
{
    char quote[INTEGI_QUOTE_SIZE];
    size_t count = 0;
    const integi_column_definition *column = integi_examine_code_column(examiner, node->children[0]);
    listed_item *items = integi_arena_allocate(&examiner->arena, (size_t)node->child_count * sizeof *items);
    if (items == NULL) {
        examiner->failed = true;
        return;
    }
    for (int32_t i = 1; i < node->child_count; i++) {
        listed_item *item = &items[count];
        item->node = node->children[i];
        if (integi_examine_constant(examiner, item->node, &item->constant) &&
            (column == NULL || integi_settle_code(&examiner->arena, column, &item->constant)) &&
            is_listable(&item->constant, &items[0].constant))
            count++;
    }
    qsort(items, count, sizeof *items, compare_items);
    for (size_t i = 1; i < count; i++) {
        if (integi_compare_constants(&items[i - 1].constant, &items[i].constant) != 0)
            continue;
        integi_place place = integi_expression_place(expression, items[i].node);
        INTEGI_WARN(remarks, &place, &integi_message_examine_in_twice,
                    integi_examine_quote(expression, items[i].node, quote));
    }
}

/* The column that first() and last() take a value from; NULL for other nodes. */
static const integi_column_definition *picked_column(const integi_scope *scope, const integi_node *node)
{
    const integi_history_name *name = integi_history_of(node);
    if (name == NULL || !name->column || node->children[1]->kind != INTEGI_NODE_PROPERTY)
        return NULL;
    int64_t index = integi_register_find_table(scope->reg, node->children[0]->text);
    const integi_table_definition *table = index < 0 ? NULL : integi_register_table(scope->reg, index);
    int64_t column = table == NULL ? -1 : integi_table_find_column(table, node->children[1]->text);
    return column < 0 || table->columns[column].type != INTEG_TYPE_CODE ? NULL : &table->columns[column];
}

const integi_column_definition *integi_examine_code_column(const integi_examiner *examiner, const integi_node *node)
{
    const integi_scope *scope = examiner->how->scope;
    if (scope != NULL && node->kind == INTEGI_NODE_FUNCTION)
        return picked_column(scope, node);
    if (scope == NULL || node->kind != INTEGI_NODE_PROPERTY)
        return NULL;
    int64_t index = integi_table_find_column(scope->definition, node->text);
    if (index < 0) { /* another name of a column */
        int64_t derived = integi_table_find_derived(scope->definition, node->text);
        const integi_node *root =
            derived < 0 ? NULL : integi_expression_root(scope->derived[derived].expression);
        if (root != NULL && root->kind == INTEGI_NODE_PROPERTY)
            index = integi_table_find_column(scope->definition, root->text);
    }
    const integi_column_definition *column = index < 0 ? NULL : &scope->definition->columns[index];
    return column != NULL && column->type == INTEG_TYPE_CODE ? column : NULL;
}

/* The first codes of a column that has labels, with commas. */
static void list_labels(const integi_column_definition *column, char *text, size_t size)
{
    size_t length = 0;
    int64_t i = 0;
    for (; i < column->label_count && i < LABELS_SHOWN; i++) {
        size_t code = strlen(column->labels[i].code);
        if (length + code + 8 > size)
            break;
        memcpy(text + length, i == 0 ? "" : ", ", i == 0 ? 0 : 2);
        length += i == 0 ? 0 : 2;
        memcpy(text + length, column->labels[i].code, code);
        length += code;
    }
    if (i < column->label_count) {
        memcpy(text + length, ", ...", 5);
        length += 5;
    }
    text[length] = '\0';
}

/* Codes out of the manifest may be named; those that only rows have may not, for a row is a citizen's. `labelled`: the
 * rows were not looked at. */
static void report_code(const integ_expression *expression, const integi_column_definition *column,
                        const integi_node *code, bool labelled, integ_error *remarks)
{
    char quote[INTEGI_QUOTE_SIZE], labels[256];
    const char *near = NULL;
    integi_place place = integi_expression_place(expression, code);
    integi_examine_quote(expression, code, quote);
    for (int64_t i = 0; i < column->label_count; i++) {
        near = integi_nearer(code->text, column->labels[i].code, near);
        if (strcmp(column->labels[i].text, code->text) == 0)
            near = column->labels[i].code;
    }
    list_labels(column, labels, sizeof labels);
    if (column->label_count == 0)
        INTEGI_WARN(remarks, &place, &integi_message_examine_code_absent, quote, column->name);
    else if (near != NULL)
        INTEGI_WARN(remarks, &place,
                    labelled ? &integi_message_examine_label_near : &integi_message_examine_code_near, quote,
                    column->name, near);
    else
        INTEGI_WARN(remarks, &place, labelled ? &integi_message_examine_label : &integi_message_examine_code, quote,
                    column->name, labels);
}

static void look_at_code(integi_examiner *examiner, const integ_expression *expression,
                         const integi_column_definition *column, const integi_node *code, integ_error *remarks)
{
    integi_operand wanted;
    bool labelled = examiner->how->scope != NULL && examiner->how->scope->keeps_absence;
    if (column == NULL || (labelled && column->label_count == 0) || code->kind != INTEGI_NODE_TEXT ||
        !integi_examine_constant(examiner, code, &wanted))
        return;
    if (!integi_settle_code(&examiner->arena, column, &wanted))
        examiner->failed = true;
    else if ((labelled || integi_dictionary_find(column->dictionary, wanted.text, wanted.length) < 0) &&
             integi_column_label(column, wanted.text, wanted.length) == NULL)
        report_code(expression, column, code, labelled, remarks);
}

/* The function whose texts an operand is, itself or as a derived column; NULL for everything else. */
static const integi_function *find_answers(const integi_examiner *examiner, const integi_node *node)
{
    const integi_scope *scope = examiner->how->scope;
    if (scope != NULL && node->kind == INTEGI_NODE_PROPERTY) {
        int64_t derived = integi_table_find_derived(scope->definition, node->text);
        node = derived < 0 ? node : integi_expression_root(scope->derived[derived].expression);
    }
    for (int i = 0; node->kind == INTEGI_NODE_FUNCTION && integi_higher_functions[i] != NULL; i++)
        if (integi_higher_functions[i]->result == INTEG_TYPE_CODE &&
            integi_same_word(node->text, node->length, integi_higher_functions[i]->name))
            return integi_higher_functions[i];
    return NULL;
}

/* A text that the function never gives. */
static void look_at_answer(const integ_expression *expression, const integi_function *function,
                           const integi_node *code, integ_error *remarks)
{
    char quote[INTEGI_QUOTE_SIZE], answers[256] = "";
    const char *near = NULL;
    if (function == NULL || code->kind != INTEGI_NODE_TEXT)
        return;
    for (int i = 0; i < INTEGI_FUNCTION_ANSWERS && function->answers[i] != NULL; i++) {
        if (strcmp(code->text, function->answers[i]) == 0)
            return;
        near = integi_nearer(code->text, function->answers[i], near);
        strcat(answers, i == 0 ? "" : ", ");
        strcat(answers, function->answers[i]);
    }
    integi_place place = integi_expression_place(expression, code);
    integi_examine_quote(expression, code, quote);
    if (near != NULL)
        INTEGI_WARN(remarks, &place, &integi_message_examine_code_near, quote, function->name, near);
    else
        INTEGI_WARN(remarks, &place, &integi_message_examine_code, quote, function->name, answers);
}

static void look_at_codes(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                          integ_error *remarks)
{
    bool equal = node->kind == INTEGI_NODE_COMPARE &&
                 (node->operator == INTEGI_EQUAL || node->operator == INTEGI_NOT_EQUAL);
    if (equal)
        look_at_code(examiner, expression, integi_examine_code_column(examiner, node->children[1]), node->children[0],
                     remarks);
    for (int32_t i = 1; (equal || node->kind == INTEGI_NODE_IN) && i < node->child_count; i++)
        look_at_code(examiner, expression, integi_examine_code_column(examiner, node->children[0]), node->children[i],
                     remarks);
    if (equal)
        look_at_answer(expression, find_answers(examiner, node->children[1]), node->children[0], remarks);
    for (int32_t i = 1; (equal || node->kind == INTEGI_NODE_IN) && i < node->child_count; i++)
        look_at_answer(expression, find_answers(examiner, node->children[0]), node->children[i], remarks);
}

static void look_at_pattern(const integ_expression *expression, const integi_node *node, integ_error *remarks)
{
    const integi_node *pattern = node->children[1];
    if (pattern->kind != INTEGI_NODE_TEXT || memchr(pattern->text, '%', pattern->length) != NULL ||
        memchr(pattern->text, '_', pattern->length) != NULL)
        return;
    integi_place place = integi_expression_place(expression, pattern);
    INTEGI_WARN(remarks, &place, &integi_message_examine_like_plain);
}

/* 10.000 is ten, though a Danish reader sees ten thousand in it. */
static void look_at_number(const integ_expression *expression, const integi_node *node, integ_error *remarks)
{
    size_t length = node->end - node->start, digits = length - 4;
    const char *text = expression->text + node->start;
    char shown[32], whole[32];
    if (length < 5 || text[*text == '-'] == '0' || length > 7 + (size_t)(*text == '-') ||
        memcmp(text + digits, ".000", 4) != 0 || memchr(text, ' ', length) != NULL)
        return;
    memcpy(shown, text, length);
    memcpy(whole, text, digits);
    memcpy(whole + digits, "000", 4);
    shown[length] = '\0';
    char small[32];
    memcpy(small, text, digits);
    small[digits] = '\0';
    integi_place place = integi_expression_place(expression, node);
    INTEGI_WARN(remarks, &place, &integi_message_examine_thousands, shown, small, whole);
}

/* The scope of the linked table that a call names; NULL where it is not known. */
static integ_status open_linked(const integi_examination *outer, const integi_node *table, integi_scope **out)
{
    int64_t index = outer->scope == NULL ? -1 : integi_register_find_table(outer->scope->reg, table->text);
    *out = NULL;
    return index < 0 ? INTEG_STATUS_OK : integi_scope_new(outer->context, outer->scope->reg, index, out, NULL);
}

/* The filter of a function over a linked table is a definition of its own, over that table. */
static bool look_at_history(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                            integ_error *remarks)
{
    const integi_history_name *name = integi_history_of(node);
    if (name == NULL)
        return false;
    const integi_node *filter = integi_history_filter(name, node);
    for (int32_t i = 1; i < name->arguments && !name->column; i++)
        integi_examine_words(examiner, expression, node->children[i], remarks);
    if (filter == NULL)
        return true;
    integi_examination inner = {.context = examiner->how->context};
    integi_scope *scope;
    integ_status status = open_linked(examiner->how, node->children[0], &scope);
    inner.scope = scope;
    if (status == INTEG_STATUS_OK && (scope != NULL || examiner->how->scope == NULL))
        status = integi_examine(&inner, expression, filter, remarks);
    examiner->failed = examiner->failed || status == INTEG_STATUS_OUT_OF_MEMORY;
    integi_scope_free(scope);
    return true;
}

void integi_examine_words(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                          integ_error *remarks)
{
    if (examiner->failed || (node->kind == INTEGI_NODE_FUNCTION &&
                             look_at_history(examiner, expression, node, remarks)))
        return;
    look_at_codes(examiner, expression, node, remarks);
    if (node->kind == INTEGI_NODE_IN)
        look_at_list(examiner, expression, node, remarks);
    if (node->kind == INTEGI_NODE_LIKE)
        look_at_pattern(expression, node, remarks);
    if (node->kind == INTEGI_NODE_DECIMAL || node->kind == INTEGI_NODE_NUMBER)
        look_at_number(expression, node, remarks);
    for (int32_t i = 0; i < node->child_count; i++)
        integi_examine_words(examiner, expression, node->children[i], remarks);
}
