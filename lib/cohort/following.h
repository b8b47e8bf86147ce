/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_FOLLOWING_H
#define INTEGI_COHORT_FOLLOWING_H

#include "cohort/cohort.h"

#define INTEGI_FOLLOWING_REASONS 32 /* of leaving, at most */

struct integ_follow_options {
    integ_context *context;
    integ_expression *where; /* NULL: no further condition */
    char *table, *column;    /* where reasons of leaving stand; NULL: nowhere */
};

/* Sets of those who are followed, who are numbered from 0 in the order of their rows at the start. After them come as
 * many sets as there are reasons. */
enum {
    INTEGI_FOLLOWING_PRESENT,
    INTEGI_FOLLOWING_IN_GROUP,
    INTEGI_FOLLOWING_UNKNOWN,
    INTEGI_FOLLOWING_RETURNED,
    INTEGI_FOLLOWING_MEETS,
    INTEGI_FOLLOWING_MEETS_UNKNOWN,
    INTEGI_FOLLOWING_SETS
};

typedef struct integi_following_step {
    uint64_t *sets;   /* one after the other, each of integi_bitset_words(size) words */
    int64_t arrived;  /* rows that are no row of the start */
    int64_t arrived_in_group;
    int64_t rows;
    int64_t left_all; /* rows of the start that are no row here */
} integi_following_step;

struct integ_following {
    integ_context *context;
    integ_register *owner; /* kept alive, for the reasons' texts */
    int64_t size, unknown; /* at the start */
    int64_t start;         /* step */
    bool has_where;
    const integi_column_definition *reason; /* NULL: reasons are not known */
    int64_t reasons;
    integi_following_step *steps; /* one for each snapshot */
    int64_t step_count;
};

static inline size_t integi_following_words(const integ_following *following)
{
    return integi_bitset_words(following->size);
}
static inline size_t integi_following_set_count(const integ_following *following)
{
    return INTEGI_FOLLOWING_SETS + (size_t)following->reasons;
}
static inline uint64_t *integi_following_set(const integ_following *following, int64_t step, int64_t set)
{
    return following->steps[step].sets + (size_t)set * integi_following_words(following);
}
int64_t integi_following_count(const integ_following *following, int64_t step, int64_t set);

/* following_reasons.c: finds the column of reasons, and fills the sets of reasons from what stands in it. `start` is the
 * cohort that is followed. */
integ_status integi_following_find_reasons(integ_following *following, const integ_follow_options *options,
                                           int64_t population, integ_error *error);
integ_status integi_following_fill_reasons(integ_following *following, const integ_follow_options *options,
                                           const integ_cohort *start, integ_error *error);

#endif
