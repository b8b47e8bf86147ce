/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/following.h"

/* What may be shown of a following.
 *
 * The same people are counted again and again, so that a figure gives people away in two ways: by itself, where it or its
 * rest is small, and beside another one, where few are in the one and not in the other. Between two snapshots that is
 * looked at in both directions: those who left and those who came back. The start is decided first, then the snapshots
 * after it, then those before it, so that what is near the start is shown rather than what is far away. */

#define HIDDEN (-1)

struct integ_following_figures {
    integ_context *context;
    int64_t size, unknown, steps, reasons;
    int64_t *counts; /* of each step: by INTEG_FOLLOWING_, then the reasons */
};

typedef struct protection {
    const integ_disclosure *rule; /* NULL hides nothing */
    const integ_following *following;
    integ_following_figures *shown;
    int64_t *order; /* steps that were decided */
    int64_t decided;
} protection;

/* The sets that are shown as figures of their own. */
static const struct {
    int32_t figure;
    int64_t set;
} parts[] = {{INTEG_FOLLOWING_IN_GROUP, INTEGI_FOLLOWING_IN_GROUP},
             {INTEG_FOLLOWING_UNKNOWN, INTEGI_FOLLOWING_UNKNOWN},
             {INTEG_FOLLOWING_MEETS, INTEGI_FOLLOWING_MEETS},
             {INTEG_FOLLOWING_MEETS_UNKNOWN, INTEGI_FOLLOWING_MEETS_UNKNOWN},
             {INTEG_FOLLOWING_RETURNED, INTEGI_FOLLOWING_RETURNED}};
#define PARTS (sizeof parts / sizeof *parts)

static size_t figures_of_step(const integ_following_figures *figures)
{
    return INTEG_FOLLOWING_FIGURES + 1 + (size_t)figures->reasons;
}

static int64_t *figures_at(const integ_following_figures *figures, int64_t step)
{
    return figures->counts + (size_t)step * figures_of_step(figures);
}

static bool is_small(const protection *work, int64_t count)
{
    return work->rule != NULL && integ_disclosure_hides_count(work->rule, count) != 0;
}

static bool is_shown(const protection *work, int64_t step, int32_t figure)
{
    return figures_at(work->shown, step)[figure] != HIDDEN;
}

/* How many are in `a` and not in `b`. */
static int64_t count_only(const protection *work, const uint64_t *a, const uint64_t *b)
{
    int64_t count = 0;
    for (size_t i = 0; i < integi_following_words(work->following); i++)
        count += __builtin_popcountll(a[i] & ~b[i]);
    return count;
}

/* Whether two sets are a few people apart, in either direction. */
static bool are_close(const protection *work, const uint64_t *a, const uint64_t *b)
{
    return is_small(work, count_only(work, a, b)) || is_small(work, count_only(work, b, a));
}

/* Whether one set is a part of the other and leaves few: only then does subtracting their numbers count people. */
static bool leaves_few(const protection *work, const uint64_t *a, const uint64_t *b)
{
    int64_t only_a = count_only(work, a, b), only_b = count_only(work, b, a);
    return (only_a == 0 && is_small(work, only_b)) || (only_b == 0 && is_small(work, only_a));
}

static const uint64_t *set_of(const protection *work, int64_t step, int64_t set)
{
    return integi_following_set(work->following, step, set);
}

static int64_t true_count(const protection *work, int64_t step, int32_t figure)
{
    return integ_following_count_unprotected(work->following, step, figure);
}

/* Who is there. Where this is not shown, nothing is from which it would follow. */
static bool hides_present(const protection *work, int64_t step)
{
    if (work->shown->size == HIDDEN || is_small(work, true_count(work, step, INTEG_FOLLOWING_PRESENT)) ||
        is_small(work, true_count(work, step, INTEG_FOLLOWING_ABSENT)))
        return true;
    for (int64_t i = 0; i < work->decided; i++)
        if (is_shown(work, work->order[i], INTEG_FOLLOWING_PRESENT) &&
            are_close(work, set_of(work, step, INTEGI_FOLLOWING_PRESENT),
                      set_of(work, work->order[i], INTEGI_FOLLOWING_PRESENT)))
            return true;
    return false;
}

/* Whether the set leaves few of those who are shown to be there in a snapshot that was decided. */
static bool leaves_few_present(const protection *work, const uint64_t *set)
{
    for (int64_t i = 0; i < work->decided; i++)
        if (is_shown(work, work->order[i], INTEG_FOLLOWING_PRESENT) &&
            leaves_few(work, set, set_of(work, work->order[i], INTEGI_FOLLOWING_PRESENT)))
            return true;
    return false;
}

/* A part of those who are there: beside them, the parts that are shown of them, and the same part elsewhere. */
static bool hides_part(const protection *work, int64_t step, size_t part)
{
    const uint64_t *set = set_of(work, step, parts[part].set);
    int64_t count = true_count(work, step, parts[part].figure);
    if (is_small(work, count) || is_small(work, true_count(work, step, INTEG_FOLLOWING_PRESENT) - count) ||
        leaves_few_present(work, set))
        return true;
    for (size_t other = 0; other < part; other++)
        if (is_shown(work, step, parts[other].figure) && leaves_few(work, set, set_of(work, step, parts[other].set)))
            return true;
    for (int64_t i = 0; i < work->decided; i++)
        if (is_shown(work, work->order[i], parts[part].figure) &&
            leaves_few(work, set, set_of(work, work->order[i], parts[part].set)))
            return true;
    return false;
}

