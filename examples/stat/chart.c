/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Control charts: every point with the limits and what it stands for. */

#include "stat/stat.h"

#include <stdlib.h>
#include <string.h>

typedef struct chart {
    size_t count;    /* of points that are known */
    double *numbers; /* one allocation for all of: */
    double *values, *events, *sizes, *lower, *upper;
    int32_t *flags;
    size_t *rows; /* of the points */
    double mean;
} chart;

static bool chart_make(const run *self, chart *points)
{
    size_t rows = self->input.rows + 1;
    points->numbers = (double *)malloc(5 * rows * sizeof *points->numbers);
    points->flags = (int32_t *)malloc(rows * sizeof *points->flags);
    points->rows = (size_t *)malloc(rows * sizeof *points->rows);
    points->values = points->numbers;
    points->events = points->numbers + rows;
    points->sizes = points->numbers + 2 * rows;
    points->lower = points->numbers + 3 * rows;
    points->upper = points->numbers + 4 * rows;
    return (points->numbers != NULL && points->flags != NULL && points->rows != NULL) ||
           complain_at(self, &self->input.cells[0], "there is not enough memory");
}

static void chart_free(chart *points)
{
    free(points->numbers);
    free(points->flags);
    free(points->rows);
}

/* The library sees the points together, and cannot say in which row a number is wrong. */
static bool is_possible(const run *self, size_t row, const size_t *columns, double event, double size)
{
    const cell *place = table_cell(&self->input, row, columns[0]);
    if (!check_not_negative(self, row, columns[1], size) || !check_not_negative(self, row, columns[0], event))
        return false;
    return !(strcmp(self->given->chart, "p") == 0 && event > size) ||
           complain_at(self, place, "'%.40s' in column '%s' is outside its range", place->text, "x");
}

static bool read_points(const run *self, chart *points, bool individual, const size_t *columns)
{
    for (size_t row = 0; row < self->input.rows; row++) {
        double *event = &points->events[points->count], *size = &points->sizes[points->count];
        *size = 1;
        if (!read_number(self, row, (long)columns[0], event) ||
            (!individual && !read_number(self, row, (long)columns[1], size)))
            return false;
        if (!individual && !is_possible(self, row, columns, *event, *size))
            return false;
        if (*size == 0)
            warn_at(self, table_cell(&self->input, row, columns[1]), "there is no point without a size");
        if (isnan(*event + *size) || *size == 0)
            continue;
        points->values[points->count] = individual ? *event : *event / *size;
        points->rows[points->count++] = row;
    }
    return true;
}

/* Of an XmR chart the limits are the same for all points. */
static integ_status individual_limits(const run *self, chart *points)
{
    double lower, upper;
    integ_status status = integ_xmr_limits(points->values, (int64_t)points->count, 0, self->given->screen,
                                           &points->mean, &lower, &upper, self->given->owner->error);
    for (size_t i = 0; i < points->count; i++) {
        points->lower[i] = lower;
        points->upper[i] = upper;
    }
    return status;
}

static integ_status limits(const run *self, chart *points)
{
    integ_error *error = self->given->owner->error;
    int64_t count = (int64_t)points->count;
    integ_status status = strcmp(self->given->chart, "xmr") == 0 ? individual_limits(self, points)
                          : strcmp(self->given->chart, "p") == 0
                              ? integ_p_chart_limits(points->events, points->sizes, count, &points->mean,
                                                     points->lower, points->upper, error)
                              : integ_u_chart_limits(points->events, points->sizes, count, &points->mean,
                                                     points->lower, points->upper, error);
    if (status == INTEG_STATUS_OK)
        status = integ_chart_flags(points->values, points->mean, points->lower, points->upper, count, points->flags,
                                   error);
    return status;
}

static void write_point(run *self, const chart *points, size_t i, bool known, bool individual)
{
    const settings *given = self->given;
    double scale = given->has_multiplier ? given->multiplier : 1;
    if (!individual)
        write_number(self, known ? points->values[i] * scale : MISSING);
    write_number(self, known ? points->mean * scale : MISSING);
    write_number(self, known ? points->lower[i] * scale : MISSING);
    write_number(self, known ? points->upper[i] * scale : MISSING);
    write_text(self, known ? integ_chart_flag_name(points->flags[i]) : "");
    if (given->improve != 0)
        write_text(self, known ? integ_variation_name(integ_chart_variation(points->flags[i], given->improve)) : "");
    if (given->improve != 0 && given->has_target)
        write_text(self, known ? integ_assurance_name(integ_chart_assurance(points->lower[i] * scale,
                                                                            points->upper[i] * scale, given->target,
                                                                            given->improve))
                               : "");
    end_row(self);
}

static bool write_points(run *self, const chart *points, bool known, bool individual)
{
    const char *results[8] = {NULL};
    size_t count = 0;
    if (!individual)
        results[count++] = "value";
    results[count++] = "mean";
    results[count++] = "lower";
    results[count++] = "upper";
    results[count++] = "flag";
    if (self->given->improve != 0)
        results[count++] = "variation";
    if (self->given->improve != 0 && self->given->has_target)
        results[count++] = "assurance";
    if (!begin_results(self, results))
        return false;
    for (size_t row = 0, i = 0; row < self->input.rows; row++) {
        bool here = i < points->count && points->rows[i] == row;
        write_input_row(self, row);
        write_point(self, points, i, known && here, individual);
        i += here;
    }
    return true;
}

bool do_control_chart(run *self)
{
    static const char *const values[] = {"value", NULL}, *const shares[] = {"x", "n", NULL};
    static const char *const names[] = {"events", "x", "sizes", "n", NULL, NULL};
    bool individual = strcmp(self->given->chart, "xmr") == 0;
    size_t columns[2];
    chart points = {0};
    if (!need_columns(self, individual ? values : shares, columns))
        return false;
    bool well = chart_make(self, &points) && read_points(self, &points, individual, columns);
    if (well && self->input.rows > 0) {
        integ_status status = limits(self, &points);
        well = take_status(self, status, 0, names, columns) &&
               write_points(self, &points, status == INTEG_STATUS_OK, individual);
    } else if (well) {
        well = write_points(self, &points, false, individual);
    }
    chart_free(&points);
    return well;
}
