/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Followings: those who are followed, and what becomes of them. */
#include "release/following.h"

#include "base/message.h"
#include "register/schema.h"
#include "release/analysis.h"
#include "release/ledger.h"
#include "release/messages.h"
#include "release/owners.h"
#include "release/state.h"

#include <string.h>

enum { SIZE = INTEGI_FOLLOWED_SIZE, UNKNOWN = INTEGI_FOLLOWED_UNKNOWN, HEAD = INTEGI_FOLLOWED_HEAD };

/* By INTEG_FOLLOWING_: what ledgers call a figure, how much it is wanted, and the set of those followed that it
 * counts. */
static const struct {
    const char *name;
    int64_t rank;
    int64_t set; /* -1: it is none */
} figures[INTEG_FOLLOWING_FIGURES + 1] = {
    [INTEG_FOLLOWING_PRESENT] = {"present", INTEGI_RANK_BASELINE, INTEGI_FOLLOWING_PRESENT},
    [INTEG_FOLLOWING_ABSENT] = {"absent", INTEGI_RANK_BASELINE, -1},
    [INTEG_FOLLOWING_IN_GROUP] = {"in_group", INTEGI_RANK_INDICATOR, INTEGI_FOLLOWING_IN_GROUP},
    [INTEG_FOLLOWING_UNKNOWN] = {"unknown", INTEGI_RANK_UNKNOWN, INTEGI_FOLLOWING_UNKNOWN},
    [INTEG_FOLLOWING_MEETS] = {"meets", INTEGI_RANK_INDICATOR, INTEGI_FOLLOWING_MEETS},
    [INTEG_FOLLOWING_MEETS_UNKNOWN] = {"meets_unknown", INTEGI_RANK_UNKNOWN, INTEGI_FOLLOWING_MEETS_UNKNOWN},
    [INTEG_FOLLOWING_RETURNED] = {"returned", INTEGI_RANK_AREA, INTEGI_FOLLOWING_RETURNED},
    [INTEG_FOLLOWING_ARRIVED] = {"arrived", INTEGI_RANK_EFFORT, -1},
    [INTEG_FOLLOWING_ARRIVED_IN_GROUP] = {"arrived_in_group", INTEGI_RANK_SERIES, -1},
};

static int64_t count_figures(const void *source)
{
    const integ_following *following = source;
    return integi_followed_place(following, following->step_count, 1);
}

static int64_t true_value(const void *source, int64_t figure)
{
    const integ_following *following = source;
    if (figure < HEAD)
        return figure == SIZE ? following->size : following->unknown;
    int64_t each = integi_followed_figures(following), step = (figure - HEAD) / each, own = (figure - HEAD) % each + 1;
    return own <= INTEG_FOLLOWING_FIGURES
               ? integ_following_count_unprotected(following, step, (int32_t)own)
               : integ_following_reason_count_unprotected(following, step, own - INTEG_FOLLOWING_FIGURES - 1);
}

/* ---- rows ---- */

typedef struct taking_step {
    integi_taking *self;
    const integ_following *following;
    int64_t step;
    uint64_t *words;
    uint64_t *spare; /* for a set of those who are followed */
    int8_t *limits;  /* of each figure: INTEGI_FOLLOWED_SHOWN and so on */
} taking_step;

static bool is_withheld(const taking_step *at, int64_t place)
{
    return at->limits[place] == INTEGI_FOLLOWED_WITHHELD;
}

static void take_followed_if(const taking_step *at, bool may_be_shown, int64_t figure, int64_t rank)
{
    const integ_cohort *group = at->following->group;
    int64_t place = integi_followed_place(at->following, at->step, figure - HEAD + 1);
    integi_take_if(at->self, may_be_shown && !is_withheld(at, place), place, rank, group->snapshot, group->table,
                   at->words);
    if (at->limits[place] == INTEGI_FOLLOWED_BEHIND)
        integi_take_behind(at->self, place, integi_followed_place(at->following, at->step, INTEG_FOLLOWING_ARRIVED));
}

static void take_followed(const taking_step *at, int64_t figure, int64_t rank)
{
    take_followed_if(at, true, figure, rank);
}

static void derive_followed(const taking_step *at)
{
    const integ_cohort *group = at->following->group;
    integi_take_derived(at->self, group->snapshot, group->table, at->words);
}

/* Leaves those of the followed ones who are not in what is there. */
static void turn_round(const taking_step *at)
{
    const integi_bitset *followed = &at->following->group->truth;
    for (size_t i = 0; i < integi_bitset_words(followed->rows); i++)
        at->words[i] = followed->words[i] & ~at->words[i];
}

