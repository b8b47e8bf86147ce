/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/layout.h"

#include "base/utf8.h"

#include <string.h>

void integi_layout_init(integi_layout *layout, integi_buffer *out, integ_context *context, int32_t language)
{
    *layout = (integi_layout){.out = out, .line_start = out->length, .language = language};
    integi_buffer_init(&layout->scratch, context);
}

void integi_layout_free(integi_layout *layout)
{
    if (layout->scratch.failed) layout->out->failed = true;
    integi_buffer_free(&layout->scratch);
}

/* The bytes of a character at the beginning of a text that would steer the terminal instead of being seen:
 * C0, DEL, C1, and what turns the direction of writing. 0 where there is none. */
static size_t control_at(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    if (bytes[0] < 0x20 || bytes[0] == 0x7F) return 1;
    if (length >= 2 && bytes[0] == 0xC2 && bytes[1] >= 0x80 && bytes[1] <= 0x9F) return 2;
    if (length >= 3 && bytes[0] == 0xE2 &&
        ((bytes[1] == 0x80 && bytes[2] >= 0xAA && bytes[2] <= 0xAE) ||
         (bytes[1] == 0x81 && bytes[2] >= 0xA6 && bytes[2] <= 0xA9)))
        return 3;
    return 0;
}

/* Columns as append() will fill them: a control character takes none, what stands for it takes one. */
static int columns_in(const char *text, size_t length)
{
    int columns = (int)integi_utf8_columns(text, length);
    for (size_t i = 0; i < length; i++)
        columns += control_at(text + i, length - i) > 0;
    return columns;
}

static int columns_of(const char *text)
{
    return columns_in(text, strlen(text));
}

/* Every text comes to the lines through here, so that none of a document or a register reaches the terminal
 * with a character that steers it. */
static void append(integi_layout *layout, const char *text, size_t length)
{
    size_t from = 0;
    for (size_t i = 0, control; i<length; i += control> 0 ? control : 1) {
        control = control_at(text + i, length - i);
        if (control == 0) continue;
        integi_buffer_append(layout->out, text + from, i - from);
        integi_buffer_text(layout->out, control == 1 ? " " : "\xEF\xBF\xBD");
        from = i + control;
    }
    integi_buffer_append(layout->out, text + from, length - from);
}

int integi_layout_column(const integi_layout *layout)
{
    if (layout->out->failed || layout->out->bytes == NULL) return 0;
    return (int)integi_utf8_columns(layout->out->bytes + layout->line_start,
                                    layout->out->length - layout->line_start);
}

void integi_layout_put(integi_layout *layout, const char *text)
{
    append(layout, text, strlen(text));
}

void integi_layout_go_to(integi_layout *layout, int column)
{
    int now = integi_layout_column(layout);
    if (now < column) integi_buffer_repeat(layout->out, ' ', (size_t)(column - now));
}

void integi_layout_put_right(integi_layout *layout, int end, const char *text)
{
    integi_layout_go_to(layout, end - columns_of(text));
    integi_layout_put(layout, text);
}

void integi_layout_put_cell(integi_layout *layout, int end, const char *text)
{
    int column = integi_layout_column(layout);
    if (column > 0 && end - columns_of(text) < column + 2) integi_layout_end_line(layout);
    integi_layout_put_right(layout, end, text);
}

void integi_layout_end_line(integi_layout *layout)
{
    integi_buffer *out = layout->out;
    while (!out->failed && out->length > layout->line_start && out->bytes[out->length - 1] == ' ')
        out->length--;
    integi_buffer_byte(out, '\n');
    layout->line_start = out->length;
}

void integi_layout_repeat(integi_layout *layout, const char *character, int times)
{
    for (int i = 0; i < times; i++)
        integi_layout_put(layout, character);
}

/* The bytes of the longest beginning of a text that takes at most `columns`. */
static size_t beginning(const char *text, size_t length, int columns)
{
    size_t end = 0;
    for (size_t next; end < length; end = next) {
        next = end + 1;
        while (next < length && ((unsigned char)text[next] & 0xC0) == 0x80)
            next++;
        if (columns_in(text, next) > columns) break;
    }
    return end;
}

void integi_layout_put_cut(integi_layout *layout, int columns, const char *text)
{
    if (columns_of(text) <= columns) {
        integi_layout_put(layout, text);
        return;
    }
    append(layout, text, beginning(text, strlen(text), columns - 1));
    integi_layout_put(layout, "…");
}

/* One word of a paragraph; one that is longer than a line is broken. */
static void put_word(integi_layout *layout, int indent, const char *word, size_t length)
{
    int column = integi_layout_column(layout);
    int needed = columns_in(word, length) + (column > indent ? 1 : 0);
    if (column + needed > INTEGI_LAYOUT_WIDTH && column > indent) {
        integi_layout_end_line(layout);
        column = 0;
    }
    integi_layout_go_to(layout, indent);
    if (column > indent) integi_layout_put(layout, " ");
    while (!layout->out->failed && columns_in(word, length) > INTEGI_LAYOUT_WIDTH - indent) {
        size_t part = beginning(word, length, INTEGI_LAYOUT_WIDTH - indent);
        append(layout, word, part);
        integi_layout_end_line(layout);
        integi_layout_go_to(layout, indent);
        word += part;
        length -= part;
    }
    append(layout, word, length);
}

static void put_words(integi_layout *layout, int indent, const char *text)
{
    while (*text != '\0') {
        text += strspn(text, " \t\r\n");
        size_t length = strcspn(text, " \t\r\n");
        if (length > 0) put_word(layout, indent, text, length);
        text += length;
    }
}

void integi_layout_wrap(integi_layout *layout, int indent, const char *text)
{
    integi_layout_go_to(layout, indent);
    put_words(layout, indent, text);
    integi_layout_end_line(layout);
}

void integi_layout_begin_facts(integi_layout *layout, int indent, const char *label)
{
    layout->flow_indent = indent;
    layout->in_flow = false;
    if (label != NULL) integi_layout_put(layout, label);
    integi_layout_go_to(layout, indent);
}

void integi_layout_fact(integi_layout *layout, const char *text)
{
    int column = integi_layout_column(layout);
    int needed = columns_of(text) + (layout->in_flow ? 3 : 0);
    if (layout->in_flow && column + needed <= INTEGI_LAYOUT_WIDTH) {
        integi_layout_put(layout, " · ");
    } else if (layout->in_flow) {
        integi_layout_end_line(layout);
        integi_layout_go_to(layout, layout->flow_indent);
    }
    if (integi_layout_column(layout) + columns_of(text) <= INTEGI_LAYOUT_WIDTH)
        integi_layout_put(layout, text);
    else
        put_words(layout, layout->flow_indent, text);
    layout->in_flow = true;
}

void integi_layout_pair_fact(integi_layout *layout, const char *first, const char *second)
{
    integi_kept kept_first = integi_keep(first), kept_second = integi_keep(second);
    layout->scratch.length = 0;
    integi_buffer_text(&layout->scratch, kept_first.text);
    integi_buffer_byte(&layout->scratch, ' ');
    integi_buffer_text(&layout->scratch, kept_second.text);
    if (!layout->scratch.failed) integi_layout_fact(layout, layout->scratch.bytes);
}

void integi_layout_word_fact(integi_layout *layout, integi_word word, const char *first, const char *second)
{
    integi_layout_fact(layout, integi_layout_word(layout, word, first, second));
}

void integi_layout_end_facts(integi_layout *layout)
{
    layout->in_flow = false;
    integi_layout_end_line(layout);
}
