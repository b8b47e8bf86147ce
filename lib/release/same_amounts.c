/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/same_amounts.h"

#include "tally/plan.h"

#include <stdlib.h>
#include <string.h>

#define STEPS_OF_ROW 8

typedef __int128 wide;

static bool is_same_table(const integi_sum *a, const integi_sum *b)
{
    return integi_tally_snapshot(a->tally) == integi_tally_snapshot(b->tally) &&
           integi_tally_table(a->tally, a->query) == integi_tally_table(b->tally, b->query);
}

static bool is_same_measure(const integi_sum *a, const integi_sum *b)
{
    const integi_query *first = &integi_tally_plan(a->tally)->queries[a->query];
    const integi_query *second = &integi_tally_plan(b->tally)->queries[b->query];
    return is_same_table(a, b) && strcmp(first->measure, second->measure) == 0;
}

static wide size_of(wide amount)
{
    return amount < 0 ? -amount : amount;
}

/* Two pairs of amounts of which each may be half a unit off where it is not a whole number. */
static bool is_in_proportion(wide a, wide b, wide first, wide second, bool rounded)
{
    wide difference = size_of(a * second - b * first);
    return difference == 0 || (rounded && 2 * difference <= size_of(a) + size_of(b) + size_of(first) + size_of(second));
}

typedef enum comparison { NOTHING_IN_COMMON, ALIKE, DIFFERENT } comparison;

/* Whether one is so many times the other for all who are in both, and for somebody not 0. */
static comparison compare_sums(const integi_sum *a, const integi_sum *b, integi_stint *stint)
{
    bool rounded = integi_tally_measure_type(a->tally, a->query) == INTEG_TYPE_NUMBER ||
                   integi_tally_measure_type(b->tally, b->query) == INTEG_TYPE_NUMBER;
    wide first = 0, second = 0;
    int64_t other_at = 0, other = integi_rows_at(&b->rows, &other_at);
    integi_stint_take(stint, STEPS_OF_ROW * (a->rows.count + b->rows.count));
    INTEGI_EACH_ROW(&a->rows, row) {
        while (other >= 0 && other < row) {
            other_at++;
            other = integi_rows_at(&b->rows, &other_at);
        }
        if (other != row)
            continue;
        wide own = integi_amount_at(a, row), others = integi_amount_at(b, row);
        if (first == 0 && second == 0) {
            first = own;
            second = others;
        }
        if (!is_in_proportion(own, others, first, second, rounded))
            return DIFFERENT;
    }
    return first == 0 && second == 0 ? NOTHING_IN_COMMON : first != 0 && second != 0 ? ALIKE : DIFFERENT;
}

/* Sums by what they measure, and there those with more rows first: they have more in common. */
typedef struct measured_sum {
    size_t measure;
    int64_t rows;
    size_t sum;
} measured_sum;

static int compare_measured(const void *left, const void *right)
{
    const measured_sum *a = left, *b = right;
    if (a->measure != b->measure)
        return a->measure < b->measure ? -1 : 1;
    if (a->rows != b->rows)
        return a->rows > b->rows ? -1 : 1;
    return (a->sum > b->sum) - (a->sum < b->sum);
}

static void list_measures(const integi_collection *collection, measured_sum *list, integi_stint *stint)
{
    for (size_t i = 0; i < collection->sum_count; i++) {
        size_t first = 0;
        while (!is_same_measure(&collection->sums[first], &collection->sums[i]))
            first++;
        list[i] = (measured_sum){first, collection->sums[i].rows.count, i};
        integi_stint_take(stint, STEPS_OF_ROW * (int64_t)(i + 1));
    }
    qsort(list, collection->sum_count, sizeof *list, compare_measured);
}

/* Compares sums of two measures, from where they begin in the list, until there are two that somebody is in. */
static bool are_alike(const integi_collection *collection, const measured_sum *list, size_t a, size_t b,
                      integi_stint *stint)
{
    size_t count = collection->sum_count;
    comparison found = NOTHING_IN_COMMON;
    for (size_t i = a; i < count && list[i].measure == list[a].measure && found == NOTHING_IN_COMMON; i++)
        for (size_t k = b; k < count && list[k].measure == list[b].measure && found == NOTHING_IN_COMMON; k++)
            found = compare_sums(&collection->sums[list[i].sum], &collection->sums[list[k].sum], stint);
    return found == ALIKE;
}

static bool is_first(const measured_sum *list, size_t index)
{
    return index == 0 || list[index].measure != list[index - 1].measure;
}

/* The number of what a measure, which begins at that place, is like; *count is the next one. */
static size_t number_of_measure(const integi_collection *collection, const measured_sum *list, size_t index,
                                const size_t *alike, size_t *count, integi_stint *stint)
{
    const integi_sum *sum = &collection->sums[list[index].sum];
    for (size_t i = 0; i < index; i++)
        if (is_first(list, i) && is_same_table(&collection->sums[list[i].sum], sum) &&
            are_alike(collection, list, i, index, stint))
            return alike[list[i].sum];
    return (*count)++;
}

int64_t integi_sums_sort_by_amounts(const integi_collection *collection, integi_stint *stint, size_t *alike)
{
    size_t count = 0, size = (collection->sum_count + 1) * sizeof(measured_sum);
    measured_sum *list = integi_allocate(collection->context, size);
    if (list == NULL)
        return -1;
    list_measures(collection, list, stint);
    for (size_t i = 0; i < collection->sum_count && !integi_stint_is_over(stint); i++)
        alike[list[i].sum] = is_first(list, i) ? number_of_measure(collection, list, i, alike, &count, stint)
                                               : alike[list[i - 1].sum];
    integi_release(collection->context, list, size);
    return integi_stint_is_over(stint) ? -1 : (int64_t)count;
}

int64_t integi_sums_sort_by_measure(const integi_collection *collection, size_t *alike)
{
    size_t count = 0;
    for (size_t i = 0; i < collection->sum_count; i++) {
        size_t first = 0;
        while (!is_same_measure(&collection->sums[first], &collection->sums[i]))
            first++;
        alike[i] = first == i ? count++ : alike[first];
    }
    return (int64_t)count;
}

static int compare_wanted(const void *left, const void *right)
{
    const integi_wanted_sum *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return (a->sum > b->sum) - (a->sum < b->sum);
}

size_t integi_sums_list_alike(const integi_collection *collection, const size_t *alike, size_t number,
                              integi_wanted_sum *list, size_t *sums)
{
    size_t count = 0;
    for (size_t i = 0; i < collection->sum_count; i++)
        if (alike[i] == number) {
            const integi_sum *sum = &collection->sums[i];
            list[count++] = (integi_wanted_sum){i, sum->is_said ? INT64_MIN : collection->cells[sum->cell].rank};
        }
    qsort(list, count, sizeof *list, compare_wanted);
    for (size_t i = 0; i < count; i++)
        sums[i] = list[i].sum;
    return count;
}
