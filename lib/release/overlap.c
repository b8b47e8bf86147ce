/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Overlaps: the groups two by two, a group with itself being its size, and behind them the patterns. */
#include "cohort/overlap.h"
#include "register/schema.h"
#include "release/analysis.h"
#include "release/ledger.h"
#include "release/messages.h"
#include "release/owners.h"
#include "release/state.h"

#include <string.h>

static int64_t pairs_of(const integ_overlap *overlap)
{
    return (int64_t)integi_pair_count(overlap->groups);
}

static int64_t count_figures(const void *source)
{
    const integ_overlap *overlap = source;
    return pairs_of(overlap) + (int64_t)overlap->patterns.count;
}

static int64_t true_value(const void *source, int64_t figure)
{
    const integ_overlap *overlap = source;
    int64_t pairs = pairs_of(overlap);
    return figure < pairs ? overlap->counts[figure] : overlap->patterns.slots[figure - pairs].rows;
}

/* ---- rows ---- */

static bool hides_zeros(const integ_disclosure *rule)
{
    return integ_disclosure_hides_count(rule, 0) != 0;
}

/* Rounded, every pattern can be shown. */
static bool rounds(const integ_disclosure *rule)
{
    return integ_disclosure_rounding(rule) > 0;
}

/* Where zeros are hidden, a size may not tell that nobody is outside the group, for how many rows there are is known to
 * many; and what two groups share may not tell that nobody is in one of them alone. */
static bool tells_nobody(const integi_taking *self, const integ_overlap *overlap, int64_t i, int64_t j)
{
    int64_t shared = overlap->counts[integi_pair_index(i, j)];
    if (!hides_zeros(self->collection->rule))
        return false;
    if (i == j)
        return shared == overlap->snapshot->tables[overlap->table].rows;
    return shared == overlap->counts[integi_pair_index(i, i)] || shared == overlap->counts[integi_pair_index(j, j)];
}

/* Whether somebody is in a group, but fewer people than the full cell. */
static bool is_below_full(const integi_taking *self, const integi_overlap_rows *rows, int64_t group, uint64_t *words)
{
    int64_t full = integ_disclosure_full_cell(self->collection->rule);
    integi_overlap_rows_of_pair(rows, group, group, words);
    int64_t people = integi_people_of_words(rows->overlap->snapshot, rows->overlap->table, words, rows->rows, full);
    return people > 0 && people < full;
}

/* What two groups share may not tell either that all or none of few are in both. */
static bool is_full(const integi_taking *self, const integi_overlap_rows *rows, int64_t i, int64_t j, uint64_t *words)
{
    const int64_t *counts = rows->overlap->counts;
    int64_t shared = counts[integi_pair_index(i, j)], first = counts[integi_pair_index(i, i)],
            second = counts[integi_pair_index(j, j)];
    int64_t all = rows->overlap->snapshot->tables[rows->overlap->table].rows;
    bool told = first == 0 || second == 0 || first == all || second == all; /* nobody and everybody have no rest */
    return i != j && !told && (((shared == 0 || shared == first) && is_below_full(self, rows, i, words)) ||
                               ((shared == 0 || shared == second) && is_below_full(self, rows, j, words)));
}

/* Whether there are ways to be in some of the groups that nobody is in. */
static bool has_empty_patterns(const integ_overlap *overlap)
{
    return overlap->groups >= 63 || (uint64_t)overlap->patterns.count < (UINT64_C(1) << overlap->groups) - 1;
}

