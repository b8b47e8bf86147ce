/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_COLUMNS_H
#define INTEGI_RELEASE_COLUMNS_H

/* Different sets of atoms, each once: what is decided on. Cells that have the same atoms stand and fall together. */

#include "disclosure/stint.h"
#include "release/atoms.h"

typedef struct integi_column_wish {
    int64_t count;  /* rows */
    int64_t people; /* behind them, as far as that matters; as many as rows where no table is linked */
    int64_t rank;
    int32_t standing; /* INTEG_STANDING_ */
    int64_t least, below; /* what is known of the count, as in integi_wish */
    uint64_t hash;        /* of the atoms */
} integi_column_wish;

typedef struct integi_columns {
    integ_context *context;
    const integi_atoms *atoms;
    integi_lists lists;
    integi_column_wish *wishes;
    size_t wish_capacity;
    int64_t *places; /* a hash table of columns; -1: empty */
    size_t place_count;
} integi_columns;

void integi_columns_init(integi_columns *columns, const integi_atoms *atoms);
void integi_columns_free(integi_columns *columns);

/* The column of a rising list of atoms, made where there is none yet; it has the best rank and the strongest standing
 * that it was asked with. Many rows of few people are secret. False: no memory. */
bool integi_columns_add(integi_columns *columns, const int64_t *atoms, int64_t count, int64_t rank, int32_t standing,
                        int64_t *column);

/* Adds to what is known of a column's count. */
void integi_columns_know(integi_columns *columns, int64_t column, int64_t least, int64_t below);

/* Of two standings the one that decides. */
int32_t integi_stronger_standing(int32_t a, int32_t b);

/* derive.c: adds what nobody prints and everybody can subtract, where it is a small number of people: what is in one
 * column and not in another that is a part of it, or not in two that are parts of it and do not meet, and where two
 * that make a third one meet. */
integ_status integi_columns_derive(integi_columns *columns, const integ_disclosure *rule, integi_stint *stint,
                                   integ_error *error);

/* crowd_space.c: makes the half of the open columns that is wanted less secret, and notes which in `hidden`, which has
 * a place for each column. *count: how many. False: no memory. */
bool integi_columns_thin_out(integi_columns *columns, bool *hidden, int64_t *count);
/* The same of so many that are shown and have any of some atoms. */
bool integi_columns_hide_some(integi_columns *columns, const int32_t *states, const bool *atoms, int64_t wanted,
                              bool *hidden, int64_t *count);

#endif