/* Those for whom it is unknown, beside those for whom it is true: the rest are those for whom it is false. */
static bool hides_false(const protection *work, int64_t step, int32_t truth, int32_t unknown)
{
    return is_shown(work, step, truth) &&
           is_small(work, true_count(work, step, INTEG_FOLLOWING_PRESENT) - true_count(work, step, truth) -
                              true_count(work, step, unknown));
}

/* Those who never left until now are those who are there without those who came back. */
static uint64_t stayers(const protection *work, int64_t step, size_t word)
{
    return set_of(work, step, INTEGI_FOLLOWING_PRESENT)[word] & ~set_of(work, step, INTEGI_FOLLOWING_RETURNED)[word];
}

/* Those who are gone for no known reason; bits behind the last are set. */
static uint64_t unexplained(const protection *work, int64_t step, size_t word)
{
    uint64_t found = ~set_of(work, step, INTEGI_FOLLOWING_PRESENT)[word];
    for (int64_t reason = 0; reason < work->shown->reasons; reason++)
        found &= ~set_of(work, step, INTEGI_FOLLOWING_SETS + reason)[word];
    return found;
}

/* Whether what follows from shown figures is a few people apart from the same elsewhere, where `figure` is shown. */
static bool follows_closely(const protection *work, int64_t step, int64_t figure,
                            uint64_t (*set)(const protection *, int64_t, size_t))
{
    for (int64_t i = 0; i < work->decided; i++) {
        int64_t other = work->order[i], left = 0, more = 0;
        if (figures_at(work->shown, other)[figure] == HIDDEN)
            continue;
        for (size_t w = 0; w < integi_following_words(work->following); w++) {
            uint64_t here = set(work, step, w), there = set(work, other, w);
            left += __builtin_popcountll(there & ~here);
            more += __builtin_popcountll(here & ~there);
        }
        if (is_small(work, left) || is_small(work, more))
            return true;
    }
    return false;
}

/* Reasons part those who are gone, so that all are shown or none. */
static bool hides_reasons(const protection *work, int64_t step)
{
    int64_t left = true_count(work, step, INTEG_FOLLOWING_ABSENT);
    for (int64_t reason = 0; reason < work->shown->reasons; reason++) {
        const uint64_t *set = set_of(work, step, INTEGI_FOLLOWING_SETS + reason);
        int64_t count = integ_following_reason_count_unprotected(work->following, step, reason);
        left -= count;
        if (is_small(work, count))
            return true;
        for (int64_t i = 0; i < work->decided; i++)
            if (figures_at(work->shown, work->order[i])[INTEG_FOLLOWING_FIGURES + 1 + reason] != HIDDEN &&
                are_close(work, set, set_of(work, work->order[i], INTEGI_FOLLOWING_SETS + reason)))
                return true;
    }
    return is_small(work, left) || (work->shown->reasons > 0 &&
                                    follows_closely(work, step, INTEG_FOLLOWING_FIGURES + 1, unexplained));
}

/* Whoever arrived is told by all rows, with those of the start who are gone: those who are followed, and others. */
static bool hides_arrived(const protection *work, int64_t step)
{
    const integi_following_step *here = &work->following->steps[step];
    int64_t gone = true_count(work, step, INTEG_FOLLOWING_ABSENT);
    if (is_small(work, here->arrived) || is_small(work, here->rows - here->arrived) ||
        is_small(work, here->left_all) || is_small(work, here->left_all - gone))
        return true;
    for (int64_t i = 0; i < work->decided; i++) {
        const integi_following_step *other = &work->following->steps[work->order[i]];
        int64_t more = here->arrived - other->arrived, fewer = here->left_all - other->left_all;
        if (is_shown(work, work->order[i], INTEG_FOLLOWING_ARRIVED) &&
            (is_small(work, more < 0 ? -more : more) || is_small(work, fewer < 0 ? -fewer : fewer)))
            return true;
    }
    return false;
}

/* Who is in the group and for whom the condition is true stand alone too; the others are told from those who are there. */
static bool stands_alone(int32_t figure)
{
    return figure == INTEG_FOLLOWING_IN_GROUP || figure == INTEG_FOLLOWING_MEETS;
}

static void show_parts(protection *work, int64_t step)
{
    int64_t *figures = figures_at(work->shown, step);
    for (size_t part = 0; part < PARTS; part++) {
        int32_t figure = parts[part].figure;
        bool hidden = (!is_shown(work, step, INTEG_FOLLOWING_PRESENT) && !stands_alone(figure)) ||
                      hides_part(work, step, part) ||
                      (figure == INTEG_FOLLOWING_UNKNOWN && hides_false(work, step, INTEG_FOLLOWING_IN_GROUP, figure)) ||
                      (figure == INTEG_FOLLOWING_MEETS_UNKNOWN &&
                       hides_false(work, step, INTEG_FOLLOWING_MEETS, figure)) ||
                      (figure == INTEG_FOLLOWING_RETURNED && follows_closely(work, step, figure, stayers));
        figures[figure] = hidden ? HIDDEN : true_count(work, step, figure);
    }
}

