/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "protect/linear.h"

#include "protect/reading.h"

#include <Clp_C_Interface.h>
#include <math.h>
#include <stdlib.h>

#define DENOMINATOR_AT_MOST 60
#define NEAR 1e-6
#define MULTIPLIER_AT_MOST 1e9
#define STEPS_AT_MOST 400 /* on the way to whole counts */
#define FREE_AT_MOST 1000 /* people where nothing limits how many */

__extension__ typedef __int128 wide;

/* One component: counts that have nothing to do with others. */
typedef struct part {
    Clp_Simplex *model;
    int columns, rows;
    int64_t *atoms;       /* of the columns */
    int64_t *numbers;     /* of the rows: which they are of the reading */
    CoinBigIndex *starts; /* column by column: its rows */
    int *items;
    double *objective;
    double *lower;
    double *low, *high;   /* limits on the way to whole counts */
    bool *is_free;        /* columns that no published cell limits */
    int64_t *counts;      /* whole ones, of the columns */
    int64_t *multipliers; /* whole ones, of the rows */
} part;

struct linear {
    reading table;
    int64_t *column; /* of every unknown atom */
    part **parts;    /* of every leader, as far as it was asked for */
    const part *last; /* where something was reached or proved last */
    int64_t *budget;  /* how many problems may still be solved */
};

linear *linear_new(const integ_cells *cells, const int64_t *values, const int64_t *at_least, int64_t *budget)
{
    linear *self = (linear *)calloc(1, sizeof *self);
    if (self == NULL)
        return NULL;
    self->budget = budget;
    size_t atoms = (size_t)integ_cells_atoms(cells) + 1;
    self->column = (int64_t *)calloc(atoms, sizeof *self->column);
    self->parts = (part **)calloc(atoms, sizeof *self->parts);
    if (reading_open(&self->table, cells, values, at_least) && self->column != NULL && self->parts != NULL)
        return self;
    linear_free(self);
    return NULL;
}

bool linear_contradicts(const linear *self)
{
    return self->table.contradicts;
}

static void free_part(part *old)
{
    if (old == NULL)
        return;
    if (old->model != NULL)
        Clp_deleteModel(old->model);
    free(old->atoms);
    free(old->numbers);
    free(old->starts);
    free(old->items);
    free(old->objective);
    free(old->lower);
    free(old->low);
    free(old->high);
    free(old->is_free);
    free(old->counts);
    free(old->multipliers);
    free(old);
}

void linear_free(linear *self)
{
    if (self == NULL)
        return;
    for (int64_t atom = 0; atom < self->table.atom_count && self->parts != NULL; atom++)
        free_part(self->parts[atom]);
    reading_close(&self->table);
    free(self->column);
    free(self->parts);
    free(self);
}

static const reading_row *row_of(const linear *self, const part *at, int row)
{
    return &self->table.rows[at->numbers[row]];
}

static bool is_in(const linear *self, const reading_row *row, int64_t leader)
{
    return row->length > 0 && reading_leader(&self->table, row->atoms[0]) == leader;
}

/* Takes the columns and rows of a component, and counts what is in them. */
static bool take(linear *self, part *made, int64_t leader, int64_t *nonzeros)
{
    const reading *table = &self->table;
    made->atoms = (int64_t *)calloc((size_t)table->atom_count + 1, sizeof *made->atoms);
    made->numbers = (int64_t *)calloc((size_t)table->row_count + 1, sizeof *made->numbers);
    if (made->atoms == NULL || made->numbers == NULL)
        return false;
    for (int64_t atom = 0; atom < table->atom_count; atom++)
        if (table->known[atom] < 0 && reading_leader(table, atom) == leader) {
            self->column[atom] = made->columns;
            made->atoms[made->columns++] = atom;
        }
    for (int64_t row = 0; row < table->row_count; row++)
        if (is_in(self, &table->rows[row], leader)) {
            made->numbers[made->rows++] = row;
            *nonzeros += table->rows[row].length;
        }
    return true;
}

static bool make_room(part *made, int64_t nonzeros)
{
    size_t columns = (size_t)made->columns + 1;
    made->starts = (CoinBigIndex *)calloc(columns + 1, sizeof *made->starts);
    made->items = (int *)calloc((size_t)nonzeros + 1, sizeof *made->items);
    made->objective = (double *)calloc(columns, sizeof *made->objective);
    made->lower = (double *)calloc(columns, sizeof *made->lower);
    made->low = (double *)calloc(columns, sizeof *made->low);
    made->high = (double *)calloc(columns, sizeof *made->high);
    made->is_free = (bool *)calloc(columns, sizeof *made->is_free);
    made->counts = (int64_t *)calloc(columns, sizeof *made->counts);
    made->multipliers = (int64_t *)calloc((size_t)made->rows + 1, sizeof *made->multipliers);
    return made->starts != NULL && made->items != NULL && made->objective != NULL && made->lower != NULL &&
           made->low != NULL && made->high != NULL && made->is_free != NULL && made->counts != NULL &&
           made->multipliers != NULL;
}

