/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_RANKS_H
#define INTEGI_RELEASE_RANKS_H

/* How much figures are wanted where not all can be shown: what people steer by first. */
enum {
    INTEGI_RANK_EVERYBODY = -1, /* how many there are at all, which is known */
    INTEGI_RANK_GOAL,      /* what a goal is judged by, on the report's date */
    INTEGI_RANK_BASELINE,  /* where it began */
    INTEGI_RANK_INDICATOR, /* other indicators on the report's date */
    INTEGI_RANK_EFFORT,    /* how many an effort reaches */
    INTEGI_RANK_SERIES,    /* earlier snapshots */
    INTEGI_RANK_BREAKDOWN,
    INTEGI_RANK_AREA,      /* of an effort, and the change among those reached */
    INTEGI_RANK_UNKNOWN,   /* for how many something is unknown */
};

#endif