static void show_arrived(protection *work, int64_t step)
{
    int64_t *figures = figures_at(work->shown, step);
    const integi_following_step *here = &work->following->steps[step];
    if (hides_arrived(work, step))
        return;
    figures[INTEG_FOLLOWING_ARRIVED] = here->arrived;
    if (!is_small(work, here->arrived_in_group) && !is_small(work, here->arrived - here->arrived_in_group))
        figures[INTEG_FOLLOWING_ARRIVED_IN_GROUP] = here->arrived_in_group;
}

static void show_reasons(protection *work, int64_t step)
{
    int64_t *figures = figures_at(work->shown, step) + INTEG_FOLLOWING_FIGURES + 1;
    bool hidden = hides_reasons(work, step);
    for (int64_t reason = 0; reason < work->shown->reasons && !hidden; reason++)
        figures[reason] = integ_following_reason_count_unprotected(work->following, step, reason);
}

static void decide(protection *work, int64_t step)
{
    int64_t *figures = figures_at(work->shown, step);
    for (size_t i = 0; i < figures_of_step(work->shown); i++)
        figures[i] = HIDDEN;
    if (!hides_present(work, step)) {
        figures[INTEG_FOLLOWING_PRESENT] = true_count(work, step, INTEG_FOLLOWING_PRESENT);
        figures[INTEG_FOLLOWING_ABSENT] = true_count(work, step, INTEG_FOLLOWING_ABSENT);
        show_arrived(work, step);
        show_reasons(work, step);
    }
    if (work->shown->size != HIDDEN)
        show_parts(work, step);
    work->order[work->decided++] = step;
}

static void decide_all(protection *work)
{
    const integ_following *following = work->following;
    int64_t rows = following->steps[following->start].rows, rest = rows - following->size;
    work->shown->size = is_small(work, following->size) || is_small(work, rest) ? HIDDEN : following->size;
    bool unknown_hidden = is_small(work, following->unknown) || is_small(work, rows - following->unknown) ||
                          (work->shown->size != HIDDEN && is_small(work, rest - following->unknown));
    work->shown->unknown = unknown_hidden ? HIDDEN : following->unknown;
    for (int64_t step = following->start; step < following->step_count; step++)
        decide(work, step);
    for (int64_t step = following->start - 1; step >= 0; step--)
        decide(work, step);
}

integ_status integ_following_protect(const integ_following *following, const integ_disclosure *rule,
                                     integ_following_figures **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (following == NULL)
        return integi_invalid_argument(error, "following");
    integ_context *context = integi_context_retain(following->context);
    integ_following_figures *made = integi_allocate_zeroed(context, sizeof *made);
    size_t steps = (size_t)following->step_count;
    int64_t *order = integi_allocate_array(context, steps, sizeof *order);
    if (made != NULL) {
        *made = (integ_following_figures){.context = context, .steps = (int64_t)steps, .reasons = following->reasons};
        made->counts = integi_allocate_array(context, steps * figures_of_step(made), sizeof *made->counts);
    }
    bool good = made != NULL && made->counts != NULL && order != NULL;
    if (good)
        decide_all(&(protection){rule, following, made, order, 0});
    integi_release(context, order, order == NULL ? 0 : steps * sizeof *order);
    if (good)
        *out = made;
    else if (made != NULL)
        integ_following_figures_free(made);
    else
        integ_context_free(context);
    return good ? INTEG_STATUS_OK : integi_out_of_memory(error);
}

void integ_following_figures_free(integ_following_figures *figures)
{
    if (figures == NULL)
        return;
    integ_context *context = figures->context;
    if (figures->counts != NULL)
        integi_release(context, figures->counts,
                       (size_t)figures->steps * figures_of_step(figures) * sizeof *figures->counts);
    integi_release(context, figures, sizeof *figures);
    integ_context_free(context);
}

int64_t integ_following_figures_size(const integ_following_figures *figures)
{
    return figures->size;
}

int64_t integ_following_figures_unknown(const integ_following_figures *figures)
{
    return figures->unknown;
}

int64_t integ_following_figures_count(const integ_following_figures *figures, int64_t step, int32_t figure)
{
    if (step < 0 || step >= figures->steps || figure < 1 || figure > INTEG_FOLLOWING_FIGURES)
        return HIDDEN;
    return figures_at(figures, step)[figure];
}

int64_t integ_following_figures_reason_count(const integ_following_figures *figures, int64_t step, int64_t reason)
{
    if (step < 0 || step >= figures->steps || reason < 0 || reason >= figures->reasons)
        return HIDDEN;
    return figures_at(figures, step)[INTEG_FOLLOWING_FIGURES + 1 + reason];
}
