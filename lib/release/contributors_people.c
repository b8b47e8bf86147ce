/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/contributors_people.h"

#include "base/bitset.h"
#include "register/people.h"
#include "tally/members.h"

/* A row that is counted, and whose it is. */
typedef struct counted_row {
    int64_t owner;
    uint32_t unit, group;
} counted_row;

/* Of a group in a unit. */
typedef struct group_people {
    int64_t in;    /* who have a row in it */
    int64_t alone; /* and in no other one */
} group_people;

typedef struct counting {
    const integ_disclosure *rule;
    integ_context *context;
    const integi_contributors *from;
    const integi_unit_place *places;
    int64_t units, groups;
    const integi_members *members;
    const integi_column *owners;
    uint32_t *cell_of; /* of each number that members have: from the first cell; UINT32_MAX: of none */
    size_t number_count;
    counted_row *rows;
    size_t row_room;
    int64_t row_count;
    group_people *people; /* units × groups */
    int64_t *all;         /* of units */
} counting;

/* ---- whose rows are counted ---- */

static uint64_t word_of(const counting *self, integi_member_set set, size_t word)
{
    return self->members->words[set] == NULL ? 0 : self->members->words[set][word];
}

/* The number of a group in a unit; units * groups: of no unit. */
static int64_t place_of(const counting *self, int64_t row, bool met)
{
    uint32_t number = self->members->cells[row];
    uint32_t cell = number < self->number_count ? self->cell_of[number] : UINT32_MAX;
    if (cell == UINT32_MAX || self->places[cell].unit < 0)
        return self->units * self->groups;
    int64_t group = self->places[cell].group == INTEGI_GROUP_BY_CONDITION ? !met : self->places[cell].group;
    return self->places[cell].unit * self->groups + group;
}

/* A row that belongs to nobody is somebody's alone. */
static void add_row(counting *self, int64_t row, bool met)
{
    int64_t place = place_of(self, row, met), owner;
    if (place == self->units * self->groups)
        return;
    uint32_t unit = (uint32_t)(place / self->groups), group = (uint32_t)(place % self->groups);
    if (integi_column_integer(self->owners, row, &owner)) {
        self->rows[self->row_count++] = (counted_row){owner, unit, group};
        return;
    }
    self->people[place].in++;
    self->people[place].alone++;
    self->all[unit]++;
}

static void add_rows(counting *self)
{
    bool by_condition = false;
    for (int64_t i = 0; i < self->from->end - self->from->first; i++)
        by_condition = by_condition || (self->places[i].unit >= 0 && self->places[i].group < 0);
    for (size_t word = 0; word < integi_bitset_words(self->members->rows); word++) {
        uint64_t truth = word_of(self, INTEGI_MEMBERS_TRUTH, word);
        uint64_t unknown = by_condition ? word_of(self, INTEGI_MEMBERS_UNKNOWN, word) : 0;
        uint64_t counted = word_of(self, INTEGI_MEMBERS_GROUP, word) & ~unknown;
        for (; counted != 0; counted &= counted - 1) {
            int bit = __builtin_ctzll(counted);
            add_row(self, (int64_t)(word * 64) + bit, (truth >> bit & 1) != 0);
        }
    }
}

/* ---- people ---- */

static bool is_before(const counted_row *a, const counted_row *b)
{
    if (a->unit != b->unit)
        return a->unit < b->unit;
    return a->owner != b->owner ? a->owner < b->owner : a->group < b->group;
}

static void sink(counted_row *rows, int64_t at, int64_t count)
{
    counted_row moved = rows[at];
    for (int64_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && is_before(&rows[child], &rows[child + 1]))
            child++;
        if (!is_before(&moved, &rows[child]))
            break;
        rows[at] = rows[child];
    }
    rows[at] = moved;
}

/* In place: qsort() may keep copies that nobody would overwrite. */
static void sort(counted_row *rows, int64_t count)
{
    for (int64_t at = count / 2 - 1; at >= 0; at--)
        sink(rows, at, count);
    for (int64_t last = count - 1; last > 0; last--) {
        counted_row first = rows[0];
        rows[0] = rows[last];
        rows[last] = first;
        sink(rows, 0, last);
    }
}

