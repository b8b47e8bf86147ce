/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/suite.h"
#include "support/failing_allocator.h"
#include "support/numbers.h"
#include "support/taken.h"

#include <stdlib.h>
#include <string.h>

#define OK(call) ck_assert_int_eq(call, INTEG_STATUS_OK)
#define FIELDS 32

/* Cuts a line of CSV in place; returns what follows it. */
static char *split(char *line, char **fields)
{
    bool quoted = false;
    int count = 0;
    fields[count++] = line + (*line == '"');
    for (;; line++) {
        if (*line == '"') {
            quoted = !quoted;
            if (!quoted)
                *line = '\0';
        } else if (!quoted && (*line == ',' || *line == '\n')) {
            bool last = *line == '\n';
            *line = '\0';
            if (last)
                break;
            fields[count++] = line + 1 + (line[1] == '"');
        }
    }
    ck_assert_int_eq(count, FIELDS);
    return line + 1;
}

static bool is_number(const char *text)
{
    double number;
    return integi_number_parse(text, strlen(text), &number);
}

/* A field of CSV against the same value: `..` is unknown and named among what is hidden. */
static void compare(const taken *table, int64_t row, const char *name, const char *field)
{
    const char *text = taken_text(table, name, row);
    if (strcmp(field, "..") == 0) {
        ck_assert_str_eq(text, "-");
        ck_assert_ptr_nonnull(strstr(taken_text(table, "hidden", row), name));
    } else if (is_number(field)) {
        ck_assert_double_eq(number_of(text), number_of(field));
    } else {
        ck_assert_msg(strcmp(text, *field == '\0' ? "-" : field) == 0, "%s of row %d: %s, %s", name, (int)row, text,
                      field);
    }
}

START_TEST(goals_are_those_of_the_csv_report)
{
    integ_context *context;
    struct ArrowArrayStream stream;
    char *names[FIELDS], *fields[FIELDS];
    OK(integ_context_new(&context, NULL));
    const integ_results *results = sample_results(context);
    char *text = report_text(results, INTEG_FORMAT_CSV, INTEG_LANGUAGE_ENGLISH);
    OK(integ_report_to_arrow(results, INTEG_REPORT_GOALS, &stream, NULL));
    taken table = take_stream(&stream);
    ck_assert_int_eq(taken_rows(&table), results->goal_count);
    char *at = split(text, names);
    for (int64_t row = 0; row < results->goal_count; row++) {
        at = split(at, fields);
        for (int i = 0; i < FIELDS; i++)
            if (i != 22 && i != 23)
                compare(&table, row, names[i], fields[i]);
        ck_assert_str_eq(taken_text(&table, "requirement_met", row),
                         strcmp(fields[22], "met") == 0 ? "true" : strcmp(fields[22], "breached") == 0 ? "false" : "-");
        ck_assert_str_eq(taken_text(&table, "recognition_met", row),
                         strcmp(fields[23], "achieved") == 0 ? "true"
                         : strcmp(fields[23], "not_achieved") == 0 ? "false" : "-");
        bool between = strcmp(fields[1], "days") == 0;
        ck_assert_str_eq(taken_text(&table, "target_high", row), between ? "99.5" : "-");
        ck_assert_str_eq(taken_text(&table, "protected", row), results->protected_figures ? "true" : "false");
    }
    taken_free(&table);
    free(text);
    sample_end();
    integ_context_free(context);
}
END_TEST

START_TEST(indicators_come_with_their_cells)
{
    integ_context *context;
    struct ArrowArrayStream stream;
    OK(integ_context_new(&context, NULL));
    const integ_results *results = sample_results(context);
    OK(integ_report_to_arrow(results, INTEG_REPORT_INDICATORS, &stream, NULL));
    taken table = take_stream(&stream);
    int64_t row = 0, cells = 0, hidden = 0;
    for (int64_t i = 0; i < results->indicator_count; i++) {
        const integi_indicator_result *result = &results->indicators[i];
        for (int64_t c = -1; c < result->cell_count; c++, row++) {
            const integi_figure *figure = c < 0 ? result->figure : result->cells[c].figure;
            ck_assert_str_eq(taken_text(&table, "indicator", row), result->indicator->id);
            if (integi_figure_presence(figure) == INTEGI_PRESENT)
                ck_assert_double_eq(number_of(taken_text(&table, "value", row)), figure->value.number);
            else
                ck_assert_str_eq(taken_text(&table, "value", row), "-");
            hidden += integi_figure_presence(figure) == INTEGI_HIDDEN;
            ck_assert_int_eq(strstr(taken_text(&table, "hidden", row), "value") != NULL,
                             integi_figure_presence(figure) == INTEGI_HIDDEN);
            if (result->cell_count == 0)
                continue;
            const char *code = c < 0 ? NULL : result->cells[c].terms[0].code;
            ck_assert_str_eq(taken_text(&table, "by_1", row),
                             c < 0 ? "-" : integ_dimensions_column(result->indicator->by, 0));
            ck_assert_str_eq(taken_text(&table, "code_1", row), code == NULL ? "-" : code);
            cells++;
        }
    }
    ck_assert_int_eq(row, taken_rows(&table));
    ck_assert_int_gt(cells, 0);
    ck_assert_int_gt(hidden, 0);
    taken_free(&table);
    sample_end();
    integ_context_free(context);
}
END_TEST

START_TEST(parts_that_do_not_exist_are_refused)
{
    integ_context *context;
    struct ArrowArrayStream stream;
    OK(integ_context_new(&context, NULL));
    const integ_results *results = sample_results(context);
    ck_assert_int_eq(integ_report_to_arrow(results, 0, &stream, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(stream.release);
    ck_assert_int_eq(integ_report_to_arrow(results, 3, &stream, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_report_to_arrow(NULL, 1, &stream, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_report_to_arrow(results, 1, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    sample_end();
    integ_context_free(context);
}
END_TEST

static integ_status attempt(integ_context *context, integ_error *error, void *userdata)
{
    integ_results results = *(const integ_results *)userdata;
    integ_status status = INTEG_STATUS_OK;
    results.context = context;
    for (int32_t part = INTEG_REPORT_GOALS; status == INTEG_STATUS_OK && part <= INTEG_REPORT_INDICATORS; part++) {
        struct ArrowArrayStream stream;
        status = integ_report_to_arrow(&results, part, &stream, error);
        if (status == INTEG_STATUS_OK)
            stream.release(&stream);
    }
    return status;
}

START_TEST(memory_may_run_out)
{
    integ_context *context;
    OK(integ_context_new(&context, NULL));
    integ_results results = *sample_results(context);
    for_each_failing_allocation(attempt, &results);
    sample_end();
    integ_context_free(context);
}
END_TEST

void add_report_arrow(Suite *suite)
{
    add_tests(suite, "arrow",
              (const TTest *[]){goals_are_those_of_the_csv_report, indicators_come_with_their_cells,
                                parts_that_do_not_exist_are_refused, memory_may_run_out, NULL});
}
