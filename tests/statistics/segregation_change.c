/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/suite.h"
#include "support/failing_allocator.h"

static integ_context *context;

static void begin(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
}

static void end(void)
{
    integ_context_free(context);
}

static integ_segregation *of(const double *counts, int64_t units, int64_t groups)
{
    integ_segregation *all;
    ck_assert_int_eq(integ_segregation_new(context, counts, units, groups, &all, NULL), INTEG_STATUS_OK);
    return all;
}

/* ---- what a change comes from ---- */

/* The counts of test_mutual_difference in the R package segregation, two units of four groups; and five units of three
 * groups, one of which goes away and one of which no longer has a group. */
static const double early[] = {40, 30, 20, 10, 5, 10, 15, 20}, late[] = {20, 20, 20, 15, 5, 10, 10, 15};
static const double town[] = {12, 3, 40, 7, 7, 7, 0, 20, 31, 9, 0, 0, 3, 33, 8};
static const double town_later[] = {14, 5, 30, 17, 7, 2, 0, 0, 0, 9, 0, 10, 6, 20, 8};

static void explain(const double *before, const double *after, int64_t units, int64_t groups, double *parts)
{
    integ_segregation *first = of(before, units, groups), *second = of(after, units, groups);
    double m_first, m_second, sum = 0;
    ck_assert_int_eq(integ_segregation_difference(first, second, 0, parts, NULL), INTEG_STATUS_OK);
    integ_segregation_mutual_information(first, &m_first, NULL);
    integ_segregation_mutual_information(second, &m_second, NULL);
    for (int i = 0; i < INTEG_DIFFERENCE_PARTS; i++)
        sum += parts[i];
    ck_assert(fabs(sum - (m_second - m_first)) < 1e-14);
    integ_segregation_free(first);
    integ_segregation_free(second);
}

/* Worked out apart from this library, with dictionaries and sums in Python, down to margins that are off by 1e-14. */
START_TEST(parts_of_a_change_equal_those_worked_out_elsewhere)
{
    double parts[INTEG_DIFFERENCE_PARTS];
    explain(early, late, 2, 4, parts);
    ck_assert(fabs(parts[INTEG_DIFFERENCE_ADDITIONS]) < 1e-15 && fabs(parts[INTEG_DIFFERENCE_REMOVALS]) < 1e-15);
    near_to(parts[INTEG_DIFFERENCE_GROUPS], -0.0033887688366992406, 1e-9);
    near_to(parts[INTEG_DIFFERENCE_UNITS], 0.0012003572422461936, 1e-9);
    near_to(parts[INTEG_DIFFERENCE_STRUCTURE], -0.06868001408422117, 1e-9);
    explain(town, town_later, 5, 3, parts);
    ck_assert(fabs(parts[INTEG_DIFFERENCE_ADDITIONS]) < 1e-15);
    near_to(parts[INTEG_DIFFERENCE_REMOVALS], 0.03234746452844173, 1e-9);
    near_to(parts[INTEG_DIFFERENCE_GROUPS], -0.05868797063902608, 1e-6);
    near_to(parts[INTEG_DIFFERENCE_UNITS], 0.06860141868483571, 1e-6);
    near_to(parts[INTEG_DIFFERENCE_STRUCTURE], -0.1388188609142602, 1e-6);
}
END_TEST

static void transpose(const double *counts, int units, int groups, double *turned)
{
    for (int unit = 0; unit < units; unit++)
        for (int group = 0; group < groups; group++)
            turned[group * units + unit] = counts[unit * groups + group];
}

