/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv_column.h"

#include "base/messages.h"
#include "register/csv_messages.h"
#include "register/csv_value.h"
#include "register/municipality.h"

#include <string.h>

static bool is_null(const integi_column_definition *definition, const char *text, size_t length)
{
    for (int64_t i = 0; i < definition->null_count; i++)
        if (strlen(definition->nulls[i]) == length && memcmp(definition->nulls[i], text, length) == 0)
            return true;
    return length == 0;
}

/* Whether the loop that reads values would take a spelling of null for one. */
static bool null_looks_like_value(const integi_column_definition *definition)
{
    for (int64_t i = 0; i < definition->null_count; i++)
        if (strpbrk(definition->nulls[i], "0123456789") != NULL)
            return true;
    return false;
}

static integi_csv_kind kind_of(const integi_column_definition *definition)
{
    if (definition->type == INTEG_TYPE_BOOLEAN || definition->dictionary != NULL)
        return INTEGI_CSV_TEXTS;
    if (null_looks_like_value(definition))
        return INTEGI_CSV_OTHERS;
    return definition->type == INTEG_TYPE_INTEGER   ? INTEGI_CSV_INTEGERS
           : definition->type == INTEG_TYPE_DECIMAL ? INTEGI_CSV_DECIMALS
           : definition->type == INTEG_TYPE_NUMBER  ? INTEGI_CSV_NUMBERS
           : definition->type == INTEG_TYPE_DATE    ? INTEGI_CSV_DATES
                                                    : INTEGI_CSV_OTHERS;
}

/* A coefficient of up to 18 digits fits in int64. Without a decimal mark all decimals are missing. */
static void set_scales(integi_csv_column *column)
{
    int32_t decimals = column->definition->decimals;
    int64_t scale = 1;
    if (decimals >= 18)
        return;
    column->longest =
        decimals <= 18 - INTEGI_CSV_DIGITS_MAXIMUM ? INTEGI_CSV_DIGITS_MAXIMUM : (uint32_t)(18 - decimals);
    for (int32_t f = decimals; f > 0; f--, scale *= 10)
        if (f < INTEGI_CSV_DIGITS_MAXIMUM)
            column->scales[f] = scale;
    column->scales[INTEGI_CSV_DIGITS_MAXIMUM] = scale;
}

bool integi_csv_column_init(integi_csv_column *column, integ_context *context,
                            const integi_column_definition *definition, char point)
{
    *column = (integi_csv_column){.definition = definition, .kind = kind_of(definition), .point = point};
    column->texts.context = context;
    if (column->kind == INTEGI_CSV_DECIMALS)
        set_scales(column);
    return column->kind != INTEGI_CSV_TEXTS || integi_csv_column_forget(column);
}

void integi_csv_column_free(integi_csv_column *column)
{
    integi_csv_texts_free(&column->texts);
}

bool integi_csv_column_forget(integi_csv_column *column)
{
    integi_csv_texts *texts = &column->texts;
    if (!integi_csv_texts_clear(texts))
        return false;
    if (column->definition->type == INTEG_TYPE_BOOLEAN) {
        /* Items 1 and 2 are false and true, which need no dictionary. */
        texts->global[1] = 1;
        texts->global[2] = 2;
        texts->global_count = 3;
        texts->lowest = 0;
        texts->highest = 1;
    }
    return true;
}

size_t integi_csv_column_item_bytes(const integi_csv_column *column)
{
    return column->kind == INTEGI_CSV_TEXTS || column->kind == INTEGI_CSV_DATES ? 4 : 8;
}

static const integi_message *add_text(integi_csv_column *column, const char *text, size_t length, int64_t *item)
{
    char code[INTEGI_MUNICIPALITY_LENGTH + 1];
    if (column->definition->municipality) {
        if (!integi_municipality_code(text, length, code))
            return &integi_message_csv_not_municipality;
        text = code;
        length = INTEGI_MUNICIPALITY_LENGTH;
    }
    *item = integi_csv_texts_add(&column->texts, text, length);
    column->exhausted = column->exhausted || *item < 0;
    return *item < 0 ? &integi_message_out_of_memory : NULL;
}

const integi_message *integi_csv_column_value(integi_csv_column *column, const char *text, size_t length, bool *known,
                                              int64_t *out)
{
    const integi_column_definition *definition = column->definition;
    const integi_message *fault;
    double number = 0;
    *out = 0;
    *known = !is_null(definition, text, length);
    if (!*known)
        return NULL;
    switch (definition->type) {
    case INTEG_TYPE_BOOLEAN:
        fault = integi_parse_boolean(text, length, out);
        *out += 1; /* the item */
        return fault;
    case INTEG_TYPE_INTEGER:
        return integi_parse_integer(text, length, definition->thousands, out);
    case INTEG_TYPE_DECIMAL:
        return integi_parse_decimal(text, length, column->point, definition->thousands, definition->decimals, out);
    case INTEG_TYPE_NUMBER:
        fault = integi_parse_number(text, length, column->point, definition->thousands, &number);
        memcpy(out, &number, sizeof number);
        return fault;
    case INTEG_TYPE_DATE:
        return integi_parse_date(text, length, definition->date_format, out);
    case INTEG_TYPE_TIMESTAMP:
        return integi_parse_timestamp(text, length, definition->date_format, out);
    default:
        return add_text(column, text, length, out);
    }
}

const integi_message *integi_csv_column_read(integi_csv_column *column, const char *text, size_t length, size_t row)
{
    bool known;
    int64_t value;
    const integi_message *fault = integi_csv_column_value(column, text, length, &known, &value);
    if (column->kind == INTEGI_CSV_TEXTS) {
        ((uint32_t *)column->items)[row] = fault == NULL ? (uint32_t)value : 0;
    } else if (column->kind == INTEGI_CSV_DATES) {
        ((int32_t *)column->items)[row] = known && fault == NULL ? (int32_t)value : INTEGI_CSV_NO_DATE;
    } else {
        ((int64_t *)column->items)[row] = value;
        column->known[row] = known && fault == NULL;
    }
    return fault;
}

int64_t integi_csv_column_meet(integi_csv_column *column, const char *text, size_t length)
{
    bool known;
    int64_t item = integi_csv_texts_find(&column->texts, text, length);
    if (item >= 0)
        return item;
    if (integi_csv_column_value(column, text, length, &known, &item) != NULL)
        return -1;
    if (integi_csv_texts_remember(&column->texts, text, length, (uint32_t)item))
        return item;
    column->exhausted = true;
    return -1;
}
