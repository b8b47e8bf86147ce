/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/kernel_columns.h"

void integi_kernel_columns_init(integi_kernel_columns *self, integ_context *context, int64_t atoms)
{
    *self = (integi_kernel_columns){.context = context, .atoms = (size_t)atoms + 1};
}

void integi_kernel_columns_free(integi_kernel_columns *self)
{
    while (self->count > 0)
        integi_release(self->context, self->blocks[--self->count], self->atoms * sizeof **self->blocks);
    integi_release(self->context, self->blocks, self->room * sizeof *self->blocks);
    *self = (integi_kernel_columns){.context = self->context};
}

bool integi_kernel_columns_reach(integi_kernel_columns *self, int64_t row)
{
    while (self->count <= (size_t)row / 64) {
        void *blocks = self->blocks;
        if (!integi_grow(self->context, &blocks, &self->room, self->count, sizeof *self->blocks))
            return false;
        self->blocks = blocks;
        self->blocks[self->count] = integi_allocate_zeroed(self->context, self->atoms * sizeof **self->blocks);
        if (self->blocks[self->count] == NULL)
            return false;
        self->count++;
    }
    return true;
}

int64_t integi_kernel_columns_next(const integi_kernel_columns *self, int64_t row, int64_t atom)
{
    size_t block = (size_t)row / 64;
    uint64_t mask = UINT64_MAX << (row % 64);
    for (; block < self->count; block++, mask = UINT64_MAX) {
        uint64_t bits = self->blocks[block][atom] & mask;
        if (bits != 0)
            return (int64_t)(block * 64) + __builtin_ctzll(bits);
    }
    return -1;
}
