/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/method_words.h"
#include "report/report.h"

#include <math.h>
#include <string.h>

/* By which method a goal is judged, why it has its status, and where it is heading. */

static void label(integi_layout *layout, integi_word word)
{
    integi_layout_go_to(layout, INTEGI_TEXT_INDENT);
    integi_layout_begin_facts(layout, INTEGI_TEXT_FACTS, integi_word_text(word, layout->language));
}

static integi_kept percent(integi_layout *layout, double fraction, int decimals)
{
    integi_kept number = integi_keep(integi_layout_fixed(layout, 100 * fraction, decimals, false));
    return integi_keep(integi_layout_word(layout, INTEGI_WORD_PERCENT, number.text, NULL));
}

/* A change of a share is in percentage points; one of people may be a part of one. */
static integi_kept change(integi_layout *layout, double number, integi_unit unit, bool with_sign)
{
    int decimals = unit == INTEGI_UNIT_COUNT ? 1 : integi_layout_decimals(unit, number);
    while (decimals < 6 && number != 0 && fabs(number) * pow(10, decimals) < 0.6)
        decimals++;
    integi_kept text = integi_keep(integi_layout_fixed(layout, number, decimals, with_sign));
    return integi_keep(
        integi_layout_with_unit(layout, unit == INTEGI_UNIT_PERCENT ? INTEGI_UNIT_POINTS : unit, text.text));
}

static bool is_method(const integ_progress *progress, const char *name)
{
    return strcmp(progress->method->name, name) == 0;
}

/* The barometer measures in the wanted direction and in whole steps; people read how the number has moved. */
static void movement_fact(integi_layout *layout, const integi_goal_result *result, integi_unit unit)
{
    const integ_progress *progress = result->progress;
    int32_t direction = result->goal->direction;
    bool distance = direction == INTEG_DIRECTION_PARITY || direction == INTEG_DIRECTION_BETWEEN;
    bool falls = distance || direction == INTEG_DIRECTION_DECREASE;
    integi_decimal decimals = progress->parameters[0].value;
    int64_t shown = decimals.coefficient / integi_power_of_ten(decimals.decimals);
    double moved = falls ? -progress->method_value : progress->method_value;
    integi_kept text = integi_keep(integi_layout_fixed(layout, moved, shown < 0 ? 0 : (int)shown, true));
    text = integi_keep(
        integi_layout_with_unit(layout, unit == INTEGI_UNIT_PERCENT ? INTEGI_UNIT_POINTS : unit, text.text));
    integi_layout_word_fact(layout, distance ? INTEGI_WORD_DISTANCE_SINCE_BASELINE : INTEGI_WORD_SINCE_BASELINE,
                            text.text, NULL);
}

/* What the method measured, in its own terms. */
static void value_fact(integi_layout *layout, const integi_goal_result *result, integi_unit unit)
{
    const integ_progress *progress = result->progress;
    double value = progress->method_value;
    if (!progress->has_method_value || is_method(progress, "share_of_distance"))
        return;
    if (is_method(progress, "open_sdg") || is_method(progress, "eurostat")) {
        integi_kept text = percent(layout, value, result->goal->has_target ? 0 : 2);
        integi_layout_word_fact(layout,
                                result->goal->has_target ? INTEGI_WORD_OF_NEEDED_GROWTH : INTEGI_WORD_A_YEAR, text.text,
                                NULL);
    } else if (is_method(progress, "un_progress_chart")) {
        integi_kept text = percent(layout, value, result->goal->has_target ? 0 : 2);
        integi_layout_word_fact(layout, result->goal->has_target ? INTEGI_WORD_LEADS_TO : INTEGI_WORD_A_YEAR, text.text,
                                NULL);
    } else if (is_method(progress, "weather")) {
        bool distance = result->goal->direction == INTEG_DIRECTION_PARITY ||
                        result->goal->direction == INTEG_DIRECTION_BETWEEN;
        integi_layout_word_fact(layout, distance ? INTEGI_WORD_DISTANCE_A_YEAR : INTEGI_WORD_A_YEAR,
                                change(layout, value, unit, true).text, NULL);
    } else if (is_method(progress, "barometer")) {
        movement_fact(layout, result, unit);
    } else if (!progress->has_chart) {
        integi_layout_word_fact(layout, INTEGI_WORD_SINCE_BASELINE, change(layout, value, unit, true).text, NULL);
    }
}

