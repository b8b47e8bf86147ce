/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/moves.h"

#include <string.h>

#define ROWS_AT_MOST 4096
#define SMALL 160                  /* a neighbourhood of so few atoms is always looked at */
#define SPENT_AT_MOST INT64_C(1500000000) /* on others: a second or two */
#define CHANGE_AT_MOST 12          /* of an atom, by one move */
#define SCALE_AT_MOST 6            /* by which a move of fractions may be multiplied */
#define CHOICES_AT_MOST 10         /* of moves that mend one fault */
#define FAULTS_AT_MOST 24          /* that are worth to be mended */

static void *room(integi_moves *self, int64_t count, size_t size)
{
    return integi_arena_allocate(&self->arena, (size_t)(count + 1) * size);
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static bool open_moves(integi_moves *self)
{
    int64_t atoms = smaller(INTEGI_NEIGHBOURS_AT_MOST, self->world->cells->atoms);
    for (int64_t i = 0; i < atoms; i++) {
        self->moves[i].atoms = room(self, atoms, sizeof *self->moves[i].atoms);
        self->moves[i].changes = room(self, atoms, sizeof *self->moves[i].changes);
        if (self->moves[i].atoms == NULL || self->moves[i].changes == NULL)
            return false;
    }
    return true;
}

bool integi_moves_init(integi_moves *self, integi_alternative *world, const int64_t *places, const int64_t *weights)
{
    *self = (integi_moves){.world = world, .weights = weights};
    integi_arena_init(&self->arena, world->cells->context);
    int64_t atoms = smaller(INTEGI_NEIGHBOURS_AT_MOST, world->cells->atoms);
    int64_t rows = smaller(ROWS_AT_MOST, world->cells->members.count);
    self->counts = room(self, atoms, sizeof *self->counts);
    self->sides = room(self, rows, sizeof *self->sides);
    self->starts = room(self, rows + 1, sizeof *self->starts);
    self->own = room(self, atoms, sizeof *self->own);
    self->moves = room(self, atoms, sizeof *self->moves);
    self->open = room(self, world->cells->members.count, sizeof *self->open);
    self->opened = room(self, world->cells->members.count, sizeof *self->opened);
    return integi_neighbourhood_init(&self->near, world, places) && self->counts != NULL &&
           self->sides != NULL && self->starts != NULL && self->own != NULL && self->moves != NULL &&
           self->open != NULL && self->opened != NULL && open_moves(self);
}

void integi_moves_free(integi_moves *self)
{
    integi_kernel_free(&self->kernel);
    integi_release(self->arena.context, self->items, self->item_room * sizeof *self->items);
    integi_neighbourhood_free(&self->near);
    integi_arena_free(&self->arena);
}

static bool is_shown(const integi_moves *self, int64_t cell)
{
    return integi_neighbourhood_has_shown(&self->near, cell);
}

static bool has_atom(const integi_moves *self, int64_t cell, int64_t atom)
{
    const integi_lists *members = &self->world->cells->members;
    int64_t low = members->starts[cell], high = members->starts[cell + 1];
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (members->items[middle] < atom)
            low = middle + 1;
        else
            high = middle;
    }
    return low < members->starts[cell + 1] && members->items[low] == atom;
}

/* Cells that have the same atoms of the neighbourhood are one row, and the first of them stands for it. */
static void choose_sides(integi_moves *self)
{
    for (int64_t i = 0; i < self->near.row_count; i++)
        self->sides[i] = -1;
    for (int64_t i = 0; i < self->near.touched_count; i++) {
        int64_t cell = self->near.touched[i], *side = &self->sides[self->near.row[cell]];
        *side = *side < 0 ? cell : *side;
    }
}

static bool make_item_room(integi_moves *self, size_t count)
{
    if (count < self->item_room)
        return true;
    integi_release(self->arena.context, self->items, self->item_room * sizeof *self->items);
    self->items = integi_allocate_array(self->arena.context, 2 * count + 1, sizeof *self->items);
    self->item_room = self->items == NULL ? 0 : 2 * count + 1;
    return self->items != NULL;
}

