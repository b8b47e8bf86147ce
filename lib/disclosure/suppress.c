/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Langsrud's suppression by Gaussian elimination. Everything is kept reduced by what is shown: a candidate then tells
 * of a hidden cell just when both are the same vector. */
#include "disclosure/suppress.h"
#include "disclosure/span.h"

typedef struct target {
    int64_t cell;
    integi_vector vector; /* of a cell that must be hidden, reduced by all that is shown */
    uint64_t hash;
    int64_t next; /* with the same hash's place; -1 at the end */
} target;

/* A target that has a coordinate, or once had it. */
typedef struct mention {
    int64_t target;
    int64_t next;
} mention;

typedef struct suppression {
    integ_context *context;
    const integ_cells *cells;
    int32_t *states;
    integi_span span;
    int64_t coordinates;
    target *targets;
    int64_t target_count;
    int64_t *places; /* by hash: the first target */
    int64_t place_count;
    int64_t *mentioned; /* by coordinate: the newest mention */
    int64_t *mention_count;
    mention *mentions;
    size_t mention_capacity;
    int64_t used_mentions;
} suppression;

static uint64_t hash_of(const integi_vector *vector)
{
    uint64_t hash = (uint64_t)vector->length;
    for (int64_t i = 0; i < vector->length; i++) {
        hash = (hash ^ (uint64_t)vector->coordinates[i]) * UINT64_C(0x9E3779B97F4A7C15);
        hash = (hash ^ (uint64_t)vector->numbers[i] ^ (hash >> 29)) * UINT64_C(0xBF58476D1CE4E5B9);
    }
    return hash ^ (hash >> 32);
}

static bool is_same(const integi_vector *a, const integi_vector *b)
{
    if (a->length != b->length)
        return false;
    for (int64_t i = 0; i < a->length; i++)
        if (a->coordinates[i] != b->coordinates[i] || a->numbers[i] != b->numbers[i])
            return false;
    return true;
}

/* A target that is this vector; -1 when there is none. */
static int64_t find_target(const suppression *self, const integi_vector *vector)
{
    uint64_t hash = hash_of(vector);
    int64_t at = self->places[hash % (uint64_t)self->place_count];
    while (at >= 0 && !(self->targets[at].hash == hash && is_same(&self->targets[at].vector, vector)))
        at = self->targets[at].next;
    return at;
}

static bool mention_target(suppression *self, int64_t number, int64_t coordinate)
{
    if (!integi_grow(self->context, (void **)&self->mentions, &self->mention_capacity, (size_t)self->used_mentions,
                     sizeof *self->mentions))
        return false;
    self->mentions[self->used_mentions] = (mention){number, self->mentioned[coordinate]};
    self->mentioned[coordinate] = self->used_mentions++;
    self->mention_count[coordinate]++;
    return true;
}

static bool has_coordinate(const integi_vector *vector, int64_t coordinate)
{
    int64_t low = 0, high = vector->length;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (vector->coordinates[middle] < coordinate)
            low = middle + 1;
        else
            high = middle;
    }
    return low < vector->length && vector->coordinates[low] == coordinate;
}

/* Gives a target its vector, which it then owns. `before` is the one it had. */
static bool set_target(suppression *self, int64_t number, const integi_vector *vector, const integi_vector *before)
{
    target *at = &self->targets[number];
    at->vector = *vector;
    at->hash = hash_of(vector);
    int64_t *place = &self->places[at->hash % (uint64_t)self->place_count];
    at->next = *place;
    *place = number;
    for (int64_t i = 0; i < vector->length; i++)
        if ((before == NULL || !has_coordinate(before, vector->coordinates[i])) &&
            !mention_target(self, number, vector->coordinates[i]))
            return false;
    return true;
}

static void unlink_target(suppression *self, int64_t number)
{
    int64_t *at = &self->places[self->targets[number].hash % (uint64_t)self->place_count];
    while (*at != number)
        at = &self->targets[*at].next;
    *at = self->targets[number].next;
}

static integi_vector vector_of(const integ_cells *cells, int64_t cell, int64_t *coordinates, int64_t *numbers)
{
    integi_vector vector = {coordinates, numbers, 0};
    if (cells->vectors.count == 0) {
        for (int64_t i = cells->members.starts[cell]; i < cells->members.starts[cell + 1]; i++) {
            coordinates[vector.length] = cells->members.items[i];
            numbers[vector.length++] = 1;
        }
        return vector;
    }
    for (int64_t i = cells->vectors.starts[cell]; i < cells->vectors.starts[cell + 1]; i += 2) {
        coordinates[vector.length] = cells->vectors.items[i];
        numbers[vector.length++] = cells->vectors.items[i + 1];
    }
    return vector;
}

