/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/enumerate.h"
#include "disclosure/suite.h"
#include "disclosure/systems.h"
#include "support/failing_allocator.h"

#include <string.h>

static integ_context *context;
static integ_disclosure *rule;

static void set_up(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_full_cell(rule, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_complement(rule, 0, NULL), INTEG_STATUS_OK);
}

static void tear_down(void)
{
    integ_disclosure_free(rule);
    integ_context_free(context);
}

static void expect(const integ_audit *audit, int64_t cell, int32_t finding, int64_t lower, int64_t upper)
{
    int64_t found[2];
    ck_assert_str_eq(integ_audit_finding_name(integ_audit_finding(audit, cell)), integ_audit_finding_name(finding));
    ck_assert_int_eq(integ_audit_interval(audit, cell, finding >= INTEG_AUDIT_RULE, &found[0], &found[1]), 1);
    ck_assert_int_eq(found[0], lower);
    ck_assert_int_eq(found[1], upper);
}

/* A line of parts and their total; x is -1. */
static integ_audit *audit_line(const int64_t *values, int64_t parts, const integ_disclosure *known)
{
    integ_cells *cells = line_of(context, parts);
    integ_audit *audit;
    ck_assert_int_eq(integ_audit_new(cells, values, known, &audit, NULL), INTEG_STATUS_OK);
    integ_cells_free(cells);
    return audit;
}

/* sdcTools/UserSupport 194, case 1 and 2: nobody is left for the hidden cells. */
START_TEST(hidden_zeros_follow_from_counts_not_being_negative)
{
    integ_audit *audit = audit_line((const int64_t[]){-1, -1, 0, 0}, 3, NULL);
    expect(audit, 0, INTEG_AUDIT_INTERVAL, 0, 0);
    expect(audit, 1, INTEG_AUDIT_INTERVAL, 0, 0);
    ck_assert_int_eq(integ_audit_finding(audit, 2), INTEG_AUDIT_SHOWN);
    ck_assert_int_eq(integ_audit_is_safe(audit), 0);
    integ_audit_free(audit);
    audit = audit_line((const int64_t[]){10, 5, -1, -1, 15}, 4, NULL);
    expect(audit, 2, INTEG_AUDIT_INTERVAL, 0, 0);
    expect(audit, 3, INTEG_AUDIT_INTERVAL, 0, 0);
    int64_t count;
    const int64_t *witness = integ_audit_witness(audit, 2, &count);
    ck_assert_int_eq(count, 3);
    ck_assert(witness[0] == 0 && witness[1] == 1 && witness[2] == 4);
    integ_audit_free(audit);
}
END_TEST

/* sdcTools/UserSupport 194, case 3: 15 = 10 + 3 + x + x. */
START_TEST(singletons_follow_from_zeros_being_shown)
{
    const int64_t values[] = {10, 3, -1, -1, 15};
    integ_audit *audit = audit_line(values, 4, rule);
    expect(audit, 2, INTEG_AUDIT_RULE, 1, 1);
    expect(audit, 3, INTEG_AUDIT_RULE, 1, 1);
    int64_t lower, upper;
    ck_assert_int_eq(integ_audit_interval(audit, 2, 0, &lower, &upper), 1);
    ck_assert(lower == 0 && upper == 2);
    integ_audit_free(audit);
    audit = audit_line(values, 4, NULL);
    ck_assert_int_eq(integ_audit_is_safe(audit), 1);
    integ_audit_free(audit);
}
END_TEST

START_TEST(one_hidden_cell_of_a_line_is_a_difference)
{
    integ_audit *audit = audit_line((const int64_t[]){10, -1, 15}, 2, rule);
    expect(audit, 1, INTEG_AUDIT_LINEAR, 5, 5);
    integ_audit_free(audit);
}
END_TEST

