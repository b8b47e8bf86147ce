/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CSV_KERNELS_H
#define INTEGI_REGISTER_CSV_KERNELS_H

/* The loops in which reading CSV spends its time, one version for each set of instructions. All give the same
 * results. Every text they get has INTEGI_CSV_SLACK_BYTES before and behind it that may be read. */

#include "register/csv_column.h"
#include "register/csv_value.h"

/* Places are written in groups: so many more than are found need room. */
#define INTEGI_CSV_PLACES_SLACK 64

/* What there is in a text. */
typedef struct integi_csv_survey {
    bool high;        /* bytes from 0x80 on */
    bool nul;
    bool quotes;
    bool returns;     /* carriage returns */
    bool lone_return; /* one of them is not before a line feed */
    int64_t feeds;    /* how many line feeds */
} integi_csv_survey;

/* Where the search for the ends of fields stands. */
typedef struct integi_csv_scan {
    const char *text;
    size_t length, at;
    char delimiter;
    uint64_t inside;   /* all bits set inside of quotes */
    uint64_t may_open; /* 1: a quote at `at` would open a field */
    bool unsound;      /* something may be wrong: a quote stands where none should, or a carriage return is alone */
    int32_t state;     /* of the exact search */
    int64_t feeds;     /* line feeds outside of quotes */
} integi_csv_scan;

/* The fields of one column in some records: the first begins at starts[0] + skip and ends before ends[0], the
 * next one is `stride` further on. */
typedef struct integi_csv_span {
    const char *text;
    const uint32_t *starts, *ends;
    uint32_t skip;
    size_t stride, count;
} integi_csv_span;

typedef struct integi_csv_kernels {
    void (*survey)(const char *text, size_t length, integi_csv_survey *out);
    /* Writes where delimiters and line feeds stand, until `wanted` were found or the text ends; returns how
     * many. The first is for texts without quotes, the second leaves out what stands inside of quotes. */
    size_t (*ends)(integi_csv_scan *scan, size_t wanted, uint32_t *out);
    size_t (*quoted_ends)(integi_csv_scan *scan, size_t wanted, uint32_t *out);
    /* Goes to the end of the text and returns what follows the last line feed outside of quotes, 0 without
     * one. */
    size_t (*last_end)(integi_csv_scan *scan);
    /* Values of fields. False: a field is no value, or no memory; the column says which. */
    bool (*texts)(integi_csv_column *column, const integi_csv_span *span, uint32_t *items);
    bool (*integers)(integi_csv_column *column, const integi_csv_span *span, int64_t *items, uint8_t *known);
    bool (*decimals)(integi_csv_column *column, const integi_csv_span *span, int64_t *items, uint8_t *known);
    bool (*numbers)(integi_csv_column *column, const integi_csv_span *span, int64_t *items, uint8_t *known);
    bool (*dates)(integi_csv_column *column, const integi_csv_span *span, int32_t *items);
    /* The lowest and highest known value; returns how many are null. */
    int64_t (*range)(const int64_t *items, const uint8_t *known, size_t count, int64_t *lowest, int64_t *highest);
    int64_t (*range_of_dates)(const int32_t *items, size_t count, int64_t *lowest, int64_t *highest);
    int64_t (*nulls_of_texts)(const uint32_t *items, size_t count);
    /* Writes items as a column of that width and base stores them. */
    void (*pack)(const int64_t *items, const uint8_t *known, size_t count, int32_t width, int64_t base, void *out);
    void (*pack_dates)(const int32_t *items, size_t count, int32_t width, int64_t base, void *out);
    /* Items are replaced by their numbers in `global` first, unless that is NULL. */
    void (*pack_texts)(uint32_t *items, const uint32_t *global, size_t count, int32_t width, int64_t base, void *out);
} integi_csv_kernels;

const integi_csv_kernels *integi_csv_kernels_for(int32_t instructions);

extern const integi_csv_kernels integi_csv_kernels_portable, integi_csv_kernels_avx2, integi_csv_kernels_avx512;

/* As quoted_ends and last_end, one byte after the other: for texts with quotes in the middle of a field.
 * `unsound` is set only where something is wrong. */
void integi_csv_scan_begin(integi_csv_scan *scan, const char *text, size_t length, char delimiter);
size_t integi_csv_exact_ends(integi_csv_scan *scan, size_t wanted, uint32_t *out);
size_t integi_csv_exact_last_end(integi_csv_scan *scan);
/* Whether an exact scan came to its end inside of quotes. */
bool integi_csv_exact_inside(const integi_csv_scan *scan);

#endif
