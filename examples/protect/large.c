/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* What the library's audit leaves undecided, because it is too large for it, is looked at by linear programming. A cell
 * is called safe only when two tables are found in which it has different values, and unsafe only when that is
 * proved. */
#include "protect/protect.h"

#include "protect/worlds.h"

#include <stdlib.h>
#include <string.h>

#define SEARCHED_AT_MOST 1000 /* undecided cells, of which each one's limits are computed */
#define DRAWN_AT_ONCE 4       /* tables, after which it is looked whether they still help */

typedef struct examination {
    const job *owner;
    linear *plain; /* what everybody knows */
    linear *aware; /* what whoever knows the rule does */
    int64_t *at_least;
    worlds worlds;       /* what was seen, the rule included */
    int64_t *weights;    /* of the atoms */
    uint64_t state;      /* of drawing */
    char *marks;         /* the cells of a witness */
    int64_t budget;
    int64_t undecided;   /* cells, at first */
} examination;

/* What is known already to be in a total at least. */
static int64_t least_of(const job *self, const verdict *verdicts, int64_t total)
{
    return self->table.values[total] < 0 ? verdicts[total].limits[2] : self->table.values[total];
}

/* A hidden cell may be nobody where zeros are hidden, or where a total of it is, or may be, below the full cell. */
static void know_rule(const job *self, const verdict *verdicts, int64_t *at_least)
{
    const count_table *table = &self->table;
    for (int64_t cell = 0; cell < table->cell_count; cell++) {
        bool small = integ_disclosure_zeros(self->rule) != 0;
        for (int32_t at = 0; at < table->dimension_count && integ_disclosure_full_cell(self->rule) > 0; at++) {
            int64_t total = table_total_of(table, cell, at);
            small = small || (total >= 0 && least_of(self, verdicts, total) < integ_disclosure_full_cell(self->rule));
        }
        at_least[cell] = table->values[cell] < 0 && !small;
    }
}

static bool open_examination(examination *self, const job *owner, const verdict *verdicts)
{
    const count_table *table = &owner->table;
    self->owner = owner;
    self->at_least = (int64_t *)calloc((size_t)table->cell_count, sizeof *self->at_least);
    self->marks = (char *)calloc((size_t)table->cell_count, 1);
    self->weights = (int64_t *)malloc((size_t)(integ_cells_atoms(table->cells) + 1) * sizeof *self->weights);
    if (self->at_least == NULL || self->marks == NULL || self->weights == NULL)
        return false;
    know_rule(owner, verdicts, self->at_least);
    self->plain = linear_new(table->cells, table->values, NULL, &self->budget);
    self->aware = linear_new(table->cells, table->values, self->at_least, &self->budget);
    return self->plain != NULL && self->aware != NULL &&
           worlds_open(&self->worlds, table->cells, table->values, self->at_least, integ_disclosure_width(owner->rule),
                       self->aware);
}

static void close_examination(examination *self)
{
    linear_free(self->plain);
    linear_free(self->aware);
    worlds_close(&self->worlds);
    free(self->at_least);
    free(self->weights);
    free(self->marks);
}

/* Keeps what was reached last, unless that is no limit at all. */
static void learn(examination *self, const linear *with, const linear_limit *limit)
{
    if (with == self->aware && limit->reached && !(limit->proved && limit->bound < 0))
        worlds_learn(&self->worlds);
}

/* Both sides of a cell, kept in the verdict as far as they are proved, with the cells that prove them. */
static bool find_limits(examination *self, linear *with, int64_t cell, verdict *out, int first, linear_limit limits[2])
{
    for (int side = 0; side < 2; side++) {
        if (!linear_find(with, cell, side == 0 ? 1 : -1, &limits[side]))
            return false;
        if (limits[side].proved)
            out->limits[first + side] = limits[side].bound;
        linear_mark_witness(with, cell, self->marks);
        learn(self, with, &limits[side]);
    }
    return true;
}

static bool is_single(const linear_limit limits[2])
{
    return limits[0].proved && limits[1].proved && limits[0].bound == limits[1].bound;
}

