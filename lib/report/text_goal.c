/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/report.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

#define BAR_WIDTH 40

/* A mark before the title, so that the eye finds what needs it. */
static const char *status_mark(int32_t status)
{
    switch (status) {
    case INTEG_GOAL_ACHIEVED:
    case INTEG_GOAL_MAINTAINED:
        return "✓";
    case INTEG_GOAL_ON_TRACK:
        return "↗";
    case INTEG_GOAL_BEHIND:
        return "→";
    case INTEG_GOAL_MOVING_AWAY:
    case INTEG_GOAL_LOST:
    case INTEG_GOAL_NOT_MAINTAINED:
        return "↘";
    default:
        return "·";
    }
}

static void title_line(integi_layout *layout, const integi_goal_result *result)
{
    int32_t status = result->progress->status;
    bool untold = status == INTEG_GOAL_NO_DATA && result->progress->why == INTEG_WHY_METHOD_UNTOLD;
    const char *words = integi_word_text(untold ? INTEGI_WORD_CANNOT_BE_TOLD : integi_word_of_status(status),
                                         layout->language);
    int width = (int)integi_utf8_columns(words, strlen(words));
    integi_layout_put(layout, "  ");
    integi_layout_put(layout, status_mark(status));
    integi_layout_go_to(layout, 4);
    integi_layout_put_cut(layout, INTEGI_LAYOUT_WIDTH - 4 - width - 2, integ_goal_title(result->goal));
    integi_layout_put(layout, " ");
    while (!layout->out->failed && integi_layout_column(layout) < INTEGI_LAYOUT_WIDTH - width - 1)
        integi_layout_put(layout, (integi_layout_column(layout) & 1) ? "." : " ");
    integi_layout_put_right(layout, INTEGI_LAYOUT_WIDTH, words);
    integi_layout_end_line(layout);
}

static int bar_position(double share)
{
    double position = floor(share * BAR_WIDTH + 0.5);
    return position < 0 ? 0 : position > BAR_WIDTH ? BAR_WIDTH : (int)position;
}

/* Filled up to the progress; the upright stroke is where a straight line from baseline to deadline would be.
 */
static void bar_line(integi_layout *layout, const integ_progress *progress)
{
    int filled = bar_position(progress->progress);
    int mark = progress->has_expected ? bar_position(progress->expected) : -1;
    if (mark == BAR_WIDTH) mark--;
    integi_layout_go_to(layout, INTEGI_TEXT_INDENT);
    integi_layout_put(layout, "▕");
    for (int i = 0; i < BAR_WIDTH; i++)
        integi_layout_put(layout, i == mark ? "│" : i < filled ? "█" : "░");
    integi_layout_put(layout, "▏ ");
    const char *percent = integi_layout_fixed(layout, progress->progress * 100, 0, false);
    integi_layout_put(layout, integi_layout_word(layout, INTEGI_WORD_PERCENT, percent, NULL));
    if (progress->has_expected) {
        integi_kept expected = integi_keep(integi_layout_fixed(layout, progress->expected * 100, 0, false));
        expected = integi_keep(integi_layout_word(layout, INTEGI_WORD_PERCENT, expected.text, NULL));
        integi_layout_put(layout, "  (");
        integi_layout_put(layout, integi_layout_word(layout, INTEGI_WORD_EXPECTED, expected.text, NULL));
        integi_layout_put(layout, ")");
    }
    integi_layout_end_line(layout);
}

static void label(integi_layout *layout, integi_word word)
{
    integi_layout_go_to(layout, INTEGI_TEXT_INDENT);
    integi_layout_begin_facts(layout, INTEGI_TEXT_FACTS, integi_word_text(word, layout->language));
}

static void interval_fact(integi_layout *layout, const integi_value *value, int decimals)
{
    if (value->withheld)
        integi_layout_word_fact(layout, INTEGI_WORD_INTERVAL_WITHHELD, NULL, NULL);
    if (!value->has_interval)
        return;
    integi_kept lower = integi_keep(integi_layout_fixed(layout, value->lower, decimals, false));
    integi_kept upper = integi_keep(integi_layout_fixed(layout, value->upper, decimals, false));
    integi_layout_word_fact(layout, INTEGI_WORD_INTERVAL, lower.text, upper.text);
}

