/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Whether few contributors make up too much of a sum, or of what is left of it without others. What somebody
 * contributes is what his rows add up to, and counts by its size where that is below zero. */
#include "release/contributions.h"

#include "release/holders.h"

#define STEPS_OF_VALUE 8
#define STEPS_OF_ROW 8

typedef __int128 wide;

wide integi_whole_amount(const integi_sum *sum, int64_t value)
{
    if (integi_tally_measure_type(sum->tally, sum->query) == INTEG_TYPE_NUMBER) {
        double number = integi_value_number(value) * 1e6;
        double size = number < 0 ? -number : number;
        wide whole = size < 1e18 ? (wide)(size + 0.5) : (wide)INT64_MAX;
        return number < 0 ? -whole : whole;
    }
    return value;
}

wide integi_amount_at(const integi_sum *sum, int64_t row)
{
    return integi_whole_amount(sum, integi_tally_amounts(sum->tally, sum->query)[row]);
}

static wide size_of(wide amount)
{
    return amount < 0 ? -amount : amount;
}

/* Puts a contribution into its place among the largest. */
static int64_t put(wide *largest, int64_t count, int64_t room, wide size)
{
    int64_t at = count < room ? count : room - 1;
    if (room == 0 || (count == room && size <= largest[at]))
        return count;
    for (; at > 0 && largest[at - 1] < size; at--)
        largest[at] = largest[at - 1];
    largest[at] = size;
    return count < room ? count + 1 : count;
}

static bool is_hidden(const integ_disclosure *rule, const integi_contributions *of)
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

integi_contributions integi_contributions_begin(const integ_disclosure *rule)
{
    return (integi_contributions){.room = integ_disclosure_contributions(rule)};
}

/* Votes for an amount are taken back by those for others, so that what more than half have is left. */
static void vote(integi_contributions *self, wide amount, int64_t people)
{
    if (self->votes > 0 && amount == self->usual) {
        self->votes += people;
        return;
    }
    self->votes -= people;
    if (self->votes < 0) {
        self->usual = amount;
        self->votes = -self->votes;
    }
}

void integi_contributions_add(integi_contributions *self, wide amount, int64_t people)
{
    wide size = size_of(amount);
    self->total += size * people;
    self->people += people;
    self->contributors += size == 0 ? 0 : people;
    for (int64_t i = 0; i < people && i < self->room; i++)
        self->count = put(self->largest, self->count, self->room, size);
    vote(self, amount, people);
}

bool integi_contributions_may_be_alike(const integi_contributions *self, const integ_disclosure *rule)
{
    return self->votes > self->people - 2 * integ_disclosure_threshold(rule);
}

void integi_contributions_compare(integi_contributions *self, wide amount, int64_t people)
{
    self->alike += amount == self->usual ? people : 0;
}

int integi_contributions_judge(const integi_contributions *self, const integ_disclosure *rule)
{
    int64_t threshold = integ_disclosure_threshold(rule), others = self->people - self->alike;
    bool few = (self->contributors > 0 && self->contributors < threshold) ||
               (others > 0 && others < threshold && others < self->alike);
    bool dominated = self->room > 0 && self->people > 0 && is_hidden(rule, self);
    bool all = self->people > 0 && self->alike == self->people && self->people < integ_disclosure_full_cell(rule);
    return (dominated ? INTEGI_IS_DOMINATED : 0) | (few ? INTEGI_IS_OF_FEW : 0) | (all ? INTEGI_IS_OF_ALL : 0);
}

typedef void add_function(integi_contributions *self, wide amount, int64_t people);

/* The parts are used up. */
static void add_people(integi_contributions *left, const integi_amounts *whole, integi_amounts *parts,
                       int64_t part_count, add_function *add)
{
    for (int64_t i = 0; i < whole->count; i++) {
        int64_t rows = rows_left(&whole->values[i], parts, part_count);
        if (rows > 0)
            add(left, integi_whole_amount(whole->sum, whole->values[i].value), rows);
    }
}

/* Adds the amounts of a sum to what each owner has, or takes them away. */
static void hold(const integi_sum *sum, bool take_away)
{
    const int64_t *amounts = integi_tally_amounts(sum->tally, sum->query);
    INTEGI_EACH_ROW(&sum->rows, row) {
        wide amount = integi_whole_amount(sum, amounts[row]);
        integi_holders_add(sum->holders, row, take_away ? -amount : amount);
    }
}

/* Whoever has rows that are all in the parts too has nothing left. */
static void add_owners(integi_contributions *left, const integi_amounts *whole, const integi_amounts *parts,
                       int64_t part_count, add_function *add)
{
    wide sum;
    hold(whole->sum, false);
    for (int64_t i = 0; i < part_count; i++)
        hold(parts[i].sum, true);
    while (integi_holders_take(whole->sum->holders, &sum))
        add(left, sum, 1);
}

static void add_all(integi_contributions *left, const integi_amounts *whole, integi_amounts *parts, int64_t part_count,
                    add_function *add)
{
    if (whole->sum->holders == NULL)
        add_people(left, whole, parts, part_count, add);
    else
        add_owners(left, whole, parts, part_count, add);
}

/* Those of a tally, as they were before they were used up. */
static void renew(integi_amounts *parts, int64_t part_count)
{
    for (int64_t i = 0; i < part_count; i++)
        parts[i] = integi_amounts_of(parts[i].sum);
}

int integi_look_at_contributions(const integ_disclosure *rule, integi_amounts whole, integi_amounts *parts,
                                 int64_t part_count)
{
    integi_contributions left = integi_contributions_begin(rule);
    add_all(&left, &whole, parts, part_count, integi_contributions_add);
    if (integi_contributions_may_be_alike(&left, rule)) {
        renew(parts, part_count);
        add_all(&left, &whole, parts, part_count, integi_contributions_compare);
    }
    return integi_contributions_judge(&left, rule);
}

bool integi_is_dominated(const integ_disclosure *rule, integi_amounts whole, integi_amounts *parts, int64_t part_count)
{
    return integ_disclosure_contributions(rule) > 0 &&
           (integi_look_at_contributions(rule, whole, parts, part_count) & INTEGI_IS_DOMINATED) != 0;
}

int64_t integi_steps_of_contributions(const integi_amounts *whole, int64_t part_count)
{
    return whole->sum->holders == NULL ? whole->count * (STEPS_OF_VALUE + part_count)
                                       : whole->sum->rows.count * 2 * STEPS_OF_ROW;
}

integi_amounts integi_amounts_of(const integi_sum *sum)
{
    integi_amounts found = {.sum = sum};
    found.values = integi_tally_values(sum->tally, sum->query, sum->part, &found.count);
    return found;
}
