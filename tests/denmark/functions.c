/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/sheet.h"
#include "denmark/suite.h"
#include "expression/counting.h"
#include "integration/denmark.h"
#include "support/failing_allocator.h"
#include "support/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The rules as functions of the filter language. */

static integ_context *context;
static integ_register *town;

static void open_path(const char *path)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_open(context, path, NULL, &town, NULL), INTEG_STATUS_OK);
}

static void close_town(void)
{
    integ_register_free(town);
    integ_context_free(context);
}

/* A bare CSV file of a few columns. */
static void open_text(const char *csv)
{
    write_whole_file("denmark.csv", csv, strlen(csv));
    open_path("denmark.csv");
    remove("denmark.csv");
}

/* The same with a manifest that says what the columns are. */
static void open_table(const char *columns, const char *derived, const char *csv)
{
    static char manifest[4096];
    snprintf(manifest, sizeof manifest,
             "register: town\ntables: {citizen: {columns: {%s}, derive: {%s}}}\n"
             "snapshots: [{as_of: 2020-01-01, citizen: denmark.csv}]\n", columns,
             derived);
    write_whole_file("denmark.csv", csv, strlen(csv));
    write_whole_file("denmark.yaml", manifest, strlen(manifest));
    open_path("denmark.yaml");
    remove("denmark.csv");
    remove("denmark.yaml");
}

static void expect_answers(const char *filter, const char *answers)
{
    const char *found = row_answers(town, filter);
    ck_assert_msg(strcmp(found, answers) == 0, "%s: %s, not %s", filter, found, answers);
}

/* ---- CPR numbers -------------------------------------------------------------------------------------------- */

static const char numbers[] = "cpr,kept\n"
                              "070761-4285,x\n"  /* 1961-07-07, a man, with a control digit */
                              "0707614286,x\n"   /* a woman, without */
                              "310299-1234,x\n"  /* no such date */
                              "070761 4285,x\n"  /* not of the form */
                              ",x\n"
                              "211062-5629,x\n"  /* 1862 */
                              "2110525629,x\n";  /* 2052 */

START_TEST(cpr_numbers_in_a_column)
{
    open_text(numbers);
    expect_answers("cpr_valid(cpr)", "1100?11");
    expect_answers("NOT cpr_valid(cpr)", "0011?00");
    expect_answers("cpr_valid(cpr) IS NULL", "0000100");
    expect_answers("cpr_birth_date(cpr) = DATE('1961-07-07')", "11???00");
    expect_answers("cpr_birth_date(cpr) < DATE('1900-01-01')", "00???10");
    expect_answers("cpr_birth_date(cpr) IS NULL", "0011100");
    expect_answers("cpr_sex(cpr) = 'M'", "100??11");
    expect_answers("cpr_sex(cpr) = 'F'", "011??00");
    expect_answers("cpr_modulus_ok(cpr)", "100??10");
    expect_answers("years_between(cpr_birth_date(cpr), DATE('2020-01-01')) >= 58", "11???10");
    expect_answers("CPR_Valid(cpr) AND cpr_sex(cpr) = 'F'", "0100?00");
    close_town();
}
END_TEST

/* A column of whole numbers has lost the zeros in front. */
START_TEST(cpr_numbers_that_were_read_as_whole_numbers)
{
    open_text("cpr,row\n707614285,1\n707614286,2\n3102991234,3\n,4\n99999999999,5\n-1,6\n2110525629,7\n0,8\n");
    expect_answers("cpr_valid(cpr)", "110?0010");
    expect_answers("cpr_birth_date(cpr) = DATE('1961-07-07')", "11????0?");
    expect_answers("cpr_sex(cpr) = 'M'", "100???10");
    expect_answers("cpr_modulus_ok(cpr)", "100???01");
    close_town();
}
END_TEST

