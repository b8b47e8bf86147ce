/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/run.h"
#include "register/connect.h"

#include <string.h>

/* ---- groups in their snapshots ---- */

static bool memberships_open(integi_run *run)
{
    integ_context *context = run->program->context;
    integi_memberships made = {.context = context,
                               .roots = integi_program_root_count(run->program->earlier),
                               .snapshots = integ_register_snapshot_count(run->snapshot->owner)};
    made.items = integi_allocate_zeroed(context, (size_t)(made.roots * made.snapshots) * sizeof *made.items);
    run->own_memberships = made;
    run->memberships = &run->own_memberships;
    return made.items != NULL;
}

static void memberships_close(integi_memberships *all)
{
    int64_t count = all->roots * all->snapshots;
    for (int64_t i = 0; all->items != NULL && i < count; i++)
        integi_membership_free(&all->items[i], all->context);
    integi_release(all->context, all->items, (size_t)count * sizeof *all->items);
}

static integi_membership *membership_of(const integi_memberships *all, int64_t root, int64_t snapshot)
{
    return &all->items[root * all->snapshots + snapshot];
}

/* Evaluates a group in a snapshot, unless that was done before. What it asks for in its turn is never itself in the
 * same snapshot: that would be a circle, which no program has. */
static integ_status find_members(integi_run *run, int32_t root, int64_t snapshot, integ_error *error)
{
    const integi_memberships *all = run->memberships;
    const integ_snapshot *other = integ_register_snapshot(run->snapshot->owner, snapshot);
    integi_membership_search found = {root, membership_of(all, root, snapshot)};
    if (found.into->truth.words != NULL)
        return INTEG_STATUS_OK;
    bool *roots = integi_arena_allocate(&run->arena, (size_t)all->roots * sizeof *roots);
    if (roots == NULL ||
        !integi_membership_init(found.into, all->context, other->tables[run->program->scope->table].rows))
        return integi_out_of_memory(error);
    roots[root] = true;
    return integi_run_inside(run, roots, other, integi_keep_membership, &found, error);
}

/* ---- carried over to the rows of the run ---- */

/* What one binding works on: the uses of the run, and years while they are counted. */
typedef struct binding {
    integi_run *run;
    const bool *used;        /* by the steps of the run */
    integi_membership *year; /* of each use: whether in the group in the year that is looked at */
    uint32_t *rows; /* for each row of the run 1 + its row in the other snapshot; NULL: the same snapshot */
} binding;

static int64_t index_of(const integ_snapshot *snapshot)
{
    return snapshot - integ_register_snapshot(snapshot->owner, 0);
}

static bool is_asked(const binding *work, size_t use, int64_t snapshot)
{
    const integi_earlier_use *asked = &work->run->program->earlier_uses[use];
    const integ_snapshot *other = integ_register_snapshot(work->run->snapshot->owner, snapshot);
    if (!work->used[use])
        return false;
    if (asked->years)
        return snapshot <= index_of(work->run->snapshot);
    return other->has_as_of && other->as_of == asked->date;
}

static integ_status find_rows(binding *work, int64_t snapshot, integ_error *error)
{
    const integi_run *run = work->run;
    integ_context *context = run->program->context;
    if (snapshot == index_of(run->snapshot))
        return INTEG_STATUS_OK;
    int64_t key = integi_table_find_column(run->table->definition, run->table->definition->key);
    const integi_table *other =
        &integ_register_snapshot(run->snapshot->owner, snapshot)->tables[run->program->scope->table];
    work->rows = integi_allocate_zeroed(context, (size_t)run->table->rows * sizeof *work->rows);
    if (work->rows == NULL ||
        !integi_find_rows(context, &other->columns[key], &run->table->columns[key], NULL, work->rows))
        return integi_out_of_memory(error);
    return INTEG_STATUS_OK;
}

static void forget_rows(binding *work)
{
    if (work->rows != NULL)
        integi_release_wiped(work->run->program->context, work->rows,
                             (size_t)work->run->table->rows * sizeof *work->rows);
    work->rows = NULL;
}

/* Whoever is not in the other snapshot is not in the group there. */
static void bind_use(const binding *work, size_t use, int64_t snapshot)
{
    integi_run *run = work->run;
    const integi_earlier_use *asked = &run->program->earlier_uses[use];
    const integi_membership *found = membership_of(run->memberships, asked->root, snapshot);
    integi_membership *into = asked->years ? &work->year[use] : &run->earlier[use].membership;
    integi_carry(work->rows, &found->truth, &into->truth);
    integi_carry(work->rows, &found->possible, &into->possible);
}

static integ_status bind_snapshot(binding *work, int64_t snapshot, integ_error *error)
{
    const integi_program *program = work->run->program;
    integ_status status = INTEG_STATUS_OK;
    bool any = false;
    for (size_t i = 0; i < program->earlier_use_count && status == INTEG_STATUS_OK; i++) {
        if (!is_asked(work, i, snapshot))
            continue;
        any = true;
        status = find_members(work->run, program->earlier_uses[i].root, snapshot, error);
    }
    if (any && status == INTEG_STATUS_OK)
        status = find_rows(work, snapshot, error);
    for (size_t i = 0; i < program->earlier_use_count && status == INTEG_STATUS_OK; i++)
        if (is_asked(work, i, snapshot))
            bind_use(work, i, snapshot);
    forget_rows(work);
    return status;
}

