/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_ROUNDING_H
#define INTEGI_RELEASE_ROUNDING_H

/* Rounding instead of hiding: all collected cells, of all snapshots, are sums of the same atoms, of which those that
 * enter something small are rounded. Whatever is computed from what is printed is then a sum of rounded atoms too. */

#include "release/columns.h"

/* rounding.c: makes a release's cells, of which some more are collected, into rounded counts: one for each, to be
 * released by the caller; -1 where it may not be shown. */
integ_status integi_round_collection(integi_collection *collection, const integ_disclosure *rule, int64_t **counts,
                                     integ_error *error);

/* rounding_linked.c: whether few people can be counted with the exact counts of several linked tables, or a count that
 * is not exact. `exact`, which has a place for each cell, is changed. */
integ_status integi_rounding_links_tell(integi_collection *collection, const integ_disclosure *rule, bool *exact,
                                        bool *tells, integ_error *error);

/* What is said of the figures: columns that are printed, which come first, and what follows from them. */
typedef struct integi_rounding_columns {
    integi_columns columns;
    int64_t printed;
    const integ_disclosure *rule; /* whose threshold is the base */
    integi_stint *stint;
} integi_rounding_columns;

/* rounding_derive.c: adds what nobody prints and everybody can subtract, where it is small, the atoms having these
 * sizes. *more: whether there was any that was not there. */
integ_status integi_rounding_derive(integi_rounding_columns *self, int64_t *sizes, bool *more, integ_error *error);
/* The same for groups that follow from all columns together. */
integ_status integi_rounding_derive_groups(integi_rounding_columns *self, integ_error *error);

#endif
