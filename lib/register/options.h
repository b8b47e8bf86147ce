/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_OPTIONS_H
#define INTEGI_REGISTER_OPTIONS_H

#include "register/csv.h"

struct integ_csv_options {
    integ_context *context;
    integi_csv_format format;
    char **nulls;
    int64_t null_count;
    size_t null_capacity;
    bool byte_order_mark, carriage_return, formula_guard; /* of files that are written */
};

struct integ_register_options {
    integ_context *context;
    int32_t purpose;
    integ_csv_options *csv;
    char *key; /* NULL for none */
    integ_date as_of;
    bool has_as_of;
};

#define INTEGI_CSV_FORMAT_BARE ((integi_csv_format){.delimiter = ',', .decimal = '.', .encoding = INTEGI_ENCODING_UTF8})

/* What manifests and options write, as a format has it; false when it is no such thing. */
bool integi_delimiter_from(const char *text, char *out);
bool integi_decimal_mark_from(const char *text, char *out);
bool integi_encoding_from(const char *text, int32_t *out);

#endif
