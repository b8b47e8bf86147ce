/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/run.h"

#include "base/buffer.h"
#include "cohort/groups.h"
#include "policy/find.h"
#include "tally/tally.h"

/* Efforts in a run: whom they reach, where those live, and how the goals they serve moved among them.
 *
 * Whom an effort reaches is a group made up for it, "effort:ID", with those in at least one of its groups. The colon
 * keeps made-up names apart from those of a document. */

static char *join(integi_run *run, const char *first, const char *second, const char *third)
{
    integi_buffer text;
    integi_buffer_init(&text, run->context);
    integi_buffer_text(&text, first);
    integi_buffer_text(&text, second);
    integi_buffer_text(&text, third);
    char *joined = text.failed ? NULL : integi_arena_text(&run->arena, text.bytes, text.length);
    integi_buffer_free(&text);
    return joined;
}

static void append_in_group(integi_buffer *text, const char *name)
{
    integi_buffer_text(text, "in_group('");
    for (; *name != '\0'; name++) {
        if (*name == '\'')
            integi_buffer_byte(text, '\'');
        integi_buffer_byte(text, *name);
    }
    integi_buffer_text(text, "')");
}

static integ_status add_group(integi_run *run, const char *name, const char *within, const char *population,
                              const integi_buffer *where, integ_error *error)
{
    if (where->failed || name == NULL)
        return integi_out_of_memory(error);
    integ_expression *expression;
    integ_status status =
        integ_expression_parse(run->context, where->bytes, where->length, name, &expression, error);
    if (status != INTEG_STATUS_OK)
        return status;
    status = integ_groups_add(run->groups, name, NULL, within, expression, population, error);
    integ_expression_free(expression);
    return status;
}

static const char *population_of(const integi_run *run, const char *group)
{
    return group == NULL ? run->policy->population : integi_groups_population(run->groups,
                                                                              integi_groups_get(run->groups, group));
}

/* Two groups select from one table when their populations have the same name; none is the main table's. */
static bool same_population(const integi_run *run, const char *a, const char *b)
{
    const char *first = population_of(run, a), *second = population_of(run, b);
    int64_t first_table = first == NULL ? 0 : integi_register_find_table(run->reg, first);
    int64_t second_table = second == NULL ? 0 : integi_register_find_table(run->reg, second);
    return first_table == second_table;
}

static integ_status add_reached(integi_run *run, const integi_effort *effort, integi_effort_plan *plan,
                                integ_error *error)
{
    integi_buffer where;
    integi_buffer_init(&where, run->context);
    for (int64_t i = 0; i < effort->reach_count; i++) {
        if (!same_population(run, effort->reaches[0].name, effort->reaches[i].name))
            continue;
        integi_buffer_text(&where, i > 0 ? " OR " : "");
        append_in_group(&where, effort->reaches[i].name);
    }
    plan->group = join(run, "effort:", effort->id, "");
    integ_status status =
        add_group(run, plan->group, NULL, population_of(run, effort->reaches[0].name), &where, error);
    integi_buffer_free(&where);
    return status;
}

/* Those of an indicator's group whom the effort reaches (`negation` is ""), or does not (`negation` is "NOT "). */
static integ_status add_part(integi_run *run, const integi_effort_plan *plan, const char *negation, const char *of,
                             const char *suffix, const char **name, integ_error *error)
{
    integi_buffer where;
    integi_buffer_init(&where, run->context);
    integi_buffer_text(&where, negation);
    append_in_group(&where, plan->group);
    *name = join(run, plan->group, suffix, of == NULL ? "" : of);
    integ_status status = INTEG_STATUS_OK;
    if (*name == NULL || integ_groups_find(run->groups, *name) < 0)
        status = add_group(run, *name, of, of == NULL ? run->policy->population : NULL, &where, error);
    integi_buffer_free(&where);
    return status;
}

static const integ_indicator *served_indicator(const integi_run *run, int64_t goal)
{
    return run->policy->indicators[run->policy->goals[goal].indicator.index].definition;
}

