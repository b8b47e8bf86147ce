/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/component.h"

#include <string.h>

#define ENTRIES_AT_MOST 4000000 /* of a tableau: 32 MB */
#define DEPTH_AT_MOST 200       /* of branches */
#define MET_AT_MOST 256         /* solutions that are kept */

/* Variables are counted from their lower limits, so that they are 0 at least. */
static int64_t lower_sum(const integi_component *self, const int64_t *variables, int64_t count)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < count; i++)
        sum += self->ranges[variables[i]].lower;
    return sum;
}

static int64_t form_lower(const integi_component *self, int64_t form)
{
    return lower_sum(self, integi_lists_at(&self->forms, form), integi_lists_length(&self->forms, form));
}

static bool is_needed(const integi_component *self, int64_t equation)
{
    return self->follows == NULL || !self->follows[equation];
}

static void count_rows(const integi_component *self, int64_t *rows, int64_t *columns)
{
    int64_t slack = 0;
    for (int64_t i = 0; i < self->variables; i++)
        slack += self->ranges[i].upper != INTEGI_NO_LIMIT;
    for (int64_t i = 0; i < self->forms.count; i++)
        slack += (self->bounds[i].lower > form_lower(self, i)) + (self->bounds[i].upper != INTEGI_NO_LIMIT);
    *rows = slack;
    for (int64_t i = 0; i < self->equations.count; i++)
        *rows += is_needed(self, i);
    *columns = self->variables + slack;
}

static void set_sum(integi_simplex *simplex, int64_t row, const int64_t *variables, int64_t count, int64_t right)
{
    for (int64_t i = 0; i < count; i++)
        integi_simplex_set(simplex, row, variables[i], 1);
    integi_simplex_set_right(simplex, row, right);
}

static void set_rows(const integi_component *self, integi_simplex *simplex)
{
    int64_t row = 0;
    int64_t slack = self->variables;
    for (int64_t i = 0; i < self->equations.count; i++) {
        const int64_t *variables = integi_lists_at(&self->equations, i);
        int64_t count = integi_lists_length(&self->equations, i);
        if (is_needed(self, i))
            set_sum(simplex, row++, variables, count, self->sums[i] - lower_sum(self, variables, count));
    }
    for (int64_t i = 0; i < self->variables; i++) {
        if (self->ranges[i].upper == INTEGI_NO_LIMIT)
            continue;
        set_sum(simplex, row, &i, 1, self->ranges[i].upper - self->ranges[i].lower);
        integi_simplex_set(simplex, row++, slack++, 1);
    }
    for (int64_t i = 0; i < self->forms.count; i++) {
        const int64_t *variables = integi_lists_at(&self->forms, i);
        int64_t count = integi_lists_length(&self->forms, i);
        int64_t lower = form_lower(self, i);
        if (self->bounds[i].lower > lower) {
            set_sum(simplex, row, variables, count, self->bounds[i].lower - lower);
            integi_simplex_set(simplex, row++, slack++, -1);
        }
        if (self->bounds[i].upper != INTEGI_NO_LIMIT) {
            set_sum(simplex, row, variables, count, self->bounds[i].upper - lower);
            integi_simplex_set(simplex, row++, slack++, 1);
        }
    }
}

void integi_solver_init(integi_solver *self, integi_component *component, int64_t *work)
{
    *self = (integi_solver){.component = component, .start = INTEGI_NO_MEMORY, .work = work};
    int64_t rows, columns;
    count_rows(component, &rows, &columns);
    self->simplex = (integi_simplex){.context = component->context, .rows = rows, .columns = columns};
    if ((rows + 1) > ENTRIES_AT_MOST / (columns + rows + 1)) {
        self->start = INTEGI_BEYOND;
        self->simplex.rows = 0;
        return;
    }
    self->objective = integi_allocate_zeroed(component->context, (size_t)(columns + 1) * sizeof *self->objective);
    if (!integi_simplex_init(&self->simplex, component->context, rows, columns, work) || self->objective == NULL)
        return;
    set_rows(component, &self->simplex);
    self->start = integi_simplex_start(&self->simplex);
}

void integi_solver_free(integi_solver *self)
{
    integ_context *context = self->component->context;
    if (self->objective != NULL)
        integi_release(context, self->objective, (size_t)(self->simplex.columns + 1) * sizeof *self->objective);
    if (self->simplex.basis != NULL || self->simplex.tableau != NULL)
        integi_simplex_free(&self->simplex);
}

void integi_component_forget(integi_component *self)
{
    integi_lists_free(self->context, &self->met);
}

