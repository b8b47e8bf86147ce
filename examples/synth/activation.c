/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "work.h"

/* Of the unemployed: in activation almost every day of the year, and in none at all. */
static const trend daily_men = {{1500, 1700, 1950, 2250, 2550, 2850}};
static const trend daily_women = {{2150, 2100, 2000, 1850, 1700, 1550}};
static const trend never = {{3000, 2900, 2750, 2600, 2450, 2300}};

enum intensity { INTENSITY_NONE, INTENSITY_SHORT, INTENSITY_LONG, INTENSITY_DAILY };

static int32_t intensity_in(const person *who, int32_t year)
{
    int32_t place = steady(who->key, FOR_ACTIVATION, year, 6000);
    int32_t none = trend_in(&never, year);
    int32_t daily = trend_in(who->female ? &daily_women : &daily_men, year);
    if (place < none)
        return INTENSITY_NONE;
    if (place >= 10000 - daily)
        return INTENSITY_DAILY;
    return place % 2 == 0 ? INTENSITY_SHORT : INTENSITY_LONG;
}

/* One spell after another: each begins `gap` days after the one before at the latest. */
static int32_t spells_in_turn(const person *who, int32_t year, int32_t count, int32_t shortest, int32_t spread,
                              int32_t gap, spell *out)
{
    int32_t occasion = year * 16;
    integ_date from = day_in(year, 1, 1);
    for (int32_t i = 0; i < count; i++, occasion += 3) {
        out[i].start = from + draw_below(who->key, FOR_SPELL, occasion, gap);
        out[i].end = out[i].start + shortest + draw_below(who->key, FOR_SPELL, occasion + 1, spread);
        out[i].kind = draw_below(who->key, FOR_SPELL, occasion + 2, 4);
        from = out[i].end + 2;
    }
    return count;
}

/* A few also take a course while they work: a spell inside another one. It goes last, so the starts stay in
 * order. */
static int32_t add_parallel_course(const person *who, int32_t year, int32_t count, spell *out)
{
    if (count == 0 || !chance(who->key, FOR_SPELL, year * 16 + 14, 1500))
        return count;
    const spell *last = &out[count - 1];
    int32_t length = last->end - last->start + 1;
    out[count].start = last->start + length / 3;
    out[count].end = last->end - length / 4;
    out[count].kind = 3;
    return count + 1;
}

/* Spells end with the year and begin after moving in. */
static int32_t clip(const person *who, int32_t year, int32_t count, spell *out)
{
    integ_date last = day_in(year, 12, 31);
    int32_t kept = 0;
    for (int32_t i = 0; i < count; i++) {
        spell one = out[i];
        one.start = one.start < who->entry ? who->entry : one.start;
        one.end = one.end > last ? last : one.end;
        if (one.start <= one.end)
            out[kept++] = one;
    }
    return kept;
}

int32_t spells_in(const person *who, int32_t year, spell out[SPELLS_AT_MOST])
{
    if (who->entry > day_in(year, 12, 31) || work_in(who, year) != WORK_UNEMPLOYED)
        return 0;
    int32_t count = 0;
    switch (intensity_in(who, year)) {
    case INTENSITY_NONE:
        return 0;
    case INTENSITY_SHORT:
        count = spells_in_turn(who, year, 1, 20, 60, 240, out);
        break;
    case INTENSITY_LONG:
        count = spells_in_turn(who, year, 3, 35, 40, 50, out);
        break;
    default:
        count = spells_in_turn(who, year, 2, 160, 30, 12, out);
    }
    count = add_parallel_course(who, year, count, out);
    return clip(who, year, count, out);
}

int32_t activation_days(const person *who, integ_date day)
{
    integ_date from = day - 365;
    int32_t days = 0;
    integ_date counted = from - 1; /* the last day looked at */
    for (int32_t year = year_of(from); year <= year_of(day - 1); year++) {
        spell spells[SPELLS_AT_MOST];
        int32_t count = spells_in(who, year, spells);
        for (int32_t i = 0; i < count; i++) {
            integ_date start = spells[i].start > counted ? spells[i].start : counted + 1;
            integ_date end = spells[i].end < day ? spells[i].end : day - 1;
            if (start <= end) {
                days += end - start + 1;
                counted = end;
            }
        }
    }
    return days;
}
