/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Funnels: all rows, and the figures of each step. */
#include "cohort/attrition.h"
#include "integration/register/counts.h"
#include "register/schema.h"
#include "release/analysis.h"
#include "release/ledger.h"
#include "release/messages.h"
#include "release/owners.h"
#include "release/state.h"

#include <string.h>

#define CONDITIONS_MAXIMUM 1000 /* of one that is protected */

/* By INTEG_ATTRITION_: what ledgers call a figure, and how much it is wanted. */
static const struct {
    const char *name;
    int64_t rank;
} figures[INTEG_ATTRITION_FIGURES + 1] = {
    {"rows", INTEGI_RANK_GOAL},           {"alone", INTEGI_RANK_EFFORT},     {"unknown", INTEGI_RANK_UNKNOWN},
    {"left", INTEGI_RANK_BASELINE},       {"lost", INTEGI_RANK_INDICATOR},   {"near_miss", INTEGI_RANK_BREAKDOWN},
    {"near_unknown", INTEGI_RANK_UNKNOWN}};

static int64_t place_of(int64_t step, int32_t figure)
{
    return 1 + step * INTEG_ATTRITION_FIGURES + figure - 1;
}

static int64_t count_figures(const void *source)
{
    return place_of(integ_attrition_steps(source), 1);
}

static int64_t true_value(const void *source, int64_t figure)
{
    int64_t step = (figure - 1) / INTEG_ATTRITION_FIGURES;
    if (figure == 0)
        return integ_attrition_rows_unprotected(source);
    switch ((figure - 1) % INTEG_ATTRITION_FIGURES + 1) {
    case INTEG_ATTRITION_ALONE:
        return integ_attrition_alone_unprotected(source, step);
    case INTEG_ATTRITION_UNKNOWN:
        return integ_attrition_unknown_unprotected(source, step);
    case INTEG_ATTRITION_LEFT:
        return integ_attrition_left_unprotected(source, step);
    case INTEG_ATTRITION_LOST:
        return integ_attrition_lost_unprotected(source, step);
    case INTEG_ATTRITION_NEAR_MISS:
        return integ_attrition_near_miss_unprotected(source, step);
    default:
        return integ_attrition_near_unknown_unprotected(source, step);
    }
}

/* ---- rows ---- */

/* Those for whom a condition is false: whoever has the others can compute them. */
static void find_false(const integi_attrition_rows *rows, int64_t step, uint64_t *words)
{
    const uint64_t *possible = rows->possible + (size_t)step * rows->words;
    for (size_t i = 0; i < rows->words; i++)
        words[i] = ~possible[i];
    if (rows->words > 0)
        words[rows->words - 1] &= integi_bitset_last_mask(rows->attrition->rows);
}

static void take_false(integi_taking *self, const integi_attrition_rows *rows, int64_t step, uint64_t *words)
{
    const integi_conditions *conditions = rows->attrition->conditions;
    find_false(rows, step, words);
    integi_take_derived(self, conditions->snapshot, conditions->table, words);
}

/* What follows from each other where zeros are hidden: those left before a step are those left after it and those lost;
 * and those who meet all other conditions are those left at the end and the near misses. Where one of them is nobody,
 * the others would tell. */
typedef struct zeros {
    bool chain, near; /* those left and lost, and near misses, may be shown */
} zeros;

/* What would tell that all or none of few meet a condition. */
typedef struct full_cells {
    int64_t from; /* from this step on how many are left and lost may not be shown */
    bool near;    /* neither may near misses */
    bool of_few;  /* the table has fewer people than the full cell */
} full_cells;

/* Rounded, every figure can be shown. */
static bool rounds(const integi_taking *self)
{
    return integ_disclosure_rounding(self->collection->rule) > 0;
}

