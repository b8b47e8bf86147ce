/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The indicators of a run: what they have counted, what of it passes the release, and what reports read. */
#include "policy/run.h"

#include "cohort/groups.h"
#include "policy/messages.h"
#include "policy/run_messages.h"
#include "register/schema.h"
#include "tally/dimensions.h"
#include "tally/tally.h"

#include <string.h>

/* ---- groups of other areas ---- */

static integ_status add_area_group(integi_run *run, const integi_policy_indicator *indicator, integ_error *error)
{
    integ_expression *where = NULL;
    const char *population = indicator->of.name == NULL ? run->policy->population : NULL;
    if (run->area == NULL)
        return INTEGI_FAIL(error, &indicator->compare_area_place, &integi_message_policy_no_area);
    integ_status status = integi_area_condition(run->context, run->area, indicator->compare_area, NULL, &where, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_add(run->groups, indicator->compare_area_group, NULL, indicator->of.name, where,
                                  population, error);
    integ_expression_free(where);
    return status;
}

integ_status integi_run_area_groups(integi_run *run, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < run->policy->indicator_count && status == INTEG_STATUS_OK; i++)
        if (run->policy->indicators[i].compare_area != NULL)
            status = add_area_group(run, &run->policy->indicators[i], error);
    return status;
}

/* ---- what is to be counted ---- */

/* The table that an indicator counts in. */
static int64_t table_of(const integi_run *run, const integ_indicator *indicator)
{
    const integi_group *group = indicator->of == NULL ? NULL : integi_groups_get(run->groups, indicator->of);
    int64_t table = 0;
    if (group != NULL)
        integi_groups_table(run->groups, group, run->reg, &table, NULL);
    return table;
}

/* A report is never a list of people, not even with every figure hidden. */
static integ_status refuse_identifiers(const integi_run *run, const integ_indicator *indicator, integ_error *error)
{
    const integi_table_definition *table = integi_register_table(run->reg, table_of(run, indicator));
    for (int64_t i = 0; indicator->by != NULL && i < indicator->by->count; i++) {
        const integi_dimension *dimension = &indicator->by->items[i];
        if (dimension->edges == NULL && integi_table_is_identifier(table, dimension->column))
            return INTEGI_FAIL(error, NULL, &integi_message_run_by_key, dimension->column, table->name);
    }
    return INTEG_STATUS_OK;
}

integ_status integi_run_indicator_queries(integi_run *run, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < run->policy->indicator_count && status == INTEG_STATUS_OK; i++) {
        const integ_indicator *indicator = run->policy->indicators[i].definition;
        status = refuse_identifiers(run, indicator, error);
        if (status == INTEG_STATUS_OK)
            status = integi_indicator_plan(indicator, run->plan, &run->indicators[i].queries, error);
    }
    return status;
}

/* ---- what is to be published ---- */

static bool is_of_goal(const integi_run *run, const integ_indicator *indicator, bool at_baseline, int64_t snapshot)
{
    for (int64_t i = 0; i < run->policy->goal_count; i++) {
        const integi_policy_goal *goal = &run->policy->goals[i];
        if (run->policy->indicators[goal->indicator.index].definition == indicator &&
            (!at_baseline || (goal->definition->has_baseline &&
                              integi_run_snapshot(run, goal->definition->baseline_date) == snapshot)))
            return true;
    }
    return false;
}

/* How much the value of a snapshot is wanted. */
static int64_t rank_of(const integi_run *run, const integ_indicator *indicator, int64_t snapshot)
{
    bool last = snapshot == run->snapshot_count - 1;
    if (last && is_of_goal(run, indicator, false, snapshot))
        return INTEGI_RANK_GOAL;
    if (is_of_goal(run, indicator, true, snapshot))
        return INTEGI_RANK_BASELINE;
    return last ? INTEGI_RANK_INDICATOR : INTEGI_RANK_SERIES;
}

