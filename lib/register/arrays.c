/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/decimal.h"
#include "base/utf8.h"
#include "register/builder.h"
#include "register/column_builder.h"
#include "register/dictionary.h"
#include "register/messages.h"
#include "register/municipality.h"
#include "register/timestamp.h"

#include <math.h>
#include <string.h>

/* What a linking program adds to a builder: columns from arrays, and what is said about them. */

#define BATCH_ROWS 8192

static integ_status needs_table(const integ_register_builder *builder, integ_error *error)
{
    integ_status status = integi_builder_ready(builder, error);
    if (status == INTEG_STATUS_OK && builder->newest_instance < 0)
        return INTEGI_FAIL(error, NULL, &integi_message_register_no_table);
    return status;
}

/* What holds for every column; `values` may be NULL when there are no rows. */
static integ_status check_column(const integ_register_builder *builder, const char *column, const void *values,
                                 int64_t rows, integ_error *error)
{
    integ_status status = needs_table(builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!integi_is_name(column))
        return INTEGI_FAIL(error, NULL, &integi_message_register_empty_name);
    if (rows < 0)
        return integi_invalid_argument(error, "rows");
    if (values == NULL && rows > 0)
        return integi_invalid_argument(error, "values");
    int64_t expected = builder->instances[builder->newest_instance].rows;
    if (rows == expected)
        return INTEG_STATUS_OK;
    return INTEGI_FAIL(error, NULL, &integi_message_register_row_count, column,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, rows), integi_builder_table(builder)->name,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, expected));
}

static integ_status take_built(integ_register_builder *builder, int64_t index, integi_column_builder *built,
                               bool done, integ_error *error)
{
    integi_column column;
    if (!done || !integi_column_builder_finish(built, NULL, &column)) {
        integi_column_builder_free(built);
        return integi_builder_exhausted(builder, error);
    }
    return integi_builder_take(builder, index, &column, error);
}

static bool in_type(int32_t type, int64_t value)
{
    switch (type) {
    case INTEG_TYPE_BOOLEAN:
        return value == 0 || value == 1;
    case INTEG_TYPE_DATE:
        return value >= INTEG_DATE_MINIMUM && value <= INTEG_DATE_MAXIMUM;
    case INTEG_TYPE_TIMESTAMP:
        return value >= INTEGI_TIMESTAMP_MINIMUM && value <= INTEGI_TIMESTAMP_MAXIMUM;
    default:
        return true;
    }
}

