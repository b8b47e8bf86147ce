/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/suite.h"
#include "integration/cohort.h"
#include "support/people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Conditions that mean the same here and in SQLite; groups are named g0, g1 ... */
static const char *const pool[] = {"sex = 'F'",       "region <> 'danish'", "age >= 18", "age < 60",
                                   "employed = TRUE", "hours > 10",         "hours > 20", "area = 'Engen'",
                                   "region IS NULL",  "NOT (sex = 'M')",    "age > 200", "age < 20 OR hours > 30"};
#define POOL (sizeof pool / sizeof pool[0])

typedef struct named {
    integ_groups *groups;
    char text[64][8];
    const char *names[64];
    const char *where[64];
    int64_t count;
} named;

static void add_group(integ_context *context, integ_groups *groups, const char *name, const char *text)
{
    integ_expression *where;
    ck_assert_int_eq(integ_expression_parse(context, text, strlen(text), NULL, &where, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_add(groups, name, NULL, NULL, where, NULL, NULL), INTEG_STATUS_OK);
    integ_expression_free(where);
}

/* Groups from the pool, begun anywhere; those over its length are made of two. */
static void make_groups(const people *these, int64_t count, size_t first, named *made)
{
    static char both[64][200];
    made->count = count;
    ck_assert_int_eq(integ_groups_new(these->context, &made->groups, NULL), INTEG_STATUS_OK);
    for (int64_t i = 0; i < count; i++) {
        size_t at = first + (size_t)i;
        snprintf(made->text[i], sizeof made->text[i], "g%d", (int)i);
        snprintf(both[i], sizeof both[i], i < (int64_t)POOL ? "%s" : "%s OR (%s)", pool[at % POOL],
                 pool[(at * 5 + at / POOL) % POOL]);
        made->names[i] = made->text[i];
        made->where[i] = both[i];
        add_group(these->context, made->groups, made->names[i], made->where[i]);
    }
}

static integ_overlap *overlap_of(const people *these, const named *groups)
{
    integ_overlap *overlap;
    ck_assert_int_eq(integ_overlap_of_groups_with_patterns(groups->groups, groups->names, groups->count,
                                                           these->snapshot, &overlap, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_overlap_groups(overlap), groups->count);
    return overlap;
}

static int64_t exactly(const integ_overlap *overlap, uint64_t groups)
{
    for (int64_t p = 0; p < integ_overlap_pattern_count_unprotected(overlap); p++)
        if (integ_overlap_pattern_unprotected(overlap, p) == groups)
            return integ_overlap_exactly_unprotected(overlap, p);
    return 0;
}

/* SQLite puts together the same numbers from bits, and counts how often each comes. */
static void check_patterns(const people *these, const named *groups, const integ_overlap *overlap)
{
    static char question[20000];
    char one[300];
    strcpy(question, "SELECT 0");
    for (int64_t i = 0; i < groups->count; i++) {
        snprintf(one, sizeof one, " | (((%s) IS TRUE) << %d)", groups->where[i], (int)i);
        strcat(question, one);
    }
    strcat(question, " AS pattern, count(*) FROM citizen GROUP BY pattern");
    sqlite3_stmt *statement;
    ck_assert_int_eq(sqlite3_prepare_v2(these->database, question, -1, &statement, NULL), SQLITE_OK);
    int64_t found = 0, in_any = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        uint64_t pattern = (uint64_t)sqlite3_column_int64(statement, 0);
        if (pattern == 0)
            continue;
        ck_assert_int_eq(exactly(overlap, pattern), sqlite3_column_int64(statement, 1));
        in_any += sqlite3_column_int64(statement, 1);
        found++;
    }
    sqlite3_finalize(statement);
    ck_assert_int_eq(integ_overlap_pattern_count_unprotected(overlap), found);
    ck_assert_int_eq(integ_overlap_union_unprotected(overlap), in_any);
}

static void check_order(const integ_overlap *overlap)
{
    for (int64_t p = 1; p < integ_overlap_pattern_count_unprotected(overlap); p++) {
        int64_t before = integ_overlap_exactly_unprotected(overlap, p - 1),
                now = integ_overlap_exactly_unprotected(overlap, p);
        ck_assert(before > now || (before == now && integ_overlap_pattern_unprotected(overlap, p - 1) <
                                                        integ_overlap_pattern_unprotected(overlap, p)));
    }
}

/* Pairs as they are counted alone, and as sums of patterns. */
static void check_pairs(const people *these, const named *groups, const integ_overlap *patterns)
{
    integ_overlap *pairs;
    ck_assert_int_eq(integ_overlap_of_groups(groups->groups, groups->names, groups->count, these->snapshot, &pairs,
                                             NULL),
                     INTEG_STATUS_OK);
    for (int64_t i = 0; i < groups->count; i++)
        for (int64_t k = 0; k < groups->count; k++) {
            char question[800];
            int64_t count = integ_overlap_count_unprotected(pairs, i, k);
            ck_assert_int_eq(integ_overlap_count_unprotected(patterns, i, k), count);
            ck_assert_int_eq(integ_overlap_intersection_unprotected(patterns, UINT64_C(1) << i | UINT64_C(1) << k),
                             count);
            if (groups->count > 12)
                continue;
            snprintf(question, sizeof question, "SELECT count(*) FROM citizen WHERE (%s) AND (%s)", groups->where[i],
                     groups->where[k]);
            ck_assert_int_eq(people_ask(these, question), count);
        }
    ck_assert_int_eq(integ_overlap_union_unprotected(pairs), integ_overlap_union_unprotected(patterns));
    ck_assert_int_eq(integ_overlap_pattern_count_unprotected(pairs), 0);
    ck_assert_int_eq(integ_overlap_intersection_unprotected(pairs, 1), -1);
    integ_overlap_free(pairs);
}

START_TEST(patterns_and_pairs_are_what_sqlite_counts)
{
    static const int64_t sizes[] = {1, 63, 64, 65, 8191, 8193, 30000}, counts[] = {1, 2, 5, 12, 17, 62};
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++)
        for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++) {
            people these = people_new(sizes[s], INTEG_PURPOSE_STATISTICS, 1 + (int32_t)c % 3);
            named groups;
            make_groups(&these, counts[c], s, &groups);
            integ_overlap *overlap = overlap_of(&these, &groups);
            check_patterns(&these, &groups, overlap);
            check_order(overlap);
            check_pairs(&these, &groups, overlap);
            integ_overlap_free(overlap);
            integ_groups_free(groups.groups);
            people_free(&these);
        }
}
END_TEST

