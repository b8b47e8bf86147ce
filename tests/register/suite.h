/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_REGISTER_SUITE_H
#define TEST_REGISTER_SUITE_H

#include "integration/register.h"
#include "support/suite.h"

void add_columns(Suite *suite);
void add_arrays(Suite *suite);

/* An allocator that counts the bytes it has given out, and fails once, at a chosen allocation. */
typedef struct allocator {
    int64_t balance; /* bytes given out and not yet back */
    int64_t calls;
    int64_t fail_at; /* the call that fails; 0 for none */
    int64_t failed;  /* how many did */
} allocator;

integ_context *context_with(allocator *with);

/* Calls `work` with the first, second, third ... allocation failing, until none does. It gets a context and returns
 * the status of what it tried; every failure must be OUT_OF_MEMORY, and all memory must come back. */
void fail_every_allocation(integ_status (*work)(integ_context *context, integ_error *error, void *userdata),
                           void *userdata);

#endif
