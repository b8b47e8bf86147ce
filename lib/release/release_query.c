/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Counts whose rows a release knows: those of queries. */
#include "base/message.h"
#include "release/messages.h"
#include "release/state.h"

integ_status integi_release_check_query(const integ_release *release, const integ_tally *tally, int64_t query,
                                        int64_t cell, int32_t what, integ_error *error)
{
    if (tally == NULL)
        return integi_invalid_argument(error, "tally");
    integ_status status = integi_release_check_open(release, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (what < INTEG_ROWS_ALL || what > INTEG_ROWS_TRUE)
        return integi_invalid_argument(error, "what");
    if (integi_tally_cell(tally, query, cell) == NULL)
        return integi_invalid_argument(error, query < 0 || integ_tally_cells(tally, query) == 0 ? "query" : "cell");
    return release->rule == NULL || integi_tally_members(tally, query) != NULL
               ? INTEG_STATUS_OK
               : INTEGI_FAIL(error, NULL, &integi_message_release_members);
}

static bool grow_asked(integ_release *release)
{
    void *asked = release->asked;
    bool grown = integi_grow(release->context, &asked, &release->asked_capacity, release->asked_count,
                             sizeof *release->asked);
    release->asked = asked;
    return grown;
}

/* The cells of a query that were collected when it was asked about first. */
integ_status integi_release_ask(integ_release *release, const integ_tally *tally, int64_t query,
                                integi_part_kind kind, integi_asked **out, integ_error *error)
{
    for (size_t i = 0; i < release->asked_count; i++)
        if (release->asked[i].tally == tally && release->asked[i].query == query && release->asked[i].kind == kind) {
            *out = &release->asked[i];
            return INTEG_STATUS_OK;
        }
    integi_asked added = {.tally = tally, .query = query, .kind = kind};
    added.room = (size_t)integ_tally_cells(tally, query) + 1;
    added.cells = integi_allocate_zeroed(release->context, added.room * sizeof *added.cells);
    if (added.cells == NULL || !grow_asked(release)) {
        integi_release(release->context, added.cells, added.cells == NULL ? 0 : added.room * sizeof *added.cells);
        return integi_out_of_memory(error);
    }
    release->asked[release->asked_count++] = added;
    *out = &release->asked[release->asked_count - 1];
    integi_collected like = {.rank = kind == INTEGI_PART_UNKNOWN, .standing = INTEG_STANDING_DERIVED};
    if (integi_tally_members(tally, query)->cells != NULL)
        return integi_collect_cells(&release->collection, tally, query, kind, like, added.cells, error);
    return integi_collect_part(&release->collection, tally, query, kind, like, added.cells, error);
}

static int64_t count_of(const integi_cell *cell, int32_t what)
{
    switch (what) {
    case INTEG_ROWS_ALL:
        return cell->rows;
    case INTEG_ROWS_KNOWN:
        return cell->known;
    case INTEG_ROWS_UNKNOWN:
        return cell->rows - cell->known;
    default:
        return cell->truth;
    }
}

static integ_status add_query(integ_release *release, const integ_tally *tally, int64_t query, int64_t cell,
                              int32_t what, int64_t *figure, integ_error *error)
{
    static const integi_part_kind kinds[] = {[INTEG_ROWS_ALL] = INTEGI_PART_GROUP,
                                             [INTEG_ROWS_KNOWN] = INTEGI_PART_KNOWN,
                                             [INTEG_ROWS_UNKNOWN] = INTEGI_PART_UNKNOWN,
                                             [INTEG_ROWS_TRUE] = INTEGI_PART_TRUE};
    if (figure == NULL)
        return integi_invalid_argument(error, "figure");
    *figure = 0;
    integ_status status = integi_release_check_query(release, tally, query, cell, what, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_item added = {
        .is_count = true, .count = count_of(integi_tally_cell(tally, query, cell), what), .part_of = -1, .cell = -1};
    if (release->rule != NULL) {
        integi_asked *asked;
        status = integi_release_ask(release, tally, query, kinds[what], &asked, error);
        if (status != INTEG_STATUS_OK)
            return status;
        added.cell = asked->cells[cell];
        added.asked = (size_t)(asked - release->asked) + 1;
        integi_collect_standing(&release->collection.cells[added.cell], INTEG_STANDING_OPEN);
    }
    return integi_release_add_item(release, &added, figure, error);
}

integ_status integ_release_add_query(integ_release *release, const integ_tally *tally, int64_t query, int64_t cell,
                                     int32_t what, int64_t *figure, integ_error *error)
{
    return integi_release_added(release, add_query(release, tally, query, cell, what, figure, error));
}

static bool is_within(const integi_collection *collection, int64_t part, int64_t whole)
{
    const integi_collected *inner = &collection->cells[part], *outer = &collection->cells[whole];
    return inner->space == outer->space && integi_rows_within(&inner->rows, &outer->rows);
}

static bool is_cell(const integ_release *release, int64_t figure)
{
    return figure >= 0 && figure < (int64_t)release->count && release->items[figure].is_count &&
           (release->rule == NULL || release->items[figure].cell >= 0);
}

static integ_status add_share(integ_release *release, int64_t part, int64_t whole, integ_error *error)
{
    integ_status status = integi_release_check_open(release, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!is_cell(release, part) || !is_cell(release, whole))
        return integi_invalid_argument(error, is_cell(release, part) ? "whole" : "part");
    if (release->rule == NULL)
        return INTEG_STATUS_OK;
    int64_t inner = release->items[part].cell, outer = release->items[whole].cell;
    if (!is_within(&release->collection, inner, outer))
        return INTEGI_FAIL(error, NULL, &integi_message_release_part,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, part),
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, whole));
    return integi_collect_share(&release->collection, inner, outer, error);
}

integ_status integ_release_add_share(integ_release *release, int64_t part, int64_t whole, integ_error *error)
{
    return integi_release_added(release, add_share(release, part, whole, error));
}