START_TEST(constants_are_asked_about_at_once)
{
    open_text(numbers);
    expect_answers("cpr_valid('070761-4285')", "1111111");
    expect_answers("cpr_valid(707614285)", "1111111");
    expect_answers("cpr_valid('')", "0000000");
    expect_answers("cpr_sex('0707614285') = 'M'", "1111111");
    expect_answers("cpr_sex('x') = 'M'", "???????");
    expect_answers("cpr_sex(707614285) LIKE 'm'", "0000000");
    expect_answers("cpr_sex('x') LIKE '%'", "???????");
    expect_answers("CASEI(cpr_sex('x')) = 'm'", "???????");
    expect_answers("CASEI(cpr_sex(707614285)) = 'm'", "1111111");
    expect_answers("cpr_sex('x') IN ('F', 'M')", "???????");
    expect_answers("'F' IN (cpr_sex('x'), cpr_sex(cpr))", "?11????");
    expect_answers("cpr_sex('x') IS NULL", "1111111");
    expect_answers("cpr_birth_date('070761-4285') < DATE('1961-07-08')", "1111111");
    expect_answers("cpr_sex(cpr) = cpr_sex('0707614285')", "100??11");
    expect_answers("dk_country_group('SY') = 'non_western' AND dk_menapt('SY') AND NOT dk_menapt(5100)", "1111111");
    expect_answers("dk_origin(true, true, false, false, false, false) = 'descendant'", "1111111");
    expect_answers("dk_housing_class(2014, 1000, 50.1, 40.1, 2.70, 50.0, 55) = 'none'", "1111111");
    expect_answers("dk_housing_class(2014, 1000, 50.1, 40.1, 2.70, 50.0, 54.99) = 'ghetto'", "1111111");
    expect_answers("dk_housing_class(2014, 1000, 50.1, 40.1, 2.700000000000000001, 50, 55) = 'ghetto'", "1111111");
    close_town();
}
END_TEST

/* ---- texts that functions give ------------------------------------------------------------------------------ */

START_TEST(answers_are_texts_like_any_other)
{
    open_text("cpr,sex,letter\n0707614285,M,A\n0707614286,M,F\n0707614287,,M\nx,F,Z\n0707614288,F,f\n");
    expect_answers("cpr_sex(cpr) <> 'F'", "101?0");
    expect_answers("cpr_sex(cpr) < 'M'", "010?1");
    expect_answers("cpr_sex(cpr) >= 'G'", "101?0");
    expect_answers("'G' > cpr_sex(cpr)", "010?1");
    expect_answers("cpr_sex(cpr) BETWEEN 'A' AND 'G'", "010?1");
    expect_answers("cpr_sex(cpr) NOT BETWEEN 'A' AND 'G'", "101?0");
    expect_answers("cpr_sex(cpr) IN ('F', 'x')", "010?1");
    expect_answers("cpr_sex(cpr) IN ('x')", "000?0");
    expect_answers("cpr_sex(cpr) NOT IN ('F')", "101?0");
    expect_answers("cpr_sex(cpr) IN (letter, 'M')", "111?0");
    expect_answers("cpr_sex(cpr) LIKE '_'", "111?1");
    expect_answers("cpr_sex(cpr) LIKE 'F%'", "010?1");
    expect_answers("cpr_sex(cpr) NOT LIKE 'F%'", "101?0");
    expect_answers("CASEI(cpr_sex(cpr)) = CASEI('f')", "010?1");
    expect_answers("CASEI(cpr_sex(cpr)) = 'm'", "101?0");
    expect_answers("CASEI(cpr_sex(cpr)) IN ('f', 'm')", "111?1");
    expect_answers("CASEI(cpr_sex(cpr)) LIKE 'f'", "010?1");
    expect_answers("cpr_sex(cpr) IS NULL", "00010");
    expect_answers("cpr_sex(cpr) IS NOT NULL", "11101");
    expect_answers("cpr_sex(cpr) = sex", "10??1");
    expect_answers("sex <> cpr_sex(cpr)", "01??0");
    expect_answers("letter < cpr_sex(cpr)", "100?0");
    expect_answers("CASEI(letter) = CASEI(cpr_sex(cpr))", "011?1");
    expect_answers("cpr_sex(cpr) = cpr_sex(cpr)", "111?1");
    expect_answers("cpr_sex(cpr) > dk_country_group(letter)", "?????");
    expect_answers("a_overlaps((cpr_sex(cpr), letter), ('F', 'A'))", "110?1");
    expect_answers("NOT (cpr_sex(cpr) = 'F')", "101?0");
    close_town();
}
END_TEST

