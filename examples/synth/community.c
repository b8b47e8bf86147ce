/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "community.h"

/* Of ten thousand children, those who go to an institution outside their area, by the year in which they began. */
static const trend goes_elsewhere = {{1500, 1700, 1900, 2200, 2500, 2800}};
static const trend broad_nursery = {{5600, 5900, 6200, 6500, 6800, 7100}};

/* Club members by age: from 5, from 16, from 25. */
static const trend danish_clubs[3] = {{{8300, 8300, 8320, 8330, 8350, 8360}},
                                      {{6100, 6080, 6060, 6040, 6020, 6000}},
                                      {{4500, 4500, 4520, 4540, 4560, 4580}}};
static const trend broad_clubs[3] = {{{5400, 5550, 5700, 5850, 6000, 6150}},
                                     {{4200, 4300, 4350, 4400, 4450, 4500}},
                                     {{2500, 2620, 2780, 2950, 3120, 3300}}};
static const trend expat_clubs = {{3300, 3700, 4200, 4700, 4350, 3900}};

static const trend broad_sports_board = {{100, 112, 126, 142, 160, 180}};
static const trend guides = {{150, 180, 210, 250, 290, 340}};

int32_t season_of(integ_date day)
{
    int32_t year, month;
    integ_date_to_civil(day, &year, &month, NULL);
    return month >= 8 ? year : year - 1;
}

int32_t institutions_in_area(const town *place, int32_t kind)
{
    int64_t citizens_each = kind == INSTITUTION_SCHOOL ? 48000 : 24000;
    int64_t count = (place->citizens + citizens_each / 2) / citizens_each;
    return count < 1 ? 1 : (int32_t)count;
}

static int32_t kind_at(const person *who, int32_t season)
{
    int32_t age = age_on(who, season, 8, 1);
    bool broad = is_broad(who);
    if (age < 1 || age > 15)
        return -1;
    if (age >= 6)
        return INSTITUTION_SCHOOL;
    if (age >= 3)
        return chance(who->key, FOR_INSTITUTION, 1, broad ? 9300 : 9800) ? INSTITUTION_KINDERGARTEN : -1;
    int32_t share = broad ? trend_in(&broad_nursery, season) : 8600;
    return chance(who->key, FOR_INSTITUTION, 2, share) ? INSTITUTION_NURSERY : -1;
}

/* A child keeps its institution from one year to the next; that is why the occasion is the kind. */
place_in_institution institution_in(const town *place, const person *who, int32_t season)
{
    static const int16_t first_age[INSTITUTION_KINDS] = {1, 3, 6};
    place_in_institution out = {.kind = kind_at(who, season)};
    if (out.kind < 0)
        return out;
    int32_t began = who->birth_year + first_age[out.kind];
    int32_t occasion = 16 + out.kind * 4;
    out.area = area_of(who, day_in(season, 8, 1));
    if (chance(who->key, FOR_INSTITUTION, occasion, trend_in(&goes_elsewhere, began)))
        out.area = draw_below(who->key, FOR_INSTITUTION, occasion + 1, AREA_COUNT);
    out.number = draw_below(who->key, FOR_INSTITUTION, occasion + 2, institutions_in_area(place, out.kind));
    return out;
}

static bool is_expat(const person *who, integ_date day)
{
    return (who->reason == REASON_WORK || who->reason == REASON_STUDY) && day - who->arrival < 6 * 365;
}

static int32_t share_in_clubs(const person *who, int32_t season, int32_t age)
{
    int32_t group = age < 16 ? 0 : age < 25 ? 1 : 2;
    if (!is_broad(who))
        return trend_in(&danish_clubs[group], season);
    if (is_expat(who, day_in(season, 8, 1)))
        return trend_in(&expat_clubs, season);
    int32_t share = trend_in(&broad_clubs[group], season);
    /* The waters part: the older a child, and a girl more than a boy, the fewer are still there. */
    if (age >= 10 && age < 16)
        share -= (age - 9) * (who->female ? 190 : 90);
    return share;
}

int32_t club_member_in(const person *who, int32_t season)
{
    int32_t age = age_on(who, season, 8, 1);
    if (age < 5)
        return 0;
    if (chance(who->key, FOR_UNKNOWN_CLUB, season, 200))
        return -1;
    return steady(who->key, FOR_CLUB, season, 8000) < share_in_clubs(who, season, age);
}

int32_t club_kind_in(const person *who, int32_t season, int32_t number)
{
    static const int16_t weights[] = {50, 22, 16, 12};
    return draw_weighted(who->key, FOR_CLUB_KIND, season / 3 * 4 + number, weights, 4);
}

bool second_club_in(const person *who, int32_t season)
{
    return chance(who->key, FOR_CLUB_KIND, season * 4 + 3, 1800);
}

int32_t sports_term_of(integ_date day)
{
    int32_t year, month;
    integ_date_to_civil(day, &year, &month, NULL);
    return month >= 3 ? year : year - 1;
}

int32_t school_term_of(integ_date day)
{
    int32_t season = season_of(day);
    return season - ((season - 2010) % 4 + 4) % 4;
}

bool on_sports_board(const person *who, int32_t term)
{
    int32_t age = age_on(who, term, 3, 1);
    if (age < 18 || age > 75 || who->entry > day_in(term, 3, 1))
        return false;
    int32_t share = is_broad(who) ? trend_in(&broad_sports_board, term) : 320;
    return steady(who->key, FOR_SPORTS_BOARD, term, 7000) < share &&
           club_member_in(who, season_of(day_in(term, 3, 1))) > 0;
}

bool on_school_board(const person *who, int32_t term)
{
    int32_t age = age_on(who, term, 8, 1);
    if (age < 28 || age > 55 || who->entry > day_in(term, 8, 1))
        return false;
    return chance(who->key, FOR_SCHOOL_BOARD, term, is_broad(who) ? 11 : 58);
}

int32_t youth_guide_on(const person *who, integ_date day)
{
    int32_t age = age_of(who, day);
    if (age < 13 || age > 24)
        return -1;
    int32_t season = season_of(day);
    return steady(who->key, FOR_GUIDE, season, 5000) < trend_in(&guides, season);
}
