/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv_value.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/shortest.h"
#include "register/csv_messages.h"
#include "register/timestamp.h"

#include <string.h>

static inline bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

const integi_message *integi_parse_boolean(const char *text, size_t length, int64_t *out)
{
    static const struct {
        const char *word;
        int64_t value;
    } words[] = {{"true", 1}, {"false", 0}, {"1", 1},     {"0", 0},    {"ja", 1}, {"nej", 0}, {"j", 1},
                 {"n", 0},    {"yes", 1},   {"no", 0},    {"y", 1},    {"sand", 1}, {"falsk", 0}};
    char lower[6];
    if (length == 0 || length >= sizeof lower)
        return &integi_message_csv_not_boolean;
    for (size_t i = 0; i < length; i++)
        lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
    lower[length] = '\0';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(lower, words[i].word) == 0) {
            *out = words[i].value;
            return NULL;
        }
    }
    return &integi_message_csv_not_boolean;
}

/* The digits of a whole number, parted in groups of three where `thousands` stands; other numbers have no
 * separator at all. "0.123" is no number of groups: nobody writes thousands that way, so it must be another
 * decimal mark. Returns the bytes read, 0 when there is no such number at `text`. `digits` gets at most
 * `room` of them, and `count` is how many there are. */
static size_t grouped_digits(const char *text, size_t length, char thousands, char *digits, size_t room,
                             size_t *count)
{
    size_t at = 0, group = 0, groups = 0;
    *count = 0;
    while (at < length) {
        if (is_digit(text[at])) {
            if (*count < room)
                digits[*count] = text[at];
            (*count)++;
            group++;
        } else if (thousands != '\0' && text[at] == thousands) {
            if (group == 0 || group > 3 || (groups > 0 && group != 3))
                return 0;
            groups++;
            group = 0;
        } else {
            break;
        }
        at++;
    }
    return groups > 0 && (group != 3 || text[0] == '0') ? 0 : at;
}

static inline const char *skip_sign(const char *text, size_t *length, bool *negative)
{
    *negative = *length > 0 && text[0] == '-';
    if (*length > 0 && (text[0] == '-' || text[0] == '+')) {
        (*length)--;
        return text + 1;
    }
    return text;
}

/* Digits as a number of at most int64; false when it is greater. */
static inline bool whole_number(const char *digits, size_t count, bool negative, int64_t *out)
{
    uint64_t number = 0;
    while (count > 0 && *digits == '0') {
        digits++;
        count--;
    }
    if (count > 19)
        return false;
    for (size_t i = 0; i < count; i++)
        number = number * 10 + (uint64_t)(digits[i] - '0');
    if (number > (uint64_t)INT64_MAX + negative)
        return false;
    *out = (int64_t)(negative ? ~number + 1 : number);
    return true;
}

const integi_message *integi_parse_integer(const char *text, size_t length, char thousands, int64_t *out)
{
    bool negative;
    text = skip_sign(text, &length, &negative);
    if (thousands != '\0') {
        char digits[64];
        size_t count;
        if (length == 0 || grouped_digits(text, length, thousands, digits, sizeof digits, &count) != length)
            return &integi_message_csv_not_integer;
        if (count > sizeof digits || !whole_number(digits, count, negative, out))
            return &integi_message_csv_out_of_range;
        return NULL;
    }
    for (size_t i = 0; i < length; i++)
        if (!is_digit(text[i]))
            return &integi_message_csv_not_integer;
    if (length == 0)
        return &integi_message_csv_not_integer;
    return whole_number(text, length, negative, out) ? NULL : &integi_message_csv_out_of_range;
}

