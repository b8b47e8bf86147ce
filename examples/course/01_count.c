/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Step 1: a register made from arrays, and how many citizens a filter selects.
 *
 * Every call that can fail returns a status; when it is not OK, the error object says why. What comes through
 * an `out` pointer is ours, and freeing NULL is harmless, so that everything can be freed at one place. */

#include <integration.h>
#include <stdio.h>
#include <string.h>

#define CITIZENS 12

/* Whether a value is known is told apart from what it is: 0 marks the ages that nobody knows. */
static const int64_t ages[CITIZENS] = {34, 17, 52, 41, 0, 28, 67, 45, 23, 58, 39, 8};
static const uint8_t age_known[CITIZENS] = {1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1};
static const char *const employment[CITIZENS] = {"employed",   "student",  "unemployed", "employed",
                                                 "unemployed", NULL,       "retired",    "employed",
                                                 "unemployed", "employed", "unemployed", NULL};

static integ_status make_register(integ_context *context, integ_register **out, integ_error *error)
{
    integ_register_builder *builder;
    integ_date day;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_date_from_civil(2020, 1, 1, &day, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, day, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", CITIZENS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "age", INTEG_TYPE_INTEGER, 0, ages, age_known,
                                                     CITIZENS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "employment", INTEG_TYPE_CODE, employment,
                                                  CITIZENS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

/* A filter is true, false or unknown for a citizen: of somebody whose age is unknown nobody can say whether
 * they are grown up, but somebody of 8 is not, whatever their employment. */
static integ_status run(integ_context *context, integ_error *error)
{
    static const char filter[] = "age >= 18 AND employment = 'unemployed'";
    integ_register *reg = NULL;
    integ_expression *expression = NULL;
    integ_cohort *cohort = NULL;
    integ_status status = make_register(context, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(context, filter, strlen(filter), "filter", &expression, error);
    if (status == INTEG_STATUS_OK)
        status =
            integ_cohort_of_filter(expression, NULL, integ_register_snapshot(reg, 0), NULL, &cohort, error);
    if (status == INTEG_STATUS_OK)
        printf("%s\n  true for %d, unknown for %d, of %d citizens\n", filter,
               (int)integ_cohort_count_unprotected(cohort), (int)integ_cohort_unknown_unprotected(cohort),
               (int)integ_cohort_rows_unprotected(cohort));
    integ_cohort_free(cohort);
    integ_expression_free(expression);
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
