/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/sheet.h"
#include "denmark/suite.h"
#include "integration/denmark.h"
#include "support/numbers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sheet vectors;

START_TEST(cpr_numbers)
{
    if (!sheet_open(&vectors, "cpr.csv"))
        return;
    for (int row = 1; row <= vectors.rows; row++) {
        const char *text = sheet_cell(&vectors, row, "cpr");
        size_t length = strlen(text);
        bool formed = *sheet_cell(&vectors, row, "format_ok") == '1';
        bool valid = *sheet_cell(&vectors, row, "valid_structure") == '1';
        integ_date date = 0;
        int32_t sex = 0, remainder = -1;
        ck_assert_int_eq(integ_cpr_valid(text, length), valid);
        ck_assert_int_eq(integ_cpr_birth_date(text, length, &date, NULL), valid    ? INTEG_STATUS_OK
                                                                          : formed ? INTEG_STATUS_OUT_OF_RANGE
                                                                                   : INTEG_STATUS_SYNTAX);
        char written[11] = "";
        if (valid)
            integ_date_to_text(date, written);
        ck_assert_str_eq(written, sheet_cell(&vectors, row, "birth_date"));
        ck_assert_int_eq(integ_cpr_sex(text, length, &sex, NULL), formed ? INTEG_STATUS_OK : INTEG_STATUS_SYNTAX);
        ck_assert_int_eq(sex, *sheet_cell(&vectors, row, "sex"));
        integ_cpr_modulus(text, length, &remainder, NULL);
        if (formed) {
            ck_assert_int_eq(remainder, atoi(sheet_cell(&vectors, row, "mod11_remainder")));
            ck_assert_int_eq(remainder == 0, *sheet_cell(&vectors, row, "mod11_ok") == '1');
        }
    }
    ck_assert_int_gt(vectors.rows, 40);
    sheet_close(&vectors);
}
END_TEST

static int32_t answer(int row, const char *column)
{
    const char *cell = sheet_cell(&vectors, row, column);
    return *cell == '\0' ? INTEG_DK_UNKNOWN : *cell == '1';
}

START_TEST(origins)
{
    if (!sheet_open(&vectors, "origin.csv"))
        return;
    for (int row = 1; row <= vectors.rows; row++) {
        int32_t origin = integ_dk_origin(answer(row, "born_in_denmark"), answer(row, "danish_citizen"),
                                         answer(row, "mother_born_dk"), answer(row, "mother_danish_citizen"),
                                         answer(row, "father_born_dk"), answer(row, "father_danish_citizen"));
        static const char *const names[] = {"", "dansk", "indvandrer", "efterkommer"};
        ck_assert_msg(strcmp(names[origin], sheet_cell(&vectors, row, "expected_origin")) == 0, "%s",
                      sheet_cell(&vectors, row, "id"));
    }
    ck_assert_int_gt(vectors.rows, 40);
    sheet_close(&vectors);
}
END_TEST

START_TEST(countries)
{
    if (!sheet_open(&vectors, "countries.csv"))
        return;
    for (int row = 1; row <= vectors.rows; row++) {
        const char *number = sheet_cell(&vectors, row, "cpr_country_code"),
                   *letters = sheet_cell(&vectors, row, "iso2");
        const char *code = *number != '\0' ? number : letters, *in_menapt = sheet_cell(&vectors, row, "menapt");
        int32_t group, menapt;
        ck_assert_int_eq(integ_dk_country_group(code, strlen(code), INTEG_DATE_MAXIMUM, &group, NULL), INTEG_STATUS_OK);
        ck_assert_msg(group == (strcmp(sheet_cell(&vectors, row, "group"), "VESTLIG") == 0
                                    ? INTEG_DK_COUNTRY_WESTERN
                                    : INTEG_DK_COUNTRY_NON_WESTERN), "%s", code);
        ck_assert_int_eq(integ_dk_menapt(code, strlen(code), INTEG_DATE_MAXIMUM, &menapt, NULL), INTEG_STATUS_OK);
        if (*in_menapt != '\0')
            ck_assert_msg(menapt == (*in_menapt == '1'), "%s", code);
    }
    ck_assert_int_gt(vectors.rows, 90);
    sheet_close(&vectors);
}
END_TEST

static double figure(int row, const char *column)
{
    const char *cell = sheet_cell(&vectors, row, column);
    return *cell == '\0' ? NAN : number_of(cell);
}

