/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Two shares held against each other, the least change that a group can show, and means. */

#include "stat/stat.h"

#include <stdlib.h>

/* Numbers of a row; false after a complaint. `known` says whether none of them is missing. */
static bool read_row(const run *self, size_t row, const size_t *columns, size_t count, double *numbers, bool *known)
{
    *known = true;
    for (size_t i = 0; i < count; i++) {
        if (!read_number(self, row, (long)columns[i], &numbers[i]))
            return false;
        *known = *known && !isnan(numbers[i]);
    }
    return true;
}

/* What exists of two or three results; true unless the row is wrong. */
static bool take(const run *self, integ_status status, size_t row, const char *const *names, const size_t *columns,
                 double *results, size_t count)
{
    bool well = take_status(self, status, row, names, columns);
    for (size_t i = 0; status != INTEG_STATUS_OK && i < count; i++)
        results[i] = MISSING;
    return well;
}

/* There is no ratio to a share of 0, nor an upper limit, but a lower one: that of the ratio the other way round. */
static bool limit_of_ratio(const run *self, size_t row, const double *c, const size_t *columns, double *results)
{
    const settings *given = self->given;
    double lower, upper;
    warn_at(self, table_cell(&self->input, row, columns[2]), "there is no ratio to a share of 0");
    if (c[0] == 0)
        return true;
    integ_status status = integ_koopman_interval(c[2], c[3], c[0], c[1], given->confidence, &lower, &upper,
                                                 given->owner->error);
    if (status == INTEG_STATUS_OK)
        results[4] = 1 / upper;
    return take_status(self, status, row, NULL, NULL);
}

/* difference, its limits, ratio, its limits, z, p: `results` are all missing at first. */
static bool compare_row(const run *self, size_t row, const double *c, const size_t *columns, double *results)
{
    static const char *const names[] = {"events",       "x",       "trials",       "n",  "other_events", "other_x",
                                        "other_trials", "other_n", NULL,           NULL};
    const settings *given = self->given;
    integ_error *error = given->owner->error;
    double scale = given->has_multiplier ? given->multiplier : 1;
    integ_status status = integ_newcombe_interval(c[0], c[1], c[2], c[3], given->confidence, &results[1], &results[2],
                                                  error);
    if (!take(self, status, row, names, columns, results, 3))
        return false;
    if (status != INTEG_STATUS_OK)
        return true;
    results[0] = (c[0] / c[1] - c[2] / c[3]) * scale;
    results[1] *= scale;
    results[2] *= scale;
    status = integ_two_proportion_test(c[0], c[1], c[2], c[3], &results[6], &results[7], error);
    if (!take(self, status, row, names, columns, results + 6, 2))
        return false;
    if (c[2] == 0)
        return limit_of_ratio(self, row, c, columns, results);
    status = integ_koopman_interval(c[0], c[1], c[2], c[3], given->confidence, &results[4], &results[5], error);
    results[3] = c[0] / c[1] / (c[2] / c[3]);
    return take(self, status, row, names, columns, results + 3, 3);
}

bool do_comparison(run *self)
{
    static const char *const parameters[] = {"x", "n", "other_x", "other_n", NULL};
    static const char *const results[] = {"difference",  "difference_lower", "difference_upper", "ratio",
                                          "ratio_lower", "ratio_upper",      "z",                "p_value", NULL};
    size_t columns[4];
    if (!need_columns(self, parameters, columns) || !begin_results(self, results))
        return false;
    for (size_t row = 0; row < self->input.rows; row++) {
        double numbers[4], found[8] = {MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING};
        bool known;
        if (!read_row(self, row, columns, 4, numbers, &known) ||
            (known && !compare_row(self, row, numbers, columns, found)))
            return false;
        write_input_row(self, row);
        for (int i = 0; i < 8; i++)
            write_number(self, found[i]);
        end_row(self);
    }
    return true;
}

