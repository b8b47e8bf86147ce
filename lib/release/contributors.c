/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/contributors.h"

#include "base/arena.h"
#include "base/message.h"
#include "integration/statistics.h"
#include "release/contributors_people.h"
#include "tally/dimensions.h"

#include <math.h>
#include <string.h>

#define CONFIDENCE 0.95

/* How many of each group are in every unit; of a share, those who meet the condition and the others. */
typedef struct table {
    const integ_disclosure *rule;
    const integ_indicator *indicator;
    double *counts;           /* units × groups */
    double *events, *people;  /* of a rate; scratch */
    const char **names;       /* of groups in a column */
    bool *small;              /* units that the rule would hide something of */
    bool *few;                /* units × groups: for the people whose rows they are */
    integi_unit_place *places; /* of cells */
    int64_t units, groups;
    double number, lower, upper; /* of the counts at hand */
} table;

static double *count_at(const table *self, int64_t unit, int64_t group)
{
    return &self->counts[unit * self->groups + group];
}

/* ---- what it is made of ---- */

static const char *label(const integi_contributors *from, int64_t cell, int64_t dimension)
{
    return integ_tally_label(from->tally, from->query, cell, from->depth + dimension);
}

static int64_t group_number(table *self, const char *name)
{
    for (int64_t i = 0; i < self->groups; i++)
        if (strcmp(self->names[i], name) == 0)
            return i;
    self->names[self->groups] = name;
    return self->groups++;
}

/* A band has its own place, since weights belong to it. */
static int64_t place_of(table *self, const integi_contributors *from, int64_t cell)
{
    if (self->indicator->kind != INTEG_INDICATOR_STANDARDISED_RATE)
        return self->units++;
    return integi_tally_band(from->tally, from->query, cell);
}

static void fill_shares(table *self, const integi_contributors *from)
{
    self->groups = 2;
    if (self->indicator->kind == INTEG_INDICATOR_STANDARDISED_RATE)
        self->units = self->indicator->strata->items[0].edge_count + 1;
    for (int64_t i = from->first; i < from->end; i++) {
        const integi_cell *cell = integi_tally_cell(from->tally, from->query, i);
        if (label(from, i, 0) == NULL)
            continue;
        int64_t unit = place_of(self, from, i);
        self->places[i - from->first] = (integi_unit_place){unit, INTEGI_GROUP_BY_CONDITION};
        *count_at(self, unit, 0) = (double)cell->truth;
        *count_at(self, unit, 1) = (double)(cell->known - cell->truth);
    }
}

/* Cells of a unit stand together. */
static void fill_groups(table *self, const integi_contributors *from)
{
    const char *last = NULL;
    for (int64_t i = from->first; i < from->end; i++)
        if (label(from, i, 0) != NULL && label(from, i, 1) != NULL)
            group_number(self, label(from, i, 1));
    for (int64_t i = from->first; i < from->end; i++) {
        if (label(from, i, 0) == NULL || label(from, i, 1) == NULL)
            continue;
        self->units += last == NULL || strcmp(last, label(from, i, 0)) != 0;
        last = label(from, i, 0);
        int64_t group = group_number(self, label(from, i, 1));
        *count_at(self, self->units - 1, group) += (double)integi_tally_cell(from->tally, from->query, i)->rows;
        self->places[i - from->first] = (integi_unit_place){self->units - 1, group};
    }
}

static bool is_small_cell(const table *self, int64_t unit, int64_t group)
{
    int64_t count = (int64_t)*count_at(self, unit, group), all = 0;
    for (int64_t i = 0; i < self->groups; i++)
        all += (int64_t)*count_at(self, unit, i);
    return all > 0 && (self->few[unit * self->groups + group] ||
                       integ_disclosure_hides_share(self->rule, count, all) != 0);
}

static int64_t find_small(table *self)
{
    int64_t found = 0;
    for (int64_t unit = 0; unit < self->units; unit++) {
        for (int64_t group = 0; group < self->groups; group++)
            self->small[unit] = self->small[unit] || is_small_cell(self, unit, group);
        found += self->small[unit];
    }
    return found;
}

/* ---- its number ---- */

static integ_status compute_rate(table *self)
{
    const integ_indicator *indicator = self->indicator;
    for (int64_t i = 0; i < self->units; i++) {
        self->events[i] = *count_at(self, i, 0);
        self->people[i] = self->events[i] + *count_at(self, i, 1);
    }
    return integ_direct_standardised_rate(self->events, 1, self->people, indicator->weights, self->units,
                                          (double)indicator->per, CONFIDENCE, &self->number, &self->lower, &self->upper,
                                          NULL);
}

static integ_status compute_segregation(table *self)
{
    const integ_indicator *indicator = self->indicator;
    integ_segregation *segregation;
    int32_t wanted = indicator->segregation;
    if (indicator->group_column != NULL && wanted == INTEG_SEGREGATION_DISSIMILARITY)
        wanted = INTEG_SEGREGATION_MULTIGROUP_DISSIMILARITY;
    integ_status status =
        integ_segregation_new(indicator->context, self->counts, self->units, self->groups, &segregation, NULL);
    if (status == INTEG_STATUS_OK)
        status = integ_segregation_measure(segregation, wanted, 0, &self->number, NULL);
    integ_segregation_free(segregation);
    return status;
}

