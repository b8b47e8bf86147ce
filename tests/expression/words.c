/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/suite.h"
#include "integration/expression.h"
#include "support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static integ_context *context;
static integ_register *town;

/* Labels, units, computed columns and a history come with the town of the programs' tests. */
static void open_town(void)
{
    char path[1024];
    const char *folder = getenv("srcdir");
    snprintf(path, sizeof path, "%s/programs/data/town", folder == NULL ? "." : folder);
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_open(context, path, NULL, &town, NULL), INTEG_STATUS_OK);
}

static void close_town(void)
{
    integ_register_free(town);
    integ_context_free(context);
}

static integ_text *words_of(const char *filter, const integ_register *reg, const char *table, int32_t language)
{
    integ_expression *expression;
    integ_text *text;
    ck_assert_msg(integ_expression_parse(context, filter, strlen(filter), NULL, &expression, NULL) == INTEG_STATUS_OK,
                  "%s", filter);
    ck_assert_int_eq(integ_expression_to_words(expression, reg, table, language, &text, NULL), INTEG_STATUS_OK);
    integ_expression_free(expression);
    return text;
}

static void expect_words(const char *filter, const char *table, int32_t language, const char *expected)
{
    integ_text *text = words_of(filter, town, table, language);
    ck_assert_msg(strcmp(integ_text_bytes(text), expected) == 0, "%s:\n%s\nexpected\n%s", filter,
                  integ_text_bytes(text), expected);
    integ_text_free(text);
}

#define DANISH_END "Borgere, for hvem det ikke kan afgøres, fordi noget er ukendt, er ikke med.\n"
#define ENGLISH_END "Citizens for whom that cannot be told, because something is unknown, are not included.\n"

START_TEST(a_definition_is_a_list_of_what_must_hold)
{
    const char *filter = "origin = 'non_western' AND sex = 'F' AND age BETWEEN 18 AND 64";
    open_town();
    expect_words(filter, NULL, INTEG_LANGUAGE_DANISH,
                 "Borgere, for hvem alt dette gælder:\n"
                 "– origin er non_western\n"
                 "– sex er F (Kvinde)\n"
                 "– age er fra 18 til og med 64\n" DANISH_END "Beregnede kolonner:\n"
                 "– age: alderen i hele år ud fra birth_date\n");
    expect_words(filter, "citizen", INTEG_LANGUAGE_ENGLISH,
                 "Citizens for whom all of these hold:\n"
                 "– origin is non_western\n"
                 "– sex is F (Kvinde)\n"
                 "– age is from 18 to 64, both included\n" ENGLISH_END "Computed columns:\n"
                 "– age: the age in completed years by birth_date\n");
    close_town();
}
END_TEST

START_TEST(columns_with_a_title_are_told_with_it)
{
    char path[1024];
    const char *folder = getenv("srcdir");
    snprintf(path, sizeof path, "%s/register/data/municipalities", folder == NULL ? "." : folder);
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_open(context, path, NULL, &town, NULL), INTEG_STATUS_OK);
    ck_assert_str_eq(integ_register_column_title(town, 0, 2), "tilflytningskommune");
    ck_assert_ptr_null(integ_register_column_title(town, 0, 1));
    expect_words("to <> '151' AND id > 2", NULL, INTEG_LANGUAGE_DANISH,
                 "Borgere, for hvem alt dette gælder:\n"
                 "– to (tilflytningskommune) er ikke 151 (ikke opfyldt, hvis to er ukendt)\n"
                 "– id er over 2\n" DANISH_END);
    close_town();
}
END_TEST

