/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_COMPILE_H
#define INTEGI_EXPRESSION_COMPILE_H

/* From trees to the graph of a program: names are looked up, types checked, constants folded. Shared by the files
 * compile*.c and program.c only. */

#include "base/arena.h"
#include "expression/earlier.h"
#include "expression/graph.h"
#include "expression/history.h"
#include "expression/messages.h"
#include "expression/node.h"
#include "expression/program.h"
#include "expression/text.h"

#include <string.h>

typedef struct integi_scope_derived {
    const char *name; /* borrowed from the register */
    integ_expression *expression;
} integi_scope_derived;

typedef struct integi_scope_function {
    const integi_function *function;
    integi_dictionary *answers; /* of a function whose result is a code; else NULL */
} integi_scope_function;

struct integi_scope {
    integ_context *context;
    atomic_int references;
    integ_register *reg;
    int64_t table;
    const integi_table_definition *definition;
    integi_scope_derived *derived; /* as many as the definition has */
    integi_scope_function *functions;
    size_t function_count, function_capacity;
    integi_group_resolver resolver;
    void *resolver_userdata;
    integi_group_namer namer;
    bool keeps_absence; /* that no row has something is not said */
};

integi_scope *integi_scope_retain(integi_scope *scope);
const integi_scope_function *integi_scope_find_function(const integi_scope *scope, const char *name, size_t length);

/* What a sub-expression came to. */
typedef enum integi_operand_kind {
    INTEGI_OPERAND_NONE, /* there was an error, already reported */
    INTEGI_OPERAND_CONSTANT,
    INTEGI_OPERAND_COLUMN, /* a column as it is or through a view or folds: nothing was computed yet */
    INTEGI_OPERAND_CONDITION,
    INTEGI_OPERAND_VALUE,
} integi_operand_kind;

typedef struct integi_operand {
    integi_operand_kind kind;
    int32_t type; /* INTEG_TYPE_ */
    int32_t decimals;
    int32_t column;
    int32_t view;      /* integi_view */
    int32_t folds;     /* of a text that is no constant */
    int32_t operation; /* of a condition or a value */
    const integi_dictionary *answers; /* of a value that is a text: its integers are places in here */
    bool known;        /* of a constant */
    union {            /* of a constant that is known */
        int64_t integer;
        double number;
        struct {
            const char *text;
            size_t length;
        };
    };
    const integi_node *node;
} integi_operand;

/* Memory of operations that are already made, so that a definition used in many places is read once. */
typedef struct integi_known_group {
    const char *name;
    int32_t condition; /* -1: it failed in call number `call` */
    int64_t call;
} integi_known_group;

typedef struct integi_known_derived {
    integi_operand operand; /* NONE: not known, or failed in call number `call` */
    int64_t call;
} integi_known_derived;

typedef struct integi_root {
    int32_t operation;
    int32_t type, decimals;
    int32_t column; /* of a root that is a plain column of the table; else -1 */
    integi_want want;
    int32_t within; /* another root: only its rows are looked at; -1: all */
    const integi_dictionary *dictionary; /* of a root that is a text */
} integi_root;

struct integi_program {
    integ_context *context;
    integi_scope *scope;
    integi_graph graph;
    integi_arena arena; /* folded texts, names of groups */
    integi_root *roots;
    size_t root_count, root_capacity;
    integi_known_group *groups;
    size_t group_count, group_capacity;
    integi_known_derived *derived; /* as many as the table has derived columns */
    int64_t calls;
    integi_history_table *history_tables;
    size_t history_table_count, history_table_capacity;
    integi_history_use *history_uses;
    size_t history_use_count, history_use_capacity;
    integi_picked *picked;
    size_t picked_count, picked_capacity;
    integi_program *earlier; /* whose roots are groups in other snapshots; NULL: none; there it is the program itself */
    integi_program *linked; /* over the table that this one is linked to; NULL: none */
    integi_earlier_use *earlier_uses;
    size_t earlier_use_count, earlier_use_capacity;
};

/* Groups and derived columns that are being read, innermost first. */
typedef struct integi_active_name {
    const char *name;
    const struct integi_active_name *outer;
} integi_active_name;

typedef struct integi_compiler {
    integi_program *program;
    integi_graph *graph;
    const integi_scope *scope;
    integ_error *error;
    integ_status status; /* the first failure */
    const integ_expression *expression;
    const integi_active_name *groups, *derived;
    int32_t depth;
    bool beside_text; /* what is read is compared with a text */
    int32_t *stack; /* conditions that wait for their AND or OR */
    size_t stack_count, stack_capacity;
    integi_range *ranges;
    size_t range_count, range_capacity;
    integi_folder folder;
} integi_compiler;

void integi_compile(integi_compiler *compiler, const integi_node *node, integi_operand *out);
/* The same for what is compared with an operand. */
void integi_compile_beside(integi_compiler *compiler, const integi_operand *beside, const integi_node *node,
                           integi_operand *out);
/* The condition of an operand that must be one; -1 when it is not, which was then reported. */
int32_t integi_compile_condition(integi_compiler *compiler, const integi_node *node);
/* A group by its name, which stands at `node` (NULL: was given by the caller). */
int32_t integi_compile_group(integi_compiler *compiler, const char *name, const integi_node *node);
/* program.c: a group as a root of `program`, which may be another one over the same scope; -1 after a failure. The
 * groups that the compiler is reading are still being read there: a group that comes back to itself is a circle. */
