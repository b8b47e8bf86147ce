/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/kernel.h"

#include <string.h>

#define PRIME INTEGI_KERNEL_PRIME

/* A row that was changed, as it was. */
typedef struct integi_kernel_before {
    integi_kernel_row *row;
    integi_kernel_row content;
} integi_kernel_before;

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

static size_t words_of(const integi_kernel *self)
{
    return (size_t)self->atoms / 64 + 1;
}

static void free_row(const integi_kernel *self, integi_kernel_row *row)
{
    integi_release(self->context, row->terms, (size_t)row->room * sizeof *row->terms);
    *row = (integi_kernel_row){.length = 0};
}

static void forget_before(integi_kernel *self)
{
    while (self->before_count > 0)
        free_row(self, &self->before[--self->before_count].content);
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
    self->sums = integi_allocate_zeroed(context, ((size_t)atoms + 1) * sizeof *self->sums);
    self->touched = integi_allocate_zeroed(context, words_of(self) * sizeof *self->touched);
    self->spare = integi_allocate_array(context, (size_t)atoms + 1, sizeof *self->spare);
    self->before = integi_allocate_array(context, room, sizeof *self->before);
    if (self->rows == NULL || self->watched == NULL || self->pivots == NULL || self->row_of == NULL ||
        self->sums == NULL || self->touched == NULL || self->spare == NULL ||
        self->before == NULL)
        return false;
    for (int64_t i = 0; i < atoms; i++)
        self->row_of[i] = -1;
    return true;
}

void integi_kernel_free(integi_kernel *self)
{
    integ_context *context = self->context;
    size_t room = (size_t)self->row_room, atoms = (size_t)self->atoms + 1;
    forget_before(self);
    for (int64_t i = 0; self->rows != NULL && i < self->row_count; i++)
        free_row(self, &self->rows[i]);
    for (int64_t i = 0; self->watched != NULL && i < self->watched_count; i++)
        free_row(self, &self->watched[i]);
    integi_release(context, self->rows, self->rows == NULL ? 0 : room * sizeof *self->rows);
    integi_release(context, self->watched, self->watched == NULL ? 0 : room * sizeof *self->watched);
    integi_release(context, self->pivots, self->pivots == NULL ? 0 : room * sizeof *self->pivots);
    integi_release(context, self->row_of, self->row_of == NULL ? 0 : atoms * sizeof *self->row_of);
    integi_release(context, self->sums, self->sums == NULL ? 0 : atoms * sizeof *self->sums);
    integi_release(context, self->touched, self->touched == NULL ? 0 : words_of(self) * sizeof *self->touched);
    integi_release(context, self->before, self->before == NULL ? 0 : room * sizeof *self->before);
    integi_release(context, self->spare, self->spare == NULL ? 0 : atoms * sizeof *self->spare);
    *self = (integi_kernel){.context = context};
}

/* ---- the row at hand ---- */

/* A sum is folded once, which keeps it below 2^33: with a product of less than 2^62 the next one fits too. */
static void add_term(integi_kernel *self, int64_t atom, uint64_t number)
{
    uint64_t sum = self->sums[atom] + number;
    self->sums[atom] = (sum & PRIME) + (sum >> 31);
    self->touched[atom / 64] |= UINT64_C(1) << (atom % 64);
}

static void add_row(integi_kernel *self, const integi_kernel_row *row, uint32_t factor)
{
    for (int64_t i = 0; i < row->length; i++)
        add_term(self, row->terms[i].atom, (uint64_t)factor * row->terms[i].number);
}

/* Lists what is left of the row at hand, and clears it. */
static void finish(integi_kernel *self)
{
    self->spare_length = 0;
    for (size_t word = 0; word < words_of(self); word++) {
        for (uint64_t bits = self->touched[word]; bits != 0; bits &= bits - 1) {
            size_t atom = word * 64 + (size_t)__builtin_ctzll(bits);
            uint32_t number = fold(self->sums[atom]);
            if (number != 0)
                self->spare[self->spare_length++] = (integi_term){(uint32_t)atom, number};
            self->sums[atom] = 0;
        }
        self->touched[word] = 0;
    }
}

/* Makes a row of what was listed. False: no memory. */
static bool take(integi_kernel *self, integi_kernel_row *out)
{
    if (self->spare_length > out->room) {
        free_row(self, out);
        out->terms = integi_allocate_array(self->context, (size_t)self->spare_length, sizeof *out->terms);
        if (out->terms == NULL)
            return false;
        out->room = self->spare_length;
    }
    out->length = self->spare_length;
    if (out->length > 0)
        memcpy(out->terms, self->spare, (size_t)out->length * sizeof *out->terms);
    return true;
}

/* Lists the sum of a row and so many times another one. */
static void merge(integi_kernel *self, const integi_kernel_row *row, const integi_kernel_row *other, uint32_t factor)
{
    int64_t i = 0, j = 0, length = 0;
    while (i < row->length || j < other->length) {
        bool first = j == other->length || (i < row->length && row->terms[i].atom <= other->terms[j].atom);
        bool second = i == row->length || (j < other->length && other->terms[j].atom <= row->terms[i].atom);
        integi_term term = {first ? row->terms[i].atom : other->terms[j].atom, 0};
        uint64_t sum = first ? row->terms[i++].number : 0;
        if (second)
            sum += (uint64_t)factor * other->terms[j++].number;
        term.number = fold(sum);
        self->spare[length] = term;
        length += term.number != 0;
    }
    self->spare_length = length;
}

