/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/kernel.h"

#include <string.h>

/* The loops over atoms are written for the compiler to vectorise. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#define PRIME INTEGI_KERNEL_PRIME

static uint32_t fold(uint64_t number)
{
    number = (number & PRIME) + (number >> 31);
    number = (number & PRIME) + (number >> 31);
    return number >= PRIME ? (uint32_t)(number - PRIME) : (uint32_t)number;
}

static uint32_t inverse(uint32_t number)
{
    uint64_t result = 1, power = number;
    for (uint32_t left = PRIME - 2; left > 0; left >>= 1, power = fold(power * power))
        if (left & 1)
            result = fold(result * power);
    return (uint32_t)result;
}

/* Adds a multiple of a row to another. */
static void add_multiple(uint32_t *into, const uint32_t *row, uint32_t factor, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        uint64_t sum = into[i] + (uint64_t)factor * row[i];
        sum = (sum & PRIME) + (sum >> 31);
        sum = (sum & PRIME) + (sum >> 31);
        into[i] = (uint32_t)(sum == PRIME ? 0 : sum);
    }
}

static uint32_t *new_row(const integi_kernel *self)
{
    return integi_allocate_zeroed(self->context, ((size_t)self->atoms + 1) * sizeof(uint32_t));
}

void integi_kernel_free_row(const integi_kernel *self, uint32_t *row)
{
    if (row != NULL)
        integi_release(self->context, row, ((size_t)self->atoms + 1) * sizeof *row);
}

bool integi_kernel_init(integi_kernel *self, integ_context *context, const int64_t *counts, int64_t atoms, int64_t rows,
                        int64_t watched)
{
    *self = (integi_kernel){.context = context, .atoms = atoms, .counts = counts, .row_room = rows + watched + 2};
    size_t room = (size_t)self->row_room;
    self->rows = integi_allocate_zeroed(context, room * sizeof *self->rows);
    self->watched = integi_allocate_zeroed(context, room * sizeof *self->watched);
    self->pivots = integi_allocate_zeroed(context, room * sizeof *self->pivots);
    self->row_of = integi_allocate_array(context, (size_t)atoms + 1, sizeof *self->row_of);
    if (self->rows == NULL || self->watched == NULL || self->pivots == NULL || self->row_of == NULL)
        return false;
    for (int64_t i = 0; i < atoms; i++)
        self->row_of[i] = -1;
    return true;
}

void integi_kernel_free(integi_kernel *self)
{
    integ_context *context = self->context;
    size_t room = (size_t)self->row_room;
    for (int64_t i = 0; self->rows != NULL && i < self->row_count; i++)
        integi_kernel_free_row(self, self->rows[i]);
    for (int64_t i = 0; self->watched != NULL && i < self->watched_count; i++)
        integi_kernel_free_row(self, self->watched[i]);
    integi_release(context, self->rows, self->rows == NULL ? 0 : room * sizeof *self->rows);
    integi_release(context, self->watched, self->watched == NULL ? 0 : room * sizeof *self->watched);
    integi_release(context, self->pivots, self->pivots == NULL ? 0 : room * sizeof *self->pivots);
    integi_release(context, self->row_of, self->row_of == NULL ? 0 : ((size_t)self->atoms + 1) * sizeof *self->row_of);
    *self = (integi_kernel){.context = context};
}

/* What is left of a row: rows have nothing in each other's pivots, so that each is taken away once. An atom that stands
 * twice counts twice. */
uint32_t *integi_kernel_reduce(const integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count)
{
    uint32_t *row = new_row(self);
    for (int64_t i = 0; i < count && row != NULL; i++)
        row[atoms[i]] = integi_kernel_sum(row[atoms[i]], numbers == NULL ? 1 : numbers[i]);
    for (int64_t i = 0; i < count && row != NULL; i++)
        if (self->row_of[atoms[i]] >= 0 && row[atoms[i]] != 0)
            add_multiple(row, self->rows[self->row_of[atoms[i]]], PRIME - row[atoms[i]], self->atoms);
    return row;
}

bool integi_kernel_watch(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count)
{
    uint32_t *row = integi_kernel_reduce(self, atoms, numbers, count);
    if (row != NULL)
        self->watched[self->watched_count++] = row;
    return row != NULL;
}

/* Of the atoms in a row the one with most people, and of those the first; -1: nothing is left of it. */
static int64_t choose_pivot(const integi_kernel *self, const uint32_t *row)
{
    int64_t best = -1;
    for (int64_t i = 0; i < self->atoms; i++)
        if (row[i] != 0 && (best < 0 || self->counts[i] > self->counts[best]))
            best = i;
    return best;
}

/* Whether a watched row is a multiple of one whose pivot is 1. */
static bool is_multiple(const integi_kernel *self, const uint32_t *watched, const uint32_t *row, int64_t pivot)
{
    uint32_t factor = watched[pivot];
    for (int64_t i = 0; factor != 0 && i < self->atoms; i++)
        if (watched[i] != fold((uint64_t)factor * row[i]))
            return false;
    return factor != 0;
}

static void scale(const integi_kernel *self, uint32_t *row, int64_t pivot)
{
    uint32_t factor = inverse(row[pivot]);
    for (int64_t i = 0; i < self->atoms && factor != 1; i++)
        row[i] = fold((uint64_t)factor * row[i]);
}

integi_kernel_result integi_kernel_add(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count,
                                       bool forced)
{
    uint32_t *row = integi_kernel_reduce(self, atoms, numbers, count);
    if (row == NULL)
        return INTEGI_KERNEL_NO_MEMORY;
    int64_t pivot = choose_pivot(self, row);
    if (pivot < 0) {
        integi_kernel_free_row(self, row);
        return INTEGI_KERNEL_FOLLOWS;
    }
    scale(self, row, pivot);
    for (int64_t i = 0; i < self->watched_count && !forced; i++)
        if (is_multiple(self, self->watched[i], row, pivot)) {
            integi_kernel_free_row(self, row);
            return INTEGI_KERNEL_TELLS;
        }
    for (int64_t i = 0; i < self->row_count; i++)
        if (self->rows[i][pivot] != 0)
            add_multiple(self->rows[i], row, PRIME - self->rows[i][pivot], self->atoms);
    for (int64_t i = 0; i < self->watched_count; i++)
        if (self->watched[i][pivot] != 0)
            add_multiple(self->watched[i], row, PRIME - self->watched[i][pivot], self->atoms);
    self->rows[self->row_count] = row;
    self->pivots[self->row_count] = pivot;
    self->row_of[pivot] = self->row_count++;
    return INTEGI_KERNEL_ADDED;
}
