/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/suite.h"
#include "integration/denmark.h"

#include <math.h>

#define UNKNOWN (-1)
#define FIGURES 6 /* non-western, outside, convicted, basic education, income, the limit of convicted */

/* ---- the rules once more, in hundredths of a per cent ------------------------------------------------------- */

typedef struct area {
    int residents; /* or UNKNOWN, as all the others */
    int figures[FIGURES];
} area;

static int32_t by_rule(int year, const area *all)
{
    const int *f = all->figures;
    if (year < 2010)
        return INTEG_DK_HOUSING_UNKNOWN;
    if (all->residents < 1000)
        return INTEG_DK_HOUSING_NONE;
    int old = (f[0] > 5000) + (f[1] > 4000) + (f[2] > 270);
    if (year < 2014)
        return old >= 2 ? INTEG_DK_HOUSING_GHETTO : INTEG_DK_HOUSING_NONE;
    if (year < 2018)
        return old + (f[3] > 5000) + (f[4] < 5500) >= 3 ? INTEG_DK_HOUSING_GHETTO : INTEG_DK_HOUSING_NONE;
    if ((f[1] > 4000) + (f[2] >= f[5]) + (f[3] > 6000) + (f[4] < 5500) >= 2) {
        if (f[0] <= 5000)
            return INTEG_DK_HOUSING_VULNERABLE;
        return year < 2021 ? INTEG_DK_HOUSING_GHETTO : INTEG_DK_HOUSING_PARALLEL_SOCIETY;
    }
    if (year < 2021 || f[0] <= 3000)
        return INTEG_DK_HOUSING_NONE;
    int social = (f[1] > 3000) + (3 * f[2] >= 2 * f[5]) + (f[3] > 6000) + (f[4] < 6500);
    return social >= 2 ? INTEG_DK_HOUSING_PREVENTION : INTEG_DK_HOUSING_NONE;
}

/* Around every limit. */
static const int around[FIGURES][8] = {
    {2999, 3000, 3001, 4999, 5000, 5001, UNKNOWN}, {2999, 3000, 3001, 3999, 4000, 4001, UNKNOWN},
    {151, 152, 227, 228, 269, 270, 271, UNKNOWN},  {4999, 5000, 5001, 5999, 6000, 6001, UNKNOWN},
    {5499, 5500, 5501, 6499, 6500, 6501, UNKNOWN}, {228, UNKNOWN}};

static int count_of(int figure)
{
    int count = 0;
    while (around[figure][count] != UNKNOWN)
        count++;
    return count;
}

/* What every way of filling in the unknown gives. */
static int32_t by_completion(int year, area given, int from)
{
    if (given.residents == UNKNOWN) {
        area few = given, many = given;
        few.residents = 999, many.residents = 1000;
        int32_t one = by_completion(year, few, 0), other = by_completion(year, many, 0);
        return one == other ? one : INTEG_DK_HOUSING_UNKNOWN;
    }
    for (int i = from; i < FIGURES; i++) {
        if (given.figures[i] != UNKNOWN)
            continue;
        /* the limit may be anything; two that are far apart are enough */
        static const int limits[] = {1, 1000000, UNKNOWN};
        const int *values = i == 5 ? limits : around[i];
        int32_t common = UNKNOWN;
        for (int v = 0; values[v] != UNKNOWN; v++) {
            area filled = given;
            filled.figures[i] = values[v];
            int32_t one = by_completion(year, filled, i + 1);
            common = common == UNKNOWN || common == one ? one : INTEG_DK_HOUSING_UNKNOWN;
        }
        return common;
    }
    return by_rule(year, &given);
}

static double as_number(int hundredths)
{
    return hundredths == UNKNOWN ? NAN : hundredths / 100.0;
}

static int32_t class_of(int year, const area *a)
{
    return integ_dk_housing_class(year, a->residents, as_number(a->figures[0]), as_number(a->figures[1]),
                                  as_number(a->figures[2]), as_number(a->figures[3]), as_number(a->figures[4]),
                                  as_number(a->figures[5]));
}

static uint64_t state = 88172645463325252u;

static int draw(int below)
{
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return (int)(state % (uint64_t)below);
}

