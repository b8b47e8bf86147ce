/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* A sum of how many contracts each of some citizens has is the number of those contracts, however it is written. So it
 * is a cell of the contracts too, which is protected with all others. */
#include "base/message.h"
#include "expression/node.h"
#include "register/schema.h"
#include "release/collected.h"
#include "tally/plan.h"

#include <string.h>
#include <strings.h>

/* ---- rows that a measure counts ---- */

/* Counts which rows of a table a filter is true for. A measure that was counted has one that can be. */
static integ_status ask(const integi_sum *sum, const char *table, const integ_expression *filter, integ_tally **tally,
                        int64_t *query, integ_error *error)
{
    const integ_plan *asked = integi_tally_plan(sum->tally);
    integ_plan *plan = NULL;
    integ_status status = integ_plan_new(asked->owner, asked->groups, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, table, filter, NULL, NULL, query, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, integi_tally_snapshot(sum->tally), tally, error);
    integ_plan_free(plan);
    return status;
}

static integ_status keep_rows(integi_collection *collection, const integi_sum *sum, const char *table,
                              const integ_expression *filter, integ_error *error)
{
    integi_filtered_rows *kept = &collection->filtered;
    integ_tally *tally = NULL;
    int64_t query;
    integ_status status = ask(sum, table, filter, &tally, &query, error);
    if (status != INTEG_STATUS_OK)
        return status;
    kept->rows = integi_tally_snapshot(sum->tally)->tables[kept->table].rows;
    kept->words = integi_allocate_zeroed(collection->context, (integi_bitset_words(kept->rows) + 1) * sizeof(uint64_t));
    if (kept->words != NULL)
        integi_part_of_members(tally, query, INTEGI_PART_TRUE, kept->words);
    else
        status = integi_out_of_memory(error);
    integ_tally_free(tally);
    return status;
}

/* The filter of rows('table', filter), where a name may stand without quotes. */
static const integi_node *find_filter(const integ_expression *measure)
{
    const integi_node *root = integi_expression_root(measure);
    bool counts = root->kind == INTEGI_NODE_FUNCTION && root->child_count == 2 && strcasecmp(root->text, "rows") == 0;
    int32_t named = counts ? (int32_t)root->children[0]->kind : -1;
    return named == INTEGI_NODE_TEXT || named == INTEGI_NODE_PROPERTY ? root->children[1] : NULL;
}

static integ_status keep_filtered(integi_collection *collection, const integi_sum *sum, const integ_expression *measure,
                                  integ_error *error)
{
    const integ_register *reg = integi_tally_plan(sum->tally)->owner;
    const integi_node *node = find_filter(measure);
    integ_expression *filter;
    size_t length;
    if (node == NULL)
        return INTEG_STATUS_OK;
    const char *table = integi_expression_root(measure)->children[0]->text;
    const char *text = integi_expression_source_text(measure, node, &length);
    collection->filtered.table = integi_register_find_table(reg, table);
    if (collection->filtered.table < 0)
        return INTEG_STATUS_OK;
    integ_status status = integ_expression_parse(collection->context, text, length, NULL, &filter, error);
    if (status == INTEG_STATUS_OK)
        status = keep_rows(collection, sum, table, filter, error);
    integ_expression_free(filter);
    return status;
}

void integi_forget_filtered_rows(integi_collection *collection)
{
    integi_filtered_rows *kept = &collection->filtered;
    if (kept->words != NULL)
        integi_release_wiped(collection->context, kept->words,
                             (integi_bitset_words(kept->rows) + 1) * sizeof *kept->words);
    *kept = (integi_filtered_rows){.table = -1};
}

/* Those of a query are kept until another one is asked about: its breakdown has many sums. */
static integ_status find_filtered(integi_collection *collection, const integi_sum *sum, integ_error *error)
{
    const char *text = integi_tally_plan(sum->tally)->queries[sum->query].measure;
    integ_expression *measure;
    if (collection->filtered.tally == sum->tally && collection->filtered.query == sum->query)
        return INTEG_STATUS_OK;
    integi_forget_filtered_rows(collection);
    integ_status status = integ_expression_parse(collection->context, text, strlen(text), NULL, &measure, error);
    if (status == INTEG_STATUS_OK)
        status = keep_filtered(collection, sum, measure, error);
    integ_expression_free(measure);
    collection->filtered.tally = status == INTEG_STATUS_OK ? sum->tally : NULL;
    collection->filtered.query = sum->query;
    return status;
}

