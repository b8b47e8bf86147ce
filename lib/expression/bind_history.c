/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/run.h"

#include <string.h>

/* Which rows of a linked table the filters of its inner program find: one set of words for each root that is needed. */
typedef struct inner_run {
    uint64_t **found;
    int32_t root_count;
} inner_run;

static void note_found(const integi_chunk *chunk, void *userdata)
{
    const inner_run *into = userdata;
    size_t words = ((size_t)chunk->rows + 63) / 64;
    for (int32_t i = 0; i < into->root_count; i++)
        if (into->found[i] != NULL)
            memcpy(into->found[i] + chunk->first_row / 64, chunk->results[i].truth, words * sizeof(uint64_t));
}

/* Rows become the places where they lie. */
static bool find_places(integi_run *run, const integi_linked_rows *linked, const inner_run *of, size_t words)
{
    uint64_t *places = integi_arena_allocate(&run->arena, words * sizeof *places);
    if (places == NULL)
        return false;
    for (int32_t i = 0; i < of->root_count; i++) {
        const uint64_t *rows = of->found[i];
        if (rows == NULL)
            continue;
        memset(places, 0, words * sizeof *places);
        for (int64_t place = 0; place < linked->places; place++) {
            uint32_t row = linked->rows[place];
            places[place / 64] |= (rows[row / 64] >> (row % 64) & 1) << (place % 64);
        }
        memcpy(of->found[i], places, words * sizeof *places);
    }
    return true;
}

/* Room for the rows that are found, and then for their places, of which imagined people who share rows have more. */
static size_t words_of(const integi_table *linked)
{
    size_t rows = integi_bitset_words(linked->rows), places = integi_bitset_words(linked->linked.places);
    return (places > rows ? places : rows) + 1;
}

/* What the steps of a run look at. */
typedef struct looks {
    bool *uses, *picked;
} looks;

static bool find_looks(integi_run *run, looks *out)
{
    const integi_program *program = run->program;
    int64_t own = run->table->definition->column_count;
    out->uses = integi_arena_allocate(&run->arena, program->history_use_count * sizeof *out->uses);
    out->picked = integi_arena_allocate(&run->arena, program->picked_count * sizeof *out->picked + 1);
    if (out->uses == NULL || out->picked == NULL)
        return false;
    for (int32_t i = 0; i < run->step_count; i++) {
        const integi_operation *operation = run->steps[i].operation;
        if (operation->kind == INTEGI_OPERATION_HISTORY || operation->kind == INTEGI_OPERATION_LINKED)
            out->uses[operation->column] = true;
        else if (integi_uses_column(operation) && operation->column >= own)
            out->picked[operation->column - own] = out->uses[program->picked[operation->column - own].use] = true;
    }
    return true;
}

static integ_status run_filters(integi_run *run, int32_t table, const bool *used, inner_run *out, integ_error *error)
{
    const integi_history_table *inner = &run->program->history_tables[table];
    const integi_table *linked = &run->snapshot->tables[inner->table];
    size_t words = words_of(linked);
    bool *roots = integi_arena_allocate(&run->arena, (size_t)out->root_count * sizeof *roots + 1);
    bool any = false;
    if (roots == NULL)
        return integi_out_of_memory(error);
    for (size_t i = 0; i < run->program->history_use_count; i++) {
        const integi_history_use *use = &run->program->history_uses[i];
        if (!used[i] || use->table != table || use->root < 0 || roots[use->root])
            continue;
        any = roots[use->root] = true;
        out->found[use->root] = integi_arena_allocate(&run->arena, words * sizeof(uint64_t));
        if (out->found[use->root] == NULL)
            return integi_out_of_memory(error);
    }
    if (!any)
        return INTEG_STATUS_OK;
    integ_status status = integi_program_run_some(inner->program, roots, run->snapshot, inner->table, run->threads,
                                                  note_found, out, error);
    if (status == INTEG_STATUS_OK && linked->linked.rows != NULL && !find_places(run, &linked->linked, out, words))
        status = integi_out_of_memory(error);
    return status;
}

static integ_status bind_table(integi_run *run, int32_t table, const bool *used, integ_error *error)
{
    const integi_history_table *inner = &run->program->history_tables[table];
    inner_run into = {NULL, integi_program_root_count(inner->program)};
    into.found = integi_arena_allocate(&run->arena, ((size_t)into.root_count + 1) * sizeof *into.found);
    if (into.found == NULL)
        return integi_out_of_memory(error);
    integ_status status = run_filters(run, table, used, &into, error);
    for (size_t i = 0; i < run->program->history_use_count; i++) {
        const integi_history_use *use = &run->program->history_uses[i];
        if (use->table == table)
            run->histories[i] = (integi_bound_history){&run->snapshot->tables[inner->table].linked,
                                                       use->root < 0 ? NULL : into.found[use->root]};
    }
    return status;
}

static bool pick_columns(integi_run *run, const bool *used)
{
    const integi_program *program = run->program;
    for (size_t i = 0; i < program->picked_count; i++) {
        const integi_picked *picked = &program->picked[i];
        int64_t table = program->history_tables[program->history_uses[picked->use].table].table;
        if (used[i] && !integi_pick_column(program->context, &run->histories[picked->use],
                                           &run->snapshot->tables[table].columns[picked->column], run->table->rows,
                                           picked->last, &run->picked[i]))
            return false;
    }
    return true;
}

integ_status integi_bind_histories(integi_run *run, integ_error *error)
{
    const integi_program *program = run->program;
    integ_status status = INTEG_STATUS_OK;
    looks used;
    if (program->history_use_count == 0)
        return status;
    run->histories = integi_arena_allocate(&run->arena, program->history_use_count * sizeof *run->histories);
    run->picked = integi_arena_allocate(&run->arena, (program->picked_count + 1) * sizeof *run->picked);
    if (run->histories == NULL || run->picked == NULL || !find_looks(run, &used))
        return integi_out_of_memory(error);
    for (size_t i = 0; i < program->history_table_count && status == INTEG_STATUS_OK; i++)
        status = bind_table(run, (int32_t)i, used.uses, error);
    if (status == INTEG_STATUS_OK && !pick_columns(run, used.picked))
        status = integi_out_of_memory(error);
    return status;
}

void integi_release_histories(integi_run *run)
{
    for (size_t i = 0; run->picked != NULL && i < run->program->picked_count; i++)
        integi_release_picked(run->program->context, &run->picked[i]);
}
