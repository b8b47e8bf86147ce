/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Breakdowns that name only cells of many rows. Which cells are named tells of all of them whether they are few, so
 * that is known when other counts are looked for. Where it tells too much with what was published before, none is
 * named. */
#include "base/message.h"
#include "release/messages.h"
#include "release/owners.h"
#include "release/state.h"
#include "tally/plan.h"

/* ---- asking ---- */

static integ_status add_listing(integ_release *release, const integ_tally *tally, int64_t query, integ_error *error)
{
    integi_asked *asked;
    integ_status status = integi_release_check_query(release, tally, query, 0, INTEG_ROWS_ALL, error);
    if (status != INTEG_STATUS_OK || release->rule == NULL)
        return status;
    if (integi_tally_members(tally, query)->cells == NULL)
        return integi_invalid_argument(error, "query");
    if (integi_release_rounds(release))
        return INTEGI_FAIL(error, NULL, &integi_message_release_round_listing);
    status = integi_release_ask(release, tally, query, INTEGI_PART_GROUP, &asked, error);
    if (status == INTEG_STATUS_OK)
        asked->listed_from = integ_disclosure_threshold(release->rule);
    return status;
}

integ_status integ_release_add_listing(integ_release *release, const integ_tally *tally, int64_t query,
                                       integ_error *error)
{
    return integi_release_added(release, add_listing(release, tally, query, error));
}

static const integi_asked *find_listing(const integ_release *release, const integ_tally *tally, int64_t query)
{
    for (size_t i = 0; i < release->asked_count; i++) {
        const integi_asked *asked = &release->asked[i];
        if (asked->tally == tally && asked->query == query && asked->listed_from > 0)
            return asked;
    }
    return NULL;
}

int32_t integ_release_names_cell(const integ_release *release, const integ_tally *tally, int64_t query, int64_t cell)
{
    if (release == NULL || release->failed || tally == NULL || integi_tally_cell(tally, query, cell) == NULL)
        return 0;
    if (release->rule == NULL)
        return 1;
    const integi_asked *asked = find_listing(release, tally, query);
    if (asked == NULL || asked->is_withheld)
        return 0;
    const integi_collection *collection = &release->collection;
    return integi_cell_people(collection, &collection->cells[asked->cells[cell]], asked->listed_from) >=
           asked->listed_from;
}

int32_t integ_release_is_listed(const integ_release *release, const integ_tally *tally, int64_t query)
{
    if (release == NULL || !release->decided || release->failed)
        return 0;
    if (release->rule == NULL)
        return 1;
    const integi_asked *asked = find_listing(release, tally, query);
    return asked != NULL && !asked->is_withheld;
}

/* ---- deciding ---- */

/* Of each cell what is decided on it from outside. */
typedef struct integi_outset {
    int32_t standing;
    int64_t least, below;
} integi_outset;

static void keep_outset(const integi_collection *collection, integi_outset *outset)
{
    for (size_t i = 0; i < collection->cell_count; i++)
        outset[i] = (integi_outset){collection->cells[i].standing, collection->cells[i].least,
                                    collection->cells[i].below};
}

static void return_to_outset(integi_collection *collection, const integi_outset *outset)
{
    for (size_t i = 0; i < collection->cell_count; i++) {
        collection->cells[i].standing = outset[i].standing;
        collection->cells[i].least = outset[i].least;
        collection->cells[i].below = outset[i].below;
    }
}

static void list_cells(integ_release *release)
{
    for (size_t i = 0; i < release->asked_count; i++) {
        const integi_asked *asked = &release->asked[i];
        for (int64_t cell = 0; asked->listed_from > 0 && cell < integ_tally_cells(asked->tally, asked->query); cell++)
            integi_collect_listed(&release->collection, asked->cells[cell], asked->listed_from);
    }
}

/* Nothing is said of any cell of breakdowns that were to be listed, not even that somebody is in it. */
static void withhold(integ_release *release, bool withheld)
{
    for (size_t i = 0; i < release->asked_count; i++) {
        integi_asked *asked = &release->asked[i];
        if (find_listing(release, asked->tally, asked->query) == NULL)
            continue;
        asked->is_withheld = withheld;
        for (int64_t cell = 0; withheld && cell < integ_tally_cells(asked->tally, asked->query); cell++) {
            integi_collected *hidden = &release->collection.cells[asked->cells[cell]];
            if (hidden->standing == INTEG_STANDING_OPEN)
                hidden->standing = INTEG_STANDING_DERIVED;
        }
    }
}

static integ_status decide(integ_release *release, integ_error *error)
{
    return integi_decide_joined(&release->collection, release->rule, release->shown, &release->summary, error);
}

/* With the listings; where that gives something away, without them, if that helps. */
static integ_status decide_listed(integ_release *release, const integi_outset *outset, integ_error *error)
{
    list_cells(release);
    integ_status status = decide(release, error);
    integi_summary listed = release->summary;
    if (status != INTEG_STATUS_OK || (listed.exposed == 0 && listed.guessed == 0))
        return status;
    return_to_outset(&release->collection, outset);
    withhold(release, true);
    status = decide(release, error);
    if (status != INTEG_STATUS_OK || listed.guessed > 0 || release->summary.exposed < listed.exposed)
        return status;
    return_to_outset(&release->collection, outset);
    withhold(release, false);
    list_cells(release);
    return decide(release, error);
}

static bool has_listing(const integ_release *release)
{
    bool any = false;
    for (size_t i = 0; i < release->asked_count; i++)
        any = any || release->asked[i].listed_from > 0;
    return any;
}

/* As though nothing of the release came out: no label is listed, and no cell is printed or hidden. */
static void keep_back(integi_collection *collection)
{
    for (size_t i = 0; i < collection->cell_count; i++) {
        integi_collected *cell = &collection->cells[i];
        cell->least = cell->is_labelled ? 0 : cell->least;
        cell->standing = cell->standing == INTEG_STANDING_OPEN ? INTEG_STANDING_DERIVED : cell->standing;
    }
}

static integ_status decide_all(integ_release *release, const integi_outset *outset, integ_error *error)
{
    return has_listing(release) ? decide_listed(release, outset, error) : decide(release, error);
}

/* What is hidden here, and what labels are listed, tells something too. Where that would give away more than what was
 * published before does alone, nothing is published. */
static integ_status decide_beside_ledger(integ_release *release, const integi_outset *outset, integ_error *error)
{
    integ_status status = decide_all(release, outset, error);
    int64_t exposed = release->summary.exposed;
    if (status != INTEG_STATUS_OK || release->ledger == NULL || exposed == 0)
        return status;
    return_to_outset(&release->collection, outset);
    keep_back(&release->collection);
    status = decide(release, error);
    if (status == INTEG_STATUS_OK && release->summary.exposed < exposed)
        return INTEGI_FAIL(error, NULL, &integi_message_release_adds,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, exposed - release->summary.exposed));
    return_to_outset(&release->collection, outset);
    return status == INTEG_STATUS_OK ? decide_all(release, outset, error) : status;
}

integ_status integi_release_decide_listings(integ_release *release, integ_error *error)
{
    size_t size = (release->collection.cell_count + 1) * sizeof(integi_outset);
    integi_outset *outset = integi_allocate(release->context, size);
    if (outset == NULL)
        return integi_out_of_memory(error);
    keep_outset(&release->collection, outset);
    integ_status status = decide_beside_ledger(release, outset, error);
    integi_release_wiped(release->context, outset, size);
    return status;
}
