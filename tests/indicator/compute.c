/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/compute.h"
#include "support/suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

people these;
integ_groups *groups;

integ_expression *parse(const char *text)
{
    integ_expression *expression;
    ck_assert_int_eq(integ_expression_parse(these.context, text, strlen(text), NULL, &expression, NULL),
                     INTEG_STATUS_OK);
    return expression;
}

static void add_group(const char *name, const char *where)
{
    integ_expression *expression = parse(where);
    ck_assert_int_eq(integ_groups_add(groups, name, NULL, NULL, expression, NULL, NULL), INTEG_STATUS_OK);
    integ_expression_free(expression);
}

void open_people(void)
{
    these = people_new(20000, INTEG_PURPOSE_STATISTICS, 2);
    ck_assert_int_eq(integ_groups_new(these.context, &groups, NULL), INTEG_STATUS_OK);
    add_group("non_western", "region = 'non_western'");
    add_group("danish", "region = 'danish'");
    add_group("nobody", "age > 1000");
}

void close_people(void)
{
    integ_groups_free(groups);
    people_free(&these);
}

integ_indicator *define(int32_t kind, const char *of, const char *where, const char *measure)
{
    integ_indicator *indicator;
    ck_assert_int_eq(integ_indicator_new(these.context, "indicator", kind, of, &indicator, NULL), INTEG_STATUS_OK);
    if (where != NULL) {
        integ_expression *expression = parse(where);
        ck_assert_int_eq(integ_indicator_set_where(indicator, expression, NULL), INTEG_STATUS_OK);
        integ_expression_free(expression);
    }
    if (measure != NULL) {
        integ_expression *expression = parse(measure);
        ck_assert_int_eq(integ_indicator_set_measure(indicator, expression, NULL), INTEG_STATUS_OK);
        integ_expression_free(expression);
    }
    return indicator;
}

/* Computes and frees an indicator. */
integi_value compute(integ_indicator *indicator)
{
    integ_plan *plan;
    integ_tally *tally;
    integi_indicator_queries queries;
    ck_assert_int_eq(integ_plan_new(these.reg, groups, &plan, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integi_indicator_plan(indicator, plan, &queries, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, these.snapshot, &tally, NULL), INTEG_STATUS_OK);
    integi_value value = integi_indicator_value(indicator, &queries, tally);
    integ_tally_free(tally);
    integ_plan_free(plan);
    integ_indicator_free(indicator);
    return value;
}

int64_t compute_cells(integ_indicator *indicator, computed_cell *cells, int64_t room)
{
    integ_plan *plan;
    integ_tally *tally;
    integi_indicator_queries queries;
    ck_assert_int_eq(integ_plan_new(these.reg, groups, &plan, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integi_indicator_plan(indicator, plan, &queries, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, these.snapshot, &tally, NULL), INTEG_STATUS_OK);
    int64_t count = integ_tally_cells(tally, queries.own_by.query);
    ck_assert_int_le(count, room);
    for (int64_t i = 0; i < count; i++) {
        for (int64_t d = 0; d < 2; d++) {
            const char *label = integ_tally_label(tally, queries.own_by.query, i, d);
            snprintf(cells[i].labels[d], sizeof cells[i].labels[d], "%s", label == NULL ? "" : label);
        }
        cells[i].value = integi_indicator_cell_value(indicator, &queries, tally, i);
    }
    integ_tally_free(tally);
    integ_plan_free(plan);
    integ_indicator_free(indicator);
    return count;
}

void near(double value, const char *question)
{
    double expected = people_ask_number(&these, question);
    ck_assert_msg(fabs(value - expected) <= 1e-12 * fabs(expected), "%.17g, not %.17g: %s", value, expected, question);
}
