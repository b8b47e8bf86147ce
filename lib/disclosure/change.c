/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/change.h"

#define COEFFICIENT_AT_MOST 100
#define AMOUNT_AT_MOST 100000
#define REPAIRS 120    /* of one change */
#define CANDIDATES 600 /* that are tried for one repair */

static bool add_column(integi_change *self, int64_t atom)
{
    const integi_kernel *kernel = self->kernel;
    for (int64_t row = 0; row < kernel->row_count && kernel->row_of[atom] < 0; row++) {
        uint32_t number = kernel->rows[row][atom];
        if (number == 0)
            continue;
        int64_t change = -integi_kernel_lift(number);
        self->wild[atom] = self->wild[atom] || change > COEFFICIENT_AT_MOST || change < -COEFFICIENT_AT_MOST;
        if (!integi_lists_item(self->context, &self->columns, kernel->pivots[row]) ||
            !integi_lists_item(self->context, &self->columns, change))
            return false;
    }
    return integi_lists_close(self->context, &self->columns);
}

bool integi_change_init(integi_change *self, const integi_kernel *kernel)
{
    size_t atoms = (size_t)kernel->atoms + 1;
    *self = (integi_change){.kernel = kernel, .context = kernel->context};
    self->wild = integi_allocate_zeroed(self->context, atoms * sizeof *self->wild);
    self->listed = integi_allocate_zeroed(self->context, atoms * sizeof *self->listed);
    self->amount = integi_allocate_zeroed(self->context, atoms * sizeof *self->amount);
    self->atoms = integi_allocate_zeroed(self->context, atoms * sizeof *self->atoms);
    if (self->wild == NULL || self->listed == NULL || self->amount == NULL || self->atoms == NULL)
        return false;
    for (int64_t atom = 0; atom < kernel->atoms; atom++)
        if (!add_column(self, atom))
            return false;
    return true;
}

void integi_change_free(integi_change *self)
{
    if (self->context == NULL)
        return;
    size_t atoms = self->kernel == NULL ? 0 : (size_t)self->kernel->atoms + 1;
    integi_lists_free(self->context, &self->columns);
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

static void add_change(integi_change *self, int64_t atom, int64_t times)
{
    const int64_t *items = integi_lists_at(&self->columns, atom);
    int64_t length = integi_lists_length(&self->columns, atom);
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
    const int64_t *items = integi_lists_at(&self->columns, atom);
    int64_t length = integi_lists_length(&self->columns, atom);
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
static bool repair(integi_change *self, const uint32_t *watched, int64_t pivot)
{
    const integi_kernel *kernel = self->kernel;
    const uint32_t *row = kernel->rows[kernel->row_of[pivot]];
    int64_t best = -1, best_times = 0, best_cost = 0, tried = 0;
    for (int64_t atom = 0; atom < kernel->atoms && tried < CANDIDATES; atom++) {
        int64_t coefficient = row[atom] == 0 ? 0 : -integi_kernel_lift(row[atom]);
        if (coefficient == 0 || atom == pivot || self->wild[atom] || watched[atom] != 0 || self->amount[atom] != 0)
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

bool integi_change_find(integi_change *self, const uint32_t *watched, int64_t atom, int64_t sign)
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
