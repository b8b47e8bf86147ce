/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What an indicator has counted. */
#include "base/buffer.h"
#include "base/message.h"
#include "expression/text.h"
#include "expression/tree.h"
#include "indicator/indicator.h"
#include "tally/dimensions.h"
#include "tally/tally.h"

/* ---- conditions made of others ---- */

static integ_status write_expression(integi_buffer *text, const integ_expression *expression, integ_error *error)
{
    integ_text *written = NULL;
    integ_status status = integ_expression_to_text(expression, &written, error);
    if (status == INTEG_STATUS_OK)
        integi_buffer_append(text, integ_text_bytes(written), integ_text_length(written));
    integ_text_free(written);
    return status;
}

/* before first between second after, such as `(` a `) OR NOT (` a `)`. */
static integ_status join(integ_context *context, const integ_expression *first, const char *between,
                         const integ_expression *second, const char *after, integ_expression **out,
                         integ_error *error)
{
    integi_buffer text;
    integi_buffer_init(&text, context);
    integi_buffer_byte(&text, '(');
    *out = NULL;
    integ_status status = write_expression(&text, first, error);
    integi_buffer_text(&text, between);
    if (status == INTEG_STATUS_OK)
        status = write_expression(&text, second, error);
    integi_buffer_text(&text, after);
    if (status == INTEG_STATUS_OK && text.failed)
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(context, text.bytes, text.length, NULL, out, error);
    integi_buffer_free(&text);
    return status;
}

/* ---- queries ---- */

/* A rate over time: events among those whose time is known, and the time of those for whom it is known whether there
 * was an event. */
static integ_status plan_rate(const integ_indicator *indicator, integ_plan *plan, const char *of,
                              const integ_expression *where, const integ_dimensions *by, integi_side *side,
                              integ_error *error)
{
    integ_expression *events = NULL, *known = NULL;
    integ_status status =
        join(indicator->context, where, ") AND NOT ((", indicator->time, ") IS NULL)", &events, error);
    if (status == INTEG_STATUS_OK)
        status = join(indicator->context, where, ") OR NOT (", where, ")", &known, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, of, NULL, events, NULL, by, &side->query, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, of, NULL, known, indicator->time, by, &side->time, error);
    integ_expression_free(events);
    integ_expression_free(known);
    return status;
}

/* The columns of what a value is made of behind those that it is broken down by, which may be none. */
static integ_status make_strata(const integ_indicator *indicator, const integ_dimensions *by, integ_dimensions **out,
                                integ_error *error)
{
    const integi_dimension *bands = indicator->strata == NULL ? NULL : &indicator->strata->items[0];
    integ_status status = by == NULL ? integ_dimensions_new(indicator->context, out, error)
                                     : integi_dimensions_copy(by, out, error);
    if (status == INTEG_STATUS_OK && bands != NULL)
        status = integ_dimensions_add_bands(*out, bands->column, bands->edges, bands->edge_count, error);
    if (status == INTEG_STATUS_OK && bands == NULL)
        status = integ_dimensions_add_column(*out, indicator->unit, error);
    if (status == INTEG_STATUS_OK && bands == NULL && indicator->group_column != NULL)
        status = integ_dimensions_add_column(*out, indicator->group_column, error);
    return status;
}

/* True where a column is known, and unknown where it is not. */
static void write_known(integi_buffer *text, const char *column)
{
    for (int side = 0; side < 2; side++) {
        integi_buffer_text(text, side == 0 ? "\"" : " = \"");
        for (const char *at = column; *at != '\0'; at++) {
            if (*at == '"')
                integi_buffer_byte(text, '"');
            integi_buffer_byte(text, *at);
        }
        integi_buffer_byte(text, '"');
    }
}

static void write_all_known(integi_buffer *text, const integ_indicator *indicator)
{
    write_known(text, indicator->strata == NULL ? indicator->unit : indicator->strata->items[0].column);
    if (indicator->group_column == NULL)
        return;
    integi_buffer_text(text, " AND ");
    write_known(text, indicator->group_column);
}

/* The condition of those whose band, or unit and group, is known; unknown for all others. */
static integ_status condition_of_known(const integ_indicator *indicator, const integ_expression *where,
                                       integ_expression **out, integ_error *error)
{
    integi_buffer text;
    integ_status status = INTEG_STATUS_OK;
    integi_buffer_init(&text, indicator->context);
    if (where != NULL) {
        integi_buffer_byte(&text, '(');
        status = write_expression(&text, where, error);
        integi_buffer_text(&text, ") AND (");
    }
    write_all_known(&text, indicator);
    if (where != NULL) {
        integi_buffer_text(&text, ") OR NOT (");
        write_all_known(&text, indicator);
        integi_buffer_byte(&text, ')');
    }
    if (status == INTEG_STATUS_OK && text.failed)
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(indicator->context, text.bytes, text.length, NULL, out, error);
    integi_buffer_free(&text);
    return status;
}

