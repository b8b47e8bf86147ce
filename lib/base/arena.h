/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_ARENA_H
#define INTEGI_BASE_ARENA_H

/* Memory that is freed all at once: trees and documents. Blocks never move. */

#include "base/context.h"

typedef struct integi_arena {
    integ_context *context;
    struct integi_arena_block *newest;
} integi_arena;

void integi_arena_init(integi_arena *arena, integ_context *context);
void integi_arena_free(integi_arena *arena);
void *integi_arena_allocate(integi_arena *arena, size_t size);        /* cleared; NULL when memory ran out */
char *integi_arena_text(integi_arena *arena, const char *text, size_t length); /* copy with a NUL */

#endif
