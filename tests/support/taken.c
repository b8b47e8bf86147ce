/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "support/taken.h"

#include <check.h>

#define OK(call) ck_assert_int_eq(call, INTEG_STATUS_OK)

taken take_stream(struct ArrowArrayStream *stream)
{
    taken table;
    integ_register_builder *builder;
    OK(integ_context_new(&table.context, NULL));
    OK(integ_register_builder_new(table.context, INTEG_PURPOSE_CASEWORK, &builder, NULL));
    OK(integ_register_builder_add_snapshot(builder, 0, NULL));
    OK(integ_register_builder_add_arrow(builder, "t", stream, NULL, NULL));
    OK(integ_register_builder_finish(builder, &table.reg, NULL));
    integ_register_builder_free(builder);
    return table;
}

void taken_free(taken *table)
{
    integ_register_free(table->reg);
    integ_context_free(table->context);
}

int64_t taken_rows(const taken *table)
{
    return integ_snapshot_rows_unprotected(integ_register_snapshot(table->reg, 0), 0);
}

const char *taken_text(const taken *table, const char *column, int64_t row)
{
    static char texts[4][200];
    static int next;
    char *text = texts[next++ % 4];
    int64_t length, index = integ_register_column_index(table->reg, 0, column);
    ck_assert_msg(index >= 0, "no column %s", column);
    OK(integ_snapshot_text(integ_register_snapshot(table->reg, 0), 0, index, row, text, sizeof texts[0], &length,
                           NULL));
    return length < 0 ? "-" : text;
}
