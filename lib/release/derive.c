/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What adding and subtracting two or three columns gives, where that is a small number of people. Columns are sets of
 * bits here, in the order of their counts, so that only those need to be compared whose counts fit. */
#include "base/bitset.h"
#include "base/message.h"
#include "release/columns.h"

#include <stdlib.h>

typedef struct candidate {
    int64_t column;
    int64_t count;
    uint64_t *bits;
} candidate;

typedef struct derivation {
    integi_columns *columns;
    int64_t few;    /* people from 1 up to this are few */
    int64_t within; /* counts of few people are at most this: more than few, where rows are other people's */
    size_t words;
    candidate *items; /* the largest first */
    size_t count, capacity;
    uint64_t *memory; /* of all bits */
    size_t memory_words;
    size_t *parts; /* of the column at hand, the largest first */
    size_t part_count;
    int64_t *atoms; /* of the difference at hand */
    integi_stint *stint;
    integ_status status;
} derivation;

/* Only what somebody may see can be subtracted. */
static bool is_candidate(const derivation *self, const integi_column_wish *wish)
{
    return wish->standing == INTEG_STANDING_PUBLISHED ||
           (wish->standing == INTEG_STANDING_OPEN && wish->count > self->few);
}

static int compare_candidates(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static bool open_derivation(derivation *self)
{
    integi_columns *columns = self->columns;
    size_t all = (size_t)columns->lists.count;
    self->capacity = all + 1;
    self->words = integi_bitset_words(columns->atoms->count);
    self->within = columns->atoms->owners.most_rows;
    self->items = integi_allocate_array(columns->context, self->capacity, sizeof *self->items);
    self->parts = integi_allocate_array(columns->context, self->capacity, sizeof *self->parts);
    self->atoms = integi_allocate_array(columns->context, (size_t)columns->atoms->count + 1, sizeof *self->atoms);
    if (self->items == NULL || self->parts == NULL || self->atoms == NULL)
        return false;
    for (size_t i = 0; i < all; i++)
        if (is_candidate(self, &columns->wishes[i]))
            self->items[self->count++] = (candidate){.column = (int64_t)i, .count = columns->wishes[i].count};
    qsort(self->items, self->count, sizeof *self->items, compare_candidates);
    self->memory_words = self->count * self->words + 1;
    self->memory = integi_allocate_zeroed(columns->context, self->memory_words * sizeof *self->memory);
    if (self->memory == NULL)
        return false;
    for (size_t i = 0; i < self->count; i++) {
        candidate *item = &self->items[i];
        item->bits = self->memory + i * self->words;
        for (int64_t at = columns->lists.starts[item->column]; at < columns->lists.starts[item->column + 1]; at++)
            item->bits[columns->lists.items[at] / 64] |= UINT64_C(1) << (columns->lists.items[at] % 64);
    }
    return true;
}

static void close_derivation(derivation *self)
{
    integ_context *context = self->columns->context;
    integi_release(context, self->items, self->items == NULL ? 0 : self->capacity * sizeof *self->items);
    integi_release(context, self->parts, self->parts == NULL ? 0 : self->capacity * sizeof *self->parts);
    integi_release(context, self->atoms,
                   self->atoms == NULL ? 0 : ((size_t)self->columns->atoms->count + 1) * sizeof *self->atoms);
    integi_release(context, self->memory, self->memory == NULL ? 0 : self->memory_words * sizeof *self->memory);
}

typedef enum relation {
    NO_PART,
    PART_IN_FACT, /* of those that somebody is in; somebody possible would be in the part alone */
    PART,
} relation;

static relation relation_of(const derivation *self, const candidate *part, const candidate *whole)
{
    size_t real = (size_t)self->columns->atoms->real;
    for (size_t word = 0; word < self->words; word++) {
        uint64_t outside = part->bits[word] & ~whole->bits[word];
        if (outside == 0)
            continue;
        bool possible =
            word * 64 >= real || (word * 64 + 64 > real && (outside & ((UINT64_C(1) << (real % 64)) - 1)) == 0);
        return possible ? PART_IN_FACT : NO_PART;
    }
    return PART;
}

/* Of two whose difference is no column, since there might be somebody in the smaller one alone, the one that is wanted
 * less is not shown. */
static void hide_either(derivation *self, const candidate *a, const candidate *b)
{
    integi_column_wish *first = &self->columns->wishes[a->column], *second = &self->columns->wishes[b->column];
    bool keep_second = second->standing == INTEG_STANDING_PUBLISHED ||
                       (first->standing != INTEG_STANDING_PUBLISHED && second->rank < first->rank);
    integi_column_wish *hidden = keep_second ? first : second;
    hidden->standing = integi_stronger_standing(hidden->standing, INTEG_STANDING_SECRET);
}

/* Adds what is in `a` and in neither `b` nor `c`, or where `a` is NULL what is in both, where that is of few people. */
static void add_difference(derivation *self, const candidate *a, const candidate *b, const candidate *c)
{
    int64_t column, count = integi_atoms_list_few(self->columns->atoms, a == NULL ? NULL : a->bits, b->bits,
                                                  c == NULL ? NULL : c->bits, self->atoms);
    if (count >= 0 &&
        !integi_columns_add(self->columns, self->atoms, count, INT64_MAX, INTEG_STANDING_DERIVED, &column))
        self->status = INTEG_STATUS_OUT_OF_MEMORY;
}

/* What is left of a whole without a part. */
static void take_away(derivation *self, const candidate *whole, const candidate *part, relation found)
{
    if (found == PART)
        add_difference(self, whole, part, NULL);
    else if (integi_atoms_list_few(self->columns->atoms, whole->bits, part->bits, NULL, self->atoms) >= 0)
        hide_either(self, whole, part);
}

static void find_parts(derivation *self, size_t whole)
{
    self->part_count = 0;
    for (size_t i = whole + 1; i < self->count && integi_stint_take(self->stint, 4 + (int64_t)self->words); i++) {
        if (self->items[i].count == self->items[whole].count)
            continue;
        relation found = relation_of(self, &self->items[i], &self->items[whole]);
        bool close = self->items[whole].count - self->items[i].count <= self->within;
        if (found == PART)
            self->parts[self->part_count++] = i;
        if (found != NO_PART && close)
            take_away(self, &self->items[whole], &self->items[i], found);
    }
}

static bool meet(const derivation *self, const candidate *b, const candidate *c)
{
    for (size_t word = 0; word < self->words; word++)
        if ((b->bits[word] & c->bits[word]) != 0)
            return true;
    return false;
}

static bool make_whole(const derivation *self, const candidate *a, const candidate *b, const candidate *c)
{
    for (size_t word = 0; word < self->words; word++)
        if ((b->bits[word] | c->bits[word]) != a->bits[word])
            return false;
    return true;
}

/* Pairs of parts whose counts together are nearly that of the whole. For each part, those that fit are further along
 * the smaller it is. */
static void find_pairs(derivation *self, size_t whole)
{
    const candidate *a = &self->items[whole];
    size_t first = self->part_count; /* the first place whose part may be small enough; moves down as parts shrink */
    for (size_t i = 0; i < self->part_count; i++) {
        const candidate *b = &self->items[self->parts[i]];
        while (first > 0 && self->items[self->parts[first - 1]].count + b->count < a->count - self->within)
            first--;
        for (size_t j = first; j > i + 1 && integi_stint_take(self->stint, 4); j--) {
            const candidate *c = &self->items[self->parts[j - 1]];
            int64_t left = a->count - b->count - c->count;
            if (left < -self->within)
                break;
            integi_stint_take(self->stint, (int64_t)self->words);
            if (left > 0 && left <= self->within && !meet(self, b, c))
                add_difference(self, a, b, c);
            else if (left < 0 && make_whole(self, a, b, c))
                add_difference(self, NULL, b, c);
        }
    }
}

integ_status integi_columns_derive(integi_columns *columns, const integ_disclosure *rule, integi_stint *stint,
                                   integ_error *error)
{
    derivation self = {.columns = columns, .few = integ_disclosure_threshold(rule) - 1, .stint = stint};
    bool good = self.few < 1 || open_derivation(&self);
    for (size_t i = 0; i < self.count && good && self.status == INTEG_STATUS_OK; i++) {
        stint->at = (int64_t)i;
        stint->of = (int64_t)self.count;
        find_parts(&self, i);
        find_pairs(&self, i);
        if (self.status == INTEG_STATUS_OK && !(i % 64 == 0 ? integi_stint_tell(stint) : integi_stint_take(stint, 1)))
            self.status = stint->cancelled ? INTEG_STATUS_CANCELLED : INTEG_STATUS_LIMIT_EXCEEDED;
    }
    close_derivation(&self);
    if (!good || self.status == INTEG_STATUS_OUT_OF_MEMORY)
        return integi_out_of_memory(error);
    return self.status == INTEG_STATUS_CANCELLED ? integi_cancelled(error) : self.status;
}
