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

/* Who is followed, and what is asked about them in every snapshot. */
typedef struct integi_followed {
    integ_groups *groups;     /* NULL for none */
    char *name;               /* of a group; NULL: the filter */
    integ_expression *filter; /* NULL: everybody */
    char *table;              /* of the filter; NULL: the main table */
    integ_expression *where;  /* NULL: no further condition */
    char *departures, *reasons; /* where reasons of leaving stand; NULL: nowhere */
} integi_followed;

typedef struct integi_following_step {
    const integ_snapshot *snapshot;
    uint64_t *sets;   /* one after the other, each of integi_bitset_words(size) words */
    integi_bitset met; /* rows of the start that are here */
    integi_bitset new_rows, new_in_group; /* of this snapshot: no rows of the start */
    int64_t rows;
} integi_following_step;

struct integ_following {
    integ_context *context;
    integ_register *owner; /* kept alive, for the reasons' texts */
    integi_followed asked;
    integ_cohort *group; /* at the start; its rows are followed */
    int64_t size, unknown; /* at the start */
    int64_t start;         /* step */
    bool has_where;
    const integi_column_definition *reason; /* NULL: reasons are not known */
    int64_t reasons;
    integi_following_step *steps; /* one for each snapshot that is looked at */
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

/* Copies what is asked, or keeps it alive. False: no memory. Freed in any case. */
bool integi_followed_init(integi_followed *followed, integ_context *context, const integ_groups *groups,
                          const char *name, const integ_expression *filter, const char *table);
bool integi_followed_ask(integi_followed *followed, integ_context *context, const integ_expression *where,
                         const char *departures, const char *reasons);
void integi_followed_free(integi_followed *followed, integ_context *context);
/* Takes over what is asked, on failure too. Looks at `count` snapshots of the register, in their order, of which the
 * start is one. */
integ_status integi_follow(integi_followed *asked, const integ_snapshot *start, const integ_snapshot *const *snapshots,
                           int64_t count, integ_following **out, integ_error *error);

/* following_rows.c: the rows of the start that are in a set of those who are followed, of a step or made of such sets;
 * into as many words as the start has. */
void integi_following_rows(const integ_following *following, int64_t step, int64_t set, uint64_t *out);
void integi_following_rows_of(const integ_following *following, const integi_bitset *members, uint64_t *out);

/* following_reasons.c: finds the column of reasons, and fills the sets of reasons from what stands in it. */
integ_status integi_following_find_reasons(integ_following *following, integ_error *error);
integ_status integi_following_fill_reasons(integ_following *following, integ_error *error);

#endif
