/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/following.h"

#include "cohort/messages.h"
#include "register/connect.h"

#include <string.h>

/* What is followed, and how it is asked for in every snapshot. */
typedef struct question {
    const integ_groups *groups;
    const char *name;               /* of a group; NULL: the filter */
    const integ_expression *filter; /* NULL: everybody */
    const char *table;              /* of the filter */
    const integ_follow_options *options;
} question;

static integ_status ask(const question *asked, const integ_snapshot *snapshot, integ_cohort **out, integ_error *error)
{
    if (asked->name != NULL)
        return integ_cohort_of_group(asked->groups, asked->name, snapshot, out, error);
    return integ_cohort_of_filter(asked->filter, asked->groups, snapshot, asked->table, out, error);
}

static integ_status ask_where(const question *asked, const integ_cohort *start, const integ_snapshot *snapshot,
                              integ_cohort **out, integ_error *error)
{
    *out = NULL;
    if (asked->options == NULL || asked->options->where == NULL)
        return INTEG_STATUS_OK;
    const char *table = integi_register_table(start->owner, start->table)->name;
    return integ_cohort_of_filter(asked->options->where, asked->groups, snapshot, table, out, error);
}

static integ_status make(const question *asked, const integ_cohort *start, integ_following **out, integ_error *error)
{
    integ_context *context = integi_register_context(start->owner);
    integ_following *made = integi_allocate_zeroed(context, sizeof *made);
    if (made == NULL)
        return integi_out_of_memory(error);
    made->context = context;
    made->owner = integi_register_retain(start->owner);
    made->size = integi_bitset_count(&start->truth);
    made->unknown = integi_bitset_count(&start->unknown);
    made->start = start->snapshot - integ_register_snapshot(start->owner, 0);
    made->step_count = integ_register_snapshot_count(start->owner);
    made->has_where = asked->options != NULL && asked->options->where != NULL;
    made->steps = integi_allocate_zeroed(context, (size_t)made->step_count * sizeof *made->steps);
    *out = made;
    return made->steps == NULL ? integi_out_of_memory(error)
                               : integi_following_find_reasons(made, asked->options, start->table, error);
}

static bool make_sets(integ_following *following)
{
    size_t size = integi_following_set_count(following) * integi_following_words(following) * sizeof(uint64_t);
    for (int64_t step = 0; step < following->step_count; step++) {
        following->steps[step].sets = integi_allocate_zeroed(following->context, size);
        if (following->steps[step].sets == NULL)
            return false;
    }
    return true;
}

void integ_following_free(integ_following *following)
{
    if (following == NULL)
        return;
    size_t size = integi_following_set_count(following) * integi_following_words(following) * sizeof(uint64_t);
    for (int64_t step = 0; following->steps != NULL && step < following->step_count; step++)
        if (following->steps[step].sets != NULL)
            integi_release_wiped(following->context, following->steps[step].sets, size);
    if (following->steps != NULL)
        integi_release_wiped(following->context, following->steps,
                             (size_t)following->step_count * sizeof *following->steps);
    integ_register *owner = following->owner;
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
    int64_t member = 0, met = 0, met_in_group = 0, rows = here->start->truth.rows;
    for (int64_t row = 0; row < rows; row++) {
        int64_t other = here->rows == NULL ? row : (int64_t)here->rows[row] - 1;
        met += other >= 0;
        met_in_group += integi_bitset_has(&here->group->truth, other);
        if (!integi_bitset_has(&here->start->truth, row))
            continue;
        if (other >= 0)
            mark_member(following, here, step, member, other);
        member++;
    }
    integi_following_step *counted = &following->steps[step];
    counted->rows = here->group->truth.rows;
    counted->arrived = counted->rows - met;
    counted->arrived_in_group = integi_bitset_count(&here->group->truth) - met_in_group;
    counted->left_all = rows - met;
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

static integ_status look_at_snapshot(integ_following *following, const question *asked, const integ_cohort *start,
                                     int64_t step, integ_error *error)
{
    const integ_snapshot *snapshot = integ_register_snapshot(start->owner, step);
    integ_cohort *group = NULL, *where = NULL;
    uint32_t *rows = NULL;
    integ_status status = find_rows(start, snapshot, &rows, error);
    if (status == INTEG_STATUS_OK)
        status = ask(asked, snapshot, &group, error);
    if (status == INTEG_STATUS_OK)
        status = ask_where(asked, start, snapshot, &where, error);
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

static integ_status fill(integ_following *following, const question *asked, const integ_cohort *start,
                         integ_error *error)
{
    integ_status status = make_sets(following) ? INTEG_STATUS_OK : integi_out_of_memory(error);
    for (int64_t step = 0; step < following->step_count && status == INTEG_STATUS_OK; step++)
        status = look_at_snapshot(following, asked, start, step, error);
    if (status == INTEG_STATUS_OK && (!find_returned(following, 1) || !find_returned(following, -1)))
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK && following->reason != NULL)
        status = integi_following_fill_reasons(following, asked->options, start, error);
    return status;
}

static integ_status follow(const question *asked, const integ_snapshot *snapshot, integ_following **out,
                           integ_error *error)
{
    integ_cohort *start = NULL;
    integ_following *following = NULL;
    integ_status status = ask(asked, snapshot, &start, error);
    if (status == INTEG_STATUS_OK)
        status = make(asked, start, &following, error);
    if (status == INTEG_STATUS_OK)
        status = fill(following, asked, start, error);
    integ_cohort_free(start);
    if (status == INTEG_STATUS_OK)
        *out = following;
    else
        integ_following_free(following);
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
    question asked = {.groups = groups, .name = name, .options = options};
    return follow(&asked, snapshot, out, error);
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
    question asked = {.groups = groups, .filter = filter, .table = table, .options = options};
    return follow(&asked, snapshot, out, error);
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
        return following->steps[step].arrived;
    case INTEG_FOLLOWING_ARRIVED_IN_GROUP:
        return following->steps[step].arrived_in_group;
    default:
        return 0;
    }
}
