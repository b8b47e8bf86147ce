/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DENMARK_HOUSING_H
#define INTEGI_DENMARK_HOUSING_H

#include "base/decimal.h"
#include "integration/denmark.h"

/* A figure of an area, exactly as it was published. */
typedef struct integi_figure {
    bool known;
    integi_decimal value;
} integi_figure;

/* The shortest decimal that reads as the number; unknown where it is not finite. */
integi_figure integi_figure_from_number(double number);

typedef struct integi_area {
    int64_t residents; /* negative when unknown */
    integi_figure non_western, outside, convicted, basic_education, income;
    integi_figure convicted_limit; /* unknown: what was published for the year */
} integi_area;

int32_t integi_housing_class(int64_t year, const integi_area *area);

#endif
