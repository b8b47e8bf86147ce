/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/load.h"

#include "policy/messages.h"

#include <string.h>

#define EDGES_MAXIMUM 1000 /* as many as integ_dimensions_add_bands takes */

static bool stands_before(const integ_dimensions *dimensions, const char *column)
{
    for (int64_t i = 0; i < integ_dimensions_count(dimensions); i++)
        if (strcmp(integ_dimensions_column(dimensions, i), column) == 0)
            return true;
    return false;
}

/* The column of bands or of units, or of groups, that a value is made of; NULL: there is none. */
static const char *made_of(const integ_indicator *definition, int64_t index)
{
    if (index > 0)
        return definition->group_column;
    return definition->strata == NULL ? definition->unit : integ_dimensions_column(definition->strata, 0);
}

static bool is_made_of(const integ_indicator *definition, const char *column)
{
    for (int64_t i = 0; i < 2; i++)
        if (made_of(definition, i) != NULL && strcmp(made_of(definition, i), column) == 0)
            return true;
    return false;
}

int64_t integi_load_edges(integi_loader *loader, const integi_document_node *list, int64_t **out)
{
    int64_t count = integi_load_items(loader, list), at = 0;
    if (count > EDGES_MAXIMUM || (count == 0 && list->kind == INTEGI_DOCUMENT_SEQUENCE)) {
        integi_load_note(loader, INTEGI_FAIL(loader->error, &list->place, &integi_message_policy_band_count,
                                             integi_number((char[INTEGI_NUMBER_SIZE]){0}, EDGES_MAXIMUM)));
        return 0;
    }
    *out = integi_load_array(loader, count, sizeof **out);
    if (*out == NULL)
        return 0;
    bool sound = true;
    for (const integi_document_node *item = list->first; item != NULL; item = item->next, at++) {
        integ_status status = integi_document_integer(item, &(*out)[at], loader->error);
        if (status == INTEG_STATUS_OK && sound && at > 0 && (*out)[at] <= (*out)[at - 1])
            status = INTEGI_FAIL(loader->error, &item->place, &integi_message_policy_band_order);
        integi_load_note(loader, status);
        sound = sound && status == INTEG_STATUS_OK;
    }
    return sound ? count : 0;
}

static void add_dimension(integi_loader *loader, const integi_document_node *item, const integ_indicator *definition,
                          integ_dimensions *dimensions)
{
    const integi_document_node *column_node = item, *bands = NULL;
    if (item->kind != INTEGI_DOCUMENT_SCALAR &&
        !integi_load_fields(loader, item,
                            (const integi_document_field[]){{"column", &column_node, true}, {"bands", &bands, true}},
                            2))
        return;
    const char *column = integi_load_text(loader, column_node);
    int64_t *edges, count = bands == NULL ? 0 : integi_load_edges(loader, bands, &edges);
    if (column == NULL || integi_load_stopped(loader))
        return;
    if (stands_before(dimensions, column))
        integi_load_note(loader, INTEGI_FAIL(loader->error, &column_node->place, &integi_message_policy_by_twice,
                                             column));
    else if (is_made_of(definition, column))
        integi_load_note(loader, INTEGI_FAIL(loader->error, &column_node->place, &integi_message_policy_by_made,
                                             column));
    else if (column[0] == '\0')
        integi_load_note(loader, INTEGI_FAIL(loader->error, &column_node->place, &integi_message_policy_by_empty));
    else if (count > 0)
        integi_load_note(loader, integ_dimensions_add_bands(dimensions, column, edges, count, loader->error));
    else
        integi_load_note(loader, integ_dimensions_add_column(dimensions, column, loader->error));
}

void integi_load_breakdown(integi_loader *loader, const integi_document_node *list, integ_indicator *definition)
{
    int64_t count = integi_load_items(loader, list);
    int64_t most = INTEG_DIMENSIONS_MAXIMUM - (made_of(definition, 0) != NULL) - (made_of(definition, 1) != NULL);
    if (count > most) {
        integi_load_note(loader, INTEGI_FAIL(loader->error, &list->place, &integi_message_policy_by_many,
                                             integi_number((char[INTEGI_NUMBER_SIZE]){0}, most)));
        return;
    }
    if (count == 0)
        return;
    integ_dimensions *dimensions;
    integ_status status = integ_dimensions_new(loader->policy->context, &dimensions, loader->error);
    integi_load_note(loader, status);
    if (status != INTEG_STATUS_OK)
        return;
    for (const integi_document_node *item = list->first; item != NULL && !integi_load_stopped(loader);
         item = item->next)
        add_dimension(loader, item, definition, dimensions);
    if (!integi_load_stopped(loader))
        integi_load_note(loader, integ_indicator_set_by(definition, dimensions, loader->error));
    integ_dimensions_free(dimensions);
}
