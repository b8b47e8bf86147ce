/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/change.h"

#include <string.h>

#define COEFFICIENT_AT_MOST 100
#define AMOUNT_AT_MOST 100000
#define REPAIRS 120    /* of one change */
#define CANDIDATES 600 /* that are tried for one repair */

/* Where the columns begin: so long as there are rows with an atom that is no pivot. */
static void count_columns(integi_change *self)
{
    const integi_kernel *kernel = self->kernel;
    for (int64_t row = 0; row < kernel->row_count; row++)
        for (int64_t i = 0; i < kernel->rows[row].length; i++)
            if (kernel->row_of[kernel->rows[row].terms[i].atom] < 0)
                self->starts[kernel->rows[row].terms[i].atom + 2] += 2;
    for (int64_t atom = 0; atom <= kernel->atoms; atom++)
        self->starts[atom + 1] += self->starts[atom];
}

static void fill_columns(integi_change *self)
{
    const integi_kernel *kernel = self->kernel;
    for (int64_t row = 0; row < kernel->row_count; row++)
        for (int64_t i = 0; i < kernel->rows[row].length; i++) {
            int64_t atom = kernel->rows[row].terms[i].atom;
            int64_t change = -integi_kernel_lift(kernel->rows[row].terms[i].number);
            if (kernel->row_of[atom] >= 0)
                continue;
            self->wild[atom] = self->wild[atom] || change > COEFFICIENT_AT_MOST || change < -COEFFICIENT_AT_MOST;
            self->columns[self->starts[atom + 1]++] = kernel->pivots[row];
            self->columns[self->starts[atom + 1]++] = change;
        }
}

static const int64_t *column_at(const integi_change *self, int64_t atom)
{
    return self->columns + self->starts[atom];
}

static int64_t column_length(const integi_change *self, int64_t atom)
{
    return self->starts[atom + 1] - self->starts[atom];
}

bool integi_change_init(integi_change *self, const integi_kernel *kernel)
{
    size_t atoms = (size_t)kernel->atoms + 1;
    *self = (integi_change){.kernel = kernel, .context = kernel->context};
    self->wild = integi_allocate_zeroed(self->context, atoms * sizeof *self->wild);
    self->listed = integi_allocate_zeroed(self->context, atoms * sizeof *self->listed);
    self->amount = integi_allocate_zeroed(self->context, atoms * sizeof *self->amount);
    self->atoms = integi_allocate_zeroed(self->context, atoms * sizeof *self->atoms);
    self->starts = integi_allocate_zeroed(self->context, (atoms + 1) * sizeof *self->starts);
    return self->wild != NULL && self->listed != NULL && self->amount != NULL && self->atoms != NULL &&
           self->starts != NULL && integi_change_renew(self);
}

static void free_columns(integi_change *self)
{
    integi_release(self->context, self->columns, (size_t)self->room * sizeof *self->columns);
    self->columns = NULL;
    self->room = 0;
}

bool integi_change_renew(integi_change *self)
{
    size_t atoms = (size_t)self->kernel->atoms + 1;
    integi_change_clear(self);
    memset(self->wild, 0, atoms * sizeof *self->wild);
    memset(self->starts, 0, (atoms + 1) * sizeof *self->starts);
    count_columns(self);
    int64_t entries = self->starts[self->kernel->atoms + 1];
    if (self->columns == NULL || entries > self->room) {
        free_columns(self);
        self->columns = integi_allocate_array(self->context, 2 * (size_t)entries + 1, sizeof *self->columns);
        if (self->columns == NULL)
            return false;
        self->room = 2 * entries + 1;
    }
    fill_columns(self);
    return true;
}

void integi_change_free(integi_change *self)
{
    if (self->context == NULL)
        return;
    size_t atoms = self->kernel == NULL ? 0 : (size_t)self->kernel->atoms + 1;
    free_columns(self);
    integi_release(self->context, self->starts, self->starts == NULL ? 0 : (atoms + 1) * sizeof *self->starts);
    integi_release(self->context, self->wild, self->wild == NULL ? 0 : atoms * sizeof *self->wild);
    integi_release(self->context, self->listed, self->listed == NULL ? 0 : atoms * sizeof *self->listed);
    integi_release(self->context, self->amount, self->amount == NULL ? 0 : atoms * sizeof *self->amount);
    integi_release(self->context, self->atoms, self->atoms == NULL ? 0 : atoms * sizeof *self->atoms);
    *self = (integi_change){.context = self->context};
}

