/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv.h"

#include "register/csv_messages.h"
#include "register/csv_value.h"
#include "register/messages.h"

#include <string.h>

/* The types of a file that nobody described: for each column the first of boolean, integer, number, ISO date, ISO
 * timestamp that all of its values fit, else code. What would lose something by being read as a number is a code:
 * leading zeros, and numbers that identify rows. */

typedef struct guess {
    int32_t type;        /* what fits all values so far; 0 while none is known */
    const char *because; /* what ruled the types before it out; NULL where nothing had to */
    int64_t row;         /* that it stands in, from 1; 0 for none */
} guess;

/* Where the decimal mark is a comma, a point parts thousands. */
static char thousands_beside(const integi_csv_format *format)
{
    return format->decimal == ',' ? '.' : '\0';
}

/* `-12`, without leading zeros, of at most int64. */
static bool fits_integer(const char *text, size_t length, const integi_csv_format *format)
{
    int64_t ignored;
    size_t sign = text[0] == '-';
    if (length <= sign || text[0] == '+' || (text[sign] == '0' && length > sign + 1))
        return false;
    return integi_parse_integer(text, length, thousands_beside(format), &ignored) == NULL;
}

static bool has_leading_zero(const char *text, size_t length)
{
    size_t sign = text[0] == '-';
    return length > sign + 1 && text[sign] == '0' && text[sign + 1] >= '0' && text[sign + 1] <= '9';
}

static bool fits(int32_t type, const char *text, size_t length, const integi_csv_format *format)
{
    int64_t whole;
    double number;
    switch (type) {
    case INTEG_TYPE_BOOLEAN:
        return (length == 4 && memcmp(text, "true", 4) == 0) || (length == 5 && memcmp(text, "false", 5) == 0);
    case INTEG_TYPE_INTEGER:
        return fits_integer(text, length, format);
    case INTEG_TYPE_NUMBER:
        return text[0] != '+' && !has_leading_zero(text, length) &&
               integi_parse_number(text, length, format->decimal, thousands_beside(format), &number) == NULL;
    case INTEG_TYPE_DATE:
        return integi_parse_date(text, length, format->date_format, &whole) == NULL;
    case INTEG_TYPE_TIMESTAMP:
        return integi_parse_timestamp(text, length, format->date_format, &whole) == NULL;
    default:
        return true;
    }
}

static int32_t type_of(const char *text, size_t length, const integi_csv_format *format)
{
    static const int32_t order[] = {INTEG_TYPE_BOOLEAN, INTEG_TYPE_INTEGER, INTEG_TYPE_NUMBER, INTEG_TYPE_DATE,
                                    INTEG_TYPE_TIMESTAMP};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (fits(order[i], text, length, format))
            return order[i];
    return INTEG_TYPE_CODE;
}

/* Every integer is a number and every date a timestamp; no other type holds values of another. */
static int32_t common_type(int32_t a, int32_t b)
{
    int32_t low = a < b ? a : b, high = a < b ? b : a;
    if (low == 0 || low == high || (low == INTEG_TYPE_INTEGER && high == INTEG_TYPE_NUMBER) ||
        (low == INTEG_TYPE_DATE && high == INTEG_TYPE_TIMESTAMP))
        return high;
    return INTEG_TYPE_CODE;
}

/* Reasons are said by a register of files whose types nobody declared; a declared one has the form of its dates. */
#define OTHER_DATE(form) "a value is a date as " form ", which a manifest can say"

static const char *other_date_of(const char *text, size_t length, const integi_csv_format *format)
{
    static const char *const words[INTEGI_DATE_FORMATS] = {
        OTHER_DATE("yyyy-mm-dd"), OTHER_DATE("dd-mm-yyyy"), OTHER_DATE("dd.mm.yyyy"),
        OTHER_DATE("dd/mm/yyyy"), NULL, NULL, OTHER_DATE("yyyy/mm/dd"), OTHER_DATE("yyyy.mm.dd"),
        OTHER_DATE("mm/dd/yyyy")}; /* those without marks are numbers too */
    int64_t ignored;
    for (int32_t i = 0; i < INTEGI_DATE_FORMATS; i++)
        if (i != format->date_format && words[i] != NULL && integi_parse_date(text, length, i, &ignored) == NULL)
            return words[i];
    return NULL;
}