/* Returns whether any pair is hidden for that. */
static bool take_pairs(integi_taking *self, const integi_overlap_rows *rows, uint64_t *words)
{
    const integ_overlap *overlap = rows->overlap;
    bool any_full = false;
    for (int64_t j = 0; j < overlap->groups; j++)
        for (int64_t i = 0; i <= j; i++) {
            bool full = !rounds(self->collection->rule) && is_full(self, rows, i, j, words);
            any_full = any_full || full;
            integi_overlap_rows_of_pair(rows, i, j, words);
            integi_take_if(self, !full && !tells_nobody(self, overlap, i, j), (int64_t)integi_pair_index(i, j),
                           i == j ? INTEGI_RANK_GOAL : INTEGI_RANK_INDICATOR, overlap->snapshot, overlap->table, words);
        }
    return any_full;
}

/* Sizes and pairs are sums of patterns, so that with most of the patterns much of them would have to be hidden for the
 * sake of a few. They are wanted more: where any pattern is small, or all or none of few are in two groups, none is
 * shown, and none follows from what is. */
static void take_patterns(integi_taking *self, const integi_overlap_rows *rows, bool any_full, uint64_t *words)
{
    const integ_overlap *overlap = rows->overlap;
    bool small = any_full || (hides_zeros(self->collection->rule) && has_empty_patterns(overlap));
    for (size_t p = 0; p < overlap->patterns.count && !small && !rounds(self->collection->rule); p++) {
        integi_overlap_rows_of_pattern(rows, overlap->patterns.slots[p].groups, words);
        small = integi_hides_words(self->collection->rule, overlap->snapshot, overlap->table, words, rows->rows);
    }
    for (size_t p = 0; p < overlap->patterns.count && self->status == INTEG_STATUS_OK; p++) {
        integi_overlap_rows_of_pattern(rows, overlap->patterns.slots[p].groups, words);
        integi_take_if(self, !small, pairs_of(overlap) + (int64_t)p, INTEGI_RANK_BREAKDOWN, overlap->snapshot,
                       overlap->table, words);
    }
}

static void take(integi_taking *self, const void *source)
{
    const integ_overlap *overlap = source;
    integi_overlap_rows rows;
    integ_status status = integi_overlap_rows_open(&rows, overlap, self->error);
    if (self->status == INTEG_STATUS_OK)
        self->status = status;
    uint64_t *words = integi_take_words(self, rows.rows);
    bool any_full = words != NULL && take_pairs(self, &rows, words);
    if (words != NULL)
        take_patterns(self, &rows, any_full, words);
    integi_overlap_rows_close(&rows);
}

/* ---- in a ledger ---- */

/* The groups of a figure, as a pattern or a pair. */
static void write_groups(const integ_overlap *overlap, int64_t figure, integi_buffer *out)
{
    int64_t pairs = pairs_of(overlap);
    uint64_t pattern = figure < pairs ? 0 : overlap->patterns.slots[figure - pairs].groups;
    const char *before = "";
    integi_json_member(out, "groups");
    integi_buffer_byte(out, '[');
    for (int64_t i = 0; i < overlap->groups; i++) {
        bool in = figure >= pairs && (pattern >> i & 1);
        for (int64_t j = 0; j < overlap->groups && figure < pairs; j++)
            in = in || (int64_t)integi_pair_index(i, j) == figure;
        if (!in)
            continue;
        integi_buffer_text(out, before);
        integi_ledger_text(out, overlap->names[i]);
        before = ",";
    }
    integi_buffer_byte(out, ']');
}

static void name(const void *source, int64_t figure, integi_buffer *out)
{
    const integ_overlap *overlap = source;
    integi_buffer_byte(out, '{');
    integi_json_text_member(out, "what", figure < pairs_of(overlap) ? "shared" : "exactly");
    write_groups(overlap, figure, out);
    integi_buffer_byte(out, '}');
}

static integ_status define(const void *source, integi_buffer *out, integ_error *error)
{
    const integ_overlap *overlap = source;
    (void)error;
    integi_json_member(out, "patterns");
    integi_buffer_text(out, overlap->has_patterns ? "true" : "false");
    integi_json_member(out, "groups");
    integi_buffer_byte(out, '[');
    for (int64_t i = 0; i < overlap->groups; i++) {
        if (i > 0)
            integi_buffer_byte(out, ',');
        integi_ledger_text(out, overlap->names[i]);
    }
    integi_buffer_byte(out, ']');
    return INTEG_STATUS_OK;
}