static int64_t sum_of(const int64_t *solution, const int64_t *variables, int64_t count)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < count; i++)
        sum += solution[variables[i]];
    return sum;
}

bool integi_component_met_apart(const integi_component *self, const int64_t *variables, int64_t count)
{
    int64_t least = INT64_MAX, most = INT64_MIN;
    for (int64_t i = 0; i < self->met.count; i++) {
        const int64_t *solution = integi_lists_at(&self->met, i);
        if (self->inside >= 0 && solution[self->inside] < 1)
            continue;
        int64_t sum = sum_of(solution, variables, count);
        least = sum < least ? sum : least;
        most = sum > most ? sum : most;
        if (most - least >= self->width)
            return true;
    }
    return false;
}

/* Whether a solution is one still, with what is known now of single variables. */
static bool is_within(const integi_component *self, const int64_t *solution)
{
    for (int64_t i = 0; i < self->variables; i++)
        if (solution[i] < self->ranges[i].lower ||
            (self->ranges[i].upper != INTEGI_NO_LIMIT && solution[i] > self->ranges[i].upper))
            return false;
    return true;
}

/* The smallest of sign times a sum among the solutions that were met; false when there is none. */
static bool find_met(const integi_component *self, const int64_t *variables, int64_t count, int sign, int64_t *best)
{
    bool found = false;
    for (int64_t i = 0; i < self->met.count; i++) {
        const int64_t *solution = integi_lists_at(&self->met, i);
        int64_t sum = sign * sum_of(solution, variables, count);
        if ((found && sum >= *best) || !is_within(self, solution))
            continue;
        found = true;
        *best = sum;
    }
    return found;
}

static int64_t variable_at(const integi_solver *self, int64_t variable)
{
    return self->component->ranges[variable].lower +
           integi_simplex_variable(&self->simplex, variable) / self->simplex.denominator;
}

/* Keeps the solution at hand, in which all variables are whole; false when there is no memory. */
static bool keep_met(const integi_solver *self)
{
    integi_component *component = self->component;
    integi_lists *met = &component->met;
    for (int64_t i = 0; i < component->variables && met->count == MET_AT_MOST; i++)
        met->items[met->starts[component->met_next] + i] = variable_at(self, i);
    if (met->count == MET_AT_MOST) {
        component->met_next = (component->met_next + 1) % MET_AT_MOST;
        return true;
    }
    for (int64_t i = 0; i < component->variables; i++)
        if (!integi_lists_item(component->context, met, variable_at(self, i))) {
            integi_lists_abandon(met);
            return false;
        }
    return integi_lists_close(component->context, met);
}

static integi_solution relax(integi_solver *self, const int64_t *variables, int64_t count, int sign)
{
    if (self->start != INTEGI_SOLVED)
        return self->start;
    for (int64_t i = 0; i < count; i++)
        self->objective[variables[i]] = sign;
    integi_solution found = integi_simplex_minimize(&self->simplex, self->objective);
    for (int64_t i = 0; i < count; i++)
        self->objective[variables[i]] = 0;
    if (found != INTEGI_SOLVED)
        self->start = found == INTEGI_UNBOUNDED ? INTEGI_SOLVED : found;
    return found;
}

/* A variable that is no whole number; -1 when all are whole. */
static int64_t fraction(const integi_solver *self)
{
    int64_t denominator = self->simplex.denominator;
    for (int64_t i = 0; denominator != 1 && i < self->component->variables; i++)
        if (integi_simplex_variable(&self->simplex, i) % denominator != 0)
            return i;
    return -1;
}

/* The smallest whole number that is not below numerator / denominator. */
static int64_t ceiling(int64_t numerator, int64_t denominator)
{
    return numerator / denominator + (numerator % denominator > 0);
}

/* The gap in which a hidden sum lies, when all variables are whole; -1 when none does. */
static int64_t find_gap(const integi_solver *self)
{
    const integi_component *component = self->component;
    for (int64_t i = 0; i < component->gap_count; i++) {
        const integi_gap *gap = &component->gaps[i];
        const int64_t *variables = integi_lists_at(&component->forms, gap->form);
        int64_t count = integi_lists_length(&component->forms, gap->form), sum = lower_sum(component, variables, count);
        for (int64_t at = 0; at < count; at++)
            sum += integi_simplex_variable(&self->simplex, variables[at]) / self->simplex.denominator;
        if (sum > gap->below && sum < gap->above)
            return i;
    }
    return -1;
}

typedef struct search {
    integi_component *component;
    const int64_t *variables;
    int64_t count;
    int sign;
    int64_t *work;
    bool found;
    int64_t best; /* of sign times the sum */
} search;

