/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/overlap.h"

/* What may be shown of an overlap: first the groups' sizes, then what two of them share. Each is hidden when it is small,
 * and when a small rest would follow from subtracting it from something that is shown. Zero is always shown. Patterns
 * are shown only when none of them is small. A group that is a part of another one is known to be so: the definitions are public. */

#define HIDDEN (-1)

struct integ_overlap_figures {
    integ_context *context;
    int64_t groups;
    int64_t *counts; /* as in the overlap; HIDDEN where they are not shown */
    integi_pattern *patterns;
    size_t pattern_count, pattern_capacity;
    bool left_out;
};

typedef struct protection {
    const integ_disclosure *rule; /* NULL hides nothing */
    const integ_overlap *overlap;
    integ_overlap_figures *shown;
} protection;

static bool is_small(const protection *work, int64_t count)
{
    return work->rule != NULL && integ_disclosure_hides_count(work->rule, count) != 0;
}

static int64_t true_count(const protection *work, int64_t i, int64_t k)
{
    return work->overlap->counts[integi_pair_index(i, k)];
}

static int64_t *figure(const protection *work, int64_t i, int64_t k)
{
    return &work->shown->counts[integi_pair_index(i, k)];
}

static bool is_shown(const protection *work, int64_t i, int64_t k)
{
    return *figure(work, i, k) != HIDDEN;
}

static bool is_part_of(const protection *work, int64_t k, int64_t i)
{
    int64_t size = true_count(work, k, k);
    return i != k && size > 0 && true_count(work, i, k) == size;
}

/* Whether the size of a group would tell how few of a shown group are outside it. */
static bool tells_rest(const protection *work, int64_t k)
{
    for (int64_t i = 0; i < work->overlap->groups; i++)
        if (is_part_of(work, k, i) && is_shown(work, i, i) &&
            is_small(work, true_count(work, i, i) - true_count(work, k, k)))
            return true;
    return false;
}

/* The largest group first, so that a part is hidden rather than its whole. A size that is not decided yet is HIDDEN. */
static void protect_sizes(protection *work)
{
    int64_t groups = work->overlap->groups;
    for (int64_t i = 0; i < groups; i++)
        *figure(work, i, i) = HIDDEN;
    int64_t last_size = INT64_MAX, last = -1;
    for (int64_t n = 0; n < groups; n++) {
        int64_t next = -1; /* the next in order of size, then of number */
        for (int64_t i = 0; i < groups; i++) {
            int64_t size = true_count(work, i, i);
            bool comes_later = size < last_size || (size == last_size && i > last);
            if (comes_later && (next < 0 || size > true_count(work, next, next)))
                next = i;
        }
        last = next;
        last_size = true_count(work, next, next);
        if (!is_small(work, last_size) && !tells_rest(work, next))
            *figure(work, next, next) = last_size;
    }
}

static void protect_pair(protection *work, int64_t i, int64_t k)
{
    int64_t shared = true_count(work, i, k);
    bool hidden = shared > 0 && (is_small(work, shared) || !is_shown(work, i, i) || !is_shown(work, k, k) ||
                                 is_small(work, true_count(work, i, i) - shared) ||
                                 is_small(work, true_count(work, k, k) - shared));
    *figure(work, i, k) = hidden ? HIDDEN : shared;
}

/* k is a part of i, so that what it shares with others is a part of i, and of what i shares with them. */
static void protect_parts(protection *work, int64_t k, int64_t i)
{
    for (int64_t j = 0; j < work->overlap->groups; j++) {
        int64_t shared = true_count(work, k, j);
        if (j == i || j == k || shared == 0 || !is_shown(work, k, j))
            continue;
        if ((is_shown(work, i, j) && is_small(work, true_count(work, i, j) - shared)) ||
            (is_shown(work, i, i) && is_small(work, true_count(work, i, i) - shared)))
            *figure(work, k, j) = HIDDEN;
    }
}

