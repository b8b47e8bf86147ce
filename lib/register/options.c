/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/options.h"

#include "register/csv_messages.h"
#include "register/csv_value.h"
#include "register/messages.h"

#include <string.h>

bool integi_delimiter_from(const char *text, char *out)
{
    bool tab = strcmp(text, "tab") == 0 || strcmp(text, "\t") == 0;
    bool usable = text[0] > ' ' && text[0] < 0x7F && text[0] != '"' && text[1] == '\0';
    bool letter = (text[0] >= '0' && text[0] <= '9') || (text[0] >= 'A' && text[0] <= 'Z') ||
                  (text[0] >= 'a' && text[0] <= 'z');
    if (tab || (usable && !letter))
        *out = tab ? '\t' : text[0];
    return tab || (usable && !letter);
}

bool integi_decimal_mark_from(const char *text, char *out)
{
    if ((text[0] != '.' && text[0] != ',') || text[1] != '\0')
        return false;
    *out = text[0];
    return true;
}

bool integi_encoding_from(const char *text, int32_t *out)
{
    static const struct {
        const char *name;
        int32_t encoding;
    } names[] = {{"utf-8", INTEGI_ENCODING_UTF8},
                 {"utf8", INTEGI_ENCODING_UTF8},
                 {"windows-1252", INTEGI_ENCODING_WINDOWS_1252},
                 {"cp1252", INTEGI_ENCODING_WINDOWS_1252},
                 {"iso-8859-1", INTEGI_ENCODING_ISO_8859_1},
                 {"latin1", INTEGI_ENCODING_ISO_8859_1}};
    char lower[16];
    size_t length = strlen(text);
    if (length >= sizeof lower)
        return false;
    for (size_t i = 0; i <= length; i++)
        lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(lower, names[i].name) == 0) {
            *out = names[i].encoding;
            return true;
        }
    }
    return false;
}

integ_status integ_csv_options_new(integ_context *context, integ_csv_options **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL)
        return integi_invalid_argument(error, "context");
    integ_csv_options *options = integi_allocate_zeroed(context, sizeof *options);
    if (options == NULL)
        return integi_out_of_memory(error);
    options->context = integi_context_retain(context);
    options->format = INTEGI_CSV_FORMAT_BARE;
    *out = options;
    return INTEG_STATUS_OK;
}

void integ_csv_options_free(integ_csv_options *options)
{
    if (options == NULL)
        return;
    integ_context *context = options->context;
    for (int64_t i = 0; i < options->null_count; i++)
        integi_text_free(context, options->nulls[i]);
    integi_release(context, options->nulls, options->null_capacity * sizeof *options->nulls);
    integi_release(context, options, sizeof *options);
    integ_context_free(context);
}

integ_status integ_csv_options_set_delimiter(integ_csv_options *options, const char *delimiter, integ_error *error)
{
    if (options == NULL || delimiter == NULL)
        return integi_invalid_argument(error, options == NULL ? "options" : "delimiter");
    if (!integi_delimiter_from(delimiter, &options->format.delimiter))
        return INTEGI_FAIL(error, NULL, &integi_message_csv_bad_delimiter, delimiter);
    return INTEG_STATUS_OK;
}

integ_status integ_csv_options_set_decimal(integ_csv_options *options, const char *decimal, integ_error *error)
{
    if (options == NULL || decimal == NULL)
        return integi_invalid_argument(error, options == NULL ? "options" : "decimal");
    if (!integi_decimal_mark_from(decimal, &options->format.decimal))
        return INTEGI_FAIL(error, NULL, &integi_message_csv_bad_decimal, decimal);
    return INTEG_STATUS_OK;
}

integ_status integ_csv_options_set_encoding(integ_csv_options *options, const char *encoding, integ_error *error)
{
    if (options == NULL || encoding == NULL)
        return integi_invalid_argument(error, options == NULL ? "options" : "encoding");
    if (!integi_encoding_from(encoding, &options->format.encoding))
        return INTEGI_FAIL(error, NULL, &integi_message_csv_bad_encoding, encoding);
    return INTEG_STATUS_OK;
}

integ_status integ_csv_options_set_date_format(integ_csv_options *options, const char *format, integ_error *error)
{
    if (options == NULL || format == NULL)
        return integi_invalid_argument(error, options == NULL ? "options" : "format");
    for (int32_t i = 0; i < INTEGI_DATE_FORMATS; i++) {
        if (strcmp(format, integi_date_formats[i]) == 0) {
            options->format.date_format = i;
            return INTEG_STATUS_OK;
        }
    }
    return INTEGI_FAIL(error, NULL, &integi_message_csv_bad_date_format, format);
}

