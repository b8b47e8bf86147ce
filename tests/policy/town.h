/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_POLICY_TOWN_H
#define TEST_POLICY_TOWN_H

/* A small town with contracts, and policies of a few indicators of it. */

#include <integration.h>

#define TOWN_PEOPLE 60
#define TOWN_CONTRACTS 60

/* citizen(id, area, sex, job, children) and contract(nr, who, firm). */
typedef struct policy_town {
    int64_t people, contracts;
    int64_t area[TOWN_PEOPLE], sex[TOWN_PEOPLE], job[TOWN_PEOPLE], children[TOWN_PEOPLE];
    int64_t owner[TOWN_CONTRACTS], firm[TOWN_CONTRACTS];
} policy_town;

uint32_t next_of_town(uint64_t *state);

/* Runs a policy of these indicators, with the groups men and women (sex 1 and 2), first and others (area 1 and above)
 * and firm (contracts with firm 1). `results` is freed by the caller in any case. */
integ_status run_town(const policy_town *of, integ_context *context, const char *disclosure, const char *indicators,
                      integ_results **results, integ_error *error);
/* The same beside a ledger, in which what is shown is written down; NULL for none. */
integ_status run_town_with_ledger(const policy_town *of, integ_context *context, const char *disclosure,
                                  const char *indicators, integ_ledger *ledger, integ_results **results,
                                  integ_error *error);

#endif
