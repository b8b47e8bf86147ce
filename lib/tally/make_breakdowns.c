/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/count.h"

#include "tally/labels.h"
#include "tally/messages.h"

#include <string.h>

/* Columns of whole numbers are coded by their distance from the smallest, so that is looked for first. */
typedef struct range_search {
    const integi_counting *counting;
    integi_range *ranges; /* threads * breakdowns * INTEG_DIMENSIONS_MAXIMUM */
    bool *roots;          /* those that have to be looked at */
} range_search;

static integi_range *range_at(const range_search *search, int32_t thread, size_t breakdown, int64_t dimension)
{
    size_t of_thread = (size_t)thread * search->counting->breakdown_count;
    return &search->ranges[(of_thread + breakdown) * INTEG_DIMENSIONS_MAXIMUM + (size_t)dimension];
}

static void widen(integi_range *range, const integi_result *result, int32_t rows)
{
    for (size_t word = 0; word < integi_bitset_words(rows); word++)
        for (uint64_t left = result->known[word]; left != 0; left &= left - 1) {
            int64_t value = result->integers[word * 64 + (size_t)__builtin_ctzll(left)];
            range->first = value < range->first ? value : range->first;
            range->last = value > range->last ? value : range->last;
        }
}

static void find_ranges_in_chunk(const integi_chunk *chunk, void *userdata)
{
    const range_search *search = userdata;
    for (size_t i = 0; i < search->counting->breakdown_count; i++) {
        const integi_breakdown *breakdown = &search->counting->breakdowns[i];
        for (int64_t d = 0; d < breakdown->dimension_count; d++)
            if (search->roots[breakdown->roots[d]])
                widen(range_at(search, chunk->thread, i, d), &chunk->results[breakdown->roots[d]], chunk->rows);
    }
}

/* Marks the roots whose range is needed; false when there are none. */
static bool mark_roots(const range_search *search, const integi_program *program)
{
    bool any = false;
    for (size_t i = 0; i < search->counting->breakdown_count; i++) {
        const integi_breakdown *breakdown = &search->counting->breakdowns[i];
        for (int64_t d = 0; d < breakdown->dimension_count; d++) {
            bool needed = integi_coding_needs_range(program, &breakdown->by->items[d], breakdown->roots[d]);
            search->roots[breakdown->roots[d]] |= needed;
            any = any || needed;
        }
    }
    return any;
}

static integ_status find_ranges(range_search *search, const integ_snapshot *snapshot, const integi_part *part,
                                integ_error *error)
{
    const integi_counting *counting = search->counting;
    const integi_program *program = part->evaluation.program;
    size_t of_thread = counting->breakdown_count * INTEG_DIMENSIONS_MAXIMUM;
    for (size_t i = 0; i < of_thread * (size_t)counting->threads; i++)
        search->ranges[i] = (integi_range){INT64_MAX, INT64_MIN};
    if (!mark_roots(search, program))
        return INTEG_STATUS_OK;
    integ_status status = integi_program_run_some(program, search->roots, snapshot, part->table, counting->threads,
                                                  find_ranges_in_chunk, search, error);
    for (size_t i = of_thread; i < of_thread * (size_t)counting->threads; i++) {
        integi_range *into = &search->ranges[i % of_thread];
        into->first = search->ranges[i].first < into->first ? search->ranges[i].first : into->first;
        into->last = search->ranges[i].last > into->last ? search->ranges[i].last : into->last;
    }
    return status;
}

static void mark_values_in_chunk(const integi_chunk *chunk, void *userdata)
{
    const range_search *search = userdata;
    for (size_t i = 0; i < search->counting->breakdown_count; i++) {
        integi_breakdown *breakdown = &search->counting->breakdowns[i];
        for (int64_t d = 0; d < breakdown->dimension_count; d++)
            if (breakdown->codings[d].sparse.seen != NULL)
                integi_sparse_mark(&breakdown->codings[d].sparse, &chunk->results[breakdown->roots[d]], chunk->rows);
    }
}

/* Where values may lie far apart, another look at them finds those that are there. */
static integ_status find_values(range_search *search, const integ_snapshot *snapshot, const integi_part *part,
                                integ_error *error)
{
    const integi_counting *counting = search->counting;
    const integi_program *program = part->evaluation.program;
    bool any = false;
    memset(search->roots, 0, (size_t)integi_program_root_count(program) * sizeof *search->roots);
    for (size_t i = 0; i < counting->breakdown_count; i++) {
        integi_breakdown *breakdown = &counting->breakdowns[i];
        for (int64_t d = 0; d < breakdown->dimension_count; d++) {
            integi_coding *coding = &breakdown->codings[d];
            if (!integi_coding_needs_range(program, &breakdown->by->items[d], breakdown->roots[d]))
                continue;
            if (!integi_coding_begin_sparse(coding, *range_at(search, 0, i, d), counting->context))
                return integi_out_of_memory(error);
            search->roots[breakdown->roots[d]] |= coding->sparse.seen != NULL;
            any = any || coding->sparse.seen != NULL;
        }
    }
    if (!any)
        return INTEG_STATUS_OK;
    return integi_program_run_some(program, search->roots, snapshot, part->table, counting->threads,
                                   mark_values_in_chunk, search, error);
}

