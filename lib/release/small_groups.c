/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* A group can be counted just when no change of the atoms that leaves all rows of the kernel as they are changes its
 * sum. So each atom gets a mark, which is its amount in one such change of random numbers: the marks of a group that
 * can be counted add up to nothing, and those of hardly any other one do. A group that does not add up has a change of
 * few atoms that alters it, and any larger one that can be counted needs another of these atoms: that is how groups
 * are made larger. The last part of a group is looked up by its mark. */
#include "release/small_groups.h"

#include "release/mix.h"

#include <stdlib.h>
#include <string.h>

#define PARTS_AT_MOST 4              /* of a group, each of atoms that are alike */
#define STEPS_AT_MOST (INT64_C(1) << 28) /* twenty times what a report of 26 goals over six years takes */
#define GROUPS_AT_MOST 1000          /* that are found at a time */
#define STEPS_OF_TERM 4
#define LOOKED_AT 32                 /* changes of a pivot, for the one of fewest atoms */

/* An amount for each of two random changes. */
typedef struct mark {
    uint32_t first, second;
} mark;

/* Atoms that are alike. */
typedef struct part {
    const integi_alike *atoms;
    int64_t count;
    int64_t people;
    mark mark;
    int64_t next; /* another part of the same mark; -1: there is none */
} part;

/* What a change that begins with an atom which is no pivot does to a pivot: the number is taken from it. */
typedef struct effect {
    uint32_t pivot, number;
} effect;

typedef struct integi_small_groups_search search;
struct integi_small_groups_search {
    integi_arena arena;
    integi_small_groups *out;
    integi_kernel *kernel;
    integ_context *context;
    mark *marks;      /* of atoms */
    effect *effects;  /* of all atoms, one after the other */
    size_t effect_room;
    int64_t *effects_from; /* of each atom where they begin; and the end */
    int64_t *part_of; /* of atoms; -1: in no row, or with too many people */
    part *parts;
    int64_t part_count;
    int64_t *places; /* a hash table of parts by their marks; -1: empty */
    size_t place_count;
    bool *is_chosen; /* of parts */
    int64_t chosen[PARTS_AT_MOST];
    int64_t chosen_count;
    int64_t *atoms;  /* of the group at hand */
    uint32_t *numbers; /* and what its people have, where that is asked */
    int64_t *branches[PARTS_AT_MOST]; /* for so many parts chosen, those that may be added */
    integi_stint stint;
    bool failed;     /* no memory, or cancelled */
};

static mark sum_of(mark a, mark b)
{
    const uint32_t prime = INTEGI_KERNEL_PRIME;
    return (mark){(uint32_t)(((uint64_t)a.first + b.first) % prime),
                  (uint32_t)(((uint64_t)a.second + b.second) % prime)};
}

static mark times(mark a, uint32_t number)
{
    const uint32_t prime = INTEGI_KERNEL_PRIME;
    return (mark){(uint32_t)((uint64_t)a.first * number % prime), (uint32_t)((uint64_t)a.second * number % prime)};
}

static bool is_nothing(mark a)
{
    return a.first == 0 && a.second == 0;
}

/* What somebody of an atom counts as. */
static uint32_t number_of(const search *self, int64_t atom)
{
    return self->out->amounts == NULL ? 1 : self->out->amounts[atom];
}

static int compare_alike(const void *left, const void *right)
{
    const integi_alike *a = left, *b = right;
    if (a->signature != b->signature)
        return a->signature < b->signature ? -1 : 1;
    return (a->atom > b->atom) - (a->atom < b->atom);
}

void integi_alike_sort(integi_alike *alike, int64_t count)
{
    qsort(alike, (size_t)count, sizeof *alike, compare_alike);
}

/* The search has steps of its own: what it does not find with them is not found. */
static bool take_steps(search *self, int64_t steps)
{
    bool more = integi_stint_take(&self->stint, steps);
    self->failed = self->failed || self->stint.cancelled;
    return more && !self->failed && self->out->groups.count < GROUPS_AT_MOST;
}

/* ---- marks ---- */

/* Every atom that is no pivot is changed by a number that has nothing to do with others; what that does to pivots
 * follows. */
static void mark_atoms(search *self)
{
    const integi_kernel *kernel = self->kernel;
    for (int64_t atom = 0; atom < kernel->atoms; atom++)
        self->marks[atom] = (mark){(uint32_t)(integi_mix(2 * (uint64_t)atom) % INTEGI_KERNEL_PRIME),
                                   (uint32_t)(integi_mix(2 * (uint64_t)atom + 1) % INTEGI_KERNEL_PRIME)};
    for (int64_t row = 0; row < kernel->row_count; row++) {
        mark sum = {0, 0};
        int64_t at = 0;
        for (integi_term term; integi_kernel_read_term(&kernel->rows[row], &at, &term);)
            if (kernel->row_of[term.atom] < 0)
                sum = sum_of(sum, times(self->marks[term.atom], INTEGI_KERNEL_PRIME - term.number));
        self->marks[kernel->pivots[row]] = sum;
        take_steps(self, STEPS_OF_TERM * kernel->rows[row].length);
    }
}

