/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/counting.h"
#include "expression/small_register.h"
#include "expression/suite.h"

#include <stdio.h>
#include <string.h>

/* What a filter's check reports, one line for each entry. */
static const char *report_of(const integ_register *reg, const char *filter)
{
    static char report[8192];
    integ_error *error;
    integ_expression *expression;
    size_t length = 0;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    integ_status status = integ_expression_parse(integi_register_context(reg), filter, strlen(filter), "w", &expression,
                                                 error);
    ck_assert_msg(status == INTEG_STATUS_OK, "%s: %s", filter, integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH));
    int32_t type = -1;
    status = integ_expression_check(expression, reg, NULL, &type, error);
    ck_assert_int_eq(status != INTEG_STATUS_OK, integ_error_count(error) > 0);
    ck_assert_int_eq(status, integ_error_code(error, 0));
    report[0] = '\0';
    for (int64_t i = 0; i < integ_error_count(error); i++) {
        length += integ_error_line_text(error, i, INTEG_LANGUAGE_ENGLISH, report + length, sizeof report - length);
        length += (size_t)snprintf(report + length, sizeof report - length, "\n");
    }
    if (status == INTEG_STATUS_OK)
        snprintf(report, sizeof report, "%s", integ_type_name(type));
    else
        ck_assert_int_eq(type, 0);
    integ_expression_free(expression);
    integ_error_free(error);
    return report;
}

typedef struct checked {
    const char *filter, *report;
} checked;

static void expect_reports(const checked *cases, size_t count)
{
    integ_register *reg = small_register(NULL);
    for (size_t i = 0; i < count; i++) {
        const char *found = report_of(reg, cases[i].filter);
        ck_assert_msg(strcmp(found, cases[i].report) == 0, "%s:\n%s\nexpected\n%s", cases[i].filter, found,
                      cases[i].report);
    }
    integ_register_free(reg);
}

#define EXPECT_REPORTS(...)                                                                                         \
    expect_reports((const checked[]){__VA_ARGS__}, sizeof((const checked[]){__VA_ARGS__}) / sizeof(checked))

START_TEST(values_have_the_type_that_their_parts_give)
{
    EXPECT_REPORTS({"p", "boolean"}, {"n", "integer"}, {"n + 1", "integer"}, {"n / 2", "number"}, {"n ^ 2", "number"},
                   {"n div 2", "integer"}, {"money", "decimal"}, {"money * 1.5", "decimal"}, {"money div 2", "integer"},
                   {"money * 0.1234567890123456 * 0.01", "number"}, {"money + x", "number"}, {"1.5", "decimal"},
                   {"2E0", "number"}, {"born", "date"}, {"at", "timestamp"}, {"code", "code"}, {"CASEI(code)", "text"},
                   {"age", "integer"}, {"age(born)", "integer"}, {"days_between(born, born)", "integer"},
                   {"n = 1", "boolean"},
                   {"AGE(born) > 2 AND Years_Between(born, DATE('2020-01-01')) < 3", "boolean"});
}
END_TEST

START_TEST(unknown_names_come_with_the_nearest_known_one)
{
    EXPECT_REPORTS({"mony > 1", "w:1:1: error: table citizen has no column mony (did you mean money?)\n"},
                   {"Code = 'a'", "w:1:1: error: table citizen has no column Code (did you mean code?)\n"},
                   {"p AND income > 1", "w:1:7: error: table citizen has no column income\n"},
                   {"born > 01-01-2000",
                    "w:1:8: error: integer cannot be compared with date (write DATE('YYYY-MM-DD') for a "
                                         "date, TIMESTAMP('YYYY-MM-DDThh:mm:ssZ') for a time)\n"},
                   {"mnoey > 1 OR MONEY > 1 OR Dobule = 2",
                    "w:1:1: error: table citizen has no column mnoey (did you mean money?)\n"
                    "w:1:14: error: table citizen has no column MONEY (did you mean money?)\n"
                    "w:1:27: error: table citizen has no column Dobule (did you mean double?)\n"},
                   {"code = \"Q\" AND code = R AND code LIKE \"a%\" AND n = S AND code IN (T)",
                    "w:1:8: error: table citizen has no column Q (write 'Q' if it is a text)\n"
                    "w:1:23: error: table citizen has no column R (write 'R' if it is a text)\n"
                    "w:1:39: error: table citizen has no column a% (write 'a%' if it is a text)\n"
                    "w:1:52: error: table citizen has no column S\n"
                    "w:1:67: error: table citizen has no column T (write 'T' if it is a text)\n"},
                   {"t_aftr(born, born)", "w:1:1: error: there is no function t_aftr (did you mean t_after?)\n"},
                   {"t_after(born)",
                    "w:1:1: error: wrong number of arguments for t_after: 1 instead of 2 (it is written "
                                     "t_after(time, time))\n"},
                   {"A_OVERLAPS((1, 2))",
                    "w:1:1: error: wrong number of arguments for A_OVERLAPS: 1 instead of 2 (it is "
                                          "written A_OVERLAPS((a, b), (c, d)))\n"},
                   {"agee(born) = 1", "w:1:1: error: there is no function agee (did you mean age?)\n"},
                   {"ingroup('x')", "w:1:1: error: there is no function ingroup (did you mean in_group?)\n"},
                   {"median(n) = 1", "w:1:1: error: there is no function median\n"},
                   {"in_group('all')", "w:1:10: error: there is no group all\n"});
}
END_TEST

