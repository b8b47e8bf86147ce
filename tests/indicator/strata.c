/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Values that are made of bands or units, broken down: each cell's is what SQLite makes of the rows in it. */
#include "indicator/compute.h"
#include "indicator/suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROOM 64

/* By sex, and by age in two bands or by region. */
static void break_down(integ_indicator *indicator, bool by_age)
{
    integ_dimensions *by;
    const int64_t edges[] = {45};
    ck_assert_int_eq(integ_dimensions_new(these.context, &by, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dimensions_add_column(by, "sex", NULL), INTEG_STATUS_OK);
    if (by_age)
        ck_assert_int_eq(integ_dimensions_add_bands(by, "age", edges, 1, NULL), INTEG_STATUS_OK);
    else
        ck_assert_int_eq(integ_dimensions_add_column(by, "region", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_indicator_set_by(indicator, by, NULL), INTEG_STATUS_OK);
    integ_dimensions_free(by);
}

#define CONDITION 120

static void write_label(char out[CONDITION], const char *column, const char *label)
{
    if (label[0] == '\0')
        snprintf(out, CONDITION, "%.20s IS NULL", column);
    else
        snprintf(out, CONDITION, "%.20s = '%.40s'", column, label);
}

static const char *write_age(const char *label)
{
    return label[0] == '\0' ? "age IS NULL" : label[0] == '4' ? "age >= 45" : "age < 45";
}

/* The rows of a cell in SQL, as a condition. */
static void write_rows(char *out, size_t size, const computed_cell *cell, bool by_age)
{
    char sex[CONDITION], region[CONDITION];
    write_label(sex, "sex", cell->labels[0]);
    write_label(region, "region", cell->labels[1]);
    snprintf(out, size, "(%s) AND (%s)", sex, by_age ? write_age(cell->labels[1]) : region);
}

static void same(double value, const char *question)
{
    double expected = people_ask_number(&these, question);
    ck_assert_msg(fabs(value - expected) <= 1e-9 * fabs(expected) + 1e-12, "%.17g, not %.17g: %s", value, expected,
                  question);
}

static void same_count(int64_t count, const char *what, const char *rows)
{
    char question[600];
    snprintf(question, sizeof question, "SELECT count(*) FROM citizen WHERE %s AND %s", rows, what);
    ck_assert_int_eq(count, people_ask(&these, question));
}

START_TEST(standardised_rates_are_broken_down_by_several_columns)
{
    static const char rate[] =
        "SELECT 1000 * sum(w * x / n) / sum(w) FROM (SELECT sum(employed) * 1.0 AS x, count(employed) AS n,"
        " CASE WHEN age < 20 THEN 1 WHEN age < 40 THEN 2.5 WHEN age < 65 THEN 4 ELSE 0.5 END AS w"
        " FROM citizen WHERE %s AND age IS NOT NULL GROUP BY age >= 20, age >= 40, age >= 65)";
    const int64_t edges[] = {20, 40, 65};
    const double weights[] = {1, 2.5, 4, 0.5};
    char rows[300], question[1200];
    computed_cell cells[ROOM];
    open_people();
    integ_indicator *indicator = define(INTEG_INDICATOR_STANDARDISED_RATE, NULL, "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_standard(indicator, "age", edges, 3, weights, NULL), INTEG_STATUS_OK);
    break_down(indicator, false);
    int64_t count = compute_cells(indicator, cells, ROOM);
    ck_assert_int_eq(count, 12);
    for (int64_t i = 0; i < count; i++) {
        write_rows(rows, sizeof rows, &cells[i], false);
        snprintf(question, sizeof question, rate, rows);
        ck_assert_int_eq(cells[i].value.reason, INTEG_REASON_NONE);
        same(cells[i].value.number, question);
        ck_assert(cells[i].value.has_interval && cells[i].value.lower < cells[i].value.number &&
                  cells[i].value.upper > cells[i].value.number);
        same_count(cells[i].value.own.numerator, "employed AND age IS NOT NULL", rows);
        same_count(cells[i].value.own.denominator, "employed IS NOT NULL AND age IS NOT NULL", rows);
        same_count(cells[i].value.own.unknown, "(employed IS NULL OR age IS NULL)", rows);
    }
    close_people();
}
END_TEST

START_TEST(a_broken_down_standardised_rate_is_compared_with_the_same_cell_of_the_other_group)
{
    const int64_t edges[] = {30};
    const double weights[] = {1, 1};
    char question[1200], rows[CONDITION];
    computed_cell cells[ROOM];
    static const char rate[] = "(SELECT avg(r) FROM (SELECT 1000.0 * sum(employed) / count(employed) AS r FROM citizen"
                               " WHERE region = '%s' AND %s AND age IS NOT NULL GROUP BY age >= 30))";
    open_people();
    integ_indicator *indicator = define(INTEG_INDICATOR_STANDARDISED_RATE, "non_western", "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_standard(indicator, "age", edges, 1, weights, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_indicator_set_compare(indicator, "danish", INTEG_COMPARE_RATIO, NULL), INTEG_STATUS_OK);
    integ_dimensions *by;
    ck_assert_int_eq(integ_dimensions_new(these.context, &by, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dimensions_add_column(by, "area", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_indicator_set_by(indicator, by, NULL), INTEG_STATUS_OK);
    integ_dimensions_free(by);
    int64_t count = compute_cells(indicator, cells, ROOM);
    ck_assert_int_eq(count, 3);
    for (int64_t i = 0; i < count; i++) {
        char own[500], other[500];
        write_label(rows, "area", cells[i].labels[0]);
        snprintf(own, sizeof own, rate, "non_western", rows);
        snprintf(other, sizeof other, rate, "danish", rows);
        snprintf(question, sizeof question, "SELECT %s / %s", own, other);
        same(cells[i].value.number, question);
    }
    close_people();
}
END_TEST

START_TEST(an_empty_band_of_one_cell_is_told_there_only)
{
    const int64_t edges[] = {45, 50};
    const double weights[] = {1, 1, 1};
    computed_cell cells[ROOM];
    open_people();
    integ_indicator *indicator = define(INTEG_INDICATOR_STANDARDISED_RATE, NULL, "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_standard(indicator, "age", edges, 2, weights, NULL), INTEG_STATUS_OK);
    break_down(indicator, true);
    int64_t count = compute_cells(indicator, cells, ROOM);
    ck_assert_int_eq(count, 9);
    for (int64_t i = 0; i < count; i++)
        ck_assert_int_eq(cells[i].value.reason, cells[i].labels[1][0] == '\0' ? INTEG_REASON_NO_DATA
                                                                              : INTEG_REASON_EMPTY_STRATUM);
    close_people();
}
END_TEST

/* Dissimilarity of those employed from the others, over areas. */
START_TEST(segregation_of_a_condition_is_broken_down_by_banded_columns)
{
    static const char index[] =
        "WITH c AS (SELECT area, sum(employed) * 1.0 AS x, sum(1 - employed) * 1.0 AS y FROM citizen WHERE %s"
        " AND employed IS NOT NULL GROUP BY area) SELECT sum(abs(x / (SELECT sum(x) FROM c) - y / (SELECT sum(y) FROM "
        "c)))"
        " / 2 FROM c";
    char rows[300], question[1200];
    computed_cell cells[ROOM];
    open_people();
    integ_indicator *indicator = define(INTEG_INDICATOR_SEGREGATION, NULL, "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_segregation(indicator, "area", INTEG_SEGREGATION_DISSIMILARITY, NULL),
                     INTEG_STATUS_OK);
    break_down(indicator, true);
    int64_t count = compute_cells(indicator, cells, ROOM);
    ck_assert_int_eq(count, 9);
    for (int64_t i = 0; i < count; i++) {
        write_rows(rows, sizeof rows, &cells[i], true);
        snprintf(question, sizeof question, index, rows);
        ck_assert_int_eq(cells[i].value.reason, INTEG_REASON_NONE);
        same(cells[i].value.number, question);
        same_count(cells[i].value.own.numerator, "employed", rows);
        same_count(cells[i].value.own.denominator, "employed IS NOT NULL", rows);
        same_count(cells[i].value.own.unknown, "employed IS NULL", rows);
    }
    close_people();
}
END_TEST

START_TEST(segregation_of_the_groups_in_a_column_is_broken_down)
{
    static const char index[] =
        "WITH c AS (SELECT area, region, count(*) * 1.0 AS n FROM citizen WHERE %s AND region IS NOT NULL"
        " GROUP BY area, region), u AS (SELECT area, sum(n) AS t FROM c GROUP BY area),"
        " g AS (SELECT region, sum(n) AS m FROM c GROUP BY region), a AS (SELECT sum(n) AS total FROM c)"
        " SELECT sum(n / total * ln(n * total / (t * m))) FROM c JOIN u USING (area) JOIN g USING (region), a";
    char rows[300], question[1200];
    computed_cell cells[ROOM];
    open_people();
    integ_indicator *indicator = define(INTEG_INDICATOR_SEGREGATION, NULL, NULL, NULL);
    ck_assert_int_eq(integ_indicator_set_segregation(indicator, "area", INTEG_SEGREGATION_MUTUAL_INFORMATION, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_indicator_set_segregation_groups(indicator, "region", NULL), INTEG_STATUS_OK);
    break_down(indicator, true);
    int64_t count = compute_cells(indicator, cells, ROOM);
    ck_assert_int_eq(count, 9);
    for (int64_t i = 0; i < count; i++) {
        write_rows(rows, sizeof rows, &cells[i], true);
        snprintf(question, sizeof question, index, rows);
        same(cells[i].value.number, question);
        same_count(cells[i].value.own.denominator, "region IS NOT NULL", rows);
        same_count(cells[i].value.own.unknown, "region IS NULL", rows);
    }
    close_people();
}
END_TEST

START_TEST(a_breakdown_leaves_room_for_the_columns_that_a_value_is_made_of)
{
    open_people();
    integ_dimensions *by;
    integ_plan *plan;
    integi_indicator_queries queries;
    ck_assert_int_eq(integ_dimensions_new(these.context, &by, NULL), INTEG_STATUS_OK);
    for (int i = 0; i < INTEG_DIMENSIONS_MAXIMUM - 1; i++)
        ck_assert_int_eq(integ_dimensions_add_column(by, "sex", NULL), INTEG_STATUS_OK);
    integ_indicator *indicator = define(INTEG_INDICATOR_SEGREGATION, NULL, NULL, NULL);
    integ_indicator_set_segregation(indicator, "area", INTEG_SEGREGATION_THEIL_H, NULL);
    integ_indicator_set_segregation_groups(indicator, "region", NULL);
    ck_assert_int_eq(integ_indicator_set_by(indicator, by, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_new(these.reg, groups, &plan, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integi_indicator_plan(indicator, plan, &queries, NULL), INTEG_STATUS_LIMIT_EXCEEDED);
    integ_plan_free(plan);
    integ_dimensions_free(by);
    integ_indicator_free(indicator);
    close_people();
}
END_TEST

void add_strata(Suite *suite)
{
    add_tests(suite, "strata",
              (const TTest *[]){standardised_rates_are_broken_down_by_several_columns,
                                a_broken_down_standardised_rate_is_compared_with_the_same_cell_of_the_other_group,
                                an_empty_band_of_one_cell_is_told_there_only,
                                segregation_of_a_condition_is_broken_down_by_banded_columns,
                                segregation_of_the_groups_in_a_column_is_broken_down,
                                a_breakdown_leaves_room_for_the_columns_that_a_value_is_made_of, NULL});
}
