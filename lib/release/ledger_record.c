/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What a release says, as entries of a ledger: one for each plan that was counted, since definitions belong to it, and
 * for each attrition, overlap and following. Only
 * what was printed is written down, and of what was hidden that it was. */
#include "cohort/groups.h"
#include "expression/tree.h"
#include "register/schema.h"
#include "release/analysis.h"
#include "release/ledger.h"
#include "release/release.h"
#include "release/state.h"
#include "tally/plan.h"

#include <string.h>

typedef struct recording {
    integ_ledger *ledger;
    const integ_register *reg;
    const integi_collection *collection;
    const integ_release *release;
    const int8_t *said; /* of each collected cell: 1 printed, 0 hidden, -1 not in the release */
    const integ_plan *plan;          /* of the entry; NULL: an analysis */
    const integi_analysis *analysis; /* likewise */
    integi_buffer out;
    int64_t *snapshots; /* the number in the entry of each snapshot of the register; -1: none */
    int64_t *places;    /* in the entry of each collected cell; -1: none */
    bool first;
    integ_error *error;
    integ_status status;
} recording;

/* ---- pieces of JSON ---- */

static void comma(recording *self)
{
    if (!self->first)
        integi_buffer_byte(&self->out, ',');
    self->first = false;
}

static void text_member(recording *self, const char *name, const char *text)
{
    if (text == NULL)
        return;
    comma(self);
    integi_ledger_text(&self->out, name);
    integi_buffer_byte(&self->out, ':');
    integi_ledger_text(&self->out, text);
}

static void open_item(recording *self)
{
    comma(self);
    integi_buffer_byte(&self->out, '{');
    self->first = true;
}

static void close_item(recording *self)
{
    integi_buffer_byte(&self->out, '}');
    self->first = false;
}

static void open_list(recording *self, const char *name)
{
    comma(self);
    integi_ledger_text(&self->out, name);
    integi_buffer_text(&self->out, ":[");
    self->first = true;
}

static void close_list(recording *self)
{
    integi_buffer_byte(&self->out, ']');
    self->first = false;
}

static void number_member(recording *self, const char *name, int64_t number)
{
    comma(self);
    integi_ledger_text(&self->out, name);
    integi_buffer_byte(&self->out, ':');
    integi_buffer_integer(&self->out, number);
}

/* ---- what was asked ---- */

static bool is_said(const recording *self, size_t cell)
{
    const integi_definition *definition = &self->collection->cells[cell].definition;
    return self->plan != NULL && self->said[cell] >= 0 && definition->tally != NULL &&
           integi_tally_plan(definition->tally) == self->plan;
}

static int64_t register_index(const recording *self, const integ_snapshot *snapshot)
{
    int64_t index = 0;
    while (integ_register_snapshot(self->reg, index) != snapshot)
        index++;
    return index;
}

static bool is_listed(const recording *self, const integi_asked *asked)
{
    return self->plan != NULL && asked->listed_from > 0 && !asked->is_withheld &&
           integi_tally_plan(asked->tally) == self->plan;
}

/* Marks the snapshots that the entry is about. */
static void mark_snapshots(recording *self)
{
    for (int64_t i = 0; i < integ_register_snapshot_count(self->reg); i++)
        self->snapshots[i] = -1;
    for (size_t i = 0; i < self->collection->cell_count; i++)
        if (is_said(self, i))
            self->snapshots[register_index(self, integi_tally_snapshot(self->collection->cells[i].definition.tally))] =
                0;
    for (size_t i = 0; i < self->release->asked_count; i++)
        if (is_listed(self, &self->release->asked[i]))
            self->snapshots[register_index(self, integi_tally_snapshot(self->release->asked[i].tally))] = 0;
    const integi_analysis *analysis = self->analysis;
    for (int64_t i = 0; analysis != NULL && i < analysis->form->snapshot_count(analysis->source); i++)
        self->snapshots[register_index(self, analysis->form->snapshot(analysis->source, i))] = 0;
}

