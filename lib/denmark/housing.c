/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/housing.h"

#include "denmark/messages.h"

#include <math.h>

#define RESIDENTS 1000
#define FIRST_YEAR 2010          /* two of three criteria */
#define FIVE_CRITERIA_YEAR 2014  /* three of five */
#define VULNERABLE_YEAR 2018     /* two of four, and the ghettos among them */
#define PARALLEL_SOCIETY_YEAR 2021 /* the act that renamed them, and prevention areas */

/* ---- figures ---------------------------------------------------------------------------------------------- */

integi_figure integi_figure_from_number(double number)
{
    if (!isfinite(number))
        return (integi_figure){0};
    /* Numbers below 2^53 over a power of ten are divided without an error of their own: the first that gives the number
     * is its shortest decimal. One that needs more digits is nearer to its decimal than any limit can tell apart. */
    integi_decimal nearest = {number > 0 ? INT64_MAX : INT64_MIN, 0};
    for (int32_t decimals = 0; decimals <= 15; decimals++) {
        double power = (double)integi_power_of_ten(decimals), scaled = nearbyint(number * power);
        if (fabs(scaled) >= 0x1p62)
            break;
        nearest = (integi_decimal){(int64_t)scaled, decimals};
        if (fabs(scaled) < 0x1p53 && scaled / power == number)
            break;
    }
    return (integi_figure){true, nearest};
}

static integi_figure hundredths(int64_t coefficient)
{
    return (integi_figure){true, {coefficient, 2}};
}

/* Yes, no, or cannot be told. */
typedef enum answer { NO, YES, PERHAPS } answer;

/* The sign of value * factor - limit * limit_factor; neither is unknown. Factors are small. */
static int compare_products(integi_figure value, int factor, integi_figure limit, int limit_factor)
{
    __int128 left = (__int128)value.value.coefficient * factor,
             right = (__int128)limit.value.coefficient * limit_factor;
    int32_t difference = value.value.decimals - limit.value.decimals;
    if (difference < 0)
        left *= integi_power_of_ten(-difference);
    else
        right *= integi_power_of_ten(difference);
    return (left > right) - (left < right);
}

static answer above(integi_figure value, int64_t percent)
{
    if (!value.known)
        return PERHAPS;
    return compare_products(value, 1, hundredths(percent * 100), 1) > 0 ? YES : NO;
}

static answer below(integi_figure value, int64_t percent)
{
    if (!value.known)
        return PERHAPS;
    return compare_products(value, 1, hundredths(percent * 100), 1) < 0 ? YES : NO;
}

/* At least `means` times the national mean, of which the limit is 3 times. */
static answer at_least_means(integi_figure convicted, integi_figure limit, int means)
{
    if (!convicted.known || !limit.known)
        return PERHAPS;
    return compare_products(convicted, 3, limit, means) >= 0 ? YES : NO;
}

/* ---- rules ------------------------------------------------------------------------------------------------ */

static answer at_least(int needed, const answer *criteria, int count)
{
    int yes = 0, perhaps = 0;
    for (int i = 0; i < count; i++) {
        yes += criteria[i] == YES;
        perhaps += criteria[i] == PERHAPS;
    }
    return yes >= needed ? YES : yes + perhaps < needed ? NO : PERHAPS;
}

static integi_figure convicted_limit(int64_t year, integi_figure given)
{
    if (given.known)
        return given;
    switch (year) {
    case 2018: return hundredths(198);
    case 2020: return hundredths(227);
    case 2023: return hundredths(235);
    default: return (integi_figure){0};
    }
}

static answer convicted_above_270(const integi_area *area)
{
    if (!area->convicted.known)
        return PERHAPS;
    return compare_products(area->convicted, 1, hundredths(270), 1) > 0 ? YES : NO;
}

static answer is_ghetto_2010(const integi_area *area)
{
    answer criteria[] = {above(area->non_western, 50), above(area->outside, 40), convicted_above_270(area)};
    return at_least(2, criteria, 3);
}

static answer is_ghetto_2014(const integi_area *area)
{
    answer criteria[] = {above(area->non_western, 50), above(area->outside, 40), convicted_above_270(area),
                         above(area->basic_education, 50), below(area->income, 55)};
    return at_least(3, criteria, 5);
}

static answer is_vulnerable(const integi_area *area, integi_figure limit)
{
    answer criteria[] = {above(area->outside, 40), at_least_means(area->convicted, limit, 3),
                         above(area->basic_education, 60), below(area->income, 55)};
    return at_least(2, criteria, 4);
}

static answer is_for_prevention(const integi_area *area, integi_figure limit)
{
    answer criteria[] = {above(area->outside, 30), at_least_means(area->convicted, limit, 2),
                         above(area->basic_education, 60), below(area->income, 65)};
    answer social = at_least(2, criteria, 4), origin = above(area->non_western, 30);
    return social == NO || origin == NO ? NO : social == YES && origin == YES ? YES : PERHAPS;
}

