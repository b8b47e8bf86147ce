/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/suite.h"
#include "integration/denmark.h"

#include <string.h>

/* The definition of Danmarks Statistik, sentence by sentence, for somebody of whom everything is known but, perhaps,
 * whole parents. */
static int32_t by_definition(bool born, bool citizen, bool mother_known, bool mother_born, bool mother_citizen,
                             bool father_known, bool father_born, bool father_citizen)
{
    if (mother_known && mother_born && mother_citizen)
        return INTEG_DK_ORIGIN_DANISH;
    if (father_known && father_born && father_citizen)
        return INTEG_DK_ORIGIN_DANISH;
    if (!born)
        return INTEG_DK_ORIGIN_IMMIGRANT;
    if (mother_known || father_known)
        return INTEG_DK_ORIGIN_DESCENDANT;
    return citizen ? INTEG_DK_ORIGIN_DANISH : INTEG_DK_ORIGIN_DESCENDANT;
}

/* The answer that every way of filling in the unknown gives, or unknown. A parent of whom both are unknown stays so. */
static int32_t by_completion(const int32_t *given)
{
    bool mother_known = given[2] != INTEG_DK_UNKNOWN || given[3] != INTEG_DK_UNKNOWN;
    bool father_known = given[4] != INTEG_DK_UNKNOWN || given[5] != INTEG_DK_UNKNOWN;
    int32_t common = -1;
    for (int bits = 0; bits < 64; bits++) {
        bool filled[6], agrees = true;
        for (int i = 0; i < 6; i++) {
            filled[i] = bits >> i & 1;
            agrees = agrees && (given[i] == INTEG_DK_UNKNOWN || given[i] == filled[i]);
        }
        if (!agrees)
            continue;
        int32_t origin =
            by_definition(filled[0], filled[1], mother_known, filled[2], filled[3], father_known, filled[4], filled[5]);
        common = common == -1 || common == origin ? origin : INTEG_DK_ORIGIN_UNKNOWN;
    }
    return common;
}

START_TEST(every_combination_is_what_all_completions_say)
{
    int known = 0;
    for (int code = 0; code < 729; code++) {
        int32_t given[6];
        for (int i = 0, rest = code; i < 6; i++, rest /= 3)
            given[i] = rest % 3 - 1;
        int32_t origin = integ_dk_origin(given[0], given[1], given[2], given[3], given[4], given[5]);
        ck_assert_msg(origin == by_completion(given), "%d %d %d %d %d %d: %d", given[0], given[1], given[2], given[3],
                      given[4], given[5], origin);
        known += origin != INTEG_DK_ORIGIN_UNKNOWN;
    }
    ck_assert_int_gt(known, 300);
    ck_assert_int_lt(known, 700);
}
END_TEST

START_TEST(the_traps_of_the_definition)
{
    const int32_t unknown = INTEG_DK_UNKNOWN;
    /* own citizenship counts only when no parent is known */
    ck_assert_int_eq(integ_dk_origin(1, 1, 0, 0, 0, 0), INTEG_DK_ORIGIN_DESCENDANT);
    ck_assert_int_eq(integ_dk_origin(1, 1, unknown, unknown, unknown, unknown), INTEG_DK_ORIGIN_DANISH);
    ck_assert_int_eq(integ_dk_origin(1, 0, unknown, unknown, unknown, unknown), INTEG_DK_ORIGIN_DESCENDANT);
    ck_assert_int_eq(integ_dk_origin(1, unknown, unknown, unknown, unknown, unknown), INTEG_DK_ORIGIN_UNKNOWN);
    /* two parents born in Denmark who kept their foreign citizenship */
    ck_assert_int_eq(integ_dk_origin(1, 1, 1, 0, 1, 0), INTEG_DK_ORIGIN_DESCENDANT);
    /* a parent who is a Danish citizen but born abroad does not count, nor do two halves of two parents */
    ck_assert_int_eq(integ_dk_origin(1, 1, 0, 1, unknown, unknown), INTEG_DK_ORIGIN_DESCENDANT);
    ck_assert_int_eq(integ_dk_origin(1, 1, 0, 1, 1, 0), INTEG_DK_ORIGIN_DESCENDANT);
    ck_assert_int_eq(integ_dk_origin(0, 1, 0, 1, 1, 0), INTEG_DK_ORIGIN_IMMIGRANT);
    /* one Danish parent is enough, wherever the person was born */
    ck_assert_int_eq(integ_dk_origin(0, 0, 1, 1, 0, 0), INTEG_DK_ORIGIN_DANISH);
    ck_assert_int_eq(integ_dk_origin(unknown, unknown, unknown, unknown, 1, 1), INTEG_DK_ORIGIN_DANISH);
    /* born abroad, and no parent known */
    ck_assert_int_eq(integ_dk_origin(0, 1, unknown, unknown, unknown, unknown), INTEG_DK_ORIGIN_IMMIGRANT);
    /* half a parent decides nothing unless the half that is known rules it out */
    ck_assert_int_eq(integ_dk_origin(1, 1, 1, unknown, unknown, unknown), INTEG_DK_ORIGIN_UNKNOWN);
    ck_assert_int_eq(integ_dk_origin(1, 1, 0, unknown, unknown, unknown), INTEG_DK_ORIGIN_DESCENDANT);
    ck_assert_int_eq(integ_dk_origin(2, 1, 0, 0, 0, 0), INTEG_DK_ORIGIN_UNKNOWN); /* 2 is no answer */
}
END_TEST

