/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/ledger.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A ledger that can be read is written as one that is the same. */
static void write_again(integ_context *context, const integ_ledger *ledger)
{
    integi_buffer text;
    integ_ledger *again;
    integi_buffer_init(&text, context);
    integi_ledger_write_text(ledger, &text);
    if (text.failed || integ_ledger_read(context, text.bytes, text.length, "again", &again, NULL) != INTEG_STATUS_OK)
        abort();
    if (integ_ledger_count(again) != integ_ledger_count(ledger) ||
        (integ_ledger_count(ledger) > 0 && strcmp(integ_ledger_hash(again), integ_ledger_hash(ledger)) != 0))
        abort();
    integ_ledger_free(again);
    integi_buffer_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static integ_context *context;
    static integ_error *error;
    integ_ledger *ledger;
    if (context == NULL && (integ_error_new(&error) != INTEG_STATUS_OK ||
                            integ_context_new(&context, NULL) != INTEG_STATUS_OK))
        abort();
    integ_error_clear(error);
    integ_status status = integ_ledger_read(context, size == 0 ? "" : (const char *)data, size, "fuzz", &ledger, error);
    if ((status == INTEG_STATUS_OK) == (integ_error_count_of(error, INTEG_SEVERITY_ERROR) > 0))
        abort();
    if (status == INTEG_STATUS_OK)
        write_again(context, ledger);
    integ_ledger_free(ledger);
    return 0;
}
