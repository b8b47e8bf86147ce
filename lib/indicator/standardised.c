/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/kinds.h"
#include "tally/dimensions.h"

/* Events and people of one band; nobody where nobody is in it. */
static integi_cell band_cell(const integi_source *source, int64_t band)
{
    for (int64_t i = 0; i < integ_tally_cells(source->tally, source->side.query); i++)
        if (integi_tally_band(source->tally, source->side.query, i) == band)
            return *integi_tally_cell(source->tally, source->side.query, i);
    return (integi_cell){0};
}

/* Everybody who is counted has a known condition and a known band. */
static integi_counts count_all(const integi_source *source, int64_t bands)
{
    integi_counts counts = {0, 0, 0};
    for (int64_t i = 0; i < integ_tally_cells(source->tally, source->side.query); i++)
        counts.unknown += integi_tally_cell(source->tally, source->side.query, i)->rows;
    for (int64_t band = 0; band < bands; band++) {
        integi_cell cell = band_cell(source, band);
        counts.numerator += cell.truth;
        counts.denominator += cell.known;
    }
    counts.unknown -= counts.denominator;
    return counts;
}

/* The rate that the standard population would have with the group's rate in each band. */
integi_value integi_standardised_rate_value(const integi_source *source)
{
    const integ_indicator *indicator = source->indicator;
    int64_t bands = indicator->strata->items[0].edge_count + 1;
    integi_value value = {.exact = integi_fraction_from(0, 1), .own = count_all(source, bands)};
    double sum = 0, weights = 0;
    for (int64_t band = 0; band < bands; band++) {
        integi_cell cell = band_cell(source, band);
        if (cell.known == 0)
            value.reason = INTEG_REASON_EMPTY_STRATUM;
        else
            sum += indicator->weights[band] * (double)cell.truth / (double)cell.known;
        weights += indicator->weights[band];
    }
    if (value.own.denominator == 0)
        value.reason = INTEG_REASON_NO_DATA;
    else if (value.reason == INTEG_REASON_NONE && value.own.numerator < INTEGI_EVENTS_NEEDED)
        value.reason = INTEG_REASON_TOO_FEW_EVENTS;
    if (value.reason == INTEG_REASON_NONE &&
        !integi_fraction_from_number(sum / weights * (double)indicator->per, &value.exact))
        value.reason = INTEG_REASON_OUT_OF_RANGE;
    return value;
}
