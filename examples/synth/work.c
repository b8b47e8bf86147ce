/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "work.h"

/* Employed of those aged 18 to 64 who do not study. */
static const trend danish_work = {{8010, 8040, 8080, 8120, 8170, 8220}};
static const trend western_work = {{7000, 7080, 7180, 7290, 7400, 7500}};
static const trend distant_men = {{5450, 5550, 5700, 5900, 6100, 6350}};
static const trend distant_women = {{4200, 4310, 4470, 4680, 4900, 5150}};

static int32_t share_in_work(const person *who, int32_t year, int32_t age)
{
    const trend *line = who->region == REGION_NON_WESTERN ? (who->female ? &distant_women : &distant_men)
                        : who->region == REGION_WESTERN   ? &western_work
                                                          : &danish_work;
    int32_t share = trend_in(line, year);
    if (area_of(who, day_in(year, 12, 31)) < HOUSING_AREA_COUNT)
        share -= 900;
    if (age >= 60)
        share -= 1500;
    if (who->reason == REASON_WORK)
        share += 1500;
    return share;
}

static int32_t work_of_adult(const person *who, int32_t year, int32_t age)
{
    int32_t studying = age < 25 ? 4800 : age < 30 ? 1700 : 0;
    if (steady(who->key, FOR_STUDY, year, 7000) < studying)
        return WORK_STUDENT;
    if (steady(who->key, FOR_WORK, year, 8000) < share_in_work(who, year, age))
        return WORK_EMPLOYED;
    int32_t outside = who->region == REGION_NON_WESTERN ? 5200 : 7000;
    return chance(who->key, FOR_OUTSIDE, 0, age >= 60 ? 8500 : outside) ? WORK_OUTSIDE : WORK_UNEMPLOYED;
}

int32_t work_in(const person *who, int32_t year)
{
    int32_t age = age_on(who, year, 12, 31);
    if (age < 16)
        return WORK_CHILD;
    if (chance(who->key, FOR_UNKNOWN_WORK, year, who->origin == ORIGIN_IMMIGRANT ? 300 : 80))
        return WORK_UNKNOWN;
    if (age < 18)
        return steady(who->key, FOR_STUDY, year, 9000) < 8900 ? WORK_STUDENT : WORK_OUTSIDE;
    if (age >= 65)
        return steady(who->key, FOR_WORK, year, 9000) < (age < 70 ? 1800 : 250) ? WORK_EMPLOYED : WORK_RETIRED;
    return work_of_adult(who, year, age);
}

static int32_t benefit_of_unemployed(const person *who, int32_t year)
{
    bool recent = who->origin == ORIGIN_IMMIGRANT && year_of(who->arrival) > year - 7;
    if (recent && who->reason == REASON_ASYLUM)
        return BENEFIT_INTEGRATION;
    if (age_on(who, year, 12, 31) < 30 && chance(who->key, FOR_BENEFIT, 1, 6000))
        return BENEFIT_EDUCATION;
    return chance(who->key, FOR_BENEFIT, 2, is_broad(who) ? 3500 : 6500) ? BENEFIT_INSURANCE : BENEFIT_CASH;
}

int32_t benefit_in(const person *who, int32_t year, int32_t work)
{
    switch (work) {
    case WORK_UNKNOWN:
        return BENEFIT_UNKNOWN;
    case WORK_STUDENT:
        return chance(who->key, FOR_BENEFIT, 0, 7200) ? BENEFIT_STUDY_GRANT : BENEFIT_NONE;
    case WORK_UNEMPLOYED:
        return benefit_of_unemployed(who, year);
    case WORK_OUTSIDE:
        return chance(who->key, FOR_BENEFIT, 0, 4500)   ? BENEFIT_DISABILITY
               : chance(who->key, FOR_BENEFIT, 1, 4000) ? BENEFIT_SICKNESS
                                                        : BENEFIT_NONE;
    case WORK_RETIRED:
        return BENEFIT_PENSION;
    default:
        return BENEFIT_NONE;
    }
}

int64_t income_in(const person *who, int32_t year, int32_t work)
{
    static const int32_t lowest[] = {0, 0, 40000, 215000, 115000, 90000, 120000};
    static const int32_t spread[] = {0, 0, 130000, 620000, 130000, 170000, 260000};
    int64_t kroner = lowest[work] + draw_low(who->key, FOR_INCOME, 0, spread[work] + 1);
    kroner += kroner * (year - TREND_START) * 2 / 100;
    return kroner * 100 + draw_below(who->key, FOR_INCOME, year, 100);
}
