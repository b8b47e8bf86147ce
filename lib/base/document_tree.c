/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/document_tree.h"

#include "base/messages.h"

#include <string.h>
#include <yaml.h>

/* A sequence or mapping whose end has not come yet. */
typedef struct open_node {
    integi_document_node *node;
    integi_document_node **tail;       /* where the next child is hung up */
    const integi_document_node *key;   /* of a mapping: read, its value is next */
} open_node;

typedef struct builder {
    integi_document *document;
    yaml_parser_t parser;
    const char *bytes;
    size_t length;
    size_t skipped;
    size_t character; /* libyaml counts characters; this one ... */
    size_t byte;      /* ... begins at this byte */
    open_node open[INTEGI_DOCUMENT_DEPTH_MAXIMUM];
    int depth;
    bool documents_over; /* the first document has ended */
    integ_error *error;
    integ_status status; /* of the first fault */
} builder;

/* Remembers the first fault; what can be read on is read on. */
static void note(builder *build, integ_status status)
{
    if (build->status == INTEG_STATUS_OK)
        build->status = status;
}

static size_t byte_of(builder *build, size_t character)
{
    while (build->character < character && build->byte < build->length) {
        build->byte++;
        while (build->byte < build->length && ((unsigned char)build->bytes[build->byte] & 0xC0) == 0x80)
            build->byte++;
        build->character++;
    }
    while (build->character > character && build->byte > 0) {
        build->byte--;
        while (build->byte > 0 && ((unsigned char)build->bytes[build->byte] & 0xC0) == 0x80)
            build->byte--;
        build->character--;
    }
    return build->byte;
}

static integi_place place_of(builder *build, const yaml_mark_t *mark)
{
    return (integi_place){build->document->source, (int64_t)mark->line + 1, (int64_t)mark->column + 1,
                          (int64_t)(byte_of(build, mark->index) + build->skipped), 0};
}

/* Anchors and tags change what a document means in ways that a reader does not see where the value stands. */
static void refuse_properties(builder *build, const integi_place *place, const yaml_char_t *anchor,
                              const yaml_char_t *tag)
{
    if (anchor != NULL)
        note(build, INTEGI_FAIL(build->error, place, &integi_message_document_anchor, (const char *)anchor));
    if (tag == NULL)
        return;
    static const char standard[] = "tag:yaml.org,2002:"; /* written !! */
    const char *name = (const char *)tag;
    bool is_standard = strncmp(name, standard, sizeof standard - 1) == 0;
    note(build, INTEGI_FAIL(build->error, place, &integi_message_document_tag, is_standard ? "!!" : "",
                            is_standard ? name + sizeof standard - 1 : name));
}

static integi_document_node *new_node(builder *build, integi_document_kind kind, const yaml_event_t *event)
{
    integi_document_node *node = integi_arena_allocate(&build->document->arena, sizeof *node);
    if (node == NULL) {
        note(build, integi_out_of_memory(build->error));
        return NULL;
    }
    node->kind = kind;
    node->text = node->embedded = "";
    node->place = node->embedded_place = place_of(build, &event->start_mark);
    return node;
}

/* Hangs a finished or just opened node up where it belongs. False ends the reading. */
static bool hang_up(builder *build, integi_document_node *node)
{
    if (build->depth == 0) {
        build->document->root = node;
        return true;
    }
    open_node *parent = &build->open[build->depth - 1];
    if (parent->node->kind == INTEGI_DOCUMENT_MAPPING && parent->key == NULL) {
        if (node->kind != INTEGI_DOCUMENT_SCALAR) {
            note(build, INTEGI_FAIL(build->error, &node->place, &integi_message_document_key_kind));
            return false;
        }
        if (node->length == 0)
            note(build, INTEGI_FAIL(build->error, &node->place, &integi_message_document_key_empty));
        parent->key = node;
        return true;
    }
    node->key = parent->key;
    parent->key = NULL;
    *parent->tail = node;
    parent->tail = &node->next;
    parent->node->count++;
    return true;
}

static bool says_nothing(const char *text)
{
    return text[0] == '\0' || strcmp(text, "null") == 0 || strcmp(text, "~") == 0;
}

static char style_mark(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return '\'';
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return '"';
    case YAML_LITERAL_SCALAR_STYLE:
    case YAML_FOLDED_SCALAR_STYLE:
        return '|';
    default:
        return ' ';
    }
}

