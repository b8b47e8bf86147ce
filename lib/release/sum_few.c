/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/sum_few.h"

#include "release/mix.h"
#include "release/small_groups.h"

#include <string.h>

#define STEPS_OF_ATOM 8
#define NUMBERS 3 /* of each atom */

typedef __int128 wide;

static const integi_lists *members_of(const integi_sum_few *self)
{
    return &self->of->cells->members;
}

static int64_t atoms_of(const integi_sum_few *self)
{
    return self->of->atoms->count;
}

static size_t room_of(const integi_sum_few *self)
{
    return NUMBERS * (size_t)atoms_of(self) + 1;
}

/* ---- what people have ---- */

/* In units, of which all amounts are so many. */
static uint32_t number_of(const integi_sum_amounts *amounts, wide amount)
{
    wide unit = amounts->unit == 0 ? 1 : amounts->unit, number = amount / unit % INTEGI_KERNEL_PRIME;
    return (uint32_t)(number < 0 ? number + INTEGI_KERNEL_PRIME : number);
}

/* People of an atom with an amount, or with any other one. */
static int64_t count_people(const integi_sum_amounts *amounts, int64_t atom, wide amount, bool others)
{
    int64_t count = 0;
    for (size_t i = amounts->starts[atom]; i < amounts->starts[atom + 1]; i++)
        count += (amounts->values[i] == amount) != others;
    return count;
}

/* How many different amounts its people may have. Rows of other people are not split, since nobody is counted of them
 * then. */
static int64_t count_amounts(const integi_sum_few *self, int64_t atom)
{
    const integi_sum_amounts *amounts = self->amounts;
    int64_t least = integi_sum_amounts_find(amounts, amounts->least[atom]);
    int64_t most = integi_sum_amounts_find(amounts, amounts->most[atom]);
    return most > least && integi_atoms_has_owners(self->of->atoms) ? INT64_MAX : most - least + 1;
}

static void read_atom(integi_sum_few *self, int64_t atom)
{
    const integi_sum_amounts *amounts = self->amounts;
    int64_t second = atoms_of(self) + atom, different = amounts->is_known[atom] ? count_amounts(self, atom) : 0;
    self->sizes[atom] = self->of->atoms->sizes[atom];
    self->sizes[second] = 0;
    self->ones[atom] = 1;
    self->ones[second] = different == 2;
    self->parts[atom] = different == 1 || different == 2 ? number_of(amounts, amounts->least[atom]) : 0;
    self->parts[second] = different == 2 ? number_of(amounts, amounts->most[atom]) : different > 2;
    if (different == 2)
        self->sizes[atom] = count_people(amounts, atom, amounts->least[atom], false);
    if (different > 1)
        self->sizes[second] = different == 2 ? count_people(amounts, atom, amounts->most[atom], false)
                                             : count_people(amounts, atom, 0, true);
    self->is_useful = self->is_useful || different == 1 || different == 2;
}

/* Takes the numbers of an atom's people. Returns how many numbers there are then. */
static int64_t take_people(integi_sum_few *self, int64_t atom, int64_t count)
{
    for (int64_t column = atom; column <= atom + atoms_of(self); column += atoms_of(self))
        if (self->ones[column] != 0)
            self->columns[count++] = column;
    return count;
}

/* Takes the numbers that make up what an atom's people have, likewise. */
static int64_t take_parts(integi_sum_few *self, int64_t atom, int64_t count)
{
    for (int64_t column = atom; column <= atom + atoms_of(self); column += atoms_of(self))
        if (self->parts[column] != 0) {
            self->columns[count] = column;
            self->times[count++] = self->parts[column];
        }
    return count;
}

/* Takes what those of a cell have who are there. Returns how many numbers that is, or -1 where it is not known. */
static int64_t take_cell(integi_sum_few *self, const integi_lists *cells, int64_t cell)
{
    int64_t count = 0;
    for (int64_t at = cells->starts[cell]; at < cells->starts[cell + 1]; at++) {
        int64_t atom = cells->items[at];
        if (atom >= self->of->atoms->real)
            continue;
        if (!self->amounts->is_known[atom])
            return -1;
        count = take_parts(self, atom, count);
    }
    return count;
}

