/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_MESSAGE_H
#define INTEGI_BASE_MESSAGE_H

/* How the library speaks: each floor keeps its messages in one table (`messages.h`, `messages.c`), in English and
 * Danish, and reports them with a place. `{0}`, `{1}` ... stand for the arguments, which are names out of documents,
 * file names and numbers of rows, and never a value of a citizen. `{0:row|rows}` is the first form when argument 0 is
 * 1, otherwise the second. */

#include "integration/base.h"

typedef struct integi_message {
    integ_status status;
    const char *name; /* "csv.field_count": lasting, for programs */
    const char *english;
    const char *danish;
    const char *hint_english; /* what to do; NULL for none */
    const char *hint_danish;
} integi_message;

typedef struct integi_place {
    const char *source; /* NULL when unknown */
    int64_t line;       /* from 1; 0 unknown */
    int64_t column;     /* in characters, from 1; 0 unknown */
    int64_t byte;       /* from 0; -1 unknown */
    char doubled;       /* of text inside a document: a character, a quote, that the document writes twice; NUL: none */
} integi_place;

/* Adds an entry and returns the message's status. `error` and `place` may be NULL; `arguments` ends with NULL. */
integ_status integi_report(integ_error *error, int32_t severity, const integi_place *place,
                           const integi_message *message, const char *const *arguments);

/* Puts the entries from `first` on in the order of their places, for checks that do not go through a document from top
 * to bottom. Entries of one place keep their order. */
void integi_error_sort(integ_error *error, int64_t first);

/* Takes out the entries from `first` on that are there already, at the same place, from `first` on: a fault of
 * something that is read again and again for others. */
void integi_error_drop_repeated(integ_error *error, int64_t first);

/* The usual ways to call it: INTEGI_FAIL(error, &place, &integi_message_x, name, other). */
#define INTEGI_FAIL(error, place, ...) INTEGI_REPORT(error, INTEG_SEVERITY_ERROR, place, __VA_ARGS__, NULL)
#define INTEGI_WARN(error, place, ...) INTEGI_REPORT(error, INTEG_SEVERITY_WARNING, place, __VA_ARGS__, NULL)
#define INTEGI_REMARK(error, place, ...) INTEGI_REPORT(error, INTEG_SEVERITY_REMARK, place, __VA_ARGS__, NULL)
#define INTEGI_REPORT(error, severity, place, message, ...)                                                         \
    integi_report(error, severity, place, message, (const char *const[]){__VA_ARGS__, NULL})

/* Room for a number as an argument: integi_number((char[INTEGI_NUMBER_SIZE]){0}, n). */
#define INTEGI_NUMBER_SIZE 24
const char *integi_number(char *text, int64_t number);

/* Failures that every floor has. */
integ_status integi_out_of_memory(integ_error *error);
integ_status integi_invalid_argument(integ_error *error, const char *parameter);
integ_status integi_cancelled(integ_error *error);

#endif
