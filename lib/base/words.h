/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_WORDS_H
#define INTEGI_BASE_WORDS_H

/* Loops over the words of sets of rows, one version for each set of instructions. All give the same results. */

#include "base/context.h"

/* Positions are written in groups: what is behind the last one of up to so many is undefined. */
#define INTEGI_POSITIONS_SLACK 64

typedef struct integi_words {
    /* The rows that are in all of the `inputs` (1 or more). */
    void (*join_all)(const uint64_t *const *inputs, size_t input_count, size_t words, uint64_t *out);
    /* How many these are. */
    int64_t (*count_all)(const uint64_t *const *inputs, size_t input_count, size_t words);
    /* The rows that are in any of the `inputs` (1 or more). */
    void (*join_any)(const uint64_t *const *inputs, size_t input_count, size_t words, uint64_t *out);
    /* The rows that are in `set` and not in `without`; all rows but those of `set`. */
    void (*leave_out)(const uint64_t *set, const uint64_t *without, size_t words, uint64_t *out);
    void (*complement)(const uint64_t *set, size_t words, uint64_t *out);
    int64_t (*count)(const uint64_t *set, size_t words);
    /* The words that are not empty, in rising order; returns how many. `out` has room for 8 more. */
    size_t (*filled)(const uint64_t *set, size_t words, uint32_t *out);
    /* The rows that are in, in rising order; returns how many. `out` has room for INTEGI_POSITIONS_SLACK more. */
    size_t (*positions)(const uint64_t *set, size_t words, uint32_t *out);
} integi_words;

const integi_words *integi_words_for(int32_t instructions);

/* The version that a context asks for. */
static inline const integi_words *integi_words_of(const integ_context *context)
{
    return integi_words_for(integ_context_instructions(context));
}

extern const integi_words integi_words_portable, integi_words_avx2, integi_words_avx512;

#endif
