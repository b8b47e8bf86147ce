/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/timestamp.h"

#include <string.h>

static bool two_digits(const char *text, int32_t *out)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return false;
    *out = (text[0] - '0') * 10 + (text[1] - '0');
    return true;
}

/* `.5` to `.500000000`: what is finer than a microsecond must be zeros. Returns the bytes read, 0 when wrong. */
static size_t read_fraction(const char *text, size_t length, int64_t *microseconds)
{
    size_t at = 1;
    int64_t unit = 100000;
    for (; at < length && text[at] >= '0' && text[at] <= '9'; at++, unit /= 10) {
        if (unit == 0 && text[at] != '0')
            return 0;
        *microseconds += (text[at] - '0') * unit;
    }
    return at == 1 ? 0 : at;
}

/* `Z` or `+HH:MM`, all of `text`. */
static bool read_zone(const char *text, size_t length, int64_t *offset)
{
    int32_t hours, minutes;
    *offset = 0;
    if (length == 0 || (length == 1 && (text[0] == 'Z' || text[0] == 'z')))
        return true;
    if (length != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
        return false;
    if (!two_digits(text + 1, &hours) || !two_digits(text + 4, &minutes) || hours > 23 || minutes > 59)
        return false;
    *offset = (hours * 60 + minutes) * INT64_C(60000000) * (text[0] == '-' ? -1 : 1);
    return true;
}

bool integi_time_parse(const char *text, size_t length, int64_t *out)
{
    int32_t hours, minutes, seconds = 0;
    int64_t fraction = 0, offset;
    if (length < 6 || (text[0] != 'T' && text[0] != 't' && text[0] != ' ') || text[3] != ':')
        return false;
    if (!two_digits(text + 1, &hours) || !two_digits(text + 4, &minutes) || hours > 23 || minutes > 59)
        return false;
    size_t at = 6;
    if (at < length && text[at] == ':') {
        if (length < 9 || !two_digits(text + 7, &seconds) || seconds > 59)
            return false;
        at = 9;
        if (at < length && text[at] == '.') {
            size_t read = read_fraction(text + at, length - at, &fraction);
            if (read == 0)
                return false;
            at += read;
        }
    }
    if (!read_zone(text + at, length - at, &offset))
        return false;
    *out = ((hours * 60 + minutes) * INT64_C(60) + seconds) * 1000000 + fraction - offset;
    return true;
}

static char *put(char *at, int64_t number, int digits)
{
    for (int i = digits - 1; i >= 0; i--, number /= 10)
        at[i] = (char)('0' + number % 10);
    return at + digits;
}

void integi_timestamp_text(int64_t timestamp, char *text)
{
    int64_t day = timestamp / INTEGI_DAY_MICROSECONDS, rest = timestamp % INTEGI_DAY_MICROSECONDS;
    if (rest < 0) {
        rest += INTEGI_DAY_MICROSECONDS;
        day--;
    }
    integ_date_to_text((integ_date)day, text);
    int64_t seconds = rest / 1000000;
    char *at = text + 10;
    *at++ = 'T';
    at = put(at, seconds / 3600, 2);
    *at++ = ':';
    at = put(at, seconds / 60 % 60, 2);
    *at++ = ':';
    at = put(at, seconds % 60, 2);
    if (rest % 1000000 != 0) {
        *at++ = '.';
        at = put(at, rest % 1000000, 6);
    }
    strcpy(at, "Z");
}
