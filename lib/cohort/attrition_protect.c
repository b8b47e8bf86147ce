/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/attrition.h"

/* What may be shown of an attrition.
 *
 * Its counts are sets of people within each other: all rows, those left after a step and a later one; those lost
 * between the two, with the near misses of the steps between; those for whom a condition is true alone, with those left
 * after it. A figure is hidden when it is small, and also when it would leave a small rest of a set that is shown: the
 * rest is what is not in any shown part of it. Where a rest is 0 or not small, so is every difference between the
 * whole and some of its parts, since each part is 0 or not small itself. */

#define HIDDEN (-1)

typedef struct shown_step {
    int64_t condition;
    int64_t figures[INTEG_ATTRITION_FIGURES + 1]; /* by INTEG_ATTRITION_ */
} shown_step;

struct integ_attrition_figures {
    integ_context *context; /* kept alive by the conditions */
    integi_conditions *conditions;
    shown_step *steps;
    int64_t rows;
};

typedef struct protection {
    const integ_disclosure *rule; /* NULL hides nothing */
    const integ_attrition *attrition;
    integ_attrition_figures *shown;
    int64_t count;
} protection;

static bool is_small(const protection *work, int64_t count)
{
    return work->rule != NULL && integ_disclosure_hides_count(work->rule, count) != 0;
}

static int64_t shown_or_nothing(int64_t figure)
{
    return figure == HIDDEN ? 0 : figure;
}

/* Those who are left, and who were lost: a step is shown when it is no small number away from the last shown one. */
static void protect_left(protection *work)
{
    int64_t before = work->attrition->rows;
    bool before_shown = work->shown->rows != HIDDEN;
    for (int64_t i = 0; i < work->count; i++) {
        int64_t left = work->attrition->steps[i].left, *figures = work->shown->steps[i].figures;
        bool hidden = is_small(work, left) || is_small(work, before - left);
        figures[INTEG_ATTRITION_LEFT] = hidden ? HIDDEN : left;
        figures[INTEG_ATTRITION_LOST] = hidden || !before_shown ? HIDDEN : before - left;
        before_shown = !hidden;
        before = hidden ? before : left;
    }
}

/* What a condition says alone: true, unknown, and by subtraction false. */
static void protect_alone(protection *work)
{
    int64_t rows = work->attrition->rows, within = 0; /* the next shown number of those left */
    for (int64_t i = work->count - 1; i >= 0; i--) {
        const integi_attrition_step *step = &work->attrition->steps[i];
        int64_t *figures = work->shown->steps[i].figures;
        if (figures[INTEG_ATTRITION_LEFT] != HIDDEN)
            within = figures[INTEG_ATTRITION_LEFT];
        bool hidden = is_small(work, step->alone) || is_small(work, rows - step->alone) ||
                      is_small(work, step->alone - within) ||
                      (figures[INTEG_ATTRITION_LOST] != HIDDEN &&
                       is_small(work, rows - step->alone - figures[INTEG_ATTRITION_LOST]));
        figures[INTEG_ATTRITION_ALONE] = hidden ? HIDDEN : step->alone;
        bool unknown_hidden = is_small(work, step->unknown) || is_small(work, rows - step->unknown) ||
                              (!hidden && is_small(work, rows - step->alone - step->unknown));
        figures[INTEG_ATTRITION_UNKNOWN] = unknown_hidden ? HIDDEN : step->unknown;
    }
}

/* The near misses of a step within those who are not in its condition. */
static void protect_near(protection *work, int64_t at)
{
    const integi_attrition_step *step = &work->attrition->steps[at];
    int64_t *figures = work->shown->steps[at].figures, rows = work->attrition->rows;
    int64_t near = step->near_miss, unknown = step->near_unknown;
    bool alone_shown = figures[INTEG_ATTRITION_ALONE] != HIDDEN, split = figures[INTEG_ATTRITION_UNKNOWN] != HIDDEN;
    bool near_hidden = is_small(work, near) ||
                       (alone_shown && split && is_small(work, rows - step->alone - step->unknown - near));
    bool unknown_hidden = is_small(work, unknown) || (split && is_small(work, step->unknown - unknown));
    int64_t rest = rows - step->alone - (near_hidden ? 0 : near) - (unknown_hidden ? 0 : unknown);
    if (alone_shown && is_small(work, rest)) {
        if (!near_hidden && near > 0 && (unknown_hidden || unknown == 0 || near <= unknown))
            near_hidden = true;
        else
            unknown_hidden = true;
    }
    figures[INTEG_ATTRITION_NEAR_MISS] = near_hidden ? HIDDEN : near;
    figures[INTEG_ATTRITION_NEAR_UNKNOWN] = unknown_hidden ? HIDDEN : unknown;
}

static int64_t shown_near(const shown_step *step)
{
    return shown_or_nothing(step->figures[INTEG_ATTRITION_NEAR_MISS]) +
           shown_or_nothing(step->figures[INTEG_ATTRITION_NEAR_UNKNOWN]);
}

/* The near misses of steps `first` to `end` - 1 within those who were lost there: hides the smallest of them, where
 * what is left of `lost` is small. */