/* Turns the rows into columns: first how long each is, then what is in it. */
static void list_columns(const linear *self, part *made)
{
    for (int row = 0; row < made->rows; row++)
        for (int64_t i = 0; i < row_of(self, made, row)->length; i++)
            made->starts[self->column[row_of(self, made, row)->atoms[i]] + 1]++;
    for (int column = 0; column < made->columns; column++) {
        made->starts[column + 1] += made->starts[column];
        made->lower[column] = (double)self->table.lower[made->atoms[column]];
    }
    for (int row = made->rows - 1; row >= 0; row--)
        for (int64_t i = 0; i < row_of(self, made, row)->length; i++)
            made->items[--made->starts[self->column[row_of(self, made, row)->atoms[i]] + 1]] = row;
    for (int column = 0; column < made->columns; column++)
        made->starts[column] = made->starts[column + 1];
}

static void find_free(const linear *self, part *made)
{
    for (int column = 0; column < made->columns; column++) {
        made->is_free[column] = true;
        for (CoinBigIndex i = made->starts[column]; i < made->starts[column + 1]; i++)
            made->is_free[column] = made->is_free[column] && row_of(self, made, made->items[i])->hidden;
    }
}

static bool load(const linear *self, part *made, int64_t nonzeros)
{
    double *ones = (double *)malloc(((size_t)nonzeros + 1) * sizeof *ones);
    double *low = (double *)malloc(((size_t)made->rows + 1) * sizeof *low);
    double *high = (double *)malloc(((size_t)made->rows + 1) * sizeof *high);
    bool memory = ones != NULL && low != NULL && high != NULL && (made->model = Clp_newModel()) != NULL;
    if (memory) {
        for (int64_t i = 0; i < nonzeros; i++)
            ones[i] = 1;
        for (int row = 0; row < made->rows; row++) {
            low[row] = (double)row_of(self, made, row)->right;
            high[row] = row_of(self, made, row)->hidden ? HUGE_VAL : low[row];
        }
        Clp_setLogLevel(made->model, 0);
        Clp_loadProblem(made->model, made->columns, made->rows, made->starts, made->items, ones, made->lower, NULL,
                        made->objective, low, high);
    }
    free(ones);
    free(low);
    free(high);
    return memory;
}

static bool fill(linear *self, part *made, int64_t leader)
{
    int64_t nonzeros = 0;
    if (!take(self, made, leader, &nonzeros) || !make_room(made, nonzeros))
        return false;
    list_columns(self, made);
    made->starts[made->columns] = (CoinBigIndex)nonzeros;
    find_free(self, made);
    return load(self, made, nonzeros);
}

static part *part_of(linear *self, int64_t atom)
{
    int64_t leader = reading_leader(&self->table, atom);
    if (self->parts[leader] != NULL)
        return self->parts[leader];
    part *made = (part *)calloc(1, sizeof *made);
    if (made == NULL || !fill(self, made, leader)) {
        free_part(made);
        return NULL;
    }
    return self->parts[leader] = made;
}

/* Rounds what the solver reached to whole counts, and puts them into every row. */
static bool check_counts(const linear *self, part *at)
{
    const double *found = Clp_primalColumnSolution(at->model);
    for (int column = 0; column < at->columns; column++) {
        if (!(fabs(found[column]) < 9e15))
            return false;
        at->counts[column] = llround(found[column]);
        if (at->counts[column] < (int64_t)at->lower[column])
            return false;
    }
    for (int row = 0; row < at->rows; row++) {
        const reading_row *checked = row_of(self, at, row);
        wide sum = 0;
        for (int64_t i = 0; i < checked->length; i++)
            sum += at->counts[self->column[checked->atoms[i]]];
        if (checked->hidden ? sum < checked->right : sum != checked->right)
            return false;
    }
    return true;
}

/* Of the columns that are no whole numbers the one that is nearest to one; -1 when all are whole. */
static int nearest_to_whole(const part *at)
{
    const double *found = Clp_primalColumnSolution(at->model);
    double nearest = 1;
    int best = -1;
    for (int column = 0; column < at->columns; column++) {
        double away = fabs(found[column] - nearbyint(found[column]));
        if (away > NEAR && away < nearest) {
            nearest = away;
            best = column;
        }
    }
    return best;
}

