/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_RESIDUES_H
#define INTEGI_DISCLOSURE_RESIDUES_H

/* Loops over numbers modulo a prime, one version for each set of instructions. All give the same results. */

#include "base/context.h"

#define INTEGI_RESIDUES_PRIME UINT32_C(2147483647)

typedef struct integi_residues {
    /* Adds so many times the others to numbers; all are less than the prime. Returns how many are not 0 then. */
    int64_t (*add)(uint32_t *numbers, const uint32_t *others, uint32_t factor, size_t count);
    /* The same with sums that are only less than 2^33, and stay so. */
    void (*add_to_sums)(uint64_t *sums, const uint32_t *others, uint32_t factor, size_t count);
} integi_residues;

/* The version that a context asks for. */
const integi_residues *integi_residues_of(const integ_context *context);

extern const integi_residues integi_residues_portable, integi_residues_avx2;

static inline uint32_t integi_residues_fold(uint64_t number)
{
    number = (number & INTEGI_RESIDUES_PRIME) + (number >> 31);
    number = (number & INTEGI_RESIDUES_PRIME) + (number >> 31);
    return number >= INTEGI_RESIDUES_PRIME ? (uint32_t)(number - INTEGI_RESIDUES_PRIME) : (uint32_t)number;
}

#endif