static void write_snapshots(recording *self)
{
    int64_t all = integ_register_snapshot_count(self->reg), count = 0;
    mark_snapshots(self);
    open_list(self, "snapshots");
    for (int64_t i = 0; i < all && self->status == INTEG_STATUS_OK; i++) {
        if (self->snapshots[i] < 0)
            continue;
        const integ_snapshot *snapshot = integ_register_snapshot(self->reg, i);
        char date[11], fingerprint[INTEGI_SHA256_TEXT_SIZE];
        self->snapshots[i] = count++;
        self->status = integi_snapshot_fingerprint(snapshot, fingerprint, self->error);
        integ_date_to_text(integ_snapshot_as_of(snapshot), date);
        open_item(self);
        text_member(self, "as_of", date);
        text_member(self, "sha256", fingerprint);
        close_item(self);
    }
    close_list(self);
}

static void write_groups(recording *self)
{
    const integ_groups *groups = self->plan != NULL ? self->plan->groups
                                                    : self->analysis->form->groups(self->analysis->source);
    open_list(self, "groups");
    for (size_t i = 0; groups != NULL && i < groups->count; i++) {
        const integi_group *group = &groups->items[i];
        integ_text *where = NULL;
        if (group->where != NULL && self->status == INTEG_STATUS_OK)
            self->status = integ_expression_to_text(group->where, &where, self->error);
        open_item(self);
        text_member(self, "name", group->name);
        text_member(self, "within", group->within);
        text_member(self, "population", group->population);
        text_member(self, "where", where == NULL ? NULL : integ_text_bytes(where));
        close_item(self);
        integ_text_free(where);
    }
    close_list(self);
}

static void write_dimension(recording *self, const integi_dimension *dimension)
{
    open_item(self);
    text_member(self, "column", dimension->column);
    if (dimension->edges != NULL) {
        comma(self);
        integi_buffer_text(&self->out, dimension->dates ? "\"dates\":true" : "\"dates\":false");
        open_list(self, "edges");
        for (int64_t i = 0; i < dimension->edge_count; i++) {
            comma(self);
            integi_buffer_integer(&self->out, dimension->edges[i]);
        }
        close_list(self);
    }
    close_item(self);
}

static void write_queries(recording *self)
{
    open_list(self, "queries");
    for (size_t i = 0; self->plan != NULL && i < self->plan->query_count; i++) {
        const integi_query *query = &self->plan->queries[i];
        open_item(self);
        text_member(self, "table", integi_register_table(self->reg, self->plan->parts[query->part].table)->name);
        text_member(self, "of", query->of);
        text_member(self, "where", query->where);
        text_member(self, "measure", query->measure);
        open_list(self, "by");
        for (int64_t d = 0; query->by != NULL && d < query->by->count; d++)
            write_dimension(self, &query->by->items[d]);
        close_list(self);
        close_item(self);
    }
    close_list(self);
}

/* ---- what was answered ---- */

static void write_labels(recording *self, const integi_definition *definition)
{
    const integi_query *query = &self->plan->queries[definition->query];
    open_list(self, "labels");
    for (int64_t d = 0; d < query->by->count; d++) {
        comma(self);
        integi_ledger_text(&self->out, integ_tally_label(definition->tally, definition->query, definition->cell, d));
    }
    close_list(self);
}

/* The sum that a cell has the amounts of, where its count is told; NULL: there is none. */
static const integi_sum *find_sum(const recording *self, size_t cell)
{
    const integi_definition *definition = &self->collection->cells[cell].definition;
    for (size_t i = 0; i < self->collection->sum_count && self->said[cell] > 0; i++) {
        const integi_sum *sum = &self->collection->sums[i];
        if (sum->cell == (int64_t)cell && sum->tally == definition->tally && sum->query == definition->query)
            return sum;
    }
    return NULL;
}

/* What is not told of a sum. */
static void write_sum(recording *self, const integi_sum *sum)
{
    if (sum == NULL || !(sum->is_hidden || sum->hides_limits))
        return;
    comma(self);
    integi_buffer_text(&self->out, sum->is_hidden ? "\"sum\":false" : "\"limits\":false");
}

