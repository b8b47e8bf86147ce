/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Of fewer people than the full cell a following may not tell that all or none of them are there, selected, gone for
 * one reason, back or have come, and neither may what is left of one of its figures without another. */
#include "base/message.h"
#include "integration/register/counts.h"
#include "register/people.h"
#include "register/schema.h"
#include "release/following.h"
#include "release/owners.h"

/* Sets of those who are followed have a bit for each of them; sets of rows one for each row of the start. */
typedef struct looking {
    const integ_following *following;
    int64_t full;
    int8_t *limits; /* of each figure */
    size_t words;   /* of a set of those who are followed */
    uint64_t *rows; /* room for a set of rows */
    uint64_t *whole, *known, *missed; /* room for sets of those who are followed */
} looking;

/* ---- who is few ---- */

static bool are_few_rows(const looking *self, const integ_snapshot *snapshot, const uint64_t *words, int64_t rows)
{
    int64_t people = integi_people_of_words(snapshot, self->following->group->table, words, rows, self->full);
    return people > 0 && people < self->full;
}

static bool are_few_at_start(const looking *self, const uint64_t *words)
{
    const integ_cohort *group = self->following->group;
    return are_few_rows(self, group->snapshot, words, group->truth.rows);
}

static int64_t count(const looking *self, uint64_t *set)
{
    return integi_bitset_count(&(integi_bitset){set, self->following->size});
}

/* Where rows are people, there is no need to look who they are. */
static bool are_few(const looking *self, uint64_t *set)
{
    const integ_cohort *group = self->following->group;
    int64_t members = count(self, set);
    if (members == 0 || (members >= self->full &&
                         integi_table_owners(&group->snapshot->tables[group->table]) == NULL))
        return false;
    integi_following_rows_of(self->following, &(integi_bitset){set, self->following->size}, self->rows);
    return are_few_at_start(self, self->rows);
}

/* Whether all or none of few meet something, or all or none of the few of whom it is known. */
static bool is_full(const looking *self, uint64_t *whole, uint64_t *known, int64_t met)
{
    return (met == 0 && are_few(self, whole)) ||
           ((met == 0 || met == count(self, known)) && are_few(self, known));
}

/* ---- sets ---- */

static uint64_t *set_of(const looking *self, int64_t step, int64_t set)
{
    return integi_following_set(self->following, step, set);
}

static int64_t size_of(const looking *self, int64_t step, int32_t figure)
{
    return integ_following_count_unprotected(self->following, step, figure);
}

static void clean(const looking *self, uint64_t *set)
{
    if (self->words > 0)
        set[self->words - 1] &= integi_bitset_last_mask(self->following->size);
}

static void find_absent(const looking *self, int64_t step, uint64_t *out)
{
    for (size_t i = 0; i < self->words; i++)
        out[i] = ~set_of(self, step, INTEGI_FOLLOWING_PRESENT)[i];
    clean(self, out);
}

static int64_t direction_of(const looking *self, int64_t step)
{
    return step < self->following->start ? -1 : 1;
}

/* Who was not there in a step between the start and this one. */
static void find_missed(const looking *self, int64_t step, uint64_t *out)
{
    int64_t direction = direction_of(self, step);
    for (size_t i = 0; i < self->words; i++)
        out[i] = 0;
    for (int64_t other = self->following->start + direction; other != step; other += direction)
        for (size_t i = 0; i < self->words; i++)
            out[i] |= ~set_of(self, other, INTEGI_FOLLOWING_PRESENT)[i];
    clean(self, out);
}

/* Who was there from the start to a step. */
static void find_stayed(const looking *self, int64_t step, uint64_t *out)
{
    find_missed(self, step, out);
    for (size_t i = 0; i < self->words; i++)
        out[i] = set_of(self, step, INTEGI_FOLLOWING_PRESENT)[i] & ~out[i];
}

/* ---- figures ---- */

static void limit(looking *self, int64_t step, int64_t figure, int8_t how)
{
    int8_t *own = &self->limits[integi_followed_place(self->following, step, figure)];
    *own = how > *own ? how : *own;
}

static void withhold(looking *self, int64_t step, int64_t figure)
{
    limit(self, step, figure, INTEGI_FOLLOWED_WITHHELD);
}

