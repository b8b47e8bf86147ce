/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/suite.h"
#include "integration/denmark.h"

#include <stdio.h>
#include <string.h>

typedef struct example {
    const char *text;
    const char *birth_date; /* NULL: no such date */
    char sex;
    int remainder;
} example;

/* Numbers that were published as examples, none of them anybody's. */
static const example examples[] = {
    /* python-stdnum, stdnum.dk.cpr, doctest */
    {"211062-5629", "1862-10-21", 'M', 0},
    {"2110525629", "2052-10-21", 'M', 5},
    /* CPR-kontoret, "Personnummeret i CPR": the worked example, with the sum 154 */
    {"070761-4285", "1961-07-07", 'M', 0},
    {"0707614286", "1961-07-07", 'F', 1},
    {"3102991234", NULL, 'F', 5},
    /* a public test suite on the CPR-kontoret's specification of 1 July 2008: the bounds of the centuries */
    {"010100-0001", "1900-01-01", 'M', 0},
    {"311299-2999", "1999-12-31", 'M', 5},
    {"010137-4000", "1937-01-01", 'F', 2},
    {"311299-4999", "1999-12-31", 'M', 2},
    {"311299-5999", "1899-12-31", 'M', 6},
    {"010100-6000", "2000-01-01", 'F', 1},
    {"010158-7000", "1858-01-01", 'F', 9},
    {"010157-8999", "2057-01-01", 'M', 7},
    {"010137-9000", "1937-01-01", 'F', 0},
    {"000100-0001", NULL, 'M', 8},
    {"990100-0001", NULL, 'M', 5},
    {"310900-0001", NULL, 'M', 2},
    {"311100-0001", NULL, 'M', 3},
    {"290200-4001", "2000-02-29", 'M', 0},
    {"290204-4001", "2004-02-29", 'M', 9},
    /* OS2datascanner's unit tests */
    {"2110625628", "1862-10-21", 'F', 10},
    /* CPR-kontoret, "Personnumre uden kontrolciffer": 1 January of these years has numbers without control digit */
    {"010160-0002", "1960-01-01", 'F', 4},
    {"010190-0001", "1990-01-01", 'M', 10},
    {"010190-0002", "1990-01-01", 'F', 0},
    /* the tests of loophp/tin and of mimesis */
    {"220890-4895", "1990-08-22", 'M', 0},
    {"310586-4948", "1986-05-31", 'F', 0},
    {"2603105799", "2010-03-26", 'M', 0},
    {"0206786884", "1878-06-02", 'F', 0},
};

