/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/suite.h"

#include "integration/base.h"

#include <stdbool.h>

START_TEST(every_day_of_the_calendar_goes_there_and_back)
{
    int32_t last_year = 0, last_month = 0, last_day = 0;
    for (integ_date date = INTEG_DATE_MINIMUM; date <= INTEG_DATE_MAXIMUM; date++) {
        int32_t year, month, day;
        integ_date_to_civil(date, &year, &month, &day);
        bool next_day = day == last_day + 1 && month == last_month && year == last_year;
        bool next_month = day == 1 && month == last_month + 1 && year == last_year;
        bool next_year = day == 1 && month == 1 && year == last_year + 1;
        integ_date again = INTEG_DATE_MINIMUM - 1;
        integ_date_from_civil(year, month, day, &again, NULL);
        /* An assertion costs a message to the parent process, too much for each of 3.6 million days. */
        if (!(next_day || next_month || next_year) || again != date)
            ck_abort_msg("day %d became %d-%d-%d and then %d", date, year, month, day, again);
        last_year = year, last_month = month, last_day = day;
    }
    ck_assert_int_eq(last_year, 9999);
}
END_TEST

START_TEST(known_dates_have_known_numbers)
{
    static const struct {
        const char *text;
        integ_date date;
    } known[] = {{"1970-01-01", 0}, {"2000-03-01", 11017}, {"1969-12-31", -1}, {"2020-02-29", 18321},
                 {"0001-01-01", INTEG_DATE_MINIMUM}, {"9999-12-31", INTEG_DATE_MAXIMUM}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        integ_date date;
        char text[11];
        ck_assert_int_eq(integ_date_from_text(known[i].text, &date, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(date, known[i].date);
        integ_date_to_text(date, text);
        ck_assert_str_eq(text, known[i].text);
    }
}
END_TEST

START_TEST(dates_that_do_not_exist_are_refused)
{
    integ_date date;
    const char *absent[] = {"2019-02-29", "1900-02-29", "2019-13-01", "2019-00-10", "2019-04-31", "0000-01-01"};
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++)
        ck_assert_int_eq(integ_date_from_text(absent[i], &date, NULL), INTEG_STATUS_OUT_OF_RANGE);
    const char *malformed[] = {"", "2019-1-1", "19-01-01", "2019/01/01", "2019-01-01 ", "2019-01-0x", "-019-01-01"};
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++)
        ck_assert_int_eq(integ_date_from_text(malformed[i], &date, NULL), INTEG_STATUS_SYNTAX);
}
END_TEST

static int32_t years(const char *from, const char *to)
{
    integ_date a, b;
    ck_assert_int_eq(integ_date_from_text(from, &a, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_date_from_text(to, &b, NULL), INTEG_STATUS_OK);
    return integ_date_years_between(a, b);
}

START_TEST(years_are_completed_on_the_birthday)
{
    ck_assert_int_eq(years("2000-05-17", "2018-05-16"), 17);
    ck_assert_int_eq(years("2000-05-17", "2018-05-17"), 18);
    ck_assert_int_eq(years("2000-02-29", "2019-02-28"), 18);
    ck_assert_int_eq(years("2000-02-29", "2019-03-01"), 19);
    ck_assert_int_eq(years("2000-02-29", "2020-02-29"), 20);
    ck_assert_int_eq(years("2018-05-17", "2000-05-17"), -18);
    ck_assert_int_eq(years("2018-05-17", "2000-05-18"), -17);
}
END_TEST

void add_dates(Suite *suite)
{
    add_tests(suite, "dates",
              (const TTest *[]){every_day_of_the_calendar_goes_there_and_back, known_dates_have_known_numbers,
                                dates_that_do_not_exist_are_refused, years_are_completed_on_the_birthday, NULL});
}