static bool add_scalar(builder *build, const yaml_event_t *event)
{
    integi_document_node *node = new_node(build, INTEGI_DOCUMENT_SCALAR, event);
    if (node == NULL)
        return false;
    refuse_properties(build, &node->place, event->data.scalar.anchor, event->data.scalar.tag);
    const char *value = (const char *)event->data.scalar.value;
    node->length = event->data.scalar.length;
    node->text = integi_arena_text(&build->document->arena, value, node->length);
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    size_t start = byte_of(build, event->start_mark.index), end = byte_of(build, event->end_mark.index);
    if (node->text == NULL || !integi_document_embed(build->document, node, style_mark(event->data.scalar.style),
                                                     build->bytes + start, end > start ? end - start : 0)) {
        note(build, integi_out_of_memory(build->error));
        return false;
    }
    if (memchr(value, '\0', node->length) != NULL) /* written as an escape */
        note(build, INTEGI_FAIL(build->error, &node->place, &integi_message_document_nul));
    node->absent = !node->quoted && says_nothing(node->text);
    return hang_up(build, node);
}

static bool add_alias(builder *build, const yaml_event_t *event)
{
    integi_document_node *node = new_node(build, INTEGI_DOCUMENT_SCALAR, event);
    if (node == NULL)
        return false;
    note(build, INTEGI_FAIL(build->error, &node->place, &integi_message_document_alias,
                            (const char *)event->data.alias.anchor));
    node->absent = true;
    node->text = node->embedded = "*";
    node->length = node->embedded_length = 1;
    return hang_up(build, node);
}

static bool open_collection(builder *build, const yaml_event_t *event, integi_document_kind kind)
{
    integi_document_node *node = new_node(build, kind, event);
    if (node == NULL)
        return false;
    if (kind == INTEGI_DOCUMENT_MAPPING)
        refuse_properties(build, &node->place, event->data.mapping_start.anchor, event->data.mapping_start.tag);
    else
        refuse_properties(build, &node->place, event->data.sequence_start.anchor, event->data.sequence_start.tag);
    if (!hang_up(build, node))
        return false;
    if (build->depth == INTEGI_DOCUMENT_DEPTH_MAXIMUM) {
        note(build, INTEGI_FAIL(build->error, &node->place, &integi_message_document_depth,
                                integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_DOCUMENT_DEPTH_MAXIMUM)));
        return false;
    }
    build->open[build->depth++] = (open_node){node, &node->first, NULL};
    return true;
}

static bool close_collection(builder *build)
{
    integi_document_node *node = build->open[--build->depth].node;
    if (node->kind == INTEGI_DOCUMENT_MAPPING)
        note(build, integi_document_unique(node, build->error));
    return true;
}

static bool start_document(builder *build, const yaml_event_t *event)
{
    if (!build->documents_over)
        return true;
    integi_place place = place_of(build, &event->start_mark);
    note(build, INTEGI_FAIL(build->error, &place, &integi_message_document_second));
    return false;
}

static bool end_stream(builder *build)
{
    const integi_document_node *root = build->document->root;
    if (root == NULL || root->absent) {
        integi_place place = {build->document->source, 1, 1, 0, 0};
        note(build, INTEGI_FAIL(build->error, &place, &integi_message_document_empty));
    }
    return false;
}

/* False when nothing more is to be read. */
static bool take(builder *build, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return start_document(build, event);
    case YAML_DOCUMENT_END_EVENT:
        return build->documents_over = true;
    case YAML_SCALAR_EVENT:
        return add_scalar(build, event);
    case YAML_ALIAS_EVENT:
        return add_alias(build, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(build, event, INTEGI_DOCUMENT_SEQUENCE);
    case YAML_MAPPING_START_EVENT:
        return open_collection(build, event, INTEGI_DOCUMENT_MAPPING);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return close_collection(build);
    case YAML_STREAM_END_EVENT:
    case YAML_NO_EVENT:
        return end_stream(build);
    default:
        return true;
    }
}

static void report_parser(builder *build)
{
    const yaml_parser_t *parser = &build->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        note(build, integi_out_of_memory(build->error));
        return;
    }
    integi_place place = place_of(build, &parser->problem_mark);
    integi_place began = {0};
    if (parser->context != NULL)
        began = place_of(build, &parser->context_mark);
    note(build, integi_document_syntax(parser->problem, parser->context, &place, &began, build->error));
}

integ_status integi_document_build(integi_document *document, const char *bytes, size_t length, size_t skipped,
                                   integ_error *error)
{
    builder build = {.document = document, .bytes = bytes, .length = length, .skipped = skipped, .error = error};
    if (!yaml_parser_initialize(&build.parser))
        return integi_out_of_memory(error);
    int64_t first = integ_error_count(error);
    yaml_parser_set_encoding(&build.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&build.parser, (const unsigned char *)bytes, length);
    bool well_formed = true, more = true;
    while (well_formed && more) {
        yaml_event_t event;
        well_formed = yaml_parser_parse(&build.parser, &event);
        if (well_formed) {
            more = take(&build, &event);
            yaml_event_delete(&event);
        }
    }
    integi_error_sort(error, first); /* duplicate keys are found when their mapping ends */
    if (!well_formed)
        report_parser(&build);
    yaml_parser_delete(&build.parser);
    return build.status;
}
