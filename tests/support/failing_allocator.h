/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_SUPPORT_FAILING_ALLOCATOR_H
#define TEST_SUPPORT_FAILING_ALLOCATOR_H

/* An allocator that can be told to fail, and that notices what is not given back. Its blocks always move when they are
 * resized, are never cleared, and know their size, so that stale pointers and wrong sizes show. */

#include "integration/base.h"

#include <stdbool.h>

typedef struct failing_allocator failing_allocator;

/* Never fails until failing_allocator_fail is called. Aborts the test on a fault in its use: a block given back with
 * another size than it was asked for. */
failing_allocator *failing_allocator_new(void);

/* Lets the allocation with this number fail (from 1, counted from this call), and all later ones too if `lasting`;
 * 0 for none. */
void failing_allocator_fail(failing_allocator *allocator, int64_t number, bool lasting);

/* A new context on this allocator, with one thread; NULL when its own allocation was made to fail. */
integ_context *failing_allocator_context(failing_allocator *allocator);

/* What is held now, what was asked for since the last call of failing_allocator_fail, and whether any of that
 * failed. */
int64_t failing_allocator_blocks(const failing_allocator *allocator);
int64_t failing_allocator_bytes(const failing_allocator *allocator);
int64_t failing_allocator_peak_bytes(const failing_allocator *allocator);
int64_t failing_allocator_requests(const failing_allocator *allocator);
bool failing_allocator_has_failed(const failing_allocator *allocator);

/* Fails the test if anything is still held. */
void failing_allocator_free(failing_allocator *allocator);

/* One try of what is tested: makes something with the context, frees it all again, and returns the status of the first
 * call that failed, or OK. The context is the helper's and must not be freed. */
typedef integ_status (*allocation_attempt)(integ_context *context, integ_error *error, void *userdata);

/* Repeats the attempt with its 1st, 2nd, 3rd ... allocation failing, once alone and once with all that follow, until it
 * needs no more of them. Each time the status must be OUT_OF_MEMORY with an entry in the error object that says so, or
 * OK where the code can do without, and every block must have been given back. The undisturbed attempt must succeed. */
void for_each_failing_allocation(allocation_attempt attempt, void *userdata);

#endif