/* The rows of one owner in one unit stand together, by group. */
static void add_owners(counting *self)
{
    int64_t last;
    sort(self->rows, self->row_count);
    for (int64_t first = 0; first < self->row_count; first = last) {
        const counted_row *own = &self->rows[first];
        group_people *people = &self->people[own->unit * self->groups];
        int64_t different = 0;
        for (last = first; last < self->row_count && self->rows[last].unit == own->unit &&
                           self->rows[last].owner == own->owner; last++) {
            bool again = last > first && self->rows[last - 1].group == self->rows[last].group;
            people[self->rows[last].group].in += !again;
            different += !again;
        }
        people[own->group].alone += different == 1;
        self->all[own->unit]++;
    }
}

/* As integ_disclosure_hides_share(), of people who may be both in a group and in others. */
static bool is_few(const counting *self, int64_t unit, int64_t group)
{
    const group_people *people = &self->people[unit * self->groups + group];
    int64_t all = self->all[unit], others = all - people->alone;
    if (all == 0)
        return false;
    if (integ_disclosure_hides_count(self->rule, all) ||
        (people->in > 0 && integ_disclosure_hides_count(self->rule, people->in)))
        return true;
    if (others > 0 && integ_disclosure_complement(self->rule) && integ_disclosure_hides_count(self->rule, others))
        return true;
    return (people->in == 0 || others == 0) && all < integ_disclosure_full_cell(self->rule);
}

/* ---- memory ---- */

static bool open_counting(counting *self)
{
    const integi_contributors *from = self->from;
    for (int64_t i = from->first; i < from->end; i++) {
        size_t number = (size_t)integi_tally_cell_index(from->tally, from->query, i);
        self->number_count = number >= self->number_count ? number + 1 : self->number_count;
    }
    self->row_room = (size_t)self->members->rows + 1;
    size_t places = (size_t)(self->units * self->groups) + 1;
    self->cell_of = integi_allocate_array(self->context, self->number_count + 1, sizeof *self->cell_of);
    self->rows = integi_allocate_array(self->context, self->row_room, sizeof *self->rows);
    self->people = integi_allocate_zeroed(self->context, places * sizeof *self->people);
    self->all = integi_allocate_zeroed(self->context, ((size_t)self->units + 1) * sizeof *self->all);
    for (size_t i = 0; i < self->number_count && self->cell_of != NULL; i++)
        self->cell_of[i] = UINT32_MAX;
    for (int64_t i = from->first; i < from->end && self->cell_of != NULL; i++)
        self->cell_of[integi_tally_cell_index(from->tally, from->query, i)] = (uint32_t)(i - from->first);
    return self->cell_of != NULL && self->rows != NULL && self->people != NULL && self->all != NULL;
}

static void close_counting(counting *self)
{
    size_t places = (size_t)(self->units * self->groups) + 1;
    integi_release(self->context, self->cell_of,
                   self->cell_of == NULL ? 0 : (self->number_count + 1) * sizeof *self->cell_of);
    if (self->rows != NULL)
        integi_release_wiped(self->context, self->rows, self->row_room * sizeof *self->rows);
    if (self->people != NULL)
        integi_release_wiped(self->context, self->people, places * sizeof *self->people);
    if (self->all != NULL)
        integi_release_wiped(self->context, self->all, ((size_t)self->units + 1) * sizeof *self->all);
}

bool integi_contributors_find_few(const integ_disclosure *rule, integ_context *context,
                                  const integi_contributors *from, const integi_unit_place *places, int64_t units,
                                  int64_t groups, bool *few)
{
    counting self = {.rule = rule, .context = context, .from = from, .places = places, .units = units,
                     .groups = groups, .members = integi_tally_members(from->tally, from->query)};
    const integ_snapshot *snapshot = integi_tally_snapshot(from->tally);
    self.owners = integi_table_owners(&snapshot->tables[integi_tally_table(from->tally, from->query)]);
    if (self.owners == NULL || self.members == NULL || self.members->cells == NULL)
        return true;
    bool good = open_counting(&self);
    if (good) {
        add_rows(&self);
        add_owners(&self);
        for (int64_t i = 0; i < units * groups; i++)
            few[i] = is_few(&self, i / groups, i % groups);
    }
    close_counting(&self);
    return good;
}
