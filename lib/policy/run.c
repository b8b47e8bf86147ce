/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/run.h"

#include "cohort/groups.h"
#include "policy/run_messages.h"
#include "register/schema.h"
#include "release/ledger.h"
#include "tally/members.h"
#include "tally/plan.h"

#include <string.h>

int64_t integi_run_snapshot(const integi_run *run, integ_date date)
{
    for (int64_t i = 0; i < run->snapshot_count; i++)
        if (integ_snapshot_as_of(integ_register_snapshot(run->reg, i)) == date)
            return i;
    return -1;
}

/* Tallies are confidential: they go as soon as the release has been made of them. */
static void free_tallies(integi_run *run)
{
    for (int64_t i = 0; run->tallies != NULL && i < run->snapshot_count; i++) {
        integ_tally_free(run->tallies[i]);
        run->tallies[i] = NULL;
    }
    integ_plan_free(run->plan);
    run->plan = NULL;
    integ_groups_free(run->groups);
    run->groups = NULL;
}

void integi_run_free(integi_run *run)
{
    if (run == NULL)
        return;
    free_tallies(run);
    for (int64_t i = 0; run->series != NULL && i < run->policy->indicator_count; i++)
        integ_series_free(run->series[i]);
    for (int64_t i = 0; run->progress != NULL && i < run->policy->goal_count; i++)
        integ_progress_free(run->progress[i]);
    integ_release_free(run->release);
    integ_context *context = run->context;
    integi_arena_free(&run->arena);
    integi_release(context, run, sizeof *run);
}

/* How a run is asked for. */
typedef struct run_options {
    bool protect;
    integ_ledger *ledger; /* NULL: none */
    integ_date published;
} run_options;

/* ---- what is to be counted ---- */

static integ_status copy_groups(integi_run *run, integ_error *error)
{
    integ_status status = integ_groups_new(run->context, &run->groups, error);
    if (status == INTEG_STATUS_OK &&
        !integi_groups_set_main(run->groups, run->policy->population, &run->policy->population_place))
        status = integi_out_of_memory(error);
    for (int64_t i = 0; i < run->policy->group_count && status == INTEG_STATUS_OK; i++) {
        const integi_policy_group *group = &run->policy->groups[i];
        const char *population = group->population;
        if (population == NULL && group->within.name == NULL)
            population = run->policy->population;
        status = integ_groups_add(run->groups, group->id, group->title, group->within.name, group->where, population,
                                  error);
    }
    return status;
}