static int8_t limit_of(const looking *self, int64_t step, int64_t figure)
{
    return self->limits[integi_followed_place(self->following, step, figure)];
}

static bool is_withheld(const looking *self, int64_t step, int64_t figure)
{
    return limit_of(self, step, figure) == INTEGI_FOLLOWED_WITHHELD;
}

static void limit_reasons(looking *self, int64_t step, int8_t how)
{
    for (int64_t reason = 0; reason < self->following->reasons; reason++)
        limit(self, step, INTEG_FOLLOWING_FIGURES + 1 + reason, how);
}

/* Whether it depends on anything who is followed: everybody who is there is selected elsewhere. */
static bool has_condition(const looking *self)
{
    return self->following->asked.name != NULL || self->following->asked.filter != NULL;
}

/* ---- the start ---- */

/* Of the rows of the start that are not in a set. */
static void find_rest(const looking *self, const uint64_t *set)
{
    int64_t rows = self->following->group->truth.rows;
    size_t words = integi_bitset_words(rows);
    for (size_t i = 0; i < words; i++)
        self->rows[i] = set == NULL ? ~UINT64_C(0) : ~set[i];
    if (words > 0)
        self->rows[words - 1] &= integi_bitset_last_mask(rows);
}

static bool is_table_few(const looking *self)
{
    find_rest(self, NULL);
    return are_few_at_start(self, self->rows);
}

/* Whether all or none of few who are there at the start are followed. */
static bool is_start_full(const looking *self, bool few)
{
    const integ_following *following = self->following;
    int64_t known = following->group->truth.rows - following->unknown;
    if (!has_condition(self))
        return false;
    find_rest(self, following->group->unknown.words);
    return (following->size == 0 && few) ||
           ((following->size == 0 || following->size == known) && are_few_at_start(self, self->rows));
}

/* Who is followed is told by how many of them are there, and how many are not. */
static void withhold_followed(looking *self)
{
    self->limits[INTEGI_FOLLOWED_SIZE] = INTEGI_FOLLOWED_WITHHELD;
    for (int64_t step = 0; step < self->following->step_count; step++) {
        for (int32_t figure = 1; figure <= INTEG_FOLLOWING_FIGURES; figure++)
            if (figure != INTEG_FOLLOWING_ARRIVED && figure != INTEG_FOLLOWING_ARRIVED_IN_GROUP)
                withhold(self, step, figure);
        limit_reasons(self, step, INTEGI_FOLLOWED_WITHHELD);
    }
}

static void look_at_start(looking *self, bool few)
{
    const integ_following *following = self->following;
    if (is_start_full(self, few))
        withhold_followed(self);
    if (few && following->unknown == following->group->truth.rows)
        self->limits[INTEGI_FOLLOWED_UNKNOWN] = INTEGI_FOLLOWED_WITHHELD;
}

/* ---- who is there, and who has come ---- */

/* Whether everybody of the start is still there, or nobody is. */
static bool is_whole_table(const looking *self, int64_t step)
{
    const integi_bitset *met = &self->following->steps[step].met;
    int64_t stayed = integi_bitset_count(met);
    return stayed == 0 || stayed == met->rows;
}

static bool is_there_few(const looking *self, const integi_following_step *step)
{
    return integ_snapshot_people_unprotected(step->snapshot, self->following->group->table, -1, 1) < self->full;
}

static void withhold_arrived(looking *self, int64_t step)
{
    withhold(self, step, INTEG_FOLLOWING_ARRIVED);
    withhold(self, step, INTEG_FOLLOWING_ARRIVED_IN_GROUP);
}

/* With how many there are, those who have come tell how many of the start are still there. */
static void look_at_arrived(looking *self, int64_t step, bool few)
{
    const integi_following_step *at = &self->following->steps[step];
    int64_t arrived = integi_bitset_count(&at->new_rows), selected = integi_bitset_count(&at->new_in_group);
    if ((few && is_whole_table(self, step)) ||
        (at->rows > 0 && (arrived == 0 || arrived == at->rows) && is_there_few(self, at)))
        withhold_arrived(self, step);
    if (has_condition(self) && (selected == 0 || selected == arrived) &&
        are_few_rows(self, at->snapshot, at->new_rows.words, at->rows))
        withhold(self, step, INTEG_FOLLOWING_ARRIVED_IN_GROUP);
}

