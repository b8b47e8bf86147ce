/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/audit_parts.h"

#include <string.h>

static int64_t leader_of(integi_parts *self, int64_t atom)
{
    while (self->leader[atom] != atom)
        atom = self->leader[atom] = self->leader[self->leader[atom]];
    return atom;
}

/* Puts atoms together, under the smallest number. Returns the leader; -1 when there are none. */
static int64_t join(integi_parts *self, const int64_t *atoms, int64_t count)
{
    int64_t first = -1;
    for (int64_t i = 0; i < count; i++) {
        if (self->published->atom[atoms[i]] >= 0)
            continue;
        int64_t other = leader_of(self, atoms[i]);
        first = first < 0 ? other : first;
        int64_t smaller = other < first ? other : first;
        self->leader[other] = self->leader[first] = smaller;
        first = smaller;
    }
    return first;
}

static int64_t *numbers(integi_parts *self, int64_t count)
{
    int64_t *list = integi_arena_allocate(&self->arena, (size_t)(count + 1) * sizeof *list);
    for (int64_t i = 0; list != NULL && i <= count; i++)
        list[i] = -1;
    return list;
}

static bool make_room(integi_parts *self)
{
    int64_t atoms = self->published->cells->atoms, cells = self->published->cells->members.count;
    self->leader = numbers(self, atoms);
    self->variable = numbers(self, atoms);
    self->next_atom = numbers(self, atoms);
    self->first_atom = numbers(self, atoms);
    self->next_equation = numbers(self, self->published->equation_count);
    self->first_equation = numbers(self, atoms);
    self->next_cell = numbers(self, cells);
    self->first_cell = numbers(self, atoms);
    self->same = numbers(self, cells);
    return self->leader != NULL && self->variable != NULL && self->next_atom != NULL && self->first_atom != NULL &&
           self->next_equation != NULL && self->first_equation != NULL && self->next_cell != NULL &&
           self->first_cell != NULL && self->same != NULL;
}

/* Lists are filled from the end, so that they run in ascending order. */
static void part(integi_parts *self)
{
    const integi_published *published = self->published;
    const integi_lists *members = &published->cells->members;
    for (int64_t atom = 0; atom < published->cells->atoms; atom++)
        self->leader[atom] = atom;
    for (int64_t i = 0; i < published->equation_count; i++)
        join(self, published->equations[i].atoms, published->equations[i].length);
    for (int64_t cell = 0; cell < members->count; cell++)
        if (integi_parts_is_hidden(self, cell))
            join(self, integi_lists_at(members, cell), integi_lists_length(members, cell));
    for (int64_t atom = published->cells->atoms - 1; atom >= 0; atom--) {
        int64_t leader = leader_of(self, atom);
        self->next_atom[atom] = self->first_atom[leader];
        self->first_atom[leader] = atom;
    }
    for (int64_t i = published->equation_count - 1; i >= 0; i--) {
        if (published->equations[i].length == 0)
            continue;
        int64_t leader = leader_of(self, published->equations[i].atoms[0]);
        self->next_equation[i] = self->first_equation[leader];
        self->first_equation[leader] = i;
    }
    for (int64_t cell = members->count - 1; cell >= 0; cell--) {
        int64_t leader = self->same[cell] == cell
                             ? join(self, integi_lists_at(members, cell), integi_lists_length(members, cell))
                             : -1;
        if (leader < 0)
            continue;
        self->next_cell[cell] = self->first_cell[leader];
        self->first_cell[leader] = cell;
    }
}

static uint64_t hash(const int64_t *atoms, int64_t count)
{
    uint64_t sum = (uint64_t)count;
    for (int64_t i = 0; i < count; i++) {
        sum = (sum ^ (uint64_t)atoms[i]) * UINT64_C(0x9E3779B97F4A7C15);
        sum ^= sum >> 29;
    }
    return sum;
}

static bool are_same(const integi_lists *members, int64_t a, int64_t b)
{
    int64_t length = integi_lists_length(members, a);
    if (integi_lists_length(members, b) != length || length == 0)
        return integi_lists_length(members, b) == length;
    return memcmp(integi_lists_at(members, a), integi_lists_at(members, b), (size_t)length * sizeof(int64_t)) == 0;
}