static integ_status compute(table *self)
{
    return self->indicator->kind == INTEG_INDICATOR_STANDARDISED_RATE ? compute_rate(self) : compute_segregation(self);
}

/* To three significant digits. A quotient of whole numbers is the number nearest to its decimal form. */
static double rounded(double number)
{
    double size = number < 0 ? -number : number, up = 1, down = 1;
    if (size < 1e-12 || size > 1e12)
        return size < 1e-12 ? 0 : number;
    while (size * up / down < 100)
        up *= 10;
    while (size * up / down >= 1000)
        down *= 10;
    return floor(number * up / down + 0.5) * down / up;
}

/* ---- another one of the same number ---- */

typedef struct wanted {
    bool of_other_side, limits; /* whether limits are said too */
    double own;                 /* this side's number */
    const integi_value *value;
} wanted;

/* What would be said, had this side another number. */
static double said_of(const wanted *as, double number)
{
    double value = as->value->number, change = number - as->own;
    if (!as->value->compared && !as->value->with_published)
        return number;
    if (!as->value->divided)
        return as->of_other_side ? value - change : value + change;
    return as->of_other_side ? value * as->own / number : value * number / as->own;
}

static bool is_said_alike(table *self, const wanted *as, integ_status *status)
{
    *status = compute(self);
    if (*status != INTEG_STATUS_OK || rounded(said_of(as, self->number)) != rounded(as->value->number))
        return false;
    return !as->limits || (rounded(self->lower) == rounded(as->value->lower) &&
                           rounded(self->upper) == rounded(as->value->upper));
}

/* One of a group in a unit changes places with one of another group in another unit. */
static void swap(table *self, const int64_t units[2], const int64_t groups[2], double count)
{
    *count_at(self, units[0], groups[0]) -= count;
    *count_at(self, units[0], groups[1]) += count;
    *count_at(self, units[1], groups[0]) += count;
    *count_at(self, units[1], groups[1]) -= count;
}

static bool can_swap(const table *self, const int64_t units[2], const int64_t groups[2])
{
    return *count_at(self, units[0], groups[0]) >= 1 && *count_at(self, units[1], groups[1]) >= 1;
}

static bool is_alike_swapped(table *self, const wanted *as, const int64_t units[2], const int64_t groups[2],
                             integ_status *status)
{
    if (!can_swap(self, units, groups))
        return false;
    swap(self, units, groups, 1);
    bool alike = is_said_alike(self, as, status);
    swap(self, units, groups, -1);
    return alike;
}

/* Whether a small cell could have another count, with that of other small units. */
static bool is_open(table *self, const wanted *as, int64_t unit, int64_t group, integ_status *status)
{
    for (int64_t other = 0; other < self->units; other++)
        for (int64_t instead = 0; instead < self->groups && self->small[other] && other != unit; instead++) {
            const int64_t units[] = {unit, other}, there[] = {group, instead}, back[] = {instead, group};
            if (instead == group)
                continue;
            if (is_alike_swapped(self, as, units, there, status) || is_alike_swapped(self, as, units, back, status))
                return true;
            if (*status == INTEG_STATUS_OUT_OF_MEMORY)
                return false;
        }
    return false;
}

static bool are_open(table *self, const wanted *as, integ_status *status)
{
    for (int64_t unit = 0; unit < self->units; unit++)
        for (int64_t group = 0; group < self->groups && self->small[unit]; group++)
            if (is_small_cell(self, unit, group) && !is_open(self, as, unit, group, status))
                return false;
    return true;
}

/* ---- the value ---- */

static bool is_alone(const integi_value *value)
{
    return !value->compared && !value->with_published;
}

/* *small: whether there are small units, so that the value has to be rounded. */
static integ_status protect_side(table *self, bool of_other_side, integi_value *value, bool *small)
{
    if (find_small(self) == 0)
        return INTEG_STATUS_OK;
    *small = true;
    integ_status status = compute(self);
    wanted as = {of_other_side, value->has_interval && is_alone(value), self->number, value};
    value->of_hidden = value->of_hidden || status != INTEG_STATUS_OK || !are_open(self, &as, &status);
    return status == INTEG_STATUS_OUT_OF_MEMORY ? status : INTEG_STATUS_OK;
}

