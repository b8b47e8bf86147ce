/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/bitset.h"
#include "base/words.h"
#include "cohort/overlap.h"

#include <string.h>

typedef struct keeping {
    integi_overlap_rows *into;
    const int32_t *roots;
} keeping;

/* Where each thread writes the words of its own chunks, so that they never meet. */
static void keep_chunk(const integi_chunk *chunk, void *userdata)
{
    const keeping *work = userdata;
    integi_overlap_rows *rows = work->into;
    for (int64_t i = 0; i < rows->overlap->groups; i++)
        memcpy(rows->sets + (size_t)i * rows->words + (size_t)chunk->first_row / 64,
               chunk->results[work->roots[i]].truth, integi_bitset_words(chunk->rows) * sizeof *rows->sets);
}

static integ_status run(integi_overlap_rows *rows, integ_error *error)
{
    const integ_overlap *overlap = rows->overlap;
    integi_evaluation evaluation = {0};
    size_t size = (size_t)overlap->groups * sizeof(int32_t);
    int32_t *roots = integi_allocate(overlap->context, size);
    if (roots == NULL)
        return integi_out_of_memory(error);
    keeping work = {rows, roots};
    integ_status status = integi_overlap_evaluate(overlap, &evaluation, roots, error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_run(evaluation.program, overlap->snapshot, overlap->table,
                                    integi_program_threads(evaluation.program, rows->rows), keep_chunk, &work, error);
    integi_evaluation_close(&evaluation);
    integi_release(overlap->context, roots, size);
    return status;
}

static size_t set_bytes(const integi_overlap_rows *rows)
{
    return ((size_t)rows->overlap->groups * rows->words + 1) * sizeof *rows->sets;
}

integ_status integi_overlap_rows_open(integi_overlap_rows *rows, const integ_overlap *overlap, integ_error *error)
{
    int64_t count = overlap->snapshot->tables[overlap->table].rows;
    *rows = (integi_overlap_rows){.overlap = overlap, .rows = count, .words = integi_bitset_words(count)};
    rows->sets = integi_allocate_zeroed(overlap->context, set_bytes(rows));
    return rows->sets == NULL ? integi_out_of_memory(error) : run(rows, error);
}

void integi_overlap_rows_close(integi_overlap_rows *rows)
{
    if (rows->sets != NULL)
        integi_release_wiped(rows->overlap->context, rows->sets, set_bytes(rows));
    rows->sets = NULL;
}

void integi_overlap_rows_of_pair(const integi_overlap_rows *rows, int64_t first, int64_t second, uint64_t *out)
{
    const uint64_t *both[] = {rows->sets + (size_t)first * rows->words, rows->sets + (size_t)second * rows->words};
    integi_words_of(rows->overlap->context)->join_all(both, 2, rows->words, out);
}

void integi_overlap_rows_of_pattern(const integi_overlap_rows *rows, uint64_t groups, uint64_t *out)
{
    const integi_words *words = integi_words_of(rows->overlap->context);
    const uint64_t *in[INTEGI_PATTERN_GROUPS];
    size_t count = 0;
    for (int64_t i = 0; i < rows->overlap->groups; i++)
        if (groups >> i & 1)
            in[count++] = rows->sets + (size_t)i * rows->words;
    words->join_all(in, count, rows->words, out);
    for (int64_t i = 0; i < rows->overlap->groups; i++)
        if (!(groups >> i & 1))
            words->leave_out(out, rows->sets + (size_t)i * rows->words, rows->words, out);
}
