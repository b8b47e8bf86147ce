/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/layout.h"

#include "base/message.h"
#include "report/json_writer.h"

#include <math.h>
#include <string.h>

static integi_buffer *empty_scratch(integi_layout *layout)
{
    layout->scratch.length = 0;
    return &layout->scratch;
}

static const char *scratch_text(const integi_layout *layout)
{
    return layout->scratch.failed || layout->scratch.bytes == NULL ? "" : layout->scratch.bytes;
}

static char decimal_separator(const integi_layout *layout)
{
    return layout->language == INTEG_LANGUAGE_DANISH ? ',' : '.';
}

integi_kept integi_keep(const char *text)
{
    integi_kept kept;
    size_t length = strlen(text);
    if (length >= sizeof kept.text) {
        length = sizeof kept.text - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(kept.text, text, length);
    kept.text[length] = '\0';
    return kept;
}

const char *integi_layout_word(integi_layout *layout, integi_word word, const char *first, const char *second)
{
    integi_kept kept_first = integi_keep(first == NULL ? "" : first);
    integi_kept kept_second = integi_keep(second == NULL ? "" : second);
    integi_word_append(empty_scratch(layout), word, layout->language, kept_first.text, kept_second.text);
    return scratch_text(layout);
}

/* Appends the digits of a number, the whole part in groups of three. */
static void append_grouped(integi_layout *layout, integi_buffer *out, const char *number)
{
    size_t whole = strcspn(number, ".,");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            integi_buffer_byte(out, layout->language == INTEG_LANGUAGE_DANISH ? '.' : ',');
        integi_buffer_byte(out, number[i]);
    }
    integi_buffer_text(out, number + whole);
}

const char *integi_layout_count(integi_layout *layout, int64_t count)
{
    if (count < 0)
        return "..";
    char digits[INTEGI_NUMBER_SIZE];
    append_grouped(layout, empty_scratch(layout), integi_number(digits, count));
    return scratch_text(layout);
}

const char *integi_layout_date(integi_layout *layout, integ_date date)
{
    int32_t year, month, day;
    integ_date_to_civil(date, &year, &month, &day);
    integi_buffer *out = empty_scratch(layout);
    integi_buffer_integer(out, day);
    if (layout->language == INTEG_LANGUAGE_DANISH) {
        integi_buffer_byte(out, '.');
        integi_buffer_integer(out, month);
        integi_buffer_byte(out, '.');
    } else {
        integi_buffer_byte(out, ' ');
        integi_buffer_append(out, integi_word_text(INTEGI_WORD_MONTHS, layout->language) + (month - 1) * 4,
                             3);
        integi_buffer_byte(out, ' ');
    }
    integi_buffer_integer(out, year);
    return scratch_text(layout);
}

/* The scratch text with its sign, if any, as a character of its own and its whole part in groups. */
static const char *finish_number(integi_layout *layout, const char *sign)
{
    integi_kept kept = integi_keep(scratch_text(layout));
    integi_buffer_text(empty_scratch(layout), sign);
    append_grouped(layout, &layout->scratch, kept.text + (kept.text[0] == '-'));
    return scratch_text(layout);
}

const char *integi_layout_fixed(integi_layout *layout, double number, int decimals, bool with_sign)
{
    integi_buffer_fixed(empty_scratch(layout), fabs(number), decimals, decimal_separator(layout));
    const char *magnitude = scratch_text(layout);
    bool zero = magnitude[strspn(magnitude, "0,.")] == '\0';
    return finish_number(layout, zero ? "" : number < 0 ? "−" : with_sign ? "+" : "");
}

const char *integi_layout_decimal(integi_layout *layout, integi_decimal decimal)
{
    integi_decimal_append(empty_scratch(layout), decimal, decimal_separator(layout));
    return finish_number(layout, decimal.coefficient < 0 ? "−" : "");
}

static bool is_one(const char *number)
{
    return strcmp(number, "1") == 0 || strcmp(number, "+1") == 0 || strcmp(number, "−1") == 0;
}

const char *integi_layout_with_unit(integi_layout *layout, integi_unit unit, const char *number)
{
    if (unit == INTEGI_UNIT_PERCENT)
        return integi_layout_word(layout, INTEGI_WORD_UNIT_PERCENT, number, NULL);
    if (unit == INTEGI_UNIT_POINTS)
        return integi_layout_word(layout, is_one(number) ? INTEGI_WORD_UNIT_POINT : INTEGI_WORD_UNIT_POINTS, number,
                                  NULL);
    return number;
}

int integi_layout_decimals(integi_unit unit, double number)
{
    if (unit == INTEGI_UNIT_COUNT)
        return 0;
    if (unit == INTEGI_UNIT_PERCENT || unit == INTEGI_UNIT_POINTS || fabs(number) >= 100)
        return 1;
    return 2;
}

/* A value that is not the target must not look like it once it is rounded. */
int integi_layout_decimals_beside(integi_unit unit, double number, integi_decimal beside)
{
    int decimals = integi_layout_decimals(unit, number);
    double distance = fabs(number - integi_decimal_number(beside));
    if (distance == 0)
        return decimals;
    while (decimals < 6 && distance * pow(10, decimals) < 0.6)
        decimals++;
    return decimals;
}
