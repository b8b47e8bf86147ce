/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/utf8.h"
#include "register/arrow_messages.h"
#include "register/arrow_value.h"
#include "register/dictionary.h"
#include "register/messages.h"

#include <string.h>

/* Texts of Arrow arrays, by their offsets or by views. */

typedef struct span {
    const char *text;
    size_t length;
} span;

/* Offsets are checked before. */
static span by_offsets(const integi_arrow_view *view, int64_t row)
{
    int64_t item = view->start + row, ends[2];
    const char *offsets = (const char *)view->values + item * view->type.width;
    if (view->type.width == 4) {
        int32_t narrow[2];
        memcpy(narrow, offsets, sizeof narrow);
        ends[0] = narrow[0];
        ends[1] = narrow[1];
    } else {
        memcpy(ends, offsets, sizeof ends);
    }
    if (ends[0] == ends[1])
        return (span){"", 0};
    return (span){view->bytes + ends[0], (size_t)(ends[1] - ends[0])};
}

/* A view is its length and 12 bytes of text; or its length, the first 4 bytes, a buffer's number and an offset. */
static bool by_view(const integi_arrow_view *view, int64_t row, span *out)
{
    const char *item = (const char *)view->values + (view->start + row) * 16;
    struct {
        int32_t length;
        char prefix[4];
        int32_t block, offset;
    } parts;
    memcpy(&parts, item, sizeof parts);
    *out = (span){item + 4, (size_t)parts.length};
    if (parts.length <= 12)
        return parts.length >= 0;
    if (parts.block < 0 || parts.block >= view->block_count || parts.offset < 0 || view->blocks[parts.block] == NULL)
        return false;
    int64_t size;
    memcpy(&size, (const char *)view->block_sizes + (size_t)parts.block * sizeof size, sizeof size);
    if ((int64_t)parts.offset + parts.length > size)
        return false;
    out->text = (const char *)view->blocks[parts.block] + parts.offset;
    return memcmp(out->text, parts.prefix, sizeof parts.prefix) == 0;
}

/* A text that the dictionary has is known to be good. -1: `fault` says what is wrong with it. */
static int64_t enter(integi_dictionary *dictionary, span text, const integi_message **fault)
{
    int64_t index = integi_dictionary_find(dictionary, text.text, text.length);
    if (index >= 0)
        return index;
    if (integi_utf8_invalid_at(text.text, text.length) != text.length)
        *fault = &integi_message_arrow_not_utf8;
    else if (memchr(text.text, '\0', text.length) != NULL)
        *fault = &integi_message_arrow_nul;
    else if (integi_dictionary_size(dictionary) >= INTEGI_DICTIONARY_TEXTS_MAXIMUM)
        *fault = &integi_message_register_texts_limit;
    else
        *fault = NULL;
    return *fault != NULL ? -1 : integi_dictionary_add(dictionary, text.text, text.length);
}

/* A whole number is its digits, which need room for INTEGI_NUMBER_SIZE. */
static bool text_at(const integi_arrow_view *view, int64_t row, int64_t integer, char *digits, span *out)
{
    switch (view->type.kind) {
    case INTEGI_ARROW_TEXT:
        *out = by_offsets(view, row);
        return true;
    case INTEGI_ARROW_TEXT_VIEW:
        return by_view(view, row, out);
    default:
        integi_number(digits, integer);
        *out = (span){digits, strlen(digits)};
        return true;
    }
}

bool integi_arrow_read_texts(const integi_arrow_view *view, int64_t row, int64_t rows,
                             const integi_arrow_target *target, integi_arrow_block *block, integi_arrow_fault *fault)
{
    char digits[INTEGI_NUMBER_SIZE];
    bool integers = view->type.kind == INTEGI_ARROW_INTEGER;
    if (integers && !integi_arrow_read_integers(view, row, rows, block->known, block->wholes, fault))
        return false;
    for (int64_t i = 0; i < rows; i++) {
        span text;
        if (!block->known[i])
            continue;
        *fault = (integi_arrow_fault){&integi_message_arrow_bad_view, row + i};
        if (!text_at(view, row + i, integers ? block->wholes[i] : 0, digits, &text))
            return false;
        block->wholes[i] = enter(target->dictionary, text, &fault->message);
        if (block->wholes[i] < 0)
            return false;
    }
    return true;
}