START_TEST(lists_in_lists_say_which_of_them_must_hold)
{
    const char *filter = "sex <> 'F' OR NOT (income > 20 AND (origin IN ('a', 'b c') OR NOT sex IN ('F', 'M', 'X'))) OR"
                         " (area = 'Nord' AND (origin = 'b' AND NOT (origin = 'c' OR area IS NULL)))";
    open_town();
    expect_words(filter, NULL, INTEG_LANGUAGE_DANISH,
                 "Borgere, for hvem mindst ét af dette gælder:\n"
                 "– sex er ikke F (Kvinde) (ikke opfyldt, hvis sex er ukendt)\n"
                 "– mindst ét af dette gælder med sikkerhed ikke:\n"
                 "  – income er over 20 DKK\n"
                 "  – mindst ét af dette gælder:\n"
                 "    – origin er a eller »b c«\n"
                 "    – sex er hverken F (Kvinde), M (Mand) eller X\n"
                 "– alt dette gælder:\n"
                 "  – area er Nord\n"
                 "  – origin er b\n"
                 "  – intet af dette gælder (ikke opfyldt, hvis noget af det er ukendt):\n"
                 "    – origin er c\n"
                 "    – area er ukendt\n" DANISH_END);
    expect_words(filter, NULL, INTEG_LANGUAGE_ENGLISH,
                 "Citizens for whom at least one of these holds:\n"
                 "– sex is not F (Kvinde) (not met where sex is unknown)\n"
                 "– at least one of these certainly does not hold:\n"
                 "  – income is above 20 DKK\n"
                 "  – at least one of these holds:\n"
                 "    – origin is a or “b c”\n"
                 "    – sex is neither F (Kvinde), M (Mand) nor X\n"
                 "– all of these hold:\n"
                 "  – area is Nord\n"
                 "  – origin is b\n"
                 "  – none of these holds (not met where one of them is unknown):\n"
                 "    – origin is c\n"
                 "    – area is unknown\n" ENGLISH_END);
    close_town();
}
END_TEST

START_TEST(rows_of_a_history_have_lists_of_their_own)
{
    const char *filter = "exists('activation', from_date > DATE('2019-01-01') AND person_id <> 7) AND sex IS NULL AND "
                         "NOT exists('activation', to_date IS NULL)";
    open_town();
    expect_words(filter, NULL, INTEG_LANGUAGE_DANISH,
                 "Borgere, for hvem alt dette gælder:\n"
                 "– der er mindst én række i activation, hvor alt dette gælder:\n"
                 "  – from_date er efter den 1. januar 2019\n"
                 "  – person_id er ikke 7 (ikke opfyldt, hvis person_id er ukendt)\n"
                 "– sex er ukendt\n"
                 "– der er ingen række i activation, hvor dette gælder: to_date er ukendt\n");
    expect_words("from_date < to_date", "activation", INTEG_LANGUAGE_DANISH,
                 "Rækker i activation, for hvilke dette gælder:\n"
                 "– from_date er før to_date\n"
                 "Rækker i activation, for hvilke det ikke kan afgøres, fordi noget er ukendt, er ikke med.\n");
    expect_words("from_date < to_date", "activation", INTEG_LANGUAGE_ENGLISH,
                 "Rows of activation for which this holds:\n"
                 "– from_date is before to_date\n"
                 "Rows of activation for which that cannot be told, because something is unknown, are not included.\n");
    close_town();
}
END_TEST

START_TEST(a_measure_is_one_line)
{
    const char *share = "coverage('activation', DATE('2019-01-01'), DATE('2019-12-31')) * 100";
    open_town();
    expect_words(share, NULL, INTEG_LANGUAGE_DANISH,
                 "(andelen (0 til 1) af dagene fra den 1. januar 2019 til og med den 31. december 2019 med et forløb i "
                 "activation) × 100\n");
    expect_words(share, NULL, INTEG_LANGUAGE_ENGLISH,
                 "(the share (0 to 1) of the days from 1 January 2019 to 31 December 2019, both included, with a spell "
                 "in activation) × 100\n");
    expect_words("age", NULL, INTEG_LANGUAGE_DANISH,
                 "age\nBeregnede kolonner:\n– age: alderen i hele år ud fra birth_date\n");
    close_town();
}
END_TEST

typedef struct clause {
    const char *filter, *danish, *english;
} clause;

static void expect_clause(const clause *wanted, int32_t language, const char *expected)
{
    integ_text *text = words_of(wanted->filter, town, NULL, language);
    const char *start = strstr(integ_text_bytes(text), "\n– ");
    ck_assert_msg(start != NULL, "%s: %s", wanted->filter, integ_text_bytes(text));
    start += strlen("\n– ");
    size_t length = strcspn(start, "\n");
    ck_assert_msg(length == strlen(expected) && memcmp(start, expected, length) == 0, "%s:\n%.*s\nexpected\n%s",
                  wanted->filter, (int)length, start, expected);
    integ_text_free(text);
}

