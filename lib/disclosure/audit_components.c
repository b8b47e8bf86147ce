/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/audit.h"
#include "disclosure/audit_proof.h"
#include "disclosure/component.h"

#include <string.h>

#define INSIDERS_AT_MOST 200 /* in one cell */

typedef struct auditor {
    integ_audit *audit;
    const integi_published *published;
    const integ_disclosure *rule;
    integi_arena arena;
    int64_t *leader;   /* atoms that hang together have the same leader */
    int64_t *variable; /* an atom's number in its component */
    int64_t *next_atom, *first_atom;         /* the atoms of every leader */
    int64_t *next_equation, *first_equation; /* the equations of every leader */
    int64_t *next_cell, *first_cell;         /* the hidden cells of every leader */
    char *binding;                           /* of the component's equations */
    bool *marked;                            /* published cells of a witness */
    bool *secret;                            /* atoms of secret cells */
    bool *small;                             /* cells that may be nobody though they are hidden */
} auditor;

static int64_t leader_of(auditor *self, int64_t atom)
{
    while (self->leader[atom] != atom)
        atom = self->leader[atom] = self->leader[self->leader[atom]];
    return atom;
}

/* Puts atoms together, under the smallest number. Returns the leader; -1 when there are none. */
static int64_t join(auditor *self, const int64_t *atoms, int64_t count)
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

static int64_t *numbers(auditor *self, int64_t count)
{
    int64_t *list = integi_arena_allocate(&self->arena, (size_t)(count + 1) * sizeof *list);
    for (int64_t i = 0; list != NULL && i <= count; i++)
        list[i] = -1;
    return list;
}

static bool open_auditor(auditor *self)
{
    int64_t atoms = self->published->cells->atoms;
    int64_t cells = self->published->cells->members.count;
    self->leader = numbers(self, atoms);
    self->variable = numbers(self, atoms);
    self->next_atom = numbers(self, atoms);
    self->first_atom = numbers(self, atoms);
    self->next_equation = numbers(self, self->published->equation_count);
    self->first_equation = numbers(self, atoms);
    self->next_cell = numbers(self, cells);
    self->first_cell = numbers(self, atoms);
    self->binding = integi_arena_allocate(&self->arena, (size_t)self->published->equation_count + 1);
    self->marked = integi_arena_allocate(&self->arena, (size_t)cells + 1);
    self->small = integi_arena_allocate(&self->arena, (size_t)cells + 1);
    self->secret = integi_arena_allocate(&self->arena, (size_t)atoms + 1);
    return self->small != NULL && self->secret != NULL && self->leader != NULL && self->variable != NULL && self->next_atom != NULL && self->first_atom != NULL &&
           self->next_equation != NULL && self->first_equation != NULL && self->next_cell != NULL &&
           self->first_cell != NULL && self->binding != NULL && self->marked != NULL;
}

static bool is_hidden(const auditor *self, int64_t cell)
{
    return self->published->values[cell] < 0;
}

/* Lists are filled from the end, so that they run in ascending order. */
static void part(auditor *self)
{
    const integi_published *published = self->published;
    const integi_lists *members = &published->cells->members;
    for (int64_t atom = 0; atom < published->cells->atoms; atom++)
        self->leader[atom] = atom;
    for (int64_t i = 0; i < published->equation_count; i++)
        join(self, published->equations[i].atoms, published->equations[i].length);
    for (int64_t cell = 0; cell < members->count; cell++)
        if (is_hidden(self, cell))
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
        int64_t leader = is_hidden(self, cell)
                             ? join(self, integi_lists_at(members, cell), integi_lists_length(members, cell))
                             : -1;
        if (leader < 0)
            continue;
        self->next_cell[cell] = self->first_cell[leader];
        self->first_cell[leader] = cell;
    }
}

static int64_t known_part(const auditor *self, int64_t cell)
{
    const integi_lists *members = &self->published->cells->members;
    int64_t sum = 0;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        if (self->published->atom[members->items[i]] > 0)
            sum += self->published->atom[members->items[i]];
    return sum;
}