static integ_status add_whole(integi_run *run, const integ_indicator *indicator, integi_indicator_run *item,
                              int64_t snapshot, integ_error *error)
{
    const integ_tally *tally = run->tallies[snapshot];
    integi_value value = integi_indicator_value(indicator, &item->queries, tally);
    integi_parts own = INTEGI_NO_PARTS, other = INTEGI_NO_PARTS;
    integi_collection *collection = integi_release_collection(run->release);
    int64_t rank = rank_of(run, indicator, snapshot);
    integ_status status = INTEG_STATUS_OK;
    if (collection != NULL)
        status = integi_parts_of_side(collection, indicator, &item->queries.own, tally, rank, &own, error);
    if (collection != NULL && status == INTEG_STATUS_OK)
        status = integi_parts_of_side(collection, indicator, &item->queries.other, tally, rank, &other, error);
    if (collection != NULL && status == INTEG_STATUS_OK)
        status = integi_contributors_protect_whole(collection->rule, indicator, tally, &item->queries.own,
                                                   &item->queries.other, &value, error);
    return status == INTEG_STATUS_OK
               ? integi_release_add_made(run->release, &value, &own, &other, &item->figures[snapshot], error)
               : status;
}

/* The cells behind a side of the breakdown; NULL and OK where nothing is hidden, or there is no such side. */
static integ_status cell_parts(integi_run *run, const integ_indicator *indicator, const integi_side *side,
                               integi_parts **out, integ_error *error)
{
    const integ_tally *last = run->tallies[run->snapshot_count - 1];
    integi_collection *collection = integi_release_collection(run->release);
    *out = NULL;
    if (collection == NULL || side->query < 0)
        return INTEG_STATUS_OK;
    *out = integi_arena_allocate(&run->arena, (size_t)integ_tally_cells(last, side->query) * sizeof **out);
    if (*out == NULL)
        return integi_out_of_memory(error);
    return integi_parts_of_cells(collection, indicator, side, last, INTEGI_RANK_BREAKDOWN, *out, error);
}

static integ_status add_cells(integi_run *run, const integ_indicator *indicator, integi_indicator_run *item,
                              integ_error *error)
{
    const integ_tally *last = run->tallies[run->snapshot_count - 1];
    const integi_indicator_queries *queries = &item->queries;
    integi_parts *own, *others = NULL;
    item->cell_count = integ_tally_cells(last, queries->own_by.query);
    item->cell_figures = integi_arena_allocate(&run->arena, (size_t)item->cell_count * sizeof *item->cell_figures);
    if (item->cell_figures == NULL)
        return integi_out_of_memory(error);
    integ_status status = cell_parts(run, indicator, &queries->own_by, &own, error);
    if (status == INTEG_STATUS_OK)
        status = cell_parts(run, indicator, &queries->other_by, &others, error);
    for (int64_t i = 0; i < item->cell_count && status == INTEG_STATUS_OK; i++) {
        integi_value value = integi_indicator_cell_value(indicator, queries, last, i);
        int64_t at = others == NULL ? -1
                                    : integi_tally_find_cell(last, queries->own_by.query, i, queries->other_by.query);
        if (own != NULL)
            status = integi_contributors_protect_cell(integi_release_collection(run->release)->rule, indicator, last,
                                                      &queries->own_by, i, &queries->other_by, at, &value, error);
        if (status != INTEG_STATUS_OK)
            break;
        status = integi_release_add_made(run->release, &value, own == NULL ? &INTEGI_NO_PARTS : &own[i],
                                         at < 0 ? &INTEGI_NO_PARTS : &others[at], &item->cell_figures[i], error);
    }
    return status;
}

static integ_status add_indicator(integi_run *run, const integ_indicator *indicator, integi_indicator_run *item,
                                  integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    item->figures = integi_arena_allocate(&run->arena, (size_t)run->snapshot_count * sizeof *item->figures);
    if (item->figures == NULL)
        return integi_out_of_memory(error);
    for (int64_t i = 0; i < run->snapshot_count && status == INTEG_STATUS_OK; i++)
        status = add_whole(run, indicator, item, i, error);
    return item->queries.own_by.query < 0 || status != INTEG_STATUS_OK ? status
                                                                        : add_cells(run, indicator, item, error);
}