static void write_cells(recording *self)
{
    open_list(self, "cells");
    for (size_t i = 0; i < self->collection->cell_count; i++) {
        const integi_collected *cell = &self->collection->cells[i];
        const integi_definition *definition = &cell->definition;
        if (!is_said(self, i))
            continue;
        open_item(self);
        number_member(self, "snapshot",
                      self->snapshots[register_index(self, integi_tally_snapshot(definition->tally))]);
        number_member(self, "query", definition->query);
        text_member(self, "what", integi_part_name(definition->kind));
        if (definition->cell >= 0)
            write_labels(self, definition);
        if (self->said[i] > 0)
            number_member(self, "count", cell->rows.count);
        write_sum(self, find_sum(self, i));
        close_item(self);
    }
    close_list(self);
}

/* What was a share of what: the rest can be computed. Cells are told by their place in the entry. */
static void write_shares(recording *self)
{
    int64_t at = 0;
    for (size_t i = 0; i < self->collection->cell_count; i++)
        self->places[i] = is_said(self, i) ? at++ : -1;
    open_list(self, "shares");
    for (size_t i = 0; i < self->collection->share_count; i++) {
        const integi_share *share = &self->collection->shares[i];
        if (self->places[share->part] < 0 || self->places[share->whole] < 0)
            continue;
        comma(self);
        integi_buffer_byte(&self->out, '[');
        integi_buffer_integer(&self->out, self->places[share->part]);
        integi_buffer_byte(&self->out, ',');
        integi_buffer_integer(&self->out, self->places[share->whole]);
        integi_buffer_byte(&self->out, ']');
    }
    close_list(self);
}

/* Of which breakdowns only cells of so many rows are named; nothing where there are none. */
static void write_listings(recording *self)
{
    bool any = false;
    for (size_t i = 0; i < self->release->asked_count; i++) {
        const integi_asked *asked = &self->release->asked[i];
        if (!is_listed(self, asked))
            continue;
        if (!any)
            open_list(self, "listings");
        any = true;
        comma(self);
        integi_buffer_byte(&self->out, '[');
        integi_buffer_integer(&self->out, self->snapshots[register_index(self, integi_tally_snapshot(asked->tally))]);
        integi_buffer_byte(&self->out, ',');
        integi_buffer_integer(&self->out, asked->query);
        integi_buffer_byte(&self->out, ',');
        integi_buffer_integer(&self->out, asked->listed_from);
        integi_buffer_byte(&self->out, ']');
    }
    if (any)
        close_list(self);
}

/* ---- the entry ---- */

static integ_status add_entry(recording *self, integ_error *error)
{
    integi_arena arena;
    const integi_json_value *value;
    integi_ledger_entry entry;
    integi_arena_init(&arena, self->ledger->context);
    integ_status status =
        integi_json_read(&arena, self->out.bytes, self->out.length, self->ledger->path, &value, error);
    if (status == INTEG_STATUS_OK)
        status = integi_ledger_read_entry(self->ledger, value, self->out.bytes, &entry, error);
    if (status == INTEG_STATUS_OK)
        status = integi_ledger_add_entry(self->ledger, &entry, error);
    integi_arena_free(&arena);
    return status;
}

static void write_analysis(recording *self)
{
    if (self->analysis == NULL)
        return;
    comma(self);
    integi_buffer_text(&self->out, "\"analysis\":");
    if (self->status == INTEG_STATUS_OK)
        self->status =
            integi_ledger_write_analysis(&self->out, self->analysis, self->collection, self->said, self->error);
}

