/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REPORT_REPORT_H
#define INTEGI_REPORT_REPORT_H

/* The formats. Each appends a whole report to a buffer, whose `failed` tells whether memory ran out. */

#include "integration/report.h"
#include "report/figures.h"
#include "report/json_writer.h"
#include "report/layout.h"

void integi_report_text(const integ_results *results, int32_t language, integi_buffer *out);
void integi_report_json(const integ_results *results, integi_buffer *out);
void integi_report_csv(const integ_results *results, integi_buffer *out);

/* Parts of the text report. */
void integi_text_goal(integi_layout *layout, const integ_results *results, const integi_goal_result *result);
void integi_text_aggregate(integi_layout *layout, const integ_aggregate *aggregate);
void integi_text_method(integi_layout *layout, const integi_goal_result *result, integi_unit unit);
void integi_text_forecast(integi_layout *layout, const integi_goal_result *result, integi_unit unit);
void integi_text_goal_limits(integi_layout *layout, const integi_goal_result *result, integi_unit unit);
void integi_text_figure(integi_layout *layout, const integi_figure *figure, integi_unit unit, int decimals);
void integi_text_series(integi_layout *layout, const integ_series *series);
void integi_text_breakdown(integi_layout *layout, const integi_indicator_result *result, integi_unit unit);
void integi_text_effort(integi_layout *layout, const integ_results *results,
                        const integi_effort_result *result);
void integi_text_areas(integi_layout *layout, const integi_effort_result *result);
void integi_text_changes(integi_layout *layout, const integ_results *results,
                         const integi_effort_result *result);

/* The column at which facts about a goal or an effort begin, behind their label. */
#define INTEGI_TEXT_INDENT 6
#define INTEGI_TEXT_FACTS 21

/* Parts of the JSON report. */
void integi_json_goal(integi_json *json, const integ_results *results, const integi_goal_result *result);
/* json_assessment.c: keys of a goal and of its `from`; of a theme and of the whole. */
void integi_json_assessment(integi_json *json, const integ_progress *progress);
void integi_json_method(integi_json *json, const integ_progress *progress);
void integi_json_forecast(integi_json *json, const integ_progress *progress);
void integi_json_aggregate(integi_json *json, const integ_aggregate *aggregate); /* NULL for none */
void integi_json_indicator(integi_json *json, const integi_indicator_result *result);
void integi_json_effort(integi_json *json, const integi_effort_result *result);
/* value, lower and upper of a figure; and its counts. */
void integi_json_figure(integi_json *json, const integi_figure *figure);
void integi_json_counts(integi_json *json, const integi_figure *figure);
void integi_json_count(integi_json *json, const char *key, int64_t count); /* null when below 0 */
/* The names of what is hidden of a figure, `prefix` before the counts; NULL where the object has no counts.
 */
void integi_json_hidden_names(integi_json *json, const integi_figure *figure, const char *prefix);

#endif
