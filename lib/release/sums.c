/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/sums.h"

#include "release/contributions.h"
#include "release/holders.h"
#include "tally/plan.h"

#include <string.h>

#define STEPS_OF_PAIR 16

static bool is_same(const integi_sum *a, const integi_sum *b)
{
    return a->tally == b->tally && a->query == b->query && a->part == b->part && a->cell == b->cell;
}

static const char *measure_of(const integi_sum *sum)
{
    return integi_tally_plan(sum->tally)->queries[sum->query].measure;
}

/* What was not told of a sum before is not told of the same one. */
static void hide_limits_alike(integi_collection *collection, const integi_sum *sum)
{
    for (size_t i = 0; i < collection->sum_count; i++) {
        integi_sum *other = &collection->sums[i];
        if (other->cell == sum->cell && strcmp(measure_of(other), measure_of(sum)) == 0)
            other->hides_limits = true;
    }
}

/* Whether fewer people than the threshold have other amounts than the two that most have: limits would count them. */
static bool has_rare_amounts(const integ_disclosure *rule, const integi_amounts *amounts)
{
    int64_t most = 0, second = 0, all = 0;
    for (int64_t i = 0; i < amounts->count; i++) {
        int64_t rows = amounts->values[i].rows;
        all += rows;
        second = rows > most ? most : rows > second ? rows : second;
        most = rows > most ? rows : most;
    }
    return all > most + second && all - most - second < integ_disclosure_threshold(rule);
}

integ_status integi_collect_sum(integi_collection *collection, integi_sum sum, int64_t *place, integ_error *error)
{
    *place = -1;
    integi_amounts amounts = integi_amounts_of(&sum);
    void *sums = collection->sums;
    if (amounts.values == NULL || integi_tally_amounts(sum.tally, sum.query) == NULL || collection->rule == NULL)
        return INTEG_STATUS_OK;
    sum.rows = collection->cells[sum.cell].rows;
    if (!integi_holders_find(collection, integi_tally_snapshot(sum.tally), integi_tally_table(sum.tally, sum.query),
                             &sum.holders))
        return integi_out_of_memory(error);
    int told = sum.is_said ? 0 : integi_look_at_contributions(collection->rule, amounts, NULL, 0);
    sum.is_hidden = told != 0 || sum.was_hidden;
    sum.hides_limits = sum.hides_limits || (!sum.is_said && has_rare_amounts(collection->rule, &amounts));
    sum.is_of_all = (told & INTEGI_IS_OF_ALL) != 0;
    if ((told & INTEGI_IS_DOMINATED) != 0)
        integi_collect_standing(&collection->cells[sum.cell], INTEG_STANDING_SECRET);
    *place = (int64_t)collection->sum_count;
    for (size_t i = 0; i < collection->sum_count; i++)
        if (is_same(&collection->sums[i], &sum)) {
            *place = (int64_t)i;
            return INTEG_STATUS_OK;
        }
    bool grown = integi_grow(collection->context, &sums, &collection->sum_capacity, collection->sum_count,
                             sizeof *collection->sums);
    collection->sums = sums;
    if (!grown)
        return integi_out_of_memory(error);
    sum.counted = -1;
    integ_status status = integi_collect_rows_of_sum(collection, &sum, error);
    collection->sums[collection->sum_count++] = sum;
    if (sum.hides_limits)
        hide_limits_alike(collection, &sum);
    return status;
}

/* Whether one is of some of the people of the other, and of the same amounts. */
static bool is_part(const integi_sum *part, const integi_sum *whole, integi_stint *stint)
{
    const integi_rows *inner = &part->rows, *outer = &whole->rows;
    integi_stint_take(stint, STEPS_OF_PAIR + inner->count / 64); /* most are no parts, which is soon told */
    return integi_tally_snapshot(part->tally) == integi_tally_snapshot(whole->tally) &&
           integi_tally_table(part->tally, part->query) == integi_tally_table(whole->tally, whole->query) &&
           inner->count > 0 && inner->count < outer->count && strcmp(measure_of(part), measure_of(whole)) == 0 &&
           integi_rows_within(inner, outer);
}

/* Whether few make up most of what is left of a sum. */
static bool is_left_dominated(const integi_collection *collection, const integi_sum *whole, integi_amounts *parts,
                              int64_t part_count, integi_stint *stint)
{
    integi_amounts all = integi_amounts_of(whole);
    integi_stint_take(stint, integi_steps_of_contributions(&all, part_count));
    return integi_is_dominated(collection->rule, all, parts, part_count);
}

