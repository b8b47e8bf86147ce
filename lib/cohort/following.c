/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/following.h"

#include "cohort/messages.h"
#include "register/connect.h"

#include <string.h>

static bool copy_optional(integ_context *context, const char *text, char **out)
{
    *out = text == NULL ? NULL : integi_text_copy(context, text, strlen(text));
    return text == NULL || *out != NULL;
}

bool integi_followed_init(integi_followed *followed, integ_context *context, const integ_groups *groups,
                          const char *name, const integ_expression *filter, const char *table)
{
    *followed = (integi_followed){.groups = groups == NULL ? NULL : integi_groups_retain(groups),
                                  .filter = filter == NULL ? NULL : integi_expression_retain(filter)};
    bool named = copy_optional(context, name, &followed->name);
    return copy_optional(context, table, &followed->table) && named;
}

bool integi_followed_ask(integi_followed *followed, integ_context *context, const integ_expression *where,
                         const char *departures, const char *reasons)
{
    followed->where = where == NULL ? NULL : integi_expression_retain(where);
    bool named = copy_optional(context, departures, &followed->departures);
    return copy_optional(context, reasons, &followed->reasons) && named;
}

void integi_followed_free(integi_followed *followed, integ_context *context)
{
    integi_text_free(context, followed->name);
    integi_text_free(context, followed->table);
    integi_text_free(context, followed->departures);
    integi_text_free(context, followed->reasons);
    integ_expression_free(followed->filter);
    integ_expression_free(followed->where);
    integ_groups_free(followed->groups);
    *followed = (integi_followed){0};
}

static integ_status ask(const integi_followed *asked, const integ_snapshot *snapshot, integ_cohort **out,
                        integ_error *error)
{
    if (asked->name != NULL)
        return integ_cohort_of_group(asked->groups, asked->name, snapshot, out, error);
    return integ_cohort_of_filter(asked->filter, asked->groups, snapshot, asked->table, out, error);
}

static integ_status ask_where(const integ_following *following, const integ_snapshot *snapshot, integ_cohort **out,
                              integ_error *error)
{
    *out = NULL;
    if (!following->has_where)
        return INTEG_STATUS_OK;
    const char *table = integi_register_table(following->owner, following->group->table)->name;
    return integ_cohort_of_filter(following->asked.where, following->asked.groups, snapshot, table, out, error);
}

/* Takes over what is asked, and leaves nothing of it. */
static integ_status make(integi_followed *asked, const integ_snapshot *start, const integ_snapshot *const *snapshots,
                         int64_t count, integ_following **out, integ_error *error)
{
    integ_context *context = integi_register_context(start->owner);
    integ_following *made = integi_allocate_zeroed(context, sizeof *made);
    *out = made;
    if (made == NULL)
        return integi_out_of_memory(error);
    made->context = context;
    made->owner = integi_register_retain(start->owner);
    made->asked = *asked;
    *asked = (integi_followed){0};
    made->has_where = made->asked.where != NULL;
    made->steps = integi_allocate_zeroed(context, (size_t)count * sizeof *made->steps);
    if (made->steps == NULL)
        return integi_out_of_memory(error);
    made->step_count = count;
    for (int64_t step = 0; step < count; step++) {
        made->steps[step].snapshot = snapshots[step];
        if (snapshots[step] == start)
            made->start = step;
    }
    integ_status status = ask(&made->asked, start, &made->group, error);
    if (status != INTEG_STATUS_OK)
        return status;
    made->size = integi_bitset_count(&made->group->truth);
    made->unknown = integi_bitset_count(&made->group->unknown);
    return integi_following_find_reasons(made, error);
}

static bool make_sets(integ_following *following)
{
    size_t size = integi_following_set_count(following) * integi_following_words(following) * sizeof(uint64_t);
    integ_context *context = following->context;
    for (int64_t i = 0; i < following->step_count; i++) {
        integi_following_step *step = &following->steps[i];
        step->rows = step->snapshot->tables[following->group->table].rows;
        step->sets = integi_allocate_zeroed(context, size);
        bool good = integi_bitset_init(&step->met, context, following->group->truth.rows);
        good = integi_bitset_init(&step->new_rows, context, step->rows) && good;
        good = integi_bitset_init(&step->new_in_group, context, step->rows) && good;
        if (step->sets == NULL || !good)
            return false;
    }
    return true;
}

