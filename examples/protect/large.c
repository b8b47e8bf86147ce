/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* What the library's audit leaves undecided, because it is too large for it, is looked at by linear programming. A cell is
 * called safe only when two tables are found in which it has different values, and unsafe only when that is proved. */
#include "protect/protect.h"

#include "protect/linear.h"

#include <stdlib.h>
#include <string.h>

#define SEARCHED_AT_MOST 3000 /* counts that hang together, of which every cell's limits are computed */
#define TABLES_AT_MOST 64     /* that are kept */

typedef struct examination {
    const job *owner;
    linear *plain; /* what everybody knows */
    linear *aware; /* what whoever knows the rule does */
    int64_t *at_least;
    char *marks;         /* the cells of a witness */
    int64_t *tables[TABLES_AT_MOST]; /* some that are possible, the rule included; -1 for counts they say nothing of */
    int table_count, next_table;
} examination;

/* A hidden cell may be nobody where zeros are hidden, or where its total is below the full cell or hidden. */
static void know_rule(const job *self, int64_t *at_least)
{
    const count_table *table = &self->table;
    for (int64_t cell = 0; cell < table->cell_count; cell++) {
        bool small = integ_disclosure_zeros(self->rule) != 0;
        for (int32_t at = 0; at < table->dimension_count && integ_disclosure_full_cell(self->rule) > 0; at++) {
            int64_t total = table_total_of(table, cell, at);
            small = small || (total >= 0 && table->values[total] < integ_disclosure_full_cell(self->rule));
        }
        at_least[cell] = table->values[cell] < 0 && !small;
    }
}

static bool open_examination(examination *self, const job *owner)
{
    const count_table *table = &owner->table;
    self->owner = owner;
    self->at_least = (int64_t *)calloc((size_t)table->cell_count, sizeof *self->at_least);
    self->marks = (char *)calloc((size_t)table->cell_count, 1);
    if (self->at_least == NULL || self->marks == NULL)
        return false;
    know_rule(owner, self->at_least);
    self->plain = linear_new(table->cells, table->values, NULL);
    self->aware = linear_new(table->cells, table->values, self->at_least);
    return self->plain != NULL && self->aware != NULL;
}

static void close_examination(examination *self)
{
    linear_free(self->plain);
    linear_free(self->aware);
    free(self->at_least);
    free(self->marks);
    for (int i = 0; i < TABLES_AT_MOST; i++)
        free(self->tables[i]);
}

static int64_t atom_count(const examination *self)
{
    return integ_cells_atoms(self->owner->table.cells);
}

/* Keeps the table that was found last, in the place of the oldest. */
static bool keep_table(examination *self)
{
    int64_t **table = &self->tables[self->next_table];
    if (*table == NULL && (*table = (int64_t *)malloc((size_t)(atom_count(self) + 1) * sizeof **table)) == NULL)
        return false;
    for (int64_t atom = 0; atom < atom_count(self); atom++)
        (*table)[atom] = linear_is_known(self->aware, atom) ? 0 : -1;
    linear_reached_counts(self->aware, *table);
    self->next_table = (self->next_table + 1) % TABLES_AT_MOST;
    self->table_count += self->table_count < TABLES_AT_MOST;
    return true;
}

/* The cell's unknown atoms in a table; -1 when it says nothing of them, or nobody is in the atom that is asked for. */
static int64_t sum_in(const examination *self, int table, int64_t cell, int64_t inside)
{
    int64_t count, sum = 0;
    const int64_t *atoms = integ_cells_members(self->owner->table.cells, cell, &count);
    if (inside >= 0 && self->tables[table][inside] < 1)
        return -1;
    for (int64_t i = 0; i < count; i++) {
        if (self->tables[table][atoms[i]] < 0)
            return -1;
        sum += self->tables[table][atoms[i]];
    }
    return sum;
}

/* Whether two of the tables that are kept have values of the cell that are so far apart; in both, somebody is in an atom,
 * unless it is -1. */
static bool tables_differ(const examination *self, int64_t cell, int64_t inside, int64_t width)
{
    int64_t low = INT64_MAX, high = -1;
    for (int table = 0; table < self->table_count; table++) {
        int64_t sum = sum_in(self, table, cell, inside);
        low = sum >= 0 && sum < low ? sum : low;
        high = sum > high ? sum : high;
    }
    return high >= 0 && high - low >= width;
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
        if (with == self->aware && limits[side].reached && !(limits[side].proved && limits[side].bound < 0) && !keep_table(self))
            return false;
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
        if (!linear_find_inside(self->aware, cell, side == 0 ? 1 : -1, atom, &limits[side]) ||
            (limits[side].reached && !keep_table(self)))
            return false;
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
    for (int64_t i = 0; i < count && out->finding == INTEG_AUDIT_SAFE; i++) {
        if (linear_is_known(self->aware, atoms[i]) || (count == 1 && self->at_least[cell] > 0) ||
            tables_differ(self, cell, atoms[i], 1))
            continue;
        if (!look_from_inside(self, cell, atoms[i], &out->finding))
            return false;
    }
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

/* Where very much hangs together, a cell is safe by tables that were found for others. Its limits stay what they were: they
 * are not passed, but it is not known whether they are reached. */
static bool is_safe_already(examination *self, int64_t cell, verdict *out)
{
    out->finding = INTEG_AUDIT_SAFE;
    return tables_differ(self, cell, -1, integ_disclosure_width(self->owner->rule)) &&
           look_from_all_insides(self, cell, out) && out->finding == INTEG_AUDIT_SAFE;
}

static bool examine(examination *self, int64_t cell, verdict *out)
{
    linear_limit plain[2], aware[2];
    int64_t width = integ_disclosure_width(self->owner->rule);
    bool in_short = linear_size(self->aware, cell) > SEARCHED_AT_MOST;
    if (in_short && is_safe_already(self, cell, out))
        return true;
    memset(self->marks, 0, (size_t)self->owner->table.cell_count);
    if (!find_limits(self, self->aware, cell, out, 2, aware))
        return false;
    bool enough = in_short && is_wide(aware, width);
    if (!enough && !find_limits(self, self->plain, cell, out, 0, plain))
        return false;
    out->finding = enough ? INTEG_AUDIT_SAFE : judge(plain, aware, width);
    if (out->finding == INTEG_AUDIT_SAFE && !look_from_all_insides(self, cell, out))
        return false;
    return keep_witness(self, out);
}

bool decide_large(const job *self, verdict *verdicts, int64_t *decided)
{
    examination all = {0};
    bool opened = false, done = true;
    for (int64_t cell = 0; cell < self->table.cell_count && done; cell++) {
        if (verdicts[cell].finding != INTEG_AUDIT_UNDECIDED)
            continue;
        done = opened || open_examination(&all, self);
        opened = true;
        if (done && linear_contradicts(all.aware))
            break; /* which the rule does not fit; nothing is known then */
        done = done && examine(&all, cell, &verdicts[cell]);
        *decided += verdicts[cell].finding != INTEG_AUDIT_UNDECIDED;
    }
    close_examination(&all);
    return done;
}
