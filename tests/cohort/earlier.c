/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/generations.h"
#include "cohort/suite.h"
#include "support/failing_allocator.h"

#include <stdio.h>
#include <string.h>

/* was_in() and years_in(): groups in other snapshots. */

#define PEOPLE 1201
#define MANY 180001 /* enough for several threads */
#define GROUPS 5

/* Each group in the filter language and in SQL, where p is the row that is looked at. */
typedef struct group_text {
    const char *name, *within, *where, *sql;
} group_text;

static const group_text texts[GROUPS] = {
    {"everybody", NULL, NULL, "1"},
    {"jobless", NULL, "job = 'unemployed'", "p.job = 'unemployed'"},
    {"young", NULL, "years < 30", "p.age < 30"},
    {"young_jobless", "young", "in_group('jobless') AND mixed", "p.age < 30 AND p.job = 'unemployed' AND p.mixed"},
    {"again", "jobless", "was_in('jobless', DATE('2016-01-01'))",
     "p.job = 'unemployed' AND nullif(coalesce((SELECT coalesce(q.job = 'unemployed', -1)"
     " FROM citizen q WHERE q.s = 1 AND q.id = p.id), 0), -1)"},
};

static integ_groups *make_groups(integ_context *context, const group_text *from, int count, integ_error *error)
{
    integ_groups *groups = NULL;
    integ_status status = integ_groups_new(context, &groups, error);
    for (int i = 0; i < count && status == INTEG_STATUS_OK; i++) {
        integ_expression *where = NULL;
        if (from[i].where != NULL)
            status = integ_expression_parse(context, from[i].where, strlen(from[i].where), NULL, &where, error);
        if (status == INTEG_STATUS_OK)
            status = integ_groups_add(groups, from[i].name, NULL, from[i].within, where, NULL, error);
        integ_expression_free(where);
    }
    if (status == INTEG_STATUS_OK)
        return groups;
    integ_groups_free(groups);
    return NULL;
}

static integ_status select_by(integ_context *context, const integ_groups *groups, const integ_snapshot *snapshot,
                              const char *filter, integ_cohort **out, integ_error *error)
{
    integ_expression *expression = NULL;
    *out = NULL;
    integ_status status = integ_expression_parse(context, filter, strlen(filter), NULL, &expression, error);
    if (status == INTEG_STATUS_OK)
        status = integ_cohort_of_filter(expression, groups, snapshot, NULL, out, error);
    integ_expression_free(expression);
    return status;
}

static void compare(const generations *these, const integ_groups *groups, int snapshot, const char *filter,
                    const char *truth)
{
    char question[7000];
    integ_cohort *cohort;
    ck_assert_int_eq(select_by(these->context, groups, integ_register_snapshot(these->reg, snapshot), filter, &cohort,
                               NULL),
                     INTEG_STATUS_OK);
    snprintf(question, sizeof question, "SELECT count(*) FROM citizen c WHERE s = %d AND (%s)", snapshot, truth);
    ck_assert_msg(integ_cohort_count_unprotected(cohort) == generations_ask(these, question), "%s at %d", filter,
                  snapshot);
    snprintf(question, sizeof question, "SELECT count(*) FROM citizen c WHERE s = %d AND (%s) IS NULL", snapshot,
             truth);
    ck_assert_msg(integ_cohort_unknown_unprotected(cohort) == generations_ask(these, question), "%s unknown at %d",
                  filter, snapshot);
    integ_cohort_free(cohort);
}

/* 1, 0 or NULL; 0 for somebody who was not there. */
static void membership_sql(char *out, size_t size, const group_text *group, int snapshot)
{
    snprintf(out, size,
             "nullif(coalesce((SELECT coalesce(%s, -1) FROM citizen p WHERE p.s = %d AND p.id = c.id), 0), -1)",
             group->sql, snapshot);
}

static void compare_was_in(const generations *these, const integ_groups *groups, int now)
{
    char filter[200], sql[1500], negated[1600];
    for (int g = 0; g < GROUPS; g++) {
        for (int then = 0; then < GENERATION_SNAPSHOTS; then++) {
            membership_sql(sql, sizeof sql, &texts[g], then);
            snprintf(filter, sizeof filter, "was_in('%s', DATE('%s'))", texts[g].name, generation_dates[then]);
            compare(these, groups, now, filter, sql);
            snprintf(filter, sizeof filter, "NOT was_in('%s', DATE('%s')) AND mixed", texts[g].name,
                     generation_dates[then]);
            snprintf(negated, sizeof negated, "NOT %s AND c.mixed", sql);
            compare(these, groups, now, filter, negated);
        }
    }
}

