/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/run.h"

#include <stdlib.h>
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

static bool is_found(const uint64_t *found, int64_t row)
{
    return found == NULL || (found[row / 64] >> (row % 64) & 1) != 0;
}

typedef struct history_rows {
    const integi_table *table;
    const uint64_t *found; /* NULL: all */
    const integi_column *start, *end;
    bool end_inclusive;
} history_rows;

/* A row's spell. One without a known start covers nothing; one without a known end still goes on. */
static bool read_spell(const history_rows *rows, int64_t row, integi_spell *out)
{
    int64_t start, end;
    if (!integi_column_integer(rows->start, row, &start))
        return false;
    if (!integi_column_integer(rows->end, row, &end))
        end = (int64_t)INTEG_DATE_MAXIMUM + 1;
    else
        end += rows->end_inclusive;
    *out = (integi_spell){(int32_t)start, (int32_t)end};
    return start < end;
}

/* The row of the scope's table that a row of the linked table belongs to, when it is wanted. */
static bool read_owner(const history_rows *rows, int64_t row, int64_t *owner, integi_spell *spell)
{
    if (!is_found(rows->found, row) || !integi_column_integer(&rows->table->link, row, owner))
        return false;
    return rows->start == NULL || read_spell(rows, row, spell);
}

static int compare_spells(const void *a, const void *b)
{
    const integi_spell *left = a, *right = b;
    return (left->start > right->start) - (left->start < right->start);
}

/* Puts the spells behind each other by owner: counts become beginnings, which move on to the next owner's as spells
 * are put in. */
static void place_spells(const history_rows *rows, integi_bound_history *history, int64_t owners)
{
    int64_t owner;
    integi_spell spell;
    uint32_t begin = 0;
    for (int64_t i = 0; i < owners; i++) {
        uint32_t count = history->counts[i];
        history->counts[i] = begin;
        begin += count;
    }
    for (int64_t row = 0; row < rows->table->rows; row++)
        if (read_owner(rows, row, &owner, &spell))
            history->spells[history->counts[owner]++] = spell;
    for (int64_t i = 0; i < owners; i++) {
        uint32_t first = i == 0 ? 0 : history->counts[i - 1], count = history->counts[i] - first;
        if (count > 1)
            qsort(history->spells + first, count, sizeof *history->spells, compare_spells);
    }
}

static bool gather(integi_run *run, const history_rows *rows, bool spells, integi_bound_history *history)
{
    int64_t owner, total = 0;
    integi_spell spell;
    history->count_size = (size_t)run->table->rows * sizeof *history->counts;
    history->counts = integi_allocate_zeroed(run->program->context, history->count_size);
    if (history->counts == NULL)
        return false;
    for (int64_t row = 0; row < rows->table->rows; row++) {
        if (read_owner(rows, row, &owner, &spell)) {
            history->counts[owner]++;
            total++;
        }
    }
    if (!spells)
        return true;
    history->spell_size = ((size_t)total + 1) * sizeof *history->spells;
    history->spells = integi_allocate(run->program->context, history->spell_size);
    if (history->spells == NULL)
        return false;
    place_spells(rows, history, run->table->rows);
    return true;
}

static bool bind_use(integi_run *run, const integi_history_use *use, uint64_t *const *found,
                     integi_bound_history *history)
{
    const integi_history_table *inner = &run->program->history_tables[use->table];
    const integi_table *table = &run->snapshot->tables[inner->table];
    const integi_table_definition *definition = inner->scope->definition;
    history_rows rows = {.table = table, .found = use->root < 0 ? NULL : found[use->root]};
    if (use->spells && table->rows > 0) {
        rows.start = &table->columns[integi_table_find_column(definition, definition->spell_start)];
        rows.end = &table->columns[integi_table_find_column(definition, definition->spell_end)];
        rows.end_inclusive = definition->spell_end_inclusive;
    }
    return gather(run, &rows, use->spells, history);
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
        if (use->table == table && !bind_use(run, use, found, &run->histories[i]))
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
    integ_context *context = run->program->context;
    for (size_t i = 0; run->histories != NULL && i < run->program->history_use_count; i++) {
        integi_bound_history *history = &run->histories[i];
        integi_release_wiped(context, history->counts, history->counts == NULL ? 0 : history->count_size);
        integi_release_wiped(context, history->spells, history->spells == NULL ? 0 : history->spell_size);
    }
}