/* A total of one part is that part again, and need not be looked at twice. */
static bool find_same(integi_parts *self, bool together)
{
    const integi_lists *members = &self->published->cells->members;
    uint64_t size = 64;
    while (size < 2 * (uint64_t)members->count)
        size *= 2;
    int64_t *table = together ? numbers(self, (int64_t)size) : NULL;
    for (int64_t cell = 0; cell < members->count; cell++) {
        self->same[cell] = integi_parts_is_hidden(self, cell) ? cell : -1;
        if (table == NULL || self->same[cell] < 0)
            continue;
        uint64_t at = hash(integi_lists_at(members, cell), integi_lists_length(members, cell)) & (size - 1);
        while (table[at] >= 0 && !are_same(members, table[at], cell))
            at = (at + 1) & (size - 1);
        if (table[at] < 0)
            table[at] = cell;
        self->same[cell] = table[at];
    }
    return !together || table != NULL;
}

bool integi_parts_open(integi_parts *self, integ_context *context, const integi_published *published, bool together)
{
    *self = (integi_parts){.context = context, .published = published};
    integi_arena_init(&self->arena, context);
    if (!make_room(self) || !find_same(self, together))
        return false;
    part(self);
    return true;
}

void integi_parts_close(integi_parts *self)
{
    integi_arena_free(&self->arena);
}

int64_t integi_parts_known(const integi_parts *self, int64_t cell)
{
    const integi_lists *members = &self->published->cells->members;
    int64_t sum = 0;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        if (self->published->atom[members->items[i]] > 0)
            sum += self->published->atom[members->items[i]];
    return sum;
}

void integi_parts_release(integi_component *component)
{
    integi_lists_free(component->context, &component->equations);
    integi_lists_free(component->context, &component->forms);
    integi_component_forget(component);
}

/* The component of a leader, with what everybody knows. The ranges live in the arena. */
bool integi_parts_collect(integi_parts *self, int64_t leader, integi_component *out)
{
    const integi_published *published = self->published;
    const integi_lists *members = &published->cells->members;
    integ_context *context = self->context;
    *out = (integi_component){.context = context};
    for (int64_t atom = self->first_atom[leader]; atom >= 0; atom = self->next_atom[atom])
        self->variable[atom] = out->variables++;
    out->ranges = integi_arena_allocate(&self->arena, (size_t)(out->variables + 1) * sizeof *out->ranges);
    int64_t equations = 0, forms = 0;
    for (int64_t i = self->first_equation[leader]; i >= 0; i = self->next_equation[i])
        equations++;
    for (int64_t cell = self->first_cell[leader]; cell >= 0; cell = self->next_cell[cell])
        forms++;
    out->sums = integi_arena_allocate(&self->arena, (size_t)(equations + 1) * sizeof *out->sums);
    out->bounds = integi_arena_allocate(&self->arena, (size_t)(forms + 1) * sizeof *out->bounds);
    out->follows = integi_arena_allocate(&self->arena, (size_t)equations + 1);
    if (out->ranges == NULL || out->sums == NULL || out->bounds == NULL || out->follows == NULL)
        return false;
    for (int64_t i = 0; i < out->variables; i++)
        out->ranges[i].upper = INTEGI_NO_LIMIT;
    for (int64_t i = self->first_equation[leader]; i >= 0; i = self->next_equation[i]) {
        const integi_equation *equation = &published->equations[i];
        out->sums[out->equations.count] = equation->rest;
        for (int64_t at = 0; at < equation->length; at++)
            if (!integi_lists_item(context, &out->equations, self->variable[equation->atoms[at]]))
                return false;
        if (!integi_lists_close(context, &out->equations))
            return false;
    }
    for (int64_t cell = self->first_cell[leader]; cell >= 0; cell = self->next_cell[cell]) {
        out->bounds[out->forms.count] = (integi_range){0, INTEGI_NO_LIMIT};
        for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
            if (published->atom[members->items[i]] < 0 &&
                !integi_lists_item(context, &out->forms, self->variable[members->items[i]]))
                return false;
        if (!integi_lists_close(context, &out->forms))
            return false;
    }
    return integi_component_reduce(out);
}
