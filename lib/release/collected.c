/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/collected.h"

#include "register/schema.h"
#include "release/columns.h"
#include "release/holders.h"
#include "release/mix.h"
#include "release/owners.h"
#include "release/ranks.h"
#include "tally/dimensions.h"
#include "tally/plan.h"

#include <string.h>

#define MATRIX_ENTRIES (INT64_C(1) << 27) /* in 4 bytes each */
#define SPACE_STEPS (INT64_C(1) << 33)    /* about ten seconds */
#define POSSIBLE_STEPS (INT64_C(1) << 33)
#define ACROSS_STEPS (INT64_C(1) << 34)
#define FURTHER_ENTRIES (INT64_C(1) << 30)
#define SPARSE 32 /* a list of rows takes less than their words where fewer than one row in so many is in */

void integi_collection_init(integi_collection *collection, integ_context *context)
{
    *collection = (integi_collection){.context = context,
                                      .terms = {.context = context},
                                      .space_steps = SPACE_STEPS,
                                      .possible_steps = POSSIBLE_STEPS,
                                      .across_steps = ACROSS_STEPS,
                                      .across_entries = MATRIX_ENTRIES,
                                      .further_entries = FURTHER_ENTRIES,
                                      .matrix_entries = MATRIX_ENTRIES};
}

static void free_rows(integ_context *context, integi_rows *rows)
{
    if (rows->list != NULL)
        integi_release_wiped(context, rows->list, ((size_t)rows->count + 1) * sizeof *rows->list);
    if (rows->words != NULL)
        integi_release_wiped(context, rows->words, integi_bitset_words(rows->rows) * sizeof *rows->words);
}

void integi_collection_free(integi_collection *collection)
{
    integ_context *context = collection->context;
    for (size_t i = 0; i < collection->cell_count; i++)
        free_rows(context, &collection->cells[i].rows);
    integi_release_wiped(context, collection->cells, collection->cell_capacity * sizeof *collection->cells);
    integi_release(context, collection->spaces, collection->space_capacity * sizeof *collection->spaces);
    integi_release(context, collection->shares, collection->share_capacity * sizeof *collection->shares);
    integi_release(context, collection->sums, collection->sum_capacity * sizeof *collection->sums);
    for (size_t i = 0; i < collection->holder_count; i++)
        integi_holders_free(context, collection->holders[i]);
    integi_release(context, collection->holders, collection->holder_capacity * sizeof *collection->holders);
    integi_forget_filtered_rows(collection);
    integi_terms_free(&collection->terms);
    integi_release(context, collection->places, collection->place_count * sizeof *collection->places);
    integi_release_wiped(context, collection->scratch, collection->scratch_words * sizeof *collection->scratch);
    *collection = (integi_collection){0};
}

static integ_status find_space(integi_collection *collection, integi_space wanted, int64_t *space, integ_error *error)
{
    for (size_t i = 0; i < collection->space_count; i++)
        if (collection->spaces[i].snapshot == wanted.snapshot && collection->spaces[i].table == wanted.table) {
            *space = (int64_t)i;
            return INTEG_STATUS_OK;
        }
    void *spaces = collection->spaces;
    if (!integi_grow(collection->context, &spaces, &collection->space_capacity, collection->space_count,
                     sizeof *collection->spaces))
        return integi_out_of_memory(error);
    collection->spaces = spaces;
    *space = (int64_t)collection->space_count;
    collection->spaces[collection->space_count++] = wanted;
    return INTEG_STATUS_OK;
}

/* ---- the same rows and the same meaning are the same cell ---- */

static bool same_cell(const integi_collection *collection, const integi_collected *a, const integi_collected *b)
{
    if (a->hash[0] != b->hash[0] || a->hash[1] != b->hash[1] || a->space != b->space ||
        a->rows.count != b->rows.count || (a->rows.words == NULL) != (b->rows.words == NULL) ||
        !integi_terms_equal(&collection->terms, a->terms, b->terms))
        return false;
    if (a->rows.words != NULL)
        return memcmp(a->rows.words, b->rows.words, integi_bitset_words(a->rows.rows) * sizeof *a->rows.words) == 0;
    return memcmp(a->rows.list, b->rows.list, (size_t)a->rows.count * sizeof *a->rows.list) == 0;
}

