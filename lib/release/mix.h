/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_MIX_H
#define INTEGI_RELEASE_MIX_H

#include <stdint.h>

/* A number for each number that has nothing to do with it: the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA
 * 2014). Sums of such numbers stand for sets; whatever rests on two being different is looked at again. */
static inline uint64_t integi_mix(uint64_t number)
{
    number += UINT64_C(0x9E3779B97F4A7C15);
    number = (number ^ (number >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    number = (number ^ (number >> 27)) * UINT64_C(0x94D049BB133111EB);
    return number ^ (number >> 31);
}

#endif
