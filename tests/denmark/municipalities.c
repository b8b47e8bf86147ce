/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/suite.h"
#include "integration/denmark.h"

#include <stdio.h>
#include <string.h>

START_TEST(there_are_98_municipalities_in_five_regions)
{
    int32_t by_region[5] = {0}, last = 0;
    ck_assert_int_eq(integ_dk_municipality_count(), 98);
    for (int32_t i = 0; i < 98; i++) {
        int32_t code = integ_dk_municipality_code(i), region = integ_dk_municipality_region(code);
        ck_assert_int_gt(code, last);
        ck_assert_int_ge(region, 1081);
        ck_assert_int_le(region, 1085);
        ck_assert_ptr_nonnull(integ_dk_municipality_name(code));
        by_region[region - 1081]++;
        last = code;
    }
    /* How many each region has since 2007: Danske Regioner, regioner.dk. */
    const int32_t expected[5] = {11, 19, 22, 29, 17};
    ck_assert_mem_eq(by_region, expected, sizeof expected);
    ck_assert_int_eq(integ_dk_municipality_code(-1), 0);
    ck_assert_int_eq(integ_dk_municipality_code(98), 0);
}
END_TEST

START_TEST(municipalities_have_danish_names)
{
    static const struct {
        int32_t code, region;
        const char *name;
    } some[] = {{101, 1084, "København"},     {151, 1084, "Ballerup"},   {169, 1084, "Høje-Taastrup"},
                {265, 1085, "Roskilde"},      {400, 1084, "Bornholm"},   {492, 1083, "Ærø"},
                {607, 1083, "Fredericia"},    {615, 1082, "Horsens"},    {751, 1082, "Aarhus"},
                {773, 1081, "Morsø"},         {851, 1081, "Aalborg"},    {430, 1083, "Faaborg-Midtfyn"},
                {760, 1082, "Ringkøbing-Skjern"}};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        ck_assert_str_eq(integ_dk_municipality_name(some[i].code), some[i].name);
        ck_assert_int_eq(integ_dk_municipality_region(some[i].code), some[i].region);
    }
    ck_assert_ptr_null(integ_dk_municipality_name(411)); /* Christiansø is no municipality */
    ck_assert_ptr_null(integ_dk_municipality_name(0));
    ck_assert_int_eq(integ_dk_municipality_region(861), 0);
}
END_TEST

START_TEST(a_code_is_the_same_with_and_without_its_zero)
{
    int found = 0;
    for (int32_t code = 0; code <= 9999; code++) {
        char text[32];
        int32_t read = -1, again = -1;
        snprintf(text, sizeof text, "%03d", code);
        integ_status status = integ_dk_municipality_from_text(text, strlen(text), &read, NULL);
        ck_assert_int_eq(status, code > 999                                 ? INTEG_STATUS_SYNTAX
                                 : integ_dk_municipality_name(code) != NULL ? INTEG_STATUS_OK
                                                                            : INTEG_STATUS_NOT_FOUND);
        snprintf(text, sizeof text, "%04d", code);
        ck_assert_int_eq(integ_dk_municipality_from_text(text, 4, &again, NULL), status);
        ck_assert_int_eq(read, again);
        ck_assert_int_eq(read, status == INTEG_STATUS_OK ? code : 0);
        found += status == INTEG_STATUS_OK;
    }
    ck_assert_int_eq(found, 98);
}
END_TEST

START_TEST(other_texts_are_no_codes)
{
    static const char *const texts[] = {"", "1", "51", "00151", "15l", " 151", "151 ", "1 51", "-151", "Ballerup"};
    int32_t code;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ck_assert_int_eq(integ_dk_municipality_from_text(texts[i], strlen(texts[i]), &code, NULL), INTEG_STATUS_SYNTAX);
    ck_assert_int_eq(integ_dk_municipality_from_text(NULL, 1, &code, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_dk_municipality_from_text("151", 3, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
}
END_TEST

START_TEST(regions_have_names)
{
    ck_assert_str_eq(integ_dk_region_name(1081), "Nordjylland");
    ck_assert_str_eq(integ_dk_region_name(1082), "Midtjylland");
    ck_assert_str_eq(integ_dk_region_name(1083), "Syddanmark");
    ck_assert_str_eq(integ_dk_region_name(1084), "Hovedstaden");
    ck_assert_str_eq(integ_dk_region_name(1085), "Sjælland");
    ck_assert_ptr_null(integ_dk_region_name(1080));
    ck_assert_ptr_null(integ_dk_region_name(1086));
}
END_TEST

void add_municipalities(Suite *suite)
{
    add_tests(suite, "municipalities",
              (const TTest *[]){there_are_98_municipalities_in_five_regions, municipalities_have_danish_names,
                                a_code_is_the_same_with_and_without_its_zero, other_texts_are_no_codes,
                                regions_have_names, NULL});
}