static const integ_groups *groups_of(const void *source)
{
    const integ_overlap *overlap = source;
    return overlap->definitions;
}

static int64_t count_snapshots(const void *source)
{
    (void)source;
    return 1;
}

static const integ_snapshot *snapshot_of(const void *source, int64_t index)
{
    const integ_overlap *overlap = source;
    (void)index;
    return overlap->snapshot;
}

static integ_status make(const integi_ledger_analysis *recorded, const integ_groups *groups,
                         const integ_snapshot *const *snapshots, int64_t count, void **source, integ_error *error)
{
    integ_overlap *overlap = NULL;
    integ_status status =
        recorded->patterns
            ? integ_overlap_of_groups_with_patterns(groups, recorded->groups, recorded->group_count, snapshots[0],
                                                    &overlap, error)
            : integ_overlap_of_groups(groups, recorded->groups, recorded->group_count, snapshots[0], &overlap, error);
    (void)count;
    *source = overlap;
    return status;
}

static void free_source(void *source)
{
    integ_overlap_free(source);
}

const integi_analysis_form integi_form_overlap = {
    .kind = "overlap",    .count = count_figures, .value = true_value, .take = take,
    .name = name,         .define = define,       .groups = groups_of, .snapshot_count = count_snapshots,
    .snapshot = snapshot_of, .make = make,        .free = free_source,
};

/* ---- what may be shown ---- */

struct integ_overlap_figures {
    integi_shown shown; /* first */
    int64_t groups;
    uint64_t *patterns; /* once the counts are there, those that may be shown in front */
    size_t pattern_count, pattern_room;
    bool left_out;
    integi_pattern *sorted; /* where counts are rounded, room to put them into order; NULL */
};

static void destroy(integi_shown *shown)
{
    integ_overlap_figures *self = (integ_overlap_figures *)shown;
    integ_context *context = shown->context;
    if (self->patterns != NULL)
        integi_release_wiped(context, self->patterns, (self->pattern_room + 1) * sizeof *self->patterns);
    if (self->sorted != NULL)
        integi_release_wiped(context, self->sorted, (self->pattern_room + 1) * sizeof *self->sorted);
    integi_release(context, self, sizeof *self);
}

/* Shows the patterns that somebody is left in, in the order of their rounded counts: that of the true ones would tell
 * of those. */
static void settle_rounded(integ_overlap_figures *self, int64_t *counts)
{
    integi_patterns shown = {.slots = self->sorted, .slot_count = self->pattern_room + 1};
    for (size_t i = 0; i < self->pattern_room; i++)
        if (counts[i] < 0)
            self->left_out = true;
        else if (counts[i] > 0)
            self->sorted[shown.count++] = (integi_pattern){self->patterns[i], counts[i]};
    integi_patterns_sort(&shown);
    for (size_t i = 0; i < shown.count; i++) {
        counts[i] = shown.slots[i].rows;
        self->patterns[i] = shown.slots[i].groups;
    }
    self->pattern_count = shown.count;
}

/* Keeps nothing of patterns that may not be shown, not even that there are any but that some were left out. */
static void settle(integi_shown *shown)
{
    integ_overlap_figures *self = (integ_overlap_figures *)shown;
    int64_t *counts = shown->counts + integi_pair_count(self->groups);
    if (self->sorted != NULL)
        settle_rounded(self, counts);
    for (size_t i = 0; i < self->pattern_room && self->sorted == NULL; i++) {
        if (counts[i] < 0) {
            self->left_out = true;
            continue;
        }
        counts[self->pattern_count] = counts[i];
        self->patterns[self->pattern_count++] = self->patterns[i];
    }
    for (size_t i = self->pattern_count; i < self->pattern_room; i++) {
        counts[i] = -1;
        self->patterns[i] = 0;
    }
}

