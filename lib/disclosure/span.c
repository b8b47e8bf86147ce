/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/span.h"

#include "base/divisor.h"

#include <string.h>

__extension__ typedef __int128 wide;

static void *room(integ_context *context, int64_t count, size_t size)
{
    return integi_allocate_zeroed(context, (size_t)(count + 1) * size);
}

static void give_back(integ_context *context, void *block, int64_t count, size_t size)
{
    if (block != NULL)
        integi_release(context, block, (size_t)(count + 1) * size);
}

bool integi_span_init(integi_span *self, integ_context *context, int64_t coordinates)
{
    *self = (integi_span){.context = context, .coordinates = coordinates};
    self->row_of = room(context, coordinates, sizeof *self->row_of);
    self->dense = room(context, coordinates, sizeof *self->dense);
    self->touched = room(context, coordinates, sizeof *self->touched);
    self->list = room(context, coordinates, sizeof *self->list);
    self->heap = room(context, coordinates, sizeof *self->heap);
    self->in_heap = room(context, coordinates, sizeof *self->in_heap);
    if (self->row_of == NULL || self->dense == NULL || self->touched == NULL || self->list == NULL ||
        self->heap == NULL || self->in_heap == NULL)
        return false;
    for (int64_t i = 0; i < coordinates; i++)
        self->row_of[i] = -1;
    return true;
}

void integi_span_free(integi_span *self)
{
    for (int64_t i = 0; i < self->count; i++)
        integi_vector_free(self->context, &self->rows[i]);
    integi_release(self->context, self->rows, self->capacity * sizeof *self->rows);
    integi_release(self->context, self->pivots, self->pivot_capacity * sizeof *self->pivots);
    give_back(self->context, self->row_of, self->coordinates, sizeof *self->row_of);
    give_back(self->context, self->dense, self->coordinates, sizeof *self->dense);
    give_back(self->context, self->touched, self->coordinates, sizeof *self->touched);
    give_back(self->context, self->list, self->coordinates, sizeof *self->list);
    give_back(self->context, self->heap, self->coordinates, sizeof *self->heap);
    give_back(self->context, self->in_heap, self->coordinates, sizeof *self->in_heap);
}

static bool vector_init(integ_context *context, integi_vector *vector, int64_t length)
{
    vector->coordinates = integi_allocate_array(context, 2 * (size_t)length, sizeof *vector->coordinates);
    vector->numbers = vector->coordinates == NULL ? NULL : vector->coordinates + length;
    vector->length = length;
    return vector->coordinates != NULL;
}

void integi_vector_free(integ_context *context, integi_vector *vector)
{
    if (vector->coordinates != NULL)
        integi_release(context, vector->coordinates, 2 * (size_t)vector->length * sizeof *vector->coordinates);
    *vector = (integi_vector){0};
}

static void swap(int64_t *list, int64_t i, int64_t j)
{
    int64_t kept = list[i];
    list[i] = list[j];
    list[j] = kept;
}

static void push_row(integi_span *self, int64_t row)
{
    if (self->in_heap[row])
        return;
    self->in_heap[row] = true;
    int64_t at = self->heaped++;
    self->heap[at] = row;
    for (; at > 0 && self->heap[(at - 1) / 2] > self->heap[at]; at = (at - 1) / 2)
        swap(self->heap, at, (at - 1) / 2);
}

/* Lets the item at a place sink among `count` so that a parent is before its children: smallest on top with sign 1. */
static void sink(int64_t *heap, int64_t count, int64_t at, int64_t sign)
{
    for (;;) {
        int64_t first = at;
        for (int64_t child = 2 * at + 1; child <= 2 * at + 2 && child < count; child++)
            if (sign * heap[child] < sign * heap[first])
                first = child;
        if (first == at)
            return;
        swap(heap, at, first);
        at = first;
    }
}

static int64_t pop_row(integi_span *self)
{
    int64_t row = self->heap[0];
    self->heap[0] = self->heap[--self->heaped];
    sink(self->heap, self->heaped, 0, 1);
    self->in_heap[row] = false;
    return row;
}

static void sort(int64_t *list, int64_t count)
{
    for (int64_t at = count / 2 - 1; at >= 0; at--)
        sink(list, count, at, -1);
    for (int64_t left = count - 1; left > 0; left--) {
        swap(list, 0, left);
        sink(list, left, 0, -1);
    }
}

static void touch(integi_span *self, int64_t coordinate)
{
    if (self->touched[coordinate])
        return;
    self->touched[coordinate] = true;
    self->list[self->listed++] = coordinate;
}