/* Where all or none of the start are there, and that is told by those who have come, it follows of few. */
static void look_at_present(looking *self, int64_t step, bool few)
{
    int64_t present = size_of(self, step, INTEG_FOLLOWING_PRESENT);
    bool told = !few && is_whole_table(self, step) && !is_withheld(self, step, INTEG_FOLLOWING_ARRIVED);
    int8_t how = told ? INTEGI_FOLLOWED_BEHIND : INTEGI_FOLLOWED_WITHHELD;
    if ((present != 0 && present != self->following->size) ||
        !are_few_at_start(self, self->following->group->truth.words))
        return;
    limit(self, step, INTEG_FOLLOWING_PRESENT, how);
    limit(self, step, INTEG_FOLLOWING_ABSENT, how);
}

/* Those who have come tell, with those followed who are there, how many of the others are. */
static void look_at_others(looking *self, int64_t step)
{
    const integ_following *following = self->following;
    const integi_bitset *met = &following->steps[step].met;
    int64_t others = met->rows - following->size;
    int64_t stayed = integi_bitset_count(met) - size_of(self, step, INTEG_FOLLOWING_PRESENT);
    if (is_whole_table(self, step) || is_withheld(self, step, INTEG_FOLLOWING_PRESENT) ||
        (stayed != 0 && stayed != others))
        return;
    find_rest(self, following->group->truth.words);
    if (are_few_at_start(self, self->rows))
        withhold_arrived(self, step);
}

/* ---- what is asked of those who are there ---- */

/* Nobody meets what all of few are unknown to meet. */
static void look_at_condition(looking *self, int64_t step, int32_t figure, int64_t set, int32_t unknown_figure,
                              int64_t unknown_set)
{
    uint64_t *present = set_of(self, step, INTEGI_FOLLOWING_PRESENT), *unknown = set_of(self, step, unknown_set);
    int64_t met = count(self, set_of(self, step, set)), there = size_of(self, step, INTEG_FOLLOWING_PRESENT);
    for (size_t i = 0; i < self->words; i++)
        self->known[i] = present[i] & ~unknown[i];
    if (there == 0)
        limit(self, step, figure, limit_of(self, step, INTEG_FOLLOWING_PRESENT));
    if (is_full(self, present, self->known, met))
        withhold(self, step, figure);
    if (count(self, unknown) == there && are_few(self, present))
        withhold(self, step, unknown_figure);
}

static void look_at_selected(looking *self, int64_t step)
{
    if (has_condition(self))
        look_at_condition(self, step, INTEG_FOLLOWING_IN_GROUP, INTEGI_FOLLOWING_IN_GROUP, INTEG_FOLLOWING_UNKNOWN,
                          INTEGI_FOLLOWING_UNKNOWN);
    else
        limit(self, step, INTEG_FOLLOWING_IN_GROUP, limit_of(self, step, INTEG_FOLLOWING_PRESENT));
}

/* ---- who came back ---- */

/* Whether it is told by others how many came back: nobody was gone, all were, or nobody is there. */
static bool is_return_told(const looking *self, int64_t step)
{
    int64_t direction = direction_of(self, step);
    bool all_there = true;
    for (int64_t other = self->following->start + direction; other != step; other += direction) {
        int64_t present = size_of(self, other, INTEG_FOLLOWING_PRESENT);
        bool shown = limit_of(self, other, INTEG_FOLLOWING_PRESENT) == INTEGI_FOLLOWED_SHOWN;
        if (present == 0 && shown)
            return true;
        all_there = all_there && shown && present == self->following->size;
    }
    return all_there || (size_of(self, step, INTEG_FOLLOWING_PRESENT) == 0 &&
                         limit_of(self, step, INTEG_FOLLOWING_PRESENT) == INTEGI_FOLLOWED_SHOWN);
}

/* Of few who were not there in one step, or in any of them, all or none are there again. */
static bool is_return_of_few(const looking *self, int64_t step, int64_t returned)
{
    int64_t direction = direction_of(self, step);
    find_missed(self, step, self->missed);
    if (returned != 0 && returned != count(self, self->missed))
        return false;
    bool few = are_few(self, self->missed);
    for (int64_t other = self->following->start + direction; other != step && !few; other += direction) {
        find_absent(self, other, self->whole);
        few = are_few(self, self->whole);
    }
    return few;
}

