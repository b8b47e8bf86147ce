/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "person.h"

#define BAND_COUNT 8

/* Ages on the last date, in bands: where each begins, how large a part of all are in it, how many of ten
 * thousand leave within the window, and how many of ten thousand with foreign roots were born in the country. */
static const int32_t band_starts[BAND_COUNT + 1] = {0, 6, 16, 25, 40, 55, 65, 80, 100};
static const int16_t danish_weights[BAND_COUNT] = {64, 112, 105, 175, 195, 128, 160, 61};
static const int16_t broad_weights[BAND_COUNT] = {80, 125, 135, 310, 205, 82, 53, 10};
static const int16_t leaving[BAND_COUNT] = {1200, 1900, 4200, 3900, 2300, 2100, 3300, 6500};
static const int16_t descendants[BAND_COUNT] = {8500, 8000, 5800, 1400, 100, 0, 0, 0};

static const int16_t danish_area_weights[AREA_COUNT] = {25, 20, 15, 130, 120, 110, 100, 110, 90, 100, 90, 90};
static const int16_t western_area_weights[AREA_COUNT] = {60, 50, 40, 120, 120, 90, 80, 100, 80, 100, 80, 80};
static const int16_t non_western_area_weights[AREA_COUNT] = {175, 135, 110, 90, 80, 60, 50, 70, 60, 60, 55, 55};
static const int16_t later_area_weights[AREA_COUNT] = {90, 75, 60, 120, 100, 80, 70, 90, 80, 80, 80, 75};

int32_t year_of(integ_date day)
{
    int32_t year;
    integ_date_to_civil(day, &year, NULL, NULL);
    return year;
}

integ_date day_in(int32_t year, int32_t month, int32_t day)
{
    integ_date out = 0;
    integ_date_from_civil(year, month, day, &out, NULL);
    return out;
}

bool lives_here(const person *who, integ_date day)
{
    return who->birth <= day && who->entry <= day && day < who->leave;
}

bool is_broad(const person *who)
{
    return who->origin == ORIGIN_IMMIGRANT || who->origin == ORIGIN_DESCENDANT;
}

int32_t area_of(const person *who, integ_date day)
{
    return day < who->moves ? who->first_area : who->second_area;
}

int32_t age_of(const person *who, integ_date day)
{
    int32_t year, month, day_of_month;
    integ_date_to_civil(day, &year, &month, &day_of_month);
    return age_on(who, year, month, day_of_month);
}

int32_t age_on(const person *who, int32_t year, int32_t month, int32_t day)
{
    return year - who->birth_year - (month * 32 + day < who->birthday);
}

static integ_date later(integ_date one, integ_date other)
{
    return one > other ? one : other;
}

/* The days before the last date in which people move out: all snapshots and a little before them, at least ten
 * years. */
static int32_t window_of(const town *place)
{
    int32_t days = place->last - place->first + 365;
    return days > 3650 ? days : 3650;
}

static int32_t choose_band(person *who, const town *place, const int16_t *weights)
{
    int32_t band = draw_weighted(who->key, FOR_AGE_BAND, 0, weights, BAND_COUNT);
    int32_t youngest = band_starts[band] * 1461 / 4;
    int32_t oldest = band_starts[band + 1] * 1461 / 4;
    who->birth = place->last - youngest - draw_below(who->key, FOR_BIRTH, 0, oldest - youngest);
    return band;
}

static int32_t choose_country(const person *who)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < country_count; i++)
        sum += countries[i].region == who->region ? countries[i].weight : 0;
    int32_t rest = draw_below(who->key, FOR_COUNTRY, 0, sum);
    int32_t chosen = 0;
    for (int32_t i = 0; i < country_count && rest >= 0; i++) {
        if (countries[i].region == who->region) {
            rest -= countries[i].weight;
            chosen = i;
        }
    }
    return chosen;
}

static int8_t choose_reason(const person *who)
{
    static const int16_t western[] = {50, 14, 36, 0};
    static const int16_t distant[] = {24, 12, 60, 4};
    static const int16_t refuge[] = {4, 3, 33, 60};
    const int16_t *weights = who->region == REGION_WESTERN ? western
                             : countries[who->country].refuge ? refuge
                                                              : distant;
    return (int8_t)(REASON_WORK + draw_weighted(who->key, FOR_REASON, 0, weights, 4));
}

