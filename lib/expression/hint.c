/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/hint.h"

#include "base/document.h"
#include "expression/lexer.h"

#include <string.h>

typedef struct meaning {
    const char *written, *meant;
} meaning;

static const char *meaning_of(const meaning *meanings, size_t count, const char *text, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(meanings[i].written) == length && integi_same_word(text, length, meanings[i].written))
            return meanings[i].meant;
    return NULL;
}

#define MEANING_OF(meanings, text, length)                                                                          \
    meaning_of(meanings, sizeof(meanings) / sizeof *(meanings), text, length)

/* A copy with a NUL, which the names that are compared need; "" when it is too long for a word. */
static const char *copy_word(const char *text, size_t length, char word[16])
{
    if (length > 15)
        length = 0;
    memcpy(word, text, length);
    word[length] = '\0';
    return word;
}

const char *integi_hint_word(const char *text, size_t length)
{
    static const meaning others[] = {{"OG", "AND"},          {"ELLER", "OR"},    {"IKKE", "NOT"},
                                     {"MELLEM", "BETWEEN"},  {"ER", "IS"},       {"I", "IN"},
                                     {"SOM", "LIKE"},        {"ILIKE", "CASEI"}, {"ISNULL", "IS NULL"},
                                     {"NOTNULL", "IS NOT NULL"}, {"MOD", "%"},   {"EQ", "="},
                                     {"NE", "<>"},           {"LT", "<"},        {"LE", "<="},
                                     {"GT", ">"},            {"GE", ">="}};
    static const char *const words[] = {"AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS"};
    char word[16];
    const char *found = MEANING_OF(others, text, length), *near = NULL;
    if (found != NULL || length < 2)
        return found;
    copy_word(text, length, word);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        near = integi_nearer(word, words[i], near);
    return near;
}

const char *integi_hint_prefix(const char *text, size_t length)
{
    static const meaning others[] = {{"IKKE", "NOT"}, {"NTO", "NOT"}, {"NO", "NOT"}, {"NOTT", "NOT"}};
    return MEANING_OF(others, text, length);
}

const char *integi_hint_character(const char *text, size_t length)
{
    static const meaning signs[] = {{"\xE2\x80\x98", "'"}, {"\xE2\x80\x99", "'"}, {"\xE2\x80\x9A", "'"},
                                    {"\xE2\x80\x9C", "'"}, {"\xE2\x80\x9D", "'"}, {"\xE2\x80\x9E", "'"},
                                    {"\xC2\xB4", "'"},     {"\xC2\xAB", "'"},     {"\xC2\xBB", "'"},
                                    {"`", "\""},           {"\xE2\x89\xA4", "<="}, {"\xE2\x89\xA5", ">="},
                                    {"\xE2\x89\xA0", "<>"}, {"\xE2\x80\x93", "-"}, {"\xE2\x80\x94", "-"},
                                    {"\xE2\x88\x92", "-"}, {"\xC3\x97", "*"},     {"\xC3\xB7", "/"},
                                    {"[", "("},            {"]", ")"},
                                    {"{", "("},            {"}", ")"},            {"~", "LIKE"}};
    return MEANING_OF(signs, text, length);
}

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

static bool belongs_to_number(char letter)
{
    return is_digit(letter) || letter == '.' || letter == ',';
}

/* Whether digits stand in groups of three behind every point. */
static bool has_thousands(const char *number, size_t length)
{
    size_t points = 0;
    for (size_t i = 0; i < length; i++) {
        if (number[i] != '.')
            continue;
        points++;
        for (size_t digit = 1; digit <= 3; digit++)
            if (i + digit >= length || !is_digit(number[i + digit]))
                return false;
        if (i + 4 < length && number[i + 4] != '.')
            return false;
    }
    return points > 0;
}

bool integi_hint_number(const char *text, size_t length, size_t at, char out[INTEGI_HINT_NUMBER_SIZE])
{
    size_t start = at, end = at, written = 0;
    while (start > 0 && belongs_to_number(text[start - 1]))
        start--;
    while (end < length && belongs_to_number(text[end]))
        end++;
    const char *comma = memchr(text + start, ',', end - start);
    size_t whole = comma == NULL ? end - start : (size_t)(comma - (text + start));
    bool parted = has_thousands(text + start, whole);
    if (start == at || end - at < 2 || end - start >= INTEGI_HINT_NUMBER_SIZE || !is_digit(text[start]) ||
        (memchr(text + start, '.', whole) != NULL && !parted) || (comma == NULL && !parted))
        return false;
    for (size_t i = start; i < end; i++) {
        bool decimals = text + i > comma && comma != NULL;
        if (decimals && !is_digit(text[i]))
            return false;
        if (text + i == comma)
            out[written++] = '.';
        else if (is_digit(text[i]))
            out[written++] = text[i];
    }
    out[written] = '\0';
    return true;
}
