/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/report.h"

#include <math.h>

#define CELLS_SHOWN 12

static void label(integi_layout *layout, integi_word word)
{
    integi_layout_go_to(layout, INTEGI_TEXT_INDENT);
    integi_layout_begin_facts(layout, INTEGI_TEXT_FACTS, integi_word_text(word, layout->language));
}

static void limit_fact(integi_layout *layout, const integi_limit *limit, integi_unit unit)
{
    integi_kept value = integi_keep(integi_layout_decimal(layout, limit->value));
    value = integi_keep(integi_layout_with_unit(layout, unit, value.text));
    integi_layout_word_fact(layout,
                            limit->kind == INTEG_LIMIT_AT_LEAST ? INTEGI_WORD_AT_LEAST : INTEGI_WORD_AT_MOST,
                            value.text, NULL);
}

static void milestone_line(integi_layout *layout, const integi_milestone *milestone,
                           const integi_milestone_result *result, integi_unit unit)
{
    label(layout, INTEGI_WORD_LABEL_MILESTONE);
    integi_kept value = integi_keep(integi_layout_decimal(layout, milestone->value));
    integi_layout_fact(layout, integi_layout_with_unit(layout, unit, value.text));
    integi_layout_word_fact(layout, INTEGI_WORD_BY_DATE, integi_layout_date(layout, milestone->by), NULL);
    const char *met_on = result->has_met_on ? integi_layout_date(layout, result->met_on) : NULL;
    integi_layout_word_fact(layout, integi_word_of_outcome(result->outcome), met_on, NULL);
    integi_layout_end_facts(layout);
}

static void requirement_line(integi_layout *layout, const integi_limit *limit,
                             const integi_limit_result *result, integi_unit unit)
{
    label(layout, INTEGI_WORD_LABEL_REQUIREMENT);
    limit_fact(layout, limit, unit);
    if (result->met == 0) {
        integi_layout_pair_fact(layout, "✗",
                                integi_word_text(INTEGI_WORD_REQUIREMENT_BREACHED, layout->language));
        if (result->has_breached_on)
            integi_layout_word_fact(layout, INTEGI_WORD_REQUIREMENT_BREACHED_SINCE,
                                    integi_layout_date(layout, result->breached_on), NULL);
    } else {
        integi_layout_word_fact(
            layout, result->met == 1 ? INTEGI_WORD_REQUIREMENT_MET : INTEGI_WORD_CANNOT_BE_TOLD, NULL, NULL);
    }
    integi_layout_end_facts(layout);
}

static void recognition_line(integi_layout *layout, const integi_limit *limit,
                             const integi_limit_result *result, integi_unit unit)
{
    label(layout, INTEGI_WORD_LABEL_RECOGNITION);
    limit_fact(layout, limit, unit);
    if (result->met == 1) {
        integi_layout_pair_fact(layout, "★", integi_word_text(INTEGI_WORD_RECOGNITION_MET, layout->language));
        if (result->has_met_on)
            integi_layout_word_fact(layout, INTEGI_WORD_RECOGNITION_MET_ON,
                                    integi_layout_date(layout, result->met_on), NULL);
    } else {
        integi_layout_word_fact(
            layout, result->met == 0 ? INTEGI_WORD_RECOGNITION_NOT_MET : INTEGI_WORD_CANNOT_BE_TOLD, NULL,
            NULL);
    }
    integi_layout_end_facts(layout);
}

void integi_text_goal_limits(integi_layout *layout, const integi_goal_result *result, integi_unit unit)
{
    const integ_goal *goal = result->goal;
    const integ_progress *progress = result->progress;
    for (size_t i = 0; i < progress->milestone_count; i++)
        milestone_line(layout, &goal->milestones[i], &progress->milestones[i], unit);
    if (goal->requirement.kind != INTEG_LIMIT_NONE)
        requirement_line(layout, &goal->requirement, &progress->requirement, unit);
    if (goal->recognition.kind != INTEG_LIMIT_NONE)
        recognition_line(layout, &goal->recognition, &progress->recognition, unit);
}

static bool shown_value(const integi_point *point, double *value)
{
    *value = point->figure.value.number;
    return integi_figure_presence(&point->figure) == INTEGI_PRESENT;
}

/* The smallest and the largest value; false when fewer than two are there. */
static bool range_of(const integ_series *series, double *low, double *high)
{
    int values = 0;
    for (size_t i = 0; i < series->count; i++) {
        double value;
        if (!shown_value(&series->points[i], &value)) continue;
        *low = values == 0 || value < *low ? value : *low;
        *high = values == 0 || value > *high ? value : *high;
        values++;
    }
    return values >= 2;
}

