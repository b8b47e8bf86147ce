/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/audit_witness.h"

#include <string.h>

bool integi_witness_open(integi_witness *self, integ_audit *audit, integi_parts *parts)
{
    *self = (integi_witness){.audit = audit, .parts = parts};
    self->binding = integi_arena_allocate(&parts->arena, (size_t)parts->published->equation_count + 1);
    self->marked = integi_arena_allocate(&parts->arena, (size_t)audit->count + 1);
    return self->binding != NULL && self->marked != NULL;
}

/* A published cell, and those that tell the atoms of it that are known. */
static void mark_cell(integi_witness *self, int64_t cell)
{
    const integi_published *published = self->parts->published;
    const integi_lists *members = &published->cells->members;
    if (self->marked[cell])
        return;
    self->marked[cell] = true;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        if (published->atom[members->items[i]] >= 0)
            mark_cell(self, published->source[members->items[i]]);
}

static void mark_equation(integi_witness *self, int64_t equation)
{
    const integi_equation *at = &self->parts->published->equations[equation];
    mark_cell(self, at->cell);
    for (int64_t i = 0; i < at->without_count; i++)
        mark_equation(self, at->without[i]);
}

static void mark_known_atoms(integi_witness *self, int64_t cell)
{
    const integi_published *published = self->parts->published;
    const integi_lists *members = &published->cells->members;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        if (published->atom[members->items[i]] >= 0)
            mark_cell(self, published->source[members->items[i]]);
}

/* The parts that tell something of a hidden total. */
static void mark_parts(integi_witness *self, int64_t total)
{
    const integi_parts *parts = self->parts;
    int64_t known = integi_parts_known(parts, total);
    bool tells = false;
    for (int64_t i = self->totals->first_share[total]; i >= 0; i = self->totals->next_share[i]) {
        int64_t part = integi_lists_at(&parts->published->cells->shares, i)[0];
        if (!integi_audit_totals_tells(self->totals, part, known))
            continue;
        mark_cell(self, part);
        tells = true;
    }
    if (tells)
        mark_known_atoms(self, total);
}

/* What tells that a hidden total is no small one. */
static void mark_full_totals(integi_witness *self, int64_t leader, const integi_audit_nobody *nobody)
{
    for (int64_t total = self->parts->first_cell[leader]; total >= 0; total = self->parts->next_cell[total])
        for (int64_t i = 0; nobody->full[total] && i < self->audit->cells[total].witness_count; i++)
            self->marked[self->audit->cells[total].witness[i]] = true;
}

/* Turns the marks into a list, and takes them away. */
static bool list_marked(integi_witness *self, integi_audited *audited)
{
    int64_t cells = self->parts->published->cells->members.count, count = 0;
    for (int64_t i = 0; i < cells; i++)
        count += self->marked[i];
    audited->witness_count = 0;
    audited->witness = integi_arena_allocate(&self->audit->arena, (size_t)(count + 1) * sizeof *audited->witness);
    for (int64_t i = 0; i < cells; i++) {
        if (self->marked[i] && audited->witness != NULL)
            audited->witness[audited->witness_count++] = i;
        self->marked[i] = false;
    }
    return audited->witness != NULL;
}

/* The published cells of the equations that bind, and those that tell the cell's known atoms; with those that were kept
 * before. Whoever knows the rule also uses that nobody is in the known atoms of other hidden cells, and what parts and
 * totals tell. */
bool integi_witness_keep(integi_witness *self, int64_t leader, int64_t cell, const integi_audit_nobody *nobody)
{
    const integi_parts *parts = self->parts;
    int64_t number = 0;
    integi_audited *audited = &self->audit->cells[cell];
    for (int64_t i = 0; i < audited->witness_count; i++)
        self->marked[audited->witness[i]] = true;
    for (int64_t i = leader < 0 ? -1 : parts->first_equation[leader]; i >= 0; i = parts->next_equation[i])
        if (self->binding[number++])
            mark_equation(self, i);
    mark_known_atoms(self, cell);
    for (int64_t other = nobody != NULL ? parts->first_cell[leader] : -1; other >= 0; other = parts->next_cell[other])
        if (!nobody->small[other] && integi_parts_known(parts, other) == 0)
            mark_known_atoms(self, other);
    for (int64_t other = nobody != NULL && self->totals != NULL ? parts->first_cell[leader] : -1; other >= 0;
         other = parts->next_cell[other])
        mark_parts(self, other);
    if (nobody != NULL)
        mark_full_totals(self, leader, nobody);
    memset(self->binding, 0, (size_t)number);
    return list_marked(self, audited);
}