/* Where zeros are hidden, a figure that is as large as what it is a part of tells that the rest is nobody. */
static bool tells_nobody(const taking_step *at, int32_t figure)
{
    const integ_following *following = at->following;
    bool of_all = figure == INTEG_FOLLOWING_PRESENT || figure == INTEG_FOLLOWING_ABSENT;
    int64_t whole = of_all ? following->size
                           : integ_following_count_unprotected(following, at->step, INTEG_FOLLOWING_PRESENT);
    return integ_disclosure_hides_count(at->self->collection->rule, 0) != 0 &&
           integ_following_count_unprotected(following, at->step, figure) == whole;
}

static void take_sets(const taking_step *at)
{
    for (int32_t figure = 1; figure <= INTEG_FOLLOWING_FIGURES; figure++) {
        int64_t set = figure == INTEG_FOLLOWING_ABSENT ? INTEGI_FOLLOWING_PRESENT : figures[figure].set;
        if (set < 0)
            continue;
        integi_following_rows(at->following, at->step, set, at->words);
        if (figure == INTEG_FOLLOWING_ABSENT)
            turn_round(at);
        take_followed_if(at, !tells_nobody(at, figure), HEAD + figure - 1, figures[figure].rank);
    }
}

/* Reasons; and those who are gone for none that is known, whom nobody prints. */
static void take_reasons(const taking_step *at)
{
    const integ_following *following = at->following;
    integi_bitset unexplained = {at->spare, following->size};
    size_t words = integi_following_words(following);
    for (size_t i = 0; i < words; i++)
        at->spare[i] = ~integi_following_set(following, at->step, INTEGI_FOLLOWING_PRESENT)[i];
    for (int64_t reason = 0; reason < following->reasons; reason++) {
        integi_following_rows(following, at->step, INTEGI_FOLLOWING_SETS + reason, at->words);
        take_followed(at, HEAD + INTEG_FOLLOWING_FIGURES + reason, INTEGI_RANK_BREAKDOWN);
        for (size_t i = 0; i < words; i++)
            at->spare[i] &= ~integi_following_set(following, at->step, INTEGI_FOLLOWING_SETS + reason)[i];
    }
    if (following->reasons == 0)
        return;
    integi_following_rows_of(following, &unexplained, at->words);
    derive_followed(at);
}

/* Whoever arrived is told by all rows, with those of the start who left: where these are few, nobody is shown to have
 * arrived, not even that nobody has. How many rows there are tells little then. Uses the words. */
static bool tells_arrived(const taking_step *at)
{
    const integi_following_step *step = &at->following->steps[at->step];
    const integ_disclosure *rule = at->self->collection->rule;
    const integ_cohort *group = at->following->group;
    const integi_bitset *new = &step->new_rows;
    if (at->step == at->following->start)
        return true;
    size_t words = integi_bitset_words(step->met.rows);
    for (size_t i = 0; i < words; i++)
        at->words[i] = ~step->met.words[i];
    if (words > 0)
        at->words[words - 1] &= integi_bitset_last_mask(step->met.rows);
    return !integi_hides_words(rule, group->snapshot, group->table, at->words, step->met.rows) &&
           !integi_hides_words(rule, step->snapshot, group->table, new->words, new->rows);
}

static void take_arrived(const taking_step *at)
{
    const integ_following *following = at->following;
    const integi_following_step *step = &following->steps[at->step];
    const integi_bitset *sets[] = {&step->new_rows, &step->new_in_group};
    for (int32_t i = 0; i < 2; i++) {
        int32_t figure = i == 0 ? INTEG_FOLLOWING_ARRIVED : INTEG_FOLLOWING_ARRIVED_IN_GROUP;
        int64_t place = integi_followed_place(following, at->step, figure);
        integi_take_if(at->self, !is_withheld(at, place), place, figures[figure].rank, step->snapshot,
                       following->group->table, sets[i]->words);
    }
}

/* Those of the start who stayed and who left, followed or not, whom nobody prints. */
static void take_others(const taking_step *at)
{
    const integi_bitset *followed = &at->following->group->truth, *met = &at->following->steps[at->step].met;
    size_t words = integi_bitset_words(followed->rows);
    for (int left = 0; left < 2; left++)
        for (int others = 0; others < 2; others++) {
            for (size_t i = 0; i < words; i++)
                at->words[i] = (left ? ~met->words[i] : met->words[i]) & (others ? ~followed->words[i] : ~UINT64_C(0));
            if (words > 0)
                at->words[words - 1] &= integi_bitset_last_mask(followed->rows);
            derive_followed(at);
        }
}

