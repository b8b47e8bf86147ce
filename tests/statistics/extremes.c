/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Every function on numbers, with numbers of every size: whatever comes in, what comes out is finite, and where nothing
 * comes out the error says why. */
#include "statistics/suite.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

#define INPUTS 6
#define OUTPUTS 4
#define SERIES 12

/* One call: some numbers in, some out. `series` are for functions that take arrays. */
typedef struct call {
    double in[INPUTS], out[OUTPUTS];
    double series[4][SERIES];
    int64_t counts[SERIES], length;
    integ_error *error;
    int32_t direction;
} call;

/* The law that results obey, where the call succeeds. */
typedef enum law {
    NONE,
    LIMITS,      /* out: lower, upper */
    UNIT_LIMITS, /* lower, upper, both a share */
    ESTIMATE,    /* value, lower, upper */
    SHARE,       /* one share */
} law;

static integ_context *context;
static uint64_t state;

static void begin(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    state = 1;
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

/* Small whole numbers, shares, years, amounts, and what is at the edge of what numbers can be; rarely no number. */
static double any_number(void)
{
    static const double edges[] = {0, -0.0, 5e-324, DBL_MIN, 1e-300, 1e-17, 1e-6, 0.5, 0.95, 0.998, 1 - DBL_EPSILON / 2,
                                   1, 1 + DBL_EPSILON, 9, 10, 1e5, 1e9, 1e10, 1e10 + 1, 9007199254740993.0, 1e100,
                                   1e300, DBL_MAX, -5e-324, -1, -1e5, -1e300, -DBL_MAX};
    switch (draw(8)) {
    case 0:
    case 1:
        return edges[draw(sizeof edges / sizeof edges[0])];
    case 2:
        return (double)draw(30);
    case 3:
        return (double)draw(1000000) / 1000000;
    case 4:
        return 2010 + (double)draw(25);
    case 5:
        return ((double)draw(2000000) - 1000000) / 100;
    case 6:
        return ldexp((double)draw(1 << 30) - (1 << 29), (int)draw(2100) - 1100);
    default:
        return draw(50) == 0 ? (draw(2) == 0 ? NAN : INFINITY) : (double)draw(1000);
    }
}

static integ_status normal(call *c) { return integ_normal_quantile(c->in[0], &c->out[0], c->error); }
static integ_status t(call *c) { return integ_t_quantile(c->in[0], c->in[1], &c->out[0], c->error); }
static integ_status chi_square(call *c) { return integ_chi_square_quantile(c->in[0], c->in[1], &c->out[0], c->error); }

static integ_status beta(call *c)
{
    return integ_beta_quantile(c->in[0], c->in[1], c->in[2], &c->out[0], c->error);
}

static integ_status wilson(call *c)
{
    return integ_wilson_interval(c->in[0], c->in[1], c->in[2], &c->out[0], &c->out[1], c->error);
}

static integ_status clopper_pearson(call *c)
{
    return integ_clopper_pearson_interval(c->in[0], c->in[1], c->in[2], &c->out[0], &c->out[1], c->error);
}

static integ_status newcombe(call *c)
{
    return integ_newcombe_interval(c->in[0], c->in[1], c->in[2], c->in[3], c->in[4], &c->out[0], &c->out[1], c->error);
}

static integ_status koopman(call *c)
{
    return integ_koopman_interval(c->in[0], c->in[1], c->in[2], c->in[3], c->in[4], &c->out[0], &c->out[1], c->error);
}

static integ_status difference(call *c)
{
    return integ_difference_interval(c->in[0], c->in[0] - c->in[1], c->in[0] + c->in[2], c->in[3], c->in[3] - c->in[4],
                                     c->in[3] + c->in[5], &c->out[0], &c->out[1], c->error);
}

static integ_status ratio(call *c)
{
    return integ_ratio_interval(c->in[0], c->in[0] * (1 - c->in[2]), c->in[0] + c->in[3], c->in[1],
                                c->in[1] * (1 - c->in[4]), c->in[1] + c->in[5], &c->out[0], &c->out[1], c->error);
}

static integ_status median_rank(call *c)
{
    int64_t rank, values = (int64_t)draw(2000000000);
    integ_status status = integ_median_rank(draw(2) == 0 ? values : values % 50, c->in[2], &rank, c->error);
    c->out[0] = (double)rank;
    c->out[1] = (double)values;
    if (status != INTEG_STATUS_OK)
        c->out[1] = 0;
    return status;
}

static integ_status two_shares(call *c)
{
    return integ_two_proportion_test(c->in[0], c->in[1], c->in[2], c->in[3], &c->out[1], &c->out[0], c->error);
}

static integ_status detectable(call *c)
{
    return integ_minimum_detectable_change(c->in[0], c->in[1], c->in[2], c->in[3], c->in[4], c->direction, &c->out[0],
                                           c->error);
}

static integ_status byar(call *c)
{
    return integ_byar_interval(c->in[0], c->in[1], &c->out[0], &c->out[1], c->error);
}

static integ_status poisson(call *c)
{
    return integ_poisson_interval(c->in[0], c->in[1], &c->out[0], &c->out[1], c->error);
}

static integ_status count(call *c)
{
    return integ_count_interval(c->in[0], c->in[1], &c->out[0], &c->out[1], c->error);
}

static integ_status rate(call *c)
{
    return integ_rate(c->in[0], c->in[1], c->in[2], c->in[3], &c->out[0], &c->out[1], &c->out[2], c->error);
}

static integ_status indirect(call *c)
{
    return integ_indirect_standardised_ratio(c->in[0], c->in[1], c->in[2], c->in[3], &c->out[0], &c->out[1],
                                             &c->out[2], c->error);
}

static integ_status direct(call *c)
{
    return integ_direct_standardised_rate(c->series[0], 1, c->series[1], c->series[2], c->length, c->in[0], c->in[1],
                                          &c->out[0], &c->out[1], &c->out[2], c->error);
}

static integ_status repeated(call *c)
{
    return integ_direct_standardised_rate(c->series[0], 2, c->series[1], c->series[2], c->length / 2, c->in[0],
                                          c->in[1], &c->out[0], &c->out[1], &c->out[2], c->error);
}

static integ_status expected(call *c)
{
    return integ_expected_events(c->series[0], c->series[1], c->series[2], c->length, &c->out[0], c->error);
}

static integ_status mean(call *c)
{
    return integ_mean(c->series[0], c->length, &c->out[0], c->error);
}

static integ_status mean_limits(call *c)
{
    return integ_mean_interval(c->series[0], c->length, c->in[0], &c->out[0], &c->out[1], &c->out[2], c->error);
}

static integ_status mean_of_deviation(call *c)
{
    c->out[0] = 0;
    return integ_mean_interval_from_deviation(c->in[0], c->in[1], c->in[2], c->in[3], &c->out[0], &c->out[1], c->error);
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static integ_status quantile(call *c)
{
    qsort(c->series[0], (size_t)c->length, sizeof(double), by_size);
    return integ_quantile(c->series[0], draw(2) == 0 ? NULL : c->counts, c->length, c->in[0], &c->out[0], c->error);
}

static integ_status trend(call *c)
{
    integ_trend *line;
    int32_t method = draw(2) == 0 ? INTEG_TREND_LEAST_SQUARES : INTEG_TREND_THEIL_SEN;
    integ_status status = integ_trend_new(context, c->series[0], c->series[1], c->length, method, &line, c->error);
    if (status != INTEG_STATUS_OK)
        return status;
    c->out[2] = integ_trend_slope(line);
    status = integ_trend_value(line, c->in[0], &c->out[0], c->error);
    if (status == INTEG_STATUS_OK)
        status = integ_trend_interval(line, c->in[0], c->in[1], &c->out[0], &c->out[1], c->error);
    integ_trend_free(line);
    if (status != INTEG_STATUS_OK)
        memset(c->out, 0, sizeof c->out);
    return status;
}

static integ_status trend_meets(call *c)
{
    integ_trend *line;
    integ_status status = integ_trend_new(context, c->series[0], c->series[1], c->length, INTEG_TREND_LEAST_SQUARES,
                                          &line, c->error);
    if (status == INTEG_STATUS_OK)
        status = integ_trend_probability(line, c->in[0], c->in[1], c->direction, &c->out[0], c->error);
    integ_trend_free(line);
    return status;
}

static integ_status xmr(call *c)
{
    return integ_xmr_limits(c->series[0], c->length, (int64_t)draw(15), (int32_t)draw(2), &c->out[0], &c->out[1],
                            &c->out[2], c->error);
}

/* Limits of points: each beside the mean. */
static integ_status points(call *c, integ_status status)
{
    if (status == INTEG_STATUS_OK && c->length > 0) {
        c->out[1] = c->series[2][c->length - 1];
        c->out[2] = c->series[3][c->length - 1];
    }
    return status;
}

static integ_status p_chart(call *c)
{
    return points(c, integ_p_chart_limits(c->series[0], c->series[1], c->length, &c->out[0], c->series[2],
                                          c->series[3], c->error));
}

static integ_status u_chart(call *c)
{
    return points(c, integ_u_chart_limits(c->series[0], c->series[1], c->length, &c->out[0], c->series[2],
                                          c->series[3], c->error));
}

static integ_status flags(call *c)
{
    int32_t found[SERIES];
    integ_status status = integ_chart_flags(c->series[0], c->in[0], c->series[1], c->series[2], c->length, found,
                                            c->error);
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < c->length; i++)
        if (strcmp(integ_chart_flag_name(found[i]), "unknown") == 0)
            c->out[0] = NAN;
    return status;
}

static integ_status weather(call *c)
{
    int32_t symbol;
    for (int64_t i = 1; i < c->length && draw(4) > 0; i++)
        c->series[0][i] = c->series[0][i - 1] + 1;
    integ_status status = integ_weather(c->series[0], c->series[1], c->length, (int32_t)draw(3) + 1, c->direction,
                                        c->in[0], c->in[1], &symbol, &c->out[0], c->error);
    if (strcmp(integ_weather_name(symbol), "unknown") == 0 ||
        (status == INTEG_STATUS_OK) != (symbol != INTEG_WEATHER_NONE))
        c->out[0] = NAN;
    return status;
}

static integ_status segregation_drawn(call *c)
{
    integ_segregation *all;
    for (int i = 0; i < SERIES && draw(8) > 0; i++)
        c->series[0][i] = floor(fmin(fabs(c->series[0][i]), 300));
    integ_status status = integ_segregation_new(context, c->series[0], c->length / 3, 3, &all, c->error);
    if (status != INTEG_STATUS_OK)
        return status;
    status = integ_segregation_bootstrap(all, (int32_t)draw(8) + 1, (int64_t)draw(3), (int64_t)draw(6), (int64_t)draw(99),
                                         c->in[2], &c->out[2], &c->out[0], &c->out[1], c->error);
    integ_segregation_free(all);
    return status;
}

static integ_status segregation_changed(call *c)
{
    integ_segregation *before, *after = NULL;
    double parts[INTEG_DIFFERENCE_PARTS] = {0};
    int64_t units = c->length / 3;
    integ_status status = integ_segregation_new(context, c->series[0], units, 3, &before, c->error);
    if (status == INTEG_STATUS_OK)
        status = integ_segregation_new(context, c->series[1], units, 3, &after, c->error);
    if (status == INTEG_STATUS_OK)
        status = integ_segregation_difference(before, after, draw(2) == 0 ? 0.01 : c->in[2], parts, c->error);
    integ_segregation_free(before);
    integ_segregation_free(after);
    for (int i = 0; i < INTEG_DIFFERENCE_PARTS; i++)
        c->out[i % OUTPUTS] += parts[i];
    return status;
}

/* One measure of segregation, drawn by lot. */
static integ_status segregation(call *c)
{
    integ_segregation *all;
    integ_status status = integ_segregation_new(context, c->series[0], c->length / 3, 3, &all, c->error);
    int64_t group = (int64_t)draw(3), other = (int64_t)draw(3), unit = (int64_t)draw(4);
    if (status != INTEG_STATUS_OK)
        return status;
    integ_status (*const of_all[])(const integ_segregation *, double *, integ_error *) = {
        integ_segregation_multigroup_dissimilarity, integ_segregation_entropy, integ_segregation_mutual_information,
        integ_segregation_theil_h, integ_segregation_expected_mutual_information};
    integ_status (*const of_group[])(const integ_segregation *, int64_t, double *, integ_error *) = {
        integ_segregation_dissimilarity_from_rest, integ_segregation_isolation, integ_segregation_gini,
        integ_segregation_expected_dissimilarity, integ_segregation_corrected_dissimilarity, integ_segregation_local};
    integ_status (*const of_two[])(const integ_segregation *, int64_t, int64_t, double *, integ_error *) = {
        integ_segregation_dissimilarity, integ_segregation_exposure, integ_location_quotient};
    switch (draw(5)) {
    case 0:
        status = of_all[draw(5)](all, &c->out[0], c->error);
        break;
    case 1:
        status = of_group[draw(6)](all, group, &c->out[0], c->error);
        break;
    case 2:
        status = of_two[draw(3)](all, unit, other, &c->out[0], c->error);
        break;
    case 3:
        status = integ_segregation_atkinson(all, group, c->in[0], &c->out[0], c->error);
        break;
    default:
        for (int i = 0; i < SERIES; i++)
            c->counts[i] %= 3;
        status = integ_segregation_between(all, c->counts, 3, &c->out[0], &c->out[1], c->error);
    }
    integ_segregation_free(all);
    return status;
}

static const struct function {
    const char *name;
    integ_status (*work)(call *c);
    law law;
} functions[] = {
    {"normal", normal, NONE},
    {"t", t, NONE},
    {"chi_square", chi_square, NONE},
    {"beta", beta, SHARE},
    {"wilson", wilson, UNIT_LIMITS},
    {"clopper_pearson", clopper_pearson, UNIT_LIMITS},
    {"newcombe", newcombe, LIMITS},
    {"koopman", koopman, LIMITS},
    {"difference", difference, LIMITS},
    {"ratio", ratio, LIMITS},
    {"median_rank", median_rank, LIMITS},
    {"two_shares", two_shares, SHARE},
    {"detectable", detectable, SHARE},
    {"byar", byar, LIMITS},
    {"poisson", poisson, LIMITS},
    {"count", count, LIMITS},
    {"rate", rate, ESTIMATE},
    {"indirect", indirect, ESTIMATE},
    {"direct", direct, ESTIMATE},
    {"repeated", repeated, ESTIMATE},
    {"expected", expected, NONE},
    {"mean", mean, NONE},
    {"mean_limits", mean_limits, ESTIMATE},
    {"mean_of_deviation", mean_of_deviation, LIMITS},
    {"quantile", quantile, NONE},
    {"trend", trend, LIMITS},
    {"trend_meets", trend_meets, SHARE},
    {"xmr", xmr, ESTIMATE},
    {"p_chart", p_chart, ESTIMATE},
    {"u_chart", u_chart, ESTIMATE},
    {"flags", flags, NONE},
    {"weather", weather, NONE},
    {"segregation", segregation, NONE},
    {"segregation_drawn", segregation_drawn, LIMITS},
    {"segregation_changed", segregation_changed, NONE},
};
enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

static bool obeys(law law, const double *out)
{
    switch (law) {
    case LIMITS:
        return out[0] <= out[1];
    case UNIT_LIMITS:
        return 0 <= out[0] && out[0] <= out[1] && out[1] <= 1;
    case ESTIMATE:
        return out[1] <= out[0] && out[0] <= out[2];
    case SHARE:
        return 0 <= out[0] && out[0] <= 1;
    default:
        return true;
    }
}

/* Numbers, sometimes such that the call has a chance: events up to trials, sizes above 0. */
static void fill(call *c)
{
    memset(c, 0, offsetof(call, error));
    bool tame = draw(2) == 0;
    c->length = (int64_t)draw(SERIES + 1);
    c->direction = draw(20) == 0 ? 0 : draw(2) == 0 ? 1 : -1;
    for (int i = 0; i < INPUTS; i++)
        c->in[i] = tame ? fabs(any_number()) : any_number();
    if (tame && draw(2) == 0)
        for (int i = 0; i < INPUTS; i++)
            c->in[i] = i < 4 ? floor(c->in[i]) : 0.95;
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < SERIES; j++)
            c->series[i][j] = tame ? fabs(any_number()) : any_number();
    for (int j = 0; tame && j < SERIES; j++)
        c->series[1][j] += c->series[0][j];
    for (int j = 0; j < SERIES; j++)
        c->counts[j] = (int64_t)draw(6);
    for (int i = 2; tame && i < INPUTS && draw(3) > 0; i++)
        c->in[i] = (double)(1 + draw(999)) / 1000;
    if (draw(4) == 0)
        c->in[1] = c->in[0] + floor(c->in[1]);
}

