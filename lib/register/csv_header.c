/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv.h"

#include "register/csv_bytes.h"
#include "register/csv_messages.h"

#include <string.h>

/* The first record of a file names its columns. */

/* What a single name with another usual delimiter in it says about the options. */
static integ_status check_delimiter(const integi_csv_reader *reader, integ_error *error)
{
    static const char usual[] = {';', '\t', ','};
    static const char *const shown[] = {";", "tab", ","};
    char delimiter[2] = {reader->input->format.delimiter, '\0'};
    if (reader->field_count != 1)
        return INTEG_STATUS_OK;
    const integi_field *field = &reader->fields[0];
    for (size_t i = 0; i < sizeof usual; i++) {
        const char *found = memchr(field->text, usual[i], field->length);
        if (found == NULL || usual[i] == delimiter[0])
            continue;
        integi_place place = integi_csv_place(reader, found);
        return INTEGI_FAIL(error, &place, &integi_message_csv_other_delimiter,
                           delimiter[0] == '\t' ? "tab" : delimiter, shown[i]);
    }
    return INTEG_STATUS_OK;
}

static integ_status check_name(const integi_csv_reader *reader, int64_t index, const integi_place *place,
                               integ_error *error)
{
    /* A file without a header has people's data here, so that no name is repeated. */
    char number[INTEGI_NUMBER_SIZE], other[INTEGI_NUMBER_SIZE];
    integi_number(number, index + 1);
    if (reader->names[index][0] == '\0')
        return INTEGI_FAIL(error, place, &integi_message_csv_empty_name, number);
    for (int64_t i = 0; i < index; i++)
        if (strcmp(reader->names[i], reader->names[index]) == 0)
            return INTEGI_FAIL(error, place, &integi_message_csv_duplicate_name, number, integi_number(other, i + 1));
    return INTEG_STATUS_OK;
}

static integ_status take_names(integi_csv_reader *reader, integ_error *error)
{
    integ_status result = INTEG_STATUS_OK;
    for (int64_t i = 0; i < reader->field_count; i++) {
        integi_field field = reader->fields[i];
        integi_place place = integi_csv_place(reader, field.text);
        if (!integi_csv_unquote(reader, &field))
            return integi_out_of_memory(error);
        reader->names[i] = integi_text_copy(reader->context, field.text, field.length);
        if (reader->names[i] == NULL)
            return integi_out_of_memory(error);
        reader->name_count = i + 1;
        integ_status status = check_name(reader, i, &place, error);
        result = result == INTEG_STATUS_OK ? status : result;
    }
    return result;
}

integ_status integi_csv_reader_header(integi_csv_reader *reader, integ_error *error)
{
    bool more;
    integi_place place = {reader->input->name, 1, 1, 0, 0};
    integ_status status = integi_csv_reader_next(reader, &more, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!more)
        return INTEGI_FAIL(error, &place, &integi_message_csv_empty);
    if (reader->field_count > INTEGI_CSV_COLUMNS_MAXIMUM)
        return INTEGI_FAIL(error, &place, &integi_message_csv_column_limit,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_CSV_COLUMNS_MAXIMUM));
    status = check_delimiter(reader, error);
    return status != INTEG_STATUS_OK ? status : take_names(reader, error);
}

/* A byte order mark is no part of the text, but of the file. */
static void drop_mark(integi_csv_reader *reader)
{
    if (reader->input->format.encoding != INTEGI_ENCODING_UTF8 || reader->end < 3 ||
        memcmp(reader->buffer, "\xEF\xBB\xBF", 3) != 0)
        return;
    reader->end -= 3;
    reader->counted += 3;
    memmove(reader->buffer, reader->buffer + 3, reader->end + 1);
}

integ_status integi_csv_reader_begin(integi_csv_reader *reader, integ_context *context, const integi_csv_input *input,
                                     integ_error *error)
{
    *reader = (integi_csv_reader){.context = context, .input = input};
    reader->fields = integi_allocate_array(context, INTEGI_CSV_COLUMNS_MAXIMUM, sizeof *reader->fields);
    reader->names = integi_allocate_array(context, INTEGI_CSV_COLUMNS_MAXIMUM, sizeof *reader->names);
    return reader->fields == NULL || reader->names == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

integ_status integi_csv_reader_open(integi_csv_reader *reader, integ_context *context, const integi_csv_input *input,
                                    integ_error *error)
{
    integ_status status = integi_csv_reader_begin(reader, context, input, error);
    if (status != INTEG_STATUS_OK)
        return status;
    reader->bytes = integi_allocate(context, sizeof *reader->bytes);
    if (reader->bytes == NULL)
        return integi_out_of_memory(error);
    integi_csv_bytes_init(reader->bytes, context, input);
    status = integi_csv_reader_fill(reader, error);
    if (status != INTEG_STATUS_OK)
        return status;
    drop_mark(reader);
    return integi_csv_reader_header(reader, error);
}
