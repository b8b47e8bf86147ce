/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Whether few contributors make up too much of a sum. Amounts below zero count by their size. */
#include "release/parts.h"

typedef __int128 wide;

/* The size of an amount in a unit small enough for numbers: decimals as they are stored, binary64 in millionths. */
static wide size_of(const integ_tally *tally, int64_t query, int64_t value)
{
    if (integi_tally_measure_type(tally, query) == INTEG_TYPE_NUMBER) {
        double number = integi_value_number(value);
        number = (number < 0 ? -number : number) * 1e6;
        return number < 1e18 ? (wide)number : (wide)INT64_MAX;
    }
    return value < 0 ? -(wide)value : (wide)value;
}

/* Puts a contribution into its place among the largest. */
static int64_t put(wide *largest, int64_t count, int64_t room, wide size)
{
    int64_t at = count < room ? count : room - 1;
    if (count == room && size <= largest[at])
        return count;
    for (; at > 0 && largest[at - 1] < size; at--)
        largest[at] = largest[at - 1];
    largest[at] = size;
    return count < room ? count + 1 : count;
}

bool integi_is_dominated(const integ_disclosure *rule, const integ_tally *tally, int64_t query, int64_t cell)
{
    int64_t room = integ_disclosure_contributions(rule), distinct, count = 0;
    wide largest[INTEG_DOMINANCE_MAXIMUM], total = 0;
    int64_t scaled[INTEG_DOMINANCE_MAXIMUM];
    const integi_value_count *values = integi_tally_values(tally, query, cell, &distinct);
    if (room == 0 || values == NULL)
        return false;
    for (int64_t i = 0; i < distinct; i++) {
        wide size = size_of(tally, query, values[i].value);
        total += size * values[i].rows;
        for (int64_t row = 0; row < values[i].rows && row < room; row++)
            count = put(largest, count, room, size);
    }
    int shift = 0;
    while ((total >> shift) > INT64_MAX)
        shift++;
    for (int64_t i = 0; i < count; i++)
        scaled[i] = (int64_t)(largest[i] >> shift);
    return integ_disclosure_hides_sum(rule, (int64_t)(total >> shift), scaled, count) != 0;
}
