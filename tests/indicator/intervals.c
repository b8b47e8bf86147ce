/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/compute.h"
#include "indicator/suite.h"
#include "base/message.h"
#include "integration/statistics.h"
#include "support/failing_allocator.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Limits of values, from counts that SQLite gives. Fails unless they agree to 12 digits. */
static void has_limits(integi_value value, double lower, double upper)
{
    ck_assert(value.has_interval);
    ck_assert_msg(fabs(value.lower - lower) <= 1e-12 * fmax(fabs(lower), 1) &&
                      fabs(value.upper - upper) <= 1e-12 * fmax(fabs(upper), 1),
                  "%.17g to %.17g instead of %.17g to %.17g", value.lower, value.upper, lower, upper);
    ck_assert(value.lower <= value.number && value.number <= value.upper);
}

typedef struct share {
    double events, known;
} share;

static share ask_share(const char *group)
{
    char question[200];
    share found;
    snprintf(question, sizeof question, "SELECT sum(employed) FROM citizen WHERE region = '%s'", group);
    found.events = people_ask_number(&these, question);
    snprintf(question, sizeof question, "SELECT count(employed) FROM citizen WHERE region = '%s'", group);
    found.known = people_ask_number(&these, question);
    return found;
}

static integi_value compared(int32_t kind, int32_t as)
{
    integ_indicator *indicator = define(kind, "non_western", "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_compare(indicator, "danish", as, NULL), INTEG_STATUS_OK);
    return compute(indicator);
}

START_TEST(gaps_and_ratios_of_shares_have_newcombes_and_koopmans_limits)
{
    double lower, upper;
    open_people();
    share own = ask_share("non_western"), other = ask_share("danish");
    integ_newcombe_interval(own.events, own.known, other.events, other.known, 0.95, &lower, &upper, NULL);
    has_limits(compared(INTEG_INDICATOR_SHARE, INTEG_COMPARE_DIFFERENCE), 100 * lower, 100 * upper);
    has_limits(compared(INTEG_INDICATOR_REPRESENTATION, INTEG_COMPARE_DIFFERENCE), 100 * lower, 100 * upper);
    integ_koopman_interval(own.events, own.known, other.events, other.known, 0.95, &lower, &upper, NULL);
    has_limits(compared(INTEG_INDICATOR_SHARE, INTEG_COMPARE_RATIO), lower, upper);
    has_limits(compared(INTEG_INDICATOR_REPRESENTATION, INTEG_COMPARE_RATIO), lower, upper);
    has_limits(compared(INTEG_INDICATOR_RATE, INTEG_COMPARE_RATIO), lower, upper);
    close_people();
}
END_TEST

START_TEST(gaps_of_rates_have_the_limits_that_theirs_recover)
{
    double own_rate, own_lower, own_upper, other_rate, other_lower, other_upper, lower, upper;
    open_people();
    share own = ask_share("non_western"), other = ask_share("danish");
    integ_rate(own.events, own.known, 1000, 0.95, &own_rate, &own_lower, &own_upper, NULL);
    integ_rate(other.events, other.known, 1000, 0.95, &other_rate, &other_lower, &other_upper, NULL);
    lower = own_rate - other_rate - hypot(own_rate - own_lower, other_upper - other_rate);
    upper = own_rate - other_rate + hypot(own_upper - own_rate, other_rate - other_lower);
    has_limits(compared(INTEG_INDICATOR_RATE, INTEG_COMPARE_DIFFERENCE), lower, upper);
    close_people();
}
END_TEST

START_TEST(limits_move_with_a_published_value)
{
    double lower, upper;
    open_people();
    share own = ask_share("danish");
    integ_wilson_interval(own.events, own.known, 0.95, &lower, &upper, NULL);
    integ_indicator *gap = define(INTEG_INDICATOR_SHARE, "danish", "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_compare_value(gap, 125, 1, NULL, INTEG_COMPARE_DIFFERENCE, NULL),
                     INTEG_STATUS_OK);
    has_limits(compute(gap), 100 * lower - 12.5, 100 * upper - 12.5);
    integ_indicator *ratio = define(INTEG_INDICATOR_SHARE, "danish", "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_compare_value(ratio, -125, 1, NULL, INTEG_COMPARE_RATIO, NULL),
                     INTEG_STATUS_OK);
    has_limits(compute(ratio), -8 * upper, -8 * lower);
    close_people();
}
END_TEST

static integ_indicator *standardised(const char *of)
{
    const int64_t edges[] = {20, 40, 65};
    const double weights[] = {1, 2.5, 4, 0.5};
    integ_indicator *indicator = define(INTEG_INDICATOR_STANDARDISED_RATE, of, "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_standard(indicator, "age", edges, 3, weights, NULL), INTEG_STATUS_OK);
    return indicator;
}

START_TEST(standardised_rates_have_dobsons_limits)
{
    static const char *const bands[] = {"age < 20", "age >= 20 AND age < 40", "age >= 40 AND age < 65", "age >= 65"};
    const double weights[] = {1, 2.5, 4, 0.5};
    double events[4], known[4], rate, lower, upper;
    open_people();
    for (int i = 0; i < 4; i++) {
        char question[200];
        snprintf(question, sizeof question, "SELECT sum(employed) FROM citizen WHERE region = 'danish' AND %s",
                 bands[i]);
        events[i] = people_ask_number(&these, question);
        snprintf(question, sizeof question, "SELECT count(employed) FROM citizen WHERE region = 'danish' AND %s",
                 bands[i]);
        known[i] = people_ask_number(&these, question);
    }
    integ_direct_standardised_rate(events, 1, known, weights, 4, 1000, 0.95, &rate, &lower, &upper, NULL);
    has_limits(compute(standardised("danish")), lower, upper);
    integ_indicator *ratio = standardised("non_western");
    ck_assert_int_eq(integ_indicator_set_compare(ratio, "danish", INTEG_COMPARE_RATIO, NULL), INTEG_STATUS_OK);
    integi_value value = compute(ratio);
    ck_assert(value.has_interval && value.lower < value.number && value.number < value.upper);
    close_people();
}
END_TEST

/* The highest rank below which no more than 2.5 % of tosses of so many coins end, toss by toss. */
static int rank_by_tosses(int count)
{
    double below = 0, log_exactly = count * log(0.5);
    for (int rank = 0; rank < count; rank++) {
        below += exp(log_exactly);
        if (below > 0.025)
            return rank;
        log_exactly += log((double)(count - rank) / (rank + 1));
    }
    return count;
}

START_TEST(medians_have_the_limits_of_their_ranks)
{
    char question[300];
    open_people();
    integi_value value = compute(define(INTEG_INDICATOR_MEDIAN, "danish", NULL, "hours"));
    int count = (int)people_ask_number(&these, "SELECT count(hours) FROM citizen WHERE region = 'danish'");
    int rank = rank_by_tosses(count);
    ck_assert_int_ge(rank, 10);
    snprintf(question, sizeof question, "SELECT hours FROM citizen WHERE region = 'danish' AND hours IS NOT NULL"
                                        " ORDER BY hours LIMIT 1 OFFSET %d", rank - 1);
    double lower = people_ask_number(&these, question);
    snprintf(question, sizeof question, "SELECT hours FROM citizen WHERE region = 'danish' AND hours IS NOT NULL"
                                        " ORDER BY hours DESC LIMIT 1 OFFSET %d", rank - 1);
    has_limits(value, lower, people_ask_number(&these, question));
    close_people();
}
END_TEST

START_TEST(means_have_students_limits)
{
    static const char *const measures[] = {"hours", "income"};
    static const double scales[] = {1, 100};
    open_people();
    for (int i = 0; i < 2; i++) {
        char question[300];
        snprintf(question, sizeof question, "SELECT count(%s) FROM citizen WHERE region = 'danish'", measures[i]);
        double count = people_ask_number(&these, question), lower, upper;
        snprintf(question, sizeof question, "SELECT avg(%s) FROM citizen WHERE region = 'danish'", measures[i]);
        double mean = people_ask_number(&these, question);
        snprintf(question, sizeof question,
                 "SELECT sum((%s - mean) * (%s - mean)) FROM citizen,"
                 " (SELECT avg(%s) AS mean FROM citizen WHERE region = 'danish') WHERE region = 'danish'",
                 measures[i], measures[i], measures[i]);
        double deviation = sqrt(people_ask_number(&these, question) / (count - 1));
        integ_mean_interval_from_deviation(count, mean / scales[i], deviation / scales[i], 0.95, &lower, &upper, NULL);
        integi_value value = compute(define(INTEG_INDICATOR_MEAN, "danish", NULL, measures[i]));
        ck_assert(value.has_interval);
        ck_assert(fabs(value.lower - lower) <= 1e-9 * fabs(lower) && fabs(value.upper - upper) <= 1e-9 * fabs(upper));
    }
    share own = ask_share("danish");
    double lower, upper;
    integ_wilson_interval(own.events, own.known, 0.95, &lower, &upper, NULL);
    has_limits(compute(define(INTEG_INDICATOR_MEAN, "danish", NULL, "employed")), lower, upper);
    close_people();
}
END_TEST

/* What values differ by is not lost in the squares of what they have in common. */
START_TEST(deviations_of_large_numbers_are_exact)
{
    open_people();
    integi_value plain = compute(define(INTEG_INDICATOR_MEAN, "danish", NULL, "age"));
    integi_value shifted = compute(define(INTEG_INDICATOR_MEAN, "danish", NULL, "age + 1000000000000"));
    ck_assert(plain.has_interval && shifted.has_interval);
    ck_assert(fabs((shifted.upper - shifted.lower) - (plain.upper - plain.lower)) < 1e-3);
    close_people();
}
END_TEST

/* Byar: x (1 − 1 / 9x − z / 3√x)³, and the same of x + 1 with + z, for a count that SQLite makes. */
static void has_byars_limits(integi_value value, const char *question)
{
    const double z = 1.959963984540054;
    double x = people_ask_number(&these, question), more = x + 1;
    ck_assert(value.number == x && value.has_interval);
    ck_assert_double_eq_tol(value.lower / (x * pow(1 - 1 / (9 * x) - z / (3 * sqrt(x)), 3)), 1, 1e-12);
    ck_assert_double_eq_tol(value.upper / (more * pow(1 - 1 / (9 * more) + z / (3 * sqrt(more)), 3)), 1, 1e-12);
}

START_TEST(counts_have_poissons_limits)
{
    open_people();
    has_byars_limits(compute(define(INTEG_INDICATOR_COUNT, "danish", "employed", NULL)),
                     "SELECT count(*) FROM citizen WHERE region = 'danish' AND employed");
    has_byars_limits(compute(define(INTEG_INDICATOR_SUM, "danish", NULL, "employed")),
                     "SELECT count(*) FROM citizen WHERE region = 'danish' AND employed");
    has_limits(compute(define(INTEG_INDICATOR_COUNT, "nobody", NULL, NULL)), 0, 3.6888794541139363); /* -ln 0.025 */
    integ_indicator *ratio = define(INTEG_INDICATOR_SUM, "danish", NULL, "employed");
    ck_assert_int_eq(integ_indicator_set_compare(ratio, "non_western", INTEG_COMPARE_RATIO, NULL), INTEG_STATUS_OK);
    integi_value divided = compute(ratio);
    ck_assert(divided.has_interval && divided.lower < divided.number && divided.number < divided.upper);
    close_people();
}
END_TEST

/* The deviation of SQLite's squares; Student's quantile of so many values is the normal one to 1e-3. */
START_TEST(sums_have_the_limits_of_as_many_means)
{
    open_people();
    double count = people_ask_number(&these, "SELECT count(hours) FROM citizen WHERE region = 'danish'"), t;
    double deviation = sqrt(people_ask_number(
        &these, "SELECT (sum(hours * hours) - sum(hours) * sum(hours) / count(hours)) / (count(hours) - 1) FROM citizen"
                " WHERE region = 'danish'"));
    ck_assert_int_eq(integ_t_quantile(0.975, count - 1, &t, NULL), INTEG_STATUS_OK);
    ck_assert_double_eq_tol(t, 1.959963984540054, 1e-3);
    integi_value sum = compute(define(INTEG_INDICATOR_SUM, "danish", NULL, "hours"));
    ck_assert(sum.has_interval);
    ck_assert_double_eq_tol((sum.upper - sum.number) / (t * deviation * sqrt(count)), 1, 1e-9);
    ck_assert_double_eq_tol((sum.number - sum.lower) / (t * deviation * sqrt(count)), 1, 1e-9);
    ck_assert_int_lt(people_ask(&these, "SELECT count(*) FROM citizen WHERE age = 94 AND hours = 1.25"), 10);
    ck_assert(!compute(define(INTEG_INDICATOR_SUM, NULL, "age = 94 AND hours = 1.25", "hours")).has_interval);
    ck_assert(!compute(define(INTEG_INDICATOR_SHARE, "nobody", "employed", NULL)).has_interval);
    close_people();
}
END_TEST

/* ---- memory ---- */

static integ_status make(integ_context *context, int32_t kind, const char *where, const char *measure,
                         integ_indicator **out, integ_error *error)
{
    integ_expression *condition = NULL, *measured = NULL;
    integ_status status = integ_indicator_new(context, "x", kind, NULL, out, error);
    if (status == INTEG_STATUS_OK && where != NULL)
        status = integ_expression_parse(context, where, strlen(where), NULL, &condition, error);
    if (status == INTEG_STATUS_OK && measure != NULL)
        status = integ_expression_parse(context, measure, strlen(measure), NULL, &measured, error);
    if (status == INTEG_STATUS_OK && condition != NULL)
        status = integ_indicator_set_where(*out, condition, error);
    if (status == INTEG_STATUS_OK && measured != NULL)
        status = integ_indicator_set_measure(*out, measured, error);
    if (status == INTEG_STATUS_OK && kind == INTEG_INDICATOR_STANDARDISED_RATE)
        status = integ_indicator_set_standard(*out, "age", (const int64_t[]){40}, 1, (const double[]){1, 2}, error);
    if (status == INTEG_STATUS_OK && kind == INTEG_INDICATOR_SEGREGATION)
        status = integ_indicator_set_segregation(*out, "area", INTEG_SEGREGATION_GINI, error);
    integ_expression_free(condition);
    integ_expression_free(measured);
    return status;
}

/* One value of an indicator from the beginning to the end. */
static integ_status compute_one(integ_context *context, const integ_register *reg, int32_t kind, integ_error *error)
{
    integ_indicator *indicator = NULL;
    integ_plan *plan = NULL;
    integ_tally *tally = NULL;
    integi_indicator_queries queries;
    bool measured = kind == INTEG_INDICATOR_MEAN || kind == INTEG_INDICATOR_MEDIAN;
    integ_status status = make(context, kind, measured ? NULL : "employed", measured ? "income" : NULL, &indicator,
                               error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(reg, NULL, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integi_indicator_plan(indicator, plan, &queries, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, 0), &tally, error);
    if (status == INTEG_STATUS_OK) {
        integi_value value = integi_indicator_value(indicator, &queries, tally);
        if (value.out_of_memory)
            status = integi_out_of_memory(error);
        else if (value.reason != INTEG_REASON_NONE)
            status = INTEG_STATUS_UNDEFINED;
    }
    integ_tally_free(tally);
    integ_plan_free(plan);
    integ_indicator_free(indicator);
    return status;
}

static integ_status compute_all(integ_context *context, integ_error *error, void *userdata)
{
    static const int32_t kinds[] = {INTEG_INDICATOR_MEAN, INTEG_INDICATOR_MEDIAN, INTEG_INDICATOR_STANDARDISED_RATE,
                                    INTEG_INDICATOR_SEGREGATION};
    (void)userdata;
    integ_register *reg = people_register(context, 400, INTEG_PURPOSE_STATISTICS, error);
    integ_status status = reg == NULL ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
    for (int i = 0; status == INTEG_STATUS_OK && i < 4; i++)
        status = compute_one(context, reg, kinds[i], error);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_is_said)
{
    for_each_failing_allocation(compute_all, NULL);
}
END_TEST

void add_intervals(Suite *suite)
{
    add_tests(suite, "intervals",
              (const TTest *[]){gaps_and_ratios_of_shares_have_newcombes_and_koopmans_limits,
                                gaps_of_rates_have_the_limits_that_theirs_recover,
                                limits_move_with_a_published_value, standardised_rates_have_dobsons_limits,
                                medians_have_the_limits_of_their_ranks, means_have_students_limits,
                                deviations_of_large_numbers_are_exact, counts_have_poissons_limits,
                                sums_have_the_limits_of_as_many_means,
                                running_out_of_memory_is_said, NULL});
}