static void release(integi_component *component)
{
    integi_lists_free(component->context, &component->equations);
    integi_lists_free(component->context, &component->forms);
}

/* The component of a leader, with what everybody knows. The ranges live in the arena. */
static bool collect(auditor *self, int64_t leader, integi_component *out)
{
    const integi_published *published = self->published;
    const integi_lists *members = &published->cells->members;
    integ_context *context = self->audit->context;
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
    if (out->ranges == NULL || out->sums == NULL || out->bounds == NULL)
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
    return true;
}

/* Cells may be hidden, whatever their count, for a secret one that they overlap. */
static bool overlaps_secret(const auditor *self, int64_t cell)
{
    const integi_lists *members = &self->published->cells->members;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        if (self->secret[members->items[i]])
            return true;
    return false;
}

static void mark_secret(auditor *self, int64_t cell)
{
    const integi_lists *members = &self->published->cells->members;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        self->secret[members->items[i]] = true;
}

/* Someone who knows the rule knows that a hidden cell is not zero, unless zeros are hidden, or it may be nobody of a
 * total that is too small for that to be told, or there are secrets. */
static void find_small(auditor *self)
{
    const integ_cells *cells = self->published->cells;
    for (int64_t cell = 0; cell < cells->wish_count; cell++)
        if (integi_cells_standing(cells, cell) == INTEG_STANDING_SECRET)
            mark_secret(self, cell);
    for (int64_t cell = 0; cell < cells->members.count; cell++)
        self->small[cell] = integi_cells_standing(cells, cell) == INTEG_STANDING_DERIVED ||
                            (is_hidden(self, cell) && overlaps_secret(self, cell)) ||
                            (self->audit->proven != NULL && (self->audit->proven[cell] & INTEGI_IS_ZERO) != 0);
    for (int64_t i = 0; i < cells->shares.count && integ_disclosure_full_cell(self->rule) > 0; i++) {
        const int64_t *share = integi_lists_at(&cells->shares, i);
        if (self->published->values[share[1]] < integ_disclosure_full_cell(self->rule))
            self->small[share[0]] = true;
    }
}

static void know_rule(auditor *self, int64_t leader, integi_component *component)
{
    int64_t form = 0;
    if (integ_disclosure_zeros(self->rule))
        return;
    for (int64_t cell = self->first_cell[leader]; cell >= 0; cell = self->next_cell[cell], form++) {
        if (self->small[cell] || known_part(self, cell) > 0)
            continue;
        if (integi_lists_length(&component->forms, form) == 1)
            component->ranges[integi_lists_at(&component->forms, form)[0]].lower = 1;
        else
            component->bounds[form].lower = 1;
    }
}

typedef struct judged {
    integi_interval interval;
    bool fixed;   /* by equations alone */
    bool relaxed; /* fractions have the same limits */
    bool decided;
} judged;

static judged judge(auditor *self, integi_solver *solver, int64_t form, int64_t known, bool with_witness)
{
    const integi_lists *forms = &solver->component->forms;
    const int64_t *variables = integi_lists_at(forms, form);
    int64_t count = integi_lists_length(forms, form);
    char *binding = with_witness ? self->binding : NULL;
    integi_extreme lower = integi_solver_extreme(solver, variables, count, 1, binding);
    integi_extreme upper = integi_solver_extreme(solver, variables, count, -1, binding);
    judged result = {.fixed = lower.solution == INTEGI_SOLVED && lower.fixed};
    result.interval.lower = known + (lower.known ? lower.value : 0);
    result.interval.upper = upper.known ? known + upper.value : INTEGI_NO_LIMIT;
    result.interval.exact = lower.solution == INTEGI_SOLVED &&
                            (upper.solution == INTEGI_SOLVED || upper.solution == INTEGI_UNBOUNDED);
    if (lower.solution == INTEGI_INFEASIBLE || upper.solution == INTEGI_INFEASIBLE)
        solver->start = INTEGI_INFEASIBLE; /* fractions could be published so, whole numbers not */
    result.relaxed = lower.whole && upper.whole;
    result.decided = result.interval.exact;
    return result;
}

