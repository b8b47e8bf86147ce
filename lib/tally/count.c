/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/count.h"

#include <string.h>

size_t integi_positions_per_thread(void)
{
    return INTEGI_CHUNK_ROWS + INTEGI_POSITIONS_SLACK;
}

/* The root whose rows a quantity counts; INTEGI_NO_ROOT: every row. */
static int32_t root_of(const integi_query *query, integi_quantity quantity)
{
    if (quantity == INTEGI_QUANTITY_UNKNOWN)
        return query->unknown_root;
    if (quantity == INTEGI_QUANTITY_ROWS || query->true_root == INTEGI_NO_ROOT)
        return query->of_root;
    return query->true_root;
}

static bool is_counted(const integi_query *query, integi_quantity quantity)
{
    switch (quantity) {
    case INTEGI_QUANTITY_ROWS:
        return true;
    case INTEGI_QUANTITY_UNKNOWN:
        return query->unknown_root != INTEGI_NO_ROOT;
    case INTEGI_QUANTITY_TRUTH:
        return query->true_root != INTEGI_NO_ROOT;
    default:
        return query->measure_root != INTEGI_NO_ROOT;
    }
}

/* The place of counters in the table of those that can be shared. */
static integi_counters *find_counters(const integi_counting *counting, const integi_breakdown *breakdown,
                                      int32_t operation)
{
    size_t hash = (size_t)(breakdown - counting->breakdowns) * 31 + (size_t)(uint32_t)operation;
    for (size_t at = hash * UINT64_C(0x9E3779B97F4A7C15) >> 32;; at++) {
        integi_counters *place = &counting->known_counters[at % counting->known_size];
        if (place->counters == NULL || (place->breakdown == breakdown && place->operation == operation))
            return place;
    }
}

static bool make_counters(integi_count *count, const integi_counting *counting, const integi_program *program,
                          integi_quantity quantity)
{
    int32_t root = root_of(count->query, quantity);
    bool may_share = count->breakdown != NULL && quantity != INTEGI_QUANTITY_MEASURED;
    int32_t operation = root == INTEGI_NO_ROOT ? -1 : integi_program_root_operation(program, root);
    integi_counters *place = may_share ? find_counters(counting, count->breakdown, operation) : NULL;
    count->shared[quantity] = may_share && place->counters != NULL;
    if (count->shared[quantity]) {
        count->counters[quantity] = place->counters;
        return true;
    }
    size_t cells = (size_t)counting->threads * (size_t)count->cell_count;
    count->counters[quantity] = integi_allocate_zeroed(counting->context, cells * sizeof(uint32_t));
    if (may_share)
        *place = (integi_counters){count->breakdown, operation, count->counters[quantity]};
    return count->counters[quantity] != NULL;
}

static bool make_squares(integi_count *count, const integi_counting *counting, size_t cells)
{
    if (!count->query->keeps_squares)
        return true;
    if (count->number_sums != NULL)
        count->number_squares = integi_allocate_zeroed(counting->context, cells * sizeof *count->number_squares);
    else
        count->squares = integi_allocate_zeroed(counting->context, cells * sizeof *count->squares);
    return count->number_squares != NULL || count->squares != NULL;
}

bool integi_count_init(integi_count *count, const integi_counting *counting, const integi_program *program)
{
    const integi_query *query = count->query;
    size_t cells = (size_t)counting->threads * (size_t)count->cell_count;
    for (int q = 0; q < INTEGI_QUANTITIES; q++)
        if (is_counted(query, (integi_quantity)q) && !make_counters(count, counting, program, (integi_quantity)q))
            return false;
    count->possible = integi_allocate_zeroed(counting->context, (size_t)counting->threads * sizeof *count->possible);
    if (count->possible == NULL)
        return false;
    if (query->measure_root == INTEGI_NO_ROOT)
        return true;
    if (query->keeps_values && !integi_value_store_init(&count->values, counting->context, counting->rows))
        return false;
    if (query->measure_type == INTEG_TYPE_NUMBER)
        count->number_sums = integi_allocate_zeroed(counting->context, cells * sizeof *count->number_sums);
    else
        count->sums = integi_allocate_zeroed(counting->context, cells * sizeof *count->sums);
    return (count->number_sums != NULL || count->sums != NULL) && make_squares(count, counting, cells);
}

static void release(const integi_counting *counting, void *block, size_t size)
{
    if (block != NULL)
        integi_release_wiped(counting->context, block, size);
}

void integi_count_free(integi_count *count, const integi_counting *counting)
{
    size_t cells = (size_t)counting->threads * (size_t)count->cell_count;
    for (int q = 0; q < INTEGI_QUANTITIES; q++)
        if (!count->shared[q])
            release(counting, count->counters[q], cells * sizeof *count->counters[q]);
    release(counting, count->possible, (size_t)counting->threads * sizeof *count->possible);
    release(counting, count->number_sums, cells * sizeof *count->number_sums);
    release(counting, count->sums, cells * sizeof *count->sums);
    release(counting, count->number_squares, cells * sizeof *count->number_squares);
    release(counting, count->squares, cells * sizeof *count->squares);
    integi_value_store_free(&count->values, counting->context);
}

