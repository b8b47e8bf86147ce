/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What only some kinds of indicators have. */
#include "base/message.h"
#include "expression/tree.h"
#include "indicator/indicator.h"
#include "indicator/messages.h"
#include "tally/dimensions.h"

#include <math.h>
#include <string.h>

void integi_indicator_free_more(integ_indicator *indicator)
{
    integ_context *context = indicator->context;
    integ_expression_free(indicator->compare_where);
    integi_text_free(context, indicator->compare_source);
    integi_text_free(context, indicator->compare_area);
    integ_expression_free(indicator->time);
    if (indicator->weights != NULL)
        integi_release(context, indicator->weights,
                       (size_t)(indicator->strata->items[0].edge_count + 1) * sizeof *indicator->weights);
    integ_dimensions_free(indicator->strata);
    integi_text_free(context, indicator->unit);
    integi_text_free(context, indicator->group_column);
    for (size_t i = 0; i < indicator->part_count; i++)
        integi_text_free(context, indicator->parts[i].indicator);
    integi_release(context, indicator->parts, indicator->part_capacity * sizeof *indicator->parts);
    integi_release(context, indicator->published, indicator->published_capacity * sizeof *indicator->published);
    integi_text_free(context, indicator->source);
}

static bool is_decimal(int32_t decimals)
{
    return decimals >= 0 && decimals <= INTEGI_DECIMALS_MAXIMUM;
}

/* ---- comparison ---- */

integ_status integ_indicator_set_compare_where(integ_indicator *indicator, const integ_expression *where,
                                               integ_error *error)
{
    if (indicator == NULL || where == NULL)
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "where");
    integ_expression_free(indicator->compare_where);
    indicator->compare_where = integi_expression_retain(where);
    return INTEG_STATUS_OK;
}

integ_status integ_indicator_set_compare_value(integ_indicator *indicator, int64_t coefficient, int32_t decimals,
                                               const char *source, int32_t as, integ_error *error)
{
    if (indicator == NULL || !is_decimal(decimals))
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "decimals");
    if (as != INTEG_COMPARE_DIFFERENCE && as != INTEG_COMPARE_RATIO)
        return integi_invalid_argument(error, "as");
    integ_status status = integi_indicator_replace_text(indicator, &indicator->compare_source, source, error);
    if (status == INTEG_STATUS_OK)
        status = integi_indicator_replace_text(indicator, &indicator->compare_with, NULL, error);
    if (status != INTEG_STATUS_OK)
        return status;
    indicator->compare_published = true;
    indicator->compare_value = (integi_decimal){coefficient, decimals};
    indicator->compare_as = as;
    return INTEG_STATUS_OK;
}

integ_status integi_indicator_set_compare_area(integ_indicator *indicator, const char *group, const char *area,
                                               int32_t as, integ_error *error)
{
    integ_status status = integ_indicator_set_compare(indicator, group, as, error);
    if (status == INTEG_STATUS_OK)
        status = integi_indicator_replace_text(indicator, &indicator->compare_area, area, error);
    return status;
}

/* ---- rates ---- */

integ_status integ_indicator_set_per(integ_indicator *indicator, int64_t per, integ_error *error)
{
    if (indicator == NULL || per < 1 || per > INTEG_RATE_PER_MAXIMUM)
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "per");
    indicator->per = per;
    return INTEG_STATUS_OK;
}

integ_status integ_indicator_set_time(integ_indicator *indicator, const integ_expression *time, integ_error *error)
{
    if (indicator == NULL || time == NULL)
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "time");
    integ_expression_free(indicator->time);
    indicator->time = integi_expression_retain(time);
    return INTEG_STATUS_OK;
}

static integ_status check_weights(const int64_t *edges, int64_t edge_count, const double *weights, integ_error *error)
{
    for (int64_t i = 0; weights != NULL && i <= edge_count; i++)
        if (!isfinite(weights[i]) || weights[i] <= 0)
            return INTEGI_FAIL(error, NULL, &integi_message_indicator_weights);
    for (int64_t i = 0; weights == NULL && i < edge_count; i++)
        if (edges[i] % 5 != 0 || edges[i] < 5 || edges[i] > 90)
            return INTEGI_FAIL(error, NULL, &integi_message_indicator_european_bands,
                               integi_number((char[INTEGI_NUMBER_SIZE]){0}, edges[i]));
    return INTEG_STATUS_OK;
}

/* Of the European Standard Population 2013, bands of five years from 0 to 89, and 90 and more: so many people between
 * two edges, of which the last band has no upper one. Eurostat, Revision of the European Standard Population, 2013. */
static double european_weight(int64_t from, int64_t to)
{
    static const double people[] = {5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000,
                                    7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000};
    double sum = 0;
    for (int64_t band = from / 5; band < 19 && band * 5 < to; band++)
        sum += people[band];
    return sum;
}

