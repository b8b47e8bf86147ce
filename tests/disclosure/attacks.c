/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Attacks that somebody met or published. Each works on a table that was protected badly, and the audit finds it; the
 * same table protected here withstands it. Issues are those of sdcTools/UserSupport; the handbook is Hundepool et al.,
 * "Handbook on Statistical Disclosure Control", 2nd edition (2024). */
#include "disclosure/enumerate.h"
#include "disclosure/suite.h"
#include "disclosure/systems.h"

#include <stdlib.h>
#include <string.h>

static integ_context *context;
static integ_disclosure *rule;

static void set_up(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
}

static void tear_down(void)
{
    integ_disclosure_free(rule);
    integ_context_free(context);
}

/* Thresholds alone, as those who met the attacks had them. */
static void take_threshold(int64_t threshold)
{
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, threshold, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_full_cell(rule, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_complement(rule, 0, NULL), INTEG_STATUS_OK);
}

/* A table of rows and columns with their totals, which are the last of each. */
static integ_cells *cross(int64_t rows, int64_t columns)
{
    int64_t sizes[] = {rows + 1, columns + 1}, parents[64];
    for (int64_t i = 0; i < rows + columns + 2; i++)
        parents[i] = i < rows ? rows : i == rows || i == rows + columns + 1 ? -1 : columns;
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new_table(context, 2, sizes, parents, &cells, NULL), INTEG_STATUS_OK);
    return cells;
}

static integ_audit *audit(const integ_cells *cells, const int64_t *values, const integ_disclosure *known)
{
    integ_audit *out;
    ck_assert_int_eq(integ_audit_new(cells, values, known, &out, NULL), INTEG_STATUS_OK);
    return out;
}

static void expect(const integ_audit *found, int64_t cell, int32_t finding, int64_t lower, int64_t upper)
{
    int64_t limits[2];
    ck_assert_str_eq(integ_audit_finding_name(integ_audit_finding(found, cell)), integ_audit_finding_name(finding));
    integ_audit_interval(found, cell, finding >= INTEG_AUDIT_RULE, &limits[0], &limits[1]);
    ck_assert_int_eq(limits[0], lower);
    ck_assert_int_eq(limits[1], upper);
}

/* Otherwise there is no end to the tables that are possible. */
static bool all_are_counted(const integ_cells *cells, const int64_t *values)
{
    bool counted[64] = {false};
    for (int64_t cell = 0; cell < integ_cells_count(cells); cell++) {
        int64_t count;
        const int64_t *atoms = integ_cells_members(cells, cell, &count);
        for (int64_t i = 0; i < count && values[cell] >= 0; i++)
            counted[atoms[i]] = true;
    }
    for (int64_t atom = 0; atom < integ_cells_atoms(cells); atom++)
        if (!counted[atom])
            return false;
    return true;
}

/* Whoever knows all that is shown, and what was protected by, is left with at least two counts for each hidden one,
 * which going through all tables confirms. */
static void expect_protected(const integ_cells *cells, const int64_t *counts)
{
    int32_t states[64];
    int64_t values[64], hidden = 0;
    ck_assert_int_eq(integ_protect(cells, counts, rule, states, NULL), INTEG_STATUS_OK);
    sum_cells(cells, counts, values);
    for (int64_t cell = 0; cell < integ_cells_count(cells); cell++) {
        if (states[cell] == INTEG_CELL_SHOWN && integ_disclosure_hides_count(rule, values[cell]))
            ck_abort_msg("cell %lld is shown", (long long)cell);
        hidden += states[cell] != INTEG_CELL_SHOWN;
        values[cell] = states[cell] == INTEG_CELL_SHOWN ? values[cell] : -1;
    }
    ck_assert_int_gt(hidden, 0);
    integ_audit *found = audit(cells, values, rule);
    ck_assert_int_eq(integ_audit_is_safe(found), 1);
    integ_audit_free(found);
    static possible tables;
    if (!all_are_counted(cells, values))
        return;
    enumerate(cells, values, NULL, NULL, &tables);
    for (int64_t cell = 0; cell < integ_cells_count(cells) && tables.tables > 0; cell++)
        if (values[cell] < 0)
            ck_assert_int_lt(tables.lower[cell], tables.upper[cell]);
}

