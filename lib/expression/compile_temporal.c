/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/compile.h"
#include "expression/lexer.h"

/* The temporal functions compare the ends of two intervals; an instant begins and ends at itself. Each is a
 * conjunction or, for T_DISJOINT, a disjunction of up to three comparisons (OGC 21-065r2, temporal functions). */

typedef enum end {
    A_START,
    A_END,
    B_START,
    B_END,
} end;

typedef struct term {
    end left;
    integi_comparison operator;
    end right;
} term;

typedef struct temporal_function {
    const char *name;
    integi_operation_kind join;
    int32_t term_count;
    term terms[3];
} temporal_function;

#define ALL INTEGI_OPERATION_AND
#define ANY INTEGI_OPERATION_OR

static const temporal_function functions[] = {
    {"t_after", ALL, 1, {{A_START, INTEGI_GREATER, B_END}}},
    {"t_before", ALL, 1, {{A_END, INTEGI_LESS, B_START}}},
    {"t_contains", ALL, 2, {{A_START, INTEGI_LESS, B_START}, {A_END, INTEGI_GREATER, B_END}}},
    {"t_disjoint", ANY, 2, {{A_END, INTEGI_LESS, B_START}, {A_START, INTEGI_GREATER, B_END}}},
    {"t_during", ALL, 2, {{A_START, INTEGI_GREATER, B_START}, {A_END, INTEGI_LESS, B_END}}},
    {"t_equals", ALL, 2, {{A_START, INTEGI_EQUAL, B_START}, {A_END, INTEGI_EQUAL, B_END}}},
    {"t_finishedby", ALL, 2, {{A_START, INTEGI_LESS, B_START}, {A_END, INTEGI_EQUAL, B_END}}},
    {"t_finishes", ALL, 2, {{A_START, INTEGI_GREATER, B_START}, {A_END, INTEGI_EQUAL, B_END}}},
    {"t_intersects", ALL, 2, {{A_START, INTEGI_AT_MOST, B_END}, {A_END, INTEGI_AT_LEAST, B_START}}},
    {"t_meets", ALL, 1, {{A_END, INTEGI_EQUAL, B_START}}},
    {"t_metby", ALL, 1, {{A_START, INTEGI_EQUAL, B_END}}},
    {"t_overlappedby",
     ALL,
     3,
     {{A_START, INTEGI_GREATER, B_START}, {A_START, INTEGI_LESS, B_END}, {A_END, INTEGI_GREATER, B_END}}},
    {"t_overlaps",
     ALL,
     3,
     {{A_START, INTEGI_LESS, B_START}, {A_END, INTEGI_GREATER, B_START}, {A_END, INTEGI_LESS, B_END}}},
    {"t_startedby", ALL, 2, {{A_START, INTEGI_EQUAL, B_START}, {A_END, INTEGI_GREATER, B_END}}},
    {"t_starts", ALL, 2, {{A_START, INTEGI_EQUAL, B_START}, {A_END, INTEGI_LESS, B_END}}},
};

/* Open ends lie beyond every timestamp. */
static bool compile_instant(integi_compiler *compiler, const integi_node *node, int64_t open, integi_operand *out)
{
    if (node->kind == INTEGI_NODE_UNBOUNDED) {
        *out = (integi_operand){.kind = INTEGI_OPERAND_NONE, .node = node};
        integi_operand_set_constant(out, INTEG_TYPE_TIMESTAMP, open);
        return true;
    }
    integi_compile(compiler, node, out);
    if (out->kind == INTEGI_OPERAND_NONE)
        return false;
    if (out->type == INTEG_TYPE_DATE || out->type == INTEG_TYPE_TIMESTAMP)
        return true;
    INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_instant, integi_operand_type_name(out));
    return false;
}

static bool compile_interval(integi_compiler *compiler, const integi_node *node, integi_operand *start,
                             integi_operand *last)
{
    if (node->kind != INTEGI_NODE_INTERVAL) {
        bool good = compile_instant(compiler, node, 0, start);
        *last = *start;
        return good;
    }
    bool first_good = compile_instant(compiler, node->children[0], INT64_MIN, start);
    return compile_instant(compiler, node->children[1], INT64_MAX, last) && first_good;
}

static int32_t compile_terms(integi_compiler *compiler, const temporal_function *function, const integi_operand *ends)
{
    int32_t conditions[3];
    for (int32_t i = 0; i < function->term_count; i++) {
        const term *here = &function->terms[i];
        conditions[i] = integi_compare(compiler, here->operator, &ends[here->left], &ends[here->right]);
        if (conditions[i] < 0)
            return -1;
    }
    return integi_compile_check(
        compiler, integi_graph_join(compiler->graph, function->join, conditions, function->term_count));
}

#define SIGNATURE_SIZE 40

static const char *signature(const temporal_function *function, char text[SIGNATURE_SIZE])
{
    static const char arguments[] = "(time, time)";
    size_t length = strlen(function->name);
    memcpy(text, function->name, length);
    memcpy(text + length, arguments, sizeof arguments);
    return text;
}

bool integi_compile_temporal(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    const temporal_function *function = NULL;
    integi_operand ends[4];
    for (size_t i = 0; i < sizeof functions / sizeof *functions && function == NULL; i++)
        if (integi_same_word(node->text, node->length, functions[i].name))
            function = &functions[i];
    if (function == NULL)
        return false;
    if (node->child_count != 2) {
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_arguments_of, node->text, "2",
                            integi_number((char[INTEGI_NUMBER_SIZE]){0}, node->child_count),
                            signature(function, (char[SIGNATURE_SIZE]){0}));
        return true;
    }
    bool first = compile_interval(compiler, node->children[0], &ends[A_START], &ends[A_END]);
    bool second = compile_interval(compiler, node->children[1], &ends[B_START], &ends[B_END]);
    if (first && second)
        integi_operand_set_condition(out, compile_terms(compiler, function, ends));
    return true;
}
