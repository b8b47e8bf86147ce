/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_OWNERS_H
#define INTEGI_RELEASE_OWNERS_H

/* Who is behind rows: people are the owners of rows of a table that is linked to another one, and else the rows
 * themselves. Wherever the rule asks whether there are few, it is asked of people. */

#include "release/collected.h"

/* How many people are behind a cell, up to a limit. */
int64_t integi_cell_people(const integi_collection *collection, const integi_collected *cell, int64_t limit);
/* Whether the rule hides a cell for its people: they, or its rows, are few. */
bool integi_hides_people(const integ_disclosure *rule, const integi_collection *collection,
                         const integi_collected *cell);
/* How many people are behind rows that are no cell, up to a limit; and whether the rule hides them. */
int64_t integi_people_of_words(const integ_snapshot *snapshot, int64_t table, const uint64_t *words, int64_t rows,
                               int64_t limit);
bool integi_hides_words(const integ_disclosure *rule, const integ_snapshot *snapshot, int64_t table,
                        const uint64_t *words, int64_t rows);
/* Whether the rows of a cell are other people's, so that many rows may be few people. */
bool integi_is_owned(const integi_collection *collection, const integi_collected *cell);

/* The owners of each atom's rows, as far as they matter. */
typedef struct integi_owners {
    int64_t *starts;   /* of each atom where its owners begin, and the end; NULL: no table is linked */
    int64_t *counts;   /* of each atom how many there are; 0: its rows are people */
    uint32_t *numbers; /* rooms for as many as the atom has rows, and no more than matter */
    int64_t atoms;
    int64_t few;       /* people are few up to so many */
    int64_t limit;     /* from here on it does not matter how many there are */
    int64_t most_rows; /* that so many people have */
} integi_owners;

#endif