/* Lists what is left of a row: rows have nothing in each other's pivots, so that each is taken away once. */
static void reduce(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        add_term(self, atoms[i], numbers == NULL ? 1 : numbers[i]);
    for (int64_t i = 0; i < count; i++) {
        uint32_t number = fold(self->sums[atoms[i]]);
        if (self->row_of[atoms[i]] >= 0 && number != 0) {
            self->sums[atoms[i]] = number;
            add_row(self, &self->rows[self->row_of[atoms[i]]], PRIME - number);
        }
    }
    finish(self);
}

bool integi_kernel_has_nothing_left(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count)
{
    reduce(self, atoms, numbers, count);
    return self->spare_length == 0;
}

bool integi_kernel_watch(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count)
{
    integi_kernel_row *row = &self->watched[self->watched_count];
    reduce(self, atoms, numbers, count);
    bool taken = take(self, row);
    self->watched_count += taken;
    return taken;
}

/* ---- adding ---- */

uint32_t integi_kernel_number(const integi_kernel_row *row, int64_t atom)
{
    int64_t low = 0, high = row->length;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (row->terms[middle].atom < atom)
            low = middle + 1;
        else
            high = middle;
    }
    return low < row->length && row->terms[low].atom == atom ? row->terms[low].number : 0;
}

/* Of the atoms in a row the one with most people, and of those the first; -1: nothing is left of it. */
static int64_t choose_pivot(const integi_kernel *self, const integi_kernel_row *row)
{
    int64_t best = -1;
    for (int64_t i = 0; i < row->length; i++)
        if (best < 0 || self->counts[row->terms[i].atom] > self->counts[best])
            best = row->terms[i].atom;
    return best;
}

/* Whether a watched row is a multiple of one whose pivot is 1. */
static bool is_multiple(const integi_kernel_row *watched, const integi_kernel_row *row, int64_t pivot)
{
    uint32_t factor = watched->length == row->length ? integi_kernel_number(watched, pivot) : 0;
    for (int64_t i = 0; factor != 0 && i < row->length; i++)
        if (watched->terms[i].atom != row->terms[i].atom ||
            watched->terms[i].number != fold((uint64_t)factor * row->terms[i].number))
            return false;
    return factor != 0;
}

static bool tells(const integi_kernel *self, const integi_kernel_row *row, int64_t pivot)
{
    for (int64_t i = 0; i < self->watched_count; i++)
        if (is_multiple(&self->watched[i], row, pivot))
            return true;
    return false;
}

/* Frees rows of a pivot by taking so many times its row away. False: no memory, and the rows are of no more use. */
static bool free_of_pivot(integi_kernel *self, integi_kernel_row *rows, int64_t count, const integi_kernel_row *row,
                          int64_t pivot)
{
    for (int64_t i = 0; i < count; i++) {
        uint32_t number = integi_kernel_number(&rows[i], pivot);
        if (number == 0)
            continue;
        merge(self, &rows[i], row, PRIME - number);
        if (self->may_be_undone) {
            self->before[self->before_count++] = (integi_kernel_before){&rows[i], rows[i]};
            rows[i] = (integi_kernel_row){.length = 0};
        }
        if (!take(self, &rows[i]))
            return false;
    }
    return true;
}

integi_kernel_result integi_kernel_add(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count,
                                       bool forced)
{
    integi_kernel_row *row = &self->rows[self->row_count];
    forget_before(self);
    reduce(self, atoms, numbers, count);
    if (!take(self, row))
        return INTEGI_KERNEL_NO_MEMORY;
    int64_t pivot = choose_pivot(self, row);
    uint32_t factor = pivot < 0 ? 0 : inverse(integi_kernel_number(row, pivot));
    for (int64_t i = 0; i < row->length; i++)
        row->terms[i].number = fold((uint64_t)factor * row->terms[i].number);
    if (pivot < 0 || (!forced && tells(self, row, pivot))) {
        free_row(self, row);
        return pivot < 0 ? INTEGI_KERNEL_FOLLOWS : INTEGI_KERNEL_TELLS;
    }
    self->pivots[self->row_count] = pivot;
    self->row_of[pivot] = self->row_count++;
    bool good = free_of_pivot(self, self->rows, self->row_count - 1, row, pivot) &&
                free_of_pivot(self, self->watched, self->watched_count, row, pivot);
    return good ? INTEGI_KERNEL_ADDED : INTEGI_KERNEL_NO_MEMORY;
}

void integi_kernel_take_back(integi_kernel *self)
{
    while (self->before_count > 0) {
        const integi_kernel_before *before = &self->before[--self->before_count];
        free_row(self, before->row);
        *before->row = before->content;
    }
    self->row_of[self->pivots[--self->row_count]] = -1;
    free_row(self, &self->rows[self->row_count]);
}