START_TEST(answers_are_columns_too)
{
    open_table("cpr: {type: code}, country: {type: code}",
               "sex: cpr_sex(cpr), born: cpr_birth_date(cpr), age: age(born), valid: cpr_valid(cpr), "
               "group: dk_country_group(country)",
               "cpr,country\n070761-4285,DK\n070761-4286,sy\n310299-1234,ZZ\n,\n");
    expect_answers("sex = 'F'", "011?");
    expect_answers("age = 58", "11??");
    expect_answers("valid", "110?");
    expect_answers("group = 'western'", "10??");
    expect_answers("group IN ('western', 'non_western')", "11??");
    expect_answers("sex = 'F' AND valid AND group = 'non_western' AND age BETWEEN 50 AND 60", "010?");
    close_town();
}
END_TEST

/* ---- origin ------------------------------------------------------------------------------------------------- */

static const char *const origins[] = {NULL, "danish", "immigrant", "descendant"};

/* Every combination, as a column of three times three times three ... rows. */
START_TEST(every_combination_has_its_origin)
{
    static const char *const words[] = {"", "false", "true"};
    static char csv[65536], expected[729], answers[729];
    size_t length = (size_t)snprintf(csv, sizeof csv, "a,b,c,d,e,f\n");
    for (int code = 0; code < 729; code++) {
        int32_t given[6];
        for (int i = 0, rest = code; i < 6; i++, rest /= 3) {
            given[i] = rest % 3 - 1;
            length += (size_t)snprintf(csv + length, sizeof csv - length, "%s%c", words[rest % 3], i == 5 ? '\n' : ',');
        }
        expected[code] = (char)integ_dk_origin(given[0], given[1], given[2], given[3], given[4], given[5]);
    }
    /* the row in which everything is unknown has only commas */
    open_text(csv);
    for (int origin = 1; origin <= 3; origin++) {
        char filter[128];
        answering how = {.threads = 1, .answers = answers};
        snprintf(filter, sizeof filter, "dk_origin(a, b, c, d, e, f) = '%s'", origins[origin]);
        counts found = answer_rows(town, filter, &how, NULL);
        ck_assert_int_eq(found.status, INTEG_STATUS_OK);
        ck_assert_int_eq(found.rows, 729);
        for (int code = 0; code < 729; code++)
            ck_assert_int_eq(answers[code], expected[code] == 0 ? '?' : expected[code] == origin ? '1' : '0');
    }
    expect_counts(town, "dk_origin(a, b, c, d, e, f) = dk_origin(a, b, e, f, c, d)",
                  729 - count_rows(town, "dk_origin(a, b, c, d, e, f) IS NULL", 1, NULL).yes,
                  count_rows(town, "dk_origin(a, b, c, d, e, f) IS NULL", 1, NULL).yes);
    close_town();
}
END_TEST

START_TEST(origin_takes_conditions)
{
    open_text("born,citizen,m_born,m_citizen\nDK,DK,DK,DK\nSY,SY,SY,\nDK,TR,,\nDK,,TR,TR\n,DK,,\n");
    expect_answers("dk_origin(born = 'DK', citizen = 'DK', m_born = 'DK', m_citizen = 'DK', false, false) = 'danish'",
                   "1000?");
    expect_answers("dk_origin(born = 'DK', citizen = 'DK', m_born = 'DK', m_citizen = 'DK', false, false) = "
                   "'descendant'",
                   "0011?");
    close_town();
}
END_TEST

/* ---- countries ---------------------------------------------------------------------------------------------- */

