/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/count.h"

static uint64_t valid_rows(const integi_chunk *chunk, size_t word)
{
    return word + 1 == integi_bitset_words(chunk->rows) ? integi_bitset_last_mask(chunk->rows) : ~UINT64_C(0);
}

/* What holds for 64 rows of a query. */
typedef struct masks {
    uint64_t rows, known, truth, measured;
} masks;

static masks masks_of(const integi_query *query, const integi_chunk *chunk, size_t word)
{
    masks result;
    result.rows = query->of_root == INTEGI_NO_ROOT ? valid_rows(chunk, word)
                                                   : chunk->results[query->of_root].truth[word];
    result.known = result.truth = result.rows;
    if (query->where_root != INTEGI_NO_ROOT) {
        const integi_result *where = &chunk->results[query->where_root];
        result.known &= where->truth[word] | ~where->possible[word];
        result.truth &= where->truth[word];
    }
    result.measured =
        query->measure_root == INTEGI_NO_ROOT ? 0 : result.truth & chunk->results[query->measure_root].known[word];
    return result;
}

static void add_measure(integi_cell *cell, const integi_query *query, const integi_result *measure, int32_t row)
{
    if (query->measure_type == INTEG_TYPE_NUMBER)
        cell->number_sum += measure->numbers[row];
    else
        cell->sum += measure->integers[row];
}

/* Rows for which the group and the condition together are unknown. */
static uint64_t undecided_of(const integi_query *query, const integi_chunk *chunk, size_t word)
{
    uint64_t truth = valid_rows(chunk, word), possible = truth;
    if (query->of_root != INTEGI_NO_ROOT) {
        truth = chunk->results[query->of_root].truth[word];
        possible = chunk->results[query->of_root].possible[word];
    }
    if (query->where_root != INTEGI_NO_ROOT) {
        truth &= chunk->results[query->where_root].truth[word];
        possible &= chunk->results[query->where_root].possible[word];
    }
    return possible & ~truth;
}

/* Without a breakdown whole words are counted at once. */
static void count_whole(const integi_query *query, const integi_chunk *chunk, integi_cell *cell)
{
    for (size_t word = 0; word < integi_bitset_words(chunk->rows); word++) {
        masks now = masks_of(query, chunk, word);
        cell->rows += __builtin_popcountll(now.rows);
        cell->known += __builtin_popcountll(now.known);
        cell->truth += __builtin_popcountll(now.truth);
        cell->measured += __builtin_popcountll(now.measured);
        cell->undecided += __builtin_popcountll(undecided_of(query, chunk, word));
        for (uint64_t left = now.measured; left != 0; left &= left - 1)
            add_measure(cell, query, &chunk->results[query->measure_root],
                        (int32_t)(word * 64) + __builtin_ctzll(left));
    }
}

static integi_cell *cell_of(const integi_count *count, const integi_chunk *chunk, integi_cell *cells, int32_t row)
{
    int64_t index = 0;
    for (int64_t i = 0; i < count->dimension_count; i++) {
        const integi_coding *coding = &count->codings[i];
        index = index * (coding->size + 1) + integi_coding_code(coding, &chunk->results[coding->root], row);
    }
    return &cells[index];
}

static void count_broken_down(const integi_count *count, const integi_chunk *chunk, integi_cell *cells)
{
    const integi_query *query = count->query;
    for (size_t word = 0; word < integi_bitset_words(chunk->rows); word++) {
        masks now = masks_of(query, chunk, word);
        for (uint64_t left = now.rows; left != 0; left &= left - 1) {
            int bit = __builtin_ctzll(left);
            int32_t row = (int32_t)(word * 64) + bit;
            integi_cell *cell = cell_of(count, chunk, cells, row);
            cell->rows++;
            cell->known += now.known >> bit & 1;
            cell->truth += now.truth >> bit & 1;
            if ((now.measured >> bit & 1) != 0) {
                cell->measured++;
                add_measure(cell, query, &chunk->results[query->measure_root], row);
            }
        }
    }
}

void integi_count_chunk(const integi_chunk *chunk, void *userdata)
{
    const integi_counting *counting = userdata;
    for (size_t i = 0; i < counting->count; i++) {
        const integi_count *count = &counting->counts[i];
        integi_cell *cells = count->cells + chunk->thread * count->cell_count;
        if (count->dimension_count == 0)
            count_whole(count->query, chunk, cells);
        else
            count_broken_down(count, chunk, cells);
    }
}

void integi_count_merge(const integi_counting *counting)
{
    for (size_t i = 0; i < counting->count; i++) {
        const integi_count *count = &counting->counts[i];
        for (int64_t other = count->cell_count; other < count->cell_count * counting->threads; other++) {
            integi_cell *into = &count->cells[other % count->cell_count];
            const integi_cell *from = &count->cells[other];
            into->rows += from->rows;
            into->known += from->known;
            into->truth += from->truth;
            into->measured += from->measured;
            into->undecided += from->undecided;
            into->sum += from->sum;
            into->number_sum += from->number_sum;
        }
    }
}
