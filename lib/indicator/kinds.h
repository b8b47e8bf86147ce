/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_INDICATOR_KINDS_H
#define INTEGI_INDICATOR_KINDS_H

/* How the kinds of indicators are computed from one group's cell, or from all cells of their own breakdown. */

#include "indicator/indicator.h"
#include "tally/tally.h"

#define INTEGI_CONFIDENCE 0.95
#define INTEGI_EVENTS_NEEDED 10 /* fewer give no directly standardised rate: its limits would be too far off */

/* Where a group's value comes from. */
typedef struct integi_source {
    const integ_indicator *indicator;
    const integ_tally *tally;
    integi_side side;
    int64_t cell_number;     /* of side.query; -1 when nobody is in it */
    const integi_cell *cell; /* never NULL */
} integi_source;

/* standardised.c: over the cells of the strata. */
integi_value integi_standardised_rate_value(const integi_source *source);
/* segregation.c: over the cells of the units. */
integi_value integi_segregation_value(const integi_source *source);

#endif
