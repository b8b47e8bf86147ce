/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* The functions that add their results to every row: shares, rates, progress. */

#include "stat/stat.h"

#include <string.h>

static const char *const interval_names[] = {"value", "lower", "upper", NULL};

static void write_interval(run *self, bool known, double value, double lower, double upper)
{
    write_number(self, known ? value : MISSING);
    write_number(self, known ? lower : MISSING);
    write_number(self, known ? upper : MISSING);
    end_row(self);
}

static double multiplier(const run *self)
{
    return self->given->has_multiplier ? self->given->multiplier : 1;
}

/* Two columns with their numbers in this row; NaN in either means that there is nothing to compute. */
static bool read_pair(const run *self, size_t row, const size_t *columns, double *first, double *second)
{
    return read_number(self, row, (long)columns[0], first) && read_number(self, row, (long)columns[1], second);
}

/* Exact limits are not worked out for very many; a row of so many loses its limits only. */
static bool has_too_many(const run *self, double x, double n, integ_status status)
{
    double lower, upper;
    return status == INTEG_STATUS_OUT_OF_RANGE &&
           integ_wilson_interval(x, n, self->given->confidence, &lower, &upper, NULL) == INTEG_STATUS_OK;
}

bool do_proportion(run *self)
{
    static const char *const parameters[] = {"x", "n", NULL};
    static const char *const names[] = {"events", "x", "trials", "n", NULL, NULL};
    bool exact = self->given->method != NULL && strcmp(self->given->method, "clopper-pearson") == 0;
    size_t columns[2];
    if (!need_columns(self, parameters, columns) || !begin_results(self, interval_names))
        return false;
    for (size_t row = 0; row < self->input.rows; row++) {
        double x, n, lower = MISSING, upper = MISSING;
        if (!read_pair(self, row, columns, &x, &n))
            return false;
        bool known = !isnan(x) && !isnan(n);
        if (n == 0 && known) {
            warn_at(self, table_cell(&self->input, row, columns[1]), "there is no share of nobody");
            known = false;
        }
        if (known) {
            integ_error *error = self->given->owner->error;
            integ_status status = (exact ? integ_clopper_pearson_interval : integ_wilson_interval)(
                x, n, self->given->confidence, &lower, &upper, error);
            if (exact && has_too_many(self, x, n, status)) {
                warn_at(self, table_cell(&self->input, row, columns[1]),
                        "this is too many for exact limits (--method wilson has limits)");
                integ_error_clear(error);
                lower = upper = MISSING;
                status = INTEG_STATUS_OK;
            }
            if (!take_status(self, status, row, names, columns))
                return false;
            known = status == INTEG_STATUS_OK;
        }
        write_input_row(self, row);
        write_interval(self, known, x / n * multiplier(self), lower * multiplier(self), upper * multiplier(self));
    }
    return true;
}

/* events / size * factor, with the limits that --method names. */
static integ_status rate_by_method(const run *self, double events, double size, double factor, double *value,
                                   double *lower, double *upper)
{
    const settings *given = self->given;
    integ_error *error = given->owner->error;
    bool byar = given->method != NULL && strcmp(given->method, "byar") == 0;
    integ_status status = integ_rate(events, size, factor, given->confidence, value, lower, upper, error);
    if (status != INTEG_STATUS_OK || given->method == NULL || strcmp(given->method, "usual") == 0)
        return status;
    status = (byar ? integ_byar_interval : integ_poisson_interval)(events, given->confidence, lower, upper, error);
    *lower = fmin(*lower / size * factor, *value);
    *upper = fmax(*upper / size * factor, *value);
    return status;
}

/* The same of a row, where both are known. */
static bool add_rate(run *self, size_t row, double events, double size, double factor, const char *const *names,
                     const size_t *columns)
{
    double value = MISSING, lower = MISSING, upper = MISSING;
    bool known = !isnan(events) && !isnan(size);
    if (known) {
        integ_status status = rate_by_method(self, events, size, factor, &value, &lower, &upper);
        if (!take_status(self, status, row, names, columns))
            return false;
        known = status == INTEG_STATUS_OK;
    }
    write_input_row(self, row);
    write_interval(self, known, value, lower, upper);
    return true;
}

/* Of so many days a rate is made one of a year. */
static bool read_factor(const run *self, size_t row, long column, double *factor)
{
    double days;
    *factor = multiplier(self);
    if (!read_number(self, row, column, &days))
        return false;
    if (days <= 0)
        return complain_at(self, table_cell(&self->input, row, (size_t)column), "a rate needs more than 0 days");
    if (!isnan(days))
        *factor *= 365 / days;
    return true;
}

bool do_rate(run *self)
{
    static const char *const parameters[] = {"x", "n", NULL}, *const counts[] = {"x", NULL};
    static const char *const names[] = {"events", "x", "person_time", "n", NULL, NULL};
    size_t columns[2] = {0}, days = 0;
    bool annual = self->given->days != NULL, of_size = table_column(&self->input, "n") >= 0;
    if (!need_columns(self, of_size ? parameters : counts, columns) ||
        (annual && !need_column(self, self->given->days, &days)) || !begin_results(self, interval_names))
        return false;
    for (size_t row = 0; row < self->input.rows; row++) {
        double x, n = 1, factor;
        if (!read_number(self, row, (long)columns[0], &x) ||
            (of_size && !read_number(self, row, (long)columns[1], &n)) ||
            !read_factor(self, row, annual ? (long)days : -1, &factor) ||
            !add_rate(self, row, x, n, factor, names, columns))
            return false;
    }
    return true;
}

static bool has_numbers(const run *self, long column)
{
    for (size_t row = 0; column >= 0 && row < self->input.rows; row++)
        if (!is_missing(table_cell(&self->input, row, (size_t)column)->text))
            return true;
    return false;
}

