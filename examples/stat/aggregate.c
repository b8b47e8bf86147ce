/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* The functions that print one row for each result: standardised rates, trend. */

#include "stat/stat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EVENTS_OF_ONE_PERSON 20
#define THEIL_SEN_ROWS 4000 /* which the library takes */

/* The strata of one dataset. */
typedef struct strata {
    double *events, *populations, *weights;
    size_t count;
    double total_events, total_population;
    bool known, missing; /* missing: for want of a number */
} strata;

/* The number in the name of a column such as f3; 0 for other names. */
static long events_in_name(const char *name)
{
    bool is_number = *name == 'f' && name[1] >= '1' && name[1] <= '9' &&
                     strspn(name + 1, "0123456789") == strlen(name + 1);
    return !is_number ? 0 : strlen(name) > 4 ? 1000 : strtol(name + 1, NULL, 10);
}

/* Events in a column that is not read would be lost. */
static bool check_repeats(const run *self, size_t most)
{
    for (size_t i = 0; i < self->input.columns; i++) {
        const cell *name = &self->input.cells[i];
        if (events_in_name(name->text) <= (long)most)
            continue;
        if (most == EVENTS_OF_ONE_PERSON)
            return complain_at(self, name, "'%.40s' cannot be read: persons have at most %d events", name->text,
                               EVENTS_OF_ONE_PERSON);
        return complain_at(self, name, "'%.40s' cannot be read without a column 'f%d' (fill it with 0 for none)",
                           name->text, (int)most + 1);
    }
    return true;
}

/* Columns f1, f2, ... say how many persons had so many events, where events are not independent. */
static size_t find_repeats(const run *self, long *columns)
{
    size_t most = 0;
    for (; most < EVENTS_OF_ONE_PERSON; most++) {
        char name[8];
        snprintf(name, sizeof name, "f%zu", most + 1);
        columns[most] = table_column(&self->input, name);
        if (columns[most] < 0)
            break;
    }
    return most;
}

static bool has_repeats(const run *self, const dictionary *sets, size_t set, const long *columns, size_t most)
{
    for (size_t row = 0; row < self->input.rows; row++)
        for (size_t i = 0; sets->codes[row] == set && i < most; i++)
            if (!is_missing(table_cell(&self->input, row, (size_t)columns[i])->text))
                return true;
    return false;
}

/* What the columns f1, f2, ... add up to has to be what `count` says, where that is filled in. */
static bool check_total(const run *self, size_t row, long count, double total)
{
    double said;
    if (!read_number(self, row, count, &said))
        return false;
    const cell *place = table_cell(&self->input, row, (size_t)count);
    return isnan(said) || isnan(total) || said == total ||
           complain_at(self, place, "'%.40s' in column '%s' is not what f1, f2 and on add up to", place->text,
                       "count");
}

/* Where the persons with one number of events are known, an empty field is nobody with another number. */
static bool read_events(const run *self, double *events, size_t row, long count, const long *repeats, size_t most,
                        double *total)
{
    bool any = false;
    *total = 0;
    for (size_t i = 0; i < most; i++) {
        long column = repeats == NULL ? count : repeats[i];
        if (!read_number(self, row, column, &events[i]) || !check_not_negative(self, row, (size_t)column, events[i]))
            return false;
        any = any || !isnan(events[i]);
    }
    for (size_t i = 0; any && i < most; i++) {
        events[i] = isnan(events[i]) ? 0 : events[i];
        *total += events[i] * (double)(i + 1);
    }
    if (!any)
        *total = MISSING;
    return repeats == NULL || check_total(self, row, count, *total);
}

/* Without a column of weights the rows of a dataset are the bands of the European Standard Population, the youngest
 * first. */
static bool has_weights(const run *self)
{
    return table_column(&self->input, "stdpop") >= 0;
}

