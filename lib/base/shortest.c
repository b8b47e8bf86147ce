/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/shortest.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Reads "d.dddde+xx" as snprintf writes it. Whatever the locale's decimal separator is, it is no digit. */
static integi_shortest split(const char *text)
{
    integi_shortest result = {0};
    const char *at = text;
    if (*at == '-') {
        result.negative = true;
        at++;
    }
    for (; *at != '\0' && *at != 'e'; at++)
        if (*at >= '0' && *at <= '9' && result.count < 17)
            result.digits[result.count++] = *at;
    result.exponent = *at == 'e' ? atoi(at + 1) + 1 : 1;
    while (result.count > 0 && result.digits[result.count - 1] == '0')
        result.count--;
    result.digits[result.count] = '\0';
    if (result.count == 0)
        result.exponent = 0;
    return result;
}

/* 15 digits always survive a round trip through binary64, and 17 always suffice. */
integi_shortest integi_shortest_from(double number)
{
    char text[40] = "0e0";
    if (!isfinite(number))
        return split(text);
    for (int precision = 14; precision <= 16; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, number);
        if (strtod(text, NULL) == number)
            break;
    }
    return split(text);
}

/* More digits than the 767 that can decide the rounding of a binary64; what follows only matters as not being 0. */
#define DIGITS_KEPT 800

/* A number as whole digits and an exponent: without a decimal point strtod does not depend on the locale. */
typedef struct plain_number {
    char text[DIGITS_KEPT + 40];
    size_t count;
    int64_t exponent;
    bool digits;
} plain_number;

static size_t take_digits(plain_number *plain, const char *text, size_t length, size_t at, bool fraction)
{
    for (; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
        plain->digits = true;
        if (plain->count < DIGITS_KEPT) {
            if (plain->count > 0 || text[at] != '0')
                plain->text[plain->count++] = text[at];
            plain->exponent -= fraction;
        } else {
            if (text[at] != '0')
                plain->text[DIGITS_KEPT - 1] = plain->text[DIGITS_KEPT - 1] == '0' ? '1' : plain->text[DIGITS_KEPT - 1];
            plain->exponent += !fraction;
        }
    }
    return at;
}

/* Reads `E-12` at `at`; exponents are cut at a million, which is far beyond any number either way. */
static bool take_exponent(plain_number *plain, const char *text, size_t length, size_t at)
{
    bool negative = at < length && text[at] == '-';
    at += at < length && (text[at] == '-' || text[at] == '+');
    int64_t exponent = 0;
    size_t first = at;
    for (; at < length && text[at] >= '0' && text[at] <= '9'; at++)
        exponent = exponent < 1000000 ? exponent * 10 + (text[at] - '0') : exponent;
    plain->exponent += negative ? -exponent : exponent;
    return at > first && at == length;
}

bool integi_number_parse(const char *text, size_t length, double *out)
{
    plain_number plain = {.count = 0};
    bool negative = length > 0 && text[0] == '-';
    size_t at = length > 0 && (text[0] == '-' || text[0] == '+');
    at = take_digits(&plain, text, length, at, false);
    if (at < length && text[at] == '.')
        at = take_digits(&plain, text, length, at + 1, true);
    if (!plain.digits)
        return false;
    if (at < length && (text[at] == 'e' || text[at] == 'E')) {
        if (!take_exponent(&plain, text, length, at + 1))
            return false;
    } else if (at != length) {
        return false;
    }
    if (plain.count == 0)
        plain.text[plain.count++] = '0';
    snprintf(plain.text + plain.count, sizeof plain.text - plain.count, "e%lld", (long long)plain.exponent);
    double number = strtod(plain.text, NULL);
    *out = negative ? -number : number;
    return isfinite(number);
}
