/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_VALUE_TEXT_H
#define INTEGI_REGISTER_VALUE_TEXT_H

/* A value of a column as text, the way that reading understands it again. */

#include "base/buffer.h"
#include "register/schema.h"

/* How values are written. Dates have one of the formats in csv_value.h; timestamps are ISO 8601 with a Z beside ISO
 * dates, and `29-02-2020 11:00:00` without a zone, which is UTC, beside the others. */
typedef struct integi_value_form {
    char point;
    int32_t date_format;
} integi_value_form;

#define INTEGI_VALUE_FORM_PLAIN ((integi_value_form){'.', 0})

/* Appends the value; false when it is unknown. */
bool integi_value_append(integi_buffer *buffer, const integi_column *column, int64_t row,
                         const integi_value_form *form);

#endif