/* Which of the goals served can be followed among those reached: indicators over the same population. */
static integ_status add_changes(integi_run *run, const integi_effort *effort, integi_effort_plan *plan,
                                integ_error *error)
{
    plan->changes = integi_arena_allocate(&run->arena, (size_t)effort->serve_count * sizeof *plan->changes);
    if (plan->changes == NULL)
        return integi_out_of_memory(error);
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < effort->serve_count && status == INTEG_STATUS_OK; i++) {
        const integ_indicator *indicator = served_indicator(run, effort->serves[i].index);
        const char *name;
        if (!integi_indicator_is_counted(indicator) || !same_population(run, plan->group, indicator->of))
            continue;
        plan->changes[plan->change_count++].goal = effort->serves[i].index;
        status = add_part(run, plan, "", indicator->of, ":reached:", &name, error);
        if (status == INTEG_STATUS_OK)
            status = add_part(run, plan, "NOT ", indicator->of, ":others:", &name, error);
    }
    return status;
}

integ_status integi_run_effort_groups(integi_run *run, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < run->policy->effort_count && status == INTEG_STATUS_OK; i++) {
        const integi_effort *effort = &run->policy->efforts[i];
        integi_effort_plan *plan = &run->efforts[i];
        if (effort->reach_count == 0)
            continue;
        status = add_reached(run, effort, plan, error);
        if (status == INTEG_STATUS_OK)
            status = add_changes(run, effort, plan, error);
    }
    return status;
}

/* ---- queries ---- */

static integ_status plan_part(integi_run *run, const integi_effort_plan *effort, const integ_indicator *indicator,
                              const char *suffix, integi_side *side, integ_error *error)
{
    const char *name = join(run, effort->group, suffix, indicator->of == NULL ? "" : indicator->of);
    if (name == NULL)
        return integi_out_of_memory(error);
    return integi_indicator_plan_group(indicator, run->plan, name, side, error);
}

static integ_status plan_changes(integi_run *run, integi_effort_plan *effort, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < effort->change_count && status == INTEG_STATUS_OK; i++) {
        integi_change_plan *change = &effort->changes[i];
        const integ_goal *goal = run->policy->goals[change->goal].definition;
        const integ_indicator *indicator = served_indicator(run, change->goal);
        change->baseline = goal->has_baseline ? integi_run_snapshot(run, goal->baseline_date) : -1;
        status = plan_part(run, effort, indicator, ":reached:", &change->reached, error);
        if (status == INTEG_STATUS_OK)
            status = plan_part(run, effort, indicator, ":others:", &change->others, error);
    }
    return status;
}

static integ_status plan_effort(integi_run *run, integi_effort_plan *effort, const integ_dimensions *area,
                                integ_error *error)
{
    effort->area_query = -1;
    if (effort->group == NULL)
        return INTEG_STATUS_OK;
    integ_status status = integ_plan_add(run->plan, effort->group, NULL, NULL, NULL, NULL, &effort->query, error);
    if (status == INTEG_STATUS_OK && area != NULL && same_population(run, effort->group, NULL))
        status = integ_plan_add(run->plan, effort->group, NULL, NULL, NULL, area, &effort->area_query, error);
    return status == INTEG_STATUS_OK ? plan_changes(run, effort, error) : status;
}

integ_status integi_run_effort_queries(integi_run *run, integ_error *error)
{
    integ_dimensions *area = NULL;
    integ_status status = INTEG_STATUS_OK;
    run->residents_query = -1;
    if (run->area != NULL && run->policy->effort_count > 0) {
        status = integ_dimensions_new(run->context, &area, error);
        if (status == INTEG_STATUS_OK)
            status = integ_dimensions_add_column(area, run->area, error);
        if (status == INTEG_STATUS_OK)
            status = integ_plan_add(run->plan, NULL, run->policy->population, NULL, NULL, area,
                                    &run->residents_query, error);
    }
    for (int64_t i = 0; i < run->policy->effort_count && status == INTEG_STATUS_OK; i++)
        status = plan_effort(run, &run->efforts[i], area, error);
    integ_dimensions_free(area);
    return status;
}

/* ---- figures ---- */

static const integ_tally *last_tally(const integi_run *run)
{
    return run->tallies[run->snapshot_count - 1];
}

/* A count of everybody in a cell of a query: a cell of the release's, or a mere number where nothing is hidden. */
static integ_status add_rows(integi_run *run, int64_t query, int64_t cell, int64_t collected, int64_t *figure,
                             integ_error *error)
{
    const integi_cell *counted = integi_tally_cell(last_tally(run), query, cell);
    if (collected >= 0)
        return integi_release_add_cell(run->release, collected, figure, error);
    return integ_release_add_count(run->release, counted == NULL ? 0 : counted->rows, -1, figure, error);
}

