/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/report.h"

#define AREAS_SHOWN 6

static void kind_facts(integi_layout *layout, const integ_policy *policy, const integi_effort *effort)
{
    integi_layout_word_fact(layout,
                            effort->status == INTEG_EFFORT_DECIDED ? INTEGI_WORD_EFFORT_DECIDED
                                                                   : INTEGI_WORD_EFFORT_PROPOSED,
                            NULL, NULL);
    if (effort->kind != 0)
        integi_layout_word_fact(layout,
                                effort->kind == INTEG_EFFORT_PREVENTIVE ? INTEGI_WORD_EFFORT_PREVENTIVE
                                                                        : INTEGI_WORD_EFFORT_INTERVENING,
                                NULL, NULL);
    /* Only a policy that is integrated in others has the principle that nothing is for some alone. */
    integi_word scope = effort->scope != INTEG_EFFORT_TARGETED  ? INTEGI_WORD_EFFORT_GENERAL
                        : policy->form == INTEG_FORM_INTEGRATED ? INTEGI_WORD_EFFORT_AGAINST
                                                                : INTEGI_WORD_EFFORT_TARGETED;
    integi_layout_word_fact(layout, scope, NULL, NULL);
    if (effort->priority > 0)
        integi_layout_word_fact(layout, INTEGI_WORD_PRIORITY, integi_layout_count(layout, effort->priority),
                                NULL);
}

static void reach_facts(integi_layout *layout, const integ_results *results,
                        const integi_effort_result *result)
{
    const integi_effort *effort = result->effort;
    if (effort->reach_count > 0 && result->population != NULL && result->reached < 0)
        integi_layout_word_fact(layout, INTEGI_WORD_REACHES_ROWS_HIDDEN, result->population, NULL);
    else if (effort->reach_count > 0 && result->population != NULL)
        integi_layout_word_fact(layout, INTEGI_WORD_REACHES_ROWS, integi_layout_count(layout, result->reached),
                                result->population);
    else if (effort->reach_count > 0 && result->reached < 0)
        integi_layout_word_fact(layout, INTEGI_WORD_REACHES_HIDDEN, NULL, NULL);
    else if (effort->reach_count > 0)
        integi_layout_word_fact(layout,
                                result->reached == 1 ? INTEGI_WORD_REACHES_ONE : INTEGI_WORD_REACHES_MANY,
                                integi_layout_count(layout, result->reached), NULL);
    for (int64_t i = 0; i < effort->serve_count; i++) {
        const integi_goal_result *goal = integi_results_goal(results, effort->serves[i].name);
        const char *title = goal == NULL ? effort->serves[i].name : integ_goal_title(goal->goal);
        if (i == 0)
            integi_layout_word_fact(layout, INTEGI_WORD_SERVES, title, NULL);
        else
            integi_layout_fact(layout, title);
    }
    if (effort->serve_count == 0) integi_layout_word_fact(layout, INTEGI_WORD_SERVES_NONE, NULL, NULL);
}

void integi_text_effort(integi_layout *layout, const integ_results *results,
                        const integi_effort_result *result)
{
    integi_layout_go_to(layout, 2);
    integi_layout_put(layout, "▪");
    integi_layout_wrap(layout, 4, result->effort->title);
    integi_layout_begin_facts(layout, INTEGI_TEXT_INDENT, NULL);
    kind_facts(layout, results->policy, result->effort);
    integi_layout_end_facts(layout);
    integi_layout_begin_facts(layout, INTEGI_TEXT_INDENT, NULL);
    reach_facts(layout, results, result);
    integi_layout_end_facts(layout);
    integi_text_areas(layout, result);
    integi_text_changes(layout, results, result);
}

static void area_heading(integi_layout *layout)
{
    integi_layout_go_to(layout, INTEGI_TEXT_INDENT + 2);
    integi_layout_put(layout, integi_word_text(INTEGI_WORD_AREA, layout->language));
    integi_layout_put_cell(layout, 50, integi_word_text(INTEGI_WORD_AREA_REACHED, layout->language));
    integi_layout_put_cell(layout, 62, integi_word_text(INTEGI_WORD_AREA_RESIDENTS, layout->language));
    integi_layout_put_cell(layout, 74, integi_word_text(INTEGI_WORD_AREA_DENSITY, layout->language));
    integi_layout_end_line(layout);
}

static void area_line(integi_layout *layout, const integi_area_result *area)
{
    integi_layout_go_to(layout, INTEGI_TEXT_INDENT + 2);
    integi_layout_put_cut(layout, 30,
                          area->area.text == NULL
                              ? integi_word_text(INTEGI_WORD_UNKNOWN_LABEL, layout->language)
                              : area->area.text);
    integi_layout_put_cell(layout, 50, integi_layout_count(layout, area->reached));
    integi_layout_put_cell(layout, 62, integi_layout_count(layout, area->residents));
    if (area->reached < 0 || area->residents < 0) {
        integi_layout_put_cell(layout, 74, "..");
    } else if (area->residents > 0) {
        double density = 100.0 * (double)area->reached / (double)area->residents;
        integi_kept percent = integi_keep(integi_layout_fixed(layout, density, 1, false));
        integi_layout_put_cell(layout, 74,
                               integi_layout_word(layout, INTEGI_WORD_PERCENT, percent.text, NULL));
    }
    integi_layout_end_line(layout);
}

