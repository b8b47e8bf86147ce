/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/moves.h"

#include <string.h>

#define ROWS_AT_MOST 4096
#define SMALL 160                  /* a neighbourhood of so few atoms is always looked at */
#define SPENT_AT_MOST INT64_C(1500000000) /* on others: a second or two */
#define PRIME UINT64_C(2147483647) /* 2^31 - 1 */
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
    self->basis = room(self, atoms * atoms, sizeof *self->basis);
    self->pivots = room(self, atoms, sizeof *self->pivots);
    self->row_of = room(self, atoms, sizeof *self->row_of);
    self->incidence = room(self, atoms * rows, sizeof *self->incidence);
    self->work = room(self, atoms, sizeof *self->work);
    self->target = room(self, atoms, sizeof *self->target);
    self->moves = room(self, atoms, sizeof *self->moves);
    self->open = room(self, world->cells->members.count, sizeof *self->open);
    self->opened = room(self, world->cells->members.count, sizeof *self->opened);
    return integi_neighbourhood_init(&self->near, world, places) && self->basis != NULL && self->pivots != NULL &&
           self->row_of != NULL && self->incidence != NULL && self->work != NULL && self->target != NULL &&
           self->moves != NULL && self->open != NULL && self->opened != NULL && open_moves(self);
}

void integi_moves_free(integi_moves *self)
{
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

static void load(integi_moves *self, int64_t cell)
{
    const integi_alternative *world = self->world;
    int64_t count = self->near.count;
    memset(self->incidence, 0, (size_t)(count * self->near.row_count));
    for (int64_t i = 0; i < count; i++) {
        int64_t atom = self->near.atoms[i];
        for (int64_t at = world->around[atom]; at < world->around[atom + 1]; at++)
            if (is_shown(self, world->around_items[at]))
                self->incidence[self->near.row[world->around_items[at]] * count + i] = 1;
        self->target[i] = has_atom(self, cell, atom);
        self->row_of[i] = -1;
    }
    self->rank = 0;
}

static uint64_t fold(uint64_t number)
{
    number = (number & PRIME) + (number >> 31);
    return number >= PRIME ? number - PRIME : number;
}

static uint64_t inverse(uint64_t number)
{
    uint64_t result = 1;
    for (uint64_t exponent = PRIME - 2; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1)
            result = result * number % PRIME;
        number = number * number % PRIME;
    }
    return result;
}

/* Takes so many times a row of the basis away. */
static void take_away(const integi_moves *self, uint64_t *numbers, uint64_t times, const uint32_t *row)
{
    uint64_t factor = PRIME - times;
    for (int64_t i = 0; i < self->near.count; i++)
        numbers[i] = fold(numbers[i] + factor * row[i]);
}

/* Frees the row at hand of the basis. A row without the pivot of another has 0 there, so that any order will do. */
static void reduce(integi_moves *self, int64_t row)
{
    int64_t count = self->near.count;
    const uint8_t *has = self->incidence + row * count;
    for (int64_t i = 0; i < count; i++)
        self->work[i] = has[i];
    for (int64_t k = 0; k < self->rank; k++)
        if (has[self->pivots[k]])
            take_away(self, self->work, 1, self->basis + k * count);
}

/* The atom from which most can be taken: moves then put one into an atom that has few, and take them from others. */
static int64_t choose_pivot(const integi_moves *self)
{
    int64_t best = -1;
    for (int64_t i = 0; i < self->near.count; i++)
        if (self->work[i] != 0 &&
            (best < 0 || self->world->counts[self->near.atoms[i]] > self->world->counts[self->near.atoms[best]]))
            best = i;
    return best;
}

/* Whether the row at hand tells what is left of the target. */
static bool tells(const integi_moves *self, int64_t pivot)
{
    if (self->target[pivot] == 0)
        return false;
    uint64_t own = self->work[pivot], other = self->target[pivot];
    for (int64_t i = 0; i < self->near.count; i++)
        if (self->work[i] * other % PRIME != self->target[i] * own % PRIME)
            return false;
    return true;
}

static void add_to_basis(integi_moves *self, int64_t pivot)
{
    int64_t count = self->near.count;
    uint64_t factor = inverse(self->work[pivot]);
    uint32_t *row = self->basis + self->rank * count;
    for (int64_t i = 0; i < count; i++)
        row[i] = (uint32_t)(self->work[i] * factor % PRIME);
    for (int64_t k = 0; k < self->rank; k++) {
        uint32_t *other = self->basis + k * count;
        uint64_t times = PRIME - other[pivot];
        for (int64_t i = 0; i < count && times != PRIME; i++)
            other[i] = (uint32_t)fold(other[i] + times * row[i]);
    }
    if (self->target[pivot] != 0)
        take_away(self, self->target, self->target[pivot], row);
    self->row_of[pivot] = self->rank;
    self->pivots[self->rank++] = pivot;
}

/* A fraction modulo the prime is a small number when it is multiplied by its denominator. */
static bool read_move(const integi_moves *self, int64_t free_atom, int64_t scale, integi_move *move)
{
    move->length = 0;
    for (int64_t i = 0; i < self->near.count; i++) {
        uint64_t number = i == free_atom ? 1 : 0;
        if (self->row_of[i] >= 0)
            number = (PRIME - self->basis[self->row_of[i] * self->near.count + free_atom]) % PRIME;
        number = number * (uint64_t)scale % PRIME;
        int64_t change = number > PRIME / 2 ? (int64_t)number - (int64_t)PRIME : (int64_t)number;
        if (change > CHANGE_AT_MOST || change < -CHANGE_AT_MOST)
            return false;
        if (change == 0)
            continue;
        move->atoms[move->length] = self->near.atoms[i];
        move->changes[move->length++] = change;
    }
    return true;
}

/* Every atom that is no pivot can be given one more; the pivots make up for it. */
static void list_moves(integi_moves *self)
{
    self->move_count = 0;
    for (int64_t i = 0; i < self->near.count; i++) {
        bool read = self->row_of[i] >= 0;
        for (int64_t scale = 1; scale <= SCALE_AT_MOST && !read; scale++)
            if (read_move(self, i, scale, &self->moves[self->move_count])) {
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
    load(self, cell);
    return true;
}

void integi_moves_look(integi_moves *self, int64_t cell, int64_t atoms)
{
    if (!look(self, cell, atoms, false))
        return;
    for (int64_t i = 0; i < self->near.row_count && self->rank < self->near.count; i++) {
        reduce(self, self->near.sorted[i]);
        int64_t pivot = choose_pivot(self);
        if (pivot >= 0)
            add_to_basis(self, pivot);
    }
    list_moves(self);
}

/* What must stay shown has been added before. */
static void consider_row(integi_moves *self, int64_t row, bool leave)
{
    self->opened[row] = leave;
    if (leave)
        return;
    reduce(self, row);
    int64_t pivot = choose_pivot(self);
    if (pivot < 0)
        return;
    self->opened[row] = self->near.firsts[row] >= 0 && tells(self, pivot);
    if (!self->opened[row])
        add_to_basis(self, pivot);
}

void integi_moves_look_beyond(integi_moves *self, int64_t cell, int64_t atoms, int64_t rows)
{
    if (!look(self, cell, atoms, true))
        return;
    for (int64_t i = 0; i < self->near.row_count; i++) {
        int64_t row = self->near.sorted[i];
        consider_row(self, row, self->near.firsts[row] >= 0 && i >= self->near.row_count - rows);
    }
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