static void protect_near_within(protection *work, int64_t first, int64_t end, int64_t lost)
{
    int64_t *smallest = NULL;
    for (int64_t i = first; i < end; i++) {
        lost -= shown_near(&work->shown->steps[i]);
        for (int k = INTEG_ATTRITION_NEAR_MISS; k <= INTEG_ATTRITION_NEAR_UNKNOWN; k++) {
            int64_t *figure = &work->shown->steps[i].figures[k];
            if (*figure > 0 && (smallest == NULL || *figure < *smallest))
                smallest = figure;
        }
    }
    if (smallest != NULL && is_small(work, lost))
        *smallest = HIDDEN;
}

static void protect_all_near(protection *work)
{
    int64_t first = 0, before = work->attrition->rows;
    for (int64_t i = 0; i < work->count; i++)
        protect_near(work, i);
    for (int64_t i = 0; i < work->count; i++) {
        int64_t left = work->shown->steps[i].figures[INTEG_ATTRITION_LEFT];
        if (left == HIDDEN)
            continue;
        protect_near_within(work, first, i + 1, before - left);
        first = i + 1;
        before = left;
    }
    protect_near_within(work, first, work->count, before);
}

/* Those for whom a condition is true alone: with those who are left after it, and the near misses of conditions before
 * it. Nobody who is left can be a near miss. */
static void protect_alone_from_near(protection *work)
{
    int64_t within = 0, before = 0;
    for (int64_t i = 0; i < work->count; i++)
        before += shown_near(&work->shown->steps[i]);
    for (int64_t i = work->count - 1; i >= 0; i--) {
        int64_t *figures = work->shown->steps[i].figures;
        if (figures[INTEG_ATTRITION_LEFT] != HIDDEN)
            within = figures[INTEG_ATTRITION_LEFT];
        before -= shown_near(&work->shown->steps[i]);
        if (figures[INTEG_ATTRITION_ALONE] != HIDDEN && is_small(work, figures[INTEG_ATTRITION_ALONE] - within - before))
            figures[INTEG_ATTRITION_ALONE] = HIDDEN;
    }
}

static integ_status make(const integ_attrition *attrition, integ_attrition_figures **out, integ_error *error)
{
    integ_attrition_figures *made = integi_allocate_zeroed(attrition->context, sizeof *made);
    if (made == NULL)
        return integi_out_of_memory(error);
    made->context = attrition->context;
    made->conditions = integi_conditions_retain(attrition->conditions);
    size_t count = attrition->conditions->count;
    made->steps = integi_allocate_zeroed(made->context, count * sizeof *made->steps);
    if (made->steps == NULL) {
        integ_attrition_figures_free(made);
        return integi_out_of_memory(error);
    }
    for (size_t i = 0; i < count; i++)
        made->steps[i].condition = attrition->steps[i].condition;
    *out = made;
    return INTEG_STATUS_OK;
}

/* Near misses and what is left add up to what is true alone, in more ways than are looked for above. Where anything of
 * the table is hidden, no near misses stand beside it. */
static void hide_near_beside_hidden(protection *work)
{
    bool any = false;
    for (int64_t i = 0; i < work->count; i++)
        for (int f = 1; f <= INTEG_ATTRITION_FIGURES; f++)
            any = any || work->shown->steps[i].figures[f] == HIDDEN;
    for (int64_t i = 0; any && i < work->count; i++) {
        work->shown->steps[i].figures[INTEG_ATTRITION_NEAR_MISS] = HIDDEN;
        work->shown->steps[i].figures[INTEG_ATTRITION_NEAR_UNKNOWN] = HIDDEN;
    }
}

integ_status integ_attrition_protect(const integ_attrition *attrition, const integ_disclosure *rule,
                                     integ_attrition_figures **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (attrition == NULL)
        return integi_invalid_argument(error, "attrition");
    integ_status status = make(attrition, out, error);
    if (status != INTEG_STATUS_OK)
        return status;
    protection work = {rule, attrition, *out, (int64_t)attrition->conditions->count};
    (*out)->rows = is_small(&work, attrition->rows) ? HIDDEN : attrition->rows;
    protect_left(&work);
    protect_alone(&work);
    protect_all_near(&work);
    protect_alone_from_near(&work);
    hide_near_beside_hidden(&work);
    return status;
}

void integ_attrition_figures_free(integ_attrition_figures *figures)
{
    if (figures == NULL)
        return;
    integi_conditions *conditions = figures->conditions;
    integi_release(figures->context, figures->steps,
                   figures->steps == NULL ? 0 : conditions->count * sizeof *figures->steps);
    integi_release(figures->context, figures, sizeof *figures);
    integi_conditions_free(conditions);
}

int64_t integ_attrition_figures_rows(const integ_attrition_figures *figures)
{
    return figures->rows;
}

int64_t integ_attrition_figures_steps(const integ_attrition_figures *figures)
{
    return (int64_t)figures->conditions->count;
}

static const shown_step *step_at(const integ_attrition_figures *figures, int64_t step)
{
    return step < 0 || step >= (int64_t)figures->conditions->count ? NULL : &figures->steps[step];
}

const char *integ_attrition_figures_condition(const integ_attrition_figures *figures, int64_t step)
{
    const shown_step *found = step_at(figures, step);
    return found == NULL ? NULL : figures->conditions->items[found->condition].text;
}

int64_t integ_attrition_figures_count(const integ_attrition_figures *figures, int64_t step, int32_t figure)
{
    const shown_step *found = step_at(figures, step);
    if (found == NULL || figure < INTEG_ATTRITION_ALONE || figure > INTEG_ATTRITION_FIGURES)
        return HIDDEN;
    return found->figures[figure];
}