/* ---- whether a sum is their number ---- */

typedef struct counting {
    const integi_sum *sum;
    int64_t table;
    const integi_linked_rows *linked; /* of the table */
    const uint64_t *filter;           /* NULL: all of its rows */
} counting;

static bool is_counted(const counting *self, int64_t row)
{
    return self->filter == NULL || (self->filter[row / 64] >> (row % 64) & 1) != 0;
}

/* Counts the rows of an owner; adds them to `words`, which may be NULL. */
static int64_t count_rows(const counting *self, int64_t owner, uint64_t *words)
{
    int64_t place, end, count = 0;
    if (!integi_linked_places(self->linked, owner, &place, &end))
        return 0;
    for (; place < end; place++) {
        int64_t row = integi_linked_row(self->linked, place);
        if (!is_counted(self, row))
            continue;
        count++;
        if (words != NULL)
            words[row / 64] |= UINT64_C(1) << (row % 64);
    }
    return count;
}

/* Whether everybody in a sum has as much as rows, and somebody has any. */
static bool is_number_of_rows(const counting *self)
{
    const integi_sum *sum = self->sum;
    const integi_query *query = &integi_tally_plan(sum->tally)->queries[sum->query];
    const int64_t *amounts = integi_tally_amounts(sum->tally, sum->query);
    int64_t unit = integi_power_of_ten(query->measure_decimals);
    bool any = false;
    if (self->linked->has == NULL || query->measure_type == INTEG_TYPE_NUMBER)
        return false;
    INTEGI_EACH_ROW(&sum->rows, row) {
        if (amounts[row] != unit * count_rows(self, row, NULL))
            return false;
        any = any || amounts[row] != 0;
    }
    return any;
}

static integ_status collect_rows(integi_collection *collection, const counting *counted, integi_sum *sum,
                                 integ_error *error)
{
    const integ_snapshot *snapshot = integi_tally_snapshot(sum->tally);
    int64_t rows = snapshot->tables[counted->table].rows;
    size_t room = integi_bitset_words(rows) + 1;
    uint64_t *words = integi_allocate_zeroed(collection->context, room * sizeof *words);
    if (words == NULL)
        return integi_out_of_memory(error);
    INTEGI_EACH_ROW(&sum->rows, owner)
        count_rows(counted, owner, words);
    integi_collected like = {.rank = collection->cells[sum->cell].rank,
                             .standing = sum->is_said ? INTEG_STANDING_PUBLISHED : INTEG_STANDING_OPEN};
    integ_status status =
        integi_collect_words(collection, snapshot, counted->table, words, rows, like, &sum->counted, error);
    integi_release_wiped(collection->context, words, room * sizeof *words);
    return status;
}

integ_status integi_collect_rows_of_sum(integi_collection *collection, integi_sum *sum, integ_error *error)
{
    const integ_snapshot *snapshot = integi_tally_snapshot(sum->tally);
    int64_t own = integi_tally_table(sum->tally, sum->query), count = integi_register_table_count(snapshot->owner);
    integ_status status = find_filtered(collection, sum, error);
    for (int64_t table = 0; table < count && status == INTEG_STATUS_OK && sum->counted < 0; table++) {
        const char *linked_to = integi_register_table(snapshot->owner, table)->link_table;
        if (linked_to == NULL || integi_register_find_table(snapshot->owner, linked_to) != own)
            continue;
        counting counted = {.sum = sum, .table = table, .linked = &snapshot->tables[table].linked};
        if (table == collection->filtered.table && collection->filtered.words != NULL)
            counted.filter = collection->filtered.words;
        if (is_number_of_rows(&counted))
            status = collect_rows(collection, &counted, sum, error);
    }
    return status;
}
