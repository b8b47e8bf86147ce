/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/history.h"

#include <string.h>

#define NOWHERE UINT32_MAX

/* The first or last place of an owner's rows that was found; those without a date stand last and are left out. */
static uint32_t pick_place(const integi_bound_history *history, uint32_t first, uint32_t end, bool last)
{
    const integi_spell *spells = history->linked->spells;
    while (end > first && spells[end - 1].start == INTEGI_SPELL_NEVER)
        end--;
    for (uint32_t i = 0; i < end - first; i++) {
        uint32_t place = last ? end - 1 - i : first + i;
        if (integi_history_has(history, place))
            return place;
    }
    return NOWHERE;
}

static bool is_known(const integi_column *column, int64_t row)
{
    int64_t ignored;
    return integi_column_integer(column, row, &ignored);
}

/* Items are copied as they are stored, those of narrow columns with their 0 for null. */
static void copy_item(const integi_column *from, int64_t row, integi_column *to, int64_t owner)
{
    size_t width = (size_t)from->width;
    if (!is_known(from, row))
        return;
    memcpy((char *)to->values + (size_t)owner * width, (const char *)from->values + (size_t)row * width, width);
    if (to->known != NULL)
        to->known[owner / 64] |= UINT64_C(1) << (owner % 64);
    to->nulls--;
}

static bool make_column(integ_context *context, const integi_column *like, int64_t rows, integi_column *out)
{
    *out = (integi_column){
        .definition = like->definition, .rows = rows, .nulls = rows, .width = like->width, .base = like->base};
    out->values = integi_allocate_zeroed(context, (size_t)rows * (size_t)like->width);
    if (like->width == 8)
        out->known = integi_allocate_zeroed(context, integi_bitset_words(rows) * sizeof *out->known);
    return out->values != NULL && (like->width < 8 || out->known != NULL);
}

bool integi_pick_column(integ_context *context, const integi_bound_history *history, const integi_column *from,
                        int64_t owners, bool last, integi_column *out)
{
    const integi_linked_rows *linked = history->linked;
    uint32_t number = 0;
    if (!make_column(context, from, owners, out))
        return false;
    for (size_t w = 0; linked->has != NULL && w < integi_bitset_words(owners); w++) {
        for (uint64_t left = linked->has[w]; left != 0; left &= left - 1, number++) {
            uint32_t place = pick_place(history, linked->firsts[number], linked->firsts[number + 1], last);
            if (place != NOWHERE)
                copy_item(from, integi_linked_row(linked, place), out, (int64_t)w * 64 + __builtin_ctzll(left));
        }
    }
    return true;
}

void integi_release_picked(integ_context *context, integi_column *column)
{
    if (column->values != NULL)
        integi_release_wiped(context, column->values, (size_t)column->rows * (size_t)column->width);
    if (column->known != NULL)
        integi_release(context, column->known, integi_bitset_words(column->rows) * sizeof *column->known);
}
