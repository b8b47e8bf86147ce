/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/observed.h"
#include "expression/small_register.h"
#include "expression/suite.h"
#include "support/failing_allocator.h"

#ifdef HAVE_SQLITE
#include "expression/differential.h"
#endif

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- random conditions on two columns that hold everything that is asked for ---- */

static uint64_t next_random(uint64_t *state)
{
    uint64_t mixed = *state += UINT64_C(0x9E3779B97F4A7C15); /* splitmix64 */
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ (mixed >> 31);
}

static int below(uint64_t *state, int limit)
{
    return (int)(next_random(state) % (uint64_t)limit);
}

#define VALUES 13 /* -6 to 6, and unknown */

/* All pairs of values of two whole-number columns. */
static integ_register *pair_register(void)
{
    enum { ROWS = (VALUES + 1) * (VALUES + 1) };
    static int64_t n[ROWS], k[ROWS];
    static uint8_t n_known[ROWS], k_known[ROWS];
    integ_context *context;
    integ_register_builder *builder;
    integ_register *reg;
    for (int row = 0; row < ROWS; row++) {
        n[row] = row % (VALUES + 1) - VALUES / 2;
        k[row] = row / (VALUES + 1) - VALUES / 2;
        n_known[row] = row % (VALUES + 1) < VALUES;
        k_known[row] = row / (VALUES + 1) < VALUES;
    }
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 18262, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "citizen", ROWS, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_integers(builder, "n", INTEG_TYPE_INTEGER, 0, n, n_known, ROWS, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_integers(builder, "k", INTEG_TYPE_INTEGER, 0, k, k_known, ROWS, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    integ_context_free(context);
    return reg;
}

typedef struct writer {
    uint64_t state;
    char text[8192];
    size_t length;
} writer;

static void write_text(writer *to, const char *text)
{
    size_t length = strlen(text);
    ck_assert_uint_lt(to->length + length, sizeof to->text);
    memcpy(to->text + to->length, text, length + 1);
    to->length += length;
}

static void write_constant(writer *to)
{
    char number[32];
    snprintf(number, sizeof number, "%d%s", below(&to->state, 7) - 3, below(&to->state, 5) == 0 ? ".5" : "");
    write_text(to, number);
}

static void write_atom(writer *to)
{
    static const char *const operators[] = {" = ", " <> ", " < ", " <= ", " > ", " >= "};
    const char *column = below(&to->state, 3) == 0 ? "k" : "n";
    int choice = below(&to->state, 12);
    if (choice == 0) {
        write_text(to, below(&to->state, 4) == 0 ? "1 = 2" : below(&to->state, 2) == 0 ? "TRUE" : "n / 0 = 1");
        return;
    }
    write_text(to, column);
    if (choice < 3) {
        write_text(to, below(&to->state, 2) == 0 ? " IS NULL" : " IS NOT NULL");
    } else if (choice < 5) {
        write_text(to, below(&to->state, 2) == 0 ? " BETWEEN " : " NOT BETWEEN ");
        write_constant(to);
        write_text(to, " AND ");
        write_constant(to);
    } else if (choice < 7) {
        write_text(to, below(&to->state, 2) == 0 ? " IN (" : " NOT IN (");
        write_constant(to);
        write_text(to, ", ");
        write_constant(to);
        write_text(to, ")");
    } else {
        write_text(to, operators[below(&to->state, 6)]);
        write_constant(to);
    }
}

static void write_condition(writer *to, int depth)
{
    int count = 2 + below(&to->state, 2);
    const char *word = below(&to->state, 2) == 0 ? " AND " : " OR ";
    if (depth == 0 || below(&to->state, 4) == 0) {
        write_atom(to);
        return;
    }
    if (below(&to->state, 4) == 0) {
        write_text(to, "NOT (");
        count = 1;
    } else {
        write_text(to, "(");
    }
    for (int i = 0; i < count; i++) {
        write_text(to, i == 0 ? "" : word);
        write_condition(to, depth - 1);
    }
    write_text(to, below(&to->state, 20) == 0 ? ") IS NULL" : ")");
}

static integ_expression *parse_text(const integ_register *reg, const char *text)
{
    integ_expression *expression;
    ck_assert_msg(integ_expression_parse(integi_register_context(reg), text, strlen(text), NULL, &expression, NULL) ==
                      INTEG_STATUS_OK, "%s", text);
    return expression;
}

START_TEST(what_is_possible_is_told_exactly_where_all_values_occur)
{
    observing with = {.reg = pair_register()};
    writer to = {.state = 20191203};
    for (int i = 0; i < 4000; i++) {
        to.length = 0;
        write_condition(&to, 1 + i % 3);
        integ_expression *expression = parse_text(with.reg, to.text);
        expect_exact_findings(&with, expression);
        integ_expression_free(expression);
    }
    ck_assert_int_gt(with.verdicts, 400);
    ck_assert_int_gt(with.findings, with.verdicts);
    integ_register_free((integ_register *)(uintptr_t)with.reg);
}
END_TEST

#ifdef HAVE_SQLITE
/* Every operator, function and type, groups and derived columns. */
START_TEST(no_finding_on_random_filters_is_wrong)
{
    observing with = {.reg = NULL};
    sqlite3 *database;
    ck_assert_int_eq(sqlite3_open(":memory:", &database), SQLITE_OK);
    add_sqlite_functions(database);
    for (int64_t seed = 1; seed <= (is_long_run() ? 400 : 40); seed++) {
        randomness from = {(uint64_t)seed * 7919};
        random_table *table = random_table_new(&from, 200, database);
        generator generator = {&from, table, true};
        with.reg = table->reg;
        with.resolver = random_table_group;
        with.groups = table;
        for (int i = 0; i < 25; i++) {
            piece filter = random_condition(&generator, 1 + (int)random_below(&from, 4));
            integ_expression *expression = parse_text(table->reg, filter.ours);
            expect_true_findings(&with, expression);
            integ_expression_free(expression);
            free_piece(&filter);
        }
        random_table_free(table);
    }
    printf("# %lld findings on random filters, none wrong\n", (long long)with.findings);
    ck_assert_int_gt(with.findings, 20);
    sqlite3_close(database);
}
END_TEST
#endif

/* ---- what is said, in words ---- */

typedef struct remarked {
    const char *filter, *remarks;
} remarked;

static const char *remarks_on(const integ_register *reg, const char *filter, bool with_register, int32_t language)
{
    static char report[8192];
    integ_error *error;
    size_t length = 0;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    integ_expression *expression;
    ck_assert_msg(integ_expression_parse(integi_register_context(reg), filter, strlen(filter), "w", &expression,
                                         error) == INTEG_STATUS_OK, "%s", filter);
    ck_assert_int_eq(integ_expression_examine(expression, with_register ? reg : NULL, NULL, error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_count(error), integ_error_count_of(error, INTEG_SEVERITY_WARNING));
    report[0] = '\0';
    for (int64_t i = 0; i < integ_error_count(error); i++) {
        length += integ_error_line_text(error, i, language, report + length, sizeof report - length);
        length += (size_t)snprintf(report + length, sizeof report - length, "\n");
    }
    integ_expression_free(expression);
    integ_error_free(error);
    return report;
}

static void expect_remarks(bool with_register, int32_t language, const remarked *cases, size_t count)
{
    integ_register *reg = small_register(NULL);
    for (size_t i = 0; i < count; i++) {
        const char *found = remarks_on(reg, cases[i].filter, with_register, language);
        ck_assert_msg(strcmp(found, cases[i].remarks) == 0, "%s:\n%s\nexpected\n%s", cases[i].filter, found,
                      cases[i].remarks);
    }
    integ_register_free(reg);
}

#define EXPECT_REMARKS_IN(language, with_register, ...)                                                               \
    expect_remarks(with_register, language, (const remarked[]){__VA_ARGS__},                                        \
                   sizeof((const remarked[]){__VA_ARGS__}) / sizeof(remarked))
#define EXPECT_REMARKS(...) EXPECT_REMARKS_IN(INTEG_LANGUAGE_ENGLISH, __VA_ARGS__)
#define WITH true
#define WITHOUT false

START_TEST(contradictions_are_said_at_the_second_condition)
{
    EXPECT_REMARKS(
        WITHOUT, {"age > 65 AND age < 18",
                  "w:1:14: warning: this contradicts age > 65: the two are never true together\n"},
        {"age > 65 AND (p AND (q AND age < 18))",
         "w:1:28: warning: this contradicts age > 65: the two are never true together\n"},
        {"code = 'a' AND code IN ('b', 'c')",
         "w:1:16: warning: this contradicts code = 'a': the two are never true together\n"},
        {"born > DATE('2020-01-01') AND born < DATE('2019-01-01')",
         "w:1:31: warning: this contradicts born > DATE('2020-01-01'): the two are never true together\n"},
        {"n IS NULL AND n > 3", "w:1:15: warning: this contradicts n IS NULL: the two are never true together\n"},
        {"p AND NOT p", "w:1:7: warning: this contradicts p: the two are never true together\n"},
        {"n < money AND money <= n", "w:1:15: warning: this contradicts n < money: the two are never true together\n"},
        {"code LIKE 'b%' AND code = 'a'",
         "w:1:20: warning: this contradicts code LIKE 'b%': the two are never true together\n"},
        {"(n = 1 OR n = 2) AND (n = 3 OR n = 4)",
         "w:1:23: warning: this contradicts n = 1 OR n = 2: the two are never true together\n"},
        {"n > 1 AND n < 2", ""}, /* so it is for decimals */
        {"n > 1 OR n < 0", ""}, {"p OR q", ""}, {"n > 5 AND money < 2", ""});
    EXPECT_REMARKS(WITH, {"n > 1 AND n < 2",
                          "w:1:11: warning: this contradicts n > 1: the two are never true together\n"},
                   {"age > 65 AND age(born) < 18",
                    "w:1:14: warning: this contradicts age > 65: the two are never true together\n"},
                   {"money > 1.1 AND money < 1.11",
                    "w:1:17: warning: this contradicts money > 1.1: the two are never true together\n"},
                   {"x > 1 AND x < 2", ""});
}
END_TEST

START_TEST(what_holds_for_everybody_or_nobody_is_said)
{
    EXPECT_REMARKS(
        WITHOUT,
        {"age >= 18 OR age < 18",
         "w:1:14: warning: together with age >= 18 this is true for everybody whose age is known\n"},
        {"n BETWEEN 60 AND 18",
         "w:1:1: warning: nothing lies between these bounds: the first is the larger one (change "
                                "them round)\n"},
        {"code LIKE '%'", "w:1:1: warning: this is true for everybody whose code is known (write code IS NOT NULL if "
                          "that is meant)\n"},
        {"n / 0 > 1", "w:1:1: warning: this is always unknown: it divides by zero\n"},
        {"n > 9223372036854775807 + 1", "w:1:1: warning: this is always unknown, neither true nor false\n"},
        {"1 = 1 AND p", "w:1:1: warning: this is a constant: it is true for everybody\n"},
        {"FALSE", "w:1:1: warning: this is a constant: it is true for nobody\n"},
        {"n = n", "w:1:1: warning: this is never false: it is true, or unknown\n"},
        {"p > TRUE", "w:1:1: warning: this can never be true, whatever p is\n"},
        {"CASEI(code) = 'Abc'", "w:1:1: warning: this can never be true: CASEI(code) has no capital letters (put the "
                                "text into CASEI too)\n"},
        {"CASEI(code) = CASEI('Abc')", ""},
        {"coverage('work', born, born) > 80", "w:1:1: warning: this can never be true, whatever coverage('work', born, "
                                              "born) is\n"},
        {"rows('work') >= 0", "w:1:1: warning: this is true for everybody whose rows('work') is known (write "
                              "rows('work') IS NOT NULL if that is meant)\n"},
        {"exists('work', n > 3 AND n < 2)",
         "w:1:26: warning: this contradicts n > 3: the two are never true together\n"},
        {"n + 5 / 0", "w:1:1: warning: this is always unknown: it divides by zero\n"});
    EXPECT_REMARKS(WITH, {"n = 1.5", "w:1:1: warning: this can never be true, whatever n is\n"},
                   {"money <> 1.234", "w:1:1: warning: this is true for everybody whose money is known (write money IS "
                                      "NOT NULL if that is meant)\n"},
                   {"born > TIMESTAMP('2020-01-01T12:00:00Z') AND born < DATE('2020-01-02')",
                    "w:1:46: warning: this contradicts born > TIMESTAMP('2020-01-01T12:00:00Z'): the two are never "
                    "true "
                    "together\n"},
                   {"n > 9223372036854775807", "w:1:1: warning: this can never be true, whatever n is\n"});
}
END_TEST

START_TEST(conditions_that_add_nothing_are_said)
{
    EXPECT_REMARKS(
        WITHOUT, {"p AND n = 1 AND p",
                  "w:1:17: warning: this condition stands here twice: p (leave one of them out)\n"},
        {"(n > 1 AND p) OR (p AND 1 < n)",
         "w:1:19: warning: this condition stands here twice: n > 1 AND p (leave one of them out)\n"},
        {"n > 18 AND n > 21", "w:1:1: warning: this adds nothing: n > 21 is stricter\n"},
        {"n > 18 OR n > 21", "w:1:11: warning: this adds nothing: n > 18 is wider\n"},
        {"code = 'a' OR code IN ('a', 'b')", "w:1:1: warning: this adds nothing: code IN ('a', 'b') is wider\n"},
        {"n <> 1 AND n = 2", "w:1:1: warning: this adds nothing: n = 2 is stricter\n"},
        {"n = 1 OR n IN (1)", "w:1:10: warning: this says the same as n = 1 (leave one of them out)\n"},
        {"n IS NOT NULL AND n > 1", ""}, /* unknown becomes false */
        {"n IN (1, 2, 1.0)", "w:1:13: warning: 1.0 stands twice in this list\n"},
        {"code IN ('a', name)", ""});
    EXPECT_REMARKS(WITH, {"n > 18 AND n >= 19",
                          "w:1:12: warning: this says the same as n > 18 (leave one of them out)\n"});
}
END_TEST

START_TEST(codes_patterns_and_numbers_that_look_wrong_are_said)
{
    EXPECT_REMARKS(WITH,
                   {"code = 'aaa'",
                    "w:1:8: warning: no row of the register has the code 'aaa' in code (check how it is "
                                    "spelt)\n"},
                   {"code IN ('a', 'zz')",
                    "w:1:15: warning: no row of the register has the code 'zz' in code (check how "
                                           "it is spelt)\n"},
                   {"name = 'nobody'", ""}, {"code LIKE 'zz%'", ""},
                   {"code LIKE 'a'",
                    "w:1:11: warning: LIKE without % or _ finds nothing but the text itself (write =, or "
                                     "put % where any text may stand)\n"},
                   {"money > 10.000", "w:1:9: warning: 10.000 is the number 10: a point parts no thousands here (write "
                                      "10000 if that is meant)\n"},
                   {"money > -1.000", "w:1:9: warning: -1.000 is the number -1: a point parts no thousands here (write "
                                      "-1000 if that is meant)\n"},
                   {"money > 10.00", ""}, {"x > 0.000", ""});
}
END_TEST

START_TEST(remarks_are_made_in_danish_too)
{
    EXPECT_REMARKS_IN(INTEG_LANGUAGE_DANISH, WITH,
                   {"n > 65 AND n < 18", "w:1:12: advarsel: dette modsiger n > 65: de to er aldrig sande på én gang\n"},
                   {"n >= 18 OR n < 18",
                    "w:1:12: advarsel: sammen med n >= 18 er dette sandt for alle, hvor n er kendt\n"},
                   {"n > 18 AND n > 21", "w:1:1: advarsel: dette tilføjer intet: n > 21 er strengere\n"},
                   {"code = 'zz'",
                    "w:1:8: advarsel: ingen række i registret har koden 'zz' i code (se efter, hvordan den "
                                   "staves)\n"});
}
END_TEST

START_TEST(examining_refuses_what_it_cannot_do_and_nothing_else)
{
    integ_register *reg = small_register(NULL);
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_examine(NULL, reg, NULL, error), INTEG_STATUS_INVALID_ARGUMENT);
    integ_expression *expression = parse_text(reg, "nothing = 1 AND n = 'a' AND n = 1 AND q LIKE 3 AND circle > 1");
    ck_assert_int_eq(integ_expression_examine(expression, reg, "nowhere", error), INTEG_STATUS_UNKNOWN_NAME);
    integ_error_clear(error);
    ck_assert_int_eq(integ_expression_examine(expression, reg, "citizen", error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_examine(expression, reg, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_count(error), 0);
    integ_expression_free(expression);
    integ_error_free(error);
    integ_register_free(reg);
}
END_TEST

/* Ten thousand conditions on a column, and as many on different values, are looked at in time or not at all. */
START_TEST(very_long_definitions_are_examined_in_time)
{
    enum { COUNT = 10000 };
    integ_register *reg = small_register(NULL);
    char *text = malloc(COUNT * 40), *at = text;
    for (int i = 0; i < COUNT; i++)
        at += sprintf(at, "%sn = %d", i == 0 ? "" : " OR ", i);
    ck_assert_str_eq(remarks_on(reg, text, true, INTEG_LANGUAGE_ENGLISH), "");
    at = text;
    for (int i = 0; i < COUNT; i++)
        at += sprintf(at, "%sn + %d > money", i == 0 ? "" : " AND ", i);
    ck_assert_str_eq(remarks_on(reg, text, true, INTEG_LANGUAGE_ENGLISH), "");
    free(text);
    integ_register_free(reg);
}
END_TEST

static integ_status examine_course(integ_context *context, integ_error *error, void *filter)
{
    integ_register *reg = small_register(context);
    integ_expression *expression = NULL;
    if (reg == NULL)
        return integi_out_of_memory(error);
    integ_status status = integ_expression_parse(context, filter, strlen(filter), "w", &expression, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_examine(expression, reg, NULL, error);
    integ_expression_free(expression);
    integ_register_free(reg);
    if (status == INTEG_STATUS_OK) /* warnings are no failure */
        integ_error_clear(error);
    return status;
}

START_TEST(every_allocation_of_an_examination_may_fail)
{
    for_each_failing_allocation(
        examine_course,
        "n > 1 AND n < 0 AND (code IN ('a', 'b', 'zz') OR CASEI(code) = CASEI('Q')) AND NOT (p OR age > 2) "
                        "AND n BETWEEN money AND 2 AND code LIKE 'a\\%' AND n + 2 * 3 > 4 AND (p AND q) IS NULL");
}
END_TEST

void add_examined(Suite *suite)
{
    add_tests(suite, "examined",
              (const TTest *[]){what_is_possible_is_told_exactly_where_all_values_occur,
#ifdef HAVE_SQLITE
                                no_finding_on_random_filters_is_wrong,
#endif
                                contradictions_are_said_at_the_second_condition,
                                what_holds_for_everybody_or_nobody_is_said, conditions_that_add_nothing_are_said,
                                codes_patterns_and_numbers_that_look_wrong_are_said, remarks_are_made_in_danish_too,
                                examining_refuses_what_it_cannot_do_and_nothing_else,
                                very_long_definitions_are_examined_in_time,
                                every_allocation_of_an_examination_may_fail, NULL});
}
