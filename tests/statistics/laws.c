/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What holds for every interval and every measure of segregation, on random inputs. */
#include "statistics/suite.h"

#include <string.h>

static integ_context *context;
static uint64_t state;

static void begin(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    state = 7;
}

static void end(void)
{
    integ_context_free(context);
}

static uint64_t draw(uint64_t below)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (state >> 33) % below;
}

/* ---- intervals ---- */

/* Two groups of events among so many, some of each. */
typedef struct sample {
    double x, n, y, m;
} sample;

typedef struct limits {
    double value, lower, upper;
} limits;

static integ_status wilson(const sample *s, double confidence, limits *out)
{
    out->value = s->x / s->n;
    return integ_wilson_interval(s->x, s->n, confidence, &out->lower, &out->upper, NULL);
}

static integ_status clopper_pearson(const sample *s, double confidence, limits *out)
{
    out->value = s->x / s->n;
    return integ_clopper_pearson_interval(s->x, s->n, confidence, &out->lower, &out->upper, NULL);
}

static integ_status newcombe(const sample *s, double confidence, limits *out)
{
    out->value = s->x / s->n - s->y / s->m;
    return integ_newcombe_interval(s->x, s->n, s->y, s->m, confidence, &out->lower, &out->upper, NULL);
}

static integ_status koopman(const sample *s, double confidence, limits *out)
{
    out->value = s->x / s->n / (s->y / s->m);
    return integ_koopman_interval(s->x, s->n, s->y, s->m, confidence, &out->lower, &out->upper, NULL);
}

static integ_status poisson(const sample *s, double confidence, limits *out)
{
    out->value = s->x / s->n;
    integ_status status = integ_poisson_interval(s->x, confidence, &out->lower, &out->upper, NULL);
    out->lower /= s->n;
    out->upper /= s->n;
    return status;
}

static integ_status byar(const sample *s, double confidence, limits *out)
{
    out->value = s->x / s->n;
    integ_status status = integ_byar_interval(s->x, confidence, &out->lower, &out->upper, NULL);
    out->lower /= s->n;
    out->upper /= s->n;
    return status;
}

static integ_status rate(const sample *s, double confidence, limits *out)
{
    return integ_rate(s->x, s->n, 1000, confidence, &out->value, &out->lower, &out->upper, NULL);
}

static integ_status standardised(const sample *s, double confidence, limits *out)
{
    const double events[] = {s->x + 5, s->y + 5}, people[] = {s->n, s->m}, weights[] = {3, 1};
    return integ_direct_standardised_rate(events, 1, people, weights, 2, 1000, confidence, &out->value, &out->lower,
                                          &out->upper, NULL);
}

/* As many values of two sizes as there are trials. */
static integ_status mean(const sample *s, double confidence, limits *out)
{
    double share = s->x / s->n, deviation = sqrt(s->n * share * (1 - share) / (s->n - 1));
    out->value = share;
    return integ_mean_interval_from_deviation(s->n, share, deviation, confidence, &out->lower, &out->upper, NULL);
}

static integ_status ratio_of_rates(const sample *s, double confidence, limits *out)
{
    limits own, other;
    integ_status status = integ_rate(s->x, s->n, 1, confidence, &own.value, &own.lower, &own.upper, NULL);
    status |= integ_rate(s->y, s->m, 1, confidence, &other.value, &other.lower, &other.upper, NULL);
    out->value = own.value / other.value;
    return status | integ_ratio_interval(own.value, own.lower, own.upper, other.value, other.lower, other.upper,
                                         &out->lower, &out->upper, NULL);
}

/* Of so many values that one rank more or less is little. */
static integ_status median(const sample *s, double confidence, limits *out)
{
    int64_t rank, count = 40 * (int64_t)s->n;
    integ_status status = integ_median_rank(count, confidence, &rank, NULL);
    out->value = 0.5;
    out->lower = (double)rank / (double)(count + 1);
    out->upper = 1 - out->lower;
    return status;
}

static const struct interval {
    const char *name;
    integ_status (*work)(const sample *s, double confidence, limits *out);
} intervals[] = {{"wilson", wilson},     {"clopper_pearson", clopper_pearson},
                 {"newcombe", newcombe}, {"koopman", koopman},
                 {"poisson", poisson},   {"byar", byar},
                 {"rate", rate},         {"standardised", standardised},
                 {"mean", mean},         {"ratio_of_rates", ratio_of_rates},
                 {"median", median}};
