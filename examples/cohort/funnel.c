/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --funnel: how the conditions narrow the population down, one after the other. */

#include "cohort/cohort.h"
#include "common/print.h"

#include <stdlib.h>

typedef struct step {
    const char *condition;
    int64_t alone, left, lost; /* -1 where hidden */
} step;

/* Those who are left can be subtracted from those who were, so that a step is shown only when it is no small
 * number of people away from the last step that is shown; and what is left cannot be subtracted from what the
 * condition selects alone. */
static integ_status protect(const request *self, const integ_attrition *attrition, step *steps, int64_t *rows)
{
    int64_t count = integ_attrition_steps(attrition);
    int64_t all = integ_attrition_rows_unprotected(attrition);
    for (int64_t i = 0, before = all; i < count; i++) {
        int64_t left = integ_attrition_left_unprotected(attrition, i);
        int64_t alone = integ_attrition_alone_unprotected(attrition, i);
        bool left_hidden = self->rule != NULL && (integ_disclosure_hides_count(self->rule, left) ||
                                                  integ_disclosure_hides_count(self->rule, before - left));
        bool alone_hidden = self->rule != NULL && (integ_disclosure_hides_count(self->rule, alone) ||
                                                   integ_disclosure_hides_count(self->rule, all - alone) ||
                                                   integ_disclosure_hides_count(self->rule, alone - left));
        steps[i] = (step){.condition = integ_attrition_condition(attrition, i),
                          .alone = alone_hidden ? -1 : alone,
                          .left = left_hidden ? -1 : left,
                          .lost = left_hidden || (i > 0 && steps[i - 1].left < 0) ? -1 : before - left};
        before = left_hidden ? before : left;
    }
    guard shown;
    guard_open(&shown, self);
    int64_t rows_figure = guard_add(&shown, all, -1);
    for (int64_t i = 0; i < count; i++) {
        step *at = &steps[i];
        int64_t *figures[] = {&at->alone, &at->left, &at->lost};
        for (int k = 0; k < 3; k++)
            if (*figures[k] >= 0)
                *figures[k] = guard_add(&shown, *figures[k], k < 2 ? rows_figure : -1);
    }
    guard_protect(&shown);
    *rows = guard_count(&shown, rows_figure);
    for (int64_t i = 0; i < count; i++) {
        int64_t *figures[] = {&steps[i].alone, &steps[i].left, &steps[i].lost};
        for (int k = 0; k < 3; k++)
            if (*figures[k] >= 0)
                *figures[k] = guard_count(&shown, *figures[k]);
    }
    return guard_close(&shown);
}

static void print_text(const step *steps, int64_t count, int64_t rows)
{
    text_table *table = text_table_new(4, "lr");
    if (table == NULL)
        return;
    static const char *const heading[] = {"condition", "alone", "left", "lost here"};
    for (int i = 0; i < 4; i++)
        text_table_add(table, heading[i]);
    text_table_add(table, "(all rows)");
    text_table_add(table, "");
    text_table_add_count(table, rows);
    text_table_add(table, "");
    for (int64_t i = 0; i < count; i++) {
        text_table_add(table, steps[i].condition);
        text_table_add_count(table, steps[i].alone);
        text_table_add_count(table, steps[i].left);
        text_table_add_count(table, steps[i].lost);
    }
    text_table_print_and_free(table);
}

static void print_csv(const step *steps, int64_t count, int64_t rows)
{
    fputs("step,condition,alone,left,lost\n0,,,", stdout);
    print_csv_count(rows);
    fputs(",\n", stdout);
    for (int64_t i = 0; i < count; i++) {
        printf("%lld,", (long long)i + 1);
        print_csv_text(steps[i].condition);
        putchar(',');
        print_csv_count(steps[i].alone);
        putchar(',');
        print_csv_count(steps[i].left);
        putchar(',');
        print_csv_count(steps[i].lost);
        putchar('\n');
    }
}

static void print_json(const request *self, const step *steps, int64_t count, int64_t rows)
{
    static const char *const names[] = {"alone", "left", "lost"};
    static const char *const rows_name[] = {"rows"};
    print_json_opening(self);
    print_json_count("rows", rows);
    fputs(", \"steps\": [", stdout);
    for (int64_t i = 0; i < count; i++) {
        const int64_t counts[] = {steps[i].alone, steps[i].left, steps[i].lost};
        fputs(i > 0 ? ",\n  {\"condition\": " : "\n  {\"condition\": ", stdout);
        print_json_text(steps[i].condition);
        for (int k = 0; k < 3; k++) {
            fputs(", ", stdout);
            print_json_count(names[k], counts[k]);
        }
        fputs(", ", stdout);
        print_json_hidden(names, counts, 3);
        putchar('}');
    }
    fputs("], ", stdout);
    print_json_hidden(rows_name, &rows, 1);
    print_json_ending(self);
}

static integ_status show(const request *self, const integ_attrition *attrition)
{
    int64_t count = integ_attrition_steps(attrition);
    int64_t rows = 0;
    step *steps = (step *)calloc((size_t)count, sizeof *steps);
    integ_status status = steps == NULL ? INTEG_STATUS_OUT_OF_MEMORY : protect(self, attrition, steps, &rows);
    if (status == INTEG_STATUS_OK && self->format == INTEG_FORMAT_TEXT)
        print_text(steps, count, rows);
    else if (status == INTEG_STATUS_OK && self->format == INTEG_FORMAT_CSV)
        print_csv(steps, count, rows);
    else if (status == INTEG_STATUS_OK)
        print_json(self, steps, count, rows);
    free(steps);
    return status;
}

integ_status answer_funnel(request *self)
{
    integ_error *error = self->owner->error;
    integ_attrition *attrition;
    double started = seconds_now();
    integ_status status =
        self->group != NULL
            ? integ_attrition_of_group(self->groups, self->group, self->snapshot, &attrition, error)
            : integ_attrition_of_filter(self->filter, self->groups, self->snapshot, NULL, &attrition, error);
    self->evaluate_seconds = seconds_now() - started;
    if (status == INTEG_STATUS_OK)
        status = show(self, attrition);
    integ_attrition_free(attrition);
    return status;
}