/* Those atoms of a sum's cell that are in none of the parts' cells. */
static bool add_left(integi_columns *columns, const integi_sum *whole, const integi_sum *const *parts,
                     int64_t part_count, bool *added)
{
    const integi_lists *cells = &columns->atoms->cells;
    size_t room = (size_t)columns->atoms->count + 1;
    bool *taken = integi_allocate_zeroed(columns->context, room);
    int64_t *left = integi_allocate_array(columns->context, room, sizeof *left), count = 0, column;
    bool good = taken != NULL && left != NULL;
    for (int64_t i = 0; i < part_count && good; i++)
        for (int64_t at = cells->starts[parts[i]->cell]; at < cells->starts[parts[i]->cell + 1]; at++)
            taken[cells->items[at]] = true;
    for (int64_t at = cells->starts[whole->cell]; at < cells->starts[whole->cell + 1] && good; at++)
        if (!taken[cells->items[at]])
            left[count++] = cells->items[at];
    int64_t before = columns->lists.count;
    good = good && (count == 0 || integi_columns_add(columns, left, count, INT64_MAX, INTEG_STANDING_DERIVED, &column));
    if (good && count > 0) {
        int32_t *standing = &columns->wishes[column].standing;
        bool is_new = column == before || *standing == INTEG_STANDING_DERIVED || *standing == INTEG_STANDING_OPEN;
        *standing = integi_stronger_standing(*standing, INTEG_STANDING_SECRET);
        *added = *added || is_new;
    }
    integi_release(columns->context, taken, taken == NULL ? 0 : room);
    integi_release(columns->context, left, left == NULL ? 0 : room * sizeof *left);
    return good;
}

static bool may_be_shown(const integi_collection *collection, const integi_sum *sum)
{
    return collection->cells[sum->cell].standing != INTEG_STANDING_SECRET;
}

/* Adds what is left of a sum without each other one. */
static bool add_differences(integi_columns *columns, const integi_collection *collection, const integi_sum *whole,
                            bool crowded, integi_stint *stint)
{
    bool added = false;
    for (size_t i = 0; i < collection->sum_count && !integi_stint_is_over(stint); i++) {
        const integi_sum *part = &collection->sums[i];
        if ((crowded && !may_be_shown(collection, part)) || !is_part(part, whole, stint))
            continue;
        integi_amounts amounts = integi_amounts_of(part);
        if (is_left_dominated(collection, whole, &amounts, 1, stint) && !add_left(columns, whole, &part, 1, &added))
            return false;
    }
    return !integi_stint_is_over(stint);
}

bool integi_sums_add_differences(integi_columns *columns, const integi_collection *collection, bool crowded,
                                 integi_stint *stint)
{
    if (integ_disclosure_contributions(collection->rule) == 0)
        return true;
    for (size_t i = 0; i < collection->sum_count; i++)
        if ((!crowded || may_be_shown(collection, &collection->sums[i])) &&
            !add_differences(columns, collection, &collection->sums[i], crowded, stint))
            return false;
    return true;
}

static bool is_shown(const integi_sum *sum, const bool *shown)
{
    return shown[sum->cell] && !sum->is_hidden;
}

/* Lists the sums of a query that are shown and parts of a whole; those of a breakdown do not meet. */
static int64_t list_parts(const integi_collection *collection, const integi_sum *whole, const integi_sum *first,
                          const bool *shown, const integi_sum **parts, integi_amounts *amounts, integi_stint *stint)
{
    int64_t count = 0;
    integi_stint_take(stint, 2 * (int64_t)collection->sum_count);
    for (size_t i = 0; i < collection->sum_count; i++) {
        const integi_sum *part = &collection->sums[i];
        if (part->tally != first->tally || part->query != first->query || !is_shown(part, shown) ||
            !is_part(part, whole, stint))
            continue;
        amounts[count] = integi_amounts_of(part);
        parts[count++] = part;
    }
    return count;
}

static bool is_first_of_query(const integi_collection *collection, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (collection->sums[i].tally == collection->sums[index].tally &&
            collection->sums[i].query == collection->sums[index].query)
            return false;
    return true;
}

bool integi_sums_add_rests(integi_columns *columns, const integi_collection *collection, const bool *shown,
                           integi_stint *stint, bool *added)
{
    if (integ_disclosure_contributions(collection->rule) == 0)
        return true;
    integ_context *context = columns->context;
    size_t room = collection->sum_count + 1;
    const integi_sum **parts = integi_allocate_array(context, room, sizeof *parts);
    integi_amounts *amounts = integi_allocate_array(context, room, sizeof *amounts);
    bool *first_of_query = integi_allocate_array(context, room, sizeof *first_of_query);
    bool good = parts != NULL && amounts != NULL && first_of_query != NULL;
    for (size_t i = 0; i < collection->sum_count && good && integi_stint_take(stint, 1 + (int64_t)i); i++)
        first_of_query[i] = is_first_of_query(collection, i);
    good = good && !integi_stint_is_over(stint);
    for (size_t i = 0; i < collection->sum_count && good; i++)
        for (size_t j = 0; j < collection->sum_count && is_shown(&collection->sums[i], shown) && good; j++) {
            const integi_sum *whole = &collection->sums[i];
            if (!first_of_query[j])
                continue;
            int64_t count = list_parts(collection, whole, &collection->sums[j], shown, parts, amounts, stint);
            if (count > 1 && is_left_dominated(collection, whole, amounts, count, stint))
                good = add_left(columns, whole, parts, count, added);
            good = good && !integi_stint_is_over(stint);
        }
    integi_release(context, parts, parts == NULL ? 0 : room * sizeof *parts);
    integi_release(context, amounts, amounts == NULL ? 0 : room * sizeof *amounts);
    integi_release(context, first_of_query, first_of_query == NULL ? 0 : room * sizeof *first_of_query);
    return good;
}

