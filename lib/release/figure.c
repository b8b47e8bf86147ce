/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What a figure says. Where it is hidden nothing is in it that could be told by mistake. */
#include "release/release.h"

int32_t integ_figure_value(const integ_figure *figure, double *value)
{
    if (integ_figure_reason(figure) != INTEG_REASON_NONE)
        return 0;
    if (value != NULL)
        *value = figure->value.number;
    return 1;
}

int32_t integ_figure_interval(const integ_figure *figure, double *lower, double *upper)
{
    if (integ_figure_reason(figure) != INTEG_REASON_NONE || !figure->value.has_interval)
        return 0;
    if (lower != NULL)
        *lower = figure->value.lower;
    if (upper != NULL)
        *upper = figure->value.upper;
    return 1;
}

int32_t integ_figure_reason(const integ_figure *figure)
{
    if (figure == NULL)
        return INTEG_REASON_NO_SNAPSHOT;
    return figure->hidden ? INTEG_REASON_TOO_FEW : figure->value.reason;
}

static void give_counts(const integi_counts *counts, int64_t *numerator, int64_t *denominator, int64_t *unknown)
{
    if (numerator != NULL)
        *numerator = counts->numerator;
    if (denominator != NULL)
        *denominator = counts->denominator;
    if (unknown != NULL)
        *unknown = counts->unknown;
}

int32_t integ_figure_counts(const integ_figure *figure, int64_t *numerator, int64_t *denominator, int64_t *unknown)
{
    if (figure == NULL || figure->value.without_counts)
        return 0;
    give_counts(&figure->value.own, numerator, denominator, unknown);
    return 1;
}

int32_t integ_figure_other_counts(const integ_figure *figure, int64_t *numerator, int64_t *denominator,
                                  int64_t *unknown)
{
    if (figure == NULL || figure->value.without_counts || !figure->value.compared)
        return 0;
    give_counts(&figure->value.other, numerator, denominator, unknown);
    return 1;
}
