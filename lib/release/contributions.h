/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_CONTRIBUTIONS_H
#define INTEGI_RELEASE_CONTRIBUTIONS_H

/* The amounts that a sum is made of. */

#include "release/collected.h"

typedef struct integi_amounts {
    const integi_sum *sum;
    const integi_value_count *values; /* rising; NULL where they are not kept */
    int64_t count;
} integi_amounts;

integi_amounts integi_amounts_of(const integi_sum *sum);

/* A value of a sum as a whole number: a coefficient as it is stored, or millionths. */
__int128 integi_whole_amount(const integi_sum *sum, int64_t value);
/* What a row of a sum has, likewise. */
__int128 integi_amount_at(const integi_sum *sum, int64_t row);

enum {
    INTEGI_IS_DOMINATED = 1, /* the rule about the largest amounts hides it */
    INTEGI_IS_OF_FEW = 2,    /* fewer people than the threshold have any amount at all, or another one than most: the
                              * sum counts what they have */
    INTEGI_IS_OF_ALL = 4,    /* all people have the same, and are fewer than the full cell */
};

/* What is contributed to a sum, one after the other. */
typedef struct integi_contributions {
    int64_t room, count; /* of the largest: as many as the rule looks at */
    __int128 largest[INTEG_DOMINANCE_MAXIMUM], total;
    int64_t people, contributors; /* who have any amount but 0 */
    __int128 usual; /* what more than half have, where there is such an amount */
    int64_t votes;  /* for it, less those against it */
    int64_t alike;  /* people who have it, where that is asked */
} integi_contributions;
integi_contributions integi_contributions_begin(const integ_disclosure *rule);
/* What so many people have, each of them. */
void integi_contributions_add(integi_contributions *self, __int128 amount, int64_t people);
/* Whether so few may differ from most that it has to be counted who has what most have. */
bool integi_contributions_may_be_alike(const integi_contributions *self, const integ_disclosure *rule);
/* The same once more, to count those. */
void integi_contributions_compare(integi_contributions *self, __int128 amount, int64_t people);
int integi_contributions_judge(const integi_contributions *self, const integ_disclosure *rule);

/* What is to be said of what is left of a sum without some parts, which do not meet. The parts are used up. */
int integi_look_at_contributions(const integ_disclosure *rule, integi_amounts whole, integi_amounts *parts,
                                 int64_t part_count);
/* The first of these alone. */
bool integi_is_dominated(const integ_disclosure *rule, integi_amounts whole, integi_amounts *parts, int64_t part_count);
/* How many steps that takes. */
int64_t integi_steps_of_contributions(const integi_amounts *whole, int64_t part_count);

#endif