/* A small curve: each snapshot's value as a column between the smallest and the largest. */
void integi_text_series(integi_layout *layout, const integ_series *series)
{
    static const char *const columns[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    double low = 0, high = 0;
    if (!range_of(series, &low, &high) || series->count > 60) return;
    label(layout, INTEGI_WORD_LABEL_SERIES);
    for (size_t i = 0; i < series->count; i++) {
        double value;
        if (!shown_value(&series->points[i], &value))
            integi_layout_put(layout, "·");
        else
            integi_layout_put(layout,
                              columns[high > low ? (int)floor((value - low) / (high - low) * 7 + 0.5) : 3]);
    }
    integi_kept first = integi_keep(integi_layout_date(layout, series->points[0].date));
    integi_kept last = integi_keep(integi_layout_date(layout, series->points[series->count - 1].date));
    integi_layout_put(layout, "  ");
    integi_layout_put(layout, integi_layout_word(layout, INTEGI_WORD_FROM_TO, first.text, last.text));
    integi_layout_end_facts(layout);
}

static void cell_line(integi_layout *layout, const integi_cell_result *cell, int64_t dimensions,
                      integi_unit unit)
{
    integi_layout_go_to(layout, INTEGI_TEXT_FACTS);
    integi_buffer name;
    integi_buffer_init(&name, layout->scratch.context);
    for (int64_t i = 0; i < dimensions; i++) {
        integi_buffer_text(&name, i > 0 ? ", " : "");
        integi_buffer_text(&name, cell->terms[i].text == NULL
                                      ? integi_word_text(INTEGI_WORD_UNKNOWN_LABEL, layout->language)
                                      : cell->terms[i].text);
    }
    if (name.failed)
        layout->out->failed = true;
    else
        integi_layout_put_cut(layout, 30, name.bytes == NULL ? "" : name.bytes);
    integi_buffer_free(&name);
    integi_presence presence = integi_figure_presence(cell->figure);
    const char *value = presence == INTEGI_HIDDEN ? ".." : "–";
    if (presence == INTEGI_PRESENT && unit == INTEGI_UNIT_COUNT)
        value = integi_layout_count(layout, cell->figure->value.own.numerator);
    else if (presence == INTEGI_PRESENT)
        value = integi_layout_fixed(layout, cell->figure->value.number,
                                    integi_layout_decimals(unit, cell->figure->value.number), false);
    integi_kept kept = integi_keep(value);
    bool percent = presence == INTEGI_PRESENT && unit == INTEGI_UNIT_PERCENT;
    integi_layout_put_cell(layout, 62,
                           percent ? integi_layout_with_unit(layout, unit, kept.text) : kept.text);
    if (cell->figure->value.kind == INTEG_INDICATOR_SHARE) {
        integi_kept part = integi_keep(integi_layout_count(layout, cell->figure->value.own.numerator));
        integi_kept whole = integi_keep(integi_layout_count(layout, cell->figure->value.own.denominator));
        integi_layout_put_cell(layout, 84,
                               integi_layout_word(layout, INTEGI_WORD_COUNTS, part.text, whole.text));
    }
    integi_layout_end_line(layout);
}

/* A cell in which there is nobody to compute anything from takes no line. */
static bool has_line(const integi_cell_result *cell)
{
    return integi_figure_presence(cell->figure) != INTEGI_MISSING;
}

static void put_cells(integi_layout *layout, const integi_indicator_result *result, int64_t dimensions,
                      integi_unit unit)
{
    int64_t lines = 0, shown = 0;
    for (int64_t i = 0; i < result->cell_count; i++)
        lines += has_line(&result->cells[i]);
    int64_t most = lines > CELLS_SHOWN + 1 ? CELLS_SHOWN : lines;
    for (int64_t i = 0; shown < most && i < result->cell_count; i++) {
        if (has_line(&result->cells[i])) {
            cell_line(layout, &result->cells[i], dimensions, unit);
            shown++;
        }
    }
    if (shown < lines) {
        integi_layout_go_to(layout, INTEGI_TEXT_FACTS);
        const char *more = integi_layout_count(layout, lines - shown);
        integi_layout_put(layout, integi_layout_word(layout, INTEGI_WORD_MORE_CELLS, more, NULL));
        integi_layout_end_line(layout);
    }
}

void integi_text_breakdown(integi_layout *layout, const integi_indicator_result *result, integi_unit unit)
{
    const integ_dimensions *by = result->indicator->by;
    if (by == NULL || result->cell_count == 0) return;
    int64_t dimensions = integ_dimensions_count(by);
    integi_buffer names;
    integi_buffer_init(&names, layout->scratch.context);
    for (int64_t i = 0; i < dimensions; i++) {
        integi_buffer_text(&names, i > 0 ? ", " : "");
        integi_buffer_text(&names, result->by == NULL ? integ_dimensions_column(by, i) : result->by[i]);
    }
    integi_layout_go_to(layout, INTEGI_TEXT_INDENT);
    integi_layout_put(
        layout, integi_layout_word(layout, INTEGI_WORD_LABEL_BY, names.failed ? "" : names.bytes, NULL));
    layout->out->failed = layout->out->failed || names.failed;
    integi_buffer_free(&names);
    integi_layout_end_line(layout);
    put_cells(layout, result, dimensions, unit);
}
