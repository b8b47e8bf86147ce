/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_INDICATOR_INDICATOR_H
#define INTEGI_INDICATOR_INDICATOR_H

#include "base/decimal.h"
#include "integration/indicator.h"

#include <stdbool.h>

/* What a composite indicator is made of. */
typedef struct integi_composite_part {
    char *indicator;
    integi_decimal weight; /* above 0 */
} integi_composite_part;

/* A value that somebody else has published. */
typedef struct integi_published {
    integ_date date;
    integi_decimal value;
} integi_published;

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
    integ_expression *compare_where; /* the other group's condition; NULL: the same */
    bool compare_published;          /* with a value from elsewhere instead of a group */
    integi_decimal compare_value;
    char *compare_area; /* what the other group is called where it is an area's; NULL for none */
    char *compare_source; /* NULL for none */
    integ_dimensions *by; /* NULL for none */
    bool unknown_as_false;
    int64_t per;              /* rates: events for so many */
    integ_expression *time;   /* rates: how long a row is at risk; NULL: 1 for each */
    integ_dimensions *strata; /* standardised rates: one dimension with bands */
    double *weights;          /* one for each band */
    char *unit;               /* segregation: the column of units */
    char *group_column;       /* and of groups; NULL: those who meet the condition and the others */
    int32_t segregation;      /* INTEG_SEGREGATION_ */
    integi_composite_part *parts;
    size_t part_count, part_capacity;
    integi_published *published; /* of an external series, by date */
    size_t published_count, published_capacity;
    char *source; /* of an external series; NULL for none */
};

/* What one group's part of a value was computed from. */
typedef struct integi_counts {
    int64_t numerator;   /* share, rate: rows that meet the condition; count: the count; mean, median, sum: rows
                            measured, or those for which a boolean measure is true */
    int64_t denominator; /* share, rate: rows it is a share of; count: the count; mean, median, sum: rows measured */
    int64_t unknown;     /* rows of the group left out because condition or measure is unknown; count: rows for which
                            it is unknown whether they count, group and all */
} integi_counts;

#define INTEGI_VALUES_NEEDED 10 /* so many have a mean and a sum with limits */

/* A computed value with all that it was made of; confidential until a release has protected it. */
typedef struct integi_value {
    int32_t kind;           /* INTEG_INDICATOR_ */
    const integ_indicator *of; /* which it is computed by, borrowed until it has been published; NULL: there is none */
    bool out_of_memory;     /* it could not be computed, and is no value at all */
    int32_t reason;         /* INTEG_REASON_; a value exists when it is NONE */
    integi_fraction exact;  /* in the unit of reports: per cent for shares */
    double number;          /* the same, rounded */
    bool of_people;         /* made of heads only, as a share is: shares, means and sums of booleans */
    bool without_counts;    /* not counted in the register: the counts are -1, and not because they are hidden */
    bool of_few;            /* says more of single people than a mean does: a median */
    bool withheld;          /* its limits, which tell of the largest amounts */
    bool rounded;           /* for the sake of small bands or units */
    bool of_hidden;         /* tells of a band or unit that may not be told: set where it is published */
    bool has_interval;      /* 95 %, see interval.c */
    double lower, upper;
    integi_counts own;
    bool compared;
    bool divided;        /* by what it is compared with, which is subtracted otherwise */
    bool with_published; /* compared with a value from elsewhere, which has no counts */
    integi_counts other;
} integi_value;

/* The queries that one group's value is computed from; -1 where there is none. */
typedef struct integi_side {
    int64_t query;
    int64_t time; /* of a rate: the time at risk */
    int64_t strata; /* of what is made of bands or units, broken down: the same with these as its last columns */
} integi_side;

#define INTEGI_NO_SIDE ((integi_side){-1, -1, -1})

/* The queries that an indicator needs in a plan. */
typedef struct integi_indicator_queries {
    integi_side own, other;       /* the whole group */
    integi_side own_by, other_by; /* broken down */
} integi_indicator_queries;

/* definition.c: replaces a text of the definition by a copy of another, which may be NULL. */
integ_status integi_indicator_replace_text(integ_indicator *indicator, char **field, const char *text,
                                           integ_error *error);
/* definition_more.c: compares with a group that is the same one in another area. */
integ_status integi_indicator_set_compare_area(integ_indicator *indicator, const char *group, const char *area,
                                               int32_t as, integ_error *error);
void integi_indicator_free_more(integ_indicator *indicator);

integ_status integi_indicator_plan(const integ_indicator *indicator, integ_plan *plan,
                                   integi_indicator_queries *out, integ_error *error);

/* The value of the whole, and of a cell of its breakdown (a cell of query own_by). */
integi_value integi_indicator_value(const integ_indicator *indicator, const integi_indicator_queries *queries,
                                    const integ_tally *tally);
integi_value integi_indicator_cell_value(const integ_indicator *indicator, const integi_indicator_queries *queries,
                                         const integ_tally *tally, int64_t cell);
/* The cells of `strata` that are in a cell of a side that is broken down; they stand together. None in cell -1. */
void integi_strata_of_cell(const integ_tally *tally, const integi_side *side, int64_t cell, int64_t *first,
                           int64_t *end);
/* The same for any group, as if it were the indicator's own, without a comparator. */
integ_status integi_indicator_plan_group(const integ_indicator *indicator, integ_plan *plan, const char *group,
                                         integi_side *out, integ_error *error);
integi_value integi_indicator_group_value(const integ_indicator *indicator, const integi_side *side,
                                          const integ_tally *tally);

/* recount.c: whether a value is made of nothing but its counts, and the same value of other counts. */
bool integi_value_is_of_counts(const integi_value *value);
integi_value integi_value_recounted(const integi_value *value, const integi_counts *own, const integi_counts *other);

/* Whether a measure of segregation is one of all groups in a column. */
bool integi_segregation_is_of_all(int32_t measure);

/* Whether it is counted in the register at all: composite and external ones are not. */
bool integi_indicator_is_counted(const integ_indicator *indicator);
/* Whether it is compared with anything. */
bool integi_indicator_is_compared(const integ_indicator *indicator);

/* The value of a composite from those of its parts, in their order. */
integi_value integi_indicator_compose(const integ_indicator *indicator, const integi_value *const *parts);
/* A value that somebody else has published. */
integi_value integi_indicator_published(const integ_indicator *indicator, const integi_published *published);

#endif
