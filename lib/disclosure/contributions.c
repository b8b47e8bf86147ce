/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Who contributes to several cells contributes their sum to all of them together, which is what a rule must be asked
 * of. */
#include "base/context.h"
#include "disclosure/messages.h"
#include "integration/disclosure.h"

typedef struct contribution {
    int64_t unit;
    int64_t amount;
} contribution;

static bool is_before(const contribution *a, const contribution *b, bool by_unit)
{
    return by_unit ? a->unit < b->unit : a->amount > b->amount;
}

static void sink(contribution *list, int64_t at, int64_t count, bool by_unit)
{
    contribution moved = list[at];
    for (int64_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && is_before(&list[child], &list[child + 1], by_unit))
            child++;
        if (!is_before(&moved, &list[child], by_unit))
            break;
        list[at] = list[child];
    }
    list[at] = moved;
}

/* By unit, or the largest amount first. In place: qsort() may keep copies that nobody would overwrite. */
static void sort(contribution *list, int64_t count, bool by_unit)
{
    for (int64_t at = count / 2 - 1; at >= 0; at--)
        sink(list, at, count, by_unit);
    for (int64_t last = count - 1; last > 0; last--) {
        contribution first = list[0];
        list[0] = list[last];
        list[last] = first;
        sink(list, 0, last, by_unit);
    }
}

/* One entry for each unit; returns how many there are. */
static int64_t merge(contribution *list, int64_t count)
{
    int64_t units = 0;
    for (int64_t i = 0; i < count; i++) {
        if (units > 0 && list[units - 1].unit == list[i].unit)
            list[units - 1].amount += list[i].amount;
        else
            list[units++] = list[i];
    }
    return units;
}

static bool are_amounts(const int64_t *amounts, int64_t count, int64_t *total)
{
    *total = 0;
    for (int64_t i = 0; i < count; i++) {
        if (amounts[i] < 0 || amounts[i] > INT64_MAX - *total)
            return false;
        *total += amounts[i];
    }
    return true;
}

integ_status integ_contributions_rank(integ_context *context, const int64_t *units, const int64_t *amounts,
                                      int64_t count, int64_t *total, int64_t *largest, int64_t wanted,
                                      integ_error *error)
{
    if (total != NULL)
        *total = 0;
    for (int64_t i = 0; largest != NULL && i < wanted; i++)
        largest[i] = 0;
    if (context == NULL || count < 0 || (count > 0 && (units == NULL || amounts == NULL)))
        return integi_invalid_argument(error, context == NULL ? "context" : "amounts");
    if (total == NULL || wanted < 0 || (largest == NULL && wanted > 0))
        return integi_invalid_argument(error, total == NULL ? "total" : "largest");
    int64_t sum;
    if (!are_amounts(amounts, count, &sum))
        return INTEGI_FAIL(error, NULL, &integi_message_contributions);
    size_t size = (size_t)(count + 1) * sizeof(contribution);
    contribution *list = integi_allocate(context, size);
    if (list == NULL)
        return integi_out_of_memory(error);
    for (int64_t i = 0; i < count; i++)
        list[i] = (contribution){units[i], amounts[i]};
    sort(list, count, true);
    int64_t found = merge(list, count);
    sort(list, found, false);
    for (int64_t i = 0; i < wanted && i < found; i++)
        largest[i] = list[i].amount;
    *total = sum;
    integi_release_wiped(context, list, size);
    return INTEG_STATUS_OK;
}