static bool add_stratum(const run *self, strata *found, size_t row, const size_t *columns, const long *repeats,
                        size_t most)
{
    double *events = found->events + found->count * most, people, total;
    double weight = integ_european_standard_population((int32_t)found->count);
    if (!read_events(self, events, row, (long)columns[1], repeats, most, &total))
        return false;
    if (!read_number(self, row, (long)columns[2], &people) ||
        (has_weights(self) && !read_number(self, row, (long)columns[3], &weight)) ||
        !check_not_negative(self, row, columns[2], people) || !check_not_negative(self, row, columns[3], weight))
        return false;
    if (people == 0)
        warn_at(self, table_cell(&self->input, row, columns[2]),
                "there is nobody in this band, which has no rate then");
    found->known = found->known && !isnan(total + people + weight) && people != 0;
    found->missing = found->missing || isnan(total + people + weight);
    found->populations[found->count] = people;
    found->weights[found->count++] = weight;
    found->total_events += isnan(total) ? 0 : total;
    found->total_population += isnan(people) ? 0 : people;
    return true;
}

static bool write_rate(run *self, const strata *found, const char *name, size_t most, size_t row,
                       const size_t *columns)
{
    static const char *const names[] = {"events", "count", "populations", "pop", "weights", "stdpop", NULL, NULL};
    const settings *given = self->given;
    double value = MISSING, lower = MISSING, upper = MISSING;
    bool known = found->known;
    if (found->missing)
        warn_at(self, table_cell(&self->input, row, 0), "a number of dataset '%.40s' is missing", name);
    if (known) {
        integ_status status = integ_direct_standardised_rate(
            found->events, (int64_t)most, found->populations, found->weights, (int64_t)found->count,
            given->has_multiplier ? given->multiplier : 1, given->confidence, &value, &lower, &upper,
            given->owner->error);
        bool few = status == INTEG_STATUS_UNDEFINED &&
                   strcmp(integ_error_name(given->owner->error, 0), "statistics.too_few_events") == 0;
        if (few) {
            warn_at(self, table_cell(&self->input, row, 0), "dataset '%.40s': %s", name,
                    integ_error_message(given->owner->error, 0, given->owner->language));
            integ_error_clear(given->owner->error);
        } else if (!take_status(self, status, row, names, columns + 1)) {
            return false;
        }
        known = status == INTEG_STATUS_OK;
    }
    write_text(self, name);
    write_number(self, found->total_events);
    write_number(self, found->total_population);
    write_number(self, known ? value : MISSING);
    write_number(self, known ? lower : MISSING);
    write_number(self, known ? upper : MISSING);
    end_row(self);
    return true;
}

static bool rate_of(run *self, const dictionary *sets, size_t set, const size_t *columns, strata *found)
{
    long repeats[EVENTS_OF_ONE_PERSON];
    size_t most = find_repeats(self, repeats), last = 0;
    bool repeated = has_repeats(self, sets, set, repeats, most);
    if (!repeated)
        most = 1;
    found->count = 0;
    found->total_events = found->total_population = 0;
    found->known = true;
    found->missing = false;
    for (size_t row = 0; row < self->input.rows; row++) {
        if (sets->codes[row] != set)
            continue;
        last = row;
        if (!add_stratum(self, found, row, columns, repeated ? repeats : NULL, most))
            return false;
    }
    if (!has_weights(self) && found->count != (size_t)integ_european_standard_bands())
        return complain_at(
            self, table_cell(&self->input, last, 0),
            "dataset '%.40s' has %zu bands, and the European Standard Population, which is taken without a "
            "column 'stdpop', has 19",
            sets->names[set], found->count);
    return write_rate(self, found, sets->names[set], most, last, columns);
}

bool do_standardised_rate(run *self)
{
    static const char *const parameters[] = {"dataset", "count", "pop", "stdpop", NULL};
    static const char *const without_weights[] = {"dataset", "count", "pop", NULL};
    static const char *const results[] = {"dataset", "total_count", "total_pop", "value", "lower", "upper", NULL};
    size_t columns[4] = {0}, rows = self->input.rows + 1;
    dictionary sets = {0};
    if (!need_columns(self, has_weights(self) ? parameters : without_weights, columns) ||
        !dictionary_make(self, columns[0], &sets))
        return false;
    long repeats[EVENTS_OF_ONE_PERSON];
    bool well = check_repeats(self, find_repeats(self, repeats));
    double *room = (double *)malloc((EVENTS_OF_ONE_PERSON + 2) * rows * sizeof *room);
    well = well && (room != NULL || complain_at(self, &self->input.cells[0], "there is not enough memory"));
    strata found = {.populations = room, .weights = room + rows, .events = room + 2 * rows};
    write_header(self, results);
    for (size_t set = 0; well && set < sets.count; set++)
        well = rate_of(self, &sets, set, columns, &found);
    free(room);
    dictionary_free(&sets);
    return well;
}

