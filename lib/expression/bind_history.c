/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/run.h"

#include <string.h>

/* Which rows of a linked table the filters of its inner program find: one set of words for each root. */
typedef struct inner_run {
    uint64_t **found;
    int32_t root_count;
} inner_run;

static void note_found(const integi_chunk *chunk, void *userdata)
{
    const inner_run *into = userdata;
    size_t words = ((size_t)chunk->rows + 63) / 64;
    for (int32_t i = 0; i < into->root_count; i++)
        memcpy(into->found[i] + chunk->first_row / 64, chunk->results[i].truth, words * sizeof(uint64_t));
}

static integ_status bind_table(integi_run *run, int32_t table, uint64_t **found, integ_error *error)
{
    const integi_history_table *inner = &run->program->history_tables[table];
    int64_t rows = run->snapshot->tables[inner->table].rows;
    inner_run into = {found, integi_program_root_count(inner->program)};
    for (int32_t i = 0; i < into.root_count; i++) {
        found[i] = integi_arena_allocate(&run->arena, (integi_bitset_words(rows) + 1) * sizeof(uint64_t));
        if (found[i] == NULL)
            return integi_out_of_memory(error);
    }
    integ_status status = INTEG_STATUS_OK;
    if (into.root_count > 0)
        status = integi_program_run(inner->program, run->snapshot, inner->table, run->threads, note_found, &into,
                                    error);
    for (size_t i = 0; i < run->program->history_use_count && status == INTEG_STATUS_OK; i++) {
        const integi_history_use *use = &run->program->history_uses[i];
        if (use->table == table &&
            !integi_gather_history(run->program->context, &run->snapshot->tables[inner->table], use->spells,
                                   use->root < 0 ? NULL : found[use->root], run->table->rows, &run->histories[i]))
            status = integi_out_of_memory(error);
    }
    return status;
}

integ_status integi_bind_histories(integi_run *run, integ_error *error)
{
    const integi_program *program = run->program;
    integ_status status = INTEG_STATUS_OK;
    if (program->history_use_count == 0)
        return status;
    run->histories = integi_arena_allocate(&run->arena, program->history_use_count * sizeof *run->histories);
    if (run->histories == NULL)
        return integi_out_of_memory(error);
    for (size_t i = 0; i < program->history_table_count && status == INTEG_STATUS_OK; i++) {
        size_t roots = (size_t)integi_program_root_count(program->history_tables[i].program);
        uint64_t **found = integi_arena_allocate(&run->arena, (roots + 1) * sizeof *found);
        status = found == NULL ? integi_out_of_memory(error) : bind_table(run, (int32_t)i, found, error);
    }
    return status;
}

void integi_release_histories(integi_run *run)
{
    for (size_t i = 0; run->histories != NULL && i < run->program->history_use_count; i++)
        integi_release_history(run->program->context, &run->histories[i]);
}
