/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Figures of rounded counts. What is computed from counts is computed from the rounded ones that stand beside it.
 * Other values, which are computed from what people have, are exact, and tell of the count that they are made of: they
 * are shown where that is exact too, and so large that nobody would take it for a small one. */
#include "base/message.h"
#include "release/rounding.h"
#include "release/state.h"
#include "release/sum_amounts.h"

#include <string.h>

bool integi_release_rounds(const integ_release *release)
{
    return integ_release_rounding(release) > 0;
}

static bool is_exact_count(const integ_release *release, size_t cell)
{
    return release->rounded[cell] == release->collection.cells[cell].rows.count;
}

static bool meet(const integi_rows *a, const integi_rows *b)
{
    int64_t other_at = 0, other = integi_rows_at(b, &other_at);
    INTEGI_EACH_ROW(a, row) {
        while (other >= 0 && other < row) {
            other_at++;
            other = integi_rows_at(b, &other_at);
        }
        if (other == row)
            return true;
    }
    return false;
}

/* A sum of few different amounts tells of counts by them: it is not shown where one of those is rounded. */
static bool withhold_related(integ_release *release)
{
    const integi_collection *collection = &release->collection;
    size_t cells = collection->cell_count + 1;
    bool *related = integi_allocate(release->context, cells), good = related != NULL;
    for (size_t i = 0; i < collection->sum_count && good; i++) {
        integi_sum *sum = &release->collection.sums[i];
        if (integi_amounts_of(sum).count >= INTEGI_MANY_AMOUNTS)
            continue;
        memset(related, 0, cells);
        good = integi_sum_find_related(collection, sum, related);
        for (size_t cell = 0; cell + 1 < cells && good && !sum->is_hidden; cell++)
            sum->is_hidden = related[cell] && !is_exact_count(release, cell) &&
                             meet(&collection->cells[cell].rows, &sum->rows);
    }
    integi_release(release->context, related, related == NULL ? 0 : cells);
    return good;
}

/* Sums are shown where their counts are exact: no others can be subtracted. */
static integ_status withhold_sums(integ_release *release, integ_error *error)
{
    const integi_collection *collection = &release->collection;
    bool *exact = integi_allocate_zeroed(release->context, collection->cell_count + 1);
    if (exact == NULL)
        return integi_out_of_memory(error);
    for (size_t i = 0; i < collection->cell_count; i++)
        exact[i] = is_exact_count(release, i);
    integ_status status = withhold_related(release) ? integi_release_withhold_sums(release, exact, error)
                                                    : integi_out_of_memory(error);
    integi_release_wiped(release->context, exact, collection->cell_count + 1);
    return status;
}

integ_status integi_release_round(integ_release *release, integ_error *error)
{
    integ_status status = integi_release_add_populations(release, error);
    if (status == INTEG_STATUS_OK)
        status = integi_round_collection(&release->collection, release->rule, &release->rounded, error);
    release->rounded_count = status == INTEG_STATUS_OK ? release->collection.cell_count + 1 : 0;
    return status == INTEG_STATUS_OK ? withhold_sums(release, error) : status;
}

void integi_release_forget_rounded(integ_release *release)
{
    if (release->rounded != NULL)
        integi_release_wiped(release->context, release->rounded, release->rounded_count * sizeof *release->rounded);
    release->rounded = NULL;
    release->rounded_count = 0;
}

/* Of a cell that is not there nobody is in; what has none though somebody is in it may not be shown. */
static int64_t rounded_count(const integ_release *release, int64_t cell, int64_t count)
{
    if (cell < 0)
        return count == 0 ? 0 : -1;
    return release->rounded[cell];
}

static integi_counts rounded_counts(const integ_release *release, const integi_counts *counts,
                                    const integi_parts *parts)
{
    return (integi_counts){rounded_count(release, parts->numerator, counts->numerator),
                           rounded_count(release, parts->denominator, counts->denominator),
                           rounded_count(release, parts->unknown, counts->unknown)};
}

static bool is_any_hidden(const integi_counts *counts)
{
    return counts->numerator < 0 || counts->denominator < 0;
}

