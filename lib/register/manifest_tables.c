/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv_value.h"
#include "register/manifest.h"
#include "register/manifest_messages.h"
#include "register/municipality.h"

#include <string.h>

/* The tables of a manifest, column by column. Every fault is reported where it stands, and checking goes on. */

bool integi_manifest_note(integi_manifest *manifest, integ_status status)
{
    if (manifest->status == INTEG_STATUS_OK || status == INTEG_STATUS_OUT_OF_MEMORY)
        manifest->status = status;
    return status == INTEG_STATUS_OK;
}

#define FAIL(manifest, node, ...)                                                                                    \
    integi_manifest_note(manifest, INTEGI_FAIL((manifest)->error, &(node)->place, __VA_ARGS__))

static char *copy(integi_manifest *manifest, const char *text)
{
    char *made = integi_register_copy(manifest->builder->reg, text);
    if (made == NULL)
        integi_manifest_note(manifest, integi_out_of_memory(manifest->error));
    return made;
}

/* The text of a scalar in the register's memory; NULL and a fault noted when it is none. */
static char *copy_text(integi_manifest *manifest, const integi_document_node *node)
{
    const char *text;
    if (node == NULL || !integi_manifest_note(manifest, integi_document_text(node, &text, manifest->error)))
        return NULL;
    return copy(manifest, text);
}

static const integi_document_word types[] = {
    {"boolean", INTEG_TYPE_BOOLEAN}, {"integer", INTEG_TYPE_INTEGER}, {"decimal", INTEG_TYPE_DECIMAL},
    {"number", INTEG_TYPE_NUMBER},   {"date", INTEG_TYPE_DATE},       {"timestamp", INTEG_TYPE_TIMESTAMP},
    {"code", INTEG_TYPE_CODE},       {"text", INTEG_TYPE_TEXT},       {"municipality", INTEG_TYPE_MUNICIPALITY},
    {NULL, 0}};

/* What may be said of a column. */
typedef struct column_nodes {
    const integi_document_node *type, *format, *decimals, *unit, *labels, *null, *thousands, *title;
} column_nodes;

static int32_t read_decimals(integi_manifest *manifest, const char *name, const column_nodes *nodes, int32_t type)
{
    int64_t decimals = 0;
    if (type != INTEG_TYPE_DECIMAL)
        return 0;
    if (nodes->decimals == NULL) {
        FAIL(manifest, nodes->type, &integi_message_manifest_no_decimals, name);
        return 0;
    }
    if (integi_manifest_note(manifest, integi_document_integer(nodes->decimals, &decimals, manifest->error)) &&
        (decimals < 0 || decimals > INTEGI_DECIMALS_MAXIMUM))
        FAIL(manifest, nodes->decimals, &integi_message_manifest_bad_decimals);
    return decimals < 0 || decimals > INTEGI_DECIMALS_MAXIMUM ? 0 : (int32_t)decimals;
}

static void read_format(integi_manifest *manifest, const integi_document_node *node, integi_column_definition *column)
{
    integi_document_word formats[INTEGI_DATE_FORMATS + 1] = {{0}};
    for (int32_t i = 0; i < INTEGI_DATE_FORMATS; i++)
        formats[i] = (integi_document_word){integi_date_formats[i], i};
    if (node != NULL)
        integi_manifest_note(manifest,
                             integi_document_choice(node, formats, &column->date_format, manifest->error));
}

/* Where the decimal mark is a comma, a point parts thousands unless the column says otherwise. */
static void read_thousands(integi_manifest *manifest, const integi_document_node *node,
                           integi_column_definition *column)
{
    const char *text;
    column->thousands = manifest->format.decimal == ',' ? '.' : '\0';
    if (node == NULL || !integi_manifest_note(manifest, integi_document_text(node, &text, manifest->error)))
        return;
    if (text[0] == '\0' || text[1] != '\0' || strchr(".,' ", text[0]) == NULL ||
        text[0] == manifest->format.decimal)
        FAIL(manifest, node, &integi_message_manifest_bad_thousands, text);
    else
        column->thousands = text[0];
}

static void add_null(integi_manifest *manifest, const integi_document_node *node, integi_column_definition *column)
{
    char *text = copy_text(manifest, node);
    if (text == NULL)
        return;
    char **added =
        integi_register_extend(manifest->builder->reg, &column->nulls, &column->null_count, sizeof *added);
    if (added == NULL)
        integi_manifest_note(manifest, integi_out_of_memory(manifest->error));
    else
        *added = text;
}

