/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_DENMARK_SHEET_H
#define TEST_DENMARK_SHEET_H

/* Published figures as CSV files. They are not part of the package: the tests run where the environment variable
 * INTEGRATION_SHARED, or a folder `shared` beside the source tree, leads to vectors/NAME, and elsewhere there are
 * none. */

#include <stdbool.h>

#define SHEET_COLUMNS 16
#define SHEET_ROWS 1024

typedef struct sheet {
    char *text;
    char *cells[SHEET_ROWS][SHEET_COLUMNS]; /* row 0 is the header */
    int rows, columns;                      /* rows without the header */
} sheet;

bool sheet_exists(const char *name);

/* False when there is no such file; fails the test when it is not a table. */
bool sheet_open(sheet *out, const char *name);
void sheet_close(sheet *read);

/* The path of a file of vectors; valid until the next call. */
const char *sheet_path(const char *name);

/* A cell by the name of its column, from row 1; `""` when it is empty. Fails the test when there is no such column. */
const char *sheet_cell(const sheet *read, int row, const char *column);

#endif
