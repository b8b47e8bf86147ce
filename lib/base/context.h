/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_CONTEXT_H
#define INTEGI_BASE_CONTEXT_H

/* The context seen from inside: counted references, memory, progress. */

#include "integration/base.h"

#include <stdbool.h>

/* Adds a reference; every handle holds one, so that a context outlives what was made with it. */
integ_context *integi_context_retain(integ_context *context);

/* Memory from the context's allocator. Sizes are in bytes; a size that overflowed is refused by the _array forms.
 * Allocated memory is not cleared, except by integi_allocate_zeroed. NULL means out of memory. */
void *integi_allocate(integ_context *context, size_t size);
void *integi_allocate_zeroed(integ_context *context, size_t size);
void *integi_allocate_array(integ_context *context, size_t count, size_t item_size);
void *integi_reallocate(integ_context *context, void *block, size_t old_size, size_t new_size);
void integi_release(integ_context *context, void *block, size_t size);

/* Makes room for one more item in an array that grows by doubling. The array is left as it was on failure. */
bool integi_grow(integ_context *context, void **items, size_t *capacity, size_t count, size_t item_size);

/* Overwrites memory so that the compiler cannot leave it out; for everything that held citizens' values. */
void integi_wipe(void *block, size_t size);
void integi_release_wiped(integ_context *context, void *block, size_t size);

/* Tells the progress callback, one thread at a time; false means that the work is to stop. */
bool integi_progress(integ_context *context, const char *step, int64_t done, int64_t total);

/* Copies a text with its NUL; NULL when memory ran out. Freed by integi_text_free. */
char *integi_text_copy(integ_context *context, const char *text, size_t length);
void integi_text_free(integ_context *context, char *text);

#endif
