/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Which atoms are rounded, and to what, is decided as for tables (integ_round()), over the cells of all snapshots,
 * whose atoms are people. What follows from cells by subtracting is rounded with them, where it is small before or
 * after; and so it goes round. How many people there are is known to everybody: what rounding has made more or fewer
 * of them is made up for by others, so that nothing can be read from that. */
#include "release/rounding.h"

#include "base/message.h"
#include "disclosure/primary.h"
#include "release/decide.h"
#include "release/messages.h"
#include "release/ranks.h"

#define ROUNDS_AT_MOST 100

/* People more or fewer that an atom has in one snapshot alone, as if they had come for it, or been away. */
typedef struct shift {
    int64_t space, atom, change;
} shift;

typedef struct rounding {
    integ_context *context;
    integi_collection *collection;
    const integ_disclosure *rule;
    integ_disclosure *probe; /* the same with the base as threshold */
    int64_t base;
    bool complement; /* what is left of one figure without another is protected */
    integi_atoms atoms;
    integi_rounding_columns work;
    int64_t *column_of; /* of each cell; -1: nobody is in it */
    int64_t *values;    /* of columns, rounded */
    size_t value_room;
    int64_t *sizes;     /* of atoms, rounded */
    bool *settled;      /* atoms that cannot be changed any more for the sake of a total */
    shift *shifts;
    size_t shift_count, shift_room;
    bool *lost;         /* spaces whose total cannot be kept: nothing of them is shown */
    integi_stint stint;
} rounding;

/* ---- everybody ---- */

/* How many people there are is known. Of rows of a table that belongs to another one, those are its rows. */
static integ_status add_totals(const rounding *self, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    size_t spaces = self->collection->space_count;
    for (size_t i = 0; i < spaces && status == INTEG_STATUS_OK; i++) {
        const integ_snapshot *snapshot = self->collection->spaces[i].snapshot;
        int64_t table = integi_owner_table(&self->collection->spaces[i]);
        if (snapshot->tables[table].rows > 0)
            status = integi_collect_everybody(self->collection, snapshot, table, INTEG_STANDING_PUBLISHED, error);
    }
    return status;
}

/* ---- columns ---- */

/* Cells that are derived come last. */
static bool add_columns(rounding *self, bool derived)
{
    const integi_lists *lists = &self->atoms.cells;
    for (size_t i = 0; i < self->collection->cell_count; i++) {
        int64_t count = integi_lists_length(lists, (int64_t)i);
        if ((self->collection->cells[i].standing == INTEG_STANDING_DERIVED) != derived)
            continue;
        self->column_of[i] = -1;
        if (count > 0 && !integi_columns_add(&self->work.columns, integi_lists_at(lists, (int64_t)i), count, 0,
                                             INTEG_STANDING_OPEN, &self->column_of[i]))
            return false;
    }
    return true;
}

static integ_status make_columns(rounding *self, integ_error *error)
{
    bool more;
    integi_columns_init(&self->work.columns, &self->atoms);
    bool good = add_columns(self, false);
    self->work.printed = self->work.columns.lists.count;
    if (!good || !add_columns(self, true))
        return integi_out_of_memory(error);
    if (!self->complement)
        return INTEG_STATUS_OK;
    integ_status status = integi_rounding_derive(&self->work, self->atoms.sizes, &more, error);
    return status == INTEG_STATUS_OK ? integi_rounding_derive_groups(&self->work, error) : status;
}

/* ---- rounding ---- */

/* Many rows of too few owners would tell of each of these people: they are not counted at all, be they those of a
 * figure or what is left of one without others. *more: whether there were any. */
static void forget_few_owners(rounding *self, bool *more)
{
    const integi_lists *lists = &self->work.columns.lists;
    for (int64_t i = 0; i < lists->count && integi_atoms_has_owners(&self->atoms); i++) {
        const int64_t *atoms = integi_lists_at(lists, i);
        int64_t count = integi_lists_length(lists, i), rows = 0;
        for (int64_t j = 0; j < count; j++)
            rows += self->atoms.sizes[atoms[j]];
        if (rows < self->base || integi_atoms_people(&self->atoms, atoms, count, self->base) >= self->base)
            continue;
        for (int64_t j = 0; j < count; j++)
            self->atoms.sizes[atoms[j]] = 0;
        *more = true;
    }
}