START_TEST(parts_change_sign_with_time_and_place_with_units_and_groups)
{
    double forth[INTEG_DIFFERENCE_PARTS], back[INTEG_DIFFERENCE_PARTS], turned[INTEG_DIFFERENCE_PARTS];
    double first[15], second[15];
    explain(town, town_later, 5, 3, forth);
    explain(town_later, town, 5, 3, back);
    near_to(back[INTEG_DIFFERENCE_ADDITIONS], -forth[INTEG_DIFFERENCE_REMOVALS], 1e-12);
    near_to(back[INTEG_DIFFERENCE_GROUPS], -forth[INTEG_DIFFERENCE_GROUPS], 1e-9);
    near_to(back[INTEG_DIFFERENCE_UNITS], -forth[INTEG_DIFFERENCE_UNITS], 1e-9);
    near_to(back[INTEG_DIFFERENCE_STRUCTURE], -forth[INTEG_DIFFERENCE_STRUCTURE], 1e-9);
    transpose(town, 5, 3, first);
    transpose(town_later, 5, 3, second);
    explain(first, second, 3, 5, turned);
    near_to(turned[INTEG_DIFFERENCE_GROUPS], forth[INTEG_DIFFERENCE_UNITS], 1e-7);
    near_to(turned[INTEG_DIFFERENCE_UNITS], forth[INTEG_DIFFERENCE_GROUPS], 1e-7);
    near_to(turned[INTEG_DIFFERENCE_STRUCTURE], forth[INTEG_DIFFERENCE_STRUCTURE], 1e-7);
}
END_TEST

/* Other sizes of units or groups alone are no other structure. */
START_TEST(sizes_alone_are_no_structure)
{
    double scaled[15], parts[INTEG_DIFFERENCE_PARTS];
    for (int i = 0; i < 15; i++)
        scaled[i] = town[i] * (1 + i / 3) * (i % 3 == 1 ? 5 : 2);
    explain(town, scaled, 5, 3, parts);
    ck_assert(fabs(parts[INTEG_DIFFERENCE_STRUCTURE]) < 1e-7);
    ck_assert(fabs(parts[INTEG_DIFFERENCE_GROUPS]) > 1e-3);
    for (int i = 0; i < 15; i++)
        scaled[i] = town[i] * 7;
    explain(town, scaled, 5, 3, parts);
    for (int i = 0; i < INTEG_DIFFERENCE_PARTS; i++)
        ck_assert(fabs(parts[i]) < 1e-12);
}
END_TEST

/* Rounding once left parts of 2.8e-17 there. */
START_TEST(no_change_has_no_parts)
{
    const double before[] = {6, 9, 1, 8, 4, 1}, after[] = {18, 27, 3, 24, 12, 3};
    double parts[INTEG_DIFFERENCE_PARTS];
    explain(before, after, 3, 2, parts);
    for (int i = 0; i < INTEG_DIFFERENCE_PARTS; i++)
        ck_assert(parts[i] == 0);
}
END_TEST