integ_status integ_register_builder_add_integers(integ_register_builder *builder, const char *column, int32_t type,
                                                 int32_t decimals, const int64_t *values, const uint8_t *known,
                                                 int64_t rows, integ_error *error)
{
    integ_status status = check_column(builder, column, values, rows, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (type < INTEG_TYPE_BOOLEAN || type > INTEG_TYPE_TIMESTAMP || type == INTEG_TYPE_NUMBER)
        return integi_invalid_argument(error, "type");
    if (decimals < 0 || decimals > INTEGI_DECIMALS_MAXIMUM || (type != INTEG_TYPE_DECIMAL && decimals != 0))
        return integi_invalid_argument(error, "decimals");
    for (int64_t row = 0; row < rows; row++)
        if ((known == NULL || known[row]) && !in_type(type, values[row]))
            return INTEGI_FAIL(error, NULL, &integi_message_register_bad_value,
                               integi_number((char[INTEGI_NUMBER_SIZE]){0}, row + 1), column, integ_type_name(type));
    int64_t index;
    status = integi_builder_define_column(builder, column, type, decimals, &index, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_column_builder built;
    integi_column_builder_init(&built, builder->context, type);
    bool done = integi_column_builder_integers(&built, values, known, rows);
    return take_built(builder, index, &built, done, error);
}

integ_status integ_register_builder_add_numbers(integ_register_builder *builder, const char *column,
                                                const double *values, const uint8_t *known, int64_t rows,
                                                integ_error *error)
{
    integ_status status = check_column(builder, column, values, rows, error);
    if (status != INTEG_STATUS_OK)
        return status;
    for (int64_t row = 0; row < rows; row++)
        if ((known == NULL || known[row]) && isinf(values[row]))
            return INTEGI_FAIL(error, NULL, &integi_message_register_not_finite,
                               integi_number((char[INTEGI_NUMBER_SIZE]){0}, row + 1), column);
    int64_t index;
    status = integi_builder_define_column(builder, column, INTEG_TYPE_NUMBER, 0, &index, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_column_builder built;
    integi_column_builder_init(&built, builder->context, INTEG_TYPE_NUMBER);
    bool done = true;
    uint8_t batch[BATCH_ROWS];
    for (int64_t start = 0; done && start < rows; start += BATCH_ROWS) {
        int64_t count = rows - start < BATCH_ROWS ? rows - start : BATCH_ROWS;
        for (int64_t i = 0; i < count; i++)
            batch[i] = (known == NULL || known[start + i]) && !isnan(values[start + i]);
        done = integi_column_builder_numbers(&built, values + start, batch, count);
    }
    return take_built(builder, index, &built, done, error);
}

/* The index of a value, which has been checked; -1: no memory. */
static int64_t add_text(const integi_column_definition *column, const char *text)
{
    char code[INTEGI_MUNICIPALITY_LENGTH + 1];
    if (column->municipality && integi_municipality_code(text, strlen(text), code))
        text = code;
    return integi_dictionary_add(column->dictionary, text, strlen(text));
}

static bool append_texts(integi_column_builder *built, const integi_column_definition *column,
                         const char *const *values, int64_t rows)
{
    int64_t indices[BATCH_ROWS / 8];
    uint8_t known[BATCH_ROWS / 8];
    for (int64_t start = 0; start < rows; start += BATCH_ROWS / 8) {
        int64_t count = rows - start < BATCH_ROWS / 8 ? rows - start : BATCH_ROWS / 8;
        for (int64_t i = 0; i < count; i++) {
            const char *text = values[start + i];
            known[i] = text != NULL;
            indices[i] = text == NULL ? 0 : add_text(column, text);
            if (indices[i] < 0)
                return false;
        }
        if (!integi_column_builder_integers(built, indices, known, count))
            return false;
    }
    return true;
}

static integ_status check_texts(const char *column, int32_t type, const char *const *values, int64_t rows,
                                integ_error *error)
{
    char code[INTEGI_MUNICIPALITY_LENGTH + 1], number[INTEGI_NUMBER_SIZE];
    for (int64_t row = 0; row < rows; row++) {
        size_t length = values[row] == NULL ? 0 : strlen(values[row]);
        if (values[row] == NULL)
            continue;
        if (integi_utf8_invalid_at(values[row], length) != length)
            return INTEGI_FAIL(error, NULL, &integi_message_register_not_utf8, integi_number(number, row + 1), column);
        if (type == INTEG_TYPE_MUNICIPALITY && !integi_municipality_code(values[row], length, code))
            return INTEGI_FAIL(error, NULL, &integi_message_register_bad_value, integi_number(number, row + 1), column,
                               integ_type_name(type));
    }
    return INTEG_STATUS_OK;
}

integ_status integ_register_builder_add_texts(integ_register_builder *builder, const char *column, int32_t type,
                                              const char *const *values, int64_t rows, integ_error *error)
{
    integ_status status = check_column(builder, column, values, rows, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (type != INTEG_TYPE_CODE && type != INTEG_TYPE_TEXT && type != INTEG_TYPE_MUNICIPALITY)
        return integi_invalid_argument(error, "type");
    status = check_texts(column, type, values, rows, error);
    if (status != INTEG_STATUS_OK)
        return status;
    int64_t index;
    status = integi_builder_define_column(builder, column, type, 0, &index, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_column_builder built;
    integi_column_builder_init(&built, builder->context, type);
    bool done = append_texts(&built, &integi_builder_table(builder)->columns[index], values, rows);
    return take_built(builder, index, &built, done, error);
}

integ_status integ_register_builder_add_label(integ_register_builder *builder, const char *column, const char *code,
                                              const char *label, integ_error *error)
{
    integ_status status = needs_table(builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (column == NULL || code == NULL || label == NULL)
        return integi_invalid_argument(error, "column, code, label");
    if (!integi_is_name(label) || (code[0] != '\0' && !integi_is_name(code)))
        return INTEGI_FAIL(error, NULL, &integi_message_register_empty_name);
    integi_table_definition *table = integi_builder_table(builder);
    int64_t index = integi_table_find_column(table, column);
    if (index < 0)
        return INTEGI_FAIL(error, NULL, &integi_message_register_unknown_column, column, table->name);
    integi_column_definition *definition = &table->columns[index];
    if (definition->type != INTEG_TYPE_CODE)
        return INTEGI_FAIL(error, NULL, &integi_message_register_labels_type, column);
    char settled[INTEGI_MUNICIPALITY_LENGTH + 1];
    if (definition->municipality && !integi_municipality_code(code, strlen(code), settled))
        return INTEGI_FAIL(error, NULL, &integi_message_register_label_municipality, column);
    if (definition->municipality)
        code = settled;
    integi_label *found = NULL;
    for (int64_t i = 0; i < definition->label_count; i++)
        if (strcmp(definition->labels[i].code, code) == 0)
            found = &definition->labels[i];
    char *code_copy = integi_register_copy(builder->reg, code);
    char *label_copy = integi_register_copy(builder->reg, label);
    if (code_copy == NULL || label_copy == NULL)
        return integi_builder_exhausted(builder, error);
    if (found == NULL)
        found = integi_register_extend(builder->reg, &definition->labels, &definition->label_count, sizeof *found);
    if (found == NULL)
        return integi_builder_exhausted(builder, error);
    *found = (integi_label){code_copy, label_copy};
    return INTEG_STATUS_OK;
}

/* Sets a name in a definition, once; the same name again is fine. */
static integ_status settle(integ_register_builder *builder, char **where, const char *name, const char *what,
                           integ_error *error)
{
    if (!integi_is_name(name))
        return INTEGI_FAIL(error, NULL, &integi_message_register_empty_name);
    if (*where != NULL && strcmp(*where, name) != 0)
        return INTEGI_FAIL(error, NULL, &integi_message_register_settled, integi_builder_table(builder)->name, what);
    if (*where == NULL)
        *where = integi_register_copy(builder->reg, name);
    return *where == NULL ? integi_builder_exhausted(builder, error) : INTEG_STATUS_OK;
}

integ_status integ_register_builder_set_key(integ_register_builder *builder, const char *column, integ_error *error)
{
    integ_status status = needs_table(builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    return settle(builder, &integi_builder_table(builder)->key, column, "key", error);
}

integ_status integ_register_builder_set_link(integ_register_builder *builder, const char *column, const char *table,
                                             integ_error *error)
{
    integ_status status = needs_table(builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!integi_is_name(table))
        return INTEGI_FAIL(error, NULL, &integi_message_register_empty_name);
    integi_table_definition *definition = integi_builder_table(builder);
    if (definition->link_table != NULL && strcmp(definition->link_table, table) != 0)
        return INTEGI_FAIL(error, NULL, &integi_message_register_settled, definition->name, "link");
    status = settle(builder, &definition->link_column, column, "link", error);
    return status != INTEG_STATUS_OK ? status : settle(builder, &definition->link_table, table, "link", error);
}

integ_status integ_register_builder_set_spell(integ_register_builder *builder, const char *start, const char *end,
                                              int32_t end_inclusive, integ_error *error)
{
    integ_status status = needs_table(builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!integi_is_name(end))
        return INTEGI_FAIL(error, NULL, &integi_message_register_empty_name);
    integi_table_definition *definition = integi_builder_table(builder);
    if (definition->spell_end != NULL && (strcmp(definition->spell_end, end) != 0 ||
                                          definition->spell_end_inclusive != (end_inclusive != 0)))
        return INTEGI_FAIL(error, NULL, &integi_message_register_settled, definition->name, "spell");
    status = settle(builder, &definition->spell_start, start, "spell", error);
    if (status != INTEG_STATUS_OK)
        return status;
    definition->spell_end_inclusive = end_inclusive != 0;
    return settle(builder, &definition->spell_end, end, "spell", error);
}

integ_status integ_register_builder_set_event(integ_register_builder *builder, const char *date, integ_error *error)
{
    return integ_register_builder_set_spell(builder, date, date, 1, error);
}

integ_status integ_register_builder_add_derived(integ_register_builder *builder, const char *name,
                                                const char *expression, integ_error *error)
{
    integ_status status = needs_table(builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!integi_is_name(name) || !integi_is_name(expression))
        return INTEGI_FAIL(error, NULL, &integi_message_register_empty_name);
    integi_table_definition *table = integi_builder_table(builder);
    if (integi_table_find_column(table, name) >= 0 || integi_table_find_derived(table, name) >= 0)
        return INTEGI_FAIL(error, NULL, &integi_message_register_duplicate_column, name, table->name);
    char *name_copy = integi_register_copy(builder->reg, name);
    char *expression_copy = integi_register_copy(builder->reg, expression);
    integi_derived_definition *derived = NULL;
    if (name_copy != NULL && expression_copy != NULL)
        derived = integi_register_extend(builder->reg, &table->derived, &table->derived_count, sizeof *derived);
    if (derived == NULL)
        return integi_builder_exhausted(builder, error);
    /* The derived column's own name stands for its source, with positions counted from its first character. */
    *derived = (integi_derived_definition){name_copy, expression_copy, {name_copy, 1, 1, 0, 0}};
    return INTEG_STATUS_OK;
}