/* One spelling, or a list of them. */
static void read_nulls(integi_manifest *manifest, const integi_document_node *node, integi_column_definition *column)
{
    if (node == NULL)
        return;
    if (node->kind == INTEGI_DOCUMENT_SCALAR) {
        add_null(manifest, node, column);
        return;
    }
    if (integi_manifest_note(manifest, integi_document_sequence(node, manifest->error)))
        for (const integi_document_node *item = node->first; item != NULL; item = item->next)
            add_null(manifest, item, column);
}

/* The code of a label as the column's values are written; NULL and a fault noted when no value can be so. */
static char *read_code(integi_manifest *manifest, const integi_document_node *key,
                       const integi_column_definition *column)
{
    char code[INTEGI_MUNICIPALITY_LENGTH + 1];
    if (!column->municipality)
        return copy(manifest, key->text);
    if (!integi_municipality_code(key->text, strlen(key->text), code))
        FAIL(manifest, key, &integi_message_manifest_label_municipality, key->text);
    else if (integi_column_label(column, code, INTEGI_MUNICIPALITY_LENGTH) != NULL)
        FAIL(manifest, key, &integi_message_manifest_label_twice, code);
    else
        return copy(manifest, code);
    return NULL;
}

static void read_labels(integi_manifest *manifest, const integi_document_node *node, integi_column_definition *column)
{
    if (node == NULL || !integi_manifest_note(manifest, integi_document_mapping(node, manifest->error)))
        return;
    for (const integi_document_node *item = node->first; item != NULL; item = item->next) {
        char *text = copy_text(manifest, item), *code = read_code(manifest, item->key, column);
        if (text == NULL || code == NULL)
            continue;
        integi_label *label =
            integi_register_extend(manifest->builder->reg, &column->labels, &column->label_count, sizeof *label);
        if (label == NULL)
            integi_manifest_note(manifest, integi_out_of_memory(manifest->error));
        else
            *label = (integi_label){code, text};
    }
}

/* Each key has a meaning for some types only. */
static void check_for_type(integi_manifest *manifest, const column_nodes *nodes, int32_t type)
{
    bool dated = type == INTEG_TYPE_DATE || type == INTEG_TYPE_TIMESTAMP;
    bool numeric = type == INTEG_TYPE_INTEGER || type == INTEG_TYPE_DECIMAL || type == INTEG_TYPE_NUMBER;
    const struct {
        const integi_document_node *node;
        bool allowed;
    } uses[] = {{nodes->format, dated},
                {nodes->decimals, type == INTEG_TYPE_DECIMAL},
                {nodes->labels, type == INTEG_TYPE_CODE || type == INTEG_TYPE_MUNICIPALITY},
                {nodes->unit, numeric},
                {nodes->thousands, numeric}};
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
        if (uses[i].node != NULL && !uses[i].allowed)
            FAIL(manifest, uses[i].node->key, &integi_message_manifest_not_for_type, uses[i].node->key->text,
                 integ_type_name(type));
}

static void read_column(integi_manifest *manifest, int64_t table, const integi_document_node *node)
{
    column_nodes nodes;
    const integi_document_field fields[] = {
        {"type", &nodes.type, true},      {"format", &nodes.format, false}, {"decimals", &nodes.decimals, false},
        {"unit", &nodes.unit, false},     {"labels", &nodes.labels, false}, {"null", &nodes.null, false},
        {"thousands", &nodes.thousands, false}, {"title", &nodes.title, false}};
    memset(&nodes, 0, sizeof nodes);
    integi_manifest_note(manifest, integi_document_fields(node, fields, sizeof fields / sizeof *fields,
                                                          manifest->error));
    int32_t type;
    if (nodes.type == NULL ||
        !integi_manifest_note(manifest, integi_document_choice(nodes.type, types, &type, manifest->error)))
        return;
    if (node->key->text[0] == '\0') {
        FAIL(manifest, node->key, &integi_message_manifest_empty_name);
        return;
    }
    int32_t decimals = read_decimals(manifest, node->key->text, &nodes, type);
    integ_register *reg = manifest->builder->reg;
    integi_column_definition *column =
        integi_register_add_column(reg, &reg->tables[table], node->key->text, type, decimals);
    if (column == NULL) {
        integi_manifest_note(manifest, integi_out_of_memory(manifest->error));
        return;
    }
    check_for_type(manifest, &nodes, type);
    read_format(manifest, nodes.format, column);
    read_thousands(manifest, nodes.thousands, column);
    read_nulls(manifest, nodes.null, column);
    read_labels(manifest, nodes.labels, column);
    column->unit = copy_text(manifest, nodes.unit);
    column->title = copy_text(manifest, nodes.title);
}

