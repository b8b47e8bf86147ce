/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_STATE_H
#define INTEGI_RELEASE_STATE_H

/* A release from inside. */

#include "release/analysis.h"
#include "release/release.h"

/* A count that stands by itself, or a value with its counts. */
typedef struct integi_item {
    bool is_count;
    int64_t count;
    int64_t part_of; /* -1 for none */
    bool count_hidden;
    int64_t parts, left, hidden_parts; /* of a count, while those without rows that are parts of it are looked at */
    integi_figure figure;
    int64_t cell;            /* of a count: where it is collected; -1 for none */
    size_t asked;            /* of a count of a query: 1 + which question that was; 0 for none */
    integi_parts own, other; /* of a value */
} integi_item;

/* A query that figures were asked of, with the cells that were collected for it. */
typedef struct integi_asked {
    const integ_tally *tally;
    int64_t query;
    integi_part_kind kind;
    int64_t *cells;
    size_t room;
    int64_t listed_from; /* only cells with so many rows are named; 0: nothing is said of which are */
    bool is_withheld;    /* that would tell of few: none is named */
} integi_asked;

struct integ_release {
    integ_context *context;
    integ_disclosure *rule; /* NULL: hides nothing */
    integi_item *items;
    size_t count, capacity;
    integi_collection collection;
    bool *shown;  /* of each collected cell */
    int8_t *said; /* likewise */
    bool *implied; /* likewise: it follows from what is printed; NULL where that is not asked */
    integ_tally **tallies;
    size_t tally_count, tally_capacity;
    integi_asked *asked;
    size_t asked_count, asked_capacity;
    integi_analysis **analyses;
    size_t analysis_count, analysis_capacity;
    integ_ledger *ledger; /* NULL: nothing is remembered; not owned, and neither is the register */
    const integ_register *reg;
    int64_t remembered; /* how many releases the ledger remembered when this one was protected beside them */
    integi_summary summary;
    int64_t *rounded;     /* of each collected cell the count that may be shown, while figures are made of them; NULL */
    size_t rounded_count; /* with room for one more */
    bool decided;
    bool failed; /* in adding or protecting: nothing comes out of it any more */
};

/* usable.c: whether figures can be added, or what was decided can be read; else why not. `release` may be NULL. */
integ_status integi_release_check_open(const integ_release *release, integ_error *error);
integ_status integi_release_check_decided(const integ_release *release, integ_error *error);
/* Whoever overlooks that something could not be added is not to publish the rest without it. Returns the status. */
integ_status integi_release_added(integ_release *release, integ_status status);

/* Adds a figure. */
integ_status integi_release_add_item(integ_release *release, const integi_item *added, int64_t *figure,
                                     integ_error *error);

/* release_query.c: whether a count of a query can be asked for. */
integ_status integi_release_check_query(const integ_release *release, const integ_tally *tally, int64_t query,
                                        int64_t cell, int32_t what, integ_error *error);
/* The cells of a query that are collected when it is asked about first; valid until the next is asked about. */
integ_status integi_release_ask(integ_release *release, const integ_tally *tally, int64_t query,
                                integi_part_kind kind, integi_asked **out, integ_error *error);

/* Decides which sums are hidden though their counts are shown, as those of `shown` cells are. */
integ_status integi_release_withhold_sums(integ_release *release, const bool *shown, integ_error *error);

/* rounded.c: whether small counts are rounded, and not hidden. */
bool integi_release_rounds(const integ_release *release);
/* Rounds all cells; and forgets that again. */
integ_status integi_release_round(integ_release *release, integ_error *error);
void integi_release_forget_rounded(integ_release *release);
/* Makes a figure of rounded counts. False: it has no cells, and stays as it is. */
bool integi_release_show_rounded(const integ_release *release, integi_item *item);

/* show.c: finds what follows from what is printed by what figures mean, which need not be hidden. */
integ_status integi_release_imply(integ_release *release, integ_error *error);
/* Takes the limits of a sum or mean away where they would tell of few. */
void integi_release_withhold_limits(const integ_release *release, integi_item *item);
/* Leaves of all figures what is shown, and notes what is said with that. */
void integi_release_show(integ_release *release);

/* counted_parts.c: hides further counts without rows where what is left of a whole would tell of few. */
void integi_release_hide_counted_parts(integ_release *release);

/* population.c: everybody knows how many rows the main table of each snapshot has of which something is said, or of
 * whose rows in other tables. Where people are followed over several, that is decided on as other figures are: with all
 * of them, it would tell who came and went. */
integ_status integi_release_add_populations(integ_release *release, integ_error *error);

/* listing.c: decides what may be shown, and whether breakdowns may say which cells are few. */
integ_status integi_release_decide_listings(integ_release *release, integ_error *error);

#endif