/* Whether a value that is no function of its counts may be shown beside one group's. */
static bool is_exact(const integ_release *release, const integi_value *value, const integi_counts *counts,
                     const integi_counts *rounded, const integi_parts *parts)
{
    integi_counts people = integi_people_of_parts(&release->collection, counts, parts);
    return people.numerator == rounded->numerator && counts->denominator == rounded->denominator &&
           counts->denominator >= 2 * integ_disclosure_rounding(release->rule) && parts->denominator >= 0 &&
           release->collection.cells[parts->denominator].standing != INTEG_STANDING_SECRET &&
           !(parts->sum >= 0 && release->collection.sums[parts->sum].is_hidden) &&
           !integi_counts_are_hidden(release, value, counts, parts);
}

/* Rules about amounts look at what is left of a sum without others, which is not looked at here. Bands and units, of
 * which others are made, are no figures, and may be small. */
static bool can_be_exact(const integ_release *release, const integi_value *value)
{
    return integ_disclosure_contributions(release->rule) == 0 && !value->of_hidden &&
           value->kind != INTEG_INDICATOR_STANDARDISED_RATE && value->kind != INTEG_INDICATOR_SEGREGATION;
}

/* Where nobody is left there is no value, whether somebody was there or not. */
static void leave_nobody(integi_figure *figure, int32_t reason)
{
    integi_figure_hide(figure);
    figure->hidden = false;
    figure->value.reason = reason;
}

/* How many have 1 is told by the value, and by no count beside it. */
static integi_counts counts_beside(const integi_counts *rounded, const integi_parts *parts)
{
    integi_counts beside = *rounded;
    if (parts->of_ones)
        beside.numerator = beside.denominator;
    return beside;
}

static void show_exact(const integ_release *release, integi_item *item, const integi_counts *own,
                       const integi_counts *other)
{
    integi_value *value = &item->figure.value;
    bool exact = can_be_exact(release, value) && is_exact(release, value, &value->own, own, &item->own) &&
                 (!value->compared || is_exact(release, value, &value->other, other, &item->other));
    if (own->denominator == 0)
        leave_nobody(&item->figure, INTEG_REASON_NO_DATA);
    else if (value->compared && other->denominator == 0)
        leave_nobody(&item->figure, INTEG_REASON_NO_COMPARATOR);
    else if (!exact)
        integi_figure_hide(&item->figure);
    integi_release_withhold_limits(release, item);
    value->own = counts_beside(own, &item->own);
    if (value->compared)
        value->other = counts_beside(other, &item->other);
}

/* A mean of what is 0 or 1 is one of people then, whose counts can be rounded. */
static void count_ones(const integ_release *release, integi_item *item)
{
    integi_value *value = &item->figure.value;
    if (!item->own.of_ones || (value->compared && !item->other.of_ones))
        return;
    value->own = integi_people_of_parts(&release->collection, &value->own, &item->own);
    value->other = value->compared ? integi_people_of_parts(&release->collection, &value->other, &item->other)
                                   : value->other;
    value->of_people = true;
    item->own.of_ones = item->other.of_ones = false;
}

static void show_value(const integ_release *release, integi_item *item)
{
    integi_value *value = &item->figure.value;
    count_ones(release, item);
    integi_counts own = rounded_counts(release, &value->own, &item->own);
    integi_counts other = value->compared ? rounded_counts(release, &value->other, &item->other) : own;
    if (is_any_hidden(&own) || is_any_hidden(&other)) {
        integi_figure_hide(&item->figure);
        value->own = counts_beside(&own, &item->own);
        value->other = value->compared ? counts_beside(&other, &item->other) : value->other;
    } else if (integi_value_is_of_counts(value)) {
        *value = integi_value_recounted(value, &own, &other);
    } else {
        show_exact(release, item, &own, &other);
    }
}

bool integi_release_show_rounded(const integ_release *release, integi_item *item)
{
    if (!item->is_count && item->own.denominator < 0 && item->figure.value.own.denominator != 0)
        return false;
    if (!item->is_count) {
        show_value(release, item);
        return true;
    }
    if (item->cell < 0)
        return false;
    item->count = release->rounded[item->cell];
    item->count_hidden = item->count < 0;
    return true;
}