bool do_detectable_change(run *self)
{
    static const char *const parameters[] = {"share", "n", "other_n", NULL};
    static const char *const results[] = {"up", "down", NULL};
    static const char *const names[] = {"share", "share", "trials", "n", "other_trials", "other_n", NULL, NULL};
    const settings *given = self->given;
    size_t columns[3];
    if (!need_columns(self, parameters, columns) || !begin_results(self, results))
        return false;
    for (size_t row = 0; row < self->input.rows; row++) {
        double numbers[3], found[2] = {MISSING, MISSING};
        bool known;
        if (!read_row(self, row, columns, 3, numbers, &known))
            return false;
        for (int i = 0; known && i < 2; i++) {
            if (numbers[0] == 1 - i)
                continue;
            integ_status status =
                integ_minimum_detectable_change(numbers[0], numbers[1], numbers[2], given->confidence, given->power,
                                                i == 0 ? 1 : -1, &found[i], given->owner->error);
            if (!take(self, status, row, names, columns, &found[i], 1))
                return false;
        }
        write_input_row(self, row);
        write_number(self, found[0]);
        write_number(self, found[1]);
        end_row(self);
    }
    return true;
}

/* ---- means ---- */

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Sorts the values. `results` are mean, its limits, median, its limits; all missing at first. */
static bool describe(const run *self, double *values, size_t count, size_t row, double *results)
{
    const settings *given = self->given;
    integ_error *error = given->owner->error;
    int64_t size = (int64_t)count, rank;
    qsort(values, count, sizeof *values, by_size);
    integ_status status = integ_mean(values, size, &results[0], error);
    if (!take(self, status, row, NULL, NULL, results, 1))
        return false;
    if (status != INTEG_STATUS_OK)
        return true;
    status = integ_mean_interval(values, size, given->confidence, &results[0], &results[1], &results[2], error);
    if (status != INTEG_STATUS_OK)
        integ_mean(values, size, &results[0], NULL);
    if (!take(self, status, row, NULL, NULL, results + 1, 2))
        return false;
    status = integ_quantile(values, NULL, size, 0.5, &results[3], error);
    if (status == INTEG_STATUS_OK)
        status = integ_median_rank(size, given->confidence, &rank, error);
    if (status == INTEG_STATUS_OK) {
        results[4] = values[rank - 1];
        results[5] = values[size - rank];
    }
    return take(self, status, row, NULL, NULL, results + 4, 2);
}

static bool mean_of(run *self, const dictionary *sets, size_t set, size_t column, double *values)
{
    double results[6] = {MISSING, MISSING, MISSING, MISSING, MISSING, MISSING};
    size_t count = 0, last = 0;
    for (size_t row = 0; row < self->input.rows; row++) {
        if (sets->codes != NULL && sets->codes[row] != set)
            continue;
        last = row;
        if (!read_number(self, row, (long)column, &values[count]))
            return false;
        count += !isnan(values[count]);
    }
    if (!describe(self, values, count, last, results))
        return false;
    if (sets->codes != NULL)
        write_text(self, sets->names[set]);
    write_number(self, (double)count);
    for (int i = 0; i < 6; i++)
        write_number(self, results[i]);
    end_row(self);
    return true;
}

bool do_mean(run *self)
{
    static const char *const results[] = {"dataset", "count",        "mean",         "lower", "upper",
                                          "median",  "median_lower", "median_upper", NULL};
    size_t column, set_column = 0;
    dictionary sets = {0};
    bool in_sets = table_column(&self->input, "dataset") >= 0;
    if (!need_column(self, "value", &column) || (in_sets && (!need_column(self, "dataset", &set_column) ||
                                                             !dictionary_make(self, set_column, &sets))))
        return false;
    write_header(self, in_sets ? results : results + 1);
    double *values = (double *)malloc((self->input.rows + 1) * sizeof *values);
    bool well = values != NULL || complain_at(self, &self->input.cells[0], "there is not enough memory");
    size_t count = in_sets ? sets.count : self->input.rows > 0;
    for (size_t set = 0; well && set < count; set++)
        well = mean_of(self, &sets, set, column, values);
    free(values);
    dictionary_free(&sets);
    return well;
}
