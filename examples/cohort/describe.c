/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --describe: which tables and columns there are, and how well they are filled. */

#include "cohort/cohort.h"
#include "common/print.h"

#include <stdlib.h>

/* What may be shown of a column: the rows of its table, its unknown and its distinct values, -1 where not; the row
 * that settled its type, 0 for none; and for each of its labels whether it may be shown. */
typedef struct shown {
    int64_t rows, nulls, distinct, row;
    int64_t label_count;
    bool *labels;
    bool labels_left_out;
} shown;

/* Whether a number of citizens is too small to be shown. */
static bool is_small(const request *self, int64_t count)
{
    return self->rule != NULL && integ_disclosure_hides_count(self->rule, count);
}

/* Whether too few people are behind the rows of a table, or those for which a column is known or is not: the rows of a
 * linked table are their owners'. */
static bool are_few(const request *self, int64_t table, int64_t column, bool known)
{
    return is_small(self, integ_snapshot_people_unprotected(self->snapshot, table, column, known));
}

static integ_status protect_counts(const request *self, int64_t table, int64_t column, shown *out)
{
    int64_t rows = integ_snapshot_rows_unprotected(self->snapshot, table);
    int64_t nulls = integ_snapshot_nulls_unprotected(self->snapshot, table, column);
    guard counts;
    guard_open(&counts, self);
    int64_t rows_figure = guard_add(&counts, rows, -1);
    int64_t nulls_figure = guard_add(&counts, nulls, rows_figure);
    int64_t known_figure = guard_add(&counts, rows - nulls, -1);
    guard_protect(&counts);
    bool few_known = are_few(self, table, column, true), few_unknown = are_few(self, table, column, false);
    out->rows = are_few(self, table, -1, true) ? -1 : guard_count(&counts, rows_figure);
    out->nulls = few_known || few_unknown ? -1 : guard_count(&counts, nulls_figure);
    if (out->nulls >= 0 && guard_count(&counts, known_figure) >= 0) {
        out->distinct = 0;
        out->row = integ_register_column_reason_row_unprotected(self->reg, table, column);
    }
    return guard_close(&counts);
}

/* The number of distinct values counts citizens where all differ, as in a key: so it is not shown where a few have
 * rare values, or where a few have the same value as somebody before them. */
static integ_status count_distinct(const request *self, int64_t table, int64_t column, shown *out)
{
    integ_error *error = self->owner->error;
    int64_t rare = 0, threshold = self->rule == NULL ? 0 : integ_disclosure_threshold(self->rule);
    int64_t known = integ_snapshot_rows_unprotected(self->snapshot, table) -
                    integ_snapshot_nulls_unprotected(self->snapshot, table, column);
    integ_status status =
        integ_snapshot_distinct_unprotected(self->snapshot, table, column, &out->distinct, error);
    if (status == INTEG_STATUS_OK && self->rule != NULL)
        status = integ_snapshot_rare_rows_unprotected(self->snapshot, table, column, threshold, &rare, error);
    if (is_small(self, rare) || is_small(self, known - out->distinct))
        out->distinct = -1;
    return status;
}

/* That a code is there at all says something of those who have it, when they are few. */
static integ_status choose_labels(const request *self, int64_t table, int64_t column, shown *out)
{
    out->label_count = integ_register_label_count(self->reg, table, column);
    if (out->label_count == 0) return INTEG_STATUS_OK;
    out->labels = (bool *)calloc((size_t)out->label_count, sizeof *out->labels);
    int64_t *people = (int64_t *)calloc((size_t)out->label_count, sizeof *people);
    integ_status status = INTEG_STATUS_OUT_OF_MEMORY;
    if (out->labels != NULL && people != NULL)
        status = integ_snapshot_label_people_unprotected(self->snapshot, table, column, people, out->label_count,
                                                         self->owner->error);
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < out->label_count; i++) {
        out->labels[i] = self->rule == NULL || people[i] >= integ_disclosure_threshold(self->rule);
        out->labels_left_out = out->labels_left_out || !out->labels[i];
    }
    free(people);
    return status;
}

static integ_status measure(const request *self, int64_t table, int64_t column, shown *out)
{
    *out = (shown){.rows = -1, .nulls = -1, .distinct = -1};
    integ_status status = protect_counts(self, table, column, out);
    if (status == INTEG_STATUS_OK && out->distinct >= 0)
        status = count_distinct(self, table, column, out);
    if (status == INTEG_STATUS_OK)
        status = choose_labels(self, table, column, out);
    return status;
}

static void add_reason(const request *self, int64_t table, int64_t column, int64_t row, text_table *out)
{
    const char *reason = integ_register_column_reason(self->reg, table, column);
    char text[200] = "";
    if (reason != NULL && row > 0)
        snprintf(text, sizeof text, "%s (row %lld)", reason, (long long)row);
    else if (reason != NULL)
        snprintf(text, sizeof text, "%s", reason);
    text_table_add(out, text);
}