static integ_status make_figures(const integ_overlap *overlap, bool rounded, integ_overlap_figures **out,
                                 integ_error *error)
{
    integ_context *context = overlap->context;
    integ_overlap_figures *made = integi_allocate_zeroed(context, sizeof *made);
    *out = made;
    if (made == NULL)
        return integi_out_of_memory(error);
    made->groups = overlap->groups;
    made->pattern_room = overlap->patterns.count;
    made->patterns = integi_allocate_array(context, made->pattern_room + 1, sizeof *made->patterns);
    if (rounded)
        made->sorted = integi_allocate_zeroed(context, (made->pattern_room + 1) * sizeof *made->sorted);
    bool good = integi_shown_init(&made->shown, context, count_figures(overlap), destroy) && made->patterns != NULL &&
                (made->sorted != NULL) == rounded;
    made->shown.settle = settle;
    for (size_t i = 0; i < made->pattern_room && good; i++)
        made->patterns[i] = overlap->patterns.slots[i].groups;
    return good ? INTEG_STATUS_OK : integi_out_of_memory(error);
}

static integ_status add_overlap(integ_release *release, const integ_overlap *overlap, integ_overlap_figures **out,
                                integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (overlap == NULL)
        return integi_invalid_argument(error, "overlap");
    integ_status status = integi_release_check_open(release, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (release->rule != NULL && overlap->groups > INTEGI_PATTERN_GROUPS)
        return INTEGI_FAIL(error, NULL, &integi_message_release_groups,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_PATTERN_GROUPS));
    integ_overlap_figures *made = NULL;
    status = make_figures(overlap, integi_release_rounds(release), &made, error);
    if (status == INTEG_STATUS_OK && release->rule != NULL && overlap->has_patterns && hides_zeros(release->rule))
        made->left_out = has_empty_patterns(overlap);
    if (status == INTEG_STATUS_OK)
        status = integi_release_add_analysis(release, &integi_form_overlap, overlap, &made->shown, error);
    if (status == INTEG_STATUS_OK)
        *out = made;
    else
        integ_overlap_figures_free(made);
    return status;
}

integ_status integ_release_add_overlap(integ_release *release, const integ_overlap *overlap,
                                       integ_overlap_figures **out, integ_error *error)
{
    return integi_release_added(release, add_overlap(release, overlap, out, error));
}

void integ_overlap_figures_free(integ_overlap_figures *figures)
{
    integi_shown_release((integi_shown *)figures);
}

int64_t integ_overlap_figures_groups(const integ_overlap_figures *figures)
{
    return figures->groups;
}

int64_t integ_overlap_figures_count(const integ_overlap_figures *figures, int64_t first, int64_t second)
{
    if (first < 0 || second < 0 || first >= figures->groups || second >= figures->groups)
        return -1;
    return figures->shown.counts[integi_pair_index(first, second)];
}

int64_t integ_overlap_figures_pattern_count(const integ_overlap_figures *figures)
{
    return (int64_t)figures->pattern_count;
}

static bool has_pattern(const integ_overlap_figures *figures, int64_t pattern)
{
    return pattern >= 0 && pattern < (int64_t)figures->pattern_count;
}

uint64_t integ_overlap_figures_pattern(const integ_overlap_figures *figures, int64_t pattern)
{
    return has_pattern(figures, pattern) ? figures->patterns[pattern] : 0;
}

int64_t integ_overlap_figures_exactly(const integ_overlap_figures *figures, int64_t pattern)
{
    return has_pattern(figures, pattern)
               ? figures->shown.counts[(int64_t)integi_pair_count(figures->groups) + pattern]
               : -1;
}

int32_t integ_overlap_figures_left_out(const integ_overlap_figures *figures)
{
    return figures->left_out;
}
