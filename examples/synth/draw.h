/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef SYNTH_DRAW_H
#define SYNTH_DRAW_H

/* Chance without a state: every draw is a hash of the person, the purpose and the occasion. So any fact about
 * anybody can be worked out on its own, in any order, and nothing but 64-bit integer arithmetic decides: the same
 * seed gives the same bytes with every compiler on every machine. */

#include <stdbool.h>
#include <stdint.h>

/* What a draw is for. Changing a number changes every register, so new purposes are added last. */
enum purpose {
    FOR_BIRTH = 1,
    FOR_AGE_BAND,
    FOR_SEX,
    FOR_BROAD,
    FOR_UNKNOWN_ORIGIN,
    FOR_DESCENDANT,
    FOR_REGION,
    FOR_COUNTRY,
    FOR_REASON,
    FOR_ARRIVAL,
    FOR_ENTRY,
    FOR_EXIT,
    FOR_AREA,
    FOR_MOVE,
    FOR_WORK,
    FOR_STUDY,
    FOR_UNKNOWN_WORK,
    FOR_OUTSIDE,
    FOR_BENEFIT,
    FOR_INCOME,
    FOR_ACTIVATION,
    FOR_SPELL,
    FOR_COMPANY,
    FOR_CONTRACT,
    FOR_ASSESSMENT,
    FOR_LANGUAGE,
    FOR_RESULT,
    FOR_INSTITUTION,
    FOR_CLUB,
    FOR_UNKNOWN_CLUB,
    FOR_CLUB_KIND,
    FOR_SPORTS_BOARD,
    FOR_SCHOOL_BOARD,
    FOR_GUIDE
};

/* The key of person `number` in the municipality that `seed` makes. */
uint64_t person_key(uint64_t seed, uint64_t number);

/* 64 even bits for this person, purpose and occasion (a year, a place in a series; 0 where there is one). */
uint64_t draw(uint64_t key, int purpose, int32_t occasion);

/* An even draw from 0 to bound - 1; `bound` is at least 1. */
int32_t draw_below(uint64_t key, int purpose, int32_t occasion, int32_t bound);

/* From 0 to bound - 1, small numbers much likelier than large ones. */
int32_t draw_low(uint64_t key, int purpose, int32_t occasion, int32_t bound);

/* True `in_10000` times of ten thousand. */
bool chance(uint64_t key, int purpose, int32_t occasion, int32_t in_10000);

/* An even number from 0 to 9999 that a person mostly keeps: on `kept_in_10000` of the occasions it is the same.
 * This makes people stay in work or in a club from one year to the next while the shares follow the trend. */
int32_t steady(uint64_t key, int purpose, int32_t occasion, int32_t kept_in_10000);

/* The place that a draw falls in when place i has the share weights[i] of them all. */
int32_t draw_weighted(uint64_t key, int purpose, int32_t occasion, const int16_t *weights, int32_t count);

#define TREND_YEARS 6
#define TREND_START 2014

/* A share by year: the values are those of 2014 to 2019, before and after them the nearest one holds. */
typedef struct trend {
    int16_t in_10000[TREND_YEARS];
} trend;

int32_t trend_in(const trend *line, int32_t year);

#endif