/* sdcTools UserSupport 194: nobody is left for the hidden cells, or one for each. */
START_TEST(zeros_and_ones_beside_each_other)
{
    take_threshold(2);
    integ_cells *three = line_of(context, 3), *four = line_of(context, 4);
    integ_audit *found = audit(three, (const int64_t[]){-1, -1, 0, 0}, rule);
    expect(found, 0, INTEG_AUDIT_INTERVAL, 0, 0);
    expect(found, 1, INTEG_AUDIT_INTERVAL, 0, 0);
    integ_audit_free(found);
    found = audit(four, (const int64_t[]){10, 5, -1, -1, 15}, rule);
    expect(found, 2, INTEG_AUDIT_INTERVAL, 0, 0);
    expect(found, 3, INTEG_AUDIT_INTERVAL, 0, 0);
    integ_audit_free(found);
    found = audit(four, (const int64_t[]){10, 3, -1, -1, 15}, rule);
    expect(found, 2, INTEG_AUDIT_RULE, 1, 1);
    expect(found, 3, INTEG_AUDIT_RULE, 1, 1);
    integ_audit_free(found);
    expect_protected(four, (const int64_t[]){10, 3, 1, 1});
    ck_assert_int_eq(integ_disclosure_set_zeros(rule, 1, NULL), INTEG_STATUS_OK);
    expect_protected(four, (const int64_t[]){10, 5, 0, 0});
    integ_cells_free(three);
    integ_cells_free(four);
}
END_TEST

/* sdcTools UserSupport 135: two rows by five columns, where 2 is small: seven hidden cells, and all of them follow. */
START_TEST(ones_and_twos_that_zeros_give_away)
{
    take_threshold(3);
    integ_cells *cells = cross(2, 5);
    static const int64_t counts[] = {1, 1, 7, 1, 0, 1, 0, 0, 2, 8};
    integ_audit *found =
        audit(cells, (const int64_t[]){-1, -1, 7, -1, 0, 10, -1, 0, 0, -1, 8, 11, -1, -1, 7, 3, 8, 21}, rule);
    static const int64_t hidden[] = {0, 1, 3, 6, 9, 12, 13};
    static const int64_t value[] = {1, 1, 1, 1, 2, 2, 1};
    for (int i = 0; i < 7; i++) {
        int64_t lower, upper;
        expect(found, hidden[i], INTEG_AUDIT_RULE, value[i], value[i]);
        integ_audit_interval(found, hidden[i], 0, &lower, &upper);
        ck_assert(lower == 0 && upper == 3); /* which is all that linear programming tells */
    }
    integ_audit_free(found);
    expect_protected(cells, counts);
    integ_cells_free(cells);
}
END_TEST

/* sdcTable's tests: regions of 1, 2, 1 and nobody, to whom 1 is small. */
START_TEST(two_ones_that_add_up_to_two)
{
    take_threshold(2);
    integ_cells *cells = line_of(context, 4);
    integ_audit *found = audit(cells, (const int64_t[]){-1, 2, -1, 0, 4}, rule);
    expect(found, 0, INTEG_AUDIT_RULE, 1, 1);
    expect(found, 2, INTEG_AUDIT_RULE, 1, 1);
    integ_audit_free(found);
    expect_protected(cells, (const int64_t[]){1, 2, 1, 0});
    integ_cells_free(cells);
}
END_TEST

/* Handbook, section 4.2, example 3 (Geurts 1992): what counts not being negative leaves. */
START_TEST(intervals_of_the_handbook)
{
    integ_cells *cells = cross(3, 2);
    integ_audit *found = audit(cells, (const int64_t[]){-1, -1, 7, -1, -1, 3, 3, 3, 6, 9, 7, 16}, NULL);
    expect(found, 0, INTEG_AUDIT_SAFE, 3, 6);
    expect(found, 1, INTEG_AUDIT_SAFE, 1, 4);
    expect(found, 3, INTEG_AUDIT_SAFE, 0, 3);
    expect(found, 4, INTEG_AUDIT_SAFE, 0, 3);
    integ_audit_free(found);
    integ_cells_free(cells);
}
END_TEST

