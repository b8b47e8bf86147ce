/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/sum_kinds.h"

#include "release/holders.h"
#include "release/mix.h"
#include "tally/plan.h"

#include <stdlib.h>
#include <string.h>

#define STEPS_OF_ROW 8

typedef __int128 wide;

/* ---- the same amounts ---- */

static bool is_same_table(const integi_sum *a, const integi_sum *b)
{
    return integi_tally_snapshot(a->tally) == integi_tally_snapshot(b->tally) &&
           integi_tally_table(a->tally, a->query) == integi_tally_table(b->tally, b->query);
}

static bool is_same_measure(const integi_sum *a, const integi_sum *b)
{
    const integi_query *first = &integi_tally_plan(a->tally)->queries[a->query];
    const integi_query *second = &integi_tally_plan(b->tally)->queries[b->query];
    return is_same_table(a, b) && strcmp(first->measure, second->measure) == 0;
}

static wide amount_at(const integi_sum *sum, int64_t row)
{
    return integi_whole_amount(sum, integi_tally_amounts(sum->tally, sum->query)[row]);
}

static wide size_of(wide amount)
{
    return amount < 0 ? -amount : amount;
}

/* Two pairs of amounts of which each may be half a unit off where it is not a whole number. */
static bool is_in_proportion(wide a, wide b, wide first, wide second, bool rounded)
{
    wide difference = size_of(a * second - b * first);
    return difference == 0 || (rounded && 2 * difference <= size_of(a) + size_of(b) + size_of(first) + size_of(second));
}

/* Whether one is so many times the other for all who are in both, and for somebody not 0. */
static bool are_in_proportion(const integi_sum *a, const integi_sum *b, integi_stint *stint)
{
    bool rounded = integi_tally_measure_type(a->tally, a->query) == INTEG_TYPE_NUMBER ||
                   integi_tally_measure_type(b->tally, b->query) == INTEG_TYPE_NUMBER;
    wide first = 0, second = 0;
    int64_t other_at = 0, other = integi_rows_at(&b->rows, &other_at);
    integi_stint_take(stint, STEPS_OF_ROW * (a->rows.count + b->rows.count));
    INTEGI_EACH_ROW(&a->rows, row) {
        while (other >= 0 && other < row) {
            other_at++;
            other = integi_rows_at(&b->rows, &other_at);
        }
        if (other != row)
            continue;
        wide own = amount_at(a, row), others = amount_at(b, row);
        if (first == 0 && second == 0) {
            first = own;
            second = others;
        }
        if (!is_in_proportion(own, others, first, second, rounded))
            return false;
    }
    return first != 0 && second != 0;
}

/* An earlier sum of the same amounts; `index` itself where there is none. */
static size_t earlier_alike(const integi_collection *collection, size_t index, const size_t *alike, integi_stint *stint)
{
    const integi_sum *sums = collection->sums;
    size_t known = 0; /* numbers that were given */
    for (size_t i = 0; i < index; i++)
        if (is_same_measure(&sums[i], &sums[index]))
            return i;
    for (size_t i = 0; i < index; i++) {
        if (alike[i] < known) /* not the first of them */
            continue;
        known++;
        if (is_same_table(&sums[i], &sums[index]) && are_in_proportion(&sums[i], &sums[index], stint))
            return i;
    }
    return index;
}

int64_t integi_sums_sort_by_amounts(const integi_collection *collection, integi_stint *stint, size_t *alike)
{
    size_t count = 0;
    for (size_t i = 0; i < collection->sum_count; i++) {
        if (!integi_stint_take(stint, STEPS_OF_ROW * (int64_t)(i + 1)))
            return -1;
        size_t earlier = earlier_alike(collection, i, alike, stint);
        alike[i] = earlier == i ? count++ : alike[earlier];
    }
    return (int64_t)count;
}

/* ---- kinds ---- */

typedef struct signed_row {
    uint64_t signature; /* of the sums that it is in */
    uint32_t row;
    uint32_t sum; /* one of them, by its place in the list */
} signed_row;

typedef struct sorting {
    integi_sum_kinds *out;
    integ_context *context;
    const integ_disclosure *rule;
    integi_stint *stint;
    int64_t rows;        /* of the table */
    signed_row *signed_rows; /* of all rows; then of those that are in any sum, by kind */
    int64_t signed_count;
    int64_t *kind_of;    /* of each row; -1 */
    int64_t *met_by;     /* of each kind, the sum that met it last and 1 */
    wide usual;
} sorting;

static const integi_sum *sum_at(const integi_sum_kinds *self, size_t place)
{
    return &self->collection->sums[self->sums[place]];
}

