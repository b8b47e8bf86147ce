/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/suite.h"
#include "integration/denmark.h"

#include <string.h>

static int32_t group_on(const char *code, const char *date)
{
    integ_date on = INTEG_DATE_MAXIMUM;
    int32_t group = -1;
    if (date != NULL)
        ck_assert_int_eq(integ_date_from_text(date, &on, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dk_country_group(code, strlen(code), on, &group, NULL), INTEG_STATUS_OK);
    return group;
}

static int32_t menapt(const char *code)
{
    int32_t answer = -2;
    ck_assert_int_eq(integ_dk_menapt(code, strlen(code), INTEG_DATE_MAXIMUM, &answer, NULL), INTEG_STATUS_OK);
    return answer;
}

static bool is_among(const char *code, const char *list)
{
    for (const char *at = list; *at != '\0'; at += 3)
        if (strncmp(at, code, 2) == 0)
            return true;
    return false;
}

/* integrationsbarometer.dk, "Statistiske definitioner": the EU and those named beside it; the United Kingdom by the
 * European Web Site on Integration, December 2020; Denmark with what belongs to it; and codes that mean one of them. */
static const char western[] = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE "
                              "AD IS LI MC NO SM CH VA GB CA US AU NZ FO GL EL UK DD ";
/* European Web Site on Integration, 11 December 2020: the 24 countries of the ministry's list. */
static const char menapt_list[] = "SY KW LY SA LB SO IQ QA SD BH DJ JO DZ AE TN EG MA IR YE MR OM AF PK TR ";

/* Every pair of letters there is: about 250 are codes, and what is not listed as western is not. */
START_TEST(every_country_is_western_or_not)
{
    int codes = 0, westerns = 0, in_menapt = 0;
    for (char first = 'A'; first <= 'Z'; first++) {
        for (char second = 'A'; second <= 'Z'; second++) {
            char code[] = {first, second, '\0'}, small[] = {(char)(first + 32), (char)(second + 32), '\0'};
            int32_t group = group_on(code, NULL);
            ck_assert_int_eq(group_on(small, NULL), group);
            ck_assert_int_eq(menapt(code), group == INTEG_DK_COUNTRY_UNKNOWN ? -1 : is_among(code, menapt_list));
            if (group == INTEG_DK_COUNTRY_UNKNOWN)
                ck_assert(!is_among(code, western) && !is_among(code, menapt_list));
            else
                ck_assert_int_eq(group == INTEG_DK_COUNTRY_WESTERN, is_among(code, western));
            codes += group != INTEG_DK_COUNTRY_UNKNOWN;
            westerns += group == INTEG_DK_COUNTRY_WESTERN;
            in_menapt += menapt(code) == 1;
        }
    }
    ck_assert_int_eq(codes, 249 + 8); /* ISO 3166-1, and CS DD EL SU UK XK XX YU */
    ck_assert_int_eq(westerns, (int)(sizeof western - 1) / 3);
    ck_assert_int_eq(in_menapt, 24);
}
END_TEST

START_TEST(israel_is_not_on_the_menapt_list)
{
    ck_assert_int_eq(menapt("IL"), 0);
    ck_assert_int_eq(group_on("IL", NULL), INTEG_DK_COUNTRY_NON_WESTERN);
    ck_assert_int_eq(menapt("5172"), 1); /* Turkey */
    ck_assert_int_eq(menapt("5494"), 1); /* the Yemen Arab Republic, which continued in 5402 */
    ck_assert_int_eq(menapt("5402"), 1);
    ck_assert_int_eq(menapt("5100"), 0);
    ck_assert_int_eq(menapt("?"), INTEG_DK_UNKNOWN);
}
END_TEST

/* LIFA, "Kategorisering" (dok.lifa.dk): the CPR's numbers of Europe. */
START_TEST(numbers_of_the_cpr_are_countries_too)
{
    static const char *const westerns[] = {
        "5100", "5101", "5104", "5105", "5106", "5107", "5108", "5109", "5110", "5115", "5120", "5124",
        "5126", "5128", "5129", "5130", "5134", "5140", "5142", "5150", "5153", "5154", "5156", "5158",
        "5159", "5160", "5164", "5170", "5174", "5176", "5180", "5182", "5390", "5502", "5514"};
    static const char *const others[] = {"5102", "5103", "5114", "5122", "5151", "5152",
                                         "5162", "5172", "5199", "5706", "5754", "5999"};
    for (size_t i = 0; i < sizeof westerns / sizeof *westerns; i++)
        ck_assert_msg(group_on(westerns[i], NULL) == INTEG_DK_COUNTRY_WESTERN, "%s", westerns[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(group_on(others[i], NULL) == INTEG_DK_COUNTRY_NON_WESTERN, "%s", others[i]);
}
END_TEST

START_TEST(what_is_no_code_is_unknown)
{
    static const char *const codes[] = {"",     "D",    "DNK",  "D1",   "ZZ",   "510",    "51000",
                                        "5099", "6000", "51 0", "-510", "+510", "Danmark"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        ck_assert_msg(group_on(codes[i], NULL) == INTEG_DK_COUNTRY_UNKNOWN, "%s", codes[i]);
}
END_TEST

/* Danmarks Statistik, variable LAND: closed codes continue under another country. */
START_TEST(states_that_are_gone_keep_their_group)
{
    ck_assert_int_eq(group_on("5111", NULL), INTEG_DK_COUNTRY_WESTERN);     /* Northern Ireland */
    ck_assert_int_eq(group_on("5184", NULL), INTEG_DK_COUNTRY_WESTERN);     /* East Germany */
    ck_assert_int_eq(group_on("5129", NULL), INTEG_DK_COUNTRY_WESTERN);     /* Czechoslovakia */
    ck_assert_int_eq(group_on("5162", NULL), INTEG_DK_COUNTRY_NON_WESTERN); /* the Soviet Union */
    ck_assert_int_eq(group_on("5152", NULL), INTEG_DK_COUNTRY_NON_WESTERN); /* Yugoslavia */
    ck_assert_int_eq(group_on("SU", NULL), INTEG_DK_COUNTRY_NON_WESTERN);
    ck_assert_int_eq(group_on("YU", NULL), INTEG_DK_COUNTRY_NON_WESTERN);
    ck_assert_int_eq(group_on("DD", NULL), INTEG_DK_COUNTRY_WESTERN);
    ck_assert_int_eq(group_on("CS", NULL), INTEG_DK_COUNTRY_NON_WESTERN); /* Serbia and Montenegro, the later meaning */
}
END_TEST

START_TEST(lists_follow_the_enlargements)
{
    ck_assert_int_eq(group_on("HR", "2013-06-30"), INTEG_DK_COUNTRY_NON_WESTERN);
    ck_assert_int_eq(group_on("HR", "2013-07-01"), INTEG_DK_COUNTRY_WESTERN);
    ck_assert_int_eq(group_on("RO", "2006-12-31"), INTEG_DK_COUNTRY_NON_WESTERN);
    ck_assert_int_eq(group_on("5158", "2007-01-01"), INTEG_DK_COUNTRY_WESTERN);
    ck_assert_int_eq(group_on("PL", "2004-05-01"), INTEG_DK_COUNTRY_WESTERN);
    ck_assert_int_eq(group_on("GB", "2021-01-01"), INTEG_DK_COUNTRY_WESTERN);
    ck_assert_int_eq(group_on("GB", "2004-05-01"), INTEG_DK_COUNTRY_WESTERN);
}
END_TEST

START_TEST(there_is_no_list_before_the_first)
{
    int32_t out;
    integ_date before;
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_date_from_text("2004-04-30", &before, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dk_country_group("PL", 2, before, &out, error), INTEG_STATUS_NOT_FOUND);
    ck_assert_int_eq(out, INTEG_DK_COUNTRY_UNKNOWN);
    ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_DANISH),
                     "der er ingen liste over lande for en dato før 2004-05-01");
    ck_assert_int_eq(integ_date_from_text("2020-12-10", &before, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dk_menapt("SY", 2, before, &out, NULL), INTEG_STATUS_NOT_FOUND);
    ck_assert_int_eq(integ_dk_menapt("SY", 2, before + 1, &out, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dk_menapt(NULL, 2, before + 1, &out, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_dk_menapt("SY", 2, before + 1, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_dk_country_group("SY", 2, before, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_dk_country_group(NULL, 0, before, &out, NULL), INTEG_STATUS_OK);
    integ_error_free(error);
}
END_TEST

void add_countries(Suite *suite)
{
    add_tests(suite, "countries",
              (const TTest *[]){every_country_is_western_or_not, israel_is_not_on_the_menapt_list,
                                numbers_of_the_cpr_are_countries_too, what_is_no_code_is_unknown,
                                states_that_are_gone_keep_their_group, lists_follow_the_enlargements,
                                there_is_no_list_before_the_first, NULL});
}