static bool open_table(table *self, integi_arena *arena, const integi_contributors *from, size_t *count_size)
{
    bool of_rate = self->indicator->kind == INTEG_INDICATOR_STANDARDISED_RATE;
    bool by_column = !of_rate && self->indicator->group_column != NULL;
    size_t cells = (size_t)(from->end - from->first) + 1;
    size_t units = of_rate ? (size_t)self->indicator->strata->items[0].edge_count + 2 : cells;
    self->names = integi_arena_allocate(arena, cells * sizeof *self->names);
    self->places = integi_arena_allocate(arena, cells * sizeof *self->places);
    self->small = integi_arena_allocate(arena, units);
    self->events = integi_arena_allocate(arena, units * sizeof *self->events);
    self->people = integi_arena_allocate(arena, units * sizeof *self->people);
    if (self->names == NULL || self->places == NULL || self->small == NULL || self->events == NULL ||
        self->people == NULL)
        return false;
    for (size_t i = 0; i < cells; i++)
        self->places[i].unit = -1;
    for (int64_t i = from->first; i < from->end && by_column; i++)
        if (label(from, i, 0) != NULL && label(from, i, 1) != NULL)
            group_number(self, label(from, i, 1));
    size_t places = units * (by_column ? (size_t)self->groups : 2) + 1;
    *count_size = places * sizeof *self->counts;
    self->counts = integi_arena_allocate(arena, *count_size);
    self->few = integi_arena_allocate(arena, places);
    if (self->counts == NULL || self->few == NULL)
        return false;
    (by_column ? fill_groups : fill_shares)(self, from);
    return integi_contributors_find_few(self->rule, self->indicator->context, from, self->places, self->units,
                                        self->groups, self->few);
}

static integ_status look_at_side(const integ_disclosure *rule, const integ_indicator *indicator,
                                 const integi_contributors *from, bool of_other_side, integi_value *value, bool *small)
{
    integi_arena arena;
    table self = {.rule = rule, .indicator = indicator};
    size_t count_size = 0;
    integi_arena_init(&arena, indicator->context);
    integ_status status = open_table(&self, &arena, from, &count_size)
                              ? protect_side(&self, of_other_side, value, small)
                              : INTEG_STATUS_OUT_OF_MEMORY;
    if (self.counts != NULL)
        integi_wipe(self.counts, count_size);
    integi_arena_free(&arena);
    return status;
}

/* Of a comparison the limits were not looked at, and so they are not said. */
static void round_value(integi_value *value)
{
    value->has_interval = value->has_interval && is_alone(value);
    value->rounded = true;
    value->number = rounded(value->number);
    value->lower = value->has_interval ? rounded(value->lower) : 0;
    value->upper = value->has_interval ? rounded(value->upper) : 0;
    if (!integi_fraction_from_number(value->number, &value->exact))
        value->of_hidden = true;
}

integ_status integi_contributors_protect(const integ_disclosure *rule, const integ_indicator *indicator,
                                         const integi_contributors *own, const integi_contributors *other,
                                         integi_value *value, integ_error *error)
{
    const integi_contributors *sides[] = {own, other};
    integ_status status = INTEG_STATUS_OK;
    bool small = false;
    if ((indicator->kind != INTEG_INDICATOR_STANDARDISED_RATE && indicator->kind != INTEG_INDICATOR_SEGREGATION) ||
        value->reason != INTEG_REASON_NONE)
        return status;
    for (int i = 0; i < 2 && status == INTEG_STATUS_OK; i++)
        if (sides[i] != NULL)
            status = look_at_side(rule, indicator, sides[i], i == 1, value, &small);
    if (small)
        round_value(value);
    return status == INTEG_STATUS_OK ? status : integi_out_of_memory(error);
}

integ_status integi_contributors_protect_whole(const integ_disclosure *rule, const integ_indicator *indicator,
                                               const integ_tally *tally, const integi_side *own,
                                               const integi_side *other, integi_value *value, integ_error *error)
{
    integi_contributors sides[] = {{.tally = tally, .query = own->query}, {.tally = tally, .query = other->query}};
    if (rule == NULL || own->query < 0)
        return INTEG_STATUS_OK;
    for (int i = 0; i < 2; i++)
        sides[i].end = sides[i].query < 0 ? 0 : integ_tally_cells(tally, sides[i].query);
    return integi_contributors_protect(rule, indicator, &sides[0], other->query < 0 ? NULL : &sides[1], value, error);
}

static integi_contributors contributors_of_cell(const integ_indicator *indicator, const integ_tally *tally,
                                                const integi_side *side, int64_t cell)
{
    integi_contributors found = {.tally = tally, .query = side->strata, .depth = integ_dimensions_count(indicator->by)};
    integi_strata_of_cell(tally, side, cell, &found.first, &found.end);
    return found;
}

integ_status integi_contributors_protect_cell(const integ_disclosure *rule, const integ_indicator *indicator,
                                              const integ_tally *tally, const integi_side *own, int64_t cell,
                                              const integi_side *other, int64_t other_cell, integi_value *value,
                                              integ_error *error)
{
    if (rule == NULL || own->strata < 0)
        return INTEG_STATUS_OK;
    integi_contributors own_side = contributors_of_cell(indicator, tally, own, cell), other_side = {0};
    if (other->strata >= 0 && other_cell >= 0)
        other_side = contributors_of_cell(indicator, tally, other, other_cell);
    return integi_contributors_protect(rule, indicator, &own_side,
                                       other->strata < 0 || other_cell < 0 ? NULL : &other_side, value, error);
}
