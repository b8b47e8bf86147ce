/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Who might be in a cell of a collection of one space: somebody who is there, with something about him the other way
 * round. What that changes follows from terms. He is no longer in cells with a term that he has lost, or with another
 * answer to what he has a new one to; he is in all cells whose terms are true of him now. */
#include "release/atoms.h"

#include <stdlib.h>
#include <string.h>

#define EXAMPLES 16 /* people who are tried in a cell that nobody is in */

typedef struct possible {
    integ_context *context;
    const integi_collection *collection;
    const integi_lists *cells; /* the atoms of cells */
    integi_lists lists;        /* the cells of possible atoms */
    bool *in;                  /* whether the atom at hand is in each cell */
    int64_t *numbers;          /* all different terms, rising */
    int64_t number_count;
    int8_t *held;              /* of each of them: 1 where it is true of him, -1 where it has been lost */
    int64_t *places;           /* among the numbers, of each item in the lists of terms */
} possible;

static bool has_item(const integi_lists *lists, int64_t list, int64_t item)
{
    int64_t from = lists->starts[list], to = lists->starts[list + 1];
    while (from < to) {
        int64_t middle = from + (to - from) / 2;
        if (lists->items[middle] == item)
            return true;
        if (lists->items[middle] < item)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

/* ---- terms ---- */

static int compare_numbers(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static int64_t term_of(int64_t item)
{
    return item & ~INTEGI_TERM_FOLLOWS;
}

/* Where a term is among the numbers; NULL: no cell has it. */
static int8_t *find_term(const possible *self, int64_t term)
{
    int64_t from = 0, to = self->number_count;
    while (from < to) {
        int64_t middle = from + (to - from) / 2;
        if (self->numbers[middle] == term)
            return &self->held[middle];
        if (self->numbers[middle] < term)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

static void set_term(possible *self, int64_t term, int8_t value)
{
    int8_t *held = find_term(self, term);
    if (held != NULL)
        *held = value;
}

static void list_numbers(possible *self)
{
    const integi_lists *lists = &self->collection->terms.lists;
    for (int64_t i = 0; i < lists->used; i++)
        self->numbers[i] = term_of(lists->items[i]);
    qsort(self->numbers, (size_t)lists->used, sizeof *self->numbers, compare_numbers);
    for (int64_t i = 0; i < lists->used; i++)
        if (i == 0 || self->numbers[i] != self->numbers[self->number_count - 1])
            self->numbers[self->number_count++] = self->numbers[i];
    for (int64_t i = 0; i < lists->used; i++)
        self->places[i] = find_term(self, term_of(lists->items[i])) - self->held;
}

/* Everything that is true of whoever is in a cell. */
static void hold_cell(possible *self, int64_t cell)
{
    const integi_lists *lists = &self->collection->terms.lists;
    int64_t list = self->collection->cells[cell].terms;
    for (int64_t i = lists->starts[list]; i < lists->starts[list + 1]; i++)
        self->held[self->places[i]] = 1;
}

/* Somebody who answers a question in a new way does not answer it in another. */
static void lose_other_answers(possible *self, int64_t gained)
{
    const integi_terms *terms = &self->collection->terms;
    for (size_t i = 0; i < terms->answer_count; i++)
        for (size_t j = 0; terms->answers[i].term == gained && j < terms->answer_count; j++)
            if (terms->answers[j].question == terms->answers[i].question && terms->answers[j].term != gained)
                set_term(self, terms->answers[j].term, -1);
}

/* He meets all terms of a cell that he was not in. */
static void gain_cell(possible *self, int64_t cell)
{
    const integi_terms *terms = &self->collection->terms;
    int64_t list = self->collection->cells[cell].terms;
    for (int64_t i = terms->lists.starts[list]; i < terms->lists.starts[list + 1]; i++) {
        if (self->held[self->places[i]] <= 0)
            lose_other_answers(self, term_of(terms->lists.items[i]));
        self->held[self->places[i]] = 1;
    }
}

static void lose_term(possible *self, int64_t term)
{
    const integi_terms *terms = &self->collection->terms;
    for (size_t i = 0; i < terms->answer_count; i++)
        for (size_t j = 0; terms->answers[i].term == term && terms->answers[i].opposite && j < terms->answer_count; j++)
            if (terms->answers[j].question == terms->answers[i].question && terms->answers[j].term != term)
                set_term(self, terms->answers[j].term, 1);
    set_term(self, term, -1);
}

static bool has_term(const integi_lists *lists, int64_t list, int64_t term)
{
    return has_item(lists, list, term) || has_item(lists, list, term | INTEGI_TERM_FOLLOWS);
}

/* What the part asks for and the whole does not, is not true of him any more. That a condition is known stays so,
 * unless it is all that the part asks for. */
static void lose_part(possible *self, const integi_share *share)
{
    const integi_terms *terms = &self->collection->terms;
    int64_t part = self->collection->cells[share->part].terms, lost = 0;
    for (int known = 0; known < 2 && lost == 0; known++)
        for (int64_t i = terms->lists.starts[part]; i < terms->lists.starts[part + 1]; i++) {
            int64_t term = term_of(terms->lists.items[i]);
            if (has_term(&terms->lists, self->collection->cells[share->whole].terms, term) ||
                ((term & INTEGI_TERM_IS_KNOWN) != 0) != (known == 1))
                continue;
            lose_term(self, term);
            lost++;
        }
}

/* ---- cells ---- */

/* Moves him out of cells with a term that he has lost, and into those all of whose terms are true of him. */
static void move_by_terms(possible *self)
{
    const integi_lists *lists = &self->collection->terms.lists;
    for (size_t cell = 0; cell < self->collection->cell_count; cell++) {
        int64_t list = self->collection->cells[cell].terms;
        bool lost = false, implied = true;
        for (int64_t i = lists->starts[list]; i < lists->starts[list + 1]; i++) {
            lost = lost || self->held[self->places[i]] < 0;
            implied = implied && (self->held[self->places[i]] > 0 || (lists->items[i] & INTEGI_TERM_FOLLOWS) != 0);
        }
        self->in[cell] = !lost && (self->in[cell] || implied);
    }
}

/* Whoever is not in a cell is in no part of it, whatever terms say. */
static void leave(possible *self, int64_t cell)
{
    self->in[cell] = false;
    for (size_t i = 0; i < self->collection->share_count; i++) {
        const integi_share *share = &self->collection->shares[i];
        if (share->whole == cell && self->in[share->part])
            leave(self, share->part);
    }
}

/* Whoever is in a part is in its whole. */
static void keep_shares(possible *self)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < self->collection->share_count; i++) {
            const integi_share *share = &self->collection->shares[i];
            if (self->in[share->part] && !self->in[share->whole])
                self->in[share->whole] = again = true;
        }
    }
}

static bool is_known(const possible *self, int64_t list)
{
    int64_t length = integi_lists_length(&self->lists, list);
    for (int64_t i = 0; i < list; i++)
        if (integi_lists_length(&self->lists, i) == length &&
            memcmp(integi_lists_at(&self->lists, i), integi_lists_at(&self->lists, list),
                   (size_t)length * sizeof(int64_t)) == 0)
            return true;
    return false;
}

static bool keep(possible *self)
{
    keep_shares(self);
    for (size_t i = 0; i < self->collection->cell_count; i++)
        if (self->in[i] && !integi_lists_item(self->context, &self->lists, (int64_t)i))
            return false;
    if (!integi_lists_close(self->context, &self->lists))
        return false;
    if (is_known(self, self->lists.count - 1)) {
        self->lists.count--;
        integi_lists_abandon(&self->lists);
    }
    return true;
}

/* ---- people ---- */

/* An atom as it is; -1: somebody of whom nothing is known. */
static void take_atom(possible *self, int64_t atom)
{
    memset(self->held, 0, (size_t)self->number_count);
    for (size_t i = 0; i < self->collection->cell_count; i++) {
        self->in[i] = atom >= 0 && has_item(self->cells, (int64_t)i, atom);
        if (self->in[i])
            hold_cell(self, (int64_t)i);
    }
}

static bool add_to_cell(possible *self, int64_t cell, int64_t atom)
{
    take_atom(self, atom);
    gain_cell(self, cell);
    move_by_terms(self);
    self->in[cell] = true;
    return keep(self);
}

static bool take_from_part(possible *self, const integi_share *share, int64_t atom)
{
    take_atom(self, atom);
    lose_part(self, share);
    move_by_terms(self);
    leave(self, share->part);
    self->in[share->whole] = true;
    return keep(self);
}

/* Whoever is in a share of few, of which all or none are in the part, might be the other way round. */
static bool find_in_shares(possible *self, int64_t full_cell)
{
    for (size_t i = 0; i < self->collection->share_count; i++) {
        const integi_share *share = &self->collection->shares[i];
        int64_t part = self->collection->cells[share->part].rows.count;
        int64_t whole = self->collection->cells[share->whole].rows.count;
        if (share->part == share->whole || whole == 0 || whole >= full_cell || (part != 0 && part != whole))
            continue;
        for (int64_t at = self->cells->starts[share->whole]; at < self->cells->starts[share->whole + 1]; at++) {
            int64_t atom = self->cells->items[at];
            if (!(part == 0 ? add_to_cell(self, share->part, atom) : take_from_part(self, share, atom)))
                return false;
        }
    }
    return true;
}

/* ---- zeros ---- */

/* How many conditions two cells have in common. */
static int64_t common_terms(const integi_lists *lists, int64_t a, int64_t b)
{
    int64_t count = 0, j = lists->starts[b];
    for (int64_t i = lists->starts[a]; i < lists->starts[a + 1]; i++) {
        while (j < lists->starts[b + 1] && lists->items[j] < lists->items[i])
            j++;
        count += j < lists->starts[b + 1] && lists->items[j] == lists->items[i] &&
                 (lists->items[i] & (INTEGI_TERM_FOLLOWS | INTEGI_TERM_IS_KNOWN)) == 0;
    }
    return count;
}

/* Where those are who might as well be in an empty cell: the cell that has most in common with it, and of these the
 * largest. -1: nobody is anywhere. */
static int64_t find_alike(const possible *self, int64_t empty)
{
    const integi_collection *collection = self->collection;
    int64_t best = -1, most = -1;
    for (size_t i = 0; i < collection->cell_count; i++) {
        int64_t count = collection->cells[i].rows.count;
        int64_t common =
            common_terms(&collection->terms.lists, collection->cells[empty].terms, collection->cells[i].terms);
        if (count == 0 || common < most || (common == most && count <= collection->cells[best].rows.count))
            continue;
        best = (int64_t)i;
        most = common;
    }
    return best;
}

/* A zero that is hidden, or was, may have been another number. */
static bool is_hidden_zero(const integi_collected *cell, bool zeros)
{
    return cell->rows.count == 0 &&
           (cell->standing == INTEG_STANDING_SECRET || (cell->standing == INTEG_STANDING_OPEN && zeros));
}

static bool find_in_zeros(possible *self, bool zeros)
{
    for (size_t i = 0; i < self->collection->cell_count; i++) {
        if (!is_hidden_zero(&self->collection->cells[i], zeros))
            continue;
        int64_t alike = find_alike(self, (int64_t)i);
        if (alike < 0 && !add_to_cell(self, (int64_t)i, -1))
            return false;
        int64_t from = alike < 0 ? 0 : self->cells->starts[alike], to = alike < 0 ? 0 : self->cells->starts[alike + 1];
        for (int64_t at = from; at < to; at += (to - from) / EXAMPLES + 1)
            if (!add_to_cell(self, (int64_t)i, self->cells->items[at]))
                return false;
    }
    return true;
}

/* ---- */

/* Appends possible atoms to the cells that they are in: the lists are written anew. */
static bool append_possible(integi_atoms *atoms, const possible *self, integi_lists *out)
{
    integ_context *context = atoms->context;
    for (int64_t cell = 0; cell < atoms->cells.count; cell++) {
        for (int64_t at = atoms->cells.starts[cell]; at < atoms->cells.starts[cell + 1]; at++)
            if (!integi_lists_item(context, out, atoms->cells.items[at]))
                return false;
        for (int64_t i = 0; i < self->lists.count; i++)
            if (has_item(&self->lists, i, cell) && !integi_lists_item(context, out, atoms->count + i))
                return false;
        if (!integi_lists_close(context, out))
            return false;
    }
    for (int64_t i = 0; i < self->lists.count; i++) {
        void *sizes = atoms->sizes;
        if (!integi_grow(context, &sizes, &atoms->size_capacity, (size_t)(atoms->count + i), sizeof *atoms->sizes))
            return false;
        atoms->sizes = sizes;
        atoms->sizes[atoms->count + i] = 0;
    }
    return true;
}

static bool replace_lists(integi_atoms *atoms, const possible *self)
{
    integi_lists lists = {0};
    if (self->lists.count == 0)
        return true;
    if (!append_possible(atoms, self, &lists)) {
        integi_lists_free(atoms->context, &lists);
        return false;
    }
    integi_lists_free(atoms->context, &atoms->cells);
    atoms->cells = lists;
    atoms->count += self->lists.count;
    return true;
}

integ_status integi_atoms_add_possible(integi_atoms *atoms, const integi_collection *collection,
                                       const integ_disclosure *rule, integ_error *error)
{
    integi_arena arena;
    possible self = {.context = atoms->context, .collection = collection, .cells = &atoms->cells};
    size_t room = (size_t)collection->terms.lists.used + 1;
    integi_arena_init(&arena, atoms->context);
    self.in = integi_arena_allocate(&arena, collection->cell_count + 1);
    self.numbers = integi_arena_allocate(&arena, room * sizeof *self.numbers);
    self.held = integi_arena_allocate(&arena, room);
    self.places = integi_arena_allocate(&arena, room * sizeof *self.places);
    bool good = self.in != NULL && self.numbers != NULL && self.held != NULL && self.places != NULL;
    if (good) {
        list_numbers(&self);
        good = find_in_shares(&self, integ_disclosure_full_cell(rule));
    }
    good = good && find_in_zeros(&self, integ_disclosure_zeros(rule) != 0);
    good = good && replace_lists(atoms, &self);
    integi_lists_free(atoms->context, &self.lists);
    integi_arena_free(&arena);
    return good ? INTEG_STATUS_OK : integi_out_of_memory(error);
}
