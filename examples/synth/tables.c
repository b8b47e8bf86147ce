/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tables.h"

#include "citizens.h"
#include "language.h"
#include "work.h"

#include <stdlib.h>

const char *const table_names[TABLE_COUNT] = {
    "citizen", "activation", "language_assessment", "attendance", "club_membership", "board_seat", "contract"};

static const char *const history_headers[TABLE_COUNT] = {
    NULL,
    "person_id;from_date;to_date;kind\n",
    "person_id;date;instrument;result;at_age\n",
    "person_id;school_year;kind;institution;from_date;to_date\n",
    "person_id;club;kind;from_date;to_date\n",
    "person_id;board;kind;from_date;to_date\n",
    "contract_id;person_id;company;small;task;amount;from_date;to_date\n",
};

#define HISTORY_YEARS 3 /* how far back an extract of spells goes, the current year included */

void file_name(const char *table, integ_date day, char name[FILE_NAME_BYTES])
{
    char iso[11];
    integ_date_to_text(day, iso);
    snprintf(name, FILE_NAME_BYTES, "%s-%s.csv", table, iso);
}

/* The last day of a spell as the extract knows it: still running means unknown. */
static void put_end(writer *out, integ_date end, integ_date day)
{
    if (end >= day - 1)
        put_text(out, NULL);
    else
        put_date(out, end);
}

static void put_activation(writer *out, const town *place, const person *who, integ_date day)
{
    static const char *const kinds[] = {"daily_work", "internship", "wage_subsidy", "course"};
    (void)place;
    int32_t this_year = year_of(day - 1);
    for (int32_t year = this_year - HISTORY_YEARS + 1; year <= this_year; year++) {
        spell spells[SPELLS_AT_MOST];
        int32_t count = spells_in(who, year, spells);
        for (int32_t i = 0; i < count && spells[i].start < day; i++) {
            put_whole(out, who->id);
            put_date(out, spells[i].start);
            put_end(out, spells[i].end, day);
            put_text(out, kinds[spells[i].kind]);
            end_row(out);
        }
    }
}

static void put_assessments(writer *out, const town *place, const person *who, integ_date day)
{
    (void)place;
    assessment taken[ASSESSMENTS_AT_MOST];
    int32_t count = assessments_until(who, day, taken);
    for (int32_t i = 0; i < count; i++) {
        put_whole(out, who->id);
        put_date(out, taken[i].day);
        put_text(out, instrument_codes[taken[i].instrument]);
        put_text(out, taken[i].result);
        put_flag(out, taken[i].at_age);
        end_row(out);
    }
}

static void put_attendance(writer *out, const town *place, const person *who, integ_date day)
{
    int32_t this_season = season_of(day);
    for (int32_t season = this_season - HISTORY_YEARS + 1; season <= this_season; season++) {
        place_in_institution at = institution_in(place, who, season);
        integ_date end = day_in(season + 1, 7, 31);
        if (at.kind < 0 || who->entry > end)
            continue;
        char name[INSTITUTION_NAME_BYTES];
        institution_name(&at, name);
        integ_date start = day_in(season, 8, 1);
        put_whole(out, who->id);
        put_whole(out, season);
        put_text(out, institution_kind_codes[at.kind]);
        put_text(out, name);
        put_date(out, who->entry > start ? who->entry : start);
        put_end(out, end, day);
        end_row(out);
    }
}

static void put_membership(writer *out, const person *who, integ_date day, int32_t season, int32_t number)
{
    static const char *const kinds[] = {"sport", "culture", "scouts", "association"};
    int32_t kind = club_kind_in(who, season, number);
    integ_date start = day_in(season, 8, 1);
    put_whole(out, who->id);
    put_named(out, "SKPF"[kind], 100 + area_of(who, start) * 4 + number);
    put_text(out, kinds[kind]);
    put_date(out, who->entry > start ? who->entry : start);
    put_end(out, day_in(season + 1, 7, 31), day);
    end_row(out);
}

