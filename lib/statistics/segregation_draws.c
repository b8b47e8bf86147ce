/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/segregation.h"

#include <stdlib.h>

/* Drawing all members anew, with replacement, to see how far a measure of small units is chance. Only sums, products
 * and comparisons are used, so that every machine draws the same. */

#define MEMBERS_MAXIMUM 1e9
#define DRAWS_MAXIMUM 100000

/* SplitMix64: Guy L. Steele, Doug Lea and Christine H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA
 * 2014. */
static uint64_t mixed(uint64_t bits)
{
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94D049BB133111EB);
    return bits ^ (bits >> 31);
}

static uint64_t next(uint64_t *state)
{
    *state += UINT64_C(0x9E3779B97F4A7C15);
    return mixed(*state);
}

/* 0 or more, below 1, in steps of 2^-53. */
static double next_share(uint64_t *state)
{
    return (double)(next(state) >> 11) / 9007199254740992.0;
}

/* A table in which every cell is drawn in one look: each of as many columns as there are cells belongs up to `own` to
 * its own cell and above to `other`. Source: Michael D. Vose, "A Linear Algorithm for Generating Random Numbers with a
 * Given Distribution", IEEE Transactions on Software Engineering 17 (1991). */
typedef struct lottery {
    int64_t cells;
    double *own;
    int64_t *other;
} lottery;

/* Columns that are too low are filled up from those that are too high; `waiting` has the low ones from the left and the
 * high ones from the right. */
static void fill_up(lottery *self, int64_t *waiting)
{
    int64_t low = 0, high = self->cells;
    for (int64_t i = 0; i < self->cells; i++)
        waiting[self->own[i] < 1 ? low++ : --high] = i;
    while (low > 0 && high < self->cells) {
        int64_t filled = waiting[--low], giver = waiting[high];
        self->other[filled] = giver;
        self->own[giver] -= 1 - self->own[filled];
        if (self->own[giver] < 1) {
            high++;
            waiting[low++] = giver;
        }
    }
    while (low > 0)
        self->own[waiting[--low]] = 1; /* what is left there is rounding */
}

static void lottery_free(lottery *self, integ_context *context)
{
    integi_release(context, self->own, (size_t)self->cells * sizeof *self->own);
    integi_release(context, self->other, (size_t)self->cells * sizeof *self->other);
}

static bool lottery_make(lottery *self, const integ_segregation *all)
{
    size_t cells = (size_t)(all->units * all->groups);
    int64_t *waiting = integi_allocate_array(all->context, cells, sizeof *waiting);
    *self = (lottery){.cells = (int64_t)cells};
    self->own = integi_allocate_array(all->context, cells, sizeof *self->own);
    self->other = integi_allocate_array(all->context, cells, sizeof *self->other);
    bool made = waiting != NULL && self->own != NULL && self->other != NULL;
    if (made) {
        for (size_t i = 0; i < cells; i++) {
            self->own[i] = all->counts[i] / all->total * (double)cells;
            self->other[i] = (int64_t)i;
        }
        fill_up(self, waiting);
    }
    integi_release(all->context, waiting, cells * sizeof *waiting);
    if (!made)
        lottery_free(self, all->context);
    return made;
}

/* As many members as there are, into cells that are cleared before. */
static void draw_members(const lottery *self, double members, uint64_t *state, double *counts)
{
    for (int64_t i = 0; i < self->cells; i++)
        counts[i] = 0;
    for (double drawn = 0; drawn < members; drawn++) {
        int64_t cell = (int64_t)(next_share(state) * (double)self->cells);
        counts[next_share(state) < self->own[cell] ? cell : self->other[cell]]++;
    }
}

static integ_status check_members(const integ_segregation *all, integ_error *error)
{
    for (int64_t i = 0; i < all->units * all->groups; i++)
        if (all->counts[i] != floor(all->counts[i]))
            return integi_out_of_range(error, "counts");
    return all->total <= MEMBERS_MAXIMUM ? INTEG_STATUS_OK : integi_out_of_range(error, "counts");
}

/* What a measure is in each draw; draws in which it does not exist are left out. */
typedef struct draws {
    const integ_segregation *all;
    int32_t measure;
    int64_t group, wanted, count;
    double *values;
} draws;