static void add_column(const request *self, int64_t table, int64_t column, const shown *counts, text_table *out)
{
    const char *unit = integ_register_column_unit(self->reg, table, column);
    text_table_add(out, "");
    text_table_add(out, integ_register_column_name(self->reg, table, column));
    text_table_add(out, integ_type_name(integ_register_column_type(self->reg, table, column)));
    text_table_add(out, unit == NULL ? "" : unit);
    add_reason(self, table, column, counts->row, out);
    text_table_add_count(out, counts->nulls);
    text_table_add_count(out, counts->distinct);
    text_table_add_count(out, integ_snapshot_column_width(self->snapshot, table, column));
}

static void print_labels(const integ_register *reg, int64_t table, int64_t column, const shown *counts)
{
    const char *separator = " ";
    if (counts->label_count == 0) return;
    fputs("  labels of ", stdout);
    print_visible(integ_register_column_name(reg, table, column));
    putchar(':');
    for (int64_t i = 0; i < counts->label_count; i++) {
        if (!counts->labels[i]) continue;
        fputs(separator, stdout);
        print_visible(integ_register_label_code(reg, table, column, i));
        fputs(" = ", stdout);
        print_visible(integ_register_label_text(reg, table, column, i));
        separator = ", ";
    }
    if (counts->labels_left_out) printf("%s(left out: codes that too few have)", separator);
    putchar('\n');
}

static void print_titles(const integ_register *reg, int64_t table)
{
    const char *separator = "  titles: ";
    for (int64_t i = 0; i < integ_register_column_count(reg, table); i++) {
        const char *title = integ_register_column_title(reg, table, i);
        if (title == NULL) continue;
        fputs(separator, stdout);
        print_visible(integ_register_column_name(reg, table, i));
        fputs(" = ", stdout);
        print_visible(title);
        separator = ", ";
    }
    if (separator[0] == ',') putchar('\n');
}

static void print_rest(const integ_register *reg, int64_t table, const shown *columns)
{
    print_titles(reg, table);
    for (int64_t i = 0; i < integ_register_derived_count(reg, table); i++) {
        fputs("  derived: ", stdout);
        print_visible(integ_register_derived_name(reg, table, i));
        fputs(" = ", stdout);
        print_visible(integ_register_derived_expression(reg, table, i));
        putchar('\n');
    }
    for (int64_t i = 0; i < integ_register_column_count(reg, table); i++)
        print_labels(reg, table, i, &columns[i]);
    int64_t skipped = integ_register_skipped_count(reg, table);
    if (skipped > 0) fputs("  not read, since the manifest does not name them:", stdout);
    for (int64_t i = 0; i < skipped; i++) {
        fputs(i > 0 ? ", " : " ", stdout);
        print_visible(integ_register_skipped_name(reg, table, i));
    }
    if (skipped > 0) putchar('\n');
}

static void print_text(const request *self, int64_t table, const shown *columns, text_table *out)
{
    static const char *const heading[] = {"",        "column",  "type",     "unit",
                                          "because", "unknown", "distinct", "bytes"};
    const char *key = integ_register_table_key(self->reg, table);
    int64_t rows = integ_snapshot_rows_unprotected(self->snapshot, table);
    for (int i = 0; i < 8; i++)
        text_table_add(out, heading[i]);
    for (int64_t i = 0; i < integ_register_column_count(self->reg, table); i++)
        add_column(self, table, i, &columns[i], out);
    print_visible(integ_register_table_name(self->reg, table));
    fputs(": ", stdout);
    print_csv_count(are_few(self, table, -1, true) ? -1 : rows);
    fputs(key == NULL ? " rows, known by number" : " rows, key ", stdout);
    print_visible(key == NULL ? "" : key);
    putchar('\n');
}

static integ_status print_text_table(const request *self, int64_t table, const shown *columns)
{
    text_table *out = text_table_new(8, "lllllr");
    if (out == NULL) return INTEG_STATUS_OUT_OF_MEMORY;
    print_text(self, table, columns, out);
    if (!text_table_print_and_free(out)) return INTEG_STATUS_OUT_OF_MEMORY;
    print_rest(self->reg, table, columns);
    return INTEG_STATUS_OK;
}

static void print_csv_columns(const request *self, int64_t table, const shown *columns)
{
    for (int64_t i = 0; i < integ_register_column_count(self->reg, table); i++) {
        print_csv_text(integ_register_table_name(self->reg, table));
        putchar(',');
        print_csv_text(integ_register_column_name(self->reg, table, i));
        printf(",%s,", integ_type_name(integ_register_column_type(self->reg, table, i)));
        print_csv_text(integ_register_column_unit(self->reg, table, i));
        putchar(',');
        print_csv_text(integ_register_column_reason(self->reg, table, i));
        putchar(',');
        if (columns[i].row > 0) print_csv_count(columns[i].row);
        putchar(',');
        print_csv_count(columns[i].rows);
        putchar(',');
        print_csv_count(columns[i].nulls);
        putchar(',');
        print_csv_count(columns[i].distinct);
        printf(",%d\n", (int)integ_snapshot_column_width(self->snapshot, table, i));
    }
}

