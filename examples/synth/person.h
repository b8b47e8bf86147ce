/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef SYNTH_PERSON_H
#define SYNTH_PERSON_H

/* Who lives in the municipality, and when: birth, origin, arrival, moving in and out, and where in town. */

#include <integration.h>

#include "draw.h"

#define AREA_COUNT 12
#define HOUSING_AREA_COUNT 3 /* the first areas are the social housing areas */

enum origin { ORIGIN_UNKNOWN, ORIGIN_DANISH, ORIGIN_IMMIGRANT, ORIGIN_DESCENDANT };
enum region { REGION_UNKNOWN, REGION_DANISH, REGION_WESTERN, REGION_NON_WESTERN };
enum reason { REASON_NONE, REASON_WORK, REASON_STUDY, REASON_FAMILY, REASON_ASYLUM };

/* What the whole municipality is made from. */
typedef struct town {
    uint64_t seed;
    int64_t citizens; /* wanted in the last snapshot */
    int64_t people;   /* numbered 0 to people - 1; each lives there at some time or never */
    integ_date first;
    integ_date last;
} town;

typedef struct person {
    int64_t id;
    uint64_t key;
    integ_date birth;
    int32_t birth_year;
    int32_t birthday;   /* month * 32 + day */
    integ_date arrival; /* in the country; an immigrant's only */
    integ_date entry;   /* first day in the municipality */
    integ_date leave;   /* first day no longer there; INT32_MAX when not known to leave */
    integ_date moves;   /* the day of moving to second_area */
    int8_t origin;
    int8_t region;
    int8_t country; /* place in the list of countries; -1 unknown */
    int8_t reason;
    int8_t first_area;
    int8_t second_area;
    bool female;
} person;

typedef struct country {
    const char *code;
    const char *label;
    int8_t region;
    int8_t refuge; /* most come for asylum */
    int16_t weight;
} country;

typedef struct area {
    const char *code;
    const char *label;
} area;

extern const area areas[AREA_COUNT];
extern const country countries[];
extern const int32_t country_count;

/* Person `number` of a town. */
person person_of(const town *place, int64_t number);

/* Decides how many people there must be for exactly the wanted number to live there on the last date. */
void count_people(town *place);

bool lives_here(const person *who, integ_date day);
bool is_broad(const person *who); /* known not to be of Danish origin */
int32_t area_of(const person *who, integ_date day);
int32_t age_of(const person *who, integ_date day);
int32_t age_on(const person *who, int32_t year, int32_t month, int32_t day); /* the same, and much faster */
int32_t year_of(integ_date day);
integ_date day_in(int32_t year, int32_t month, int32_t day);

#endif
