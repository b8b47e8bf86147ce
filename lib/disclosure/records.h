/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_RECORDS_H
#define INTEGI_DISCLOSURE_RECORDS_H

/* Other counts that were found, as what is different in them, and what they prove: the least and the largest value of
 * every cell. */

#include "disclosure/alternative.h"

typedef struct integi_record {
    int64_t least;
    int64_t most;
    int64_t least_from; /* the counts that have it; -1 when it is the true value */
    int64_t most_from;
} integi_record;

/* That counts have another value in a cell, or prove something of it. */
typedef struct integi_mention {
    int64_t number; /* of the counts, or of the cell */
    int64_t next;   /* -1 at the end */
} integi_mention;

typedef struct integi_records {
    integi_arena arena;
    integ_context *context;
    const integi_alternative *world;
    integi_record *cells;
    integi_lists others; /* atom and change by turns */
    int64_t *changed_by; /* of every cell: the newest mention of counts that change it */
    int64_t *changed_in; /* the newest counts in which it had another value */
    integi_mention *mentions;
    int64_t mention_count;
    size_t mention_capacity;
    bool *left_out;      /* scratch: cells of which an atom is empty in the counts at hand */
} integi_records;

bool integi_records_init(integi_records *self, const integi_alternative *world);
void integi_records_free(integi_records *self);

/* Keeps the counts at hand, moved on as often as it takes to be as far apart as is wanted. Whoever is in an atom that
 * is empty in them does not believe in them, so that they prove nothing of its cells. Counts that are not possible are
 * not kept. False when there is no memory. */
bool integi_records_keep(integi_records *self, int64_t wanted);

#endif
