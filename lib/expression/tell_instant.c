/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "expression/tell.h"

#include "base/date.h"
#include "expression/literals.h"

static const char *const english_months[] = {"January",   "February", "March",    "April",
                                             "May",       "June",     "July",     "August",
                                             "September", "October",  "November", "December"};
static const char *const danish_months[] = {"januar",    "februar", "marts",    "april",
                                            "maj",       "juni",    "juli",     "august",
                                            "september", "oktober", "november", "december"};

/* 2 January 1961, den 2. januar 1961 */
void integi_tell_date(integi_telling *words, int64_t days)
{
    int32_t year, month, day;
    integ_date_to_civil((integ_date)days, &year, &month, &day);
    integi_tell_say(words, "", "den ");
    integi_buffer_integer(&words->text, day);
    integi_tell_say(words, " ", ". ");
    integi_tell_say(words, english_months[month - 1], danish_months[month - 1]);
    integi_buffer_byte(&words->text, ' ');
    integi_buffer_integer(&words->text, year);
}

static void two_digits(integi_telling *words, int64_t number)
{
    integi_buffer_byte(&words->text, (char)('0' + number / 10));
    integi_buffer_byte(&words->text, (char)('0' + number % 10));
}

/* The part of a second, without the zeros at its end. */
static void fraction(integi_telling *words, int64_t microseconds)
{
    integi_tell_say(words, ".", ",");
    for (int64_t unit = 100000; microseconds > 0; unit /= 10) {
        integi_buffer_byte(&words->text, (char)('0' + microseconds / unit));
        microseconds %= unit;
    }
}

/* 2 January 1961 at 10:30 UTC, den 2. januar 1961 kl. 10.30 UTC */
void integi_tell_timestamp(integi_telling *words, int64_t microseconds)
{
    int64_t days = microseconds / INTEGI_DAY_MICROSECONDS, rest = microseconds % INTEGI_DAY_MICROSECONDS;
    if (rest < 0) {
        days--;
        rest += INTEGI_DAY_MICROSECONDS;
    }
    int64_t seconds = rest / 1000000, part = rest % 1000000;
    integi_tell_date(words, days);
    integi_tell_say(words, " at ", " kl. ");
    two_digits(words, seconds / 3600);
    integi_tell_say(words, ":", ".");
    two_digits(words, seconds / 60 % 60);
    if (seconds % 60 != 0 || part != 0) {
        integi_tell_say(words, ":", ".");
        two_digits(words, seconds % 60);
    }
    if (part != 0) fraction(words, part);
    integi_buffer_text(&words->text, " UTC");
}

void integi_tell_interval(integi_telling *words, const integi_node *node)
{
    bool from = node->children[0]->kind != INTEGI_NODE_UNBOUNDED;
    bool to = node->children[1]->kind != INTEGI_NODE_UNBOUNDED;
    if (!from && !to)
        integi_tell_say(words, "all time", "al tid");
    else if (!to)
        integi_tell_fill(words, integi_tell_choose(words, "the time from {0} on", "tiden fra {0} og frem"),
                         node);
    else if (!from)
        integi_tell_fill(words, integi_tell_choose(words, "the time up to {1}", "tiden til {1}"), node);
    else
        integi_tell_fill(
            words, integi_tell_choose(words, "the time from {0} to {1}", "tiden fra {0} til {1}"), node);
}
