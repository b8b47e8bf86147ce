/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/run.h"

#include <string.h>

/* Groups of the table that the run's table is linked to, before the first chunk. */

static bool find_used(const integi_run *run, bool *used)
{
    bool any = false;
    for (int32_t i = 0; i < run->step_count; i++)
        if (run->steps[i].operation->kind == INTEGI_OPERATION_LINKED_IN)
            used[run->steps[i].operation->column] = any = true;
    return any;
}

/* Where the link leads nowhere it cannot be told. */
static void mark_orphans(const uint32_t *rows, integi_bitset *possible)
{
    for (int64_t row = 0; row < possible->rows; row++)
        if (rows[row] == 0)
            possible->words[row / 64] |= UINT64_C(1) << (row % 64);
}

static integ_status bind_root(integi_run *run, int32_t root, integ_error *error)
{
    const integi_program *inner = run->program->linked;
    integ_context *context = run->program->context;
    const int64_t table = inner->scope->table, rows = run->snapshot->tables[table].rows;
    bool *roots = integi_arena_allocate(&run->arena, inner->root_count * sizeof *roots);
    integi_membership found = {{NULL, 0}, {NULL, 0}}, *into = &run->linked[root];
    integ_status status = INTEG_STATUS_OK;
    if (roots == NULL || !integi_membership_init(&found, context, rows) ||
        !integi_membership_init(into, context, run->table->rows))
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK) {
        roots[root] = true;
        status = integi_program_run_some(inner, roots, run->snapshot, table, integi_program_threads(inner, rows),
                                         integi_keep_membership, &(integi_membership_search){root, &found}, error);
    }
    if (status == INTEG_STATUS_OK) {
        integi_carry(run->table->link.values, &found.truth, &into->truth);
        integi_carry(run->table->link.values, &found.possible, &into->possible);
        mark_orphans(run->table->link.values, &into->possible);
    }
    integi_membership_free(&found, context);
    return status;
}

integ_status integi_bind_linked(integi_run *run, integ_error *error)
{
    const integi_program *inner = run->program->linked;
    if (inner == NULL || inner->root_count == 0)
        return INTEG_STATUS_OK;
    bool *used = integi_arena_allocate(&run->arena, inner->root_count * sizeof *used);
    if (used == NULL)
        return integi_out_of_memory(error);
    if (!find_used(run, used))
        return INTEG_STATUS_OK;
    run->linked = integi_arena_allocate(&run->arena, inner->root_count * sizeof *run->linked);
    integ_status status = run->linked == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
    for (int32_t root = 0; root < (int32_t)inner->root_count && status == INTEG_STATUS_OK; root++)
        if (used[root])
            status = bind_root(run, root, error);
    return status;
}

void integi_release_linked(integi_run *run)
{
    for (size_t i = 0; run->linked != NULL && i < run->program->linked->root_count; i++)
        integi_membership_free(&run->linked[i], run->program->context);
}
