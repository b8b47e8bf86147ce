/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/columns.h"

#include "release/mix.h"

#include <string.h>

void integi_columns_init(integi_columns *columns, const integi_atoms *atoms)
{
    *columns = (integi_columns){.context = atoms->context, .atoms = atoms};
}

void integi_columns_free(integi_columns *columns)
{
    integi_lists_free(columns->context, &columns->lists);
    integi_release_wiped(columns->context, columns->wishes, columns->wish_capacity * sizeof *columns->wishes);
    integi_release(columns->context, columns->places, columns->place_count * sizeof *columns->places);
    *columns = (integi_columns){.context = columns->context};
}

int32_t integi_stronger_standing(int32_t a, int32_t b)
{
    static const int8_t strength[] = {[INTEG_STANDING_OPEN] = 1, [INTEG_STANDING_PUBLISHED] = 3,
                                      [INTEG_STANDING_SECRET] = 2, [INTEG_STANDING_DERIVED] = 0};
    return strength[a] >= strength[b] ? a : b;
}

static uint64_t hash_of(const int64_t *atoms, int64_t count)
{
    uint64_t hash = (uint64_t)count;
    for (int64_t i = 0; i < count; i++)
        hash = integi_mix(hash ^ (uint64_t)atoms[i]);
    return hash;
}

static size_t place_of(const integi_columns *columns, uint64_t hash, const int64_t *atoms, int64_t count)
{
    for (size_t at = (size_t)hash;; at++) {
        int64_t found = columns->places[at % columns->place_count];
        if (found < 0 || (columns->wishes[found].hash == hash && integi_lists_length(&columns->lists, found) == count &&
                          memcmp(integi_lists_at(&columns->lists, found), atoms, (size_t)count * sizeof *atoms) == 0))
            return at % columns->place_count;
    }
}

static bool make_places(integi_columns *columns)
{
    size_t count = columns->place_count == 0 ? 256 : columns->place_count * 2;
    if ((size_t)columns->lists.count * 2 < columns->place_count)
        return true;
    int64_t *places = integi_allocate_array(columns->context, count, sizeof *places);
    if (places == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        places[i] = -1;
    integi_release(columns->context, columns->places, columns->place_count * sizeof *places);
    columns->places = places;
    columns->place_count = count;
    for (int64_t i = 0; i < columns->lists.count; i++)
        places[place_of(columns, columns->wishes[i].hash, integi_lists_at(&columns->lists, i),
                        integi_lists_length(&columns->lists, i))] = i;
    return true;
}

static bool append(integi_columns *columns, const int64_t *atoms, int64_t count, integi_column_wish wish)
{
    void *wishes = columns->wishes;
    if (!integi_grow(columns->context, &wishes, &columns->wish_capacity, (size_t)columns->lists.count,
                     sizeof *columns->wishes))
        return false;
    columns->wishes = wishes;
    for (int64_t i = 0; i < count; i++) {
        wish.count += columns->atoms->sizes[atoms[i]];
        if (!integi_lists_item(columns->context, &columns->lists, atoms[i])) {
            integi_lists_abandon(&columns->lists);
            return false;
        }
    }
    columns->wishes[columns->lists.count] = wish;
    return integi_lists_close(columns->context, &columns->lists);
}

void integi_columns_know(integi_columns *columns, int64_t column, int64_t least, int64_t below)
{
    integi_column_wish *wish = &columns->wishes[column];
    wish->least = least > wish->least ? least : wish->least;
    if (below > 0)
        wish->below = wish->below == 0 || below < wish->below ? below : wish->below;
}

bool integi_columns_add(integi_columns *columns, const int64_t *atoms, int64_t count, int64_t rank, int32_t standing,
                        int64_t *column)
{
    if (!make_places(columns))
        return false;
    uint64_t hash = hash_of(atoms, count);
    size_t place = place_of(columns, hash, atoms, count);
    *column = columns->places[place];
    if (*column < 0) {
        if (!append(columns, atoms, count, (integi_column_wish){0, rank, standing, 0, 0, hash}))
            return false;
        *column = columns->places[place] = columns->lists.count - 1;
        return true;
    }
    integi_column_wish *wish = &columns->wishes[*column];
    wish->rank = rank < wish->rank ? rank : wish->rank;
    wish->standing = integi_stronger_standing(wish->standing, standing);
    return true;
}
