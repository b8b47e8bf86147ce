/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/tally.h"
#include "support/people.h"
#include "tally/suite.h"

#include <stdio.h>
#include <string.h>

/* Queries of every form, all in one plan, so that they share breakdowns and conditions: against GROUP BY. */

#define BREAKDOWNS 5
#define FORMS 12 /* of a group or not, with a condition or not, with no measure, a decimal or a number */
#define QUERIES (BREAKDOWNS * FORMS)

typedef struct breakdown {
    const char *columns[2]; /* NULL: no dimension */
    bool bands[2];          /* at 20 and 100000 */
} breakdown;

static const breakdown breakdowns[BREAKDOWNS] = {
    {{NULL, NULL}, {false, false}},
    {{"region", NULL}, {false, false}},
    {{"age", "employed"}, {true, false}},
    {{"income", "area"}, {true, false}},
    {{"hours", "age"}, {true, false}},
};

static const char *const measures[] = {NULL, "income", "hours"};

static integ_expression *parse(integ_context *context, const char *text)
{
    integ_expression *expression;
    ck_assert_int_eq(integ_expression_parse(context, text, strlen(text), NULL, &expression, NULL), INTEG_STATUS_OK);
    return expression;
}

static integ_dimensions *dimensions_of(integ_context *context, const breakdown *by)
{
    const int64_t edges[] = {20, 100000};
    integ_dimensions *dimensions;
    ck_assert_int_eq(integ_dimensions_new(context, &dimensions, NULL), INTEG_STATUS_OK);
    for (int d = 0; d < 2 && by->columns[d] != NULL; d++)
        ck_assert_int_eq(by->bands[d] ? integ_dimensions_add_bands(dimensions, by->columns[d], edges, 2, NULL)
                                      : integ_dimensions_add_column(dimensions, by->columns[d], NULL),
                         INTEG_STATUS_OK);
    return dimensions;
}

static int form_group(int form) { return form % 2; }
static int form_where(int form) { return form / 2 % 2; }
static int form_measure(int form) { return form / 4; }

static void add_query(integ_plan *plan, integ_context *context, const breakdown *by, int form, int64_t *query)
{
    integ_dimensions *dimensions = dimensions_of(context, by);
    integ_expression *where = form_where(form) ? parse(context, "sex = 'F' OR hours > 20") : NULL;
    const char *measured = measures[form_measure(form)];
    integ_expression *measure = measured == NULL ? NULL : parse(context, measured);
    ck_assert_int_eq(integ_plan_add(plan, form_group(form) ? "grown" : NULL, NULL, where, measure, dimensions, query,
                                    NULL),
                     INTEG_STATUS_OK);
    integ_expression_free(where);
    integ_expression_free(measure);
    integ_dimensions_free(dimensions);
}

/* The label of a dimension as SQLite can tell it; incomes are hundredths there. */
static void write_label(const breakdown *by, int d, char *sql, size_t size)
{
    const char *column = by->columns[d];
    int scale = column != NULL && strcmp(column, "income") == 0 ? 100 : 1;
    const char *join = column != NULL && strcmp(column, "age") == 0 ? "20-99999" : "20-<100000";
    if (column == NULL)
        snprintf(sql, size, "NULL");
    else if (by->bands[d])
        snprintf(sql, size,
                 "CASE WHEN %s < %d THEN '<20' WHEN %s < %d THEN '%s' WHEN %s IS NOT NULL THEN '100000+' END",
                 column, 20 * scale, column, 100000 * scale, join, column);
    else if (strcmp(column, "employed") == 0)
        snprintf(sql, size, "CASE employed WHEN 0 THEN 'false' WHEN 1 THEN 'true' END");
    else
        snprintf(sql, size, "CAST(%s AS TEXT)", column);
}