/* sdcTable's tests: at least two are hidden in each row and column, and one of them is a difference of sums. */
START_TEST(two_hidden_cells_in_every_line_are_not_enough)
{
    integ_cells *cells = cross(4, 4);
    int64_t values[] = {-1, -1, -1, 89, 230, -1, 124, -1, 31, 250, 92, -1,   59,
                        -1, 336, 800, -1, 651, -1, 3127, 1012, 1262, 779, 890, 3943};
    integ_audit *found = audit(cells, values, NULL);
    expect(found, 1, INTEG_AUDIT_LINEAR, 47, 47);
    int64_t count;
    const int64_t *witness = integ_audit_witness(found, 1, &count);
    ck_assert(count > 0 && witness != NULL);
    integ_audit_free(found);
    values[8] = -1;
    found = audit(cells, values, NULL);
    expect(found, 1, INTEG_AUDIT_SAFE, 0, 78);
    integ_audit_free(found);
    integ_cells_free(cells);
}
END_TEST

/* sdcTable's tests and UserSupport 136: regions A, B, I to N, in two counties and in two groups. Each table is safe
 * alone; both tell of K, by county 2 less the large group and N. */
START_TEST(two_tables_that_are_safe_each_by_itself)
{
    static const int64_t counts[] = {2, 2, 8, 8, 3, 3, 3, 7};
    static const int64_t all[] = {0, 1, 2, 3, 4, 5, 6, 7}, small[] = {0, 1, 2, 3, 4, 7}, large[] = {5, 6};
    int64_t values[13];
    integ_cells *cells = line_of(context, 8);
    ck_assert_int_eq(integ_cells_add(cells, small, 6, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add(cells, large, 2, NULL, NULL), INTEG_STATUS_OK);
    sum_cells(cells, counts, values);
    for (int64_t cell = 0; cell < 8; cell++)
        values[cell] = counts[cell] <= 3 ? -1 : counts[cell];
    integ_audit *found = audit(cells, values, NULL);
    expect(found, 4, INTEG_AUDIT_SAFE, 0, 7);
    integ_audit_free(found);
    ck_assert_int_eq(integ_cells_add(cells, all, 4, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add(cells, all + 4, 4, NULL, NULL), INTEG_STATUS_OK);
    values[11] = 20;
    values[12] = 16;
    found = audit(cells, values, NULL);
    expect(found, 4, INTEG_AUDIT_LINEAR, 3, 3);
    integ_audit_free(found);
    values[7] = -1;
    found = audit(cells, values, NULL);
    expect(found, 4, INTEG_AUDIT_SAFE, 0, 10);
    integ_audit_free(found);
    take_threshold(4);
    expect_protected(cells, counts);
    integ_cells_free(cells);
}
END_TEST

/* sdcTools UserSupport 315: two programs, or one that draws lots, hide other cells of the same table; who has both
 * knows more. */
START_TEST(two_patterns_of_one_table)
{
    integ_cells *cells = cross(3, 3);
    static const int64_t counts[] = {2, 9, 8, 7, 6, 9, 8, 7, 6};
    static const int64_t patterns[2][4] = {{0, 1, 4, 5}, {0, 2, 8, 10}};
    int64_t values[16], both[16];
    sum_cells(cells, counts, both);
    for (int pattern = 0; pattern < 2; pattern++) {
        sum_cells(cells, counts, values);
        for (int i = 0; i < 4; i++)
            values[patterns[pattern][i]] = -1;
        integ_audit *found = audit(cells, values, NULL);
        ck_assert_int_eq(integ_audit_is_safe(found), 1);
        integ_audit_free(found);
    }
    both[0] = -1; /* the only cell that both hide */
    integ_audit *found = audit(cells, both, NULL);
    expect(found, 0, INTEG_AUDIT_LINEAR, 2, 2);
    integ_audit_free(found);
    int32_t states[2][16];
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(integ_protect(cells, counts, rule, states[i], NULL), INTEG_STATUS_OK);
    ck_assert_mem_eq(states[0], states[1], sizeof states[0]);
    integ_cells_free(cells);
}
END_TEST

/* Handbook, section 5.2: married 38 and 17, divorced 7 and 4, single 3 and 1; and married 6 and nobody, divorced 5 and
 * 1, single 2 and 2. */
START_TEST(one_person_and_everybody)
{
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, 3, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_hides_count(rule, 1), 1);
    integ_cells *cells = cross(3, 2);
    expect_protected(cells, (const int64_t[]){38, 17, 7, 4, 3, 1});
    ck_assert_int_eq(integ_disclosure_hides_share(rule, 6, 6), 1);
    ck_assert_int_eq(integ_disclosure_hides_share(rule, 5, 6), 1);
    int32_t states[12];
    ck_assert_int_eq(integ_protect(cells, (const int64_t[]){6, 0, 5, 1, 2, 2}, rule, states, NULL), INTEG_STATUS_OK);
    ck_assert(states[0] != INTEG_CELL_SHOWN && states[1] != INTEG_CELL_SHOWN);
    ck_assert(states[3] != INTEG_CELL_SHOWN && states[4] != INTEG_CELL_SHOWN);
    expect_protected(cells, (const int64_t[]){6, 0, 5, 1, 2, 2});
    integ_cells_free(cells);
}
END_TEST

/* Handbook, section 5.2: six counts of an area, and the same of an area that is a little larger. */
static const int64_t area_2001[] = {50, 54, 128, 140, 39, 49};
static const int64_t area_1991[] = {52, 55, 130, 140, 39, 49};

/* Cell i is an area's count by the older definition, cell 6 + i by the newer; atom i is in both, atom 6 + i was left
 * out. */
static integ_cells *two_areas(int64_t *counts)
{
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new(context, 12, &cells, NULL), INTEG_STATUS_OK);
    for (int64_t i = 0; i < 6; i++)
        ck_assert_int_eq(integ_cells_add(cells, (const int64_t[]){i, 6 + i}, 2, NULL, NULL), INTEG_STATUS_OK);
    for (int64_t i = 0; i < 6; i++) {
        ck_assert_int_eq(integ_cells_add(cells, &i, 1, NULL, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_cells_add_share(cells, 6 + i, i, NULL), INTEG_STATUS_OK);
        counts[i] = area_2001[i];
        counts[6 + i] = area_1991[i] - area_2001[i];
    }
    return cells;
}

START_TEST(two_areas_of_which_one_is_a_little_larger)
{
    int64_t counts[12], values[18];
    integ_cells *cells = two_areas(counts);
    sum_cells(cells, counts, values);
    for (int64_t i = 0; i < 6; i++) {
        int64_t left = 6 + i;
        ck_assert_int_eq(integ_cells_add(cells, &left, 1, NULL, NULL), INTEG_STATUS_OK);
        values[12 + i] = -1;
    }
    integ_audit *found = audit(cells, values, rule);
    static const int64_t differences[] = {2, 1, 2, 0, 0, 0};
    for (int64_t i = 0; i < 6; i++)
        expect(found, 12 + i, INTEG_AUDIT_LINEAR, differences[i], differences[i]);
    integ_audit_free(found);
    integ_cells_free(cells);

    cells = two_areas(counts);
    int32_t states[12];
    ck_assert_int_eq(integ_disclosure_set_full_cell(rule, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_protect(cells, counts, rule, states, NULL), INTEG_STATUS_OK);
    for (int64_t i = 0; i < 6; i++)
        ck_assert_int_eq(states[i] == INTEG_CELL_SHOWN && states[6 + i] == INTEG_CELL_SHOWN, differences[i] == 0);
    int64_t rounded[12];
    ck_assert_int_eq(integ_round(cells, counts, rule, 5, 0, rounded, NULL, NULL), INTEG_STATUS_OK);
    for (int64_t i = 0; i < 6; i++)
        ck_assert_int_eq((rounded[i] - rounded[6 + i]) % 5, 0);
    integ_cells_free(cells);
}
END_TEST

/* Handbook, section 5.2: 102 live in an area, of whom 85 work and 22 work there; so 63 work elsewhere, whom nobody
 * published. Were they 3, it could not be published. */
START_TEST(people_who_follow_from_linking_tables)
{
    enum { WORK_HERE, WORK_ELSEWHERE, DO_NOT_WORK, LIVE_ELSEWHERE, ATOMS };
    static const int64_t numbers[][ATOMS] = {{22, 63, 17, 27}, {82, 3, 17, 27}};
    for (int at = 0; at < 2; at++) {
        integ_cells *cells;
        ck_assert_int_eq(integ_cells_new(context, ATOMS, &cells, NULL), INTEG_STATUS_OK);
        static const int64_t employed[] = {WORK_HERE, WORK_ELSEWHERE},
                             live[] = {WORK_HERE, WORK_ELSEWHERE, DO_NOT_WORK};
        static const int64_t work[] = {WORK_HERE, LIVE_ELSEWHERE}, both[] = {WORK_HERE}, hidden[] = {WORK_ELSEWHERE};
        int64_t values[5];
        ck_assert_int_eq(integ_cells_add(cells, employed, 2, NULL, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_cells_add(cells, live, 3, NULL, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_cells_add(cells, work, 2, NULL, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_cells_add(cells, both, 1, NULL, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_cells_add_share(cells, 3, 0, NULL), INTEG_STATUS_OK);
        int32_t states[4];
        ck_assert_int_eq(integ_protect(cells, numbers[at], rule, states, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(states[0] == INTEG_CELL_SHOWN && states[3] == INTEG_CELL_SHOWN, at == 0);
        ck_assert_int_eq(integ_cells_add(cells, hidden, 1, NULL, NULL), INTEG_STATUS_OK);
        sum_cells(cells, numbers[at], values);
        values[4] = -1;
        integ_audit *found = audit(cells, values, rule);
        expect(found, 4, INTEG_AUDIT_LINEAR, numbers[at][WORK_ELSEWHERE], numbers[at][WORK_ELSEWHERE]);
        integ_audit_free(found);
        integ_cells_free(cells);
    }
}
END_TEST

/* Handbook, section 5.5: 1, 0; 3, 3; 12, 20. Each cell rounded by itself does not add up, and whoever adds finds out
 * more: two cells of 0 with a total of 5 are 3 or 4 together. Here all lines add up, and nothing is one base or more
 * away; and it is no use to ask again. */
START_TEST(rounded_cells_that_do_not_add_up)
{
    static const int64_t counts[] = {1, 0, 3, 3, 12, 20};
    integ_cells *cells = cross(3, 2);
    int64_t values[12], again[12], truth[12], sums[12], atoms[6];
    ck_assert_int_eq(integ_round(cells, counts, rule, 5, 0, values, atoms, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_round(cells, counts, rule, 5, 0, again, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_mem_eq(values, again, sizeof values);
    sum_cells(cells, counts, truth);
    sum_cells(cells, atoms, sums);
    for (int64_t cell = 0; cell < 12; cell++) {
        ck_assert_int_eq(values[cell], sums[cell]);
        ck_assert(values[cell] == 0 || values[cell] >= 5);
        ck_assert_int_lt(llabs(values[cell] - truth[cell]), 5);
    }
    integ_cells_free(cells);
    cells = line_of(context, 2);
    for (int64_t first = 0; first <= 4; first++) {
        for (int64_t second = 0; second <= 4; second++) {
            ck_assert_int_eq(integ_round(cells, (const int64_t[]){first, second}, rule, 5, 0, values, NULL, NULL),
                             INTEG_STATUS_OK);
            ck_assert_int_eq(values[0] + values[1], values[2]);
        }
    }
    integ_cells_free(cells);
}
END_TEST

/* sdcTable's tests: region by sex, where two women live in A; three cells keep them company. */
START_TEST(one_small_cell_needs_three_others)
{
    take_threshold(3);
    static const int64_t counts[] = {18, 2, 14, 19, 12, 10, 11, 14};
    integ_cells *cells = cross(4, 2);
    int32_t states[15];
    int64_t hidden = 0;
    ck_assert_int_eq(integ_protect(cells, counts, rule, states, NULL), INTEG_STATUS_OK);
    for (int64_t cell = 0; cell < 15; cell++)
        hidden += states[cell] != INTEG_CELL_SHOWN;
    ck_assert_int_eq(hidden, 4);
    ck_assert_int_eq(states[1], INTEG_CELL_PRIMARY);
    expect_protected(cells, counts);
    integ_cells_free(cells);
}
END_TEST

void add_attacks(Suite *suite)
{
    TCase *tests = tcase_create("attacks");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    const TTest *const all[] = {zeros_and_ones_beside_each_other,
                                ones_and_twos_that_zeros_give_away,
                                two_ones_that_add_up_to_two,
                                intervals_of_the_handbook,
                                two_hidden_cells_in_every_line_are_not_enough,
                                two_tables_that_are_safe_each_by_itself,
                                two_patterns_of_one_table,
                                one_person_and_everybody,
                                two_areas_of_which_one_is_a_little_larger,
                                people_who_follow_from_linking_tables,
                                rounded_cells_that_do_not_add_up,
                                one_small_cell_needs_three_others};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        tcase_add_test(tests, all[i]);
    suite_add_tcase(suite, tests);
}