/* How many rows a root has in a chunk: counted by the run, or here where their words are wanted too. */
typedef struct row_counts {
    int64_t truth, possible;
} row_counts;

static row_counts count_root(const integi_counting *counting, const integi_chunk *chunk, int32_t root)
{
    if (root == INTEGI_NO_ROOT)
        return (row_counts){chunk->rows, chunk->rows};
    const integi_result *result = &chunk->results[root];
    if (result->truth == NULL)
        return (row_counts){result->truth_count, result->possible_count};
    size_t words = integi_bitset_words(chunk->rows);
    return (row_counts){counting->words->count(result->truth, words), counting->words->count(result->possible, words)};
}

static void count_whole(const integi_counting *counting, const integi_count *count, const integi_chunk *chunk)
{
    for (int q = 0; q < INTEGI_QUANTITY_MEASURED; q++)
        if (count->counters[q] != NULL)
            count->counters[q][chunk->thread] +=
                (uint32_t)count_root(counting, chunk, root_of(count->query, (integi_quantity)q)).truth;
    count->possible[chunk->thread] +=
        (uint32_t)count_root(counting, chunk, root_of(count->query, INTEGI_QUANTITY_TRUTH)).possible;
}

/* The words of a quantity's rows: those of its root, or made in `room`. */
static const uint64_t *rows_of(const integi_query *query, const integi_chunk *chunk, integi_quantity quantity,
                               uint64_t *room)
{
    size_t words = integi_bitset_words(chunk->rows);
    int32_t root = root_of(query, quantity);
    bool measured = quantity == INTEGI_QUANTITY_MEASURED;
    if (root != INTEGI_NO_ROOT && !measured)
        return chunk->results[root].truth;
    if (root != INTEGI_NO_ROOT) {
        memcpy(room, chunk->results[root].truth, words * sizeof *room);
    } else {
        memset(room, 0xFF, words * sizeof *room);
        room[words - 1] = integi_bitset_last_mask(chunk->rows);
    }
    for (size_t w = 0; w < words && measured; w++)
        room[w] &= chunk->results[query->measure_root].known[w];
    return room;
}

/* Adds what was measured to the sums of the rows' cells; `where` has no cells where there is only one. */
static void add_sums(const integi_count *count, const integi_chunk *chunk, const integi_cells *where,
                     const uint32_t *positions, size_t position_count)
{
    const integi_result *measure = &chunk->results[count->query->measure_root];
    size_t first = (size_t)chunk->thread * (size_t)count->cell_count;
    for (size_t i = 0; i < position_count; i++) {
        size_t cell = first + (where->cells == NULL ? 0 : where->cells[where->all ? positions[i] : i]);
        if (count->number_sums != NULL)
            count->number_sums[cell] += measure->numbers[positions[i]];
        else
            count->sums[cell] += measure->integers[positions[i]];
    }
}

static void add_squares(const integi_count *count, const integi_chunk *chunk, const integi_cells *where,
                        const uint32_t *positions, size_t position_count)
{
    const integi_result *measure = &chunk->results[count->query->measure_root];
    size_t first = (size_t)chunk->thread * (size_t)count->cell_count;
    for (size_t i = 0; i < position_count; i++) {
        size_t cell = first + (where->cells == NULL ? 0 : where->cells[where->all ? positions[i] : i]);
        if (count->number_squares != NULL)
            count->number_squares[cell] += measure->numbers[positions[i]] * measure->numbers[positions[i]];
        else
            integi_square_sum_add_square(&count->squares[cell], measure->integers[positions[i]]);
    }
}

/* Rows of a chunk, and their cells. */
typedef struct found_rows {
    const uint32_t *positions;
    size_t count;
    integi_cells where;
} found_rows;

static found_rows find_rows(const integi_counting *counting, const integi_count *count, const integi_chunk *chunk,
                            const uint64_t *rows)
{
    uint32_t *positions = counting->positions + (size_t)chunk->thread * integi_positions_per_thread();
    found_rows found = {.positions = positions};
    found.count = counting->words->positions(rows, integi_bitset_words(chunk->rows), positions);
    if (count->breakdown != NULL)
        found.where = integi_breakdown_cells(count->breakdown, chunk, positions, found.count);
    return found;
}

static void count_found(const integi_count *count, const integi_chunk *chunk, integi_quantity quantity,
                        const found_rows *found)
{
    uint32_t *counters = count->counters[quantity] + (size_t)chunk->thread * (size_t)count->cell_count;
    const integi_cells *where = &found->where;
    if (count->breakdown == NULL)
        counters[0] += (uint32_t)found->count;
    else if (where->all)
        for (size_t i = 0; i < found->count; i++)
            counters[where->cells[found->positions[i]]]++;
    else
        for (size_t i = 0; i < found->count; i++)
            counters[where->cells[i]]++;
    if (quantity != INTEGI_QUANTITY_MEASURED)
        return;
    add_sums(count, chunk, where, found->positions, found->count);
    if (count->query->keeps_squares)
        add_squares(count, chunk, where, found->positions, found->count);
    if (count->values.items != NULL)
        integi_value_store_add(&count->values, chunk, &chunk->results[count->query->measure_root], where,
                               found->positions, found->count);
    if (count->amounts != NULL)
        integi_write_amounts(count->amounts, chunk, &chunk->results[count->query->measure_root], found->positions,
                             found->count);
}

