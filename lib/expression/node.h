/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_NODE_H
#define INTEGI_EXPRESSION_NODE_H

/* What a tree is made of. Nodes live in their expression's arena and never change. */

#include "base/decimal.h"
#include "expression/tree.h"

#include <stdatomic.h>

typedef enum integi_node_kind {
    INTEGI_NODE_AND, /* two or more children */
    INTEGI_NODE_OR,
    INTEGI_NODE_NOT,
    INTEGI_NODE_COMPARE, /* operator is an integi_comparison */
    INTEGI_NODE_LIKE,    /* value, pattern */
    INTEGI_NODE_BETWEEN, /* value, lowest, highest */
    INTEGI_NODE_IN,      /* value, then the items */
    INTEGI_NODE_IS_NULL,
    INTEGI_NODE_ARITHMETIC, /* operator is an integi_arithmetic */
    INTEGI_NODE_FUNCTION,   /* text is its name as written */
    INTEGI_NODE_CASEI,
    INTEGI_NODE_ACCENTI,
    INTEGI_NODE_PROPERTY, /* text is its name */
    INTEGI_NODE_TEXT,
    INTEGI_NODE_INTEGER,
    INTEGI_NODE_DECIMAL,
    INTEGI_NODE_NUMBER,
    INTEGI_NODE_BOOLEAN,   /* integer is 0 or 1 */
    INTEGI_NODE_DATE,      /* integer is days since 1970-01-01 */
    INTEGI_NODE_TIMESTAMP, /* integer is microseconds since 1970-01-01T00:00:00Z */
    INTEGI_NODE_UNBOUNDED, /* '..' in an interval */
    INTEGI_NODE_INTERVAL,  /* start, end */
    INTEGI_NODE_ARRAY,
} integi_node_kind;

typedef enum integi_comparison {
    INTEGI_EQUAL,
    INTEGI_NOT_EQUAL,
    INTEGI_LESS,
    INTEGI_GREATER,
    INTEGI_AT_MOST,
    INTEGI_AT_LEAST,
} integi_comparison;

typedef enum integi_arithmetic {
    INTEGI_ADD,
    INTEGI_SUBTRACT,
    INTEGI_MULTIPLY,
    INTEGI_DIVIDE,    /* the fraction */
    INTEGI_WHOLE,     /* div: the whole part, rounded towards zero */
    INTEGI_REMAINDER, /* with the sign of the dividend */
    INTEGI_POWER,
} integi_arithmetic;

struct integi_node {
    integi_node_kind kind;
    int32_t operator;
    int32_t child_count;
    int32_t height; /* 1 for a leaf */
    const integi_node *const *children;
    size_t start, end; /* bytes of the expression's text */
    size_t origin;     /* byte of the expression's document, where it has one */
    const char *text;  /* NUL-terminated too */
    size_t length;
    union {
        int64_t integer;
        double number;
        integi_decimal decimal;
    };
};

struct integ_expression {
    integ_context *context;
    atomic_int references;
    integi_arena arena;
    const char *text;
    size_t length;
    integi_place start;
    const char *document; /* what it was read from where that is JSON; its text is then the canonical one */
    const integi_node *root;
    const integi_node **conjuncts;
    int64_t conjunct_count;
};

/* How deep an expression may be nested, and how many bytes it may have. Walks over trees are recursive, and what a
 * thread's stack can hold is not known: musl gives 128 KiB, where a level may take 1 KiB. Nobody reads more than a
 * handful of levels. */
#define INTEGI_EXPRESSION_DEPTH 100
#define INTEGI_EXPRESSION_BYTES ((size_t)16 << 20)
/* How many tokens an expression may have: each may become a node, which is far larger than its text. */
#define INTEGI_EXPRESSION_TOKENS 2000000
/* How many pairs of elements two lists may have. */
#define INTEGI_LIST_PAIRS 1000000

/* Whether two trees are the same: kinds, operators, literals and names. Names of functions are the same in capitals. */
bool integi_node_equal(const integi_node *a, const integi_node *b);

/* Whether a node is a call of a function whose first argument is the name of a group: in_group, was_in, years_in,
 * linked_in. */
bool integi_names_group(const integi_node *node);

/* Fills in the conjuncts of an expression whose root is there. */
integ_status integi_expression_find_conjuncts(integ_expression *expression, integ_error *error);

/* The place of a byte of the text. */
integi_place integi_expression_place_at(const integ_expression *expression, size_t offset);

#endif
