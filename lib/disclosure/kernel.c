/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/kernel.h"

#include <string.h>

#define PRIME INTEGI_KERNEL_PRIME

#define DENSE 4 /* a row with more than one in so many atoms has a number for each */

/* That a multiple of the newest row was added to another one. */
typedef struct integi_kernel_before {
    integi_kernel_row *row;
    integi_kernel_columns *columns; /* that know it, as that number */
    int64_t at;
    uint32_t factor;
    int64_t cause; /* the row that was added */
} integi_kernel_before;

static uint32_t fold(uint64_t number)
{
    return integi_residues_fold(number);
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

static void free_row(integi_kernel *self, integi_kernel_row *row)
{
    self->held -= row->numbers == NULL ? 2 * row->room : row->room;
    if (row->numbers == NULL)
        integi_release(self->context, row->terms, (size_t)row->room * sizeof *row->terms);
    else
        integi_release(self->context, row->numbers, (size_t)row->room * sizeof *row->numbers);
    *row = (integi_kernel_row){.length = 0};
}

void integi_kernel_settle(integi_kernel *self)
{
    self->before_count = 0;
}

bool integi_kernel_init(integi_kernel *self, integ_context *context, const int64_t *counts, int64_t atoms, int64_t rows,
                        int64_t watched)
{
    *self = (integi_kernel){.context = context, .atoms = atoms, .counts = counts, .row_room = rows + watched + 2,
                            .residues = integi_residues_of(context)};
    size_t room = (size_t)self->row_room;
    integi_kernel_columns_init(&self->in_rows, context, atoms);
    integi_kernel_columns_init(&self->in_watched, context, atoms);
    self->rows = integi_allocate_zeroed(context, room * sizeof *self->rows);
    self->watched = integi_allocate_zeroed(context, room * sizeof *self->watched);
    self->pivots = integi_allocate_zeroed(context, room * sizeof *self->pivots);
    self->row_of = integi_allocate_array(context, (size_t)atoms + 1, sizeof *self->row_of);
    self->sums = integi_allocate_zeroed(context, ((size_t)atoms + 1) * sizeof *self->sums);
    self->touched = integi_allocate_zeroed(context, words_of(self) * sizeof *self->touched);
    self->spare = integi_allocate_array(context, (size_t)atoms + 1, sizeof *self->spare);
    self->column = integi_allocate_array(context, room, sizeof *self->column);
    if (self->rows == NULL || self->watched == NULL || self->pivots == NULL || self->row_of == NULL ||
        self->sums == NULL || self->touched == NULL || self->spare == NULL ||
        self->column == NULL)
        return false;
    for (int64_t i = 0; i < atoms; i++)
        self->row_of[i] = -1;
    return true;
}

void integi_kernel_free(integi_kernel *self)
{
    integ_context *context = self->context;
    size_t room = (size_t)self->row_room, atoms = (size_t)self->atoms + 1;
    for (int64_t i = 0; self->rows != NULL && i < self->row_count; i++)
        free_row(self, &self->rows[i]);
    for (int64_t i = 0; self->watched != NULL && i < self->watched_count; i++)
        free_row(self, &self->watched[i]);
    integi_kernel_columns_free(&self->in_rows);
    integi_kernel_columns_free(&self->in_watched);
    integi_release(context, self->rows, self->rows == NULL ? 0 : room * sizeof *self->rows);
    integi_release(context, self->watched, self->watched == NULL ? 0 : room * sizeof *self->watched);
    integi_release(context, self->pivots, self->pivots == NULL ? 0 : room * sizeof *self->pivots);
    integi_release(context, self->row_of, self->row_of == NULL ? 0 : atoms * sizeof *self->row_of);
    integi_release(context, self->sums, self->sums == NULL ? 0 : atoms * sizeof *self->sums);
    integi_release(context, self->touched, self->touched == NULL ? 0 : words_of(self) * sizeof *self->touched);
    integi_release(context, self->before, self->before_room * sizeof *self->before);
    integi_release(context, self->column, self->column == NULL ? 0 : room * sizeof *self->column);
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
    for (int64_t i = 0; i < row->length && row->numbers == NULL; i++)
        add_term(self, row->terms[i].atom, (uint64_t)factor * row->terms[i].number);
    if (row->numbers == NULL)
        return;
    self->residues->add_to_sums(self->sums, row->numbers, factor, (size_t)row->room);
    memset(self->touched, 0xff, words_of(self) * sizeof *self->touched);
    self->touched[words_of(self) - 1] = ~(UINT64_MAX << (self->atoms % 64)); /* as many as there are atoms */
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

/* Gives a row a number for each atom. False: no memory. */
static bool make_dense(integi_kernel *self, integi_kernel_row *row)
{
    uint32_t *numbers = integi_allocate_zeroed(self->context, (size_t)self->atoms * sizeof *numbers);
    if (numbers == NULL)
        return false;
    for (int64_t i = 0; i < row->length; i++)
        numbers[row->terms[i].atom] = row->terms[i].number;
    int64_t length = row->length;
    free_row(self, row);
    *row = (integi_kernel_row){.numbers = numbers, .length = length, .room = self->atoms};
    self->held += row->room;
    return true;
}

static bool is_dense(const integi_kernel *self, int64_t length)
{
    return length * DENSE > self->atoms;
}

/* Makes a row, which has terms if it is one, of what was listed. False: no memory. */
static bool take(integi_kernel *self, integi_kernel_row *out)
{
    if (self->spare_length > out->room) {
        free_row(self, out);
        out->terms = integi_allocate_array(self->context, (size_t)self->spare_length, sizeof *out->terms);
        if (out->terms == NULL)
            return false;
        out->room = self->spare_length;
        self->held += 2 * out->room;
    }
    out->length = self->spare_length;
    if (out->length > 0)
        memcpy(out->terms, self->spare, (size_t)out->length * sizeof *out->terms);
    return true;
}

/* The same for a new row. */
static bool take_new(integi_kernel *self, integi_kernel_row *out)
{
    bool good = take(self, out) && (!is_dense(self, out->length) || make_dense(self, out));
    if (!good)
        free_row(self, out);
    return good;
}

/* Lets columns know of all atoms of a row, or forget them. */
static void mark_row(integi_kernel_columns *columns, int64_t at, const integi_kernel_row *row, bool has)
{
    for (int64_t i = 0; i < row->length && row->numbers == NULL; i++)
        integi_kernel_columns_set(columns, at, row->terms[i].atom, has);
    for (int64_t atom = 0; atom < row->room && row->numbers != NULL; atom++)
        integi_kernel_columns_set(columns, at, (uint32_t)atom, has);
}

/* Lists the sum of a row, which columns know as that number, and so many times another one; both have terms. */
static void merge(integi_kernel *self, const integi_kernel_row *row, const integi_kernel_row *other, uint32_t factor,
                  integi_kernel_columns *columns, int64_t at)
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
        if (second)
            integi_kernel_columns_set(columns, at, term.atom, term.number != 0);
        self->spare[length] = term;
        length += term.number != 0;
    }
    self->spare_length = length;
}

