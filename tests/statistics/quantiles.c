/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/suite.h"

/* Known to 20 digits, for example from NIST's tables; the C library's erfc is the second opinion in between. */
START_TEST(normal_quantiles_are_accurate)
{
    double quantile;
    ck_assert_int_eq(integ_normal_quantile(0.975, &quantile, NULL), INTEG_STATUS_OK);
    near(quantile, 1.9599639845400542355);
    ck_assert_int_eq(integ_normal_quantile(0.999, &quantile, NULL), INTEG_STATUS_OK);
    near(quantile, 3.0902323061678135415);
    ck_assert_int_eq(integ_normal_quantile(1e-10, &quantile, NULL), INTEG_STATUS_OK);
    near(quantile, -6.3613409024040560735);
    for (double p = 1e-6; p < 0.5; p *= 1.1) {
        ck_assert_int_eq(integ_normal_quantile(p, &quantile, NULL), INTEG_STATUS_OK);
        near(erfc(-quantile / sqrt(2)) / 2, p);
    }
    ck_assert_int_eq(integ_normal_quantile(0, &quantile, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_normal_quantile(1, &quantile, NULL), INTEG_STATUS_OUT_OF_RANGE);
}
END_TEST

/* Computed with mpmath at 32 digits; those with 45,000 and 60,000 at 97.5 % and more with Boost, by way of SciPy. */
START_TEST(beta_quantiles_are_accurate_where_few_are_counted_among_many)
{
    static const struct {
        double probability, a, b, quantile;
    } known[] = {
        {1e-6, 0.5, 1000, 7.85594537476263396e-16},   {0.025, 0.5, 1000, 4.91157211945497555e-7},
        {0.995, 0.5, 1000, 0.00393294963279270803},   {1e-6, 0.5, 45000, 1.7453389482957994e-17},
        {0.975, 0.5, 45000, 5.5819709774705036e-5},   {1e-6, 5, 45000, 3.75678156839088902e-6},
        {0.025, 5, 45000, 3.60752212600667241e-5},    {0.975, 5, 45000, 0.00022755485052448405},
        {1e-6, 9, 2500, 0.000393520606488624729},     {0.025, 9, 2500, 0.00164217100012665583},
        {0.995, 9, 2500, 0.007391974463209747},       {1e-6, 65, 36, 0.409002894851993646},
        {0.025, 65, 36, 0.548150638176030448},        {0.5, 2500, 9, 0.9965439413227773},
        {0.025, 60000, 0.5, 0.9999581349836963},      {0.995, 60000, 45000, 0.5753597879245991},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        double quantile;
        ck_assert_int_eq(integ_beta_quantile(known[i].probability, known[i].a, known[i].b, &quantile, NULL),
                         INTEG_STATUS_OK);
        near(quantile, known[i].quantile);
    }
}
END_TEST

/* Computed with mpmath at 32 digits. */
START_TEST(chi_square_quantiles_are_accurate)
{
    static const struct {
        double probability, degrees, quantile;
    } known[] = {
        {1e-6, 1, 1.57079632679571894e-12}, {0.025, 1, 0.000982069117175256021}, {0.999, 1, 10.8275661706627306},
        {1e-6, 9, 0.228384840073449151},    {0.025, 9, 2.70038949998035796},     {0.999, 9, 27.8771648712565712},
        {1e-6, 20, 2.55363757572881595},    {0.025, 20, 9.59077739226486736},    {0.999, 20, 45.3147466181258586},
        {1e-6, 1000, 801.624437606865729},  {0.025, 1000, 914.257153799258936},  {0.999, 1000, 1143.91709261967917},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        double quantile;
        ck_assert_int_eq(integ_chi_square_quantile(known[i].probability, known[i].degrees, &quantile, NULL),
                         INTEG_STATUS_OK);
        near(quantile, known[i].quantile);
    }
}
END_TEST

/* Computed with mpmath at 32 digits. */
START_TEST(t_quantiles_are_accurate)
{
    static const struct {
        double probability, degrees, quantile;
    } known[] = {
        {1e-6, 1, -318309.886182743488},    {0.6, 1, 0.324919696232906249},      {0.975, 1, 12.7062047361746933},
        {1e-6, 4.5, -31.0813565831492392},  {0.6, 4.5, 0.26875183554217514},     {0.975, 4.5, 2.65891234720440298},
        {1e-6, 30, -5.87111712041888266},   {0.6, 30, 0.255605364951912714},     {0.975, 30, 2.04227245630123789},
        {1e-6, 1000, -4.78160862045835057}, {0.6, 1000, 0.253414515839498707},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        double quantile, mirrored;
        ck_assert_int_eq(integ_t_quantile(known[i].probability, known[i].degrees, &quantile, NULL), INTEG_STATUS_OK);
        near(quantile, known[i].quantile);
        integ_t_quantile(1 - known[i].probability, known[i].degrees, &mirrored, NULL);
        near_to(mirrored, -quantile, 1e-9);
    }
    double median;
    ck_assert_int_eq(integ_t_quantile(0.5, 3, &median, NULL), INTEG_STATUS_OK);
    ck_assert(median == 0);
}
END_TEST

/* x has a beta distribution with a and b when 1 − x has one with b and a, and quantiles rise with the probability. */
START_TEST(beta_quantiles_mirror_and_rise)
{
    static const double parameters[] = {0.5, 1, 2, 9.5, 100, 2500, 60000};
    for (int i = 0; i < 7; i++) {
        for (int j = 0; j < 7; j++) {
            double last = 0;
            for (double probability = 1.0 / 64; probability < 1; probability += 1.0 / 64) {
                double quantile, mirrored;
                integ_beta_quantile(probability, parameters[i], parameters[j], &quantile, NULL);
                integ_beta_quantile(1 - probability, parameters[j], parameters[i], &mirrored, NULL);
                if (!(quantile > last && fabs(quantile + mirrored - 1) < 1e-12))
                    ck_abort_msg("%g, %g at %g", parameters[i], parameters[j], probability);
                last = quantile;
            }
        }
    }
}
END_TEST

START_TEST(quantiles_refuse_what_is_no_probability_or_parameter)
{
    static const double wrong[] = {0, 1, -1, NAN, INFINITY};
    for (int i = 0; i < 5; i++) {
        double quantile = 5;
        ck_assert_int_eq(integ_beta_quantile(wrong[i], 1, 1, &quantile, NULL), INTEG_STATUS_OUT_OF_RANGE);
        ck_assert(quantile == 0);
        ck_assert_int_eq(integ_t_quantile(wrong[i], 1, &quantile, NULL), INTEG_STATUS_OUT_OF_RANGE);
        ck_assert_int_eq(integ_chi_square_quantile(wrong[i], 1, &quantile, NULL), INTEG_STATUS_OUT_OF_RANGE);
        if (wrong[i] != 1) {
            ck_assert_int_eq(integ_beta_quantile(0.5, wrong[i], 1, &quantile, NULL), INTEG_STATUS_OUT_OF_RANGE);
            ck_assert_int_eq(integ_beta_quantile(0.5, 1, wrong[i], &quantile, NULL), INTEG_STATUS_OUT_OF_RANGE);
            ck_assert_int_eq(integ_t_quantile(0.5, wrong[i], &quantile, NULL), INTEG_STATUS_OUT_OF_RANGE);
            ck_assert_int_eq(integ_chi_square_quantile(0.5, wrong[i], &quantile, NULL), INTEG_STATUS_OUT_OF_RANGE);
        }
    }
    ck_assert_int_eq(integ_t_quantile(0.5, 1, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
}
END_TEST

void add_quantiles(Suite *suite)
{
    add_tests(suite, "quantiles",
              (const TTest *[]){normal_quantiles_are_accurate,
                                beta_quantiles_are_accurate_where_few_are_counted_among_many,
                                chi_square_quantiles_are_accurate, t_quantiles_are_accurate,
                                beta_quantiles_mirror_and_rise,
                                quantiles_refuse_what_is_no_probability_or_parameter, NULL});
}
