/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/literals.h"

#include "base/date.h"
#include "base/shortest.h"
#include "expression/messages.h"

#include <string.h>

/* What messages quote of a long literal. */
#define SHOWN_BYTES 40

static integ_status refuse(const integ_expression *expression, size_t start, size_t end,
                           const integi_message *message, integ_error *error)
{
    char shown[SHOWN_BYTES + 1];
    integi_place place = integi_expression_place_at(expression, start);
    size_t length = end - start < SHOWN_BYTES ? end - start : SHOWN_BYTES;
    memcpy(shown, expression->text + start, length);
    shown[length] = '\0';
    return INTEGI_FAIL(error, &place, message, shown);
}

static bool all_digits(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return length > 0;
}

static bool read_magnitude(const char *text, size_t length, bool negative, int64_t *out)
{
    unsigned __int128 magnitude = 0;
    unsigned __int128 limit = (unsigned __int128)INT64_MAX + negative;
    for (size_t i = 0; i < length; i++) {
        magnitude = magnitude * 10 + (unsigned)(text[i] - '0');
        if (magnitude > limit)
            return false;
    }
    *out = negative ? (int64_t)-(__int128)magnitude : (int64_t)magnitude;
    return true;
}

/* 12.50 or .5 as an exact decimal, keeping the decimals as written. */
static bool read_decimal(const char *text, size_t length, bool negative, integi_decimal *out)
{
    char digits[64];
    size_t count = 0, point = length;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '.')
            point = i;
        else if ((text[i] < '0' || text[i] > '9') || count == sizeof digits)
            return false;
        else
            digits[count++] = text[i];
    }
    size_t decimals = point == length ? 0 : length - point - 1;
    out->decimals = (int32_t)decimals;
    return decimals <= INTEGI_DECIMALS_MAXIMUM && read_magnitude(digits, count, negative, &out->coefficient);
}

integi_numeral integi_read_numeral(const char *text, size_t length, bool negative, integi_node *node)
{
    bool whole = all_digits(text, length), bare_point = text[length - 1] == '.';
    if (whole || bare_point) { /* 12. is a whole number too, but one that may be larger than int64 */
        node->kind = INTEGI_NODE_INTEGER;
        if (read_magnitude(text, length - bare_point, negative, &node->integer))
            return INTEGI_NUMERAL_OK;
    }
    if (whole)
        return INTEGI_NUMERAL_WHOLE_RANGE;
    node->kind = INTEGI_NODE_DECIMAL;
    if (read_decimal(text, length, negative, &node->decimal))
        return INTEGI_NUMERAL_OK;
    node->kind = INTEGI_NODE_NUMBER;
    if (!integi_number_parse(text, length, &node->number))
        return INTEGI_NUMERAL_RANGE;
    node->number = negative ? -node->number : node->number;
    return INTEGI_NUMERAL_OK;
}

integ_status integi_read_number(const integ_expression *expression, size_t start, size_t end, bool negative,
                                integi_node *node, integ_error *error)
{
    integi_numeral result = integi_read_numeral(expression->text + start, end - start, negative, node);
    if (result == INTEGI_NUMERAL_OK)
        return INTEG_STATUS_OK;
    return refuse(expression, start, end,
                  result == INTEGI_NUMERAL_RANGE ? &integi_message_expression_number_range
                                                 : &integi_message_expression_integer_range,
                  error);
}

integi_instant integi_read_date(const char *text, size_t length, int64_t *days)
{
    int32_t year, month, day;
    integ_date date;
    if (!integi_date_split_iso(text, length, &year, &month, &day))
        return INTEGI_INSTANT_SYNTAX;
    if (!integi_date_from_civil(year, month, day, &date))
        return INTEGI_INSTANT_RANGE;
    *days = date;
    return INTEGI_INSTANT_OK;
}

/* The two digits at `text`, or -1. */
static int32_t two_digits(const char *text)
{
    if (!all_digits(text, 2))
        return -1;
    return (text[0] - '0') * 10 + text[1] - '0';
}

/* .123456 behind the seconds: up to six digits count. */
static int64_t read_fraction(const char *text, size_t length)
{
    int64_t microseconds = 0;
    for (size_t i = 0; i < 6; i++)
        microseconds = microseconds * 10 + (i < length ? text[i] - '0' : 0);
    return microseconds;
}

integi_instant integi_read_timestamp(const char *text, size_t length, int64_t *microseconds)
{
    enum { SECONDS_END = 19 }; /* YYYY-MM-DDThh:mm:ss */
    int64_t days;
    if (length < SECONDS_END + 1 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[length - 1] != 'Z')
        return INTEGI_INSTANT_SYNTAX;
    int32_t hour = two_digits(text + 11), minute = two_digits(text + 14), second = two_digits(text + 17);
    size_t fraction = length - 1 - SECONDS_END;
    if (fraction > 0 && (text[SECONDS_END] != '.' || !all_digits(text + SECONDS_END + 1, fraction - 1)))
        return INTEGI_INSTANT_SYNTAX;
    if (hour < 0 || minute < 0 || second < 0)
        return INTEGI_INSTANT_SYNTAX;
    integi_instant date = integi_read_date(text, 10, &days);
    if (date != INTEGI_INSTANT_OK)
        return date;
    if (hour > 23 || minute > 59 || second > 59)
        return INTEGI_INSTANT_RANGE;
    *microseconds = days * INTEGI_DAY_MICROSECONDS + ((hour * 60 + minute) * INT64_C(60) + second) * 1000000 +
                    (fraction > 0 ? read_fraction(text + SECONDS_END + 1, fraction - 1) : 0);
    return INTEGI_INSTANT_OK;
}
