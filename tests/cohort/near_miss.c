/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/suite.h"
#include "integration/cohort.h"
#include "support/people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Conditions that mean the same here and in SQLite. */
static const char *const pool[] = {"sex = 'F'",
                                   "region <> 'danish'",
                                   "age >= 18",
                                   "age < 60",
                                   "employed = TRUE",
                                   "hours > 10",
                                   "area = 'Engen'",
                                   "region IS NULL",
                                   "NOT (sex = 'M')",
                                   "age < 20 OR hours > 30",
                                   "hours BETWEEN 5 AND 30",
                                   "region IN ('danish', 'western')",
                                   "age > 200",
                                   "age IS NOT NULL OR age IS NULL"};

#define POOL (sizeof pool / sizeof pool[0])
#define CONDITIONS_MAXIMUM 9

static uint32_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

typedef struct drawn {
    const char *conditions[CONDITIONS_MAXIMUM];
    int64_t count;
    char text[1000];
} drawn;

static drawn draw(uint64_t *state, uint32_t most)
{
    drawn made = {.count = 1 + next(state) % most};
    for (int64_t i = 0; i < made.count; i++) {
        made.conditions[i] = pool[next(state) % POOL];
        strcat(strcat(strcat(strcat(made.text, i > 0 ? " AND " : ""), "("), made.conditions[i]), ")");
    }
    return made;
}

static integ_attrition *attrition_of(const people *these, const char *text)
{
    integ_expression *filter;
    integ_attrition *attrition;
    ck_assert_int_eq(integ_expression_parse(these->context, text, strlen(text), NULL, &filter, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_attrition_of_filter(filter, NULL, these->snapshot, NULL, &attrition, NULL),
                     INTEG_STATUS_OK);
    integ_expression_free(filter);
    return attrition;
}

/* What SQLite counts where one condition is as `form` says and the others are true; "%s" in it is the condition. */
static int64_t ask_near(const people *these, const drawn *conditions, int64_t at, const char *form)
{
    char question[3000] = "SELECT count(*) FROM citizen WHERE 1", one[400];
    for (int64_t i = 0; i < conditions->count; i++) {
        snprintf(one, sizeof one, i == at ? form : "(%s)", conditions->conditions[i]);
        strcat(strcat(question, " AND "), one);
    }
    return people_ask(these, question);
}

static int64_t ask_alone(const people *these, const char *form, const char *condition)
{
    char question[500], one[400];
    snprintf(one, sizeof one, form, condition);
    snprintf(question, sizeof question, "SELECT count(*) FROM citizen WHERE %s", one);
    return people_ask(these, question);
}

static void check_near(const people *these, const drawn *conditions, const integ_attrition *attrition)
{
    ck_assert_int_eq(integ_attrition_steps(attrition), conditions->count);
    for (int64_t i = 0; i < conditions->count; i++) {
        const char *condition = conditions->conditions[i];
        ck_assert_str_eq(integ_attrition_condition(attrition, i), condition);
        ck_assert_int_eq(integ_attrition_alone_unprotected(attrition, i), ask_alone(these, "(%s)", condition));
        ck_assert_int_eq(integ_attrition_unknown_unprotected(attrition, i),
                         ask_alone(these, "(%s) IS NULL", condition));
        ck_assert_int_eq(integ_attrition_near_miss_unprotected(attrition, i),
                         ask_near(these, conditions, i, "NOT (%s)"));
        ck_assert_int_eq(integ_attrition_near_unknown_unprotected(attrition, i),
                         ask_near(these, conditions, i, "(%s) IS NULL"));
    }
}

static void check_left(const people *these, const drawn *conditions, const int64_t *order,
                       const integ_attrition *attrition)
{
    char question[2000] = "SELECT count(*) FROM citizen WHERE 1";
    int64_t left = integ_attrition_rows_unprotected(attrition);
    for (int64_t i = 0; i < conditions->count; i++) {
        const char *condition = conditions->conditions[order == NULL ? i : order[i]];
        strcat(strcat(strcat(question, " AND ("), condition), ")");
        int64_t now = people_ask(these, question);
        ck_assert_str_eq(integ_attrition_condition(attrition, i), condition);
        ck_assert_int_eq(integ_attrition_left_unprotected(attrition, i), now);
        ck_assert_int_eq(integ_attrition_lost_unprotected(attrition, i), left - now);
        left = now;
    }
}

static void shuffle(int64_t *order, int64_t count, uint64_t *state)
{
    for (int64_t i = 0; i < count; i++)
        order[i] = i;
    for (int64_t i = count - 1; i > 0; i--) {
        int64_t other = next(state) % (i + 1), kept = order[i];
        order[i] = order[other];
        order[other] = kept;
    }
}

START_TEST(near_misses_and_orders_are_what_sqlite_counts)
{
    static const int64_t sizes[] = {1, 63, 64, 65, 3000, 30011};
    uint64_t state = 7;
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        people these = people_new(sizes[s], INTEG_PURPOSE_STATISTICS, 1 + (int32_t)s % 3);
        for (int round = 0; round < (is_long_run() ? 400 : 12); round++) {
            drawn conditions = draw(&state, CONDITIONS_MAXIMUM);
            integ_attrition *attrition = attrition_of(&these, conditions.text), *other, *back;
            check_near(&these, &conditions, attrition);
            check_left(&these, &conditions, NULL, attrition);
            int64_t order[CONDITIONS_MAXIMUM], inverse[CONDITIONS_MAXIMUM];
            shuffle(order, conditions.count, &state);
            ck_assert_int_eq(integ_attrition_in_order(attrition, order, conditions.count, &other, NULL),
                             INTEG_STATUS_OK);
            integ_attrition_free(attrition); /* the other one lives on */
            check_left(&these, &conditions, order, other);
            for (int64_t i = 0; i < conditions.count; i++)
                inverse[order[i]] = i;
            ck_assert_int_eq(integ_attrition_in_order(other, inverse, conditions.count, &back, NULL), INTEG_STATUS_OK);
            check_near(&these, &conditions, back);
            check_left(&these, &conditions, NULL, back);
            integ_attrition_free(back);
            integ_attrition_free(other);
        }
        people_free(&these);
    }
}
END_TEST

