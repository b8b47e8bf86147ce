/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef EXAMPLES_PROTECT_TABLE_H
#define EXAMPLES_PROTECT_TABLE_H

/* A table of counts in a CSV file: columns of codes, and the count in the last. */

#include "common/program.h"

#define DIMENSIONS_AT_MOST 16
#define TOTALS_AT_MOST 16

typedef struct field {
    const char *text;
    int64_t line; /* 0 where it is in no file */
    int64_t column; /* in characters, from 1 */
} field;

/* A CSV file in memory; fields are row by row, every row having as many as the first. */
typedef struct csv_file {
    const program *owner;
    const char *path;
    char *bytes;
    size_t length;
    field *fields;
    int64_t columns;
    int64_t rows; /* the header included */
} csv_file;

/* Each returns EXIT_DONE, or complains. A sheet is closed in any case. */
int sheet_open(csv_file *self, const program *owner, const char *path, char delimiter);
void sheet_close(csv_file *self);
int complain_at(const csv_file *self, const field *at, const char *format, ...) __attribute__((format(printf, 3, 4)));

typedef struct table_dimension {
    const char *name;
    const char **codes; /* of its nodes, in the order of the file */
    int64_t *parents;            /* -1 where there is none */
    int64_t *first_child, *next_child;
    int64_t count;
} table_dimension;

typedef struct count_table {
    csv_file sheet;
    const char *totals[TOTALS_AT_MOST]; /* the codes that mark totals, each in its columns */
    int total_count;
    bool total_given;    /* they were said, and must stand somewhere */
    bool without_totals; /* no other code is a total, whatever it looks like */
    const char *marker; /* of a hidden count */
    bool completed;     /* cells without a row are 0 */
    table_dimension dimensions[DIMENSIONS_AT_MOST];
    int32_t dimension_count;
    int64_t *row_of; /* of every cell: its row in the sheet */
    int64_t *cell_of; /* of every row but the header */
    int64_t *values; /* of every cell; -1 when it is hidden */
    int64_t cell_count;
    integ_cells *cells;
} count_table;

/* Reads the table and puts it together; counts may be hidden only when it is to be audited. */
int table_read(count_table *self, const char *path, char delimiter, const char *const *hierarchies, int hierarchy_count,
               bool audited);
void table_free(count_table *self);

const field *table_count(const count_table *self, int64_t cell);

/* Whether a cell is the sum of its parts, as far as those are not hidden (-1). */
bool table_total_adds_up(const count_table *self, const int64_t *counts, int64_t cell);

/* The cell that is the total of this one in one dimension; -1 when there is none. */
int64_t table_total_of(const count_table *self, int64_t cell, int32_t dimension);

int64_t table_find_code(const table_dimension *dimension, const char *code); /* -1 when there is none */

/* totals.c: the code that marks the totals of a column; -1 when there is none. */
bool table_marks_total(const count_table *self, const char *code);
int64_t table_find_total(const count_table *self, const table_dimension *dimension);
/* Whether one code of a column is what all others are parts of, or there is one alone. */
bool table_has_total(const count_table *self, int32_t dimension);

/* Complain of a code that was said and stands nowhere, and of one that looks like a total and is not said to be one: by
 * its name, when the hierarchies are read, and by its counts, when those are. */
int totals_check_names(const count_table *self);
int totals_check_sums(const count_table *self);

/* Reads FILE, or COLUMN=FILE: which codes are parts of which. When all are read, what has no parent is put below the
 * total. */
int hierarchy_read(count_table *self, const char *given);
int hierarchy_finish(count_table *self);

/* The atoms' counts, to be freed; NULL when there is no memory. */
int64_t *table_atoms(const count_table *self);

#endif