static void chart_facts(integi_layout *layout, const integ_progress *progress, integi_unit unit)
{
    int decimals = integi_layout_decimals(unit, progress->middle);
    integi_kept lower = integi_keep(integi_layout_fixed(layout, progress->lower, decimals, false));
    integi_kept upper = integi_keep(integi_layout_fixed(layout, progress->upper, decimals, false));
    integi_layout_word_fact(layout, INTEGI_WORD_CHART_LIMITS, lower.text, upper.text);
    const char *assurance = integi_assurance_words(progress->assurance, layout->language);
    if (assurance != NULL)
        integi_layout_fact(layout, assurance);
}

static void threshold_fact(integi_layout *layout, const integ_progress *progress)
{
    integi_kept list = {""};
    for (int32_t i = 0; i < progress->parameter_count; i++) {
        if (progress->method->parameters[i].kind != INTEGI_PARAMETER_THRESHOLD || !progress->parameters[i].known)
            continue;
        const char *number = integi_layout_decimal(layout, progress->parameters[i].value);
        size_t length = strlen(list.text);
        if (length + strlen(number) + 4 > sizeof list.text)
            break;
        strcpy(list.text + length, length > 0 ? "; " : "");
        strcat(list.text, number);
    }
    if (list.text[0] != '\0')
        integi_layout_word_fact(layout, INTEGI_WORD_THRESHOLDS, list.text, NULL);
}

static void method_line(integi_layout *layout, const integi_goal_result *result, integi_unit unit)
{
    const integ_progress *progress = result->progress;
    label(layout, INTEGI_WORD_LABEL_METHOD);
    integi_layout_fact(layout, integi_method_words(progress->method->name, layout->language));
    if (!is_method(progress, "share_of_distance")) {
        integi_layout_fact(layout, integi_method_status_words(progress->method_status, layout->language));
        value_fact(layout, result, unit);
        if (progress->has_chart)
            chart_facts(layout, progress, unit);
        if (progress->has_test)
            integi_layout_word_fact(
                layout, progress->p_value < 0.0001 ? INTEGI_WORD_P_VALUE_BELOW : INTEGI_WORD_P_VALUE,
                integi_layout_fixed(layout, progress->p_value < 0.0001 ? 0.0001 : progress->p_value, 4, false), NULL);
        if (progress->has_score)
            integi_layout_word_fact(layout, INTEGI_WORD_SCORE,
                                    integi_layout_fixed(layout, progress->score, 2, false), NULL);
        threshold_fact(layout, progress);
    }
    integi_layout_end_facts(layout);
}

static void why_fact(integi_layout *layout, const integ_progress *progress)
{
    integi_kept first = {""}, second = {""};
    integi_word word = integi_word_of_why(progress->why);
    switch (progress->why) {
    case INTEG_WHY_AT_LEAST_PATH:
    case INTEG_WHY_LESS_THAN_PATH:
        /* Two shares that are told apart must not look the same. */
        for (int decimals = 0; decimals < 4; decimals++) {
            first = percent(layout, progress->progress, decimals);
            second = percent(layout, progress->expected, decimals);
            if (progress->progress == progress->expected || strcmp(first.text, second.text) != 0)
                break;
        }
        break;
    case INTEG_WHY_MET_BEFORE:
        if (progress->has_achieved_on && progress->achieved_on < progress->point.date)
            first = integi_keep(integi_layout_date(layout, progress->achieved_on));
        else
            word = INTEGI_WORD_WHY_MET_AT_BASELINE;
        break;
    case INTEG_WHY_METHOD_CLASS:
        first = integi_keep(integi_method_status_words(progress->method_status, layout->language));
        break;
    case INTEG_WHY_METHOD_UNTOLD:
        first = integi_keep(integi_untold_words(progress->untold, layout->language));
        break;
    default:
        break;
    }
    integi_layout_word_fact(layout, word, first.text, second.text);
}