/* The classes that a published status may be by figures alone. */
static bool is_published_as(int32_t class, const char *status)
{
    switch (class) {
    case INTEG_DK_HOUSING_NONE: return strcmp(status, "not listed") == 0;
    case INTEG_DK_HOUSING_GHETTO: return strstr(status, "ghetto") != NULL;
    case INTEG_DK_HOUSING_PARALLEL_SOCIETY:
        return strstr(status, "parallel") != NULL || strstr(status, "omdannelse") != NULL;
    case INTEG_DK_HOUSING_VULNERABLE: return strstr(status, "udsat") != NULL;
    case INTEG_DK_HOUSING_PREVENTION: return strstr(status, "forebyg") != NULL;
    default: return false;
    }
}

/* Most rows lack figures: what can be told agrees with what was published. Areas have 1,000 residents by definition
 * where none are given; "ca." is left away, and so is a figure that its source itself calls inconsistent. */
START_TEST(housing_areas)
{
    int told = 0;
    if (!sheet_open(&vectors, "housing_areas.csv"))
        return;
    for (int row = 1; row <= vectors.rows; row++) {
        const char *residents = sheet_cell(&vectors, row, "residents");
        const char *non_western = sheet_cell(&vectors, row, "nonwestern_pct");
        bool usable = strstr(sheet_cell(&vectors, row, "confidence"), "Do not use") == NULL;
        int32_t class = integ_dk_housing_class(
            atoi(sheet_cell(&vectors, row, "list_year")),
            *residents == '\0' ? 1000 : atoi(residents + 4 * (*residents == 'c')),
            *non_western == 'c' ? atoi(non_western + 4) : figure(row, "nonwestern_pct"),
            figure(row, "outside_labour_market_pct"), figure(row, "convicted_pct"), figure(row, "basic_education_pct"),
            usable ? figure(row, "income_pct_of_region") : NAN, NAN);
        ck_assert_msg(class == INTEG_DK_HOUSING_UNKNOWN ||
                          is_published_as(class, sheet_cell(&vectors, row, "published_status")),
                      "%s %s: %d", sheet_cell(&vectors, row, "list_year"), sheet_cell(&vectors, row, "area"), class);
        told += class != INTEG_DK_HOUSING_UNKNOWN;
    }
    ck_assert_int_ge(told, 6);
    sheet_close(&vectors);
}
END_TEST

START_TEST(housing_lists)
{
    int by_rule[2] = {0};
    if (!sheet_open(&vectors, "housing_membership.csv"))
        return;
    for (int row = 1; row <= vectors.rows; row++) {
        int32_t classes[6], hard;
        for (int year = 2015; year <= 2020; year++) {
            char column[16];
            snprintf(column, sizeof column, "ghetto_%d", year);
            classes[year - 2015] = answer(row, column) == 1 ? INTEG_DK_HOUSING_GHETTO : INTEG_DK_HOUSING_NONE;
        }
        for (int year = 2019; year <= 2020; year++) {
            ck_assert_int_eq(integ_dk_housing_class_in_a_row(year, classes, year - 2014, INTEG_DK_HOUSING_RUN, &hard,
                                                             NULL),
                             INTEG_STATUS_OK);
            bool found = hard == INTEG_DK_HOUSING_HARD_GHETTO;
            ck_assert_int_eq(found, answer(row, year == 2019 ? "hard_2019_expected_by_5_in_a_row"
                                                             : "hard_2020_published"));
            by_rule[year - 2019] += found;
        }
        ck_assert_ptr_nonnull(integ_dk_municipality_name(atoi(sheet_cell(&vectors, row, "municipality_code"))));
    }
    sheet_close(&vectors);
    if (!sheet_open(&vectors, "housing_counts.csv"))
        return;
    for (int row = 1; row <= vectors.rows; row++) {
        int year = atoi(sheet_cell(&vectors, row, "list_year"));
        if (year == 2019 || year == 2020)
            ck_assert_int_eq(by_rule[year - 2019], atoi(sheet_cell(&vectors, row, "omdannelsesomraader")));
    }
    sheet_close(&vectors);
}
END_TEST

void add_vectors(Suite *suite)
{
    if (!sheet_exists("cpr.csv")) {
        printf("# the published vectors are not here: skipped\n");
        return;
    }
    add_tests(suite, "vectors", (const TTest *[]){cpr_numbers, origins, countries, housing_areas, housing_lists, NULL});
}
