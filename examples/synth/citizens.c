/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "citizens.h"

#include "language.h"
#include "work.h"

#include <stdlib.h>

const char *const citizen_header =
    "person_id;birth_date;sex;origin;region;country;arrival_date;residence_reason;housing_area;employment;"
    "benefit;income;activation_days;company_employees;contract_count;contract_amount;institution_kind;"
    "institution;institution_broad_share;danish_instrument;danish_assessed;danish_at_age;danish_passed;"
    "club_member;sports_board;school_board;youth_guide\n";

const char *const institution_kind_codes[INSTITUTION_KINDS] = {"nursery", "kindergarten", "school"};
const char *const instrument_codes[] = {"screening", "school_test", "final_exam", "danish_exam"};

static const char *const origin_codes[] = {NULL, "danish", "immigrant", "descendant"};
static const char *const region_codes[] = {NULL, "danish", "western", "non_western"};
static const char *const reason_codes[] = {NULL, "work", "study", "family", "asylum"};
static const char *const work_codes[] = {NULL,         "child",   "student", "employed",
                                         "unemployed", "outside", "retired"};
static const char *const benefit_codes[] = {NULL,         "none",      "study_grant", "insurance",
                                            "cash",       "education", "integration", "sickness",
                                            "disability", "pension"};

/* "V01-03" for the third nursery (vuggestue) of the first area; B for kindergartens (børnehave), S for
 * schools. */
void institution_name(const place_in_institution *at, char name[INSTITUTION_NAME_BYTES])
{
    int place = at->area + 1;
    int number = at->number + 1;
    snprintf(name, INSTITUTION_NAME_BYTES, "%c%02d-%02d", "VBS"[at->kind], place, number);
}

bool count_attendance(const town *place, integ_date day, attendance_counts *out)
{
    int32_t season = season_of(day);
    *out = (attendance_counts){0};
    for (int32_t kind = 0; kind < INSTITUTION_KINDS; kind++) {
        out->per_area[kind] = institutions_in_area(place, kind);
        out->all[kind] = calloc((size_t)out->per_area[kind] * AREA_COUNT, sizeof(int32_t));
        out->broad[kind] = calloc((size_t)out->per_area[kind] * AREA_COUNT, sizeof(int32_t));
        if (out->all[kind] == NULL || out->broad[kind] == NULL) {
            fputs("integ-synth: error: not enough memory\n", stderr);
            free_attendance(out);
            return false;
        }
    }
    for (int64_t number = 0; number < place->people; number++) {
        person who = person_of(place, number);
        if (!lives_here(&who, day))
            continue;
        place_in_institution at = institution_in(place, &who, season);
        if (at.kind >= 0) {
            int32_t index = at.area * out->per_area[at.kind] + at.number;
            out->all[at.kind][index]++;
            out->broad[at.kind][index] += is_broad(&who);
        }
    }
    return true;
}

void free_attendance(attendance_counts *counts)
{
    for (int32_t kind = 0; kind < INSTITUTION_KINDS; kind++) {
        free(counts->all[kind]);
        free(counts->broad[kind]);
    }
}

static void put_background(writer *out, const person *who, integ_date day)
{
    put_whole(out, who->id);
    put_date(out, who->birth);
    put_text(out, who->female ? "F" : "M");
    put_text(out, origin_codes[who->origin]);
    put_text(out, region_codes[who->region]);
    put_text(out, who->country < 0 ? NULL : countries[who->country].code);
    if (who->origin == ORIGIN_IMMIGRANT)
        put_date(out, who->arrival);
    else
        put_text(out, NULL);
    put_text(out, reason_codes[who->reason]);
    put_text(out, areas[area_of(who, day)].code);
}

static void put_company(writer *out, const person *who, integ_date day, int32_t year)
{
    int32_t employees = company_employees(who, year);
    if (employees < 0) {
        for (int32_t i = 0; i < 3; i++)
            put_text(out, NULL);
        return;
    }
    int32_t number = 0;
    int64_t amount = 0;
    for (int32_t begun = year_of(day - 365); begun <= year; begun++) {
        contract contracts[CONTRACTS_AT_MOST];
        int32_t count = contracts_in(who, begun, contracts);
        for (int32_t i = 0; i < count; i++) {
            if (contracts[i].start >= day - 365 && contracts[i].start < day) {
                number++;
                amount += contracts[i].amount;
            }
        }
    }
    put_whole(out, employees);
    put_whole(out, number);
    put_decimal(out, amount, 2);
}

static void put_work(writer *out, const person *who, integ_date day)
{
    int32_t year = year_of(day - 1);
    int32_t work = work_in(who, year);
    put_text(out, work_codes[work]);
    put_text(out, benefit_codes[benefit_in(who, year, work)]);
    if (work == WORK_UNKNOWN || work == WORK_CHILD)
        put_text(out, NULL);
    else
        put_decimal(out, income_in(who, year, work), 2);
    put_whole(out, work == WORK_CHILD ? 0 : activation_days(who, day));
    put_company(out, who, day, year);
}

static void put_institution(writer *out, const town *place, const person *who, integ_date day,
                            const attendance_counts *counts)
{
    place_in_institution at = institution_in(place, who, season_of(day));
    if (at.kind < 0) {
        for (int32_t i = 0; i < 3; i++)
            put_text(out, NULL);
        return;
    }
    char name[INSTITUTION_NAME_BYTES];
    institution_name(&at, name);
    int32_t index = at.area * counts->per_area[at.kind] + at.number;
    int64_t all = counts->all[at.kind][index];
    int64_t broad = counts->broad[at.kind][index];
    put_text(out, institution_kind_codes[at.kind]);
    put_text(out, name);
    put_decimal(out, (broad * 2000 + all) / (2 * all), 1); /* per cent, rounded half up */
}

static void put_danish(writer *out, const person *who, integ_date day)
{
    assessment taken[ASSESSMENTS_AT_MOST];
    int32_t count = assessments_until(who, day, taken);
    if (count == 0) {
        for (int32_t i = 0; i < 4; i++)
            put_text(out, NULL);
        return;
    }
    const assessment *latest = &taken[count - 1];
    put_text(out, instrument_codes[latest->instrument]);
    put_date(out, latest->day);
    put_flag(out, latest->at_age);
    if (latest->instrument == INSTRUMENT_DANISH_EXAM && latest->at_age)
        put_date(out, latest->day);
    else
        put_text(out, NULL);
}

void put_citizen(writer *out, const town *place, const person *who, integ_date day,
                 const attendance_counts *counts)
{
    put_background(out, who, day);
    put_work(out, who, day);
    put_institution(out, place, who, day, counts);
    put_danish(out, who, day);
    put_flag(out, club_member_in(who, season_of(day)));
    put_flag(out, on_sports_board(who, sports_term_of(day)));
    put_flag(out, on_school_board(who, school_term_of(day)));
    put_flag(out, youth_guide_on(who, day));
    end_row(out);
}
