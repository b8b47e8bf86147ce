/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --count: for how many rows the filter is true, is unknown, and how many there are. */

#include "cohort/cohort.h"
#include "common/print.h"

/* Whoever knows all rows and one part of them knows the rest, so that neither the part nor any rest may be
 * small: those for whom it is false are what is left of the known rows, and with the unknown ones what is
 * left of all. The release knows which rows they are, and so how many people: rows of another table than the
 * main one may be those of few. */
static integ_status protect(const request *self, const integ_tally *tally, int64_t query, int64_t figures[3])
{
    guard shown;
    guard_open(&shown, self);
    int64_t all = guard_add_cell(&shown, tally, query, 0, INTEG_ROWS_ALL);
    int64_t known = guard_add_cell(&shown, tally, query, 0, INTEG_ROWS_KNOWN);
    int64_t unknown = guard_add_cell(&shown, tally, query, 0, INTEG_ROWS_UNKNOWN);
    int64_t in = guard_add_cell(&shown, tally, query, 0, INTEG_ROWS_TRUE);
    guard_add_share(&shown, known, all);
    guard_add_share(&shown, unknown, all);
    guard_add_share(&shown, in, all);
    guard_add_share(&shown, in, known);
    guard_protect(&shown);
    figures[0] = guard_count(&shown, in);
    figures[1] = guard_count(&shown, unknown);
    figures[2] = guard_count(&shown, all);
    return guard_close(&shown);
}

static integ_status add_query(const request *self, integ_plan *plan, integ_expression *members, int64_t *query)
{
    integ_error *error = self->owner->error;
    integ_status status = self->rule == NULL ? INTEG_STATUS_OK : integ_plan_keep_members(plan, error);
    return status == INTEG_STATUS_OK ? integ_plan_add(plan, NULL,
                                                      integ_register_table_name(self->reg, self->table),
                                                      members != NULL ? members : self->filter, NULL, NULL,
                                                      query, error)
                                     : status;
}

static integ_status count(request *self, int64_t figures[3])
{
    integ_error *error = self->owner->error;
    integ_plan *plan = NULL;
    integ_tally *tally = NULL;
    integ_expression *members = NULL;
    int64_t query = 0;
    double started = seconds_now();
    integ_status status = integ_plan_new(self->reg, self->groups, &plan, error);
    if (status == INTEG_STATUS_OK && self->group != NULL)
        status = filter_of_group(self, &members);
    if (status == INTEG_STATUS_OK)
        status = add_query(self, plan, members, &query);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, self->snapshot, &tally, error);
    self->evaluate_seconds = seconds_now() - started;
    if (status == INTEG_STATUS_OK)
        status = protect(self, tally, query, figures);
    integ_tally_free(tally);
    integ_plan_free(plan);
    integ_expression_free(members);
    return status;
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
    int64_t figures[3];
    integ_status status = count(self, figures);
    if (status == INTEG_STATUS_OK)
        print(self, figures[0], figures[1], figures[2]);
    return status;
}
