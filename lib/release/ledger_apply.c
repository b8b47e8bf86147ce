/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What earlier releases said becomes part of a new one: their definitions are counted once more on the same snapshots,
 * and their cells are published already, or secret. */
#include "cohort/groups.h"
#include "register/schema.h"
#include "release/ledger.h"
#include "release/messages.h"
#include "release/release.h"
#include "tally/members.h"
#include "tally/plan.h"

#include <string.h>

typedef struct applying {
    const integ_ledger *ledger;
    const integi_ledger_entry *entry;
    const integ_register *reg;
    integ_release *release;
    integi_arena arena;
    char (*fingerprints)[INTEGI_SHA256_TEXT_SIZE]; /* of the register's snapshots; empty: not computed yet */
    integ_groups *groups;
    integ_plan *plan;
    const integ_snapshot **snapshots; /* of the entry */
    integ_tally **tallies; /* one for each of them */
    int64_t *found;              /* of each cell of the entry: the cell collected */
    int64_t **cells;             /* for each snapshot, query and kind: the cells collected; NULL: not yet */
} applying;

static integi_place place_of(const applying *self)
{
    return (integi_place){self->ledger->path, 0, 0, -1, 0};
}

/* ---- the same snapshots ---- */

static int64_t snapshot_index(const integ_register *reg, const integ_snapshot *snapshot)
{
    int64_t index = 0;
    while (integ_register_snapshot(reg, index) != snapshot)
        index++;
    return index;
}

static integ_status find_snapshot(applying *self, const integi_ledger_snapshot *wanted, const integ_snapshot **out,
                                  integ_error *error)
{
    char date[11];
    integi_place place = place_of(self);
    integ_date_to_text(wanted->as_of, date);
    *out = integ_register_find_snapshot_exact(self->reg, wanted->as_of);
    if (*out == NULL)
        return INTEGI_FAIL(error, &place, &integi_message_ledger_snapshot, date);
    char *fingerprint = self->fingerprints[snapshot_index(self->reg, *out)];
    integ_status status =
        *fingerprint != '\0' ? INTEG_STATUS_OK : integi_snapshot_fingerprint(*out, fingerprint, error);
    if (status == INTEG_STATUS_OK && strcmp(fingerprint, wanted->fingerprint) != 0)
        status = INTEGI_FAIL(error, &place, &integi_message_ledger_fingerprint, date);
    return status;
}

/* ---- the same definitions ---- */

static integ_status parse(applying *self, const char *text, integ_expression **out, integ_error *error)
{
    *out = NULL;
    return text == NULL ? INTEG_STATUS_OK
                        : integ_expression_parse(self->ledger->context, text, strlen(text), self->ledger->path, out,
                                                 error);
}

static integ_status add_groups(applying *self, integ_error *error)
{
    integ_status status = integ_groups_new(self->ledger->context, &self->groups, error);
    for (int64_t i = 0; i < self->entry->group_count && status == INTEG_STATUS_OK; i++) {
        const integi_ledger_group *group = &self->entry->groups[i];
        integ_expression *where;
        status = parse(self, group->where, &where, error);
        if (status == INTEG_STATUS_OK)
            status = integ_groups_add(self->groups, group->name, NULL, group->within, where, group->population, error);
        integ_expression_free(where);
    }
    return status == INTEG_STATUS_OK ? integ_groups_check(self->groups, self->reg, error) : status;
}

static integ_status make_dimensions(applying *self, const integi_ledger_query *query, integ_dimensions **out,
                                    integ_error *error)
{
    *out = NULL;
    integ_status status = query->by_count == 0 ? INTEG_STATUS_OK
                                               : integ_dimensions_new(self->ledger->context, out, error);
    for (int64_t i = 0; i < query->by_count && status == INTEG_STATUS_OK; i++) {
        const integi_ledger_dimension *by = &query->by[i];
        if (by->edges == NULL) {
            status = integ_dimensions_add_column(*out, by->column, error);
        } else if (!by->dates) {
            status = integ_dimensions_add_bands(*out, by->column, by->edges, by->edge_count, error);
        } else {
            integ_date *dates = integi_arena_allocate(&self->arena, (size_t)by->edge_count * sizeof *dates);
            if (dates == NULL)
                return integi_out_of_memory(error);
            for (int64_t edge = 0; edge < by->edge_count; edge++)
                dates[edge] = by->edges[edge] < INTEG_DATE_MINIMUM || by->edges[edge] > INTEG_DATE_MAXIMUM
                                  ? INTEG_DATE_MAXIMUM
                                  : (integ_date)by->edges[edge];
            status = integ_dimensions_add_date_bands(*out, by->column, dates, by->edge_count, error);
        }
    }
    return status;
}

