/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_PEOPLE_H
#define INTEGI_REGISTER_PEOPLE_H

/* How many people rows are about, as far as that matters. The rows of a table that is linked to another one are their
 * owners': eight spells of one person are not eight people. Owners are known by what stands in the linking column, so
 * that those who are not in the other table count too; a row that belongs to nobody counts for itself. */

#include "register/schema.h"

#define INTEGI_PEOPLE_MOST INTEG_PEOPLE_MAXIMUM /* no limit is larger */

typedef struct integi_people {
    const integi_column *owners; /* NULL: rows are people */
    int64_t limit;               /* from here on it does not matter how many there are */
    int64_t count;
    int64_t found_count;
    int64_t found[INTEGI_PEOPLE_MOST]; /* the different owners */
} integi_people;

/* The linking column of a table with rows; NULL where it has none. */
const integi_column *integi_table_owners(const integi_table *table);

void integi_people_begin(integi_people *people, const integi_table *table, int64_t limit);
/* Adds who a row is about. False: there are as many as the limit. */
bool integi_people_add(integi_people *people, int64_t row);
/* How many there are, up to the limit. Wipes who they are. */
int64_t integi_people_end(integi_people *people);

#endif