static integ_status make_cells(const rounding *self, integ_cells **out, integ_error *error)
{
    const integi_lists *lists = &self->work.columns.lists;
    const integi_collection *collection = self->collection;
    integ_status status = integ_cells_new(self->context, self->atoms.count, out, error);
    for (int64_t i = 0; i < lists->count && status == INTEG_STATUS_OK; i++)
        status = integ_cells_add(*out, integi_lists_at(lists, i), integi_lists_length(lists, i), NULL, error);
    for (size_t i = 0; i < collection->share_count && status == INTEG_STATUS_OK; i++) {
        int64_t part = self->column_of[collection->shares[i].part];
        int64_t whole = self->column_of[collection->shares[i].whole];
        if (part >= 0 && whole >= 0 && part != whole)
            status = integ_cells_add_share(*out, part, whole, error);
    }
    return status;
}

static bool make_room(rounding *self)
{
    size_t needed = (size_t)self->work.columns.lists.count + 1;
    if (needed <= self->value_room)
        return true;
    integi_release_wiped(self->context, self->values, self->value_room * sizeof *self->values);
    self->values = integi_allocate_zeroed(self->context, 2 * needed * sizeof *self->values);
    self->value_room = self->values == NULL ? 0 : 2 * needed;
    return self->values != NULL;
}

static integ_status round_columns(rounding *self, integ_error *error)
{
    integ_cells *cells = NULL;
    integ_status status = make_room(self) ? make_cells(self, &cells, error) : integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        status = integ_round(cells, self->atoms.sizes, self->rule, self->base, 0, self->values, self->sizes, error);
    integ_cells_free(cells);
    return status;
}

/* ---- totals that are known ---- */

static int64_t sum_of(const rounding *self, const integi_lists *lists, int64_t list)
{
    int64_t sum = 0;
    for (int64_t at = lists->starts[list]; at < lists->starts[list + 1]; at++)
        sum += self->sizes[lists->items[at]];
    return sum;
}

/* What atoms a total can be made up for with. */
typedef enum choice {
    LARGE,   /* they were not rounded */
    SHOWN,   /* somebody is left in them */
    ROUNDED, /* they were rounded up, and can be down instead */
} choice;

static bool can_take(const rounding *self, int64_t atom, int64_t change, choice among)
{
    int64_t size = self->sizes[atom], truth = self->atoms.sizes[atom];
    if (self->settled[atom] || size < self->base)
        return false;
    if (among == ROUNDED)
        return size == self->base && truth < self->base;
    return size + change >= self->base && (among == SHOWN || size == truth);
}

/* The atom of a cell that is in fewest cells, and of those the one with most people, of which so many more or fewer are
 * no small number either. -1: there is none. */
static int64_t find_atom(const rounding *self, int64_t cell, const int64_t *uses, int64_t change, choice among)
{
    const integi_lists *lists = &self->atoms.cells;
    int64_t best = -1;
    for (int64_t at = lists->starts[cell]; at < lists->starts[cell + 1]; at++) {
        int64_t atom = lists->items[at];
        if (!can_take(self, atom, change, among))
            continue;
        if (best < 0 || uses[atom] < uses[best] ||
            (uses[atom] == uses[best] && self->sizes[atom] > self->sizes[best]))
            best = atom;
    }
    return best;
}

static bool make_up(rounding *self, int64_t cell, const int64_t *uses, int64_t change)
{
    int64_t atom = find_atom(self, cell, uses, change, LARGE);
    if (atom < 0)
        atom = find_atom(self, cell, uses, change, SHOWN);
    if (atom >= 0)
        self->sizes[atom] += change;
    return atom >= 0;
}