START_TEST(random_areas_around_the_limits_have_the_class_of_the_rule)
{
    static const int years[] = {2009, 2010, 2013, 2014, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2030};
    static const int residents[] = {999, 1000, 1587, 1001, 5000};
    int seen[INTEG_DK_HOUSING_TRANSFORMATION + 1] = {0};
    for (int i = 0; i < (is_long_run() ? 1000000 : 60000); i++) {
        area drawn = {.residents = residents[draw(5)]};
        bool whole = draw(2) == 0;
        int year = years[draw(13)];
        for (int f = 0; f < FIGURES; f++)
            drawn.figures[f] = around[f][draw(count_of(f))];
        if (!whole)
            for (int unknowns = draw(3); unknowns >= 0; unknowns--)
                drawn.figures[draw(FIGURES)] = UNKNOWN;
        if (!whole && draw(8) == 0)
            drawn.residents = UNKNOWN;
        if (drawn.figures[5] == UNKNOWN && (year == 2018 || year == 2020 || year == 2023))
            continue; /* the published limit would be taken */
        int32_t found = class_of(year, &drawn), expected = by_completion(year, drawn, 0);
        ck_assert_msg(found == expected, "%d: %d; %d %d %d %d %d (%d): %d, not %d", year, drawn.residents,
                      drawn.figures[0], drawn.figures[1], drawn.figures[2], drawn.figures[3], drawn.figures[4],
                      drawn.figures[5], found, expected);
        seen[found]++;
    }
    for (int32_t class = INTEG_DK_HOUSING_UNKNOWN; class <= INTEG_DK_HOUSING_PREVENTION; class ++)
        ck_assert_int_gt(seen[class], 100);
}
END_TEST

/* ---- limits, exactly ---------------------------------------------------------------------------------------- */

START_TEST(a_figure_at_a_limit_is_on_the_right_side_of_it)
{
    const int32_t none = INTEG_DK_HOUSING_NONE, ghetto = INTEG_DK_HOUSING_GHETTO;
    /* 2010 to 2013: shares must exceed */
    ck_assert_int_eq(integ_dk_housing_class(2013, 1000, 50.01, 40.01, 2.70, 0, 0, NAN), ghetto);
    ck_assert_int_eq(integ_dk_housing_class(2013, 1000, 50.0, 40.01, 2.70, 0, 0, NAN), none);
    ck_assert_int_eq(integ_dk_housing_class(2013, 1000, 50.0, 40.01, 2.71, 0, 0, NAN), ghetto);
    /* 2014 to 2017: 2.7 as a binary number is below 2.70, and still does not exceed it */
    ck_assert_int_eq(integ_dk_housing_class(2014, 1000, 50.1, 40.1, 2.7, 50.0, 55.0, NAN), none);
    ck_assert_int_eq(integ_dk_housing_class(2014, 1000, 50.1, 40.1, 2.7, 50.0, 54.99, NAN), ghetto);
    ck_assert_int_eq(integ_dk_housing_class(2014, 1000, 50.1, 40.1, 2.7, 50.000001, 55, NAN), ghetto);
    ck_assert_int_eq(integ_dk_housing_class(2014, 999, 90, 90, 90, 90, 10, NAN), none);
    /* from 2018: convicted at least */
    ck_assert_int_eq(integ_dk_housing_class(2020, 1000, 60, 10, 2.27, 60.1, 60, 2.27), ghetto);
    ck_assert_int_eq(integ_dk_housing_class(2020, 1000, 60, 10, 2.269, 60.1, 60, 2.27), none);
    ck_assert_int_eq(integ_dk_housing_class(2020, 1000, 50.0, 10, 2.27, 60.1, 60, 2.27), INTEG_DK_HOUSING_VULNERABLE);
    ck_assert_int_eq(integ_dk_housing_class(2020, 1000, 60, 10, 2.27, 60.0, 60, 2.27), none);
    ck_assert_int_eq(integ_dk_housing_class(2020, 1000, 50.00000000000001, 10, 2.27, 60.1, 60, 2.27), ghetto);
    /* prevention areas: two thirds of the limit, exactly */
    ck_assert_int_eq(integ_dk_housing_class(2022, 1000, 30.1, 30, 1.46, 60.1, 65, 2.19), INTEG_DK_HOUSING_PREVENTION);
    ck_assert_int_eq(integ_dk_housing_class(2022, 1000, 30.1, 30, 1.459, 60.1, 65, 2.19), none);
    ck_assert_int_eq(integ_dk_housing_class(2022, 1000, 30.0, 30, 1.46, 60.1, 65, 2.19), none);
    ck_assert_int_eq(integ_dk_housing_class(2022, 1000, 30.1, 30.0, 1.4, 60.1, 64.9, 2.19),
                     INTEG_DK_HOUSING_PREVENTION);
}
END_TEST

