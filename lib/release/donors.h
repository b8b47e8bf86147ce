/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_DONORS_H
#define INTEGI_RELEASE_DONORS_H

/* What might be otherwise about somebody in a table: values of its columns, and rows that belong to it. */

#include "expression/program.h"
#include "register/schema.h"

/* As in integi_imagined_row. */
typedef struct integi_donor {
    int64_t change;
    int64_t row;
    int64_t value;
} integi_donor;

#define INTEGI_DONORS_AT_MOST 8 /* of each sort, for one change */

/* Rows with different values of a column: unknown, the most frequent ones, the least and the greatest, and some in
 * between. `out` has room for INTEGI_DONORS_AT_MOST. Returns how many. */
int64_t integi_donors_of_column(const integi_table *table, int64_t column, integi_donor *out);
/* Values of a column that a program tells from others, up to INTEGI_DONORS_AT_MOST, behind those that are there.
 * Returns how many there are then. */
int64_t integi_donors_of_program(const integi_table *table, int64_t column, const integi_program *program,
                                 integi_donor *out, int64_t count);
/* A row to which none of another table's rows belong, and some to which there do. */
int64_t integi_donors_of_table(const integi_table *linked, int64_t table, integi_donor *out);

#endif