static zeros look_for_zeros(const integi_taking *self, const integ_attrition *attrition)
{
    zeros found = {true, true};
    int64_t steps = integ_attrition_steps(attrition);
    int64_t end = steps == 0 ? 0 : integ_attrition_left_unprotected(attrition, steps - 1);
    if (!integ_disclosure_hides_count(self->collection->rule, 0))
        return found;
    for (int64_t step = 0; step < steps; step++) {
        found.chain = found.chain && integ_attrition_left_unprotected(attrition, step) > 0 &&
                      integ_attrition_lost_unprotected(attrition, step) > 0 &&
                      (steps != 2 || integ_attrition_alone_unprotected(attrition, step) > end);
        found.near = found.near && end > 0 && integ_attrition_near_miss_unprotected(attrition, step) > 0 &&
                     integ_attrition_near_unknown_unprotected(attrition, step) > 0;
    }
    return found;
}

static bool is_all_or_none(const integ_attrition *attrition, int64_t step)
{
    int64_t alone = integ_attrition_alone_unprotected(attrition, step);
    return alone == 0 || alone == attrition->rows;
}

static bool has_few_people(const integi_taking *self, const integ_attrition *attrition)
{
    int64_t full = integ_disclosure_full_cell(self->collection->rule);
    return attrition->rows > 0 && full > 0 &&
           integ_snapshot_people_unprotected(attrition->conditions->snapshot, attrition->conditions->table, -1, 1) <
               full;
}

/* Whether rows, if there are any, are those of fewer people than the full cell. */
static bool are_below_full(const integi_taking *self, const integ_attrition *attrition, const uint64_t *words)
{
    const integi_conditions *conditions = attrition->conditions;
    int64_t full = integ_disclosure_full_cell(self->collection->rule);
    int64_t people = integi_people_of_words(conditions->snapshot, conditions->table, words, attrition->rows, full);
    return people > 0 && people < full;
}

/* The same of the rows of a figure. */
static bool is_below_full(const integi_taking *self, const integi_attrition_rows *rows, int64_t step, int32_t figure,
                          uint64_t *words)
{
    integi_attrition_rows_of(rows, step, figure, words);
    return are_below_full(self, rows->attrition, words);
}

/* Whether all of those few who meet one of the conditions so far meet the others too, or none. */
static bool is_full_of_condition(const integi_taking *self, const integi_attrition_rows *rows, int64_t step,
                                 uint64_t *words)
{
    int64_t left = integ_attrition_left_unprotected(rows->attrition, step);
    for (int64_t other = 0; other <= step && step > 0; other++)
        if ((left == 0 || left == integ_attrition_alone_unprotected(rows->attrition, other)) &&
            is_below_full(self, rows, other, INTEG_ATTRITION_ALONE, words))
            return true;
    return false;
}

/* Whether fewer people than the full cell are left before a step, and all of them are after it, or none. Behind it
 * nothing is told of how many are left: there are no more than before. */
static bool is_full(const integi_taking *self, const integi_attrition_rows *rows, int64_t step, uint64_t *words)
{
    const integ_attrition *attrition = rows->attrition;
    int64_t before = step == 0 ? attrition->rows : integ_attrition_left_unprotected(attrition, step - 1);
    int64_t left = integ_attrition_left_unprotected(attrition, step);
    if (is_full_of_condition(self, rows, step, words))
        return true;
    return before > 0 && (left == 0 || left == before) &&
           is_below_full(self, rows, step, left == 0 ? INTEG_ATTRITION_LOST : INTEG_ATTRITION_LEFT, words);
}

/* The same of those who meet all other conditions: they are left at the end, or near misses. */
static bool is_near_full(const integi_taking *self, const integi_attrition_rows *rows, int64_t step, uint64_t *words)
{
    int64_t last = integ_attrition_steps(rows->attrition) - 1;
    if (integ_attrition_left_unprotected(rows->attrition, last) == 0)
        return is_below_full(self, rows, step, INTEG_ATTRITION_NEAR_MISS, words);
    return integ_attrition_near_miss_unprotected(rows->attrition, step) == 0 &&
           is_below_full(self, rows, last, INTEG_ATTRITION_LEFT, words);
}

