/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/analysis.h"
#include "release/ledger.h"
#include "release/messages.h"

#include <string.h>

#define VERSION 2 /* from 2 on entries may have an analysis or listings */
#define LIMIT_AT_MOST 1000 /* no threshold is larger */

static const char *const part_names[] = {
    [INTEGI_PART_TRUE] = "true",
    [INTEGI_PART_KNOWN] = "known",
    [INTEGI_PART_GROUP] = "rows",
    [INTEGI_PART_UNKNOWN] = "unknown",
    [INTEGI_PART_MEASURED] = "measured",
    [INTEGI_PART_ONES] = "measured_true",
    [INTEGI_PART_UNMEASURED] = "unmeasured",
    [INTEGI_PART_NOT_MEASURED] = "not_measured",
    [INTEGI_PART_UNDECIDED] = "undecided",
    [INTEGI_PART_TRUE_LABELLED] = "true_labelled",
    [INTEGI_PART_KNOWN_LABELLED] = "known_labelled",
    [INTEGI_PART_NOT_LABELLED] = "not_labelled",
};

const char *integi_part_name(integi_part_kind kind)
{
    return part_names[kind];
}

/* A ledger while it is read. After the first fault everything that is asked for is nothing. */
typedef struct reading {
    integ_ledger *ledger;
    const char *text;
    integ_error *error;
    integ_status status;
} reading;

static void fail(reading *self, const integi_json_value *at)
{
    char path[INTEGI_JSON_PATH_SIZE];
    if (self->status != INTEG_STATUS_OK)
        return;
    integi_place place = integi_json_place(self->text, at->offset, self->ledger->path);
    self->status = INTEGI_FAIL(self->error, &place, &integi_message_ledger_shape, integi_json_path(at, path));
}

static void fail_memory(reading *self)
{
    if (self->status == INTEG_STATUS_OK)
        self->status = integi_out_of_memory(self->error);
}

/* The member of a name and kind; NULL where there is none, which is a fault unless it may be. */
static const integi_json_value *member(reading *self, const integi_json_value *object, const char *name,
                                       integi_json_kind kind, bool optional)
{
    if (object->kind != INTEGI_JSON_OBJECT) {
        fail(self, object);
        return NULL;
    }
    for (const integi_json_value *child = object->first; child != NULL; child = child->next) {
        if (child->key_length != strlen(name) || memcmp(child->key, name, child->key_length) != 0)
            continue;
        if (child->kind == kind)
            return child;
        if (!optional || child->kind != INTEGI_JSON_NULL)
            fail(self, child);
        return NULL;
    }
    if (!optional)
        fail(self, object);
    return NULL;
}

static const char *copy_text(reading *self, const integi_json_value *value)
{
    const char *copy = integi_arena_text(&self->ledger->arena, value->text, value->length);
    if (copy == NULL)
        fail_memory(self);
    return copy;
}

static const char *text_member(reading *self, const integi_json_value *object, const char *name, bool optional)
{
    const integi_json_value *value = member(self, object, name, INTEGI_JSON_TEXT, optional);
    return value == NULL ? NULL : copy_text(self, value);
}

/* A whole number from `low` up to `high`. */
static int64_t whole_number(reading *self, const integi_json_value *value, int64_t low, int64_t high)
{
    int64_t number = 0;
    size_t at = value->kind == INTEGI_JSON_NUMBER && value->text[0] == '-' ? 1 : 0;
    bool good = value->kind == INTEGI_JSON_NUMBER && at < value->length && value->length - at <= 18;
    for (; good && at < value->length; at++) {
        good = value->text[at] >= '0' && value->text[at] <= '9';
        number = number * 10 + (value->text[at] - '0');
    }
    if (good && value->text[0] == '-')
        number = -number;
    if (good && number >= low && number <= high)
        return number;
    fail(self, value);
    return low;
}

static int64_t number_member(reading *self, const integi_json_value *object, const char *name, int64_t low,
                             int64_t high)
{
    const integi_json_value *value = member(self, object, name, INTEGI_JSON_NUMBER, false);
    return value == NULL ? low : whole_number(self, value, low, high);
}