static void free_step(const integ_following *following, integi_following_step *step, size_t size)
{
    if (step->sets != NULL)
        integi_release_wiped(following->context, step->sets, size);
    integi_bitset_free(&step->met, following->context);
    integi_bitset_free(&step->new_rows, following->context);
    integi_bitset_free(&step->new_in_group, following->context);
}

void integ_following_free(integ_following *following)
{
    if (following == NULL)
        return;
    size_t size = integi_following_set_count(following) * integi_following_words(following) * sizeof(uint64_t);
    for (int64_t step = 0; step < following->step_count; step++)
        free_step(following, &following->steps[step], size);
    if (following->steps != NULL)
        integi_release_wiped(following->context, following->steps,
                             (size_t)following->step_count * sizeof *following->steps);
    integ_register *owner = following->owner;
    integi_followed_free(&following->asked, following->context);
    integ_cohort_free(following->group);
    integi_release_wiped(following->context, following, sizeof *following);
    integ_register_free(owner);
}

/* One snapshot, and where the rows of the start are in it. */
typedef struct visit {
    const integ_cohort *start;
    const uint32_t *rows; /* for each row of the start 1 + its row here, 0 where it is not; NULL: the start itself */
    const integ_cohort *group, *where; /* `where` may be NULL */
} visit;

static void mark(uint64_t *set, int64_t member)
{
    set[member / 64] |= UINT64_C(1) << (member % 64);
}

static void mark_member(integ_following *following, const visit *here, int64_t step, int64_t member, int64_t row)
{
    mark(integi_following_set(following, step, INTEGI_FOLLOWING_PRESENT), member);
    if (integi_bitset_has(&here->group->truth, row))
        mark(integi_following_set(following, step, INTEGI_FOLLOWING_IN_GROUP), member);
    if (integi_bitset_has(&here->group->unknown, row))
        mark(integi_following_set(following, step, INTEGI_FOLLOWING_UNKNOWN), member);
    if (here->where == NULL)
        return;
    if (integi_bitset_has(&here->where->truth, row))
        mark(integi_following_set(following, step, INTEGI_FOLLOWING_MEETS), member);
    if (integi_bitset_has(&here->where->unknown, row))
        mark(integi_following_set(following, step, INTEGI_FOLLOWING_MEETS_UNKNOWN), member);
}

static void look_at_rows(integ_following *following, const visit *here, int64_t step)
{
    int64_t member = 0;
    integi_following_step *counted = &following->steps[step];
    integi_bitset *new_rows = &counted->new_rows, *new_in_group = &counted->new_in_group;
    for (size_t i = 0; i < integi_bitset_words(counted->rows); i++)
        new_rows->words[i] = ~UINT64_C(0);
    if (counted->rows > 0)
        new_rows->words[integi_bitset_words(counted->rows) - 1] = integi_bitset_last_mask(counted->rows);
    for (int64_t row = 0; row < here->start->truth.rows; row++) {
        int64_t other = here->rows == NULL ? row : (int64_t)here->rows[row] - 1;
        if (other >= 0) {
            integi_bitset_add(&counted->met, row);
            new_rows->words[other / 64] &= ~(UINT64_C(1) << (other % 64));
        }
        if (!integi_bitset_has(&here->start->truth, row))
            continue;
        if (other >= 0)
            mark_member(following, here, step, member, other);
        member++;
    }
    for (size_t i = 0; i < integi_bitset_words(counted->rows); i++)
        new_in_group->words[i] = new_rows->words[i] & here->group->truth.words[i];
}

