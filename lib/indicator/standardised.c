/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/kinds.h"
#include "integration/statistics.h"
#include "tally/dimensions.h"

/* Events and people of one band; nobody where nobody is in it. */
static integi_cell band_cell(const integi_source *source, int64_t band)
{
    for (int64_t i = source->first; i < source->end; i++)
        if (integi_tally_band(source->tally, source->strata, i) == band)
            return *integi_tally_cell(source->tally, source->strata, i);
    return (integi_cell){0};
}

/* Everybody who is counted has a known condition and a known band. */
static integi_counts count_all(const integi_source *source, int64_t bands)
{
    integi_counts counts = {0, 0, 0};
    for (int64_t i = source->first; i < source->end; i++)
        counts.unknown += integi_tally_cell(source->tally, source->strata, i)->rows;
    for (int64_t band = 0; band < bands; band++) {
        integi_cell cell = band_cell(source, band);
        counts.numerator += cell.truth;
        counts.denominator += cell.known;
    }
    counts.unknown -= counts.denominator;
    return counts;
}

/* Events and people of the bands, for integ_direct_standardised_rate(); a reason where there is no rate. */
static int32_t fill_bands(const integi_source *source, int64_t bands, double *events, double *people)
{
    int32_t reason = INTEG_REASON_NONE;
    for (int64_t band = 0; band < bands; band++) {
        integi_cell cell = band_cell(source, band);
        events[band] = (double)cell.truth;
        people[band] = (double)cell.known;
        reason = cell.known == 0 ? INTEG_REASON_EMPTY_STRATUM : reason;
    }
    return reason;
}

static void add_rate(const integi_source *source, int64_t bands, double *events, integi_value *value)
{
    const integ_indicator *indicator = source->indicator;
    double rate;
    value->reason = fill_bands(source, bands, events, events + bands);
    if (value->own.denominator == 0)
        value->reason = INTEG_REASON_NO_DATA;
    else if (value->reason == INTEG_REASON_NONE && value->own.numerator < INTEG_EXACT_EVENTS_BELOW)
        value->reason = INTEG_REASON_TOO_FEW_EVENTS;
    if (value->reason != INTEG_REASON_NONE)
        return;
    value->has_interval = integ_direct_standardised_rate(events, 1, events + bands, indicator->weights, bands,
                                                         (double)indicator->per, INTEGI_CONFIDENCE, &rate,
                                                         &value->lower, &value->upper, NULL) == INTEG_STATUS_OK;
    if (!value->has_interval || !integi_fraction_from_number(rate, &value->exact)) {
        value->has_interval = false;
        value->reason = INTEG_REASON_OUT_OF_RANGE;
    }
}

/* The rate that the standard population would have with the group's rate in each band. */
integi_value integi_standardised_rate_value(const integi_source *source)
{
    const integ_indicator *indicator = source->indicator;
    int64_t bands = indicator->strata->items[0].edge_count + 1;
    size_t size = 2 * (size_t)bands * sizeof(double);
    integi_value value = {.exact = integi_fraction_from(0, 1), .own = count_all(source, bands)};
    double *events = integi_allocate(indicator->context, size);
    value.out_of_memory = events == NULL;
    if (events != NULL)
        add_rate(source, bands, events, &value);
    integi_release(indicator->context, events, size);
    return value;
}