/* Numbers in a row are gone through several at a time. */
static int64_t steps_of(const integi_kernel_row *row)
{
    return row->numbers == NULL ? row->length : row->room / 2;
}

static int64_t steps_of_adding(const integi_kernel_row *row, const integi_kernel_row *other)
{
    return row->numbers == NULL ? 4 * (row->length + other->length) : 2 * steps_of(other);
}

/* Lists what is left of a row: rows have nothing in each other's pivots, so that each is taken away once. */
static void reduce(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count)
{
    integi_kernel_take_steps(self, count);
    for (int64_t i = 0; i < count; i++)
        add_term(self, atoms[i], numbers == NULL ? 1 : numbers[i]);
    for (int64_t i = 0; i < count; i++) {
        uint32_t number = fold(self->sums[atoms[i]]);
        if (self->row_of[atoms[i]] >= 0 && number != 0) {
            self->sums[atoms[i]] = number;
            integi_kernel_take_steps(self, steps_of(&self->rows[self->row_of[atoms[i]]]));
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

/* Whether rows are kept in no more than they may be; else the stint is over. */
static bool keeps_to_room(const integi_kernel *self)
{
    if (self->stint == NULL || self->stint->room == 0 || self->held <= self->stint->room)
        return true;
    self->stint->full = true;
    return false;
}

bool integi_kernel_watch(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count)
{
    integi_kernel_row *row = &self->watched[self->watched_count];
    reduce(self, atoms, numbers, count);
    bool taken = integi_kernel_columns_reach(&self->in_watched, self->watched_count) && take_new(self, row);
    if (taken)
        mark_row(&self->in_watched, self->watched_count++, row, true);
    return taken && keeps_to_room(self);
}

/* ---- adding ---- */

uint32_t integi_kernel_number(const integi_kernel_row *row, int64_t atom)
{
    int64_t low = 0, high = row->length;
    if (row->numbers != NULL)
        return row->numbers[atom];
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (row->terms[middle].atom < atom)
            low = middle + 1;
        else
            high = middle;
    }
    return low < row->length && row->terms[low].atom == atom ? row->terms[low].number : 0;
}

static int64_t size_of(integi_term term)
{
    int64_t number = integi_kernel_lift(term.number);
    return number < 0 ? -number : number;
}

/* Of the atoms in a row the one with most people, and of those the first; -1: nothing is left of it. Of amounts, the
 * size of the number comes before that. */
static int64_t choose_pivot(const integi_kernel *self, const integi_kernel_row *row)
{
    int64_t best = -1, at = 0, smallest = 0;
    for (integi_term term; integi_kernel_read_term(row, &at, &term);) {
        int64_t size = self->has_amounts ? size_of(term) : 0;
        if (best >= 0 && (size > smallest || (size == smallest && self->counts[term.atom] <= self->counts[best])))
            continue;
        best = term.atom;
        smallest = size;
    }
    return best;
}

/* Whether a watched row is a multiple of one whose pivot is 1. */
static bool is_multiple(const integi_kernel_row *watched, const integi_kernel_row *row, int64_t pivot)
{
    uint32_t factor = watched->length == row->length ? integi_kernel_number(watched, pivot) : 0;
    integi_term left, right;
    if (factor == 0)
        return false;
    for (int64_t i = 0, j = 0; integi_kernel_read_term(row, &i, &right);)
        if (!integi_kernel_read_term(watched, &j, &left) || left.atom != right.atom ||
            left.number != fold((uint64_t)factor * right.number))
            return false;
    return true;
}

static void scale(integi_kernel_row *row, uint32_t factor)
{
    int64_t count = row->numbers == NULL ? row->length : row->room;
    for (int64_t i = 0; i < count; i++) {
        uint32_t *number = row->numbers == NULL ? &row->terms[i].number : &row->numbers[i];
        *number = fold((uint64_t)factor * *number);
    }
}

static bool tells(const integi_kernel *self, const integi_kernel_row *row, int64_t pivot)
{
    int64_t at = integi_kernel_columns_next(&self->in_watched, 0, pivot);
    for (; at >= 0; at = integi_kernel_columns_next(&self->in_watched, at + 1, pivot))
        if (is_multiple(&self->watched[at], row, pivot))
            return true;
    return false;
}

/* Writes down what is done to a row, so that it can be taken back. */
static bool remember(integi_kernel *self, integi_kernel_before done)
{
    void *before = self->before;
    if (!integi_grow(self->context, &before, &self->before_room, (size_t)self->before_count, sizeof *self->before))
        return false;
    self->before = before;
    self->before[self->before_count++] = done;
    return true;
}

/* Adds terms to a row with numbers. */
static void add_terms(integi_kernel_row *row, const integi_kernel_row *other, uint32_t factor)
{
    for (int64_t i = 0; i < other->length; i++) {
        uint32_t *number = &row->numbers[other->terms[i].atom];
        bool was = *number != 0;
        *number = fold(*number + (uint64_t)factor * other->terms[i].number);
        row->length += (*number != 0) - was;
    }
}

/* Adds so many times a row to another one. False: no memory. Where it is taken back, there is memory for what the row
 * was before. */
static bool add_times(integi_kernel *self, const integi_kernel_before *done, const integi_kernel_row *other)
{
    integi_kernel_row *row = done->row;
    bool back = done->cause < 0;
    if (row->numbers == NULL && !back && (other->numbers != NULL || is_dense(self, row->length + other->length))) {
        mark_row(done->columns, done->at, row, false);
        if (!make_dense(self, row))
            return false;
        mark_row(done->columns, done->at, row, true);
    }
    if (row->numbers == NULL && other->numbers == NULL) {
        merge(self, row, other, done->factor, done->columns, done->at);
        return take(self, row);
    }
    if (row->numbers == NULL) { /* the other one has them since, and is taken back */
        mark_row(done->columns, done->at, row, false);
        add_row(self, row, 1);
        add_row(self, other, done->factor);
        finish(self);
        bool good = take(self, row);
        mark_row(done->columns, done->at, row, true);
        return good;
    }
    if (other->numbers == NULL)
        add_terms(row, other, done->factor);
    else
        row->length = self->residues->add(row->numbers, other->numbers, done->factor, (size_t)row->room);
    return true;
}

/* Takes the newest row away from all given that have its pivot. False: no memory, or the stint is over, and the kernel
 * is of no more use. */
static bool free_of_newest(integi_kernel *self, integi_kernel_row *rows, integi_kernel_columns *columns)
{
    int64_t newest = self->row_count - 1, pivot = self->pivots[newest], at = 0;
    for (; (at = integi_kernel_columns_next(columns, at, pivot)) >= 0; at++) {
        integi_kernel_row *row = &rows[at];
        uint32_t number = row == &self->rows[newest] ? 0 : integi_kernel_number(row, pivot);
        if (number == 0)
            continue;
        integi_kernel_before done = {row, columns, at, PRIME - number, newest};
        if (!integi_kernel_take_steps(self, steps_of_adding(row, &self->rows[newest])) ||
            (self->may_be_undone && !remember(self, done)) ||
            !add_times(self, &done, &self->rows[newest]) || !keeps_to_room(self))
            return false;
    }
    return true;
}

integi_kernel_result integi_kernel_add(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers,
                                       int64_t count, bool forced)
{
    integi_kernel_row *row = &self->rows[self->row_count];
    reduce(self, atoms, numbers, count);
    if (!integi_kernel_columns_reach(&self->in_rows, self->row_count) || !take_new(self, row))
        return INTEGI_KERNEL_NO_MEMORY;
    int64_t pivot = choose_pivot(self, row);
    if (pivot >= 0)
        scale(row, inverse(integi_kernel_number(row, pivot)));
    if (pivot < 0 || (!forced && tells(self, row, pivot))) {
        free_row(self, row);
        return pivot < 0 ? INTEGI_KERNEL_FOLLOWS : INTEGI_KERNEL_TELLS;
    }
    self->pivots[self->row_count] = pivot;
    self->version++;
    integi_kernel_take_steps(self, 2 * steps_of(row));
    mark_row(&self->in_rows, self->row_count, row, true);
    self->row_of[pivot] = self->row_count++;
    bool good = free_of_newest(self, self->rows, &self->in_rows) &&
                free_of_newest(self, self->watched, &self->in_watched);
    return good ? INTEGI_KERNEL_ADDED : INTEGI_KERNEL_NO_MEMORY;
}

void integi_kernel_take_back(integi_kernel *self)
{
    int64_t newest = self->row_count - 1;
    self->version++;
    while (self->before_count > 0 && self->before[self->before_count - 1].cause == newest) {
        integi_kernel_before undone = self->before[--self->before_count];
        undone.factor = PRIME - undone.factor;
        undone.cause = -1;
        integi_kernel_take_steps(self, steps_of_adding(undone.row, &self->rows[newest]));
        add_times(self, &undone, &self->rows[newest]);
    }
    mark_row(&self->in_rows, newest, &self->rows[newest], false);
    self->row_of[self->pivots[newest]] = -1;
    free_row(self, &self->rows[newest]);
    self->row_count--;
}

int64_t integi_kernel_read_column(integi_kernel *self, int64_t atom)
{
    int64_t count = 0, row = integi_kernel_columns_next(&self->in_rows, 0, atom);
    for (; row >= 0; row = integi_kernel_columns_next(&self->in_rows, row + 1, atom)) {
        uint32_t number = integi_kernel_number(&self->rows[row], atom);
        self->column[count] = (integi_kernel_entry){row, number};
        count += number != 0;
    }
    return count;
}
