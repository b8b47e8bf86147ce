/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --describe: which tables and columns there are, and how well they are filled. */

#include "cohort/cohort.h"
#include "common/print.h"

/* The rows of a table and the unknown values of a column as they may be shown, -1 where not; and the number
 * of distinct values, from which the unknown ones could be computed where no two rows have the same. */
typedef struct filled {
    int64_t rows, nulls, distinct;
} filled;

static integ_status measure(const request *self, int64_t table, int64_t column, filled *out)
{
    int64_t rows = integ_snapshot_rows_unprotected(self->snapshot, table);
    int64_t nulls = integ_snapshot_nulls_unprotected(self->snapshot, table, column);
    integ_status status = integ_snapshot_distinct_unprotected(self->snapshot, table, column, &out->distinct,
                                                              self->owner->error);
    if (status != INTEG_STATUS_OK)
        return status;
    guard shown;
    guard_open(&shown, self);
    int64_t rows_figure = guard_add(&shown, rows, -1);
    int64_t nulls_figure = guard_add(&shown, nulls, rows_figure);
    int64_t known_figure = guard_add(&shown, rows - nulls, -1);
    guard_protect(&shown);
    out->rows = guard_count(&shown, rows_figure);
    out->nulls = guard_count(&shown, nulls_figure);
    /* The number of distinct values counts the rows that have one where all values differ, as in a key. */
    if (out->nulls < 0 || guard_count(&shown, known_figure) < 0)
        out->distinct = -1;
    return guard_close(&shown);
}

static const char *reason_of(const request *self, int64_t table, int64_t column)
{
    const char *reason = integ_register_column_reason(self->reg, table, column);
    return reason == NULL ? "" : reason;
}

static integ_status add_columns(const request *self, int64_t table, text_table *out)
{
    const integ_register *reg = self->reg;
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < integ_register_column_count(reg, table); i++) {
        filled counts;
        status = measure(self, table, i, &counts);
        const char *unit = integ_register_column_unit(reg, table, i);
        text_table_add(out, "");
        text_table_add(out, integ_register_column_name(reg, table, i));
        text_table_add(out, integ_type_name(integ_register_column_type(reg, table, i)));
        text_table_add(out, unit == NULL ? "" : unit);
        text_table_add(out, reason_of(self, table, i));
        text_table_add_count(out, status == INTEG_STATUS_OK ? counts.nulls : -1);
        text_table_add_count(out, status == INTEG_STATUS_OK ? counts.distinct : -1);
    }
    return status;
}

static void print_labels(const integ_register *reg, int64_t table)
{
    for (int64_t i = 0; i < integ_register_column_count(reg, table); i++) {
        int64_t count = integ_register_label_count(reg, table, i);
        if (count > 0)
            printf("  labels of %s:", integ_register_column_name(reg, table, i));
        for (int64_t k = 0; k < count; k++)
            printf("%s %s = %s", k > 0 ? "," : "", integ_register_label_code(reg, table, i, k),
                   integ_register_label_text(reg, table, i, k));
        if (count > 0)
            putchar('\n');
    }
}

static void print_rest(const integ_register *reg, int64_t table)
{
    for (int64_t i = 0; i < integ_register_derived_count(reg, table); i++)
        printf("  derived: %s = %s\n", integ_register_derived_name(reg, table, i),
               integ_register_derived_expression(reg, table, i));
    print_labels(reg, table);
    int64_t skipped = integ_register_skipped_count(reg, table);
    if (skipped > 0)
        printf("  not read, since the manifest does not name them:");
    for (int64_t i = 0; i < skipped; i++)
        printf("%s %s", i > 0 ? "," : "", integ_register_skipped_name(reg, table, i));
    if (skipped > 0)
        putchar('\n');
}

