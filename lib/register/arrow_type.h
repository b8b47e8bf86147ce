/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_ARROW_TYPE_H
#define INTEGI_REGISTER_ARROW_TYPE_H

/* Arrow's types, from their format strings. */

#include "integration/arrow.h"
#include "integration/register.h"

#include <stdbool.h>

/* What the values of a type are, whatever their storage. */
#define INTEGI_ARROW_REFUSED 0 /* a type that the library does not read */
#define INTEGI_ARROW_NULL 1
#define INTEGI_ARROW_BOOLEAN 2
#define INTEGI_ARROW_INTEGER 3
#define INTEGI_ARROW_FLOAT 4
#define INTEGI_ARROW_DECIMAL 5
#define INTEGI_ARROW_DATE 6
#define INTEGI_ARROW_TIMESTAMP 7
#define INTEGI_ARROW_TEXT 8      /* offsets and bytes */
#define INTEGI_ARROW_TEXT_VIEW 9 /* views of 16 bytes into several buffers */

#define INTEGI_ARROW_SCALE_MAXIMUM 38

typedef struct integi_arrow_type {
    int32_t kind;
    const char *name; /* "timestamp", for messages; NULL when the format is none of Arrow's */
    int32_t width;    /* bytes of an item; of text, of an offset; 0 for booleans, which are bits */
    bool is_signed;   /* integers */
    int32_t scale;    /* decimals: coefficient / 10^scale; may be negative */
    int64_t unit;     /* dates, as parts of a day, and timestamps, as parts of a second */
} integi_arrow_type;

/* What a format string says. */
integi_arrow_type integi_arrow_type_from(const char *format);

/* The type that a column gets when nobody says another, with its decimals. */
int32_t integi_arrow_natural_type(const integi_arrow_type *type, int32_t *decimals);

/* Whether values of one type can become values of another, each of them or some. */
bool integi_arrow_becomes(const integi_arrow_type *type, int32_t wanted);

#endif