START_TEST(types_that_do_not_fit_are_refused_at_the_operand)
{
    EXPECT_REPORTS({"code = 1", "w:1:8: error: integer cannot be compared with code (write a text in single quotes)\n"},
                   {"1 = code", "w:1:5: error: code cannot be compared with integer\n"},
                   {"n < 'a'", "w:1:5: error: text cannot be compared with integer (write a number without quotes)\n"},
                   {"born > '2000-01-01'",
                    "w:1:8: error: text cannot be compared with date (write DATE('YYYY-MM-DD') for a date, "
                    "TIMESTAMP('YYYY-MM-DDThh:mm:ssZ') for a time)\n"},
                   {"p = 1", "w:1:5: error: integer cannot be compared with boolean\n"},
                   {"n BETWEEN 1 AND 'b'",
                    "w:1:17: error: text cannot be compared with integer (write a number without quotes)\n"},
                   {"n BETWEEN 'a' AND 'b'",
                    "w:1:11: error: text cannot be compared with integer (write a number without quotes)\n"
                    "w:1:19: error: text cannot be compared with integer (write a number without quotes)\n"},
                   {"n IN (1, 'b', DATE('2000-01-01'))",
                    "w:1:10: error: text cannot be compared with integer (write a number without quotes)\nw:1:15: "
                    "error: date cannot be compared with "
                    "integer\n"},
                   {"n", "integer"},
                   {"n AND p", "w:1:1: error: this is of type integer, not a condition (compare it with something)\n"},
                   {"NOT code", "w:1:5: error: this is of type code, not a condition (compare it with something)\n"},
                   {"born + 1 = n", "w:1:1: error: + needs a number here, this is of type date\n"},
                   {"n LIKE 'a'", "w:1:1: error: LIKE needs a text here, this is of type integer\n"},
                   {"code LIKE name",
                    "w:1:11: error: LIKE needs a pattern written as a text (% stands for any text, _ for "
                                      "one character)\n"},
                   {"age(n) = 1",
                    "w:1:5: error: age needs date here, this is of type integer (it is written age(date))\n"},
                   {"age(born, born) = 1",
                    "w:1:1: error: wrong number of arguments for age: 2 instead of 1 (it is written age(date))\n"},
                   {"in_group(code)",
                    "w:1:10: error: in_group needs the name of a group written as a text (write in_group('name'))\n"},
                   {"casei(n) = 'a'", "w:1:7: error: casei needs a text here, this is of type integer\n"},
                   {"(1, 2) = n", "w:1:1: error: a list can only stand behind IN and in array functions\n"},
                   {"INTERVAL(born, '..') = born", "w:1:1: error: an interval can only stand in temporal functions "
                                                   "(compare its start or its end)\n"},
                   {"t_after(n, born)", "w:1:9: error: a temporal function needs dates, timestamps or intervals, this "
                                        "is of type integer\n"});
}
END_TEST

START_TEST(several_faults_are_reported_together)
{
    EXPECT_REPORTS({"code = 1 AND mony > 2\n  OR NOT (x LIKE 'a' AND nn IN ('a', zz))",
                    "w:1:8: error: integer cannot be compared with code (write a text in single quotes)\n"
                    "w:1:14: error: table citizen has no column mony (did you mean money?)\n"
                    "w:2:11: error: LIKE needs a text here, this is of type number\n"
                    "w:2:26: error: table citizen has no column nn (did you mean n?)\n"
                    "w:2:38: error: table citizen has no column zz\n"});
}
END_TEST

