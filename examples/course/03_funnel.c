/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Step 3: how a definition narrows down, condition by condition.
 *
 * A group that turns out too small or too large is easier to discuss when one sees which of its conditions
 * did it, and whom a condition keeps out that would be members but for it: its near misses. The same
 * conditions can be asked in another order. What is published of all this goes through a release, to which
 * integ_release_add_attrition() adds it; here we look at invented people. */

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

static void print_funnel(const integ_attrition *funnel)
{
    printf("%-28s %6s %6s %6s %9s\n", "condition", "alone", "left", "lost", "near miss");
    printf("%-28s %6s %6d\n", "(everybody)", "", (int)integ_attrition_rows_unprotected(funnel));
    for (int64_t i = 0; i < integ_attrition_steps(funnel); i++)
        printf("%-28s %6d %6d %6d %9d\n", integ_attrition_condition(funnel, i),
               (int)integ_attrition_alone_unprotected(funnel, i),
               (int)integ_attrition_left_unprotected(funnel, i),
               (int)integ_attrition_lost_unprotected(funnel, i),
               (int)integ_attrition_near_miss_unprotected(funnel, i));
}

/* The last condition first. */
static integ_status print_backwards(const integ_attrition *funnel, integ_error *error)
{
    static const int64_t order[] = {3, 2, 1, 0};
    integ_attrition *backwards;
    integ_status status = integ_attrition_in_order(funnel, order, 4, &backwards, error);
    if (status == INTEG_STATUS_OK) {
        putchar('\n');
        print_funnel(backwards);
    }
    integ_attrition_free(backwards);
    return status;
}

static integ_status run(integ_context *context, integ_error *error)
{
    static const char filter[] =
        "origin = 'non_western' AND sex = 'F' AND age BETWEEN 18 AND 64 AND employment = 'unemployed'";
    integ_register *reg = NULL;
    integ_expression *expression = NULL;
    integ_attrition *funnel = NULL;
    fill();
    integ_status status = make_register(context, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(context, filter, strlen(filter), "filter", &expression, error);
    if (status == INTEG_STATUS_OK)
        status = integ_attrition_of_filter(expression, NULL, integ_register_snapshot(reg, 0), NULL, &funnel,
                                           error);
    if (status == INTEG_STATUS_OK) {
        print_funnel(funnel);
        status = print_backwards(funnel, error);
    }
    integ_attrition_free(funnel);
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