/* What can be seen of a text that is no boolean, number or date, without the text itself. */
static const char *shape_of(const char *text, size_t length, const integi_csv_format *format)
{
    int64_t ignored;
    if (has_leading_zero(text, length) &&
        integi_parse_number(text, length, format->decimal, thousands_beside(format), &(double){0}) == NULL)
        return "a value has a leading zero";
    if (text[0] == '+')
        return "a value has a plus sign";
    if (integi_parse_date(text, length, format->date_format, &ignored) == &integi_message_csv_no_such_date)
        return "a value looks like a date that does not exist";
    const char *date = other_date_of(text, length, format);
    if (date != NULL)
        return date;
    for (size_t i = 0; i < length; i++)
        if ((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z'))
            return "a value has a letter";
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80)
            return "a value has a letter or sign beyond ASCII";
    for (size_t i = 0; i < length; i++)
        if (text[i] == ' ')
            return "a value has a space";
    return "a value has its signs or digits where no number or date has them";
}

static const char *mixture_of(int32_t a, int32_t b)
{
    bool boolean = a == INTEG_TYPE_BOOLEAN || b == INTEG_TYPE_BOOLEAN;
    bool date = a >= INTEG_TYPE_DATE || b >= INTEG_TYPE_DATE;
    return !boolean ? "some values are numbers, others dates"
           : date   ? "some values are true or false, others dates"
                    : "some values are true or false, others numbers";
}

/* Why a column that held values of `before` cannot go on with that after a value of type `now`. */
static const char *fault_of(int32_t before, int32_t now, const char *text, size_t length,
                            const integi_csv_format *format)
{
    if (now == INTEG_TYPE_CODE)
        return shape_of(text, length, format);
    if (common_type(before, now) == INTEG_TYPE_CODE)
        return mixture_of(before, now);
    if (now == INTEG_TYPE_TIMESTAMP)
        return "every value is a date, one with a time of day";
    if (memchr(text, format->decimal, length) != NULL)
        return "every value is a number, one with decimals";
    if (memchr(text, 'e', length) != NULL || memchr(text, 'E', length) != NULL)
        return "every value is a number, one with an exponent";
    return "every value is a number, one beyond 64 bits";
}

static void look_at(guess *column, const char *text, size_t length, int64_t row, const integi_csv_format *format)
{
    if (column->type == INTEG_TYPE_CODE || (column->type != 0 && fits(column->type, text, length, format)))
        return;
    int32_t now = type_of(text, length, format), common = common_type(column->type, now);
    bool rules_out = column->type != 0 || now == INTEG_TYPE_CODE || now == INTEG_TYPE_NUMBER ||
                     now == INTEG_TYPE_TIMESTAMP;
    if (rules_out && common != column->type)
        *column = (guess){common, fault_of(column->type, now, text, length, format), row};
    else
        column->type = common;
}

static const char *reason(const guess *column, const integi_csv_format *format)
{
    if (column->because != NULL)
        return column->because;
    switch (column->type) {
    case INTEG_TYPE_BOOLEAN:
        return "every value is true or false";
    case INTEG_TYPE_INTEGER:
        return "every value is a whole number";
    case INTEG_TYPE_DATE:
        return format->date_format == 0 ? "every value is an ISO date"
                                        : "every value is a date of the form that was given";
    default:
        return "no value is known";
    }
}

static bool is_null(const integi_field *field, char *const *nulls, int64_t null_count)
{
    for (int64_t i = 0; i < null_count; i++)
        if (strlen(nulls[i]) == field->length && memcmp(nulls[i], field->text, field->length) == 0)
            return true;
    return field->length == 0;
}

static integ_status look_at_rows(integi_csv_reader *reader, guess *guesses, char *const *nulls, int64_t null_count,
                                 integ_error *error)
{
    for (int64_t row = 1;; row++) {
        bool more;
        integ_status status = integi_csv_reader_row(reader, &more, error);
        if (status != INTEG_STATUS_OK || !more)
            return status != INTEG_STATUS_OK ? status : reader->fault_status;
        for (int64_t i = 0; i < reader->name_count; i++) {
            integi_field field = reader->fields[i];
            if (guesses[i].type == INTEG_TYPE_CODE || is_null(&field, nulls, null_count))
                continue;
            if (!integi_csv_unquote(reader, &field))
                return integi_out_of_memory(error);
            look_at(&guesses[i], field.text, field.length, row, &reader->input->format);
        }
    }
}

static void describe(integi_column_definition *column, const integi_csv_format *format, char **nulls,
                     int64_t null_count)
{
    column->thousands = thousands_beside(format);
    column->date_format = format->date_format;
    column->nulls = nulls;
    column->null_count = null_count;
}

static integ_status define(integ_register_builder *builder, const char *name, const guess *column, bool is_key,
                           const integi_csv_format *format, char **nulls, int64_t null_count, integ_error *error)
{
    guess settled = *column;
    if (is_key && settled.type == INTEG_TYPE_NUMBER)
        settled = (guess){INTEG_TYPE_CODE, "a key that is no whole number is a code", column->row};
    int64_t index;
    int32_t type = settled.type == 0 ? INTEG_TYPE_CODE : settled.type;
    integ_status status = integi_builder_define_column(builder, name, type, 0, &index, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_column_definition *definition = &integi_builder_table(builder)->columns[index];
    definition->inferred_because = integi_register_copy(builder->reg, reason(&settled, format));
    definition->inferred_row = settled.row;
    describe(definition, format, nulls, null_count);
    return definition->inferred_because == NULL ? integi_builder_exhausted(builder, error) : INTEG_STATUS_OK;
}

/* The spellings of null in the register's own memory, shared by all columns. */
static char **copy_nulls(integ_register *reg, char *const *nulls, int64_t null_count)
{
    char **copies = integi_arena_allocate(&reg->arena, (size_t)null_count * sizeof *copies);
    for (int64_t i = 0; copies != NULL && i < null_count; i++)
        if ((copies[i] = integi_register_copy(reg, nulls[i])) == NULL)
            return NULL;
    return copies;
}

integ_status integi_csv_settle(integ_register_builder *builder, const integi_csv_format *format, char *const *nulls,
                               int64_t null_count, integ_error *error)
{
    integi_table_definition *table = integi_builder_table(builder);
    char **copies = copy_nulls(builder->reg, nulls, null_count);
    if (copies == NULL)
        return integi_builder_exhausted(builder, error);
    for (int64_t i = 0; i < table->column_count; i++)
        describe(&table->columns[i], format, copies, null_count);
    return INTEG_STATUS_OK;
}

static integ_status define_all(integ_register_builder *builder, const integi_csv_reader *reader, const guess *guesses,
                               const char *key, char *const *nulls, int64_t null_count, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    char **copies = copy_nulls(builder->reg, nulls, null_count);
    if (copies == NULL)
        return integi_builder_exhausted(builder, error);
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < reader->name_count; i++) {
        bool is_key = key != NULL && strcmp(key, reader->names[i]) == 0;
        status = define(builder, reader->names[i], &guesses[i], is_key, &reader->input->format, copies, null_count,
                        error);
    }
    return status;
}

integ_status integi_csv_infer(integ_register_builder *builder, const integi_csv_input *input, const char *key,
                              char *const *nulls, int64_t null_count, integ_error *error)
{
    integi_csv_reader reader = {.context = builder->context};
    guess *guesses = NULL;
    integ_status status = integi_csv_reader_open(&reader, builder->context, input, error);
    size_t columns = (size_t)reader.name_count;
    if (status == INTEG_STATUS_OK) {
        guesses = integi_allocate_zeroed(builder->context, columns * sizeof *guesses);
        status = guesses == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
    }
    if (status == INTEG_STATUS_OK)
        status = look_at_rows(&reader, guesses, nulls, null_count, error);
    if (status == INTEG_STATUS_OK)
        status = define_all(builder, &reader, guesses, key, nulls, null_count, error);
    if (guesses != NULL)
        integi_release(builder->context, guesses, columns * sizeof *guesses);
    integi_csv_reader_free(&reader);
    return status;
}
