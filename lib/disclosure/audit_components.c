/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/audit.h"
#include "disclosure/audit_linear.h"
#include "disclosure/audit_nobody.h"
#include "disclosure/audit_proof.h"
#include "disclosure/audit_totals.h"
#include "disclosure/audit_witness.h"

#include <string.h>

#define INSIDERS_AT_MOST 200 /* in one cell */

/* What somebody who knows the rule believes of how a table was hidden in. */
typedef struct belief {
    bool parts;  /* parts that are shown tell of their hidden totals */
    bool totals; /* hidden totals tell of their hidden parts */
} belief;

typedef struct auditor {
    integ_audit *audit;
    const integi_published *published;
    const integ_disclosure *rule;
    integi_parts parts;
    integi_arena arena;
    integi_witness witness;
    integi_audit_totals totals;
    integi_audit_nobody nobody;
    belief belief; /* at hand */
} auditor;

static bool open_auditor(auditor *self)
{
    bool opened = integi_parts_open(&self->parts, self->audit->context, self->published,
                                   self->audit->proven == NULL);
    return opened && integi_witness_open(&self->witness, self->audit, &self->parts);
}

static bool prepare_rule(auditor *self)
{
    integi_audit_nobody *nobody = &self->nobody;
    if (!integi_audit_nobody_open(nobody, &self->arena, &self->parts, self->rule, self->audit->proven))
        return false;
    bool opened = integi_audit_totals_open(&self->totals, &self->arena, &self->parts, self->rule, nobody->small);
    integi_audit_nobody_join(nobody);
    return opened;
}