static void protect_pairs(protection *work)
{
    for (int64_t k = 0; k < work->overlap->groups; k++)
        for (int64_t i = 0; i < k; i++)
            protect_pair(work, i, k);
    for (int64_t k = 0; work->rule != NULL && k < work->overlap->groups; k++)
        for (int64_t i = 0; i < work->overlap->groups; i++)
            if (is_part_of(work, k, i))
                protect_parts(work, k, i);
}

/* Sizes and pairs are sums of patterns, so that with them a single hidden pattern could be computed from the others.
 * Where any is small none is shown; where none is, neither is any sum of them. */
static void protect_patterns(protection *work)
{
    integ_overlap_figures *shown = work->shown;
    for (size_t p = 0; p < shown->pattern_count && !shown->left_out; p++)
        shown->left_out = is_small(work, shown->patterns[p].rows);
    if (shown->left_out)
        shown->pattern_count = 0;
}

static integ_status make(const integ_overlap *overlap, integ_overlap_figures **out, integ_error *error)
{
    integ_overlap_figures *made = integi_allocate_zeroed(overlap->context, sizeof *made);
    if (made == NULL)
        return integi_out_of_memory(error);
    made->context = integi_context_retain(overlap->context);
    made->groups = overlap->groups;
    made->counts = integi_allocate_array(made->context, integi_pair_count(made->groups), sizeof *made->counts);
    made->pattern_capacity = overlap->patterns.count;
    made->patterns = integi_allocate_array(made->context, made->pattern_capacity, sizeof *made->patterns);
    if (made->counts == NULL || made->patterns == NULL) {
        integ_overlap_figures_free(made);
        return integi_out_of_memory(error);
    }
    for (size_t p = 0; p < overlap->patterns.count; p++)
        made->patterns[made->pattern_count++] = overlap->patterns.slots[p];
    *out = made;
    return INTEG_STATUS_OK;
}

integ_status integ_overlap_protect(const integ_overlap *overlap, const integ_disclosure *rule,
                                   integ_overlap_figures **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (overlap == NULL)
        return integi_invalid_argument(error, "overlap");
    protection work = {.rule = rule, .overlap = overlap};
    integ_status status = make(overlap, &work.shown, error);
    if (status == INTEG_STATUS_OK) {
        protect_sizes(&work);
        protect_pairs(&work);
        protect_patterns(&work);
        *out = work.shown;
    }
    return status;
}

void integ_overlap_figures_free(integ_overlap_figures *figures)
{
    if (figures == NULL)
        return;
    integ_context *context = figures->context;
    if (figures->counts != NULL)
        integi_release(context, figures->counts, integi_pair_count(figures->groups) * sizeof *figures->counts);
    if (figures->patterns != NULL)
        integi_release_wiped(context, figures->patterns, figures->pattern_capacity * sizeof *figures->patterns);
    integi_release(context, figures, sizeof *figures);
    integ_context_free(context);
}

int64_t integ_overlap_figures_groups(const integ_overlap_figures *figures)
{
    return figures->groups;
}

int64_t integ_overlap_figures_count(const integ_overlap_figures *figures, int64_t first, int64_t second)
{
    if (first < 0 || second < 0 || first >= figures->groups || second >= figures->groups)
        return HIDDEN;
    return figures->counts[integi_pair_index(first, second)];
}

int64_t integ_overlap_figures_pattern_count(const integ_overlap_figures *figures)
{
    return (int64_t)figures->pattern_count;
}

static const integi_pattern *pattern_at(const integ_overlap_figures *figures, int64_t pattern)
{
    return pattern < 0 || pattern >= (int64_t)figures->pattern_count ? NULL : &figures->patterns[pattern];
}

uint64_t integ_overlap_figures_pattern(const integ_overlap_figures *figures, int64_t pattern)
{
    const integi_pattern *found = pattern_at(figures, pattern);
    return found == NULL ? 0 : found->groups;
}

int64_t integ_overlap_figures_exactly(const integ_overlap_figures *figures, int64_t pattern)
{
    const integi_pattern *found = pattern_at(figures, pattern);
    return found == NULL ? HIDDEN : found->rows;
}

int32_t integ_overlap_figures_left_out(const integ_overlap_figures *figures)
{
    return figures->left_out;
}