/* Where the rows of the start are in another snapshot. NULL is no failure for the start itself. */
static integ_status find_rows(const integ_cohort *start, const integ_snapshot *snapshot, uint32_t **out,
                              integ_error *error)
{
    integ_context *context = integi_register_context(start->owner);
    const integi_table_definition *table = integi_register_table(start->owner, start->table);
    *out = NULL;
    if (snapshot == start->snapshot)
        return INTEG_STATUS_OK;
    if (table->key == NULL)
        return INTEGI_FAIL(error, NULL, &integi_message_cohort_no_key, table->name);
    int64_t key = integi_table_find_column(table, table->key);
    *out = integi_allocate_zeroed(context, (size_t)start->truth.rows * sizeof **out);
    bool found = *out != NULL &&
                 integi_find_rows(context, &snapshot->tables[start->table].columns[key],
                                  &start->snapshot->tables[start->table].columns[key], NULL, *out);
    return found ? INTEG_STATUS_OK : integi_out_of_memory(error);
}

static integ_status look_at_snapshot(integ_following *following, int64_t step, integ_error *error)
{
    const integ_cohort *start = following->group;
    const integ_snapshot *snapshot = following->steps[step].snapshot;
    integ_cohort *group = NULL, *where = NULL;
    uint32_t *rows = NULL;
    integ_status status = find_rows(start, snapshot, &rows, error);
    if (status == INTEG_STATUS_OK)
        status = ask(&following->asked, snapshot, &group, error);
    if (status == INTEG_STATUS_OK)
        status = ask_where(following, snapshot, &where, error);
    if (status == INTEG_STATUS_OK)
        look_at_rows(following, &(visit){start, rows, group, where}, step);
    integ_cohort_free(group);
    integ_cohort_free(where);
    if (rows != NULL)
        integi_release_wiped(following->context, rows, (size_t)start->truth.rows * sizeof *rows);
    return status;
}

/* Going away from the start in one direction: whoever is there, and was not in every snapshot between. */
static bool find_returned(integ_following *following, int64_t direction)
{
    size_t words = integi_following_words(following);
    uint64_t *missed = integi_allocate_zeroed(following->context, words * sizeof *missed);
    if (missed == NULL)
        return false;
    for (int64_t step = following->start; step >= 0 && step < following->step_count; step += direction) {
        const uint64_t *present = integi_following_set(following, step, INTEGI_FOLLOWING_PRESENT);
        uint64_t *returned = integi_following_set(following, step, INTEGI_FOLLOWING_RETURNED);
        for (size_t i = 0; i < words; i++) {
            returned[i] = present[i] & missed[i];
            missed[i] |= ~present[i];
        }
    }
    integi_release_wiped(following->context, missed, words * sizeof *missed);
    return true;
}

static integ_status fill(integ_following *following, integ_error *error)
{
    integ_status status = make_sets(following) ? INTEG_STATUS_OK : integi_out_of_memory(error);
    for (int64_t step = 0; step < following->step_count && status == INTEG_STATUS_OK; step++)
        status = look_at_snapshot(following, step, error);
    if (status == INTEG_STATUS_OK && (!find_returned(following, 1) || !find_returned(following, -1)))
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK && following->reason != NULL)
        status = integi_following_fill_reasons(following, error);
    return status;
}

integ_status integi_follow(integi_followed *asked, const integ_snapshot *start, const integ_snapshot *const *snapshots,
                           int64_t count, integ_following **out, integ_error *error)
{
    integ_following *following = NULL;
    *out = NULL;
    integ_status status = make(asked, start, snapshots, count, &following, error);
    integi_followed_free(asked, integi_register_context(start->owner));
    if (status == INTEG_STATUS_OK)
        status = fill(following, error);
    if (status == INTEG_STATUS_OK)
        *out = following;
    else
        integ_following_free(following);
    return status;
}