static void write_question(const breakdown *by, int form, char *sql, size_t size)
{
    char labels[2][300];
    const char *where = form_where(form) ? "(sex = 'F' OR hours > 20)" : "1";
    const char *measure = measures[form_measure(form)];
    for (int d = 0; d < 2; d++)
        write_label(by, d, labels[d], sizeof labels[d]);
    snprintf(sql, size,
             "SELECT %s, %s, count(*), count(%s), coalesce(sum(%s), 0), count(CASE WHEN %s THEN %s END),"
             " total(CASE WHEN %s THEN %s END) FROM citizen WHERE %s GROUP BY 1, 2",
             labels[0], labels[1], where, where, where, measure == NULL ? "NULL" : measure, where,
             measure == NULL ? "NULL" : measure, form_group(form) ? "age >= 18" : "1");
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static int64_t find_cell(const integ_tally *tally, int64_t query, const breakdown *by, sqlite3_stmt *row)
{
    for (int64_t cell = 0; cell < integ_tally_cells(tally, query); cell++) {
        bool found = true;
        for (int d = 0; d < 2 && by->columns[d] != NULL; d++)
            found = found && same(integ_tally_label(tally, query, cell, d), (const char *)sqlite3_column_text(row, d));
        if (found)
            return cell;
    }
    return -1;
}

static void check_query(const people *these, const integ_tally *tally, int64_t query, const breakdown *by, int form)
{
    char sql[2000];
    sqlite3_stmt *row;
    int64_t cells = 0;
    double unit = form_measure(form) == 1 ? 100 : 1;
    write_question(by, form, sql, sizeof sql);
    ck_assert_int_eq(sqlite3_prepare_v2(these->database, sql, -1, &row, NULL), SQLITE_OK);
    for (; sqlite3_step(row) == SQLITE_ROW; cells++) {
        int64_t cell = find_cell(tally, query, by, row);
        ck_assert_msg(cell >= 0, "no cell for a row of %s", sql);
        ck_assert_int_eq(integ_tally_rows_unprotected(tally, query, cell), sqlite3_column_int64(row, 2));
        ck_assert_int_eq(integ_tally_known_unprotected(tally, query, cell), sqlite3_column_int64(row, 3));
        ck_assert_int_eq(integ_tally_true_unprotected(tally, query, cell), sqlite3_column_int64(row, 4));
        ck_assert_int_eq(integ_tally_measured_unprotected(tally, query, cell), sqlite3_column_int64(row, 5));
        ck_assert_double_eq_tol(integ_tally_sum_unprotected(tally, query, cell), sqlite3_column_double(row, 6) / unit,
                                1e-6);
    }
    /* without a breakdown there is one cell even for nobody */
    ck_assert_int_eq(integ_tally_cells(tally, query), by->columns[0] == NULL ? 1 : cells);
    sqlite3_finalize(row);
}

static void check_plan(const people *these)
{
    integ_groups *groups;
    integ_plan *plan;
    integ_tally *tally;
    int64_t queries[QUERIES];
    integ_expression *grown = parse(these->context, "age >= 18");
    ck_assert_int_eq(integ_groups_new(these->context, &groups, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_add(groups, "grown", NULL, NULL, grown, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_new(these->reg, groups, &plan, NULL), INTEG_STATUS_OK);
    for (int q = 0; q < QUERIES; q++)
        add_query(plan, these->context, &breakdowns[q / FORMS], q % FORMS, &queries[q]);
    ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, these->snapshot, &tally, NULL), INTEG_STATUS_OK);
    for (int q = 0; q < QUERIES; q++)
        check_query(these, tally, queries[q], &breakdowns[q / FORMS], q % FORMS);
    integ_tally_free(tally);
    integ_plan_free(plan);
    integ_groups_free(groups);
    integ_expression_free(grown);
}

START_TEST(queries_of_every_form_are_answered_as_sqlite_does)
{
    static const int64_t sizes[] = {1, 64, 65, 8193};
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        people these = people_new(sizes[s], INTEG_PURPOSE_STATISTICS, 2);
        int32_t best = integ_context_instructions(these.context);
        for (int32_t set = INTEG_INSTRUCTIONS_PORTABLE; set <= best; set++) {
            ck_assert_int_eq(integ_context_set_instructions(these.context, set, NULL), INTEG_STATUS_OK);
            check_plan(&these);
        }
        people_free(&these);
    }
}
END_TEST

static integ_register *arrivals(integ_context *context)
{
    static const int64_t days[] = {-4018, -4017, 2191, 2192, 13879, 13880, 0, 2932896};
    static const uint8_t known[] = {1, 1, 1, 1, 1, 1, 0, 1};
    integ_register_builder *builder;
    integ_register *reg;
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "citizen", 8, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_integers(builder, "day", INTEG_TYPE_DATE, 0, days, known, 8, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    return reg;
}

START_TEST(dates_are_broken_down_by_bands_of_days)
{
    integ_context *context;
    integ_dimensions *by;
    integ_plan *plan;
    integ_tally *tally;
    int64_t query;
    const integ_date edges[] = {-4017, 2192, 13880}, wrong[] = {2932897};
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_register *reg = arrivals(context);
    ck_assert_int_eq(integ_dimensions_new(context, &by, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dimensions_add_date_bands(by, "day", wrong, 1, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_dimensions_add_date_bands(by, "day", NULL, 1, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_dimensions_add_date_bands(by, "day", edges, 3, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_new(reg, NULL, &plan, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_add(plan, NULL, NULL, NULL, NULL, by, &query, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, 0), &tally, NULL),
                     INTEG_STATUS_OK);
    static const char *const labels[] = {"<1959-01-02", "1959-01-02/1976-01-01", "1976-01-02/2008-01-01",
                                         "2008-01-02+", NULL};
    static const int64_t rows[] = {1, 2, 2, 2, 1};
    ck_assert_int_eq(integ_tally_cells(tally, query), 5);
    for (int64_t i = 0; i < 5; i++) {
        ck_assert_pstr_eq(integ_tally_label(tally, query, i, 0), labels[i]);
        ck_assert_int_eq(integ_tally_rows_unprotected(tally, query, i), rows[i]);
    }
    integ_tally_free(tally);
    integ_plan_free(plan);
    integ_dimensions_free(by);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

void add_breakdowns(Suite *suite)
{
    add_tests(suite, "breakdowns",
              (const TTest *[]){queries_of_every_form_are_answered_as_sqlite_does,
                                dates_are_broken_down_by_bands_of_days, NULL});
}
