/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The true counts are one possible table. Any other that could have been published in the same way leaves the cells in
 * which it differs two values at least. */
#include "disclosure/audit_proof.h"
#include "disclosure/audit.h"
#include "disclosure/audit_around.h"

#define CHANGE_AT_MOST ((int64_t)1 << 40) /* of an atom: however many are added up, they fit into 64 bits */

typedef struct checker {
    integi_arena arena;
    const integ_cells *cells;
    const int64_t *values; /* as published; -1 where hidden */
    const int64_t *counts;
    const integ_disclosure *rule;
    int64_t *truth;        /* the values of all cells */
    integi_around around;  /* the cells of every atom */
    int64_t *change;       /* of every cell, by the counts at hand */
    int64_t *atom_change;
    int64_t *kind;         /* of every atom: the first one that is in the same cells */
    int64_t *kind_count;   /* how many persons are of it */
    int64_t *kind_change;
    bool *emptied;         /* cells of somebody who is of a kind that nobody is any more */
    int64_t *touched;      /* cells */
    bool *is_touched;
    int64_t touched_count;
    int64_t *least, *most; /* of every cell */
    bool *not_zero;        /* cells that somebody who knows the rule knows not to be zero */
    int64_t *shares[2];    /* of every cell: the newest share of which it is the part, and the whole; -1 when none is */
    int64_t *older[2];     /* of every share: the one before it */
} checker;

static void *room(checker *self, int64_t count, size_t size)
{
    return integi_arena_allocate(&self->arena, (size_t)(count + 1) * size);
}