enum { INTERVALS = sizeof intervals / sizeof intervals[0] };

/* At both confidences, and with so many times as many people of whom the same share has had events. */
static const char *judge(const struct interval *one, const sample *s, double narrow, double wide, double times)
{
    limits few, sure, many;
    const sample more = {s->x * times, s->n * times, s->y * times, s->m * times};
    if (one->work(s, narrow, &few) != INTEG_STATUS_OK || one->work(s, wide, &sure) != INTEG_STATUS_OK ||
        one->work(&more, narrow, &many) != INTEG_STATUS_OK)
        return "there is none";
    if (!(few.lower <= few.value && few.value <= few.upper))
        return "it does not hold the estimate";
    if (!(sure.lower <= few.lower && few.upper <= sure.upper))
        return "it does not widen with the confidence";
    return many.upper - many.lower < few.upper - few.lower ? NULL : "it does not shrink with the number";
}

START_TEST(intervals_hold_the_estimate_widen_with_confidence_and_shrink_with_the_number)
{
    const struct interval *one = &intervals[_i];
    for (int i = 0; i < 3000; i++) {
        sample s = {.n = 2 + (double)draw(draw(3) == 0 ? 5000 : 60), .m = 2 + (double)draw(200)};
        s.x = 1 + (double)draw((uint64_t)s.n - 1);
        s.y = 1 + (double)draw((uint64_t)s.m - 1);
        double narrow = 0.5 + (double)draw(400) / 1000, wide = narrow + (double)(1 + draw(80)) / 1000;
        const char *wrong = judge(one, &s, narrow, wide, 2 + (double)draw(9));
        if (wrong != NULL)
            ck_abort_msg("%s of %g of %g and %g of %g, %g and %g: %s", one->name, s.x, s.n, s.y, s.m, narrow, wide,
                         wrong);
    }
}
END_TEST

/* ---- segregation ---- */

#define UNITS 7
#define GROUPS 3

static void random_town(double *counts)
{
    for (int i = 0; i < UNITS * GROUPS; i++)
        counts[i] = draw(4) == 0 ? 0 : (double)draw(60);
    for (int i = 0; i < GROUPS; i++)
        counts[i] += 1;
}

#define MEASURES INTEG_SEGREGATION_MULTIGROUP_DISSIMILARITY

/* Every measure of a group; 0 where it does not exist. */
static void measure(const double *counts, int64_t units, int64_t groups, int64_t group, double *found)
{
    integ_segregation *all;
    ck_assert_int_eq(integ_segregation_new(context, counts, units, groups, &all, NULL), INTEG_STATUS_OK);
    for (int32_t i = 1; i <= MEASURES; i++)
        integ_segregation_measure(all, i, group, &found[i], NULL);
    integ_segregation_free(all);
}

static bool alike(const double *one, const double *other)
{
    for (int i = 1; i <= MEASURES; i++)
        if (fabs(one[i] - other[i]) > 1e-12)
            return false;
    return true;
}

/* Organisational equivalence: a unit that falls into parts of its own composition changes nothing; nor does the order
 * of units, a unit without members, a group without members, or how many members there are in all. */
START_TEST(segregation_is_of_compositions_and_not_of_units)
{
    for (int i = 0; i < 300; i++) {
        double counts[UNITS * GROUPS], changed[(UNITS + 2) * (GROUPS + 1)] = {0}, before[MEASURES + 1];
        double after[MEASURES + 1], part = (double)(1 + draw(9)) / 10, times = 1 + (double)draw(50);
        random_town(counts);
        measure(counts, UNITS, GROUPS, 0, before);
        for (int unit = 0; unit < UNITS; unit++)
            for (int group = 0; group < GROUPS; group++)
                changed[(UNITS - unit) * (GROUPS + 1) + group] =
                    times * counts[unit * GROUPS + group] * (unit == 2 ? part : 1);
        for (int group = 0; group < GROUPS; group++)
            changed[(UNITS + 1) * (GROUPS + 1) + group] = times * counts[2 * GROUPS + group] * (1 - part);
        measure(changed, UNITS + 2, GROUPS + 1, 0, after);
        ck_assert_msg(alike(before, after), "round %d", i);
    }
}
END_TEST

/* With two groups each is the other's rest: what tells how far they are apart is the same of both. Gini, Atkinson at
 * one half and dissimilarity do not change when there is more of one group everywhere. */