/* Years 2015, 2016 (two snapshots), 2017, 2018 and 2020, as far as they are not after `now`. */
static void years_sql(char *out, size_t size, const group_text *group, int now)
{
    static const int first_of_year[] = {0, 1, 3, 4, 5, 6};
    char one[1500];
    size_t length = (size_t)snprintf(out, size, "0");
    for (int year = 0; year < 5 && first_of_year[year] <= now; year++) {
        length += (size_t)snprintf(out + length, size - length, " + (0");
        for (int s = first_of_year[year]; s < first_of_year[year + 1] && s <= now; s++) {
            membership_sql(one, sizeof one, group, s);
            length += (size_t)snprintf(out + length, size - length, " OR %s", one);
        }
        length += (size_t)snprintf(out + length, size - length, ")");
    }
    ck_assert_uint_lt(length, size);
}

static void compare_years_in(const generations *these, const integ_groups *groups, int now)
{
    char filter[200], sql[6000], condition[6100], question[6200];
    for (int g = 0; g < GROUPS; g++) {
        years_sql(sql, sizeof sql, &texts[g], now);
        for (int least = 0; least <= 5; least++) {
            integ_cohort *cohort;
            snprintf(filter, sizeof filter, "years_in('%s') >= %d", texts[g].name, least);
            ck_assert_int_eq(select_by(these->context, groups, integ_register_snapshot(these->reg, now), filter,
                                       &cohort, NULL),
                             INTEG_STATUS_OK);
            snprintf(condition, sizeof condition, "(%s) >= %d", sql, least);
            snprintf(question, sizeof question, "SELECT count(*) FROM citizen c WHERE s = %d AND %s", now, condition);
            ck_assert_int_eq(integ_cohort_count_unprotected(cohort), generations_ask(these, question));
            snprintf(question, sizeof question, "SELECT count(*) FROM citizen c WHERE s = %d AND (%s) IS NULL", now,
                     condition);
            ck_assert_int_eq(integ_cohort_unknown_unprotected(cohort), generations_ask(these, question));
            integ_cohort_free(cohort);
        }
    }
}

START_TEST(membership_in_other_snapshots_is_what_sqlite_finds)
{
    static const int32_t threads[] = {1, 3, 1}, forms[] = {0, 0, GENERATIONS_TEXT_KEYS};
    for (int i = 0; i < 3; i++) {
        generations these = generations_new(PEOPLE, 2017 + (uint64_t)i, forms[i], threads[i]);
        integ_groups *groups = make_groups(these.context, texts, GROUPS, NULL);
        ck_assert_int_eq(integ_groups_check(groups, these.reg, NULL), INTEG_STATUS_OK);
        for (int now = 0; now < GENERATION_SNAPSHOTS; now += 1 + i) {
            compare_was_in(&these, groups, now);
            compare_years_in(&these, groups, now);
        }
        integ_groups_free(groups);
        generations_free(&these);
    }
}
END_TEST

START_TEST(threads_change_nothing)
{
    generations these = generations_new(MANY, 11, 0, 3);
    integ_groups *groups = make_groups(these.context, texts, GROUPS, NULL);
    char sql[6000];
    ck_assert_int_gt(generations_ask(&these, "SELECT count(*) FROM citizen WHERE s = 3"), 140000);
    membership_sql(sql, sizeof sql, &texts[4], 2);
    compare(&these, groups, 3, "was_in('again', DATE('2016-07-01'))", sql);
    years_sql(sql, sizeof sql, &texts[1], 3);
    strcat(sql, " > 1");
    compare(&these, groups, 3, "years_in('jobless') > 1", sql);
    integ_groups_free(groups);
    generations_free(&these);
}
END_TEST

