/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/following.h"

#include <string.h>

void integi_following_rows_of(const integ_following *following, const integi_bitset *members, uint64_t *out)
{
    const integi_bitset *followed = &following->group->truth;
    int64_t member = 0;
    memset(out, 0, integi_bitset_words(followed->rows) * sizeof *out);
    for (int64_t row = integi_bitset_next(followed, 0); row >= 0; row = integi_bitset_next(followed, row + 1), member++)
        if (integi_bitset_has(members, member))
            out[row / 64] |= UINT64_C(1) << (row % 64);
}

void integi_following_rows(const integ_following *following, int64_t step, int64_t set, uint64_t *out)
{
    integi_bitset members = {integi_following_set(following, step, set), following->size};
    integi_following_rows_of(following, &members, out);
}
