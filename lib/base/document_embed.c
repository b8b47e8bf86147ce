/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/document_tree.h"

#include <string.h>

/* Whether text goes over several lines, and does so nowhere inside quotes: there YAML's folding changes what is
 * meant, elsewhere a line break is as good as a space. */
static bool breaks_only_between_words(const char *text, size_t length)
{
    char quote = '\0';
    bool breaks = false;
    for (size_t i = 0; i < length; i++) {
        if (quote == '\0' && (text[i] == '\'' || text[i] == '"'))
            quote = text[i];
        else if (text[i] == quote)
            quote = '\0';
        if (text[i] == '\n' || text[i] == '\r') {
            if (quote != '\0')
                return false;
            breaks = true;
        }
    }
    return breaks;
}

static bool holds_escape(const char *raw, size_t length, char style)
{
    for (size_t i = 0; i < length; i++)
        if (style == '"' ? raw[i] == '\\' : raw[i] == '\'')
            return true;
    return false;
}

/* The length of a block's header line, its line break included. */
static size_t header_length(const char *raw, size_t length)
{
    size_t at = 0;
    while (at < length && raw[at] != '\n' && raw[at] != '\r')
        at++;
    if (at + 1 < length && raw[at] == '\r' && raw[at + 1] == '\n')
        at++;
    return at < length ? at + 1 : at;
}

/* Where the first word of a block stands. */
static void enter_block(integi_place *place, const char *raw, size_t length, size_t header)
{
    place->line++;
    place->column = 1;
    place->byte += (int64_t)header;
    for (size_t i = header; i < length && (raw[i] == ' ' || raw[i] == '\n' || raw[i] == '\r'); i++) {
        bool ends = raw[i] == '\n' || (raw[i] == '\r' && !(i + 1 < length && raw[i + 1] == '\n'));
        place->line += ends;
        place->column = ends ? 1 : place->column + (raw[i] == ' ');
        place->byte++;
    }
}

/* Without the white space at its end: what stands there would be found beyond the scalar. */
static size_t trimmed(const char *raw, size_t length)
{
    while (length > 0 && (raw[length - 1] == ' ' || raw[length - 1] == '\n' || raw[length - 1] == '\r'))
        length--;
    return length;
}

bool integi_document_embed(integi_document *document, integi_document_node *node, char style, const char *raw,
                           size_t length)
{
    integi_place place = node->place;
    node->embedded = node->text;
    node->embedded_length = node->length;
    size_t skip = 0, drop = 0;
    bool escapes = false;
    if (style == '"' || style == '\'') {
        skip = drop = length >= 2;
        place.column += (int64_t)skip;
        place.byte += (int64_t)skip;
        escapes = holds_escape(raw + skip, length - skip - drop, style);
    } else if (style == '|') {
        size_t header = header_length(raw, length);
        enter_block(&place, raw, length, header);
        skip = (size_t)(place.byte - node->place.byte);
    }
    bool breaks = memchr(raw, '\n', length) != NULL || memchr(raw, '\r', length) != NULL;
    place.doubled = style == '\'' && escapes && !breaks ? '\'' : '\0';
    node->embedded_place = place;
    if (escapes || !breaks_only_between_words(raw + skip, length - skip - drop))
        return true;
    node->embedded_length = trimmed(raw + skip, length - skip - drop);
    node->embedded = integi_arena_text(&document->arena, raw + skip, node->embedded_length);
    return node->embedded != NULL;
}
