/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Snapshots of a table as one table, whose rows are people. Where a cell is about people in several snapshots, that
 * each snapshot has other counts that would look the same does not mean that there are such people: counts of one and
 * of another are tied by it. So all of them are decided as one. */
#include "base/bitset.h"
#include "base/message.h"
#include "register/schema.h"
#include "release/atoms.h"
#include "release/decide.h"

#include <stdlib.h>
#include <string.h>

typedef struct joining {
    const integi_collection *from;
    integi_joined_rows rows;
    integi_collection to;
    const integ_disclosure *rule;
    integi_arena arena;
    integi_persons persons;
    int64_t *space; /* of the joined collection, for each space */
} joining;

static bool is_joined(const integi_collection *collection, size_t space)
{
    for (size_t i = 0; i < collection->space_count; i++)
        if (collection->spaces[i].joined && collection->spaces[i].table == collection->spaces[space].table)
            return true;
    return false;
}

static void join_spaces(joining *self)
{
    integi_collection *to = &self->to;
    for (size_t i = 0; i < self->from->space_count; i++) {
        bool joined = is_joined(self->from, i);
        size_t at = 0;
        while (at < to->space_count && !(joined && to->spaces[at].people > 0 &&
                                         to->spaces[at].table == self->from->spaces[i].table))
            at++;
        self->space[i] = (int64_t)at;
        if (at < to->space_count)
            continue;
        to->spaces[at] = self->from->spaces[i];
        to->spaces[at].people = joined ? (int64_t)self->persons.count : 0;
        to->spaces[at].joined_rows = joined ? &self->rows : NULL;
        to->space_count++;
    }
}

#define STEPS_TO_FIND 16

/* The place of somebody among people who are rising; -1: he is not among them. */
static int64_t find_person(const int64_t *people, int64_t count, int64_t person)
{
    int64_t low = 0, high = count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (people[middle] < person)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && people[low] == person ? low : -1;
}

const uint32_t *integi_space_people(const integi_space *space, const integ_snapshot *snapshot)
{
    if (space->people == 0)
        return NULL;
    const integi_collection *from = space->joined_rows->from;
    const integi_persons *persons = space->joined_rows->persons;
    size_t i = 0;
    while (from->spaces[i].snapshot != snapshot || from->spaces[i].table != space->table)
        i++;
    return persons->of_row + persons->starts[i];
}

void integi_space_rows(const integi_space *space, const integ_snapshot *snapshot, const int64_t *people, int64_t count,
                       integi_stint *stint, int64_t *rows)
{
    const integi_collection *from = space->joined_rows->from;
    const integi_persons *persons = space->joined_rows->persons;
    for (size_t i = 0; i < from->space_count; i++) {
        bool same = from->spaces[i].snapshot == snapshot && from->spaces[i].table == space->table;
        size_t end = persons->starts[i + 1];
        for (size_t at = persons->starts[i]; same && at < end && integi_stint_take(stint, STEPS_TO_FIND); at++) {
            int64_t place = find_person(people, count, (int64_t)persons->of_row[at]);
            if (place >= 0)
                rows[place] = (int64_t)(at - persons->starts[i]);
        }
    }
}

static int compare_people(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* The rows of a cell as people, rising. */
static bool join_rows(joining *self, const integi_collected *cell, integi_rows *out)
{
    const uint32_t *of_row = self->persons.of_row + self->persons.starts[cell->space];
    int64_t people = self->persons.count, count = cell->rows.count;
    bool dense = cell->rows.words != NULL;
    *out = (integi_rows){.count = count, .rows = people};
    if (dense)
        out->words = integi_arena_allocate(&self->arena, integi_bitset_words(people) * sizeof *out->words);
    else
        out->list = integi_arena_allocate(&self->arena, ((size_t)count + 1) * sizeof *out->list);
    if (out->words == NULL && out->list == NULL)
        return false;
    int64_t used = 0;
    INTEGI_EACH_ROW(&cell->rows, row) {
        if (dense)
            out->words[of_row[row] / 64] |= UINT64_C(1) << (of_row[row] % 64);
        else
            out->list[used++] = of_row[row];
    }
    if (!dense)
        qsort(out->list, (size_t)used, sizeof *out->list, compare_people);
    return true;
}

static bool join_cells(joining *self)
{
    for (size_t i = 0; i < self->from->cell_count; i++) {
        const integi_collected *cell = &self->from->cells[i];
        integi_collected *into = &self->to.cells[i];
        *into = *cell;
        into->space = self->space[cell->space];
        if (self->to.spaces[into->space].people == 0)
            continue;
        bool few = cell->rows.count > 0 && integi_hides_people(self->rule, self->from, cell);
        if (few && cell->standing != INTEG_STANDING_PUBLISHED)
            into->standing = INTEG_STANDING_SECRET;
        if (!join_rows(self, cell, &into->rows))
            return false;
    }
    return true;
}

/* The arena does not wipe what it gives back. */
static void wipe(joining *self)
{
    for (size_t i = 0; self->to.cells != NULL && i < self->from->cell_count; i++) {
        const integi_rows *rows = &self->to.cells[i].rows;
        bool own = rows->rows != self->from->cells[i].rows.rows || rows->list != self->from->cells[i].rows.list ||
                   rows->words != self->from->cells[i].rows.words;
        if (own && rows->words != NULL)
            integi_wipe(rows->words, integi_bitset_words(rows->rows) * sizeof *rows->words);
        if (own && rows->list != NULL)
            integi_wipe(rows->list, (size_t)rows->count * sizeof *rows->list);
    }
    integi_persons_free(&self->persons, self->from->context);
    integi_arena_free(&self->arena);
}

static integ_status decide(joining *self, bool *shown, integi_summary *summary, integ_error *error)
{
    const integi_collection *from = self->from;
    integi_collection *to = &self->to;
    integ_status status = integi_persons_find(&self->persons, from, error);
    if (status != INTEG_STATUS_OK)
        return status;
    *to = *from;
    to->space_count = 0;
    to->spaces = integi_arena_allocate(&self->arena, (from->space_count + 1) * sizeof *to->spaces);
    to->cells = integi_arena_allocate(&self->arena, (from->cell_count + 1) * sizeof *to->cells);
    self->space = integi_arena_allocate(&self->arena, (from->space_count + 1) * sizeof *self->space);
    if (to->spaces == NULL || to->cells == NULL || self->space == NULL)
        return integi_out_of_memory(error);
    self->rows = (integi_joined_rows){from, &self->persons};
    join_spaces(self);
    return join_cells(self) ? integi_decide(to, self->rule, shown, summary, error) : integi_out_of_memory(error);
}

integ_status integi_decide_joined(integi_collection *collection, const integ_disclosure *rule, bool *shown,
                                  integi_summary *summary, integ_error *error)
{
    bool any = false;
    for (size_t i = 0; i < collection->space_count; i++)
        any = any || collection->spaces[i].joined;
    if (!any)
        return integi_decide(collection, rule, shown, summary, error);
    joining self = {.from = collection, .rule = rule};
    integi_arena_init(&self.arena, collection->context);
    integ_status status = decide(&self, shown, summary, error);
    wipe(&self);
    return status;
}
