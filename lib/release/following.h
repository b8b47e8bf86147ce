/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_FOLLOWING_H
#define INTEGI_RELEASE_FOLLOWING_H

/* The figures of a following: how many are followed and for how many that is unknown, then those of each step and its
 * reasons. */

#include "cohort/following.h"
#include "integration/disclosure.h"

enum { INTEGI_FOLLOWED_SIZE, INTEGI_FOLLOWED_UNKNOWN, INTEGI_FOLLOWED_HEAD };

static inline int64_t integi_followed_figures(const integ_following *following) /* of a step */
{
    return INTEG_FOLLOWING_FIGURES + following->reasons;
}
/* INTEG_FOLLOWING_, or behind these a reason. */
static inline int64_t integi_followed_place(const integ_following *following, int64_t step, int64_t figure)
{
    return INTEGI_FOLLOWED_HEAD + step * integi_followed_figures(following) + figure - 1;
}

/* How a figure may be shown; what is larger is stronger. */
enum {
    INTEGI_FOLLOWED_SHOWN,
    INTEGI_FOLLOWED_BEHIND, /* only where it is shown how many have arrived in its step, of which it follows */
    INTEGI_FOLLOWED_WITHHELD,
};

/* following_full.c: withholds the figures that would tell of fewer people than the full cell that all or none of them
 * are there, selected, gone for one reason, back or have come. `limits` has what is decided of every figure, and of
 * those who have arrived what was before. */
integ_status integi_following_withhold_full(const integ_following *following, const integ_disclosure *rule,
                                            int8_t *limits, integ_error *error);

#endif