static void put_memberships(writer *out, const town *place, const person *who, integ_date day)
{
    (void)place;
    int32_t this_season = season_of(day);
    for (int32_t season = this_season - HISTORY_YEARS + 1; season <= this_season; season++) {
        if (club_member_in(who, season) <= 0 || who->entry > day_in(season + 1, 7, 31))
            continue;
        put_membership(out, who, day, season, 0);
        if (second_club_in(who, season))
            put_membership(out, who, day, season, 1);
    }
}

static void put_seat(writer *out, const person *who, integ_date day, char letter, integ_date start,
                     integ_date end)
{
    put_whole(out, who->id);
    put_named(out, letter, 100 + area_of(who, start));
    put_text(out, letter == 'I' ? "sports_club" : "school_board");
    put_date(out, start);
    put_end(out, end, day);
    end_row(out);
}

static void put_seats(writer *out, const town *place, const person *who, integ_date day)
{
    (void)place;
    int32_t this_term = sports_term_of(day);
    for (int32_t term = this_term - HISTORY_YEARS + 1; term <= this_term; term++)
        if (on_sports_board(who, term))
            put_seat(out, who, day, 'I', day_in(term, 3, 1), day_in(term + 1, 3, 1) - 1);
    int32_t school_term = school_term_of(day);
    if (on_school_board(who, school_term))
        put_seat(out, who, day, 'S', day_in(school_term, 8, 1), day_in(school_term + 4, 7, 31));
}

static void put_contracts(writer *out, const town *place, const person *who, integ_date day)
{
    static const char *const tasks[] = {"cleaning", "gardening", "catering", "transport", "it", "painting"};
    (void)place;
    int32_t this_year = year_of(day - 1);
    for (int32_t year = this_year - HISTORY_YEARS + 1; year <= this_year; year++) {
        contract contracts[CONTRACTS_AT_MOST];
        int32_t count = contracts_in(who, year, contracts);
        for (int32_t i = 0; i < count; i++) {
            if (contracts[i].start >= day)
                continue;
            put_named(out, 'K', (who->id * 10000 + year) * 10 + i);
            put_whole(out, who->id);
            put_named(out, 'V', who->id);
            put_flag(out, is_small(company_employees(who, year)));
            put_text(out, tasks[contracts[i].task]);
            put_decimal(out, contracts[i].amount, 2);
            put_date(out, contracts[i].start);
            put_end(out, contracts[i].end, day);
            end_row(out);
        }
    }
}

typedef void (*put_history)(writer *out, const town *place, const person *who, integ_date day);

static const put_history histories[TABLE_COUNT] = {
    NULL, put_activation, put_assessments, put_attendance, put_memberships, put_seats, put_contracts};

static void put_everybody(writer *outs, const town *place, integ_date day, const attendance_counts *counts)
{
    for (int64_t number = 0; number < place->people; number++) {
        person who = person_of(place, number);
        if (!lives_here(&who, day))
            continue;
        put_citizen(&outs[0], place, &who, day, counts);
        for (int32_t i = 1; i < TABLE_COUNT; i++)
            histories[i](&outs[i], place, &who, day);
    }
}

/* Opens the files of all tables, in order, with their headers; closes them again when one cannot be opened. */
static bool open_all(writer *outs, const char *folder, integ_date day)
{
    for (int32_t i = 0; i < TABLE_COUNT; i++) {
        char name[FILE_NAME_BYTES];
        file_name(table_names[i], day, name);
        if (!writer_open(&outs[i], folder, name)) {
            while (i > 0)
                writer_close(&outs[--i]);
            return false;
        }
        put_raw(&outs[i], i == 0 ? citizen_header : history_headers[i]);
    }
    return true;
}

bool write_snapshot(const town *place, const char *folder, integ_date day)
{
    attendance_counts counts;
    if (!count_attendance(place, day, &counts))
        return false;
    writer *outs = malloc(TABLE_COUNT * sizeof *outs);
    if (outs == NULL)
        fputs("integ-synth: error: not enough memory\n", stderr);
    bool fine = outs != NULL && open_all(outs, folder, day);
    if (fine) {
        put_everybody(outs, place, day, &counts);
        for (int32_t i = 0; i < TABLE_COUNT; i++)
            fine &= writer_close(&outs[i]);
    }
    free(outs);
    free_attendance(&counts);
    return fine;
}
