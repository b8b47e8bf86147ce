/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_DENMARK_H
#define INTEG_DENMARK_H

/**
 * @file
 * @brief Floor 4, `denmark`: the rules by which Danish registers are read. CPR numbers, origin, countries,
 *        municipalities, housing areas, benefit weeks, language tests.
 *
 * Pure functions without state; every one may be called from any thread. Each names the source of its rule. What is not
 * known goes in as #INTEG_DK_UNKNOWN, NULL or NaN, as the function says, and comes out as the constant of that kind
 * that ends in `_UNKNOWN`: a rule answers only what every possible value of the unknown would give.
 *
 * The filter language has the rules too: `cpr_valid(cpr)`, `dk_origin(...)` and others, which docs/denmark.md lists.
 */

#include <integration/expression.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup denmark denmark: the rules of Danish registers
 *  @{ */

#define INTEG_DK_UNKNOWN (-1) /**< A yes or no that is not known; 1 is yes, 0 is no. */

/* ---- CPR numbers ------------------------------------------------------------------------------------------ */

/** @brief Whether a text is a CPR number: `DDMMYY-SSSS` or `DDMMYYSSSS`, with a birth date that exists.
 *
 * Nothing else is asked for. Numbers without the modulus 11 are issued since 1 October 2007 and are as valid as any
 * other (CPR-kontoret, "Personnumre uden kontrolciffer (modulus 11 kontrol)", cpr.dk); a birth date may be ahead; the
 * serial number may be 0000. Replacement numbers of hospitals, whose day is 60 higher, are no CPR numbers. A space is
 * no hyphen, and nothing may stand before or behind.
 *  @param text   Not NULL unless @p length is 0. Need not be NUL-terminated. It is not copied.
 *  @param length In bytes.
 *  @return 1 when it is, else 0. Thread-safe. */
INTEG_API int32_t integ_cpr_valid(const char *text, size_t length);

/** @brief The birth date in a CPR number.
 *
 * The century follows from the seventh digit and the year. 0 to 3: 1900 to 1999. 4 and 9: 2000 to 2036 up to year 36,
 * then 1937 to 1999. 5 to 8: 2000 to 2057 up to year 57, then 1858 to 1899 (CPR-kontoret, "Personnummeret i CPR",
 * cpr.dk).
 *  @param text       As for integ_cpr_valid().
 *  @param length     In bytes.
 *  @param[out] out   The date; may be ahead of today.
 *  @param[out] error May be NULL. No message holds a digit of the number.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_SYNTAX when it is not of the form, #INTEG_STATUS_OUT_OF_RANGE when there is
 *          no such date, #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe. */
INTEG_API integ_status integ_cpr_birth_date(const char *text, size_t length, integ_date *out, integ_error *error);

#define INTEG_CPR_SEX_MALE 77   /**< The letter M: the last digit is odd. */
#define INTEG_CPR_SEX_FEMALE 70 /**< The letter F: the last digit is even. */

/** @brief The legal sex in a CPR number: odd numbers are men's, even ones women's (CPR-kontoret, "Personnummeret i
 *         CPR", cpr.dk). Somebody whose legal sex changes gets another number.
 *  @param text       As for integ_cpr_valid(); the date need not exist.
 *  @param length     In bytes.
 *  @param[out] out   #INTEG_CPR_SEX_MALE or #INTEG_CPR_SEX_FEMALE.
 *  @param[out] error May be NULL. No message holds a digit of the number.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_SYNTAX when it is not of the form, #INTEG_STATUS_INVALID_ARGUMENT.
 *          Thread-safe. */
INTEG_API integ_status integ_cpr_sex(const char *text, size_t length, int32_t *out, integ_error *error);

/** @brief The remainder of a CPR number's modulus 11, 0 where the number has a control digit: weights 4 3 2 7 6 5 4 3 2
 *         1 (CPR-kontoret, "Personnummeret i CPR", cpr.dk). For information only: see integ_cpr_valid().
 *  @param text       As for integ_cpr_valid(); the date need not exist.
 *  @param length     In bytes.
 *  @param[out] out   0 to 10.
 *  @param[out] error May be NULL. No message holds a digit of the number.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_SYNTAX when it is not of the form, #INTEG_STATUS_INVALID_ARGUMENT.
 *          Thread-safe. */
INTEG_API integ_status integ_cpr_modulus(const char *text, size_t length, int32_t *out, integ_error *error);

#define INTEG_CPR_SIZE 11 /**< The ten digits of a CPR number and a NUL. */

/** @brief A CPR number that was kept as a whole number, so that its leading zero is gone, as ten digits.
 *  @param number     0 to 9999999999.
 *  @param[out] text  #INTEG_CPR_SIZE bytes, for the caller to wipe.
 *  @param[out] error May be NULL. No message holds a digit of the number.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_SYNTAX when it has more digits or is negative,
 *          #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe. */
INTEG_API integ_status integ_cpr_from_number(int64_t number, char *text, integ_error *error);

/* ---- origin ----------------------------------------------------------------------------------------------- */

#define INTEG_DK_ORIGIN_UNKNOWN 0    /**< It cannot be told. */
#define INTEG_DK_ORIGIN_DANISH 1     /**< Of Danish origin (dansk oprindelse; IE_TYPE 1). */
#define INTEG_DK_ORIGIN_IMMIGRANT 2  /**< Immigrant (indvandrer; IE_TYPE 2). */
#define INTEG_DK_ORIGIN_DESCENDANT 3 /**< Descendant (efterkommer; IE_TYPE 3). */

/** @brief Origin by the rule of Danmarks Statistik.
 *
 * At least one parent who is both a Danish citizen and born in Denmark: of Danish origin, wherever the person was born.
 * Else, born abroad: immigrant. Else, with a known parent: descendant. Else, a Danish citizen: of Danish origin; a
 * foreign citizen: descendant. (Danmarks Statistik, quality declaration "Indvandrere og efterkommere" and the variable
 * IE_TYPE, dst.dk; Udlændinge- og Integrationsministeriet, integrationsbarometer.dk, "Statistiske definitioner".) Own
 * citizenship counts only when no parent is known. The rule holds on a date: citizenships change.
 *
 * Each parameter is 1, 0 or #INTEG_DK_UNKNOWN; every other number counts as unknown. A parent of whom both are unknown
 * is an unknown parent. With any other unknown the answer is known when it does not depend on it.
 *  @param born_in_denmark        The person is born in Denmark.
 *  @param danish_citizen         The person is a Danish citizen.
 *  @param mother_born_in_denmark The mother is born in Denmark.
 *  @param mother_danish_citizen  The mother is a Danish citizen.
 *  @param father_born_in_denmark The father is born in Denmark.
 *  @param father_danish_citizen  The father is a Danish citizen.
 *  @return An `INTEG_DK_ORIGIN_` constant. Thread-safe. */
INTEG_API int32_t integ_dk_origin(int32_t born_in_denmark, int32_t danish_citizen, int32_t mother_born_in_denmark,
                                  int32_t mother_danish_citizen, int32_t father_born_in_denmark,
                                  int32_t father_danish_citizen);

/** @brief Country of origin by the rule of Danmarks Statistik, and the origin with it.
 *
 * Of Danish origin: Denmark. No parent known: an immigrant's own country of birth, a descendant's own citizenship. One
 * parent known: that parent's country of birth or, if that is Denmark, citizenship. Both known: the mother's country of
 * birth or, if that is Denmark, her citizenship. (integrationsbarometer.dk, "Statistiske definitioner".)
 *
 * Countries are codes as for integ_dk_country_group(), NUL-terminated; NULL and `""` are unknown. A parent of whom both
 * are unknown is an unknown parent. Denmark is `DK` or `5100`.
 *  @param birth              The person's country of birth.
 *  @param citizenship        The person's citizenship.
 *  @param mother_birth       The mother's country of birth.
 *  @param mother_citizenship The mother's citizenship.
 *  @param father_birth       The father's country of birth.
 *  @param father_citizenship The father's citizenship.
 *  @param[out] origin        An `INTEG_DK_ORIGIN_` constant. May be NULL.
 *  @return The argument that is the country of origin; NULL when it cannot be told. Thread-safe. */
INTEG_API const char *integ_dk_origin_country(const char *birth, const char *citizenship, const char *mother_birth,
                                              const char *mother_citizenship, const char *father_birth,
                                              const char *father_citizenship, int32_t *origin);

/* ---- countries -------------------------------------------------------------------------------------------- */

#define INTEG_DK_COUNTRY_UNKNOWN 0     /**< Not the code of a country. */
#define INTEG_DK_COUNTRY_WESTERN 1     /**< Western (vestlig). */
#define INTEG_DK_COUNTRY_NON_WESTERN 2 /**< Non-western (ikke-vestlig). */

/** @brief Whether a country is western or non-western, as Danmarks Statistik and the ministries divide them.
 *
 * Western are all EU countries, Andorra, Iceland, Liechtenstein, Monaco, Norway, San Marino, Switzerland, the United
 * Kingdom (also after it left the EU), Vatican City, Canada, the USA, Australia and New Zealand; Denmark with the Faroe
 * Islands and Greenland too. All others are non-western, the stateless and those of unknown country included.
 * (integrationsbarometer.dk, "Statistiske definitioner"; Danmarks Statistik, nomenclature LANDE_PSD_V1_2021 with its
 * variant "Vestlige/Ikke-vestlige lande"; the codes of Europe as LIFA's "Kategorisering", dok.lifa.dk, has them.)
 *
 * The lists are dated by the enlargements of the EU: a country that has joined since 2004 is western from the day it
 * joined. Statistics that go back in time use the newest list for all years: ask for #INTEG_DATE_MAXIMUM.
 *
 * A code is two letters of ISO 3166-1, small or capital (and `XK` Kosovo, `EL`, `UK`, `XX` unknown; of states that are
 * gone `SU`, `YU`, `DD` and `CS`, which is Czechoslovakia until 1992 and Serbia and Montenegro later), or four digits
 * of the CPR, 5100 to 5999. Codes that the CPR has closed belong to the country that they continued in (Danmarks
 * Statistik, variable LAND): 5111 Northern Ireland, 5184 East Germany. 5129 is Czechoslovakia, western; 5162 the Soviet
 * Union.
 *  @param code       Not NULL unless @p length is 0.
 *  @param length     In bytes.
 *  @param on         The date whose list is asked for; from 1 May 2004.
 *  @param[out] out   An `INTEG_DK_COUNTRY_` constant; unknown for what is no code.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_NOT_FOUND for a date before the first list, #INTEG_STATUS_INVALID_ARGUMENT.
 *          Thread-safe. */
INTEG_API integ_status integ_dk_country_group(const char *code, size_t length, integ_date on, int32_t *out,
                                              integ_error *error);

/** @brief Whether a country is one of the 24 of MENAPT: the Middle East, North Africa, Pakistan and Turkey, a part of
 *         the non-western ones.
 *
 * Syria, Kuwait, Libya, Saudi Arabia, Lebanon, Somalia, Iraq, Qatar, Sudan, Bahrain, Djibouti, Jordan, Algeria, the
 * United Arab Emirates, Tunisia, Egypt, Morocco, Iran, Yemen, Mauritania, Oman, Afghanistan, Pakistan and Turkey; not
 * Israel. (Udlændinge- og Integrationsministeriet, December 2020, as the European Web Site on Integration reported it
 * on 11 December 2020.) There is one list, of that date; it is used for earlier years too: ask for #INTEG_DATE_MAXIMUM.
 *  @param code       As for integ_dk_country_group().
 *  @param length     In bytes.
 *  @param on         The date whose list is asked for; from 11 December 2020.
 *  @param[out] out   1, 0, or #INTEG_DK_UNKNOWN for what is no code.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_NOT_FOUND for a date before the first list, #INTEG_STATUS_INVALID_ARGUMENT.
 *          Thread-safe. */
INTEG_API integ_status integ_dk_menapt(const char *code, size_t length, integ_date on, int32_t *out,
                                       integ_error *error);

/* ---- municipalities and regions --------------------------------------------------------------------------- */

/** @brief The number of municipalities since 1 January 2007. @return 98. Thread-safe. */
INTEG_API int32_t integ_dk_municipality_count(void);

/** @brief The code of a municipality, by rising codes.
 *  @param index From 0 to integ_dk_municipality_count() - 1.
 *  @return For example 151; 0 when there is no such municipality. Thread-safe. */
INTEG_API int32_t integ_dk_municipality_code(int32_t index);

/** @brief The name of a municipality, without the word Kommune (CPR's municipality codes as the address register,
 *         danmarksadresser.dk, lists them).
 *  @param code For example 151.
 *  @return Static UTF-8, for example `"Ballerup"`; NULL when there is no such municipality. Thread-safe. */
INTEG_API const char *integ_dk_municipality_name(int32_t code);

/** @brief The region of a municipality, by the reform of 2007.
 *  @param code For example 151.
 *  @return 1081 to 1085, for example 1084; 0 when there is no such municipality. Thread-safe. */
INTEG_API int32_t integ_dk_municipality_region(int32_t code);

/** @brief Reads the code of a municipality with or without its leading zero: `0151` and `151` are the same.
 *  @param text       Not NULL unless @p length is 0.
 *  @param length     In bytes.
 *  @param[out] out   The code.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_SYNTAX when it is not of three digits, or of four with a leading zero,
 *          #INTEG_STATUS_NOT_FOUND when there is no such municipality, #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe. */
INTEG_API integ_status integ_dk_municipality_from_text(const char *text, size_t length, int32_t *out,
                                                       integ_error *error);

/** @brief The name of a region.
 *  @param region 1081 Nordjylland, 1082 Midtjylland, 1083 Syddanmark, 1084 Hovedstaden, 1085 Sjælland.
 *  @return Static UTF-8, for example `"Hovedstaden"`; NULL when there is no such region. Thread-safe. */
INTEG_API const char *integ_dk_region_name(int32_t region);

/* ---- housing areas ---------------------------------------------------------------------------------------- */

#define INTEG_DK_HOUSING_UNKNOWN 0          /**< It cannot be told, or there was no list in the year. */
#define INTEG_DK_HOUSING_NONE 1             /**< On no list. */
#define INTEG_DK_HOUSING_GHETTO 2           /**< ghetto (2010 to 2020). */
#define INTEG_DK_HOUSING_VULNERABLE 3       /**< udsat boligområde, and no more than that (from 2018). */
#define INTEG_DK_HOUSING_PARALLEL_SOCIETY 4 /**< parallelsamfund, as the ghetto is called from 2021. */
#define INTEG_DK_HOUSING_PREVENTION 5       /**< forebyggelsesområde (from 2021). */
#define INTEG_DK_HOUSING_HARD_GHETTO 6      /**< hårdt ghettoområde (2018 to 2020). */
#define INTEG_DK_HOUSING_TRANSFORMATION 7   /**< omdannelsesområde, as the hard ghetto is called from 2021. */

/** @brief The class of a social housing area on the list of one year, by that year's rule.
 *
 * All of them need at least 1,000 residents. Shares are compared with > , income with < , convicted with ≥ from 2018
 * on.
 * - 2010 to 2013: ghetto when 2 of 3 hold: non-western > 50, outside the labour market > 40, convicted > 2.70 (270 of
 *   10,000).
 * - 2014 to 2017: ghetto when 3 of 5 hold: those three, basic education > 50, income < 55.
 * - From 2018: vulnerable when 2 of 4 hold: outside > 40, convicted ≥ 3 times the national mean, basic education > 60,
 *   income < 55; then a ghetto, from 2021 a parallel society, when non-western > 50 too.
 * - From 2021: prevention when it is not vulnerable, non-western > 30, and 2 of 4 hold: outside > 30, convicted ≥ 2
 *   times the national mean, basic education > 60, income < 65.
 *
 * (Almenboligloven § 61 a and § 61 b; the ministry's lists of 1 December 2015 and 2017; Social- og Boligstyrelsen,
 * sbst.dk; Boligselskabernes Landsforening, bl.dk.) Rules of years to come are taken to be the newest.
 *
 * Figures are means over the years that the rule says, in per cent; income is in per cent of the region's mean. Each is
 * taken as the shortest decimal that stands for it, so that 2.7 is exactly 2.70. NaN is unknown. The class is known
 * when it does not depend on what is unknown.
 *  @param year                      Of the list.
 *  @param residents                 Negative when unknown.
 *  @param non_western_pct           Residents of non-western origin.
 *  @param outside_labour_market_pct Of those aged 18 to 64, neither in work nor in education.
 *  @param convicted_pct             Of those aged 18 and over.
 *  @param basic_education_pct       Of those aged 30 to 59; which education counts depends on the rule.
 *  @param income_pct                Mean gross income of taxpayers aged 15 to 64 not in education.
 *  @param convicted_limit           3 times the national mean of that year, in per cent, from 2018 on; the years before
 *                                   have a fixed limit. NaN for what was published: 1.98 in 2018, 2.27 in 2020, 2.35 in
 *                                   2023, unknown in other years.
 *  @return An `INTEG_DK_HOUSING_` constant, without those of several years. Thread-safe. */
INTEG_API int32_t integ_dk_housing_class(int32_t year, int64_t residents, double non_western_pct,
                                         double outside_labour_market_pct, double convicted_pct,
                                         double basic_education_pct, double income_pct, double convicted_limit);

#define INTEG_DK_HOUSING_RUN 5 /**< The lists in a row that make a hard ghetto or a transformation area. */

/** @brief The class of an area on the last of several lists, with what follows from the earlier ones.
 *
 * From 2018 a ghetto, or a parallel society, that was one on each of the last 5 lists is a hard ghetto, from 2021 a
 * transformation area (almenboligloven § 61 a stk. 4). Texts of 2018 to 2020 also say 4 lists, hence the parameter.
 *  @param year       Of the last list.
 *  @param classes    @p count classes of one list a year in the order of years, as integ_dk_housing_class() gives them;
 *                    the last is the one of @p year.
 *  @param count      1 or more.
 *  @param run        Lists in a row, the last included; 1 or more, #INTEG_DK_HOUSING_RUN by the act.
 *  @param[out] out   The last class, or #INTEG_DK_HOUSING_HARD_GHETTO or #INTEG_DK_HOUSING_TRANSFORMATION in its place;
 *                    #INTEG_DK_HOUSING_UNKNOWN when that depends on a class that is unknown, or on a year before the
 *                    first.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe. */
INTEG_API integ_status integ_dk_housing_class_in_a_row(int32_t year, const int32_t *classes, int64_t count, int64_t run,
                                                       int32_t *out, integ_error *error);

/* ---- benefits --------------------------------------------------------------------------------------------- */

/** @brief Benefit weeks as full-time persons: the weeks on benefits over the weeks of the period; 26 of 52 weeks are
 *         half a person (Styrelsen for Arbejdsmarked og Rekruttering, Jobindsats.dk, "Fuldtidspersoner").
 *
 * Weeks on several benefits are added and not adjusted for weeks on two of them at once, as in the source; so the sum
 * may exceed 1 for a person.
 *  @param weeks           @p count numbers of weeks, each 0 to @p weeks_in_period; need not be whole.
 *  @param count           0 or more.
 *  @param weeks_in_period Above 0.
 *  @param[out] out        Full-time persons.
 *  @param[out] error      May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds or not finite,
 *          #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe. */
INTEG_API integ_status integ_dk_full_time_persons(const double *weeks, int64_t count, double weeks_in_period,
                                                  double *out, integ_error *error);

/* ---- language --------------------------------------------------------------------------------------------- */

#define INTEG_DK_LANGUAGE_NONE 0    /**< No assessment is made for children of this age. */
#define INTEG_DK_LANGUAGE_2_YEARS 1 /**< Sprogvurdering 2 år: 22 to 30 months. */
#define INTEG_DK_LANGUAGE_3_YEARS 2 /**< Sprogvurdering 3-6: 34 to 47 months. */
#define INTEG_DK_LANGUAGE_4_YEARS 3 /**< Sprogvurdering 3-6: 48 to 59 months. */
#define INTEG_DK_LANGUAGE_5_YEARS 4 /**< Sprogvurdering 3-6: 60 to 71 months. */

/** @brief Which language assessment (sprogvurdering) is made for a child of an age: the norm it is compared with
 *         (Børne- og Undervisningsministeriet, "Sprogvurdering, 2 år" and "Sprogvurdering 3-6", emu.dk).
 *  @param age_in_months Completed months.
 *  @return An `INTEG_DK_LANGUAGE_` constant. Thread-safe. */
INTEG_API int32_t integ_dk_language_assessment(int32_t age_in_months);

#define INTEG_DK_EFFORT_SPECIAL 1 /**< særlig indsats. */
#define INTEG_DK_EFFORT_FOCUSED 2 /**< fokuseret indsats. */
#define INTEG_DK_EFFORT_GENERAL 3 /**< generel indsats: the language is what is usual for the age. */

/** @brief The level of effort for a child, from its percentile among children of its age: the lowest 5 per cent need
 *         special effort, the next 10 focused effort, the others general effort (Sprogvurdering 3-6, guidance). The
 *         limits may be set.
 *  @param percentile     0 to 100.
 *  @param special_below  Lower than this is special; 5 by the guidance.
 *  @param focused_below  Lower than this, and not special, is focused; 15 by the guidance.
 *  @param[out] out       An `INTEG_DK_LANGUAGE_` constant.
 *  @param[out] error     May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside 0 to 100, or the limits are not in
 *          order, #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe. */
INTEG_API integ_status integ_dk_language_effort(double percentile, double special_below, double focused_below,
                                                int32_t *out, integ_error *error);

/** @brief Reads a grade of the 7-step scale as exports write it: `-3`, `00`, `02`, `4`, `7`, `10` or `12`, with or
 *         without leading zero. At least 02 in Danish and mathematics is what the national goals ask for
 *         (integrationsbarometer.dk).
 *  @param text       Not NULL unless @p length is 0.
 *  @param length     In bytes.
 *  @param[out] out   -3, 0, 2, 4, 7, 10 or 12.
 *  @param[out] error May be NULL. The message does not hold the grade.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_SYNTAX for what is no grade, #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe. */
INTEG_API integ_status integ_dk_grade_from_text(const char *text, size_t length, int32_t *out, integ_error *error);

#define INTEG_DK_EXAM_PD1 1          /**< Prøve i Dansk 1: ends Danskuddannelse 1. */
#define INTEG_DK_EXAM_PD2 2          /**< Prøve i Dansk 2: ends Danskuddannelse 2. */
#define INTEG_DK_EXAM_PD3 3          /**< Prøve i Dansk 3: after module 5 of Danskuddannelse 3. */
#define INTEG_DK_EXAM_STUDIEPROEVE 4 /**< Studieprøven: after module 6 of Danskuddannelse 3. */

/** @brief The modules of a Danskuddannelse before an exam (danskogproever.dk, "Danskuddannelse").
 *  @param exam An `INTEG_DK_EXAM_` constant.
 *  @return 5 or 6; 0 when there is no such exam. Thread-safe. */
INTEG_API int32_t integ_dk_exam_modules(int32_t exam);

/** @brief The level of an exam on the European scale (CEFR).
 *  @param exam An `INTEG_DK_EXAM_` constant.
 *  @return Static: `"A2/B1"`, `"B1"`, `"B2"` or `"C1"`; NULL when there is no such exam. Thread-safe. */
INTEG_API const char *integ_dk_exam_level(int32_t exam);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
