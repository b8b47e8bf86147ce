/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_STATISTICS_H
#define INTEG_STATISTICS_H

/**
 * @file
 * @brief Floor 2, `statistics`: pure functions on numbers. No data model, no state; thread-safe throughout.
 *
 * Every number that is handed in must be finite, and every number that comes out is. What does not exist (the share of
 * nobody, the segregation of one group) is #INTEG_STATUS_UNDEFINED, and the error object says why by a lasting name
 * such as `statistics.no_values`; results are 0 then, as after every failure.
 *
 * The parts, which can be included alone: quantiles of distributions; shares and what they differ by; counts, rates and
 * standardisation; means and quantiles of values; trend; segregation; control charts; and how far a value has come by
 * named methods.
 */

#include <integration/base.h>
#include <integration/statistics/quantiles.h>
#include <integration/statistics/shares.h>
#include <integration/statistics/rates.h>
#include <integration/statistics/means.h>
#include <integration/statistics/trend.h>
#include <integration/statistics/segregation.h>
#include <integration/statistics/charts.h>
#include <integration/statistics/assessment.h>

#endif