/* Makes a total what it was; atoms of other totals that were settled stay as they are. Where there are too many people
 * and nobody can be spared, one atom is rounded down and others get what is too much then. */
static void settle(rounding *self, int64_t cell, const int64_t *uses)
{
    const integi_lists *lists = &self->atoms.cells;
    int64_t change = self->collection->cells[cell].rows.count - sum_of(self, lists, cell);
    bool good = change == 0 || make_up(self, cell, uses, change);
    int64_t down = good || change > 0 ? -1 : find_atom(self, cell, uses, 0, ROUNDED);
    if (down >= 0) {
        self->sizes[down] = 0;
        if (change + self->base != 0 && !make_up(self, cell, uses, change + self->base))
            self->sizes[down] = self->base;
    }
    for (int64_t at = lists->starts[cell]; at < lists->starts[cell + 1]; at++)
        self->settled[lists->items[at]] = true;
}

/* ---- totals that can only be kept in one snapshot ---- */

static bool has_atom(const rounding *self, int64_t cell, int64_t atom)
{
    const integi_lists *lists = &self->atoms.cells;
    int64_t low = lists->starts[cell], high = lists->starts[cell + 1];
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (lists->items[middle] == atom)
            return true;
        if (lists->items[middle] < atom)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool is_within(const rounding *self, int64_t part, int64_t whole)
{
    const integi_lists *lists = &self->atoms.cells;
    int64_t at = lists->starts[whole], end = lists->starts[whole + 1];
    if (integi_lists_length(lists, part) > integi_lists_length(lists, whole))
        return false;
    for (int64_t i = lists->starts[part]; i < lists->starts[part + 1]; i++) {
        while (at < end && lists->items[at] < lists->items[i])
            at++;
        if (at == end || lists->items[at] != lists->items[i])
            return false;
    }
    return true;
}

/* Whether what is left of one of two cells without the other could be small where so many are added to it. */
static bool could_tell(const rounding *self, int64_t one, int64_t other, int64_t change)
{
    const integi_lists *lists = &self->atoms.cells;
    int64_t rest = sum_of(self, lists, one) - sum_of(self, lists, other);
    int64_t true_rest = self->collection->cells[one].rows.count - self->collection->cells[other].rows.count;
    rest = rest < 0 ? -rest : rest;
    true_rest = true_rest < 0 ? -true_rest : true_rest;
    change = change < 0 ? -change : change;
    return (rest < self->base + change || true_rest < self->base) &&
           (is_within(self, one, other) || is_within(self, other, one));
}

/* An atom has more people in one snapshot: no cell of it may be in one of another snapshot, or the other way round, of
 * which only few are left then. Totals have nobody to hide from each other: they are known. */
static bool can_shift(const rounding *self, int64_t space, int64_t atom, int64_t change)
{
    const integi_collected *cells = self->collection->cells;
    for (size_t i = 0; i < self->collection->cell_count; i++) {
        if (cells[i].space != space || !has_atom(self, (int64_t)i, atom))
            continue;
        for (size_t j = 0; j < self->collection->cell_count; j++) {
            bool totals = cells[i].standing == INTEG_STANDING_PUBLISHED &&
                          cells[j].standing == INTEG_STANDING_PUBLISHED;
            if (cells[j].space != space && !totals && could_tell(self, (int64_t)i, (int64_t)j, change))
                return false;
        }
    }
    return true;
}

static int64_t shifted(const rounding *self, int64_t cell)
{
    int64_t sum = 0;
    for (size_t i = 0; i < self->shift_count; i++)
        if (self->shifts[i].space == self->collection->cells[cell].space && has_atom(self, cell, self->shifts[i].atom))
            sum += self->shifts[i].change;
    return sum;
}

static bool is_shifted(const rounding *self, int64_t space, int64_t atom)
{
    for (size_t i = 0; i < self->shift_count; i++)
        if (self->shifts[i].space == space && self->shifts[i].atom == atom)
            return true;
    return false;
}

static int64_t count_now(const rounding *self, int64_t cell)
{
    return sum_of(self, &self->atoms.cells, cell) + shifted(self, cell);
}

static bool is_small_without(const rounding *self, int64_t count)
{
    return count != self->base && count < 2 * self->base;
}

/* Whether what is left of a cell beside one of its parts becomes small, without as many people as the base. */
static bool has_small_rest(const rounding *self, int64_t cell, int64_t atom)
{
    const integi_collected *cells = self->collection->cells;
    int64_t count = count_now(self, cell);
    for (size_t i = 0; i < self->collection->cell_count; i++) {
        bool beside = cells[i].space == cells[cell].space && !has_atom(self, (int64_t)i, atom) &&
                      is_within(self, (int64_t)i, cell);
        if (beside && is_small_without(self, count - count_now(self, (int64_t)i)))
            return true;
    }
    return false;
}

/* Whether all cells of a snapshot that an atom is in, and what is left of them beside others, stay large, or become
 * nobody, where it is rounded down. */
static bool can_be_nobody(const rounding *self, int64_t space, int64_t atom)
{
    for (size_t i = 0; i < self->collection->cell_count; i++) {
        if (self->collection->cells[i].space != space || !has_atom(self, (int64_t)i, atom))
            continue;
        if (is_small_without(self, count_now(self, (int64_t)i)) || has_small_rest(self, (int64_t)i, atom))
            return false;
    }
    return true;
}

/* How many of the people that are wanted an atom can have, or be without; 0: none. */
static int64_t room_of(const rounding *self, int64_t space, int64_t atom, int64_t change, bool down)
{
    int64_t size = self->sizes[atom];
    if (size < self->base || is_shifted(self, space, atom))
        return 0;
    if (down)
        return size == self->base && self->atoms.sizes[atom] < size && can_be_nobody(self, space, atom) ? -size : 0;
    return change > 0 || change > self->base - size ? change : self->base - size;
}

/* The atom of a total that is in fewest cells, and of those the one with most people. */
static shift find_shift(const rounding *self, int64_t cell, const int64_t *uses, int64_t change, bool down)
{
    const integi_lists *lists = &self->atoms.cells;
    shift best = {self->collection->cells[cell].space, -1, 0};
    for (int64_t at = lists->starts[cell]; at < lists->starts[cell + 1]; at++) {
        int64_t atom = lists->items[at], size = self->sizes[atom];
        if (best.atom >= 0 &&
            (uses[atom] > uses[best.atom] || (uses[atom] == uses[best.atom] && size <= self->sizes[best.atom])))
            continue;
        int64_t room = room_of(self, best.space, atom, change, down);
        if (room != 0 && can_shift(self, best.space, atom, room))
            best = (shift){best.space, atom, room};
    }
    return best;
}

static bool keep_shift(rounding *self, shift made)
{
    void *shifts = self->shifts;
    bool grown = integi_grow(self->context, &shifts, &self->shift_room, self->shift_count, sizeof *self->shifts);
    self->shifts = shifts;
    if (grown)
        self->shifts[self->shift_count++] = made;
    return grown;
}

/* Makes a total what it was in its snapshot alone, with as many atoms as that takes. Of a table of fewer rows than the
 * base nothing is shown. False: no memory. */
static bool shift_total(rounding *self, int64_t cell, const int64_t *uses)
{
    const integi_collected *total = &self->collection->cells[cell];
    int64_t change = total->rows.count - sum_of(self, &self->atoms.cells, cell) - shifted(self, cell);
    self->lost[total->space] = self->lost[total->space] || total->rows.count < self->base;
    while (change != 0 && !self->lost[total->space]) {
        shift made = find_shift(self, cell, uses, change, false);
        if (made.atom < 0 && change < 0)
            made = find_shift(self, cell, uses, change, true);
        self->lost[total->space] = made.atom < 0;
        change -= made.change;
        if (made.atom >= 0 && !keep_shift(self, made))
            return false;
    }
    return true;
}

static bool settle_totals(rounding *self)
{
    bool good = true;
    const integi_lists *columns = &self->work.columns.lists;
    size_t room = (size_t)self->atoms.count + 1;
    int64_t *uses = integi_allocate_zeroed(self->context, room * sizeof *uses);
    if (uses == NULL)
        return false;
    for (int64_t i = 0; i < columns->used; i++)
        uses[columns->items[i]]++;
    for (int64_t i = 0; i < self->atoms.count; i++)
        self->settled[i] = false;
    for (size_t i = 0; i < self->collection->space_count; i++)
        self->lost[i] = false;
    self->shift_count = 0;
    for (size_t i = 0; i < self->collection->cell_count; i++)
        if (self->collection->cells[i].standing == INTEG_STANDING_PUBLISHED)
            settle(self, (int64_t)i, uses);
    for (size_t i = 0; i < self->collection->cell_count && good; i++)
        if (self->collection->cells[i].standing == INTEG_STANDING_PUBLISHED)
            good = shift_total(self, (int64_t)i, uses);
    for (int64_t i = 0; i < columns->count; i++)
        self->values[i] = sum_of(self, columns, i);
    integi_release(self->context, uses, room * sizeof *uses);
    return good;
}

/* Small atoms of what has become small only now are to be rounded too, each by itself. */
static bool want_atoms(rounding *self, bool *again)
{
    integi_columns *columns = &self->work.columns;
    int64_t before = columns->lists.count, column;
    for (int64_t i = 0; i < before; i++)
        for (int64_t at = columns->lists.starts[i]; at < columns->lists.starts[i + 1]; at++) {
            int64_t atom = columns->lists.items[at];
            bool small = self->sizes[atom] > 0 && self->sizes[atom] < self->base;
            if (self->values[i] < self->base && small &&
                !integi_columns_add(columns, &atom, 1, INT64_MAX, INTEG_STANDING_DERIVED, &column))
                return false;
        }
    *again = *again || columns->lists.count > before;
    return true;
}

static integ_status round_once(rounding *self, bool *again, integ_error *error)
{
    *again = false;
    forget_few_owners(self, again);
    integ_status status = round_columns(self, error);
    if (status != INTEG_STATUS_OK || !self->complement)
        return status;
    if (!settle_totals(self))
        return integi_out_of_memory(error);
    bool more = false;
    status = integi_rounding_derive(&self->work, self->sizes, &more, error);
    *again = *again || more;
    return status != INTEG_STATUS_OK || want_atoms(self, again) ? status : integi_out_of_memory(error);
}

/* ---- linked tables ---- */

static int64_t rounded_count(const rounding *self, size_t cell)
{
    int64_t column = self->column_of[cell];
    if (self->lost[self->collection->cells[cell].space])
        return -1;
    return column < 0 ? 0 : self->values[column] + shifted(self, (int64_t)cell);
}

/* Where tables tell together of few people, only one is left. */
static integ_status lose_linked(rounding *self, integ_error *error)
{
    bool tells;
    integi_collection *collection = self->collection;
    bool *exact = integi_allocate_zeroed(self->context, collection->cell_count + 1);
    if (exact == NULL)
        return integi_out_of_memory(error);
    for (size_t i = 0; i < collection->cell_count; i++)
        exact[i] = rounded_count(self, i) == collection->cells[i].rows.count;
    integ_status status = integi_rounding_links_tell(collection, self->probe, exact, &tells, error);
    for (size_t i = 0; i < collection->space_count && status == INTEG_STATUS_OK && tells; i++)
        if (integi_owner_table(&collection->spaces[i]) != collection->spaces[i].table)
            self->lost[i] = true;
    integi_release_wiped(self->context, exact, collection->cell_count + 1);
    return status;
}

/* ---- the whole ---- */

static bool open_arrays(rounding *self)
{
    size_t atoms = (size_t)self->atoms.count + 1;
    self->sizes = integi_allocate_zeroed(self->context, atoms * sizeof *self->sizes);
    self->settled = integi_allocate_zeroed(self->context, atoms);
    self->lost = integi_allocate_zeroed(self->context, self->collection->space_count + 1);
    self->column_of =
        integi_allocate_zeroed(self->context, (self->collection->cell_count + 1) * sizeof *self->column_of);
    return self->sizes != NULL && self->settled != NULL && self->lost != NULL && self->column_of != NULL;
}

/* Whose owners are looked at as far as the base asks for. */
static integ_status make_atoms(rounding *self, integ_error *error)
{
    self->collection->rule = self->probe;
    integ_status status = integi_atoms_make(&self->atoms, self->collection, NULL, error);
    self->collection->rule = self->rule;
    return status;
}

static integ_status open_rounding(rounding *self, integ_error *error)
{
    integ_status status = integi_disclosure_copy(self->rule, &self->probe, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_threshold(self->probe, self->base, error);
    if (status == INTEG_STATUS_OK && self->complement)
        status = add_totals(self, error);
    if (status == INTEG_STATUS_OK)
        status = make_atoms(self, error);
    if (status == INTEG_STATUS_OK && !open_arrays(self))
        status = integi_out_of_memory(error);
    self->work.rule = self->probe;
    self->work.stint = &self->stint;
    return status;
}

static void close_rounding(rounding *self)
{
    integ_context *context = self->context;
    size_t atoms = (size_t)self->atoms.count + 1;
    if (self->sizes != NULL)
        integi_release_wiped(context, self->sizes, atoms * sizeof *self->sizes);
    if (self->settled != NULL)
        integi_release_wiped(context, self->settled, atoms);
    integi_release_wiped(context, self->values, self->value_room * sizeof *self->values);
    integi_release_wiped(context, self->shifts, self->shift_room * sizeof *self->shifts);
    integi_release(context, self->lost, self->lost == NULL ? 0 : self->collection->space_count + 1);
    integi_release(context, self->column_of,
                   self->column_of == NULL ? 0 : (self->collection->cell_count + 1) * sizeof *self->column_of);
    if (self->work.columns.context != NULL)
        integi_columns_free(&self->work.columns);
    integi_atoms_free(&self->atoms);
    integ_disclosure_free(self->probe);
}

/* Gives the counts out, once none of them is small any more, whatever was done before. */
static integ_status give(const rounding *self, int64_t **counts, integ_error *error)
{
    size_t count = self->collection->cell_count + 1;
    int64_t unsafe = 0, *given = integi_allocate_zeroed(self->context, count * sizeof *given);
    if (given == NULL)
        return integi_out_of_memory(error);
    for (size_t i = 0; i + 1 < count; i++) {
        given[i] = rounded_count(self, i);
        unsafe += given[i] > 0 && given[i] < self->base;
    }
    *counts = given;
    if (unsafe == 0)
        return INTEG_STATUS_OK;
    integi_release_wiped(self->context, given, count * sizeof *given);
    *counts = NULL;
    return INTEGI_FAIL(error, NULL, &integi_message_release_fault);
}

integ_status integi_round_collection(integi_collection *collection, const integ_disclosure *rule, int64_t **counts,
                                     integ_error *error)
{
    rounding self = {.context = collection->context, .collection = collection, .rule = rule,
                     .base = integ_disclosure_rounding(rule), .complement = integ_disclosure_complement(rule) != 0,
                     .atoms = {.context = collection->context}};
    self.stint = (integi_stint){.context = self.context, .step = "round", .limit = collection->across_steps,
                                .room = collection->across_entries};
    bool again = true;
    *counts = NULL;
    integ_status status = open_rounding(&self, error);
    if (status == INTEG_STATUS_OK)
        status = make_columns(&self, error);
    for (int64_t i = 0; again && status == INTEG_STATUS_OK; i++)
        status = i < ROUNDS_AT_MOST ? round_once(&self, &again, error)
                                    : INTEGI_FAIL(error, NULL, &integi_message_release_round_limit);
    if (status == INTEG_STATUS_OK && self.complement)
        status = lose_linked(&self, error);
    if (status == INTEG_STATUS_OK)
        status = give(&self, counts, error);
    close_rounding(&self);
    return status;
}