/* A year counts when there is a snapshot of it in which one was in the group. Where there is none, but one of which it
 * is unknown, so is the number. */
static void count_year(integi_bound_earlier *bound, integi_membership *year)
{
    integi_bitset *known = &bound->membership.truth;
    for (size_t w = 0; w < integi_bitset_words(known->rows); w++) {
        known->words[w] &= ~(year->possible.words[w] & ~year->truth.words[w]);
        for (uint64_t left = year->truth.words[w]; left != 0; left &= left - 1)
            bound->years[w * 64 + (size_t)__builtin_ctzll(left)]++;
        year->truth.words[w] = year->possible.words[w] = 0;
    }
}

static int32_t year_of(const integ_snapshot *snapshot)
{
    int32_t year = 0, month, day;
    if (snapshot->has_as_of)
        integ_date_to_civil(snapshot->as_of, &year, &month, &day);
    return year;
}

static integ_status bind_snapshots(binding *work, integ_error *error)
{
    integi_run *run = work->run;
    const integ_register *reg = run->snapshot->owner;
    integ_status status = INTEG_STATUS_OK;
    for (int64_t s = 0; s < integ_register_snapshot_count(reg) && status == INTEG_STATUS_OK; s++) {
        const integ_snapshot *next = integ_register_snapshot(reg, s + 1);
        status = bind_snapshot(work, s, error);
        bool last = next == NULL || year_of(integ_register_snapshot(reg, s)) != year_of(next);
        for (size_t i = 0; last && i < run->program->earlier_use_count; i++)
            if (work->used[i] && run->earlier[i].years != NULL)
                count_year(&run->earlier[i], &work->year[i]);
    }
    return status;
}

/* Room for what every use of the run says; false when memory ran out. */
static bool make_room(binding *work)
{
    integi_run *run = work->run;
    integ_context *context = run->program->context;
    int64_t rows = run->table->rows;
    for (size_t i = 0; i < run->program->earlier_use_count; i++) {
        integi_bound_earlier *bound = &run->earlier[i];
        if (!work->used[i])
            continue;
        if (!integi_membership_init(&bound->membership, context, rows))
            return false;
        if (!run->program->earlier_uses[i].years)
            continue;
        memset(bound->membership.truth.words, 0xFF, integi_bitset_words(rows) * sizeof(uint64_t));
        bound->years = integi_allocate_zeroed(context, (size_t)rows * sizeof *bound->years);
        if (bound->years == NULL || !integi_membership_init(&work->year[i], context, rows))
            return false;
    }
    return true;
}

/* Which uses the steps of a run need: a run for some roots of the inner program must not ask for what only the others
 * need, which may be itself. */
static bool find_used(const integi_run *run, bool *used)
{
    bool any = false;
    for (int32_t i = 0; i < run->step_count; i++) {
        const integi_operation *operation = run->steps[i].operation;
        if (operation->kind == INTEGI_OPERATION_WAS_IN || operation->kind == INTEGI_OPERATION_YEARS_IN)
            used[operation->column] = any = true;
    }
    return any;
}

integ_status integi_bind_earlier(integi_run *run, integ_error *error)
{
    const integi_program *program = run->program;
    size_t uses = program->earlier_use_count;
    if (uses == 0)
        return INTEG_STATUS_OK;
    bool *used = integi_arena_allocate(&run->arena, uses * sizeof *used);
    if (used == NULL)
        return integi_out_of_memory(error);
    if (!find_used(run, used))
        return INTEG_STATUS_OK;
    binding work = {.run = run, .used = used};
    run->earlier = integi_arena_allocate(&run->arena, uses * sizeof *run->earlier);
    work.year = integi_arena_allocate(&run->arena, uses * sizeof *work.year);
    if (run->earlier == NULL || work.year == NULL || (run->memberships == NULL && !memberships_open(run)))
        return integi_out_of_memory(error);
    integ_status status = make_room(&work) ? bind_snapshots(&work, error) : integi_out_of_memory(error);
    for (size_t i = 0; i < uses; i++)
        integi_membership_free(&work.year[i], program->context);
    return status;
}

void integi_release_earlier(integi_run *run)
{
    integ_context *context = run->program->context;
    for (size_t i = 0; run->earlier != NULL && i < run->program->earlier_use_count; i++) {
        integi_bound_earlier *bound = &run->earlier[i];
        integi_membership_free(&bound->membership, context);
        if (bound->years != NULL)
            integi_release_wiped(context, bound->years, (size_t)run->table->rows * sizeof *bound->years);
    }
    if (run->memberships == &run->own_memberships)
        memberships_close(&run->own_memberships);
}

void integi_copy_years(const integi_bound_earlier *bound, int64_t first_row, int32_t rows, int64_t *years,
                       uint64_t *known)
{
    memcpy(known, bound->membership.truth.words + first_row / 64, integi_bitset_words(rows) * sizeof(uint64_t));
    for (int32_t i = 0; i < rows; i++)
        years[i] = bound->years[first_row + i];
}