START_TEST(published_numbers_are_read)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const example *one = &examples[i];
        size_t length = strlen(one->text);
        integ_date date, expected;
        int32_t sex, remainder;
        ck_assert_int_eq(integ_cpr_valid(one->text, length), one->birth_date != NULL);
        integ_status status = integ_cpr_birth_date(one->text, length, &date, NULL);
        ck_assert_int_eq(status, one->birth_date != NULL ? INTEG_STATUS_OK : INTEG_STATUS_OUT_OF_RANGE);
        if (one->birth_date != NULL) {
            ck_assert_int_eq(integ_date_from_text(one->birth_date, &expected, NULL), INTEG_STATUS_OK);
            ck_assert_int_eq(date, expected);
        }
        ck_assert_int_eq(integ_cpr_sex(one->text, length, &sex, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(sex, one->sex);
        ck_assert_int_eq(integ_cpr_modulus(one->text, length, &remainder, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(remainder, one->remainder);
    }
}
END_TEST

START_TEST(anything_else_is_not_a_number)
{
    static const char *const texts[] = {
        "",           "070761-428",  "123456789",    "07O7614285",   "07-07-61-4285", "070761 4285", " 0707614285",
        "0707614285 ", "070761--4285", "0707-614285", "-0707614285", "070761_4285",   "070761\xE2\x80\x93" "4285",
        "07076142855", "+707614285",  "7077614285-",  "070761-42855"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t length = strlen(texts[i]);
        integ_date date;
        int32_t out;
        ck_assert_msg(integ_cpr_valid(texts[i], length) == 0, "'%s'", texts[i]);
        ck_assert_int_eq(integ_cpr_birth_date(texts[i], length, &date, NULL), INTEG_STATUS_SYNTAX);
        ck_assert_int_eq(integ_cpr_sex(texts[i], length, &out, NULL), INTEG_STATUS_SYNTAX);
        ck_assert_int_eq(integ_cpr_modulus(texts[i], length, &out, NULL), INTEG_STATUS_SYNTAX);
    }
    ck_assert_int_eq(integ_cpr_valid("0707614285\0", 11), 0);
    ck_assert_int_eq(integ_cpr_valid(NULL, 0), 0);
    ck_assert_int_eq(integ_cpr_valid("0707614285 and more", 10), 1); /* only the length that is given is read */
}
END_TEST

/* The table of the CPR-kontoret, "Personnummeret i CPR", line by line: every seventh digit with every year. */
START_TEST(every_year_has_its_century)
{
    static const struct {
        int first_digit, last_digit, first_year, last_year, century;
    } table[] = {{0, 3, 0, 99, 1900}, {4, 4, 0, 36, 2000},  {4, 4, 37, 99, 1900}, {5, 8, 0, 57, 2000},
                 {5, 8, 58, 99, 1800}, {9, 9, 0, 36, 2000}, {9, 9, 37, 99, 1900}};
    int checked = 0;
    for (size_t line = 0; line < sizeof table / sizeof *table; line++) {
        for (int digit = table[line].first_digit; digit <= table[line].last_digit; digit++) {
            for (int year = table[line].first_year; year <= table[line].last_year; year++) {
                char text[32];
                integ_date date, expected;
                snprintf(text, sizeof text, "3112%02d%d123", year, digit);
                ck_assert_int_eq(integ_cpr_birth_date(text, 10, &date, NULL), INTEG_STATUS_OK);
                ck_assert_int_eq(integ_date_from_civil(table[line].century + year, 12, 31, &expected, NULL),
                                 INTEG_STATUS_OK);
                ck_assert_int_eq(date, expected);
                checked++;
            }
        }
    }
    ck_assert_int_eq(checked, 1000);
}
END_TEST

/* 29 February exists in 2000, whose numbers have 4 to 9, and not in 1900, whose have 0 to 3. */
START_TEST(the_century_decides_about_29_february)
{
    for (char digit = '0'; digit <= '9'; digit++) {
        char text[] = "290200?000";
        text[6] = digit;
        ck_assert_int_eq(integ_cpr_valid(text, 10), digit >= '4');
    }
    ck_assert_int_eq(integ_cpr_valid("2902040001", 10), 1); /* 1904 */
    ck_assert_int_eq(integ_cpr_valid("2902010001", 10), 0);
}
END_TEST

START_TEST(replacement_numbers_are_not_cpr_numbers)
{
    ck_assert_int_eq(integ_cpr_valid("670761-4285", 11), 0); /* the day is 7 + 60 */
    ck_assert_int_eq(integ_cpr_valid("610100-0001", 11), 0);
    ck_assert_int_eq(integ_cpr_valid("320100-0001", 11), 0);
    ck_assert_int_eq(integ_cpr_valid("011300-0001", 11), 0);
    ck_assert_int_eq(integ_cpr_valid("010000-0001", 11), 0);
}
END_TEST

/* Numbers issued since 1 October 2007 need not have a control digit, and a serial number of zeros is a number. */
START_TEST(the_modulus_and_the_serial_do_not_decide)
{
    int valid = 0;
    for (int serial = 0; serial <= 9999; serial++) {
        char text[32];
        snprintf(text, sizeof text, "011007-%04d", serial);
        valid += integ_cpr_valid(text, 11);
    }
    ck_assert_int_eq(valid, 10000);
    ck_assert_int_eq(integ_cpr_valid("010100-0000", 11), 1);
    ck_assert_int_eq(integ_cpr_valid("311257-8999", 11), 1); /* born in 2057 */
}
END_TEST

START_TEST(a_number_without_its_leading_zero_is_given_it_back)
{
    char text[INTEG_CPR_SIZE];
    ck_assert_int_eq(integ_cpr_from_number(707614285, text, NULL), INTEG_STATUS_OK);
    ck_assert_str_eq(text, "0707614285");
    ck_assert_int_eq(integ_cpr_from_number(3112999999, text, NULL), INTEG_STATUS_OK);
    ck_assert_str_eq(text, "3112999999");
    ck_assert_int_eq(integ_cpr_from_number(0, text, NULL), INTEG_STATUS_OK);
    ck_assert_str_eq(text, "0000000000");
    ck_assert_int_eq(integ_cpr_from_number(10000000000, text, NULL), INTEG_STATUS_SYNTAX);
    ck_assert_str_eq(text, "");
    ck_assert_int_eq(integ_cpr_from_number(-1, text, NULL), INTEG_STATUS_SYNTAX);
    ck_assert_int_eq(integ_cpr_from_number(1, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
}
END_TEST

START_TEST(no_message_holds_a_digit)
{
    integ_error *error;
    integ_date date;
    int32_t out;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cpr_birth_date("070761-428", 10, &date, error), INTEG_STATUS_SYNTAX);
    ck_assert_int_eq(integ_cpr_birth_date("3102991234", 10, &date, error), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_cpr_sex("070761-428", 10, &out, error), INTEG_STATUS_SYNTAX);
    ck_assert_int_eq(integ_cpr_from_number(99999999999, (char[INTEG_CPR_SIZE]){0}, error), INTEG_STATUS_SYNTAX);
    ck_assert_int_eq(integ_error_count(error), 4);
    for (int64_t i = 0; i < 4; i++)
        for (int32_t language = INTEG_LANGUAGE_ENGLISH; language <= INTEG_LANGUAGE_DANISH; language++) {
            char line[512];
            integ_error_line_text(error, i, language, line, sizeof line);
            ck_assert_msg(strpbrk(line, "0123456789") == NULL, "%s", line);
        }
    ck_assert_int_eq(integ_cpr_birth_date(NULL, 1, &date, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cpr_birth_date("", 0, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cpr_sex("", 0, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cpr_modulus("", 0, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_error_free(error);
}
END_TEST

void add_cpr(Suite *suite)
{
    add_tests(suite, "CPR numbers",
              (const TTest *[]){published_numbers_are_read, anything_else_is_not_a_number, every_year_has_its_century,
                                the_century_decides_about_29_february, replacement_numbers_are_not_cpr_numbers,
                                the_modulus_and_the_serial_do_not_decide,
                                a_number_without_its_leading_zero_is_given_it_back, no_message_holds_a_digit, NULL});
}
