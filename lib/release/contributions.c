/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Whether few contributors make up too much of a sum, or of what is left of it without others. Amounts below zero count
 * by their size. */
#include "release/contributions.h"

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

/* What is known of a sum. */
typedef struct contributions {
    int64_t room, count; /* of the largest */
    wide largest[INTEG_DOMINANCE_MAXIMUM], total;
} contributions;

static bool is_hidden(const integ_disclosure *rule, const contributions *of)
{
    int64_t scaled[INTEG_DOMINANCE_MAXIMUM];
    int shift = 0;
    while ((of->total >> shift) > INT64_MAX)
        shift++;
    for (int64_t i = 0; i < of->count; i++)
        scaled[i] = (int64_t)(of->largest[i] >> shift);
    return integ_disclosure_hides_sum(rule, (int64_t)(of->total >> shift), scaled, of->count) != 0;
}

/* Values are in the same order everywhere, and each of a part's is one of the whole's. */
static int64_t rows_left(const integi_value_count *value, integi_amounts *parts, int64_t part_count)
{
    int64_t rows = value->rows;
    for (int64_t i = 0; i < part_count; i++)
        if (parts[i].count > 0 && parts[i].values->value == value->value) {
            rows -= parts[i].values->rows;
            parts[i].values++;
            parts[i].count--;
        }
    return rows;
}

int integi_look_at_contributions(const integ_disclosure *rule, integi_amounts whole, integi_amounts *parts,
                                 int64_t part_count)
{
    contributions left = {.room = integ_disclosure_contributions(rule)};
    int64_t people = 0, contributors = 0;
    for (int64_t i = 0; i < whole.count; i++) {
        wide size = size_of(whole.tally, whole.query, whole.values[i].value);
        int64_t rows = rows_left(&whole.values[i], parts, part_count);
        if (rows <= 0)
            continue;
        people += rows;
        contributors += size == 0 ? 0 : rows;
        left.total += size * rows;
        for (int64_t row = 0; row < rows && row < left.room; row++)
            left.count = put(left.largest, left.count, left.room, size);
    }
    bool few = contributors > 0 && contributors < integ_disclosure_threshold(rule);
    bool dominated = left.room > 0 && people > 0 && is_hidden(rule, &left);
    return (dominated ? INTEGI_IS_DOMINATED : 0) | (few ? INTEGI_IS_OF_FEW : 0);
}

bool integi_is_dominated(const integ_disclosure *rule, integi_amounts whole, integi_amounts *parts, int64_t part_count)
{
    return integ_disclosure_contributions(rule) > 0 &&
           (integi_look_at_contributions(rule, whole, parts, part_count) & INTEGI_IS_DOMINATED) != 0;
}

integi_amounts integi_amounts_of(const integ_tally *tally, int64_t query, int64_t cell)
{
    integi_amounts found = {.tally = tally, .query = query};
    found.values = integi_tally_values(tally, query, cell, &found.count);
    return found;
}
