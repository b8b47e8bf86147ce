/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* A sum of how many contracts each of some citizens has is the number of those contracts, however it is written. So it
 * is a cell of the contracts too, which is protected with all others. */
#include "base/message.h"
#include "release/collected.h"
#include "register/schema.h"
#include "tally/plan.h"

static int64_t rows_of_owner(const integi_linked_rows *linked, int64_t owner)
{
    size_t word = (size_t)owner / 64;
    uint64_t bit = UINT64_C(1) << (owner % 64);
    if (linked->has == NULL || (linked->has[word] & bit) == 0)
        return 0;
    int64_t at = (int64_t)linked->before[word] + __builtin_popcountll(linked->has[word] & (bit - 1));
    return (int64_t)linked->firsts[at + 1] - (int64_t)linked->firsts[at];
}

/* Whether everybody in a sum has as much as rows, and somebody has any. */
static bool is_number_of_rows(const integi_sum *sum, const integi_linked_rows *linked)
{
    const integi_query *query = &integi_tally_plan(sum->tally)->queries[sum->query];
    const int64_t *amounts = integi_tally_amounts(sum->tally, sum->query);
    int64_t unit = integi_power_of_ten(query->measure_decimals);
    bool any = false;
    if (linked->has == NULL || query->measure_type == INTEG_TYPE_NUMBER)
        return false;
    INTEGI_EACH_ROW(&sum->rows, row) {
        if (amounts[row] != unit * rows_of_owner(linked, row))
            return false;
        any = any || amounts[row] != 0;
    }
    return any;
}

static void take_rows(const integi_sum *sum, const integi_linked_rows *linked, uint64_t *words)
{
    int64_t place = 0;
    INTEGI_EACH_ROW(&sum->rows, owner) {
        size_t word = (size_t)owner / 64;
        uint64_t bit = UINT64_C(1) << (owner % 64);
        if ((linked->has[word] & bit) == 0)
            continue;
        int64_t at = (int64_t)linked->before[word] + __builtin_popcountll(linked->has[word] & (bit - 1));
        for (place = linked->firsts[at]; place < linked->firsts[at + 1]; place++) {
            int64_t row = integi_linked_row(linked, place);
            words[row / 64] |= UINT64_C(1) << (row % 64);
        }
    }
}

static integ_status collect_rows(integi_collection *collection, integi_sum *sum, int64_t table, integ_error *error)
{
    const integ_snapshot *snapshot = integi_tally_snapshot(sum->tally);
    int64_t rows = snapshot->tables[table].rows;
    size_t room = integi_bitset_words(rows) + 1;
    uint64_t *words = integi_allocate_zeroed(collection->context, room * sizeof *words);
    if (words == NULL)
        return integi_out_of_memory(error);
    take_rows(sum, &snapshot->tables[table].linked, words);
    integi_collected like = {.rank = collection->cells[sum->cell].rank,
                             .standing = sum->is_said ? INTEG_STANDING_PUBLISHED : INTEG_STANDING_OPEN};
    integ_status status = integi_collect_words(collection, snapshot, table, words, rows, like, &sum->counted, error);
    integi_release_wiped(collection->context, words, room * sizeof *words);
    return status;
}

integ_status integi_collect_rows_of_sum(integi_collection *collection, integi_sum *sum, integ_error *error)
{
    const integ_snapshot *snapshot = integi_tally_snapshot(sum->tally);
    int64_t own = integi_tally_table(sum->tally, sum->query), count = integi_register_table_count(snapshot->owner);
    for (int64_t table = 0; table < count; table++) {
        const char *linked_to = integi_register_table(snapshot->owner, table)->link_table;
        if (linked_to != NULL && integi_register_find_table(snapshot->owner, linked_to) == own &&
            is_number_of_rows(sum, &snapshot->tables[table].linked))
            return collect_rows(collection, sum, table, error);
    }
    return INTEG_STATUS_OK;
}