/* Those who are there and did not come back have been there since the start: all or none of few who had so far. */
static bool is_stay_of_few(const looking *self, int64_t step)
{
    int64_t direction = direction_of(self, step);
    find_stayed(self, step, self->known);
    int64_t stayed = count(self, self->known);
    for (int64_t other = self->following->start + direction; other != step; other += direction) {
        find_stayed(self, other, self->whole);
        if ((stayed == 0 || stayed == count(self, self->whole)) && are_few(self, self->whole))
            return true;
    }
    return false;
}

static void look_at_returned(looking *self, int64_t step)
{
    uint64_t *present = set_of(self, step, INTEGI_FOLLOWING_PRESENT);
    int64_t returned = size_of(self, step, INTEG_FOLLOWING_RETURNED);
    if (is_return_told(self, step))
        return;
    if (size_of(self, step, INTEG_FOLLOWING_PRESENT) == 0 || is_full(self, present, present, returned) ||
        is_return_of_few(self, step, returned) || is_stay_of_few(self, step))
        withhold(self, step, INTEG_FOLLOWING_RETURNED);
}

/* ---- why they are gone ---- */

/* Those who are gone, and those of them of whom it is known why. */
static void find_explained(looking *self, int64_t step)
{
    find_absent(self, step, self->whole);
    for (size_t i = 0; i < self->words; i++)
        self->known[i] = 0;
    for (int64_t reason = 0; reason < self->following->reasons; reason++)
        for (size_t i = 0; i < self->words; i++)
            self->known[i] |= set_of(self, step, INTEGI_FOLLOWING_SETS + reason)[i];
}

/* Where all of few are gone, which is not told, neither is it by reasons that add up to them. */
static void look_at_reasons(looking *self, int64_t step)
{
    find_explained(self, step);
    int64_t absent = count(self, self->whole), explained = count(self, self->known);
    if (absent == 0 || explained == self->following->size)
        limit_reasons(self, step, limit_of(self, step, INTEG_FOLLOWING_ABSENT));
    for (int64_t reason = 0; reason < self->following->reasons && absent > 0; reason++) {
        int64_t gone = integ_following_reason_count_unprotected(self->following, step, reason);
        if (is_full(self, self->whole, self->known, gone))
            withhold(self, step, INTEG_FOLLOWING_FIGURES + 1 + reason);
    }
}

/* ---- the whole ---- */

/* Who came back is told by who was there in the steps before, which is looked at first. */
static void look_at_steps(looking *self, bool few)
{
    const integ_following *following = self->following;
    int64_t start = following->start;
    for (int64_t step = 0; step < following->step_count; step++) {
        if (step != start) {
            look_at_arrived(self, step, few);
            look_at_present(self, step, few);
            look_at_others(self, step);
            look_at_selected(self, step);
        }
        if (following->has_where)
            look_at_condition(self, step, INTEG_FOLLOWING_MEETS, INTEGI_FOLLOWING_MEETS,
                              INTEG_FOLLOWING_MEETS_UNKNOWN, INTEGI_FOLLOWING_MEETS_UNKNOWN);
        if (step > start)
            look_at_reasons(self, step);
    }
    for (int64_t step = 0; step < following->step_count; step++)
        if (step < start - 1 || step > start + 1)
            look_at_returned(self, step);
}

integ_status integi_following_withhold_full(const integ_following *following, const integ_disclosure *rule,
                                            int8_t *limits, integ_error *error)
{
    integ_context *context = following->context;
    looking self = {.following = following, .full = integ_disclosure_full_cell(rule), .limits = limits,
                    .words = integi_following_words(following)};
    size_t size = (integi_bitset_words(following->group->truth.rows) + 3 * self.words + 1) * sizeof *self.rows;
    if (self.full == 0)
        return INTEG_STATUS_OK;
    self.rows = integi_allocate_zeroed(context, size);
    if (self.rows == NULL)
        return integi_out_of_memory(error);
    self.whole = self.rows + integi_bitset_words(following->group->truth.rows);
    self.known = self.whole + self.words;
    self.missed = self.known + self.words;
    bool few = is_table_few(&self);
    look_at_start(&self, few);
    look_at_steps(&self, few);
    integi_release_wiped(context, self.rows, size);
    return INTEG_STATUS_OK;
}