/* Keeps a column at a value; whether there are still solutions. */
static bool keep_at(part *at, int column, double value, int64_t *budget)
{
    at->low[column] = at->high[column] = value;
    Clp_chgColumnLower(at->model, at->low);
    Clp_chgColumnUpper(at->model, at->high);
    Clp_dual(at->model, 0);
    return --*budget >= 0 && Clp_status(at->model) == 0;
}

/* Goes from what the solver reached to whole counts nearby: one column after the other is kept at the whole number that
 * is nearest, or at the one on its other side. */
static bool make_whole(const linear *self, part *at)
{
    bool possible = true;
    int column = -1;
    for (int i = 0; i < at->columns; i++)
        at->low[i] = at->lower[i];
    for (int step = 0; possible && step < STEPS_AT_MOST && (column = nearest_to_whole(at)) >= 0; step++) {
        double value = Clp_primalColumnSolution(at->model)[column], near = nearbyint(value);
        possible = keep_at(at, column, near, self->budget) ||
                   keep_at(at, column, near < value ? near + 1 : near - 1, self->budget);
    }
    possible = possible && column < 0 && check_counts(self, at);
    Clp_chgColumnUpper(at->model, NULL);
    return possible;
}

/* The solver's multipliers of the rows, times a denominator, as whole numbers; false when they are not near those. */
static bool scale(const linear *self, part *at, int denominator)
{
    const double *found = Clp_dualRowSolution(at->model);
    for (int row = 0; row < at->rows; row++) {
        double scaled = found[row] * denominator;
        if (!(fabs(scaled) < MULTIPLIER_AT_MOST) || fabs(scaled - nearbyint(scaled)) > NEAR)
            return false;
        at->multipliers[row] = llround(scaled);
        if (row_of(self, at, row)->hidden && at->multipliers[row] < 0)
            at->multipliers[row] = 0;
    }
    return true;
}

/* The sum of the rows, each times its multiplier, takes from no count more than the objective has of it. So the
 * objective is at least what is right of them, and what is left of the counts at their lower limits. */
static bool prove(const linear *self, const part *at, int denominator, int64_t *bound)
{
    wide right = 0;
    for (int row = 0; row < at->rows; row++)
        right += (wide)at->multipliers[row] * row_of(self, at, row)->right;
    for (int column = 0; column < at->columns; column++) {
        wide left = (wide)at->objective[column] * denominator;
        for (CoinBigIndex i = at->starts[column]; i < at->starts[column + 1]; i++)
            left -= at->multipliers[at->items[i]];
        if (left < 0)
            return false;
        right += left * (int64_t)at->lower[column];
    }
    wide whole = right / denominator + (right % denominator > 0);
    *bound = (int64_t)whole;
    return whole < ((int64_t)1 << 60) && whole > -((int64_t)1 << 60);
}

static bool check_bound(const linear *self, part *at, int64_t *bound)
{
    for (int denominator = 1; denominator <= DENOMINATOR_AT_MOST; denominator++)
        if (scale(self, at, denominator) && prove(self, at, denominator, bound))
            return true;
    return false;
}

/* Whether nothing published limits an atom of the cell. */
static bool is_free(const linear *self, int64_t cell)
{
    int64_t count;
    const int64_t *atoms = integ_cells_members(self->table.cells, cell, &count);
    for (int64_t i = 0; i < count; i++) {
        bool limited = self->table.known[atoms[i]] >= 0;
        for (int64_t at = self->table.around[atoms[i]]; at < self->table.around[atoms[i] + 1] && !limited; at++)
            limited = self->table.values[self->table.around_items[at]] >= 0;
        if (!limited)
            return true;
    }
    return false;
}

static void set_objective(const linear *self, part *at, const int64_t *atoms, int64_t count, int sign)
{
    for (int64_t i = 0; i < count; i++)
        if (self->table.known[atoms[i]] < 0)
            at->objective[self->column[atoms[i]]] = sign;
}

/* The limit of a sum of atoms of one component; those that are known are left out. */
static void solve(linear *self, part *at, const int64_t *atoms, int64_t count, int sign, linear_limit *out)
{
    *out = (linear_limit){0};
    self->last = NULL;
    if (--*self->budget < 0)
        return;
    set_objective(self, at, atoms, count, sign);
    for (int column = 0; column < at->columns; column++)
        at->high[column] = HUGE_VAL;
    Clp_chgObjCoefficients(at->model, at->objective);
    Clp_chgColumnLower(at->model, at->lower);
    Clp_primal(at->model, 0);
    if (Clp_status(at->model) == 0) {
        out->proved = check_bound(self, at, &out->bound);
        out->reached = check_counts(self, at) || make_whole(self, at);
        out->bound *= sign;
        self->last = at;
    }
    set_objective(self, at, atoms, count, 0);
    for (int64_t i = 0; i < count && out->reached; i++)
        out->at += self->table.known[atoms[i]] < 0 ? at->counts[self->column[atoms[i]]] : 0;
}

