/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Small counts that are no figures, and follow from figures: they are rounded with them. */
#include "base/message.h"
#include "disclosure/kernel.h"
#include "release/messages.h"
#include "release/mix.h"
#include "release/rounding.h"
#include "release/small_groups.h"


static integ_status fault_of(const integi_rounding_columns *self, integ_error *error)
{
    if (self->stint->cancelled)
        return integi_cancelled(error);
    return integi_stint_is_over(self->stint) ? INTEGI_FAIL(error, NULL, &integi_message_release_round_limit)
                                             : integi_out_of_memory(error);
}

/* ---- two and three figures ---- */

/* The columns that are printed once more, with other sizes: all of them are known to everybody. */
static bool take_printed(const integi_rounding_columns *self, integi_columns *out)
{
    const integi_lists *lists = &self->columns.lists;
    int64_t column;
    for (int64_t i = 0; i < self->printed; i++)
        if (!integi_columns_add(out, integi_lists_at(lists, i), integi_lists_length(lists, i), 0,
                                INTEG_STANDING_PUBLISHED, &column))
            return false;
    return true;
}

static bool keep_derived(integi_rounding_columns *self, const integi_lists *found, bool *more)
{
    int64_t before = self->columns.lists.count, column;
    for (int64_t i = self->printed; i < found->count; i++)
        if (!integi_columns_add(&self->columns, integi_lists_at(found, i), integi_lists_length(found, i), INT64_MAX,
                                INTEG_STANDING_DERIVED, &column))
            return false;
    *more = self->columns.lists.count > before;
    return true;
}

integ_status integi_rounding_derive(integi_rounding_columns *self, int64_t *sizes, bool *more, integ_error *error)
{
    integi_atoms atoms = *self->columns.atoms;
    integi_columns found;
    atoms.sizes = sizes;
    integi_columns_init(&found, &atoms);
    *more = false;
    integ_status status = take_printed(self, &found) ? integi_columns_derive(&found, self->rule, self->stint, error)
                                                     : integi_out_of_memory(error);
    if (status == INTEG_STATUS_LIMIT_EXCEEDED)
        status = fault_of(self, error);
    if (status == INTEG_STATUS_OK && !keep_derived(self, &found.lists, more))
        status = integi_out_of_memory(error);
    integi_columns_free(&found);
    return status;
}

/* ---- all figures together ---- */

/* Atoms by the printed columns that they are in; and minus how many those are. */
static void look_at_atoms(const integi_rounding_columns *self, integi_alike *alike, int64_t *uses)
{
    const integi_lists *lists = &self->columns.lists;
    int64_t atoms = self->columns.atoms->count;
    for (int64_t atom = 0; atom < atoms; atom++)
        alike[atom] = (integi_alike){0, atom};
    for (int64_t i = 0; i < self->printed; i++)
        for (int64_t at = lists->starts[i]; at < lists->starts[i + 1]; at++) {
            alike[lists->items[at]].signature += integi_mix((uint64_t)i);
            uses[lists->items[at]]--;
        }
    integi_alike_sort(alike, atoms);
}

static bool add_rows(const integi_rounding_columns *self, integi_kernel *kernel)
{
    const integi_lists *lists = &self->columns.lists;
    for (int64_t i = 0; i < self->printed; i++)
        if (integi_kernel_add(kernel, integi_lists_at(lists, i), NULL, integi_lists_length(lists, i), true) ==
            INTEGI_KERNEL_NO_MEMORY)
            return false;
    return true;
}

static bool keep_groups(integi_rounding_columns *self, const integi_lists *groups)
{
    int64_t column;
    for (int64_t i = 0; i < groups->count; i++)
        if (!integi_columns_add(&self->columns, integi_lists_at(groups, i), integi_lists_length(groups, i), INT64_MAX,
                                INTEG_STANDING_DERIVED, &column))
            return false;
    return true;
}

static bool find_groups(integi_rounding_columns *self, integi_alike *alike, int64_t *uses)
{
    const integi_atoms *atoms = self->columns.atoms;
    integi_kernel kernel = {0};
    look_at_atoms(self, alike, uses);
    bool good = integi_kernel_init(&kernel, atoms->context, uses, atoms->count, self->printed, 0);
    integi_small_groups found = {.kernel = &kernel, .sizes = atoms->sizes,
                                 .few = integ_disclosure_threshold(self->rule) - 1, .alike = alike};
    found.owned = integi_atoms_has_owners(atoms) ? atoms : NULL;
    kernel.stint = self->stint;
    good = good && add_rows(self, &kernel) && integi_small_groups_find(&found) && keep_groups(self, &found.groups);
    integi_lists_free(atoms->context, &found.groups);
    integi_kernel_free(&kernel);
    return good;
}

integ_status integi_rounding_derive_groups(integi_rounding_columns *self, integ_error *error)
{
    const integi_atoms *atoms = self->columns.atoms;
    size_t room = (size_t)atoms->count + 1;
    integi_alike *alike = integi_allocate_zeroed(atoms->context, room * sizeof *alike);
    int64_t *uses = integi_allocate_zeroed(atoms->context, room * sizeof *uses);
    bool good = alike != NULL && uses != NULL && find_groups(self, alike, uses);
    if (alike != NULL)
        integi_release_wiped(atoms->context, alike, room * sizeof *alike);
    integi_release(atoms->context, uses, uses == NULL ? 0 : room * sizeof *uses);
    return good ? INTEG_STATUS_OK : fault_of(self, error);
}