START_TEST(countries_by_letters_and_numbers)
{
    open_text("letters,number\nDK,5100\nSY,5172\nil,5152\nZZ,17\n,\nGB,5170\n");
    expect_answers("dk_country_group(letters) = 'western'", "100??1");
    expect_answers("dk_country_group(number) = 'non_western'", "011??0");
    expect_answers("dk_menapt(letters)", "010??0");
    expect_answers("dk_menapt(number)", "010??0");
    expect_answers("dk_country_group(letters) = dk_country_group(number)", "111??1");
    close_town();
}
END_TEST

/* ---- housing areas ------------------------------------------------------------------------------------------ */

#define CLASS "dk_housing_class(year, residents, a, b, c, d, e)"

START_TEST(areas_by_exact_decimals_and_by_numbers)
{
    static const char csv[] = "year,residents,a,b,c,d,e,limit\n"
                              "2014,1000,50.10,40.10,2.70,50.00,55.00,\n"
                              "2014,1000,50.10,40.10,2.71,50.00,55.00,\n"
                              "2014,999,90,90,90,90,10,\n"
                              "2020,1000,60,10,2.27,60.10,60,\n"
                              "2020,1000,60,10,2.27,60.10,60,2.28\n"
                              "2023,1587,66.4,26.7,1.62,77.3,54.2,2.35\n"
                              "2022,1000,31,30.01,0,10,64.99,2.19\n"
                              "2014,,50.10,40.10,2.71,50.00,55.00,\n"
                              ",1000,50.10,40.10,2.71,50.00,55.00,\n"
                              "2009,1000,50.10,40.10,2.71,50.00,55.00,\n"
                              "2014,1000,,40.10,2.71,,10,\n";
    for (int as_decimals = 0; as_decimals < 2; as_decimals++) {
        if (as_decimals)
            open_table("year: {type: integer}, residents: {type: integer}, a: {type: decimal, decimals: 2}, "
                       "b: {type: decimal, decimals: 4}, c: {type: decimal, decimals: 2}, "
                       "d: {type: decimal, decimals: 15}, "
                       "e: {type: decimal, decimals: 2}, limit: {type: decimal, decimals: 2}",
                       "", csv);
        else
            open_text(csv);
        expect_answers(CLASS " = 'ghetto'", "01011" "00???1");
        expect_answers("dk_housing_class(year, residents, a, b, c, d, e, limit) = 'ghetto'", "01010" "00???1");
        expect_answers(CLASS " = 'none'", "10100" "00???0");
        expect_answers(CLASS " = 'parallel_society'", "00000" "10???0");
        expect_answers("dk_housing_class(year, residents, a, b, c, d, e, limit) = 'prevention'", "00000" "01???0");
        close_town();
    }
}
END_TEST
#undef CLASS

START_TEST(decimals_beyond_a_binary_number_are_still_compared)
{
    open_table("a: {type: decimal, decimals: 16}", "",
               "a\n50.0000000000000001\n50.0000000000000000\n49.9999999999999999\n");
    expect_answers("dk_housing_class(2013, 1000, a, 41, 0, 0, 0) = 'ghetto'", "100");
    close_town();
}
END_TEST

/* ---- many rows ---------------------------------------------------------------------------------------------- */