START_TEST(threads_count_the_same)
{
    people alone = people_new(100000, INTEG_PURPOSE_STATISTICS, 1),
           many = people_new(100000, INTEG_PURPOSE_STATISTICS, 4);
    uint64_t state = 99;
    for (int round = 0; round < 10; round++) {
        drawn conditions = draw(&state, CONDITIONS_MAXIMUM);
        integ_attrition *a = attrition_of(&alone, conditions.text), *b = attrition_of(&many, conditions.text);
        for (int64_t i = 0; i < conditions.count; i++) {
            ck_assert_int_eq(integ_attrition_left_unprotected(a, i), integ_attrition_left_unprotected(b, i));
            ck_assert_int_eq(integ_attrition_near_miss_unprotected(a, i), integ_attrition_near_miss_unprotected(b, i));
            ck_assert_int_eq(integ_attrition_near_unknown_unprotected(a, i),
                             integ_attrition_near_unknown_unprotected(b, i));
        }
        integ_attrition_free(a);
        integ_attrition_free(b);
    }
    people_free(&alone);
    people_free(&many);
}
END_TEST

START_TEST(orders_name_each_step_once)
{
    people these = people_new(10, INTEG_PURPOSE_STATISTICS, 1);
    integ_attrition *attrition = attrition_of(&these, "age > 3 AND age < 50 AND sex = 'F'"), *other;
    static const int64_t twice[] = {0, 0, 1}, beyond[] = {0, 1, 3}, negative[] = {0, -1, 2}, right[] = {2, 0, 1};
    ck_assert_int_eq(integ_attrition_in_order(attrition, twice, 3, &other, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(other);
    ck_assert_int_eq(integ_attrition_in_order(attrition, beyond, 3, &other, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_attrition_in_order(attrition, negative, 3, &other, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_attrition_in_order(attrition, right, 2, &other, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_attrition_in_order(attrition, NULL, 3, &other, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_attrition_in_order(NULL, right, 3, &other, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_attrition_in_order(attrition, right, 3, &other, NULL), INTEG_STATUS_OK);
    people_free(&these); /* both keep what they need */
    integ_attrition_free(attrition);
    ck_assert_str_eq(integ_attrition_condition(other, 0), "sex = 'F'");
    ck_assert_int_eq(integ_attrition_near_miss_unprotected(other, 3), 0);
    integ_attrition_free(other);
}
END_TEST

START_TEST(thousands_of_conditions_are_counted)
{
    people these = people_new(9000, INTEG_PURPOSE_STATISTICS, 1);
    char *text = malloc(3000 * 40);
    size_t length = 0;
    for (int i = 0; i < 3000; i++)
        length += (size_t)sprintf(text + length, "%sincome <> %d.00", i > 0 ? " AND " : "", i);
    integ_attrition *attrition = attrition_of(&these, text);
    ck_assert_int_eq(integ_attrition_steps(attrition), 3000);
    int64_t known = people_ask(&these, "SELECT count(*) FROM citizen WHERE income IS NOT NULL");
    int64_t near = 0;
    for (int64_t i = 0; i < 3000; i++)
        near += integ_attrition_near_miss_unprotected(attrition, i);
    ck_assert_int_eq(integ_attrition_left_unprotected(attrition, 2999) + near, known);
    integ_attrition_free(attrition);
    free(text);
    people_free(&these);
}
END_TEST

void add_near_miss(Suite *suite)
{
    add_tests(suite, "near misses",
              (const TTest *[]){near_misses_and_orders_are_what_sqlite_counts, threads_count_the_same,
                                orders_name_each_step_once, thousands_of_conditions_are_counted, NULL});
}
