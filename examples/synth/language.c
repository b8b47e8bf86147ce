/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "language.h"

/* A stage of childhood: its age in months, how many are assessed, how many of those of Danish origin and of the
 * others are at the level of their age, by the year of the assessment. */
typedef struct stage {
    int16_t months;
    int16_t instrument;
    int16_t danish;
    trend assessed;
    trend others;
} stage;

#define STAGE_COUNT 5

static const stage stages[STAGE_COUNT] = {
    {36, INSTRUMENT_SCREENING, 8900,
     {{7200, 7600, 8100, 8600, 9100, 9500}}, {{4900, 5050, 5250, 5450, 5700, 5900}}},
    {60, INSTRUMENT_SCREENING, 9050,
     {{7000, 7000, 7200, 7400, 7500, 7600}}, {{5700, 5850, 6050, 6250, 6500, 6700}}},
    {98, INSTRUMENT_SCHOOL_TEST, 9000,
     {{9700, 9700, 9700, 9700, 9700, 9700}}, {{6100, 6200, 6350, 6500, 6700, 6900}}},
    {144, INSTRUMENT_SCHOOL_TEST, 8900,
     {{9700, 9700, 9700, 9700, 9700, 9700}}, {{6000, 6100, 6200, 6350, 6500, 6650}}},
    {183, INSTRUMENT_FINAL_EXAM, 9300,
     {{9500, 9500, 9500, 9500, 9500, 9500}}, {{7000, 7080, 7160, 7240, 7320, 7400}}},
};

/* Adults who take the Danish examinations, and who of them pass the second one. */
static const trend adults_assessed = {{7600, 7500, 7400, 7200, 7000, 6800}};
static const trend adults_passing = {{7300, 7250, 7100, 6900, 6700, 6500}};

static const char *result_of(const person *who, int32_t instrument, int32_t number, bool at_age)
{
    static const char *const passed_grades[] = {"02", "4", "7", "10", "12"};
    static const int16_t grade_weights[] = {20, 30, 30, 14, 6};
    static const char *const passed_exams[] = {"pd2", "pd3", "studieproeven"};
    static const int16_t exam_weights[] = {50, 38, 12};
    bool worse = chance(who->key, FOR_RESULT, number, 3300);
    switch (instrument) {
    case INSTRUMENT_SCREENING:
        return at_age ? "generel" : worse ? "saerlig" : "fokuseret";
    case INSTRUMENT_SCHOOL_TEST:
        return at_age ? (worse ? "over_middel" : "middel") : "under_middel";
    case INSTRUMENT_FINAL_EXAM:
        return at_age ? passed_grades[draw_weighted(who->key, FOR_RESULT, number + 32, grade_weights, 5)]
                      : (worse ? "-3" : "00");
    default:
        return at_age ? passed_exams[draw_weighted(who->key, FOR_RESULT, number + 32, exam_weights, 3)]
                      : (worse ? "ikke_bestaaet" : "pd1");
    }
}

static int32_t share_at_age(const person *who, const stage *at, integ_date day)
{
    if (!is_broad(who))
        return at->danish;
    int32_t share = trend_in(&at->others, year_of(day));
    if (who->region == REGION_WESTERN)
        share += 900;
    if (area_of(who, day) < HOUSING_AREA_COUNT)
        share -= 500;
    return share;
}

static bool assess_child(const person *who, int32_t number, integ_date day, assessment *out)
{
    const stage *at = &stages[number];
    out->day = who->birth + at->months * 1461 / 48 + draw_below(who->key, FOR_ASSESSMENT, number, 150);
    if (out->day > day || out->day < who->entry)
        return false;
    if (!chance(who->key, FOR_ASSESSMENT, number + 16, trend_in(&at->assessed, year_of(out->day))))
        return false;
    out->instrument = at->instrument;
    out->at_age = steady(who->key, FOR_LANGUAGE, number, 6500) < share_at_age(who, at, out->day);
    out->result = result_of(who, at->instrument, number, out->at_age);
    return true;
}

/* Up to two tries, the second only where the first did not lead to the second examination. */
static int32_t assess_adult(const person *who, integ_date day, assessment *out)
{
    if (!chance(who->key, FOR_ASSESSMENT, 32, trend_in(&adults_assessed, year_of(who->arrival) + 3)))
        return 0;
    int32_t count = 0;
    integ_date from = who->arrival + 500;
    for (int32_t try = 0; try < 2; try++) {
        integ_date taken = from + draw_low(who->key, FOR_ASSESSMENT, 33 + try, 1700);
        if (taken > day)
            break;
        int32_t share = trend_in(&adults_passing, year_of(taken));
        bool passed = steady(who->key, FOR_LANGUAGE, 16 + try, 4000) < share;
        out[count].day = taken;
        out[count].instrument = INSTRUMENT_DANISH_EXAM;
        out[count].at_age = passed;
        out[count++].result = result_of(who, INSTRUMENT_DANISH_EXAM, 8 + try, passed);
        if (passed)
            break;
        from = taken + 200;
    }
    return count;
}

int32_t assessments_until(const person *who, integ_date day, assessment out[ASSESSMENTS_AT_MOST])
{
    int32_t count = 0;
    bool came_grown_up = who->origin == ORIGIN_IMMIGRANT && who->arrival >= who->birth + 16 * 365;
    if (came_grown_up)
        return assess_adult(who, day, out);
    /* Tests taken long ago are not in today's systems. */
    if (age_of(who, day) >= 30)
        return 0;
    for (int32_t number = 0; number < STAGE_COUNT; number++)
        count += assess_child(who, number, day, &out[count]);
    return count;
}