/* So many of so many. */
static bool is_proportion(int32_t kind)
{
    return kind == INTEG_INDICATOR_SHARE || kind == INTEG_INDICATOR_RATE || kind == INTEG_INDICATOR_REPRESENTATION ||
           kind == INTEG_INDICATOR_STANDARDISED_RATE || kind == INTEG_INDICATOR_SEGREGATION;
}

static void counts_fact(integi_layout *layout, const integi_value *value, const integi_counts *counts,
                        bool other)
{
    integi_kept numerator = integi_keep(integi_layout_count(layout, counts->numerator));
    integi_kept denominator = integi_keep(integi_layout_count(layout, counts->denominator));
    integi_kept text;
    if (is_proportion(value->kind))
        text = integi_keep(integi_layout_word(layout, INTEGI_WORD_COUNTS, numerator.text, denominator.text));
    else if (value->kind == INTEG_INDICATOR_COUNT)
        text = numerator;
    else
        text = integi_keep(integi_layout_word(layout, INTEGI_WORD_MEASURED, denominator.text, NULL));
    if (other && !is_proportion(value->kind) && value->kind != INTEG_INDICATOR_COUNT)
        integi_layout_word_fact(layout, INTEGI_WORD_MEASURED_AGAINST, denominator.text, NULL);
    else if (other)
        integi_layout_word_fact(layout, INTEGI_WORD_AGAINST, text.text, NULL);
    else
        integi_layout_fact(layout, text.text);
}

/* Value, interval, and what they were counted from. */
void integi_text_figure(integi_layout *layout, const integi_figure *figure, integi_unit unit, int decimals)
{
    const integi_value *value = &figure->value;
    integi_presence presence = integi_figure_presence(figure);
    if (presence == INTEGI_PRESENT) {
        integi_kept number = integi_keep(integi_layout_fixed(layout, value->number, decimals, false));
        if (unit == INTEGI_UNIT_COUNT)
            number = integi_keep(integi_layout_count(layout, value->own.numerator));
        integi_layout_fact(layout, integi_layout_with_unit(layout, unit, number.text));
        interval_fact(layout, value, decimals);
    } else {
        integi_layout_fact(layout, presence == INTEGI_HIDDEN ? ".." : "–");
        integi_layout_fact(layout, integi_word_text(integi_word_of_reason(value->reason), layout->language));
    }
    if (value->without_counts)
        return;
    if (value->kind != INTEG_INDICATOR_COUNT || value->compared)
        counts_fact(layout, value, &value->own, false);
    if (value->compared) counts_fact(layout, value, &value->other, true);
    if (value->own.unknown > 0)
        integi_layout_word_fact(layout,
                                value->own.unknown == 1 ? INTEGI_WORD_UNKNOWN_ONE : INTEGI_WORD_UNKNOWN_MANY,
                                integi_layout_count(layout, value->own.unknown), NULL);
}

static void value_line(integi_layout *layout, const integ_results *results, const integi_goal_result *result,
                       integi_unit unit)
{
    const integ_progress *progress = result->progress;
    label(layout, INTEGI_WORD_NOW);
    if (!progress->has_point) {
        integi_layout_fact(layout, integi_word_text(INTEGI_WORD_REASON_NO_SNAPSHOT, layout->language));
    } else {
        double number = progress->point.figure.value.number;
        int decimals = integi_layout_decimals_beside(unit, number, result->goal->target);
        integi_text_figure(layout, &progress->point.figure, unit, decimals);
        if (progress->point.date != results->as_of)
            integi_layout_word_fact(layout, INTEGI_WORD_ON_DATE,
                                    integi_layout_date(layout, progress->point.date), NULL);
    }
    integi_layout_end_facts(layout);
}