/* There is a table in which the cell is larger, by so much at least, than in another. */
static bool is_wide(const linear_limit limits[2], int64_t width)
{
    return limits[0].reached && ((limits[1].proved && limits[1].bound < 0) ||
                                 (limits[1].reached && limits[1].at - limits[0].at >= width));
}

/* Somebody in one of the cell's atoms knows that it is not empty. INTEG_AUDIT_SAFE when that does not help him. */
static bool look_from_inside(examination *self, int64_t cell, int64_t atom, int32_t *finding)
{
    linear_limit limits[2];
    bool empty = false;
    for (int side = 0; side < 2; side++) {
        if (!linear_find_inside(self->aware, cell, side == 0 ? 1 : -1, atom, &limits[side]))
            return false;
        learn(self, self->aware, &limits[side]);
        linear_mark_witness(self->aware, cell, self->marks);
    }
    if (is_wide(limits, 1))
        return true;
    if (is_single(limits))
        *finding = INTEG_AUDIT_INSIDER;
    else if (!linear_is_empty(self->aware, atom, &empty))
        return false;
    else if (!empty)
        *finding = INTEG_AUDIT_UNDECIDED;
    return true;
}

static bool look_from_all_insides(examination *self, int64_t cell, verdict *out)
{
    int64_t count;
    const int64_t *atoms = integ_cells_members(self->owner->table.cells, cell, &count);
    int32_t finding = INTEG_AUDIT_SAFE;
    for (int64_t i = 0; i < count && finding == INTEG_AUDIT_SAFE; i++)
        if (!worlds_is_wide_inside(&self->worlds, cell, i) && !look_from_inside(self, cell, atoms[i], &finding))
            return false;
    if (finding == INTEG_AUDIT_INSIDER || out->finding == INTEG_AUDIT_SAFE)
        out->finding = finding;
    return true;
}

static int32_t judge(const linear_limit plain[2], const linear_limit aware[2], int64_t width)
{
    if (is_single(plain))
        return INTEG_AUDIT_INTERVAL;
    if (is_single(aware))
        return INTEG_AUDIT_RULE;
    if (aware[0].proved && aware[1].proved && aware[1].bound >= 0 && aware[1].bound - aware[0].bound < width)
        return INTEG_AUDIT_NARROW;
    return is_wide(aware, width) ? INTEG_AUDIT_SAFE : INTEG_AUDIT_UNDECIDED;
}

static bool keep_witness(examination *self, verdict *out)
{
    int64_t count = self->owner->table.cell_count;
    out->witness_count = 0;
    for (int64_t cell = 0; cell < count; cell++)
        out->witness_count += self->marks[cell];
    out->witness = (int64_t *)malloc((size_t)(out->witness_count + 1) * sizeof *out->witness);
    for (int64_t cell = 0, at = 0; cell < count && out->witness != NULL; cell++)
        if (self->marks[cell])
            out->witness[at++] = cell;
    return out->witness != NULL;
}

/* Where very much is undecided, a cell is safe by tables that were found for others. Its limits stay what they were:
 * they are not passed, but it is not known whether they are reached. */
static bool is_safe_already(examination *self, int64_t cell, verdict *out)
{
    out->finding = INTEG_AUDIT_SAFE;
    return worlds_is_wide(&self->worlds, cell) && look_from_all_insides(self, cell, out) &&
           out->finding == INTEG_AUDIT_SAFE;
}

static bool examine(examination *self, int64_t cell, verdict *out)
{
    linear_limit plain[2], aware[2];
    int64_t width = integ_disclosure_width(self->owner->rule);
    bool in_short = self->undecided > SEARCHED_AT_MOST;
    if (in_short && is_safe_already(self, cell, out))
        return true;
    memset(self->marks, 0, (size_t)self->owner->table.cell_count);
    if (!find_limits(self, self->aware, cell, out, 2, aware))
        return false;
    bool enough = in_short && is_wide(aware, width);
    if (!enough && !find_limits(self, self->plain, cell, out, 0, plain))
        return false;
    out->finding = enough ? INTEG_AUDIT_SAFE : judge(plain, aware, width);
    bool open = out->finding == INTEG_AUDIT_SAFE || out->finding == INTEG_AUDIT_NARROW;
    if (open && !look_from_all_insides(self, cell, out))
        return false;
    return keep_witness(self, out);
}

