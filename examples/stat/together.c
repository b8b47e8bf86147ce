/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* What several series of an indicator come to together: the mean of their scores, or the movement of most of them. */

#include "stat/stat.h"

#include <stdlib.h>
#include <string.h>

/* The columns that there are, and the rows of one dataset. */
typedef struct gathering {
    long score, status, group; /* -1 for none */
    dictionary groups;
    const dictionary *sets;
    size_t set;
} gathering;

static const char *status_of(const run *self, const gathering *of, size_t row)
{
    return of->status < 0 ? "" : table_cell(&self->input, row, (size_t)of->status)->text;
}

/* Rows without a group are each one by themselves. */
static bool same_group(const run *self, const gathering *of, size_t row, size_t other)
{
    if (row == other)
        return true;
    return of->group >= 0 && *table_cell(&self->input, row, (size_t)of->group)->text != '\0' &&
           of->groups.codes[row] == of->groups.codes[other];
}

/* The mean of the scores of the group of a row with a score, where it is the first of them; NaN elsewhere. */
static bool mean_of_group(const run *self, const gathering *of, size_t row, double *mean, size_t *known)
{
    double sum = 0;
    *mean = MISSING;
    *known = 0;
    for (size_t other = 0; other < self->input.rows; other++) {
        double score;
        if (of->sets->codes[other] != of->set || !same_group(self, of, row, other))
            continue;
        if (!read_number(self, other, of->score, &score))
            return false;
        if (isnan(score))
            continue;
        if (other < row)
            return true;
        sum += score;
        ++*known;
    }
    *mean = sum / (double)*known;
    return true;
}

static void write_result(run *self, const gathering *of, size_t count, double score, const char *status)
{
    write_text(self, of->sets->names[of->set]);
    write_number(self, (double)count);
    write_number(self, score);
    write_text(self, status);
    end_row(self);
}

/* Members of a group are averaged first, and those without a score left out. */
static bool mean_of_scores(run *self, const gathering *of)
{
    double sum = 0;
    size_t means = 0, count = 0;
    bool all_met = true;
    for (size_t row = 0; row < self->input.rows; row++) {
        double mean, score;
        size_t known;
        if (of->sets->codes[row] != of->set)
            continue;
        if (!read_number(self, row, of->score, &score))
            return false;
        all_met = all_met && strcmp(status_of(self, of, row), "target_achieved") == 0;
        if (isnan(score))
            continue;
        if (!mean_of_group(self, of, row, &mean, &known))
            return false;
        count += known;
        sum += isnan(mean) ? 0 : mean;
        means += !isnan(mean);
    }
    double mean = means == 0 ? MISSING : sum / (double)means;
    write_result(self, of, count, mean, integ_assessment_status_of_score(self->given->method, mean, all_met));
    return true;
}

/* The movement that more than half of an odd number have; no movement where none has, or one is not known. */
static bool movement_of_most(run *self, const gathering *of, int32_t *movements)
{
    static const char *const names[] = {"negative", "unchanged", "positive"};
    size_t count = 0;
    int32_t movement = 0;
    bool known = true;
    for (size_t row = 0; row < self->input.rows; row++) {
        if (of->sets->codes[row] != of->set)
            continue;
        int32_t at = 0;
        while (at < 3 && strcmp(names[at], status_of(self, of, row)) != 0)
            at++;
        known = known && at < 3;
        movements[count++] = at - 1;
    }
    if (count % 2 == 0) {
        warn_at(self, &self->input.cells[0], "dataset '%.40s' has %zu indicators, and of an even number none decides",
                of->sets->names[of->set], count);
        known = false;
    }
    known = known && integ_barometer_movement(movements, (int64_t)count, 0, &movement, NULL) == INTEG_STATUS_OK;
    write_result(self, of, count, known ? movement : MISSING, known ? names[movement + 1] : "not_available");
    return true;
}

bool do_together(run *self)
{
    static const char *const results[] = {"dataset", "count", "score", "status", NULL};
    bool barometer = strcmp(self->given->method, "barometer") == 0;
    size_t column, needed;
    dictionary sets = {0};
    if (!need_column(self, "dataset", &column) || !need_column(self, barometer ? "status" : "score", &needed) ||
        !dictionary_make(self, column, &sets))
        return false;
    gathering of = {table_column(&self->input, "score"), table_column(&self->input, "status"),
                    table_column(&self->input, "group"), {0}, &sets, 0};
    int32_t *movements = (int32_t *)malloc((self->input.rows + 1) * sizeof *movements);
    bool well = movements != NULL || complain_at(self, &self->input.cells[0], "there is not enough memory");
    well = well && (of.group < 0 || dictionary_make(self, (size_t)of.group, &of.groups));
    write_header(self, results);
    for (; well && of.set < sets.count; of.set++)
        well = barometer ? movement_of_most(self, &of, movements) : mean_of_scores(self, &of);
    free(movements);
    dictionary_free(&of.groups);
    dictionary_free(&sets);
    return well;
}
