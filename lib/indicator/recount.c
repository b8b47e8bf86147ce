/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Values of rounded counts: what can be computed from the counts that are printed beside it is computed from them. */
#include "indicator/kinds.h"

#define PER_CENT 100

bool integi_value_is_of_counts(const integi_value *value)
{
    if (value->of == NULL)
        return false;
    switch (value->kind) {
    case INTEG_INDICATOR_COUNT:
    case INTEG_INDICATOR_SHARE:
    case INTEG_INDICATOR_REPRESENTATION:
        return true;
    case INTEG_INDICATOR_RATE:
        return value->of->time == NULL;
    case INTEG_INDICATOR_MEAN:
    case INTEG_INDICATOR_SUM:
        return value->of_people;
    default:
        return false;
    }
}

/* A sum of nobody's is nothing, as long as nobody's is unknown. */
static integi_value sum_of_counts(integi_value value)
{
    bool nobody = value.own.denominator == 0 && value.own.unknown > 0;
    value.exact = integi_fraction_from(value.own.numerator, 1);
    value.reason = nobody ? INTEG_REASON_NO_DATA : INTEG_REASON_NONE;
    return value;
}

/* One group's value. */
static integi_value value_of_counts(const integ_indicator *indicator, const integi_counts *counts, bool of_people)
{
    static const integi_cell nobody = {0};
    const integi_source source = {.indicator = indicator, .cell = &nobody};
    integi_value value = {.of_people = of_people, .own = *counts};
    switch (indicator->kind) {
    case INTEG_INDICATOR_COUNT:
        value.exact = integi_fraction_from(counts->numerator, 1);
        break;
    case INTEG_INDICATOR_SUM:
        value = sum_of_counts(value);
        break;
    case INTEG_INDICATOR_MEAN:
        integi_make_proportion(&value, 1);
        break;
    case INTEG_INDICATOR_RATE:
        integi_make_proportion(&value, indicator->per);
        break;
    default:
        integi_make_proportion(&value, PER_CENT);
        break;
    }
    integi_finish_value(&source, &value);
    return value;
}

integi_value integi_value_recounted(const integi_value *value, const integi_counts *own, const integi_counts *other)
{
    const integ_indicator *indicator = value->of;
    integi_value made = value_of_counts(indicator, own, value->of_people);
    if (value->compared) {
        integi_value compared = value_of_counts(indicator, other, value->of_people);
        integi_compare_values(indicator, &made, &compared);
    } else if (value->with_published && made.reason == INTEG_REASON_NONE) {
        integi_compare_published(indicator, &made);
    }
    made.with_published = value->with_published;
    return made;
}