static int compare_rows(const void *left, const void *right)
{
    const signed_row *a = left, *b = right;
    if (a->signature != b->signature)
        return a->signature < b->signature ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static bool sign_rows(sorting *self)
{
    signed_row *signed_rows = self->signed_rows;
    for (int64_t row = 0; row < self->rows; row++) {
        signed_rows[row] = (signed_row){.row = (uint32_t)row};
        self->kind_of[row] = -1;
    }
    for (size_t i = 0; i < self->out->sum_count; i++) {
        const integi_sum *sum = sum_at(self->out, i);
        INTEGI_EACH_ROW(&sum->rows, row) {
            signed_rows[row].signature += integi_mix((uint64_t)i + 1);
            signed_rows[row].sum = (uint32_t)i;
        }
        if (!integi_stint_take(self->stint, STEPS_OF_ROW * sum->rows.count))
            return false;
    }
    for (int64_t row = 0; row < self->rows; row++)
        if (signed_rows[row].signature != 0)
            signed_rows[self->signed_count++] = signed_rows[row];
    qsort(signed_rows, (size_t)self->signed_count, sizeof *signed_rows, compare_rows);
    return true;
}

static wide amount_of(const sorting *self, const signed_row *row)
{
    return amount_at(sum_at(self->out, row->sum), row->row);
}

/* What more than half have. False: there is no such amount, or it is 0. */
static bool find_usual(sorting *self)
{
    integi_contributions all = integi_contributions_begin(self->rule);
    for (int64_t i = 0; i < self->signed_count; i++)
        integi_contributions_add(&all, amount_of(self, &self->signed_rows[i]), 1);
    self->usual = all.usual;
    return all.votes > 0 && all.usual != 0;
}

/* What those of one kind have: of a linked table, its owners. */
static integi_contributions look_at_kind(const sorting *self, int64_t from, int64_t to)
{
    integi_contributions found = integi_contributions_begin(self->rule);
    struct integi_holders *holders = sum_at(self->out, 0)->holders;
    wide sum;
    for (int64_t i = from; i < to; i++) {
        wide amount = amount_of(self, &self->signed_rows[i]) - self->usual;
        if (holders == NULL)
            integi_contributions_add(&found, amount, 1);
        else
            integi_holders_add(holders, self->signed_rows[i].row, amount);
    }
    while (holders != NULL && integi_holders_take(holders, &sum))
        integi_contributions_add(&found, sum, 1);
    return found;
}

static void make_kinds(sorting *self)
{
    integi_sum_kinds *out = self->out;
    for (int64_t from = 0, to; from < self->signed_count; from = to) {
        for (to = from; to < self->signed_count; to++)
            if (self->signed_rows[to].signature != self->signed_rows[from].signature)
                break;
        integi_contributions found = look_at_kind(self, from, to);
        if (found.contributors == 0)
            continue;
        out->people[out->count] = found.contributors;
        out->dominated[out->count] = !out->from_usual && (integi_contributions_judge(&found, self->rule) &
                                                          INTEGI_IS_DOMINATED) != 0;
        for (int64_t i = from; i < to; i++)
            self->kind_of[self->signed_rows[i].row] = out->count;
        out->count++;
    }
    integi_stint_take(self->stint, STEPS_OF_ROW * self->signed_count);
}

static bool list_kinds(sorting *self)
{
    integi_sum_kinds *out = self->out;
    for (size_t i = 0; i < out->sum_count; i++) {
        const integi_sum *sum = sum_at(out, i);
        INTEGI_EACH_ROW(&sum->rows, row) {
            int64_t kind = self->kind_of[row];
            if (kind < 0 || self->met_by[kind] == (int64_t)i + 1)
                continue;
            self->met_by[kind] = (int64_t)i + 1;
            if (!integi_lists_item(self->context, &out->kinds, kind))
                return false;
        }
        if (!integi_lists_close(self->context, &out->kinds) ||
            !integi_stint_take(self->stint, STEPS_OF_ROW * sum->rows.count))
            return false;
    }
    return true;
}

static size_t room_of(const integi_sum_kinds *self)
{
    return (size_t)sum_at(self, 0)->rows.rows + 1;
}

bool integi_sum_kinds_make(integi_sum_kinds *self, integi_stint *stint)
{
    integ_context *context = self->collection->context;
    size_t room = room_of(self);
    sorting work = {.out = self, .context = context, .rule = self->collection->rule, .stint = stint,
                    .rows = (int64_t)room - 1};
    self->people = integi_allocate_array(context, room, sizeof *self->people);
    self->dominated = integi_allocate_array(context, room, sizeof *self->dominated);
    work.signed_rows = integi_allocate_array(context, room, sizeof *work.signed_rows);
    work.kind_of = integi_allocate_array(context, room, sizeof *work.kind_of);
    work.met_by = integi_allocate_zeroed(context, room * sizeof *work.met_by);
    bool good = self->people != NULL && self->dominated != NULL && work.signed_rows != NULL && work.kind_of != NULL &&
                work.met_by != NULL && sign_rows(&work);
    if (good && (!self->from_usual || (sum_at(self, 0)->holders == NULL && find_usual(&work))))
        make_kinds(&work);
    good = good && list_kinds(&work);
    if (work.signed_rows != NULL)
        integi_release_wiped(context, work.signed_rows, room * sizeof *work.signed_rows);
    if (work.kind_of != NULL)
        integi_release_wiped(context, work.kind_of, room * sizeof *work.kind_of);
    integi_release(context, work.met_by, work.met_by == NULL ? 0 : room * sizeof *work.met_by);
    return good;
}

void integi_sum_kinds_free(integi_sum_kinds *self)
{
    integ_context *context = self->collection->context;
    size_t room = room_of(self);
    integi_release(context, self->people, self->people == NULL ? 0 : room * sizeof *self->people);
    integi_release(context, self->dominated, self->dominated == NULL ? 0 : room * sizeof *self->dominated);
    integi_lists_free(context, &self->kinds);
}