static int32_t class_if(answer is, int32_t class)
{
    return is == YES ? class : is == NO ? INTEG_DK_HOUSING_NONE : INTEG_DK_HOUSING_UNKNOWN;
}

static int32_t class_since_2018(int64_t year, const integi_area *area)
{
    integi_figure limit = convicted_limit(year, area->convicted_limit);
    answer vulnerable = is_vulnerable(area, limit), non_western = above(area->non_western, 50);
    if (vulnerable == PERHAPS)
        return INTEG_DK_HOUSING_UNKNOWN;
    if (vulnerable == NO)
        return year < PARALLEL_SOCIETY_YEAR ? INTEG_DK_HOUSING_NONE
                                            : class_if(is_for_prevention(area, limit), INTEG_DK_HOUSING_PREVENTION);
    if (non_western == PERHAPS)
        return INTEG_DK_HOUSING_UNKNOWN;
    if (non_western == NO)
        return INTEG_DK_HOUSING_VULNERABLE;
    return year < PARALLEL_SOCIETY_YEAR ? INTEG_DK_HOUSING_GHETTO : INTEG_DK_HOUSING_PARALLEL_SOCIETY;
}

/* Of an area with enough residents. */
static int32_t class_by_figures(int64_t year, const integi_area *area)
{
    if (year < FIVE_CRITERIA_YEAR)
        return class_if(is_ghetto_2010(area), INTEG_DK_HOUSING_GHETTO);
    if (year < VULNERABLE_YEAR)
        return class_if(is_ghetto_2014(area), INTEG_DK_HOUSING_GHETTO);
    return class_since_2018(year, area);
}

int32_t integi_housing_class(int64_t year, const integi_area *area)
{
    if (year < FIRST_YEAR)
        return INTEG_DK_HOUSING_UNKNOWN;
    if (area->residents >= 0 && area->residents < RESIDENTS)
        return INTEG_DK_HOUSING_NONE;
    int32_t class = class_by_figures(year, area);
    return area->residents < 0 && class != INTEG_DK_HOUSING_NONE ? INTEG_DK_HOUSING_UNKNOWN : class;
}

int32_t integ_dk_housing_class(int32_t year, int64_t residents, double non_western_pct,
                               double outside_labour_market_pct, double convicted_pct, double basic_education_pct,
                               double income_pct, double convicted_limit_pct)
{
    integi_area area = {.residents = residents,
                        .non_western = integi_figure_from_number(non_western_pct),
                        .outside = integi_figure_from_number(outside_labour_market_pct),
                        .convicted = integi_figure_from_number(convicted_pct),
                        .basic_education = integi_figure_from_number(basic_education_pct),
                        .income = integi_figure_from_number(income_pct),
                        .convicted_limit = integi_figure_from_number(convicted_limit_pct)};
    return integi_housing_class(year, &area);
}

/* ---- several lists ---------------------------------------------------------------------------------------- */

/* Whether the class of one list counts towards the run. */
static answer counts(int32_t class)
{
    switch (class) {
    case INTEG_DK_HOUSING_UNKNOWN: return PERHAPS;
    case INTEG_DK_HOUSING_GHETTO:
    case INTEG_DK_HOUSING_PARALLEL_SOCIETY:
    case INTEG_DK_HOUSING_HARD_GHETTO:
    case INTEG_DK_HOUSING_TRANSFORMATION: return YES;
    default: return NO;
    }
}

/* Whether the last `run` of them all count; years before the first are unknown. */
static answer all_count(const int32_t *classes, int64_t count, int64_t run)
{
    answer all = run > count ? PERHAPS : YES;
    for (int64_t i = run > count ? 0 : count - run; i < count; i++) {
        answer one = counts(classes[i]);
        if (one == NO)
            return NO;
        if (one == PERHAPS)
            all = PERHAPS;
    }
    return all;
}

integ_status integ_dk_housing_class_in_a_row(int32_t year, const int32_t *classes, int64_t count, int64_t run,
                                             int32_t *out, integ_error *error)
{
    if (out != NULL)
        *out = INTEG_DK_HOUSING_UNKNOWN;
    if (classes == NULL || count < 1 || run < 1 || out == NULL)
        return integi_invalid_argument(error, classes == NULL ? "classes"
                                              : count < 1     ? "count"
                                              : run < 1       ? "run"
                                                              : "out");
    int32_t last = classes[count - 1];
    answer all = year < VULNERABLE_YEAR ? NO : all_count(classes, count, run);
    if (counts(last) != YES || all == NO)
        *out = last;
    else if (all == YES)
        *out = year < PARALLEL_SOCIETY_YEAR ? INTEG_DK_HOUSING_HARD_GHETTO : INTEG_DK_HOUSING_TRANSFORMATION;
    return INTEG_STATUS_OK;
}