/* Whoever knows how many rows there are can tell from those who arrived how many left: where that is taken not to be
 * known, they are not shown either. */
static void take_totals(const taking_step *at)
{
    const integ_following *following = at->following;
    int64_t table = following->group->table;
    int64_t start = integi_take_total(at->self, following->group->snapshot, table);
    for (int64_t step = 0; step < following->step_count; step++) {
        int64_t arrived = integi_followed_place(following, step, INTEG_FOLLOWING_ARRIVED);
        if (step == following->start || is_withheld(at, arrived))
            continue;
        int64_t total = integi_take_total(at->self, following->steps[step].snapshot, table);
        integi_take_with(at->self, arrived, start, total);
        integi_take_with(at->self, integi_followed_place(following, step, INTEG_FOLLOWING_ARRIVED_IN_GROUP), start,
                         total);
    }
}

/* What an earlier release has said is known, whatever this one may say. */
static void find_limits(taking_step *at)
{
    const integ_following *following = at->following;
    integi_taking *self = at->self;
    for (; at->step < following->step_count; at->step++) {
        int8_t limit = tells_arrived(at) ? INTEGI_FOLLOWED_SHOWN : INTEGI_FOLLOWED_WITHHELD;
        at->limits[integi_followed_place(following, at->step, INTEG_FOLLOWING_ARRIVED)] = limit;
        at->limits[integi_followed_place(following, at->step, INTEG_FOLLOWING_ARRIVED_IN_GROUP)] = limit;
    }
    if (self->remembered == NULL)
        self->status = integi_following_withhold_full(following, self->collection->rule, at->limits, self->error);
}

static void take_steps(taking_step *at)
{
    const integ_following *following = at->following;
    const integ_cohort *group = following->group;
    integi_take_if(at->self, !is_withheld(at, SIZE), SIZE, INTEGI_RANK_GOAL, group->snapshot, group->table,
                   group->truth.words);
    integi_take_if(at->self, !is_withheld(at, UNKNOWN), UNKNOWN, INTEGI_RANK_UNKNOWN, group->snapshot, group->table,
                   group->unknown.words);
    take_totals(at);
    for (at->step = 0; at->step < following->step_count && at->self->status == INTEG_STATUS_OK; at->step++) {
        take_sets(at);
        take_reasons(at);
        take_arrived(at);
        take_others(at);
    }
}

static void take(integi_taking *self, const void *source)
{
    const integ_following *following = source;
    int64_t most = following->group->truth.rows;
    for (int64_t step = 0; step < following->step_count; step++)
        most = following->steps[step].rows > most ? following->steps[step].rows : most;
    size_t figure_count = (size_t)count_figures(source);
    uint64_t *words = integi_take_words(self, 2 * (most + 64));
    int8_t *limits = words == NULL ? NULL : integi_allocate_zeroed(following->context, figure_count);
    if (words != NULL && limits == NULL)
        self->status = integi_out_of_memory(self->error);
    if (limits == NULL)
        return;
    taking_step at = {self, following, 0, words, words + integi_bitset_words(most), limits};
    find_limits(&at);
    if (self->status == INTEG_STATUS_OK)
        take_steps(&at);
    integi_release_wiped(following->context, limits, figure_count);
}

/* ---- in a ledger ---- */

static void name(const void *source, int64_t figure, integi_buffer *out)
{
    const integ_following *following = source;
    int64_t each = integi_followed_figures(following), step = (figure - HEAD) / each, own = (figure - HEAD) % each + 1;
    integi_buffer_byte(out, '{');
    if (figure < HEAD) {
        integi_json_text_member(out, "what", figure == SIZE ? "followed" : "unknown_at_start");
    } else {
        integi_json_text_member(out, "what", own <= INTEG_FOLLOWING_FIGURES ? figures[own].name : "reason");
        integi_json_number_member(out, "snapshot", step);
        integi_json_text_member(out, "reason", integ_following_reason(following, own - INTEG_FOLLOWING_FIGURES - 1));
    }
    integi_buffer_byte(out, '}');
}

static integ_status define(const void *source, integi_buffer *out, integ_error *error)
{
    const integ_following *following = source;
    const integi_followed *asked = &following->asked;
    integi_json_text_member(out, "table", integi_register_table(following->owner, following->group->table)->name);
    integi_json_number_member(out, "start", following->start);
    integi_json_text_member(out, "of", asked->name);
    integi_json_text_member(out, "departures", asked->departures);
    integi_json_text_member(out, "reasons", asked->reasons);
    integ_status status = integi_json_expression_member(out, "where", asked->filter, error);
    return status == INTEG_STATUS_OK ? integi_json_expression_member(out, "meets", asked->where, error) : status;
}

