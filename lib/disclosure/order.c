/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/order.h"

/* Merges the sorted halves of a stretch. */
static void merge(int64_t *numbers, int64_t *spare, int64_t from, int64_t middle, int64_t to, integi_before before,
                  const void *userdata)
{
    int64_t left = from, right = middle;
    for (int64_t at = from; at < to; at++) {
        bool take_right = left == middle || (right < to && before(userdata, numbers[right], numbers[left]));
        spare[at] = numbers[take_right ? right++ : left++];
    }
    for (int64_t at = from; at < to; at++)
        numbers[at] = spare[at];
}

void integi_sort(int64_t *numbers, int64_t count, int64_t *spare, integi_before before, const void *userdata)
{
    for (int64_t width = 1; width < count; width *= 2)
        for (int64_t from = 0; from + width < count; from += 2 * width)
            merge(numbers, spare, from, from + width, from + 2 * width < count ? from + 2 * width : count, before,
                  userdata);
}

typedef struct wanted {
    const integ_cells *cells;
    const int64_t *values;
} wanted;

/* What is published already; where nobody is, since there is nothing to hide but that; what is wanted most; then totals
 * before their parts, and the order of the cells. */
static bool is_wanted_more(const void *userdata, int64_t a, int64_t b)
{
    const wanted *self = userdata;
    integi_wish a_wish = integi_cells_wish(self->cells, a), b_wish = integi_cells_wish(self->cells, b);
    bool a_published = a_wish.standing == INTEG_STANDING_PUBLISHED;
    if (a_published != (b_wish.standing == INTEG_STANDING_PUBLISHED))
        return a_published;
    bool a_zero = self->values[a] == 0, b_zero = self->values[b] == 0;
    if (a_zero != b_zero)
        return a_zero;
    if (a_wish.rank != b_wish.rank)
        return a_wish.rank < b_wish.rank;
    int64_t a_length = integi_lists_length(&self->cells->members, a);
    int64_t b_length = integi_lists_length(&self->cells->members, b);
    return a_length != b_length ? a_length > b_length : a < b;
}

void integi_order_cells(const integ_cells *cells, const int64_t *values, int64_t *order, int64_t *spare)
{
    wanted self = {cells, values};
    for (int64_t cell = 0; cell < cells->members.count; cell++)
        order[cell] = cell;
    integi_sort(order, cells->members.count, spare, is_wanted_more, &self);
}
