/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_COLLECTED_H
#define INTEGI_RELEASE_COLLECTED_H

/* Everything that a release says somebody is counted in: sets of rows of a snapshot's tables, each once however many
 * figures are made of it. Two that are the same only by chance are two cells: somebody might be in one of them
 * alone. */

#include "base/arena.h"
#include "base/words.h"
#include "disclosure/stint.h"
#include "integration/disclosure.h"
#include "release/definition.h"
#include "release/terms.h"
#include "tally/members.h"
#include "tally/tally.h"

/* Rows of one table in one snapshot. */
typedef struct integi_space {
    const integ_snapshot *snapshot;
    int64_t table;
    bool joined;    /* something is said of people in several snapshots, so that all of them are one table */
    int64_t people; /* of that one table, whose rows are people; 0: rows are rows */
    const struct integi_joined_rows *joined_rows; /* of that one table: who every row of the snapshots is; or NULL */
} integi_space;

/* Rising rows, or a bit for each row where that takes less. */
typedef struct integi_rows {
    uint32_t *list;
    uint64_t *words;
    int64_t count;
    int64_t rows; /* of the table */
} integi_rows;

typedef struct integi_collected {
    integi_definition definition;
    int64_t space;
    integi_rows rows;
    int64_t terms;     /* the list of what is true of whoever is in it */
    int64_t rank;      /* lower is more wanted */
    int32_t standing;  /* INTEG_STANDING_ */
    int64_t least, below; /* what a listing says of its count, as in integi_wish */
    bool is_labelled; /* that there is somebody is told by a label of this release, and by nothing before */
    uint64_t hash[2];  /* of the rows */
} integi_collected;

/* One cell is a part of another, and a share is made of them. */
typedef struct integi_share {
    int64_t part, whole;
} integi_share;

/* A sum of amounts that is said of a cell, which holds those whose amounts it is made of. */
typedef struct integi_sum {
    const integ_tally *tally; /* which keeps the amounts */
    int64_t query;
    int64_t part; /* of the query's breakdown; 0 for the whole */
    int64_t cell;
    integi_rows rows; /* of the snapshot; the cell's, which keeps them */
    struct integi_holders *holders; /* whose they are; NULL: rows are people */
    int64_t counted; /* the cell of rows of a linked table of which this is the number; -1 */
    bool is_said; /* by an earlier release, maybe */
    bool was_hidden; /* by one, though not its count */
    bool is_of_all;  /* few people have the same, all of them */
    bool is_for_all; /* hidden for the sake of such a sum: who knows what these have may have it */
    bool is_hidden; /* though its cell may be shown */
    bool hides_limits; /* which would tell of counts */
} integi_sum;

/* The rows of another table that a measure counts by a filter. */
typedef struct integi_filtered_rows {
    const integ_tally *tally; /* of the measure; NULL: none was asked about */
    int64_t query;
    int64_t table;   /* -1: it counts none */
    uint64_t *words; /* NULL: likewise */
    int64_t rows;    /* of the table */
} integi_filtered_rows;

typedef struct integi_collection {
    integ_context *context;
    const integ_disclosure *rule; /* NULL: nothing is hidden */
    integi_space *spaces;
    size_t space_count, space_capacity;
    integi_collected *cells;
    size_t cell_count, cell_capacity;
    integi_share *shares;
    size_t share_count, share_capacity;
    integi_sum *sums;
    size_t sum_count, sum_capacity;
    struct integi_holders **holders; /* of the linked tables that sums are of */
    size_t holder_count, holder_capacity;
    integi_filtered_rows filtered; /* of the query whose sums were collected last */
    integi_terms terms; /* of all definitions of the cells */
    int64_t *places; /* a hash table of cells; -1: empty */
    size_t place_count;
    uint64_t *scratch;
    size_t scratch_words;
    int64_t space_steps;     /* of the search in one space; beyond them what is wanted least is hidden */
    int64_t matrix_entries;  /* numbers of 4 bytes that it keeps; likewise */
    int64_t further_entries; /* items of cells times cells for the slower search; likewise */
    int64_t possible_steps;  /* of looking for people who might be in the cells of one space; beyond them it fails */
    int64_t across_steps;    /* of looking at what is shown of all snapshots; likewise */
    int64_t across_entries;  /* numbers of 4 bytes that this keeps; likewise */
} integi_collection;

