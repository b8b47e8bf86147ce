/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The people of an area, by the column that says where people live. */
#include "base/buffer.h"
#include "expression/tree.h"
#include "policy/policy.h"

/* A text between quotes, with those inside it doubled. */
static void append_quoted(integi_buffer *out, char quote, const char *text)
{
    integi_buffer_byte(out, quote);
    for (; *text != '\0'; text++) {
        if (*text == quote)
            integi_buffer_byte(out, quote);
        integi_buffer_byte(out, *text);
    }
    integi_buffer_byte(out, quote);
}

integ_status integi_area_condition(integ_context *context, const char *column, const char *area,
                                   const integi_place *place, integ_expression **out, integ_error *error)
{
    integi_buffer text;
    *out = NULL;
    integi_buffer_init(&text, context);
    for (int side = 0; side < 2; side++) {
        bool is_area = (side == 0) == (place != NULL);
        append_quoted(&text, is_area ? '\'' : '"', is_area ? area : column);
        integi_buffer_text(&text, side == 0 ? " = " : "");
    }
    integ_status status = text.failed ? integi_out_of_memory(error)
                                      : integi_expression_parse_at(context, text.bytes, text.length, place, out,
                                                                   error);
    integi_buffer_free(&text);
    return status;
}
