/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/decimal.h"
#include "register/arrow_load.h"
#include "register/arrow_messages.h"
#include "register/messages.h"

#include <string.h>

/* From an Arrow schema to the columns of a table. */

integ_status integ_arrow_options_new(integ_context *context, integ_arrow_options **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL)
        return integi_invalid_argument(error, "context");
    integ_arrow_options *options = integi_allocate_zeroed(context, sizeof *options);
    if (options == NULL)
        return integi_out_of_memory(error);
    options->context = integi_context_retain(context);
    *out = options;
    return INTEG_STATUS_OK;
}

void integ_arrow_options_free(integ_arrow_options *options)
{
    if (options == NULL)
        return;
    integ_context *context = options->context;
    for (size_t i = 0; i < options->wish_count; i++)
        integi_text_free(context, options->wishes[i].column);
    integi_release(context, options->wishes, options->wish_capacity * sizeof *options->wishes);
    integi_release(context, options, sizeof *options);
    integ_context_free(context);
}

static integi_arrow_wish *find_wish(const integ_arrow_options *options, const char *column)
{
    for (size_t i = 0; options != NULL && i < options->wish_count; i++)
        if (strcmp(options->wishes[i].column, column) == 0)
            return &options->wishes[i];
    return NULL;
}

integ_status integ_arrow_options_set_type(integ_arrow_options *options, const char *column, int32_t type,
                                          int32_t decimals, integ_error *error)
{
    if (options == NULL)
        return integi_invalid_argument(error, "options");
    if (!integi_is_name(column))
        return INTEGI_FAIL(error, NULL, &integi_message_register_empty_name);
    if (type < INTEG_TYPE_BOOLEAN || type > INTEG_TYPE_TEXT)
        return integi_invalid_argument(error, "type");
    if (decimals < 0 || decimals > INTEGI_DECIMALS_MAXIMUM || (type != INTEG_TYPE_DECIMAL && decimals != 0))
        return integi_invalid_argument(error, "decimals");
    integi_arrow_wish *wish = find_wish(options, column);
    if (wish != NULL) {
        wish->type = type;
        wish->decimals = decimals;
        return INTEG_STATUS_OK;
    }
    void *wishes = options->wishes;
    if (!integi_grow(options->context, &wishes, &options->wish_capacity, options->wish_count, sizeof *options->wishes))
        return integi_out_of_memory(error);
    options->wishes = wishes;
    char *copy = integi_text_copy(options->context, column, strlen(column));
    if (copy == NULL)
        return integi_out_of_memory(error);
    options->wishes[options->wish_count++] = (integi_arrow_wish){copy, type, decimals};
    return INTEG_STATUS_OK;
}

/* The type of a schema without a dictionary. */
static integ_status read_format(const struct ArrowSchema *schema, const char *name, const integi_place *place,
                                integi_arrow_type *out, integ_error *error)
{
    if (schema->release == NULL)
        return INTEGI_FAIL(error, place, &integi_message_arrow_released_schema);
    if (schema->format == NULL)
        return INTEGI_FAIL(error, place, &integi_message_arrow_no_format, name);
    *out = integi_arrow_type_from(schema->format);
    if (out->name == NULL)
        return INTEGI_FAIL(error, place, &integi_message_arrow_unknown_format, name, schema->format);
    if (out->kind == INTEGI_ARROW_REFUSED)
        return INTEGI_FAIL(error, place, &integi_message_arrow_refused_type, name, out->name, schema->format);
    if (schema->n_children != 0)
        return INTEGI_FAIL(error, place, &integi_message_arrow_schema_children, name,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, schema->n_children));
    return INTEG_STATUS_OK;
}

