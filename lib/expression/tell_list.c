/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "expression/tell.h"

#include "expression/tree.h"

#include <string.h>

integi_list integi_tell_list_of(const integi_node *node)
{
    bool negated = false;
    node = integi_tell_strip(node, &negated);
    if (negated) return INTEGI_LIST_ONE;
    return node->kind == INTEGI_NODE_AND  ? INTEGI_LIST_ALL
           : node->kind == INTEGI_NODE_OR ? INTEGI_LIST_ANY
                                          : INTEGI_LIST_ONE;
}

void integi_tell_heading(integi_telling *words, integi_list list)
{
    if (list == INTEGI_LIST_ALL)
        integi_tell_say(words, "all of these hold:", "alt dette gælder:");
    else if (list == INTEGI_LIST_ANY)
        integi_tell_say(words, "at least one of these holds:", "mindst ét af dette gælder:");
    else
        integi_tell_say(words, "this holds:", "dette gælder:");
}

static void append_whom(integi_telling *words, const char *table)
{
    if (table == NULL) {
        integi_tell_say(words, "Citizens for whom ", "Borgere, for hvem ");
        return;
    }
    integi_tell_say(words, "Rows of ", "Rækker i ");
    integi_tell_name(words, table, strlen(table));
    integi_tell_say(words, " for which ", ", for hvilke ");
}

void integi_tell_opening(integi_telling *words, const char *table, integi_list list)
{
    append_whom(words, table);
    integi_tell_heading(words, list);
    integi_buffer_byte(&words->text, '\n');
}

void integi_tell_everybody(integi_telling *words, const char *table)
{
    if (table == NULL) {
        integi_tell_say(words, "All citizens.\n", "Alle borgere.\n");
        return;
    }
    integi_tell_say(words, "All rows of ", "Alle rækker i ");
    integi_tell_name(words, table, strlen(table));
    integi_buffer_text(&words->text, ".\n");
}

void integi_tell_bullet(integi_telling *words, int32_t level)
{
    integi_buffer_repeat(&words->text, ' ', (size_t)level * 2);
    integi_buffer_text(&words->text, "– ");
}

void integi_tell_closing(integi_telling *words, const char *table)
{
    if (!words->uncertain) return;
    append_whom(words, table);
    integi_tell_say(words, "that cannot be told, because something is unknown, are not included.\n",
                    "det ikke kan afgøres, fordi noget er ukendt, er ikke med.\n");
}

static void append_bullets(integi_telling *words, const integi_node *node, integi_node_kind kind,
                           int32_t level, bool quiet);

/* None is met only where each is known not to hold; not all are met where one is known not to hold. */
static void append_negated_heading(integi_telling *words, integi_node_kind kind, bool quiet)
{
    if (kind == INTEGI_NODE_AND)
        integi_tell_say(words, "at least one of these certainly does not hold:",
                        "mindst ét af dette gælder med sikkerhed ikke:");
    else if (quiet)
        integi_tell_say(words, "none of these holds:", "intet af dette gælder:");
    else
        integi_tell_say(words, "none of these holds (not met where one of them is unknown):",
                        "intet af dette gælder (ikke opfyldt, hvis noget af det er ukendt):");
}

static void append_joined(integi_telling *words, const integi_node *node, bool negated, int32_t level,
                          bool quiet)
{
    if (negated)
        append_negated_heading(words, node->kind, quiet);
    else
        integi_tell_heading(words, node->kind == INTEGI_NODE_AND ? INTEGI_LIST_ALL : INTEGI_LIST_ANY);
    integi_buffer_byte(&words->text, '\n');
    append_bullets(words, node, node->kind, level + 1, quiet || negated);
}

/* Rows of another table, whose unknowns are theirs: a citizen has such a row or not. */
static void append_history(integi_telling *words, const integi_node *node, bool negated, int32_t level)
{
    const integi_node *filter = integi_tell_history_filter(node);
    integi_list list = integi_tell_list_of(filter);
    integi_tell_history(words, node, negated);
    bool uncertain = words->uncertain;
    integi_tell_say(words, " where ", ", hvor ");
    integi_tell_heading(words, list);
    integi_buffer_byte(&words->text, '\n');
    int64_t before = integi_tell_enter(words, node);
    integi_tell_conditions(words, filter, list, level + 1);
    words->table = before;
    words->uncertain = uncertain;
}

static void append_bullet(integi_telling *words, const integi_node *given, int32_t level, bool quiet)
{
    bool negated = false;
    const integi_node *node = integi_tell_strip(given, &negated);
    const integi_node *filter = integi_tell_history_filter(node);
    integi_tell_bullet(words, level);
    if (node->kind == INTEGI_NODE_AND || node->kind == INTEGI_NODE_OR) {
        append_joined(words, node, negated, level, quiet);
    } else if (filter != NULL && integi_tell_list_of(filter) != INTEGI_LIST_ONE) {
        append_history(words, node, negated, level);
    } else {
        integi_tell_clause(words, node, negated, quiet);
        integi_buffer_byte(&words->text, '\n');
    }
}

/* One for each operand of the connectives of one kind that stand in each other. */
static void append_bullets(integi_telling *words, const integi_node *node, integi_node_kind kind,
                           int32_t level, bool quiet)
{
    bool negated = false;
    const integi_node *inner = integi_tell_strip(node, &negated);
    if (negated || inner->kind != kind) {
        append_bullet(words, node, level, quiet);
        return;
    }
    for (int32_t i = 0; i < inner->child_count; i++)
        append_bullets(words, inner->children[i], kind, level, quiet);
}

void integi_tell_conditions(integi_telling *words, const integi_node *node, integi_list list, int32_t level)
{
    append_bullets(words, node, list == INTEGI_LIST_ANY ? INTEGI_NODE_OR : INTEGI_NODE_AND, level, false);
}

static integ_status explain(integi_telling *words, const integi_mentioned *column, integ_error *error)
{
    integ_expression *expression;
    const integi_derived_definition *derived = column->derived;
    integ_status status =
        integi_expression_parse_at(words->context, derived->expression, strlen(derived->expression),
                                   &derived->place, &expression, error);
    if (status != INTEG_STATUS_OK) return status;
    words->table = column->table;
    integi_tell_bullet(words, 0);
    integi_tell_name(words, derived->name, strlen(derived->name));
    integi_buffer_text(&words->text, ": ");
    const integi_node *root = expression->root;
    if (root->kind != INTEGI_NODE_PROPERTY && integi_tell_type(words, root) == INTEG_TYPE_BOOLEAN)
        integi_tell_clause(words, root, false, false);
    else
        integi_tell_value(words, root, NULL);
    integi_buffer_byte(&words->text, '\n');
    integ_expression_free(expression);
    return INTEG_STATUS_OK;
}

/* Explaining one may mention others, which come behind it. */
integ_status integi_tell_computed(integi_telling *words, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    bool first = true;
    for (size_t i = 0; i < words->mentioned_count && status == INTEG_STATUS_OK; i++) {
        integi_mentioned column = words->mentioned[i];
        if (column.derived == NULL) continue;
        if (first) integi_tell_say(words, "Computed columns:\n", "Beregnede kolonner:\n");
        first = false;
        status = explain(words, &column, error);
    }
    return status;
}