/* Lists the atoms of every row, by their number in the neighbourhood. False: no memory. */
static bool list_rows(integi_moves *self)
{
    const integi_alternative *world = self->world;
    memset(self->starts, 0, (size_t)(self->near.row_count + 2) * sizeof *self->starts);
    for (int turn = 0; turn < 2; turn++) {
        for (int64_t i = 0; i < self->near.count; i++) {
            int64_t atom = self->near.atoms[i];
            for (int64_t at = world->around[atom]; at < world->around[atom + 1]; at++) {
                int64_t cell = world->around_items[at];
                if (!is_shown(self, cell) || self->sides[self->near.row[cell]] != cell)
                    continue;
                if (turn == 0)
                    self->starts[self->near.row[cell] + 2]++;
                else
                    self->items[self->starts[self->near.row[cell] + 1]++] = i;
            }
        }
        for (int64_t row = 0; row < self->near.row_count && turn == 0; row++)
            self->starts[row + 2] += self->starts[row + 1];
        if (!make_item_room(self, (size_t)self->starts[self->near.row_count + 1]))
            return false;
    }
    return true;
}

/* Begins an elimination among the atoms of the neighbourhood, in which the cell is watched. False: no memory. */
static bool load(integi_moves *self, int64_t cell)
{
    int64_t count = 0;
    choose_sides(self);
    for (int64_t i = 0; i < self->near.count; i++) {
        self->counts[i] = self->world->counts[self->near.atoms[i]];
        if (has_atom(self, cell, self->near.atoms[i]))
            self->own[count++] = i;
    }
    integi_kernel_free(&self->kernel);
    return list_rows(self) &&
           integi_kernel_init(&self->kernel, self->arena.context, self->counts, self->near.count,
                              smaller(self->near.count, self->near.row_count), 1) &&
           integi_kernel_watch(&self->kernel, self->own, NULL, count);
}

/* TELLS: with the row the cell would follow, and it was not added. */
static integi_kernel_result add_row(integi_moves *self, int64_t row, bool forced)
{
    integi_kernel_result result =
        integi_kernel_add(&self->kernel, self->items + self->starts[row], NULL,
                          self->starts[row + 1] - self->starts[row], forced);
    self->failed = self->failed || result == INTEGI_KERNEL_NO_MEMORY;
    return result;
}

/* Puts an atom into a move, at its place in their order. */
static void put(integi_move *move, int64_t number, int64_t change)
{
    int64_t at = move->length++;
    for (; at > 0 && move->atoms[at - 1] > number; at--) {
        move->atoms[at] = move->atoms[at - 1];
        move->changes[at] = move->changes[at - 1];
    }
    move->atoms[at] = number;
    move->changes[at] = change;
}

/* A fraction modulo the prime is a small number when it is multiplied by its denominator. */
static bool read_move(const integi_moves *self, int64_t free_atom, int64_t length, int64_t scale, integi_move *move)
{
    move->length = 0;
    put(move, free_atom, scale);
    for (int64_t i = 0; i < length; i++) {
        uint64_t number = (uint64_t)(INTEGI_KERNEL_PRIME - self->kernel.column[i].number) * (uint64_t)scale;
        int64_t change = integi_kernel_lift((uint32_t)(number % INTEGI_KERNEL_PRIME));
        if (change > CHANGE_AT_MOST || change < -CHANGE_AT_MOST)
            return false;
        put(move, self->kernel.pivots[self->kernel.column[i].row], change);
    }
    for (int64_t i = 0; i < move->length; i++)
        move->atoms[i] = self->near.atoms[move->atoms[i]];
    return true;
}