static integ_status record_entry(recording *self, integ_date date, const char *title, integ_error *error)
{
    char day[11];
    integ_date_to_text(date, day);
    integi_buffer_init(&self->out, self->ledger->context);
    self->first = true;
    open_item(self);
    text_member(self, "date", day);
    text_member(self, "title", title);
    write_snapshots(self);
    write_groups(self);
    write_queries(self);
    write_cells(self);
    write_shares(self);
    write_listings(self);
    write_analysis(self);
    close_item(self);
    integ_status status = self->status;
    if (status == INTEG_STATUS_OK)
        status = self->out.failed ? integi_out_of_memory(error) : add_entry(self, error);
    integi_buffer_free(&self->out);
    return status;
}

/* A plan that something was said of: of a cell, or behind all cells of a query that was asked. NULL: nothing was said
 * there. */
static const integ_plan *plan_at(const recording *self, size_t place)
{
    size_t cells = self->collection->cell_count;
    const integi_collected *cell = place < cells ? &self->collection->cells[place] : NULL;
    if (cell != NULL)
        return self->said[place] < 0 || cell->definition.tally == NULL ? NULL
                                                                       : integi_tally_plan(cell->definition.tally);
    const integi_asked *asked = &self->release->asked[place - cells];
    return asked->listed_from > 0 && !asked->is_withheld ? integi_tally_plan(asked->tally) : NULL;
}

static bool is_first_of_plan(const recording *self, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (plan_at(self, i) == plan_at(self, place))
            return false;
    return true;
}

static integ_status record_plans(recording *self, integ_date date, const char *title, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    size_t places = self->collection->cell_count + self->release->asked_count;
    for (size_t i = 0; i < places && status == INTEG_STATUS_OK; i++) {
        self->plan = plan_at(self, i);
        if (self->plan != NULL && is_first_of_plan(self, i))
            status = record_entry(self, date, title, error);
    }
    return status;
}

/* Whether anything was said under the name of an analysis: what had been found by a query before is remembered
 * there. */
static bool is_said_of(const recording *self, const integi_analysis *analysis)
{
    for (size_t i = 0; i < self->collection->cell_count; i++)
        if (self->said[i] >= 0 && self->collection->cells[i].definition.analysis == analysis)
            return true;
    return false;
}

static integ_status record_analyses(recording *self, const integ_release *release, integ_date date, const char *title,
                                    integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    const integi_analysis *analysis;
    self->plan = NULL;
    for (size_t i = 0; status == INTEG_STATUS_OK && (analysis = integi_release_analysis(release, i)) != NULL; i++) {
        self->analysis = analysis;
        if (analysis->shown != NULL && is_said_of(self, analysis))
            status = record_entry(self, date, title, error);
    }
    return status;
}

static integ_status keep_title(integ_ledger *ledger, const integ_register *reg, integ_error *error)
{
    const char *title = integ_register_title(reg);
    if (ledger->count > 0 || title == NULL)
        return INTEG_STATUS_OK;
    ledger->title = integi_arena_text(&ledger->arena, title, strlen(title));
    return ledger->title == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

integ_status integi_ledger_record(integ_ledger *ledger, const integ_register *reg, const integ_release *release,
                                  integ_date date, const char *title, integ_error *error)
{
    recording self = {.ledger = ledger, .reg = reg, .release = release, .error = error};
    self.collection = integi_release_said(release, &self.said);
    size_t size = (size_t)integ_register_snapshot_count(reg) * sizeof *self.snapshots;
    size_t places = (self.collection->cell_count + 1) * sizeof *self.places;
    self.snapshots = integi_allocate(ledger->context, size);
    self.places = integi_allocate(ledger->context, places);
    int64_t before = integ_ledger_count(ledger);
    bool good = self.snapshots != NULL && self.places != NULL;
    integ_status status = good ? keep_title(ledger, reg, error) : integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        status = record_plans(&self, date, title, error);
    if (status == INTEG_STATUS_OK)
        status = record_analyses(&self, release, date, title, error);
    if (status != INTEG_STATUS_OK)
        integi_ledger_take_back(ledger, before);
    integi_release(ledger->context, self.snapshots, self.snapshots == NULL ? 0 : size);
    integi_release(ledger->context, self.places, self.places == NULL ? 0 : places);
    return status;
}
