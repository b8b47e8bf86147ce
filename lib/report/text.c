/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/report.h"

#include <string.h>

static void rule(integi_layout *layout, const char *character)
{
    integi_layout_repeat(layout, character, INTEGI_LAYOUT_WIDTH - integi_layout_column(layout));
    integi_layout_end_line(layout);
}

static void heading(integi_layout *layout, const integ_results *results)
{
    const integ_policy *policy = results->policy;
    integi_layout_wrap(layout, 0, policy->title);
    if (policy->purpose != NULL)
        integi_layout_wrap(layout, 0, policy->purpose);
    if (policy->motto != NULL) {
        integi_buffer quoted;
        integi_buffer_init(&quoted, results->context);
        integi_buffer_text(&quoted, "»");
        integi_buffer_text(&quoted, policy->motto);
        integi_buffer_text(&quoted, "«");
        if (quoted.failed)
            layout->out->failed = true;
        else
            integi_layout_wrap(layout, 0, quoted.bytes);
        integi_buffer_free(&quoted);
    }
    integi_layout_begin_facts(layout, 0, NULL);
    integi_layout_word_fact(layout, INTEGI_WORD_AS_OF, integi_layout_date(layout, results->as_of), NULL);
    if (results->rounding > 0)
        integi_layout_word_fact(layout, INTEGI_WORD_ROUNDED, integi_layout_count(layout, results->rounding), NULL);
    integi_layout_word_fact(
        layout, results->protected_figures ? INTEGI_WORD_PROTECTED : INTEGI_WORD_UNPROTECTED, NULL, NULL);
    integi_layout_end_facts(layout);
}

static void number_fact(integi_layout *layout, integi_word one, integi_word many, int64_t count)
{
    if (count == 1)
        integi_layout_word_fact(layout, one, NULL, NULL);
    else if (count > 1)
        integi_layout_word_fact(layout, many, integi_layout_count(layout, count), NULL);
}

static void status_facts(integi_layout *layout, const integ_results *results)
{
    for (int32_t status = INTEG_GOAL_NOT_STARTED; status <= INTEG_GOAL_NO_DATA; status++) {
        int64_t count = 0;
        for (int64_t i = 0; i < results->goal_count; i++)
            count += results->goals[i].progress->status == status;
        if (count == 0)
            continue;
        integi_layout_pair_fact(layout, integi_layout_count(layout, count),
                                integi_word_text(integi_word_of_status(status), layout->language));
    }
}

static void overview(integi_layout *layout, const integ_results *results)
{
    int64_t breaches = 0, recognitions = 0;
    for (int64_t i = 0; i < results->goal_count; i++) {
        breaches += integi_goal_breaches(&results->goals[i]);
        recognitions += integi_goal_is_recognised(&results->goals[i]);
    }
    integi_layout_end_line(layout);
    if (results->goal_count == 0)
        return;
    integi_layout_begin_facts(layout, 0, NULL);
    number_fact(layout, INTEGI_WORD_GOALS_ONE, INTEGI_WORD_GOALS_MANY, results->goal_count);
    status_facts(layout, results);
    integi_layout_end_facts(layout);
    if (integ_results_aggregate(results) != NULL) {
        integi_layout_begin_facts(layout, 0, NULL);
        integi_text_aggregate(layout, integ_results_aggregate(results));
        integi_layout_end_facts(layout);
    }
    if (breaches + recognitions > 0) {
        integi_layout_begin_facts(layout, 0, NULL);
        number_fact(layout, INTEGI_WORD_BREACHES_ONE, INTEGI_WORD_BREACHES_MANY, breaches);
        number_fact(layout, INTEGI_WORD_RECOGNITIONS_ONE, INTEGI_WORD_RECOGNITIONS_MANY, recognitions);
        integi_layout_end_facts(layout);
    }
    integi_layout_end_line(layout);
}

/* What has no priority comes after what has one. */
static int64_t rank(int64_t priority)
{
    return priority > 0 ? priority : INT64_MAX - 1;
}

static bool in_theme(const char *name, const integi_theme *theme)
{
    if (theme == NULL)
        return name == NULL;
    return name != NULL && strcmp(name, theme->id) == 0;
}

static int64_t put_goals(integi_layout *layout, const integ_results *results, const integi_theme *theme)
{
    int64_t count = 0;
    for (int64_t i = 0; i < results->goal_count; i++) {
        if (!in_theme(results->goals[i].goal->theme, theme))
            continue;
        integi_text_goal(layout, results, &results->goals[i]);
        count++;
    }
    return count;
}

/* Efforts in the order of their priority, those of one priority as in the document. */
static void put_efforts(integi_layout *layout, const integ_results *results, const integi_theme *theme)
{
    bool headed = false;
    int64_t last = INT64_MIN;
    for (bool more = true; more;) {
        int64_t next = INT64_MAX;
        for (int64_t i = 0; i < results->effort_count; i++) {
            const integi_effort *effort = results->efforts[i].effort;
            if (in_theme(effort->theme.name, theme) && rank(effort->priority) > last &&
                rank(effort->priority) < next)
                next = rank(effort->priority);
        }
        more = next != INT64_MAX;
        for (int64_t i = 0; more && i < results->effort_count; i++) {
            const integi_effort *effort = results->efforts[i].effort;
            if (!in_theme(effort->theme.name, theme) || rank(effort->priority) != next)
                continue;
            if (!headed) {
                integi_layout_put(layout, "  ");
                integi_layout_put(layout, integi_word_text(INTEGI_WORD_EFFORTS, layout->language));
                integi_layout_end_line(layout);
            }
            headed = true;
            integi_text_effort(layout, results, &results->efforts[i]);
        }
        last = next;
    }
    if (headed)
        integi_layout_end_line(layout);
}

