/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/town.h"

#include "support/made.h"

#include <stdio.h>
#include <string.h>

uint32_t next_of_town(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static integ_status make_register(const policy_town *of, integ_context *context, integ_register **out,
                                  integ_error *error)
{
    int64_t id[TOWN_PEOPLE], nr[TOWN_CONTRACTS];
    integ_register_builder *builder;
    for (int64_t i = 0; i < TOWN_PEOPLE; i++)
        id[i] = nr[i] = i;
    const made_column citizens[] = {{.name = "id", .type = INTEG_TYPE_INTEGER, .numbers = id, .is_key = true},
                                    {.name = "area", .type = INTEG_TYPE_INTEGER, .numbers = of->area},
                                    {.name = "sex", .type = INTEG_TYPE_INTEGER, .numbers = of->sex},
                                    {.name = "job", .type = INTEG_TYPE_INTEGER, .numbers = of->job},
                                    {.name = "children", .type = INTEG_TYPE_INTEGER, .numbers = of->children},
                                    {.name = NULL}};
    const made_column contracts[] = {{.name = "nr", .type = INTEG_TYPE_INTEGER, .numbers = nr},
                                     {.name = "who", .type = INTEG_TYPE_INTEGER, .numbers = of->owner},
                                     {.name = "firm", .type = INTEG_TYPE_INTEGER, .numbers = of->firm},
                                     {.name = NULL}};
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error);
    if (status == INTEG_STATUS_OK)
        status = add_made_table(builder, "citizen", citizens, of->people, error);
    if (status == INTEG_STATUS_OK)
        status = add_made_table(builder, "contract", contracts, of->contracts, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_set_link(builder, "who", "citizen", error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

integ_status run_town_with_ledger(const policy_town *of, integ_context *context, const char *disclosure,
                                  const char *indicators, integ_ledger *ledger, integ_results **results,
                                  integ_error *error)
{
    char text[2000];
    integ_register *reg;
    integ_policy *policy = NULL;
    *results = NULL;
    integ_status status = make_register(of, context, &reg, error);
    snprintf(text, sizeof text,
             "policy: Test\npopulation: citizen\ndisclosure: {%s}\n"
             "groups: {men: {where: sex = 1}, women: {where: sex = 2}, first: {where: area = 1}, "
             "others: {where: area > 1}, firm: {population: contract, where: firm = 1}}\nindicators: {%s}\n",
             disclosure, indicators);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_read(context, text, strlen(text), "test", &policy, error);
    if (status == INTEG_STATUS_OK)
        status = ledger == NULL ? integ_policy_run(policy, reg, INTEG_DATE_MAXIMUM, results, error)
                                : integ_policy_run_with_ledger(policy, reg, INTEG_DATE_MAXIMUM, ledger, 18322, results,
                                                               error);
    integ_policy_free(policy);
    integ_register_free(reg);
    return status;
}

integ_status run_town(const policy_town *of, integ_context *context, const char *disclosure, const char *indicators,
                      integ_results **results, integ_error *error)
{
    return run_town_with_ledger(of, context, disclosure, indicators, NULL, results, error);
}