static void expect_clauses(const clause *clauses, size_t count)
{
    open_town();
    for (size_t i = 0; i < count; i++) {
        expect_clause(&clauses[i], INTEG_LANGUAGE_DANISH, clauses[i].danish);
        expect_clause(&clauses[i], INTEG_LANGUAGE_ENGLISH, clauses[i].english);
    }
    close_town();
}

#define EXPECT_CLAUSES(...)                                                                                         \
    expect_clauses((const clause[]){__VA_ARGS__}, sizeof((const clause[]){__VA_ARGS__}) / sizeof(clause))

START_TEST(comparisons_are_worded_by_what_is_compared)
{
    EXPECT_CLAUSES(
        {"income = 5", "income er 5 DKK", "income is 5 DKK"},
        {"income < -12345.5", "income er under −12.345,5 DKK", "income is below −12,345.5 DKK"},
        {"0.05 <= income", "income er mindst 0,05 DKK", "income is at least 0.05 DKK"},
        {"income <= 1234567", "income er højst 1.234.567 DKK", "income is at most 1,234,567 DKK"},
        {"1e300 > income", "income er under 1e300 DKK", "income is below 1e300 DKK"},
        {"income < 2.5E-7", "income er under 2,5e-7 DKK", "income is below 2.5e-7 DKK"},
        {"year = 2015", "year er 2015", "year is 2015"},
        {"birth_date = DATE('1961-01-02')", "birth_date er den 2. januar 1961", "birth_date is 2 January 1961"},
        {"birth_date >= DATE('1961-12-31')", "birth_date er tidligst den 31. december 1961",
         "birth_date is at the earliest 31 December 1961"},
        {"birth_date <= DATE('0001-05-01')", "birth_date er senest den 1. maj 1",
         "birth_date is at the latest 1 May 1"},
        {"seen > TIMESTAMP('2020-01-02T10:30:00Z')", "seen er efter den 2. januar 2020 kl. 10.30 UTC",
         "seen is after 2 January 2020 at 10:30 UTC"},
        {"seen < TIMESTAMP('1969-12-31T23:59:59.050Z')", "seen er før den 31. december 1969 kl. 23.59.59,05 UTC",
         "seen is before 31 December 1969 at 23:59:59.05 UTC"},
        {"sex <> 'X'", "sex er ikke X (ikke opfyldt, hvis sex er ukendt)",
         "sex is not X (not met where sex is unknown)"},
        {"NOT sex = 'X'", "sex er ikke X (ikke opfyldt, hvis sex er ukendt)",
         "sex is not X (not met where sex is unknown)"},
        {"NOT sex <> 'X'", "sex er X", "sex is X"},
        {"sex = 'ukendt'", "sex er »ukendt«", "sex is “ukendt”"}, /* a code is not the word for what is not known */
        {"sex = 'Unknown'", "sex er »Unknown«", "sex is “Unknown”"},
        {"NOT NOT NOT income < 5", "income er mindst 5 DKK", "income is at least 5 DKK"},
        {"area > 'Nord'", "area kommer, tegn for tegn, efter Nord", "area comes, character by character, after Nord"},
        {"area = ''", "area er »«", "area is “”"},
        {"area = origin", "area er det samme som origin", "area is the same as origin"},
        {"area <> origin", "area er ikke det samme som origin (ikke opfyldt, hvis en af dem er ukendt)",
         "area is not the same as origin (not met where one of them is unknown)"},
        {"area <= origin", "area er eller kommer, tegn for tegn, før origin",
         "area is or comes, character by character, before origin"},
        {"\"a b\" = 1", "»a b« er 1", "“a b” is 1"},
        {"area = 'a\nb\xE2\x80\xAE" "c'", "area er »a b c«", "area is “a b c”"},
        {"p", "p er sand", "p is true"}, {"NOT p", "p er falsk", "p is false"},
        {"p = TRUE", "p er sand", "p is true"}, {"p <> TRUE", "p er falsk", "p is false"},
        {"NOT (FALSE = p)", "p er sand", "p is true"},
        {"(income = 1) = (sex = 'F')", "(income er 1 DKK) er det samme som (sex er F (Kvinde))",
         "(income is 1 DKK) is the same as (sex is F (Kvinde))"},
        {"TRUE", "altid", "always"}, {"NOT TRUE", "aldrig", "never"});
}
END_TEST