START_TEST(whoever_was_not_there_was_not_in_the_group)
{
    generations these = generations_new(500, 5, 0, 1);
    integ_groups *groups = make_groups(these.context, texts, GROUPS, NULL);
    integ_cohort *cohort;
    ck_assert_int_eq(select_by(these.context, groups, integ_register_snapshot(these.reg, 3),
                               "NOT was_in('everybody', DATE('2015-01-01'))", &cohort, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cohort_unknown_unprotected(cohort), 0);
    ck_assert_int_eq(integ_cohort_count_unprotected(cohort),
                     generations_ask(&these, "SELECT count(*) FROM citizen c WHERE s = 3 AND NOT EXISTS"
                                             " (SELECT 1 FROM citizen p WHERE p.s = 0 AND p.id = c.id)"));
    ck_assert_int_gt(integ_cohort_count_unprotected(cohort), 0);
    integ_cohort_free(cohort);
    integ_groups_free(groups);
    generations_free(&these);
}
END_TEST

/* Each fault, and what stands where in its message. */
typedef struct fault {
    const char *filter;
    integ_status status;
    int64_t column;
    const char *message, *hint;
} fault;

static void expect_fault(const generations *these, const integ_groups *groups, const fault *expected)
{
    integ_error *error;
    integ_cohort *cohort;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(select_by(these->context, groups, integ_register_snapshot(these->reg, 3), expected->filter,
                               &cohort, error),
                     expected->status);
    ck_assert_ptr_null(cohort);
    ck_assert_int_eq(integ_error_count(error), 1);
    ck_assert_int_eq(integ_error_column(error, 0), expected->column);
    ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH), expected->message);
    if (expected->hint != NULL)
        ck_assert_str_eq(integ_error_hint(error, 0, INTEG_LANGUAGE_ENGLISH), expected->hint);
    integ_error_free(error);
}

START_TEST(faults_are_named_where_they_stand)
{
    static const group_text circles[] = {{"everybody", NULL, NULL, NULL},
                                         {"alone", NULL, "was_in('alone', DATE('2015-01-01'))", NULL},
                                         {"there", NULL, "years_in('back') > 1", NULL},
                                         {"back", "there", NULL, NULL}};
    static const fault faults[] = {
        {"was_in('everybody', DATE('2016-06-01'))", INTEG_STATUS_NOT_FOUND, 21,
         "the register has no snapshot of 2016-06-01",
         "it has those of 2015-01-01, 2016-01-01, 2016-07-01, 2017-01-01, 2018-01-01, 2020-01-01"},
        {"was_in('everybody', '2016-01-01')", INTEG_STATUS_TYPE_MISMATCH, 21,
         "the date of a snapshot must stand here as it is", "it is written was_in('name', DATE('2017-01-01'))"},
        {"was_in('everybody', born)", INTEG_STATUS_TYPE_MISMATCH, 21,
         "the date of a snapshot must stand here as it is", NULL},
        {"was_in(job, DATE('2016-01-01'))", INTEG_STATUS_TYPE_MISMATCH, 8,
         "was_in needs the name of a group written as a text", "it is written was_in('name', DATE('2017-01-01'))"},
        {"was_in('everybody')", INTEG_STATUS_TYPE_MISMATCH, 1, "wrong number of arguments for was_in: 1 instead of 2",
         "it is written was_in('name', DATE('2017-01-01'))"},
        {"years_in('everybody', 3) > 1", INTEG_STATUS_TYPE_MISMATCH, 1,
         "wrong number of arguments for years_in: 2 instead of 1", "it is written years_in('name')"},
        {"years_in('everbody') > 1", INTEG_STATUS_UNKNOWN_NAME, 10, "there is no group everbody",
         "did you mean everybody?"},
        {"years_in('everybody')", INTEG_STATUS_TYPE_MISMATCH, 1, "this is of type integer, not a condition", NULL},
        {"waas_in('everybody', DATE('2016-01-01'))", INTEG_STATUS_UNKNOWN_NAME, 1, "there is no function waas_in",
         "did you mean was_in?"},
        {"was_in('alone', DATE('2016-01-01'))", INTEG_STATUS_CYCLE, 8, "group alone is defined by itself",
         "break the circle of within, in_group, was_in and years_in"},
        {"in_group('back')", INTEG_STATUS_CYCLE, 10, "group back is defined by itself", NULL},
    };
    generations these = generations_new(200, 6, 0, 1), keyless = generations_new(200, 6, GENERATIONS_NO_KEY, 1);
    integ_groups *groups = make_groups(these.context, circles, 4, NULL);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        expect_fault(&these, groups, &faults[i]);
    expect_fault(&keyless, groups,
                 &(fault){"years_in('everybody') > 1", INTEG_STATUS_MISSING, 1,
                          "years_in cannot find the rows of table citizen in another snapshot: it has no key",
                          "state its key in the manifest"});
    ck_assert_int_eq(integ_groups_check(groups, NULL, NULL), INTEG_STATUS_CYCLE);
    integ_groups_free(groups);
    generations_free(&these);
    generations_free(&keyless);
}
END_TEST

