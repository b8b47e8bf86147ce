/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --by COLS: how many there are for each combination of values. */

#include "cohort/cohort.h"
#include "common/print.h"

#include <stdlib.h>

typedef struct breakdown {
    char **columns;
    int64_t column_count;
    const integ_tally *tally;
    int64_t query;
    int64_t *cells;  /* those of the tally that may stand in the answer */
    int64_t *counts; /* for each of them, -1 where it is hidden */
    int64_t *rows;   /* likewise, of the register's */
    int64_t cell_count;
    bool left_out; /* cells of too few of the register, if there are any */
    bool withheld; /* all cells, since which of them are named would tell of few */
    bool beside;   /* what a ledger remembers */
} breakdown;

static const char *label(const breakdown *self, int64_t cell, int64_t column)
{
    return integ_tally_label(self->tally, self->query, self->cells[cell], column);
}

/* What the register calls the value, for people. */
static const char *words(const request *asked, const breakdown *self, int64_t cell, int64_t column)
{
    const char *code = label(self, cell, column);
    int64_t index = integ_register_column_index(asked->reg, asked->table, self->columns[column]);
    const char *text = code == NULL || index < 0 ? NULL : integ_register_label(asked->reg, asked->table, index, code);
    return text != NULL ? text : code != NULL ? code : "(unknown)";
}

/* What people call a column. */
static const char *title(const request *asked, const char *column)
{
    int64_t index = integ_register_column_index(asked->reg, asked->table, column);
    const char *text = index < 0 ? NULL : integ_register_column_title(asked->reg, asked->table, index);
    return text != NULL ? text : column;
}

static void print_text(const request *asked, const breakdown *self)
{
    text_table *table = text_table_new((int)self->column_count + 1,
                                       &"llllllllr"[INTEG_DIMENSIONS_MAXIMUM - self->column_count]);
    if (table == NULL) return;
    for (int64_t i = 0; i < self->column_count; i++)
        text_table_add(table, title(asked, self->columns[i]));
    text_table_add(table, "count");
    for (int64_t cell = 0; cell < self->cell_count; cell++) {
        for (int64_t i = 0; i < self->column_count; i++)
            text_table_add(table, words(asked, self, cell, i));
        text_table_add_count(table, self->counts[cell]);
    }
    text_table_print_and_free(table);
    if (self->withheld)
        printf("No combination is named, since %sthat would tell of a few people. Use fewer columns.\n",
               self->beside ? "with what the ledger remembers " : "");
    else if (self->left_out)
        puts("Left out are combinations that too few people of the register have, if there are any.");
}

static void print_csv(const breakdown *self)
{
    for (int64_t i = 0; i < self->column_count; i++) {
        print_csv_text(self->columns[i]);
        putchar(',');
    }
    fputs("count\n", stdout);
    for (int64_t cell = 0; cell < self->cell_count; cell++) {
        for (int64_t i = 0; i < self->column_count; i++) {
            print_csv_text(label(self, cell, i));
            putchar(',');
        }
        print_csv_count(self->counts[cell]);
        putchar('\n');
    }
}

static void print_json(const request *asked, const breakdown *self)
{
    static const char *const names[] = {"count"};
    print_json_opening(asked);
    fputs("\"by\": [", stdout);
    for (int64_t i = 0; i < self->column_count; i++) {
        fputs(i > 0 ? ", " : "", stdout);
        print_json_text(self->columns[i]);
    }
    fputs("], \"cells\": [", stdout);
    for (int64_t cell = 0; cell < self->cell_count; cell++) {
        fputs(cell > 0 ? ",\n  {\"labels\": [" : "\n  {\"labels\": [", stdout);
        for (int64_t i = 0; i < self->column_count; i++) {
            fputs(i > 0 ? ", " : "", stdout);
            print_json_text(label(self, cell, i));
        }
        fputs("], ", stdout);
        print_json_count("count", self->counts[cell]);
        fputs(", ", stdout);
        print_json_hidden(names, &self->counts[cell], 1);
        putchar('}');
    }
    printf("], \"left_out\": %s, \"withheld\": %s", self->left_out ? "true" : "false",
           self->withheld ? "true" : "false");
    print_json_ending(asked);
}

/* Rounded, all combinations are counted, and those that nobody is left in are not named: which of them are empty is
 * not told. */