/* Whether the rows of a quantity are those that are measured too, which then need not be looked for again. */
static bool are_measured(const integi_query *query, const integi_chunk *chunk, integi_quantity quantity,
                         const uint64_t *rows)
{
    if (query->measure_root == INTEGI_NO_ROOT || quantity == INTEGI_QUANTITY_UNKNOWN ||
        root_of(query, quantity) != root_of(query, INTEGI_QUANTITY_MEASURED))
        return false;
    const uint64_t *known = chunk->results[query->measure_root].known;
    uint64_t missing = 0;
    for (size_t w = 0; w < integi_bitset_words(chunk->rows); w++)
        missing |= rows[w] & ~known[w];
    return missing == 0;
}

static void count_rows(const integi_counting *counting, const integi_count *count, const integi_chunk *chunk)
{
    uint64_t room[INTEGI_CHUNK_ROWS / 64];
    bool measured = false;
    for (int q = count->breakdown == NULL ? INTEGI_QUANTITY_MEASURED : 0; q < INTEGI_QUANTITIES; q++) {
        integi_quantity quantity = (integi_quantity)q;
        if (count->counters[q] == NULL || count->shared[q] || (quantity == INTEGI_QUANTITY_MEASURED && measured))
            continue;
        const uint64_t *rows = rows_of(count->query, chunk, quantity, room);
        found_rows found = find_rows(counting, count, chunk, rows);
        count_found(count, chunk, quantity, &found);
        if (quantity == INTEGI_QUANTITY_MEASURED || measured || !are_measured(count->query, chunk, quantity, rows))
            continue;
        measured = true;
        count_found(count, chunk, INTEGI_QUANTITY_MEASURED, &found);
    }
}

void integi_count_chunk(const integi_chunk *chunk, void *userdata)
{
    const integi_counting *counting = userdata;
    for (size_t i = 0; i < counting->breakdown_count; i++)
        integi_breakdown_begin(&counting->breakdowns[i], chunk);
    for (size_t i = 0; i < counting->count; i++) {
        if (counting->counts[i].breakdown == NULL)
            count_whole(counting, &counting->counts[i], chunk);
        count_rows(counting, &counting->counts[i], chunk);
        if (counting->counts[i].members != NULL)
            integi_members_add(counting->counts[i].members, counting->counts[i].query, counting->counts[i].breakdown,
                               chunk);
    }
}

static int64_t sum_of(const integi_count *count, const integi_counting *counting, integi_quantity quantity,
                      int64_t cell, int64_t otherwise)
{
    int64_t sum = 0;
    if (count->counters[quantity] == NULL)
        return otherwise;
    for (int32_t t = 0; t < counting->threads; t++)
        sum += count->counters[quantity][t * count->cell_count + cell];
    return sum;
}

bool integi_count_has_rows(const integi_count *count, const integi_counting *counting, int64_t cell)
{
    return sum_of(count, counting, INTEGI_QUANTITY_ROWS, cell, 0) > 0;
}

integi_cell integi_count_cell(const integi_count *count, const integi_counting *counting, int64_t cell)
{
    integi_cell result = {.rows = sum_of(count, counting, INTEGI_QUANTITY_ROWS, cell, 0)};
    result.truth = sum_of(count, counting, INTEGI_QUANTITY_TRUTH, cell, result.rows);
    result.measured = sum_of(count, counting, INTEGI_QUANTITY_MEASURED, cell, 0);
    for (int32_t t = 0; t < counting->threads; t++) {
        result.sum += count->sums == NULL ? 0 : count->sums[t * count->cell_count + cell];
        result.number_sum += count->number_sums == NULL ? 0 : count->number_sums[t * count->cell_count + cell];
        if (count->squares != NULL)
            integi_square_sum_add(&result.squares, &count->squares[t * count->cell_count + cell]);
        result.number_squares +=
            count->number_squares == NULL ? 0 : count->number_squares[t * count->cell_count + cell];
        result.undecided += count->possible[t];
    }
    result.undecided = count->breakdown == NULL ? result.undecided - result.truth : 0;
    /* among all rows those are unknown that are undecided */
    result.known = result.rows - sum_of(count, counting, INTEGI_QUANTITY_UNKNOWN, cell,
                                        count->query->of_root == INTEGI_NO_ROOT ? result.undecided : 0);
    if (count->breakdown != NULL) /* whoever may not belong to the group is in no cell */
        result.undecided = result.rows - result.known;
    return result;
}