static void expect_words(const integ_groups *groups, const char *name, const integ_register *reg, int32_t language,
                         const char *part)
{
    integ_text *words;
    ck_assert_int_eq(integ_groups_to_words(groups, name, reg, language, &words, NULL), INTEG_STATUS_OK);
    ck_assert_msg(strstr(integ_text_bytes(words), part) != NULL, "%s", integ_text_bytes(words));
    integ_text_free(words);
}

START_TEST(memberships_are_told_in_words)
{
    static const group_text told[] = {
        {"everybody", NULL, NULL, NULL},
        {"told", NULL,
         "NOT was_in('everybody', DATE('2015-01-01')) AND was_in('jobless', DATE('2016-07-01'))"
         " AND years_in('jobless') >= 2", NULL},
        {"jobless", NULL, "job = 'unemployed'", NULL}};
    generations these = generations_new(200, 6, 0, 1);
    integ_groups *groups = make_groups(these.context, told, 3, NULL);
    const integ_register *reg = these.reg;
    expect_words(groups, "told", reg, INTEG_LANGUAGE_ENGLISH, "was not in the group everybody on 1 January 2015");
    expect_words(groups, "told", reg, INTEG_LANGUAGE_ENGLISH, "was in the group jobless on 1 July 2016");
    expect_words(groups, "told", reg, INTEG_LANGUAGE_ENGLISH,
                 "the number of calendar years, up to that of the snapshot, in the group jobless is at least 2");
    expect_words(groups, "told", reg, INTEG_LANGUAGE_ENGLISH, "job is unemployed");
    expect_words(groups, "told", reg, INTEG_LANGUAGE_DANISH, "var ikke i gruppen everybody den 1. januar 2015");
    expect_words(groups, "told", NULL, INTEG_LANGUAGE_DANISH, "var i gruppen jobless den 1. juli 2016");
    expect_words(groups, "told", NULL, INTEG_LANGUAGE_DANISH,
                 "antallet af kalenderår, til og med udtrækkets, i gruppen jobless");
    integ_groups_free(groups);
    generations_free(&these);
}
END_TEST

START_TEST(text_and_json_hold_them)
{
    static const char text[] = "was_in ('a', date('2016-01-01')) and years_in('a')>1";
    integ_context *context;
    integ_expression *expression, *again;
    integ_text *written;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_parse(context, text, strlen(text), NULL, &expression, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_to_json(expression, &written, NULL), INTEG_STATUS_OK);
    ck_assert_str_eq(integ_text_bytes(written),
                     "{\"op\":\"and\",\"args\":[{\"op\":\"was_in\",\"args\":[\"a\",{\"date\":\"2016-01-01\"}]},"
                     "{\"op\":\">\",\"args\":[{\"op\":\"years_in\",\"args\":[\"a\"]},1]}]}");
    ck_assert_int_eq(integ_expression_parse_json(context, integ_text_bytes(written), integ_text_length(written), NULL,
                                                 &again, NULL),
                     INTEG_STATUS_OK);
    integ_text_free(written);
    ck_assert_int_eq(integ_expression_to_text(again, &written, NULL), INTEG_STATUS_OK);
    ck_assert_str_eq(integ_text_bytes(written), "was_in('a', DATE('2016-01-01')) AND years_in('a') > 1");
    integ_text_free(written);
    integ_expression_free(expression);
    integ_expression_free(again);
    integ_context_free(context);
}
END_TEST

static void fingerprint(const integ_groups *groups, const char *name, char *out)
{
    integ_text *text;
    ck_assert_int_eq(integ_groups_fingerprint(groups, name, &text, NULL), INTEG_STATUS_OK);
    snprintf(out, 65, "%s", integ_text_bytes(text));
    integ_text_free(text);
}

