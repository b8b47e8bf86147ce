/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_TALLY_H
#define INTEGI_TALLY_TALLY_H

#include "base/decimal.h"
#include "integration/tally.h"
#include "tally/squares.h"

/* One cell of a query's answer. Whole and decimal measures are summed exactly; `number` ones in row order. */
typedef struct integi_cell {
    int64_t rows;     /* the group is true */
    int64_t known;    /* and the condition is known */
    int64_t truth;    /* and it is true */
    int64_t measured; /* and the measure is known */
    int64_t undecided; /* it is unknown whether both hold; in a breakdown of the group only */
    __int128 sum;     /* of integers, decimals (coefficients) and booleans */
    double number_sum;
    integi_square_sum squares; /* of the same, where the query wants them */
    double number_squares;
} integi_cell;

/* How many rows of a cell have a value: a whole number, a coefficient or a boolean as it is stored, or what
 * integi_value_number makes a binary64 number of. */
typedef struct integi_value_count {
    int64_t value;
    int64_t rows;
} integi_value_count;

double integi_value_number(int64_t value);

/* The queries over one table alone, in a snapshot that need not be of the plan's register, but looks like one. The
 * snapshot outlives the tally. */
integ_status integi_tally_of_table(const integ_plan *plan, const integ_snapshot *snapshot, int64_t table,
                                   integ_tally **out, integ_error *error);

/* NULL when there is no such cell. A query without a breakdown has cell 0 only. */
const integi_cell *integi_tally_cell(const integ_tally *tally, int64_t query, int64_t cell);

/* The type of a query's measure; 0 where it has none. */
int32_t integi_tally_measure_type(const integ_tally *tally, int64_t query);
/* Whether a measure is one of whether or not: a boolean, or where the values are kept, nothing but 0 and 1. */
bool integi_tally_measures_whether(const integ_tally *tally, int64_t query);

/* The values of a cell in rising order, where the query asked for them; NULL and 0 where not. */
const integi_value_count *integi_tally_values(const integ_tally *tally, int64_t query, int64_t cell, int64_t *count);
/* The same by row of the table, for those that are measured in any cell; NULL where the plan keeps no members, or no
 * contributions. */
const int64_t *integi_tally_amounts(const integ_tally *tally, int64_t query);
/* One of these values as an exact fraction; false where a number is too large or too small for one. */
bool integi_tally_value(const integ_tally *tally, int64_t query, int64_t value, integi_fraction *out);

/* The sum of a cell as an exact fraction; false where a sum of numbers is too large or too small for one. */
bool integi_tally_sum(const integ_tally *tally, int64_t query, const integi_cell *cell, integi_fraction *sum);

/* squares.c: before a tally is made, that the deviation of what a query measures will be asked for. */
void integi_plan_want_squares(integ_plan *plan, int64_t query);
/* The standard deviation of what was measured in a cell, with count − 1 below the fraction; false where there are fewer
 * than two values, where it was not wanted, or where numbers have lost it to rounding. */
bool integi_tally_deviation(const integ_tally *tally, int64_t query, const integi_cell *cell, double *deviation);

/* Which band of the last column of a breakdown a cell is, from 0; the number of bands for unknown. */
int64_t integi_tally_band(const integ_tally *tally, int64_t query, int64_t cell);
/* Whether a cell is a part of a cell of another query, over the same table and broken down by fewer columns: all but
 * the last ones. */
bool integi_tally_is_within(const integ_tally *tally, int64_t query, int64_t cell, int64_t coarser,
                            int64_t coarse_cell);

/* The cell of a query with the same labels as a cell of another query with the same breakdown; -1 and NULL when nobody
 * is in it. */
int64_t integi_tally_find_cell(const integ_tally *tally, int64_t query, int64_t cell, int64_t other);
const integi_cell *integi_tally_same_cell(const integ_tally *tally, int64_t query, int64_t cell, int64_t other);

#endif
