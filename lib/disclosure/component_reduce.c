/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Many published cells say what others say already: of few unknown atoms there are few independent sums. */
#include "base/divisor.h"
#include "disclosure/component.h"

#include <string.h>

__extension__ typedef __int128 wide;

#define STEPS_AT_MOST 1000000000 /* entries that may be changed: about a second */

typedef struct elimination {
    integi_component *component;
    int64_t **rows;   /* of every variable: the row whose pivot it is, or NULL */
    int64_t *row;     /* the one at hand */
    int64_t work;
} elimination;

static size_t row_size(const elimination *self)
{
    return (size_t)(self->component->variables + 1) * sizeof(int64_t);
}

/* Frees the row at hand of a pivot; false when the numbers become too large. */
static bool take_away(elimination *self, int64_t pivot)
{
    const int64_t *from = self->rows[pivot];
    int64_t count = self->component->variables + 1;
    int64_t common = integi_greatest_divisor(self->row[pivot], from[pivot]);
    int64_t factor = self->row[pivot] / common, times = from[pivot] / common, divisor = 0;
    self->work -= count;
    for (int64_t i = 0; i < count; i++) {
        wide value = (wide)self->row[i] * times - (wide)from[i] * factor;
        if (value > INT64_MAX || value < -INT64_MAX)
            return false;
        self->row[i] = (int64_t)value;
        if (value != 0 && divisor != 1)
            divisor = integi_greatest_divisor(divisor, (int64_t)value);
    }
    for (int64_t i = 0; i < count && divisor > 1; i++)
        self->row[i] /= divisor;
    return true;
}

/* What is left of an equation, its sum being its last number; -1 when nothing is, -2 when that is not known or
 * contradicts the others, else the first variable that is left. */
static int64_t reduce(elimination *self, int64_t equation)
{
    const integi_component *component = self->component;
    int64_t first = -1;
    memset(self->row, 0, row_size(self));
    for (int64_t i = component->equations.starts[equation]; i < component->equations.starts[equation + 1]; i++)
        self->row[component->equations.items[i]] = 1;
    self->row[component->variables] = component->sums[equation];
    for (int64_t variable = 0; variable < component->variables; variable++) {
        if (self->row[variable] == 0)
            continue;
        if (self->rows[variable] == NULL)
            first = first < 0 ? variable : first;
        else if (self->work < 0 || !take_away(self, variable))
            return -2;
    }
    return first < 0 && self->row[component->variables] != 0 ? -2 : first;
}

static bool eliminate(elimination *self)
{
    integi_component *component = self->component;
    for (int64_t equation = 0; equation < component->equations.count && self->work > 0; equation++) {
        int64_t pivot = reduce(self, equation);
        if (pivot == -1)
            component->follows[equation] = true;
        if (pivot < 0)
            continue;
        self->rows[pivot] = integi_allocate_zeroed(component->context, row_size(self));
        if (self->rows[pivot] == NULL)
            return false;
        memcpy(self->rows[pivot], self->row, row_size(self));
    }
    return true;
}

bool integi_component_reduce(integi_component *self)
{
    elimination all = {.component = self, .work = STEPS_AT_MOST};
    if (self->equations.count < 2)
        return true;
    size_t size = ((size_t)self->variables + 1) * sizeof *all.rows;
    all.rows = integi_allocate_zeroed(self->context, size);
    all.row = integi_allocate_zeroed(self->context, row_size(&all));
    bool memory = all.rows != NULL && all.row != NULL && eliminate(&all);
    for (int64_t i = 0; i < self->variables && all.rows != NULL; i++)
        integi_release(self->context, all.rows[i], all.rows[i] == NULL ? 0 : row_size(&all));
    integi_release(self->context, all.rows, all.rows == NULL ? 0 : size);
    integi_release(self->context, all.row, all.row == NULL ? 0 : row_size(&all));
    return memory;
}

static bool lies_within(const integi_component *self, int64_t form, const bool *marked)
{
    for (int64_t i = self->forms.starts[form]; i < self->forms.starts[form + 1]; i++)
        if (!marked[self->forms.items[i]])
            return false;
    return true;
}

/* A smaller form of which as much is known, or the same one before it; found by the forms of each of its variables. */
static bool follows_from_another(const integi_component *self, int64_t form, const bool *marked)
{
    int64_t length = integi_lists_length(&self->forms, form);
    for (int64_t other = 0; other < self->forms.count; other++) {
        int64_t shorter = integi_lists_length(&self->forms, other);
        if (other != form && self->bounds[other].lower >= self->bounds[form].lower && shorter > 0 &&
            (shorter < length || (shorter == length && other < form)) && lies_within(self, other, marked))
            return true;
    }
    return false;
}

bool integi_component_reduce_bounds(integi_component *self)
{
    size_t size = (size_t)self->variables + 1;
    bool *marked = integi_allocate_zeroed(self->context, size);
    for (int64_t form = self->forms.count - 1; form >= 0 && marked != NULL; form--) {
        if (self->bounds[form].lower <= 0)
            continue;
        for (int64_t i = self->forms.starts[form]; i < self->forms.starts[form + 1]; i++)
            marked[self->forms.items[i]] = true;
        if (follows_from_another(self, form, marked))
            self->bounds[form].lower = 0;
        for (int64_t i = self->forms.starts[form]; i < self->forms.starts[form + 1]; i++)
            marked[self->forms.items[i]] = false;
    }
    integi_release(self->context, marked, marked == NULL ? 0 : size);
    return marked != NULL;
}
