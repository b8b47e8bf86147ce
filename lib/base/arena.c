/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/arena.h"

#include <string.h>

#define BLOCK_BYTES 4096

typedef struct integi_arena_block {
    struct integi_arena_block *older;
    size_t size; /* of the whole block */
    size_t used; /* with this head */
} integi_arena_block;

/* Heads and pieces are kept aligned for any type. */
static size_t aligned(size_t size)
{
    return (size + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) * _Alignof(max_align_t);
}

void integi_arena_init(integi_arena *arena, integ_context *context)
{
    arena->context = context;
    arena->newest = NULL;
}

void integi_arena_free(integi_arena *arena)
{
    while (arena->newest != NULL) {
        integi_arena_block *older = arena->newest->older;
        integi_release(arena->context, arena->newest, arena->newest->size);
        arena->newest = older;
    }
}

static bool add_block(integi_arena *arena, size_t needed)
{
    size_t size = aligned(sizeof(integi_arena_block)) + needed;
    if (size < needed)
        return false;
    if (size < BLOCK_BYTES)
        size = BLOCK_BYTES;
    integi_arena_block *block = integi_allocate(arena->context, size);
    if (block == NULL)
        return false;
    *block = (integi_arena_block){arena->newest, size, aligned(sizeof *block)};
    arena->newest = block;
    return true;
}

void *integi_arena_allocate(integi_arena *arena, size_t size)
{
    size_t needed = aligned(size == 0 ? 1 : size);
    if (needed < size)
        return NULL;
    if (arena->newest == NULL || arena->newest->size - arena->newest->used < needed)
        if (!add_block(arena, needed))
            return NULL;
    void *piece = (char *)arena->newest + arena->newest->used;
    arena->newest->used += needed;
    memset(piece, 0, size);
    return piece;
}

char *integi_arena_text(integi_arena *arena, const char *text, size_t length)
{
    char *copy = integi_arena_allocate(arena, length + 1);
    if (copy != NULL)
        memcpy(copy, text, length);
    return copy;
}