/* What is aimed at, in the words of the goal's direction. */
static void aim_fact(integi_layout *layout, const integ_goal *goal, integi_unit unit)
{
    integi_kept target = integi_keep(integi_layout_decimal(layout, goal->target));
    if (goal->direction == INTEG_DIRECTION_BETWEEN) {
        integi_kept high = integi_keep(integi_layout_decimal(layout, goal->target_high));
        high = integi_keep(integi_layout_with_unit(layout, unit, high.text));
        integi_layout_word_fact(layout, INTEGI_WORD_STAY_BETWEEN, target.text, high.text);
        return;
    }
    target = integi_keep(integi_layout_with_unit(layout, unit, target.text));
    if (goal->direction == INTEG_DIRECTION_MAINTAIN)
        integi_layout_word_fact(layout,
                                goal->requirement.kind == INTEG_LIMIT_AT_MOST ||
                                        goal->recognition.kind == INTEG_LIMIT_AT_MOST
                                    ? INTEGI_WORD_STAY_AT_MOST
                                    : INTEGI_WORD_STAY_AT_LEAST,
                                target.text, NULL);
    else if (goal->direction == INTEG_DIRECTION_INCREASE)
        integi_layout_word_fact(layout, INTEGI_WORD_AT_LEAST, target.text, NULL);
    else if (goal->direction == INTEG_DIRECTION_DECREASE)
        integi_layout_word_fact(layout, INTEGI_WORD_AT_MOST, target.text, NULL);
    else
        integi_layout_word_fact(layout,
                                integi_decimal_number(goal->target) == (double)goal->parity
                                    ? INTEGI_WORD_PARITY
                                    : INTEGI_WORD_NEAR_PARITY,
                                target.text, NULL);
}

static void aim_line(integi_layout *layout, const integ_goal *goal, integi_unit unit)
{
    if (!goal->has_target) return;
    label(layout, INTEGI_WORD_LABEL_AIM);
    aim_fact(layout, goal, unit);
    if (integi_goal_has_deadline(goal))
        integi_layout_word_fact(layout, INTEGI_WORD_BY_DATE, integi_layout_date(layout, goal->deadline),
                                NULL);
    integi_layout_end_facts(layout);
}

static void baseline_line(integi_layout *layout, const integ_results *results,
                          const integi_goal_result *result, integi_unit unit)
{
    const integ_goal *goal = result->goal;
    if (!goal->has_baseline) return;
    label(layout, INTEGI_WORD_LABEL_BASELINE);
    integi_presence presence = integi_goal_baseline_presence(results, result);
    const char *number = presence == INTEGI_HIDDEN ? ".." : "–";
    if (goal->baseline_given) {
        number = integi_layout_decimal(layout, goal->baseline_value);
    } else if (presence == INTEGI_PRESENT) {
        double value = result->progress->baseline_value;
        number = integi_layout_fixed(layout, value, integi_layout_decimals_beside(unit, value, goal->target),
                                     false);
    }
    integi_kept kept = integi_keep(number);
    integi_layout_fact(layout, presence == INTEGI_PRESENT ? integi_layout_with_unit(layout, unit, kept.text)
                                                          : kept.text);
    integi_layout_word_fact(layout, INTEGI_WORD_ON_DATE, integi_layout_date(layout, goal->baseline_date),
                            NULL);
    if (goal->baseline_source != NULL) integi_layout_fact(layout, goal->baseline_source);
    integi_layout_end_facts(layout);
}

void integi_text_goal(integi_layout *layout, const integ_results *results, const integi_goal_result *result)
{
    const integi_indicator_result *indicator = integi_results_indicator(results, result->goal->indicator);
    integi_unit unit = indicator == NULL ? INTEGI_UNIT_MEASURE : integi_indicator_unit(indicator->indicator);
    title_line(layout, result);
    if (result->progress->has_progress) bar_line(layout, result->progress);
    value_line(layout, results, result, unit);
    baseline_line(layout, results, result, unit);
    aim_line(layout, result->goal, unit);
    integi_text_method(layout, result, unit);
    integi_text_forecast(layout, result, unit);
    integi_text_goal_limits(layout, result, unit);
    if (indicator != NULL) {
        integi_text_series(layout, indicator->series);
        integi_text_breakdown(layout, indicator, unit);
    }
    integi_layout_end_line(layout);
}