/* Appends the atoms of a part to those of the group at hand. Returns how many there are then. */
static int64_t append_part(search *self, const part *added, int64_t count)
{
    for (int64_t i = 0; i < added->count; i++)
        self->atoms[count++] = added->atoms[i].atom;
    return count;
}

static size_t place_of(const search *self, mark key)
{
    size_t at = (size_t)integi_mix((uint64_t)key.first << 32 | key.second) & (self->place_count - 1);
    while (self->places[at] >= 0 && (self->parts[self->places[at]].mark.first != key.first ||
                                     self->parts[self->places[at]].mark.second != key.second))
        at = (at + 1) & (self->place_count - 1);
    return at;
}

/* Atoms that are alike become a part where they are few people. */
static void make_parts(search *self)
{
    const integi_alike *alike = self->out->alike;
    for (int64_t from = 0, to; from < self->kernel->atoms; from = to) {
        part made = {.atoms = alike + from};
        for (to = from; to < self->kernel->atoms && alike[to].signature == alike[from].signature; to++) {
            made.people += self->out->sizes[alike[to].atom];
            made.mark = sum_of(made.mark, times(self->marks[alike[to].atom], number_of(self, alike[to].atom)));
        }
        made.count = to - from;
        bool counts = alike[from].signature != 0 && number_of(self, alike[from].atom) != 0;
        if (counts && self->out->owned != NULL)
            made.people = integi_atoms_people(self->out->owned, self->atoms, append_part(self, &made, 0),
                                              self->out->few + 1);
        bool small = counts && made.people <= self->out->few;
        for (int64_t i = from; i < to; i++)
            self->part_of[alike[i].atom] = small ? self->part_count : -1;
        if (small)
            self->parts[self->part_count++] = made;
    }
}

/* Whether the pivot of a row is. */
static bool is_in_part(const search *self, int64_t row)
{
    return self->part_of[self->kernel->pivots[row]] >= 0;
}

/* Lists the effects of all changes on those who may be in a group: the rows by their atoms. Rows have no pivots but
 * their own. */
static void list_effects(search *self)
{
    const integi_kernel *kernel = self->kernel;
    int64_t *from = self->effects_from, count = 0;
    integi_term term;
    for (int64_t row = 0; row < kernel->row_count; row++) {
        for (int64_t at = 0; is_in_part(self, row) && integi_kernel_read_term(&kernel->rows[row], &at, &term);)
            from[term.atom]++;
        take_steps(self, kernel->rows[row].length);
    }
    for (int64_t atom = 0; atom <= kernel->atoms; atom++) {
        count += from[atom];
        from[atom] = count;
    }
    for (int64_t row = kernel->row_count - 1; row >= 0; row--) {
        for (int64_t at = 0; is_in_part(self, row) && integi_kernel_read_term(&kernel->rows[row], &at, &term);)
            self->effects[--from[term.atom]] = (effect){(uint32_t)kernel->pivots[row], term.number};
        take_steps(self, kernel->rows[row].length);
    }
}

static void list_parts(search *self)
{
    for (size_t i = 0; i < self->place_count; i++)
        self->places[i] = -1;
    for (int64_t i = 0; i < self->part_count; i++) {
        size_t at = place_of(self, self->parts[i].mark);
        self->parts[i].next = self->places[at];
        self->places[at] = i;
    }
}

/* ---- groups ---- */

