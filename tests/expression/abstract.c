/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/counting.h"
#include "expression/small_register.h"
#include "expression/suite.h"

#include <stdio.h>
#include <string.h>

/* The methods of the standard's abstract test suite (OGC 21-065r2, annex A) for every column of a register, where the
 * published counts are for the published data only: which predicates must be evaluated, which of their results have no
 * row in common or are the same. Each is asked in JSON too, as the class CQL2 JSON wants it. */

typedef struct subject {
    const char *name, *value; /* what the suite compares columns of its type with */
    bool number, text;
} subject;

static const subject subjects[] = {
    {"p", "true", false, false},
    {"q", "true", false, false},
    {"n", "1", true, false},
    {"money", "3.14", true, false},
    {"x", "3.14", true, false},
    {"born", "DATE('2022-04-14')", false, false},
    {"at", "TIMESTAMP('2022-04-14T14:48:46Z')", false, false},
    {"code", "'foo'", false, true},
    {"name", "'foo'", false, true},
};
enum { SUBJECTS = sizeof subjects / sizeof subjects[0], ROWS = 9, STORED = 400 };

static integ_register *reg;
static struct {
    char predicate[120], answers[ROWS + 1];
} stored[STORED];
static int stored_count;

static void begin(void)
{
    reg = small_register(NULL);
    stored_count = 0;
}

static void end(void)
{
    integ_register_free(reg);
}

