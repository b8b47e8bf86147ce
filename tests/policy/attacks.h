/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_POLICY_ATTACKS_H
#define TEST_POLICY_ATTACKS_H

/* A small town, random policies for it, and an attack on what was published. */

#include "policy/results.h"

#define TOWN_PEOPLE 200
#define TOWN_YEARS 2
#define TOWN_GROUPS 6
#define ATTACK_CELLS 2000

typedef struct town {
    int people;
    bool here[TOWN_YEARS][TOWN_PEOPLE];
    int64_t area[TOWN_YEARS][TOWN_PEOPLE], sex[TOWN_YEARS][TOWN_PEOPLE], age[TOWN_YEARS][TOWN_PEOPLE];
    int work[TOWN_YEARS][TOWN_PEOPLE]; /* -1: unknown */
} town;

typedef struct rule {
    int within;   /* -1: nothing; likewise below */
    int area;     /* not this one */
    int sex;
    int64_t from, to; /* age */
} rule;

typedef struct plan {
    int groups;
    rule group[TOWN_GROUPS];
    int by[TOWN_GROUPS];     /* 0: nothing; 1: area; 2: sex and area */
    bool count[TOWN_GROUPS]; /* instead of the share who work */
    bool made[TOWN_GROUPS];  /* a value made of units or bands, with the counts of that share */
} plan;

typedef struct said {
    int64_t count;
    bool shown, sensitive;
    bool everybody; /* who is there, of whom everybody knows how many they are, whatever is published */
    bool members[TOWN_PEOPLE];
} said;

typedef struct attack {
    int people, count;
    bool rule; /* nothing was hidden yet: the rule for single figures is applied here */
    said cells[ATTACK_CELLS];
} attack;

typedef struct findings {
    int shown, hidden;
    int recovered;   /* small counts that were hidden */
    int differences; /* of few people */
    int few;         /* smallest groups of few people that can be counted */
} findings;

void town_make(town *self, uint64_t seed, int people);
integ_register *town_register(const town *self, integ_context *context);
void plan_draw(plan *self, uint64_t seed);
void plan_write(const plan *self, char *text, size_t size);
void attack_begin(attack *self, bool rule);
void attack_note(attack *self, const plan *policy, const town *people, const integ_results *results);
findings attack_run(const attack *self);

#endif