static void solve_cell(linear *self, part *at, int64_t cell, int sign, linear_limit *out)
{
    int64_t count;
    const int64_t *atoms = integ_cells_members(self->table.cells, cell, &count);
    solve(self, at, atoms, count, sign, out);
    out->bound -= self->table.rest[cell]; /* minus the rest of a hidden cell is what its known atoms add up to */
    out->at -= self->table.rest[cell];
    if (sign > 0 && out->bound < 0)
        out->bound = 0; /* as nobody had to prove */
}

bool linear_find(linear *self, int64_t cell, int sign, linear_limit *out)
{
    int64_t atom = reading_any_atom(&self->table, cell);
    *out = (linear_limit){
        .proved = true, .reached = true, .bound = -self->table.rest[cell], .at = -self->table.rest[cell]};
    if (atom < 0)
        return true;
    if (sign < 0 && is_free(self, cell)) {
        *out = (linear_limit){.proved = true, .bound = -1};
        return true;
    }
    part *at = part_of(self, atom);
    if (at != NULL)
        solve_cell(self, at, cell, sign, out);
    return at != NULL;
}

bool linear_find_inside(linear *self, int64_t cell, int sign, int64_t atom, linear_limit *out)
{
    if (sign < 0 && is_free(self, cell)) {
        *out = (linear_limit){.proved = true, .bound = -1};
        return true;
    }
    part *at = part_of(self, atom);
    if (at == NULL)
        return false;
    double *lower = &at->lower[self->column[atom]], kept = *lower;
    *lower = kept < 1 ? 1 : kept;
    solve_cell(self, at, cell, sign, out);
    *lower = kept;
    return true;
}

bool linear_reach(linear *self, int64_t atom, const int64_t *weights, bool *reached)
{
    part *at = part_of(self, atom);
    *reached = false;
    self->last = NULL;
    if (at == NULL || --*self->budget < 0)
        return at != NULL;
    for (int column = 0; column < at->columns; column++) {
        at->objective[column] = (double)weights[at->atoms[column]];
        at->high[column] = at->is_free[column] ? at->lower[column] + FREE_AT_MOST : HUGE_VAL;
    }
    Clp_chgObjCoefficients(at->model, at->objective);
    Clp_chgColumnLower(at->model, at->lower);
    Clp_chgColumnUpper(at->model, at->high);
    Clp_primal(at->model, 0);
    *reached = Clp_status(at->model) == 0 && (check_counts(self, at) || make_whole(self, at));
    Clp_chgColumnUpper(at->model, NULL);
    self->last = *reached ? at : NULL;
    for (int column = 0; column < at->columns; column++)
        at->objective[column] = 0;
    return true;
}

bool linear_is_empty(linear *self, int64_t atom, bool *empty)
{
    linear_limit most;
    part *at = part_of(self, atom);
    if (at == NULL)
        return false;
    solve(self, at, &atom, 1, -1, &most);
    *empty = most.proved && most.bound <= 0;
    return true;
}

void linear_reached_counts(const linear *self, int64_t *atoms)
{
    for (int column = 0; self->last != NULL && column < self->last->columns; column++)
        atoms[self->last->atoms[column]] = self->last->counts[column];
}

int64_t linear_any_atom(const linear *self, int64_t cell)
{
    return reading_any_atom(&self->table, cell);
}

int64_t linear_leader(const linear *self, int64_t atom)
{
    return reading_leader(&self->table, atom);
}

bool linear_is_known(const linear *self, int64_t atom)
{
    return self->table.known[atom] >= 0;
}

void linear_mark_witness(const linear *self, int64_t cell, char *marks)
{
    for (int row = 0; self->last != NULL && row < self->last->rows; row++)
        if (self->last->multipliers[row] != 0)
            reading_mark_row(&self->table, self->last->numbers[row], marks);
    for (int64_t other = 0; other < self->table.cell_count && self->table.at_least != NULL; other++)
        if (self->table.unknown[other] == 1 && self->table.at_least[other] > 0)
            reading_mark_known(&self->table, other, marks); /* because nobody is in those, somebody is in the other */
    reading_mark_known(&self->table, cell, marks);
}
