/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "expression/tree.h"
#include "indicator/indicator.h"
#include "indicator/messages.h"
#include "tally/dimensions.h"

#include <string.h>

#define RATE_PER 1000 /* of rates that do not say for how many */

const char *integ_reason_name(int32_t reason)
{
    static const char *const names[] = {"none", "no_data", "no_comparator", "comparator_zero", "too_few",
                                        "no_snapshot", "out_of_range", "empty_stratum", "too_few_events",
                                        "missing_part", "one_group"};
    return reason < 0 || reason > INTEG_REASON_ONE_GROUP ? names[0] : names[reason];
}

const char *integ_indicator_kind_name(int32_t kind)
{
    static const char *const names[] = {"unknown", "count", "share", "mean", "sum", "rate", "median",
                                        "standardised_rate", "representation", "segregation", "composite",
                                        "external"};
    return kind < 0 || kind > INTEG_INDICATOR_EXTERNAL ? names[0] : names[kind];
}

integ_status integi_indicator_replace_text(integ_indicator *indicator, char **field, const char *text,
                                           integ_error *error)
{
    char *copy = NULL;
    if (text != NULL) {
        copy = integi_text_copy(indicator->context, text, strlen(text));
        if (copy == NULL)
            return integi_out_of_memory(error);
    }
    integi_text_free(indicator->context, *field);
    *field = copy;
    return INTEG_STATUS_OK;
}

integ_status integ_indicator_new(integ_context *context, const char *id, int32_t kind, const char *of,
                                 integ_indicator **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL || id == NULL || id[0] == '\0')
        return integi_invalid_argument(error, context == NULL ? "context" : "id");
    if (kind < INTEG_INDICATOR_COUNT || kind > INTEG_INDICATOR_EXTERNAL)
        return integi_invalid_argument(error, "kind");
    integ_indicator *indicator = integi_allocate_zeroed(context, sizeof *indicator);
    if (indicator == NULL)
        return integi_out_of_memory(error);
    indicator->context = integi_context_retain(context);
    indicator->kind = kind;
    indicator->per = kind == INTEG_INDICATOR_RATE || kind == INTEG_INDICATOR_STANDARDISED_RATE ? RATE_PER : 1;
    indicator->compare_as = kind == INTEG_INDICATOR_REPRESENTATION ? INTEG_COMPARE_RATIO : INTEG_COMPARE_NONE;
    integ_status status = integi_indicator_replace_text(indicator, &indicator->id, id, error);
    if (status == INTEG_STATUS_OK)
        status = integi_indicator_replace_text(indicator, &indicator->of, of, error);
    if (status == INTEG_STATUS_OK)
        *out = indicator;
    else
        integ_indicator_free(indicator);
    return status;
}

void integ_indicator_free(integ_indicator *indicator)
{
    if (indicator == NULL)
        return;
    integ_context *context = indicator->context;
    integi_text_free(context, indicator->id);
    integi_text_free(context, indicator->title);
    integi_text_free(context, indicator->of);
    integi_text_free(context, indicator->compare_with);
    integ_expression_free(indicator->where);
    integ_expression_free(indicator->measure);
    integ_dimensions_free(indicator->by);
    integi_indicator_free_more(indicator);
    integi_release(context, indicator, sizeof *indicator);
    integ_context_free(context);
}

integ_status integ_indicator_set_title(integ_indicator *indicator, const char *title, integ_error *error)
{
    if (indicator == NULL || title == NULL)
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "title");
    return integi_indicator_replace_text(indicator, &indicator->title, title, error);
}

integ_status integ_indicator_set_where(integ_indicator *indicator, const integ_expression *where, integ_error *error)
{
    if (indicator == NULL || where == NULL)
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "where");
    integ_expression_free(indicator->where);
    indicator->where = integi_expression_retain(where);
    return INTEG_STATUS_OK;
}

integ_status integ_indicator_set_measure(integ_indicator *indicator, const integ_expression *measure,
                                         integ_error *error)
{
    if (indicator == NULL || measure == NULL)
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "measure");
    integ_expression_free(indicator->measure);
    indicator->measure = integi_expression_retain(measure);
    return INTEG_STATUS_OK;
}

integ_status integ_indicator_set_compare(integ_indicator *indicator, const char *with, int32_t as,
                                         integ_error *error)
{
    if (indicator == NULL || with == NULL)
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "with");
    if (as != INTEG_COMPARE_DIFFERENCE && as != INTEG_COMPARE_RATIO)
        return integi_invalid_argument(error, "as");
    indicator->compare_published = false;
    integ_status status = integi_indicator_replace_text(indicator, &indicator->compare_with, with, error);
    if (status == INTEG_STATUS_OK)
        indicator->compare_as = as;
    return status;
}

integ_status integ_indicator_set_by(integ_indicator *indicator, const integ_dimensions *by, integ_error *error)
{
    if (indicator == NULL || by == NULL)
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "by");
    integ_dimensions *copy;
    integ_status status = integi_dimensions_copy(by, &copy, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integ_dimensions_free(indicator->by);
    indicator->by = copy;
    return INTEG_STATUS_OK;
}

integ_status integ_indicator_set_unknown_as_false(integ_indicator *indicator, int32_t as_false, integ_error *error)
{
    if (indicator == NULL || (as_false != 0 && as_false != 1))
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "as_false");
    indicator->unknown_as_false = as_false == 1;
    return INTEG_STATUS_OK;
}

const char *integ_indicator_id(const integ_indicator *indicator)
{
    return indicator->id;
}

const char *integ_indicator_title(const integ_indicator *indicator)
{
    return indicator->title == NULL ? indicator->id : indicator->title;
}

int32_t integ_indicator_kind(const integ_indicator *indicator)
{
    return indicator->kind;
}

const integ_dimensions *integ_indicator_by(const integ_indicator *indicator)
{
    return indicator->by;
}
