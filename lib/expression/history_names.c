/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/history.h"
#include "expression/lexer.h"
#include "expression/node.h"

static const integi_history_name names[] = {
    {"exists", INTEGI_HISTORY_EXISTS, 1, false, false, INTEG_TYPE_BOOLEAN, "exists('table'[, filter])"},
    {"rows", INTEGI_HISTORY_ROWS, 1, false, false, INTEG_TYPE_INTEGER, "rows('table'[, filter])"},
    {"at_date", INTEGI_HISTORY_AT_DATE, 2, true, false, INTEG_TYPE_BOOLEAN, "at_date('table', date[, filter])"},
    {"days_covered", INTEGI_HISTORY_DAYS_COVERED, 3, true, false, INTEG_TYPE_INTEGER,
     "days_covered('table', from, to[, filter])"},
    {"coverage", INTEGI_HISTORY_COVERAGE, 3, true, false, INTEG_TYPE_NUMBER,
     "coverage('table', from, to[, filter])"},
    {"longest_gap", INTEGI_HISTORY_LONGEST_GAP, 3, true, false, INTEG_TYPE_INTEGER,
     "longest_gap('table', from, to[, filter])"},
    {"longest_run", INTEGI_HISTORY_LONGEST_RUN, 3, true, false, INTEG_TYPE_INTEGER,
     "longest_run('table', from, to[, filter])"},
    {"first", INTEGI_HISTORY_FIRST, 2, true, true, 0, "first('table', column[, filter])"},
    {"last", INTEGI_HISTORY_LAST, 2, true, true, 0, "last('table', column[, filter])"},
};

const integi_history_name *integi_history_named(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (integi_same_word(text, length, names[i].name))
            return &names[i];
    return NULL;
}

bool integi_history_names_table(const integi_node *node)
{
    return node->kind == INTEGI_NODE_TEXT || node->kind == INTEGI_NODE_PROPERTY;
}

const integi_history_name *integi_history_of(const integi_node *node)
{
    const integi_history_name *name =
        node->kind == INTEGI_NODE_FUNCTION ? integi_history_named(node->text, node->length) : NULL;
    bool counted = name != NULL && (node->child_count == name->arguments || node->child_count == name->arguments + 1);
    return counted && integi_history_names_table(node->children[0]) ? name : NULL;
}

const integi_node *integi_history_filter(const integi_history_name *name, const integi_node *node)
{
    return node->child_count > name->arguments ? node->children[name->arguments] : NULL;
}