integ_status integi_run_indicator_figures(integi_run *run, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < run->policy->indicator_count && status == INTEG_STATUS_OK; i++) {
        if (!integi_progress(run->context, "collect", i, run->policy->indicator_count))
            return integi_cancelled(error);
        if (integi_indicator_is_counted(run->policy->indicators[i].definition))
            status = add_indicator(run, run->policy->indicators[i].definition, &run->indicators[i], error);
    }
    return status;
}

/* ---- what came out ---- */

/* Where nobody is left by rounding, whether somebody was there or not: that a code is named tells that somebody has
 * it. */
static bool is_left_out(const integi_run *run, const integi_figure *figure)
{
    const integi_counts *own = &figure->value.own;
    return integ_release_rounding(run->release) > 0 && own->numerator == 0 && own->denominator == 0 &&
           own->unknown == 0;
}

/* The titles of the columns that an indicator is broken down by; the names of those that have none. */
static integ_status keep_titles(integi_run *run, const integ_indicator *indicator, int64_t dimensions,
                                integi_indicator_result *result, integ_error *error)
{
    int64_t table = table_of(run, indicator);
    result->by = integi_arena_allocate(&run->arena, (size_t)dimensions * sizeof *result->by);
    for (int64_t d = 0; result->by != NULL && d < dimensions; d++) {
        const char *name = integ_dimensions_column(indicator->by, d);
        int64_t column = integ_register_column_index(run->reg, table, name);
        const char *title = column < 0 ? NULL : integ_register_column_title(run->reg, table, column);
        title = title == NULL ? name : title;
        result->by[d] = integi_arena_text(&run->arena, title, strlen(title));
        if (result->by[d] == NULL)
            result->by = NULL;
    }
    return result->by == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

static integ_status indicator_cells(integi_run *run, const integ_indicator *indicator,
                                    const integi_indicator_run *item, integi_indicator_result *result,
                                    integ_error *error)
{
    const integ_tally *last = run->tallies[run->snapshot_count - 1];
    int64_t dimensions = indicator->by == NULL ? 0 : integ_dimensions_count(indicator->by);
    int64_t table = table_of(run, indicator);
    result->cells = integi_arena_allocate(&run->arena, (size_t)item->cell_count * sizeof *result->cells);
    if (result->cells == NULL)
        return integi_out_of_memory(error);
    if (dimensions > 0 && keep_titles(run, indicator, dimensions, result, error) != INTEG_STATUS_OK)
        return INTEG_STATUS_OUT_OF_MEMORY;
    for (int64_t i = 0; i < item->cell_count; i++) {
        integi_cell_result *cell = &result->cells[result->cell_count];
        cell->figure = integi_release_figure(run->release, item->cell_figures[i]);
        if (is_left_out(run, cell->figure))
            continue;
        result->cell_count++;
        cell->terms = integi_arena_allocate(&run->arena, (size_t)dimensions * sizeof *cell->terms);
        if (cell->terms == NULL)
            return integi_out_of_memory(error);
        for (int64_t d = 0; d < dimensions; d++)
            if (!integi_run_keep_term(run, table, integ_dimensions_column(indicator->by, d),
                                      integ_tally_label(last, item->queries.own_by.query, i, d), &cell->terms[d]))
                return integi_out_of_memory(error);
    }
    return INTEG_STATUS_OK;
}

static integ_date snapshot_date(const integi_run *run, int64_t snapshot)
{
    return integ_snapshot_as_of(integ_register_snapshot(run->reg, snapshot));
}

static integ_status counted_result(integi_run *run, int64_t index, integi_indicator_result *result,
                                   integ_error *error)
{
    const integi_indicator_run *item = &run->indicators[index];
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < run->snapshot_count && status == INTEG_STATUS_OK; i++)
        status = integi_series_add_figure(run->series[index], snapshot_date(run, i),
                                          integi_release_figure(run->release, item->figures[i]), error);
    return status == INTEG_STATUS_OK ? indicator_cells(run, result->indicator, item, result, error) : status;
}