static integ_status make_plan(integi_run *run, bool protect, integ_error *error)
{
    integ_status status = copy_groups(run, error);
    if (status == INTEG_STATUS_OK)
        status = integi_run_area_groups(run, error);
    if (status == INTEG_STATUS_OK)
        status = integi_run_effort_groups(run, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_check(run->groups, run->reg, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(run->reg, run->groups, &run->plan, error);
    if (status == INTEG_STATUS_OK && protect)
        status = integ_plan_keep_members(run->plan, error);
    if (status == INTEG_STATUS_OK && protect)
        integi_plan_keep_contributions(run->plan);
    if (status == INTEG_STATUS_OK)
        status = integi_run_indicator_queries(run, error);
    if (status == INTEG_STATUS_OK)
        status = integi_run_effort_queries(run, error);
    return status;
}

static integ_status count_snapshots(integi_run *run, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < run->snapshot_count && status == INTEG_STATUS_OK; i++) {
        const integ_snapshot *snapshot = integ_register_snapshot(run->reg, i);
        status = integ_tally_of_plan_unprotected(run->plan, snapshot, &run->tallies[i], error);
    }
    return status;
}

/* ---- what is to be published ---- */

static integ_status fill_release(integi_run *run, const run_options *options, integ_error *error)
{
    integ_disclosure *rule = NULL;
    integ_status status = INTEG_STATUS_OK;
    if (options->protect)
        status = integ_policy_disclosure(run->policy, &rule, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_new(run->context, rule, &run->release, error);
    integ_disclosure_free(rule);
    if (status == INTEG_STATUS_OK && options->ledger != NULL)
        status = integ_release_set_ledger(run->release, options->ledger, run->reg, error);
    if (status == INTEG_STATUS_OK)
        status = integi_run_indicator_figures(run, error);
    if (status == INTEG_STATUS_OK)
        status = integi_run_effort_figures(run, error);
    for (int64_t i = 0; i < run->snapshot_count; i++) /* the release has made cells of them */
        integi_tally_forget_members(run->tallies[i]);
    if (status == INTEG_STATUS_OK)
        status = integ_release_protect(run->release, error);
    if (status == INTEG_STATUS_OK && options->ledger != NULL)
        status = integ_release_record(run->release, options->published, run->policy->title, error);
    integi_release_forget(run->release);
    return status;
}

/* ---- what came out ---- */

/* The register's words for a code; the code itself where it has none. */
static const char *words_for(const integ_register *reg, int64_t table, const char *column, const char *code)
{
    const integi_table_definition *definition = integi_register_table(reg, table);
    int64_t index = integi_table_find_column(definition, column);
    for (int64_t i = 0; index >= 0 && i < definition->columns[index].label_count; i++)
        if (strcmp(definition->columns[index].labels[i].code, code) == 0)
            return definition->columns[index].labels[i].text;
    return code;
}

bool integi_run_keep_term(integi_run *run, int64_t table, const char *column, const char *label, integi_term *out)
{
    *out = (integi_term){0};
    if (label == NULL)
        return true;
    const char *words = words_for(run->reg, table, column, label);
    out->code = integi_arena_text(&run->arena, label, strlen(label));
    out->text = integi_arena_text(&run->arena, words, strlen(words));
    return out->code != NULL && out->text != NULL;
}

/* Where a theme stands in the report: by priority, those without one last, then as in the document. */
static int64_t theme_rank(const integ_policy *policy, int64_t theme)
{
    int64_t count = policy->theme_count;
    if (theme < 0)
        return INT64_MAX;
    int64_t rank = 0;
    for (int64_t other = 0; other < count; other++) {
        int64_t a = policy->themes[other].priority, b = policy->themes[theme].priority;
        bool before = a != b ? a != 0 && (b == 0 || a < b) : other < theme;
        rank += before;
    }
    return rank;
}

/* A stable insertion sort: policies have tens of goals. */
static void sort_goals(const integ_policy *policy, int64_t *order)
{
    for (int64_t i = 0; i < policy->goal_count; i++) {
        int64_t rank = theme_rank(policy, policy->goals[i].theme.index), at = i;
        for (; at > 0 && theme_rank(policy, policy->goals[order[at - 1]].theme.index) > rank; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

static integ_status goal_results(integi_run *run, integ_results *results, integ_error *error)
{
    const integ_policy *policy = run->policy;
    size_t count = (size_t)policy->goal_count;
    int64_t *order = integi_arena_allocate(&run->arena, count * sizeof *order);
    results->goals = integi_arena_allocate(&run->arena, count * sizeof *results->goals);
    if (order == NULL || results->goals == NULL)
        return integi_out_of_memory(error);
    results->goal_count = policy->goal_count;
    sort_goals(policy, order);
    for (size_t i = 0; i < count; i++) {
        const integi_policy_goal *goal = &policy->goals[order[i]];
        integ_status status = integ_goal_evaluate(goal->definition, run->series[goal->indicator.index],
                                                  results->as_of, &run->progress[order[i]], error);
        if (status != INTEG_STATUS_OK)
            return status;
        results->goals[i] = (integi_goal_result){goal->definition, run->progress[order[i]]};
    }
    return INTEG_STATUS_OK;
}

static integ_status collect(integi_run *run, integ_results *results, integ_error *error)
{
    results->as_of = integ_snapshot_as_of(integ_register_snapshot(run->reg, run->snapshot_count - 1));
    results->protected_figures = integ_release_is_protected(run->release) != 0;
    results->rounding = integ_release_rounding(run->release);
    integ_status status = integi_run_indicator_results(run, results, error);
    if (status == INTEG_STATUS_OK)
        status = goal_results(run, results, error);
    if (status == INTEG_STATUS_OK)
        status = integi_run_aggregates(run, results, error);
    return status == INTEG_STATUS_OK ? integi_run_effort_results(run, results, error) : status;
}

/* ---- the run ---- */

static integ_status run_floors(integi_run *run, const run_options *options, integ_results *results,
                               integ_error *error)
{
    integ_status status = make_plan(run, options->protect, error);
    if (status == INTEG_STATUS_OK)
        status = count_snapshots(run, error);
    if (status == INTEG_STATUS_OK)
        status = fill_release(run, options, error);
    if (status == INTEG_STATUS_OK)
        status = collect(run, results, error);
    free_tallies(run);
    return status;
}

/* A baseline is a snapshot exactly; anything near it would be a number that nobody decided on. */
static integ_status check_baselines(const integi_run *run, integ_error *error)
{
    integ_status first = INTEG_STATUS_OK;
    for (int64_t i = 0; i < run->policy->goal_count; i++) {
        const integ_goal *goal = run->policy->goals[i].definition;
        bool looked_up = goal->has_baseline && !goal->baseline_given;
        if (!looked_up || integ_register_find_snapshot_exact(run->reg, goal->baseline_date) != NULL)
            continue;
        char date[11];
        integ_date_to_text(goal->baseline_date, date);
        first = INTEGI_FAIL(error, &run->policy->goals[i].baseline_place, &integi_message_run_baseline, goal->id,
                            date);
    }
    return first;
}

/* The snapshots up to a date; there is one at least. */
static integ_status find_snapshots(integi_run *run, integ_date as_of, integ_error *error)
{
    int64_t all = integ_register_snapshot_count(run->reg);
    for (int64_t i = 0; i < all; i++) {
        const integ_snapshot *snapshot = integ_register_snapshot(run->reg, i);
        if (!integ_snapshot_has_as_of(snapshot))
            return INTEGI_FAIL(error, NULL, &integi_message_run_undated);
        run->snapshot_count += integ_snapshot_as_of(snapshot) <= as_of;
    }
    if (run->snapshot_count == 0) {
        char date[11];
        integ_date_to_text(as_of, date);
        return INTEGI_FAIL(error, NULL, &integi_message_run_no_snapshot, date);
    }
    return check_baselines(run, error);
}

static integ_status make_run(const integ_policy *policy, const integ_register *reg, integ_date as_of,
                             integi_run **out, integ_error *error)
{
    integi_run *run = integi_allocate_zeroed(policy->context, sizeof *run);
    if (run == NULL)
        return integi_out_of_memory(error);
    *out = run;
    run->context = policy->context;
    run->policy = policy;
    run->reg = reg;
    integi_arena_init(&run->arena, policy->context);
    integ_status status = find_snapshots(run, as_of, error);
    if (status != INTEG_STATUS_OK)
        return status;
    run->area = integi_policy_area_column(policy, integi_register_table(reg, 0));
    run->tallies = integi_arena_allocate(&run->arena, (size_t)run->snapshot_count * sizeof *run->tallies);
    run->indicators = integi_arena_allocate(&run->arena, (size_t)policy->indicator_count * sizeof *run->indicators);
    run->efforts = integi_arena_allocate(&run->arena, (size_t)policy->effort_count * sizeof *run->efforts);
    run->series = integi_arena_allocate(&run->arena, (size_t)policy->indicator_count * sizeof *run->series);
    run->progress = integi_arena_allocate(&run->arena, (size_t)policy->goal_count * sizeof *run->progress);
    if (run->tallies == NULL || run->indicators == NULL || run->efforts == NULL || run->series == NULL ||
        run->progress == NULL)
        return integi_out_of_memory(error);
    return INTEG_STATUS_OK;
}

static integ_status run_policy(const integ_policy *policy, const integ_register *reg, integ_date as_of,
                               const run_options *options, integ_results **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (policy == NULL || reg == NULL)
        return integi_invalid_argument(error, policy == NULL ? "policy" : "reg");
    integ_results *results = integi_allocate_zeroed(policy->context, sizeof *results);
    if (results == NULL)
        return integi_out_of_memory(error);
    results->context = integi_context_retain(policy->context);
    results->policy = integi_policy_retain(policy);
    int64_t before = options->ledger == NULL ? 0 : integ_ledger_count(options->ledger);
    integ_status status = make_run(policy, reg, as_of, &results->run, error);
    if (status == INTEG_STATUS_OK)
        status = run_floors(results->run, options, results, error);
    if (status == INTEG_STATUS_OK) {
        *out = results;
        return status;
    }
    if (options->ledger != NULL) /* nobody sees what was recorded */
        integi_ledger_take_back(options->ledger, before);
    integ_results_free(results);
    return status;
}

integ_status integ_policy_run(const integ_policy *policy, const integ_register *reg, integ_date as_of,
                              integ_results **out, integ_error *error)
{
    return run_policy(policy, reg, as_of, &(run_options){.protect = true}, out, error);
}

integ_status integ_policy_run_unprotected(const integ_policy *policy, const integ_register *reg, integ_date as_of,
                                          integ_results **out, integ_error *error)
{
    return run_policy(policy, reg, as_of, &(run_options){.protect = false}, out, error);
}

integ_status integ_policy_run_with_ledger(const integ_policy *policy, const integ_register *reg, integ_date as_of,
                                          integ_ledger *ledger, integ_date published, integ_results **out,
                                          integ_error *error)
{
    if (out != NULL)
        *out = NULL;
    if (ledger == NULL)
        return integi_invalid_argument(error, "ledger");
    return run_policy(policy, reg, as_of, &(run_options){true, ledger, published}, out, error);
}
