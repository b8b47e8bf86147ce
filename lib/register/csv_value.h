/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CSV_VALUE_H
#define INTEGI_REGISTER_CSV_VALUE_H

/* One field's text as a value of a column's type. */

#include "base/message.h"
#include "register/schema.h"

#define INTEGI_DATE_FORMATS 9
/* The names of date formats as manifests write them; 0 is yyyy-mm-dd. */
extern const char *const integi_date_formats[INTEGI_DATE_FORMATS];

/* Where the parts of each form stand, and its mark, which parts them; NUL for none. Then the same for reading
 * sixteen bytes at once: what is taken away from each byte, how much may be left of it, and the order that
 * makes it yyyymmdd. */
typedef struct integi_date_form {
    uint8_t length, year, month, day, first_mark, second_mark;
    char mark;
    uint8_t pattern[16], limits[16], order[16];
} integi_date_form;
extern const integi_date_form integi_date_forms[INTEGI_DATE_FORMATS];

/* Each returns NULL when the text is such a value, and otherwise what is wrong with it. */
const integi_message *integi_parse_boolean(const char *text, size_t length, int64_t *out);
const integi_message *integi_parse_integer(const char *text, size_t length, char thousands, int64_t *out);
const integi_message *integi_parse_decimal(const char *text, size_t length, char point, char thousands,
                                           int32_t decimals, int64_t *out);
const integi_message *integi_parse_number(const char *text, size_t length, char point, char thousands, double *out);
const integi_message *integi_parse_date(const char *text, size_t length, int32_t format, int64_t *out);
const integi_message *integi_parse_timestamp(const char *text, size_t length, int32_t format, int64_t *out);

/* The other way round, with a NUL. */
#define INTEGI_DATE_TEXT_SIZE 11
void integi_date_text(integ_date date, int32_t format, char *text);

#endif