/* Below 0 where it cannot be shown, so that those come last. */
static double density_of(const integi_area_result *area)
{
    if (area->reached < 0 || area->residents <= 0) return -1;
    return (double)area->reached / (double)area->residents;
}

/* The area that comes after `last` (NULL: the first) when the densest comes first; areas that are equally
 * dense keep their order. */
static const integi_area_result *next_area(const integi_effort_result *result, const integi_area_result *last)
{
    const integi_area_result *best = NULL;
    for (int64_t i = 0; i < result->area_count; i++) {
        const integi_area_result *area = &result->areas[i];
        double density = density_of(area);
        bool is_after =
            last == NULL || density < density_of(last) || (density == density_of(last) && area > last);
        if (is_after && (best == NULL || density > density_of(best))) best = area;
    }
    return best;
}

void integi_text_areas(integi_layout *layout, const integi_effort_result *result)
{
    if (result->area_count == 0) return;
    area_heading(layout);
    int64_t shown = result->area_count > AREAS_SHOWN + 1 ? AREAS_SHOWN : result->area_count;
    const integi_area_result *area = NULL;
    for (int64_t i = 0; i < shown; i++) {
        area = next_area(result, area);
        area_line(layout, area);
    }
    if (shown < result->area_count) {
        integi_layout_go_to(layout, INTEGI_TEXT_INDENT + 2);
        const char *more = integi_layout_count(layout, result->area_count - shown);
        integi_layout_put(layout, integi_layout_word(layout, INTEGI_WORD_MORE_CELLS, more, NULL));
        integi_layout_end_line(layout);
    }
}

static integi_kept shown_value(integi_layout *layout, const integi_figure *figure, integi_unit unit)
{
    integi_presence presence = integi_figure_presence(figure);
    if (presence != INTEGI_PRESENT) return integi_keep(presence == INTEGI_HIDDEN ? ".." : "–");
    return integi_keep(integi_layout_fixed(layout, figure->value.number,
                                           integi_layout_decimals(unit, figure->value.number), false));
}

/* `45,1 → 52,3 (+7,2)` */
static void change_fact(integi_layout *layout, int end, const integi_figure *then, const integi_figure *now,
                        integi_unit unit)
{
    integi_buffer text;
    integi_buffer_init(&text, layout->scratch.context);
    integi_kept before = shown_value(layout, then, unit), after = shown_value(layout, now, unit);
    integi_buffer_text(&text, before.text);
    integi_buffer_text(&text, " → ");
    integi_buffer_text(&text, after.text);
    if (integi_figure_presence(then) == INTEGI_PRESENT && integi_figure_presence(now) == INTEGI_PRESENT) {
        double change = now->value.number - then->value.number;
        integi_buffer_text(&text, " (");
        integi_buffer_text(&text, integi_layout_fixed(layout, change,
                                                      integi_layout_decimals(unit, now->value.number), true));
        integi_buffer_text(&text, ")");
    }
    if (text.failed)
        layout->out->failed = true;
    else
        integi_layout_put_cell(layout, end, text.bytes);
    integi_buffer_free(&text);
}

/* What is compared is a group's own value, which must not be read as the indicator's difference or ratio. */
static integi_unit own_unit(const integ_indicator *indicator)
{
    int32_t kind = indicator == NULL ? 0 : indicator->kind;
    if (kind == INTEG_INDICATOR_SHARE || kind == INTEG_INDICATOR_REPRESENTATION)
        return INTEGI_UNIT_PERCENT;
    return kind == INTEG_INDICATOR_COUNT ? INTEGI_UNIT_COUNT : INTEGI_UNIT_MEASURE;
}

static void change_title(integi_layout *layout, const integi_change_result *change,
                         const integ_indicator *indicator)
{
    const char *title = indicator == NULL ? integ_goal_title(change->goal) : integ_indicator_title(indicator);
    integi_layout_go_to(layout, INTEGI_TEXT_INDENT + 2);
    integi_layout_put_cut(layout, 42, title);
    if (indicator == NULL || indicator->compare_with == NULL) return;
    integi_layout_end_line(layout);
    integi_layout_go_to(layout, INTEGI_TEXT_INDENT + 4);
    integi_layout_put(layout, integi_word_text(INTEGI_WORD_CHANGE_OWN, layout->language));
}

void integi_text_changes(integi_layout *layout, const integ_results *results,
                         const integi_effort_result *result)
{
    for (int64_t i = 0; i < result->change_count; i++) {
        const integi_change_result *change = &result->changes[i];
        const integi_indicator_result *found = integi_results_indicator(results, change->goal->indicator);
        const integ_indicator *indicator = found == NULL ? NULL : found->indicator;
        integi_unit unit = own_unit(indicator);
        if (i == 0) {
            integi_layout_go_to(layout, INTEGI_TEXT_INDENT + 2);
            integi_layout_put(layout, integi_word_text(INTEGI_WORD_CHANGE, layout->language));
            integi_layout_put_cell(layout, 74,
                                   integi_word_text(INTEGI_WORD_CHANGE_REACHED, layout->language));
            integi_layout_put_cell(layout, 98, integi_word_text(INTEGI_WORD_CHANGE_OTHERS, layout->language));
            integi_layout_end_line(layout);
        }
        change_title(layout, change, indicator);
        change_fact(layout, 74, change->reached_then, change->reached_now, unit);
        change_fact(layout, 98, change->others_then, change->others_now, unit);
        integi_layout_end_line(layout);
    }
}