static integ_status print_text_table(const request *self, int64_t table)
{
    static const char *const heading[] = {"", "column", "type", "unit", "because", "unknown", "distinct"};
    text_table *out = text_table_new(7, "lllllr");
    if (out == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    for (int i = 0; i < 7; i++)
        text_table_add(out, heading[i]);
    integ_status status = add_columns(self, table, out);
    int64_t rows = integ_snapshot_rows_unprotected(self->snapshot, table);
    bool hidden = self->rule != NULL && integ_disclosure_hides_count(self->rule, rows);
    const char *key = integ_register_table_key(self->reg, table);
    printf("%s: ", integ_register_table_name(self->reg, table));
    print_csv_count(hidden ? -1 : rows);
    printf(" rows%s%s\n", key == NULL ? ", known by number" : ", key ", key == NULL ? "" : key);
    if (!text_table_print_and_free(out) && status == INTEG_STATUS_OK)
        status = INTEG_STATUS_OUT_OF_MEMORY;
    print_rest(self->reg, table);
    return status;
}

static integ_status print_csv_columns(const request *self, int64_t table)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < integ_register_column_count(self->reg, table); i++) {
        filled counts;
        status = measure(self, table, i, &counts);
        if (status != INTEG_STATUS_OK)
            break;
        print_csv_text(integ_register_table_name(self->reg, table));
        putchar(',');
        print_csv_text(integ_register_column_name(self->reg, table, i));
        printf(",%s,", integ_type_name(integ_register_column_type(self->reg, table, i)));
        print_csv_text(integ_register_column_unit(self->reg, table, i));
        putchar(',');
        print_csv_text(integ_register_column_reason(self->reg, table, i));
        putchar(',');
        print_csv_count(counts.rows);
        putchar(',');
        print_csv_count(counts.nulls);
        putchar(',');
        print_csv_count(counts.distinct);
        putchar('\n');
    }
    return status;
}

static void print_json_key_text(const char *separator, const char *key, const char *text)
{
    fputs(separator, stdout);
    print_json_text(key);
    fputs(": ", stdout);
    print_json_text(text);
}

static integ_status print_json_column(const request *self, int64_t table, int64_t i)
{
    static const char *const names[] = {"unknown", "distinct"};
    filled counts;
    integ_status status = measure(self, table, i, &counts);
    if (status != INTEG_STATUS_OK)
        return status;
    print_json_key_text(i > 0 ? ",\n    {" : "\n    {", "column",
                        integ_register_column_name(self->reg, table, i));
    print_json_key_text(", ", "type", integ_type_name(integ_register_column_type(self->reg, table, i)));
    print_json_key_text(", ", "unit", integ_register_column_unit(self->reg, table, i));
    print_json_key_text(", ", "because", integ_register_column_reason(self->reg, table, i));
    fputs(", \"labels\": {", stdout);
    for (int64_t k = 0; k < integ_register_label_count(self->reg, table, i); k++)
        print_json_key_text(k > 0 ? ", " : "", integ_register_label_code(self->reg, table, i, k),
                            integ_register_label_text(self->reg, table, i, k));
    fputs("}, ", stdout);
    print_json_count("unknown", counts.nulls);
    fputs(", ", stdout);
    print_json_count("distinct", counts.distinct);
    fputs(", ", stdout);
    print_json_hidden(names, (const int64_t[]){counts.nulls, counts.distinct}, 2);
    putchar('}');
    return INTEG_STATUS_OK;
}

static integ_status print_json_table(const request *self, int64_t table)
{
    static const char *const names[] = {"rows"};
    const integ_register *reg = self->reg;
    int64_t rows = integ_snapshot_rows_unprotected(self->snapshot, table);
    if (self->rule != NULL && integ_disclosure_hides_count(self->rule, rows))
        rows = -1;
    print_json_key_text(table > 0 ? ",\n  {" : "\n  {", "table", integ_register_table_name(reg, table));
    print_json_key_text(", ", "key", integ_register_table_key(reg, table));
    fputs(", ", stdout);
    print_json_count("rows", rows);
    fputs(", ", stdout);
    print_json_hidden(names, &rows, 1);
    fputs(", \"columns\": [", stdout);
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < integ_register_column_count(reg, table); i++)
        status = print_json_column(self, table, i);
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
    return status;
}

integ_status answer_describe(request *self)
{
    integ_status status = INTEG_STATUS_OK;
    if (self->format == INTEG_FORMAT_JSON) {
        print_json_opening(self);
        fputs("\"tables\": [", stdout);
    } else if (self->format == INTEG_FORMAT_CSV) {
        fputs("table,column,type,unit,because,rows,unknown,distinct\n", stdout);
    }
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < integ_register_table_count(self->reg); i++)
        status = self->format == INTEG_FORMAT_JSON  ? print_json_table(self, i)
                 : self->format == INTEG_FORMAT_CSV ? print_csv_columns(self, i)
                                                    : print_text_table(self, i);
    if (self->format == INTEG_FORMAT_JSON) {
        putchar(']');
        print_json_ending(self);
    }
    return status;
}
