/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/decimal.h"
#include "base/suite.h"

#include <stdlib.h>
#include <string.h>

static integi_decimal parse(const char *text)
{
    integi_decimal decimal = {0, -1};
    ck_assert_msg(integi_decimal_parse(text, strlen(text), &decimal), "%s", text);
    return decimal;
}

START_TEST(decimals_keep_what_was_written)
{
    integi_decimal decimal = parse("1.10");
    ck_assert_int_eq(decimal.coefficient, 110);
    ck_assert_int_eq(decimal.decimals, 2);
    ck_assert_int_eq(parse("-9223372036854775808").coefficient, INT64_MIN);
    ck_assert_int_eq(parse("+0.000000000000000001").coefficient, 1);
    const char *refused[] = {"", "-", ".5", "5.", "1,5", "1e3", " 1", "9223372036854775808",
                             "0.0000000000000000001", "--1", "0x1"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        ck_assert_msg(!integi_decimal_parse(refused[i], strlen(refused[i]), &decimal), "%s", refused[i]);
}
END_TEST

START_TEST(decimals_compare_by_value)
{
    ck_assert_int_eq(integi_decimal_compare(parse("1.10"), parse("1.1")), 0);
    ck_assert_int_eq(integi_decimal_compare(parse("1.10"), parse("1.11")), -1);
    ck_assert_int_eq(integi_decimal_compare(parse("9223372036854775807"), parse("-0.000000000000000001")), 1);
}
END_TEST

/* Small and large ones alike. */
static int64_t any_integer(void)
{
    uint64_t bits = (uint64_t)rand() << 33 ^ (uint64_t)rand() << 11 ^ (uint64_t)rand();
    return (int64_t)bits >> (rand() % 60 + 1);
}

/* 128-bit arithmetic of the compiler is the second opinion. */
START_TEST(wide_numbers_agree_with_the_compiler)
{
    srand(20191203);
    for (int64_t rounds = is_long_run() ? 2000000 : 20000; rounds > 0; rounds--) {
        int64_t a = any_integer();
        int64_t b = any_integer();
        a = rand() % 2 ? a : -a;
        b = rand() % 2 ? b : -b;
        integi_wide product = integi_wide_multiply(integi_wide_from(a), integi_wide_from(b));
        integi_wide expected = integi_wide_from((__int128)a * b);
        ck_assert_int_eq(integi_wide_compare(&product, &expected), 0);
        integi_wide sum = integi_wide_add(product, integi_wide_from(a));
        expected = integi_wide_from((__int128)a * b + a);
        ck_assert_int_eq(integi_wide_compare(&sum, &expected), 0);
        integi_wide difference = integi_wide_subtract(integi_wide_from(a), integi_wide_from(b));
        expected = integi_wide_from((__int128)a - b);
        ck_assert_int_eq(integi_wide_compare(&difference, &expected), 0);
        if (b != 0) {
            integi_fraction fraction = integi_fraction_from(b > 0 ? a : -(__int128)a, b > 0 ? b : -(__int128)b);
            double number = integi_fraction_number(&fraction);
            if (a > -((int64_t)1 << 53) && a < (int64_t)1 << 53 && b > -((int64_t)1 << 53) && b < (int64_t)1 << 53)
                ck_assert(number == (double)a / (double)b);
        }
    }
}
END_TEST

START_TEST(fractions_are_exact_where_binary_is_not)
{
    integi_fraction tenth, fifth, sum;
    ck_assert(integi_fraction_from_number(0.1, &tenth));
    ck_assert(integi_fraction_from_number(-0.2, &fifth));
    sum = integi_fraction_subtract(tenth, fifth);
    ck_assert_int_eq(integi_fraction_compare(sum, integi_fraction_from(3, 10)), 0);
    ck_assert(integi_fraction_number(&sum) == 0.3);
    integi_fraction quotient;
    ck_assert(!integi_fraction_divide(tenth, integi_fraction_from(0, 1), &quotient));
    ck_assert(integi_fraction_divide(tenth, fifth, &quotient));
    ck_assert_int_eq(integi_fraction_compare(quotient, integi_fraction_from(-1, 2)), 0);
    ck_assert_int_eq(integi_fraction_sign(&quotient), -1);
}
END_TEST

void add_decimals(Suite *suite)
{
    add_tests(suite, "decimals",
              (const TTest *[]){decimals_keep_what_was_written, decimals_compare_by_value,
                                wide_numbers_agree_with_the_compiler, fractions_are_exact_where_binary_is_not, NULL});
}