/* An immigrant's reason and day of arrival. Those from Syria come within three years, which shows in the trends. */
static void choose_arrival(person *who, const town *place)
{
    bool syrian = countries[who->country].code[0] == 'S' && countries[who->country].code[1] == 'Y';
    who->reason = choose_reason(who);
    if (syrian)
        who->arrival = later(who->birth, day_in(2014, 3, 1) + draw_below(who->key, FOR_ARRIVAL, 0, 1100));
    else
        who->arrival = place->last - (chance(who->key, FOR_ARRIVAL, 2, 6000)
                                          ? draw_below(who->key, FOR_ARRIVAL, 0, 15000)
                                          : draw_low(who->key, FOR_ARRIVAL, 0, 15000));
    if (who->arrival < who->birth)
        who->arrival = who->birth + draw_below(who->key, FOR_ARRIVAL, 1, place->last - who->birth + 1);
    bool child = who->arrival < who->birth + 18 * 365;
    if (child && (who->reason == REASON_WORK || who->reason == REASON_STUDY))
        who->reason = REASON_FAMILY;
}

static void choose_entry(person *who, const town *place)
{
    bool immigrant = who->origin == ORIGIN_IMMIGRANT;
    integ_date start = immigrant ? who->arrival : who->birth;
    who->entry = start;
    if (!chance(who->key, FOR_ENTRY, 0, 6200) && start < place->last)
        who->entry = later(start, place->last - draw_low(who->key, FOR_ENTRY, 1, 16000));
}

static void choose_leave(person *who, const town *place, int32_t band)
{
    who->leave = INT32_MAX;
    bool guest = who->reason == REASON_WORK || who->reason == REASON_STUDY;
    if (guest && chance(who->key, FOR_EXIT, 0, 6500))
        who->leave = who->entry + 365 + draw_below(who->key, FOR_EXIT, 1, 2600);
    else if (chance(who->key, FOR_EXIT, 2, leaving[band]))
        who->leave = place->last - draw_below(who->key, FOR_EXIT, 3, window_of(place));
}

static void choose_areas(person *who, const town *place)
{
    const int16_t *weights = who->region == REGION_NON_WESTERN ? non_western_area_weights
                             : who->region == REGION_WESTERN   ? western_area_weights
                                                               : danish_area_weights;
    who->first_area = (int8_t)draw_weighted(who->key, FOR_AREA, 0, weights, AREA_COUNT);
    who->second_area = who->first_area;
    who->moves = INT32_MAX;
    if (!chance(who->key, FOR_MOVE, 0, 3000))
        return;
    weights = who->region == REGION_NON_WESTERN ? later_area_weights : weights;
    who->second_area = (int8_t)draw_weighted(who->key, FOR_AREA, 1, weights, AREA_COUNT);
    who->moves = place->last - draw_below(who->key, FOR_MOVE, 1, window_of(place));
}

/* Sets origin, region and country, and returns the age band, which depends on them. */
static int32_t choose_origin(person *who, const town *place)
{
    who->country = -1;
    if (!chance(who->key, FOR_BROAD, 0, 1790)) {
        bool unknown = chance(who->key, FOR_UNKNOWN_ORIGIN, 0, 14);
        who->origin = unknown ? ORIGIN_UNKNOWN : ORIGIN_DANISH;
        who->region = unknown ? REGION_UNKNOWN : REGION_DANISH;
        who->country = unknown ? -1 : 0;
        return choose_band(who, place, danish_weights);
    }
    int32_t band = choose_band(who, place, broad_weights);
    bool descendant = chance(who->key, FOR_DESCENDANT, 0, descendants[band]);
    who->origin = descendant ? ORIGIN_DESCENDANT : ORIGIN_IMMIGRANT;
    bool western = chance(who->key, FOR_REGION, 0, descendant ? 1400 : 4000);
    who->region = western ? REGION_WESTERN : REGION_NON_WESTERN;
    who->country = (int8_t)choose_country(who);
    return band;
}

person person_of(const town *place, int64_t number)
{
    person who = {.id = number + 1, .key = person_key(place->seed, (uint64_t)number)};
    who.female = chance(who.key, FOR_SEX, 0, 5020);
    int32_t band = choose_origin(&who, place);
    if (who.origin == ORIGIN_IMMIGRANT)
        choose_arrival(&who, place);
    int32_t month, day;
    integ_date_to_civil(who.birth, &who.birth_year, &month, &day);
    who.birthday = month * 32 + day;
    choose_entry(&who, place);
    choose_leave(&who, place, band);
    choose_areas(&who, place);
    return who;
}

void count_people(town *place)
{
    int64_t here = 0;
    place->people = 0;
    while (here < place->citizens) {
        person who = person_of(place, place->people++);
        here += lives_here(&who, place->last);
    }
}
