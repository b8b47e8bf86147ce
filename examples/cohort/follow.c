/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --follow: what becomes of those who are selected, in the other snapshots of the register: who is still
 * there, who is in the group, for whom another condition is true, who left and why, who arrived. */

#include "cohort/cohort.h"
#include "common/print.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS INTEG_FOLLOWING_FIGURES

/* In the order in which they are shown; reasons of leaving come behind `absent`. */
static const struct {
    int32_t figure;
    const char *name, *heading;
} shown[COLUMNS] = {{INTEG_FOLLOWING_PRESENT, "present", "in register"},
                    {INTEG_FOLLOWING_IN_GROUP, "in_group", "selected"},
                    {INTEG_FOLLOWING_UNKNOWN, "unknown", "unknown"},
                    {INTEG_FOLLOWING_MEETS, "meets", "meets"},
                    {INTEG_FOLLOWING_MEETS_UNKNOWN, "meets_unknown", "meets unknown"},
                    {INTEG_FOLLOWING_RETURNED, "returned", "came back"},
                    {INTEG_FOLLOWING_ABSENT, "absent", "not there"},
                    {INTEG_FOLLOWING_ARRIVED, "arrived", "arrived"},
                    {INTEG_FOLLOWING_ARRIVED_IN_GROUP, "arrived_in_group", "arrived, selected"}};

typedef struct followed {
    const request *asked;
    const integ_following *following;
    const integ_following_figures *figures;
    const char *table, *column; /* of departures */
} followed;

/* Figures about a further condition, where none is asked for. */
static bool is_left_out(const followed *self, int column)
{
    return !integ_following_has_where(self->following) && (shown[column].figure == INTEG_FOLLOWING_MEETS ||
                                                           shown[column].figure == INTEG_FOLLOWING_MEETS_UNKNOWN);
}

static bool has_reasons(const followed *self, int column)
{
    return shown[column].figure == INTEG_FOLLOWING_ABSENT && integ_following_reasons(self->following) > 0;
}

/* What the register calls a reason. */
static const char *reason_label(const followed *self, int64_t reason)
{
    const char *code = integ_following_reason(self->following, reason);
    const int64_t table = integ_register_table_index(self->asked->reg, self->table);
    const int64_t column = integ_register_column_index(self->asked->reg, table, self->column);
    const char *label = integ_register_label(self->asked->reg, table, column, code);
    return label == NULL ? code : label;
}

static void date_of(const followed *self, int64_t step, char date[11])
{
    const integ_snapshot *snapshot = integ_register_snapshot(self->asked->reg, step);
    date[0] = '\0';
    if (integ_snapshot_has_as_of(snapshot))
        integ_date_to_text(integ_snapshot_as_of(snapshot), date);
}

static int64_t count_columns(const followed *self)
{
    int64_t columns = 1 + integ_following_reasons(self->following);
    for (int k = 0; k < COLUMNS; k++)
        columns += !is_left_out(self, k);
    return columns;
}

static void add_headings(const followed *self, text_table *table)
{
    text_table_add(table, "snapshot");
    for (int k = 0; k < COLUMNS; k++) {
        if (is_left_out(self, k))
            continue;
        text_table_add(table, shown[k].heading);
        for (int64_t reason = 0; has_reasons(self, k) && reason < integ_following_reasons(self->following); reason++)
            text_table_add(table, reason_label(self, reason));
    }
}

static void add_step(const followed *self, text_table *table, int64_t step)
{
    char date[11];
    date_of(self, step, date);
    text_table_add(table, date);
    for (int k = 0; k < COLUMNS; k++) {
        if (is_left_out(self, k))
            continue;
        text_table_add_count(table, integ_following_figures_count(self->figures, step, shown[k].figure));
        for (int64_t reason = 0; has_reasons(self, k) && reason < integ_following_reasons(self->following); reason++)
            text_table_add_count(table, integ_following_figures_reason_count(self->figures, step, reason));
    }
}

static void print_count(int64_t count)
{
    if (count < 0)
        fputs("..", stdout);
    else
        printf("%lld", (long long)count);
}

static bool print_text(const followed *self)
{
    char date[11];
    text_table *table = text_table_new((int)count_columns(self), "lr");
    if (table == NULL)
        return false;
    date_of(self, integ_following_start(self->following), date);
    printf(date[0] == '\0' ? "Followed%s: " : "Followed from %s: ", date);
    print_count(integ_following_figures_size(self->figures));
    fputs(" selected, unknown for ", stdout);
    print_count(integ_following_figures_unknown(self->figures));
    fputs("\n\n", stdout);
    add_headings(self, table);
    for (int64_t step = 0; step < integ_following_steps(self->following); step++)
        add_step(self, table, step);
    return text_table_print_and_free(table);
}

static void print_csv(const followed *self)
{
    fputs("as_of,followed", stdout);
    for (int k = 0; k < COLUMNS; k++) {
        if (is_left_out(self, k))
            continue;
        printf(",%s", shown[k].name);
        for (int64_t reason = 0; has_reasons(self, k) && reason < integ_following_reasons(self->following); reason++) {
            fputs(",", stdout);
            print_csv_text(integ_following_reason(self->following, reason));
        }
    }
    for (int64_t step = 0; step < integ_following_steps(self->following); step++) {
        char date[11];
        date_of(self, step, date);
        printf("\n%s,", date);
        print_csv_count(integ_following_figures_size(self->figures));
        for (int k = 0; k < COLUMNS; k++) {
            if (is_left_out(self, k))
                continue;
            fputs(",", stdout);
            print_csv_count(integ_following_figures_count(self->figures, step, shown[k].figure));
            for (int64_t reason = 0; has_reasons(self, k) && reason < integ_following_reasons(self->following);
                 reason++) {
                fputs(",", stdout);
                print_csv_count(integ_following_figures_reason_count(self->figures, step, reason));
            }
        }
    }
    fputs("\n", stdout);
}