/* Whether all or none of the few for whom a condition is false meet all others: they are the near misses. */
static bool is_missed_full(const integi_taking *self, const integi_attrition_rows *rows, int64_t step, uint64_t *words)
{
    const integ_attrition *attrition = rows->attrition;
    int64_t near = integ_attrition_near_miss_unprotected(attrition, step);
    int64_t missed = attrition->rows - integ_attrition_alone_unprotected(attrition, step) -
                     integ_attrition_unknown_unprotected(attrition, step);
    if (integ_attrition_steps(attrition) == 1 || (near != 0 && near != missed))
        return false;
    find_false(rows, step, words);
    return are_below_full(self, attrition, words);
}

static full_cells look_for_full_cells(integi_taking *self, const integi_attrition_rows *rows)
{
    int64_t steps = integ_attrition_steps(rows->attrition);
    full_cells found = {.from = steps};
    uint64_t *words = integi_take_words(self, rows->attrition->rows);
    if (words == NULL || rounds(self))
        return found;
    found.of_few = has_few_people(self, rows->attrition);
    for (int64_t step = 0; step < steps; step++) {
        if (!found.of_few && is_all_or_none(rows->attrition, step)) /* which is told, and so follows of few */
            continue;
        bool missed = is_missed_full(self, rows, step, words);
        found.near = found.near || missed || is_near_full(self, rows, step, words);
        if (found.from == steps && is_full(self, rows, step, words))
            found.from = step;
        if (missed && (steps == 2 || step == steps - 1) && found.from == steps) /* then the last step tells it too */
            found.from = steps - 1;
    }
    found.near = found.near || found.from < steps; /* with two conditions, they tell who is left at the end */
    return found;
}

static bool tells_of_all(const full_cells *full, const integ_attrition *attrition, int64_t step, int32_t figure)
{
    if (figure == INTEG_ATTRITION_ALONE)
        return full->of_few && is_all_or_none(attrition, step);
    if (figure == INTEG_ATTRITION_LEFT || figure == INTEG_ATTRITION_LOST)
        return step >= full->from;
    if (figure == INTEG_ATTRITION_NEAR_UNKNOWN) /* where nobody is unknown, that is told */
        return full->near && integ_attrition_unknown_unprotected(attrition, step) > 0;
    return full->near && figure == INTEG_ATTRITION_NEAR_MISS;
}

/* Of all rows, what is left of those for whom a condition is true, or unknown too, may be nobody. */
static bool may_be_shown(const integi_taking *self, const integ_attrition *attrition, int64_t step, int32_t figure,
                         const zeros *found)
{
    int64_t rest = attrition->rows - integ_attrition_alone_unprotected(attrition, step);
    if (!integ_disclosure_hides_count(self->collection->rule, 0))
        return true;
    switch (figure) {
    case INTEG_ATTRITION_ALONE:
        return rest > 0;
    case INTEG_ATTRITION_UNKNOWN:
        return rest > integ_attrition_unknown_unprotected(attrition, step);
    case INTEG_ATTRITION_LEFT:
    case INTEG_ATTRITION_LOST:
        return found->chain;
    default:
        return found->near;
    }
}

static void take_step(integi_taking *self, const integi_attrition_rows *rows, int64_t step, const zeros *found,
                      const full_cells *full)
{
    const integi_conditions *conditions = rows->attrition->conditions;
    uint64_t *words = integi_take_words(self, rows->attrition->rows);
    if (words == NULL)
        return;
    for (int32_t figure = 1; figure <= INTEG_ATTRITION_FIGURES; figure++) {
        bool shown = may_be_shown(self, rows->attrition, step, figure, found) &&
                     !tells_of_all(full, rows->attrition, step, figure);
        integi_attrition_rows_of(rows, step, figure, words);
        integi_take_if(self, shown, place_of(step, figure),
                       figures[figure].rank, conditions->snapshot, conditions->table, words);
    }
    take_false(self, rows, step, words);
}

static void take_rows(integi_taking *self, const integ_attrition *attrition)
{
    uint64_t *words = integi_take_words(self, attrition->rows);
    if (words == NULL)
        return;
    memset(words, 0xFF, integi_bitset_words(attrition->rows) * sizeof *words);
    if (attrition->rows > 0)
        words[integi_bitset_words(attrition->rows) - 1] = integi_bitset_last_mask(attrition->rows);
    integi_take(self, 0, figures[0].rank, attrition->conditions->snapshot, attrition->conditions->table, words);
}