static integ_status read_type(const struct ArrowSchema *schema, const integi_place *place, integi_arrow_column *column,
                              integ_error *error)
{
    const char *name = schema->name;
    if (schema->dictionary == NULL)
        return read_format(schema, name, place, &column->type, error);
    integ_status status = read_format(schema, name, place, &column->index, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (column->index.kind != INTEGI_ARROW_INTEGER)
        return INTEGI_FAIL(error, place, &integi_message_arrow_index_type, name, schema->format);
    if (schema->dictionary->dictionary != NULL)
        return INTEGI_FAIL(error, place, &integi_message_arrow_refused_type, name, "dictionary",
                           schema->dictionary->format == NULL ? "" : schema->dictionary->format);
    return read_format(schema->dictionary, name, place, &column->type, error);
}

/* What the column is to be: what an earlier snapshot has settled, what the options say, or what it comes as. */
static void choose_type(const integ_register_builder *builder, const struct ArrowSchema *schema,
                        const integ_arrow_options *options, integi_arrow_column *column)
{
    const integi_table_definition *table = integi_builder_table(builder);
    int64_t earlier = integi_table_find_column(table, schema->name);
    const integi_arrow_wish *wish = find_wish(options, schema->name);
    integi_arrow_target *target = &column->target;
    if (wish != NULL) {
        target->type = wish->type;
        target->decimals = wish->decimals;
    } else if (earlier >= 0 && integi_builder_table_settled(builder)) {
        target->type = table->columns[earlier].type;
        target->decimals = table->columns[earlier].decimals;
    } else {
        target->type = integi_arrow_natural_type(&column->type, &target->decimals);
    }
}

/* Whether one of the first columns of a schema has a name. */
static bool has_name(const struct ArrowSchema *schema, int64_t count, const char *name)
{
    for (int64_t i = 0; i < count; i++)
        if (schema->children[i]->name != NULL && strcmp(schema->children[i]->name, name) == 0)
            return true;
    return false;
}

static integ_status define_one(integ_register_builder *builder, const struct ArrowSchema *parent, int64_t number,
                               const integ_arrow_options *options, const integi_place *place,
                               integi_arrow_column *column, integ_error *error)
{
    const struct ArrowSchema *schema = parent->children[number];
    if (schema->release == NULL)
        return INTEGI_FAIL(error, place, &integi_message_arrow_released_schema);
    if (!integi_is_name(schema->name))
        return INTEGI_FAIL(error, place, &integi_message_arrow_no_name,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, number + 1));
    if (has_name(parent, number, schema->name))
        return INTEGI_FAIL(error, place, &integi_message_register_duplicate_column, schema->name,
                           integi_builder_table(builder)->name);
    integ_status status = read_type(schema, place, column, error);
    if (status != INTEG_STATUS_OK)
        return status;
    choose_type(builder, schema, options, column);
    if (!integi_arrow_becomes(&column->type, column->target.type))
        return INTEGI_FAIL(error, place, &integi_message_arrow_other_type, schema->name, column->type.name,
                           schema->format, integ_type_name(column->target.type));
    return integi_builder_define_column(builder, schema->name, column->target.type, column->target.decimals,
                                        &column->column_index, error);
}

/* All columns are looked at, so that all that is wrong is reported at once. */
static integ_status define_all(integ_register_builder *builder, const struct ArrowSchema *schema,
                               const integ_arrow_options *options, integi_arrow_column *columns,
                               const integi_place *place, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < schema->n_children && !builder->exhausted; i++) {
        integ_status found = define_one(builder, schema, i, options, place, &columns[i], error);
        status = status == INTEG_STATUS_OK || builder->exhausted ? found : status;
    }
    for (size_t i = 0; status == INTEG_STATUS_OK && options != NULL && i < options->wish_count; i++)
        if (!has_name(schema, schema->n_children, options->wishes[i].column))
            status = INTEGI_FAIL(error, place, &integi_message_arrow_no_such_column, options->wishes[i].column);
    return status;
}

integ_status integi_arrow_define(integ_register_builder *builder, const struct ArrowSchema *schema,
                                 const integ_arrow_options *options, integi_arrow_column *columns,
                                 integ_error *error)
{
    integi_place place = {integi_builder_table(builder)->name, 0, 0, -1, 0};
    for (int64_t i = 0; i < schema->n_children; i++)
        if (schema->children[i] == NULL)
            return INTEGI_FAIL(error, &place, &integi_message_arrow_no_child,
                               integi_number((char[INTEGI_NUMBER_SIZE]){0}, i + 1),
                               integi_number((char[INTEGI_NUMBER_SIZE]){0}, schema->n_children));
    integ_status status = define_all(builder, schema, options, columns, &place, error);
    if (status != INTEG_STATUS_OK)
        return status;
    /* The definitions move no more. */
    for (int64_t i = 0; i < schema->n_children; i++) {
        const integi_column_definition *definition =
            &integi_builder_table(builder)->columns[columns[i].column_index];
        columns[i].name = definition->name;
        columns[i].target.dictionary = definition->dictionary;
        integi_column_builder_init(&columns[i].built, builder->context, definition->type);
    }
    return INTEG_STATUS_OK;
}
