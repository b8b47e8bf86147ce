/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_INDICATOR_KINDS_H
#define INTEGI_INDICATOR_KINDS_H

/* How the kinds of indicators are computed from one group's cell, or from all cells of their own breakdown. */

#include "indicator/indicator.h"
#include "tally/tally.h"

#define INTEGI_CONFIDENCE 0.95

/* Where a group's value comes from. */
typedef struct integi_source {
    const integ_indicator *indicator;
    const integ_tally *tally;
    integi_side side;
    int64_t cell_number;     /* of side.query; -1 when nobody is in it */
    const integi_cell *cell; /* never NULL */
    int64_t strata;          /* the query of what the cell is made of: bands or units */
    int64_t first, end;      /* its cells that are in this cell */
    int64_t depth;           /* how many columns stand before those of the bands or units */
} integi_source;

/* standardised.c: over the cells of the strata. */
integi_value integi_standardised_rate_value(const integi_source *source);
/* segregation.c: over the cells of the units. */
integi_value integi_segregation_value(const integi_source *source);

/* value.c: the value that the row of a rank has, among those measured; from 0. */
bool integi_value_of_rank(const integi_source *source, int64_t rank, integi_fraction *out);

/* value.c: rows that meet the condition for each so many, of the counts that a value has. */
void integi_make_proportion(integi_value *value, int64_t for_so_many);
/* value.c: limits and number of a group's value, once it is exact; and what it is compared with, where it is. */
void integi_finish_value(const integi_source *source, integi_value *value);
void integi_compare_values(const integ_indicator *indicator, integi_value *value, const integi_value *other);
void integi_compare_published(const integ_indicator *indicator, integi_value *value);

/* interval.c: limits of a group's value, whose number is known; of a comparison with another group's; of one with a
 * published value. */
void integi_add_interval(const integi_source *source, integi_value *value);
void integi_compare_intervals(const integ_indicator *indicator, const integi_value *own, const integi_value *other,
                              integi_value *value);
void integi_shift_interval(const integ_indicator *indicator, double published, integi_value *value);

#endif