/* ---- where counts cannot be hidden any more ---- */

/* Of a whole and its parts the one that is wanted least, of those that nobody has; a part rather than the whole. */
static bool hide_one(const integi_collection *collection, const integi_sum *whole, const integi_sum *const *parts,
                     int64_t part_count)
{
    const integi_sum *chosen = whole->is_said ? NULL : whole;
    for (int64_t i = 0; i < part_count; i++)
        if (!parts[i]->is_said &&
            (chosen == NULL || collection->cells[parts[i]->cell].rank >= collection->cells[chosen->cell].rank))
            chosen = parts[i];
    if (chosen == NULL)
        return false;
    collection->sums[chosen - collection->sums].is_hidden = true;
    return true;
}

/* Whether few make up most of what is left of a sum, or all of it. */
static bool is_left_telling(const integi_collection *collection, const integi_sum *whole, integi_amounts *parts,
                            int64_t part_count, integi_stint *stint)
{
    integi_amounts all = integi_amounts_of(whole);
    integi_stint_take(stint, integi_steps_of_contributions(&all, part_count));
    int told = integi_look_at_contributions(collection->rule, all, parts, part_count);
    return (told & (INTEGI_IS_DOMINATED | INTEGI_IS_OF_FEW)) != 0;
}

/* A whole without each of its parts. */
static bool withhold_differences(const integi_collection *collection, const integi_sum *whole, const bool *shown,
                                 integi_stint *stint)
{
    bool found = false;
    for (size_t i = 0; i < collection->sum_count && is_shown(whole, shown); i++) {
        const integi_sum *part = &collection->sums[i];
        if (!is_shown(part, shown) || !is_part(part, whole, stint))
            continue;
        integi_amounts amounts = integi_amounts_of(part);
        if (is_left_telling(collection, whole, &amounts, 1, stint))
            found = hide_one(collection, whole, &part, 1) || found;
    }
    return found;
}

/* A whole without all parts of each breakdown. */
static bool withhold_rests(const integi_collection *collection, const integi_sum *whole, const bool *shown,
                           const integi_sum **parts, integi_amounts *amounts, integi_stint *stint)
{
    bool found = false;
    for (size_t i = 0; i < collection->sum_count && is_shown(whole, shown); i++) {
        if (!is_first_of_query(collection, i))
            continue;
        int64_t count = list_parts(collection, whole, &collection->sums[i], shown, parts, amounts, stint);
        if (count > 1 && is_left_telling(collection, whole, amounts, count, stint))
            found = hide_one(collection, whole, parts, count) || found;
    }
    return found;
}

/* What is the number of rows that may not be told. */
static void withhold_counted(integi_collection *collection, const bool *shown)
{
    for (size_t i = 0; i < collection->sum_count; i++) {
        integi_sum *sum = &collection->sums[i];
        if (sum->counted >= 0 && !shown[sum->counted] && !sum->is_said)
            sum->is_hidden = true;
    }
}

bool integi_sums_withhold(integi_collection *collection, const bool *shown, integi_stint *stint)
{
    size_t room = collection->sum_count + 1;
    const integi_sum **parts = integi_allocate_array(collection->context, room, sizeof *parts);
    integi_amounts *amounts = integi_allocate_array(collection->context, room, sizeof *amounts);
    bool good = parts != NULL && amounts != NULL;
    withhold_counted(collection, shown);
    for (bool again = good; again && good;) { /* what is hidden of a breakdown is more with each */
        again = false;
        for (size_t i = 0; i < collection->sum_count && good; i++) {
            const integi_sum *whole = &collection->sums[i];
            again = withhold_differences(collection, whole, shown, stint) || again;
            again = withhold_rests(collection, whole, shown, parts, amounts, stint) || again;
            good = !integi_stint_is_over(stint);
        }
        if (good && !again)
            good = integi_sums_withhold_spans(collection, shown, stint, &again);
    }
    integi_release(collection->context, parts, parts == NULL ? 0 : room * sizeof *parts);
    integi_release(collection->context, amounts, amounts == NULL ? 0 : room * sizeof *amounts);
    return good;
}
