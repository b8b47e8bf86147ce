/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/compute.h"
#include "indicator/suite.h"

#include <math.h>
#include <stdio.h>

START_TEST(rates_are_for_so_many_people_or_so_much_time)
{
    open_people();
    integi_value value = compute(define(INTEG_INDICATOR_RATE, "danish", "employed = FALSE", NULL));
    near(value.number, "SELECT 1000.0 * sum(NOT employed) / count(employed) FROM citizen WHERE region = 'danish'");
    ck_assert(value.of_people);
    integ_indicator *timed = define(INTEG_INDICATOR_RATE, "danish", "employed = FALSE", NULL);
    integ_expression *time = parse("hours / 37");
    ck_assert_int_eq(integ_indicator_set_per(timed, 100000, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_indicator_set_time(timed, time, NULL), INTEG_STATUS_OK);
    value = compute(timed);
    double expected = people_ask_number(
        &these, "SELECT 100000.0 * sum(CASE WHEN employed = 0 THEN 1 ELSE 0 END) / sum(hours / 37.0)"
                " FROM citizen WHERE region = 'danish' AND employed IS NOT NULL AND hours IS NOT NULL");
    ck_assert(fabs(value.number - expected) <= 1e-9 * expected);
    near((double)value.own.unknown, "SELECT count(*) FROM citizen"
                                    " WHERE region = 'danish' AND (employed IS NULL OR hours IS NULL)");
    integ_indicator *nobody = define(INTEG_INDICATOR_RATE, "nobody", "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_time(nobody, time, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(compute(nobody).reason, INTEG_REASON_NO_DATA);
    integ_expression_free(time);
    close_people();
}
END_TEST

/* The middle of an odd number of values, and between the middle two of an even one. */
START_TEST(medians_are_in_the_middle)
{
    static const char *const groups_asked[] = {"danish", "non_western"};
    open_people();
    for (int i = 0; i < 2; i++) {
        char question[400];
        snprintf(question, sizeof question,
                 "SELECT avg(income) / 100 FROM (SELECT income, row_number() OVER (ORDER BY income) AS place,"
                 " count(*) OVER () AS n FROM citizen WHERE region = '%s' AND income IS NOT NULL)"
                 " WHERE place IN ((n + 1) / 2, n / 2 + 1)", groups_asked[i]);
        integi_value value = compute(define(INTEG_INDICATOR_MEDIAN, groups_asked[i], NULL, "income"));
        near(value.number, question);
        ck_assert(value.of_few && !value.of_people);
    }
    integi_value numbers = compute(define(INTEG_INDICATOR_MEDIAN, "danish", "hours > 0", "0 - hours"));
    near(-numbers.number, "SELECT avg(hours) FROM (SELECT hours, row_number() OVER (ORDER BY hours) AS place,"
                          " count(*) OVER () AS n FROM citizen WHERE region = 'danish' AND hours > 0)"
                          " WHERE place IN ((n + 1) / 2, n / 2 + 1)");
    ck_assert_int_eq(compute(define(INTEG_INDICATOR_MEDIAN, "nobody", NULL, "income")).reason, INTEG_REASON_NO_DATA);
    close_people();
}
END_TEST

static integ_indicator *standardised(const char *of, const double *weights)
{
    const int64_t edges[] = {20, 40, 65};
    integ_indicator *indicator = define(INTEG_INDICATOR_STANDARDISED_RATE, of, "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_standard(indicator, "age", edges, 3, weights, NULL), INTEG_STATUS_OK);
    return indicator;
}

START_TEST(standardised_rates_weigh_the_rates_of_bands)
{
    static const char by_band[] =
        "SELECT 1000 * sum(w * x / n) / sum(w) FROM (SELECT sum(employed) * 1.0 AS x, count(employed) AS n,"
        " CASE WHEN age < 20 THEN %s WHEN age < 40 THEN %s WHEN age < 65 THEN %s ELSE %s END AS w"
        " FROM citizen WHERE region = 'danish' AND age IS NOT NULL GROUP BY age >= 20, age >= 40, age >= 65)";
    char question[600];
    const double weights[] = {1, 2.5, 4, 0.5};
    open_people();
    integi_value value = compute(standardised("danish", weights));
    snprintf(question, sizeof question, by_band, "1", "2.5", "4", "0.5");
    near(value.number, question);
    near((double)value.own.unknown, "SELECT count(*) FROM citizen WHERE region = 'danish'"
                                    " AND (age IS NULL OR employed IS NULL)");
    value = compute(standardised("danish", NULL)); /* the European one, 2013: sums of its bands of five years */
    snprintf(question, sizeof question, by_band, "21500", "25500", "33500", "19500");
    near(value.number, question);
    ck_assert_int_eq(compute(standardised("nobody", weights)).reason, INTEG_REASON_NO_DATA);
    const int64_t edges[] = {18};
    const double wrong[] = {1, 0};
    integ_indicator *refused = define(INTEG_INDICATOR_STANDARDISED_RATE, NULL, "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_standard(refused, "age", edges, 1, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_indicator_set_standard(refused, "age", edges, 1, wrong, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_indicator_check(refused, NULL), INTEG_STATUS_MISSING);
    integ_indicator_free(refused);
    close_people();
}
END_TEST

START_TEST(representation_compares_shares_with_conditions_of_their_own)
{
    open_people();
    integ_indicator *indicator = define(INTEG_INDICATOR_REPRESENTATION, "non_western", "employed", NULL);
    integ_expression *other = parse("age >= 18");
    ck_assert_int_eq(integ_indicator_check(indicator, NULL), INTEG_STATUS_MISSING);
    ck_assert_int_eq(integ_indicator_set_compare(indicator, "danish", INTEG_COMPARE_RATIO, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_indicator_set_compare_where(indicator, other, NULL), INTEG_STATUS_OK);
    integi_value value = compute(indicator);
    near(value.number, "SELECT (SELECT avg(employed) FROM citizen WHERE region = 'non_western') /"
                       " (SELECT avg(age >= 18) FROM citizen WHERE region = 'danish')");
    integ_expression_free(other);
    close_people();
}
END_TEST

START_TEST(values_can_be_compared_with_published_ones)
{
    open_people();
    integ_indicator *gap = define(INTEG_INDICATOR_SHARE, "danish", "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_compare_value(gap, 125, 1, "A yearbook", INTEG_COMPARE_DIFFERENCE, NULL),
                     INTEG_STATUS_OK);
    integi_value value = compute(gap);
    near(value.number, "SELECT 100.0 * avg(employed) - 12.5 FROM citizen WHERE region = 'danish'");
    ck_assert(value.with_published && !value.compared && value.has_interval);
    integ_indicator *ratio = define(INTEG_INDICATOR_SHARE, "danish", "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_compare_value(ratio, 0, 0, NULL, INTEG_COMPARE_RATIO, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(compute(ratio).reason, INTEG_REASON_COMPARATOR_ZERO);
    close_people();
}
END_TEST

START_TEST(composites_are_weighted_means_of_what_may_be_shown)
{
    open_people();
    integ_indicator *composite = define(INTEG_INDICATOR_COMPOSITE, NULL, NULL, NULL);
    ck_assert_int_eq(integ_indicator_add_part(composite, "a", 1, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_indicator_add_part(composite, "b", 25, 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_indicator_add_part(composite, "c", 0, 0, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_indicator_check(composite, NULL), INTEG_STATUS_INVALID_ARGUMENT); /* two */
    integi_value a = {.number = 10}, b = {.number = 20}, hidden = {.reason = INTEG_REASON_TOO_FEW};
    integi_value empty = {.reason = INTEG_REASON_NO_DATA};
    ck_assert(fabs(integi_indicator_compose(composite, (const integi_value *[]){&a, &b}).number - 60 / 3.5) < 1e-12);
    integi_value without = integi_indicator_compose(composite, (const integi_value *[]){&empty, &hidden});
    ck_assert_int_eq(without.reason, INTEG_REASON_TOO_FEW);
    without = integi_indicator_compose(composite, (const integi_value *[]){&a, NULL});
    ck_assert_int_eq(without.reason, INTEG_REASON_MISSING_PART);
    integ_indicator_free(composite);
    close_people();
}
END_TEST

/* Theil's H and multigroup dissimilarity of regions over areas, from their definitions in SQL. */
START_TEST(segregation_of_the_groups_in_a_column_is_sqlites)
{
    static const char cells[] =
        "WITH c AS (SELECT area, region, count(*) * 1.0 AS n FROM citizen WHERE area IS NOT NULL AND region IS NOT NULL"
        " GROUP BY area, region), u AS (SELECT area, sum(n) AS t FROM c GROUP BY area),"
        " g AS (SELECT region, sum(n) AS m FROM c GROUP BY region), a AS (SELECT sum(n) AS total FROM c) ";
    static const struct {
        int32_t measure;
        const char *question;
    } measures[] = {
        {INTEG_SEGREGATION_MUTUAL_INFORMATION,
         "SELECT sum(n / total * ln(n * total / (t * m))) FROM c JOIN u USING (area)"
         " JOIN g USING (region), a"},
        {INTEG_SEGREGATION_DISSIMILARITY,
         "SELECT sum(abs(coalesce(n, 0) - t * m / total)) / (2 * total * (SELECT sum(m / total * (1 - m / total))"
         " FROM g, a)) FROM u, g, a LEFT JOIN c ON c.area = u.area AND c.region = g.region"}};
    char question[1200];
    open_people();
    for (int i = 0; i < 2; i++) {
        integ_indicator *indicator = define(INTEG_INDICATOR_SEGREGATION, NULL, NULL, NULL);
        ck_assert_int_eq(integ_indicator_set_segregation(indicator, "area", measures[i].measure, NULL),
                         INTEG_STATUS_OK);
        ck_assert_int_eq(integ_indicator_check(indicator, NULL), INTEG_STATUS_MISSING);
        ck_assert_int_eq(integ_indicator_set_segregation_groups(indicator, "region", NULL), INTEG_STATUS_OK);
        integi_value value = compute(indicator);
        ck_assert_int_eq(value.reason, INTEG_REASON_NONE);
        snprintf(question, sizeof question, "%s%s", cells, measures[i].question);
        double expected = people_ask_number(&these, question);
        ck_assert_msg(fabs(value.number - expected) <= 1e-9 * expected, "%g and not %g", value.number, expected);
        near((double)value.own.unknown, "SELECT count(*) FROM citizen WHERE area IS NULL OR region IS NULL");
        near((double)value.own.denominator,
             "SELECT count(*) FROM citizen WHERE area IS NOT NULL AND region IS NOT NULL");
    }
    integ_indicator *nobody = define(INTEG_INDICATOR_SEGREGATION, "nobody", NULL, NULL);
    integ_indicator_set_segregation(nobody, "area", INTEG_SEGREGATION_THEIL_H, NULL);
    integ_indicator_set_segregation_groups(nobody, "region", NULL);
    ck_assert_int_eq(compute(nobody).reason, INTEG_REASON_NO_DATA);
    static const char *const one[] = {"region = 'danish'", "region = 'western'"}; /* all of a group, and none of it */
    for (int i = 0; i < 3; i++) {
        integ_indicator *alone = define(INTEG_INDICATOR_SEGREGATION, "danish", i < 2 ? one[i] : NULL, NULL);
        integ_indicator_set_segregation(alone, "area", INTEG_SEGREGATION_THEIL_H, NULL);
        if (i == 2)
            integ_indicator_set_segregation_groups(alone, "region", NULL);
        integi_value value = compute(alone);
        ck_assert_int_eq(value.reason, INTEG_REASON_ONE_GROUP);
        ck_assert_str_eq(integ_reason_name(value.reason), "one_group");
        near((double)value.own.denominator, "SELECT count(*) FROM citizen WHERE region = 'danish'");
    }
    integ_indicator *wrong = define(INTEG_INDICATOR_SEGREGATION, NULL, NULL, NULL);
    integ_indicator_set_segregation(wrong, "area", INTEG_SEGREGATION_GINI, NULL);
    integ_indicator_set_segregation_groups(wrong, "region", NULL);
    ck_assert_int_eq(integ_indicator_check(wrong, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_indicator_free(wrong);
    wrong = define(INTEG_INDICATOR_SEGREGATION, NULL, "employed", NULL);
    integ_indicator_set_segregation(wrong, "area", INTEG_SEGREGATION_THEIL_H, NULL);
    integ_indicator_set_segregation_groups(wrong, "region", NULL);
    ck_assert_int_eq(integ_indicator_check(wrong, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_indicator_free(wrong);
    close_people();
}
END_TEST

START_TEST(parts_of_other_kinds_are_refused)
{
    open_people();
    integ_expression *time = parse("hours");
    integ_indicator *share = define(INTEG_INDICATOR_SHARE, NULL, "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_time(share, time, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_indicator_check(share, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_indicator_free(share);
    integ_indicator *external = define(INTEG_INDICATOR_EXTERNAL, NULL, NULL, NULL);
    ck_assert_int_eq(integ_indicator_check(external, NULL), INTEG_STATUS_MISSING);
    ck_assert_int_eq(integ_indicator_add_published(external, 10000, 5, 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_indicator_add_published(external, 10000, 5, 1, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_indicator_check(external, NULL), INTEG_STATUS_OK);
    ck_assert(integi_indicator_published(external, &external->published[0]).number == 0.5);
    integ_indicator_free(external);
    integ_expression_free(time);
    close_people();
}
END_TEST

void add_kinds(Suite *suite)
{
    add_tests(suite, "kinds",
              (const TTest *[]){
                  rates_are_for_so_many_people_or_so_much_time, medians_are_in_the_middle,
                  standardised_rates_weigh_the_rates_of_bands,
                  representation_compares_shares_with_conditions_of_their_own,
                  values_can_be_compared_with_published_ones, composites_are_weighted_means_of_what_may_be_shown,
                  segregation_of_the_groups_in_a_column_is_sqlites, parts_of_other_kinds_are_refused, NULL});
}