void integi_change_clear(integi_change *self)
{
    for (int64_t i = 0; i < self->count; i++) {
        self->amount[self->atoms[i]] = 0;
        self->listed[self->atoms[i]] = false;
    }
    self->count = 0;
}

static void change_atom(integi_change *self, int64_t atom, int64_t amount)
{
    if (!self->listed[atom])
        self->atoms[self->count++] = atom;
    self->listed[atom] = true;
    self->amount[atom] += amount;
}

void integi_change_set(integi_change *self, const int64_t *items, int64_t length)
{
    integi_change_clear(self);
    for (int64_t i = 0; i < length; i += 2)
        change_atom(self, items[i], items[i + 1]);
}

static void add_change(integi_change *self, int64_t atom, int64_t times)
{
    const int64_t *items = column_at(self, atom);
    int64_t length = column_length(self, atom);
    change_atom(self, atom, times);
    for (int64_t i = 0; i < length; i += 2)
        change_atom(self, items[i], times * items[i + 1]);
}

/* How many people too few there are in an atom with so much change. */
static int64_t lack(const integi_change *self, int64_t atom, int64_t amount)
{
    int64_t left = self->kernel->counts[atom] + amount;
    return left < 0 ? -left : 0;
}

/* How many more people are lacking anywhere when a change is added. */
static int64_t cost_of(const integi_change *self, int64_t atom, int64_t times)
{
    const int64_t *items = column_at(self, atom);
    int64_t length = column_length(self, atom);
    int64_t cost = lack(self, atom, self->amount[atom] + times) - lack(self, atom, self->amount[atom]);
    for (int64_t i = 0; i < length; i += 2)
        cost += lack(self, items[i], self->amount[items[i]] + times * items[i + 1]) -
                lack(self, items[i], self->amount[items[i]]);
    return cost;
}

/* The atom where somebody is lacking that comes first; -1 when there is none. */
static int64_t find_lack(const integi_change *self)
{
    int64_t found = -1;
    for (int64_t i = 0; i < self->count; i++)
        if (lack(self, self->atoms[i], self->amount[self->atoms[i]]) > 0 && (found < 0 || self->atoms[i] < found))
            found = self->atoms[i];
    return found;
}

/* Adds the change that is best for a pivot that lacks somebody, and leaves the watched row alone. */
static bool repair(integi_change *self, const integi_kernel_row *watched, int64_t pivot)
{
    const integi_kernel_row *row = &self->kernel->rows[self->kernel->row_of[pivot]];
    int64_t best = -1, best_times = 0, best_cost = 0, tried = 0;
    for (int64_t i = 0; i < row->length && tried < CANDIDATES; i++) {
        int64_t atom = row->terms[i].atom, coefficient = -integi_kernel_lift(row->terms[i].number);
        if (atom == pivot || self->wild[atom] || self->amount[atom] != 0 || integi_kernel_number(watched, atom) != 0)
            continue;
        int64_t times = coefficient > 0 ? 1 : -1;
        if (lack(self, atom, times) > 0)
            continue;
        tried++;
        int64_t cost = cost_of(self, atom, times);
        if (best < 0 || cost < best_cost) {
            best = atom;
            best_times = times;
            best_cost = cost;
        }
    }
    if (best < 0 || best_cost > 6)
        return false;
    add_change(self, best, best_times);
    return true;
}

bool integi_change_find(integi_change *self, const integi_kernel_row *watched, int64_t atom, int64_t sign)
{
    integi_change_clear(self);
    if (self->wild[atom])
        return false;
    add_change(self, atom, sign);
    for (int repairs = 0; repairs < REPAIRS; repairs++) {
        int64_t pivot = find_lack(self);
        if (pivot < 0)
            return true;
        if (self->kernel->row_of[pivot] < 0 || self->amount[pivot] > AMOUNT_AT_MOST ||
            self->amount[pivot] < -AMOUNT_AT_MOST || !repair(self, watched, pivot))
            return false;
    }
    return find_lack(self) < 0;
}