/* The cells behind a query over areas; NULL and OK where nothing is hidden. */
static integ_status collect_areas(integi_run *run, int64_t query, int64_t **out, integ_error *error)
{
    integi_collection *collection = integi_release_collection(run->release);
    *out = NULL;
    if (collection == NULL)
        return INTEG_STATUS_OK;
    *out = integi_arena_allocate(&run->arena, (size_t)integ_tally_cells(last_tally(run), query) * sizeof **out);
    if (*out == NULL)
        return integi_out_of_memory(error);
    integi_collected like = {.rank = INTEGI_RANK_AREA, .standing = INTEG_STANDING_OPEN};
    return integi_collect_cells(collection, last_tally(run), query, INTEGI_PART_GROUP, like, *out, error);
}

/* Those reached in an area, and everybody who lives there: the others can be computed. */
static integ_status area_figure(integi_run *run, integi_effort_plan *effort, const int64_t *reached, int64_t whole,
                                int64_t area, integ_error *error)
{
    int64_t same = integi_tally_find_cell(last_tally(run), effort->area_query, area, run->residents_query);
    int64_t own = reached == NULL ? -1 : reached[area];
    integ_status status = add_rows(run, run->residents_query, same, whole, &effort->resident_figures[area], error);
    if (status == INTEG_STATUS_OK)
        status = add_rows(run, effort->area_query, area, own, &effort->area_figures[area], error);
    if (status == INTEG_STATUS_OK && own >= 0 && whole >= 0)
        status = integi_collect_share(integi_release_collection(run->release), own, whole, error);
    return status;
}

static bool make_areas(integi_run *run, integi_effort_plan *effort, int64_t **wholes)
{
    effort->area_count = integ_tally_cells(last_tally(run), effort->area_query);
    size_t size = (size_t)effort->area_count * sizeof *effort->area_figures;
    effort->area_figures = integi_arena_allocate(&run->arena, size);
    effort->resident_figures = integi_arena_allocate(&run->arena, size);
    *wholes = integi_arena_allocate(&run->arena, size);
    return effort->area_figures != NULL && effort->resident_figures != NULL && *wholes != NULL;
}

static integ_status area_figures(integi_run *run, integi_effort_plan *effort, integ_error *error)
{
    if (effort->area_query < 0)
        return INTEG_STATUS_OK;
    int64_t *reached, *wholes;
    if (!make_areas(run, effort, &wholes))
        return integi_out_of_memory(error);
    for (int64_t i = 0; i < effort->area_count; i++) {
        int64_t same = integi_tally_find_cell(last_tally(run), effort->area_query, i, run->residents_query);
        wholes[i] = run->resident_cells == NULL || same < 0 ? -1 : run->resident_cells[same];
    }
    integ_status status = collect_areas(run, effort->area_query, &reached, error);
    for (int64_t i = 0; i < effort->area_count && status == INTEG_STATUS_OK; i++)
        status = area_figure(run, effort, reached, wholes[i], i, error);
    return status;
}

static integ_status change_figures(integi_run *run, integi_change_plan *change, integ_error *error)
{
    const integ_indicator *indicator = served_indicator(run, change->goal);
    const integi_side *sides[] = {&change->reached, &change->reached, &change->others, &change->others};
    integi_collection *collection = integi_release_collection(run->release);
    integ_status status = INTEG_STATUS_OK;
    for (int i = 0; i < 4 && status == INTEG_STATUS_OK; i++) {
        bool now = i % 2 == 1;
        change->figures[i] = -1;
        if (!now && change->baseline < 0)
            continue;
        const integ_tally *tally = now ? last_tally(run) : run->tallies[change->baseline];
        integi_value value = integi_indicator_group_value(indicator, sides[i], tally);
        integi_parts parts = INTEGI_NO_PARTS;
        if (collection != NULL)
            status = integi_parts_of_side(collection, indicator, sides[i], tally, INTEGI_RANK_AREA, &parts, error);
        if (collection != NULL && status == INTEG_STATUS_OK)
            status = integi_contributors_protect_whole(collection->rule, indicator, tally, sides[i],
                                                       &INTEGI_NO_SIDE, &value, error);
        if (status == INTEG_STATUS_OK)
            status =
                integi_release_add_made(run->release, &value, &parts, &INTEGI_NO_PARTS, &change->figures[i], error);
    }
    return status;
}

