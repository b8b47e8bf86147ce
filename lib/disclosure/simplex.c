/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/simplex.h"

__extension__ typedef __int128 wide;

static int64_t *row_of(const integi_simplex *self, int64_t row)
{
    return self->tableau + row * self->width;
}

bool integi_simplex_init(integi_simplex *self, integ_context *context, int64_t rows, int64_t columns, int64_t *work)
{
    *self = (integi_simplex){.context = context, .rows = rows, .columns = columns, .width = columns + rows + 1,
                             .denominator = 1, .work = work};
    size_t size = (size_t)((rows + 1) * self->width) * sizeof *self->tableau;
    self->tableau = integi_allocate_zeroed(context, size);
    self->basis = integi_allocate_zeroed(context, (size_t)(rows + 1) * sizeof *self->basis);
    return self->tableau != NULL && self->basis != NULL;
}

void integi_simplex_free(integi_simplex *self)
{
    size_t size = (size_t)((self->rows + 1) * self->width) * sizeof *self->tableau;
    integi_release(self->context, self->tableau, self->tableau == NULL ? 0 : size);
    integi_release(self->context, self->basis, (size_t)(self->rows + 1) * sizeof *self->basis);
}

void integi_simplex_set(integi_simplex *self, int64_t row, int64_t column, int64_t coefficient)
{
    row_of(self, row)[column] = coefficient;
}

void integi_simplex_set_right(integi_simplex *self, int64_t row, int64_t value)
{
    row_of(self, row)[self->width - 1] = value;
}

/* (entry * pivot - factor * across) / denominator, which divides without remainder. */
static bool combine(int64_t *entry, int64_t pivot, int64_t factor, int64_t across, int64_t denominator)
{
    wide value = (wide)*entry * pivot - (wide)factor * across;
    if (denominator != 1)
        value /= denominator;
    if (value > INT64_MAX || value < -INT64_MAX)
        return false;
    *entry = (int64_t)value;
    return true;
}

/* The pivot's row stays as it is; where nothing would change, nothing is touched. */
static bool pivot_on(integi_simplex *self, int64_t row, int64_t column)
{
    int64_t *across = row_of(self, row);
    if (across[column] < 0)
        for (int64_t j = 0; j < self->width; j++)
            across[j] = -across[j];
    int64_t pivot = across[column];
    for (int64_t i = 0; i <= self->rows; i++) {
        int64_t *line = row_of(self, i);
        int64_t factor = line[column];
        if (i == row || (factor == 0 && pivot == self->denominator))
            continue;
        *self->work -= self->width;
        for (int64_t j = 0; j < self->width; j++)
            if ((across[j] != 0 || pivot != self->denominator) &&
                !combine(&line[j], pivot, factor, across[j], self->denominator))
                return false;
    }
    self->denominator = pivot;
    self->basis[row] = column;
    return *self->work > 0;
}

/* The row that limits how far the column can grow: the smallest quotient, of equal ones the first variable. */
static int64_t leaving_row(const integi_simplex *self, int64_t column)
{
    int64_t found = -1;
    for (int64_t i = 0; i < self->rows; i++) {
        const int64_t *line = row_of(self, i);
        if (line[column] <= 0)
            continue;
        const int64_t *best = found < 0 ? line : row_of(self, found);
        wide left = (wide)line[self->width - 1] * best[column];
        wide right = (wide)best[self->width - 1] * line[column];
        if (found < 0 || left < right || (left == right && self->basis[i] < self->basis[found]))
            found = i;
    }
    return found;
}

static integi_solution descend(integi_simplex *self)
{
    for (;;) {
        const int64_t *objective = row_of(self, self->rows);
        int64_t column = 0;
        while (column < self->columns && objective[column] >= 0)
            column++;
        if (column == self->columns)
            return INTEGI_SOLVED;
        int64_t row = leaving_row(self, column);
        if (row < 0)
            return INTEGI_UNBOUNDED;
        if (!pivot_on(self, row, column))
            return INTEGI_BEYOND;
    }
}

static bool set_objective(integi_simplex *self, const int64_t *objective)
{
    int64_t *line = row_of(self, self->rows);
    for (int64_t j = 0; j < self->width; j++) {
        wide value = j < self->columns ? (wide)objective[j] * self->denominator : 0;
        if (value > INT64_MAX || value < -INT64_MAX)
            return false;
        line[j] = (int64_t)value;
    }
    for (int64_t i = 0; i < self->rows; i++) {
        int64_t cost = self->basis[i] < self->columns ? objective[self->basis[i]] : 0;
        const int64_t *from = row_of(self, i);
        for (int64_t j = 0; cost != 0 && j < self->width; j++)
            if (!combine(&line[j], 1, cost, from[j], 1))
                return false;
    }
    return true;
}

/* An artificial variable that is still in the basis is 0. Where its row has nothing else, the row says nothing new. */
static bool drive_out(integi_simplex *self)
{
    for (int64_t i = 0; i < self->rows; i++) {
        if (self->basis[i] < self->columns)
            continue;
        int64_t column = 0;
        while (column < self->columns && row_of(self, i)[column] == 0)
            column++;
        if (column < self->columns && !pivot_on(self, i, column))
            return false;
    }
    return true;
}

integi_solution integi_simplex_start(integi_simplex *self)
{
    int64_t *objective = row_of(self, self->rows);
    int64_t last = self->width - 1;
    for (int64_t i = 0; i < self->rows; i++) {
        int64_t *line = row_of(self, i);
        for (int64_t j = 0; line[last] < 0 && j < self->columns; j++)
            line[j] = -line[j];
        line[last] = line[last] < 0 ? -line[last] : line[last];
        line[self->columns + i] = 1;
        self->basis[i] = self->columns + i;
        for (int64_t j = 0; j < self->columns; j++)
            objective[j] -= line[j];
        objective[last] -= line[last];
    }
    integi_solution found = descend(self);
    if (found == INTEGI_SOLVED && objective[last] != 0)
        return INTEGI_INFEASIBLE;
    return found == INTEGI_SOLVED && !drive_out(self) ? INTEGI_BEYOND : found;
}

integi_solution integi_simplex_minimize(integi_simplex *self, const int64_t *objective)
{
    return set_objective(self, objective) ? descend(self) : INTEGI_BEYOND;
}

int64_t integi_simplex_value(const integi_simplex *self)
{
    return -row_of(self, self->rows)[self->width - 1];
}

int64_t integi_simplex_variable(const integi_simplex *self, int64_t column)
{
    for (int64_t i = 0; i < self->rows; i++)
        if (self->basis[i] == column)
            return row_of(self, i)[self->width - 1];
    return 0;
}

bool integi_simplex_binds(const integi_simplex *self, int64_t row)
{
    return row_of(self, self->rows)[self->columns + row] != 0;
}

bool integi_simplex_is_fixed(const integi_simplex *self)
{
    const int64_t *objective = row_of(self, self->rows);
    for (int64_t j = 0; j < self->columns; j++)
        if (objective[j] != 0)
            return false;
    return true;
}