int32_t integi_compile_group_root(integi_compiler *compiler, integi_program *program, const integi_node *name);

/* compile_logic.c: conditions */
void integi_compile_connective(integi_compiler *compiler, const integi_node *node, integi_operand *out);
void integi_compile_not(integi_compiler *compiler, const integi_node *node, integi_operand *out);
void integi_compile_comparison(integi_compiler *compiler, const integi_node *node, integi_operand *out);
void integi_compile_between(integi_compiler *compiler, const integi_node *node, integi_operand *out);
void integi_compile_in(integi_compiler *compiler, const integi_node *node, integi_operand *out);
void integi_compile_is_null(integi_compiler *compiler, const integi_node *node, integi_operand *out);
int32_t integi_operand_condition(integi_compiler *compiler, const integi_operand *operand);

/* compile_compare.c: two operands of the same kind */
bool integi_comparable(integi_compiler *compiler, const integi_operand *a, const integi_operand *b);
bool integi_same_family(int32_t a, int32_t b); /* of types that can be compared */
/* Two constants that are known and of one family; less than, equal to or greater than 0. */
int integi_compare_constants(const integi_operand *a, const integi_operand *b);
/* The index of the condition, or -1. */
int32_t integi_compare(integi_compiler *compiler, integi_comparison operator, const integi_operand *a,
                       const integi_operand *b);
bool integi_push_ranges(integi_compiler *compiler, integi_comparison operator, const integi_operand *column,
                        const integi_operand *constant);

/* compile_text.c */
void integi_compile_fold(integi_compiler *compiler, const integi_node *node, integi_operand *out);
void integi_compile_like(integi_compiler *compiler, const integi_node *node, integi_operand *out);
/* Writes a text that is compared with a municipality as the column's values are. False: no memory. */
bool integi_settle_code(integi_arena *arena, const integi_column_definition *column, integi_operand *constant);
/* The same for what is compared with any text that is no constant. */
bool integi_settle_beside(integi_compiler *compiler, const integi_operand *beside, integi_operand *constant);
int32_t integi_compare_text_column(integi_compiler *compiler, integi_comparison operator, const integi_operand *column,
                                   const integi_operand *constant);
int32_t integi_compare_text_columns(integi_compiler *compiler, integi_comparison operator, const integi_operand *a,
                                    const integi_operand *b);
/* text IN (texts) */
int32_t integi_text_among(integi_compiler *compiler, const integi_operand *column, const integi_operand *texts,
                          int32_t count);

/* compile_value.c */
/* Arithmetic on two numeric constants. */
void integi_fold_constants(integi_arithmetic operator, const integi_operand *a, const integi_operand *b,
                           integi_operand *out);
void integi_compile_arithmetic(integi_compiler *compiler, const integi_node *node, integi_operand *out);
double integi_constant_number(const integi_operand *constant); /* of a number that is known */
/* The operation that gives an operand's values: as it is, or as numbers. -1 after a failure. */
int32_t integi_operand_values(integi_compiler *compiler, const integi_operand *operand);
int32_t integi_operand_numbers(integi_compiler *compiler, const integi_operand *operand);

/* compile_function.c: functions of the scope */
void integi_compile_function(integi_compiler *compiler, const integi_node *node, integi_operand *out);

/* compile_temporal.c: t_ functions; compile_array.c: a_ functions; compile_history.c: functions over linked tables;
 * compile_earlier.c and compile_linked.c: groups in other snapshots and of linked rows. False when the name is none of
 * theirs. */
bool integi_compile_temporal(integi_compiler *compiler, const integi_node *node, integi_operand *out);
bool integi_compile_history(integi_compiler *compiler, const integi_node *node, integi_operand *out);
bool integi_compile_array(integi_compiler *compiler, const integi_node *node, integi_operand *out);
bool integi_compile_earlier(integi_compiler *compiler, const integi_node *node, integi_operand *out);
bool integi_compile_linked(integi_compiler *compiler, const integi_node *node, integi_operand *out);

/* compile.c: small things for all */
integi_place integi_compile_place(const integi_compiler *compiler, const integi_node *node);
void integi_compile_failed(integi_compiler *compiler, integ_status status);
int32_t integi_compile_check(integi_compiler *compiler, int32_t operation); /* -1 means no memory */
void integi_operand_set_condition(integi_operand *out, int32_t condition);
void integi_operand_of_literal(const integi_node *node, integi_operand *out);
void integi_operand_set_constant(integi_operand *out, int32_t type, int64_t integer);
bool integi_is_text(int32_t type);
bool integi_is_numeric(int32_t type);
const char *integi_operand_type_name(const integi_operand *operand);
/* A column of the program's table, or one that it picks from a linked table. */
const integi_column_definition *integi_program_column(const integi_program *program, int32_t column);
const integi_column_definition *integi_operand_column(const integi_compiler *compiler, const integi_operand *operand);
/* Of a text that is no constant. */
const integi_dictionary *integi_operand_dictionary(const integi_compiler *compiler, const integi_operand *operand);

#define INTEGI_COMPILE_FAIL(compiler, node, ...)                                                                    \
    do {                                                                                                            \
        integi_place compile_place = integi_compile_place(compiler, node);                                          \
        integi_compile_failed(compiler, INTEGI_FAIL((compiler)->error, &compile_place, __VA_ARGS__));               \
    } while (0)

#endif
