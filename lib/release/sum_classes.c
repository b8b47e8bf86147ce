/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/sum_classes.h"

#include "release/mix.h"
#include "release/small_groups.h"

#define STEPS_OF_ATOM 8
#define LOOSE_PEOPLE 5 /* with many amounts each: their squares add up to anything, beside their sum */
#define SQUARED_AT_MOST ((wide)1 << 40)
#define LOOSER 1024 /* times the people of a class */

typedef __int128 wide;

static const integi_sum *sum_at(const integi_sum_classes *self, size_t place)
{
    return &self->amounts->collection->sums[self->sums[place]];
}

/* ---- which atoms are in the same sums ---- */

static void sign_atoms(const integi_sum_classes *self, integi_alike *alike, integi_stint *stint)
{
    const integi_atoms *atoms = self->amounts->atoms;
    for (int64_t atom = 0; atom < atoms->count; atom++)
        alike[atom] = (integi_alike){0, atom};
    for (size_t i = 0; i < self->sum_count; i++) {
        int64_t cell = sum_at(self, i)->cell;
        for (int64_t at = atoms->cells.starts[cell]; at < atoms->cells.starts[cell + 1]; at++)
            alike[atoms->cells.items[at]].signature += integi_mix((uint64_t)i + 1);
        integi_stint_take(stint, STEPS_OF_ATOM * integi_lists_length(&atoms->cells, cell));
    }
    integi_alike_sort(alike, atoms->count);
}

static bool number_classes(integi_sum_classes *self, integi_stint *stint)
{
    int64_t atoms = self->amounts->atoms->count;
    size_t size = ((size_t)atoms + 1) * sizeof(integi_alike);
    integi_alike *alike = integi_allocate(self->amounts->collection->context, size);
    if (alike == NULL)
        return false;
    sign_atoms(self, alike, stint);
    for (int64_t i = 0; i < atoms; i++) {
        bool is_new = i == 0 || alike[i].signature != alike[i - 1].signature;
        self->count += is_new && alike[i].signature != 0;
        self->class_of[alike[i].atom] = alike[i].signature == 0 ? -1 : self->count - 1;
    }
    integi_release(self->amounts->collection->context, alike, size);
    return integi_stint_take(stint, STEPS_OF_ATOM * atoms);
}

/* ---- what they have ---- */

static void add_up(integi_sum_classes *self)
{
    const integi_sum_amounts *amounts = self->amounts;
    for (int64_t atom = 0; atom < amounts->atoms->real; atom++) {
        if (self->class_of[atom] < 0)
            continue;
        integi_sum_class *class = &self->classes[self->class_of[atom]];
        int64_t people = amounts->atoms->sizes[atom];
        wide least = amounts->least[atom], most = amounts->most[atom];
        class->lowest = class->people == 0 || least < class->lowest ? least : class->lowest;
        class->highest = class->people == 0 || most > class->highest ? most : class->highest;
        class->people += people;
        class->loose += amounts->has_many[atom] ? people : 0;
        class->total += amounts->total[atom];
        class->least += amounts->is_uneven[atom] ? amounts->total[atom] : people * least;
        class->most += amounts->is_uneven[atom] ? amounts->total[atom] : people * most;
    }
}

/* ---- what the sums say of them ---- */

static void find_looseness(integi_sum_classes *self)
{
    for (int64_t i = 0; i < self->count; i++) {
        integi_sum_class *class = &self->classes[i];
        class->has_many = integi_sum_amounts_are_many(self->amounts, class->lowest, class->highest);
        self->looseness[i] = LOOSER * class->loose + (class->least < class->most ? class->people : 0);
    }
}

/* Lists the classes of a sum, each once. */
static int64_t list_classes(const integi_sum_classes *self, size_t place, int64_t *met_by, int64_t *list)
{
    const integi_lists *cells = &self->amounts->atoms->cells;
    int64_t cell = sum_at(self, place)->cell, count = 0;
    for (int64_t at = cells->starts[cell]; at < cells->starts[cell + 1]; at++) {
        int64_t class = self->class_of[cells->items[at]];
        if (met_by[class] == (int64_t)place + 1)
            continue;
        met_by[class] = (int64_t)place + 1;
        list[count++] = class;
    }
    return count;
}

static bool add_sums(integi_sum_classes *self, integi_stint *stint)
{
    integ_context *context = self->amounts->collection->context;
    size_t size = ((size_t)self->count + 1) * sizeof(int64_t);
    int64_t *met_by = integi_allocate_zeroed(context, size);
    bool good = met_by != NULL && integi_kernel_init(&self->kernel, context, self->looseness, self->count,
                                                     (int64_t)self->sum_count, 0);
    self->kernel.stint = stint;
    for (size_t i = 0; i < self->sum_count && good; i++) {
        int64_t count = list_classes(self, i, met_by, self->met);
        good = count == 0 ||
               integi_kernel_add(&self->kernel, self->met, NULL, count, true) != INTEGI_KERNEL_NO_MEMORY;
    }
    integi_release(context, met_by, met_by == NULL ? 0 : size);
    return good;
}