/* An array and room for what it becomes; NULL after a fault. */
static const integi_json_value *array_member(reading *self, const integi_json_value *object, const char *name,
                                             size_t item_size, void *items, int64_t *count)
{
    const integi_json_value *value = member(self, object, name, INTEGI_JSON_ARRAY, false);
    *count = 0;
    if (value == NULL || self->status != INTEG_STATUS_OK)
        return NULL;
    void *room = integi_arena_allocate(&self->ledger->arena, (size_t)value->count * item_size);
    if (room == NULL) {
        fail_memory(self);
        return NULL;
    }
    memcpy(items, &room, sizeof room);
    *count = value->count;
    return value;
}

static void read_snapshots(reading *self, const integi_json_value *object, integi_ledger_entry *entry)
{
    const integi_json_value *array =
        array_member(self, object, "snapshots", sizeof *entry->snapshots, &entry->snapshots, &entry->snapshot_count);
    for (const integi_json_value *item = array == NULL ? NULL : array->first; item != NULL; item = item->next) {
        integi_ledger_snapshot *snapshot = &entry->snapshots[item->index];
        const integi_json_value *date = member(self, item, "as_of", INTEGI_JSON_TEXT, false);
        snapshot->fingerprint = text_member(self, item, "sha256", false);
        if (date != NULL && integ_date_from_text(date->text, &snapshot->as_of, NULL) != INTEG_STATUS_OK)
            fail(self, date);
    }
}

static void read_groups(reading *self, const integi_json_value *object, integi_ledger_entry *entry)
{
    const integi_json_value *array =
        array_member(self, object, "groups", sizeof *entry->groups, &entry->groups, &entry->group_count);
    for (const integi_json_value *item = array == NULL ? NULL : array->first; item != NULL; item = item->next) {
        integi_ledger_group *group = &entry->groups[item->index];
        group->name = text_member(self, item, "name", false);
        group->within = text_member(self, item, "within", true);
        group->population = text_member(self, item, "population", true);
        group->where = text_member(self, item, "where", true);
    }
}

static void read_dimensions(reading *self, const integi_json_value *object, integi_ledger_query *query)
{
    const integi_json_value *array = array_member(self, object, "by", sizeof *query->by, &query->by, &query->by_count);
    if (query->by_count > INTEG_DIMENSIONS_MAXIMUM)
        fail(self, array);
    for (const integi_json_value *item = array == NULL ? NULL : array->first;
         item != NULL && self->status == INTEG_STATUS_OK; item = item->next) {
        integi_ledger_dimension *dimension = &query->by[item->index];
        dimension->column = text_member(self, item, "column", false);
        const integi_json_value *dates = member(self, item, "dates", INTEGI_JSON_BOOLEAN, true);
        dimension->dates = dates != NULL && dates->truth;
        if (member(self, item, "edges", INTEGI_JSON_ARRAY, true) == NULL)
            continue;
        const integi_json_value *edges = array_member(self, item, "edges", sizeof *dimension->edges, &dimension->edges,
                                                      &dimension->edge_count);
        for (const integi_json_value *edge = edges == NULL ? NULL : edges->first; edge != NULL; edge = edge->next)
            dimension->edges[edge->index] = whole_number(self, edge, -INT64_C(999999999999999999),
                                                         INT64_C(999999999999999999));
    }
}

static void read_queries(reading *self, const integi_json_value *object, integi_ledger_entry *entry)
{
    const integi_json_value *array =
        array_member(self, object, "queries", sizeof *entry->queries, &entry->queries, &entry->query_count);
    for (const integi_json_value *item = array == NULL ? NULL : array->first; item != NULL; item = item->next) {
        integi_ledger_query *query = &entry->queries[item->index];
        query->table = text_member(self, item, "table", false);
        query->of = text_member(self, item, "of", true);
        query->where = text_member(self, item, "where", true);
        query->measure = text_member(self, item, "measure", true);
        read_dimensions(self, item, query);
    }
}

static integi_part_kind read_kind(reading *self, const integi_json_value *object)
{
    const integi_json_value *name = member(self, object, "what", INTEGI_JSON_TEXT, false);
    for (int kind = 0; name != NULL && kind < INTEGI_PART_KINDS; kind++)
        if (strcmp(part_names[kind], name->text) == 0)
            return (integi_part_kind)kind;
    if (name != NULL)
        fail(self, name);
    return INTEGI_PART_TRUE;
}

