/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Step 6: a policy document, measured on a register of two snapshots, and its report.
 *
 * The document says who it is about, what is measured, what is aimed at and what is done. Running it counts
 * every snapshot, protects all figures together and judges the goals; the report says it in words. */

#include <integration.h>
#include <stdio.h>
#include <string.h>

#define CITIZENS 200

static const char document[] = "policy: A small policy\n"
                               "language: en\n"
                               "purpose: More of those who came from elsewhere in work\n"
                               "population: citizen\n"
                               "themes:\n"
                               "  business: {title: A town of business, review: reviewed, priority: 1}\n"
                               "groups:\n"
                               "  newcomers: {title: Born elsewhere, where: born_here = false}\n"
                               "  natives: {title: Born here, where: born_here = true}\n"
                               "indicators:\n"
                               "  in_work:\n"
                               "    title: Newcomers in work\n"
                               "    kind: share\n"
                               "    of: newcomers\n"
                               "    where: employed = true\n"
                               "    by: [sex]\n"
                               "  gap:\n"
                               "    title: Gap in employment\n"
                               "    kind: share\n"
                               "    of: newcomers\n"
                               "    where: employed = true\n"
                               "    compare: {with: natives, as: difference}\n"
                               "goals:\n"
                               "  work:\n"
                               "    title: Two in three newcomers in work\n"
                               "    theme: business\n"
                               "    indicator: in_work\n"
                               "    direction: increase\n"
                               "    baseline: {as_of: 2019-01-01}\n"
                               "    target: {value: 66, by: 2024-01-01}\n"
                               "    requirement: {at_least: 40}\n"
                               "    recognition: {at_least: 50}\n"
                               "  close_the_gap:\n"
                               "    title: No more than ten points between newcomers and natives\n"
                               "    theme: business\n"
                               "    indicator: gap\n"
                               "    direction: increase\n"
                               "    baseline: {as_of: 2019-01-01}\n"
                               "    target: {value: -10, by: 2024-01-01}\n"
                               "efforts:\n"
                               "  daily_work:\n"
                               "    title: Work every day\n"
                               "    theme: business\n"
                               "    status: decided\n"
                               "    kind: intervening\n"
                               "    scope: general\n"
                               "    reaches: [newcomers]\n"
                               "    serves: [work]\n";

/* One in four came from elsewhere; of them two in five are in work in the first year and half in the second.
 */
static integ_status add_year(integ_register_builder *builder, int32_t year, integ_error *error)
{
    int64_t born_here[CITIZENS], employed[CITIZENS];
    const char *sex[CITIZENS];
    for (int i = 0; i < CITIZENS; i++) {
        born_here[i] = i % 4 != 0;
        employed[i] = born_here[i] ? i % 7 != 0 : i / 4 % 10 < (year == 2019 ? 4 : 5);
        sex[i] = i % 8 < 4 ? "F" : "M";
    }
    integ_date day;
    integ_status status = integ_date_from_civil(year, 1, 1, &day, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, day, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", CITIZENS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "born_here", INTEG_TYPE_BOOLEAN, 0, born_here,
                                                     NULL, CITIZENS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "employed", INTEG_TYPE_BOOLEAN, 0, employed,
                                                     NULL, CITIZENS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "sex", INTEG_TYPE_CODE, sex, CITIZENS, error);
    return status;
}

static integ_status make_register(integ_context *context, integ_register **out, integ_error *error)
{
    integ_register_builder *builder;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    for (int32_t year = 2019; status == INTEG_STATUS_OK && year <= 2020; year++)
        status = add_year(builder, year, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

/* The report comes as bytes, to be put wherever they belong. */
static int32_t print(const char *bytes, size_t length, void *userdata)
{
    (void)userdata;
    return fwrite(bytes, 1, length, stdout) == length ? 0 : 1;
}

static integ_status run(integ_context *context, integ_error *error)
{
    integ_policy *policy = NULL;
    integ_register *reg = NULL;
    integ_results *results = NULL;
    integ_status status = integ_policy_read(context, document, strlen(document), "document", &policy, error);
    if (status == INTEG_STATUS_OK)
        status = make_register(context, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_run(policy, reg, INTEG_DATE_MAXIMUM, &results, error);
    if (status == INTEG_STATUS_OK)
        status = integ_report_write(results, INTEG_FORMAT_TEXT, INTEG_LANGUAGE_ENGLISH, print, NULL, error);
    integ_results_free(results);
    integ_register_free(reg);
    integ_policy_free(policy);
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