/* The coordinate that the fewest targets have, and of those the first with 1, or the first: it costs least. */
static int64_t choose_pivot(const suppression *self, const integi_vector *row)
{
    int64_t best = 0;
    for (int64_t i = 1; i < row->length; i++) {
        int64_t mine = self->mention_count[row->coordinates[i]], least = self->mention_count[row->coordinates[best]];
        bool plain = row->numbers[i] == 1 || row->numbers[i] == -1;
        bool best_plain = row->numbers[best] == 1 || row->numbers[best] == -1;
        if ((plain && !best_plain) || (plain == best_plain && mine < least))
            best = i;
    }
    return row->coordinates[best];
}

/* Frees the targets of the newest row's pivot. */
static integi_reduced free_targets(suppression *self, int64_t pivot)
{
    int64_t at = self->mentioned[pivot];
    self->mentioned[pivot] = -1;
    for (; at >= 0; at = self->mentions[at].next) {
        int64_t number = self->mentions[at].target;
        integi_vector before = self->targets[number].vector;
        if (before.length == 0 || !has_coordinate(&before, pivot)) /* exposed, or free of it already */
            continue;
        integi_vector after;
        integi_reduced result = integi_span_reduce_by_newest(&self->span, &before, &after);
        if (result != INTEGI_REDUCED)
            return result;
        unlink_target(self, number);
        bool kept = set_target(self, number, &after, &before);
        integi_vector_free(self->context, &before);
        if (!kept)
            return INTEGI_OUT_OF_MEMORY;
    }
    return INTEGI_REDUCED;
}

/* What is published tells these targets. Nothing can hide them any more. */
static void expose(suppression *self, const integi_vector *row)
{
    for (int64_t at; (at = find_target(self, row)) >= 0;) {
        self->states[self->targets[at].cell] = INTEG_CELL_EXPOSED;
        unlink_target(self, at);
        integi_vector_free(self->context, &self->targets[at].vector);
    }
}

/* Shows a candidate unless that would tell of a target. */
static integi_reduced consider(suppression *self, int64_t cell, const integi_vector *vector)
{
    integi_vector row;
    integi_reduced result = integi_span_reduce(&self->span, vector, &row);
    bool published = integi_cells_standing(self->cells, cell) == INTEG_STANDING_PUBLISHED;
    if (result == INTEGI_REDUCED && published)
        expose(self, &row);
    if (!published && (result == INTEGI_TOO_LARGE || (result == INTEGI_REDUCED && find_target(self, &row) >= 0))) {
        self->states[cell] = INTEG_CELL_SECONDARY;
        integi_vector_free(self->context, &row);
        return INTEGI_REDUCED;
    }
    self->states[cell] = INTEG_CELL_SHOWN;
    if (result != INTEGI_REDUCED)
        return result == INTEGI_FOLLOWS ? INTEGI_REDUCED : result;
    int64_t pivot = choose_pivot(self, &row);
    if (!integi_span_add(&self->span, &row, pivot)) {
        integi_vector_free(self->context, &row);
        return INTEGI_OUT_OF_MEMORY;
    }
    return free_targets(self, pivot);
}

static void *room(integ_context *context, int64_t count, size_t size)
{
    return integi_allocate_zeroed(context, (size_t)(count + 1) * size);
}

static bool open_suppression(suppression *self)
{
    integ_context *context = self->context;
    self->place_count = 2 * self->target_count + 1;
    self->targets = room(context, self->target_count, sizeof *self->targets);
    self->places = room(context, self->place_count, sizeof *self->places);
    self->mentioned = room(context, self->coordinates, sizeof *self->mentioned);
    self->mention_count = room(context, self->coordinates, sizeof *self->mention_count);
    if (self->targets == NULL || self->places == NULL || self->mentioned == NULL || self->mention_count == NULL ||
        !integi_span_init(&self->span, context, self->coordinates))
        return false;
    for (int64_t i = 0; i < self->place_count; i++)
        self->places[i] = -1;
    for (int64_t i = 0; i < self->coordinates; i++)
        self->mentioned[i] = -1;
    return true;
}