static bool is_single(const judged *found)
{
    return found->interval.lower == found->interval.upper;
}

/* The limits of a cell of a component that is too large: no cell has fewer than nobody, or more than a published cell
 * around it leaves. */
static judged outline(const auditor *self, int64_t cell, int64_t known)
{
    judged result = {.interval = {known, INTEGI_NO_LIMIT, false}};
    const integi_published *published = self->published;
    const integi_lists *members = &published->cells->members;
    const int64_t *atoms = integi_lists_at(members, cell);
    for (int64_t i = 0; i < integi_lists_length(members, cell); i++) {
        if (published->atom[atoms[i]] >= 0)
            continue;
        for (int64_t at = published->around[atoms[i]]; at < published->around[atoms[i] + 1]; at++) {
            int64_t other = published->around_items[at];
            if (published->values[other] < 0 || published->unknown[other] < published->unknown[cell])
                continue;
            int64_t shared = 0;
            for (int64_t j = members->starts[other], k = 0; j < members->starts[other + 1]; j++) {
                while (k < integi_lists_length(members, cell) && atoms[k] < members->items[j])
                    k++;
                shared += k < integi_lists_length(members, cell) && atoms[k] == members->items[j] &&
                          published->atom[atoms[k]] < 0;
            }
            int64_t limit = known + published->rest[other];
            if (shared == published->unknown[cell] &&
                (result.interval.upper == INTEGI_NO_LIMIT || limit < result.interval.upper))
                result.interval.upper = limit;
        }
        break;
    }
    return result;
}

/* A published cell, and those that tell the atoms of it that are known. */
static void mark_cell(auditor *self, int64_t cell)
{
    const integi_published *published = self->published;
    const integi_lists *members = &published->cells->members;
    if (self->marked[cell])
        return;
    self->marked[cell] = true;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        if (published->atom[members->items[i]] >= 0)
            mark_cell(self, published->source[members->items[i]]);
}

static void mark_equation(auditor *self, int64_t equation)
{
    const integi_equation *at = &self->published->equations[equation];
    mark_cell(self, at->cell);
    for (int64_t i = 0; i < at->without_count; i++)
        mark_equation(self, at->without[i]);
}

static void mark_known_atoms(auditor *self, int64_t cell)
{
    const integi_published *published = self->published;
    const integi_lists *members = &published->cells->members;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        if (published->atom[members->items[i]] >= 0)
            mark_cell(self, published->source[members->items[i]]);
}

/* The published cells of the equations that bind, and those that tell the cell's known atoms; with those that were kept
 * before. Whoever knows the rule also uses that nobody is in the known atoms of other hidden cells. */
static bool keep_witness(auditor *self, int64_t leader, int64_t cell, bool by_rule)
{
    const integi_lists *members = &self->published->cells->members;
    integi_audited *audited = &self->audit->cells[cell];
    int64_t number = 0, count = 0;
    for (int64_t i = 0; i < audited->witness_count; i++)
        self->marked[audited->witness[i]] = true;
    audited->witness_count = 0;
    for (int64_t i = leader < 0 ? -1 : self->first_equation[leader]; i >= 0; i = self->next_equation[i])
        if (self->binding[number++])
            mark_equation(self, i);
    mark_known_atoms(self, cell);
    for (int64_t other = by_rule ? self->first_cell[leader] : -1; other >= 0; other = self->next_cell[other])
        if (!self->small[other] && known_part(self, other) == 0)
            mark_known_atoms(self, other);
    for (int64_t i = 0; i < members->count; i++)
        count += self->marked[i];
    audited->witness = integi_arena_allocate(&self->audit->arena, (size_t)(count + 1) * sizeof *audited->witness);
    for (int64_t i = 0; i < members->count; i++) {
        if (self->marked[i] && audited->witness != NULL)
            audited->witness[audited->witness_count++] = i;
        self->marked[i] = false;
    }
    for (int64_t i = 0; i < number; i++)
        self->binding[i] = 0;
    return audited->witness != NULL;
}