/* Whoever is counted in a hidden cell that may be zero, beside one other hidden cell, where one is left for both. */
START_TEST(whoever_is_counted_finds_that_nobody_else_is)
{
    ck_assert_int_eq(integ_disclosure_set_zeros(rule, 1, NULL), INTEG_STATUS_OK);
    integ_audit *audit = audit_line((const int64_t[]){10, -1, -1, 11}, 3, rule);
    expect(audit, 1, INTEG_AUDIT_INSIDER, 0, 1);
    integ_audit_free(audit);
}
END_TEST

START_TEST(a_width_can_be_asked_for)
{
    ck_assert_int_eq(integ_disclosure_set_width(rule, 3, NULL), INTEG_STATUS_OK);
    integ_audit *audit = audit_line((const int64_t[]){10, -1, -1, 14}, 3, rule);
    expect(audit, 1, INTEG_AUDIT_NARROW, 1, 3);
    integ_audit_free(audit);
}
END_TEST

/* Two values are too near for a width of 2; but who is counted has only one. */
START_TEST(an_insider_is_told_of_before_a_width)
{
    ck_assert_int_eq(integ_disclosure_set_zeros(rule, 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_width(rule, 2, NULL), INTEG_STATUS_OK);
    integ_audit *audit = audit_line((const int64_t[]){10, -1, -1, 11}, 3, rule);
    expect(audit, 1, INTEG_AUDIT_INSIDER, 0, 1);
    integ_audit_free(audit);
}
END_TEST

/* Halves only: a + b, b + c and a + c are known, and so is each of them, though no two sums tell. */
START_TEST(three_overlapping_sums_tell_their_parts)
{
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new(context, 3, &cells, NULL), INTEG_STATUS_OK);
    const int64_t pairs[3][2] = {{0, 1}, {1, 2}, {0, 2}};
    for (int64_t i = 0; i < 3; i++) {
        ck_assert_int_eq(integ_cells_add(cells, pairs[i], 2, NULL, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_cells_add(cells, &i, 1, NULL, NULL), INTEG_STATUS_OK);
    }
    integ_audit *audit;
    ck_assert_int_eq(integ_audit_new(cells, (const int64_t[]){9, -1, 8, -1, 7, -1}, NULL, &audit, NULL),
                     INTEG_STATUS_OK);
    expect(audit, 1, INTEG_AUDIT_LINEAR, 4, 4);
    expect(audit, 3, INTEG_AUDIT_LINEAR, 5, 5);
    expect(audit, 5, INTEG_AUDIT_LINEAR, 3, 3);
    integ_audit_free(audit);
    ck_assert_int_eq(integ_audit_new(cells, (const int64_t[]){1, -1, 1, -1, 1, -1}, NULL, &audit, NULL),
                     INTEG_STATUS_INCONSISTENT);
    integ_cells_free(cells);
}
END_TEST

START_TEST(what_cannot_have_been_published_is_refused)
{
    integ_cells *cells = line_of(context, 2);
    integ_audit *audit = NULL;
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_audit_new(cells, (const int64_t[]){10, -1, 9}, NULL, &audit, error),
                     INTEG_STATUS_INCONSISTENT);
    ck_assert_ptr_null(audit);
    ck_assert_int_eq(integ_error_count(error), 1);
    ck_assert_int_eq(integ_audit_new(cells, (const int64_t[]){10, -2, 9}, NULL, &audit, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    integ_error_free(error);
    integ_cells_free(cells);
}
END_TEST

static bool shows_zeros(const int64_t *sums, void *values)
{
    for (int64_t i = 0; ((const int64_t *)values)[i] > -2; i++)
        if (((const int64_t *)values)[i] == -1 && sums[i] == 0)
            return false;
    return true;
}

/* The audit finds what going through all tables finds: every limit, with and without the rule. */
static int64_t compare_with_enumeration(const integ_cells *cells, int64_t *values, const integ_disclosure *known)
{
    static possible tables;
    enumerate(cells, values, known == NULL ? NULL : shows_zeros, values, &tables);
    if (tables.tables <= 0)
        return 0;
    integ_audit *audit;
    ck_assert_int_eq(integ_audit_new(cells, values, known, &audit, NULL), INTEG_STATUS_OK);
    for (int64_t cell = 0; cell < integ_cells_count(cells); cell++) {
        if (values[cell] >= 0)
            continue;
        int64_t lower, upper;
        int32_t exact = integ_audit_interval(audit, cell, known != NULL, &lower, &upper);
        if (!exact || lower != tables.lower[cell] || upper != tables.upper[cell])
            ck_abort_msg("cell %lld: [%lld, %lld] instead of [%lld, %lld]", (long long)cell, (long long)lower,
                         (long long)upper, (long long)tables.lower[cell], (long long)tables.upper[cell]);
        int32_t finding = integ_audit_finding(audit, cell);
        if (finding != INTEG_AUDIT_INSIDER && (lower == upper) != (finding != INTEG_AUDIT_SAFE))
            ck_abort_msg("cell %lld: %s", (long long)cell, integ_audit_finding_name(finding));
    }
    integ_audit_free(audit);
    return 1;
}

START_TEST(intervals_are_those_of_all_possible_tables)
{
    uint64_t state = 20240917;
    int64_t compared = 0;
    for (int64_t wanted = is_long_run() ? 20000 : 600; compared < wanted;) {
        integ_cells *cells = draw_system(context, &state);
        int64_t counts[64], values[ENUMERATED_CELLS_AT_MOST + 1];
        draw_counts(cells, &state, counts);
        sum_cells(cells, counts, values);
        int64_t count = integ_cells_count(cells);
        for (int64_t cell = 0; cell < count - 1; cell++)
            if (values[cell] > 0 && draw(&state, 3) > 0)
                values[cell] = -1;
        values[count] = -2;
        compared += compare_with_enumeration(cells, values, NULL);
        compared += compare_with_enumeration(cells, values, rule);
        integ_cells_free(cells);
    }
}
END_TEST

/* A table that is safe, or one that counts not being negative give away. */
static integ_status attempt_audit(integ_context *failing, integ_error *error, void *userdata)
{
    static const int64_t sizes[] = {3, 3};
    static const int64_t parents[] = {-1, 0, 0, -1, 0, 0};
    static const int64_t safe[] = {20, 12, 8, 11, -1, -1, 9, -1, -1}, unsafe[] = {12, 12, 0, 11, -1, -1, 1, -1, -1};
    const int64_t *values = userdata == NULL ? safe : unsafe;
    integ_cells *cells;
    integ_audit *audit = NULL;
    integ_disclosure *known = NULL;
    integ_status status = integ_cells_new_table(failing, 2, sizes, parents, &cells, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_new(failing, &known, error);
    if (status == INTEG_STATUS_OK)
        status = integ_audit_new(cells, values, known, &audit, error);
    integ_audit_free(audit);
    integ_disclosure_free(known);
    integ_cells_free(cells);
    return status;
}

START_TEST(an_audit_survives_running_out_of_memory)
{
    char given_away = 1;
    for_each_failing_allocation(attempt_audit, NULL);
    for_each_failing_allocation(attempt_audit, &given_away);
}
END_TEST

void add_audit(Suite *suite)
{
    TCase *tests = tcase_create("audit");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, is_long_run() ? 3600 : 120);
    const TTest *const all[] = {hidden_zeros_follow_from_counts_not_being_negative,
                                singletons_follow_from_zeros_being_shown,
                                one_hidden_cell_of_a_line_is_a_difference,
                                whoever_is_counted_finds_that_nobody_else_is,
                                a_width_can_be_asked_for,
                                an_insider_is_told_of_before_a_width,
                                three_overlapping_sums_tell_their_parts,
                                what_cannot_have_been_published_is_refused,
                                intervals_are_those_of_all_possible_tables,
                                an_audit_survives_running_out_of_memory};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        tcase_add_test(tests, all[i]);
    suite_add_tcase(suite, tests);
}