/* Fractions that have no short decimal, and numbers beyond all sense. */
START_TEST(any_number_is_taken)
{
    const int32_t none = INTEG_DK_HOUSING_NONE, ghetto = INTEG_DK_HOUSING_GHETTO;
    ck_assert_int_eq(integ_dk_housing_class(2012, 1000, 200.0 / 3, 121.0 / 3, 0, 0, 0, NAN), ghetto);
    ck_assert_int_eq(integ_dk_housing_class(2012, 1000, nextafter(50, 100), nextafter(40, 100), 0, 0, 0, NAN), ghetto);
    ck_assert_int_eq(integ_dk_housing_class(2012, 1000, nextafter(50, 0), nextafter(40, 100), 0, 0, 0, NAN), none);
    ck_assert_int_eq(integ_dk_housing_class(2012, 1000, 1e300, 1e19, -1e300, 0, 0, NAN), ghetto);
    ck_assert_int_eq(integ_dk_housing_class(2012, 1000, -1e300, 1e-300, 5e-324, 0, 0, NAN), none);
    ck_assert_int_eq(integ_dk_housing_class(2012, INT64_MAX, INFINITY, 41, 2, 0, 0, NAN), INTEG_DK_HOUSING_UNKNOWN);
}
END_TEST

/* Ministry's lists and texts: 1.98 in 2018, 2.27 in 2020, 2.35 in 2023; a limit that is given comes first, and until
 * 2017 the act's 2.70 holds whatever is given. */
START_TEST(the_limit_of_the_convicted_is_the_years)
{
    const int32_t ghetto = INTEG_DK_HOUSING_GHETTO;
    ck_assert_int_eq(integ_dk_housing_class(2018, 1000, 60, 10, 1.98, 61, 60, NAN), ghetto);
    ck_assert_int_eq(integ_dk_housing_class(2018, 1000, 60, 10, 1.97, 61, 60, NAN), INTEG_DK_HOUSING_NONE);
    ck_assert_int_eq(integ_dk_housing_class(2018, 1000, 60, 10, 1.97, 61, 60, 1.97), ghetto);
    ck_assert_int_eq(integ_dk_housing_class(2020, 1000, 60, 10, 2.27, 61, 60, NAN), ghetto);
    ck_assert_int_eq(integ_dk_housing_class(2023, 1000, 60, 10, 2.35, 61, 60, NAN), INTEG_DK_HOUSING_PARALLEL_SOCIETY);
    ck_assert_int_eq(integ_dk_housing_class(2019, 1000, 60, 10, 9, 61, 60, NAN), INTEG_DK_HOUSING_UNKNOWN);
    ck_assert_int_eq(integ_dk_housing_class(2019, 1000, 60, 41, 0, 61, 60, NAN), ghetto); /* whatever the limit */
    ck_assert_int_eq(integ_dk_housing_class(2015, 1000, 60, 10, 2.6, 51, 60, 2.5), INTEG_DK_HOUSING_NONE);
}
END_TEST

START_TEST(the_year_chooses_the_rule_and_the_name)
{
    for (int year = 2000; year <= 2040; year++) {
        /* a ghetto by every rule */
        int32_t class = integ_dk_housing_class(year, 2000, 60, 45, 3, 70, 50, 2);
        ck_assert_int_eq(class, year < 2010   ? INTEG_DK_HOUSING_UNKNOWN
                                : year < 2021 ? INTEG_DK_HOUSING_GHETTO
                                              : INTEG_DK_HOUSING_PARALLEL_SOCIETY);
        /* by two criteria of the first rule only */
        class = integ_dk_housing_class(year, 2000, 20, 45, 3, 20, 90, 9);
        ck_assert_int_eq(class, year < 2010   ? INTEG_DK_HOUSING_UNKNOWN
                                : year < 2014 ? INTEG_DK_HOUSING_GHETTO
                                              : INTEG_DK_HOUSING_NONE);
        /* for prevention */
        class = integ_dk_housing_class(year, 2000, 31, 31, 0, 20, 64, 9);
        ck_assert_int_eq(class, year < 2010   ? INTEG_DK_HOUSING_UNKNOWN
                                : year < 2021 ? INTEG_DK_HOUSING_NONE
                                              : INTEG_DK_HOUSING_PREVENTION);
    }
}
END_TEST

/* ---- published areas ---------------------------------------------------------------------------------------- */

