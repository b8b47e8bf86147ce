/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/arrow_stream.h"

#include <string.h>

/* Only texts that occur go out: a register's dictionary also has those of other snapshots and of other citizens. */

static void free_words(integi_arrow_words *words)
{
    integ_context *context = words->context;
    if (words->ends != NULL)
        integi_release_wiped(context, words->bytes, (size_t)words->ends[words->count]);
    integi_release(context, words->ends, (size_t)(words->count + 1) * sizeof *words->ends);
    integi_release(context, words->places, words->place_count * sizeof *words->places);
    integi_release(context, words, sizeof *words);
    integ_context_free(context);
}

void integi_arrow_words_free(integi_arrow_words *words)
{
    if (words != NULL && atomic_fetch_sub_explicit(&words->references, 1, memory_order_acq_rel) == 1)
        free_words(words);
}

integi_arrow_words *integi_arrow_words_retain(integi_arrow_words *words)
{
    atomic_fetch_add_explicit(&words->references, 1, memory_order_relaxed);
    return words;
}

/* Gives a place to every text that a row has, in the order of their numbers. */
static void find_places(integi_arrow_words *words, const integi_arrow_source *source, int64_t column,
                        int64_t batch_rows, integi_arrow_cells *cells)
{
    memset(words->places, -1, words->place_count * sizeof *words->places);
    for (int64_t row = 0; row < source->rows; row += batch_rows) {
        int64_t rows = source->rows - row < batch_rows ? source->rows - row : batch_rows;
        source->read(source->userdata, column, row, rows, cells);
        for (int64_t i = 0; i < rows; i++)
            if (cells->known[i])
                words->places[cells->wholes[i]] = 0;
    }
    for (size_t i = 0; i < words->place_count; i++)
        if (words->places[i] == 0)
            words->places[i] = (int32_t)words->count++;
}

static bool copy_texts(integi_arrow_words *words, const integi_arrow_source *source, int64_t column)
{
    int64_t at = 0;
    size_t length;
    words->ends = integi_allocate_array(words->context, (size_t)words->count + 1, sizeof *words->ends);
    if (words->ends == NULL)
        return false;
    words->ends[0] = words->ends[words->count] = 0;
    for (size_t i = 0; i < words->place_count; i++)
        if (words->places[i] >= 0) {
            source->text(source->userdata, column, (int64_t)i, &length);
            words->ends[words->places[i] + 1] = at += (int64_t)length;
        }
    words->bytes = integi_allocate(words->context, (size_t)at);
    if (words->bytes == NULL)
        return false;
    for (size_t i = 0; i < words->place_count; i++)
        if (words->places[i] >= 0) {
            const char *text = source->text(source->userdata, column, (int64_t)i, &length);
            memcpy(words->bytes + words->ends[words->places[i]], text, length);
        }
    return true;
}

integi_arrow_words *integi_arrow_words_new(const integi_arrow_source *source, int64_t column, int64_t batch_rows,
                                           integi_arrow_cells *cells)
{
    integi_arrow_words *words = integi_allocate_zeroed(source->context, sizeof *words);
    if (words == NULL)
        return NULL;
    words->context = integi_context_retain(source->context);
    atomic_init(&words->references, 1);
    words->place_count = (size_t)source->text_count(source->userdata, column);
    words->places = integi_allocate_array(source->context, words->place_count, sizeof *words->places);
    if (words->places != NULL) {
        find_places(words, source, column, batch_rows, cells);
        if (copy_texts(words, source, column))
            return words;
    }
    free_words(words);
    return NULL;
}
