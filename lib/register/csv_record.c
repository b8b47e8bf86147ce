/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv.h"

#include "register/csv_messages.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Cutting records into fields. */

/* What became of an attempt to cut out a record. */
typedef enum cut { CUT_DONE, CUT_NEEDS_MORE, CUT_FAULT } cut;

typedef struct cutter {
    integi_csv_reader *reader;
    const char *at, *end;
    char delimiter;
    const char *opening; /* of the quotes that `at` is inside of; NULL outside */
    const integi_message *fault;
    const char *fault_at;
} cutter;

static cut faulty(cutter *in, const integi_message *fault, const char *at)
{
    in->fault = fault;
    in->fault_at = at;
    return CUT_FAULT;
}

/* The buffer's end was reached inside a field: more must be read, or what stands there is the end or a
 * fault. */
static cut at_end(cutter *in, const integi_message *fault, const char *opening)
{
    if (!in->reader->ended)
        return CUT_NEEDS_MORE;
    if (in->reader->poison == INTEGI_POISON_NUL)
        return faulty(in, in->reader->name_count == 0 ? &integi_message_csv_nul_in_header : &integi_message_csv_nul,
                      in->end);
    if (in->reader->poison == INTEGI_POISON_ENCODING)
        return faulty(in, in->reader->input->format.encoding == INTEGI_ENCODING_UTF8
                              ? &integi_message_csv_not_utf8
                              : &integi_message_csv_not_windows_1252, in->end);
    return fault == NULL ? CUT_DONE : faulty(in, fault, opening);
}

/* The next delimiter or line end. The line feed behind the buffer's end stops the search, and the slack
 * behind that may be looked at. */
static inline const char *find_end(const char *at, char delimiter)
{
#ifdef __SSE2__
    const __m128i delimiters = _mm_set1_epi8(delimiter), feeds = _mm_set1_epi8('\n'), returns = _mm_set1_epi8('\r');
    for (;; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i found = _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters),
                                     _mm_or_si128(_mm_cmpeq_epi8(bytes, feeds), _mm_cmpeq_epi8(bytes, returns)));
        int places = _mm_movemask_epi8(found);
        if (places != 0)
            return at + __builtin_ctz((unsigned int)places);
    }
#else
    while (*at != delimiter && *at != '\n' && *at != '\r')
        at++;
    return at;
#endif
}

/* `at` stands on the opening quote; afterwards it stands behind the closing one. */
static cut cut_quoted(cutter *in, integi_field *field)
{
    in->opening = in->at++;
    *field = (integi_field){in->at, 0, false};
    for (;;) {
        const char *quote = memchr(in->at, '"', (size_t)(in->end - in->at));
        if (quote == NULL)
            return at_end(in, &integi_message_csv_unclosed_quote, in->opening);
        in->at = quote + 1;
        if (in->at == in->end && !in->reader->ended)
            return CUT_NEEDS_MORE;
        if (in->at == in->end || *in->at != '"') {
            field->length = (size_t)(quote - field->text);
            in->opening = NULL;
            return CUT_DONE;
        }
        field->doubled = true;
        in->at++;
    }
}

/* Steps over a line's end at `at`; sets `over` when there is one. */
static cut cut_line_end(cutter *in, bool *over)
{
    *over = true;
    if (in->at == in->end)
        return at_end(in, NULL, NULL);
    if (*in->at == '\n') {
        in->at++;
        return CUT_DONE;
    }
    *over = false;
    if (*in->at != '\r')
        return CUT_DONE;
    if (in->at + 1 == in->end && !in->reader->ended)
        return CUT_NEEDS_MORE;
    if (in->at + 1 == in->end || in->at[1] != '\n')
        return faulty(in, &integi_message_csv_lone_return, in->at);
    in->at += 2;
    *over = true;
    return CUT_DONE;
}

static cut cut_record(cutter *in)
{
    integi_csv_reader *reader = in->reader;
    char delimiter = in->delimiter;
    reader->field_count = 0;
    for (;;) {
        integi_field field;
        if (*in->at == '"' && in->at < in->end) {
            cut result = cut_quoted(in, &field);
            if (result != CUT_DONE)
                return result;
        } else {
            const char *at = find_end(in->at, delimiter);
            field = (integi_field){in->at, (size_t)(at - in->at), false};
            in->at = at;
        }
        if (reader->field_count < INTEGI_CSV_COLUMNS_MAXIMUM)
            reader->fields[reader->field_count] = field;
        /* A field counts when what stands behind it is seen to be sound: until then it is the one at
         * fault. */
        if (*in->at == delimiter && in->at < in->end) {
            reader->field_count++;
            in->at++;
            continue;
        }
        bool over;
        cut result = cut_line_end(in, &over);
        if (result == CUT_DONE && !over)
            return faulty(in, &integi_message_csv_after_quote, in->at);
        reader->field_count += result == CUT_DONE;
        return result;
    }
}