static bool write_trend(run *self, const integ_trend *line, double at)
{
    const settings *given = self->given;
    integ_error *error = given->owner->error;
    double value = MISSING, lower = MISSING, upper = MISSING, probability = MISSING;
    integ_status status = integ_trend_value(line, at, &value, error);
    if (status == INTEG_STATUS_OK)
        status = integ_trend_interval(line, at, given->confidence, &lower, &upper, error);
    if (status == INTEG_STATUS_OK && given->has_target && given->improve != 0)
        status = integ_trend_probability(line, at, given->target, given->improve, &probability, error);
    if (!take_status(self, status, 0, NULL, NULL))
        return false;
    bool known = status == INTEG_STATUS_OK;
    write_number(self, integ_trend_slope(line));
    write_number(self, at);
    write_number(self, value);
    write_number(self, known ? lower : MISSING);
    write_number(self, known ? upper : MISSING);
    if (given->has_target && given->improve != 0)
        write_number(self, known ? probability : MISSING);
    end_row(self);
    return true;
}

static bool read_series(const run *self, const size_t *columns, double *x, double *y, size_t *count)
{
    *count = 0;
    for (size_t row = 0; row < self->input.rows; row++) {
        if (!read_number(self, row, (long)columns[0], &x[*count]) ||
            !read_number(self, row, (long)columns[1], &y[*count]))
            return false;
        *count += !isnan(x[*count] + y[*count]);
    }
    return true;
}

static bool trend_of(run *self, const double *x, const double *y, size_t count)
{
    static const char *const results[] = {"slope", "at", "value", "lower", "upper", NULL};
    static const char *const with_target[] = {"slope", "at", "value", "lower", "upper", "probability", NULL};
    const settings *given = self->given;
    int32_t method = given->method != NULL && strcmp(given->method, "theil-sen") == 0 ? INTEG_TREND_THEIL_SEN
                                                                                        : INTEG_TREND_LEAST_SQUARES;
    integ_trend *line = NULL;
    if (method == INTEG_TREND_THEIL_SEN && count > THEIL_SEN_ROWS)
        return complain_at(self, &self->input.cells[0], "%s takes at most %d rows, and there are %zu", "theil-sen",
                           THEIL_SEN_ROWS, count);
    write_header(self, given->has_target && given->improve != 0 ? with_target : results);
    integ_status status =
        integ_trend_new(given->owner->context, x, y, (int64_t)count, method, &line, given->owner->error);
    double last = count == 0 ? MISSING : x[0];
    for (size_t i = 1; i < count; i++)
        last = fmax(last, x[i]);
    bool well = status == INTEG_STATUS_OK ? write_trend(self, line, given->has_at ? given->at : last)
                                          : self->input.rows == 0 || take_status(self, status, 0, NULL, NULL);
    integ_trend_free(line);
    return well;
}

bool do_trend(run *self)
{
    static const char *const years[] = {"year", "value", NULL}, *const plain[] = {"x", "y", NULL};
    size_t columns[2], rows = self->input.rows + 1, count;
    if (!need_columns(self, table_column(&self->input, "x") >= 0 ? plain : years, columns))
        return false;
    double *numbers = (double *)malloc(2 * rows * sizeof *numbers);
    bool well = numbers != NULL || complain_at(self, &self->input.cells[0], "there is not enough memory");
    well = well && read_series(self, columns, numbers, numbers + rows, &count) &&
           trend_of(self, numbers, numbers + rows, count);
    free(numbers);
    return well;
}
