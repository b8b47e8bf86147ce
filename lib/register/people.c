/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/people.h"

const integi_column *integi_table_owners(const integi_table *table)
{
    if (table->definition == NULL || table->definition->link_column == NULL || table->rows == 0)
        return NULL;
    return &table->columns[integi_table_find_column(table->definition, table->definition->link_column)];
}

void integi_people_begin(integi_people *people, const integi_table *table, int64_t limit)
{
    people->owners = integi_table_owners(table);
    people->limit = limit < INTEGI_PEOPLE_MOST ? limit : INTEGI_PEOPLE_MOST;
    people->count = people->found_count = 0;
}

/* The rows of one owner mostly stand together, so the last one that was found is asked first. */
static bool is_found(const integi_people *people, int64_t owner)
{
    int64_t at = people->found_count;
    while (at > 0 && people->found[at - 1] != owner)
        at--;
    return at > 0;
}

bool integi_people_add(integi_people *people, int64_t row)
{
    int64_t owner;
    if (people->count >= people->limit)
        return false;
    bool owned = people->owners != NULL && integi_column_integer(people->owners, row, &owner);
    if (owned && is_found(people, owner))
        return true;
    if (owned)
        people->found[people->found_count++] = owner;
    return ++people->count < people->limit;
}

int64_t integi_people_end(integi_people *people)
{
    integi_wipe(people->found, (size_t)people->found_count * sizeof *people->found);
    people->found_count = 0;
    return people->count;
}