START_TEST(published_areas_have_their_published_class)
{
    const int32_t none = INTEG_DK_HOUSING_NONE, ghetto = INTEG_DK_HOUSING_GHETTO;
    /* Ladegårdsparken and Vangkvarteret (Agervang), Holbæk, list of 2013: holbaekonline.dk 2013-10-02 */
    ck_assert_int_eq(integ_dk_housing_class(2013, 1000, 29.2, 41.6, 2.94, NAN, NAN, NAN), ghetto);
    ck_assert_int_eq(integ_dk_housing_class(2013, 1000, 57.2, 51.6, 3.23, NAN, NAN, NAN), ghetto);
    /* the same on the list of 1 December 2014: holbaekonline.dk 2015-01-31; without the income it cannot be told of the
     * second, and with one of at least 55 it is on no list, 2.66 being below 2.70 */
    ck_assert_int_eq(integ_dk_housing_class(2014, 1453, 56.5, 51.2, 3.45, 61.1, NAN, NAN), ghetto);
    ck_assert_int_eq(integ_dk_housing_class(2014, 1089, 33.6, 44.0, 2.66, 56.5, NAN, NAN), INTEG_DK_HOUSING_UNKNOWN);
    ck_assert_int_eq(integ_dk_housing_class(2014, 1089, 33.6, 44.0, 2.66, 56.5, 55, NAN), none);
    /* Mjølnerparken, København, list of 1 December 2017: four of five, not convicted */
    ck_assert_int_eq(integ_dk_housing_class(2017, 1000, 82.1, 43.5, 2.52, 53, 51, NAN), ghetto);
    /* Vollsmose, Odense, 2017: an income of 56.8 is not below 55; non-western is about 70 */
    ck_assert_int_eq(integ_dk_housing_class(2017, 9200, 70, 52.5, NAN, 57.2, 56.8, NAN), ghetto);
    /* Tåstrupgård, Høje-Taastrup, 2023: dingeo.dk */
    ck_assert_int_eq(integ_dk_housing_class(2023, 1587, 66.4, 26.7, 1.62, 77.3, 54.2, 2.35),
                     INTEG_DK_HOUSING_PARALLEL_SOCIETY);
    /* Mjølnerparken 2023: 966 residents; upday.com 2023-12 */
    ck_assert_int_eq(integ_dk_housing_class(2023, 966, NAN, NAN, NAN, NAN, NAN, NAN), none);
}
END_TEST

/* ---- several lists ------------------------------------------------------------------------------------------ */

static int32_t in_a_row(int year, const char *letters, int64_t run)
{
    int32_t classes[16], out = -1;
    int64_t count = 0;
    for (; letters[count] != '\0'; count++)
        classes[count] = letters[count] == 'g'   ? INTEG_DK_HOUSING_GHETTO
                         : letters[count] == 'p' ? INTEG_DK_HOUSING_PARALLEL_SOCIETY
                         : letters[count] == 'v' ? INTEG_DK_HOUSING_VULNERABLE
                         : letters[count] == '?' ? INTEG_DK_HOUSING_UNKNOWN
                                                 : INTEG_DK_HOUSING_NONE;
    ck_assert_int_eq(integ_dk_housing_class_in_a_row(year, classes, count, run, &out, NULL), INTEG_STATUS_OK);
    return out;
}

START_TEST(five_lists_in_a_row_make_a_hard_ghetto)
{
    const int32_t ghetto = INTEG_DK_HOUSING_GHETTO, hard = INTEG_DK_HOUSING_HARD_GHETTO,
                  parallel = INTEG_DK_HOUSING_PARALLEL_SOCIETY, unknown = INTEG_DK_HOUSING_UNKNOWN;
    ck_assert_int_eq(in_a_row(2019, "ggggg", 5), hard);
    ck_assert_int_eq(in_a_row(2019, "-gggg", 5), ghetto);
    ck_assert_int_eq(in_a_row(2019, "-gggg", 4), hard);
    ck_assert_int_eq(in_a_row(2019, "g-ggg", 4), ghetto);
    ck_assert_int_eq(in_a_row(2019, "gggggv", 5), INTEG_DK_HOUSING_VULNERABLE);
    ck_assert_int_eq(in_a_row(2019, "ggggg-", 5), INTEG_DK_HOUSING_NONE);
    ck_assert_int_eq(in_a_row(2020, "ggvgg", 5), ghetto);
    ck_assert_int_eq(in_a_row(2020, "gggg", 5), unknown); /* what it was five lists ago is not given */
    ck_assert_int_eq(in_a_row(2020, "g-gg", 5), ghetto);
    ck_assert_int_eq(in_a_row(2020, "gg?gg", 5), unknown);
    ck_assert_int_eq(in_a_row(2020, "-g?gg", 5), ghetto);
    ck_assert_int_eq(in_a_row(2020, "gggg?", 5), unknown);
    ck_assert_int_eq(in_a_row(2021, "ggggp", 5), INTEG_DK_HOUSING_TRANSFORMATION);
    ck_assert_int_eq(in_a_row(2022, "ggg-p", 5), parallel);
    ck_assert_int_eq(in_a_row(2017, "ggggg", 5), ghetto); /* the class exists from 2018 on */
    ck_assert_int_eq(in_a_row(2018, "g", 1), hard);
}
END_TEST

