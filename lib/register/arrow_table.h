/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_ARROW_TABLE_H
#define INTEGI_REGISTER_ARROW_TABLE_H

/* Small tables that higher floors put together to go out as Arrow streams. Cells are unknown until they are set; what
 * ran out of memory shows when the table is opened. */

#include "register/arrow_stream.h"

typedef struct integi_arrow_table integi_arrow_table;

/* Fields and their names are copied. NULL: no memory. */
integi_arrow_table *integi_arrow_table_new(integ_context *context, const integi_arrow_field *fields,
                                           int64_t field_count, int64_t rows);
void integi_arrow_table_free(integi_arrow_table *table); /* wipes */

void integi_arrow_table_whole(integi_arrow_table *table, int64_t column, int64_t row, int64_t whole);
void integi_arrow_table_wide(integi_arrow_table *table, int64_t column, int64_t row, __int128 coefficient);
void integi_arrow_table_number(integi_arrow_table *table, int64_t column, int64_t row, double number);
void integi_arrow_table_text(integi_arrow_table *table, int64_t column, int64_t row, const char *text); /* or NULL */

/* The table as a stream, which takes it, on failure too. NULL reports that memory ran out. */
integ_status integi_arrow_table_open(integi_arrow_table *table, struct ArrowArrayStream *out, integ_error *error);

#endif
