/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/kinds.h"
#include "integration/statistics.h"

/* Those who meet the condition and the others, for each unit; rows whose unit is unknown are left out. */
static int64_t fill_counts(const integi_source *source, double *counts, integi_value *value)
{
    int64_t units = 0;
    for (int64_t i = 0; i < integ_tally_cells(source->tally, source->side.query); i++) {
        const integi_cell *cell = integi_tally_cell(source->tally, source->side.query, i);
        bool known = integ_tally_label(source->tally, source->side.query, i, 0) != NULL;
        value->own.unknown += known ? cell->rows - cell->known : cell->rows;
        if (!known)
            continue;
        value->own.numerator += cell->truth;
        value->own.denominator += cell->known;
        counts[2 * units] = (double)cell->truth;
        counts[2 * units + 1] = (double)(cell->known - cell->truth);
        units++;
    }
    return units;
}

integi_value integi_segregation_value(const integi_source *source)
{
    const integ_indicator *indicator = source->indicator;
    int64_t cells = integ_tally_cells(source->tally, source->side.query);
    size_t size = (size_t)cells * 2 * sizeof(double);
    integi_value value = {.exact = integi_fraction_from(0, 1), .reason = INTEG_REASON_NO_DATA};
    integ_segregation *segregation = NULL;
    double number, *counts = integi_allocate(indicator->context, size);
    integ_status status = INTEG_STATUS_OUT_OF_MEMORY;
    int64_t units = counts == NULL ? 0 : fill_counts(source, counts, &value);
    if (counts != NULL && units > 0)
        status = integ_segregation_new(indicator->context, counts, units, 2, &segregation, NULL);
    else if (counts != NULL)
        status = INTEG_STATUS_UNDEFINED;
    if (status == INTEG_STATUS_OK)
        status = integ_segregation_measure(segregation, indicator->segregation, 0, &number, NULL);
    if (status == INTEG_STATUS_OK && integi_fraction_from_number(number, &value.exact))
        value.reason = INTEG_REASON_NONE;
    value.out_of_memory = status == INTEG_STATUS_OUT_OF_MEMORY;
    integ_segregation_free(segregation);
    integi_release(indicator->context, counts, size);
    return value;
}