static void take(integi_taking *self, const void *source)
{
    const integ_attrition *attrition = source;
    integi_attrition_rows rows;
    take_rows(self, attrition);
    integ_status status = integi_attrition_rows_open(&rows, attrition, self->error);
    if (self->status == INTEG_STATUS_OK)
        self->status = status;
    zeros found = look_for_zeros(self, attrition);
    full_cells full = {0};
    if (self->status == INTEG_STATUS_OK)
        full = look_for_full_cells(self, &rows);
    for (int64_t step = 0; step < integ_attrition_steps(attrition) && self->status == INTEG_STATUS_OK; step++)
        take_step(self, &rows, step, &found, &full);
    integi_attrition_rows_close(&rows);
}

/* ---- in a ledger ---- */

static void name(const void *source, int64_t figure, integi_buffer *out)
{
    (void)source;
    integi_buffer_byte(out, '{');
    integi_json_text_member(out, "what", figures[figure == 0 ? 0 : (figure - 1) % INTEG_ATTRITION_FIGURES + 1].name);
    if (figure > 0)
        integi_json_number_member(out, "step", (figure - 1) / INTEG_ATTRITION_FIGURES);
    integi_buffer_byte(out, '}');
}

/* A condition as it was written may have comments, and more than one way to be written. */
static integ_status write_condition(integ_context *context, integi_buffer *out, const char *text, integ_error *error)
{
    integ_expression *condition = NULL;
    integ_text *canonical = NULL;
    integ_status status = integ_expression_parse(context, text, strlen(text), "condition", &condition, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_to_text(condition, &canonical, error);
    if (status == INTEG_STATUS_OK)
        integi_ledger_text(out, integ_text_bytes(canonical));
    integ_text_free(canonical);
    integ_expression_free(condition);
    return status;
}

static integ_status define(const void *source, integi_buffer *out, integ_error *error)
{
    const integ_attrition *attrition = source;
    const integi_conditions *conditions = attrition->conditions;
    integ_status status = INTEG_STATUS_OK;
    integi_json_text_member(out, "table", integi_register_table(conditions->owner, conditions->table)->name);
    integi_json_member(out, "conditions");
    integi_buffer_byte(out, '[');
    for (int64_t step = 0; step < integ_attrition_steps(attrition) && status == INTEG_STATUS_OK; step++) {
        if (step > 0)
            integi_buffer_byte(out, ',');
        status = write_condition(attrition->context, out, integ_attrition_condition(attrition, step), error);
    }
    integi_buffer_byte(out, ']');
    return status;
}

static const integ_groups *groups_of(const void *source)
{
    const integ_attrition *attrition = source;
    return attrition->conditions->groups;
}

static int64_t count_snapshots(const void *source)
{
    (void)source;
    return 1;
}

static const integ_snapshot *snapshot_of(const void *source, int64_t index)
{
    const integ_attrition *attrition = source;
    (void)index;
    return attrition->conditions->snapshot;
}

static integ_status add_condition(integi_conditions *conditions, const char *text, integ_error *error)
{
    integ_context *context = integi_register_context(conditions->owner);
    integ_expression *condition = NULL;
    integ_status status = integ_expression_parse(context, text, strlen(text), "condition", &condition, error);
    if (status == INTEG_STATUS_OK)
        status = integi_conditions_add_one(conditions, condition, error);
    integ_expression_free(condition);
    return status;
}

static integ_status make(const integi_ledger_analysis *recorded, const integ_groups *groups,
                         const integ_snapshot *const *snapshots, int64_t count, void **source, integ_error *error)
{
    integi_conditions *conditions = NULL;
    integ_attrition *attrition = NULL;
    int64_t table;
    (void)count;
    integ_status status = integi_table_index(snapshots[0]->owner, recorded->table, &table, error);
    if (status == INTEG_STATUS_OK)
        status = integi_conditions_new(snapshots[0], table, groups, &conditions, error);
    for (int64_t i = 0; i < recorded->condition_count && status == INTEG_STATUS_OK; i++)
        status = add_condition(conditions, recorded->conditions[i], error);
    if (status == INTEG_STATUS_OK)
        status = integi_attrition_of_conditions(conditions, &attrition, error);
    else
        integi_conditions_free(conditions);
    *source = attrition;
    return status;
}

static void free_source(void *source)
{
    integ_attrition_free(source);
}

const integi_analysis_form integi_form_funnel = {
    .kind = "funnel",     .count = count_figures, .value = true_value, .take = take,
    .name = name,         .define = define,       .groups = groups_of, .snapshot_count = count_snapshots,
    .snapshot = snapshot_of, .make = make,        .free = free_source,
};

/* ---- what may be shown ---- */

struct integ_attrition_figures {
    integi_shown shown; /* first */
    integi_conditions *conditions;
    int64_t *order; /* of the conditions */
    size_t steps;
};

static void destroy(integi_shown *shown)
{
    integ_attrition_figures *self = (integ_attrition_figures *)shown;
    integ_context *context = shown->context;
    integi_release(context, self->order, self->order == NULL ? 0 : self->steps * sizeof *self->order);
    integi_conditions_free(self->conditions);
    integi_release(context, self, sizeof *self);
}

static integ_status make_figures(const integ_attrition *attrition, integ_attrition_figures **out, integ_error *error)
{
    integ_context *context = attrition->context;
    integ_attrition_figures *made = integi_allocate_zeroed(context, sizeof *made);
    *out = made;
    if (made == NULL)
        return integi_out_of_memory(error);
    made->conditions = integi_conditions_retain(attrition->conditions);
    made->steps = attrition->conditions->count;
    made->order = integi_allocate_array(context, made->steps, sizeof *made->order);
    if (!integi_shown_init(&made->shown, context, count_figures(attrition), destroy) || made->order == NULL)
        return integi_out_of_memory(error);
    for (size_t i = 0; i < made->steps; i++)
        made->order[i] = attrition->steps[i].condition;
    return INTEG_STATUS_OK;
}

static integ_status add_attrition(integ_release *release, const integ_attrition *attrition,
                                  integ_attrition_figures **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (attrition == NULL)
        return integi_invalid_argument(error, "attrition");
    integ_status status = integi_release_check_open(release, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (release->rule != NULL && integ_attrition_steps(attrition) > CONDITIONS_MAXIMUM)
        return INTEGI_FAIL(error, NULL, &integi_message_release_conditions,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, CONDITIONS_MAXIMUM));
    integ_attrition_figures *made = NULL;
    status = make_figures(attrition, &made, error);
    if (status == INTEG_STATUS_OK)
        status = integi_release_add_analysis(release, &integi_form_funnel, attrition, &made->shown, error);
    if (status == INTEG_STATUS_OK)
        *out = made;
    else
        integ_attrition_figures_free(made);
    return status;
}

integ_status integ_release_add_attrition(integ_release *release, const integ_attrition *attrition,
                                         integ_attrition_figures **out, integ_error *error)
{
    return integi_release_added(release, add_attrition(release, attrition, out, error));
}

void integ_attrition_figures_free(integ_attrition_figures *figures_or_null)
{
    integi_shown_release((integi_shown *)figures_or_null);
}

int64_t integ_attrition_figures_rows(const integ_attrition_figures *self)
{
    return self->shown.counts[0];
}

int64_t integ_attrition_figures_steps(const integ_attrition_figures *self)
{
    return (int64_t)self->steps;
}

const char *integ_attrition_figures_condition(const integ_attrition_figures *self, int64_t step)
{
    return step < 0 || step >= (int64_t)self->steps ? NULL : self->conditions->items[self->order[step]].text;
}

int64_t integ_attrition_figures_count(const integ_attrition_figures *self, int64_t step, int32_t figure)
{
    if (step < 0 || step >= (int64_t)self->steps || figure < 1 || figure > INTEG_ATTRITION_FIGURES)
        return -1;
    return self->shown.counts[place_of(step, figure)];
}
