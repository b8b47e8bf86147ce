/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Rows by the bits of their items: any set of codes is a function of the planes, and is computed by choosing between
 * its two halves plane after plane, for as many rows at once as a vector has bits. Included by
 * expression/members_body.h; deliberately without a guard. */

typedef unsigned long long plane __attribute__((vector_size(PLANE_BYTES)));
typedef plane stored_plane __attribute__((may_alias));

#define PLANE_LANES (PLANE_BYTES / 8)

/* Whether two codes that differ in their lowest bit are meant: (bit & differs) ^ even. */
typedef struct plane_pair {
    plane differs, even;
} plane_pair;

/* All bits of every lane, or none. */
static inline void fill_plane(plane *out, bool bits)
{
    *out = (plane){0} - (bits ? 1ULL : 0ULL);
}

static void take_pairs(uint32_t codes, int32_t plane_count, plane_pair *pairs)
{
    for (int32_t i = 0; i < 1 << (plane_count - 1); i++) {
        bool even = (codes >> (2 * i) & 1) != 0, odd = (codes >> (2 * i + 1) & 1) != 0;
        fill_plane(&pairs[i].differs, even != odd);
        fill_plane(&pairs[i].even, even);
    }
}

#define DEFINE_CODES(COUNT)                                                                                         \
    static void codes_of_##COUNT(const uint64_t *planes, const plane_pair *pairs, size_t blocks, uint64_t *truth,   \
                                 uint64_t *possible)                                                                \
    {                                                                                                               \
        for (size_t at = 0; at < blocks * INTEGI_BLOCK_WORDS; at += PLANE_LANES) {                                  \
            const uint64_t *block = planes + at / INTEGI_BLOCK_WORDS * INTEGI_BLOCK_WORDS * COUNT +                 \
                                    at % INTEGI_BLOCK_WORDS;                                                        \
            plane bits[COUNT], found[1 << (COUNT - 1)], any = {0};                                                  \
            for (int p = 0; p < COUNT; p++) {                                                                       \
                bits[p] = *(const stored_plane *)(const void *)(block + p * INTEGI_BLOCK_WORDS);                    \
                any |= bits[p];                                                                                     \
            }                                                                                                       \
            for (int i = 0; i < 1 << (COUNT - 1); i++)                                                              \
                found[i] = (bits[0] & pairs[i].differs) ^ pairs[i].even;                                            \
            for (int p = 1; p < COUNT; p++)                                                                         \
                for (int i = 0; i < 1 << (COUNT - 1 - p); i++)                                                      \
                    found[i] = found[2 * i] ^ ((found[2 * i] ^ found[2 * i + 1]) & bits[p]);                        \
            *(stored_plane *)(void *)(truth + at) = found[0];                                                       \
            if (possible != NULL)                                                                                   \
                *(stored_plane *)(void *)(possible + at) = found[0] | ~any;                                         \
        }                                                                                                           \
    }

DEFINE_CODES(1)
DEFINE_CODES(2)
DEFINE_CODES(3)
DEFINE_CODES(4)

/* The planes of the rows that follow are asked for early: each column is left after some pages for another one, which
 * processors do not foresee. */
static inline void fetch_next(const uint64_t *planes, size_t words)
{
    for (size_t w = 0; w < words; w += INTEGI_BLOCK_WORDS)
        __builtin_prefetch(planes + words + w);
}

static void find_codes(const integi_items *items, uint32_t codes, size_t blocks, uint64_t *truth, uint64_t *possible)
{
    plane_pair pairs[1 << (INTEGI_PLANES_MAXIMUM - 1)];
    take_pairs(codes, items->plane_count, pairs);
    fetch_next(items->planes, blocks * INTEGI_BLOCK_WORDS * (size_t)items->plane_count);
    switch (items->plane_count) {
    case 1:
        codes_of_1(items->planes, pairs, blocks, truth, possible);
        break;
    case 2:
        codes_of_2(items->planes, pairs, blocks, truth, possible);
        break;
    case 3:
        codes_of_3(items->planes, pairs, blocks, truth, possible);
        break;
    default:
        codes_of_4(items->planes, pairs, blocks, truth, possible);
        break;
    }
}