static void fill_weights(const int64_t *edges, int64_t edge_count, const double *given, double *weights)
{
    for (int64_t i = 0; i <= edge_count; i++)
        weights[i] = given != NULL ? given[i]
                                   : european_weight(i == 0 ? 0 : edges[i - 1], i == edge_count ? INT64_MAX : edges[i]);
}

integ_status integ_indicator_set_standard(integ_indicator *indicator, const char *column, const int64_t *edges,
                                          int64_t edge_count, const double *weights, integ_error *error)
{
    if (indicator == NULL || column == NULL || edges == NULL || edge_count < 1)
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : column == NULL ? "column" : "edges");
    integ_dimensions *strata = NULL;
    integ_status status = check_weights(edges, edge_count, weights, error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_new(indicator->context, &strata, error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_add_bands(strata, column, edges, edge_count, error);
    double *copy = NULL;
    if (status == INTEG_STATUS_OK) {
        copy = integi_allocate_array(indicator->context, (size_t)edge_count + 1, sizeof *copy);
        status = copy == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
    }
    if (status != INTEG_STATUS_OK) {
        integ_dimensions_free(strata);
        return status;
    }
    fill_weights(edges, edge_count, weights, copy);
    if (indicator->weights != NULL)
        integi_release(indicator->context, indicator->weights,
                       (size_t)(indicator->strata->items[0].edge_count + 1) * sizeof *indicator->weights);
    integ_dimensions_free(indicator->strata);
    indicator->strata = strata;
    indicator->weights = copy;
    return INTEG_STATUS_OK;
}

/* ---- segregation ---- */

integ_status integ_indicator_set_segregation(integ_indicator *indicator, const char *unit, int32_t measure,
                                             integ_error *error)
{
    if (indicator == NULL || unit == NULL || unit[0] == '\0')
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "unit");
    if (measure < INTEG_SEGREGATION_DISSIMILARITY || measure > INTEG_SEGREGATION_ATKINSON)
        return integi_invalid_argument(error, "measure");
    integ_status status = integi_indicator_replace_text(indicator, &indicator->unit, unit, error);
    if (status == INTEG_STATUS_OK)
        indicator->segregation = measure;
    return status;
}

integ_status integ_indicator_set_segregation_groups(integ_indicator *indicator, const char *group, integ_error *error)
{
    if (indicator == NULL || group == NULL || group[0] == '\0')
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "group");
    return integi_indicator_replace_text(indicator, &indicator->group_column, group, error);
}

/* ---- composites ---- */

integ_status integ_indicator_add_part(integ_indicator *indicator, const char *part, int64_t coefficient,
                                      int32_t decimals, integ_error *error)
{
    if (indicator == NULL || part == NULL || part[0] == '\0')
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "part");
    if (coefficient < 1 || !is_decimal(decimals))
        return integi_invalid_argument(error, coefficient < 1 ? "coefficient" : "decimals");
    void *parts = indicator->parts;
    if (!integi_grow(indicator->context, &parts, &indicator->part_capacity, indicator->part_count,
                     sizeof *indicator->parts))
        return integi_out_of_memory(error);
    indicator->parts = parts;
    integi_composite_part *added = &indicator->parts[indicator->part_count];
    *added = (integi_composite_part){NULL, {coefficient, decimals}};
    integ_status status = integi_indicator_replace_text(indicator, &added->indicator, part, error);
    indicator->part_count += status == INTEG_STATUS_OK;
    return status;
}

/* ---- external series ---- */

integ_status integ_indicator_add_published(integ_indicator *indicator, integ_date date, int64_t coefficient,
                                           int32_t decimals, integ_error *error)
{
    if (indicator == NULL || !is_decimal(decimals))
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "decimals");
    if (date < INTEG_DATE_MINIMUM || date > INTEG_DATE_MAXIMUM)
        return integi_invalid_argument(error, "date");
    if (indicator->published_count > 0 && indicator->published[indicator->published_count - 1].date >= date)
        return INTEGI_FAIL(error, NULL, &integi_message_indicator_published_order);
    void *published = indicator->published;
    if (!integi_grow(indicator->context, &published, &indicator->published_capacity, indicator->published_count,
                     sizeof *indicator->published))
        return integi_out_of_memory(error);
    indicator->published = published;
    indicator->published[indicator->published_count++] = (integi_published){date, {coefficient, decimals}};
    return INTEG_STATUS_OK;
}

integ_status integ_indicator_set_source(integ_indicator *indicator, const char *source, integ_error *error)
{
    if (indicator == NULL || source == NULL)
        return integi_invalid_argument(error, indicator == NULL ? "indicator" : "source");
    return integi_indicator_replace_text(indicator, &indicator->source, source, error);
}