static int compare_atoms(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* Whether a group that was found before is a part of the one chosen. */
static bool has_known(const search *self)
{
    const integi_lists *groups = &self->out->groups;
    for (int64_t group = 0; group < groups->count; group++) {
        bool all = true;
        for (int64_t i = groups->starts[group]; i < groups->starts[group + 1] && all; i++)
            all = self->is_chosen[self->part_of[groups->items[i]]];
        if (all)
            return true;
    }
    return false;
}

/* Writes down the parts chosen. That somebody might be there, and nobody is, is no group. */
static void write_down(search *self, int64_t people)
{
    int64_t count = 0;
    if (people == 0 || has_known(self))
        return;
    for (int64_t i = 0; i < self->chosen_count; i++)
        count = append_part(self, &self->parts[self->chosen[i]], count);
    for (int64_t i = 0; i < count; i++)
        self->numbers[i] = number_of(self, self->atoms[i]);
    const uint32_t *numbers = self->out->amounts == NULL ? NULL : self->numbers;
    if (!integi_kernel_has_nothing_left(self->kernel, self->atoms, numbers, count))
        return;
    qsort(self->atoms, (size_t)count, sizeof *self->atoms, compare_atoms);
    for (int64_t i = 0; i < count && !self->failed; i++)
        self->failed = !integi_lists_item(self->context, &self->out->groups, self->atoms[i]);
    self->failed = self->failed || !integi_lists_close(self->context, &self->out->groups);
}

static void choose(search *self, int64_t chosen)
{
    self->chosen[self->chosen_count++] = chosen;
    self->is_chosen[chosen] = true;
}

static void drop_chosen(search *self)
{
    self->is_chosen[self->chosen[--self->chosen_count]] = false;
}

static bool is_in_chosen(const search *self, int64_t atom)
{
    return self->part_of[atom] >= 0 && self->is_chosen[self->part_of[atom]];
}

/* Whether the change that begins with an atom which is no pivot alters the sum of the parts chosen. */
static bool is_altered(const search *self, int64_t atom)
{
    uint64_t sum = is_in_chosen(self, atom) ? number_of(self, atom) : 0;
    for (int64_t i = self->effects_from[atom]; i < self->effects_from[atom + 1]; i++) {
        const effect *changed = &self->effects[i];
        if (is_in_chosen(self, changed->pivot))
            sum += (uint64_t)(INTEGI_KERNEL_PRIME - changed->number) * number_of(self, changed->pivot) %
                   INTEGI_KERNEL_PRIME;
    }
    return sum % INTEGI_KERNEL_PRIME != 0;
}

typedef struct alteration {
    int64_t atom;   /* that the change begins with; -1: none was found */
    int64_t length; /* how many pivots it changes */
} alteration;

static void try_change(search *self, int64_t atom, alteration *best)
{
    int64_t length = self->effects_from[atom + 1] - self->effects_from[atom];
    take_steps(self, 1);
    if (best->atom >= 0 && length >= best->length)
        return;
    take_steps(self, length);
    if (!is_altered(self, atom))
        return;
    best->atom = atom;
    best->length = length;
}

/* A change of few atoms that alters the sum of the parts chosen. */
static alteration find_alteration(search *self)
{
    alteration best = {.atom = -1};
    const integi_kernel *kernel = self->kernel;
    for (int64_t i = 0; i < self->chosen_count; i++) {
        const part *chosen = &self->parts[self->chosen[i]];
        for (int64_t j = 0; j < chosen->count; j++) {
            int64_t atom = chosen->atoms[j].atom, row = kernel->row_of[atom];
            if (row < 0)
                try_change(self, atom, &best);
            integi_term term;
            for (int64_t k = 0, at = 0; row >= 0 && (k < LOOKED_AT || best.atom < 0) &&
                                        integi_kernel_read_term(&kernel->rows[row], &at, &term);
                 k++)
                if (term.atom != (uint32_t)atom)
                    try_change(self, term.atom, &best);
        }
    }
    return best;
}

static void grow(search *self, mark sum, int64_t people);

/* People in the parts chosen and another one. Two parts may be of the same owners. */
static int64_t people_with(search *self, int64_t added, int64_t people)
{
    int64_t count = 0;
    if (self->out->owned == NULL)
        return people + self->parts[added].people;
    for (int64_t i = 0; i < self->chosen_count; i++)
        count = append_part(self, &self->parts[self->chosen[i]], count);
    count = append_part(self, &self->parts[added], count);
    take_steps(self, count);
    return integi_atoms_people(self->out->owned, self->atoms, count, self->out->few + 1);
}

static void grow_by(search *self, int64_t added, mark sum, int64_t people)
{
    if (added < self->chosen[0] || self->is_chosen[added])
        return;
    people = people_with(self, added, people);
    if (people > self->out->few)
        return;
    choose(self, added);
    grow(self, sum_of(sum, self->parts[added].mark), people);
    drop_chosen(self);
}

/* Whether so many more people may be added. */
static bool has_room(const search *self, int64_t people, int64_t more)
{
    return self->out->owned != NULL || people + more <= self->out->few;
}

/* Adds each part that a change which alters the sum also changes. */
static void branch(search *self, mark sum, int64_t people)
{
    alteration change = find_alteration(self);
    if (change.atom < 0 || !take_steps(self, 1))
        return;
    const effect *effects = self->effects + self->effects_from[change.atom];
    int64_t *parts = self->branches[self->chosen_count], length = change.length;
    for (int64_t i = 0; i < length; i++)
        parts[i] = self->part_of[effects[i].pivot];
    parts[length] = self->part_of[change.atom];
    for (int64_t i = 0; i <= length && !self->failed; i++)
        if (parts[i] >= 0)
            grow_by(self, parts[i], sum, people);
}

/* Makes the group of the parts chosen larger, until it can be counted. Its first part comes before all others, so that
 * each group is found once. */
static void grow(search *self, mark sum, int64_t people)
{
    if (is_nothing(sum)) {
        write_down(self, people);
        return;
    }
    if (self->chosen_count == PARTS_AT_MOST || !has_room(self, people, 1) || !take_steps(self, 1))
        return;
    int64_t last = self->places[place_of(self, times(sum, INTEGI_KERNEL_PRIME - 1))];
    for (; last >= 0; last = self->parts[last].next)
        grow_by(self, last, sum, people);
    if (self->chosen_count + 1 < PARTS_AT_MOST && has_room(self, people, 2))
        branch(self, sum, people);
}

static void find_groups(search *self)
{
    for (int64_t i = 0; i < self->part_count && take_steps(self, 1); i++) {
        choose(self, i);
        grow(self, self->parts[i].mark, self->parts[i].people);
        drop_chosen(self);
    }
}

/* ---- */

/* Room for the effects, once it is known who is in a part. */
static bool open_effects(search *self)
{
    size_t count = 1;
    for (int64_t row = 0; row < self->kernel->row_count; row++)
        count += is_in_part(self, row) ? (size_t)self->kernel->rows[row].length : 0;
    self->effect_room = count;
    self->effects = integi_allocate_array(self->context, count, sizeof *self->effects); /* which an arena would clear */
    memset(self->effects_from, 0, ((size_t)self->kernel->atoms + 1) * sizeof *self->effects_from);
    return self->effects != NULL;
}

static bool open_search(search *self)
{
    integi_arena *arena = &self->arena;
    size_t atoms = (size_t)self->kernel->atoms + 1;
    for (self->place_count = 16; self->place_count < 2 * atoms;)
        self->place_count *= 2;
    self->marks = integi_arena_allocate(arena, atoms * sizeof *self->marks);
    self->effects_from = integi_arena_allocate(arena, atoms * sizeof *self->effects_from);
    self->part_of = integi_arena_allocate(arena, atoms * sizeof *self->part_of);
    self->parts = integi_arena_allocate(arena, atoms * sizeof *self->parts);
    self->places = integi_arena_allocate(arena, self->place_count * sizeof *self->places);
    self->is_chosen = integi_arena_allocate(arena, atoms * sizeof *self->is_chosen);
    self->atoms = integi_arena_allocate(arena, atoms * sizeof *self->atoms);
    self->numbers = integi_arena_allocate(arena, atoms * sizeof *self->numbers);
    bool good = true;
    for (int i = 0; i < PARTS_AT_MOST; i++) {
        self->branches[i] = integi_arena_allocate(arena, ((size_t)self->kernel->row_count + 1) * sizeof(int64_t));
        good = good && self->branches[i] != NULL;
    }
    return good && self->marks != NULL && self->effects_from != NULL && self->part_of != NULL && self->parts != NULL &&
           self->places != NULL && self->is_chosen != NULL && self->atoms != NULL && self->numbers != NULL;
}

bool integi_small_groups_open(integi_small_groups *groups)
{
    integ_context *context = groups->kernel->context;
    search *self = groups->search = integi_allocate_zeroed(context, sizeof *self);
    if (self == NULL)
        return false;
    self->out = groups;
    self->kernel = groups->kernel;
    self->context = context;
    self->stint = (integi_stint){.context = context, .step = "compare snapshots", .limit = STEPS_AT_MOST};
    integi_arena_init(&self->arena, context);
    if (!open_search(self))
        return false;
    mark_atoms(self);
    return !self->failed;
}

bool integi_small_groups_search(integi_small_groups *groups)
{
    search *self = groups->search;
    self->part_count = 0;
    make_parts(self);
    list_parts(self);
    bool good = open_effects(self);
    if (good) {
        list_effects(self);
        find_groups(self);
    }
    integi_release(self->context, self->effects, self->effects == NULL ? 0 : self->effect_room * sizeof *self->effects);
    self->effects = NULL;
    return good && !self->failed;
}

void integi_small_groups_close(integi_small_groups *groups)
{
    search *self = groups->search;
    if (self == NULL)
        return;
    if (self->stint.cancelled && groups->kernel->stint != NULL)
        groups->kernel->stint->cancelled = true;
    integi_arena_free(&self->arena);
    integi_release(self->context, self, sizeof *self);
    groups->search = NULL;
}

bool integi_small_groups_find(integi_small_groups *groups)
{
    bool good = integi_small_groups_open(groups) && integi_small_groups_search(groups);
    integi_small_groups_close(groups);
    return good;
}
