/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_TELL_H
#define INTEGI_EXPRESSION_TELL_H

/* Conditions and values in the words of people: nested lists of what must hold, each line a clause. */

#include "base/buffer.h"
#include "expression/node.h"
#include "register/schema.h"

/* A group or a computed column that a text mentions: they are explained behind it, each once. */
typedef struct integi_mentioned {
    char *group;                              /* a copy of its name; NULL: a computed column */
    const integi_derived_definition *derived; /* borrowed from the register */
    int64_t table;                            /* of the computed column */
} integi_mentioned;

/* The title of a group; NULL when it has none or is not known. */
typedef const char *(*integi_title_finder)(const char *group, void *userdata);

typedef struct integi_telling {
    integ_context *context;
    integi_buffer text;
    int32_t language;
    const integ_register *reg;      /* NULL: names stay as they are written */
    int64_t table;                  /* whose columns are meant; -1: not known */
    integi_title_finder find_title; /* NULL: groups are named */
    void *userdata;
    integi_mentioned *mentioned;
    size_t mentioned_count, mentioned_capacity;
    bool uncertain; /* something was said that may be unknown */
} integi_telling;

void integi_tell_init(integi_telling *words, integ_context *context, int32_t language);
void integi_tell_free(integi_telling *words);
bool integi_tell_is_language(int32_t language);
/* Remembers what is to be explained, once. */
void integi_tell_mention(integi_telling *words, const char *group, const integi_derived_definition *derived);
/* The one of two texts that is of the language. */
const char *integi_tell_choose(const integi_telling *words, const char *english, const char *danish);
void integi_tell_say(integi_telling *words, const char *english, const char *danish);

/* tell_list.c: whole definitions. What follows the opening line is a list, one bullet at each condition. */
typedef enum integi_list {
    INTEGI_LIST_ONE, /* a single condition */
    INTEGI_LIST_ALL,
    INTEGI_LIST_ANY,
} integi_list;

integi_list integi_tell_list_of(const integi_node *node);
/* `Citizens for whom all of these hold:`; of a table that is not the main one its rows. */
void integi_tell_opening(integi_telling *words, const char *table, integi_list list);
void integi_tell_everybody(integi_telling *words, const char *table); /* `All citizens.` */
void integi_tell_heading(integi_telling *words, integi_list list);    /* `all of these hold:` */
void integi_tell_bullet(integi_telling *words, int32_t level);
/* The bullets of a condition: one for each operand of its outermost AND, or OR where the list is of
 * alternatives. */
void integi_tell_conditions(integi_telling *words, const integi_node *node, integi_list list, int32_t level);
void integi_tell_closing(integi_telling *words, const char *table); /* what happens with unknowns */
/* Explains the computed columns that were mentioned. */
integ_status integi_tell_computed(integi_telling *words, integ_error *error);

/* tell_condition.c: one clause in one line. `quiet`: it stands under a negation, where it is not said what
 * becomes of unknown values, since that is said of the whole. */
void integi_tell_clause(integi_telling *words, const integi_node *node, bool negated, bool quiet);
const integi_node *integi_tell_strip(const integi_node *node, bool *negated); /* of its negations */
bool integi_tell_is_condition(const integi_telling *words, const integi_node *node);
void integi_tell_group(integi_telling *words, const char *name); /* its title and name */

/* tell_value.c: values. `like` is what a literal is compared with: its column gives labels and units. */
void integi_tell_value(integi_telling *words, const integi_node *node, const integi_node *like);
int32_t integi_tell_type(const integi_telling *words,
                         const integi_node *node); /* INTEG_TYPE_; 0: not known */
const integi_column_definition *integi_tell_column(const integi_telling *words, const integi_node *node);
void integi_tell_name(integi_telling *words, const char *text,
                      size_t length); /* quoted where it is no plain word */
/* What could hide something of a text becomes spaces. */
void integi_tell_visible(integi_telling *words, const char *text, size_t length);
void integi_tell_quoted(integi_telling *words, const char *text, size_t length);
void integi_tell_count(integi_telling *words, int64_t count); /* 12,345 */
void integi_tell_number(integi_telling *words, const integi_node *node);
void integi_tell_unit(integi_telling *words, const integi_node *like);
/* The operands as {0}, {1} ... in a sentence; {t} is the linked table of a history, {c} its column. */
void integi_tell_fill(integi_telling *words, const char *sentence, const integi_node *node);

/* tell_instant.c */
void integi_tell_date(integi_telling *words, int64_t days);
void integi_tell_timestamp(integi_telling *words, int64_t microseconds);
void integi_tell_interval(integi_telling *words, const integi_node *node);

/* tell_function.c: calls of functions. False when it is no function that is a value, or a condition. */
bool integi_tell_value_function(integi_telling *words, const integi_node *node);
bool integi_tell_condition_function(integi_telling *words, const integi_node *node, bool negated, bool quiet);
int32_t integi_tell_function_type(const integi_node *node);
/* The column that first() and last() take a value from; NULL where it is not known, and for every other node. */
const integi_column_definition *integi_tell_picked(const integi_telling *words, const integi_node *node);
/* The filter of exists('table', filter); NULL for every other node. The words then speak of that table until
 * they are told again of the one before. */
const integi_node *integi_tell_history_filter(const integi_node *node);
void integi_tell_history(integi_telling *words, const integi_node *node, bool negated);
int64_t integi_tell_enter(integi_telling *words, const integi_node *node); /* returns the table before */

#endif