static const integ_groups *groups_of(const void *source)
{
    const integ_following *following = source;
    return following->asked.groups;
}

static int64_t count_snapshots(const void *source)
{
    return integ_following_steps(source);
}

static const integ_snapshot *snapshot_of(const void *source, int64_t index)
{
    const integ_following *following = source;
    return following->steps[index].snapshot;
}

static integ_status parse(integ_context *context, const char *text, integ_expression **out, integ_error *error)
{
    *out = NULL;
    return text == NULL ? INTEG_STATUS_OK
                        : integ_expression_parse(context, text, strlen(text), "following", out, error);
}

static integ_status make(const integi_ledger_analysis *recorded, const integ_groups *groups,
                         const integ_snapshot *const *snapshots, int64_t count, void **source, integ_error *error)
{
    integ_context *context = integi_register_context(snapshots[0]->owner);
    integ_expression *where = NULL, *meets = NULL;
    integ_following *following = NULL;
    integ_status status = parse(context, recorded->where, &where, error);
    if (status == INTEG_STATUS_OK)
        status = parse(context, recorded->meets, &meets, error);
    if (status == INTEG_STATUS_OK) {
        integi_followed asked;
        bool good = integi_followed_init(&asked, context, groups, recorded->of, where, recorded->table);
        good = integi_followed_ask(&asked, context, meets, recorded->departures, recorded->reasons) && good;
        status = good ? integi_follow(&asked, snapshots[recorded->start], snapshots, count, &following, error)
                      : integi_out_of_memory(error);
        integi_followed_free(&asked, context);
    }
    integ_expression_free(where);
    integ_expression_free(meets);
    *source = following;
    return status;
}

static void free_source(void *source)
{
    integ_following_free(source);
}

const integi_analysis_form integi_form_following = {
    .kind = "following",  .joins = true,    .count = count_figures, .value = true_value,
    .take = take,         .name = name,     .define = define,       .groups = groups_of,
    .snapshot_count = count_snapshots,      .snapshot = snapshot_of, .make = make,
    .free = free_source,
};

/* ---- what may be shown ---- */

struct integ_following_figures {
    integi_shown shown; /* first */
    int64_t steps, reasons;
};

static void destroy(integi_shown *shown)
{
    integi_release(shown->context, shown, sizeof(integ_following_figures));
}

static integ_status add_following(integ_release *release, const integ_following *following,
                                  integ_following_figures **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (following == NULL)
        return integi_invalid_argument(error, "following");
    integ_status status = integi_release_check_open(release, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (integi_release_rounds(release))
        return INTEGI_FAIL(error, NULL, &integi_message_release_round_following);
    integ_following_figures *made = integi_allocate_zeroed(following->context, sizeof *made);
    if (made == NULL)
        return integi_out_of_memory(error);
    made->steps = following->step_count;
    made->reasons = following->reasons;
    bool good = integi_shown_init(&made->shown, following->context, count_figures(following), destroy);
    status = good ? integi_release_add_analysis(release, &integi_form_following, following, &made->shown, error)
                  : integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        *out = made;
    else
        integ_following_figures_free(made);
    return status;
}

integ_status integ_release_add_following(integ_release *release, const integ_following *following,
                                         integ_following_figures **out, integ_error *error)
{
    return integi_release_added(release, add_following(release, following, out, error));
}

void integ_following_figures_free(integ_following_figures *self)
{
    integi_shown_release((integi_shown *)self);
}

int64_t integ_following_figures_size(const integ_following_figures *self)
{
    return self->shown.counts[SIZE];
}

int64_t integ_following_figures_unknown(const integ_following_figures *self)
{
    return self->shown.counts[UNKNOWN];
}

/* A count by its place in a step; -1 where there is none. */
static int64_t count_at(const integ_following_figures *self, int64_t step, int64_t place)
{
    if (step < 0 || step >= self->steps)
        return -1;
    return self->shown.counts[HEAD + step * (INTEG_FOLLOWING_FIGURES + self->reasons) + place];
}

int64_t integ_following_figures_count(const integ_following_figures *self, int64_t step, int32_t figure)
{
    return figure < 1 || figure > INTEG_FOLLOWING_FIGURES ? -1 : count_at(self, step, figure - 1);
}

int64_t integ_following_figures_reason_count(const integ_following_figures *self, int64_t step, int64_t reason)
{
    return reason < 0 || reason >= self->reasons ? -1 : count_at(self, step, INTEG_FOLLOWING_FIGURES + reason);
}
