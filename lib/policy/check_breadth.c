/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Which target groups are too broad. That a group covers more than so many per cent is a figure too: with a limit that
 * can be chosen freely it tells the count, and of two groups that differ by a few people on which side of it they are.
 * So the counts of all groups, and of everybody, pass a release, of what it hides nothing is said, and where there is a
 * ledger it remembers what is shown as if the counts had been printed. */
#include "policy/check.h"

#include "policy/find.h"
#include "policy/messages.h"
#include "policy/run.h"
#include "register/schema.h"

typedef struct breadth {
    const integ_policy *policy;
    const integ_register *reg;
    const integi_group_use *uses;
    const integ_policy_options *options;
    integ_error *findings;
    integ_plan *plan;
    integ_tally *tally;
    integ_release *release;
    int64_t *queries; /* of groups, and last of everybody; -1: not measured */
    int64_t *figures;
} breadth;

static bool is_measured(const breadth *self, int64_t group)
{
    const char *population = integi_policy_group_population(self->policy, group);
    bool is_main = population == NULL || integi_register_find_table(self->reg, population) == 0;
    return is_main && (!self->uses[group].comparator || self->uses[group].target);
}

static integ_status make_plan(breadth *self)
{
    const integ_policy *policy = self->policy;
    integ_status status = integ_plan_new(self->reg, policy->group_set, &self->plan, self->findings);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(self->plan, self->findings);
    for (int64_t i = 0; i < policy->group_count && status == INTEG_STATUS_OK; i++) {
        self->queries[i] = -1;
        if (is_measured(self, i))
            status = integ_plan_add(self->plan, policy->groups[i].id, NULL, NULL, NULL, NULL, &self->queries[i],
                                    self->findings);
    }
    return status == INTEG_STATUS_OK
               ? integ_plan_add(self->plan, NULL, NULL, NULL, NULL, NULL, &self->queries[policy->group_count],
                                self->findings)
               : status;
}

static integ_status fill_release(breadth *self)
{
    int64_t all = self->policy->group_count;
    integ_disclosure *rule = NULL;
    integ_status status = integ_policy_disclosure(self->policy, &rule, self->findings);
    if (status == INTEG_STATUS_OK)
        status = integ_release_new(self->policy->context, rule, &self->release, self->findings);
    integ_disclosure_free(rule);
    if (status == INTEG_STATUS_OK && self->options->ledger != NULL)
        status = integ_release_set_ledger(self->release, self->options->ledger, self->reg, self->findings);
    if (status == INTEG_STATUS_OK)
        status = integ_release_add_query(self->release, self->tally, self->queries[all], 0, INTEG_ROWS_ALL,
                                         &self->figures[all], self->findings);
    for (int64_t i = 0; i < all && status == INTEG_STATUS_OK; i++) {
        if (self->queries[i] < 0)
            continue;
        status = integ_release_add_query(self->release, self->tally, self->queries[i], 0, INTEG_ROWS_ALL,
                                         &self->figures[i], self->findings);
        if (status == INTEG_STATUS_OK)
            status = integ_release_add_share(self->release, self->figures[i], self->figures[all], self->findings);
    }
    return status;
}

static integ_status protect(breadth *self)
{
    integ_status status = integ_release_protect(self->release, self->findings);
    return status == INTEG_STATUS_OK && self->options->ledger != NULL
               ? integ_release_record(self->release, self->options->published, self->policy->title, self->findings)
               : status;
}

/* Which share it is stays unsaid, since nobody needs it here. */
static integ_status tell(const breadth *self)
{
    int32_t limit = self->options->too_broad;
    int64_t rows = 0, count = 0, all = self->policy->group_count;
    integ_status status = integ_release_count(self->release, self->figures[all], &rows, self->findings);
    for (int64_t i = 0; i < all && status == INTEG_STATUS_OK; i++) {
        if (self->queries[i] < 0)
            continue;
        status = integ_release_count(self->release, self->figures[i], &count, self->findings);
        if (status == INTEG_STATUS_OK && rows >= 0 && count >= 0 && (__int128)count * 100 > (__int128)rows * limit)
            INTEGI_WARN(self->findings, &self->policy->groups[i].place, &integi_message_policy_group_too_broad,
                        self->policy->groups[i].id, integi_number((char[INTEGI_NUMBER_SIZE]){0}, limit));
    }
    return status;
}

integ_status integi_check_breadth(const integ_policy *policy, const integ_register *reg, const integi_group_use *uses,
                                  const integ_policy_options *options, integ_error *findings)
{
    int64_t snapshots = integ_register_snapshot_count(reg);
    breadth self = {.policy = policy, .reg = reg, .uses = uses, .options = options, .findings = findings};
    if (snapshots == 0 || policy->group_count == 0)
        return INTEG_STATUS_OK;
    size_t size = 2 * ((size_t)policy->group_count + 1) * sizeof *self.queries;
    self.queries = integi_allocate_zeroed(policy->context, size);
    if (self.queries == NULL)
        return integi_out_of_memory(findings);
    self.figures = self.queries + policy->group_count + 1;
    integ_status status = make_plan(&self);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(self.plan, integ_register_snapshot(reg, snapshots - 1), &self.tally,
                                                 findings);
    if (status == INTEG_STATUS_OK)
        status = fill_release(&self);
    if (status == INTEG_STATUS_OK)
        status = protect(&self);
    if (status == INTEG_STATUS_OK)
        status = tell(&self);
    integ_release_free(self.release);
    integ_tally_free(self.tally);
    integ_plan_free(self.plan);
    integi_release(policy->context, self.queries, size);
    return status;
}