START_TEST(any_set_of_groups_has_its_intersection)
{
    people these = people_new(5000, INTEG_PURPOSE_STATISTICS, 1);
    named groups;
    make_groups(&these, 6, 0, &groups);
    integ_overlap *overlap = overlap_of(&these, &groups);
    for (uint64_t set = 1; set < 64; set++) {
        char question[2000] = "SELECT count(*) FROM citizen WHERE 1";
        for (int i = 0; i < 6; i++)
            if (set >> i & 1)
                strcat(strcat(strcat(question, " AND ("), groups.where[i]), ")");
        ck_assert_int_eq(integ_overlap_intersection_unprotected(overlap, set), people_ask(&these, question));
    }
    ck_assert_int_eq(integ_overlap_intersection_unprotected(overlap, 64), 0);
    ck_assert_int_eq(integ_overlap_intersection_unprotected(overlap, 0), -1);
    ck_assert_int_eq(integ_overlap_exactly_unprotected(overlap, -1), 0);
    ck_assert_int_eq(integ_overlap_pattern_unprotected(overlap, 1000), 0);
    integ_overlap_free(overlap);
    integ_groups_free(groups.groups);
    people_free(&these);
}
END_TEST

START_TEST(patterns_reach_to_the_sixty_fourth_group)
{
    people these = people_new(500, INTEG_PURPOSE_STATISTICS, 1);
    named groups;
    make_groups(&these, 64, 3, &groups);
    integ_overlap *overlap = overlap_of(&these, &groups);
    char question[400];
    for (int i = 0; i < 64; i++) {
        snprintf(question, sizeof question, "SELECT count(*) FROM citizen WHERE %s", groups.where[i]);
        ck_assert_int_eq(integ_overlap_intersection_unprotected(overlap, UINT64_C(1) << i),
                         people_ask(&these, question));
    }
    integ_overlap_free(overlap);
    ck_assert_int_eq(integ_overlap_of_groups_with_patterns(groups.groups, groups.names, 65, these.snapshot, &overlap,
                                                           NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(overlap);
    integ_groups_free(groups.groups);
    people_free(&these);
}
END_TEST

/* A register of numbers, and groups by a form of condition. */
static integ_register *numbers(integ_context *context, int64_t rows)
{
    integ_register_builder *builder;
    integ_register *reg;
    int64_t *values = malloc((size_t)rows * sizeof *values);
    for (int64_t i = 0; i < rows; i++)
        values[i] = i;
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 18262, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "citizen", rows, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_integers(builder, "n", INTEG_TYPE_INTEGER, 0, values, NULL, rows, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    free(values);
    return reg;
}

START_TEST(a_thousand_groups_have_their_pairs)
{
    for (int32_t threads = 1; threads <= 2; threads++) {
        static char text[1000][8];
        static const char *names[1000];
        integ_context *context;
        integ_groups *groups;
        integ_overlap *overlap;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_context_set_threads(context, threads, NULL), INTEG_STATUS_OK);
        integ_register *reg = numbers(context, 20000);
        ck_assert_int_eq(integ_groups_new(context, &groups, NULL), INTEG_STATUS_OK);
        for (int i = 0; i < 1000; i++) {
            char where[60];
            snprintf(text[i], sizeof text[i], "g%d", i);
            names[i] = text[i];
            snprintf(where, sizeof where, "n >= %d AND n < %d", i * 10, i * 10 + 1000);
            add_group(context, groups, names[i], where);
        }
        ck_assert_int_eq(integ_overlap_of_groups(groups, names, 1000, integ_register_snapshot(reg, 0), &overlap, NULL),
                         INTEG_STATUS_OK);
        for (int i = 0; i < 1000; i++)
            for (int k = 0; k < 1000; k++) {
                int distance = i < k ? k - i : i - k, expected = distance < 100 ? 1000 - 10 * distance : 0;
                if (integ_overlap_count_unprotected(overlap, i, k) != expected)
                    ck_abort_msg("groups %d and %d", i, k);
            }
        ck_assert_int_eq(integ_overlap_union_unprotected(overlap), 10990);
        integ_overlap_free(overlap);
        integ_groups_free(groups);
        integ_register_free(reg);
        integ_context_free(context);
    }
}
END_TEST

/* 21 binary digits of the numbers below 1,000,002: one pattern more than there may be. */
START_TEST(too_many_patterns_are_refused_politely)
{
    static char text[21][8];
    static const char *names[21];
    integ_context *context;
    integ_groups *groups;
    integ_error *error;
    integ_overlap *overlap;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_context_set_threads(context, 2, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_new(context, &groups, NULL), INTEG_STATUS_OK);
    for (int i = 0; i < 21; i++) {
        char where[60];
        snprintf(text[i], sizeof text[i], "g%d", i);
        names[i] = text[i];
        snprintf(where, sizeof where, "n div %d %% 2 = 1", 1 << i);
        add_group(context, groups, names[i], where);
    }
    for (int64_t rows = 1000001; rows <= 1000002; rows++) {
        integ_register *reg = numbers(context, rows);
        integ_status status = integ_overlap_of_groups_with_patterns(groups, names, 21, integ_register_snapshot(reg, 0),
                                                                    &overlap, error);
        ck_assert_int_eq(status, rows == 1000001 ? INTEG_STATUS_OK : INTEG_STATUS_LIMIT_EXCEEDED);
        if (status == INTEG_STATUS_OK)
            ck_assert_int_eq(integ_overlap_pattern_count_unprotected(overlap), 1000000);
        else
            ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH),
                             "the groups are combined in more than 1000000 ways");
        integ_overlap_free(overlap);
        integ_register_free(reg);
    }
    integ_groups_free(groups);
    integ_context_free(context);
    integ_error_free(error);
}
END_TEST

