/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/dimensions.h"

#include "tally/messages.h"

#include <string.h>

#define EDGES_MAXIMUM 1000

integ_status integ_dimensions_new(integ_context *context, integ_dimensions **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL)
        return integi_invalid_argument(error, "context");
    integ_dimensions *dimensions = integi_allocate_zeroed(context, sizeof *dimensions);
    if (dimensions == NULL)
        return integi_out_of_memory(error);
    dimensions->context = integi_context_retain(context);
    *out = dimensions;
    return INTEG_STATUS_OK;
}

void integ_dimensions_free(integ_dimensions *dimensions)
{
    if (dimensions == NULL)
        return;
    integ_context *context = dimensions->context;
    for (int64_t i = 0; i < dimensions->count; i++) {
        integi_dimension *item = &dimensions->items[i];
        integi_text_free(context, item->column);
        integi_release(context, item->edges, (size_t)item->edge_count * sizeof *item->edges);
    }
    integi_release(context, dimensions, sizeof *dimensions);
    integ_context_free(context);
}

static integ_status add(integ_dimensions *dimensions, const char *column, const int64_t *edges, int64_t count,
                        bool dates, integ_error *error)
{
    integ_context *context = dimensions->context;
    if (dimensions->count == INTEG_DIMENSIONS_MAXIMUM)
        return INTEGI_FAIL(error, NULL, &integi_message_dimensions_limit,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEG_DIMENSIONS_MAXIMUM));
    integi_dimension added = {.edge_count = count, .dates = dates};
    added.column = integi_text_copy(context, column, strlen(column));
    if (added.column == NULL)
        return integi_out_of_memory(error);
    if (edges != NULL) {
        added.edges = integi_allocate_array(context, (size_t)count, sizeof *edges);
        if (added.edges == NULL) {
            integi_text_free(context, added.column);
            return integi_out_of_memory(error);
        }
        memcpy(added.edges, edges, (size_t)count * sizeof *edges);
    }
    dimensions->items[dimensions->count++] = added;
    return INTEG_STATUS_OK;
}

integ_status integ_dimensions_add_column(integ_dimensions *dimensions, const char *column, integ_error *error)
{
    if (dimensions == NULL || column == NULL || column[0] == '\0')
        return integi_invalid_argument(error, dimensions == NULL ? "dimensions" : "column");
    return add(dimensions, column, NULL, 0, false, error);
}

static integ_status add_bands(integ_dimensions *dimensions, const char *column, const int64_t *edges, int64_t count,
                              bool dates, integ_error *error)
{
    if (dimensions == NULL || column == NULL || column[0] == '\0')
        return integi_invalid_argument(error, dimensions == NULL ? "dimensions" : "column");
    if (edges == NULL || count < 1 || count > EDGES_MAXIMUM)
        return integi_invalid_argument(error, "edges");
    for (int64_t i = 1; i < count; i++)
        if (edges[i] <= edges[i - 1])
            return integi_invalid_argument(error, "edges");
    return add(dimensions, column, edges, count, dates, error);
}

integ_status integ_dimensions_add_bands(integ_dimensions *dimensions, const char *column, const int64_t *edges,
                                        int64_t count, integ_error *error)
{
    return add_bands(dimensions, column, edges, count, false, error);
}

integ_status integ_dimensions_add_date_bands(integ_dimensions *dimensions, const char *column,
                                             const integ_date *edges, int64_t count, integ_error *error)
{
    int64_t days[EDGES_MAXIMUM];
    for (int64_t i = 0; i < count && i < EDGES_MAXIMUM && edges != NULL; i++) {
        if (edges[i] < INTEG_DATE_MINIMUM || edges[i] > INTEG_DATE_MAXIMUM)
            return integi_invalid_argument(error, "edges");
        days[i] = edges[i];
    }
    return add_bands(dimensions, column, edges == NULL ? NULL : days, count, true, error);
}

int64_t integ_dimensions_count(const integ_dimensions *dimensions)
{
    return dimensions->count;
}

const char *integ_dimensions_column(const integ_dimensions *dimensions, int64_t index)
{
    return index < 0 || index >= dimensions->count ? NULL : dimensions->items[index].column;
}

integ_status integi_dimensions_copy(const integ_dimensions *dimensions, integ_dimensions **out, integ_error *error)
{
    integ_status status = integ_dimensions_new(dimensions->context, out, error);
    for (int64_t i = 0; i < dimensions->count && status == INTEG_STATUS_OK; i++)
        status = add(*out, dimensions->items[i].column, dimensions->items[i].edges, dimensions->items[i].edge_count,
                     dimensions->items[i].dates, error);
    if (status != INTEG_STATUS_OK) {
        integ_dimensions_free(*out);
        *out = NULL;
    }
    return status;
}
