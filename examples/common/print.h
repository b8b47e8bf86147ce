/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef EXAMPLES_COMMON_PRINT_H
#define EXAMPLES_COMMON_PRINT_H

/* Texts and counts on standard output, as JSON, CSV or for people. */

#include <integration.h>
#include <stdbool.h>

/* With quotes around it; NULL prints null. */
void print_json_text(const char *text);
/* null where it is hidden (-1). */
void print_json_count(const char *key, int64_t count);
/* `"hidden": ["a", "b"]`: the names of those counts that are hidden. */
void print_json_hidden(const char *const *names, const int64_t *counts, int64_t count);

/* For a terminal: without what would steer it or turn the direction of writing. */
void print_visible(const char *text);

/* Quoted where RFC 4180 wants it; NULL prints nothing. */
void print_csv_text(const char *text);
void print_csv_field(const char *text, char delimiter); /* not NULL */
/* `..` where it is hidden. */
void print_csv_count(int64_t count);

/* A table for people: columns as wide as what stands in them, the first `left` of them to the left. The texts
 * are copied. Rows are printed when the table is freed. */
typedef struct text_table text_table;
text_table *text_table_new(int columns, const char *alignment); /* NULL when there is no memory */
void text_table_add(text_table *table, const char *text); /* NULL: there was no memory for it */
void text_table_add_count(text_table *table, int64_t count); /* `..` where it is hidden */
/* False when there was no memory. */
bool text_table_print_and_free(text_table *table);

#endif