/* Makes squares of what was taken. */
static void square(integi_sum_few *self, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        uint64_t number = self->times[i];
        self->columns[i] += self->ones[self->columns[i]] != 0 ? 0 : atoms_of(self);
        self->times[i] = (uint32_t)(number * number % INTEGI_KERNEL_PRIME);
    }
}

/* ---- what is shown ---- */

static bool add_shown(integi_sum_few *self)
{
    const integi_lists *members = members_of(self);
    for (int64_t cell = 0; cell < members->count; cell++) {
        int64_t count = 0;
        for (int64_t at = members->starts[cell]; at < members->starts[cell + 1]; at++)
            if (self->of->states[cell] == INTEG_CELL_SHOWN && members->items[at] < self->of->atoms->real)
                count = take_people(self, members->items[at], count);
        if (count > 0 &&
            integi_kernel_add(&self->kernel, self->columns, NULL, count, true) == INTEGI_KERNEL_NO_MEMORY)
            return false;
    }
    return true;
}

static bool add_sum(integi_sum_few *self, size_t sum, bool squares)
{
    int64_t count = take_cell(self, &self->of->atoms->cells, self->of->collection->sums[sum].cell);
    if (squares)
        square(self, count);
    return count <= 0 ||
           integi_kernel_add(&self->kernel, self->columns, self->times, count, true) != INTEGI_KERNEL_NO_MEMORY;
}

static bool add_sums(integi_sum_few *self, const integi_shown_sums *shown)
{
    bool good = true;
    for (size_t i = 0; i < shown->sum_count && good; i++)
        good = add_sum(self, shown->sums[i], false);
    for (size_t i = 0; i < shown->limit_count && good; i++)
        good = add_sum(self, shown->limits[i], true);
    return good;
}

static void take_back(integi_sum_few *self, int64_t rows)
{
    while (self->kernel.row_count > rows)
        integi_kernel_take_back(&self->kernel);
}

/* ---- opening ---- */

static void list_hidden(integi_sum_few *self)
{
    const integi_atoms *atoms = self->of->atoms;
    const integi_lists *members = members_of(self);
    for (int64_t cell = 0; cell < members->count; cell++) {
        int32_t state = self->of->states[cell];
        if (state != INTEG_CELL_PRIMARY && state != INTEG_CELL_SECONDARY)
            continue;
        int64_t people = integi_atoms_people(atoms, integi_lists_at(members, cell), integi_lists_length(members, cell),
                                             atoms->owners.few + 1);
        if (people > 0 && people <= atoms->owners.few)
            self->hidden[self->hidden_count++] = cell;
    }
}

static bool open_few(integi_sum_few *self)
{
    integ_context *context = self->of->collection->context;
    size_t room = room_of(self), cells = (size_t)members_of(self)->count + 1;
    self->is_open = true;
    self->hidden = integi_allocate_array(context, cells, sizeof *self->hidden);
    self->following = integi_allocate_array(context, cells, sizeof *self->following);
    self->sizes = integi_allocate_zeroed(context, room * sizeof *self->sizes);
    self->ones = integi_allocate_zeroed(context, room * sizeof *self->ones);
    self->parts = integi_allocate_zeroed(context, room * sizeof *self->parts);
    self->columns = integi_allocate_array(context, room, sizeof *self->columns);
    self->times = integi_allocate_array(context, room, sizeof *self->times);
    if (self->hidden == NULL || self->following == NULL || self->sizes == NULL || self->ones == NULL ||
        self->parts == NULL || self->columns == NULL || self->times == NULL)
        return false;
    list_hidden(self);
    return true;
}

static void forget(integi_sum_few *self)
{
    integ_context *context = self->of->collection->context;
    integi_kernel_free(&self->kernel);
    integi_lists_free(context, &self->counted);
    integi_lists_free(context, &self->summed);
    self->counted = self->summed = (integi_lists){0};
    self->is_useful = false;
}

static void wipe(integi_sum_few *self, void *memory, size_t size)
{
    if (memory != NULL)
        integi_release_wiped(self->of->collection->context, memory, size);
}

void integi_sum_few_close(integi_sum_few *self)
{
    size_t room = room_of(self), cells = (size_t)members_of(self)->count + 1;
    if (!self->is_open)
        return;
    forget(self);
    wipe(self, self->hidden, cells * sizeof *self->hidden);
    wipe(self, self->following, cells * sizeof *self->following);
    wipe(self, self->sizes, room * sizeof *self->sizes);
    wipe(self, self->ones, room * sizeof *self->ones);
    wipe(self, self->parts, room * sizeof *self->parts);
    wipe(self, self->columns, room * sizeof *self->columns);
    wipe(self, self->times, room * sizeof *self->times);
}

