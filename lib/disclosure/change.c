/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/change.h"

#define COEFFICIENT_AT_MOST 100
#define AMOUNT_AT_MOST 100000
#define REPAIRS 120    /* of one change */
#define CANDIDATES 600 /* that are tried for one repair */
#define PARTS_AT_MOST ((size_t)1 << 22) /* that are kept of columns, unless one has more */

/* Makes place for what is read of one more column. What was read of a kernel that has changed is forgotten, and so is
 * all where there is no memory for more. */
static void make_place(integi_change *self)
{
    size_t wanted = self->used + (size_t)self->kernel->row_count, room = self->room;
    if (self->version != self->kernel->version) {
        self->version = self->kernel->version;
        self->used = 0;
        self->time++;
        return;
    }
    while (room < wanted)
        room *= 2;
    void *grown = self->parts;
    if (room > self->room)
        grown = room > PARTS_AT_MOST ? NULL
                                     : integi_reallocate(self->context, self->parts, self->room * sizeof *self->parts,
                                                         room * sizeof *self->parts);
    if (grown == NULL) {
        self->used = 0;
        self->time++;
        return;
    }
    self->parts = grown;
    self->room = room;
}

/* Reads what the change of an atom that is no pivot does to pivots. A length of -1: some of it is no small whole
 * number, which mostly shows before all is read. */
static integi_change_column read_anew(integi_change *self, int64_t atom)
{
    make_place(self);
    const integi_kernel *kernel = self->kernel;
    integi_change_column column = {self->time, self->used, 0};
    int64_t row = integi_kernel_columns_next(&kernel->in_rows, 0, atom);
    for (; row >= 0; row = integi_kernel_columns_next(&kernel->in_rows, row + 1, atom)) {
        int64_t coefficient = -integi_kernel_lift(integi_kernel_number(&kernel->rows[row], atom));
        if (coefficient > COEFFICIENT_AT_MOST || coefficient < -COEFFICIENT_AT_MOST) {
            column.length = -1;
            return column;
        }
        if (coefficient != 0)
            self->parts[self->used + (size_t)column.length++] =
                (integi_change_part){(uint32_t)kernel->pivots[row], (int32_t)coefficient};
    }
    self->used += (size_t)column.length;
    return column;
}

/* The same, which is read once as long as the kernel stays as it is: the same few atoms are tried again and again. */
static int64_t read_column(integi_change *self, int64_t atom, const integi_change_part **parts)
{
    integi_change_column *column = &self->columns[atom];
    if (column->time != self->time || self->version != self->kernel->version)
        *column = read_anew(self, atom);
    *parts = self->parts + column->start;
    return column->length;
}

bool integi_change_init(integi_change *self, integi_kernel *kernel)
{
    size_t atoms = (size_t)kernel->atoms + 1;
    *self = (integi_change){.kernel = kernel, .context = kernel->context, .room = (size_t)kernel->row_room, .time = 1};
    self->parts = integi_allocate_array(self->context, self->room, sizeof *self->parts);
    self->columns = integi_allocate_zeroed(self->context, atoms * sizeof *self->columns);
    self->listed = integi_allocate_zeroed(self->context, atoms * sizeof *self->listed);
    self->amount = integi_allocate_zeroed(self->context, atoms * sizeof *self->amount);
    self->atoms = integi_allocate_zeroed(self->context, atoms * sizeof *self->atoms);
    return self->parts != NULL && self->columns != NULL && self->listed != NULL && self->amount != NULL &&
           self->atoms != NULL;
}

void integi_change_free(integi_change *self)
{
    if (self->context == NULL)
        return;
    size_t atoms = self->kernel == NULL ? 0 : (size_t)self->kernel->atoms + 1;
    integi_release(self->context, self->parts, self->parts == NULL ? 0 : self->room * sizeof *self->parts);
    integi_release(self->context, self->columns, self->columns == NULL ? 0 : atoms * sizeof *self->columns);
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
    const integi_change_part *parts;
    int64_t length = read_column(self, atom, &parts);
    change_atom(self, atom, times);
    for (int64_t i = 0; i < length; i++)
        change_atom(self, parts[i].pivot, times * parts[i].coefficient);
}

/* How many people too few there are in an atom with so much change. */
static int64_t lack(const integi_change *self, int64_t atom, int64_t amount)
{
    int64_t left = self->kernel->counts[atom] + amount;
    return left < 0 ? -left : 0;
}

/* How many more people are lacking anywhere when a change is added; INT64_MAX: it is none in small whole numbers. */
static int64_t cost_of(integi_change *self, int64_t atom, int64_t times)
{
    const integi_change_part *parts;
    int64_t length = read_column(self, atom, &parts);
    integi_kernel_take_steps(self->kernel, 4 + 2 * length);
    int64_t cost = lack(self, atom, self->amount[atom] + times) - lack(self, atom, self->amount[atom]);
    for (int64_t i = 0; i < length; i++) {
        int64_t pivot = parts[i].pivot, amount = self->amount[pivot];
        cost += lack(self, pivot, amount + times * parts[i].coefficient) - lack(self, pivot, amount);
    }
    return length < 0 ? INT64_MAX : cost;
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
static bool repair(integi_change *self, int64_t watched, int64_t pivot)
{
    const integi_kernel_row *row = &self->kernel->rows[self->kernel->row_of[pivot]];
    int64_t best = -1, best_times = 0, best_cost = 0, tried = 0;
    if (!integi_kernel_take_steps(self->kernel, row->length))
        return false;
    int64_t at = 0;
    for (integi_term term; tried < CANDIDATES && integi_kernel_read_term(row, &at, &term);) {
        int64_t atom = term.atom, coefficient = -integi_kernel_lift(term.number);
        if (atom == pivot || self->amount[atom] != 0 || integi_kernel_watches(self->kernel, watched, atom))
            continue;
        int64_t times = coefficient > 0 ? 1 : -1;
        if (lack(self, atom, times) > 0)
            continue;
        int64_t cost = cost_of(self, atom, times);
        tried += cost != INT64_MAX;
        if (cost != INT64_MAX && (best < 0 || cost < best_cost)) {
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

/* Goes on until nobody is lacking anywhere. */
static bool mend(integi_change *self, int64_t watched)
{
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

/* False where a change is none in small whole numbers. */
static bool start(integi_change *self, int64_t atom, int64_t sign)
{
    const integi_change_part *parts;
    if (read_column(self, atom, &parts) < 0)
        return false;
    add_change(self, atom, sign);
    return true;
}

bool integi_change_find(integi_change *self, int64_t watched, int64_t atom, int64_t sign)
{
    integi_change_clear(self);
    return start(self, atom, sign) && mend(self, watched);
}

bool integi_change_find_with(integi_change *self, int64_t watched, int64_t atom, int64_t sign, int64_t other,
                             int64_t other_sign)
{
    integi_change_clear(self);
    return start(self, atom, sign) && start(self, other, other_sign) && mend(self, watched);
}