void integi_text_method(integi_layout *layout, const integi_goal_result *result, integi_unit unit)
{
    method_line(layout, result, unit);
    label(layout, INTEGI_WORD_LABEL_WHY);
    why_fact(layout, result->progress);
    integi_layout_end_facts(layout);
}

static void value_facts(integi_layout *layout, const integi_goal_result *result, integi_unit unit)
{
    const integi_forecast_result *forecast = &result->progress->forecast;
    int decimals = integi_layout_decimals(unit, forecast->value);
    integi_kept number = integi_keep(integi_layout_fixed(layout, forecast->value, decimals, false));
    integi_kept lower = integi_keep(integi_layout_fixed(layout, forecast->lower, decimals, false));
    integi_kept upper = integi_keep(integi_layout_fixed(layout, forecast->upper, decimals, false));
    integi_layout_fact(layout, integi_layout_with_unit(layout, unit, number.text));
    integi_layout_word_fact(layout, INTEGI_WORD_ON_DATE, integi_layout_date(layout, forecast->date), NULL);
    integi_layout_word_fact(layout, INTEGI_WORD_INTERVAL, lower.text, upper.text);
    if (forecast->has_probability)
        integi_layout_word_fact(layout, INTEGI_WORD_PROBABILITY, percent(layout, forecast->probability, 0).text, NULL);
    integi_layout_word_fact(layout, INTEGI_WORD_PACE, change(layout, forecast->pace, unit, true).text, NULL);
}

void integi_text_forecast(integi_layout *layout, const integi_goal_result *result, integi_unit unit)
{
    const integ_progress *progress = result->progress;
    const integi_forecast_result *forecast = &progress->forecast;
    bool told = forecast->reason == INTEG_UNTOLD_NONE;
    if (forecast->reason == INTEG_UNTOLD_NO_VALUE)
        return; /* the line of the value has said it */
    label(layout, INTEGI_WORD_LABEL_FORECAST);
    if (told)
        value_facts(layout, result, unit);
    else
        integi_layout_word_fact(layout, INTEGI_WORD_NO_FORECAST,
                                integi_untold_words(forecast->reason, layout->language),
                                NULL);
    if (forecast->has_required_pace && !progress->target_met)
        integi_layout_word_fact(layout, INTEGI_WORD_REQUIRED_PACE,
                                change(layout, forecast->required_pace, unit, true).text, NULL);
    if (forecast->change_reason == INTEG_UNTOLD_NONE)
        integi_layout_word_fact(layout, INTEGI_WORD_SMALLEST_CHANGE,
                                change(layout, forecast->smallest_change, INTEGI_UNIT_POINTS, false).text, NULL);
    integi_layout_end_facts(layout);
}

void integi_text_aggregate(integi_layout *layout, const integ_aggregate *aggregate)
{
    if (aggregate == NULL || integ_aggregate_count(aggregate) == 0)
        return;
    const char *status = integi_word_text(integi_word_of_status(integ_aggregate_status(aggregate)), layout->language);
    integi_layout_word_fact(layout, INTEGI_WORD_TOGETHER, status,
                            integi_aggregate_words(integ_aggregate_rule(aggregate), layout->language));
    double score;
    if (integ_aggregate_score(aggregate, &score))
        integi_layout_word_fact(layout, INTEGI_WORD_MEAN_SCORE, integi_layout_fixed(layout, score, 2, false), NULL);
    if (integ_aggregate_untold(aggregate) > 0) {
        integi_kept untold = integi_keep(integi_layout_count(layout, integ_aggregate_untold(aggregate)));
        integi_layout_word_fact(layout, INTEGI_WORD_UNTOLD, untold.text,
                                integi_layout_count(layout, integ_aggregate_count(aggregate)));
    }
}