static size_t place_of(const integi_collection *collection, const integi_collected *cell)
{
    const integi_lists *terms = &collection->terms.lists;
    uint64_t at = cell->hash[0] + (uint64_t)cell->space * 31;
    for (int64_t i = terms->starts[cell->terms]; i < terms->starts[cell->terms + 1]; i++)
        at = integi_mix(at ^ (uint64_t)terms->items[i]);
    for (;; at++) {
        int64_t found = collection->places[at % collection->place_count];
        if (found < 0 || same_cell(collection, &collection->cells[found], cell))
            return at % collection->place_count;
    }
}

static bool make_places(integi_collection *collection)
{
    size_t count = collection->place_count == 0 ? 256 : collection->place_count * 2;
    if (collection->cell_count * 2 < collection->place_count)
        return true;
    int64_t *places = integi_allocate_array(collection->context, count, sizeof *places);
    if (places == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        places[i] = -1;
    integi_release(collection->context, collection->places, collection->place_count * sizeof *places);
    collection->places = places;
    collection->place_count = count;
    for (size_t i = 0; i < collection->cell_count; i++)
        places[place_of(collection, &collection->cells[i])] = (int64_t)i;
    return true;
}

/* Both as words. */
static bool words_within(const integi_rows *part, const integi_rows *whole)
{
    for (size_t word = 0; word < integi_bitset_words(part->rows); word++)
        if ((part->words[word] & ~whole->words[word]) != 0)
            return false;
    return true;
}

bool integi_rows_within(const integi_rows *part, const integi_rows *whole)
{
    if (part->rows != whole->rows)
        return false;
    if (part->words != NULL && whole->words != NULL)
        return words_within(part, whole);
    int64_t at = 0, other = integi_rows_at(whole, &at);
    INTEGI_EACH_ROW(part, row) {
        while (other >= 0 && other < row) {
            at++;
            other = integi_rows_at(whole, &at);
        }
        if (other != row)
            return false;
    }
    return true;
}

bool integi_was_published(const integi_collected *cell)
{
    return cell->standing == INTEG_STANDING_PUBLISHED && cell->rank != INTEGI_RANK_EVERYBODY;
}

void integi_collect_standing(integi_collected *cell, int32_t standing)
{
    cell->standing = integi_stronger_standing(cell->standing, standing);
}

/* What is not listed is of few people. Where rows are other people's, that says nothing of how many rows there are. */
void integi_collect_listed(integi_collection *collection, int64_t index, int64_t limit)
{
    integi_collected *cell = &collection->cells[index];
    if (integi_cell_people(collection, cell, limit) >= limit)
        cell->least = limit > cell->least ? limit : cell->least;
    else if (!integi_is_owned(collection, cell))
        cell->below = cell->below == 0 || limit < cell->below ? limit : cell->below;
}

/* Adds a cell, or finds the same one. Its terms are the last list. */
static bool place_cell(integi_collection *collection, const integi_collected *added, int64_t *cell)
{
    void *cells = collection->cells;
    bool grown = integi_grow(collection->context, &cells, &collection->cell_capacity, collection->cell_count,
                             sizeof *collection->cells);
    collection->cells = cells;
    if (!grown || !make_places(collection))
        return false;
    size_t place = place_of(collection, added);
    *cell = collection->places[place];
    if (*cell < 0) {
        *cell = collection->places[place] = (int64_t)collection->cell_count;
        collection->cells[collection->cell_count++] = *added;
    }
    return true;
}

/* Whether a cell can be found again: it is a figure, or was asked for by a query. */
static bool is_defined(const integi_collected *cell)
{
    return cell->definition.tally != NULL || cell->definition.analysis != NULL;
}

/* What was derived only before, and is a figure now, is what a ledger remembers by that figure. */
static void merge(integi_collected *found, const integi_collected *added)
{
    if (is_defined(added) && (!is_defined(found) || found->standing == INTEG_STANDING_DERIVED))
        found->definition = added->definition;
    found->rank = added->rank < found->rank ? added->rank : found->rank;
    integi_collect_standing(found, added->standing);
}

/* Takes over the rows of `added`. */
static integ_status keep(integi_collection *collection, integi_collected *added, int64_t *cell, integ_error *error)
{
    integi_terms *terms = &collection->terms;
    integi_collected *found = NULL;
    int64_t before = (int64_t)collection->cell_count;
    integ_status status = integi_terms_append(terms, &added->definition, (int64_t)added->hash[0], error);
    if (status == INTEG_STATUS_OK) {
        added->terms = terms->lists.count - 1;
        if (!place_cell(collection, added, cell))
            status = integi_out_of_memory(error);
        else if (*cell == before)
            return INTEG_STATUS_OK;
        else
            found = &collection->cells[*cell];
        integi_terms_drop_last(terms);
    }
    free_rows(collection->context, &added->rows);
    if (found != NULL)
        merge(found, added);
    return status;
}

static bool rows_from_words(integ_context *context, const uint64_t *words, int64_t rows, integi_rows *out)
{
    size_t word_count = integi_bitset_words(rows);
    *out = (integi_rows){.rows = rows, .count = integi_words_of(context)->count(words, word_count)};
    if (out->count >= rows / SPARSE && word_count > 0) {
        out->words = integi_allocate_array(context, word_count, sizeof *out->words);
        if (out->words != NULL)
            memcpy(out->words, words, word_count * sizeof *words);
        return out->words != NULL;
    }
    out->list = integi_allocate_array(context, (size_t)out->count + 1, sizeof *out->list);
    int64_t used = 0;
    for (size_t word = 0; out->list != NULL && word < word_count; word++)
        for (uint64_t left = words[word]; left != 0; left &= left - 1)
            out->list[used++] = (uint32_t)(word * 64 + (size_t)__builtin_ctzll(left));
    return out->list != NULL;
}

static void hash_rows(integi_collected *cell)
{
    cell->hash[0] = cell->hash[1] = 0;
    INTEGI_EACH_ROW(&cell->rows, row) {
        cell->hash[0] += integi_mix(2 * (uint64_t)row);
        cell->hash[1] += integi_mix(2 * (uint64_t)row + 1);
    }
}

integ_status integi_collect_words(integi_collection *collection, const integ_snapshot *snapshot, int64_t table,
                                  const uint64_t *words, int64_t rows, integi_collected like, int64_t *cell,
                                  integ_error *error)
{
    *cell = -1;
    integ_status status =
        find_space(collection, (integi_space){.snapshot = snapshot, .table = table}, &like.space, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!rows_from_words(collection->context, words, rows, &like.rows))
        return integi_out_of_memory(error);
    hash_rows(&like);
    return keep(collection, &like, cell, error);
}

/* ---- the rows of queries ---- */

static bool is_labelled(const integ_tally *tally, int64_t query, int64_t cell)
{
    int64_t count = integ_dimensions_count(integi_tally_plan(tally)->queries[query].by);
    for (int64_t i = 0; i < count; i++)
        if (integ_tally_label(tally, query, cell, i) == NULL)
            return false;
    return true;
}

/* Takes the rows of a cell away. */
static void take_cell(const integi_members *members, uint32_t cell, uint64_t *words)
{
    for (size_t word = 0; word < integi_bitset_words(members->rows); word++)
        for (uint64_t left = words[word]; left != 0; left &= left - 1)
            if (members->cells[word * 64 + (size_t)__builtin_ctzll(left)] == cell)
                words[word] &= ~(left & -left);
}

/* Leaves those rows of which every label is known. */
static void take_labelled(const integ_tally *tally, int64_t query, const integi_members *members, uint64_t *words)
{
    for (int64_t i = 0; i < integ_tally_cells(tally, query); i++)
        if (!is_labelled(tally, query, i))
            take_cell(members, (uint32_t)integi_tally_cell_index(tally, query, i), words);
}

static uint64_t word_of(const integi_members *members, integi_member_set set, size_t word)
{
    return members->words[set] == NULL ? 0 : members->words[set][word];
}

static uint64_t part_word(const integi_members *members, integi_part_kind kind, size_t word)
{
    uint64_t group = word_of(members, INTEGI_MEMBERS_GROUP, word), truth = word_of(members, INTEGI_MEMBERS_TRUTH, word);
    uint64_t unknown = word_of(members, INTEGI_MEMBERS_UNKNOWN, word);
    uint64_t measured = word_of(members, INTEGI_MEMBERS_MEASURED, word);
    switch (kind) {
    case INTEGI_PART_TRUE:
    case INTEGI_PART_TRUE_LABELLED:
        return truth;
    case INTEGI_PART_KNOWN:
    case INTEGI_PART_KNOWN_LABELLED:
    case INTEGI_PART_NOT_LABELLED: /* what is left of the group is taken below */
        return group & ~unknown;
    case INTEGI_PART_GROUP:
        return group;
    case INTEGI_PART_UNKNOWN:
        return unknown;
    case INTEGI_PART_MEASURED:
        return measured;
    case INTEGI_PART_ONES:
        return word_of(members, INTEGI_MEMBERS_ONES, word);
    case INTEGI_PART_UNMEASURED:
        return unknown | (truth & ~measured);
    case INTEGI_PART_NOT_MEASURED:
        return group & ~measured;
    default:
        return members->words[INTEGI_MEMBERS_UNDECIDED] == NULL ? unknown
                                                                : word_of(members, INTEGI_MEMBERS_UNDECIDED, word);
    }
}

void integi_part_of_members(const integ_tally *tally, int64_t query, integi_part_kind kind, uint64_t *out)
{
    const integi_members *members = integi_tally_members(tally, query);
    size_t words = integi_bitset_words(members->rows);
    for (size_t word = 0; word < words; word++)
        out[word] = part_word(members, kind, word);
    if (kind == INTEGI_PART_TRUE_LABELLED || kind == INTEGI_PART_KNOWN_LABELLED || kind == INTEGI_PART_NOT_LABELLED)
        take_labelled(tally, query, members, out);
    for (size_t word = 0; word < words && kind == INTEGI_PART_NOT_LABELLED; word++)
        out[word] = word_of(members, INTEGI_MEMBERS_GROUP, word) & ~out[word];
}

/* The rows as words, which stay until the next call. NULL: no memory. */
static const uint64_t *part_words(integi_collection *collection, const integ_tally *tally, int64_t query,
                                  integi_part_kind kind)
{
    size_t words = integi_bitset_words(integi_tally_members(tally, query)->rows);
    if (words + 1 > collection->scratch_words) {
        uint64_t *larger = integi_allocate_array(collection->context, words + 1, sizeof *larger);
        if (larger == NULL)
            return NULL;
        integi_release_wiped(collection->context, collection->scratch,
                             collection->scratch_words * sizeof *collection->scratch);
        collection->scratch = larger;
        collection->scratch_words = words + 1;
    }
    integi_part_of_members(tally, query, kind, collection->scratch);
    return collection->scratch;
}

integ_status integi_collect_part(integi_collection *collection, const integ_tally *tally, int64_t query,
                                 integi_part_kind kind, integi_collected like, int64_t *cell, integ_error *error)
{
    const uint64_t *words = part_words(collection, tally, query, kind);
    if (words == NULL)
        return integi_out_of_memory(error);
    like.definition = (integi_definition){.tally = tally, .query = query, .cell = -1, .kind = kind};
    return integi_collect_words(collection, integi_tally_snapshot(tally), integi_tally_table(tally, query), words,
                                integi_tally_members(tally, query)->rows, like, cell, error);
}

/* ---- the rows of breakdowns ---- */

/* The rows of a breakdown in the order of their cells. */
typedef struct sorted_rows {
    integ_context *context;
    uint32_t *cell_of; /* of each number in mixed radix; only those of cells are looked at */
    size_t numbers;
    int64_t *starts;   /* of each cell, and the end */
    size_t cells;
    uint32_t *rows;
    size_t row_count;
} sorted_rows;

static void free_sorted(sorted_rows *self)
{
    integi_release(self->context, self->cell_of, self->numbers * sizeof *self->cell_of);
    integi_release_wiped(self->context, self->starts,
                         self->starts == NULL ? 0 : (self->cells + 2) * sizeof *self->starts);
    integi_release_wiped(self->context, self->rows, self->rows == NULL ? 0 : self->row_count * sizeof *self->rows);
}

static bool open_sorted(sorted_rows *self, const integ_tally *tally, int64_t query, size_t row_count)
{
    self->cells = (size_t)integ_tally_cells(tally, query);
    size_t numbers = 1;
    for (size_t i = 0; i < self->cells; i++)
        if ((size_t)integi_tally_cell_index(tally, query, (int64_t)i) >= numbers)
            numbers = (size_t)integi_tally_cell_index(tally, query, (int64_t)i) + 1;
    self->cell_of = integi_allocate_array(self->context, numbers, sizeof *self->cell_of);
    self->numbers = self->cell_of == NULL ? 0 : numbers;
    self->starts = integi_allocate_zeroed(self->context, (self->cells + 2) * sizeof *self->starts);
    self->row_count = row_count + 1;
    self->rows = integi_allocate_array(self->context, self->row_count, sizeof *self->rows);
    for (size_t i = 0; i < self->cells && self->cell_of != NULL; i++)
        self->cell_of[integi_tally_cell_index(tally, query, (int64_t)i)] = (uint32_t)i;
    return self->cell_of != NULL && self->starts != NULL && self->rows != NULL;
}

/* A counting sort. Every row of the group is in a cell. */
static void sort_rows(sorted_rows *self, const integi_members *members, const uint64_t *words)
{
    size_t word_count = integi_bitset_words(members->rows);
    for (size_t word = 0; word < word_count; word++)
        for (uint64_t left = words[word]; left != 0; left &= left - 1)
            self->starts[self->cell_of[members->cells[word * 64 + (size_t)__builtin_ctzll(left)]] + 2]++;
    for (size_t i = 0; i < self->cells; i++)
        self->starts[i + 1] += self->starts[i];
    for (size_t word = 0; word < word_count; word++)
        for (uint64_t left = words[word]; left != 0; left &= left - 1) {
            uint32_t row = (uint32_t)(word * 64 + (size_t)__builtin_ctzll(left));
            self->rows[self->starts[self->cell_of[members->cells[row]] + 1]++] = row;
        }
}

static integ_status add_sorted(integi_collection *collection, const sorted_rows *sorted, int64_t table_rows,
                               integi_collected like, int64_t *cells, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (size_t i = 0; i < sorted->cells && status == INTEG_STATUS_OK; i++) {
        int64_t count = sorted->starts[i + 1] - sorted->starts[i];
        const uint32_t *rows = sorted->rows + sorted->starts[i];
        like.rows = (integi_rows){.rows = table_rows, .count = count};
        like.definition.cell = (int64_t)i;
        bool dense = count >= table_rows / SPARSE && table_rows > 0;
        size_t words = integi_bitset_words(table_rows);
        if (dense)
            like.rows.words = integi_allocate_zeroed(collection->context, words * sizeof *like.rows.words);
        else
            like.rows.list = integi_allocate_array(collection->context, (size_t)count + 1, sizeof *like.rows.list);
        if (like.rows.words == NULL && like.rows.list == NULL)
            return integi_out_of_memory(error);
        for (int64_t at = 0; at < count && dense; at++)
            like.rows.words[rows[at] / 64] |= UINT64_C(1) << (rows[at] % 64);
        if (!dense)
            memcpy(like.rows.list, rows, (size_t)count * sizeof *rows);
        hash_rows(&like);
        status = keep(collection, &like, &cells[i], error);
    }
    return status;
}

integ_status integi_collect_cells(integi_collection *collection, const integ_tally *tally, int64_t query,
                                  integi_part_kind kind, integi_collected like, int64_t *cells, integ_error *error)
{
    const integi_members *members = integi_tally_members(tally, query);
    integi_space space = {.snapshot = integi_tally_snapshot(tally), .table = integi_tally_table(tally, query)};
    integ_status status = find_space(collection, space, &like.space, error);
    const uint64_t *words = part_words(collection, tally, query, kind);
    if (status == INTEG_STATUS_OK && words == NULL)
        status = integi_out_of_memory(error);
    if (status != INTEG_STATUS_OK)
        return status;
    like.definition = (integi_definition){.tally = tally, .query = query, .cell = -1, .kind = kind};
    int64_t count = integi_words_of(collection->context)->count(words, integi_bitset_words(members->rows));
    sorted_rows sorted = {.context = collection->context};
    if (open_sorted(&sorted, tally, query, (size_t)count)) {
        sort_rows(&sorted, members, words);
        status = add_sorted(collection, &sorted, members->rows, like, cells, error);
    } else {
        status = integi_out_of_memory(error);
    }
    free_sorted(&sorted);
    return status;
}

integ_status integi_collect_share(integi_collection *collection, int64_t part, int64_t whole, integ_error *error)
{
    void *shares = collection->shares;
    if (!integi_grow(collection->context, &shares, &collection->share_capacity, collection->share_count,
                     sizeof *collection->shares))
        return integi_out_of_memory(error);
    collection->shares = shares;
    collection->shares[collection->share_count++] = (integi_share){part, whole};
    return INTEG_STATUS_OK;
}
