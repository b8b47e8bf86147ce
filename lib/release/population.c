/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* How many people there are is known to everybody, whether it is printed or not. */
#include "base/message.h"
#include "integration/register/counts.h"
#include "register/schema.h"
#include "release/atoms.h"
#include "release/ranks.h"
#include "release/state.h"

#include <string.h>

integ_status integi_collect_everybody(integi_collection *collection, const integ_snapshot *snapshot, int64_t table,
                                      int32_t standing, integ_error *error)
{
    int64_t rows = snapshot->tables[table].rows, cell;
    size_t words = integi_bitset_words(rows);
    uint64_t *all = integi_allocate(collection->context, words * sizeof *all);
    if (all == NULL)
        return integi_out_of_memory(error);
    memset(all, 0xFF, words * sizeof *all);
    all[words - 1] = integi_bitset_last_mask(rows);
    integi_collected everybody = {.rank = INTEGI_RANK_EVERYBODY, .standing = standing};
    integ_status status = integi_collect_words(collection, snapshot, table, all, rows, everybody, &cell, error);
    integi_release(collection->context, all, words * sizeof *all);
    return status;
}

/* It is decided later what is known of it. */
static integ_status add_rows(integi_collection *collection, const integ_snapshot *snapshot, int64_t table,
                             integ_error *error)
{
    int64_t people = integ_snapshot_people_unprotected(snapshot, table, -1, 1);
    if (people == 0 || integ_disclosure_hides_count(collection->rule, people))
        return INTEG_STATUS_OK;
    return integi_collect_everybody(collection, snapshot, table, INTEG_STANDING_DERIVED, error);
}

static integ_status add_population(integ_release *release, const integ_tally *tally, int64_t query, integ_error *error)
{
    integ_status status = integi_release_check_query(release, tally, query, 0, INTEG_ROWS_ALL, error);
    if (status != INTEG_STATUS_OK || release->rule == NULL)
        return status;
    return add_rows(&release->collection, integi_tally_snapshot(tally), integi_tally_table(tally, query), error);
}

integ_status integ_release_add_population(integ_release *release, const integ_tally *tally, int64_t query,
                                          integ_error *error)
{
    return integi_release_added(release, add_population(release, tally, query, error));
}

/* Whether something is said of people of a table in several snapshots. */
static bool is_joined(const integi_collection *collection, int64_t table)
{
    for (size_t i = 0; i < collection->space_count; i++)
        if (collection->spaces[i].joined && collection->spaces[i].table == table)
            return true;
    return false;
}

integ_status integi_release_add_populations(integ_release *release, integ_error *error)
{
    integi_collection *collection = &release->collection;
    integ_status status = INTEG_STATUS_OK;
    size_t spaces = is_joined(collection, 0) ? 0 : collection->space_count;
    for (size_t i = 0; i < spaces && status == INTEG_STATUS_OK; i++)
        if (integi_owner_table(&collection->spaces[i]) == 0)
            status = add_rows(collection, collection->spaces[i].snapshot, 0, error);
    for (size_t i = 0; i < collection->cell_count; i++) {
        integi_collected *cell = &collection->cells[i];
        bool joined = is_joined(collection, collection->spaces[cell->space].table);
        if (cell->rank == INTEGI_RANK_EVERYBODY)
            integi_collect_standing(cell, joined ? INTEG_STANDING_OPEN : INTEG_STANDING_PUBLISHED);
    }
    return status;
}
