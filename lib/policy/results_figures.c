/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The indicators of a run and their breakdowns, figure by figure. */
#include "policy/results.h"

int64_t integ_results_indicator_count(const integ_results *results)
{
    return results->indicator_count;
}

static const integi_indicator_result *find_indicator(const integ_results *results, int64_t index)
{
    return index < 0 || index >= results->indicator_count ? NULL : &results->indicators[index];
}

const integ_indicator *integ_results_indicator(const integ_results *results, int64_t index)
{
    const integi_indicator_result *found = find_indicator(results, index);
    return found == NULL ? NULL : found->indicator;
}

const integ_figure *integ_results_figure(const integ_results *results, int64_t index)
{
    const integi_indicator_result *found = find_indicator(results, index);
    return found == NULL ? NULL : found->figure;
}

const integ_series *integ_results_series(const integ_results *results, int64_t index)
{
    const integi_indicator_result *found = find_indicator(results, index);
    return found == NULL ? NULL : found->series;
}

int64_t integ_results_cell_count(const integ_results *results, int64_t index)
{
    const integi_indicator_result *found = find_indicator(results, index);
    return found == NULL ? 0 : found->cell_count;
}

static const integi_cell_result *find_cell(const integ_results *results, int64_t index, int64_t cell)
{
    return cell < 0 || cell >= integ_results_cell_count(results, index) ? NULL
                                                                        : &results->indicators[index].cells[cell];
}

const integ_figure *integ_results_cell(const integ_results *results, int64_t index, int64_t cell)
{
    const integi_cell_result *found = find_cell(results, index, cell);
    return found == NULL ? NULL : found->figure;
}

const char *integ_results_cell_code(const integ_results *results, int64_t index, int64_t cell, int64_t dimension,
                                    const char **label)
{
    const integi_cell_result *found = find_cell(results, index, cell);
    if (found != NULL &&
        (dimension < 0 || dimension >= integ_dimensions_count(results->indicators[index].indicator->by)))
        found = NULL;
    if (label != NULL)
        *label = found == NULL ? NULL : found->terms[dimension].text;
    return found == NULL ? NULL : found->terms[dimension].code;
}
