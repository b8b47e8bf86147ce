/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/document_tree.h"

#include "base/messages.h"

#include <string.h>

/* libyaml says what its scanner missed; people want to know what they wrote. A problem that is not in this list is
 * passed on in libyaml's own words. */
static const struct {
    const char *problem;
    const integi_message *message;
} known[] = {
    {"found character that cannot start any token", &integi_message_document_first_character},
    {"mapping values are not allowed in this context", &integi_message_document_colon},
    {"could not find expected ':'", &integi_message_document_no_colon},
    {"mapping keys are not allowed in this context", &integi_message_document_key_place},
    {"did not find expected key", &integi_message_document_indentation},
    {"did not find expected '-' indicator", &integi_message_document_no_dash},
    {"block sequence entries are not allowed in this context", &integi_message_document_dash},
    {"did not find expected ',' or '}'", &integi_message_document_braces},
    {"did not find expected ',' or ']'", &integi_message_document_brackets},
    {"did not find expected node content", &integi_message_document_no_value},
    {"found unknown escape character", &integi_message_document_escape},
    {"did not find expected hexdecimal number", &integi_message_document_escape},
    {"found invalid Unicode character escape code", &integi_message_document_escape},
    {"found a tab character where an indentation space is expected", &integi_message_document_tab},
    {"found a tab character that violates indentation", &integi_message_document_tab},
    {"did not find expected <document start>", &integi_message_document_trailing},
};

static const integi_message *message_for(const char *problem)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].problem, problem) == 0)
            return known[i].message;
    return &integi_message_document_syntax;
}

integ_status integi_document_syntax(const char *problem, const char *context, const integi_place *place,
                                    const integi_place *began, integ_error *error)
{
    if (problem == NULL)
        problem = "";
    /* An unclosed quote is found at the end of the file; what people look for is where it was opened. */
    if (context != NULL && strcmp(context, "while scanning a quoted scalar") == 0 &&
        (strcmp(problem, "found unexpected end of stream") == 0 ||
         strcmp(problem, "found unexpected document indicator") == 0)) {
        integ_status status = INTEGI_FAIL(error, began, &integi_message_document_unclosed_quote);
        INTEGI_REMARK(error, place, &integi_message_document_quote_ran_to);
        return status;
    }
    integ_status status = INTEGI_FAIL(error, place, message_for(problem), problem);
    /* Where a bracket was opened helps; where the whole block began does not. */
    if (context != NULL && strncmp(context, "while parsing a flow ", 21) == 0)
        INTEGI_REMARK(error, began, &integi_message_document_began);
    return status;
}
