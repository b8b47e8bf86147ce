/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/suite.h"

/* Published in the test data of the R package PHEindicatormethods 2.1.0 (Office for Health Improvement and
 * Disparities): testdata_Byars_Wilson, testdata_Rate, testdata_DSR_ISR. */
START_TEST(rates_equal_the_published_ones)
{
    static const struct {
        double events, size, multiplier, confidence, value, lower, upper;
    } published[] = {
        {5, 100, 100, 0.998, 5, 0.739371731917839, 16.454745203680105},
        {20, 100, 100, 0.998, 20, 8.922802365144193, 38.085035625041911},
        {65, 100, 100, 0.95, 65, 50.163187710459454, 82.849138545939837},
        {9856, 12345, 100, 0.95, 79.837991089509913, 78.269490589767571, 81.430016542721404},
        {7776456, 7564336677, 100, 0.95, 0.10280420256339154, 0.10273196005302074, 0.10287648334092832},
        {1, 100, 100000, 0.95, 1000, 25.317807984289896, 5571.6433909388979},
        {222, 3215, 100000, 0.998, 6905.1321928460338, 5560.7376952598534, 8461.0466817334109},
        {91, 835.88356123117433, 1, 0.95, 0.10886683770400503, 8.765040101829405e-2, 0.13366576328418911},
        {9, 835.88356123117433, 1, 0.998, 1.0767049882813684e-2, 2.9339306550682617e-3, 2.7105896514690211e-2},
    };
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        double value, lower, upper;
        ck_assert_int_eq(integ_rate(published[i].events, published[i].size, published[i].multiplier,
                                    published[i].confidence, &value, &lower, &upper, NULL),
                         INTEG_STATUS_OK);
        near(value, published[i].value);
        near(lower, published[i].lower);
        near(upper, published[i].upper);
    }
}
END_TEST

START_TEST(byars_limits_equal_the_published_ones)
{
    double lower, upper;
    ck_assert_int_eq(integ_byar_interval(1, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    near(lower, 0.013072132901504351);
    near(upper, 5.5637555824752605);
    ck_assert_int_eq(integ_byar_interval(1, 0.998, &lower, &upper, NULL), INTEG_STATUS_OK);
    ck_assert(lower == 0);
    near(upper, 9.362180217908362);
}
END_TEST

START_TEST(limits_of_counts_obey_the_laws_of_intervals)
{
    for (double events = 0; events < 40; events += 0.5) {
        double lower, upper, wide_lower, wide_upper, byar_lower, byar_upper;
        ck_assert_int_eq(integ_poisson_interval(events, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_poisson_interval(events, 0.998, &wide_lower, &wide_upper, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_byar_interval(events, 0.95, &byar_lower, &byar_upper, NULL), INTEG_STATUS_OK);
        ck_assert(lower <= events && events <= upper && wide_lower <= lower && upper < wide_upper);
        ck_assert(byar_lower <= events && events <= byar_upper);
        ck_assert(fabs(byar_upper - upper) < 0.2);
    }
    double lower, upper, value;
    integ_poisson_interval(0, 0.95, &lower, &upper, NULL);
    ck_assert(lower == 0);
    near(upper, -log(0.025));
    ck_assert_int_eq(integ_rate(0, 0, 1, 0.95, &value, &lower, &upper, NULL), INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(integ_rate(-1, 5, 1, 0.95, &value, &lower, &upper, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_rate(1e300, 1e-300, 1, 0.95, &value, &lower, &upper, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert(value == 0 && lower == 0 && upper == 0);
}
END_TEST

static const double populations[] = {636, 558, 609, 543, 384, 594, 669, 843, 660, 576,
                                     606, 522, 426, 273, 300, 288, 153, 123, 207};
static const double small[] = {12, 4, 3, 2, 3, 4, 8, 2, 2, 3, 4, 5, 6, 8, 5, 6, 5, 5, 4};

static void european(double *weights)
{
    for (int32_t band = 0; band < 19; band++)
        weights[band] = integ_european_standard_population(band);
}

START_TEST(directly_standardised_rates_equal_the_published_ones)
{
    double weights[19], value, lower, upper;
    european(weights);
    ck_assert_int_eq(integ_direct_standardised_rate(small, 1, populations, weights, 19, 10000, 0.95, &value, &lower,
                                                    &upper, NULL),
                     INTEG_STATUS_OK);
    near(value, 110.3212025300104);
    near(lower, 87.745576753670903);
    near(upper, 136.70882227251795);
    double few[19] = {0};
    few[6] = few[12] = few[15] = few[16] = 1;
    few[17] = 2;
    few[18] = 3;
    ck_assert_int_eq(integ_direct_standardised_rate(few, 1, populations, weights, 19, 10000, 0.95, &value, &lower,
                                                    &upper, NULL),
                     INTEG_STATUS_UNDEFINED);
    ck_assert(value == 0 && lower == 0 && upper == 0);
    ck_assert_int_eq(integ_european_standard_bands(), 19);
    ck_assert(integ_european_standard_population(19) == 0 && integ_european_standard_population(-1) == 0);
}
END_TEST

/* A person with two events counts for two and widens the limits; persons with one are as if independent. */
START_TEST(events_of_the_same_person_widen_the_limits)
{
    double weights[19], once[38] = {0}, twice[38] = {0}, value, lower, upper, same, low, high;
    european(weights);
    for (int i = 0; i < 19; i++) {
        once[2 * i] = small[i];
        twice[2 * i + 1] = small[i] / 2;
    }
    integ_direct_standardised_rate(small, 1, populations, weights, 19, 10000, 0.95, &value, &lower, &upper, NULL);
    ck_assert_int_eq(integ_direct_standardised_rate(once, 2, populations, weights, 19, 10000, 0.95, &same, &low,
                                                    &high, NULL),
                     INTEG_STATUS_OK);
    ck_assert(same == value && low == lower && high == upper);
    integ_direct_standardised_rate(twice, 2, populations, weights, 19, 10000, 0.95, &same, &low, &high, NULL);
    near(same, value);
    near(value - low, (value - lower) * sqrt(2));
}
END_TEST

START_TEST(expected_events_are_the_references_rates_of_these_people)
{
    const double people[] = {100, 200}, events[] = {5, 30}, all[] = {1000, 3000};
    double expected, value, lower, upper;
    ck_assert_int_eq(integ_expected_events(people, events, all, 2, &expected, NULL), INTEG_STATUS_OK);
    near(expected, 2.5);
    ck_assert_int_eq(integ_indirect_standardised_ratio(10, 0, 1, 0.95, &value, &lower, &upper, NULL),
                     INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(integ_indirect_standardised_ratio(91, 835.88356123117433, 9349.8830922110192, 0.95, &value,
                                                       &lower, &upper, NULL),
                     INTEG_STATUS_OK);
    near(value, 1017.8922051511577);
    near(lower, 819.52100250646299);
}
END_TEST

void add_rates(Suite *suite)
{
    add_tests(suite, "rates",
              (const TTest *[]){rates_equal_the_published_ones, byars_limits_equal_the_published_ones,
                                limits_of_counts_obey_the_laws_of_intervals,
                                directly_standardised_rates_equal_the_published_ones,
                                events_of_the_same_person_widen_the_limits,
                                expected_events_are_the_references_rates_of_these_people, NULL});
}
