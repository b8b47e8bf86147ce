/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Step 2: target groups with names, built on each other, and cohorts combined.
 *
 * "Everybody of other than Danish origin" was too broad a group to steer by. A precise one is defined within
 * it: who is in it is also in the broad one, and a change of the broad definition changes both. */

#include <integration.h>
#include <stdio.h>
#include <string.h>

#define CITIZENS 100

static int64_t ages[CITIZENS];
static const char *sex[CITIZENS], *origin[CITIZENS], *employment[CITIZENS];

/* A hundred citizens, by rule: every third is of other than Danish origin, every second a woman, and so on. */
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

static integ_status add_group(integ_context *context, integ_groups *groups, const char *name,
                              const char *within, const char *where, integ_error *error)
{
    integ_expression *condition;
    integ_status status = integ_expression_parse(context, where, strlen(where), name, &condition, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_add(groups, name, NULL, within, condition, NULL, error);
    integ_expression_free(condition); /* the set of groups keeps what it needs */
    return status;
}

static integ_status define(integ_context *context, integ_groups *groups, const integ_register *reg,
                           integ_error *error)
{
    integ_status status = add_group(context, groups, "broad", NULL, "origin <> 'danish'", error);
    if (status == INTEG_STATUS_OK)
        status = add_group(context, groups, "unemployed", "broad", "employment = 'unemployed' AND age >= 18",
                           error);
    if (status == INTEG_STATUS_OK)
        status = add_group(context, groups, "unemployed_women", "unemployed", "sex = 'F'", error);
    if (status == INTEG_STATUS_OK)
        status = add_group(context, groups, "others", NULL, "age >= 18 AND NOT in_group('broad')", error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_check(groups, reg, error); /* names, types, circles: all faults at once */
    return status;
}

static integ_status count_all(const integ_groups *groups, const integ_snapshot *snapshot, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < integ_groups_count(groups); i++) {
        integ_cohort *cohort;
        status = integ_cohort_of_group(groups, integ_groups_name(groups, i), snapshot, &cohort, error);
        if (status == INTEG_STATUS_OK)
            printf("%-18s %3d\n", integ_groups_name(groups, i), (int)integ_cohort_count_unprotected(cohort));
        integ_cohort_free(cohort);
    }
    return status;
}

/* Cohorts of the same snapshot can be combined: and, or, minus, not. */
static integ_status subtract(const integ_groups *groups, const integ_snapshot *snapshot, integ_error *error)
{
    integ_cohort *unemployed = NULL, *women = NULL, *men = NULL;
    integ_status status = integ_cohort_of_group(groups, "unemployed", snapshot, &unemployed, error);
    if (status == INTEG_STATUS_OK)
        status = integ_cohort_of_group(groups, "unemployed_women", snapshot, &women, error);
    if (status == INTEG_STATUS_OK)
        status = integ_cohort_minus(unemployed, women, &men, error);
    if (status == INTEG_STATUS_OK)
        printf("unemployed minus unemployed_women: %d\n", (int)integ_cohort_count_unprotected(men));
    integ_cohort_free(men);
    integ_cohort_free(women);
    integ_cohort_free(unemployed);
    return status;
}

static integ_status run(integ_context *context, integ_error *error)
{
    integ_register *reg = NULL;
    integ_groups *groups = NULL;
    fill();
    integ_status status = make_register(context, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_new(context, &groups, error);
    if (status == INTEG_STATUS_OK)
        status = define(context, groups, reg, error);
    if (status == INTEG_STATUS_OK)
        status = count_all(groups, integ_register_snapshot(reg, 0), error);
    if (status == INTEG_STATUS_OK)
        status = subtract(groups, integ_register_snapshot(reg, 0), error);
    integ_groups_free(groups);
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