static bool make_kernel(integi_sum_few *self)
{
    int64_t rows = members_of(self)->count + 2 * (int64_t)self->of->collection->sum_count;
    if (!integi_kernel_init(&self->kernel, self->of->collection->context, self->sizes, NUMBERS * atoms_of(self), rows,
                            0))
        return false;
    self->kernel.stint = self->of->stint;
    if (!add_shown(self))
        return false;
    self->kernel.may_be_undone = true; /* what sums say */
    return true;
}

bool integi_sum_few_begin(integi_sum_few *self, const integi_sum_amounts *amounts)
{
    self->amounts = amounts;
    if (self->is_open)
        forget(self);
    if (amounts->different_count < 0 || self->of->atoms->owners.few < 1) /* nobody is told apart */
        return true;
    if (!self->is_open && !open_few(self))
        return false;
    for (int64_t atom = 0; atom < self->of->atoms->real; atom++)
        read_atom(self, atom);
    return integi_stint_take(self->of->stint, STEPS_OF_ATOM * atoms_of(self) + 2 * (int64_t)amounts->value_room) &&
           (!self->is_useful || make_kernel(self));
}

/* ---- those of hidden figures, and of groups that were found ---- */

/* Whether it follows what those of a cell have. */
static bool follows(integi_sum_few *self, int64_t cell)
{
    int64_t count = take_cell(self, members_of(self), cell);
    return count > 0 && integi_kernel_has_nothing_left(&self->kernel, self->columns, self->times, count);
}

static int64_t list_following(integi_sum_few *self)
{
    int64_t count = 0;
    for (int64_t i = 0; i < self->hidden_count && !integi_stint_is_over(self->of->stint); i++)
        if (follows(self, self->hidden[i]))
            self->following[count++] = self->hidden[i];
    return count;
}

/* Whether a group's number follows, or what it has: how many times the numbers given are taken. */
static bool group_follows(integi_sum_few *self, const int64_t *columns, int64_t count, const uint32_t *times)
{
    for (int64_t i = 0; i < count; i++)
        self->times[i] = times[columns[i]];
    return integi_kernel_has_nothing_left(&self->kernel, columns, self->times, count);
}

static bool any_follows(integi_sum_few *self, const integi_lists *groups, const uint32_t *times)
{
    for (int64_t i = 0; i < groups->count && !self->of->leaves_groups; i++)
        if (group_follows(self, integi_lists_at(groups, i), integi_lists_length(groups, i), times))
            return true;
    return false;
}

bool integi_sum_few_look(integi_sum_few *self, const integi_shown_sums *shown, int64_t *told)
{
    *told = -1;
    if (!self->is_useful)
        return true;
    int64_t rows = self->kernel.row_count;
    if (!add_sums(self, shown))
        return false;
    int64_t count = list_following(self);
    if (any_follows(self, &self->counted, self->ones) || any_follows(self, &self->summed, self->parts))
        *told = members_of(self)->count;
    take_back(self, rows);
    for (int64_t i = 0; i < count && *told < 0; i++)
        if (!follows(self, self->following[i])) /* from counts alone */
            *told = self->following[i];
    return !integi_stint_is_over(self->of->stint);
}

/* ---- groups ---- */

static void sign_counts(const integi_sum_few *self, integi_alike *alike)
{
    const integi_lists *members = members_of(self);
    for (int64_t cell = 0; cell < members->count; cell++)
        for (int64_t at = members->starts[cell];
             self->of->states[cell] == INTEG_CELL_SHOWN && at < members->starts[cell + 1]; at++)
            if (members->items[at] < self->of->atoms->real)
                for (int64_t i = 0, column = members->items[at]; i < 2; i++, column += atoms_of(self))
                    alike[column].signature += self->ones[column] != 0 ? integi_mix((uint64_t)cell + 1) : 0;
}

/* Of rows of other people, nobody knows whose is what several have together. */
static bool may_be_of_few(const integi_sum_few *self, int64_t column)
{
    return self->ones[column] != 0 || (self->sizes[column] > 0 && !integi_atoms_has_owners(self->of->atoms));
}

