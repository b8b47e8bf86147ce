/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The loops of disclosure/residues.h. Included once for each set of instructions; deliberately without a guard. */

#include "disclosure/residues.h"

static int64_t add(uint32_t *restrict numbers, const uint32_t *restrict others, uint32_t factor, size_t count)
{
    int64_t filled = 0;
    for (size_t from = 0; from < count; from += 4096) { /* so that few enough are counted for 32 bits */
        size_t to = count - from < 4096 ? count : from + 4096;
        uint32_t some = 0;
        for (size_t i = from; i < to; i++) {
            uint64_t sum = numbers[i] + (uint64_t)factor * others[i];
            sum = (sum & INTEGI_RESIDUES_PRIME) + (sum >> 31);
            uint32_t folded = (uint32_t)sum; /* less than 2^32 */
            folded = (folded & INTEGI_RESIDUES_PRIME) + (folded >> 31);
            folded = folded == INTEGI_RESIDUES_PRIME ? 0 : folded;
            numbers[i] = folded;
            some += folded != 0;
        }
        filled += some;
    }
    return filled;
}

static void add_to_sums(uint64_t *restrict sums, const uint32_t *restrict others, uint32_t factor, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t sum = sums[i] + (uint64_t)factor * others[i];
        sums[i] = (sum & INTEGI_RESIDUES_PRIME) + (sum >> 31);
    }
}