/* The name of a group is no part of what is meant, what the group is and which date it is are. */
START_TEST(fingerprints_know_what_the_groups_mean)
{
    static const group_text named[] = {
        {"jobless", NULL, "job = 'unemployed'", NULL},
        {"idle", NULL, "'unemployed' = job", NULL},
        {"pupils", NULL, "job = 'student'", NULL},
        {"a", NULL, "was_in('jobless', DATE('2016-01-01')) AND years_in('jobless') > 1", NULL},
        {"b", NULL, "1 < years_in('idle') AND WAS_IN('idle', DATE('2016-01-01'))", NULL},
        {"c", NULL, "was_in('pupils', DATE('2016-01-01')) AND years_in('jobless') > 1", NULL},
        {"d", NULL, "was_in('jobless', DATE('2016-07-01')) AND years_in('jobless') > 1", NULL},
        {"e", NULL, "in_group('jobless') AND years_in('jobless') > 1", NULL}};
    char prints[5][65];
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_groups *groups = make_groups(context, named, 8, NULL);
    for (int i = 0; i < 5; i++)
        fingerprint(groups, named[3 + i].name, prints[i]);
    ck_assert_str_eq(prints[0], prints[1]);
    for (int i = 1; i < 5; i++)
        for (int k = i + 1; k < 5; k++)
            ck_assert_str_ne(prints[i], prints[k]);
    integ_groups_free(groups);
    integ_context_free(context);
}
END_TEST

static void expect_remark(const integ_groups *groups, const integ_register *reg, const char *message)
{
    integ_error *remarks;
    ck_assert_int_eq(integ_error_new(&remarks), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_examine(groups, reg, remarks), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_count(remarks), message == NULL ? 0 : 1);
    if (message != NULL)
        ck_assert_msg(strstr(integ_error_message(remarks, 0, INTEG_LANGUAGE_ENGLISH), message) != NULL, "%s",
                      integ_error_message(remarks, 0, INTEG_LANGUAGE_ENGLISH));
    integ_error_free(remarks);
}

START_TEST(examination_takes_them_as_conditions_of_their_own)
{
    static const group_text fine[] = {{"jobless", NULL, "job = 'unemployed'", NULL},
                                      {"left", NULL,
                                       "was_in('jobless', DATE('2016-01-01')) AND NOT in_group('jobless')"
                                       " AND NOT was_in('jobless', DATE('2015-01-01'))", NULL}};
    static const group_text never[] = {
        {"jobless", NULL, "job = 'unemployed'", NULL},
        {"nobody", NULL,
         "was_in('jobless', DATE('2016-01-01')) AND NOT was_in('jobless', DATE('2016-01-01'))", NULL}};
    generations these = generations_new(200, 6, 0, 1);
    integ_groups *groups = make_groups(these.context, fine, 2, NULL);
    expect_remark(groups, these.reg, NULL);
    integ_groups_free(groups);
    groups = make_groups(these.context, never, 2, NULL);
    expect_remark(groups, these.reg, "never true");
    integ_groups_free(groups);
    generations_free(&these);
}
END_TEST

/* Everything that asks for memory: groups in each other and in several snapshots, counted years, and the words. */
static integ_status try_everything(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_cohort *cohort = NULL;
    integ_text *text = NULL;
    integ_register *reg = generations_register(context, 90, 3, 0, error);
    integ_groups *groups = reg == NULL ? NULL : make_groups(context, texts, GROUPS, error);
    integ_status status = groups == NULL ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
    if (status == INTEG_STATUS_OK)
        status = select_by(context, groups, integ_register_snapshot(reg, 4),
                           "years_in('again') > 1 OR was_in('young', DATE('2017-01-01')) OR years_in('young') > 0",
                           &cohort, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_to_words(groups, "again", reg, INTEG_LANGUAGE_DANISH, &text, error);
    integ_text_free(text);
    text = NULL;
    if (status == INTEG_STATUS_OK)
        status = integ_groups_fingerprint(groups, "again", &text, error);
    integ_text_free(text);
    integ_cohort_free(cohort);
    integ_groups_free(groups);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_leaves_nothing_behind)
{
    for_each_failing_allocation(try_everything, NULL);
}
END_TEST

void add_earlier(Suite *suite)
{
    add_tests(suite, "earlier",
              (const TTest *[]){membership_in_other_snapshots_is_what_sqlite_finds, threads_change_nothing,
                                whoever_was_not_there_was_not_in_the_group, faults_are_named_where_they_stand,
                                memberships_are_told_in_words, text_and_json_hold_them,
                                fingerprints_know_what_the_groups_mean,
                                examination_takes_them_as_conditions_of_their_own,
                                running_out_of_memory_leaves_nothing_behind, NULL});
}