/* NULL, or what is wrong. */
static const char *judge(const struct function *one, const call *c, integ_status status)
{
    for (int i = 0; i < OUTPUTS; i++)
        if (!isfinite(c->out[i]))
            return "a result is not finite";
    if (status == INTEG_STATUS_OK)
        return obeys(one->law, c->out) ? NULL : "the results are not in order";
    if (status != INTEG_STATUS_UNDEFINED && status != INTEG_STATUS_OUT_OF_RANGE)
        return "the status is none that is documented";
    for (int i = 0; i < OUTPUTS; i++)
        if (c->out[i] != 0)
            return "there is a result after a failure";
    if (integ_error_count(c->error) != 1 || integ_error_code(c->error, 0) != status)
        return "the error does not say why";
    return NULL;
}

START_TEST(whatever_comes_in_what_comes_out_is_finite_or_explained)
{
    const struct function *one = &functions[_i];
    integ_error *error;
    int succeeded = 0, rounds = is_long_run() ? 200000 : 2000;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    for (int i = 0; i < rounds; i++) {
        call c;
        c.error = error;
        integ_error_clear(error);
        fill(&c);
        call asked = c;
        integ_status status = one->work(&c);
        const char *wrong = judge(one, &c, status);
        succeeded += status == INTEG_STATUS_OK;
        if (wrong != NULL)
            ck_abort_msg("%s, round %d, status %d: %s: %.17g %.17g %.17g %.17g %.17g give %.17g %.17g %.17g; first of"
                         " %d: %.17g %.17g %.17g",
                         one->name, i, (int)status, wrong, asked.in[0], asked.in[1], asked.in[2], asked.in[3],
                         asked.in[4], c.out[0], c.out[1], c.out[2], (int)asked.length, asked.series[0][0],
                         asked.series[1][0], asked.series[2][0]);
    }
    ck_assert_msg(succeeded > rounds / 100, "%s succeeded only %d times", one->name, succeeded);
    integ_error_free(error);
}
END_TEST

void add_extremes(Suite *suite)
{
    TCase *extremes = tcase_create("extremes");
    tcase_set_timeout(extremes, is_long_run() ? 3600 : 600);
    tcase_add_checked_fixture(extremes, begin, end);
    tcase_add_loop_test(extremes, whatever_comes_in_what_comes_out_is_finite_or_explained, 0, FUNCTIONS);
    suite_add_tcase(suite, extremes);
}