static integ_status round_cells(const request *asked, breakdown *self)
{
    guard shown;
    int64_t named = 0, all = integ_tally_cells(self->tally, self->query);
    guard_open(&shown, asked);
    for (int64_t cell = 0; cell < all; cell++) {
        self->rows[cell] = guard_add_cell(&shown, self->tally, self->query, cell, INTEG_ROWS_ALL);
        self->counts[cell] = guard_add_cell(&shown, self->tally, self->query, cell, INTEG_ROWS_TRUE);
    }
    guard_protect(&shown);
    for (int64_t cell = 0; cell < all; cell++) {
        int64_t rows = guard_count(&shown, self->rows[cell]);
        self->left_out = self->left_out || rows < 0; /* of so few people in all nothing is said */
        if (rows <= 0)
            continue;
        self->cells[named] = cell;
        self->counts[named++] = guard_count(&shown, self->counts[cell]);
    }
    self->cell_count = named;
    return guard_close(&shown);
}

/* That somebody has a combination of values says something of them already, whatever the filter: what too few
 * people of the register are in is not named at all. Otherwise a breakdown by many columns would be a list of
 * people. Nor is it told whether there is anything like that, which would say that somebody is in the last one that is
 * possible. */
static void choose_cells(const request *asked, const guard *shown, breakdown *self)
{
    int64_t all = integ_tally_cells(self->tally, self->query);
    self->left_out = asked->rule != NULL;
    for (int64_t cell = 0; cell < all; cell++)
        if (guard_names_cell(shown, self->tally, self->query, cell))
            self->cells[self->cell_count++] = cell;
}

/* The cells have nobody in common, but how many people there are is known, and which of them are few is said. That all
 * are few can tell of each, so that a breakdown may be withheld where none of its cells would be named. */
static integ_status protect(const request *asked, breakdown *self)
{
    guard shown;
    guard_open(&shown, asked);
    self->beside = shown.ledger != NULL && integ_ledger_count(shown.ledger) > 0;
    guard_add_listing(&shown, self->tally, self->query);
    choose_cells(asked, &shown, self);
    for (int64_t cell = 0; cell < self->cell_count; cell++)
        self->counts[cell] = guard_add_cell(&shown, self->tally, self->query, self->cells[cell], INTEG_ROWS_TRUE);
    guard_protect(&shown);
    if (guard_is_withheld(&shown, self->tally, self->query)) {
        self->withheld = true;
        self->cell_count = 0;
    }
    for (int64_t cell = 0; cell < self->cell_count; cell++)
        self->counts[cell] = guard_count(&shown, self->counts[cell]);
    return guard_close(&shown);
}

static integ_status show(const request *asked, breakdown *self)
{
    size_t all = (size_t)integ_tally_cells(self->tally, self->query) + 1;
    self->cells = (int64_t *)malloc(3 * all * sizeof *self->cells);
    if (self->cells == NULL) return INTEG_STATUS_OUT_OF_MEMORY;
    self->counts = self->cells + all;
    self->rows = self->counts + all;
    integ_status status = rounds(asked) ? round_cells(asked, self) : protect(asked, self);
    if (status == INTEG_STATUS_OK && asked->format == INTEG_FORMAT_TEXT)
        print_text(asked, self);
    else if (status == INTEG_STATUS_OK && asked->format == INTEG_FORMAT_CSV)
        print_csv(self);
    else if (status == INTEG_STATUS_OK)
        print_json(asked, self);
    free(self->cells);
    return status;
}

static integ_status run(request *asked, breakdown *self, const integ_dimensions *by, integ_plan *plan)
{
    integ_error *error = asked->owner->error;
    integ_tally *tally = NULL;
    integ_expression *members = NULL;
    double started = seconds_now();
    /* The breakdown of a group has the cells of the register, not those of the group. */
    integ_status status = asked->group == NULL ? INTEG_STATUS_OK : filter_of_group(asked, &members);
    if (status == INTEG_STATUS_OK && asked->rule != NULL)
        status = integ_plan_keep_members(plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, integ_register_table_name(asked->reg, asked->table),
                                members != NULL ? members : asked->filter, NULL, by, &self->query, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, asked->snapshot, &tally, error);
    asked->evaluate_seconds = seconds_now() - started;
    self->tally = tally;
    if (status == INTEG_STATUS_OK)
        status = show(asked, self);
    integ_tally_free(tally);
    integ_expression_free(members);
    return status;
}

integ_status answer_by(request *self)
{
    integ_error *error = self->owner->error;
    integ_dimensions *by = NULL;
    integ_plan *plan = NULL;
    breakdown table = {0};
    table.columns = split_names(self->names, &table.column_count);
    if (table.columns == NULL) return INTEG_STATUS_OUT_OF_MEMORY;
    integ_status status = integ_dimensions_new(self->owner->context, &by, error);
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < table.column_count; i++)
        status = integ_dimensions_add_column(by, table.columns[i], error);
    if (status == INTEG_STATUS_OK) status = integ_plan_new(self->reg, self->groups, &plan, error);
    if (status == INTEG_STATUS_OK) status = run(self, &table, by, plan);
    integ_plan_free(plan);
    integ_dimensions_free(by);
    free(table.columns);
    return status;
}