START_TEST(two_groups_are_as_far_apart_from_either_side_and_whatever_their_sizes)
{
    static const int32_t both[] = {INTEG_SEGREGATION_DISSIMILARITY, INTEG_SEGREGATION_GINI,
                                   INTEG_SEGREGATION_ATKINSON};
    for (int i = 0; i < 300; i++) {
        double counts[UNITS * 2], own[MEASURES + 1], other[MEASURES + 1], more[MEASURES + 1];
        for (int j = 0; j < UNITS * 2; j++)
            counts[j] = (double)draw(50) + (j < 2);
        measure(counts, UNITS, 2, 0, own);
        measure(counts, UNITS, 2, 1, other);
        for (int j = 0; j < UNITS; j++)
            counts[2 * j] *= 5;
        measure(counts, UNITS, 2, 0, more);
        for (int j = 0; j < 3; j++)
            ck_assert(fabs(own[both[j]] - other[both[j]]) < 1e-12 && fabs(own[both[j]] - more[both[j]]) < 1e-12);
        near(own[INTEG_SEGREGATION_MUTUAL_INFORMATION], other[INTEG_SEGREGATION_MUTUAL_INFORMATION]);
        near(own[INTEG_SEGREGATION_ISOLATION] + own[INTEG_SEGREGATION_EXPOSURE], 1);
    }
}
END_TEST

/* Mutual information does not know units from groups; Theil's H does. */
START_TEST(mutual_information_is_symmetric)
{
    for (int i = 0; i < 300; i++) {
        double counts[UNITS * GROUPS], turned[UNITS * GROUPS], one[MEASURES + 1], other[MEASURES + 1];
        random_town(counts);
        for (int unit = 0; unit < UNITS; unit++)
            for (int group = 0; group < GROUPS; group++)
                turned[group * UNITS + unit] = counts[unit * GROUPS + group];
        measure(counts, UNITS, GROUPS, 0, one);
        measure(turned, GROUPS, UNITS, 0, other);
        ck_assert(fabs(one[INTEG_SEGREGATION_MUTUAL_INFORMATION] - other[INTEG_SEGREGATION_MUTUAL_INFORMATION]) <
                  1e-12);
    }
}
END_TEST

/* Two members of different groups change places so that each comes to where its group is rarer: measures of evenness do
 * not rise, and all but dissimilarity, which looks at shares above and below the mean only, fall. */
START_TEST(exchanges_that_even_out_lower_segregation)
{
    static const int32_t fall[] = {INTEG_SEGREGATION_GINI, INTEG_SEGREGATION_ATKINSON,
                                   INTEG_SEGREGATION_MUTUAL_INFORMATION, INTEG_SEGREGATION_THEIL_H,
                                   INTEG_SEGREGATION_ISOLATION};
    for (int i = 0; i < 300; i++) {
        double counts[UNITS * 2], before[MEASURES + 1], after[MEASURES + 1];
        for (int j = 0; j < UNITS * 2; j++)
            counts[j] = 3 + (double)draw(50);
        double *from = counts, *to = counts + 2; /* the first unit has a higher share of the first group */
        from[0] = to[0] * (from[0] + from[1]) / (to[0] + to[1]) + 2.5 + (double)draw(9);
        measure(counts, UNITS, 2, 0, before);
        from[0]--, from[1]++, to[0]++, to[1]--;
        if (from[0] * (to[0] + to[1]) < to[0] * (from[0] + from[1]))
            continue; /* they have changed sides */
        measure(counts, UNITS, 2, 0, after);
        for (int j = 0; j < 5; j++)
            ck_assert_msg(after[fall[j]] < before[fall[j]], "measure %d in round %d", (int)fall[j], i);
        ck_assert(after[INTEG_SEGREGATION_DISSIMILARITY] <= before[INTEG_SEGREGATION_DISSIMILARITY] + 1e-12);
    }
}
END_TEST

void add_laws(Suite *suite)
{
    TCase *laws = tcase_create("laws");
    tcase_set_timeout(laws, 120);
    tcase_add_checked_fixture(laws, begin, end);
    tcase_add_loop_test(laws, intervals_hold_the_estimate_widen_with_confidence_and_shrink_with_the_number, 0,
                        INTERVALS);
    tcase_add_test(laws, segregation_is_of_compositions_and_not_of_units);
    tcase_add_test(laws, two_groups_are_as_far_apart_from_either_side_and_whatever_their_sizes);
    tcase_add_test(laws, mutual_information_is_symmetric);
    tcase_add_test(laws, exchanges_that_even_out_lower_segregation);
    suite_add_tcase(suite, laws);
}