static integ_status reached_figure(integi_run *run, integi_effort_plan *effort, integ_error *error)
{
    integi_collection *collection = integi_release_collection(run->release);
    integi_collected like = {.rank = INTEGI_RANK_EFFORT, .standing = INTEG_STANDING_OPEN};
    int64_t cell = -1;
    integ_status status = INTEG_STATUS_OK;
    if (collection != NULL)
        status = integi_collect_part(collection, last_tally(run), effort->query, INTEGI_PART_GROUP, like, &cell, error);
    return status == INTEG_STATUS_OK ? add_rows(run, effort->query, 0, cell, &effort->figure, error) : status;
}

integ_status integi_run_effort_figures(integi_run *run, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    if (run->residents_query >= 0)
        status = collect_areas(run, run->residents_query, &run->resident_cells, error);
    for (int64_t i = 0; i < run->policy->effort_count && status == INTEG_STATUS_OK; i++) {
        integi_effort_plan *effort = &run->efforts[i];
        if (!integi_progress(run->context, "collect", i, run->policy->effort_count))
            return integi_cancelled(error);
        if (effort->group == NULL)
            continue;
        status = reached_figure(run, effort, error);
        if (status == INTEG_STATUS_OK)
            status = area_figures(run, effort, error);
        for (int64_t c = 0; c < effort->change_count && status == INTEG_STATUS_OK; c++)
            status = change_figures(run, &effort->changes[c], error);
    }
    return status;
}

/* ---- results ---- */

/* A count as it may be shown; it was added by us, so that asking cannot fail. */
static int64_t shown(const integi_run *run, int64_t figure)
{
    int64_t count = -1;
    integ_release_count(run->release, figure, &count, NULL);
    return count;
}

static const integi_figure *figure_or_null(const integi_run *run, int64_t figure)
{
    return figure < 0 ? NULL : integi_release_figure(run->release, figure);
}

/* The table whose rows an effort reaches instead of citizens; NULL for these. Borrowed from the policy. */
static const char *reached_table(const integi_run *run, const integi_effort *effort)
{
    const char *population =
        effort->reach_count == 0 ? NULL : integi_policy_group_population(run->policy, effort->reaches[0].index);
    return population == NULL || integi_register_find_table(run->reg, population) == 0 ? NULL : population;
}

static integ_status effort_result(integi_run *run, const integi_effort_plan *plan, integi_effort_result *result,
                                  integ_error *error)
{
    result->reached = plan->group == NULL ? -1 : shown(run, plan->figure);
    result->population = reached_table(run, result->effort);
    result->change_count = plan->change_count;
    result->areas = integi_arena_allocate(&run->arena, (size_t)plan->area_count * sizeof *result->areas);
    result->changes = integi_arena_allocate(&run->arena, (size_t)plan->change_count * sizeof *result->changes);
    if (result->areas == NULL || result->changes == NULL)
        return integi_out_of_memory(error);
    for (int64_t i = 0; i < plan->area_count; i++) {
        integi_area_result *area = &result->areas[result->area_count];
        area->reached = shown(run, plan->area_figures[i]);
        if (area->reached == 0 && integ_release_rounding(run->release) > 0) /* as where nobody is reached at all */
            continue;
        result->area_count++;
        area->residents = shown(run, plan->resident_figures[i]);
        if (!integi_run_keep_term(run, 0, run->area, integ_tally_label(last_tally(run), plan->area_query, i, 0),
                                  &area->area))
            return integi_out_of_memory(error);
    }
    for (int64_t i = 0; i < plan->change_count; i++) {
        const int64_t *figures = plan->changes[i].figures;
        result->changes[i] = (integi_change_result){
            run->policy->goals[plan->changes[i].goal].definition, figure_or_null(run, figures[0]),
            figure_or_null(run, figures[1]), figure_or_null(run, figures[2]), figure_or_null(run, figures[3])};
    }
    return INTEG_STATUS_OK;
}

integ_status integi_run_effort_results(integi_run *run, integ_results *results, integ_error *error)
{
    int64_t count = run->policy->effort_count;
    results->effort_count = count;
    results->efforts = integi_arena_allocate(&run->arena, (size_t)count * sizeof *results->efforts);
    if (results->efforts == NULL)
        return integi_out_of_memory(error);
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < count && status == INTEG_STATUS_OK; i++) {
        results->efforts[i].effort = &run->policy->efforts[i];
        status = effort_result(run, &run->efforts[i], &results->efforts[i], error);
    }
    return status;
}
