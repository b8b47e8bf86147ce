/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/answer.h"

static const integi_answer *answer_of(const integ_tally *tally, int64_t query)
{
    return query < 0 || query >= (int64_t)tally->plan->query_count ? NULL : &tally->answers[query];
}

static const integi_kept_cell *kept_at(const integ_tally *tally, int64_t query, int64_t cell)
{
    const integi_answer *found = answer_of(tally, query);
    return found == NULL || cell < 0 || cell >= found->count ? NULL : &found->cells[cell];
}

int64_t integ_tally_cells(const integ_tally *tally, int64_t query)
{
    const integi_answer *found = answer_of(tally, query);
    return found == NULL ? 0 : found->count;
}

const char *integ_tally_label(const integ_tally *tally, int64_t query, int64_t cell, int64_t dimension)
{
    const integi_kept_cell *kept = kept_at(tally, query, cell);
    return kept == NULL ? NULL : integi_labels_text(tally->answers[query].labels, kept->index, dimension);
}

const integi_cell *integi_tally_cell(const integ_tally *tally, int64_t query, int64_t cell)
{
    const integi_kept_cell *kept = kept_at(tally, query, cell);
    return kept == NULL ? NULL : &kept->cell;
}

int64_t integi_tally_band(const integ_tally *tally, int64_t query, int64_t cell)
{
    const integi_labels *labels = tally->answers[query].labels;
    return kept_at(tally, query, cell)->index % labels->sizes[labels->dimension_count - 1];
}

bool integi_tally_is_within(const integ_tally *tally, int64_t query, int64_t cell, int64_t coarser, int64_t coarse_cell)
{
    const integi_kept_cell *kept = kept_at(tally, query, cell), *coarse = kept_at(tally, coarser, coarse_cell);
    if (kept == NULL || coarse == NULL)
        return false;
    const integi_labels *labels = tally->answers[query].labels;
    int64_t index = kept->index;
    for (int64_t d = tally->answers[coarser].labels->dimension_count; d < labels->dimension_count; d++)
        index /= labels->sizes[d];
    return index == coarse->index;
}

int64_t integi_tally_find_cell(const integ_tally *tally, int64_t query, int64_t cell, int64_t other)
{
    const integi_kept_cell *kept = kept_at(tally, query, cell);
    const integi_answer *searched = answer_of(tally, other);
    for (int64_t i = 0; kept != NULL && searched != NULL && i < searched->count; i++)
        if (searched->cells[i].index == kept->index)
            return i;
    return -1;
}

const integi_cell *integi_tally_same_cell(const integ_tally *tally, int64_t query, int64_t cell, int64_t other)
{
    return integi_tally_cell(tally, other, integi_tally_find_cell(tally, query, cell, other));
}

const integi_value_count *integi_tally_values(const integ_tally *tally, int64_t query, int64_t cell, int64_t *count)
{
    const integi_kept_cell *kept = kept_at(tally, query, cell);
    *count = kept == NULL ? 0 : kept->value_count;
    return kept == NULL ? NULL : kept->values;
}

const int64_t *integi_tally_amounts(const integ_tally *tally, int64_t query)
{
    const integi_answer *found = answer_of(tally, query);
    return found == NULL ? NULL : found->amounts;
}

bool integi_tally_value(const integ_tally *tally, int64_t query, int64_t value, integi_fraction *out)
{
    const integi_query *asked = &tally->plan->queries[query];
    if (asked->measure_type == INTEG_TYPE_NUMBER)
        return integi_fraction_from_number(integi_value_number(value), out);
    *out = integi_fraction_from(value, integi_power_of_ten(asked->measure_decimals));
    return true;
}

int32_t integi_tally_measure_type(const integ_tally *tally, int64_t query)
{
    return tally->plan->queries[query].measure_type;
}

static bool is_0_or_1(const integi_query *asked, int64_t value)
{
    int64_t one = integi_power_of_ten(asked->measure_decimals);
    return value == 0 || (asked->measure_type == INTEG_TYPE_NUMBER ? integi_value_number(value) == 1 : value == one);
}

bool integi_tally_measures_whether(const integ_tally *tally, int64_t query)
{
    const integi_query *asked = &tally->plan->queries[query];
    const integi_answer *answer = &tally->answers[query];
    bool any = asked->measure_type == INTEG_TYPE_BOOLEAN;
    for (int64_t cell = 0; cell < answer->count && asked->measure_type != INTEG_TYPE_BOOLEAN; cell++)
        for (int64_t i = 0; i < answer->cells[cell].value_count; i++, any = true)
            if (!is_0_or_1(asked, answer->cells[cell].values[i].value))
                return false;
    return any;
}

bool integi_tally_sum(const integ_tally *tally, int64_t query, const integi_cell *cell, integi_fraction *sum)
{
    const integi_query *asked = &tally->plan->queries[query];
    if (asked->measure_type == INTEG_TYPE_NUMBER)
        return integi_fraction_from_number(cell->number_sum, sum);
    *sum = integi_fraction_from(cell->sum, integi_power_of_ten(asked->measure_decimals));
    return true;
}

int64_t integ_tally_rows_unprotected(const integ_tally *tally, int64_t query, int64_t cell)
{
    const integi_cell *found = integi_tally_cell(tally, query, cell);
    return found == NULL ? 0 : found->rows;
}

int64_t integ_tally_known_unprotected(const integ_tally *tally, int64_t query, int64_t cell)
{
    const integi_cell *found = integi_tally_cell(tally, query, cell);
    return found == NULL ? 0 : found->known;
}

int64_t integ_tally_true_unprotected(const integ_tally *tally, int64_t query, int64_t cell)
{
    const integi_cell *found = integi_tally_cell(tally, query, cell);
    return found == NULL ? 0 : found->truth;
}

int64_t integ_tally_measured_unprotected(const integ_tally *tally, int64_t query, int64_t cell)
{
    const integi_cell *found = integi_tally_cell(tally, query, cell);
    return found == NULL ? 0 : found->measured;
}

double integ_tally_sum_unprotected(const integ_tally *tally, int64_t query, int64_t cell)
{
    const integi_cell *found = integi_tally_cell(tally, query, cell);
    if (found == NULL)
        return 0;
    if (tally->plan->queries[query].measure_type == INTEG_TYPE_NUMBER)
        return found->number_sum;
    integi_fraction sum = integi_fraction_from(0, 1);
    integi_tally_sum(tally, query, found, &sum);
    return integi_fraction_number(&sum);
}

int64_t integ_tally_values_unprotected(const integ_tally *tally, int64_t query, int64_t cell)
{
    int64_t count;
    integi_tally_values(tally, query, cell, &count);
    return count;
}

int64_t integ_tally_value_unprotected(const integ_tally *tally, int64_t query, int64_t cell, int64_t index,
                                      double *value)
{
    int64_t count;
    const integi_value_count *values = integi_tally_values(tally, query, cell, &count);
    integi_fraction exact;
    if (index < 0 || index >= count)
        return 0;
    if (value != NULL && integi_tally_value(tally, query, values[index].value, &exact))
        *value = integi_fraction_number(&exact);
    else if (value != NULL)
        *value = integi_value_number(values[index].value);
    return values[index].rows;
}
