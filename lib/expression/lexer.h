/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_LEXER_H
#define INTEGI_EXPRESSION_LEXER_H

/* Cuts CQL2 text into tokens. */

#include "expression/node.h"

typedef enum integi_token_kind {
    INTEGI_TOKEN_END,
    INTEGI_TOKEN_NAME,   /* bare: a property, a function, or a keyword where one may stand */
    INTEGI_TOKEN_QUOTED, /* "name" */
    INTEGI_TOKEN_TEXT,   /* 'text' */
    INTEGI_TOKEN_NUMBER, /* without sign */
    INTEGI_TOKEN_COMPARISON,
    INTEGI_TOKEN_ARITHMETIC,
    INTEGI_TOKEN_OPEN,
    INTEGI_TOKEN_CLOSE,
    INTEGI_TOKEN_COMMA,
    INTEGI_TOKEN_WRONG, /* a character that means nothing; reported, and the reading may go on behind it */
    INTEGI_TOKEN_LOST,  /* where a text begins that does not end, or might; reported */
} integi_token_kind;

typedef enum integi_keyword {
    INTEGI_WORD_NONE,
    INTEGI_WORD_AND,
    INTEGI_WORD_OR,
    INTEGI_WORD_NOT,
    INTEGI_WORD_LIKE,
    INTEGI_WORD_BETWEEN,
    INTEGI_WORD_IN,
    INTEGI_WORD_IS,
    INTEGI_WORD_NULL,
    INTEGI_WORD_DIV,
    INTEGI_WORD_TRUE,
    INTEGI_WORD_FALSE,
    INTEGI_WORD_RESERVED_END, /* the words above can be no bare property, those below can */
    INTEGI_WORD_CASEI,
    INTEGI_WORD_ACCENTI,
    INTEGI_WORD_DATE,
    INTEGI_WORD_TIMESTAMP,
    INTEGI_WORD_INTERVAL,
} integi_keyword;

typedef struct integi_token {
    integi_token_kind kind;
    integi_keyword word;
    int32_t operator; /* of a comparison or an arithmetic sign */
    size_t start, end;
    const char *text; /* of names and texts, without quotes and escapes */
    size_t length;
} integi_token;

/* Reads the token at `offset`, after white space. Reports what cannot be read. */
integ_status integi_next_token(integ_expression *expression, size_t offset, integi_token *out, integ_error *error);

/* Whether a property may be written without quotes. */
bool integi_is_bare_name(const char *text, size_t length);

/* Whether it may stand before the parenthesis of a function, and means nothing else there. */
bool integi_is_function_name(const char *text, size_t length);

/* The letter that stands for a character of a text behind a backslash; NUL for the characters that have none. */
char integi_escape_letter(char character);

/* Whether a backslash before it says something else than itself, in a text. */
bool integi_is_escape_letter(char letter);

/* ASCII only, as all words of the language are. */
bool integi_same_word(const char *text, size_t length, const char *word);

#endif
