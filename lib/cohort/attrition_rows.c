/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/bitset.h"
#include "cohort/attrition.h"

#include <string.h>

/* Where each thread writes the words of its own chunks, so that they never meet. */
static void keep_chunk(const integi_chunk *chunk, void *userdata)
{
    const integi_attrition_rows *self = userdata;
    const integ_attrition *attrition = self->attrition;
    size_t first = (size_t)chunk->first_row / 64, words = integi_bitset_words(chunk->rows);
    for (size_t i = 0; i < attrition->conditions->count; i++) {
        const integi_result *result = &chunk->results[attrition->conditions->items[attrition->steps[i].condition].root];
        memcpy(self->truth + i * self->words + first, result->truth, words * sizeof *self->truth);
        memcpy(self->possible + i * self->words + first, result->possible, words * sizeof *self->possible);
    }
}

static void fill_all(uint64_t *set, int64_t rows)
{
    size_t words = integi_bitset_words(rows);
    memset(set, 0xFF, words * sizeof *set);
    if (words > 0)
        set[words - 1] = integi_bitset_last_mask(rows);
}

/* What follows from the conditions: who is left after each, and who misses only one. */
static void derive(const integi_attrition_rows *self)
{
    const integ_attrition *attrition = self->attrition;
    uint64_t *again = self->once + self->words; /* missed at least twice */
    for (size_t i = 0; i < attrition->conditions->count; i++)
        for (size_t k = 0; k < self->words; k++) {
            uint64_t truth = self->truth[i * self->words + k];
            self->left[i * self->words + k] = i == 0 ? truth : self->left[(i - 1) * self->words + k] & truth;
            again[k] |= self->once[k] & ~truth;
            self->once[k] |= ~truth;
        }
    for (size_t k = 0; k < self->words; k++)
        self->once[k] &= ~again[k];
    if (self->words > 0)
        self->once[self->words - 1] &= integi_bitset_last_mask(attrition->rows);
}

static size_t memory_words(const integi_attrition_rows *self)
{
    return (3 * self->attrition->conditions->count + 2) * self->words + 1;
}

integ_status integi_attrition_rows_open(integi_attrition_rows *rows, const integ_attrition *attrition,
                                        integ_error *error)
{
    const integi_conditions *conditions = attrition->conditions;
    const integi_program *program = conditions->evaluation.program;
    *rows = (integi_attrition_rows){.attrition = attrition, .words = integi_bitset_words(attrition->rows)};
    size_t sets = conditions->count * rows->words;
    rows->memory = integi_allocate_zeroed(attrition->context, memory_words(rows) * sizeof *rows->memory);
    if (rows->memory == NULL)
        return integi_out_of_memory(error);
    rows->left = rows->memory;
    rows->truth = rows->left + sets;
    rows->possible = rows->truth + sets;
    rows->once = rows->possible + sets;
    integ_status status = INTEG_STATUS_OK;
    if (conditions->count > 0)
        status = integi_program_run(program, conditions->snapshot, conditions->table,
                                    integi_program_threads(program, attrition->rows), keep_chunk, rows, error);
    if (status == INTEG_STATUS_OK)
        derive(rows);
    return status;
}

void integi_attrition_rows_close(integi_attrition_rows *rows)
{
    if (rows->memory != NULL)
        integi_release_wiped(rows->attrition->context, rows->memory, memory_words(rows) * sizeof *rows->memory);
    rows->memory = NULL;
}

static uint64_t word_of(const integi_attrition_rows *rows, size_t step, int32_t figure, size_t word, uint64_t before)
{
    uint64_t truth = rows->truth[step * rows->words + word], possible = rows->possible[step * rows->words + word];
    switch (figure) {
    case INTEG_ATTRITION_ALONE:
        return truth;
    case INTEG_ATTRITION_UNKNOWN:
        return possible & ~truth;
    case INTEG_ATTRITION_LEFT:
        return rows->left[step * rows->words + word];
    case INTEG_ATTRITION_LOST:
        return before & ~truth;
    case INTEG_ATTRITION_NEAR_MISS:
        return rows->once[word] & ~possible;
    default:
        return rows->once[word] & possible & ~truth;
    }
}

void integi_attrition_rows_of(const integi_attrition_rows *rows, int64_t step, int32_t figure, uint64_t *out)
{
    const uint64_t *before = step == 0 ? out : rows->left + (size_t)(step - 1) * rows->words;
    fill_all(out, rows->attrition->rows);
    for (size_t word = 0; word < rows->words; word++)
        out[word] = word_of(rows, (size_t)step, figure, word, before[word]);
}