static bool has_signs(const auditor *self, int64_t cell)
{
    const integi_lists *members = &self->published->cells->members;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        if (self->published->atom[members->items[i]] >= 0 && self->published->by_sign[members->items[i]])
            return true;
    return false;
}

static bool is_proven(const auditor *self, int64_t cell)
{
    return self->audit->proven != NULL && (self->audit->proven[cell] & (INTEGI_PROVEN | INTEGI_NO_CONCERN)) != 0;
}

static void conclude(auditor *self, int64_t cell, const judged *plain, const judged *aware)
{
    integi_audited *audited = &self->audit->cells[cell];
    audited->intervals[0] = plain->interval;
    audited->intervals[1] = aware->interval;
    int64_t width = self->rule == NULL ? 1 : integ_disclosure_width(self->rule);
    if (is_proven(self, cell))
        audited->finding = INTEG_AUDIT_SAFE;
    else if (is_single(plain))
        audited->finding = plain->fixed && !has_signs(self, cell) ? INTEG_AUDIT_LINEAR
                           : plain->relaxed                       ? INTEG_AUDIT_INTERVAL
                                                                  : INTEG_AUDIT_INTEGER;
    else if (is_single(aware))
        audited->finding = INTEG_AUDIT_RULE;
    else if (aware->interval.upper != INTEGI_NO_LIMIT && aware->interval.upper - aware->interval.lower < width)
        audited->finding = INTEG_AUDIT_NARROW;
    else
        audited->finding = plain->decided && aware->decided ? INTEG_AUDIT_SAFE : INTEG_AUDIT_UNDECIDED;
}

/* Someone in the cell knows that there is somebody in one of its atoms: whichever it is, that must not be enough. */
static integ_status look_from_inside(auditor *self, integi_component *component, int64_t leader, int64_t cell,
                                     int64_t form, int64_t known, int64_t *work)
{
    const int64_t *variables = integi_lists_at(&component->forms, form);
    int64_t count = integi_lists_length(&component->forms, form);
    integi_audited *audited = &self->audit->cells[cell];
    for (int64_t i = 0; i < count && audited->finding == INTEG_AUDIT_SAFE; i++) {
        if (component->ranges[variables[i]].lower >= 1)
            continue;
        if (i >= INSIDERS_AT_MOST) {
            audited->finding = INTEG_AUDIT_UNDECIDED;
            break;
        }
        component->ranges[variables[i]].lower = 1;
        integi_solver solver;
        integi_solver_init(&solver, component, work);
        judged found = judge(self, &solver, form, known, true);
        integi_solution start = solver.start;
        integi_solver_free(&solver);
        component->ranges[variables[i]].lower = 0;
        if (start == INTEGI_NO_MEMORY)
            return INTEG_STATUS_OUT_OF_MEMORY;
        bool single = start != INTEGI_INFEASIBLE && is_single(&found);
        if (single && !keep_witness(self, leader, cell, true))
            return INTEG_STATUS_OUT_OF_MEMORY;
        memset(self->binding, 0, (size_t)component->equations.count);
        if (start == INTEGI_INFEASIBLE)
            continue;
        if (single)
            audited->finding = INTEG_AUDIT_INSIDER;
        else if (!found.decided)
            audited->finding = INTEG_AUDIT_UNDECIDED;
    }
    return INTEG_STATUS_OK;
}

static integ_status status_of(const integi_solver *solver)
{
    return solver->start == INTEGI_NO_MEMORY    ? INTEG_STATUS_OUT_OF_MEMORY
           : solver->start == INTEGI_INFEASIBLE ? INTEG_STATUS_INCONSISTENT
                                                : INTEG_STATUS_OK;
}

