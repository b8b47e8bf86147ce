/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/sum_kinds.h"

#include "release/holders.h"
#include "release/mix.h"

#include <stdlib.h>

#define STEPS_OF_ROW 8

typedef __int128 wide;

typedef struct signed_row {
    uint64_t signature; /* of the sums that it is in */
    uint32_t row;
    uint32_t sum; /* one of them, by its place in the list */
    bool of_all;  /* one of them hides that all have the same */
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
            signed_rows[row].of_all = signed_rows[row].of_all || sum->is_of_all;
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
    return integi_amount_at(sum_at(self->out, row->sum), row->row);
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

/* What owners of rows of a linked table have. As long as they are few, they are listed. */
static void look_at_owners(const sorting *self, integi_holders *holders, integi_contributions *found)
{
    integi_owners *owners = &self->out->people.owners;
    int64_t *listed = &owners->counts[self->out->count], start = owners->starts[self->out->count];
    wide sum;
    while (holders->met_count > 0) {
        uint32_t owner = holders->met[holders->met_count - 1];
        integi_holders_take(holders, &sum);
        integi_contributions_add(found, sum, 1);
        if (sum != 0 && *listed <= owners->few)
            owners->numbers[start + (*listed)++] = owner;
    }
    if (*listed > owners->few)
        *listed = 0;
    owners->starts[self->out->count + 1] = start + *listed;
}

/* What those of one kind have. */
static integi_contributions look_at_kind(const sorting *self, int64_t from, int64_t to)
{
    integi_contributions found = integi_contributions_begin(self->rule);
    struct integi_holders *holders = sum_at(self->out, 0)->holders;
    for (int64_t i = from; i < to; i++) {
        wide amount = amount_of(self, &self->signed_rows[i]) - self->usual;
        if (holders == NULL)
            integi_contributions_add(&found, amount, 1);
        else
            integi_holders_add(holders, self->signed_rows[i].row, amount);
    }
    if (holders != NULL)
        look_at_owners(self, holders, &found);
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
        bool none = found.contributors == 0;
        if (none && !(out->with_nobody && self->signed_rows[from].of_all))
            continue;
        out->people.sizes[out->count] = none ? found.people : found.contributors;
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
    return (size_t)sum_at(self, 0)->rows.rows + 2;
}

static bool open_people(integi_sum_kinds *self)
{
    integ_context *context = self->collection->context;
    size_t room = room_of(self);
    integi_atoms *people = &self->people;
    people->context = context;
    people->sizes = integi_allocate_array(context, room, sizeof *people->sizes);
    if (sum_at(self, 0)->holders == NULL)
        return people->sizes != NULL;
    integi_owners *owners = &people->owners;
    owners->few = integ_disclosure_threshold(self->collection->rule) - 1;
    owners->starts = integi_allocate_zeroed(context, room * sizeof *owners->starts);
    owners->counts = integi_allocate_zeroed(context, room * sizeof *owners->counts);
    owners->numbers = integi_allocate_array(context, room, sizeof *owners->numbers);
    return people->sizes != NULL && owners->starts != NULL && owners->counts != NULL && owners->numbers != NULL;
}

static bool fill(sorting *self, integi_sum_kinds *out)
{
    if (!sign_rows(self))
        return false;
    if (!out->from_usual || (sum_at(out, 0)->holders == NULL && find_usual(self)))
        make_kinds(self);
    out->people.real = out->people.count = out->people.owners.atoms = out->count;
    return list_kinds(self);
}

bool integi_sum_kinds_make(integi_sum_kinds *self, integi_stint *stint)
{
    integ_context *context = self->collection->context;
    size_t room = room_of(self);
    sorting work = {.out = self, .context = context, .rule = self->collection->rule, .stint = stint,
                    .rows = (int64_t)room - 2};
    self->dominated = integi_allocate_array(context, room, sizeof *self->dominated);
    work.signed_rows = integi_allocate_array(context, room, sizeof *work.signed_rows);
    work.kind_of = integi_allocate_array(context, room, sizeof *work.kind_of);
    work.met_by = integi_allocate_zeroed(context, room * sizeof *work.met_by);
    bool good = open_people(self) && self->dominated != NULL && work.signed_rows != NULL && work.kind_of != NULL &&
                work.met_by != NULL && fill(&work, self);
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
    integi_owners *owners = &self->people.owners;
    integi_release(context, self->people.sizes, self->people.sizes == NULL ? 0 : room * sizeof *self->people.sizes);
    integi_release(context, owners->starts, owners->starts == NULL ? 0 : room * sizeof *owners->starts);
    integi_release(context, owners->counts, owners->counts == NULL ? 0 : room * sizeof *owners->counts);
    if (owners->numbers != NULL)
        integi_release_wiped(context, owners->numbers, room * sizeof *owners->numbers);
    integi_release(context, self->dominated, self->dominated == NULL ? 0 : room * sizeof *self->dominated);
    integi_lists_free(context, &self->kinds);
}