bool integi_sum_classes_make(integi_sum_classes *self, integi_stint *stint)
{
    integ_context *context = self->amounts->collection->context;
    size_t room = (size_t)self->amounts->atoms->count + 1;
    self->kernel.context = context;
    self->class_of = integi_allocate_array(context, room, sizeof *self->class_of);
    self->classes = integi_allocate_zeroed(context, room * sizeof *self->classes);
    self->changes = integi_allocate_zeroed(context, room * sizeof *self->changes);
    self->looseness = integi_allocate_zeroed(context, room * sizeof *self->looseness);
    self->met = integi_allocate_array(context, room, sizeof *self->met);
    self->row_changes = integi_allocate_zeroed(context, (self->sum_count + 1) * sizeof *self->row_changes);
    self->met_rows = integi_allocate_array(context, self->sum_count + 1, sizeof *self->met_rows);
    if (self->class_of == NULL || self->classes == NULL || self->changes == NULL || self->looseness == NULL ||
        self->met == NULL || self->row_changes == NULL || self->met_rows == NULL || !number_classes(self, stint))
        return false;
    add_up(self);
    find_looseness(self);
    return add_sums(self, stint);
}

void integi_sum_classes_free(integi_sum_classes *self)
{
    integ_context *context = self->amounts->collection->context;
    size_t room = (size_t)self->amounts->atoms->count + 1;
    integi_kernel_free(&self->kernel);
    integi_release(context, self->class_of, self->class_of == NULL ? 0 : room * sizeof *self->class_of);
    integi_release(context, self->looseness, self->looseness == NULL ? 0 : room * sizeof *self->looseness);
    integi_release(context, self->met, self->met == NULL ? 0 : room * sizeof *self->met);
    integi_release(context, self->met_rows,
                   self->met_rows == NULL ? 0 : (self->sum_count + 1) * sizeof *self->met_rows);
    if (self->row_changes != NULL)
        integi_release_wiped(context, self->row_changes, (self->sum_count + 1) * sizeof *self->row_changes);
    if (self->classes != NULL)
        integi_release_wiped(context, self->classes, room * sizeof *self->classes);
    if (self->changes != NULL)
        integi_release_wiped(context, self->changes, room * sizeof *self->changes);
}

/* ---- other people ---- */

/* What somebody would have who might be in a sum is not known. Where there are not many amounts, it must not matter,
 * whatever anybody there has. */
static void find_amounts(const integi_sum_classes *self, int64_t atom, wide *least, wide *most)
{
    const integi_sum_amounts *amounts = self->amounts;
    const integi_sum_class *class = &self->classes[self->class_of[atom]];
    bool real = atom < amounts->atoms->real;
    *least = real ? amounts->least[atom] : class->has_many ? class->lowest : class->highest;
    *most = real ? amounts->most[atom] : class->has_many ? class->highest : class->lowest;
}

static void change_class(integi_sum_classes *self, int64_t atom, int64_t amount)
{
    int64_t class = self->class_of[atom];
    integi_sum_class_change *change = &self->changes[class];
    wide least, most;
    find_amounts(self, atom, &least, &most);
    bool has_one = least == most && least < SQUARED_AT_MOST && least > -SQUARED_AT_MOST;
    if (!change->is_met) {
        *change = (integi_sum_class_change){.least = self->classes[class].least, .most = self->classes[class].most,
                                            .sum = self->classes[class].total, .is_met = true, .is_fixed = true};
        self->met[self->met_count++] = class;
    }
    change->is_fixed = change->is_fixed && has_one;
    change->is_uneven = change->is_uneven || self->amounts->is_uneven[atom];
    change->least += amount * least;
    change->most += amount * most;
    change->sum += amount * least; /* where it is fixed */
    change->squares += has_one ? amount * least * least : 0;
    change->loose += self->amounts->has_many[atom] ? amount : 0;
}

/* Chooses what a class adds up to: as it does, or as near as can be. False: there is nothing that it could. */
static bool choose_sum(integi_sum_classes *self, int64_t class, const int64_t *items, int64_t length)
{
    integi_sum_class_change *change = &self->changes[class];
    wide total = self->classes[class].total;
    if (integi_sum_can_be_handed_on(self->amounts, self->class_of, items, length, class)) {
        change->is_fixed = true;
        change->sum = total;
        change->squares = 0;
        if (change->is_uneven) /* nothing else can be made of it */
            change->least = change->most = total;
        return true;
    }
    if (change->is_uneven)
        return false;
    if (!change->is_fixed)
        change->sum = total < change->least ? change->least : total > change->most ? change->most : total;
    return change->least <= change->most;
}

