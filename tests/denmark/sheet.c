/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/sheet.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *sheet_path(const char *name)
{
    static char path[1024];
    const char *shared = getenv("INTEGRATION_SHARED");
    snprintf(path, sizeof path, "%s/vectors/%s", shared != NULL ? shared : TEST_SOURCE_DIRECTORY "/../../shared", name);
    return path;
}

/* Takes the quotes of a field away where it stands; returns the separator behind it. */
static char read_field(char **at, char **field)
{
    char *in = *at, *out = *at;
    *field = out;
    bool quoted = *in == '"';
    in += quoted;
    while (*in != '\0' && (quoted || (*in != ',' && *in != '\n' && *in != '\r'))) {
        if (quoted && *in == '"') {
            if (in[1] != '"') {
                in++;
                break;
            }
            in++;
        }
        *out++ = *in++;
    }
    in += *in == '\r';
    char separator = *in;
    *at = in + (separator != '\0');
    *out = '\0';
    return separator;
}

static void split(sheet *out)
{
    char *at = out->text;
    for (out->rows = 0; *at != '\0'; out->rows++) {
        int column = 0;
        char separator = ',';
        ck_assert_int_lt(out->rows, SHEET_ROWS);
        while (separator == ',') {
            ck_assert_int_lt(column, SHEET_COLUMNS);
            separator = read_field(&at, &out->cells[out->rows][column++]);
        }
        out->columns = out->rows == 0 ? column : out->columns;
        ck_assert_int_eq(column, out->columns);
    }
    out->rows--;
}

bool sheet_exists(const char *name)
{
    FILE *file = fopen(sheet_path(name), "rb");
    if (file != NULL)
        fclose(file);
    return file != NULL;
}

bool sheet_open(sheet *out, const char *name)
{
    FILE *file = fopen(sheet_path(name), "rb");
    if (file == NULL)
        return false;
    memset(out, 0, sizeof *out);
    out->text = calloc(1, 1 << 20);
    ck_assert_ptr_nonnull(out->text);
    ck_assert_uint_lt(fread(out->text, 1, (1 << 20) - 1, file), (1 << 20) - 1);
    fclose(file);
    split(out);
    return true;
}

void sheet_close(sheet *read)
{
    free(read->text);
}

const char *sheet_cell(const sheet *read, int row, const char *column)
{
    for (int i = 0; i < read->columns; i++)
        if (strcmp(read->cells[0][i], column) == 0)
            return read->cells[row][i];
    ck_abort_msg("no column %s", column);
    return "";
}
