/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_MEMBERS_H
#define INTEGI_EXPRESSION_MEMBERS_H

/* Which rows of a stored column have an item of a set: the loops that most of the time goes into, one version for each
 * set of instructions. All give the same results. */

#include "expression/graph.h"
#include "register/planes.h"

/* A column of a snapshot, from where a chunk begins. */
typedef struct integi_items {
    const void *values;
    const uint64_t *known; /* width 8; NULL when all are known */
    int32_t width;
    bool nulls; /* whether any row of the column is null */
    int64_t base;
    const uint64_t *planes; /* register/planes.h; NULL for none */
    int32_t plane_count;
    uint8_t plane_first;
} integi_items;

/* Stored items with `item - first <= span` in the item's own unsigned arithmetic. */
typedef struct integi_stored_range {
    uint64_t first, span;
} integi_stored_range;

typedef enum integi_set_form {
    INTEGI_SET_RANGES, /* up to INTEGI_RANGES_COMPARED, compared one after the other */
    INTEGI_SET_BITS,   /* of bytes: a bit for each possible item */
    INTEGI_SET_TABLE,  /* 0 or 255 for each possible item; wide ones only of columns with a dictionary */
    INTEGI_SET_CODES,  /* a bit for each possible item of planes */
    INTEGI_SET_SEARCH, /* of wide items: 1 or more ranges, in order, each item is looked for */
} integi_set_form;

#define INTEGI_RANGES_COMPARED 16

/* Which stored items are meant. The ranges do not overlap. */
typedef struct integi_stored_set {
    integi_set_form form;
    const integi_stored_range *ranges;
    int64_t range_count;
    const uint8_t *table; /* of the forms BITS and TABLE */
    uint32_t codes;       /* of the form CODES: bit c says whether the item `plane_first` + c is meant */
} integi_stored_set;

typedef struct integi_members {
    /* Up to how many ranges are worth comparing, for items of 1, 2, 4 and 8 bytes. */
    int64_t ranges_compared[4];
    bool has_bits; /* whether there is a form BITS */
    /* Words of rows whose item is in the set. Bits behind the last row are undefined. */
    void (*find)(const integi_items *items, const integi_stored_set *set, int32_t rows, uint64_t *truth);
    /* The same for some of the words, in rising order; the others are left as they are. */
    void (*find_at)(const integi_items *items, const integi_stored_set *set, int32_t rows, const uint32_t *places,
                    size_t place_count, uint64_t *truth);
    /* Words of rows whose planes make one of the codes, for whole blocks of rows; and of rows where they make one or
     * 0, which then stands for null, unless `possible` is NULL. */
    void (*find_codes)(const integi_items *items, uint32_t codes, size_t blocks, uint64_t *truth, uint64_t *possible);
    void (*find_numbers)(const double *items, const integi_number_range *ranges, int64_t range_count, int32_t rows,
                         uint64_t *truth);
    /* Words of rows whose item is null. */
    void (*find_nulls)(const integi_items *items, int32_t rows, uint64_t *nulls);
} integi_members;

const integi_members *integi_members_for(int32_t instructions);

extern const integi_members integi_members_portable, integi_members_avx2, integi_members_avx512;

#endif