static bool fits(wide value)
{
    return value <= INT64_MAX && value >= -INT64_MAX;
}

/* Frees the vector at hand of a row's pivot. The rows whose pivots come in thereby are noted. */
static bool take_away(integi_span *self, int64_t row)
{
    const integi_vector *from = &self->rows[row];
    int64_t pivot = self->pivots[row];
    int64_t own = self->dense[pivot];
    if (own == 0)
        return true;
    int64_t at = 0;
    while (from->coordinates[at] != pivot)
        at++;
    int64_t divisor = integi_greatest_divisor(own, from->numbers[at]);
    int64_t scale = from->numbers[at] / divisor;
    int64_t factor = own / divisor;
    if (scale < 0) {
        scale = -scale;
        factor = -factor;
    }
    for (int64_t i = 0; scale != 1 && i < self->listed; i++) {
        wide value = (wide)self->dense[self->list[i]] * scale;
        if (!fits(value))
            return false;
        self->dense[self->list[i]] = (int64_t)value;
    }
    for (int64_t i = 0; i < from->length; i++) {
        int64_t coordinate = from->coordinates[i];
        wide value = self->dense[coordinate] - (wide)factor * from->numbers[i];
        if (!fits(value))
            return false;
        touch(self, coordinate);
        self->dense[coordinate] = (int64_t)value;
        if (value != 0 && self->row_of[coordinate] > row)
            push_row(self, self->row_of[coordinate]);
    }
    return true;
}

static void load(integi_span *self, const integi_vector *vector)
{
    for (int64_t i = 0; i < vector->length; i++) {
        touch(self, vector->coordinates[i]);
        self->dense[vector->coordinates[i]] = vector->numbers[i];
    }
}

static void clear(integi_span *self)
{
    for (int64_t i = 0; i < self->listed; i++) {
        self->dense[self->list[i]] = 0;
        self->touched[self->list[i]] = false;
    }
    self->listed = 0;
    while (self->heaped > 0)
        self->in_heap[self->heap[--self->heaped]] = false;
}

/* Copies what is at hand, without its common factor. */
static integi_reduced unload(integi_span *self, integi_vector *out)
{
    int64_t length = 0, divisor = 0;
    for (int64_t i = 0; i < self->listed; i++) {
        int64_t number = self->dense[self->list[i]];
        divisor = integi_greatest_divisor(divisor, number);
        self->touched[self->list[i]] = false; /* zeros are put aside */
        if (number != 0)
            self->list[length++] = self->list[i];
    }
    self->listed = length;
    if (length == 0)
        return INTEGI_FOLLOWS;
    sort(self->list, length);
    if (!vector_init(self->context, out, length))
        return INTEGI_OUT_OF_MEMORY;
    divisor = self->dense[self->list[0]] < 0 ? -divisor : divisor;
    for (int64_t i = 0; i < length; i++) {
        out->coordinates[i] = self->list[i];
        out->numbers[i] = self->dense[self->list[i]] / divisor;
    }
    return INTEGI_REDUCED;
}

integi_reduced integi_span_reduce(integi_span *self, const integi_vector *vector, integi_vector *out)
{
    *out = (integi_vector){0};
    load(self, vector);
    for (int64_t i = 0; i < vector->length; i++)
        if (self->row_of[vector->coordinates[i]] >= 0)
            push_row(self, self->row_of[vector->coordinates[i]]);
    integi_reduced result = INTEGI_REDUCED;
    while (self->heaped > 0 && result == INTEGI_REDUCED)
        if (!take_away(self, pop_row(self)))
            result = INTEGI_TOO_LARGE;
    if (result == INTEGI_REDUCED)
        result = unload(self, out);
    clear(self);
    return result;
}

integi_reduced integi_span_reduce_by_newest(integi_span *self, const integi_vector *vector, integi_vector *out)
{
    *out = (integi_vector){0};
    load(self, vector);
    integi_reduced result = take_away(self, self->count - 1) ? unload(self, out) : INTEGI_TOO_LARGE;
    clear(self);
    return result;
}

bool integi_span_add(integi_span *self, const integi_vector *row, int64_t pivot)
{
    if (!integi_grow(self->context, (void **)&self->rows, &self->capacity, (size_t)self->count, sizeof *self->rows) ||
        !integi_grow(self->context, (void **)&self->pivots, &self->pivot_capacity, (size_t)self->count,
                     sizeof *self->pivots))
        return false;
    self->rows[self->count] = *row;
    self->pivots[self->count] = pivot;
    self->row_of[pivot] = self->count++;
    return true;
}