static void read_derived(integi_manifest *manifest, int64_t table, const integi_document_node *node)
{
    integ_register *reg = manifest->builder->reg;
    integi_table_definition *definition = &reg->tables[table];
    const char *ignored;
    if (!integi_manifest_note(manifest, integi_document_text(node, &ignored, manifest->error)))
        return;
    if (node->key->text[0] == '\0')
        FAIL(manifest, node->key, &integi_message_manifest_empty_name);
    if (integi_table_find_column(definition, node->key->text) >= 0)
        FAIL(manifest, node->key, &integi_message_manifest_same_name, node->key->text, definition->name);
    size_t length;
    integi_place start;
    const char *text = integi_document_embedded(node, &length, &start);
    start.source = manifest->source;
    char *name = copy(manifest, node->key->text);
    char *expression = integi_arena_text(&reg->arena, text, length);
    integi_derived_definition *derived = NULL;
    if (name != NULL && expression != NULL)
        derived = integi_register_extend(reg, &definition->derived, &definition->derived_count, sizeof *derived);
    if (derived == NULL)
        integi_manifest_note(manifest, integi_out_of_memory(manifest->error));
    else
        *derived = (integi_derived_definition){name, expression, start};
}

/* The index of a column that is named somewhere, -1 and a fault noted when there is none. */
static int64_t find_column(integi_manifest *manifest, const integi_table_definition *table,
                           const integi_document_node *name)
{
    int64_t index = integi_table_find_column(table, name->text);
    const char *best = NULL;
    for (int64_t i = 0; index < 0 && i < table->column_count; i++)
        best = integi_nearer(name->text, table->columns[i].name, best);
    if (index < 0 && best != NULL)
        FAIL(manifest, name, &integi_message_manifest_unknown_column_near, name->text, table->name, best);
    else if (index < 0)
        FAIL(manifest, name, &integi_message_manifest_unknown_column, name->text, table->name);
    return index;
}

static void read_key(integi_manifest *manifest, int64_t table, const integi_document_node *node)
{
    integi_table_definition *definition = &manifest->builder->reg->tables[table];
    if (node == NULL || (definition->key = copy_text(manifest, node)) == NULL)
        return;
    int64_t index = find_column(manifest, definition, node);
    if (index >= 0 && definition->columns[index].type == INTEG_TYPE_NUMBER)
        FAIL(manifest, node, &integi_message_manifest_key_type, node->text);
}

static char *read_bound(integi_manifest *manifest, const integi_table_definition *definition,
                        const integi_document_node *node)
{
    char *name = copy_text(manifest, node);
    int64_t index = name == NULL ? -1 : find_column(manifest, definition, node);
    if (index >= 0 && definition->columns[index].type != INTEG_TYPE_DATE)
        FAIL(manifest, node, &integi_message_manifest_spell_type, node->text);
    return name;
}

static void read_spell(integi_manifest *manifest, int64_t table, const integi_document_node *node)
{
    static const integi_document_word ends[] = {{"inclusive", 1}, {"exclusive", 0}, {NULL, 0}};
    const integi_document_node *start = NULL, *end = NULL, *end_is = NULL;
    const integi_document_field fields[] = {{"start", &start, true}, {"end", &end, true}, {"end_is", &end_is, false}};
    integi_table_definition *definition = &manifest->builder->reg->tables[table];
    int32_t inclusive = 1;
    if (node == NULL)
        return;
    integi_manifest_note(manifest, integi_document_fields(node, fields, 3, manifest->error));
    if (end_is != NULL)
        integi_manifest_note(manifest, integi_document_choice(end_is, ends, &inclusive, manifest->error));
    definition->spell_start = read_bound(manifest, definition, start);
    definition->spell_end = read_bound(manifest, definition, end);
    definition->spell_end_inclusive = inclusive != 0;
}

static void read_event(integi_manifest *manifest, int64_t table, const integi_document_node *node,
                       const integi_document_node *spell)
{
    const integi_document_node *date = NULL;
    const integi_document_field fields[] = {{"date", &date, true}};
    integi_table_definition *definition = &manifest->builder->reg->tables[table];
    if (node == NULL)
        return;
    if (spell != NULL) {
        FAIL(manifest, node->key, &integi_message_manifest_spell_and_event);
        return;
    }
    integi_manifest_note(manifest, integi_document_fields(node, fields, 1, manifest->error));
    definition->spell_start = definition->spell_end = read_bound(manifest, definition, date);
    definition->spell_end_inclusive = true;
}

/* What a table says beside its columns is read when all tables have their columns, as a link leads to another. */
typedef struct table_nodes {
    const integi_document_node *key, *columns, *derive, *link, *spell, *event;
} table_nodes;