static bool theme_is_used(const integ_results *results, const integi_theme *theme)
{
    for (int64_t i = 0; i < results->goal_count; i++)
        if (in_theme(results->goals[i].goal->theme, theme))
            return true;
    for (int64_t i = 0; i < results->effort_count; i++)
        if (in_theme(results->efforts[i].effort->theme.name, theme))
            return true;
    return false;
}

/* NULL for what is under no theme. */
static void put_theme(integi_layout *layout, const integ_results *results, const integi_theme *theme)
{
    if (theme == NULL && !theme_is_used(results, NULL))
        return;
    rule(layout, "━");
    integi_layout_begin_facts(layout, 0, NULL);
    integi_layout_fact(layout, theme == NULL ? integi_word_text(INTEGI_WORD_NO_THEME, layout->language)
                                             : theme->title);
    if (theme != NULL && theme->priority > 0)
        integi_layout_word_fact(layout, INTEGI_WORD_PRIORITY, integi_layout_count(layout, theme->priority),
                                NULL);
    if (theme != NULL)
        integi_layout_word_fact(
            layout, theme->review == INTEG_REVIEW_REVIEWED ? INTEGI_WORD_REVIEWED : INTEGI_WORD_NOT_REVIEWED,
            NULL, NULL);
    if (theme != NULL)
        integi_text_aggregate(layout, integ_results_theme_aggregate(results, theme - results->policy->themes));
    integi_layout_end_facts(layout);
    rule(layout, "━");
    integi_layout_end_line(layout);
    if (put_goals(layout, results, theme) == 0) {
        integi_layout_go_to(layout, 2);
        integi_layout_put(layout, integi_word_text(INTEGI_WORD_NO_GOALS, layout->language));
        integi_layout_end_line(layout);
        integi_layout_end_line(layout);
    }
    put_efforts(layout, results, theme);
}

static bool has_goal(const integ_results *results, const integi_indicator_result *indicator)
{
    for (int64_t i = 0; i < results->goal_count; i++)
        if (results->goals[i].goal->indicator != NULL &&
            strcmp(results->goals[i].goal->indicator, indicator->indicator->id) == 0)
            return true;
    return false;
}

static void put_indicator(integi_layout *layout, const integi_indicator_result *result)
{
    integi_unit unit = integi_indicator_unit(result->indicator);
    integi_layout_go_to(layout, 4);
    integi_layout_put_cut(layout, INTEGI_LAYOUT_WIDTH - 4, integ_indicator_title(result->indicator));
    integi_layout_end_line(layout);
    integi_layout_go_to(layout, INTEGI_TEXT_INDENT);
    integi_layout_begin_facts(layout, INTEGI_TEXT_FACTS, integi_word_text(INTEGI_WORD_NOW, layout->language));
    integi_text_figure(layout, result->figure, unit,
                       integi_layout_decimals(unit, result->figure->value.number));
    integi_layout_end_facts(layout);
    integi_text_series(layout, result->series);
    integi_text_breakdown(layout, result, unit);
    integi_layout_end_line(layout);
}

static void put_other_indicators(integi_layout *layout, const integ_results *results)
{
    bool headed = false;
    for (int64_t i = 0; i < results->indicator_count; i++) {
        if (has_goal(results, &results->indicators[i]) || results->indicators[i].figure == NULL)
            continue;
        if (!headed) {
            rule(layout, "━");
            integi_layout_put(layout, integi_word_text(INTEGI_WORD_INDICATORS, layout->language));
            integi_layout_end_line(layout);
            rule(layout, "━");
            integi_layout_end_line(layout);
        }
        headed = true;
        put_indicator(layout, &results->indicators[i]);
    }
}

void integi_report_text(const integ_results *results, int32_t language, integi_buffer *out)
{
    integi_layout layout;
    integi_layout_init(&layout, out, results->context, language);
    const integ_policy *policy = results->policy;
    heading(&layout, results);
    overview(&layout, results);
    /* Themes stand in the order of their priority; those of one priority, and those without, as in the
     * document. */
    int64_t last = INT64_MIN;
    for (bool more = true; more && !out->failed;) {
        int64_t next = INT64_MAX;
        for (int64_t i = 0; i < policy->theme_count; i++)
            if (rank(policy->themes[i].priority) > last && rank(policy->themes[i].priority) < next)
                next = rank(policy->themes[i].priority);
        more = next != INT64_MAX;
        for (int64_t i = 0; i < policy->theme_count; i++)
            if (more && rank(policy->themes[i].priority) == next)
                put_theme(&layout, results, &policy->themes[i]);
        last = next;
    }
    put_theme(&layout, results, NULL);
    put_other_indicators(&layout, results);
    integi_layout_free(&layout);
}
