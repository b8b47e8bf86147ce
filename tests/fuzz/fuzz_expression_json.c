/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "fuzz/round_trip.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every node lies inside the canonical text, and has its place in the JSON. */
static void visit(const integ_expression *expression, const integi_node *node, size_t size)
{
    size_t length;
    const char *text = integi_expression_source_text(expression, node, &length);
    if (node->start > node->end || node->end > expression->length || node->origin >= size ||
        node->height > INTEGI_EXPRESSION_DEPTH || text < expression->text ||
        text + length > expression->text + expression->length)
        abort();
    for (int32_t i = 0; i < node->child_count; i++)
        visit(expression, node->children[i], size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static integ_context *context;
    static integ_error *error;
    if (context == NULL &&
        (integ_error_new(&error) != INTEG_STATUS_OK || integ_context_new(&context, NULL) != INTEG_STATUS_OK))
        abort();
    integ_error_clear(error);
    integ_expression *expression;
    integ_status status = integ_expression_parse_json(context, (const char *)data, size, "fuzz", &expression, error);
    if ((status == INTEG_STATUS_OK) != (expression != NULL) ||
        integ_error_count(error) != (status != INTEG_STATUS_OK) ||
        status == INTEG_STATUS_INTERNAL)
        abort();
    if (expression != NULL) {
        visit(expression, integi_expression_root(expression), size);
        check_round_trips(context, expression);
    }
    integ_expression_free(expression);
    return 0;
}
