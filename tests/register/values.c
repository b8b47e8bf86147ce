/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/decimal.h"
#include "register/csv_value.h"
#include "register/suite.h"
#include "register/timestamp.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 20261122;

static uint64_t random_bits(void)
{
    state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = (state ^ (state >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static const char *fault_name(const integi_message *fault)
{
    return fault == NULL ? "" : fault->name;
}

START_TEST(whole_numbers_fill_int64_and_no_more)
{
    static const struct { const char *text; char thousands; int64_t value; const char *fault; } cases[] = {
        {"0", 0, 0, ""}, {"-0", 0, 0, ""}, {"+7", 0, 7, ""}, {"007", 0, 7, ""},
        {"9223372036854775807", 0, INT64_MAX, ""}, {"-9223372036854775808", 0, INT64_MIN, ""},
        {"9223372036854775808", 0, 0, "csv.out_of_range"}, {"-9223372036854775809", 0, 0, "csv.out_of_range"},
        {"18446744073709551616", 0, 0, "csv.out_of_range"}, {"00000000000000000000012", 0, 12, ""},
        {"", 0, 0, "csv.not_integer"}, {"-", 0, 0, "csv.not_integer"}, {"1 ", 0, 0, "csv.not_integer"},
        {"1.0", 0, 0, "csv.not_integer"}, {"1e3", 0, 0, "csv.not_integer"}, {"--1", 0, 0, "csv.not_integer"},
        {"1.234", '.', 1234, ""}, {"-12.345.678", '.', -12345678, ""}, {"1234567", '.', 1234567, ""},
        {"0.123", '.', 0, "csv.not_integer"}, {"1.23", '.', 0, "csv.not_integer"},
        {"1234.567", '.', 0, "csv.not_integer"},
        {".123", '.', 0, "csv.not_integer"}, {"1.", '.', 0, "csv.not_integer"}, {"1..234", '.', 0, "csv.not_integer"},
        {"1.234.", '.', 0, "csv.not_integer"}, {"1 234", ' ', 1234, ""},
        {"9.223.372.036.854.775.807", '.', INT64_MAX, ""}, {"9.223.372.036.854.775.808", '.', 0, "csv.out_of_range"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t value = 0;
        const integi_message *fault =
            integi_parse_integer(cases[i].text, strlen(cases[i].text), cases[i].thousands, &value);
        ck_assert_msg(strcmp(fault_name(fault), cases[i].fault) == 0, "%s: %s", cases[i].text, fault_name(fault));
        if (fault == NULL)
            ck_assert_int_eq(value, cases[i].value);
    }
}
END_TEST

START_TEST(decimals_are_exact)
{
    static const struct { const char *text; int decimals; int64_t value; const char *fault;
    } cases[] = {{"12", 2, 1200, ""},
                 {"12,5", 2, 1250, ""},
                 {"-0,05", 2, -5, ""},
                 {",5", 2, 50, ""},
                 {"1.234,56", 2, 123456, ""},
                 {"12,500", 2, 1250, ""},
                 {"12,505", 2, 0, "csv.too_many_decimals"},
                 {"12,", 2, 0, "csv.not_decimal"},
                 {"1.23,4", 2, 0, "csv.not_decimal"},
                 {"12.345", 2, 1234500, ""},
                 {"12.5", 2, 0, "csv.not_decimal"},
                 {"1,2,3", 2, 0, "csv.not_decimal"},
                 {"", 2, 0, "csv.not_decimal"},
                 {"-", 2, 0, "csv.not_decimal"},
                 {",", 2, 0, "csv.not_decimal"},
                 {"92233720368547758,07", 2, INT64_MAX, ""},
                 {"92233720368547758,08", 2, 0, "csv.out_of_range"},
                 {"-92233720368547758,08", 2, INT64_MIN, ""},
                 {"9,223372036854775807", 18, INT64_MAX, ""},
                 {"10", 18, 0, "csv.out_of_range"},
                 {"7", 0, 7, ""},
                 {"7,0", 0, 7, ""},
                 {"7,1", 0, 0, "csv.too_many_decimals"},
                 {"1e2", 2, 0, "csv.not_decimal"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t value = 0;
        const integi_message *fault =
            integi_parse_decimal(cases[i].text, strlen(cases[i].text), ',', '.', cases[i].decimals, &value);
        ck_assert_msg(strcmp(fault_name(fault), cases[i].fault) == 0, "%s: %s", cases[i].text, fault_name(fault));
        if (fault == NULL)
            ck_assert_int_eq(value, cases[i].value);
    }
    /* Against the reader of documents, which knows no thousands. */
    for (int i = 0; i < 100000; i++) {
        char text[64];
        int decimals = (int)(random_bits() % 19);
        int length = snprintf(text, sizeof text, "%s%llu.%llu", i % 2 ? "-" : "",
                              (unsigned long long)(random_bits() >> (random_bits() % 64)),
                              (unsigned long long)(random_bits() >> (random_bits() % 64)));
        integi_decimal expected;
        int64_t value;
        bool fits = integi_decimal_parse(text, (size_t)length, &expected) && expected.decimals <= decimals;
        const integi_message *fault = integi_parse_decimal(text, (size_t)length, '.', '\0', decimals, &value);
        if (fault == NULL && fits)
            ck_assert_int_eq(integi_decimal_compare(expected, (integi_decimal){value, decimals}), 0);
        else if (fits)
            ck_assert_str_eq(fault->name, "csv.out_of_range");
    }
}
END_TEST

/* The C library is the second opinion; its mark depends on the locale, which these texts are made to follow. */
START_TEST(numbers_are_rounded_as_the_c_library_rounds_them)
{
    char mark[8];
    snprintf(mark, sizeof mark, "%.1f", 0.5);
    int count = is_long_run() ? 20000000 : 300000;
    for (int i = 0; i < count; i++) {
        char text[900], other[900];
        int whole = (int)(random_bits() % 20), fraction = (int)(random_bits() % 25), at = 0;
        if (i % 1000 == 0)
            whole = 300 + (int)(random_bits() % 500);
        at += sprintf(text, "%s", random_bits() % 2 ? "-" : "");
        for (int d = 0; d <= whole; d++)
            text[at++] = (char)('0' + random_bits() % 10);
        int point = at;
        if (fraction > 0) {
            text[at++] = '.';
            for (int d = 0; d < fraction; d++)
                text[at++] = (char)('0' + random_bits() % 10);
        }
        if (random_bits() % 3 == 0)
            at += sprintf(text + at, "e%d", (int)(random_bits() % 700) - 360);
        text[at] = '\0';
        memcpy(other, text, sizeof other);
        if (fraction > 0)
            other[point] = mark[1];
        double expected = strtod(other, NULL), number = 0;
        const integi_message *fault = integi_parse_number(text, (size_t)at, '.', '\0', &number);
        if (isinf(expected))
            ck_assert_str_eq(fault_name(fault), "csv.out_of_range");
        else
            ck_assert_msg(fault == NULL && memcmp(&expected, &number, sizeof number) == 0, "%s: %.17g %.17g %s", text,
                          expected, number, fault_name(fault));
    }
}
END_TEST

START_TEST(what_is_no_number_is_refused)
{
    static const char *const wrong[] = {"",    "-",   ".",    "1.",   "e5",  "1e",   "1e+",  "1 ",   " 1", "0x10",
                                        "nan", "inf", "1,5",  "1.5.", "1-",  "--1",  "1e1.5", "1e5x", "NA", "1_000"};
    double number;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(integi_parse_number(wrong[i], strlen(wrong[i]), '.', '\0', &number) != NULL, "%s", wrong[i]);
    ck_assert_ptr_null(integi_parse_number("1.234,5", 7, ',', '.', &number));
    ck_assert_double_eq(number, 1234.5);
    ck_assert_ptr_null(integi_parse_number(".5", 2, '.', '\0', &number));
    ck_assert_double_eq(number, 0.5);
}
END_TEST

/* Half-way cases and digits beyond those that a binary64 can tell apart. */
START_TEST(long_numbers_are_rounded_by_all_of_their_digits)
{
    char text[1200] = "9007199254740993.";
    double number;
    size_t length = strlen(text);
    memset(text + length, '0', 1000);
    ck_assert_ptr_null(integi_parse_number(text, length + 1000, '.', '\0', &number));
    ck_assert_double_eq(number, 9007199254740992.0);
    text[length + 999] = '1';
    ck_assert_ptr_null(integi_parse_number(text, length + 1000, '.', '\0', &number));
    ck_assert_double_eq(number, 9007199254740994.0);
}
END_TEST

START_TEST(dates_are_read_in_every_format)
{
    static const char *const texts[INTEGI_DATE_FORMATS] = {"2020-02-29", "29-02-2020", "29.02.2020",
                                                           "29/02/2020", "20200229",   "29022020",
                                                           "2020/02/29", "2020.02.29", "02/29/2020"};
    for (int32_t format = 0; format < INTEGI_DATE_FORMATS; format++) {
        int64_t day = 0;
        ck_assert_ptr_null(integi_parse_date(texts[format], strlen(texts[format]), format, &day));
        ck_assert_int_eq(day, 18321);
        for (int32_t other = 0; other < INTEGI_DATE_FORMATS; other++)
            if (other != format)
                ck_assert_ptr_nonnull(integi_parse_date(texts[format], strlen(texts[format]), other, &day));
    }
    static const struct { const char *text; const char *fault; } wrong[] = {
        {"2019-02-29", "csv.no_such_date"}, {"0000-01-01", "csv.no_such_date"}, {"2020-13-01", "csv.no_such_date"},
        {"2020-1-1", "csv.not_date"}, {"2020-01-01 ", "csv.not_date"}, {"", "csv.not_date"},
        {"2020-01-0x", "csv.not_date"}, {"2020/01/01", "csv.not_date"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        int64_t day;
        ck_assert_str_eq(fault_name(integi_parse_date(wrong[i].text, strlen(wrong[i].text), 0, &day)),
                         wrong[i].fault);
    }
}
END_TEST

START_TEST(timestamps_are_microseconds_of_utc)
{
    static const struct { const char *text; int64_t value; const char *back; } cases[] = {
        {"1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"},
        {"1970-01-01", 0, "1970-01-01T00:00:00Z"},
        {"1970-01-01 00:01", 60000000, "1970-01-01T00:01:00Z"},
        {"2020-02-29T23:59:59.999999", 1583020799999999, "2020-02-29T23:59:59.999999Z"},
        {"2020-02-29t12:00:00+01:00", 1582974000000000, "2020-02-29T11:00:00Z"},
        {"1969-12-31T23:59:59.5-00:30", 1799500000, "1970-01-01T00:29:59.500000Z"},
        {"1969-12-31T23:59:59.5000000", -500000, "1969-12-31T23:59:59.500000Z"},
        {"0001-01-01T00:00:00Z", INTEGI_TIMESTAMP_MINIMUM, "0001-01-01T00:00:00Z"},
        {"9999-12-31T23:59:59.999999Z", INTEGI_TIMESTAMP_MAXIMUM, "9999-12-31T23:59:59.999999Z"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t value = 1;
        char back[INTEGI_TIMESTAMP_SIZE];
        ck_assert_msg(integi_parse_timestamp(cases[i].text, strlen(cases[i].text), 0, &value) == NULL, "%s",
                      cases[i].text);
        ck_assert_int_eq(value, cases[i].value);
        integi_timestamp_text(value, back);
        ck_assert_str_eq(back, cases[i].back);
    }
    int64_t value;
    ck_assert_ptr_null(integi_parse_timestamp("29-02-2020 08:30", 16, 1, &value));
    ck_assert_int_eq(value, 1582965000000000);
    static const char *const wrong[] = {"2020-01-01T", "2020-01-01T1:00", "2020-01-01T24:00", "2020-01-01T12:60",
                                        "2020-01-01T12:00:60", "2020-01-01T12:00:00.", "2020-01-01T12:00:00.1234567",
                                        "2020-01-01T12:00:00X", "2020-01-01T12:00+1:00", "2020-01-01T12:00+24:00",
                                        "0001-01-01T00:00+01:00", "9999-12-31T23:59-01:00", "2020-01-01x12:00",
                                        "2019-02-29T12:00", "12:00"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(integi_parse_timestamp(wrong[i], strlen(wrong[i]), 0, &value) != NULL, "%s", wrong[i]);
}
END_TEST

START_TEST(booleans_are_danish_or_english)
{
    static const char *const yes[] = {"true", "TRUE", "1", "ja", "Ja", "J", "yes", "y", "sand"};
    static const char *const no[] = {"false", "False", "0", "nej", "N", "no", "falsk"};
    static const char *const neither[] = {"", "t", "2", "01", "sandt", "trues", "-"};
    int64_t value;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        ck_assert(integi_parse_boolean(yes[i], strlen(yes[i]), &value) == NULL && value == 1);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        ck_assert(integi_parse_boolean(no[i], strlen(no[i]), &value) == NULL && value == 0);
    for (size_t i = 0; i < sizeof neither / sizeof *neither; i++)
        ck_assert_ptr_nonnull(integi_parse_boolean(neither[i], strlen(neither[i]), &value));
}
END_TEST

void add_values(Suite *suite)
{
    add_tests(suite, "values",
              (const TTest *[]){whole_numbers_fill_int64_and_no_more, decimals_are_exact,
                                numbers_are_rounded_as_the_c_library_rounds_them, what_is_no_number_is_refused,
                                long_numbers_are_rounded_by_all_of_their_digits, dates_are_read_in_every_format,
                                timestamps_are_microseconds_of_utc, booleans_are_danish_or_english, NULL});
}
