/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_CONTRIBUTORS_PEOPLE_H
#define INTEGI_RELEASE_CONTRIBUTORS_PEOPLE_H

/* Bands and units of a linked table: many rows of few owners are few people. */

#include "release/contributors.h"

#define INTEGI_GROUP_BY_CONDITION (-1) /* 0 where it is met, and 1 where not */

/* What a cell of the query belongs to. */
typedef struct integi_unit_place {
    int64_t unit;  /* -1: none */
    int64_t group; /* or INTEGI_GROUP_BY_CONDITION */
} integi_unit_place;

/* Says of each group of each unit whether the rule would hide its share for its people, or those of the others.
 * `places` are of the cells from the first on. Where rows are people nobody is few that the rows do not say to be.
 * False: no memory. */
bool integi_contributors_find_few(const integ_disclosure *rule, integ_context *context,
                                  const integi_contributors *from, const integi_unit_place *places, int64_t units,
                                  int64_t groups, bool *few);

#endif