/* The labels of a cell, as many as its query has dimensions. */
static void read_labels(reading *self, const integi_json_value *object, const integi_ledger_query *query,
                        integi_ledger_cell *cell)
{
    int64_t count;
    if (member(self, object, "labels", INTEGI_JSON_ARRAY, true) == NULL)
        return;
    const integi_json_value *array = array_member(self, object, "labels", sizeof *cell->labels, &cell->labels, &count);
    if (array != NULL && (count != query->by_count || count == 0))
        fail(self, array);
    for (const integi_json_value *item = array == NULL ? NULL : array->first;
         item != NULL && self->status == INTEG_STATUS_OK; item = item->next) {
        if (item->kind == INTEGI_JSON_TEXT)
            cell->labels[item->index] = copy_text(self, item);
        else if (item->kind != INTEGI_JSON_NULL)
            fail(self, item);
    }
}

static void read_cells(reading *self, const integi_json_value *object, integi_ledger_entry *entry)
{
    const integi_json_value *array =
        array_member(self, object, "cells", sizeof *entry->cells, &entry->cells, &entry->cell_count);
    for (const integi_json_value *item = array == NULL ? NULL : array->first;
         item != NULL && self->status == INTEG_STATUS_OK; item = item->next) {
        integi_ledger_cell *cell = &entry->cells[item->index];
        cell->snapshot = number_member(self, item, "snapshot", 0, entry->snapshot_count - 1);
        cell->query = number_member(self, item, "query", 0, entry->query_count - 1);
        cell->kind = read_kind(self, item);
        const integi_json_value *count = member(self, item, "count", INTEGI_JSON_NUMBER, true);
        cell->count = count == NULL ? -1 : whole_number(self, count, 0, INT64_C(1) << 53);
        const integi_json_value *sum = member(self, item, "sum", INTEGI_JSON_BOOLEAN, true);
        const integi_json_value *limits = member(self, item, "limits", INTEGI_JSON_BOOLEAN, true);
        cell->hides_sum = sum != NULL && !sum->truth;
        cell->hides_limits = limits != NULL && !limits->truth;
        if (self->status == INTEG_STATUS_OK)
            read_labels(self, item, &entry->queries[cell->query], cell);
    }
}

/* Pairs of cells: a part, and what it is a share of. */
static void read_shares(reading *self, const integi_json_value *object, integi_ledger_entry *entry)
{
    const integi_json_value *array =
        array_member(self, object, "shares", sizeof *entry->shares, &entry->shares, &entry->share_count);
    for (const integi_json_value *item = array == NULL ? NULL : array->first;
         item != NULL && self->status == INTEG_STATUS_OK; item = item->next) {
        if (item->kind != INTEGI_JSON_ARRAY || item->count != 2) {
            fail(self, item);
            continue;
        }
        entry->shares[item->index].part = whole_number(self, item->first, 0, entry->cell_count - 1);
        entry->shares[item->index].whole = whole_number(self, item->first->next, 0, entry->cell_count - 1);
    }
}

/* Three numbers each: a snapshot, a query, and the rows from which on its cells are named. */
static void read_listings(reading *self, const integi_json_value *object, integi_ledger_entry *entry)
{
    entry->listing_count = 0;
    if (member(self, object, "listings", INTEGI_JSON_ARRAY, true) == NULL)
        return;
    const integi_json_value *array =
        array_member(self, object, "listings", sizeof *entry->listings, &entry->listings, &entry->listing_count);
    for (const integi_json_value *item = array == NULL ? NULL : array->first;
         item != NULL && self->status == INTEG_STATUS_OK; item = item->next) {
        if (item->kind != INTEGI_JSON_ARRAY || item->count != 3) {
            fail(self, item);
            continue;
        }
        integi_ledger_listing *listing = &entry->listings[item->index];
        listing->snapshot = whole_number(self, item->first, 0, entry->snapshot_count - 1);
        listing->query = whole_number(self, item->first->next, 0, entry->query_count - 1);
        listing->limit = whole_number(self, item->first->next->next, 1, LIMIT_AT_MOST);
    }
}

