/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/policy.h"

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
    integ_policy *policy;
    integ_status status = integ_policy_read(context, (const char *)data, size, "fuzz", &policy, error);
    int64_t faults = integ_error_count_of(error, INTEG_SEVERITY_ERROR);
    if ((status == INTEG_STATUS_OK) != (policy != NULL) || (status != INTEG_STATUS_OK) != (faults > 0))
        abort();
    if (policy != NULL && integ_policy_check(policy, NULL, NULL, error) != INTEG_STATUS_OK)
        abort();
    integ_policy_free(policy);
    return 0;
}