/* Through all snapshots of the register. Takes over what is asked. */
static integ_status follow_all(integi_followed *asked, bool copied, const integ_snapshot *start,
                               const integ_follow_options *options, integ_following **out, integ_error *error)
{
    integ_context *context = integi_register_context(start->owner);
    size_t count = (size_t)integ_register_snapshot_count(start->owner);
    const integ_snapshot **snapshots = integi_allocate_array(context, count, sizeof(const integ_snapshot *));
    bool good = copied && snapshots != NULL;
    if (good && options != NULL)
        good = integi_followed_ask(asked, context, options->where, options->table, options->column);
    for (size_t i = 0; i < count && snapshots != NULL; i++)
        snapshots[i] = integ_register_snapshot(start->owner, (int64_t)i);
    integ_status status = good ? integi_follow(asked, start, snapshots, (int64_t)count, out, error)
                               : integi_out_of_memory(error);
    integi_followed_free(asked, context);
    integi_release(context, snapshots, snapshots == NULL ? 0 : count * sizeof(const integ_snapshot *));
    return status;
}

integ_status integ_cohort_follow_group(const integ_groups *groups, const char *name, const integ_snapshot *snapshot,
                                       const integ_follow_options *options, integ_following **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (groups == NULL || name == NULL || snapshot == NULL)
        return integi_invalid_argument(error, "groups, name, snapshot");
    integi_followed asked;
    bool copied = integi_followed_init(&asked, integi_register_context(snapshot->owner), groups, name, NULL, NULL);
    return follow_all(&asked, copied, snapshot, options, out, error);
}

integ_status integ_cohort_follow_filter(const integ_expression *filter, const integ_groups *groups,
                                        const integ_snapshot *snapshot, const char *table,
                                        const integ_follow_options *options, integ_following **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (snapshot == NULL)
        return integi_invalid_argument(error, "snapshot");
    integi_followed asked;
    bool copied = integi_followed_init(&asked, integi_register_context(snapshot->owner), groups, NULL, filter, table);
    return follow_all(&asked, copied, snapshot, options, out, error);
}

int64_t integi_following_count(const integ_following *following, int64_t step, int64_t set)
{
    integi_bitset members = {integi_following_set(following, step, set), following->size};
    return integi_bitset_count(&members);
}

int64_t integ_following_steps(const integ_following *following)
{
    return following->step_count;
}

int64_t integ_following_start(const integ_following *following)
{
    return following->start;
}

int32_t integ_following_has_where(const integ_following *following)
{
    return following->has_where;
}

int64_t integ_following_size_unprotected(const integ_following *following)
{
    return following->size;
}

int64_t integ_following_unknown_unprotected(const integ_following *following)
{
    return following->unknown;
}

int64_t integ_following_count_unprotected(const integ_following *following, int64_t step, int32_t figure)
{
    if (step < 0 || step >= following->step_count)
        return 0;
    switch (figure) {
    case INTEG_FOLLOWING_PRESENT:
        return integi_following_count(following, step, INTEGI_FOLLOWING_PRESENT);
    case INTEG_FOLLOWING_ABSENT:
        return following->size - integi_following_count(following, step, INTEGI_FOLLOWING_PRESENT);
    case INTEG_FOLLOWING_IN_GROUP:
        return integi_following_count(following, step, INTEGI_FOLLOWING_IN_GROUP);
    case INTEG_FOLLOWING_UNKNOWN:
        return integi_following_count(following, step, INTEGI_FOLLOWING_UNKNOWN);
    case INTEG_FOLLOWING_MEETS:
        return integi_following_count(following, step, INTEGI_FOLLOWING_MEETS);
    case INTEG_FOLLOWING_MEETS_UNKNOWN:
        return integi_following_count(following, step, INTEGI_FOLLOWING_MEETS_UNKNOWN);
    case INTEG_FOLLOWING_RETURNED:
        return integi_following_count(following, step, INTEGI_FOLLOWING_RETURNED);
    case INTEG_FOLLOWING_ARRIVED:
        return integi_bitset_count(&following->steps[step].new_rows);
    case INTEG_FOLLOWING_ARRIVED_IN_GROUP:
        return integi_bitset_count(&following->steps[step].new_in_group);
    default:
        return 0;
    }
}