static void print_json_key_text(const char *separator, const char *key, const char *text)
{
    fputs(separator, stdout);
    print_json_text(key);
    fputs(": ", stdout);
    print_json_text(text);
}

static void print_json_labels(const integ_register *reg, int64_t table, int64_t column, const shown *counts)
{
    const char *separator = "";
    fputs(", \"labels\": {", stdout);
    for (int64_t i = 0; i < counts->label_count; i++) {
        if (!counts->labels[i]) continue;
        print_json_key_text(separator, integ_register_label_code(reg, table, column, i),
                            integ_register_label_text(reg, table, column, i));
        separator = ", ";
    }
    printf("}, \"labels_left_out\": %s, ", counts->labels_left_out ? "true" : "false");
}

static void print_json_column(const request *self, int64_t table, int64_t i, const shown *counts)
{
    static const char *const names[] = {"unknown", "distinct"};
    print_json_key_text(i > 0 ? ",\n    {" : "\n    {", "column",
                        integ_register_column_name(self->reg, table, i));
    print_json_key_text(", ", "title", integ_register_column_title(self->reg, table, i));
    print_json_key_text(", ", "type", integ_type_name(integ_register_column_type(self->reg, table, i)));
    print_json_key_text(", ", "unit", integ_register_column_unit(self->reg, table, i));
    print_json_key_text(", ", "because", integ_register_column_reason(self->reg, table, i));
    fputs(", ", stdout);
    print_json_count("because_row", counts->row > 0 ? counts->row : -1);
    print_json_labels(self->reg, table, i, counts);
    print_json_count("unknown", counts->nulls);
    fputs(", ", stdout);
    print_json_count("distinct", counts->distinct);
    fputs(", ", stdout);
    print_json_count("bytes", integ_snapshot_column_width(self->snapshot, table, i));
    fputs(", ", stdout);
    print_json_hidden(names, (const int64_t[]){counts->nulls, counts->distinct}, 2);
    putchar('}');
}

static void print_json_table(const request *self, int64_t table, const shown *columns)
{
    static const char *const names[] = {"rows"};
    const integ_register *reg = self->reg;
    int64_t rows = integ_snapshot_rows_unprotected(self->snapshot, table);
    if (are_few(self, table, -1, true)) rows = -1;
    print_json_key_text(table > 0 ? ",\n  {" : "\n  {", "table", integ_register_table_name(reg, table));
    print_json_key_text(", ", "key", integ_register_table_key(reg, table));
    fputs(", ", stdout);
    print_json_count("rows", rows);
    fputs(", ", stdout);
    print_json_hidden(names, &rows, 1);
    fputs(", \"columns\": [", stdout);
    for (int64_t i = 0; i < integ_register_column_count(reg, table); i++)
        print_json_column(self, table, i, &columns[i]);
    fputs("], \"derived\": {", stdout);
    for (int64_t i = 0; i < integ_register_derived_count(reg, table); i++)
        print_json_key_text(i > 0 ? ", " : "", integ_register_derived_name(reg, table, i),
                            integ_register_derived_expression(reg, table, i));
    fputs("}, \"skipped\": [", stdout);
    for (int64_t i = 0; i < integ_register_skipped_count(reg, table); i++) {
        fputs(i > 0 ? ", " : "", stdout);
        print_json_text(integ_register_skipped_name(reg, table, i));
    }
    fputs("]}", stdout);
}

static integ_status print_table(const request *self, int64_t table, const shown *columns)
{
    if (self->format == INTEG_FORMAT_TEXT) return print_text_table(self, table, columns);
    if (self->format == INTEG_FORMAT_CSV)
        print_csv_columns(self, table, columns);
    else
        print_json_table(self, table, columns);
    return INTEG_STATUS_OK;
}

/* Nothing is printed of a table before all of it has been looked at. */
static integ_status describe_table(const request *self, int64_t table)
{
    int64_t count = integ_register_column_count(self->reg, table);
    shown *columns = (shown *)calloc((size_t)count + 1, sizeof *columns);
    integ_status status = columns == NULL ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < count; i++)
        status = measure(self, table, i, &columns[i]);
    if (status == INTEG_STATUS_OK) status = print_table(self, table, columns);
    for (int64_t i = 0; columns != NULL && i < count; i++)
        free(columns[i].labels);
    free(columns);
    return status;
}

integ_status answer_describe(request *self)
{
    integ_status status = INTEG_STATUS_OK;
    if (self->format == INTEG_FORMAT_JSON) {
        print_json_opening(self);
        fputs("\"tables\": [", stdout);
    } else if (self->format == INTEG_FORMAT_CSV) {
        fputs("table,column,type,unit,because,because_row,rows,unknown,distinct,bytes\n", stdout);
    }
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < integ_register_table_count(self->reg); i++)
        status = describe_table(self, i);
    if (self->format == INTEG_FORMAT_JSON) {
        putchar(']');
        print_json_ending(self);
    }
    return status;
}
