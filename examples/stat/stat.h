/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef EXAMPLES_STAT_STAT_H
#define EXAMPLES_STAT_STAT_H

/* integ-stat from inside: a table of texts comes in, rows of texts and numbers go out. */

#include "common/program.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#define SOURCE "standard input"

/* What a number is that is not there. */
#define MISSING ((double)NAN)

/* A field with its place, as it stands in the file but for its quotes. */
typedef struct cell {
    char *text;
    long line, column;
} cell;

typedef struct table {
    char *bytes;
    cell *cells; /* the header, then row by row */
    size_t capacity, count;
    size_t columns, rows;
} table;

/* What the options say. */
typedef struct settings {
    program *owner;
    const char *function;
    const char *method, *chart, *unit, *group, *count, *within, *of, *period, *days;
    char delimiter, decimal;
    double confidence, multiplier, target, at, tolerance, precision, power;
    bool has_multiplier, has_target, has_at, has_tolerance, strict, screen;
    int improve; /* 1 up, -1 down, 0 not said */
    long decimals;
    int64_t bootstrap, seed; /* 0 draws: none */
    const char *used[32]; /* the names of the options that were given, once each */
    size_t used_count;
} settings;

/* What was warned of, so that the same of one field is said once, and of very many fields in the end how many. */
#define WARNINGS_SHOWN 20
#define KINDS_OF_WARNINGS 16
typedef struct warnings {
    struct kind_of_warning {
        char sentence[160], first[160]; /* without values, and with those of the first time */
        long line, column; /* where last */
        long count;
    } kinds[KINDS_OF_WARNINGS];
} warnings;

/* Everything about one run; what is written appears when all of it worked. */
typedef struct run {
    const settings *given;
    table input;
    FILE *out;
    char *text; /* that was written so far */
    size_t length;
    bool row_begun;
    warnings *warned;
} run;

/* Reading. False after a complaint. */
bool table_read(run *self, FILE *file);
void table_free(table *input);
const cell *table_cell(const table *input, size_t row, size_t column);
/* -1 where there is no such column. */
long table_column(const table *input, const char *name);
/* The same, with a complaint. */
bool need_column(const run *self, const char *name, size_t *column);
/* Each of the names, up to NULL. */
bool need_columns(const run *self, const char *const *names, size_t *columns);

/* A number; false after a complaint. Missing numbers are NaN. `column` may be -1, which is missing everywhere. */
bool read_number(const run *self, size_t row, long column, double *out);
bool is_missing(const char *text);
/* A school year such as 2015-16 or 2015/16, which is its first year. */
bool is_year_span(const char *text);
/* False after a complaint; for numbers that the library sees many of at once, and whose row it cannot tell. */
bool check_not_negative(const run *self, size_t row, size_t column, double number);

/* `SOURCE:LINE:COLUMN: error: ...`; always false. */
bool complain_at(const run *self, const cell *place, const char *format, ...) __attribute__((format(printf, 3, 4)));
void warn_at(const run *self, const cell *place, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* How many warnings were not shown. */
void end_warnings(const run *self);

/* What the library said of a row. True, after a warning, when there is no such number; false, after an error, when the
 * numbers are wrong or there is no memory. `names` are pairs of what the library and the columns call a parameter. */
bool take_status(const run *self, integ_status status, size_t row, const char *const *names, const size_t *columns);

/* Writing. */
void write_text(run *self, const char *text);
void write_number(run *self, double number); /* NaN: an empty field */
void end_row(run *self);
/* The header or a row of the input, with more to come. */
void write_input_row(run *self, size_t row);
/* Header of the input and the results behind it; complains when a result would have the name of a column. */
bool begin_results(run *self, const char *const *results);
void write_header(run *self, const char *const *names);

/* The distinct texts of a column in order of code points, and which of them a row has. */
typedef struct dictionary {
    const char **names;
    size_t count;
    size_t *codes; /* of the rows; of those that were left out NO_CODE */
} dictionary;

#define NO_CODE SIZE_MAX

bool dictionary_make(const run *self, size_t column, dictionary *out);
/* The same without the rows for which `left_out` is true. */
bool dictionary_make_without(const run *self, size_t column, const bool *left_out, dictionary *out);
void dictionary_free(dictionary *self);

/* Whether the function has a use for each option that was given; false after a complaint. */
bool options_fit(const settings *given);

/* The functions. */
bool do_proportion(run *self);
bool do_comparison(run *self);
bool do_detectable_change(run *self);
bool do_mean(run *self);
bool do_rate(run *self);
bool do_standardised_rate(run *self);
bool do_indirect_rate(run *self);
bool do_progress(run *self);
bool do_together(run *self);
bool do_control_chart(run *self);
bool do_segregation(run *self);
bool do_local_segregation(run *self);
bool do_location_quotient(run *self);
bool do_trend(run *self);

#endif