static uint64_t mix(uint64_t number)
{
    number += UINT64_C(0x9E3779B97F4A7C15);
    number = (number ^ (number >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    number = (number ^ (number >> 27)) * UINT64_C(0x94D049BB133111EB);
    return number ^ (number >> 31);
}

static bool is_same_kind(const checker *self, int64_t a, int64_t b)
{
    int64_t length = self->around.starts[a + 1] - self->around.starts[a];
    if (self->around.starts[b + 1] - self->around.starts[b] != length)
        return false;
    for (int64_t i = 0; i < length; i++)
        if (self->around.items[self->around.starts[a] + i] != self->around.items[self->around.starts[b] + i])
            return false;
    return true;
}

/* Who is in the same cells cannot tell himself from the others. */
static bool find_kinds(checker *self)
{
    int64_t size = 64;
    while (size < 2 * self->cells->atoms)
        size *= 2;
    int64_t *table = room(self, size, sizeof *table);
    if (table == NULL)
        return false;
    for (int64_t atom = 0; atom < self->cells->atoms; atom++) {
        uint64_t hash = 0;
        for (int64_t i = self->around.starts[atom]; i < self->around.starts[atom + 1]; i++)
            hash = mix(hash ^ (uint64_t)self->around.items[i]);
        int64_t at = (int64_t)(hash & (uint64_t)(size - 1));
        while (table[at] > 0 && !is_same_kind(self, table[at] - 1, atom)) /* places hold the number above the atom's */
            at = (at + 1) & (size - 1);
        if (table[at] == 0)
            table[at] = atom + 1;
        self->kind[atom] = table[at] - 1;
        self->kind_count[self->kind[atom]] += self->counts[atom];
    }
    return true;
}

static bool open_checker(checker *self)
{
    int64_t count = self->cells->members.count;
    self->truth = room(self, count, sizeof *self->truth);
    self->change = room(self, count, sizeof *self->change);
    self->atom_change = room(self, self->cells->atoms, sizeof *self->atom_change);
    self->kind = room(self, self->cells->atoms, sizeof *self->kind);
    self->kind_count = room(self, self->cells->atoms, sizeof *self->kind_count);
    self->kind_change = room(self, self->cells->atoms, sizeof *self->kind_change);
    self->emptied = room(self, count, sizeof *self->emptied);
    self->touched = room(self, count, sizeof *self->touched);
    self->is_touched = room(self, count, sizeof *self->is_touched);
    self->least = room(self, count, sizeof *self->least);
    self->most = room(self, count, sizeof *self->most);
    self->not_zero = room(self, count, sizeof *self->not_zero);
    for (int end = 0; end < 2; end++) {
        self->shares[end] = room(self, count, sizeof *self->shares[end]);
        self->older[end] = room(self, self->cells->shares.count, sizeof *self->older[end]);
        if (self->shares[end] == NULL || self->older[end] == NULL)
            return false;
    }
    return self->truth != NULL && self->change != NULL && self->atom_change != NULL && self->emptied != NULL &&
           self->touched != NULL && self->is_touched != NULL && self->least != NULL && self->most != NULL &&
           self->not_zero != NULL && self->kind != NULL && self->kind_count != NULL && self->kind_change != NULL &&
           integi_around_list(&self->around, &self->arena, self->cells);
}

/* False when the counts were not published so. */
static bool add_up(checker *self)
{
    const integi_lists *members = &self->cells->members;
    int64_t all = 0;
    for (int64_t atom = 0; atom < self->cells->atoms; atom++) {
        if (self->counts[atom] < 0 || self->counts[atom] > INTEGI_COUNT_AT_MOST - all)
            return false;
        all += self->counts[atom];
    }
    for (int64_t cell = 0; cell < members->count; cell++) {
        for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
            self->truth[cell] += self->counts[members->items[i]];
        self->least[cell] = self->most[cell] = self->truth[cell];
        if (self->values[cell] >= 0 && self->values[cell] != self->truth[cell])
            return false;
    }
    return true;
}

/* Nobody sees that a derived cell is hidden; what else is hidden and is not zero is not zero in any other table that is
 * believed, unless zeros are hidden. */
static void know_rule(checker *self)
{
    for (int64_t cell = 0; cell < self->cells->members.count && !integ_disclosure_zeros(self->rule); cell++)
        self->not_zero[cell] = self->values[cell] < 0 && self->truth[cell] > 0 &&
                               integi_cells_standing(self->cells, cell) != INTEG_STANDING_DERIVED;
}

static void list_shares(checker *self)
{
    for (int end = 0; end < 2; end++) {
        for (int64_t cell = 0; cell < self->cells->members.count; cell++)
            self->shares[end][cell] = -1;
        for (int64_t i = 0; i < self->cells->shares.count; i++) {
            int64_t cell = integi_lists_at(&self->cells->shares, i)[end];
            self->older[end][i] = self->shares[end][cell];
            self->shares[end][cell] = i;
        }
    }
}

static void touch(checker *self, int64_t cell)
{
    if (self->is_touched[cell])
        return;
    self->is_touched[cell] = true;
    self->touched[self->touched_count++] = cell;
}

static bool make_change(checker *self, int64_t atom, int64_t change)
{
    if (atom < 0 || atom >= self->cells->atoms || self->atom_change[atom] != 0 || change > CHANGE_AT_MOST ||
        change < -self->counts[atom])
        return false;
    self->atom_change[atom] = change;
    self->kind_change[self->kind[atom]] += change;
    for (int64_t i = self->around.starts[atom]; i < self->around.starts[atom + 1]; i++) {
        int64_t cell = self->around.items[i];
        touch(self, cell);
        self->change[cell] += change;
    }
    return true;
}

/* Marks the cells of an atom whose kind nobody is any more. */
static void leave_out(checker *self, int64_t atom)
{
    int64_t kind = self->kind[atom];
    if (self->kind_count[kind] == 0 || self->kind_count[kind] + self->kind_change[kind] > 0)
        return;
    for (int64_t i = self->around.starts[atom]; i < self->around.starts[atom + 1]; i++)
        self->emptied[self->around.items[i]] = true;
}

/* Whether the rules about shares hide a part that is shown: with the true totals, or with those at hand. */
static bool is_hidden_share(const checker *self, int64_t part, bool true_totals)
{
    bool hidden = false;
    for (int64_t i = self->shares[0][part]; i >= 0; i = self->older[0][i]) {
        int64_t cell = integi_lists_at(&self->cells->shares, i)[1];
        int64_t whole = self->truth[cell] + (true_totals ? 0 : self->change[cell]);
        if (self->truth[part] == 0 && whole == 0)
            return false;
        hidden = hidden || (!integ_disclosure_hides_count(self->rule, whole) &&
                            integ_disclosure_hides_share(self->rule, self->truth[part], whole));
    }
    return hidden;
}

/* Whether all parts of a hidden total that are shown would still be, with its count at hand. */
static bool leaves_parts(const checker *self, int64_t total)
{
    for (int64_t i = self->shares[1][total]; i >= 0; i = self->older[1][i]) {
        int64_t part = integi_lists_at(&self->cells->shares, i)[0];
        if (self->values[part] >= 0 && integi_lists_length(&self->cells->members, part) > 0 &&
            integi_cells_standing(self->cells, part) != INTEG_STANDING_PUBLISHED &&
            is_hidden_share(self, part, false) && !is_hidden_share(self, part, true))
            return false;
    }
    return true;
}

/* Whether the counts at hand could have been published in the same way. */
static bool is_possible(const checker *self)
{
    for (int64_t i = 0; i < self->touched_count; i++) {
        int64_t cell = self->touched[i];
        if (self->values[cell] < 0 && self->change[cell] != 0 && !leaves_parts(self, cell))
            return false;
        if (self->values[cell] >= 0 ? self->change[cell] != 0
                                    : self->not_zero[cell] && self->truth[cell] + self->change[cell] < 1)
            return false;
    }
    return true;
}

/* Whoever is of a kind that nobody is any more does not believe in the counts: they prove nothing of his cells. */
static void learn(checker *self)
{
    for (int64_t i = 0; i < self->touched_count; i++) {
        int64_t cell = self->touched[i];
        int64_t value = self->truth[cell] + self->change[cell];
        if (self->emptied[cell])
            continue;
        self->least[cell] = value < self->least[cell] ? value : self->least[cell];
        self->most[cell] = value > self->most[cell] ? value : self->most[cell];
    }
}

static void check_other(checker *self, const int64_t *items, int64_t count)
{
    bool made = true;
    int64_t used = 0;
    for (; used < count && made; used += 2)
        made = make_change(self, items[used], items[used + 1]);
    for (int64_t i = 0; i < count && made; i += 2)
        leave_out(self, items[i]);
    if (made && is_possible(self))
        learn(self);
    for (int64_t i = 0; i < used; i += 2)
        if (items[i] >= 0 && items[i] < self->cells->atoms)
            self->atom_change[items[i]] = self->kind_change[self->kind[items[i]]] = 0;
    for (; self->touched_count > 0; self->touched_count--) {
        int64_t cell = self->touched[self->touched_count - 1];
        self->change[cell] = 0;
        self->emptied[cell] = self->is_touched[cell] = false;
    }
}

/* Derived cells matter only when the rule hides them, by themselves or as shares. */
static void find_no_concern(const checker *self, uint8_t *out)
{
    const integi_lists *shares = &self->cells->shares;
    for (int64_t cell = 0; cell < self->cells->members.count; cell++)
        if (self->values[cell] < 0 && integi_cells_standing(self->cells, cell) == INTEG_STANDING_DERIVED &&
            !integ_disclosure_hides_count(self->rule, self->truth[cell]))
            out[cell] |= INTEGI_NO_CONCERN;
    for (int64_t i = 0; i < shares->count; i++) {
        const int64_t *share = integi_lists_at(shares, i);
        if (integ_disclosure_hides_share(self->rule, self->truth[share[0]], self->truth[share[1]]) &&
            !integ_disclosure_hides_count(self->rule, self->truth[share[1]]))
            out[share[0]] &= (uint8_t)~INTEGI_NO_CONCERN;
    }
}

static void conclude(const checker *self, uint8_t *out)
{
    find_no_concern(self, out);
    for (int64_t cell = 0; cell < self->cells->members.count; cell++) {
        if (self->values[cell] >= 0)
            continue;
        if (self->most[cell] - self->least[cell] >= integ_disclosure_width(self->rule))
            out[cell] |= INTEGI_PROVEN;
        if (self->truth[cell] == 0)
            out[cell] |= INTEGI_IS_ZERO;
    }
}

integ_status integi_audit_proof(const integ_cells *cells, const int64_t *values, const int64_t *counts,
                                const integ_disclosure *rule, const integ_proof *proof, uint8_t *out)
{
    checker self = {.cells = cells, .values = values, .counts = counts, .rule = rule};
    integi_arena_init(&self.arena, cells->context);
    integ_status status = open_checker(&self) ? INTEG_STATUS_OK : INTEG_STATUS_OUT_OF_MEMORY;
    if (status == INTEG_STATUS_OK && !add_up(&self))
        status = INTEG_STATUS_INCONSISTENT;
    if (status == INTEG_STATUS_OK && !find_kinds(&self))
        status = INTEG_STATUS_OUT_OF_MEMORY;
    if (status == INTEG_STATUS_OK) {
        know_rule(&self);
        list_shares(&self);
        for (int64_t number = 0; proof != NULL && number < integ_proof_count(proof); number++) {
            int64_t count;
            const int64_t *items = integ_proof_other(proof, number, &count);
            check_other(&self, items, 2 * count);
        }
        conclude(&self, out);
    }
    integi_arena_free(&self.arena);
    return status;
}