void integi_collection_init(integi_collection *collection, integ_context *context);
void integi_collection_free(integi_collection *collection); /* wipes */

/* Adds rows as a cell, or finds the cell that has the same. `words` need not be kept. */
integ_status integi_collect_words(integi_collection *collection, const integ_snapshot *snapshot, int64_t table,
                                  const uint64_t *words, int64_t rows, integi_collected like, int64_t *cell,
                                  integ_error *error);
/* population.c: adds all rows of a table that has some. */
integ_status integi_collect_everybody(integi_collection *collection, const integ_snapshot *snapshot, int64_t table,
                                      int32_t standing, integ_error *error);
/* The rows of a query of a tally that keeps its members. `like` says all but rows, space and definition. */
integ_status integi_collect_part(integi_collection *collection, const integ_tally *tally, int64_t query,
                                 integi_part_kind kind, integi_collected like, int64_t *cell, integ_error *error);
/* The rows themselves; `out` has room for all of the table. */
void integi_part_of_members(const integ_tally *tally, int64_t query, integi_part_kind kind, uint64_t *out);
/* The same for every cell of its breakdown: as many as integ_tally_cells says. */
integ_status integi_collect_cells(integi_collection *collection, const integ_tally *tally, int64_t query,
                                  integi_part_kind kind, integi_collected like, int64_t *cells, integ_error *error);
/* Whether somebody has it from an earlier release; of how many there are at all, everybody has it. */
bool integi_was_published(const integi_collected *cell);
void integi_collect_standing(integi_collected *cell, int32_t standing); /* unless it has a stronger one */
/* That cells of fewer people than a limit are not listed tells of each of them which it is. */
void integi_collect_listed(integi_collection *collection, int64_t cell, int64_t limit);
integ_status integi_collect_share(integi_collection *collection, int64_t part, int64_t whole, integ_error *error);

/* sums.c: makes a cell secret whose sum few make up most of, and remembers others for what is left of one without
 * another. Rows and holders are filled in. *place: which sum it is; -1: the tally keeps no amounts of it, and it is
 * passed over. */
integ_status integi_collect_sum(integi_collection *collection, integi_sum sum, int64_t *place, integ_error *error);
/* sum_rows.c: where a sum is the number of rows of a linked table, makes these a cell. */
integ_status integi_collect_rows_of_sum(integi_collection *collection, integi_sum *sum, integ_error *error);
void integi_forget_filtered_rows(integi_collection *collection);

/* join.c: who the rows of a snapshot are among the people of a joined space; NULL: rows are people. */
const uint32_t *integi_space_people(const integi_space *space, const integ_snapshot *snapshot);
/* The rows of a snapshot that are of people of a joined space, who are rising. The rows of those who are not
 * there are left as they are. */
void integi_space_rows(const integi_space *space, const integ_snapshot *snapshot, const int64_t *people, int64_t count,
                       integi_stint *stint, int64_t *rows);

/* Whether all rows of a part are in the whole, of the same table. */
bool integi_rows_within(const integi_rows *part, const integi_rows *whole);

/* Calls with each row of a cell, rising. */
#define INTEGI_EACH_ROW(rows, row)                                                                                  \
    for (int64_t at_ = 0, row; (row = integi_rows_at(rows, &at_)) >= 0; at_++)
/* The row at a place: of a list its index, of words the first row from there. -1: no more. */
static inline int64_t integi_rows_at(const integi_rows *rows, int64_t *at)
{
    if (rows->words == NULL)
        return *at < rows->count ? (int64_t)rows->list[*at] : -1;
    size_t word = (size_t)*at / 64, words = integi_bitset_words(rows->rows);
    if (word >= words)
        return -1;
    uint64_t left = rows->words[word] & ~UINT64_C(0) << (*at % 64);
    while (left == 0 && ++word < words)
        left = rows->words[word];
    if (left == 0)
        return -1;
    *at = (int64_t)word * 64 + __builtin_ctzll(left);
    return *at;
}

#endif