static integi_solution branch(search *self, int depth);

/* Goes on with a variable, or a sum, at most `upper` or at least `lower`. */
static integi_solution branch_on(search *self, integi_range *range, int64_t lower, int64_t upper, int depth)
{
    integi_range kept = *range;
    *range = (integi_range){lower, upper};
    integi_solution solution = branch(self, depth + 1);
    *range = kept;
    return solution;
}

static int64_t smaller_limit(int64_t a, int64_t b)
{
    return a == INTEGI_NO_LIMIT || b < a ? b : a;
}

/* On both sides of a gap. */
static integi_solution branch_on_gap(search *self, const integi_gap *gap, int depth)
{
    integi_range *range = &self->component->bounds[gap->form];
    integi_solution solution = branch_on(self, range, range->lower, smaller_limit(range->upper, gap->below), depth);
    return solution == INTEGI_SOLVED
               ? branch_on(self, range, gap->above > range->lower ? gap->above : range->lower, range->upper, depth)
               : solution;
}

static integi_solution branch(search *self, int depth)
{
    integi_solver solver;
    integi_solver_init(&solver, self->component, self->work);
    integi_solution solution = relax(&solver, self->variables, self->count, self->sign);
    int64_t value = 0, variable = -1, gap = -1, at = 0;
    if (solution == INTEGI_SOLVED) {
        int64_t denominator = solver.simplex.denominator;
        value = ceiling(integi_simplex_value(&solver.simplex), denominator) +
                self->sign * lower_sum(self->component, self->variables, self->count);
        variable = fraction(&solver);
        if (variable >= 0)
            at = self->component->ranges[variable].lower +
                 integi_simplex_variable(&solver.simplex, variable) / denominator;
        else if ((gap = find_gap(&solver)) < 0 && !keep_met(&solver))
            solution = INTEGI_NO_MEMORY;
    }
    integi_solver_free(&solver);
    if (solution == INTEGI_INFEASIBLE || (solution == INTEGI_SOLVED && self->found && value >= self->best))
        return INTEGI_SOLVED;
    if (solution != INTEGI_SOLVED)
        return solution;
    if (variable < 0 && gap < 0) {
        self->found = true;
        self->best = value;
        return INTEGI_SOLVED;
    }
    if (depth >= DEPTH_AT_MOST)
        return INTEGI_BEYOND;
    if (variable < 0)
        return branch_on_gap(self, &self->component->gaps[gap], depth);
    integi_range *range = &self->component->ranges[variable];
    solution = branch_on(self, range, range->lower, at, depth);
    return solution == INTEGI_SOLVED ? branch_on(self, range, at + 1, range->upper, depth) : solution;
}

integi_extreme integi_solver_extreme(integi_solver *self, const int64_t *variables, int64_t count, int sign,
                                     char *binding)
{
    integi_extreme result = {.solution = relax(self, variables, count, sign)};
    if (result.solution != INTEGI_SOLVED)
        return result;
    integi_simplex *simplex = &self->simplex;
    int64_t value = ceiling(integi_simplex_value(simplex), simplex->denominator) +
                    sign * lower_sum(self->component, variables, count);
    result.whole = integi_simplex_value(simplex) % simplex->denominator == 0;
    result.fixed = integi_simplex_is_fixed(simplex);
    result.known = true;
    result.value = sign * value;
    for (int64_t i = 0, row = 0; binding != NULL && i < self->component->equations.count; i++)
        if (is_needed(self->component, i))
            binding[i] |= integi_simplex_binds(simplex, row++);
    if (fraction(self) < 0 && find_gap(self) < 0) {
        result.solution = keep_met(self) ? INTEGI_SOLVED : INTEGI_NO_MEMORY;
        return result;
    }
    search whole = {self->component, variables, count, sign, self->work, false, 0};
    whole.found = find_met(self->component, variables, count, sign, &whole.best);
    if (whole.found && whole.best == value)
        return result;
    if (*self->work < self->component->spare && integi_component_met_apart(self->component, variables, count)) {
        result.solution = INTEGI_BEYOND;
        return result;
    }
    result.solution = branch(&whole, 0);
    if (result.solution == INTEGI_SOLVED && !whole.found)
        result.solution = INTEGI_INFEASIBLE;
    if (result.solution == INTEGI_SOLVED) {
        result.whole = result.whole && whole.best == value;
        result.value = sign * whole.best;
        /* Fractions would go further: it is not known which of the equations keep whole numbers from it. */
        for (int64_t i = 0; binding != NULL && !result.whole && i < self->component->equations.count; i++)
            binding[i] = 1;
    }
    return result;
}
