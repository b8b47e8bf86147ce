/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/audit.h"
#include "disclosure/audit_linear.h"
#include "disclosure/audit_proof.h"
#include "disclosure/audit_totals.h"
#include "disclosure/audit_witness.h"

#include <string.h>

#define INSIDERS_AT_MOST 200 /* in one cell */

typedef struct auditor {
    integ_audit *audit;
    const integi_published *published;
    const integ_disclosure *rule;
    integi_parts parts;
    integi_arena arena;
    integi_witness witness;
    integi_audit_totals totals;
    bool *secret;  /* atoms of secret cells */
    bool *small;   /* cells that may be nobody though they are hidden */
} auditor;

static bool open_auditor(auditor *self)
{
    int64_t atoms = self->published->cells->atoms, cells = self->published->cells->members.count;
    bool opened = integi_parts_open(&self->parts, self->audit->context, self->published,
                                   self->audit->proven == NULL);
    opened = opened && integi_witness_open(&self->witness, self->audit, &self->parts);
    self->small = integi_arena_allocate(&self->arena, (size_t)cells + 1);
    self->secret = integi_arena_allocate(&self->arena, (size_t)atoms + 1);
    return opened && self->small != NULL && self->secret != NULL;
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
                            (integi_parts_is_hidden(&self->parts, cell) && overlaps_secret(self, cell)) ||
                            (self->audit->proven != NULL && (self->audit->proven[cell] & INTEGI_IS_ZERO) != 0);
    for (int64_t i = 0; i < cells->shares.count && integ_disclosure_full_cell(self->rule) > 0; i++) {
        const int64_t *share = integi_lists_at(&cells->shares, i);
        if (self->published->values[share[1]] < integ_disclosure_full_cell(self->rule))
            self->small[share[0]] = true;
    }
}

/* Of cells with the same atoms, none may be nobody unless all may. */
static void join_small(auditor *self)
{
    for (int64_t cell = 0; cell < self->published->cells->members.count; cell++)
        if (integi_parts_is_hidden(&self->parts, cell) && !self->small[cell])
            self->small[self->parts.same[cell]] = false;
}

static bool prepare_rule(auditor *self)
{
    find_small(self);
    bool opened = integi_audit_totals_open(&self->totals, &self->arena, &self->parts, self->rule, self->small);
    join_small(self);
    return opened;
}