const integi_message *integi_parse_decimal(const char *text, size_t length, char point, char thousands,
                                           int32_t decimals, int64_t *out)
{
    bool negative;
    char digits[128];
    size_t whole, count = 0;
    text = skip_sign(text, &length, &negative);
    size_t at = grouped_digits(text, length, thousands, digits, 64, &whole);
    if (whole > 64)
        return &integi_message_csv_out_of_range;
    if (at < length) {
        if (text[at] != point || at + 1 == length || (at == 0 && whole > 0))
            return &integi_message_csv_not_decimal;
        for (at++; at < length; at++, count++) {
            if (!is_digit(text[at]))
                return &integi_message_csv_not_decimal;
            if (count >= (size_t)decimals && text[at] != '0')
                return &integi_message_csv_too_many_decimals;
            if (count < (size_t)decimals)
                digits[whole + count] = text[at];
        }
    } else if (whole == 0) {
        return &integi_message_csv_not_decimal;
    }
    for (size_t i = count; i < (size_t)decimals; i++)
        digits[whole + i] = '0';
    return whole_number(digits, whole + (size_t)decimals, negative, out) ? NULL : &integi_message_csv_out_of_range;
}

/* Powers of ten that binary64 holds exactly: with a coefficient below 2^53 one rounding gives the right
 * result. */
static const double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                      1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* More digits than these cannot change how a number rounds, but for whether all the rest are zeros. */
#define DIGITS_MAXIMUM 780

static const integi_message *scaled_number(char *digits, size_t count, int64_t exponent, bool negative, double *out)
{
    if (count <= 15 && exponent >= -22 && exponent <= 22) {
        double number = 0;
        for (size_t i = 0; i < count; i++)
            number = number * 10 + (digits[i] - '0');
        number = exponent < 0 ? number / exact_powers[-exponent] : number * exact_powers[exponent];
        *out = negative ? -number : number;
        return NULL;
    }
    digits[count++] = 'e';
    integi_number(digits + count, exponent);
    double number;
    if (!integi_number_parse(digits, strlen(digits), &number))
        return &integi_message_csv_out_of_range;
    *out = negative ? -number : number;
    return NULL;
}

/* `e-7` and the like; false when it is something else. */
static bool read_exponent(const char *text, size_t length, int64_t *out)
{
    bool negative;
    if (length < 2 || (text[0] != 'e' && text[0] != 'E'))
        return false;
    length--;
    text = skip_sign(text + 1, &length, &negative);
    int64_t exponent = 0;
    for (size_t i = 0; i < length; i++) {
        if (!is_digit(text[i]))
            return false;
        exponent = exponent < 100000 ? exponent * 10 + (text[i] - '0') : exponent;
    }
    *out += negative ? -exponent : exponent;
    return length > 0;
}

const integi_message *integi_parse_number(const char *text, size_t length, char point, char thousands, double *out)
{
    char digits[DIGITS_MAXIMUM + 2 + INTEGI_NUMBER_SIZE];
    bool negative, rest = false;
    size_t count, decimals = 0;
    text = skip_sign(text, &length, &negative);
    size_t at = grouped_digits(text, length, thousands, digits, DIGITS_MAXIMUM, &count);
    if (count > DIGITS_MAXIMUM)
        return &integi_message_csv_out_of_range;
    if (at == 0 && count > 0)
        return &integi_message_csv_not_number;
    if (at < length && text[at] == point) {
        size_t start = ++at;
        for (; at < length && is_digit(text[at]); at++) {
            if (count < DIGITS_MAXIMUM) {
                digits[count++] = text[at];
                decimals++;
            } else {
                rest = rest || text[at] != '0';
            }
        }
        if (at == start)
            return &integi_message_csv_not_number;
    }
    if (count == 0)
        return &integi_message_csv_not_number;
    int64_t exponent = -(int64_t)decimals;
    if (at < length && !read_exponent(text + at, length - at, &exponent))
        return &integi_message_csv_not_number;
    if (rest) {
        digits[count++] = '1';
        exponent--;
    }
    size_t zeros = 0;
    while (zeros + 1 < count && digits[zeros] == '0')
        zeros++;
    return scaled_number(digits + zeros, count - zeros, exponent, negative, out);
}

const char *const integi_date_formats[INTEGI_DATE_FORMATS] = {
    "yyyy-mm-dd", "dd-mm-yyyy", "dd.mm.yyyy", "dd/mm/yyyy", "yyyymmdd",
    "ddmmyyyy",   "yyyy/mm/dd", "yyyy.mm.dd", "mm/dd/yyyy"};