static uint64_t draw(examination *self)
{
    self->state = self->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return self->state >> 33;
}

/* Gives the atoms of a cell that is not known to be safe weights: drawn up or down is the whole cell, and up are those
 * of its atoms that nobody was seen in. Returns how much of it is open. */
static int64_t weigh(examination *self, int64_t cell)
{
    int64_t count, open = !worlds_is_wide(&self->worlds, cell), sign = draw(self) % 2 == 0 ? 1 : -1;
    const int64_t *atoms = integ_cells_members(self->owner->table.cells, cell, &count);
    for (int64_t i = 0; i < count && open > 0; i++)
        self->weights[atoms[i]] += sign;
    for (int64_t i = 0; i < count; i++) {
        if (worlds_is_wide_inside(&self->worlds, cell, i))
            continue;
        self->weights[atoms[i]] -= (int64_t)(draw(self) % 8);
        open++;
    }
    return open;
}

/* How much is still open of the cells that hang together with an atom. */
static int64_t weigh_all(examination *self, const verdict *verdicts, int64_t leader)
{
    int64_t open = 0;
    for (int64_t atom = 0; atom < integ_cells_atoms(self->owner->table.cells); atom++)
        self->weights[atom] = 0;
    for (int64_t cell = 0; cell < self->owner->table.cell_count; cell++) {
        int64_t atom = verdicts[cell].finding == INTEG_AUDIT_UNDECIDED ? linear_any_atom(self->aware, cell) : -1;
        if (atom >= 0 && linear_leader(self->aware, atom) == leader)
            open += weigh(self, cell);
    }
    return open;
}

/* Draws tables that are possible for as long as they tell of one in five hundred cells that it is safe. */
static bool draw_tables(examination *self, const verdict *verdicts, int64_t leader)
{
    int64_t before, open = weigh_all(self, verdicts, leader);
    do {
        before = open;
        for (int i = 0; i < DRAWN_AT_ONCE && open > 0; i++) {
            bool reached;
            if (!linear_reach(self->aware, leader, self->weights, &reached))
                return false;
            if (reached)
                worlds_learn(&self->worlds);
            open = weigh_all(self, verdicts, leader);
        }
    } while (open > 0 && before - open > open / 500);
    return true;
}

/* Tables are drawn once for each component. */
static bool draw_all_tables(examination *self, const verdict *verdicts)
{
    int64_t atoms = integ_cells_atoms(self->owner->table.cells);
    bool *drawn = (bool *)calloc((size_t)atoms + 1, sizeof *drawn), done = drawn != NULL;
    for (int64_t cell = 0; cell < self->owner->table.cell_count && done; cell++) {
        int64_t atom = verdicts[cell].finding == INTEG_AUDIT_UNDECIDED ? linear_any_atom(self->aware, cell) : -1;
        if (atom < 0)
            continue;
        int64_t leader = linear_leader(self->aware, atom);
        done = drawn[leader] || draw_tables(self, verdicts, leader);
        drawn[leader] = true;
    }
    free(drawn);
    return done;
}

bool decide_large(const job *self, verdict *verdicts, int64_t *decided)
{
    examination all = {.state = 1, .budget = self->budget};
    for (int64_t cell = 0; cell < self->table.cell_count; cell++)
        all.undecided += verdicts[cell].finding == INTEG_AUDIT_UNDECIDED;
    if (all.undecided == 0)
        return true;
    bool done = open_examination(&all, self, verdicts);
    if (done && !linear_contradicts(all.aware)) { /* which the rule does not fit; nothing is known then */
        done = draw_all_tables(&all, verdicts);
        for (int64_t cell = 0; cell < self->table.cell_count && done; cell++) {
            if (verdicts[cell].finding != INTEG_AUDIT_UNDECIDED)
                continue;
            program_tell_progress("audit", cell, self->table.cell_count);
            done = examine(&all, cell, &verdicts[cell]);
            *decided += verdicts[cell].finding != INTEG_AUDIT_UNDECIDED;
        }
    }
    close_examination(&all);
    return done;
}
