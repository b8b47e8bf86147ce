/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/suite.h"
#include "support/failing_allocator.h"

static failing_allocator *allocator;
static integ_context *context;

static void begin(void)
{
    allocator = failing_allocator_new();
    context = failing_allocator_context(allocator);
}

static void end(void)
{
    integ_context_free(context);
    failing_allocator_free(allocator);
}

static integ_segregation *of(const double *counts, int64_t units, int64_t groups)
{
    integ_segregation *all;
    ck_assert_int_eq(integ_segregation_new(context, counts, units, groups, &all, NULL), INTEG_STATUS_OK);
    return all;
}

/* All measures of the first group, and those of all. */
enum { M, H, D, MULTI, GINI, ATKINSON, ISOLATION, EXPOSURE, MEASURES };

static void measure(const integ_segregation *all, double *measures)
{
    integ_status status = integ_segregation_mutual_information(all, &measures[M], NULL);
    status |= integ_segregation_theil_h(all, &measures[H], NULL);
    status |= integ_segregation_dissimilarity_from_rest(all, 0, &measures[D], NULL);
    status |= integ_segregation_multigroup_dissimilarity(all, &measures[MULTI], NULL);
    status |= integ_segregation_gini(all, 0, &measures[GINI], NULL);
    status |= integ_segregation_atkinson(all, 0, 0.5, &measures[ATKINSON], NULL);
    status |= integ_segregation_isolation(all, 0, &measures[ISOLATION], NULL);
    status |= integ_segregation_exposure(all, 0, 1, &measures[EXPOSURE], NULL);
    ck_assert_int_eq(status, INTEG_STATUS_OK);
}

static void measure_and_free(integ_segregation *all, double *measures)
{
    measure(all, measures);
    integ_segregation_free(all);
}

static void same(const double *one, const double *other)
{
    for (int i = 0; i < MEASURES; i++)
        near_to(one[i], other[i], 1e-12);
}

/* Published in the tests of the R package segregation (elbersb/segregation, test_dissimilarity and test_mutual_total);
 * H and M of the last computed with that package, version 1.1.0.9000. */
START_TEST(measures_equal_the_published_ones)
{
    double measures[MEASURES], value;
    measure_and_free(of((double[]){100, 0, 60, 40, 40, 60, 0, 100}, 4, 2), measures);
    near(measures[D], 0.6);
    near(measures[MULTI], 0.6);
    measure_and_free(of((double[]){100, 0, 100, 0, 0, 100, 0, 100}, 4, 2), measures);
    near(measures[D], 1);
    near(measures[GINI], 1);
    near(measures[ATKINSON], 1);
    near(measures[M], log(2));
    near(measures[H], 1);
    measure_and_free(of((double[]){80, 20, 80, 20, 20, 80, 20, 80}, 4, 2), measures);
    near(measures[D], 0.6);
    integ_segregation *all = of((double[]){40, 20, 20, 40, 5, 60, 1, 80}, 4, 2);
    integ_segregation_mutual_information(all, &value, NULL);
    near(value, 0.186586735544835);
    integ_segregation_free(all);
    all = of((double[]){40, 20, 5, 1, 20, 40, 60, 80}, 2, 4);
    integ_segregation_mutual_information(all, &value, NULL);
    near(value, 0.186586735544835);
    integ_segregation_free(all);
}
END_TEST

/* 12 units of three groups, the sixth without members. */
static const double town[] = {12, 3,  40, 7, 7, 7,  0, 20, 31, 14, 0,  2, 9, 9, 50, 0,  0, 0,
                              3,  33, 8,  1, 2, 60, 5, 5,  0,  22, 11, 9, 0, 0, 17, 16, 4, 4};

static void merge(const double *counts, double *merged)
{
    for (int i = 0; i < 36; i++)
        merged[i] = counts[i];
    for (int group = 0; group < 3; group++) {
        merged[36 + group] = counts[group] / 4; /* a quarter of the first unit becomes a unit of its own */
        merged[group] = counts[group] * 3 / 4;
    }
}