START_TEST(ranges_lists_and_unknowns_are_worded)
{
    EXPECT_CLAUSES(
        {"income BETWEEN 100000 AND 200000.50", "income er fra 100.000 til og med 200.000,50 DKK",
         "income is from 100,000 to 200,000.50 DKK, both included"},
        {"age NOT BETWEEN 18 AND 64", "age er under 18 eller over 64 (ikke opfyldt, hvis age er ukendt)",
         "age is below 18 or above 64 (not met where age is unknown)"},
        {"birth_date NOT BETWEEN DATE('1961-01-02') AND DATE('1970-12-31')",
         "birth_date er før den 2. januar 1961 eller efter den 31. december 1970 (ikke opfyldt, hvis birth_date er "
         "ukendt)",
         "birth_date is before 2 January 1961 or after 31 December 1970 (not met where birth_date is unknown)"},
        {"sex IN ('F')", "sex er F (Kvinde)", "sex is F (Kvinde)"},
        {"sex IN ('F', 'M')", "sex er F (Kvinde) eller M (Mand)", "sex is F (Kvinde) or M (Mand)"},
        {"income IN (1, 2, 3)", "income er 1 DKK, 2 DKK eller 3 DKK", "income is 1 DKK, 2 DKK or 3 DKK"},
        {"sex NOT IN ('F', 'M')", "sex er hverken F (Kvinde) eller M (Mand) (ikke opfyldt, hvis sex er ukendt)",
         "sex is neither F (Kvinde) nor M (Mand) (not met where sex is unknown)"},
        {"NOT sex NOT IN ('F')", "sex er F (Kvinde)", "sex is F (Kvinde)"},
        {"sex IS NULL", "sex er ukendt", "sex is unknown"}, {"sex IS NOT NULL", "sex er kendt", "sex is known"},
        {"income + 1 IS NULL", "income + 1 er ukendt", "income + 1 is unknown"},
        {"(sex = 'F') IS NULL", "det er ukendt, om dette gælder: (sex er F (Kvinde))",
         "it is unknown whether (sex is F (Kvinde))"},
        {"area LIKE 'Nor%'", "area begynder med »Nor«", "area begins with “Nor”"},
        {"area LIKE '%rd'", "area slutter med »rd«", "area ends with “rd”"},
        {"area NOT LIKE '%or%'", "area indeholder ikke »or« (ikke opfyldt, hvis area er ukendt)",
         "area does not contain “or” (not met where area is unknown)"},
        {"area LIKE 'Nord'", "area er »Nord«", "area is “Nord”"},
        {"area LIKE '100\\%%'", "area begynder med »100%«", "area begins with “100%”"},
        {"area LIKE '%100\\%'", "area slutter med »100%«", "area ends with “100%”"},
        {"area LIKE 'N_rd%'", "area passer på mønstret »N_rd%«, hvor % er enhver tekst og _ ethvert tegn",
         "area fits the pattern “N_rd%”, where % is any text and _ any character"},
        {"area LIKE '%'", "area passer på mønstret »%«, hvor % er enhver tekst og _ ethvert tegn",
         "area fits the pattern “%”, where % is any text and _ any character"},
        {"CASEI(area) = CASEI('nord')", "area er nord, uden hensyn til store og små bogstaver",
         "area is nord, without regard to case"},
        {"ACCENTI(CASEI(area)) LIKE ACCENTI(CASEI('é%'))",
         "area begynder med »é«, uden hensyn til store og små bogstaver og accenter",
         "area begins with “é”, without regard to case and accents"},
        {"ACCENTI(area) NOT IN (ACCENTI('é'))",
         "area er ikke é, uden hensyn til accenter (ikke opfyldt, hvis area er ukendt)",
         "area is not é, without regard to accents (not met where area is unknown)"},
        {"CASEI(area) = 'nord'", "area uden hensyn til store og små bogstaver er nord",
         "area without regard to case is nord"});
}
END_TEST

