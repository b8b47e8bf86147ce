/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_DECIDE_H
#define INTEGI_RELEASE_DECIDE_H

/* Which of the collected cells may be shown together. */

#include "release/collected.h"

/* What the decision rested on, for people who want to know. */
typedef struct integi_summary {
    int64_t atoms, columns, derived, primary, secondary, exposed;
    int64_t crowded; /* hidden because there are too many figures to be compared */
    int64_t guessed; /* cells of which something is known beside all figures, and that were not proven with it */
    int64_t steps;   /* that a space has taken since something of it was hidden for that reason */
} integi_summary;

/* `shown` has a place for each collected cell. What is decided has passed the audit, or nothing is: the status is
 * INTERNAL. */
integ_status integi_decide(integi_collection *collection, const integ_disclosure *rule, bool *shown,
                           integi_summary *summary, integ_error *error);

/* decide_space.c: the same for a collection of one space, which nothing else is looked at beside. What is hidden
 * because there is too much of it is made secret, for this time and the next. The summary has what the space has taken
 * before. */
integ_status integi_decide_space(integi_collection *collection, const integ_disclosure *rule, bool *shown,
                                 integi_summary *summary, integ_error *error);

/* join.c: as integi_decide, but where something is said of people in several snapshots of a table, all of them are
 * decided as one table, whose rows are people. */
integ_status integi_decide_joined(integi_collection *collection, const integ_disclosure *rule, bool *shown,
                                  integi_summary *summary, integ_error *error);

#endif