START_TEST(splitting_scaling_and_empty_units_change_nothing)
{
    double plain[MEASURES], changed[MEASURES], split[39], scaled[36];
    measure_and_free(of(town, 12, 3), plain);
    merge(town, split);
    measure_and_free(of(split, 13, 3), changed);
    same(changed, plain);
    for (int i = 0; i < 36; i++)
        scaled[i] = town[i] * 7;
    measure_and_free(of(scaled, 12, 3), changed);
    same(changed, plain);
}
END_TEST

START_TEST(measures_stay_within_their_bounds)
{
    unsigned seed = 1;
    for (int round = 0; round < 500; round++) {
        double counts[24], measures[MEASURES], entropy;
        for (int i = 0; i < 24; i++) {
            seed = seed * 1664525 + 1013904223;
            counts[i] = (seed >> 24) % 9 + (i < 3 ? 1 : 0);
        }
        integ_segregation *all = of(counts, 8, 3);
        measure(all, measures);
        integ_segregation_entropy(all, &entropy, NULL);
        ck_assert(measures[M] >= 0 && measures[M] <= log(3) && measures[H] >= 0 && measures[H] <= 1);
        near_to(measures[M], measures[H] * entropy, 1e-9);
        ck_assert(measures[D] >= 0 && measures[D] <= measures[GINI] && measures[GINI] <= 1);
        ck_assert(measures[ATKINSON] >= 0 && measures[ATKINSON] <= 1);
        double sum = 0, part, forth, back, all_of_0 = 0, all_of_1 = 0;
        for (int group = 0; group < 3; group++) {
            integ_segregation_exposure(all, 0, group, &part, NULL);
            sum += part;
        }
        near(sum, 1);
        for (int i = 0; i < 24; i += 3) {
            all_of_0 += counts[i];
            all_of_1 += counts[i + 1];
        }
        integ_segregation_exposure(all, 0, 1, &forth, NULL);
        integ_segregation_exposure(all, 1, 0, &back, NULL);
        near(forth * all_of_0, back * all_of_1);
        ck_assert(measures[ISOLATION] >= 0 && measures[ISOLATION] <= 1);
        integ_segregation_free(all);
    }
}
END_TEST

START_TEST(between_and_within_add_up)
{
    static const int64_t parts[] = {0, 0, 1, 1, 2, 2, 2, 0, 1, 1, 2, 0};
    double whole, between, within, local, weighted = 0;
    integ_segregation *all = of(town, 12, 3);
    integ_segregation_mutual_information(all, &whole, NULL);
    ck_assert_int_eq(integ_segregation_between(all, parts, 3, &between, &within, NULL), INTEG_STATUS_OK);
    ck_assert(between >= 0 && within >= 0);
    near(between + within, whole);
    double total = 0;
    for (int unit = 0; unit < 12; unit++) {
        double members = town[3 * unit] + town[3 * unit + 1] + town[3 * unit + 2];
        integ_status status = integ_segregation_local(all, unit, &local, NULL);
        ck_assert_int_eq(status, members == 0 ? INTEG_STATUS_UNDEFINED : INTEG_STATUS_OK);
        weighted += members * local;
        total += members;
    }
    near(weighted / total, whole);
    ck_assert_int_eq(integ_segregation_between(all, parts, 2, &between, &within, NULL), INTEG_STATUS_OUT_OF_RANGE);
    integ_segregation_free(all);
}
END_TEST

/* Moving a member to a unit where its group is rarer makes less segregation. */
START_TEST(a_move_to_where_the_group_is_rarer_lowers_it)
{
    double before[MEASURES], after[MEASURES];
    measure_and_free(of((double[]){30, 10, 20, 20, 10, 30}, 3, 2), before);
    measure_and_free(of((double[]){29, 11, 20, 20, 11, 29}, 3, 2), after);
    ck_assert(after[M] < before[M] && after[D] <= before[D] && after[GINI] < before[GINI]);
    ck_assert(after[ATKINSON] < before[ATKINSON]);
}
END_TEST

/* Winship's expectations in the tests of elbersb/segregation (test_mutual_total_expected): units of 10 with a share of
 * 0.1 have a dissimilarity of 0.387 by chance, with one of 0.5 of 0.246, and units of 100 with 0.1 of 0.131. */
