/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/document_tree.h"

#include "base/messages.h"

#include <string.h>

/* Duplicate keys are found by sorting: a merge sort on a list needs no memory, keeps the order of equal keys and has
 * no bad case, whatever names a document chooses. */
static integi_document_node *merge(integi_document_node *a, integi_document_node *b)
{
    integi_document_node *first = NULL, **tail = &first;
    while (a != NULL && b != NULL) {
        integi_document_node **lower = strcmp(a->key->text, b->key->text) <= 0 ? &a : &b;
        *tail = *lower;
        tail = &(*lower)->later_key;
        *lower = (*lower)->later_key;
    }
    *tail = a != NULL ? a : b;
    return first;
}

static integi_document_node *sorted(integi_document_node *mapping)
{
    enum { BINS = 32 }; /* bin i holds a sorted list of 2^i values, older ones in higher bins */
    integi_document_node *bins[BINS] = {NULL}, *result = NULL;
    for (integi_document_node *item = mapping->first; item != NULL; item = item->next) {
        item->later_key = NULL;
        integi_document_node *list = item;
        int bin = 0;
        for (; bins[bin] != NULL; bin++) {
            list = merge(bins[bin], list);
            bins[bin] = NULL;
        }
        bins[bin] = list;
    }
    for (int bin = 0; bin < BINS; bin++)
        if (bins[bin] != NULL)
            result = merge(bins[bin], result);
    return result;
}

integ_status integi_document_unique(integi_document_node *mapping, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    const integi_document_node *first = sorted(mapping);
    while (first != NULL) {
        const integi_document_node *other = first->later_key;
        for (; other != NULL && strcmp(other->key->text, first->key->text) == 0; other = other->later_key)
            status = INTEGI_FAIL(error, &other->key->place, &integi_message_document_duplicate_key, first->key->text,
                                 integi_number((char[INTEGI_NUMBER_SIZE]){0}, first->key->place.line));
        first = other;
    }
    return status;
}