/* Every atom that is no pivot can be given one more; the pivots make up for it. */
static void list_moves(integi_moves *self)
{
    self->move_count = 0;
    for (int64_t i = 0; i < self->near.count; i++) {
        bool read = self->kernel.row_of[i] >= 0;
        int64_t length = read ? 0 : integi_kernel_read_column(&self->kernel, i);
        for (int64_t scale = 1; scale <= SCALE_AT_MOST && !read; scale++)
            if (read_move(self, i, length, scale, &self->moves[self->move_count])) {
                self->move_count++;
                read = true;
            }
    }
}

/* Large neighbourhoods are looked at as long as there are not too many of them. */
static bool is_worth_it(integi_moves *self)
{
    int64_t count = self->near.count;
    if (count <= SMALL)
        return true;
    self->spent += count * count * self->near.row_count / 2;
    return self->spent <= SPENT_AT_MOST;
}

static bool look(integi_moves *self, int64_t cell, int64_t atoms, bool beyond)
{
    self->move_count = self->open_count = 0;
    if (atoms > SMALL && self->spent > SPENT_AT_MOST)
        return false;
    integi_neighbourhood_collect(&self->near, cell, atoms, beyond);
    if (self->near.row_count > ROWS_AT_MOST || !is_worth_it(self))
        return false;
    self->failed = !load(self, cell);
    return !self->failed;
}

void integi_moves_look(integi_moves *self, int64_t cell, int64_t atoms)
{
    if (!look(self, cell, atoms, false))
        return;
    for (int64_t i = 0; i < self->near.row_count && self->kernel.row_count < self->near.count && !self->failed; i++)
        add_row(self, self->near.sorted[i], true);
    if (!self->failed)
        list_moves(self);
}

/* What must stay shown has been added before. */
static void consider_row(integi_moves *self, int64_t row, bool leave)
{
    self->opened[row] = leave || add_row(self, row, self->near.firsts[row] < 0) == INTEGI_KERNEL_TELLS;
}

void integi_moves_look_beyond(integi_moves *self, int64_t cell, int64_t atoms, int64_t rows)
{
    if (!look(self, cell, atoms, true))
        return;
    for (int64_t i = 0; i < self->near.row_count && !self->failed; i++) {
        int64_t row = self->near.sorted[i];
        consider_row(self, row, self->near.firsts[row] >= 0 && i >= self->near.row_count - rows);
    }
    if (self->failed)
        return;
    list_moves(self);
    for (int64_t i = 0; i < self->near.touched_count; i++)
        if (self->opened[self->near.row[self->near.touched[i]]])
            self->open[self->open_count++] = self->near.touched[i];
}

static int64_t change_of_cell(const integi_moves *self, const integi_move *move, int64_t cell)
{
    int64_t change = 0;
    for (int64_t i = 0; i < move->length; i++)
        if (has_atom(self, cell, move->atoms[i]))
            change += move->changes[i];
    return change;
}

static int64_t faults(const integi_moves *self)
{
    return self->world->broken.count + self->world->low.count;
}

/* In which direction a move mends the first fault: 1, -1, or 0 when it has nothing to do with it. */
static int64_t mends(const integi_moves *self, const integi_move *move)
{
    const integi_alternative *world = self->world;
    if (world->low.count > 0) {
        for (int64_t i = 0; i < move->length; i++)
            if (move->atoms[i] == world->low.list[0])
                return move->changes[i] > 0 ? 1 : -1;
        return 0;
    }
    int64_t cell = world->broken.list[0];
    int64_t change = change_of_cell(self, move, cell);
    int64_t wanted = world->values[cell] < world->limits[cell].lower ? 1 : -1;
    return change == 0 ? 0 : change * wanted > 0 ? 1 : -1;
}

static bool can_go_on(const integi_moves *self)
{
    return self->world->work < self->limit;
}

typedef struct choice {
    int64_t move;
    int64_t times;
    int64_t faults;
} choice;

