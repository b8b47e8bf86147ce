/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_INDICATOR_INDICATOR_H
#define INTEGI_INDICATOR_INDICATOR_H

#include "base/decimal.h"
#include "integration/indicator.h"

#include <stdbool.h>

struct integ_indicator {
    integ_context *context;
    char *id;
    char *title; /* NULL for none */
    int32_t kind;
    char *of; /* NULL for everybody */
    integ_expression *where;
    integ_expression *measure;
    char *compare_with; /* NULL for none */
    int32_t compare_as;
    integ_dimensions *by; /* NULL for none */
    bool unknown_as_false;
};

/* What one group's part of a value was computed from. */
typedef struct integi_counts {
    int64_t numerator;   /* share: rows that meet the condition; count: the count; mean, sum: rows summed, or those
                            for which a boolean measure is true */
    int64_t denominator; /* share: rows it is a share of; count: the count; mean, sum: rows summed */
    int64_t unknown;     /* rows of the group left out because condition or measure is unknown; count: rows for which
                            it is unknown whether they count, group and all */
} integi_counts;

/* A computed value with all that it was made of; confidential until a release has protected it. */
typedef struct integi_value {
    int32_t kind;           /* INTEG_INDICATOR_ */
    int32_t reason;         /* INTEG_REASON_; a value exists when it is NONE */
    integi_fraction exact;  /* in the unit of reports: per cent for shares */
    double number;          /* the same, rounded */
    bool of_people;         /* made of heads only, as a share is: shares, means and sums of booleans */
    bool has_interval;      /* Wilson, 95 %, for shares without a comparator */
    double lower, upper;
    integi_counts own;
    bool compared;
    integi_counts other;
} integi_value;

/* The queries that an indicator needs in a plan; -1 where it needs none. */
typedef struct integi_indicator_queries {
    int64_t own, other;       /* the whole group */
    int64_t own_by, other_by; /* broken down */
} integi_indicator_queries;

integ_status integi_indicator_plan(const integ_indicator *indicator, integ_plan *plan,
                                   integi_indicator_queries *out, integ_error *error);

/* The value of the whole, and of a cell of its breakdown (a cell of query own_by). */
integi_value integi_indicator_value(const integ_indicator *indicator, const integi_indicator_queries *queries,
                                    const integ_tally *tally);
integi_value integi_indicator_cell_value(const integ_indicator *indicator, const integi_indicator_queries *queries,
                                         const integ_tally *tally, int64_t cell);
/* The value of one query alone, as if it were the indicator's own group without a comparator. */
integi_value integi_indicator_query_value(const integ_indicator *indicator, const integ_tally *tally, int64_t query);

#endif