START_TEST(small_units_are_segregated_by_chance)
{
    static const struct {
        double own, rest, expected;
    } published[] = {{1, 9, 0.387}, {5, 5, 0.246}, {10, 90, 0.131}};
    for (int i = 0; i < 3; i++) {
        double counts[100], expected, corrected;
        for (int unit = 0; unit < 50; unit++) {
            counts[2 * unit] = published[i].own;
            counts[2 * unit + 1] = published[i].rest;
        }
        integ_segregation *all = of(counts, 50, 2);
        ck_assert_int_eq(integ_segregation_expected_dissimilarity(all, 0, &expected, NULL), INTEG_STATUS_OK);
        near_to(expected, published[i].expected, 0.01);
        ck_assert_int_eq(integ_segregation_corrected_dissimilarity(all, 0, &corrected, NULL), INTEG_STATUS_OK);
        near(corrected, -expected / (1 - expected));
        ck_assert_int_eq(integ_segregation_expected_mutual_information(all, &expected, NULL), INTEG_STATUS_OK);
        near(expected, 49 / (2 * 50 * (published[i].own + published[i].rest)));
        integ_segregation_free(all);
    }
}
END_TEST

START_TEST(one_group_cannot_be_kept_apart)
{
    double value = 1;
    integ_segregation *all = of((double[]){5, 0, 7, 0}, 2, 2);
    ck_assert_int_eq(integ_segregation_theil_h(all, &value, NULL), INTEG_STATUS_UNDEFINED);
    ck_assert(value == 0);
    ck_assert_int_eq(integ_segregation_dissimilarity(all, 0, 1, &value, NULL), INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(integ_segregation_gini(all, 0, &value, NULL), INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(integ_segregation_isolation(all, 0, &value, NULL), INTEG_STATUS_OK);
    ck_assert(value == 1);
    ck_assert_int_eq(integ_segregation_isolation(all, 2, &value, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_location_quotient(all, 0, 0, &value, NULL), INTEG_STATUS_OK);
    ck_assert(value == 1);
    integ_segregation_free(all);
    ck_assert_int_eq(integ_segregation_new(context, (double[]){0, 0}, 1, 2, &all, NULL), INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(integ_segregation_new(context, (double[]){-1, 2}, 1, 2, &all, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_segregation_new(context, (double[]){1e308, 1e308}, 1, 2, &all, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_ptr_null(all);
}
END_TEST

static integ_status segregate(integ_context *under, integ_error *error, void *userdata)
{
    (void)userdata;
    static const int64_t parts[12] = {0, 1};
    integ_segregation *all;
    double value, other;
    integ_status status = integ_segregation_new(under, town, 12, 3, &all, error);
    if (status == INTEG_STATUS_OK)
        status = integ_segregation_gini(all, 0, &value, error);
    if (status == INTEG_STATUS_OK)
        status = integ_segregation_between(all, parts, 2, &value, &other, error);
    integ_segregation_free(all);
    return status;
}

START_TEST(running_out_of_memory_is_said)
{
    for_each_failing_allocation(segregate, NULL);
}
END_TEST

void add_segregation(Suite *suite)
{
    add_tests(suite, "segregation without memory", (const TTest *[]){running_out_of_memory_is_said, NULL});
    TCase *measures = tcase_create("segregation measures");
    tcase_set_timeout(measures, 120);
    tcase_add_checked_fixture(measures, begin, end);
    tcase_add_test(measures, measures_equal_the_published_ones);
    tcase_add_test(measures, splitting_scaling_and_empty_units_change_nothing);
    tcase_add_test(measures, measures_stay_within_their_bounds);
    tcase_add_test(measures, between_and_within_add_up);
    tcase_add_test(measures, a_move_to_where_the_group_is_rarer_lowers_it);
    tcase_add_test(measures, small_units_are_segregated_by_chance);
    tcase_add_test(measures, one_group_cannot_be_kept_apart);
    suite_add_tcase(suite, measures);
}