/* The answers that the filter gives as the text of its JSON. */
static const char *answers_through_json(const char *filter)
{
    integ_context *context = integi_register_context(reg);
    integ_expression *expression, *again;
    integ_text *json, *text;
    static char answers[ROWS + 1];
    ck_assert_int_eq(integ_expression_parse(context, filter, strlen(filter), NULL, &expression, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_to_json(expression, &json, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_parse_json(context, integ_text_bytes(json), integ_text_length(json), NULL, &again, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_to_text(again, &text, NULL), INTEG_STATUS_OK);
    snprintf(answers, sizeof answers, "%s", row_answers(reg, integ_text_bytes(text)));
    integ_text_free(json);
    integ_text_free(text);
    integ_expression_free(expression);
    integ_expression_free(again);
    return answers;
}

/* Evaluates a predicate and stores it. %s in it are `a` and `b`. */
static const char *ask(const char *format, const char *a, const char *b)
{
    ck_assert_int_lt(stored_count, STORED);
    char *predicate = stored[stored_count].predicate, *answers = stored[stored_count].answers;
    ck_assert_int_lt(snprintf(predicate, sizeof stored[0].predicate, format, a, b), (int)sizeof stored[0].predicate);
    snprintf(answers, sizeof stored[0].answers, "%s", answers_through_json(predicate));
    ck_assert_msg(strcmp(row_answers(reg, predicate), answers) == 0, "%s", predicate);
    stored_count++;
    return answers;
}

static void have_nothing_in_common(const char *a, const char *b)
{
    for (int i = 0; i < ROWS; i++)
        ck_assert_msg(a[i] != '1' || b[i] != '1', "%s and %s", a, b);
}

static void are_empty(const char *a, const char *b, const char *c)
{
    ck_assert_ptr_null(strchr(a, '1'));
    ck_assert_ptr_null(strchr(b, '1'));
    ck_assert_ptr_null(strchr(c, '1'));
}

/* Basic CQL2: comparison. Property-property: comparison-value-property. */
static void compare(const char *left, const char *right)
{
    have_nothing_in_common(ask("%s = %s", left, right), ask("%s <> %s", left, right));
    have_nothing_in_common(ask("%s > %s", left, right), ask("%s <= %s", left, right));
    have_nothing_in_common(ask("%s < %s", left, right), ask("%s >= %s", left, right));
}

/* Property-property: comparison-property-property and comparison-value-value. */
static void compare_with_itself(const char *item)
{
    are_empty(ask("%s <> %s", item, item), ask("%s < %s", item, item), ask("%s > %s", item, item));
    const char *equal = ask("%s = %s", item, item);
    ck_assert_str_eq(equal, ask("%s >= %s", item, item));
    ck_assert_str_eq(equal, ask("%s <= %s", item, item));
}

static void ask_comparisons(void)
{
    for (int i = 0; i < SUBJECTS; i++) {
        compare(subjects[i].name, subjects[i].value);
        compare(subjects[i].value, subjects[i].name);
        compare_with_itself(subjects[i].name);
        have_nothing_in_common(ask("%s IS NULL", subjects[i].name, ""), ask("%s is not null", subjects[i].name, ""));
    }
    for (int i = 0; i < SUBJECTS; i++)
        if (i == 0 || strcmp(subjects[i].value, subjects[i - 1].value) != 0)
            compare_with_itself(subjects[i].value);
    ck_assert_str_eq(ask("true%s%s", "", ""), "111111111");
    ck_assert_str_eq(ask("false%s%s", "", ""), "000000000");
}

/* LIKE; CASEI and ACCENTI, alone, in LIKE, and one around the other. */
static void ask_of_text(const char *name)
{
    const char *all = ask("%s LIKE '%%'", name, "");
    have_nothing_in_common(ask("%s like '_%%'", name, ""), ask("%s like ''", name, ""));
    ck_assert_str_eq(all, ask("%s like '%%%%'", name, ""));
    ask("%s like '\\\\%%\\\\_'", name, "");
    ask("%s in ('foo', 'bar')", name, "");
    have_nothing_in_common(ask("CASEI(%s) = casei('foo')", name, ""), ask("CASEI(%s) <> casei('FOO')", name, ""));
    ck_assert_str_eq(ask("CASEI(%s) LIKE casei('foo%%')", name, ""), ask("CASEI(%s) LIKE casei('FOO%%')", name, ""));
    have_nothing_in_common(ask("ACCENTI(%s) = accenti('äöüéáí')", name, ""), ask("ACCENTI(%s) <> accenti('aoueai')", name, ""));
    ck_assert_str_eq(ask("ACCENTI(%s) LIKE accenti('Ä%%')", name, ""), ask("ACCENTI(%s) LIKE accenti('A%%')", name, ""));
    ck_assert_str_eq(ask("ACCENTI(CASEI(%s)) = accenti(casei('ÄÉ'))", name, ""),
                     ask("ACCENTI(CASEI(%s)) = accenti(casei('ae'))", name, ""));
    ck_assert_str_eq(ask("ACCENTI(CASEI(%s)) LIKE accenti(casei('Ä%%'))", name, ""),
                     ask("ACCENTI(CASEI(%s)) LIKE accenti(casei('a%%'))", name, ""));
    /* array functions, with a column that is a list of one value each */
    ask("A_CONTAINS(%s,('foo','bar'))", name, "");
    ask("A_CONTAINEDBY(%s,('foo','bar'))", name, "");
    ask("A_EQUALS(%s,('foo','bar'))", name, "");
    ask("A_OVERLAPS(%s,('foo','bar'))", name, "");
}

static void ask_of_number(const char *name)
{
    ask("%s BETWEEN 0 AND 100", name, "");
    are_empty(ask("%s between 100.0 and 1.0", name, ""), "", "");
    ask("%s IN (1, 2, 3)", name, "");
    ask("%s * 2 - 1 > -%s", name, name); /* arithmetic */
}

/* Temporal functions, 1 and 2. */
static void ask_of_instant(const char *name, const char *instant, const char *from, const char *to)
{
    static const char *const of_instants[] = {"T_AFTER", "T_BEFORE", "T_DISJOINT", "T_EQUALS", "T_INTERSECTS"};
    static const char *const of_intervals[] = {
        "T_AFTER",    "T_BEFORE",    "T_DISJOINT", "T_EQUALS", "T_INTERSECTS",   "T_CONTAINS", "T_DURING",    "T_FINISHEDBY",
        "T_FINISHES", "T_MEETS",     "T_METBY",    "T_OVERLAPPEDBY", "T_OVERLAPS", "T_STARTEDBY", "T_STARTS"};
    char format[100];
    for (size_t i = 0; i < sizeof of_instants / sizeof of_instants[0]; i++) {
        snprintf(format, sizeof format, "%s(%%s,%%s)", of_instants[i]);
        ask(format, name, instant);
        snprintf(format, sizeof format, "%s(%s,INTERVAL('%%s','%%s'))", of_instants[i], name);
        ask(format, from, to);
    }
    for (size_t i = 0; i < sizeof of_intervals / sizeof of_intervals[0]; i++) {
        snprintf(format, sizeof format, "%s(INTERVAL(%s,%s),INTERVAL('%%s','%%s'))", of_intervals[i], name, name);
        ask(format, from, to);
    }
}

static void ask_all(void)
{
    ask_comparisons();
    for (int i = 0; i < SUBJECTS; i++) {
        if (subjects[i].text)
            ask_of_text(subjects[i].name);
        if (subjects[i].number)
            ask_of_number(subjects[i].name);
    }
    ask("%s in (true)", "p", "");
    ask("%s in (DATE('2022-04-14'), DATE('2022-04-15'))", "born", "");
    ask("%s in (TIMESTAMP('2022-04-14T14:52:56Z'), TIMESTAMP('2022-04-14T15:52:56Z'))", "at", "");
    ask_of_instant("born", "DATE('2022-04-24')", "2021-01-01", "2021-12-31");
    ask_of_instant("at", "TIMESTAMP('2022-04-24T07:59:57Z')", "2021-01-01T00:00:00Z", "2021-12-31T23:59:59Z");
}

START_TEST(the_predicates_of_the_abstract_tests_give_what_they_must)
{
    ask_all();
    ck_assert_int_gt(stored_count, 250);
}
END_TEST

static char not(char a)
{
    return a == '1' ? '0' : a == '0' ? '1' : '?';
}

static char and(char a, char b)
{
    return a == '0' || b == '0' ? '0' : a == '1' && b == '1' ? '1' : '?';
}

static char or(char a, char b)
{
    return not(and(not(a), not(b)));
}

/* The last test of each class: random combinations of four stored predicates, whose answers follow from theirs. */
START_TEST(combinations_of_the_stored_predicates_follow_from_them)
{
    uint64_t state = 1;
    char filter[600];
    ask_all();
    for (int round = 0; round < 2000; round++) {
        int chosen[4];
        for (int i = 0; i < 4; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            chosen[i] = (int)((state >> 33) % (uint64_t)stored_count);
        }
        const char *p1 = stored[chosen[0]].predicate, *p4 = stored[chosen[3]].predicate;
        snprintf(filter, sizeof filter, "((NOT %s AND %s) OR (%s and NOT %s) or not (%s AND %s))", p1,
                 stored[chosen[1]].predicate, stored[chosen[2]].predicate, p4, p1, p4);
        const char *answers = row_answers(reg, filter);
        for (int i = 0; i < ROWS; i++) {
            char a = stored[chosen[0]].answers[i], b = stored[chosen[1]].answers[i], c = stored[chosen[2]].answers[i],
                 d = stored[chosen[3]].answers[i];
            if (answers[i] != or(or(and(not(a), b), and(c, not(d))), not(and(a, d))))
                ck_abort_msg("%s: %s", filter, answers);
        }
    }
}
END_TEST

/* The suite's test of IN writes instants as texts, against requirement B of the class, by which the items are of the
 * type of what is tested. Casting is allowed and not demanded (/per/basic-cql2/type-casts). */
START_TEST(instants_in_lists_are_no_texts_and_it_is_said_how_to_write_them)
{
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(count_rows(reg, "born in ('2022-04-14', '2022-04-15')", 1, error).status, INTEG_STATUS_TYPE_MISMATCH);
    ck_assert_int_eq(count_rows(reg, "at in ('2022-04-14T14:52:56Z')", 1, error).status, INTEG_STATUS_TYPE_MISMATCH);
    ck_assert_int_eq(integ_error_count(error), 3);
    for (int i = 0; i < 3; i++)
        ck_assert_ptr_nonnull(strstr(integ_error_hint(error, i, INTEG_LANGUAGE_ENGLISH), "write DATE('YYYY-MM-DD')"));
    integ_error_free(error);
}
END_TEST

void add_abstract(Suite *suite)
{
    TCase *tests = tcase_create("abstract");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, the_predicates_of_the_abstract_tests_give_what_they_must);
    tcase_add_test(tests, combinations_of_the_stored_predicates_follow_from_them);
    tcase_add_test(tests, instants_in_lists_are_no_texts_and_it_is_said_how_to_write_them);
    suite_add_tcase(suite, tests);
}
