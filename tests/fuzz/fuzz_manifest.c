/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/manifest.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static integ_context *context;
    static integ_error *error;
    if (context == NULL && (integ_error_new(&error) != INTEG_STATUS_OK ||
                            integ_context_new(&context, NULL) != INTEG_STATUS_OK))
        abort();
    integ_error_clear(error);
    integ_status status = integi_manifest_check(context, (const char *)data, size, "fuzz", error);
    if ((status == INTEG_STATUS_OK) == (integ_error_count_of(error, INTEG_SEVERITY_ERROR) > 0))
        abort();
    for (int64_t i = 0; i < integ_error_count(error); i++)
        if (integ_error_byte(error, i) > (int64_t)size)
            abort();
    return 0;
}
