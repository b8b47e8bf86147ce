/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Values that are not counted in the register: made of other indicators, or published by somebody else. */
#include "indicator/indicator.h"

static void set_number(integi_value *value, double number)
{
    if (!integi_fraction_from_number(number, &value->exact)) {
        value->exact = integi_fraction_from(0, 1);
        value->reason = INTEG_REASON_OUT_OF_RANGE;
        return;
    }
    value->number = number;
}

integi_value integi_indicator_compose(const integ_indicator *indicator, const integi_value *const *parts)
{
    integi_value value = {.kind = indicator->kind, .exact = integi_fraction_from(0, 1), .own = {-1, -1, -1}};
    value.without_counts = true;
    double sum = 0, weights = 0;
    for (size_t i = 0; i < indicator->part_count; i++) {
        double weight = integi_decimal_number(indicator->parts[i].weight);
        if (parts[i] == NULL || parts[i]->reason != INTEG_REASON_NONE) {
            bool hidden = parts[i] != NULL && parts[i]->reason == INTEG_REASON_TOO_FEW;
            if (value.reason != INTEG_REASON_TOO_FEW)
                value.reason = hidden ? INTEG_REASON_TOO_FEW : INTEG_REASON_MISSING_PART;
            continue;
        }
        sum += weight * parts[i]->number;
        weights += weight;
    }
    if (value.reason == INTEG_REASON_NONE)
        set_number(&value, sum / weights);
    return value;
}

integi_value integi_indicator_published(const integ_indicator *indicator, const integi_published *published)
{
    integi_value value = {.kind = indicator->kind, .own = {-1, -1, -1}};
    value.without_counts = true;
    value.exact = integi_fraction_from_decimal(published->value);
    value.number = integi_fraction_number(&value.exact);
    return value;
}
