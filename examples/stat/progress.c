/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* How far values have come, by named methods. */

#include "stat/stat.h"

#include <stdlib.h>
#include <string.h>

static const char *const parameters[] = {"base_year", "base_value", "current_year", "current_value",
                                         "direction", "target",     "target_year",  "limit"};
enum { PARAMETERS = sizeof parameters / sizeof parameters[0], DIRECTION = 4, NEEDED = 5 };

/* `1` and `-1`; the words of policies too. */
static bool read_direction(const run *self, size_t row, long column, double *out)
{
    const char *text = column < 0 ? "" : table_cell(&self->input, row, (size_t)column)->text;
    *out = strcmp(text, "increase") == 0 || strcmp(text, "positive") == 0   ? 1
           : strcmp(text, "decrease") == 0 || strcmp(text, "negative") == 0 ? -1
                                                                            : MISSING;
    if (!isnan(*out) || !read_number(self, row, column, out))
        return !isnan(*out);
    return isnan(*out) || *out == 1 || *out == -1 ||
           complain_at(self, table_cell(&self->input, row, (size_t)column), "a direction is 1 or -1");
}

static bool set_options(const run *self, integ_assessment *assessed)
{
    const settings *given = self->given;
    integ_status status = integ_assessment_set(assessed, "strict", given->strict, given->owner->error);
    if (status == INTEG_STATUS_OK)
        status = integ_assessment_set(assessed, "decimals", (double)given->decimals, given->owner->error);
    if (status == INTEG_STATUS_OK && given->has_tolerance)
        status = integ_assessment_set(assessed, "tolerance", given->tolerance, given->owner->error);
    return take_status(self, status, 0, NULL, NULL);
}

static bool set_row(const run *self, integ_assessment *assessed, size_t row, const long *columns)
{
    for (int i = 0; i < PARAMETERS; i++) {
        double number;
        if (!(i == DIRECTION ? read_direction : read_number)(self, row, columns[i], &number))
            return false;
        if (isnan(number))
            continue;
        integ_status status = integ_assessment_set(assessed, parameters[i], number, self->given->owner->error);
        if (!take_status(self, status, row, NULL, NULL))
            return false;
    }
    return true;
}

static void write_assessment(run *self, size_t row, const integ_assessment *assessed)
{
    double progress = MISSING, score = MISSING;
    int32_t reason = integ_assessment_reason(assessed);
    integ_assessment_progress(assessed, &progress);
    integ_assessment_score(assessed, &score);
    write_input_row(self, row);
    write_number(self, progress);
    write_text(self, integ_assessment_status(assessed));
    write_number(self, score);
    write_text(self, reason == INTEG_ASSESSMENT_NONE ? "" : integ_assessment_reason_name(reason));
    end_row(self);
}

static bool assess_rows(run *self, integ_assessment *assessed)
{
    static const char *const results[] = {"progress", "status", "score", "reason", NULL};
    bool years = strcmp(self->given->method, "barometer") != 0;
    long columns[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
        size_t column;
        columns[i] = table_column(&self->input, parameters[i]);
        bool year = i == 0 || i == 2;
        if (i < NEEDED && (years || !year) && !need_column(self, parameters[i], &column))
            return false;
    }
    if (!begin_results(self, results))
        return false;
    for (size_t row = 0; row < self->input.rows; row++) {
        integ_assessment_clear(assessed);
        if (!set_options(self, assessed) || !set_row(self, assessed, row, columns))
            return false;
        integ_status status = integ_assessment_run(assessed, self->given->owner->error);
        if (!take_status(self, status, row, NULL, NULL))
            return false;
        write_assessment(self, row, assessed);
    }
    return true;
}

/* Whether a row says something else of the target or its year than the rows before it. */
static bool is_other_aim(double value, double year, double target, double deadline)
{
    bool alone = isnan(value) || isnan(target);
    bool other_target = !isnan(value) && !isnan(target) && value != target;
    bool other_year = !isnan(year) && !isnan(deadline) && year != deadline;
    return (other_target && !other_year) || (other_year && alone);
}

