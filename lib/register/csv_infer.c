/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv.h"

#include "register/csv_value.h"
#include "register/messages.h"

#include <string.h>

/* The types of a file that nobody described: for each column the first of boolean, integer, number, ISO date, ISO
 * timestamp that all of its values fit, else code. What would lose something by being read as a number is a code:
 * leading zeros, and numbers that identify rows. */

typedef struct guess {
    int32_t type;        /* what fits all values so far; 0 while none is known */
    const char *because; /* where the type is code: what spoke against the others */
} guess;

/* `-12`, without leading zeros, of at most int64. */
/* Where the decimal mark is a comma, a point parts thousands. */
static char thousands_beside(char point)
{
    return point == ',' ? '.' : '\0';
}

static bool fits_integer(const char *text, size_t length, char point)
{
    int64_t ignored;
    size_t sign = text[0] == '-';
    if (length <= sign || text[0] == '+' || (text[sign] == '0' && length > sign + 1))
        return false;
    return integi_parse_integer(text, length, thousands_beside(point), &ignored) == NULL;
}

static bool has_leading_zero(const char *text, size_t length)
{
    size_t sign = text[0] == '-';
    return length > sign + 1 && text[sign] == '0' && text[sign + 1] >= '0' && text[sign + 1] <= '9';
}

static bool fits(int32_t type, const char *text, size_t length, char point)
{
    int64_t whole;
    double number;
    switch (type) {
    case INTEG_TYPE_BOOLEAN:
        return (length == 4 && memcmp(text, "true", 4) == 0) || (length == 5 && memcmp(text, "false", 5) == 0);
    case INTEG_TYPE_INTEGER:
        return fits_integer(text, length, point);
    case INTEG_TYPE_NUMBER:
        return text[0] != '+' && !has_leading_zero(text, length) &&
               integi_parse_number(text, length, point, thousands_beside(point), &number) == NULL;
    case INTEG_TYPE_DATE:
        return integi_parse_date(text, length, 0, &whole) == NULL;
    case INTEG_TYPE_TIMESTAMP:
        return integi_parse_timestamp(text, length, 0, &whole) == NULL;
    default:
        return true;
    }
}

static const int32_t order[] = {INTEG_TYPE_BOOLEAN, INTEG_TYPE_INTEGER,   INTEG_TYPE_NUMBER,
                                INTEG_TYPE_DATE,    INTEG_TYPE_TIMESTAMP, INTEG_TYPE_CODE};

/* Every integer is a number and every date a timestamp; no other type holds values of another. */
static void look_at(guess *column, const char *text, size_t length, char point)
{
    if (column->type == INTEG_TYPE_CODE || (column->type != 0 && fits(column->type, text, length, point)))
        return;
    if (column->type == 0) {
        for (size_t i = 0; column->type == 0; i++)
            if (fits(order[i], text, length, point))
                column->type = order[i];
    } else if (column->type == INTEG_TYPE_INTEGER && fits(INTEG_TYPE_NUMBER, text, length, point)) {
        column->type = INTEG_TYPE_NUMBER;
    } else if (column->type == INTEG_TYPE_DATE && fits(INTEG_TYPE_TIMESTAMP, text, length, point)) {
        column->type = INTEG_TYPE_TIMESTAMP;
    } else {
        column->type = INTEG_TYPE_CODE;
    }
    if (column->type == INTEG_TYPE_CODE)
        column->because = has_leading_zero(text, length) ? "there are numbers with leading zeros"
                                                         : "no other type fits every value";
}

static const char *reason(const guess *column)
{
    switch (column->type) {
    case INTEG_TYPE_BOOLEAN:
        return "every value is true or false";
    case INTEG_TYPE_INTEGER:
        return "every value is a whole number";
    case INTEG_TYPE_NUMBER:
        return "every value is a number";
    case INTEG_TYPE_DATE:
        return "every value is an ISO date";
    case INTEG_TYPE_TIMESTAMP:
        return "every value is an ISO date or timestamp";
    case INTEG_TYPE_CODE:
        return column->because;
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
    char point = reader->input->format.decimal;
    for (;;) {
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
            look_at(&guesses[i], field.text, field.length, point);
        }
    }
}

static integ_status define(integ_register_builder *builder, const char *name, const guess *column, bool is_key,
                           char point, char **nulls, int64_t null_count, integ_error *error)
{
    guess settled = *column;
    if (is_key && settled.type == INTEG_TYPE_NUMBER)
        settled = (guess){INTEG_TYPE_CODE, "a key that is no whole number is a code"};
    int64_t index;
    int32_t type = settled.type == 0 ? INTEG_TYPE_CODE : settled.type;
    integ_status status = integi_builder_define_column(builder, name, type, 0, &index, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_column_definition *definition = &integi_builder_table(builder)->columns[index];
    definition->inferred_because = integi_register_copy(builder->reg, reason(&settled));
    definition->thousands = thousands_beside(point);
    definition->nulls = nulls;
    definition->null_count = null_count;
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

static integ_status define_all(integ_register_builder *builder, const integi_csv_reader *reader, const guess *guesses,
                               const char *key, char *const *nulls, int64_t null_count, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    char **copies = copy_nulls(builder->reg, nulls, null_count);
    if (copies == NULL)
        return integi_builder_exhausted(builder, error);
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < reader->name_count; i++) {
        bool is_key = key != NULL && strcmp(key, reader->names[i]) == 0;
        status = define(builder, reader->names[i], &guesses[i], is_key, reader->input->format.decimal, copies, null_count,
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
