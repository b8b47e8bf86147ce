/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/text.h"

#include <string.h>
#include <utf8proc.h>

void integi_folder_free(integi_folder *folder)
{
    integi_release_wiped(folder->context, folder->characters, folder->capacity * sizeof *folder->characters);
    folder->characters = NULL;
    folder->capacity = 0;
}

static bool make_room(integi_folder *folder, size_t count)
{
    if (count <= folder->capacity)
        return true;
    size_t capacity = count * 2;
    int32_t *characters = integi_allocate_array(folder->context, capacity, sizeof *characters);
    if (characters == NULL)
        return false;
    integi_folder_free(folder);
    folder->characters = characters;
    folder->capacity = capacity;
    return true;
}

/* What the standard's guidance takes away: non-spacing marks, but for the two that make other letters in Japanese. The
 * library's own UTF8PROC_STRIPMARK takes those too, and the vowels of scripts that write them as spacing marks. */
static utf8proc_ssize_t strip_marks(int32_t *characters, utf8proc_ssize_t count)
{
    enum { DAKUTEN = 0x3099, HANDAKUTEN = 0x309A };
    utf8proc_ssize_t kept = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        bool mark = utf8proc_category(characters[i]) == UTF8PROC_CATEGORY_MN && characters[i] != DAKUTEN &&
                    characters[i] != HANDAKUTEN;
        if (!mark)
            characters[kept++] = characters[i];
    }
    return kept;
}

/* The library's own utf8proc_map() would use malloc; its two halves work in memory of ours. */
const char *integi_fold(integi_folder *folder, int32_t folds, const char *text, size_t length, size_t *out_length)
{
    *out_length = length;
    if (folds == 0)
        return text;
    utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    if (folds & INTEGI_FOLD_CASE)
        options |= UTF8PROC_CASEFOLD;
    size_t count = length + 1;
    utf8proc_ssize_t needed = 0;
    do {
        if (!make_room(folder, count + 1))
            return NULL;
        needed = utf8proc_decompose((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, folder->characters,
                                    (utf8proc_ssize_t)folder->capacity - 1, options);
        count = (size_t)needed;
    } while (needed > (utf8proc_ssize_t)folder->capacity - 1);
    if (needed >= 0 && (folds & INTEGI_FOLD_ACCENTS))
        needed = strip_marks(folder->characters, needed);
    if (needed >= 0)
        needed = utf8proc_reencode(folder->characters, needed, options);
    if (needed < 0)
        return text; /* cannot happen with valid UTF-8; the text as it stands compares as itself */
    *out_length = (size_t)needed;
    return (const char *)folder->characters;
}

int integi_compare_texts(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t shorter = a_length < b_length ? a_length : b_length;
    int order = shorter == 0 ? 0 : memcmp(a, b, shorter);
    if (order != 0)
        return order;
    return (a_length > b_length) - (a_length < b_length);
}

static size_t character_length(const char *text, size_t left)
{
    unsigned char first = (unsigned char)*text;
    size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return length < left ? length : left;
}

/* Whether the pattern's next step, which is no %, fits at the text; says how far both go. */
static bool step_fits(const char *text, size_t left, const char *pattern, size_t pattern_left, size_t *step,
                      size_t *pattern_step)
{
    size_t escape = *pattern == '\\' && pattern_left > 1 &&
                    (pattern[1] == '%' || pattern[1] == '_' || pattern[1] == '\\');
    *step = character_length(text, left);
    if (*pattern == '_') {
        *pattern_step = 1;
        return true;
    }
    size_t length = character_length(pattern + escape, pattern_left - escape);
    *pattern_step = escape + length;
    return length == *step && memcmp(text, pattern + escape, length) == 0;
}

/* Goes back only to the last %: what an earlier one could swallow, the last one can too. */
bool integi_like(const char *text, size_t length, const char *pattern, size_t pattern_length)
{
    size_t at = 0, pattern_at = 0, retry_at = 0, retry_pattern = SIZE_MAX, step, pattern_step;
    while (at < length) {
        if (pattern_at < pattern_length && pattern[pattern_at] == '%') {
            retry_pattern = ++pattern_at;
            retry_at = at;
        } else if (pattern_at < pattern_length &&
                   step_fits(text + at, length - at, pattern + pattern_at, pattern_length - pattern_at, &step,
                             &pattern_step)) {
            at += step;
            pattern_at += pattern_step;
        } else if (retry_pattern != SIZE_MAX) {
            retry_at += character_length(text + retry_at, length - retry_at);
            at = retry_at;
            pattern_at = retry_pattern;
        } else {
            return false;
        }
    }
    while (pattern_at < pattern_length && pattern[pattern_at] == '%')
        pattern_at++;
    return pattern_at == pattern_length;
}