/* Of several years with targets the next one counts, or the last where all are past. */
static bool read_aim(const run *self, long targets, long deadlines, double last_year, double *target, double *deadline)
{
    double value, year;
    for (size_t row = 0; row < self->input.rows; row++) {
        if (!read_number(self, row, targets, &value) || !read_number(self, row, deadlines, &year))
            return false;
        if (is_other_aim(value, year, *target, *deadline))
            return complain_at(self, table_cell(&self->input, row, (size_t)(isnan(value) ? deadlines : targets)),
                               "'%.40s' is not what a row before says of the same series",
                               table_cell(&self->input, row, (size_t)(isnan(value) ? deadlines : targets))->text);
        bool both = !isnan(value) && !isnan(year), none = isnan(*target) || isnan(*deadline);
        bool next = year >= last_year && (*deadline < last_year || year < *deadline);
        bool later = *deadline < last_year && year > *deadline;
        if (!isnan(value) && (!both || none || next || later))
            *target = value;
        if (!isnan(year) && (!both || none || next || later))
            *deadline = year;
    }
    return true;
}

/* The weather is that of a series: all rows together. */
static bool weather(run *self)
{
    static const char *const needed[] = {"year", "value", "direction", NULL};
    static const char *const results[] = {"progress", "status", NULL};
    size_t columns[3], rows = self->input.rows, count = 0;
    if (!need_columns(self, needed, columns))
        return false;
    long targets = table_column(&self->input, "target"), deadlines = table_column(&self->input, "target_year");
    double *years = (double *)malloc((2 * rows + 1) * sizeof *years), *values = years + rows;
    double direction = MISSING, target = MISSING, deadline = MISSING, change = MISSING, last = -INFINITY;
    bool well = years != NULL || complain_at(self, &self->input.cells[0], "there is not enough memory");
    for (size_t row = 0; well && row < rows; row++) {
        double more;
        well = read_number(self, row, (long)columns[0], &years[count]) &&
               read_number(self, row, (long)columns[1], &values[count]) &&
               read_direction(self, row, (long)columns[2], &more);
        if (well && !isnan(more) && !isnan(direction) && more != direction)
            well = complain_at(self, table_cell(&self->input, row, columns[2]),
                               "'%.40s' is not what a row before says of the same series",
                               table_cell(&self->input, row, columns[2])->text);
        if (well && !isnan(more))
            direction = more;
        if (well && !isnan(years[count] + values[count]))
            last = fmax(last, years[count++]);
    }
    well = well && read_aim(self, targets, deadlines, last, &target, &deadline);
    int32_t symbol = INTEG_WEATHER_NONE;
    int32_t kind = isnan(target)     ? INTEG_WEATHER_DIRECTION
                   : isnan(deadline) ? INTEG_WEATHER_TO_BE_KEPT
                                     : INTEG_WEATHER_TO_BE_REACHED;
    if (well && rows > 0 && !isnan(direction)) {
        integ_status status = integ_weather(years, values, (int64_t)count, kind, (int32_t)direction, target, deadline,
                                            &symbol, &change, self->given->owner->error);
        well = take_status(self, status, rows - 1, NULL, NULL);
    }
    if (well) {
        write_header(self, results);
        write_number(self, symbol == INTEG_WEATHER_NONE ? MISSING : change);
        write_text(self, integ_weather_name(symbol));
        end_row(self);
    }
    free(years);
    return well;
}

bool do_progress(run *self)
{
    const settings *given = self->given;
    if (strcmp(given->method, "weather") == 0)
        return weather(self);
    integ_assessment *assessed;
    if (integ_assessment_new(given->owner->context, given->method, &assessed, given->owner->error) != INTEG_STATUS_OK)
        return complain_at(self, &self->input.cells[0], "there is not enough memory");
    bool well = assess_rows(self, assessed);
    integ_assessment_free(assessed);
    return well;
}
