/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Other counts for cells that have none yet, once more. Changes of few atoms are tried, and which they are depends on
 * the pivots, which depend on the order in which rows were added. So another order finds others. */
#include "disclosure/others_work.h"

#include <string.h>

/* Only cells that were cared for already: to care for others is cheaper. */
static bool needs_more(const integi_others *self, int64_t cell)
{
    return integi_others_has_hidden(self, cell) && !integi_others_is_safe_outside(self, cell) &&
           self->care[cell] != INTEGI_CARE_PLAIN;
}

static bool any_needs_more(const integi_others *self)
{
    for (int64_t i = 0; i < self->kernel.watched_count; i++)
        if (needs_more(self, self->watched[i]))
            return true;
    return false;
}

static bool add_row(integi_others *self, int64_t cell)
{
    int64_t length = integi_others_length(self, cell);
    return self->states[cell] != INTEG_CELL_SHOWN || length == 0 ||
           integi_kernel_add(&self->kernel, integi_lists_at(&self->cells->members, cell), NULL, length, true) !=
               INTEGI_KERNEL_NO_MEMORY;
}

/* What is wanted least comes first. */
static bool add_rows(integi_others *self)
{
    for (int64_t i = self->count - 1; i >= 0; i--)
        if (!add_row(self, self->order[i]))
            return false;
    return true;
}

/* Looks for other counts for those of the cells that were watched which have none, with a kernel of its own. */
static bool look(integi_others *self, const int64_t *cells, int64_t count)
{
    if (!integi_kernel_init(&self->kernel, self->context, self->counts, self->cells->atoms, self->count, self->count))
        return false;
    self->kernel.stint = self->stint;
    if (!add_rows(self) || !integi_change_init(&self->change, &self->kernel))
        return false;
    for (int64_t i = 0; i < count; i++) {
        if (!needs_more(self, cells[i]))
            continue;
        int64_t watched = self->kernel.watched_count;
        self->watched[watched] = cells[i];
        if (!integi_kernel_watch(&self->kernel, integi_lists_at(&self->cells->members, cells[i]), NULL,
                                 integi_others_length(self, cells[i])) ||
            !integi_others_prove(self, watched) || !integi_others_prove_by_two(self, watched))
            return false;
    }
    return true;
}

bool integi_others_look_again(integi_others *self)
{
    if (!any_needs_more(self))
        return true;
    integi_kernel kernel = self->kernel;
    integi_change change = self->change;
    int64_t *watched = self->watched;
    size_t size = ((size_t)kernel.watched_count + 1) * sizeof *watched;
    self->kernel = (integi_kernel){.context = self->context};
    self->change = (integi_change){.context = self->context};
    self->watched = integi_allocate(self->context, size);
    bool good = self->watched != NULL && look(self, watched, kernel.watched_count);
    integi_change_free(&self->change);
    integi_kernel_free(&self->kernel);
    integi_release(self->context, self->watched, self->watched == NULL ? 0 : size);
    self->kernel = kernel;
    self->change = change;
    self->watched = watched;
    return good;
}
