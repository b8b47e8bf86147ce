/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_PARSING_H
#define INTEGI_EXPRESSION_PARSING_H

/* What the files parser*.c share. */

#include "expression/lexer.h"

enum {
    INTEGI_OR_LEVEL = 1,
    INTEGI_AND_LEVEL,
    INTEGI_NOT_LEVEL,
    INTEGI_PREDICATE_LEVEL, /* comparisons, LIKE, BETWEEN, IN, IS NULL: they do not follow each other */
    INTEGI_SUM_LEVEL,
    INTEGI_PRODUCT_LEVEL,
    INTEGI_POWER_LEVEL,
};

typedef struct integi_reading {
    integ_expression *expression;
    integ_error *error;
    integi_token token;  /* the next one that is not yet used */
    integi_token before; /* the last one that was used */
    int32_t depth;
    int32_t open; /* parentheses that were used and are not closed */
    int32_t token_count;
    const integi_node **stack; /* finished nodes that wait for their parent */
    size_t stack_count, stack_capacity;
    int32_t faults;      /* that were told, and the reading went on */
    integ_status failed; /* the status of the first of them */
    bool ended;          /* what follows a fault cannot be told apart: nothing more is said */
} integi_reading;

/* Faults are told by functions that stay out of those that call themselves, whose frames they would enlarge. */
#define INTEGI_APART __attribute__((noinline))

/* parser_nodes.c */
integ_status integi_reading_advance(integi_reading *state);
integ_status integi_reading_expect(integi_reading *state, integi_token_kind kind, const char *sign);
integ_status integi_reading_expect_word(integi_reading *state, integi_keyword word, const char *name);
integ_status integi_reading_push(integi_reading *state, const integi_node *node);
integi_node *integi_reading_node(integi_reading *state, integi_node_kind kind, size_t start, size_t end);
/* Makes a node of what was pushed since the stack held `from` nodes. */
integ_status integi_reading_parent(integi_reading *state, integi_node_kind kind, size_t from, size_t start, size_t end,
                                   integi_node **out);
integ_status integi_reading_leaf(integi_reading *state, integi_node_kind kind, const integi_node **out);
integ_status integi_make_not(integi_reading *state, const integi_node *operand, size_t start, size_t end,
                             const integi_node **out);

/* parser.c */
integ_status integi_parse_level(integi_reading *state, int minimum, const integi_node **out);
integ_status integi_parse_and_push(integi_reading *state, int minimum);

/* parser_calls.c, parser_predicates.c */
integ_status integi_parse_name(integi_reading *state, const integi_node **out);
integ_status integi_parse_predicate(integi_reading *state, const integi_node *left, const integi_node **out);
integ_status integi_parse_is_null(integi_reading *state, const integi_node *left, const integi_node **out);

/* parser_parts.c: what may be read on after a fault: a whole text, or an item of a list. */
integ_status integi_parse_text(integi_reading *state, integ_status first_token, const integi_node **out);
/* Expressions parted by commas up to the closing parenthesis, pushed on the stack. */
integ_status integi_parse_list(integi_reading *state, size_t *end);

/* parser_faults.c */
integi_place integi_reading_place(const integi_reading *state);
integ_status integi_refuse_length(const integi_reading *state);
integ_status integi_refuse_depth(const integi_reading *state);
/* `english` and `danish` say what should have stood here. */
integ_status integi_refuse_token(const integi_reading *state, const char *english, const char *danish);
integ_status integi_refuse_operand(const integi_reading *state);
integ_status integi_refuse_spatial(const integi_reading *state, const integi_token *name);
integ_status integi_refuse_chain(const integi_reading *state);
/* Something stands behind what was a whole expression already. */
integ_status integi_refuse_rest(const integi_reading *state);

#endif