/* What somebody else has published passes no release: it is known already. */
static integ_status external_result(integi_run *run, int64_t index, const integ_indicator *indicator,
                                    integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (size_t i = 0; i < indicator->published_count && status == INTEG_STATUS_OK; i++) {
        const integi_published *published = &indicator->published[i];
        integi_figure figure = {.value = integi_indicator_published(indicator, published)};
        if (published->date <= snapshot_date(run, run->snapshot_count - 1))
            status = integi_series_add_figure(run->series[index], published->date, &figure, error);
    }
    return status;
}

/* The latest value of a part that is not after a date. */
static const integi_value *part_value(const integ_series *series, integ_date date)
{
    const integi_value *latest = NULL;
    for (size_t i = 0; i < series->count && series->points[i].date <= date; i++)
        latest = &series->points[i].figure.value;
    return latest;
}

/* A composite is made of figures that have passed the release, and tells no more than they do: it is hidden where a
 * part is. */
static integ_status composite_result(integi_run *run, int64_t index, const integ_indicator *indicator,
                                     integ_error *error)
{
    const integi_policy_indicator *defined = &run->policy->indicators[index];
    const integi_value **parts = integi_arena_allocate(&run->arena, (size_t)defined->part_count * sizeof *parts);
    integ_status status = parts == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
    for (int64_t i = 0; i < run->snapshot_count && status == INTEG_STATUS_OK; i++) {
        for (int64_t part = 0; part < defined->part_count; part++)
            parts[part] = part_value(run->series[defined->parts[part].index], snapshot_date(run, i));
        integi_figure figure = {.value = integi_indicator_compose(indicator, parts)};
        figure.hidden = figure.value.reason == INTEG_REASON_TOO_FEW;
        status = integi_series_add_figure(run->series[index], snapshot_date(run, i), &figure, error);
    }
    return status;
}

static integ_status indicator_result(integi_run *run, int64_t index, integi_indicator_result *result,
                                     integ_error *error)
{
    const integ_indicator *indicator = run->policy->indicators[index].definition;
    integ_status status = integ_series_new(run->context, &run->series[index], error);
    result->indicator = indicator;
    if (status == INTEG_STATUS_OK && indicator->kind == INTEG_INDICATOR_EXTERNAL)
        status = external_result(run, index, indicator, error);
    else if (status == INTEG_STATUS_OK && indicator->kind == INTEG_INDICATOR_COMPOSITE)
        status = composite_result(run, index, indicator, error);
    else if (status == INTEG_STATUS_OK)
        status = counted_result(run, index, result, error);
    if (status != INTEG_STATUS_OK)
        return status;
    size_t points = run->series[index]->count;
    result->series = run->series[index];
    result->figure = points == 0 ? NULL : &run->series[index]->points[points - 1].figure;
    return INTEG_STATUS_OK;
}

/* Composites last, since their parts are none. */
integ_status integi_run_indicator_results(integi_run *run, integ_results *results, integ_error *error)
{
    int64_t count = run->policy->indicator_count;
    results->indicator_count = count;
    results->indicators = integi_arena_allocate(&run->arena, (size_t)count * sizeof *results->indicators);
    if (results->indicators == NULL)
        return integi_out_of_memory(error);
    integ_status status = INTEG_STATUS_OK;
    for (int composites = 0; composites < 2; composites++)
        for (int64_t i = 0; i < count && status == INTEG_STATUS_OK; i++) {
            bool composite = run->policy->indicators[i].definition->kind == INTEG_INDICATOR_COMPOSITE;
            if (composite == (composites == 1))
                status = indicator_result(run, i, &results->indicators[i], error);
        }
    return status;
}
