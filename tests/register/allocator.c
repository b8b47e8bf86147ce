/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/suite.h"

#include <stdlib.h>

static int fails(allocator *with)
{
    with->calls++;
    if (with->calls != with->fail_at)
        return 0;
    with->failed++;
    return 1;
}

static void *allocate(size_t size, void *userdata)
{
    allocator *with = userdata;
    void *block = fails(with) ? NULL : malloc(size);
    with->balance += block == NULL ? 0 : (int64_t)size;
    return block;
}

static void *reallocate(void *block, size_t old_size, size_t new_size, void *userdata)
{
    allocator *with = userdata;
    void *grown = fails(with) ? NULL : realloc(block, new_size);
    with->balance += grown == NULL ? 0 : (int64_t)new_size - (int64_t)old_size;
    return grown;
}

static void release(void *block, size_t size, void *userdata)
{
    allocator *with = userdata;
    with->balance -= (int64_t)size;
    free(block);
}

integ_context *context_with(allocator *with)
{
    integ_context *context;
    integ_status status = integ_context_new_with_allocator(allocate, reallocate, release, with, &context, NULL);
    return status == INTEG_STATUS_OK ? context : NULL;
}

void fail_every_allocation(integ_status (*work)(integ_context *context, integ_error *error, void *userdata),
                           void *userdata)
{
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    for (int64_t at = 2;; at++) {
        allocator with = {.fail_at = at};
        integ_context *context = context_with(&with);
        ck_assert_ptr_nonnull(context);
        integ_error_clear(error);
        integ_status status = work(context, error, userdata);
        integ_context_free(context);
        ck_assert_msg(with.balance == 0, "%ld bytes lost when allocation %ld fails", (long)with.balance, (long)at);
        if (with.failed == 0) {
            ck_assert_int_eq(status, INTEG_STATUS_OK);
            ck_assert_int_gt(at, 3);
            break;
        }
        ck_assert_msg(status == INTEG_STATUS_OUT_OF_MEMORY, "allocation %ld: status %d", (long)at, (int)status);
        ck_assert_int_eq(integ_error_code(error, integ_error_count(error) - 1), INTEG_STATUS_OUT_OF_MEMORY);
    }
    integ_error_free(error);
}
