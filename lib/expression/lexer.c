/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/lexer.h"

#include "expression/hint.h"
#include "expression/messages.h"

#include <string.h>
#include <utf8proc.h>

/* Ranges of code points, each with its first and last. */
typedef struct range {
    uint32_t first, last;
} range;

/* The standard's identifierStart and what identifierPart adds to it, and its white space, all beyond ASCII. */
static const range name_start[] = {
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x1FFE},
    {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF},
    {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
static const range name_more[] = {{0x300, 0x36F}, {0x203F, 0x2040}};
static const range space[] = {{0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
                              {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};

static bool within(const range *ranges, size_t count, uint32_t character)
{
    for (size_t i = 0; i < count; i++)
        if (character >= ranges[i].first && character <= ranges[i].last)
            return true;
    return false;
}

#define WITHIN(ranges, character) within(ranges, sizeof(ranges) / sizeof *(ranges), character)

/* Nearly every character is ASCII, and is not looked for in the ranges. */
static bool is_name_start(uint32_t character)
{
    uint32_t letter = character | 0x20;
    if (character < 0x80)
        return (letter >= 'a' && letter <= 'z') || character == '_' || character == ':';
    return WITHIN(name_start, character);
}

static bool is_name_more(uint32_t character)
{
    if (character < 0x80)
        return (character >= '0' && character <= '9') || character == '.';
    return WITHIN(name_more, character);
}

static bool is_space(uint32_t character)
{
    if (character < 0x80)
        return character == ' ' || (character >= '\t' && character <= '\r');
    return WITHIN(space, character);
}

/* Decodes the first character of text that is known to be valid UTF-8; returns its length. */
static size_t decode_first(const char *text, uint32_t *character)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t length = bytes[0] < 0x80 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
    uint32_t value = length == 1 ? bytes[0] : bytes[0] & (0x7FU >> length);
    for (size_t i = 1; i < length; i++)
        value = value << 6 | (bytes[i] & 0x3FU);
    *character = value;
    return length;
}

static size_t decode(const integ_expression *expression, size_t at, uint32_t *character)
{
    return decode_first(expression->text + at, character);
}

bool integi_same_word(const char *text, size_t length, const char *word)
{
    for (size_t i = 0; i < length; i++) {
        char letter = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 'a' + 'A') : text[i];
        char wanted = word[i] >= 'a' && word[i] <= 'z' ? (char)(word[i] - 'a' + 'A') : word[i];
        if (letter != wanted)
            return false;
    }
    return word[length] == '\0';
}

static integi_keyword keyword(const char *text, size_t length)
{
    static const struct {
        const char *name;
        integi_keyword word;
    } words[] = {{"AND", INTEGI_WORD_AND},         {"OR", INTEGI_WORD_OR},
                 {"NOT", INTEGI_WORD_NOT},         {"LIKE", INTEGI_WORD_LIKE},
                 {"BETWEEN", INTEGI_WORD_BETWEEN}, {"IN", INTEGI_WORD_IN},
                 {"IS", INTEGI_WORD_IS},           {"NULL", INTEGI_WORD_NULL},
                 {"DIV", INTEGI_WORD_DIV},         {"TRUE", INTEGI_WORD_TRUE},
                 {"FALSE", INTEGI_WORD_FALSE},     {"CASEI", INTEGI_WORD_CASEI},
                 {"ACCENTI", INTEGI_WORD_ACCENTI}, {"DATE", INTEGI_WORD_DATE},
                 {"TIMESTAMP", INTEGI_WORD_TIMESTAMP}, {"INTERVAL", INTEGI_WORD_INTERVAL}};
    for (size_t i = 0; length > 0 && i < sizeof words / sizeof *words; i++)
        if ((text[0] & ~0x20) == words[i].name[0] && integi_same_word(text, length, words[i].name))
            return words[i].word;
    return INTEGI_WORD_NONE;
}

bool integi_is_bare_name(const char *text, size_t length)
{
    uint32_t character;
    for (size_t at = 0; at < length;) {
        size_t step = decode_first(text + at, &character);
        if (!is_name_start(character) && (at == 0 || !is_name_more(character)))
            return false;
        at += step;
    }
    integi_keyword word = keyword(text, length);
    return length > 0 && (word == INTEGI_WORD_NONE || word > INTEGI_WORD_RESERVED_END);
}

bool integi_is_function_name(const char *text, size_t length)
{
    return integi_is_bare_name(text, length) && keyword(text, length) == INTEGI_WORD_NONE;
}

static integ_status read_name(integ_expression *expression, integi_token *token, integ_error *error)
{
    size_t at = token->start, step;
    uint32_t character;
    while (at < expression->length && (step = decode(expression, at, &character)) > 0 &&
           (is_name_start(character) || is_name_more(character)))
        at += step;
    token->kind = INTEGI_TOKEN_NAME;
    token->end = at;
    token->length = at - token->start;
    token->text = integi_arena_text(&expression->arena, expression->text + token->start, token->length);
    if (token->text == NULL)
        return integi_out_of_memory(error);
    token->word = keyword(token->text, token->length);
    if (token->word == INTEGI_WORD_DIV) {
        token->kind = INTEGI_TOKEN_ARITHMETIC;
        token->operator = INTEGI_WHOLE;
    }
    return INTEG_STATUS_OK;
}

/* What stands behind a backslash in a text, and what the two mean together (the standard's requirement on escaping). A
 * backslash before anything else is itself, so that the escapes of patterns reach LIKE as they are written. */
static const char escapes[] = "'\\abfnrtv", meanings[] = "'\\\a\b\f\n\r\t\v";

static const char *find_sign(const char *signs, char sign)
{
    return sign == '\0' ? NULL : strchr(signs, sign);
}

char integi_escape_letter(char character)
{
    const char *found = find_sign(meanings, character);
    return found == NULL ? '\0' : escapes[found - meanings];
}

bool integi_is_escape_letter(char letter)
{
    return find_sign(escapes, letter) != NULL;
}

/* The length of what stands at `at` inside quotes as one character of the text, and its first byte: a doubled quote
 * stands for one, and two bytes of a text may be an escape. 0 at the closing quote. */
static size_t quoted_step(const integ_expression *expression, size_t at, char quote, char *byte)
{
    const char *text = expression->text;
    char next = at + 1 < expression->length ? text[at + 1] : '\0';
    *byte = text[at];
    if (text[at] == quote)
        return next == quote ? 2 : 0;
    if (text[at] != '\\' || quote != '\'' || !integi_is_escape_letter(next))
        return 1;
    *byte = meanings[find_sign(escapes, next) - escapes];
    return 2;
}

static integ_status read_quoted(integ_expression *expression, integi_token *token, char quote, integ_error *error)
{
    size_t at = token->start + 1, step, length = 0;
    char byte;
    while (at < expression->length && (step = quoted_step(expression, at, quote, &byte)) > 0)
        at += step;
    if (at == expression->length) {
        integi_place place = integi_expression_place_at(expression, token->start);
        token->kind = INTEGI_TOKEN_LOST;
        return INTEGI_FAIL(error, &place,
                           quote == '\'' ? &integi_message_expression_unclosed_text
                                         : &integi_message_expression_unclosed_name);
    }
    char *copy = integi_arena_allocate(&expression->arena, at - token->start);
    if (copy == NULL)
        return integi_out_of_memory(error);
    token->end = at + 1;
    for (at = token->start + 1; (step = quoted_step(expression, at, quote, &byte)) > 0; at += step)
        copy[length++] = byte;
    token->kind = quote == '\'' ? INTEGI_TOKEN_TEXT : INTEGI_TOKEN_QUOTED;
    token->text = copy;
    token->length = length;
    return INTEG_STATUS_OK;
}

static size_t skip_digits(const integ_expression *expression, size_t at)
{
    while (at < expression->length && expression->text[at] >= '0' && expression->text[at] <= '9')
        at++;
    return at;
}

/* 12  12.  12.5  .5, each with E+3 behind it or not. */
static integ_status read_number(const integ_expression *expression, integi_token *token)
{
    const char *text = expression->text;
    size_t at = skip_digits(expression, token->start);
    if (at < expression->length && text[at] == '.')
        at = skip_digits(expression, at + 1);
    if (at < expression->length && (text[at] == 'e' || text[at] == 'E')) {
        size_t digits = at + 1 + (at + 1 < expression->length && (text[at + 1] == '-' || text[at + 1] == '+'));
        if (skip_digits(expression, digits) > digits)
            at = skip_digits(expression, digits);
    }
    token->kind = INTEGI_TOKEN_NUMBER;
    token->end = at;
    return INTEG_STATUS_OK;
}

/* A character as messages show it: by its number where nobody would see it, such as one without width that came along
 * when the filter was copied from a document. */
static void show_character(uint32_t character, const char *bytes, size_t length, char shown[12])
{
    static const char digits[] = "0123456789ABCDEF";
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);
    bool seen = category != UTF8PROC_CATEGORY_CN && category < UTF8PROC_CATEGORY_ZS;
    int places = character > 0xFFFFF ? 6 : character > 0xFFFF ? 5 : 4;
    memcpy(shown, seen ? bytes : "U+", seen ? length : 2);
    shown[seen ? (int)length : places + 2] = '\0';
    for (int i = 0; !seen && i < places; i++)
        shown[2 + i] = digits[character >> (4 * (places - 1 - i)) & 15];
}

