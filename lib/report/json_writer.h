/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REPORT_JSON_WRITER_H
#define INTEGI_REPORT_JSON_WRITER_H

/* JSON for people and programs: indented, with small objects on one line. The caller keeps keys and values in
 * order. */

#include "base/buffer.h"
#include "base/decimal.h"

#define INTEGI_JSON_DEPTH 16

typedef struct integi_json {
    integi_buffer *out;
    int depth;
    int flat_from; /* the depth from which everything stands on one line; 0 for none */
    bool has_items[INTEGI_JSON_DEPTH + 1];
    char closing[INTEGI_JSON_DEPTH + 1];
    bool after_key;
} integi_json;

void integi_json_init(integi_json *json, integi_buffer *out);
void integi_json_key(integi_json *json, const char *key);

/* `flat` puts what is inside on one line. */
void integi_json_open_object(integi_json *json, bool flat);
void integi_json_open_array(integi_json *json, bool flat);
void integi_json_close(integi_json *json);

void integi_json_text(integi_json *json, const char *text); /* NULL writes null */
void integi_json_number(integi_json *json, double number);
void integi_json_integer(integi_json *json, int64_t number);
void integi_json_decimal(integi_json *json, integi_decimal decimal); /* exact, without trailing zeros */
void integi_json_boolean(integi_json *json, bool value);
void integi_json_date(integi_json *json, integ_date date);
void integi_json_null(integi_json *json);

/* A decimal as `-12.5`, without trailing zeros. */
void integi_decimal_append(integi_buffer *out, integi_decimal decimal, char separator);

#endif