/* The column that the fault's field belongs to: its name, or its number where the header names none. */
static const char *column_name(const integi_csv_reader *reader, char *room)
{
    int64_t column = reader->field_count;
    return column < reader->name_count ? reader->names[column] : integi_number(room, column + 1);
}

static integ_status report_fault(const cutter *in, const char *at, const integi_message *fault, integ_error *error)
{
    integi_place place = integi_csv_place(in->reader, at);
    return INTEGI_FAIL(error, &place, fault, column_name(in->reader, (char[INTEGI_NUMBER_SIZE]){0}));
}

/* A record that does not end within the limit: most often because a quote was never closed. */
static integ_status report_limit(const cutter *in, integ_error *error)
{
    if (in->opening != NULL)
        return report_fault(in, in->opening, &integi_message_csv_unclosed_quote, error);
    return report_fault(in, in->reader->record, &integi_message_csv_record_limit, error);
}

integ_status integi_csv_reader_next(integi_csv_reader *reader, bool *more, integ_error *error)
{
    cutter in = {.reader = reader, .delimiter = reader->input->format.delimiter};
    *more = false;
    for (;;) {
        in.opening = NULL;
        in.at = reader->record = reader->buffer + reader->at;
        in.end = reader->buffer + reader->end;
        if (in.at == in.end && reader->ended && reader->poison == INTEGI_POISON_NONE)
            return INTEG_STATUS_OK;
        cut result = cut_record(&in);
        if (result == CUT_FAULT)
            return report_fault(&in, in.fault_at, in.fault, error);
        if (result == CUT_DONE)
            break;
        if (reader->bytes == NULL || reader->end - reader->at >= INTEGI_CSV_RECORD_BYTES_MAXIMUM)
            return report_limit(&in, error);
        integ_status status = integi_csv_reader_fill(reader, error);
        if (status != INTEG_STATUS_OK)
            return status;
    }
    reader->at = (size_t)(in.at - reader->buffer);
    *more = true;
    return INTEG_STATUS_OK;
}

integ_status integi_csv_fault(integi_csv_reader *reader, integ_status status)
{
    int32_t most = reader->input->format.max_errors;
    reader->faults++;
    if (reader->fault_status == INTEG_STATUS_OK)
        reader->fault_status = status;
    return most == 0 || reader->faults < most ? INTEG_STATUS_OK : reader->fault_status;
}

static bool is_blank(const integi_csv_reader *reader)
{
    return reader->name_count > 1 && reader->field_count == 1 && reader->fields[0].length == 0 &&
           reader->fields[0].text == reader->record;
}

/* `place` is where the record starts, as the reader may have moved on. */
static integ_status wrong_count(integi_csv_reader *reader, int64_t count, const integi_place *place,
                                integ_error *error)
{
    char fields[INTEGI_NUMBER_SIZE], columns[INTEGI_NUMBER_SIZE];
    integi_number(fields, count);
    integi_number(columns, reader->name_count);
    if (count > reader->name_count)
        return integi_csv_fault(reader, INTEGI_FAIL(error, place, &integi_message_csv_too_many_fields, fields,
                                                    columns));
    return integi_csv_fault(reader, INTEGI_FAIL(error, place, &integi_message_csv_too_few_fields, fields, columns,
                                                reader->names[count]));
}

integ_status integi_csv_reader_blanks(integi_csv_reader *reader, integ_error *error)
{
    if (reader->blanks == 0)
        return INTEG_STATUS_OK;
    reader->blanks = 0;
    return wrong_count(reader, 1, &reader->blank, error);
}

/* Blank lines at the end are no records; anywhere else they are records with too few fields. */
integ_status integi_csv_reader_row(integi_csv_reader *reader, bool *more, integ_error *error)
{
    for (;;) {
        integ_status status = integi_csv_reader_next(reader, more, error);
        if (status != INTEG_STATUS_OK || !*more)
            return status;
        if (is_blank(reader)) {
            if (reader->blanks++ == 0)
                reader->blank = integi_csv_place(reader, reader->record);
            continue;
        }
        status = integi_csv_reader_blanks(reader, error);
        if (status != INTEG_STATUS_OK || reader->field_count == reader->name_count)
            return status;
        integi_place place = integi_csv_place(reader, reader->record);
        status = wrong_count(reader, reader->field_count, &place, error);
        if (status != INTEG_STATUS_OK)
            return status;
    }
}
