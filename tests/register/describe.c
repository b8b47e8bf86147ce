/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/schema.h"
#include "register/suite.h"

#include <stdlib.h>
#include <string.h>

static void put_definitions(FILE *out, const integ_register *reg, int64_t table)
{
    fprintf(out, "table %s", integ_register_table_name(reg, table));
    if (integ_register_table_key(reg, table) != NULL)
        fprintf(out, " key %s", integ_register_table_key(reg, table));
    fprintf(out, "\n");
    for (int64_t c = 0; c < integ_register_column_count(reg, table); c++) {
        fprintf(out, "  %s: %s", integ_register_column_name(reg, table, c),
                integ_type_name(integ_register_column_type(reg, table, c)));
        if (integ_register_column_type(reg, table, c) == INTEG_TYPE_DECIMAL)
            fprintf(out, " %d", (int)integ_register_column_decimals(reg, table, c));
        if (integ_register_column_unit(reg, table, c) != NULL)
            fprintf(out, " in %s", integ_register_column_unit(reg, table, c));
        if (integ_register_column_reason(reg, table, c) != NULL)
            fprintf(out, ", because %s", integ_register_column_reason(reg, table, c));
        if (integ_register_column_reason_row_unprotected(reg, table, c) > 0)
            fprintf(out, " (row %lld)", (long long)integ_register_column_reason_row_unprotected(reg, table, c));
        for (int64_t l = 0; l < integ_register_label_count(reg, table, c); l++)
            fprintf(out, ", %s=%s", integ_register_label_code(reg, table, c, l),
                    integ_register_label_text(reg, table, c, l));
        fprintf(out, "\n");
    }
    for (int64_t d = 0; d < integ_register_derived_count(reg, table); d++)
        fprintf(out, "  %s = %s\n", integ_register_derived_name(reg, table, d),
                integ_register_derived_expression(reg, table, d));
    for (int64_t s = 0; s < integ_register_skipped_count(reg, table); s++)
        fprintf(out, "  skipped: %s\n", integ_register_skipped_name(reg, table, s));
}

static void put_rows(FILE *out, const integ_snapshot *snapshot, const integ_register *reg, int64_t table)
{
    const integi_table *held = &snapshot->tables[table];
    fprintf(out, "rows of %s: %lld", integ_register_table_name(reg, table), (long long)held->rows);
    if (held->orphans > 0)
        fprintf(out, ", orphans %lld", (long long)held->orphans);
    if (held->reversed > 0)
        fprintf(out, ", reversed %lld", (long long)held->reversed);
    fprintf(out, "\n");
    for (int64_t row = 0; row < held->rows; row++) {
        for (int64_t c = 0; c < integ_register_column_count(reg, table); c++) {
            char text[4096];
            int64_t length;
            OK(integ_snapshot_text(snapshot, table, c, row, text, sizeof text, &length, NULL));
            fprintf(out, "%s%s%s", c == 0 ? "  " : "|", length < 0 ? "?" : text, length == 0 ? "(empty)" : "");
        }
        int64_t target;
        if (held->link.rows > 0)
            fprintf(out, " -> %lld", integi_column_integer(&held->link, row, &target) ? (long long)target + 1 : 0LL);
        fprintf(out, "\n");
    }
}

char *describe_register(const integ_register *reg)
{
    char *text, date[11];
    size_t size;
    FILE *out = open_memstream(&text, &size);
    fprintf(out, "register %s\n", integ_register_title(reg));
    for (int64_t t = 0; t < integ_register_table_count(reg); t++)
        put_definitions(out, reg, t);
    for (int64_t s = 0; s < integ_register_snapshot_count(reg); s++) {
        const integ_snapshot *snapshot = integ_register_snapshot(reg, s);
        integ_date_to_text(integ_snapshot_as_of(snapshot), date);
        fprintf(out, "snapshot %s\n", integ_snapshot_has_as_of(snapshot) ? date : "without a date");
        for (int64_t t = 0; t < integ_register_table_count(reg); t++)
            put_rows(out, snapshot, reg, t);
    }
    fclose(out);
    return text;
}

int32_t read_bytes(char *bytes, size_t size, size_t *length, void *userdata)
{
    byte_reader *reader = userdata;
    size_t left = reader->length - reader->at;
    size_t given = reader->step < size ? reader->step : size;
    *length = left < given ? left : given;
    memcpy(bytes, reader->bytes + reader->at, *length);
    reader->at += *length;
    return 0;
}

const char *data_path(const char *name)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/register/%s", TEST_SOURCE_DIRECTORY, name);
    return path;
}
