/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/date.h"

#include "base/messages.h"

/* Days from civil and back: the usual method with a year that starts on 1 March, so that the leap day comes last
 * (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
static integ_date days_from_civil(int32_t year, int32_t month, int32_t day)
{
    year -= month <= 2;
    int32_t era = (year >= 0 ? year : year - 399) / 400;
    int32_t year_of_era = year - era * 400;
    int32_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static bool leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool integi_date_from_civil(int32_t year, int32_t month, int32_t day, integ_date *out)
{
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12)
        return false;
    if (day < 1 || day > lengths[month - 1] + (month == 2 && leap(year)))
        return false;
    *out = days_from_civil(year, month, day);
    return true;
}

integ_status integ_date_from_civil(int32_t year, int32_t month, int32_t day, integ_date *out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = 0;
    if (!integi_date_from_civil(year, month, day, out))
        return INTEGI_FAIL(error, NULL, &integi_message_date_range);
    return INTEG_STATUS_OK;
}

void integ_date_to_civil(integ_date date, int32_t *year, int32_t *month, int32_t *day)
{
    date = date < INTEG_DATE_MINIMUM ? INTEG_DATE_MINIMUM : date > INTEG_DATE_MAXIMUM ? INTEG_DATE_MAXIMUM : date;
    int32_t shifted = date + 719468;
    int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int32_t day_of_era = shifted - era * 146097;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t shifted_month = (5 * day_of_year + 2) / 153;
    int32_t civil_month = shifted_month + (shifted_month < 10 ? 3 : -9);
    if (year != NULL)
        *year = year_of_era + era * 400 + (civil_month <= 2);
    if (month != NULL)
        *month = civil_month;
    if (day != NULL)
        *day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
}

/* `count` digits at `text`, or -1. */
static int32_t digits(const char *text, size_t count)
{
    int32_t value = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool integi_date_split_iso(const char *text, size_t length, int32_t *year, int32_t *month, int32_t *day)
{
    if (length != 10 || text[4] != '-' || text[7] != '-')
        return false;
    *year = digits(text, 4);
    *month = digits(text + 5, 2);
    *day = digits(text + 8, 2);
    return *year >= 0 && *month >= 0 && *day >= 0;
}

integ_status integ_date_from_text(const char *text, integ_date *out, integ_error *error)
{
    if (text == NULL || out == NULL)
        return integi_invalid_argument(error, text == NULL ? "text" : "out");
    *out = 0;
    size_t length = 0;
    while (length < 11 && text[length] != '\0')
        length++;
    int32_t year, month, day;
    if (!integi_date_split_iso(text, length, &year, &month, &day))
        return INTEGI_FAIL(error, NULL, &integi_message_date_syntax);
    return integ_date_from_civil(year, month, day, out, error);
}

void integ_date_to_text(integ_date date, char *text)
{
    int32_t year, month, day;
    integ_date_to_civil(date, &year, &month, &day);
    for (int i = 3; i >= 0; i--, year /= 10)
        text[i] = (char)('0' + year % 10);
    text[4] = text[7] = '-';
    text[5] = (char)('0' + month / 10);
    text[6] = (char)('0' + month % 10);
    text[8] = (char)('0' + day / 10);
    text[9] = (char)('0' + day % 10);
    text[10] = '\0';
}

int32_t integ_date_years_between(integ_date from, integ_date to)
{
    if (to < from)
        return -integ_date_years_between(to, from);
    int32_t from_year, from_month, from_day, to_year, to_month, to_day;
    integ_date_to_civil(from, &from_year, &from_month, &from_day);
    integ_date_to_civil(to, &to_year, &to_month, &to_day);
    return to_year - from_year - (to_month * 32 + to_day < from_month * 32 + from_day);
}