/* Few texts are asked about once each, many row by row: the answers are the same, with any number of threads. */
START_TEST(few_texts_and_many_texts_have_the_same_answers)
{
    enum { ROWS = 70000 };
    static char texts[ROWS][INTEG_CPR_SIZE];
    static const char *many[ROWS], *few[ROWS];
    integ_register_builder *builder;
    int64_t valid = 0, women = 0;
    for (int i = 0; i < ROWS; i++) {
        snprintf(texts[i], INTEG_CPR_SIZE, "%02d%02d%02d%04d", i % 33, i / 33 % 14, i / 500 % 100, i % 9973);
        many[i] = texts[i];
        few[i] = texts[i % 1000];
        valid += integ_cpr_valid(texts[i], 10);
        women += (i % 9973) % 2 == 0;
    }
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 18262, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "citizen", ROWS, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_texts(builder, "many", INTEG_TYPE_CODE, many, ROWS, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_texts(builder, "few", INTEG_TYPE_CODE, few, ROWS, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_finish(builder, &town, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    for (int32_t threads = 1; threads <= 4; threads += 3) {
        ck_assert_int_eq(count_rows(town, "cpr_valid(many)", threads, NULL).yes, valid);
        ck_assert_int_eq(count_rows(town, "cpr_sex(many) = 'F'", threads, NULL).yes, women);
        int64_t valid_few = 0;
        for (int i = 0; i < ROWS; i++)
            valid_few += integ_cpr_valid(few[i], 10);
        counts found = count_rows(town, "cpr_valid(few) AND cpr_birth_date(few) IS NOT NULL", threads, NULL);
        ck_assert_int_eq(found.yes, valid_few);
        ck_assert_int_eq(found.unknown, 0);
    }
    close_town();
}
END_TEST

/* ---- what is wrong ------------------------------------------------------------------------------------------ */

static void expect_message(const char *filter, integ_status status, const char *english)
{
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    counts found = count_rows(town, filter, 1, error);
    ck_assert_int_eq(found.status, status);
    char line[1024];
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_msg(strstr(line, english) != NULL, "%s: %s", filter, line);
    integ_error_free(error);
}

START_TEST(wrong_calls_are_explained)
{
    open_text("cpr,n,a\n0707614285,1,1.5\nx,2,2\n");
    expect_message("cpr_valid()", INTEG_STATUS_TYPE_MISMATCH,
                   "wrong number of arguments for cpr_valid: 0 instead of 1 (it is written cpr_valid(cpr))");
    expect_message("cpr_valid(cpr, n)", INTEG_STATUS_TYPE_MISMATCH, "2 instead of 1");
    expect_message("cpr_valid(a)", INTEG_STATUS_TYPE_MISMATCH, "cpr_valid needs code here, this is of type number");
    expect_message("cpr_valid(true)", INTEG_STATUS_TYPE_MISMATCH, "this is of type boolean");
    expect_message("dk_origin(n, n, n, n, n, n) = 'danish'", INTEG_STATUS_TYPE_MISMATCH,
                   "dk_origin needs boolean here, this is of type integer");
    expect_message("dk_housing_class(2020, 1, 2, 3, 4, 5) = 'none'", INTEG_STATUS_TYPE_MISMATCH,
                   "6 instead of 7/8 (it is written dk_housing_class(year, ");
    expect_message("dk_housing_class(2020, 1, 2, 3, 4, 5, cpr) = 'none'", INTEG_STATUS_TYPE_MISMATCH,
                   "needs number here, this is of type code");
    expect_message("dk_housing_class(a, 1, 2, 3, 4, 5, 6) = 'none'", INTEG_STATUS_TYPE_MISMATCH,
                   "needs integer here, this is of type number");
    expect_message("cpr_sex(cpr)", INTEG_STATUS_TYPE_MISMATCH, "code");
    expect_message("cpr_sex(cpr) = 1", INTEG_STATUS_TYPE_MISMATCH, "");
    expect_message("cpr_sex(cpr) + 1 > 2", INTEG_STATUS_TYPE_MISMATCH, "");
    expect_message("cpr_vald(cpr)", INTEG_STATUS_UNKNOWN_NAME,
                   "there is no function cpr_vald (did you mean cpr_valid?)");
    expect_message("dk_orgin(cpr) = 'danish'", INTEG_STATUS_UNKNOWN_NAME, "did you mean dk_origin?");
    expect_message("cpr_valid(CASEI(cpr))", INTEG_STATUS_UNSUPPORTED, "a computed text cannot be a value here");
    close_town();
}
END_TEST

START_TEST(answers_that_a_function_never_gives_are_remarked)
{
    integ_error *remarks;
    integ_expression *expression;
    static const char filter[] = "dk_origin(true, true, a, a, a, a) = 'imigrant' OR "
                                 "cpr_sex(cpr) IN ('K', 'M') OR sex = 'F'";
    open_table("cpr: {type: code}, a: {type: boolean}", "sex: cpr_sex(cpr)", "cpr,a\n0707614285,true\n");
    ck_assert_int_eq(integ_error_new(&remarks), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_parse(context, filter, strlen(filter), NULL, &expression, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_examine(expression, town, NULL, remarks), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_count(remarks), 2);
    ck_assert_str_eq(integ_error_message(remarks, 0, INTEG_LANGUAGE_DANISH),
                     "'imigrant' er ikke en af koderne i dk_origin");
    ck_assert_str_eq(integ_error_hint(remarks, 0, INTEG_LANGUAGE_DANISH), "mente du immigrant?");
    ck_assert_str_eq(integ_error_message(remarks, 1, INTEG_LANGUAGE_ENGLISH), "'K' is none of the codes of cpr_sex");
    ck_assert_str_eq(integ_error_hint(remarks, 1, INTEG_LANGUAGE_ENGLISH), "they are F, M");
    integ_expression_free(expression);
    integ_error_free(remarks);
    close_town();
}
END_TEST

/* ---- words, text and JSON ----------------------------------------------------------------------------------- */

static void expect_words(const char *filter, int32_t language, const char *expected)
{
    integ_expression *expression;
    integ_text *words;
    ck_assert_int_eq(integ_expression_parse(context, filter, strlen(filter), NULL, &expression, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_to_words(expression, town, NULL, language, &words, NULL), INTEG_STATUS_OK);
    ck_assert_msg(strstr(integ_text_bytes(words), expected) != NULL, "%s", integ_text_bytes(words));
    integ_text_free(words);
    integ_expression_free(expression);
}

START_TEST(definitions_are_told_in_words)
{
    open_text("cpr,country\n0707614285,DK\nx,\n");
    expect_words("cpr_sex(cpr) = 'F' AND dk_country_group(country) = 'non_western'", INTEG_LANGUAGE_ENGLISH,
                 "– the sex in the CPR number cpr is F\n"
                 "– the group (western or non-western) of the country country is non_western\n");
    expect_words("cpr_valid(cpr) AND NOT dk_menapt(country)", INTEG_LANGUAGE_DANISH,
                 "– cpr har et CPR-nummers form og dato\n"
                 "– dette gælder ikke: landet country hører til MENAPT");
    expect_words("dk_housing_class(2023, 1587, 66.4, 26.7, 1.62, 77.3, 54.2) = 'parallel_society'",
                 INTEG_LANGUAGE_ENGLISH,
                 "the class of the housing area by the rule of the year 2023 (1587 residents; in per cent: "
                 "non-western 66.4, outside the labour market 26.7, convicted 1.62, ");
    close_town();
}
END_TEST

START_TEST(calls_keep_their_form_and_their_meaning)
{
    static const char filter[] = "dk_origin(a, b, c, d, e = 'DK', f) = 'immigrant' AND cpr_sex(cpr) IN ('F', 'M')";
    integ_expression *expression, *again;
    integ_text *text, *json, *first, *second;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_parse(context, filter, strlen(filter), NULL, &expression, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_to_text(expression, &text, NULL), INTEG_STATUS_OK);
    ck_assert_str_eq(integ_text_bytes(text), filter);
    ck_assert_int_eq(integ_expression_to_json(expression, &json, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_parse_json(context, integ_text_bytes(json), integ_text_length(json), NULL,
                     &again, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_fingerprint(expression, &first, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_fingerprint(again, &second, NULL), INTEG_STATUS_OK);
    ck_assert_str_eq(integ_text_bytes(first), integ_text_bytes(second));
    integ_text_free(text), integ_text_free(json), integ_text_free(first), integ_text_free(second);
    integ_expression_free(expression), integ_expression_free(again);
    integ_context_free(context);
}
END_TEST

/* ---- memory ------------------------------------------------------------------------------------------------- */

static integ_status attempt(integ_context *with, integ_error *error, void *userdata)
{
    static const char *const cprs[] = {"0707614285", "x", "0707614286"}, *const letters[] = {"F", "M", "F"};
    integ_register_builder *builder = NULL;
    integ_register *reg = NULL;
    integ_status status = integ_register_builder_new(with, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", 3, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "cpr", INTEG_TYPE_CODE, cprs, 3, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "letter", INTEG_TYPE_CODE, letters, 3, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, &reg, error);
    integ_register_builder_free(builder);
    if (status == INTEG_STATUS_OK)
        status = count_rows(reg, userdata, 1, error).status;
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_is_reported)
{
    for_each_failing_allocation(attempt, "cpr_sex(cpr) = letter OR cpr_valid(cpr) OR cpr_sex('x') = 'F' OR "
                                         "CASEI(cpr_sex(cpr)) LIKE 'f' OR "
                                         "cpr_sex(cpr) IN ('F', letter) OR cpr_birth_date('0707614285') IS NULL");
}
END_TEST

/* ---- vectors ------------------------------------------------------------------------------------------------ */

static void expect_all(const char *filter, int64_t unknown)
{
    counts found = count_rows(town, filter, 1, NULL);
    ck_assert_int_eq(found.status, INTEG_STATUS_OK);
    ck_assert_msg(found.yes + unknown == found.rows && found.unknown == unknown, "%s", filter);
}

START_TEST(published_vectors_are_answered)
{
    open_path(sheet_path("cpr.csv"));
    expect_all("cpr IS NULL OR cpr_valid(cpr) = (valid_structure = 1)", 0);
    expect_all("cpr_sex(cpr) = sex OR (cpr_sex(cpr) IS NULL AND sex IS NULL)", 0);
    expect_all("cpr_birth_date(cpr) = birth_date OR (cpr_birth_date(cpr) IS NULL AND birth_date IS NULL)", 0);
    expect_all("format_ok = 0 OR cpr_modulus_ok(cpr) = (mod11_ok = 1)", 0);
    close_town();
    open_path(sheet_path("countries.csv"));
    expect_all("(group = 'VESTLIG') = (dk_country_group(iso2) = 'western') OR iso2 IS NULL", 0);
    expect_all("(group = 'VESTLIG') = (dk_country_group(cpr_country_code) = 'western') OR iso2 IS NOT NULL", 0);
    expect_all("menapt IS NULL OR (menapt = 1) = dk_menapt(iso2)", 0);
    close_town();
    open_path(sheet_path("origin.csv"));
#define ORIGIN                                                                                                      \
    "dk_origin(born_in_denmark = 1, danish_citizen = 1, mother_born_dk = 1, mother_danish_citizen = 1, "            \
    "father_born_dk = 1, father_danish_citizen = 1)"
    expect_all("(" ORIGIN " = 'danish') = (expected_origin = 'dansk')", 0);
    expect_all("(" ORIGIN " = 'immigrant') = (expected_origin = 'indvandrer')", 0);
    expect_all("(" ORIGIN " = 'descendant') = (expected_origin = 'efterkommer')", 0);
    close_town();
}
END_TEST

void add_functions(Suite *suite)
{
    add_tests(suite, "filter functions",
              (const TTest *[]){cpr_numbers_in_a_column, cpr_numbers_that_were_read_as_whole_numbers,
                                constants_are_asked_about_at_once, answers_are_texts_like_any_other,
                                answers_are_columns_too, every_combination_has_its_origin, origin_takes_conditions,
                                countries_by_letters_and_numbers, areas_by_exact_decimals_and_by_numbers,
                                decimals_beyond_a_binary_number_are_still_compared,
                                few_texts_and_many_texts_have_the_same_answers, wrong_calls_are_explained,
                                answers_that_a_function_never_gives_are_remarked, definitions_are_told_in_words,
                                calls_keep_their_form_and_their_meaning, running_out_of_memory_is_reported, NULL});
    if (sheet_exists("cpr.csv"))
        add_tests(suite, "filter functions on vectors", (const TTest *[]){published_vectors_are_answered, NULL});
}