/* The breakdown of a query: one that an earlier query has too, or a new one. */
integi_breakdown *integi_share_breakdown(integi_counting *counting, const integi_query *query)
{
    for (size_t i = 0; i < counting->breakdown_count; i++)
        if (integi_breakdown_same(counting->breakdowns[i].by, query->by))
            return &counting->breakdowns[i];
    integi_breakdown *added = &counting->breakdowns[counting->breakdown_count++];
    added->by = query->by;
    added->roots = query->dimension_roots;
    added->dimension_count = query->by->count;
    return added;
}

static integ_status make_breakdown(const integi_counting *counting, const range_search *search, size_t at,
                                   const integi_program *program, integi_arena *arena, integ_error *error)
{
    integi_breakdown *breakdown = &counting->breakdowns[at];
    size_t room = (size_t)counting->threads * INTEGI_CHUNK_ROWS;
    breakdown->cell_count = 1;
    for (int64_t d = 0; d < breakdown->dimension_count; d++) {
        integ_status status =
            integi_coding_make(&breakdown->codings[d], program, &breakdown->by->items[d], breakdown->roots[d],
                               *range_at(search, 0, at, d), arena, error);
        if (status != INTEG_STATUS_OK)
            return status;
        breakdown->cell_count *= breakdown->codings[d].size + 1;
        if (breakdown->cell_count > INTEG_CELLS_MAXIMUM)
            return INTEGI_FAIL(error, NULL, &integi_message_tally_cells,
                               integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEG_CELLS_MAXIMUM));
    }
    breakdown->cells = integi_allocate_array(counting->context, room, sizeof *breakdown->cells);
    breakdown->codes = integi_allocate_array(counting->context, room, sizeof *breakdown->codes);
    breakdown->lookups =
        integi_allocate_array(counting->context, (size_t)counting->threads, sizeof *breakdown->lookups);
    bool failed = !integi_labels_make(breakdown, arena) || breakdown->cells == NULL || breakdown->codes == NULL ||
                  breakdown->lookups == NULL;
    return failed ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

integ_status integi_make_breakdowns(const integi_counting *counting, const integ_snapshot *snapshot,
                                    const integi_part *part, integi_arena *arena, integ_error *error)
{
    const integi_program *program = part->evaluation.program;
    size_t size =
        (size_t)counting->threads * counting->breakdown_count * INTEG_DIMENSIONS_MAXIMUM * sizeof(integi_range);
    size_t roots = (size_t)integi_program_root_count(program) * sizeof(bool);
    range_search search = {counting, integi_allocate(counting->context, size),
                           integi_allocate_zeroed(counting->context, roots)};
    integ_status status = INTEG_STATUS_OK;
    if (search.ranges == NULL || search.roots == NULL)
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        status = find_ranges(&search, snapshot, part, error);
    if (status == INTEG_STATUS_OK)
        status = find_values(&search, snapshot, part, error);
    for (size_t i = 0; i < counting->breakdown_count && status == INTEG_STATUS_OK; i++)
        status = make_breakdown(counting, &search, i, program, arena, error);
    integi_release(counting->context, search.ranges, size);
    integi_release(counting->context, search.roots, roots);
    return status;
}

/* Which roots a run has to give: all but the dimensions whose columns are read as they are stored. */
bool *integi_choose_roots(const integi_counting *counting, const integi_part *part, const integ_snapshot *snapshot)
{
    const integi_program *program = part->evaluation.program;
    const integi_table *table = &snapshot->tables[part->table];
    size_t count = (size_t)integi_program_root_count(program);
    bool *roots = integi_allocate(counting->context, count * sizeof *roots);
    if (roots == NULL)
        return NULL;
    memset(roots, 1, count * sizeof *roots);
    for (size_t i = 0; i < counting->breakdown_count; i++) {
        integi_breakdown *breakdown = &counting->breakdowns[i];
        for (int64_t d = 0; d < breakdown->dimension_count; d++) {
            int32_t column = integi_program_root_column(program, breakdown->roots[d]);
            const integi_column *stored = column < 0 || table->rows == 0 ? NULL : &table->columns[column];
            if (stored != NULL && integi_coding_reads_column(stored))
                breakdown->columns[d] = stored;
        }
    }
    for (size_t i = 0; i < counting->count; i++) {
        const integi_count *counted = &counting->counts[i];
        for (int64_t d = 0; counted->breakdown != NULL && d < counted->breakdown->dimension_count; d++)
            roots[counted->query->dimension_roots[d]] = counted->breakdown->columns[d] == NULL &&
                                                        counted->breakdown->roots == counted->query->dimension_roots;
    }
    return roots;
}