integ_status integ_csv_options_set_line_end(integ_csv_options *options, const char *end, integ_error *error)
{
    if (options == NULL)
        return integi_invalid_argument(error, "options");
    if (end == NULL || (strcmp(end, "\n") != 0 && strcmp(end, "\r\n") != 0))
        return integi_invalid_argument(error, "end");
    options->carriage_return = end[0] == '\r';
    return INTEG_STATUS_OK;
}

integ_status integ_csv_options_set_byte_order_mark(integ_csv_options *options, int32_t mark, integ_error *error)
{
    if (options == NULL)
        return integi_invalid_argument(error, "options");
    options->byte_order_mark = mark != 0;
    return INTEG_STATUS_OK;
}

integ_status integ_csv_options_set_formula_guard(integ_csv_options *options, int32_t guard, integ_error *error)
{
    if (options == NULL)
        return integi_invalid_argument(error, "options");
    options->formula_guard = guard != 0;
    return INTEG_STATUS_OK;
}

integ_status integ_csv_options_set_max_errors(integ_csv_options *options, int32_t count, integ_error *error)
{
    if (options == NULL || count < 1 || count > INTEG_ERROR_CAPACITY)
        return integi_invalid_argument(error, options == NULL ? "options" : "count");
    options->format.max_errors = count;
    return INTEG_STATUS_OK;
}

integ_status integ_csv_options_add_null(integ_csv_options *options, const char *spelling, integ_error *error)
{
    if (options == NULL || spelling == NULL)
        return integi_invalid_argument(error, options == NULL ? "options" : "spelling");
    void *nulls = options->nulls;
    if (!integi_grow(options->context, &nulls, &options->null_capacity, (size_t)options->null_count,
                     sizeof *options->nulls))
        return integi_out_of_memory(error);
    options->nulls = nulls;
    char *copy = integi_text_copy(options->context, spelling, strlen(spelling));
    if (copy == NULL)
        return integi_out_of_memory(error);
    options->nulls[options->null_count++] = copy;
    return INTEG_STATUS_OK;
}

integ_status integ_register_options_new(integ_context *context, integ_register_options **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    integ_csv_options *csv;
    integ_status status = integ_csv_options_new(context, &csv, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integ_register_options *options = integi_allocate_zeroed(context, sizeof *options);
    if (options == NULL) {
        integ_csv_options_free(csv);
        return integi_out_of_memory(error);
    }
    *options = (integ_register_options){
        .context = integi_context_retain(context), .purpose = INTEG_PURPOSE_STATISTICS, .csv = csv};
    *out = options;
    return INTEG_STATUS_OK;
}

void integ_register_options_free(integ_register_options *options)
{
    if (options == NULL)
        return;
    integ_context *context = options->context;
    integ_csv_options_free(options->csv);
    integi_text_free(context, options->key);
    integi_release(context, options, sizeof *options);
    integ_context_free(context);
}

integ_status integ_register_options_set_purpose(integ_register_options *options, int32_t purpose, integ_error *error)
{
    if (options == NULL)
        return integi_invalid_argument(error, "options");
    if (purpose != INTEG_PURPOSE_STATISTICS && purpose != INTEG_PURPOSE_CASEWORK)
        return integi_invalid_argument(error, "purpose");
    options->purpose = purpose;
    return INTEG_STATUS_OK;
}

integ_status integ_register_options_set_delimiter(integ_register_options *options, const char *delimiter,
                                                  integ_error *error)
{
    return integ_csv_options_set_delimiter(options == NULL ? NULL : options->csv, delimiter, error);
}

integ_status integ_register_options_set_decimal(integ_register_options *options, const char *decimal,
                                                integ_error *error)
{
    return integ_csv_options_set_decimal(options == NULL ? NULL : options->csv, decimal, error);
}

integ_status integ_register_options_set_encoding(integ_register_options *options, const char *encoding,
                                                 integ_error *error)
{
    return integ_csv_options_set_encoding(options == NULL ? NULL : options->csv, encoding, error);
}

integ_status integ_register_options_set_key(integ_register_options *options, const char *column, integ_error *error)
{
    if (options == NULL)
        return integi_invalid_argument(error, "options");
    if (column != NULL && !integi_is_name(column))
        return INTEGI_FAIL(error, NULL, &integi_message_register_empty_name);
    char *copy = column == NULL ? NULL : integi_text_copy(options->context, column, strlen(column));
    if (column != NULL && copy == NULL)
        return integi_out_of_memory(error);
    integi_text_free(options->context, options->key);
    options->key = copy;
    return INTEG_STATUS_OK;
}

integ_status integ_register_options_set_as_of(integ_register_options *options, integ_date as_of, integ_error *error)
{
    if (options == NULL)
        return integi_invalid_argument(error, "options");
    if (as_of < INTEG_DATE_MINIMUM || as_of > INTEG_DATE_MAXIMUM)
        return integi_invalid_argument(error, "as_of");
    options->as_of = as_of;
    options->has_as_of = true;
    return INTEG_STATUS_OK;
}
