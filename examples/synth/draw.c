/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "draw.h"

/* The finaliser of splitmix64 (Sebastiano Vigna, public domain). */
static uint64_t mix(uint64_t bits)
{
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94d049bb133111eb);
    return bits ^ (bits >> 31);
}

uint64_t person_key(uint64_t seed, uint64_t number)
{
    return mix(mix(seed + UINT64_C(0x9e3779b97f4a7c15)) + number * UINT64_C(0x9e3779b97f4a7c15));
}

uint64_t draw(uint64_t key, int purpose, int32_t occasion)
{
    uint64_t step = (uint64_t)(uint32_t)purpose << 32 | (uint32_t)occasion;
    return mix(key + step * UINT64_C(0x9e3779b97f4a7c15));
}

int32_t draw_below(uint64_t key, int purpose, int32_t occasion, int32_t bound)
{
    return (int32_t)((draw(key, purpose, occasion) >> 32) * (uint64_t)(uint32_t)bound >> 32);
}

int32_t draw_low(uint64_t key, int purpose, int32_t occasion, int32_t bound)
{
    uint64_t bits = draw(key, purpose, occasion);
    uint64_t product = (bits >> 32) * (bits & UINT64_C(0xffffffff)) >> 32;
    return (int32_t)(product * (uint64_t)(uint32_t)bound >> 32);
}

bool chance(uint64_t key, int purpose, int32_t occasion, int32_t in_10000)
{
    return draw_below(key, purpose, occasion, 10000) < in_10000;
}

int32_t steady(uint64_t key, int purpose, int32_t occasion, int32_t kept_in_10000)
{
    uint64_t bits = draw(key, purpose, occasion);
    bool kept = (bits & 0xffff) * 10000 >> 16 < (uint64_t)(uint32_t)kept_in_10000;
    return kept ? draw_below(key, purpose, INT32_MIN, 10000) : (int32_t)((bits >> 32) * 10000 >> 32);
}

int32_t draw_weighted(uint64_t key, int purpose, int32_t occasion, const int16_t *weights, int32_t count)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < count; i++)
        sum += weights[i];
    int32_t place = draw_below(key, purpose, occasion, sum);
    for (int32_t i = 0; i < count - 1; i++) {
        if (place < weights[i])
            return i;
        place -= weights[i];
    }
    return count - 1;
}

int32_t trend_in(const trend *line, int32_t year)
{
    int32_t place = year - TREND_START;
    if (place < 0)
        place = 0;
    if (place >= TREND_YEARS)
        place = TREND_YEARS - 1;
    return line->in_10000[place];
}