static const char *country(const char *birth, const char *citizenship, const char *mother_birth,
                           const char *mother_citizenship, const char *father_birth, const char *father_citizenship,
                           int32_t expected_origin)
{
    int32_t origin = -1;
    const char *found = integ_dk_origin_country(birth, citizenship, mother_birth, mother_citizenship, father_birth,
                                                father_citizenship, &origin);
    ck_assert_int_eq(origin, expected_origin);
    return found == NULL ? "" : found;
}

START_TEST(the_country_of_origin_is_the_parents)
{
    const int32_t danish = INTEG_DK_ORIGIN_DANISH, immigrant = INTEG_DK_ORIGIN_IMMIGRANT,
                  descendant = INTEG_DK_ORIGIN_DESCENDANT, unknown = INTEG_DK_ORIGIN_UNKNOWN;
    ck_assert_str_eq(country("SY", "DK", NULL, NULL, NULL, NULL, immigrant), "SY"); /* own country of birth */
    ck_assert_str_eq(country("DK", "TR", NULL, NULL, NULL, NULL, descendant), "TR"); /* own citizenship */
    ck_assert_str_eq(country("SY", "SY", NULL, NULL, "LB", "SY", immigrant), "LB"); /* the known parent's birth */
    ck_assert_str_eq(country("DK", "DK", NULL, NULL, "DK", "PK", descendant), "PK"); /* or citizenship */
    ck_assert_str_eq(country("DK", "DK", "IQ", "DK", "IR", "IR", descendant), "IQ"); /* the mother before the father */
    ck_assert_str_eq(country("DK", "DK", "DK", "TR", "IR", "IR", descendant), "TR");
    ck_assert_str_eq(country("SE", "SE", "SE", "SE", "DK", "DK", danish), "DK");
    ck_assert_str_eq(country("5100", "5100", "", "", NULL, NULL, danish), "5100");
    ck_assert_str_eq(country("5120", "5100", "5100", "5172", "", "", immigrant), "5172");
    ck_assert_str_eq(country("DK", "DK", NULL, "TR", NULL, NULL, descendant), ""); /* where she was born is not known */
    ck_assert_str_eq(country("DK", "DK", "DK", NULL, NULL, NULL, unknown), "");
    ck_assert_str_eq(country("??", "TR", NULL, NULL, NULL, NULL, unknown), "");
    ck_assert_str_eq(country("XX", "5999", "TR", "TR", NULL, NULL, unknown), "");
    ck_assert_str_eq(integ_dk_origin_country("SY", "SY", "SY", "SY", "SY", "SY", NULL), "SY");
}
END_TEST

void add_origin(Suite *suite)
{
    add_tests(suite, "origin",
              (const TTest *[]){every_combination_is_what_all_completions_say, the_traps_of_the_definition,
                                the_country_of_origin_is_the_parents, NULL});
}