static integ_status add_query(applying *self, const integi_ledger_query *query, integ_error *error)
{
    integ_expression *where = NULL, *measure = NULL;
    integ_dimensions *by = NULL;
    int64_t number;
    integ_status status = parse(self, query->where, &where, error);
    if (status == INTEG_STATUS_OK)
        status = parse(self, query->measure, &measure, error);
    if (status == INTEG_STATUS_OK)
        status = make_dimensions(self, query, &by, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(self->plan, query->of, query->table, where, measure, by, &number, error);
    integ_dimensions_free(by);
    integ_expression_free(measure);
    integ_expression_free(where);
    return status;
}

static integ_status make_plan(applying *self, integ_error *error)
{
    integ_status status = add_groups(self, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(self->reg, self->groups, &self->plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(self->plan, error);
    if (status == INTEG_STATUS_OK)
        integi_plan_keep_contributions(self->plan);
    for (int64_t i = 0; i < self->entry->query_count && status == INTEG_STATUS_OK; i++)
        status = add_query(self, &self->entry->queries[i], error);
    return status;
}

static integ_status find_snapshots(applying *self, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    self->snapshots = integi_arena_allocate(&self->arena, (size_t)self->entry->snapshot_count * sizeof(void *));
    if (self->snapshots == NULL)
        return integi_out_of_memory(error);
    for (int64_t i = 0; i < self->entry->snapshot_count && status == INTEG_STATUS_OK; i++)
        status = find_snapshot(self, &self->entry->snapshots[i], &self->snapshots[i], error);
    return status;
}

static integ_status count_snapshots(applying *self, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    self->tallies = integi_arena_allocate(&self->arena, (size_t)self->entry->snapshot_count * sizeof(void *));
    if (self->tallies == NULL)
        return integi_out_of_memory(error);
    for (int64_t i = 0; i < self->entry->snapshot_count && status == INTEG_STATUS_OK; i++) {
        integ_tally *tally = NULL;
        status = integ_tally_of_plan_unprotected(self->plan, self->snapshots[i], &tally, error);
        if (status == INTEG_STATUS_OK)
            status = integi_release_keep_tally(self->release, tally, error);
        self->tallies[i] = tally;
    }
    return status;
}

/* ---- the same cells ---- */

static bool has_labels(const integ_tally *tally, int64_t query, int64_t cell, const char *const *labels, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        const char *label = integ_tally_label(tally, query, cell, i);
        if ((label == NULL) != (labels[i] == NULL) || (label != NULL && strcmp(label, labels[i]) != 0))
            return false;
    }
    return true;
}

/* Whether the rows are taken from the query as a whole: it has no breakdown, or was broken down to leave out those
 * without a label, as for values over bands and units. */
static bool is_whole(const integi_ledger_query *query, integi_part_kind kind)
{
    return query->by_count == 0 || kind == INTEGI_PART_TRUE_LABELLED || kind == INTEGI_PART_KNOWN_LABELLED ||
           kind == INTEGI_PART_NOT_LABELLED;
}

/* The cells of a kind of rows of a query, which somebody may have asked for before. */
static integ_status collect(applying *self, const integi_ledger_cell *cell, int64_t **out, integ_error *error)
{
    const integ_tally *tally = self->tallies[cell->snapshot];
    bool whole = is_whole(&self->entry->queries[cell->query], cell->kind);
    int64_t count = whole ? 1 : integ_tally_cells(tally, cell->query);
    int64_t **place = &self->cells[(cell->snapshot * self->entry->query_count + cell->query) * INTEGI_PART_KINDS +
                                   (int64_t)cell->kind];
    integi_collection *collection = integi_release_collection(self->release);
    integi_collected like = {.rank = INT64_MAX, .standing = INTEG_STANDING_DERIVED};
    *out = *place;
    if (*out != NULL)
        return INTEG_STATUS_OK;
    *out = *place = integi_arena_allocate(&self->arena, (size_t)count * sizeof **place);
    if (*out == NULL)
        return integi_out_of_memory(error);
    return whole ? integi_collect_part(collection, tally, cell->query, cell->kind, like, *out, error)
                 : integi_collect_cells(collection, tally, cell->query, cell->kind, like, *out, error);
}

/* That a label was told says that somebody had it. */
static integ_status apply_label(applying *self, const integi_ledger_cell *cell, int64_t at, integ_error *error)
{
    const integi_ledger_cell all = {.snapshot = cell->snapshot, .query = cell->query, .kind = INTEGI_PART_GROUP};
    int64_t *cells;
    integi_collection *collection = integi_release_collection(self->release);
    integ_status status = collect(self, &all, &cells, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_collect_listed(collection, cells[at], 1);
    collection->cells[cells[at]].is_labelled = false;
    return status;
}

static integ_status apply_cell(applying *self, int64_t number, integ_error *error)
{
    const integi_ledger_cell *cell = &self->entry->cells[number];
    const integ_tally *tally = self->tallies[cell->snapshot];
    const integi_ledger_query *query = &self->entry->queries[cell->query];
    bool whole = is_whole(query, cell->kind);
    int64_t *cells, sum, at = 0, count = whole ? 1 : integ_tally_cells(tally, cell->query);
    integi_place place = place_of(self);
    if (whole != (cell->labels == NULL))
        return INTEGI_FAIL(error, &place, &integi_message_ledger_figure, self->entry->date);
    integ_status status = collect(self, cell, &cells, error);
    if (status != INTEG_STATUS_OK)
        return status;
    while (cell->labels != NULL && at < count && !has_labels(tally, cell->query, at, cell->labels, query->by_count))
        at++;
    integi_collection *collection = integi_release_collection(self->release);
    integi_collected *found = at == count ? NULL : &collection->cells[cells[at]];
    if (found == NULL || (cell->count >= 0 && cell->count != found->rows.count))
        return INTEGI_FAIL(error, &place, &integi_message_ledger_figure, self->entry->date);
    self->found[number] = cells[at];
    if (cell->kind == INTEGI_PART_MEASURED) /* a sum of them may have been said */
        status = integi_collect_sum(collection,
                                    (integi_sum){.tally = tally, .query = cell->query, .part = whole ? 0 : at,
                                                 .cell = cells[at], .is_said = cell->count >= 0 && !cell->hides_sum,
                                                 .was_hidden = cell->hides_sum,
                                                 .hides_limits = cell->hides_limits},
                                    &sum, error);
    if (status == INTEG_STATUS_OK && cell->labels != NULL)
        status = apply_label(self, cell, at, error);
    found = &collection->cells[cells[at]];
    integi_collect_standing(found, cell->count >= 0 ? INTEG_STANDING_PUBLISHED : INTEG_STANDING_SECRET);
    return status;
}

/* What was said of a part and its whole was said of the rest. In a changed ledger it may be no part. */
static integ_status apply_share(applying *self, const integi_share *share, integ_error *error)
{
    integi_collection *collection = integi_release_collection(self->release);
    int64_t part = self->found[share->part], whole = self->found[share->whole];
    integi_place place = place_of(self);
    if (!integi_rows_within(&collection->cells[part].rows, &collection->cells[whole].rows) ||
        collection->cells[part].space != collection->cells[whole].space)
        return INTEGI_FAIL(error, &place, &integi_message_ledger_figure, self->entry->date);
    return part == whole ? INTEG_STATUS_OK : integi_collect_share(collection, part, whole, error);
}

/* Which cells of a breakdown were named. */
static integ_status apply_listing(applying *self, const integi_ledger_listing *listing, integ_error *error)
{
    const integi_ledger_cell all = {.snapshot = listing->snapshot, .query = listing->query,
                                    .kind = INTEGI_PART_GROUP, .count = -1};
    integi_place place = place_of(self);
    int64_t *cells;
    if (self->entry->queries[listing->query].by_count == 0)
        return INTEGI_FAIL(error, &place, &integi_message_ledger_figure, self->entry->date);
    integ_status status = collect(self, &all, &cells, error);
    integi_collection *collection = integi_release_collection(self->release);
    int64_t count = integ_tally_cells(self->tallies[listing->snapshot], listing->query);
    for (int64_t i = 0; i < count && status == INTEG_STATUS_OK; i++)
        integi_collect_listed(collection, cells[i], listing->limit);
    return status;
}

static void close_entry(applying *self)
{
    integ_plan_free(self->plan);
    integ_groups_free(self->groups);
    self->plan = NULL;
    self->groups = NULL;
}

/* Only a query with a breakdown has labels; a changed ledger may name any kind of any query. */
static bool fits(const integi_ledger_query *query, integi_part_kind kind)
{
    return kind < INTEGI_PART_TRUE_LABELLED || query->by_count > 0;
}

static integ_status apply_cells(applying *self, integ_error *error)
{
    const integi_ledger_entry *entry = self->entry;
    integ_status status = count_snapshots(self, error);
    size_t places = (size_t)(entry->snapshot_count * entry->query_count) * INTEGI_PART_KINDS;
    self->cells = integi_arena_allocate(&self->arena, places * sizeof *self->cells);
    self->found = integi_arena_allocate(&self->arena, (size_t)entry->cell_count * sizeof *self->found);
    if (status == INTEG_STATUS_OK && (self->cells == NULL || self->found == NULL))
        status = integi_out_of_memory(error);
    for (int64_t i = 0; i < entry->cell_count && status == INTEG_STATUS_OK; i++) {
        integi_place place = place_of(self);
        status = fits(&entry->queries[entry->cells[i].query], entry->cells[i].kind)
                     ? apply_cell(self, i, error)
                     : INTEGI_FAIL(error, &place, &integi_message_ledger_figure, entry->date);
    }
    for (int64_t i = 0; i < entry->share_count && status == INTEG_STATUS_OK; i++)
        status = apply_share(self, &entry->shares[i], error);
    for (int64_t i = 0; i < entry->listing_count && status == INTEG_STATUS_OK; i++)
        status = apply_listing(self, &entry->listings[i], error);
    for (int64_t i = 0; i < entry->snapshot_count && status == INTEG_STATUS_OK; i++)
        integi_tally_forget_members(self->tallies[i]); /* the cells have their rows now */
    return status;
}

static integ_status apply_entry(applying *self, integ_error *error)
{
    integ_status status = make_plan(self, error);
    if (status == INTEG_STATUS_OK)
        status = find_snapshots(self, error);
    if (status == INTEG_STATUS_OK && (self->entry->cell_count > 0 || self->entry->listing_count > 0))
        status = apply_cells(self, error);
    if (status == INTEG_STATUS_OK && self->entry->analysis != NULL)
        status = integi_ledger_apply_analysis(self->ledger, self->entry, self->groups, self->snapshots, self->release,
                                              error);
    close_entry(self);
    return status;
}

static integ_status check_title(const integ_ledger *ledger, const integ_register *reg, integ_error *error)
{
    const char *title = integ_register_title(reg);
    integi_place place = {ledger->path, 0, 0, -1, 0};
    bool same = (title == NULL) == (ledger->title == NULL) && (title == NULL || strcmp(title, ledger->title) == 0);
    return ledger->count == 0 || same ? INTEG_STATUS_OK
                                      : INTEGI_FAIL(error, &place, &integi_message_ledger_foreign,
                                                    ledger->title == NULL ? "" : ledger->title);
}

integ_status integi_ledger_apply(const integ_ledger *ledger, const integ_register *reg, integ_release *release,
                                 integ_error *error)
{
    applying self = {.ledger = ledger, .reg = reg, .release = release};
    integ_status status = check_title(ledger, reg, error);
    integi_arena_init(&self.arena, ledger->context);
    self.fingerprints = integi_arena_allocate(
        &self.arena, (size_t)integ_register_snapshot_count(reg) * sizeof *self.fingerprints);
    if (status == INTEG_STATUS_OK && self.fingerprints == NULL)
        status = integi_out_of_memory(error);
    for (size_t i = 0; i < ledger->count && status == INTEG_STATUS_OK; i++) {
        self.entry = &ledger->entries[i];
        status = apply_entry(&self, error);
    }
    integi_arena_free(&self.arena);
    return status;
}
