/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

/* The length of the valid character at `text`, or 0. The table of allowed second bytes is that of RFC 3629. */
static size_t valid_character(const unsigned char *text, size_t left)
{
    unsigned char first = text[0];
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first > 0xF4)
        return 0;
    size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (left < length)
        return 0;
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (text[1] < low || text[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

size_t integi_utf8_invalid_at(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t at = 0;
    while (at < length) {
        uint64_t eight;
        if (length - at >= 8 && (memcpy(&eight, bytes + at, 8), (eight & UINT64_C(0x8080808080808080)) == 0)) {
            at += 8;
            continue;
        }
        size_t step = valid_character(bytes + at, length - at);
        if (step == 0)
            return at;
        at += step;
    }
    return length;
}

bool integi_is_utf8(const char *text)
{
    size_t length = strlen(text);
    return integi_utf8_invalid_at(text, length) == length;
}

int64_t integi_utf8_characters(const char *text, size_t length)
{
    int64_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

int64_t integi_utf8_columns(const char *text, size_t length)
{
    int64_t columns = 0;
    size_t at = 0;
    while (at < length) {
        utf8proc_int32_t character;
        utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)text + at,
                                                 (utf8proc_ssize_t)(length - at), &character);
        if (step <= 0)
            return columns + (int64_t)(length - at);
        columns += utf8proc_charwidth(character);
        at += (size_t)step;
    }
    return columns;
}

enum { LONGEST_NAME = 64 };

/* The characters of a name, small ones for capitals; -1 when it is too long or no valid UTF-8. */
static int characters_of(const char *name, int32_t *characters)
{
    size_t length = strlen(name), at = 0;
    int count = 0;
    while (at < length && count < LONGEST_NAME) {
        utf8proc_int32_t character;
        utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)name + at,
                                                 (utf8proc_ssize_t)(length - at), &character);
        if (step <= 0)
            return -1;
        characters[count++] = utf8proc_tolower(character);
        at += (size_t)step;
    }
    return at < length ? -1 : count;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Changes, insertions, removals and exchanges of neighbours count one each (the optimal string alignment distance),
 * over three rows; names are short, and longer ones are not compared. */
int integi_utf8_distance(const char *a, const char *b, int limit)
{
    int32_t left[LONGEST_NAME], right[LONGEST_NAME];
    int rows[3][LONGEST_NAME + 1], *before = rows[0], *above = rows[1], *row = rows[2];
    int a_count = characters_of(a, left), b_count = characters_of(b, right);
    if (a_count < 0 || b_count < 0)
        return limit + 1;
    for (int j = 0; j <= b_count; j++)
        row[j] = j;
    for (int i = 1; i <= a_count; i++) {
        int *oldest = before;
        before = above;
        above = row;
        row = oldest;
        row[0] = i;
        for (int j = 1; j <= b_count; j++) {
            row[j] = least(above[j - 1] + (left[i - 1] != right[j - 1]), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return row[b_count] <= limit ? row[b_count] : limit + 1;
}