static void sign_sum(integi_sum_few *self, size_t sum, uint64_t number, integi_alike *alike)
{
    int64_t count = take_cell(self, &self->of->atoms->cells, self->of->collection->sums[sum].cell);
    for (int64_t i = 0; i < count; i++)
        if (may_be_of_few(self, self->columns[i]))
            alike[self->columns[i]].signature += integi_mix(number ^ (uint64_t)self->times[i] << 32);
}

/* By the rows that they are in, and how many times; of whom something may follow. Squares are no people. */
static void sign_columns(integi_sum_few *self, const integi_shown_sums *shown, integi_alike *alike)
{
    uint64_t number = (uint64_t)members_of(self)->count;
    for (int64_t column = 0; column < self->kernel.atoms; column++)
        alike[column] = (integi_alike){0, column};
    sign_counts(self, alike);
    for (size_t i = 0; i < shown->sum_count; i++)
        sign_sum(self, shown->sums[i], ++number, alike);
    for (size_t i = 0; i < shown->limit_count; i++)
        sign_sum(self, shown->limits[i], ++number, alike);
    integi_stint_take(self->of->stint, STEPS_OF_ATOM * (self->kernel.atoms + members_of(self)->used));
    integi_alike_sort(alike, self->kernel.atoms);
}

static bool find_groups(integi_sum_few *self, const integi_alike *alike, const uint32_t *times, integi_lists *groups)
{
    const integi_atoms *atoms = self->of->atoms;
    integi_small_groups found = {.kernel = &self->kernel, .sizes = self->sizes, .few = atoms->owners.few,
                                 .alike = alike, .amounts = times};
    found.owned = integi_atoms_has_owners(atoms) ? atoms : NULL;
    bool good = integi_small_groups_find(&found);
    *groups = found.groups;
    return good;
}

static bool has_group(const integi_lists *groups, const int64_t *columns, int64_t count)
{
    for (int64_t group = 0; group < groups->count; group++)
        if (integi_lists_length(groups, group) == count &&
            memcmp(integi_lists_at(groups, group), columns, (size_t)count * sizeof *columns) == 0)
            return true;
    return false;
}

/* Appends those that are not there, and of whom nothing follows from counts alone. */
static bool keep_groups(integi_sum_few *self, const integi_lists *found, const uint32_t *times, integi_lists *groups)
{
    integ_context *context = self->of->collection->context;
    bool good = true;
    for (int64_t group = 0; group < found->count && good; group++) {
        const int64_t *columns = integi_lists_at(found, group);
        int64_t count = integi_lists_length(found, group);
        if (has_group(groups, columns, count) || group_follows(self, columns, count, times))
            continue;
        for (int64_t i = 0; i < count && good; i++)
            good = integi_lists_item(context, groups, columns[i]);
        good = good && integi_lists_close(context, groups);
    }
    return good;
}

static bool find_both(integi_sum_few *self, const integi_shown_sums *shown, integi_alike *alike)
{
    integ_context *context = self->of->collection->context;
    integi_lists counted = {0}, summed = {0};
    int64_t rows = self->kernel.row_count;
    bool good = add_sums(self, shown);
    if (good) {
        sign_columns(self, shown, alike);
        good = find_groups(self, alike, self->ones, &counted) && find_groups(self, alike, self->parts, &summed);
    }
    if (good) {
        take_back(self, rows);
        good = keep_groups(self, &counted, self->ones, &self->counted) &&
               keep_groups(self, &summed, self->parts, &self->summed);
    }
    integi_lists_free(context, &counted);
    integi_lists_free(context, &summed);
    return good;
}

bool integi_sum_few_find(integi_sum_few *self, const integi_shown_sums *shown, bool *more)
{
    integ_context *context = self->of->collection->context;
    int64_t before = self->counted.count + self->summed.count;
    *more = false;
    if (!self->is_useful || self->of->leaves_groups)
        return true;
    size_t size = ((size_t)self->kernel.atoms + 1) * sizeof(integi_alike);
    integi_alike *alike = integi_allocate(context, size);
    bool good = alike != NULL && find_both(self, shown, alike);
    wipe(self, alike, size);
    *more = self->counted.count + self->summed.count > before;
    return good && !integi_stint_is_over(self->of->stint);
}
