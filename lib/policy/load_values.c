/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/load.h"

#include "expression/tree.h"
#include "policy/messages.h"

#include <string.h>

void integi_load_note(integi_loader *loader, integ_status status)
{
    if (status == INTEG_STATUS_OUT_OF_MEMORY || loader->status == INTEG_STATUS_OK)
        loader->status = status;
}

bool integi_load_stopped(const integi_loader *loader)
{
    return loader->status == INTEG_STATUS_OUT_OF_MEMORY;
}

void *integi_load_array(integi_loader *loader, int64_t count, size_t item_size)
{
    if (count == 0 || integi_load_stopped(loader))
        return NULL;
    void *items = NULL;
    if ((uint64_t)count <= SIZE_MAX / item_size)
        items = integi_arena_allocate(&loader->policy->arena, (size_t)count * item_size);
    if (items == NULL)
        integi_load_note(loader, integi_out_of_memory(loader->error));
    return items;
}

const char *integi_load_text(integi_loader *loader, const integi_document_node *node)
{
    const char *text = NULL;
    if (node != NULL)
        integi_load_note(loader, integi_document_text(node, &text, loader->error));
    return text;
}

const char *integi_load_title(integi_loader *loader, const integi_document_node *node, const char *id)
{
    const char *title = integi_load_text(loader, node);
    return title == NULL ? id : title;
}

int32_t integi_load_choice(integi_loader *loader, const integi_document_node *node,
                           const integi_document_word *words, int32_t fallback)
{
    if (node == NULL)
        return fallback;
    int32_t value;
    integ_status status = integi_document_choice(node, words, &value, loader->error);
    integi_load_note(loader, status);
    return status == INTEG_STATUS_OK ? value : fallback;
}

int64_t integi_load_integer(integi_loader *loader, const integi_document_node *node, int64_t minimum, int64_t maximum,
                            int64_t fallback)
{
    if (node == NULL)
        return fallback;
    int64_t number;
    integ_status status = integi_document_integer(node, &number, loader->error);
    if (status == INTEG_STATUS_OK && (number < minimum || number > maximum))
        status = INTEGI_FAIL(loader->error, &node->place, &integi_message_policy_number_range, node->text,
                             integi_number((char[INTEGI_NUMBER_SIZE]){0}, minimum),
                             integi_number((char[INTEGI_NUMBER_SIZE]){0}, maximum));
    integi_load_note(loader, status);
    return status == INTEG_STATUS_OK ? number : fallback;
}

bool integi_load_switch(integi_loader *loader, const integi_document_node *node, bool otherwise)
{
    bool on = otherwise;
    if (node != NULL)
        integi_load_note(loader, integi_document_boolean(node, &on, loader->error));
    return on;
}

bool integi_load_decimal(integi_loader *loader, const integi_document_node *node, integi_decimal *out)
{
    *out = (integi_decimal){0, 0};
    if (node == NULL)
        return false;
    integ_status status = integi_document_decimal(node, out, loader->error);
    integi_load_note(loader, status);
    return status == INTEG_STATUS_OK;
}

bool integi_load_date(integi_loader *loader, const integi_document_node *node, integ_date *out)
{
    *out = 0;
    if (node == NULL)
        return false;
    integ_status status = integi_document_date(node, out, loader->error);
    integi_load_note(loader, status);
    return status == INTEG_STATUS_OK;
}

integ_expression *integi_load_expression(integi_loader *loader, const integi_document_node *node)
{
    integ_expression *expression = NULL;
    if (integi_load_text(loader, node) == NULL)
        return NULL;
    size_t length;
    integi_place start;
    const char *text = integi_document_embedded(node, &length, &start);
    integi_load_note(loader, integi_expression_parse_at(loader->policy->context, text, length, &start, &expression,
                                                        loader->error));
    return expression;
}

integi_reference integi_load_reference(integi_loader *loader, const integi_document_node *node)
{
    const char *name = integi_load_text(loader, node);
    return (integi_reference){name, -1, name == NULL ? (integi_place){0} : node->place};
}

int64_t integi_load_references(integi_loader *loader, const integi_document_node *node, integi_reference **out)
{
    int64_t count = integi_load_items(loader, node), at = 0;
    *out = integi_load_array(loader, count, sizeof **out);
    if (*out == NULL)
        return 0;
    for (const integi_document_node *item = node->first; item != NULL; item = item->next) {
        integi_reference reference = integi_load_reference(loader, item);
        if (reference.name != NULL)
            (*out)[at++] = reference;
    }
    return at;
}

bool integi_load_fields(integi_loader *loader, const integi_document_node *mapping,
                        const integi_document_field *fields, size_t count)
{
    integi_load_note(loader, integi_document_fields(mapping, fields, count, loader->error));
    return mapping->kind == INTEGI_DOCUMENT_MAPPING;
}

/* Names are looked up one by one, which is quick up to this many. */
#define ENTRIES_MAXIMUM 4096

static integ_status check_count(const integi_loader *loader, const integi_document_node *section)
{
    if (section->count <= ENTRIES_MAXIMUM)
        return INTEG_STATUS_OK;
    return INTEGI_FAIL(loader->error, &section->place, &integi_message_policy_entry_count,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, ENTRIES_MAXIMUM));
}

/* A colon keeps names that are made up while a policy runs apart from those of its document. */
static void check_names(integi_loader *loader, const integi_document_node *section)
{
    for (const integi_document_node *item = section->first; item != NULL; item = item->next)
        if (memchr(item->key->text, ':', item->key->length) != NULL)
            integi_load_note(loader, INTEGI_FAIL(loader->error, &item->key->place, &integi_message_policy_name_colon,
                                                 item->key->text));
}

int64_t integi_load_entries(integi_loader *loader, const integi_document_node *section)
{
    if (section == NULL)
        return 0;
    integ_status status = integi_document_mapping(section, loader->error);
    if (status == INTEG_STATUS_OK)
        status = check_count(loader, section);
    integi_load_note(loader, status);
    if (status == INTEG_STATUS_OK)
        check_names(loader, section);
    return status == INTEG_STATUS_OK ? section->count : 0;
}

int64_t integi_load_items(integi_loader *loader, const integi_document_node *list)
{
    if (list == NULL)
        return 0;
    integ_status status = integi_document_sequence(list, loader->error);
    if (status == INTEG_STATUS_OK)
        status = check_count(loader, list);
    integi_load_note(loader, status);
    return status == INTEG_STATUS_OK ? list->count : 0;
}