static void print_json_reasons(const followed *self, int64_t step)
{
    static const char *const name[] = {"count"};
    fputs(", \"reasons\": [", stdout);
    for (int64_t reason = 0; reason < integ_following_reasons(self->following); reason++) {
        const int64_t count = integ_following_figures_reason_count(self->figures, step, reason);
        fputs(reason > 0 ? ", {\"reason\": " : "{\"reason\": ", stdout);
        print_json_text(integ_following_reason(self->following, reason));
        fputs(", ", stdout);
        print_json_count("count", count);
        fputs(", ", stdout);
        print_json_hidden(name, &count, 1);
        fputs("}", stdout);
    }
    fputs("]", stdout);
}

static void print_json_step(const followed *self, int64_t step)
{
    const char *names[COLUMNS];
    int64_t counts[COLUMNS], count = 0;
    char date[11];
    date_of(self, step, date);
    fputs("{\"as_of\": ", stdout);
    print_json_text(date[0] == '\0' ? NULL : date);
    for (int k = 0; k < COLUMNS; k++) {
        if (is_left_out(self, k))
            continue;
        names[count] = shown[k].name;
        counts[count] = integ_following_figures_count(self->figures, step, shown[k].figure);
        fputs(", ", stdout);
        print_json_count(names[count], counts[count]);
        count++;
    }
    print_json_reasons(self, step);
    fputs(", ", stdout);
    print_json_hidden(names, counts, count);
    fputs("}", stdout);
}

static void print_json(const followed *self)
{
    static const char *const names[] = {"followed", "unknown"};
    const int64_t counts[] = {integ_following_figures_size(self->figures),
                              integ_following_figures_unknown(self->figures)};
    print_json_opening(self->asked);
    print_json_count(names[0], counts[0]);
    fputs(", ", stdout);
    print_json_count(names[1], counts[1]);
    fputs(", \"snapshots\": [", stdout);
    for (int64_t step = 0; step < integ_following_steps(self->following); step++) {
        fputs(step > 0 ? ",\n  " : "\n  ", stdout);
        print_json_step(self, step);
    }
    fputs("], ", stdout);
    print_json_hidden(names, counts, 2);
    print_json_ending(self->asked);
}

static integ_status show(followed *self)
{
    integ_following_figures *figures = NULL;
    const request *asked = self->asked;
    guard counts;
    guard_open(&counts, asked);
    if (counts.status == INTEG_STATUS_OK)
        counts.status =
            integ_release_add_following(counts.release, self->following, &figures, counts.error);
    guard_protect(&counts);
    self->figures = figures;
    if (counts.status == INTEG_STATUS_OK && asked->format == INTEG_FORMAT_TEXT)
        counts.status = print_text(self) ? INTEG_STATUS_OK : INTEG_STATUS_OUT_OF_MEMORY;
    else if (counts.status == INTEG_STATUS_OK && asked->format == INTEG_FORMAT_CSV)
        print_csv(self);
    else if (counts.status == INTEG_STATUS_OK)
        print_json(self);
    integ_following_figures_free(figures);
    return guard_close(&counts);
}

/* With a group, a filter is what is asked about its members; alone it says who they are. */
static integ_status follow(const request *asked, const integ_follow_options *options, integ_following **out)
{
    integ_error *error = asked->owner->error;
    if (asked->group != NULL)
        return integ_cohort_follow_group(asked->groups, asked->group, asked->snapshot, options, out, error);
    return integ_cohort_follow_filter(asked->filter, asked->groups, asked->snapshot, NULL, options, out, error);
}

integ_status answer_follow(request *self)
{
    followed people = {.asked = self};
    integ_error *error = self->owner->error;
    integ_follow_options *options;
    integ_following *following = NULL;
    char *departures = strdup(self->names == NULL ? "" : self->names);
    integ_status status = integ_follow_options_new(self->owner->context, &options, error);
    if (status == INTEG_STATUS_OK && departures == NULL)
        status = INTEG_STATUS_OUT_OF_MEMORY;
    if (status == INTEG_STATUS_OK && self->group != NULL)
        status = integ_follow_options_set_where(options, self->filter, error);
    if (status == INTEG_STATUS_OK && self->names != NULL) {
        char *point = strchr(departures, '.'); /* read_options has looked whether it is there */
        *point = '\0';
        people.table = departures;
        people.column = point + 1;
        status = integ_follow_options_set_departures(options, people.table, people.column, error);
    }
    const double started = seconds_now();
    if (status == INTEG_STATUS_OK)
        status = follow(self, options, &following);
    self->evaluate_seconds = seconds_now() - started;
    people.following = following;
    if (status == INTEG_STATUS_OK)
        status = show(&people);
    integ_following_free(following);
    integ_follow_options_free(options);
    free(departures);
    return status;
}
