/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/labels.h"

/* Where a cell comes among all, by the ranks of its codes. */
static int64_t rank_of(const integi_breakdown *breakdown, int64_t cell)
{
    int64_t rank = 0, factor = 1;
    for (int64_t d = breakdown->dimension_count - 1; d >= 0; d--) {
        const integi_coding *coding = &breakdown->codings[d];
        rank += integi_coding_rank(coding, cell % (coding->size + 1)) * factor;
        cell /= coding->size + 1;
        factor *= coding->size + 1;
    }
    return rank;
}

bool integi_labels_make(integi_breakdown *breakdown, integi_arena *arena)
{
    integi_labels *labels = integi_arena_allocate(arena, sizeof *labels);
    size_t cells = (size_t)breakdown->cell_count;
    breakdown->labels = labels;
    breakdown->order = integi_allocate_array(arena->context, cells, sizeof *breakdown->order);
    breakdown->labelled = integi_allocate_zeroed(arena->context, cells * sizeof *breakdown->labelled);
    if (labels == NULL || breakdown->order == NULL || breakdown->labelled == NULL)
        return false;
    labels->dimension_count = breakdown->dimension_count;
    for (int64_t d = 0; d < breakdown->dimension_count; d++) {
        labels->sizes[d] = breakdown->codings[d].size + 1;
        labels->texts[d] = integi_arena_allocate(arena, (size_t)labels->sizes[d] * sizeof *labels->texts[d]);
        if (labels->texts[d] == NULL)
            return false;
    }
    for (int64_t cell = 0; cell < breakdown->cell_count; cell++)
        breakdown->order[rank_of(breakdown, cell)] = (uint32_t)cell;
    return true;
}

void integi_order_free(integi_breakdown *breakdown, integ_context *context)
{
    size_t cells = (size_t)breakdown->cell_count;
    integi_release(context, breakdown->order, cells * sizeof *breakdown->order);
    integi_release(context, breakdown->labelled, cells * sizeof *breakdown->labelled);
}

bool integi_labels_need(const integi_breakdown *breakdown, int64_t cell, integi_arena *arena)
{
    const integi_labels *labels = breakdown->labels;
    bool failed = false;
    if (breakdown->labelled[cell])
        return true;
    breakdown->labelled[cell] = true;
    for (int64_t d = breakdown->dimension_count - 1; d >= 0; d--) {
        int64_t code = cell % labels->sizes[d];
        cell /= labels->sizes[d];
        if (labels->texts[d][code] == NULL)
            labels->texts[d][code] = integi_coding_label(&breakdown->codings[d], code, arena, &failed);
    }
    return !failed;
}

const char *integi_labels_text(const integi_labels *labels, int64_t cell, int64_t dimension)
{
    if (labels == NULL || dimension < 0 || dimension >= labels->dimension_count)
        return NULL;
    for (int64_t d = labels->dimension_count - 1; d > dimension; d--)
        cell /= labels->sizes[d];
    return labels->texts[dimension][cell % labels->sizes[dimension]];
}