static integ_status measure_draw(draws *self, const double *counts, integ_error *error)
{
    integ_segregation *drawn;
    double value = 0;
    integ_status status = integ_segregation_new(self->all->context, counts, self->all->units, self->all->groups, &drawn,
                                                error);
    if (status != INTEG_STATUS_OK)
        return status;
    status = integ_segregation_measure(drawn, self->measure, self->group, &value, NULL);
    if (status == INTEG_STATUS_OK)
        self->values[self->count++] = value;
    integ_segregation_free(drawn);
    if (status == INTEG_STATUS_OUT_OF_MEMORY)
        return integi_out_of_memory(error);
    return INTEG_STATUS_OK;
}

static integ_status draw_all(draws *self, int64_t seed, integ_error *error)
{
    const integ_segregation *all = self->all;
    size_t cells = (size_t)(all->units * all->groups);
    double *counts = integi_allocate_array(all->context, cells, sizeof *counts);
    lottery cards;
    if (counts == NULL || !lottery_make(&cards, all)) {
        integi_release(all->context, counts, cells * sizeof *counts);
        return integi_out_of_memory(error);
    }
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < self->wanted; i++) {
        uint64_t state = mixed((uint64_t)seed) + mixed((uint64_t)i + 1);
        draw_members(&cards, all->total, &state, counts);
        status = measure_draw(self, counts, error);
        if (status == INTEG_STATUS_OK && !integi_progress(all->context, "bootstrap", i + 1, self->wanted))
            status = integi_cancelled(error);
    }
    lottery_free(&cards, all->context);
    integi_release(all->context, counts, cells * sizeof *counts);
    return status;
}

/* What the draws are off by, and how far they lie apart, is taken off on the other side of the estimate. */
static integ_status conclude(draws *self, double estimate, double confidence, double *corrected, double *lower,
                             double *upper, integ_error *error)
{
    double mean, low, high, tail = integi_tail(confidence);
    if (2 * self->count < self->wanted)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_few_draws);
    qsort(self->values, (size_t)self->count, sizeof *self->values, integi_by_size);
    integ_status status = integ_mean(self->values, self->count, &mean, error);
    if (status == INTEG_STATUS_OK)
        status = integ_quantile(self->values, NULL, self->count, tail, &low, error);
    if (status == INTEG_STATUS_OK)
        status = integ_quantile(self->values, NULL, self->count, 1 - tail, &high, error);
    if (status != INTEG_STATUS_OK)
        return status;
    *corrected = 2 * estimate - mean;
    *lower = 2 * estimate - high;
    *upper = 2 * estimate - low;
    return INTEG_STATUS_OK;
}

integ_status integ_segregation_bootstrap(const integ_segregation *segregation, int32_t measure, int64_t group,
                                         int64_t count, int64_t seed, double confidence, double *corrected,
                                         double *lower, double *upper, integ_error *error)
{
    if (corrected == NULL || lower == NULL || upper == NULL)
        return integi_invalid_argument(error, corrected == NULL ? "corrected" : lower == NULL ? "lower" : "upper");
    *corrected = *lower = *upper = 0;
    double estimate;
    integ_status status = integ_segregation_measure(segregation, measure, group, &estimate, error);
    if (status == INTEG_STATUS_OK)
        status = integi_check_confidence(confidence, error);
    if (status == INTEG_STATUS_OK && (count < 2 || count > DRAWS_MAXIMUM))
        status = integi_out_of_range(error, "count");
    if (status == INTEG_STATUS_OK)
        status = check_members(segregation, error);
    if (status != INTEG_STATUS_OK)
        return status;
    draws self = {.all = segregation, .measure = measure, .group = group, .wanted = count};
    self.values = integi_allocate_array(segregation->context, (size_t)count, sizeof *self.values);
    status = self.values == NULL ? integi_out_of_memory(error) : draw_all(&self, seed, error);
    if (status == INTEG_STATUS_OK)
        status = conclude(&self, estimate, confidence, corrected, lower, upper, error);
    integi_release(segregation->context, self.values, (size_t)count * sizeof *self.values);
    return status;
}