static void read_link(integi_manifest *manifest, int64_t table, const integi_document_node *node)
{
    integ_register *reg = manifest->builder->reg;
    integi_table_definition *definition = &reg->tables[table];
    if (node == NULL || !integi_manifest_note(manifest, integi_document_mapping(node, manifest->error)))
        return;
    if (node->count != 1) {
        FAIL(manifest, node, &integi_message_manifest_one_link);
        return;
    }
    const integi_document_node *target = node->first;
    int64_t column = find_column(manifest, definition, target->key);
    definition->link_column = copy(manifest, target->key->text);
    definition->link_table = copy_text(manifest, target);
    if (definition->link_table == NULL)
        return;
    int64_t other = integi_register_find_table(reg, target->text), key = -1;
    const char *best = NULL;
    for (int64_t t = 0; other < 0 && t < reg->table_count; t++)
        best = integi_nearer(target->text, reg->tables[t].name, best);
    if (other < 0 && best != NULL)
        FAIL(manifest, target, &integi_message_manifest_unknown_table_near, target->text, best);
    else if (other < 0)
        FAIL(manifest, target, &integi_message_manifest_unknown_table, target->text);
    else if (other == table)
        FAIL(manifest, target, &integi_message_manifest_link_self);
    else if (reg->tables[other].key == NULL)
        FAIL(manifest, target, &integi_message_manifest_link_no_key, target->text);
    else
        key = integi_table_find_column(&reg->tables[other], reg->tables[other].key);
    if (key >= 0 && column >= 0 &&
        !integi_columns_link(&definition->columns[column], &reg->tables[other].columns[key]))
        FAIL(manifest, target->key, &integi_message_manifest_link_type, target->key->text, target->text);
}

static void read_columns(integi_manifest *manifest, int64_t table, const integi_document_node *node,
                         const table_nodes *nodes)
{
    if (nodes->columns != NULL &&
        integi_manifest_note(manifest, integi_document_mapping(nodes->columns, manifest->error))) {
        if (nodes->columns->count == 0)
            FAIL(manifest, nodes->columns, &integi_message_manifest_no_columns, node->key->text);
        for (const integi_document_node *item = nodes->columns->first; item != NULL; item = item->next)
            read_column(manifest, table, item);
    }
    if (nodes->derive != NULL &&
        integi_manifest_note(manifest, integi_document_mapping(nodes->derive, manifest->error)))
        for (const integi_document_node *item = nodes->derive->first; item != NULL; item = item->next)
            read_derived(manifest, table, item);
    read_key(manifest, table, nodes->key);
    read_spell(manifest, table, nodes->spell);
    read_event(manifest, table, nodes->event, nodes->spell);
}

static void read_table(integi_manifest *manifest, const integi_document_node *node)
{
    table_nodes nodes = {NULL, NULL, NULL, NULL, NULL, NULL};
    const integi_document_field fields[] = {{"key", &nodes.key, false},
                                            {"columns", &nodes.columns, true},
                                            {"derive", &nodes.derive, false},
                                            {"link", &nodes.link, false},
                                            {"spell", &nodes.spell, false},
                                            {"event", &nodes.event, false}};
    integi_manifest_note(manifest, integi_document_fields(node, fields, 6, manifest->error));
    if (node->key->text[0] == '\0')
        FAIL(manifest, node->key, &integi_message_manifest_empty_name);
    else if (integi_register_add_table(manifest->builder->reg, node->key->text) == NULL)
        integi_manifest_note(manifest, integi_out_of_memory(manifest->error));
    else
        read_columns(manifest, manifest->builder->reg->table_count - 1, node, &nodes);
}

void integi_manifest_tables(integi_manifest *manifest, const integi_document_node *tables)
{
    const integi_document_node *main_table = NULL;
    if (!integi_manifest_note(manifest, integi_document_mapping(tables, manifest->error)))
        return;
    if (tables->count == 0)
        FAIL(manifest, tables, &integi_message_manifest_no_tables);
    for (const integi_document_node *item = tables->first; item != NULL && main_table == NULL; item = item->next)
        if (integi_document_find(item, "link") == NULL)
            main_table = item;
    if (main_table == NULL && tables->count > 0)
        FAIL(manifest, tables, &integi_message_manifest_no_main_table);
    if (main_table != NULL)
        read_table(manifest, main_table);
    for (const integi_document_node *item = tables->first; item != NULL; item = item->next)
        if (item != main_table && manifest->status != INTEG_STATUS_OUT_OF_MEMORY)
            read_table(manifest, item);
    for (const integi_document_node *item = tables->first; item != NULL; item = item->next) {
        int64_t table = integi_register_find_table(manifest->builder->reg, item->key->text);
        if (table >= 0 && manifest->status != INTEG_STATUS_OUT_OF_MEMORY)
            read_link(manifest, table, integi_document_find(item, "link"));
    }
}