static void close_suppression(suppression *self)
{
    integ_context *context = self->context;
    for (int64_t i = 0; self->targets != NULL && i < self->target_count; i++)
        integi_vector_free(context, &self->targets[i].vector);
    integi_span_free(&self->span);
    if (self->targets != NULL)
        integi_release(context, self->targets, (size_t)(self->target_count + 1) * sizeof *self->targets);
    if (self->places != NULL)
        integi_release(context, self->places, (size_t)(self->place_count + 1) * sizeof *self->places);
    if (self->mentioned != NULL)
        integi_release(context, self->mentioned, (size_t)(self->coordinates + 1) * sizeof *self->mentioned);
    if (self->mention_count != NULL)
        integi_release(context, self->mention_count, (size_t)(self->coordinates + 1) * sizeof *self->mention_count);
    integi_release(context, self->mentions, self->mention_capacity * sizeof *self->mentions);
}

/* Cells of nobody at all have no vector: they follow from nothing being known. */
static bool add_targets(suppression *self, int64_t *coordinates, int64_t *numbers)
{
    int64_t number = 0;
    for (int64_t cell = 0; cell < self->cells->members.count; cell++) {
        if (self->states[cell] != INTEG_CELL_PRIMARY)
            continue;
        integi_vector vector = vector_of(self->cells, cell, coordinates, numbers);
        integi_vector reduced;
        integi_reduced result = integi_span_reduce(&self->span, &vector, &reduced);
        if (result == INTEGI_OUT_OF_MEMORY)
            return false;
        if (result != INTEGI_REDUCED)
            continue;
        self->targets[number].cell = cell;
        if (!set_target(self, number++, &reduced, NULL))
            return false;
    }
    return true;
}

static integ_status go_through(suppression *self, const int64_t *order, int64_t *coordinates, int64_t *numbers)
{
    if (!add_targets(self, coordinates, numbers))
        return INTEG_STATUS_OUT_OF_MEMORY;
    int64_t count = self->cells->members.count;
    for (int64_t i = 0; i < count; i++) {
        if (self->states[order[i]] != INTEG_CELL_SHOWN)
            continue;
        if (i % 256 == 0 && !integi_progress(self->context, "protect", i, count))
            return INTEG_STATUS_CANCELLED;
        integi_vector vector = vector_of(self->cells, order[i], coordinates, numbers);
        integi_reduced result = consider(self, order[i], &vector);
        if (result == INTEGI_OUT_OF_MEMORY)
            return INTEG_STATUS_OUT_OF_MEMORY;
        if (result != INTEGI_REDUCED)
            return INTEG_STATUS_LIMIT_EXCEEDED;
    }
    return INTEG_STATUS_OK;
}

static int64_t longest(const integi_lists *lists)
{
    int64_t length = 0;
    for (int64_t i = 0; i < lists->count; i++)
        if (integi_lists_length(lists, i) > length)
            length = integi_lists_length(lists, i);
    return length;
}

integ_status integi_suppress(const integ_cells *cells, const int64_t *order, int32_t *states)
{
    suppression self = {.context = cells->context, .cells = cells, .states = states, .coordinates = cells->atoms};
    for (int64_t i = 0; i < cells->vectors.used; i += 2)
        if (cells->vectors.items[i] >= self.coordinates)
            self.coordinates = cells->vectors.items[i] + 1;
    for (int64_t cell = 0; cell < cells->members.count; cell++)
        self.target_count += states[cell] == INTEG_CELL_PRIMARY;
    int64_t length = cells->vectors.count > 0 ? longest(&cells->vectors) / 2 : longest(&cells->members);
    int64_t *coordinates = room(cells->context, length, sizeof *coordinates);
    int64_t *numbers = room(cells->context, length, sizeof *numbers);
    integ_status status = INTEG_STATUS_OUT_OF_MEMORY;
    if (open_suppression(&self) && coordinates != NULL && numbers != NULL)
        status = go_through(&self, order, coordinates, numbers);
    close_suppression(&self);
    if (coordinates != NULL)
        integi_release(cells->context, coordinates, (size_t)(length + 1) * sizeof *coordinates);
    if (numbers != NULL)
        integi_release(cells->context, numbers, (size_t)(length + 1) * sizeof *numbers);
    return status;
}
