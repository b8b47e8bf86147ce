/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "support/made.h"

static integ_status add_column(integ_register_builder *builder, const made_column *column, int64_t rows,
                               integ_error *error)
{
    if (column->expression != NULL)
        return integ_register_builder_add_derived(builder, column->name, column->expression, error);
    integ_status status =
        column->texts != NULL
            ? integ_register_builder_add_texts(builder, column->name, column->type, column->texts, rows, error)
            : integ_register_builder_add_integers(builder, column->name, column->type, 0, column->numbers,
                                                  column->known, rows, error);
    return status == INTEG_STATUS_OK && column->is_key ? integ_register_builder_set_key(builder, column->name, error)
                                                       : status;
}

integ_status add_made_table(integ_register_builder *builder, const char *name, const made_column *columns, int64_t rows,
                            integ_error *error)
{
    integ_status status = integ_register_builder_add_table(builder, name, rows, error);
    for (; columns->name != NULL && status == INTEG_STATUS_OK; columns++)
        status = add_column(builder, columns, rows, error);
    return status;
}

integ_status make_citizens(integ_context *context, const made_column *columns, int64_t rows, integ_register **out,
                           integ_error *error)
{
    integ_register_builder *builder;
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error);
    if (status == INTEG_STATUS_OK)
        status = add_made_table(builder, "citizen", columns, rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}
