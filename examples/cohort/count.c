/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --count: for how many rows the filter is true, is unknown, and how many there are. */

#include "cohort/cohort.h"
#include "common/print.h"

static integ_status make_cohort(const request *self, integ_cohort **out)
{
    if (self->group != NULL)
        return integ_cohort_of_group(self->groups, self->group, self->snapshot, out, self->owner->error);
    return integ_cohort_of_filter(self->filter, self->groups, self->snapshot, NULL, out, self->owner->error);
}

/* Whoever knows all rows and one part of them knows the rest, so that neither the part nor any rest may be
 * small: those for whom it is false are what is left of the known rows, and with the unknown ones what is
 * left of all. */
static integ_status protect(const request *self, const integ_cohort *cohort, int64_t *count, int64_t *unknown,
                            int64_t *rows)
{
    int64_t all = integ_cohort_rows_unprotected(cohort);
    int64_t in = integ_cohort_count_unprotected(cohort);
    int64_t not_known = integ_cohort_unknown_unprotected(cohort);
    guard shown;
    guard_open(&shown, self);
    int64_t all_figure = guard_add(&shown, all, -1);
    int64_t known_figure = guard_add(&shown, all - not_known, all_figure);
    int64_t unknown_figure = guard_add(&shown, not_known, all_figure);
    int64_t in_all = guard_add(&shown, in, all_figure);
    int64_t in_known = guard_add(&shown, in, known_figure);
    guard_protect(&shown);
    *rows = guard_count(&shown, all_figure);
    *unknown = guard_count(&shown, unknown_figure);
    *count = guard_count(&shown, in_all) < 0 ? -1 : guard_count(&shown, in_known);
    return guard_close(&shown);
}

static void print_text(int64_t count, int64_t unknown, int64_t rows)
{
    text_table *table = text_table_new(3, "lrl");
    if (table == NULL)
        return;
    text_table_add(table, "count");
    text_table_add_count(table, count);
    text_table_add(table, "the filter is true");
    text_table_add(table, "unknown");
    text_table_add_count(table, unknown);
    text_table_add(table, "it is unknown");
    text_table_add(table, "rows");
    text_table_add_count(table, rows);
    text_table_add(table, "all rows");
    text_table_print_and_free(table);
}

static void print(const request *self, int64_t count, int64_t unknown, int64_t rows)
{
    static const char *const names[] = {"count", "unknown", "rows"};
    const int64_t counts[] = {count, unknown, rows};
    if (self->format == INTEG_FORMAT_TEXT) {
        print_text(count, unknown, rows);
    } else if (self->format == INTEG_FORMAT_CSV) {
        fputs("count,unknown,rows\n", stdout);
        for (int i = 0; i < 3; i++) {
            print_csv_count(counts[i]);
            putchar(i < 2 ? ',' : '\n');
        }
    } else {
        print_json_opening(self);
        for (int i = 0; i < 3; i++) {
            print_json_count(names[i], counts[i]);
            fputs(", ", stdout);
        }
        print_json_hidden(names, counts, 3);
        print_json_ending(self);
    }
}

integ_status answer_count(request *self)
{
    double started = seconds_now();
    integ_cohort *cohort;
    integ_status status = make_cohort(self, &cohort);
    self->evaluate_seconds = seconds_now() - started;
    int64_t count, unknown, rows;
    if (status == INTEG_STATUS_OK)
        status = protect(self, cohort, &count, &unknown, &rows);
    if (status == INTEG_STATUS_OK)
        print(self, count, unknown, rows);
    integ_cohort_free(cohort);
    return status;
}