/* The moves that mend the first fault, those first that leave fewest; of equal ones the first. */
static int64_t find_choices(integi_moves *self, choice *choices)
{
    int64_t found = 0;
    for (int64_t i = 0; i < self->move_count && can_go_on(self); i++) {
        int64_t times = mends(self, &self->moves[i]);
        if (times == 0)
            continue;
        integi_alternative_apply(self->world, &self->moves[i], times);
        int64_t left = faults(self);
        integi_alternative_apply(self->world, &self->moves[i], -times);
        if (left > FAULTS_AT_MOST || (found == CHOICES_AT_MOST && left >= choices[found - 1].faults))
            continue;
        int64_t at = found < CHOICES_AT_MOST ? found++ : found - 1;
        for (; at > 0 && choices[at - 1].faults > left; at--)
            choices[at] = choices[at - 1];
        choices[at] = (choice){i, times, left};
    }
    return found;
}

static bool is_found(const integi_moves *self, int64_t cell)
{
    return faults(self) == 0 && self->world->values[cell] != self->world->truth[cell] &&
           integi_alternative_repeat(self->world, 1) > 0;
}

static bool mend(integi_moves *self, int64_t cell, int depth)
{
    if (faults(self) == 0)
        return is_found(self, cell);
    if (depth == 0 || faults(self) > FAULTS_AT_MOST)
        return false;
    choice choices[CHOICES_AT_MOST];
    int64_t count = find_choices(self, choices);
    for (int64_t i = 0; i < count && can_go_on(self); i++) {
        integi_alternative_apply(self->world, &self->moves[choices[i].move], choices[i].times);
        if (mend(self, cell, depth - 1))
            return true;
        integi_alternative_apply(self->world, &self->moves[choices[i].move], -choices[i].times);
    }
    return false;
}

int64_t integi_moves_cost(const integi_moves *self)
{
    int64_t cost = 0;
    for (int64_t i = 0; i < self->open_count; i++)
        if (self->world->values[self->open[i]] != self->world->truth[self->open[i]])
            cost += self->weights[self->open[i]];
    return cost;
}

/* The single move that costs least. */
static bool find_single(integi_moves *self, int64_t cell)
{
    int64_t best = -1, best_sign = 0, least = 0;
    for (int64_t i = 0; i < self->move_count && can_go_on(self); i++) {
        int64_t change = change_of_cell(self, &self->moves[i], cell);
        for (int64_t sign = change > 0 ? 1 : -1, turn = 0; change != 0 && turn < 2; turn++, sign = -sign) {
            if (!integi_alternative_keeps_floors(self->world, &self->moves[i], sign))
                continue;
            integi_alternative_apply(self->world, &self->moves[i], sign);
            int64_t cost = is_found(self, cell) ? integi_moves_cost(self) : -1;
            integi_alternative_apply(self->world, &self->moves[i], -sign);
            if (cost < 0 || (best >= 0 && cost >= least))
                continue;
            best = i;
            best_sign = sign;
            least = cost;
            if (cost == 0)
                i = self->move_count;
        }
    }
    if (best >= 0)
        integi_alternative_apply(self->world, &self->moves[best], best_sign);
    return best >= 0;
}

static bool find_sum(integi_moves *self, int64_t cell, int depth)
{
    for (int64_t i = 0; i < self->move_count && can_go_on(self); i++) {
        int64_t change = change_of_cell(self, &self->moves[i], cell);
        for (int64_t sign = change > 0 ? 1 : -1, turn = 0; change != 0 && turn < 2; turn++, sign = -sign) {
            integi_alternative_apply(self->world, &self->moves[i], sign);
            if (mend(self, cell, depth))
                return true;
            integi_alternative_apply(self->world, &self->moves[i], -sign);
        }
    }
    return false;
}

bool integi_moves_find(integi_moves *self, int64_t cell, int64_t work)
{
    self->limit = self->world->work + work;
    return find_single(self, cell) || find_sum(self, cell, 1) || find_sum(self, cell, 3) || find_sum(self, cell, 5);
}
