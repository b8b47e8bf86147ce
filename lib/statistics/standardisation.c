/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/numbers.h"

int32_t integ_european_standard_bands(void)
{
    return 19;
}

double integ_european_standard_population(int32_t band)
{
    static const double people[] = {5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000,
                                    7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000};
    return band >= 0 && band < integ_european_standard_bands() ? people[band] : 0;
}

/* Sums over the strata, before anything is divided by the weights' own sum. */
typedef struct sums {
    double events, weights, rate, variance;
} sums;

static integ_status add_stratum(sums *sum, const double *events, int64_t most, double people, double weight,
                                integ_error *error)
{
    if (!(people > 0 && isfinite(people)))
        return integi_out_of_range(error, "populations");
    if (!(weight >= 0 && isfinite(weight)))
        return integi_out_of_range(error, "weights");
    double share = weight / people;
    for (int64_t each = 1; each <= most; each++) {
        double persons = events[each - 1];
        if (!(persons >= 0 && isfinite(persons)))
            return integi_out_of_range(error, "events");
        double count = (double)each;
        sum->events += count * persons;
        sum->rate += count * persons * share;
        sum->variance += count * count * persons * share * share;
    }
    sum->weights += weight;
    return INTEG_STATUS_OK;
}

static integ_status dobson(const sums *sum, double multiplier, double confidence, double *value, double *lower,
                           double *upper, integ_error *error)
{
    if (!(sum->weights > 0))
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_no_values, "weights");
    if (sum->events < INTEG_EXACT_EVENTS_BELOW)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_too_few_events, "10");
    double few, many;
    integ_status status = integ_byar_interval(sum->events, confidence, &few, &many, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double rate = sum->rate / sum->weights, spread = sqrt(sum->variance / sum->events) / sum->weights;
    *value = rate * multiplier;
    *lower = fmax(rate + spread * (few - sum->events), 0) * multiplier;
    *upper = (rate + spread * (many - sum->events)) * multiplier;
    return INTEG_STATUS_OK;
}

integ_status integ_direct_standardised_rate(const double *events, int64_t most, const double *populations,
                                            const double *weights, int64_t strata, double multiplier,
                                            double confidence, double *value, double *lower, double *upper,
                                            integ_error *error)
{
    if (value == NULL || lower == NULL || upper == NULL)
        return integi_invalid_argument(error, value == NULL ? "value" : lower == NULL ? "lower" : "upper");
    *value = *lower = *upper = 0;
    if (events == NULL || populations == NULL || weights == NULL)
        return integi_invalid_argument(error, "events, populations, weights");
    if (strata < 1 || most < 1)
        return integi_out_of_range(error, strata < 1 ? "strata" : "most");
    if (!(multiplier > 0 && isfinite(multiplier)))
        return integi_out_of_range(error, "multiplier");
    sums sum = {0};
    integ_status status = integi_check_confidence(confidence, error);
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < strata; i++)
        status = add_stratum(&sum, events + i * most, most, populations[i], weights[i], error);
    if (status == INTEG_STATUS_OK)
        status = dobson(&sum, multiplier, confidence, value, lower, upper, error);
    if (status == INTEG_STATUS_OK)
        status = integi_deliver(lower, upper, error);
    if (status != INTEG_STATUS_OK)
        *value = 0;
    return status;
}

integ_status integ_indirect_standardised_ratio(double observed, double expected, double multiplier, double confidence,
                                               double *value, double *lower, double *upper, integ_error *error)
{
    return integ_rate(observed, expected, multiplier, confidence, value, lower, upper, error);
}

integ_status integ_expected_events(const double *populations, const double *reference_events,
                                   const double *reference_populations, int64_t strata, double *expected,
                                   integ_error *error)
{
    if (expected == NULL)
        return integi_invalid_argument(error, "expected");
    *expected = 0;
    if (populations == NULL || reference_events == NULL || reference_populations == NULL)
        return integi_invalid_argument(error, "populations, reference_events, reference_populations");
    double sum = 0;
    for (int64_t i = 0; i < strata; i++) {
        if (!(populations[i] >= 0 && isfinite(populations[i])))
            return integi_out_of_range(error, "populations");
        if (!(reference_events[i] >= 0 && isfinite(reference_events[i])))
            return integi_out_of_range(error, "reference_events");
        if (!(reference_populations[i] > 0 && isfinite(reference_populations[i])))
            return integi_out_of_range(error, "reference_populations");
        sum += populations[i] * (reference_events[i] / reference_populations[i]);
    }
    return integi_deliver_one(sum, expected, error);
}