START_TEST(nobody_overlaps_in_a_register_of_nobody)
{
    integ_context *context;
    integ_groups *groups;
    integ_overlap *overlap;
    static const char *const names[] = {"a", "b"};
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_new(context, &groups, NULL), INTEG_STATUS_OK);
    add_group(context, groups, "a", "n > 3");
    add_group(context, groups, "b", "n < 3");
    integ_register *reg = numbers(context, 0);
    for (int patterns = 0; patterns < 2; patterns++) {
        ck_assert_int_eq((patterns ? integ_overlap_of_groups_with_patterns : integ_overlap_of_groups)(
                             groups, names, 2, integ_register_snapshot(reg, 0), &overlap, NULL),
                         INTEG_STATUS_OK);
        ck_assert_int_eq(integ_overlap_count_unprotected(overlap, 0, 1), 0);
        ck_assert_int_eq(integ_overlap_union_unprotected(overlap), 0);
        ck_assert_int_eq(integ_overlap_pattern_count_unprotected(overlap), 0);
        integ_overlap_free(overlap);
    }
    integ_register_free(reg);
    integ_groups_free(groups);
    integ_context_free(context);
}
END_TEST

void add_overlap(Suite *suite)
{
    add_tests(suite, "overlap",
              (const TTest *[]){patterns_and_pairs_are_what_sqlite_counts, any_set_of_groups_has_its_intersection,
                                patterns_reach_to_the_sixty_fourth_group, a_thousand_groups_have_their_pairs,
                                too_many_patterns_are_refused_politely, nobody_overlaps_in_a_register_of_nobody, NULL});
}