/* Adds what a class adds up to more to the rows that it is in. */
static void change_rows(integi_sum_classes *self, int64_t class)
{
    const integi_sum_class_change *change = &self->changes[class];
    int64_t count = integi_kernel_read_column(&self->kernel, class);
    for (int64_t i = 0; i < count; i++) {
        const integi_kernel_entry *entry = &self->kernel.column[i];
        integi_sum_row_change *row = &self->row_changes[entry->row];
        bool is_pivot = self->kernel.pivots[entry->row] == class;
        wide times = integi_kernel_lift(entry->number);
        if (!row->is_met) {
            *row = (integi_sum_row_change){.is_met = true, .is_fixed = true};
            self->met_rows[self->met_row_count++] = entry->row;
        }
        row->sum += is_pivot ? 0 : times * (change->sum - self->classes[class].total);
        row->squares += times * change->squares;
        row->is_fixed = row->is_fixed && change->is_fixed;
    }
}

/* Whether the pivot of a row can make up for what the others add up to. */
static bool is_made_up_for(const integi_sum_classes *self, int64_t at, bool squares)
{
    const integi_sum_row_change *row = &self->row_changes[at];
    const integi_sum_class *class = &self->classes[self->kernel.pivots[at]];
    const integi_sum_class_change *change = &self->changes[self->kernel.pivots[at]];
    wide wanted = class->total - row->sum, least = class->least, most = class->most, sum = class->total;
    int64_t loose = class->loose;
    if (change->is_met) {
        least = change->least;
        most = change->most;
        sum = change->sum;
        loose += change->loose;
    }
    if (row->is_fixed && row->squares == 0 && wanted == sum)
        return true;
    return wanted >= least && wanted <= most && (!squares || loose >= LOOSE_PEOPLE);
}

static bool are_made_up_for(integi_sum_classes *self, bool squares)
{
    bool good = true;
    self->met_row_count = 0;
    for (int64_t i = 0; i < self->met_count; i++)
        change_rows(self, self->met[i]);
    for (int64_t i = 0; i < self->met_row_count; i++)
        good = good && is_made_up_for(self, self->met_rows[i], squares);
    for (int64_t i = 0; i < self->met_row_count; i++)
        self->row_changes[self->met_rows[i]].is_met = false;
    return good;
}

bool integi_sum_classes_allow(integi_sum_classes *self, const int64_t *items, int64_t length, bool squares)
{
    bool allowed = true;
    self->met_count = 0;
    for (int64_t i = 0; i < length && self->count > 0; i += 2)
        if (self->class_of[items[i]] >= 0)
            change_class(self, items[i], items[i + 1]);
    for (int64_t i = 0; i < self->met_count && allowed; i++)
        allowed = choose_sum(self, self->met[i], items, length);
    allowed = allowed && are_made_up_for(self, squares);
    for (int64_t i = 0; i < self->met_count; i++)
        self->changes[self->met[i]] = (integi_sum_class_change){.is_met = false};
    return allowed;
}

/* ---- as rows of a kernel of atoms ---- */

/* Writes a row of classes as one of atoms. Returns how many these are. */
static int64_t write_row(const integi_sum_classes *self, const integi_kernel_row *row, wide unit, bool squares,
                         int64_t *atoms, uint32_t *numbers)
{
    int64_t count = 0;
    for (int64_t atom = 0; atom < self->amounts->atoms->real; atom++) {
        int64_t class = self->class_of[atom];
        uint32_t times = class < 0 ? 0 : integi_kernel_number(row, class);
        wide amount = self->amounts->least[atom] / unit % INTEGI_KERNEL_PRIME;
        wide number = (squares ? amount * amount : amount) % INTEGI_KERNEL_PRIME * times % INTEGI_KERNEL_PRIME;
        if (number == 0)
            continue;
        atoms[count] = atom;
        numbers[count++] = (uint32_t)(number < 0 ? number + INTEGI_KERNEL_PRIME : number);
    }
    return count;
}

static bool add_rows(const integi_sum_classes *self, integi_kernel *kernel, bool squares, int64_t *atoms,
                     uint32_t *numbers)
{
    wide unit = self->amounts->unit == 0 ? 1 : self->amounts->unit;
    for (int64_t row = 0; row < self->kernel.row_count; row++) {
        if (self->classes[self->kernel.pivots[row]].loose >= LOOSE_PEOPLE)
            continue;
        int64_t count = write_row(self, &self->kernel.rows[row], unit, squares, atoms, numbers);
        if ((count > 0 && integi_kernel_add(kernel, atoms, numbers, count, true) == INTEGI_KERNEL_NO_MEMORY) ||
            !integi_kernel_take_steps(kernel, STEPS_OF_ATOM * self->amounts->atoms->count))
            return false;
    }
    return true;
}

bool integi_sum_classes_add_rows(const integi_sum_classes *self, integi_kernel *kernel, bool squares)
{
    integ_context *context = self->amounts->collection->context;
    size_t room = (size_t)self->amounts->atoms->count + 1;
    int64_t *atoms = integi_allocate_array(context, room, sizeof *atoms);
    uint32_t *numbers = integi_allocate_array(context, room, sizeof *numbers);
    bool good = atoms != NULL && numbers != NULL && add_rows(self, kernel, squares, atoms, numbers);
    integi_release(context, atoms, atoms == NULL ? 0 : room * sizeof *atoms);
    if (numbers != NULL)
        integi_release_wiped(context, numbers, room * sizeof *numbers);
    return good;
}