/* ---- analyses ---- */

static const char **texts_member(reading *self, const integi_json_value *object, const char *name, int64_t *count)
{
    const char **texts = NULL;
    *count = 0;
    if (member(self, object, name, INTEGI_JSON_ARRAY, true) == NULL)
        return NULL;
    const integi_json_value *array = array_member(self, object, name, sizeof *texts, &texts, count);
    for (const integi_json_value *item = array == NULL ? NULL : array->first;
         item != NULL && self->status == INTEG_STATUS_OK; item = item->next) {
        if (item->kind == INTEGI_JSON_TEXT)
            texts[item->index] = copy_text(self, item);
        else
            fail(self, item);
    }
    return texts;
}

/* A figure's name is compared as a whole, so that it is kept as it is written. */
static const char *copy_name(reading *self, const integi_json_value *object)
{
    const integi_json_value *value = member(self, object, "figure", INTEGI_JSON_OBJECT, false);
    integi_buffer canonical;
    if (value == NULL)
        return NULL;
    integi_buffer_init(&canonical, self->ledger->context);
    integi_ledger_value(&canonical, value);
    const char *copy = canonical.failed
                           ? NULL
                           : integi_arena_text(&self->ledger->arena, canonical.bytes, canonical.length);
    integi_buffer_free(&canonical);
    if (copy == NULL)
        fail_memory(self);
    return copy;
}

static void read_figures(reading *self, const integi_json_value *object, integi_ledger_analysis *analysis)
{
    const integi_json_value *array = array_member(self, object, "figures", sizeof *analysis->figures,
                                                  &analysis->figures, &analysis->figure_count);
    for (const integi_json_value *item = array == NULL ? NULL : array->first;
         item != NULL && self->status == INTEG_STATUS_OK; item = item->next) {
        integi_ledger_figure *figure = &analysis->figures[item->index];
        figure->name = copy_name(self, item);
        const integi_json_value *count = member(self, item, "count", INTEGI_JSON_NUMBER, true);
        figure->count = count == NULL ? -1 : whole_number(self, count, 0, INT64_C(1) << 53);
    }
}

/* Of a kind that is known, on one snapshot or more. */
static void check_analysis(reading *self, const integi_json_value *object, const integi_ledger_entry *entry)
{
    const integi_ledger_analysis *analysis = entry->analysis;
    const integi_analysis_form *form =
        self->status == INTEG_STATUS_OK ? integi_analysis_form_find(analysis->kind) : NULL;
    bool good = form != NULL && entry->snapshot_count > 0 &&
                (analysis->departures == NULL) == (analysis->reasons == NULL);
    if (good && form == &integi_form_overlap)
        good = analysis->groups != NULL;
    else if (good)
        good = analysis->table != NULL && (form->joins || analysis->conditions != NULL);
    if (!good)
        fail(self, object);
}

static void read_analysis(reading *self, const integi_json_value *value, integi_ledger_entry *entry)
{
    const integi_json_value *object = member(self, value, "analysis", INTEGI_JSON_OBJECT, true);
    if (object == NULL || self->status != INTEG_STATUS_OK)
        return;
    integi_ledger_analysis *analysis = integi_arena_allocate(&self->ledger->arena, sizeof *analysis);
    if (analysis == NULL) {
        fail_memory(self);
        return;
    }
    analysis->kind = text_member(self, object, "kind", false);
    analysis->table = text_member(self, object, "table", true);
    analysis->conditions = texts_member(self, object, "conditions", &analysis->condition_count);
    analysis->groups = texts_member(self, object, "groups", &analysis->group_count);
    const integi_json_value *patterns = member(self, object, "patterns", INTEGI_JSON_BOOLEAN, true);
    analysis->patterns = patterns != NULL && patterns->truth;
    analysis->of = text_member(self, object, "of", true);
    analysis->where = text_member(self, object, "where", true);
    analysis->meets = text_member(self, object, "meets", true);
    analysis->departures = text_member(self, object, "departures", true);
    analysis->reasons = text_member(self, object, "reasons", true);
    if (member(self, object, "start", INTEGI_JSON_NUMBER, true) != NULL)
        analysis->start = number_member(self, object, "start", 0, entry->snapshot_count - 1);
    read_figures(self, object, analysis);
    entry->analysis = analysis;
    check_analysis(self, object, entry);
}