static void know_rule(auditor *self, int64_t leader, integi_component *component)
{
    int64_t form = 0;
    if (integ_disclosure_zeros(self->rule))
        return;
    for (int64_t cell = self->parts.first_cell[leader]; cell >= 0; cell = self->parts.next_cell[cell], form++) {
        if (self->small[cell] || integi_parts_known(&self->parts, cell) > 0)
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
    char *binding = with_witness ? self->witness.binding : NULL;
    integi_extreme lower = integi_solver_extreme(solver, variables, count, 1, binding);
    integi_extreme upper = integi_solver_extreme(solver, variables, count, -1, binding);
    judged result = {.fixed = lower.solution == INTEGI_SOLVED && lower.fixed};
    result.interval.lower = known + (lower.known ? lower.value : 0);
    result.interval.upper = upper.known ? known + upper.value : INTEGI_NO_LIMIT;
    result.interval.exact = lower.solution == INTEGI_SOLVED &&
                            (upper.solution == INTEGI_SOLVED || upper.solution == INTEGI_UNBOUNDED);
    if (lower.solution == INTEGI_INFEASIBLE || upper.solution == INTEGI_INFEASIBLE)
        solver->start = INTEGI_INFEASIBLE; /* fractions could be published so, whole numbers not */
    if (lower.solution == INTEGI_NO_MEMORY || upper.solution == INTEGI_NO_MEMORY)
        solver->start = INTEGI_NO_MEMORY;
    result.relaxed = lower.whole && upper.whole;
    result.decided = result.interval.exact || integi_component_met_apart(solver->component, variables, count);
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
        for (int64_t at = published->around.starts[atoms[i]]; at < published->around.starts[atoms[i] + 1]; at++) {
            int64_t other = published->around.items[at];
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

/* The finding for someone who knows that there is somebody in one variable of a cell, which may be found to be
 * enough. */
static integ_status look_from(auditor *self, integi_component *component, int64_t leader, int64_t cell, int64_t form,
                              int64_t known, int64_t *work)
{
    integi_audited *audited = &self->audit->cells[cell];
    integi_solver solver;
    integi_solver_init(&solver, component, work);
    judged found = judge(self, &solver, form, known, true);
    integi_solution start = solver.start;
    integi_solver_free(&solver);
    if (start == INTEGI_NO_MEMORY)
        return INTEG_STATUS_OUT_OF_MEMORY;
    bool single = start != INTEGI_INFEASIBLE && is_single(&found);
    if (single && !integi_witness_keep(&self->witness, leader, cell, self->small))
        return INTEG_STATUS_OUT_OF_MEMORY;
    memset(self->witness.binding, 0, (size_t)component->equations.count);
    if (single)
        audited->finding = INTEG_AUDIT_INSIDER;
    else if (start != INTEGI_INFEASIBLE && !found.decided)
        audited->finding = INTEG_AUDIT_UNDECIDED;
    return INTEG_STATUS_OK;
}

/* Someone in the cell knows that there is somebody in one of its atoms: whichever it is, that must not be enough. To
 * him it is enough that there is another value, however near. */
static integ_status look_from_inside(auditor *self, integi_component *component, int64_t leader, int64_t cell,
                                     int64_t form, int64_t known, int64_t *work)
{
    const int64_t *variables = integi_lists_at(&component->forms, form);
    int64_t count = integi_lists_length(&component->forms, form), width = component->width;
    integi_audited *audited = &self->audit->cells[cell];
    integ_status status = INTEG_STATUS_OK;
    component->width = 1;
    for (int64_t i = 0; i < count && audited->finding == INTEG_AUDIT_SAFE && status == INTEG_STATUS_OK; i++) {
        component->inside = variables[i];
        if (component->ranges[variables[i]].lower >= 1 || integi_component_met_apart(component, variables, count))
            continue;
        if (i >= INSIDERS_AT_MOST) {
            audited->finding = INTEG_AUDIT_UNDECIDED;
            break;
        }
        component->ranges[variables[i]].lower = 1;
        status = look_from(self, component, leader, cell, form, known, work);
        component->ranges[variables[i]].lower = 0;
    }
    component->width = width;
    component->inside = -1;
    return status;
}

static integ_status status_of(const integi_solver *solver)
{
    return solver->start == INTEGI_NO_MEMORY    ? INTEG_STATUS_OUT_OF_MEMORY
           : solver->start == INTEGI_INFEASIBLE ? INTEG_STATUS_INCONSISTENT
                                                : INTEG_STATUS_OK;
}

/* Back to what everybody knows. */
static void forget_rule(integi_component *component)
{
    for (int64_t i = 0; i < component->variables; i++)
        component->ranges[i].lower = 0;
    for (int64_t i = 0; i < component->forms.count; i++)
        component->bounds[i].lower = 0;
    component->gap_count = 0;
    integi_component_forget(component);
}

/* What whoever knows the rule finds out, from what parts tell of their totals too. */
static integ_status audit_with_rule(auditor *self, int64_t leader, integi_component *component, bool from_parts,
                                    int64_t *work)
{
    forget_rule(component);
    know_rule(self, leader, component);
    component->spare = *work / 2;
    self->witness.totals = from_parts ? &self->totals : NULL;
    if ((from_parts && !integi_audit_totals_know(&self->totals, &self->arena, leader, component)) ||
        !integi_component_reduce_bounds(component))
        return INTEG_STATUS_OUT_OF_MEMORY;
    integi_solver aware;
    integi_solver_init(&aware, component, work);
    int64_t form = 0;
    for (int64_t cell = self->parts.first_cell[leader]; cell >= 0 && status_of(&aware) == INTEG_STATUS_OK;
         cell = self->parts.next_cell[cell], form++) {
        integi_audited *audited = &self->audit->cells[cell];
        int64_t known = integi_parts_known(&self->parts, cell);
        judged found = judge(self, &aware, form, known, true);
        if (!found.decided && aware.start == INTEGI_BEYOND)
            found = outline(self, cell, known);
        if (status_of(&aware) != INTEG_STATUS_OK)
            break;
        audited->intervals[1] = found.interval;
        if (audited->finding == INTEG_AUDIT_SAFE || audited->finding == INTEG_AUDIT_NARROW) {
            judged before = {.interval = audited->intervals[0], .decided = true};
            conclude(self, cell, &before, &found);
            if (audited->finding != INTEG_AUDIT_SAFE && !integi_witness_keep(&self->witness, leader, cell, self->small))
                aware.start = INTEGI_NO_MEMORY;
        }
        memset(self->witness.binding, 0, (size_t)component->equations.count);
        if (audited->finding == INTEG_AUDIT_SAFE && !is_proven(self, cell) &&
            look_from_inside(self, component, leader, cell, form, known, work) != INTEG_STATUS_OK)
            aware.start = INTEGI_NO_MEMORY;
    }
    integ_status status = status_of(&aware);
    integi_solver_free(&aware);
    return status;
}

/* First what everybody knows, then what whoever knows the rule does. Where that cannot be, because something was hidden
 * by another rule about shares, what he would read out of parts is left out. */
static integ_status audit_component(auditor *self, int64_t leader, integi_component *component, int64_t *work)
{
    component->width = self->rule == NULL ? 1 : integ_disclosure_width(self->rule);
    component->inside = -1;
    integi_solver plain;
    integi_solver_init(&plain, component, work);
    int64_t form = 0;
    for (int64_t cell = self->parts.first_cell[leader]; cell >= 0 && status_of(&plain) == INTEG_STATUS_OK;
         cell = self->parts.next_cell[cell], form++) {
        int64_t known = integi_parts_known(&self->parts, cell);
        judged found = judge(self, &plain, form, known, true);
        if (!found.decided && plain.start == INTEGI_BEYOND)
            found = outline(self, cell, known);
        conclude(self, cell, &found, &found);
        if (!integi_witness_keep(&self->witness, leader, cell, NULL))
            plain.start = INTEGI_NO_MEMORY;
    }
    integ_status status = status_of(&plain);
    integi_solver_free(&plain);
    if (status != INTEG_STATUS_OK || self->rule == NULL)
        return status;
    status = audit_with_rule(self, leader, component, true, work);
    return status == INTEG_STATUS_INCONSISTENT && self->totals.believed
               ? audit_with_rule(self, leader, component, false, work)
               : status;
}

/* Whether there is nothing to be found out about a component any more. */
static bool is_all_proven(const auditor *self, int64_t leader)
{
    for (int64_t cell = self->parts.first_cell[leader]; cell >= 0; cell = self->parts.next_cell[cell])
        if (!is_proven(self, cell))
            return false;
    return true;
}

/* Hidden cells of which every atom is known. */
static bool audit_known(auditor *self)
{
    for (int64_t cell = 0; cell < self->published->cells->members.count; cell++) {
        if (!integi_parts_is_hidden(&self->parts, cell) || self->published->unknown[cell] > 0)
            continue;
        int64_t known = integi_parts_known(&self->parts, cell);
        judged found = {.interval = {known, known, true}, .fixed = true, .relaxed = true, .decided = true};
        conclude(self, cell, &found, &found);
        if (!integi_witness_keep(&self->witness, -1, cell, NULL))
            return false;
    }
    return true;
}

/* What was found of a cell is true of all that have the same atoms. */
static void copy_to_same(auditor *self)
{
    for (int64_t cell = 0; cell < self->published->cells->members.count; cell++) {
        int64_t same = self->parts.same[cell];
        if (same >= 0 && same != cell)
            self->audit->cells[cell] = self->audit->cells[same];
    }
}

static integ_status audit_all(auditor *self)
{
    if (!open_auditor(self))
        return INTEG_STATUS_OUT_OF_MEMORY;
    if (self->rule != NULL && !prepare_rule(self))
        return INTEG_STATUS_OUT_OF_MEMORY;
    integ_status status = audit_known(self) ? INTEG_STATUS_OK : INTEG_STATUS_OUT_OF_MEMORY;
    int64_t atoms = self->published->cells->atoms;
    for (int64_t atom = 0; atom < atoms && status == INTEG_STATUS_OK; atom++) {
        if (self->parts.first_cell[atom] < 0 || is_all_proven(self, atom))
            continue;
        if (!integi_progress(self->audit->context, "audit", atom, atoms))
            return INTEG_STATUS_CANCELLED;
        integi_component component;
        status = integi_parts_collect(&self->parts, atom, &component)
                     ? audit_component(self, atom, &component, &self->audit->work)
                     : INTEG_STATUS_OUT_OF_MEMORY;
        integi_parts_release(&component);
    }
    if (status == INTEG_STATUS_OK)
        status = integi_audit_linear(self->audit, self->published);
    copy_to_same(self);
    return status;
}

integ_status integi_audit_components(integ_audit *self, const integi_published *published,
                                     const integ_disclosure *rule)
{
    auditor all = {.audit = self, .published = published, .rule = rule};
    integi_arena_init(&all.arena, self->context);
    integ_status status = audit_all(&all);
    integi_parts_close(&all.parts);
    integi_arena_free(&all.arena);
    return status;
}