/* Behind quotes and brackets of other languages nobody knows what is inside. */
static integi_token_kind kind_of_wrong(const char *character, const char *write)
{
    bool known = write == NULL ? (unsigned char)character[0] < 0x80 : strchr("'\"()", write[0]) == NULL;
    return known ? INTEGI_TOKEN_WRONG : INTEGI_TOKEN_LOST;
}

static integ_status refuse_character(const integ_expression *expression, integi_token *token, size_t step,
                                     integ_error *error)
{
    char shown[12];
    uint32_t character;
    decode(expression, token->start, &character);
    show_character(character, expression->text + token->start, step, shown);
    integi_place place = integi_expression_place_at(expression, token->start);
    const char *bytes = expression->text + token->start, *write = integi_hint_character(bytes, step);
    token->kind = kind_of_wrong(bytes, write);
    token->end = token->start + step;
    if (write != NULL)
        return INTEGI_FAIL(error, &place, &integi_message_expression_character_write, shown, write);
    bool programming = shown[0] == '!' || shown[0] == '&' || shown[0] == '|';
    return INTEGI_FAIL(error, &place,
                       programming ? &integi_message_expression_foreign_sign : &integi_message_expression_character,
                       shown);
}

static integ_status read_sign(const integ_expression *expression, integi_token *token, size_t step,
                              integ_error *error)
{
    static const struct {
        const char *text;
        integi_token_kind kind;
        int32_t operator;
    } signs[] = {{"<>", INTEGI_TOKEN_COMPARISON, INTEGI_NOT_EQUAL}, {"<=", INTEGI_TOKEN_COMPARISON, INTEGI_AT_MOST},
                 {">=", INTEGI_TOKEN_COMPARISON, INTEGI_AT_LEAST},  {"=", INTEGI_TOKEN_COMPARISON, INTEGI_EQUAL},
                 {"<", INTEGI_TOKEN_COMPARISON, INTEGI_LESS},       {">", INTEGI_TOKEN_COMPARISON, INTEGI_GREATER},
                 {"+", INTEGI_TOKEN_ARITHMETIC, INTEGI_ADD},        {"-", INTEGI_TOKEN_ARITHMETIC, INTEGI_SUBTRACT},
                 {"*", INTEGI_TOKEN_ARITHMETIC, INTEGI_MULTIPLY},   {"/", INTEGI_TOKEN_ARITHMETIC, INTEGI_DIVIDE},
                 {"%", INTEGI_TOKEN_ARITHMETIC, INTEGI_REMAINDER},  {"^", INTEGI_TOKEN_ARITHMETIC, INTEGI_POWER},
                 {"(", INTEGI_TOKEN_OPEN, 0},                       {")", INTEGI_TOKEN_CLOSE, 0},
                 {",", INTEGI_TOKEN_COMMA, 0}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].text[0] != expression->text[token->start])
            continue;
        size_t length = strlen(signs[i].text);
        if (expression->length - token->start < length ||
            memcmp(expression->text + token->start, signs[i].text, length) != 0)
            continue;
        token->kind = signs[i].kind;
        token->operator = signs[i].operator;
        token->end = token->start + length;
        return INTEG_STATUS_OK;
    }
    return refuse_character(expression, token, step, error);
}

integ_status integi_next_token(integ_expression *expression, size_t offset, integi_token *out, integ_error *error)
{
    const char *text = expression->text;
    uint32_t character = 0;
    size_t step = 0;
    while (offset < expression->length && (step = decode(expression, offset, &character)) > 0 &&
           is_space(character))
        offset += step;
    *out = (integi_token){.kind = INTEGI_TOKEN_END, .start = offset, .end = offset};
    if (offset == expression->length)
        return INTEG_STATUS_OK;
    if (character == '\'' || character == '"')
        return read_quoted(expression, out, (char)character, error);
    bool digit_behind_point = character == '.' && offset + 1 < expression->length && text[offset + 1] >= '0' &&
                              text[offset + 1] <= '9';
    if ((character >= '0' && character <= '9') || digit_behind_point)
        return read_number(expression, out);
    if (is_name_start(character))
        return read_name(expression, out, error);
    return read_sign(expression, out, step, error);
}
