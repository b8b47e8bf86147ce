/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/patterns.h"

#include <stdlib.h>

#define FIRST_SLOTS 256

void integi_patterns_free(integi_patterns *patterns)
{
    if (patterns->slots != NULL)
        integi_release_wiped(patterns->context, patterns->slots, patterns->slot_count * sizeof *patterns->slots);
    patterns->slots = NULL;
}

/* The slot of a pattern, or the free one where it belongs. */
static integi_pattern *slot_of(const integi_patterns *patterns, uint64_t groups)
{
    uint64_t hash = groups * UINT64_C(0x9E3779B97F4A7C15);
    size_t mask = patterns->slot_count - 1, at = (size_t)(hash ^ hash >> 32) & mask;
    while (patterns->slots[at].groups != 0 && patterns->slots[at].groups != groups)
        at = (at + 1) & mask;
    return &patterns->slots[at];
}

static bool grow(integi_patterns *patterns)
{
    integi_patterns larger = *patterns;
    larger.slot_count = patterns->slot_count == 0 ? FIRST_SLOTS : patterns->slot_count * 2;
    larger.slots = integi_allocate_zeroed(patterns->context, larger.slot_count * sizeof *larger.slots);
    if (larger.slots == NULL)
        return false;
    for (size_t i = 0; i < patterns->slot_count; i++)
        if (patterns->slots[i].groups != 0)
            *slot_of(&larger, patterns->slots[i].groups) = patterns->slots[i];
    integi_patterns_free(patterns);
    *patterns = larger;
    return true;
}

void integi_patterns_add(integi_patterns *patterns, uint64_t groups, int64_t rows)
{
    if (patterns->no_memory || patterns->too_many)
        return;
    if (patterns->count * 2 >= patterns->slot_count && !grow(patterns)) {
        patterns->no_memory = true;
        return;
    }
    integi_pattern *slot = slot_of(patterns, groups);
    if (slot->groups == 0) {
        patterns->too_many = patterns->count == INTEGI_PATTERNS_MAXIMUM;
        if (patterns->too_many)
            return;
        patterns->count++;
        slot->groups = groups;
    }
    slot->rows += rows;
}

/* Bit j of word i becomes bit i of word j: quarters of the square change places, then quarters of the quarters ... */
static void transpose(uint64_t *square)
{
    uint64_t mask = UINT64_C(0x00000000FFFFFFFF);
    for (int side = 32; side > 0; side /= 2, mask ^= mask << side)
        for (int i = 0; i < 64; i = ((i | side) + 1) & ~side) {
            uint64_t moved = (square[i] >> side ^ square[i | side]) & mask;
            square[i] ^= moved << side;
            square[i | side] ^= moved;
        }
}

/* Rows stand in runs with the same pattern, most often none. */
void integi_patterns_count(integi_patterns *patterns, const uint64_t *const *groups, size_t group_count, size_t words)
{
    uint64_t last = 0;
    int64_t run = 0;
    for (size_t k = 0; k < words; k++) {
        uint64_t square[64] = {0}, any = 0;
        for (size_t g = 0; g < group_count; g++) {
            square[g] = groups[g][k];
            any |= square[g];
        }
        if (any == 0)
            continue;
        transpose(square);
        for (; any != 0; any &= any - 1) {
            uint64_t pattern = square[__builtin_ctzll(any)];
            if (pattern == last) {
                run++;
                continue;
            }
            if (run > 0)
                integi_patterns_add(patterns, last, run);
            last = pattern;
            run = 1;
        }
    }
    if (run > 0)
        integi_patterns_add(patterns, last, run);
}

static int compare(const void *first, const void *second)
{
    const integi_pattern *a = first, *b = second;
    if (a->rows != b->rows)
        return a->rows < b->rows ? 1 : -1;
    return a->groups < b->groups ? -1 : a->groups > b->groups;
}

void integi_patterns_sort(integi_patterns *patterns)
{
    size_t kept = 0;
    for (size_t i = 0; i < patterns->slot_count; i++)
        if (patterns->slots[i].groups != 0)
            patterns->slots[kept++] = patterns->slots[i];
    if (kept > 1)
        qsort(patterns->slots, kept, sizeof *patterns->slots, compare);
}
