/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/check.h"

#include "policy/find.h"
#include "policy/messages.h"
#include "register/schema.h"

/* Whether a group covers more than `limit` per cent of its table in the snapshot. */
static integ_status measure(const integ_policy *policy, const char *name, const integ_snapshot *snapshot,
                            bool *above, int32_t limit, integ_error *findings)
{
    integ_cohort *cohort;
    integ_status status = integ_cohort_of_group(policy->group_set, name, snapshot, &cohort, findings);
    if (status != INTEG_STATUS_OK)
        return status;
    int64_t count = integ_cohort_count_unprotected(cohort), rows = integ_cohort_rows_unprotected(cohort);
    *above = (__int128)count * 100 > (__int128)rows * limit;
    integ_cohort_free(cohort);
    return INTEG_STATUS_OK;
}

/* Which share it is stays unsaid: of a small population, or beside other figures, that would tell of single people. */
integ_status integi_check_breadth(const integ_policy *policy, const integ_register *reg, const integi_group_use *uses,
                                  int32_t too_broad, integ_error *findings)
{
    int64_t snapshots = integ_register_snapshot_count(reg);
    if (snapshots == 0)
        return INTEG_STATUS_OK;
    const integ_snapshot *latest = integ_register_snapshot(reg, snapshots - 1);
    for (int64_t i = 0; i < policy->group_count; i++) {
        const integi_policy_group *group = &policy->groups[i];
        const char *population = integi_policy_group_population(policy, i);
        bool is_main = population == NULL || integi_register_find_table(reg, population) == 0;
        if (!is_main || (uses[i].comparator && !uses[i].target))
            continue;
        bool above;
        integ_status status = measure(policy, group->id, latest, &above, too_broad, findings);
        if (status != INTEG_STATUS_OK)
            return status;
        if (above)
            INTEGI_WARN(findings, &group->place, &integi_message_policy_group_too_broad, group->id,
                        integi_number((char[INTEGI_NUMBER_SIZE]){0}, too_broad));
    }
    return INTEG_STATUS_OK;
}