/* First what everybody knows, then what whoever knows the rule does. */
static integ_status audit_component(auditor *self, int64_t leader, integi_component *component, int64_t *work)
{
    integi_solver plain;
    integi_solver_init(&plain, component, work);
    int64_t form = 0;
    for (int64_t cell = self->first_cell[leader]; cell >= 0 && status_of(&plain) == INTEG_STATUS_OK;
         cell = self->next_cell[cell], form++) {
        int64_t known = known_part(self, cell);
        judged found = judge(self, &plain, form, known, true);
        if (!found.decided && plain.start == INTEGI_BEYOND)
            found = outline(self, cell, known);
        conclude(self, cell, &found, &found);
        if (!keep_witness(self, leader, cell, false))
            plain.start = INTEGI_NO_MEMORY;
    }
    integ_status status = status_of(&plain);
    integi_solver_free(&plain);
    if (status != INTEG_STATUS_OK || self->rule == NULL)
        return status;
    know_rule(self, leader, component);
    integi_solver aware;
    integi_solver_init(&aware, component, work);
    form = 0;
    for (int64_t cell = self->first_cell[leader]; cell >= 0 && status_of(&aware) == INTEG_STATUS_OK;
         cell = self->next_cell[cell], form++) {
        integi_audited *audited = &self->audit->cells[cell];
        int64_t known = known_part(self, cell);
        judged found = judge(self, &aware, form, known, true);
        if (!found.decided && aware.start == INTEGI_BEYOND)
            found = outline(self, cell, known);
        audited->intervals[1] = found.interval;
        if (audited->finding == INTEG_AUDIT_SAFE) {
            judged before = {.interval = audited->intervals[0], .decided = true};
            conclude(self, cell, &before, &found);
            if (audited->finding != INTEG_AUDIT_SAFE && !keep_witness(self, leader, cell, true))
                aware.start = INTEGI_NO_MEMORY;
        }
        memset(self->binding, 0, (size_t)component->equations.count);
        if (audited->finding == INTEG_AUDIT_SAFE && !is_proven(self, cell) &&
            look_from_inside(self, component, leader, cell, form, known, work) != INTEG_STATUS_OK)
            aware.start = INTEGI_NO_MEMORY;
    }
    status = status_of(&aware);
    integi_solver_free(&aware);
    return status;
}

/* Whether there is nothing to be found out about a component any more. */
static bool is_all_proven(const auditor *self, int64_t leader)
{
    for (int64_t cell = self->first_cell[leader]; cell >= 0; cell = self->next_cell[cell])
        if (!is_proven(self, cell))
            return false;
    return true;
}

/* Hidden cells of which every atom is known. */
static bool audit_known(auditor *self)
{
    for (int64_t cell = 0; cell < self->published->cells->members.count; cell++) {
        if (!is_hidden(self, cell) || self->published->unknown[cell] > 0)
            continue;
        int64_t known = known_part(self, cell);
        judged found = {.interval = {known, known, true}, .fixed = true, .relaxed = true, .decided = true};
        conclude(self, cell, &found, &found);
        if (!keep_witness(self, -1, cell, false))
            return false;
    }
    return true;
}

static integ_status audit_all(auditor *self)
{
    if (!open_auditor(self))
        return INTEG_STATUS_OUT_OF_MEMORY;
    part(self);
    if (self->rule != NULL)
        find_small(self);
    integ_status status = audit_known(self) ? INTEG_STATUS_OK : INTEG_STATUS_OUT_OF_MEMORY;
    int64_t atoms = self->published->cells->atoms;
    for (int64_t atom = 0; atom < atoms && status == INTEG_STATUS_OK; atom++) {
        if (self->first_cell[atom] < 0 || is_all_proven(self, atom))
            continue;
        if (!integi_progress(self->audit->context, "audit", atom, atoms))
            return INTEG_STATUS_CANCELLED;
        integi_component component;
        status = collect(self, atom, &component) ? audit_component(self, atom, &component, &self->audit->work)
                                                 : INTEG_STATUS_OUT_OF_MEMORY;
        release(&component);
    }
    return status;
}

integ_status integi_audit_components(integ_audit *self, const integi_published *published,
                                     const integ_disclosure *rule)
{
    auditor all = {.audit = self, .published = published, .rule = rule};
    integi_arena_init(&all.arena, self->context);
    integ_status status = audit_all(&all);
    integi_arena_free(&all.arena);
    return status;
}
