/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Step 4: a share with its interval, broken down, and shown only where it does not give anybody away.
 *
 * A plan holds everything to be counted, so that one pass over the register answers it all. What comes back
 * is a tally: confidential, until a release has decided which figures may be shown. */

#include <integration.h>
#include <stdio.h>
#include <string.h>

#define CITIZENS 240

static int64_t ages[CITIZENS];
static const char *sex[CITIZENS], *origin[CITIZENS], *employment[CITIZENS];

/* Citizens, by rule: every third is of other than Danish origin, every second a woman, and so on. */
static void fill(void)
{
    static const char *const work[] = {"employed", "employed", "unemployed", "student", "employed"};
    for (int i = 0; i < CITIZENS; i++) {
        ages[i] = 10 + i * 7 % 71;
        sex[i] = i % 2 == 0 ? "F" : "M";
        origin[i] = i % 3 != 0 ? "danish" : "non_western";
        employment[i] = work[i % 5];
    }
}

static integ_status make_register(integ_context *context, integ_register **out, integ_error *error)
{
    integ_register_builder *builder;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error); /* 2020-01-01, days since 1970 */
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", CITIZENS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "age", INTEG_TYPE_INTEGER, 0, ages, NULL,
                                                     CITIZENS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "sex", INTEG_TYPE_CODE, sex, CITIZENS, error);
    if (status == INTEG_STATUS_OK)
        status =
            integ_register_builder_add_texts(builder, "origin", INTEG_TYPE_CODE, origin, CITIZENS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "employment", INTEG_TYPE_CODE, employment,
                                                  CITIZENS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

/* For each cell of the tally: how many are employed, of how many. Here each whole has one part, which may be added as
 * a count. Parts that meet, or that stand in several wholes, belong into integ_release_add_query(), for which the plan
 * keeps members (integ_plan_keep_members()): the release knows then who is in them. */
static integ_status print_shares(const integ_tally *tally, int64_t query, integ_release *release,
                                 integ_error *error)
{
    int64_t cells = integ_tally_cells(tally, query);
    int64_t all[16], part[16];
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < cells && i < 16; i++) {
        status = integ_release_add_count(release, integ_tally_known_unprotected(tally, query, i), -1, &all[i],
                                         error);
        if (status == INTEG_STATUS_OK)
            status = integ_release_add_count(release, integ_tally_true_unprotected(tally, query, i), all[i],
                                             &part[i], error);
    }
    if (status == INTEG_STATUS_OK)
        status = integ_release_protect(release, error);
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < cells && i < 16; i++) {
        int64_t employed = -1, known = -1;
        double lower, upper;
        status = integ_release_count(release, all[i], &known, error);
        if (status == INTEG_STATUS_OK)
            status = integ_release_count(release, part[i], &employed, error);
        printf("%-12s %-6s ", integ_tally_label(tally, query, i, 0), integ_tally_label(tally, query, i, 1));
        if (status != INTEG_STATUS_OK || known <= 0 || employed < 0) {
            printf("   ..\n");
            continue;
        }
        status = integ_wilson_interval((double)employed, (double)known, 0.95, &lower, &upper, error);
        printf("%5.1f %% (%.1f to %.1f), %d of %d\n", 100.0 * (double)employed / (double)known, 100 * lower,
               100 * upper, (int)employed, (int)known);
    }
    return status;
}

static integ_status count(const integ_register *reg, const integ_expression *employed,
                          const integ_dimensions *by, integ_release *release, integ_error *error)
{
    integ_plan *plan = NULL;
    integ_tally *tally = NULL;
    int64_t query;
    integ_status status = integ_plan_new(reg, NULL, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, NULL, employed, NULL, by, &query, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, 0), &tally, error);
    if (status == INTEG_STATUS_OK)
        status = print_shares(tally, query, release, error);
    integ_tally_free(tally);
    integ_plan_free(plan);
    return status;
}

static integ_status run(integ_context *context, integ_error *error)
{
    static const char filter[] = "employment = 'employed'";
    static const int64_t edges[] = {18, 65};
    integ_register *reg = NULL;
    integ_expression *employed = NULL;
    integ_dimensions *by = NULL;
    integ_disclosure *rule = NULL;
    integ_release *release = NULL;
    fill();
    integ_status status = make_register(context, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(context, filter, strlen(filter), "filter", &employed, error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_new(context, &by, error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_add_column(by, "origin", error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_add_bands(by, "age", edges, 2, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_new(context, &rule, error); /* hides counts of 1 to 4 */
    if (status == INTEG_STATUS_OK)
        status = integ_release_new(context, rule, &release, error);
    if (status == INTEG_STATUS_OK)
        status = count(reg, employed, by, release, error);
    integ_release_free(release);
    integ_disclosure_free(rule);
    integ_dimensions_free(by);
    integ_expression_free(employed);
    integ_register_free(reg);
    return status;
}

int main(void)
{
    integ_error *error = NULL;
    integ_context *context = NULL;
    integ_status status = integ_error_new(&error);
    if (status == INTEG_STATUS_OK)
        status = integ_context_new(&context, error);
    if (status == INTEG_STATUS_OK)
        status = run(context, error);
    for (int64_t i = 0; i < integ_error_count(error); i++)
        fprintf(stderr, "%s\n", integ_error_message(error, i, INTEG_LANGUAGE_ENGLISH));
    integ_context_free(context);
    integ_error_free(error);
    return status == INTEG_STATUS_OK ? 0 : 1;
}