START_TEST(changes_that_cannot_be_told_are_refused)
{
    double parts[INTEG_DIFFERENCE_PARTS] = {1, 1, 1, 1, 1};
    integ_segregation *here = of((double[]){5, 3, 0, 0}, 2, 2), *there = of((double[]){0, 0, 4, 1}, 2, 2);
    integ_segregation *wider = of(town, 5, 3);
    ck_assert_int_eq(integ_segregation_difference(here, there, 0, parts, NULL), INTEG_STATUS_UNDEFINED);
    for (int i = 0; i < INTEG_DIFFERENCE_PARTS; i++)
        ck_assert(parts[i] == 0);
    ck_assert_int_eq(integ_segregation_difference(here, wider, 0, parts, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_segregation_difference(here, here, NAN, parts, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_segregation_difference(here, NULL, 0, parts, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_segregation_difference(here, here, 0, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_segregation_free(here);
    integ_segregation_free(there);
    integ_segregation_free(wider);
}
END_TEST

/* ---- drawing anew ---- */

/* 40 units of ten, in each three of the first group: without chance there is no segregation at all. */
static integ_segregation *even_units(void)
{
    double counts[80];
    for (int i = 0; i < 40; i++) {
        counts[2 * i] = 3;
        counts[2 * i + 1] = 7;
    }
    return of(counts, 40, 2);
}

typedef struct drawn {
    double corrected, lower, upper;
} drawn;

static drawn draw(const integ_segregation *all, int32_t measure, int64_t count, int64_t seed, double confidence)
{
    drawn found;
    ck_assert_int_eq(integ_segregation_bootstrap(all, measure, 0, count, seed, confidence, &found.corrected,
                                                 &found.lower, &found.upper, NULL),
                     INTEG_STATUS_OK);
    return found;
}

/* What chance adds to M in small units is about (I - 1) (G - 1) / 2T (Miller 1955): so much is taken off. */
START_TEST(what_chance_adds_in_small_units_is_taken_off)
{
    double estimate, expected;
    integ_segregation *all = even_units();
    integ_segregation_mutual_information(all, &estimate, NULL);
    integ_segregation_expected_mutual_information(all, &expected, NULL);
    drawn found = draw(all, INTEG_SEGREGATION_MUTUAL_INFORMATION, 1000, 1, 0.95);
    near_to(estimate - found.corrected, expected, 0.15);
    integ_segregation_free(all);
    all = of((double[]){9000, 1000, 2000, 8000}, 2, 2); /* in large units hardly anything */
    integ_segregation_mutual_information(all, &estimate, NULL);
    found = draw(all, INTEG_SEGREGATION_MUTUAL_INFORMATION, 500, 1, 0.95);
    near_to(found.corrected, estimate, 0.002);
    integ_segregation_free(all);
}
END_TEST

/* The standard deviation of a share of p of n is √(p (1 − p) / n): so of isolation in units that are kept apart wholly
 * or of one unit alone, which is the group's share. */
START_TEST(limits_are_as_wide_as_a_share_of_so_many_has_them)
{
    integ_segregation *all = of((double[]){300, 700}, 1, 2);
    drawn found = draw(all, INTEG_SEGREGATION_ISOLATION, 4000, 7, 0.95);
    double reach = 1.959963984540054 * sqrt(0.3 * 0.7 / 1000);
    near_to(found.upper - found.lower, 2 * reach, 0.05);
    near_to(found.corrected, 0.3, 0.01);
    ck_assert(found.lower < 0.3 && 0.3 < found.upper);
    integ_segregation_free(all);
}
END_TEST

START_TEST(the_same_seed_draws_the_same)
{
    for (int32_t measure = INTEG_SEGREGATION_DISSIMILARITY; measure <= INTEG_SEGREGATION_MULTIGROUP_DISSIMILARITY;
         measure++) {
        integ_segregation *all = of(town, 5, 3);
        drawn one = draw(all, measure, 200, 3, 0.9), again = draw(all, measure, 200, 3, 0.9);
        drawn other = draw(all, measure, 200, 4, 0.9), wide = draw(all, measure, 200, 3, 0.99);
        ck_assert(one.corrected == again.corrected && one.lower == again.lower && one.upper == again.upper);
        ck_assert(one.corrected != other.corrected);
        ck_assert(wide.lower <= one.lower && one.lower <= one.corrected && one.corrected <= one.upper &&
                  one.upper <= wide.upper && wide.corrected == one.corrected);
        integ_segregation_free(all);
    }
}
END_TEST

/* Four draws of 5 and 3 members worked out apart from this library, with SplitMix64 in Python: 6 and 2, 5 and 3, 6 and
 * 2, 4 and 4. */
START_TEST(every_machine_draws_the_same)
{
    integ_segregation *all = of((double[]){5, 3}, 1, 2);
    drawn found = draw(all, INTEG_SEGREGATION_ISOLATION, 4, 42, 0.5);
    ck_assert(found.corrected == 0.59375);
    integ_segregation_free(all);
}
END_TEST

START_TEST(draws_that_make_no_sense_are_refused)
{
    double a = 1, b = 1, c = 1;
    integ_segregation *all = of(town, 5, 3), *parts = of((double[]){1.5, 2, 3, 4}, 2, 2);
    integ_segregation *rare = of((double[]){1, 0, 0, 0}, 2, 2);
    const int32_t m = INTEG_SEGREGATION_MUTUAL_INFORMATION;
    ck_assert_int_eq(integ_segregation_bootstrap(all, m, 0, 1, 0, 0.95, &a, &b, &c, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert(a == 0 && b == 0 && c == 0);
    ck_assert_int_eq(integ_segregation_bootstrap(all, m, 0, 9, 0, 1, &a, &b, &c, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_segregation_bootstrap(parts, m, 0, 9, 0, 0.9, &a, &b, &c, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_segregation_bootstrap(all, 99, 0, 9, 0, 0.9, &a, &b, &c, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_segregation_bootstrap(all, m, 0, 9, 0, 0.9, NULL, &b, &c, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_segregation_bootstrap(rare, INTEG_SEGREGATION_GINI, 0, 9, 0, 0.9, &a, &b, &c, NULL),
                     INTEG_STATUS_UNDEFINED);
    integ_segregation_free(all);
    integ_segregation_free(parts);
    integ_segregation_free(rare);
}
END_TEST

/* Of two members half the draws take one of them twice, and then there is nothing to be kept apart. */
START_TEST(measures_that_most_draws_miss_have_no_limits)
{
    double counts[] = {1, 0, 0, 1}, a, b, c;
    integ_segregation *all = of(counts, 2, 2);
    int undefined = 0;
    for (int seed = 0; seed < 40; seed++)
        undefined += integ_segregation_bootstrap(all, INTEG_SEGREGATION_GINI, 0, 2, seed, 0.9, &a, &b, &c, NULL) ==
                     INTEG_STATUS_UNDEFINED;
    ck_assert_int_ge(undefined, 3);
    ck_assert_int_le(undefined, 20);
    integ_segregation_free(all);
}
END_TEST

static int32_t stop(const char *step, int64_t done, int64_t total, void *userdata)
{
    (void)step, (void)total, (void)userdata;
    return done >= 3;
}

START_TEST(drawing_can_be_cancelled)
{
    double a, b, c;
    integ_segregation *all = of(town, 5, 3);
    integ_context_set_progress(context, stop, NULL, NULL);
    ck_assert_int_eq(integ_segregation_bootstrap(all, INTEG_SEGREGATION_GINI, 0, 300, 1, 0.9, &a, &b, &c, NULL),
                     INTEG_STATUS_CANCELLED);
    ck_assert(a == 0 && b == 0 && c == 0);
    integ_segregation_free(all);
}
END_TEST

static integ_status try_both(integ_context *under, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_segregation *first, *second = NULL;
    double a, b, c, parts[INTEG_DIFFERENCE_PARTS];
    integ_status status = integ_segregation_new(under, town, 5, 3, &first, error);
    if (status == INTEG_STATUS_OK)
        status = integ_segregation_new(under, town_later, 5, 3, &second, error);
    if (status == INTEG_STATUS_OK)
        status = integ_segregation_bootstrap(first, INTEG_SEGREGATION_GINI, 0, 3, 1, 0.9, &a, &b, &c, error);
    if (status == INTEG_STATUS_OK)
        status = integ_segregation_difference(first, second, 0.01, parts, error);
    integ_segregation_free(first);
    integ_segregation_free(second);
    return status;
}

START_TEST(running_out_of_memory_is_said)
{
    for_each_failing_allocation(try_both, NULL);
}
END_TEST

void add_segregation_change(Suite *suite)
{
    const TTest *const tests[] = {parts_of_a_change_equal_those_worked_out_elsewhere,
                                  parts_change_sign_with_time_and_place_with_units_and_groups,
                                  sizes_alone_are_no_structure, no_change_has_no_parts,
                                  changes_that_cannot_be_told_are_refused,
                                  what_chance_adds_in_small_units_is_taken_off,
                                  limits_are_as_wide_as_a_share_of_so_many_has_them,
                                  the_same_seed_draws_the_same,
                                  every_machine_draws_the_same,
                                  draws_that_make_no_sense_are_refused,
                                  measures_that_most_draws_miss_have_no_limits,
                                  drawing_can_be_cancelled,
                                  NULL};
    TCase *change = tcase_create("segregation change");
    tcase_set_timeout(change, 120);
    tcase_add_checked_fixture(change, begin, end);
    for (int i = 0; tests[i] != NULL; i++)
        tcase_add_test(change, tests[i]);
    suite_add_tcase(suite, change);
    add_tests(suite, "segregation change without memory", (const TTest *[]){running_out_of_memory_is_said, NULL});
}