static void know_rule(auditor *self, int64_t leader, integi_component *component)
{
    int64_t form = 0;
    if (integ_disclosure_zeros(self->rule))
        return;
    for (int64_t cell = self->parts.first_cell[leader]; cell >= 0; cell = self->parts.next_cell[cell], form++) {
        if (self->nobody.small[cell] || integi_parts_known(&self->parts, cell) > 0)
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

/* Whether the cell has several values, as far as is known; they may be too near. */
static bool is_open(const integi_audited *audited)
{
    return audited->finding == INTEG_AUDIT_SAFE || audited->finding == INTEG_AUDIT_NARROW;
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
    if (single && !integi_witness_keep(&self->witness, leader, cell, &self->nobody))
        return INTEG_STATUS_OUT_OF_MEMORY;
    memset(self->witness.binding, 0, (size_t)component->equations.count);
    if (single)
        audited->finding = INTEG_AUDIT_INSIDER;
    else if (start != INTEGI_INFEASIBLE && !found.decided && audited->finding == INTEG_AUDIT_SAFE)
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
    for (int64_t i = 0; i < count && is_open(audited) && status == INTEG_STATUS_OK; i++) {
        component->inside = variables[i];
        if (component->ranges[variables[i]].lower >= 1 || integi_component_met_apart(component, variables, count))
            continue;
        if (i >= INSIDERS_AT_MOST) {
            audited->finding = audited->finding == INTEG_AUDIT_NARROW ? INTEG_AUDIT_NARROW : INTEG_AUDIT_UNDECIDED;
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

/* Puts into a component what whoever knows the rule knows by now. False when there is no memory. */
static bool know_component(auditor *self, int64_t leader, integi_component *component)
{
    forget_rule(component);
    know_rule(self, leader, component);
    self->witness.totals = self->belief.parts ? &self->totals : NULL;
    return (!self->belief.parts || integi_audit_totals_know(&self->totals, &self->arena, leader, component)) &&
           integi_component_reduce_bounds(component);
}

/* The witness of a total that tells of its parts is kept, too. False when there is no memory. */
static bool keep_finding(auditor *self, int64_t leader, int64_t cell)
{
    const integi_audited *audited = &self->audit->cells[cell];
    bool tells = self->belief.totals && integi_audit_nobody_learn(&self->nobody, cell, audited->intervals[1].lower);
    bool is_new = audited->finding != audited->plain || audited->finding == INTEG_AUDIT_NARROW;
    return (!tells && !is_new) || integi_witness_keep(&self->witness, leader, cell, &self->nobody);
}

/* False when there is no memory. */
static bool judge_with_rule(auditor *self, integi_solver *aware, int64_t leader, int64_t cell, int64_t form)
{
    integi_audited *audited = &self->audit->cells[cell];
    int64_t known = integi_parts_known(&self->parts, cell);
    judged found = judge(self, aware, form, known, true);
    if (!found.decided && aware->start == INTEGI_BEYOND)
        found = outline(self, cell, known);
    if (status_of(aware) != INTEG_STATUS_OK)
        return true;
    audited->intervals[1] = found.interval;
    audited->finding = audited->plain;
    if (is_open(audited)) {
        judged before = {.interval = audited->intervals[0], .decided = true};
        conclude(self, cell, &before, &found);
    }
    bool kept = keep_finding(self, leader, cell);
    memset(self->witness.binding, 0, (size_t)aware->component->equations.count);
    return kept;
}

static integ_status judge_all_with_rule(auditor *self, int64_t leader, integi_component *component, int64_t *work)
{
    integi_solver aware;
    integi_solver_init(&aware, component, work);
    int64_t form = 0;
    for (int64_t cell = self->parts.first_cell[leader]; cell >= 0 && status_of(&aware) == INTEG_STATUS_OK;
         cell = self->parts.next_cell[cell], form++)
        if (!judge_with_rule(self, &aware, leader, cell, form))
            aware.start = INTEGI_NO_MEMORY;
    integ_status status = status_of(&aware);
    integi_solver_free(&aware);
    return status;
}

static integ_status look_from_all_insides(auditor *self, int64_t leader, integi_component *component, int64_t *work)
{
    integ_status status = INTEG_STATUS_OK;
    int64_t form = 0;
    for (int64_t cell = self->parts.first_cell[leader]; cell >= 0 && status == INTEG_STATUS_OK;
         cell = self->parts.next_cell[cell], form++)
        if (is_open(&self->audit->cells[cell]) && !is_proven(self, cell))
            status = look_from_inside(self, component, leader, cell, form, integi_parts_known(&self->parts, cell),
                                      work);
    return status;
}

/* What everybody finds out of hidden totals. */
static void begin_with_totals(auditor *self, int64_t leader)
{
    integi_audit_nobody_forget(&self->nobody, leader);
    for (int64_t cell = self->parts.first_cell[leader]; cell >= 0 && self->belief.totals;
         cell = self->parts.next_cell[cell])
        integi_audit_nobody_learn(&self->nobody, cell, self->audit->cells[cell].intervals[0].lower);
    integi_audit_nobody_conclude(&self->nobody, leader);
}

/* What whoever knows the rule finds out. A hidden total that turns out to be the full cell at least tells that somebody
 * is in its hidden parts, which may tell of other totals; so it goes on until nothing is new. */
static integ_status audit_with_rule(auditor *self, int64_t leader, integi_component *component, int64_t *work)
{
    integ_status status;
    component->spare = *work / 2;
    begin_with_totals(self, leader);
    do {
        status = know_component(self, leader, component) ? judge_all_with_rule(self, leader, component, work)
                                                         : INTEG_STATUS_OUT_OF_MEMORY;
    } while (status == INTEG_STATUS_OK && integi_audit_nobody_conclude(&self->nobody, leader));
    return status == INTEG_STATUS_OK ? look_from_all_insides(self, leader, component, work) : status;
}

/* What everybody knows. */
static integ_status audit_without_rule(auditor *self, int64_t leader, integi_component *component, int64_t *work)
{
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
        self->audit->cells[cell].plain = self->audit->cells[cell].finding;
        if (!integi_witness_keep(&self->witness, leader, cell, NULL))
            plain.start = INTEGI_NO_MEMORY;
    }
    integ_status status = status_of(&plain);
    integi_solver_free(&plain);
    return status;
}

/* First what everybody knows, then what whoever knows the rule does. Where that cannot be, because something was hidden
 * by another rule, or a zero for something else, he does not believe what parts, or totals, would tell him. */
static integ_status audit_component(auditor *self, int64_t leader, integi_component *component, int64_t *work)
{
    static const belief beliefs[] = {{true, true}, {false, true}, {true, false}, {false, false}};
    component->width = self->rule == NULL ? 1 : integ_disclosure_width(self->rule);
    component->inside = -1;
    integ_status status = audit_without_rule(self, leader, component, work);
    if (status != INTEG_STATUS_OK || self->rule == NULL)
        return status;
    status = INTEG_STATUS_INCONSISTENT;
    for (size_t i = 0; i < sizeof beliefs / sizeof *beliefs && status == INTEG_STATUS_INCONSISTENT; i++) {
        self->belief = beliefs[i];
        status = audit_with_rule(self, leader, component, work);
    }
    return status;
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