/* What is made of bands or units: broken down, those counted in each cell, and what each cell is made of. */
static integ_status plan_strata(const integ_indicator *indicator, integ_plan *plan, const char *of,
                                const integ_expression *where, const integ_dimensions *by, integi_side *side,
                                integ_error *error)
{
    integ_dimensions *strata = NULL;
    integ_expression *known = NULL;
    integ_status status = make_strata(indicator, by, &strata, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, of, NULL, where, NULL, strata, by == NULL ? &side->query : &side->strata, error);
    if (status == INTEG_STATUS_OK && by != NULL)
        status = condition_of_known(indicator, where, &known, error);
    if (status == INTEG_STATUS_OK && by != NULL)
        status = integ_plan_add(plan, of, NULL, known, NULL, by, &side->query, error);
    integ_expression_free(known);
    integ_dimensions_free(strata);
    return status;
}

/* With what the limits of the mean and of the sum need. */
static integ_status plan_measure(const integ_indicator *indicator, integ_plan *plan, const char *of,
                                 const integ_expression *where, const integ_dimensions *by, integi_side *side,
                                 integ_error *error)
{
    integ_status status = integ_plan_add(plan, of, NULL, where, indicator->measure, by, &side->query, error);
    if (status == INTEG_STATUS_OK)
        integi_plan_want_squares(plan, side->query);
    return status;
}

static integ_status plan_side(const integ_indicator *indicator, integ_plan *plan, const char *of,
                              const integ_expression *where, const integ_dimensions *by, integi_side *side,
                              integ_error *error)
{
    switch (indicator->kind) {
    case INTEG_INDICATOR_MEAN:
    case INTEG_INDICATOR_SUM:
        return plan_measure(indicator, plan, of, where, by, side, error);
    case INTEG_INDICATOR_MEDIAN:
        return integ_plan_add_values(plan, of, NULL, where, indicator->measure, by, &side->query, error);
    case INTEG_INDICATOR_RATE:
        if (indicator->time != NULL)
            return plan_rate(indicator, plan, of, where, by, side, error);
        break;
    case INTEG_INDICATOR_STANDARDISED_RATE:
    case INTEG_INDICATOR_SEGREGATION:
        return plan_strata(indicator, plan, of, where, by, side, error);
    default:
        break;
    }
    return integ_plan_add(plan, of, NULL, where, NULL, by, &side->query, error);
}

integ_status integi_indicator_plan_group(const integ_indicator *indicator, integ_plan *plan, const char *group,
                                         integi_side *out, integ_error *error)
{
    *out = INTEGI_NO_SIDE;
    if (!integi_indicator_is_counted(indicator))
        return INTEG_STATUS_OK;
    return plan_side(indicator, plan, group, indicator->where, NULL, out, error);
}

integ_status integi_indicator_plan(const integ_indicator *indicator, integ_plan *plan, integi_indicator_queries *out,
                                   integ_error *error)
{
    const integ_expression *other_where = indicator->compare_where == NULL ? indicator->where
                                                                           : indicator->compare_where;
    *out = (integi_indicator_queries){INTEGI_NO_SIDE, INTEGI_NO_SIDE, INTEGI_NO_SIDE, INTEGI_NO_SIDE};
    integ_status status = integ_indicator_check(indicator, error);
    if (status != INTEG_STATUS_OK || !integi_indicator_is_counted(indicator))
        return status;
    status = plan_side(indicator, plan, indicator->of, indicator->where, NULL, &out->own, error);
    if (status == INTEG_STATUS_OK && indicator->compare_with != NULL)
        status = plan_side(indicator, plan, indicator->compare_with, other_where, NULL, &out->other, error);
    if (status == INTEG_STATUS_OK && indicator->by != NULL)
        status = plan_side(indicator, plan, indicator->of, indicator->where, indicator->by, &out->own_by, error);
    if (status == INTEG_STATUS_OK && indicator->by != NULL && indicator->compare_with != NULL)
        status = plan_side(indicator, plan, indicator->compare_with, other_where, indicator->by, &out->other_by,
                           error);
    return status;
}