integ_status integi_ledger_read_entry(integ_ledger *ledger, const integi_json_value *value, const char *text,
                                      integi_ledger_entry *entry, integ_error *error)
{
    reading self = {.ledger = ledger, .text = text, .error = error};
    integi_buffer canonical;
    *entry = (integi_ledger_entry){0};
    entry->date = text_member(&self, value, "date", false);
    entry->title = text_member(&self, value, "title", true);
    read_snapshots(&self, value, entry);
    read_groups(&self, value, entry);
    read_queries(&self, value, entry);
    read_cells(&self, value, entry);
    read_shares(&self, value, entry);
    read_listings(&self, value, entry);
    read_analysis(&self, value, entry);
    if (self.status != INTEG_STATUS_OK)
        return self.status;
    integi_buffer_init(&canonical, ledger->context);
    integi_ledger_value(&canonical, value);
    entry->length = canonical.length;
    entry->text = canonical.failed ? NULL : integi_arena_text(&ledger->arena, canonical.bytes, canonical.length);
    integi_buffer_free(&canonical);
    return entry->text == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

/* One entry with its hash, which has to be that of everything before it too. */
static void read_one(reading *self, const integi_json_value *item)
{
    integi_ledger_entry entry;
    char number[INTEGI_NUMBER_SIZE];
    const integi_json_value *hash = member(self, item, "hash", INTEGI_JSON_TEXT, false);
    const integi_json_value *release = member(self, item, "release", INTEGI_JSON_OBJECT, false);
    if (self->status == INTEG_STATUS_OK)
        self->status = integi_ledger_read_entry(self->ledger, release, self->text, &entry, self->error);
    if (self->status == INTEG_STATUS_OK)
        self->status = integi_ledger_add_entry(self->ledger, &entry, self->error);
    if (self->status != INTEG_STATUS_OK || strcmp(hash->text, self->ledger->entries[item->index].hash) == 0)
        return;
    integi_place place = integi_json_place(self->text, hash->offset, self->ledger->path);
    self->status = INTEGI_FAIL(self->error, &place, &integi_message_ledger_changed,
                               integi_number(number, item->index + 1));
}

static void read_document(reading *self, const integi_json_value *root)
{
    int64_t version = number_member(self, root, "ledger", 0, INT32_MAX);
    if (self->status == INTEG_STATUS_OK && (version < 1 || version > VERSION)) {
        integi_place place = {self->ledger->path, 0, 0, -1, 0};
        self->status = INTEGI_FAIL(self->error, &place, &integi_message_ledger_version);
    }
    if (self->status != INTEG_STATUS_OK)
        return;
    self->ledger->title = text_member(self, root, "register", true);
    int64_t count = number_member(self, root, "count", 0, INT32_MAX);
    const integi_json_value *releases = member(self, root, "releases", INTEGI_JSON_ARRAY, false);
    if (self->status == INTEG_STATUS_OK && count != releases->count)
        fail(self, releases);
    for (const integi_json_value *item = releases == NULL ? NULL : releases->first;
         item != NULL && self->status == INTEG_STATUS_OK; item = item->next)
        read_one(self, item);
}

integ_status integi_ledger_read(integ_ledger *ledger, const char *text, size_t length, integ_error *error)
{
    integi_arena arena;
    const integi_json_value *root;
    const integi_place place = {ledger->path, 0, 0, -1, 0};
    reading self = {.ledger = ledger, .text = text, .error = error};
    integi_arena_init(&arena, ledger->context);
    self.status = integi_json_read(&arena, text, length, ledger->path, &root, error);
    if (self.status == INTEG_STATUS_OK)
        read_document(&self, root);
    else if (self.status != INTEG_STATUS_OUT_OF_MEMORY)
        INTEGI_FAIL(error, &place, &integi_message_ledger_broken);
    integi_arena_free(&arena);
    return self.status;
}