/* Of a file in which some rows have a reference rate, the others would be ratios in a column of rates. */
static bool read_reference(const run *self, size_t row, long reference, double *rate)
{
    if (!read_number(self, row, reference, rate))
        return false;
    if (isnan(*rate))
        warn_at(self, table_cell(&self->input, row, (size_t)reference),
                "there is no rate without a number in column '%s'", "ref_rate");
    return true;
}

/* Observed and expected events are there already; a reference rate makes a rate of the ratio. */
static bool rows_of_ratios(run *self)
{
    static const char *const parameters[] = {"observed", "expected", NULL};
    static const char *const names[] = {"events", "observed", "person_time", "expected", NULL, NULL};
    size_t columns[2];
    long reference = table_column(&self->input, "ref_rate");
    bool rates = has_numbers(self, reference);
    if (rates && multiplier(self) != 1)
        return complain_at(self, &self->input.cells[reference],
                           "a rate is per as many as '%s' is (leave out --multiplier)", "ref_rate");
    if (!need_columns(self, parameters, columns) || !begin_results(self, interval_names))
        return false;
    for (size_t row = 0; row < self->input.rows; row++) {
        double observed, expected, factor = multiplier(self);
        if (!read_pair(self, row, columns, &observed, &expected) ||
            (rates && !read_reference(self, row, reference, &factor)))
            return false;
        if (isnan(factor))
            observed = MISSING;
        if (!add_rate(self, row, observed, expected, factor, names, columns))
            return false;
    }
    return true;
}

/* The strata of one dataset together. */
typedef struct expectation {
    double observed, expected;
    size_t last; /* row */
} expectation;

/* What the reference population's rates would give in a stratum; a number that is missing makes the sums missing. */
static bool add_stratum(const run *self, size_t row, const size_t *columns, expectation *sum)
{
    static const char *const names[] = {"populations",           "pop",    "reference_events", "refcount",
                                        "reference_populations", "refpop", NULL,               NULL};
    double numbers[4], part = MISSING;
    for (size_t i = 0; i < 4; i++)
        if (!read_number(self, row, (long)columns[i + 1], &numbers[i]) ||
            !check_not_negative(self, row, columns[i + 1], numbers[i]))
            return false;
    if (!isnan(numbers[0] + numbers[1] + numbers[2] + numbers[3]) &&
        !take_status(self, integ_expected_events(&numbers[1], &numbers[2], &numbers[3], 1, &part,
                                                 self->given->owner->error),
                     row, names, columns + 2))
        return false;
    sum->observed += numbers[0];
    sum->expected += part;
    sum->last = row;
    return true;
}

static bool add_strata(const run *self, const dictionary *sets, size_t set, const size_t *columns, expectation *sum)
{
    *sum = (expectation){0, 0, 0};
    bool missing = false;
    for (size_t row = 0; row < self->input.rows; row++) {
        if (sets->codes[row] != set)
            continue;
        if (!add_stratum(self, row, columns, sum))
            return false;
        for (size_t i = 1; i < 5; i++)
            missing = missing || is_missing(table_cell(&self->input, row, columns[i])->text);
    }
    if (missing)
        warn_at(self, table_cell(&self->input, sum->last, columns[0]), "a number of dataset '%.40s' is missing",
                sets->names[set]);
    return true;
}

static bool write_ratio(run *self, const dictionary *sets, size_t set, const size_t *columns)
{
    static const char *const names[] = {"events", "count", NULL, NULL};
    double value = MISSING, lower = MISSING, upper = MISSING;
    expectation sum;
    if (!add_strata(self, sets, set, columns, &sum))
        return false;
    bool known = !isnan(sum.observed + sum.expected);
    if (known && sum.expected == 0) {
        warn_at(self, table_cell(&self->input, sum.last, columns[3]), "dataset '%.40s' has no expected events",
                sets->names[set]);
        known = false;
    }
    if (known) {
        integ_status status =
            integ_indirect_standardised_ratio(sum.observed, sum.expected, multiplier(self), self->given->confidence,
                                              &value, &lower, &upper, self->given->owner->error);
        if (!take_status(self, status, sum.last, names, columns + 1))
            return false;
        known = status == INTEG_STATUS_OK;
    }
    write_text(self, sets->names[set]);
    write_number(self, sum.observed);
    write_number(self, sum.expected);
    write_interval(self, known, value, lower, upper);
    return true;
}

/* Columns of the other form would change nothing, though somebody filled them in. */
static bool has_one_form(const run *self)
{
    static const char *const others[] = {"observed", "expected", "ref_rate"};
    for (size_t i = 0; i < 3; i++) {
        long column = table_column(&self->input, others[i]);
        if (has_numbers(self, column))
            return complain_at(self, &self->input.cells[column],
                               "the column '%s' is not used together with 'refpop' (leave one of them out)", others[i]);
    }
    return true;
}

static bool sums_of_strata(run *self)
{
    static const char *const parameters[] = {"dataset", "count", "pop", "refcount", "refpop", NULL};
    static const char *const results[] = {"dataset", "observed", "expected", "value", "lower", "upper", NULL};
    size_t columns[5];
    dictionary sets = {0};
    bool well = has_one_form(self) && need_columns(self, parameters, columns) &&
                dictionary_make(self, columns[0], &sets);
    if (well)
        write_header(self, results);
    for (size_t set = 0; well && set < sets.count; set++)
        well = write_ratio(self, &sets, set, columns);
    dictionary_free(&sets);
    return well;
}

bool do_indirect_rate(run *self)
{
    return table_column(&self->input, "refpop") >= 0 ? sums_of_strata(self) : rows_of_ratios(self);
}