START_TEST(circles_of_derived_columns_are_refused)
{
    EXPECT_REPORTS({"circle > 1", "spiral:1:1: error: derived column circle is computed from itself\n"},
                   {"broken = 1", "broken:1:5: error: table citizen has no column nn (did you mean n?)\n"});
}
END_TEST

/* name: within, where */
typedef struct named_group {
    const char *name, *within, *where;
} named_group;

static const named_group groups[] = {
    {"everybody", NULL, NULL},         {"positive", "everybody", "n > 0"}, {"small", "positive", "n < 10"},
    {"both", NULL, "in_group('small') AND p"}, {"a", "b", NULL},           {"b", NULL, "n = 1 OR in_group('c')"},
    {"c", "a", "p"},                   {"wrong", "positive", "nothing = 1"}, {"lost", "nowhere", NULL}};

typedef struct group_book {
    integ_expression *where[sizeof groups / sizeof *groups];
} group_book;

static bool resolve(const char *name, integi_group_parts *out, void *userdata)
{
    const group_book *book = userdata;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (strcmp(groups[i].name, name) == 0) {
            *out = (integi_group_parts){groups[i].within, book->where[i], NULL};
            return true;
        }
    }
    return false;
}

typedef struct found {
    char rows[16];
} found;

static void note_rows(const integi_chunk *chunk, void *userdata)
{
    found *found = userdata;
    for (int32_t i = 0; i < chunk->rows; i++)
        found->rows[i] = (chunk->results[0].truth[0] >> i & 1)     ? '1'
                         : ((chunk->results[0].possible[0] & ~chunk->results[0].truth[0]) >> i & 1) ? '?'
                                                                   : '0';
}

START_TEST(groups_are_built_on_each_other_and_circles_refused)
{
    integ_register *reg = small_register(NULL);
    integ_context *context = integi_register_context(reg);
    group_book book;
    integi_scope *scope;
    integi_program *program;
    integ_error *error;
    found found = {""};
    int32_t root;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        book.where[i] = NULL;
        if (groups[i].where != NULL)
            ck_assert_int_eq(integ_expression_parse(context, groups[i].where, strlen(groups[i].where), groups[i].name,
                                                    &book.where[i], NULL), INTEG_STATUS_OK);
    }
    ck_assert_int_eq(integi_scope_new(context, reg, 0, &scope, error), INTEG_STATUS_OK);
    integi_scope_set_groups(scope, resolve, &book);
    ck_assert_int_eq(integi_program_new(context, scope, &program, error), INTEG_STATUS_OK);
    integi_scope_free(scope); /* the program keeps it */
    ck_assert_int_eq(integi_program_add_group(program, "both", &root, error), INTEG_STATUS_OK);
    ck_assert_int_eq(root, 0);
    ck_assert_int_eq(integi_program_add_group(program, "a", &root, error), INTEG_STATUS_CYCLE);
    ck_assert_int_eq(root, -1);
    char line[200];
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_str_eq(line, "b:1:19: error: group a is defined by itself (break the circle of within, in_group, was_in "
                           "and years_in)");
    integ_error_clear(error);
    ck_assert_int_eq(integi_program_add_group(program, "wrong", &root, error), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integi_program_add_group(program, "lost", &root, error), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integi_program_add_group(program, "none", &root, error), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_error_count(error), 3);
    ck_assert_int_eq(integi_program_root_count(program), 1);
    ck_assert_int_eq(integi_program_run(program, integ_register_snapshot(reg, 0), 0, 1, note_rows, &found, error),
                     INTEG_STATUS_OK);
    ck_assert_str_eq(found.rows, "001000???");
    integi_program_free(program);
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        integ_expression_free(book.where[i]);
    integ_register_free(reg);
    integ_error_free(error);
}
END_TEST

void add_checks(Suite *suite)
{
    add_tests(suite, "checks",
              (const TTest *[]){values_have_the_type_that_their_parts_give,
                                unknown_names_come_with_the_nearest_known_one,
                                types_that_do_not_fit_are_refused_at_the_operand, several_faults_are_reported_together,
                                circles_of_derived_columns_are_refused,
                                groups_are_built_on_each_other_and_circles_refused, NULL});
}
