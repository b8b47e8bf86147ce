/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/text.h"

#include "base/message.h"

struct integ_text {
    integ_context *context;
    char *bytes; /* with a NUL behind them */
    size_t length, capacity;
};

integ_status integi_text_from_buffer(integi_buffer *buffer, integ_text **out, integ_error *error)
{
    *out = NULL;
    integi_buffer_append(buffer, NULL, 0); /* an empty text has its NUL too */
    integ_text *text = buffer->failed ? NULL : integi_allocate(buffer->context, sizeof *text);
    if (text == NULL) {
        integi_buffer_free(buffer);
        return integi_out_of_memory(error);
    }
    *text = (integ_text){integi_context_retain(buffer->context), buffer->bytes, buffer->length, buffer->capacity};
    integi_buffer_init(buffer, buffer->context);
    *out = text;
    return INTEG_STATUS_OK;
}

const char *integ_text_bytes(const integ_text *text)
{
    return text == NULL ? "" : text->bytes;
}

size_t integ_text_length(const integ_text *text)
{
    return text == NULL ? 0 : text->length;
}

void integ_text_free(integ_text *text)
{
    if (text == NULL)
        return;
    integ_context *context = text->context;
    integi_release(context, text->bytes, text->capacity);
    integi_release(context, text, sizeof *text);
    integ_context_free(context);
}