START_TEST(functions_and_calculations_are_worded)
{
    EXPECT_CLAUSES(
        {"age(birth_date) >= 18", "alderen i hele år ud fra birth_date er mindst 18",
         "the age in completed years by birth_date is at least 18"},
        {"years_between(birth_date, DATE('2020-01-01')) < 3",
         "antallet af hele år fra birth_date til den 1. januar 2020 er under 3",
         "the number of completed years from birth_date to 1 January 2020 is below 3"},
        {"Days_Between(a, b) = 1", "antallet af dage fra a til b er 1", "the number of days from a to b is 1"},
        {"rows('activation') > 2", "antallet af rækker i activation er over 2",
         "the number of rows in activation is above 2"},
        {"rows('activation', from_date <> to_date) > 2",
         "antallet af rækker i activation (kun dem, hvor dette gælder: from_date er ikke det samme som to_date (ikke "
         "opfyldt, hvis en af dem er ukendt)) er over 2",
         "the number of rows in activation (only those where from_date is not the same as to_date (not met where one "
         "of "
         "them is unknown)) is above 2"},
        {"days_covered('activation', DATE('2019-01-01'), DATE('2019-12-31')) >= 300",
         "antallet af dage fra den 1. januar 2019 til og med den 31. december 2019 med et forløb i activation er "
         "mindst 300",
         "the number of days from 1 January 2019 to 31 December 2019, both included, with a spell in activation is at "
         "least 300"},
        {"longest_gap('activation', birth_date, DATE('2019-12-31')) < 30",
         "det største antal dage i træk fra birth_date til og med den 31. december 2019 uden et forløb i activation er "
         "under 30",
         "the most days in a row from birth_date to 31 December 2019, both included, without a spell in activation is "
         "below 30"},
        {"exists('activation')", "der er mindst én række i activation", "there is at least one row in activation"},
        {"exists(activation)", "der er mindst én række i activation", "there is at least one row in activation"},
        {"longest_run(activation, birth_date, add_years(birth_date, 2)) > 30",
         "det største antal dage i træk fra birth_date til og med birth_date plus 2 år med et forløb i activation er "
         "over 30",
         "the most days in a row from birth_date to birth_date plus 2 years, both included, with a spell in "
         "activation is above 30"},
        {"at_date(activation, as_of())", "der er et forløb i activation, som dækker udtrækkets dato",
         "there is a spell in activation that covers the date of the snapshot"},
        {"NOT at_date('activation', birth_date, to_date IS NULL)",
         "der er intet forløb i activation, som dækker birth_date (ikke opfyldt, hvis noget i det er ukendt), hvor "
         "dette gælder: "
         "to_date er ukendt",
         "there is no spell in activation that covers birth_date (not met where something in it is unknown) where "
         "to_date is unknown"},
        {"NOT at_date('activation', DATE('2019-01-01'))",
         "der er intet forløb i activation, som dækker den 1. januar 2019",
         "there is no spell in activation that covers 1 January 2019"},
        {"last(activation, to_date) < add_months(birth_date, 6)",
         "to_date i den seneste række i activation er før birth_date plus 6 måneder",
         "to_date of the latest row in activation is before birth_date plus 6 months"},
        {"first(activation, to_date, to_date IS NULL) IS NULL",
         "to_date i den tidligste række i activation (kun dem, hvor dette gælder: to_date er ukendt) er ukendt",
         "to_date of the earliest row in activation (only those where to_date is unknown) is unknown"},
        {"NOT exists('activation', to_date IS NULL OR p)",
         "der er ingen række i activation, hvor mindst ét af dette gælder:",
         "there is no row in activation where at least one of these holds:"},
        {"in_group('broad')", "er i gruppen broad", "is in the group broad"},
        {"NOT in_group('broad')", "er ikke i gruppen broad (ikke opfyldt, hvis det er ukendt)",
         "is not in the group broad (not met where that is unknown)"},
        {"T_AFTER(a, b)", "a er efter b", "a is after b"},
        {"t_during(a, INTERVAL('2019-01-01', '..'))",
         "a ligger inde i tiden fra den 1. januar 2019 og frem, enderne ikke medregnet",
         "a lies inside the time from 1 January 2019 on, its ends not included"},
        {"NOT t_intersects(INTERVAL(a, b), INTERVAL('..', '2019-01-01'))",
         "dette gælder ikke: tiden fra a til b og tiden til den 1. januar 2019 har tid til fælles (ikke opfyldt, hvis "
         "noget "
         "i det er ukendt)",
         "it is not so that the time from a to b and the time up to 1 January 2019 have time in common (not met where "
         "something in it is unknown)"},
        {"t_disjoint(a, INTERVAL('..', '..'))", "a og al tid har ingen tid til fælles",
         "a and all time have no time in common"},
        {"a_contains((1, 2), (area, 3))", "listen (1; 2) rummer alle værdier i listen (area; 3)",
         "the list (1; 2) holds all values of the list (area; 3)"},
        {"income - (2 - income) * 3 = 2", "income − (2 − income) × 3 er 2", "income − (2 − income) × 3 is 2"},
        {"income - 2 - 3 = 2 * (income * 3) / 4", "income − 2 − 3 er det samme som 2 × (income × 3) / 4",
         "income − 2 − 3 is the same as 2 × (income × 3) / 4"},
        {"income div 2 = 1", "heltalsdelen af income / 2 er 1", "the whole part of income / 2 is 1"},
        {"(income + 1) % 2 = 1", "resten af (income + 1) / 2 er 1", "the remainder of (income + 1) / 2 is 1"},
        {"income ^ 2 + 1 > 5", "(income opløftet til 2) + 1 er over 5", "(income to the power of 2) + 1 is above 5"},
        {"distance(a, 'x y') > 1.50", "distance(a; »x y«) er over 1,50", "distance(a; “x y”) is above 1.50"},
        {"strange(a)", "strange(a) er sand", "strange(a) is true"},
        {"NOT strange()", "strange() er falsk", "strange() is false"},
        {"age() > 1 AND age(1, 2) = 3", "age() er over 1", "age() is above 1"});
}
END_TEST

