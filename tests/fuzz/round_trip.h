/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_FUZZ_ROUND_TRIP_H
#define TEST_FUZZ_ROUND_TRIP_H

/* What holds for every expression, wherever it came from: its text and its JSON read back as the same tree, and are
 * written the same again. A header, since a fuzz target is built from one file. */

#include "expression/node.h"

#include <stdlib.h>
#include <string.h>

static integ_text *print_either(const integ_expression *expression, bool json)
{
    integ_text *text;
    if ((json ? integ_expression_to_json(expression, &text, NULL)
         : integ_expression_to_text(expression, &text, NULL)) !=
        INTEG_STATUS_OK)
        abort();
    return text;
}

static void check_form(integ_context *context, const integ_expression *expression, bool json)
{
    integ_expression *again;
    integ_text *text = print_either(expression, json);
    const char *bytes = integ_text_bytes(text);
    size_t length = integ_text_length(text);
    integ_status status = json ? integ_expression_parse_json(context, bytes, length, NULL, &again, NULL)
                               : integ_expression_parse(context, bytes, length, NULL, &again, NULL);
    if (status != INTEG_STATUS_OK || !integi_node_equal(integi_expression_root(expression),
                                                        integi_expression_root(again)))
        abort();
    integ_text *twice = print_either(again, json);
    /* A name of a function may be written in any case in JSON, but has one case in canonical text. */
    if (integ_text_length(twice) != length || (!json && memcmp(integ_text_bytes(twice), bytes, length) != 0))
        abort();
    integ_text_free(text);
    integ_text_free(twice);
    integ_expression_free(again);
}

static void check_round_trips(integ_context *context, const integ_expression *expression)
{
    check_form(context, expression, false);
    check_form(context, expression, true);
}

#endif
