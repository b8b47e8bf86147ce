/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_RELEASE_TOWN_H
#define TEST_RELEASE_TOWN_H

/* Towns of a few people, what was said of them, and whoever reads it: an attacker who goes through all counts of people
 * that would have been said in the same way. Who is in which figure is worked out here from the people themselves. */

#include "integration/release.h"

#include <stdbool.h>

#define TOWN_PEOPLE 40 /* ghosts included */
#define TOWN_SNAPSHOTS 3
#define TOWN_GHOSTS 7
#define TOWN_CONDITIONS 3
#define TOWN_FIGURES 320

enum { NO, YES, UNKNOWN_ANSWER };

/* citizen(id, a, b, c), where a, b and c may be unknown, and departure(who, reason), in three snapshots. */
typedef struct town {
    integ_context *context;
    integ_register *reg;
    integ_groups *groups; /* ga, gb, gc: those for whom a, b, c is true; gab: both a and b */
    int people;
    /* Behind the people come ghosts, whom there might have been: one for each choice of snapshots that somebody is in,
     * for whom nothing is true. Nobody can know that there is none but by being told. */
    int everybody;
    bool here[TOWN_SNAPSHOTS][TOWN_PEOPLE];
    int answers[TOWN_SNAPSHOTS][TOWN_PEOPLE][TOWN_CONDITIONS];
    int reasons[TOWN_SNAPSHOTS][TOWN_PEOPLE]; /* why somebody left since the snapshot before: 0, 1; -1 for none */
} town;

uint32_t town_next(uint64_t *state);
town town_new(int people, uint64_t seed);
void town_free(town *self);
/* The register and the groups alone, in a context that may run out of memory. */
integ_status town_register(const town *self, integ_context *context, integ_register **out, integ_error *error);
integ_status town_groups(integ_context *context, integ_groups **out, integ_error *error);

/* What was said, one figure after the other. */
typedef struct told {
    const town *of;
    int count;
    int64_t shown[TOWN_FIGURES];  /* -1: hidden */
    bool printed[TOWN_FIGURES];   /* where it is hidden, that it is not zero is known */
    bool people[TOWN_FIGURES][TOWN_PEOPLE];
} told;

int64_t told_truth(const told *self, int figure);

/* Adds a figure; who is in it is filled in afterwards. */
bool *told_add(told *self, int64_t shown, bool printed);
void told_add_total(told *self, int snapshot); /* how many are there, which everybody knows */
void told_add_count(told *self, int snapshot, const int64_t shown[3]); /* a AND b is true, unknown; all rows */
void told_add_funnel(told *self, int snapshot, const int *order, int conditions, const integ_attrition_figures *shown);
void told_add_overlap(told *self, int snapshot, const integ_overlap_figures *shown);
void told_add_following(told *self, int start, const integ_following *following,
                        const integ_following_figures *shown);

/* A small hidden figure that nobody can doubt; -1: there is none. What was not searched to the end in a bounded number
 * of steps is added to *given_up. */
int told_find_certain(const told *self, int64_t *given_up);
bool told_is_certain(const told *self, int figure, int64_t *given_up);

/* What is shown is true. Returns how many figures are hidden of those that are asked for. */
int told_check(const told *self);

#endif