START_TEST(a_definition_can_be_told_without_a_register)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    town = NULL;
    expect_words("sex = 'F'", NULL, INTEG_LANGUAGE_DANISH,
                 "Borgere, for hvem dette gælder:\n– sex er F\n" DANISH_END);
    expect_words("sex = 'F'", "firm", INTEG_LANGUAGE_DANISH,
                 "Rækker i firm, for hvilke dette gælder:\n– sex er F\n"
                 "Rækker i firm, for hvilke det ikke kan afgøres, fordi noget er ukendt, er ikke med.\n");
    expect_words("NOT (sex = 'F' AND p)", NULL, INTEG_LANGUAGE_ENGLISH,
                 "Citizens for whom this holds:\n– at least one of these certainly does not hold:\n  – sex is F\n"
                 "  – p is true\n" ENGLISH_END);
    integ_context_free(context);
}
END_TEST

START_TEST(what_cannot_be_told_is_refused)
{
    integ_expression *expression;
    integ_text *text;
    open_town();
    ck_assert_int_eq(integ_expression_parse(context, "p", 1, NULL, &expression, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_to_words(expression, town, "firm", INTEG_LANGUAGE_DANISH, &text, NULL),
                     INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_ptr_null(text);
    ck_assert_int_eq(integ_expression_to_words(expression, town, NULL, 3, &text, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_expression_to_words(NULL, town, NULL, INTEG_LANGUAGE_DANISH, &text, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_expression_to_words(expression, town, NULL, INTEG_LANGUAGE_DANISH, NULL, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    integ_expression_free(expression);
    close_town();
}
END_TEST

static integ_status tell_in_words(integ_context *given, integ_error *error, void *reg)
{
    static const char filter[] =
        "NOT (age > 5 OR in_group('a') AND in_group('b')) AND area LIKE 'x%' AND sex = 'F' AND "
                                 "exists('activation', from_date <> to_date AND to_date IS NULL)";
    integ_expression *expression = NULL;
    integ_text *text = NULL;
    integ_status status = integ_expression_parse(given, filter, strlen(filter), NULL, &expression, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_to_words(expression, reg, NULL, INTEG_LANGUAGE_DANISH, &text, error);
    ck_assert_int_eq(status == INTEG_STATUS_OK, text != NULL);
    integ_text_free(text);
    integ_expression_free(expression);
    return status;
}

START_TEST(running_out_of_memory_is_reported)
{
    open_town();
    for_each_failing_allocation(tell_in_words, town);
    close_town();
}
END_TEST

void add_words(Suite *suite)
{
    add_tests(suite, "words",
              (const TTest *[]){a_definition_is_a_list_of_what_must_hold, columns_with_a_title_are_told_with_it,
                                lists_in_lists_say_which_of_them_must_hold,
                                rows_of_a_history_have_lists_of_their_own, a_measure_is_one_line,
                                comparisons_are_worded_by_what_is_compared, ranges_lists_and_unknowns_are_worded,
                                functions_and_calculations_are_worded, a_definition_can_be_told_without_a_register,
                                what_cannot_be_told_is_refused, running_out_of_memory_is_reported, NULL});
}
