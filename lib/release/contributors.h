/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_CONTRIBUTORS_H
#define INTEGI_RELEASE_CONTRIBUTORS_H

/* Values over bands or units: standardised rates and segregation. An exact one tells of a single band or unit what its
 * totals do not, to somebody who knows the others.
 *
 * A band or unit is small where the rule would hide its own share, for its rows or for those whose they are. A value
 * without small ones is shown as it is. Where there are some, it is shown with three significant digits, provided that
 * each of them could be another without any total, any other that is not small, or the number being another; else it is
 * hidden. */

#include "disclosure/primary.h"
#include "indicator/indicator.h"
#include "tally/tally.h"

/* What a value is made of: cells of a query, one after the other. */
typedef struct integi_contributors {
    const integ_tally *tally;
    int64_t query, first, end;
    int64_t depth; /* how many columns stand before that of the bands or units */
} integi_contributors;

/* Rounds a value, or makes it one that is hidden (of_hidden), for the sake of what its sides are made of; `other` may
 * be NULL. Other kinds of values, and those that do not exist, are left alone. */
integ_status integi_contributors_protect(const integ_disclosure *rule, const integ_indicator *indicator,
                                         const integi_contributors *own, const integi_contributors *other,
                                         integi_value *value, integ_error *error);
/* The same for groups as a whole; a rule that is NULL hides nothing. */
integ_status integi_contributors_protect_whole(const integ_disclosure *rule, const integ_indicator *indicator,
                                               const integ_tally *tally, const integi_side *own,
                                               const integi_side *other, integi_value *value, integ_error *error);
/* The same for a cell of a breakdown and the one that it is compared with, which may be -1. */
integ_status integi_contributors_protect_cell(const integ_disclosure *rule, const integ_indicator *indicator,
                                              const integ_tally *tally, const integi_side *own, int64_t cell,
                                              const integi_side *other, int64_t other_cell, integi_value *value,
                                              integ_error *error);

#endif