#define NOWHERE 128, 128, 128, 128, 128, 128, 128, 128
#define ANY 255, 255, 255, 255, 255, 255
#define YEAR_FIRST(mark)                                                                                             \
    {10, 0, 5, 8, 4, 7, mark,                                                                                        \
     {'0', '0', '0', '0', mark, '0', '0', mark, '0', '0'},                                                           \
     {9, 9, 9, 9, 0, 9, 9, 0, 9, 9, ANY},                                                                            \
     {0, 1, 2, 3, 5, 6, 8, 9, NOWHERE}}
#define YEAR_LAST(mark, month, day)                                                                                  \
    {10, 6, month, day, 2, 5, mark,                                                                                  \
     {'0', '0', mark, '0', '0', mark, '0', '0', '0', '0'},                                                           \
     {9, 9, 0, 9, 9, 0, 9, 9, 9, 9, ANY},                                                                            \
     {6, 7, 8, 9, month, month + 1, day, day + 1, NOWHERE}}
#define WITHOUT_MARKS(year, month, day)                                                                              \
    {8, year, month, day, 0, 0, '\0',                                                                                \
     {'0', '0', '0', '0', '0', '0', '0', '0'},                                                                       \
     {9, 9, 9, 9, 9, 9, 9, 9, 255, 255, ANY},                                                                        \
     {year, year + 1, year + 2, year + 3, month, month + 1, day, day + 1, NOWHERE}}

const integi_date_form integi_date_forms[INTEGI_DATE_FORMATS] = {
    YEAR_FIRST('-'),        YEAR_LAST('-', 3, 0),   YEAR_LAST('.', 3, 0), YEAR_LAST('/', 3, 0), WITHOUT_MARKS(0, 4, 6),
    WITHOUT_MARKS(4, 2, 0), YEAR_FIRST('/'),        YEAR_FIRST('.'),      YEAR_LAST('/', 0, 3)};

static inline int32_t digits_at(const char *text, int count)
{
    int32_t number = 0;
    for (int i = 0; i < count; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

const integi_message *integi_parse_date(const char *text, size_t length, int32_t format, int64_t *out)
{
    const char *pattern = integi_date_formats[format];
    if (length != integi_date_forms[format].length)
        return &integi_message_csv_not_date;
    for (size_t i = 0; i < length; i++) {
        bool letter = pattern[i] >= 'a';
        if (letter ? !is_digit(text[i]) : text[i] != pattern[i])
            return &integi_message_csv_not_date;
    }
    integ_date date;
    if (!integi_date_from_civil(digits_at(text + integi_date_forms[format].year, 4),
                                digits_at(text + integi_date_forms[format].month, 2),
                                digits_at(text + integi_date_forms[format].day, 2), &date))
        return &integi_message_csv_no_such_date;
    *out = date;
    return NULL;
}

void integi_date_text(integ_date date, int32_t format, char *text)
{
    char iso[INTEGI_DATE_TEXT_SIZE];
    integ_date_to_text(date, iso);
    strcpy(text, integi_date_formats[format]);
    memcpy(text + integi_date_forms[format].year, iso, 4);
    memcpy(text + integi_date_forms[format].month, iso + 5, 2);
    memcpy(text + integi_date_forms[format].day, iso + 8, 2);
}

const integi_message *integi_parse_timestamp(const char *text, size_t length, int32_t format, int64_t *out)
{
    size_t date_length = integi_date_forms[format].length;
    int64_t date, time = 0;
    if (length < date_length)
        return &integi_message_csv_not_timestamp;
    const integi_message *fault = integi_parse_date(text, date_length, format, &date);
    if (fault != NULL)
        return fault == &integi_message_csv_not_date ? &integi_message_csv_not_timestamp : fault;
    if (length > date_length && !integi_time_parse(text + date_length, length - date_length, &time))
        return &integi_message_csv_not_timestamp;
    *out = date * INTEGI_DAY_MICROSECONDS + time;
    return *out >= INTEGI_TIMESTAMP_MINIMUM && *out <= INTEGI_TIMESTAMP_MAXIMUM ? NULL
                                                                               : &integi_message_csv_out_of_range;
}