START_TEST(several_lists_need_arguments)
{
    int32_t out, class = INTEG_DK_HOUSING_GHETTO;
    ck_assert_int_eq(integ_dk_housing_class_in_a_row(2020, NULL, 1, 5, &out, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_dk_housing_class_in_a_row(2020, &class, 0, 5, &out, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_dk_housing_class_in_a_row(2020, &class, 1, 0, &out, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_dk_housing_class_in_a_row(2020, &class, 1, 5, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
}
END_TEST

typedef struct membership {
    const char *area, *lists; /* 2015 to 2020, 1 for a ghetto */
} membership;

/* Who was on the ministry's lists of 2015 to 2020, as the newspapers of those years name them. */
static const membership memberships[] = {
    {"Agervang", "111110"},
    {"Aldersrogade", "000111"},
    {"Askerød", "110000"},
    {"Bispehaven", "111111"},
    {"Bispeparken", "011110"},
    {"Byparken/Skovparken", "110000"},
    {"Charlotteager", "110100"},
    {"Ellekonebakken", "000100"},
    {"Finlandsparken", "111110"},
    {"Gadehavegård", "111110"},
    {"Gadelandet/Husumgård", "001100"},
    {"Gellerupparken/Toveshøj", "111111"},
    {"Hørgården", "000110"},
    {"Karlemoseparken", "110010"},
    {"Korskærparken", "111010"},
    {"Korsløkkeparken Øst", "000110"},
    {"Lindholm", "001110"},
    {"Lundtoftegade", "000110"},
    {"Løvvangen", "100000"},
    {"Mjølnerparken", "111111"},
    {"Motalavej", "111111"},
    {"Munkebo", "111110"},
    {"Nøjsomhed/Sydvej", "000111"},
    {"Nørager/Søstjernevej", "011111"},
    {"Præstebakken/Syrenparken", "100000"},
    {"Resedavej/Nørrevang II", "000110"},
    {"Ringparken", "111111"},
    {"Rønnebærparken/Æblehaven", "110000"},
    {"Sebbersundvej mv.", "100000"},
    {"Skovgårdsparken", "011110"},
    {"Skovvejen/Skovparken", "111111"},
    {"Solbakken mv.", "011111"},
    {"Stengårdsvej", "111111"},
    {"Stærevej mv.", "100000"},
    {"Sundparken", "111111"},
    {"Tingbjerg/Utterslevhuse", "111111"},
    {"Tåstrupgård", "111111"},
    {"Vollsmose", "111111"},
};

/* 15 hard ghettos were published in 2019 and 13 in 2020. */
START_TEST(the_lists_of_2019_and_2020_follow_from_those_before)
{
    int hard[2] = {0};
    for (size_t i = 0; i < sizeof memberships / sizeof *memberships; i++) {
        char lists[8] = {0};
        for (int year = 0; year < 6; year++)
            lists[year] = memberships[i].lists[year] == '1' ? 'g' : '-';
        hard[1] += in_a_row(2020, lists, INTEG_DK_HOUSING_RUN) == INTEG_DK_HOUSING_HARD_GHETTO;
        lists[5] = '\0';
        hard[0] += in_a_row(2019, lists, INTEG_DK_HOUSING_RUN) == INTEG_DK_HOUSING_HARD_GHETTO;
    }
    ck_assert_int_eq(hard[0], 15);
    ck_assert_int_eq(hard[1], 13);
}
END_TEST

void add_housing(Suite *suite)
{
    add_tests(suite, "housing areas",
              (const TTest *[]){random_areas_around_the_limits_have_the_class_of_the_rule,
                                a_figure_at_a_limit_is_on_the_right_side_of_it, any_number_is_taken,
                                the_limit_of_the_convicted_is_the_years, the_year_chooses_the_rule_and_the_name,
                                published_areas_have_their_published_class, five_lists_in_a_row_make_a_hard_ghetto,
                                several_lists_need_arguments, the_lists_of_2019_and_2020_follow_from_those_before,
                                NULL});
}
