/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/report.h"

static void key_text(integi_json *json, const char *key, const char *text)
{
    integi_json_key(json, key);
    integi_json_text(json, text);
}

static void key_hidden(integi_json *json, const integi_figure *figure, const char *prefix)
{
    integi_json_key(json, "hidden");
    integi_json_open_array(json, true);
    integi_json_hidden_names(json, figure, prefix);
    integi_json_close(json);
}

static void key_reason(integi_json *json, const integi_figure *figure)
{
    int32_t reason = figure == NULL ? INTEG_REASON_NO_SNAPSHOT : figure->value.reason;
    key_text(json, "reason", reason == INTEG_REASON_NONE ? NULL : integ_reason_name(reason));
}

static void key_series(integi_json *json, const integ_series *series)
{
    integi_json_key(json, "series");
    integi_json_open_array(json, false);
    for (size_t i = 0; i < series->count; i++) {
        const integi_figure *figure = &series->points[i].figure;
        integi_json_open_object(json, true);
        integi_json_key(json, "date");
        integi_json_date(json, series->points[i].date);
        integi_json_figure(json, figure);
        key_reason(json, figure);
        key_hidden(json, figure, NULL);
        integi_json_close(json);
    }
    integi_json_close(json);
}

static void cell(integi_json *json, const integi_cell_result *result, int64_t dimensions)
{
    integi_json_open_object(json, true);
    integi_json_key(json, "labels");
    integi_json_open_array(json, true);
    for (int64_t i = 0; i < dimensions; i++)
        integi_json_text(json, result->terms[i].code);
    integi_json_close(json);
    integi_json_figure(json, result->figure);
    integi_json_counts(json, result->figure);
    key_reason(json, result->figure);
    key_hidden(json, result->figure, "");
    integi_json_close(json);
}

static void key_breakdown(integi_json *json, const integi_indicator_result *result)
{
    const integ_dimensions *by = result->indicator->by;
    int64_t dimensions = by == NULL ? 0 : integ_dimensions_count(by);
    integi_json_key(json, "dimensions");
    integi_json_open_array(json, true);
    for (int64_t i = 0; i < dimensions; i++)
        integi_json_text(json, integ_dimensions_column(by, i));
    integi_json_close(json);
    integi_json_key(json, "by");
    integi_json_open_array(json, false);
    for (int64_t i = 0; i < result->cell_count; i++)
        cell(json, &result->cells[i], dimensions);
    integi_json_close(json);
}

static void key_decimal(integi_json *json, const char *key, integi_decimal value)
{
    integi_json_key(json, key);
    integi_json_number(json, integi_decimal_number(value));
}

static void key_published_comparison(integi_json *json, const integ_indicator *indicator)
{
    integi_json_key(json, "compared_value");
    if (!indicator->compare_published) {
        integi_json_null(json);
        return;
    }
    integi_json_open_object(json, true);
    key_decimal(json, "value", indicator->compare_value);
    key_text(json, "source", indicator->compare_source);
    integi_json_close(json);
}

static void key_parts(integi_json *json, const integ_indicator *indicator)
{
    integi_json_key(json, "parts");
    integi_json_open_array(json, true);
    for (size_t i = 0; i < indicator->part_count; i++) {
        integi_json_open_object(json, true);
        key_text(json, "indicator", indicator->parts[i].indicator);
        key_decimal(json, "weight", indicator->parts[i].weight);
        integi_json_close(json);
    }
    integi_json_close(json);
}

void integi_json_indicator(integi_json *json, const integi_indicator_result *result)
{
    const integ_indicator *indicator = result->indicator;
    integi_json_open_object(json, false);
    key_text(json, "id", indicator->id);
    key_text(json, "title", integ_indicator_title(indicator));
    key_text(json, "kind", integ_indicator_kind_name(indicator->kind));
    key_text(json, "unit", integi_unit_name(integi_indicator_unit(indicator)));
    key_text(json, "of", indicator->of);
    key_text(json, "compared_to", indicator->compare_area == NULL ? indicator->compare_with : NULL);
    key_text(json, "compared_area", indicator->compare_area);
    key_published_comparison(json, indicator);
    integi_json_count(json, "per", indicator->per > 1 ? indicator->per : -1);
    key_parts(json, indicator);
    key_text(json, "source", indicator->source);
    integi_json_figure(json, result->figure);
    integi_json_counts(json, result->figure);
    key_reason(json, result->figure);
    key_series(json, result->series);
    key_breakdown(json, result);
    key_hidden(json, result->figure, "");
    integi_json_close(json);
}
