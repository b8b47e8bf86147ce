/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --funnel: how the conditions narrow the population down, one after the other, and how many fail only
 * one. */

#include "cohort/cohort.h"
#include "common/print.h"

#define COLUMNS 6

/* In the order in which they are shown. */
static const int32_t shown[COLUMNS] = {INTEG_ATTRITION_ALONE,     INTEG_ATTRITION_LEFT,
                                       INTEG_ATTRITION_LOST,      INTEG_ATTRITION_UNKNOWN,
                                       INTEG_ATTRITION_NEAR_MISS, INTEG_ATTRITION_NEAR_UNKNOWN};
static const char *const names[COLUMNS] = {"alone", "left", "lost", "unknown", "near_miss", "near_unknown"};
static const char *const headings[COLUMNS] = {"alone",   "left",            "lost here",
                                              "unknown", "fails only here", "unknown only here"};

static void print_text(const integ_attrition_figures *funnel)
{
    text_table *table = text_table_new(1 + COLUMNS, "lr");
    if (table == NULL)
        return;
    text_table_add(table, "condition");
    for (int k = 0; k < COLUMNS; k++)
        text_table_add(table, headings[k]);
    text_table_add(table, "(all rows)");
    text_table_add(table, "");
    text_table_add_count(table, integ_attrition_figures_rows(funnel));
    for (int k = 2; k < COLUMNS; k++)
        text_table_add(table, "");
    for (int64_t i = 0; i < integ_attrition_figures_steps(funnel); i++) {
        text_table_add(table, integ_attrition_figures_condition(funnel, i));
        for (int k = 0; k < COLUMNS; k++)
            text_table_add_count(table, integ_attrition_figures_count(funnel, i, shown[k]));
    }
    text_table_print_and_free(table);
}

static void print_csv(const integ_attrition_figures *funnel)
{
    fputs("step,condition", stdout);
    for (int k = 0; k < COLUMNS; k++)
        printf(",%s", names[k]);
    fputs("\n0,,,", stdout);
    print_csv_count(integ_attrition_figures_rows(funnel));
    fputs(",,,,\n", stdout);
    for (int64_t i = 0; i < integ_attrition_figures_steps(funnel); i++) {
        printf("%lld,", (long long)i + 1);
        print_csv_text(integ_attrition_figures_condition(funnel, i));
        for (int k = 0; k < COLUMNS; k++) {
            putchar(',');
            print_csv_count(integ_attrition_figures_count(funnel, i, shown[k]));
        }
        putchar('\n');
    }
}

static void print_json(const request *self, const integ_attrition_figures *funnel)
{
    static const char *const rows_name[] = {"rows"};
    const int64_t rows = integ_attrition_figures_rows(funnel);
    print_json_opening(self);
    print_json_count("rows", rows);
    fputs(", \"steps\": [", stdout);
    for (int64_t i = 0; i < integ_attrition_figures_steps(funnel); i++) {
        int64_t counts[COLUMNS];
        fputs(i > 0 ? ",\n  {\"condition\": " : "\n  {\"condition\": ", stdout);
        print_json_text(integ_attrition_figures_condition(funnel, i));
        for (int k = 0; k < COLUMNS; k++) {
            counts[k] = integ_attrition_figures_count(funnel, i, shown[k]);
            fputs(", ", stdout);
            print_json_count(names[k], counts[k]);
        }
        fputs(", ", stdout);
        print_json_hidden(names, counts, COLUMNS);
        putchar('}');
    }
    fputs("], ", stdout);
    print_json_hidden(rows_name, &rows, 1);
    print_json_ending(self);
}

static integ_status show(const request *self, const integ_attrition *attrition)
{
    integ_attrition_figures *funnel = NULL;
    guard counts;
    guard_open(&counts, self);
    if (counts.status == INTEG_STATUS_OK)
        counts.status = integ_release_add_attrition(counts.release, attrition, &funnel, counts.error);
    guard_protect(&counts);
    if (counts.status == INTEG_STATUS_OK && self->format == INTEG_FORMAT_TEXT)
        print_text(funnel);
    else if (counts.status == INTEG_STATUS_OK && self->format == INTEG_FORMAT_CSV)
        print_csv(funnel);
    else if (counts.status == INTEG_STATUS_OK)
        print_json(self, funnel);
    integ_attrition_figures_free(funnel);
    return guard_close(&counts);
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
