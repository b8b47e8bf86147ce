/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/node.h"
#include "expression/program.h"
#include "fuzz/round_trip.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A table with a column of every type, so that what parses can be checked and run as well. */
static integ_register *make_register(integ_context *context)
{
    static const int64_t integers[] = {-1, 0, 1, 5, INT64_MAX}, bits[] = {0, 1, 1, 0, 1};
    static const uint8_t known[] = {1, 1, 1, 1, 0};
    static const double numbers[] = {0.5, -1, 1e300, 2.5, 0};
    static const char *const codes[] = {"a", "b", NULL, "æ", ""};
    integ_register_builder *builder;
    integ_register *reg;
    if (integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL) != INTEG_STATUS_OK ||
        integ_register_builder_add_snapshot(builder, 18000, NULL) != INTEG_STATUS_OK ||
        integ_register_builder_add_table(builder, "citizen", 5, NULL) != INTEG_STATUS_OK ||
        integ_register_builder_add_integers(builder, "n", INTEG_TYPE_INTEGER, 0, integers, known, 5, NULL) !=
            INTEG_STATUS_OK ||
        integ_register_builder_add_integers(builder, "p", INTEG_TYPE_BOOLEAN, 0, bits, known, 5, NULL) !=
            INTEG_STATUS_OK ||
        integ_register_builder_add_integers(builder, "d", INTEG_TYPE_DECIMAL, 2, integers, known, 5, NULL) !=
            INTEG_STATUS_OK ||
        integ_register_builder_add_integers(builder, "born", INTEG_TYPE_DATE, 0, bits, known, 5, NULL) !=
            INTEG_STATUS_OK ||
        integ_register_builder_add_integers(builder, "at", INTEG_TYPE_TIMESTAMP, 0, bits, known, 5, NULL) !=
            INTEG_STATUS_OK ||
        integ_register_builder_add_numbers(builder, "x", numbers, known, 5, NULL) != INTEG_STATUS_OK ||
        integ_register_builder_add_texts(builder, "code", INTEG_TYPE_CODE, codes, 5, NULL) != INTEG_STATUS_OK ||
        integ_register_builder_finish(builder, &reg, NULL) != INTEG_STATUS_OK)
        abort();
    integ_register_builder_free(builder);
    return reg;
}

/* Every node lies inside the text. */
static void visit(const integi_node *node, size_t size)
{
    if (node->start > node->end || node->end > size || node->height > INTEGI_EXPRESSION_DEPTH)
        abort();
    for (int32_t i = 0; i < node->child_count; i++)
        visit(node->children[i], size);
}

static void look(const integi_chunk *chunk, void *userdata)
{
    (void)userdata;
    if ((chunk->results[0].truth[0] & ~chunk->results[0].possible[0]) != 0 || chunk->results[0].truth[0] >> 5 != 0)
        abort();
}

static void run(integ_context *context, const integ_register *reg, const integ_expression *expression)
{
    integi_scope *scope;
    integi_program *program;
    int32_t root;
    if (integi_scope_new(context, reg, 0, &scope, NULL) != INTEG_STATUS_OK ||
        integi_program_new(context, scope, &program, NULL) != INTEG_STATUS_OK)
        abort();
    if (integi_program_add_condition(program, expression, integi_expression_root(expression), &root, NULL) ==
            INTEG_STATUS_OK &&
        integi_program_run(program, integ_register_snapshot(reg, 0), 0, 1, look, NULL, NULL) != INTEG_STATUS_OK)
        abort();
    integi_program_free(program);
    integi_scope_free(scope);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static integ_context *context;
    static integ_register *reg;
    static integ_error *error;
    if (context == NULL) {
        if (integ_error_new(&error) != INTEG_STATUS_OK || integ_context_new(&context, NULL) != INTEG_STATUS_OK)
            abort();
        reg = make_register(context);
    }
    integ_error_clear(error);
    integ_expression *expression;
    integ_status status = integ_expression_parse(context, (const char *)data, size, "fuzz", &expression, error);
    if ((status == INTEG_STATUS_OK) != (expression != NULL) ||
        (status != INTEG_STATUS_OK) != (integ_error_count(error) > 0))
        abort();
    if (expression != NULL) {
        visit(integi_expression_root(expression), size);
        run(context, reg, expression);
        check_round_trips(context, expression);
        if (integ_expression_examine(expression, reg, NULL, error) != INTEG_STATUS_OK ||
            integ_expression_examine(expression, NULL, NULL, error) != INTEG_STATUS_OK)
            abort();
    }
    integ_expression_free(expression);
    return 0;
}
