/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/document.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every place must lie inside the input, and every accessor must cope with every node. */
static void visit(const integi_document_node *node, size_t size)
{
    size_t length;
    integi_place place;
    const char *text;
    int64_t integer;
    integi_decimal decimal;
    bool boolean;
    integ_date date;
    integi_document_embedded(node, &length, &place);
    if (node->place.byte < 0 || (size_t)node->place.byte > size || place.byte < node->place.byte ||
        (size_t)place.byte > size || node->place.line < 1 || node->place.column < 1 || length > size + 1)
        abort();
    integi_document_text(node, &text, NULL);
    integi_document_integer(node, &integer, NULL);
    integi_document_decimal(node, &decimal, NULL);
    integi_document_boolean(node, &boolean, NULL);
    integi_document_date(node, &date, NULL);
    for (const integi_document_node *item = node->first; item != NULL; item = item->next) {
        visit(item, size);
        if (item->key != NULL)
            visit(item->key, size);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static integ_context *context;
    static integ_error *error;
    if (context == NULL && (integ_error_new(&error) != INTEG_STATUS_OK ||
                            integ_context_new(&context, NULL) != INTEG_STATUS_OK))
        abort();
    integ_error_clear(error);
    integi_document *document;
    integ_status status = integi_document_read(context, (const char *)data, size, "fuzz", &document, error);
    if ((status == INTEG_STATUS_OK) != (document != NULL) ||
        (status != INTEG_STATUS_OK) != (integ_error_count(error) > 0))
        abort();
    if (document != NULL)
        visit(integi_document_root(document), size);
    integi_document_free(document);
    return 0;
}
