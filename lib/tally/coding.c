/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/coding.h"

#include "base/buffer.h"
#include "base/decimal.h"
#include "tally/messages.h"

#include <stdlib.h>
#include <string.h>

/* An entry of a dictionary on its way to its rank. */
typedef struct entry {
    const char *text;
    size_t length;
    int64_t index;
} entry;

static int compare_entries(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    int order = memcmp(a->text, b->text, a->length < b->length ? a->length : b->length);
    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static bool rank_dictionary(integi_coding *coding, integi_arena *arena)
{
    entry *entries = integi_allocate_array(arena->context, (size_t)coding->size, sizeof *entries);
    coding->ranks = integi_arena_allocate(arena, (size_t)coding->size * sizeof *coding->ranks);
    if (entries == NULL || coding->ranks == NULL) {
        integi_release(arena->context, entries, (size_t)coding->size * sizeof *entries);
        return false;
    }
    for (int64_t i = 0; i < coding->size; i++) {
        entries[i].text = integi_dictionary_text(coding->dictionary, i, &entries[i].length);
        entries[i].index = i;
    }
    qsort(entries, (size_t)coding->size, sizeof *entries, compare_entries);
    for (int64_t i = 0; i < coding->size; i++)
        coding->ranks[entries[i].index] = i;
    integi_release(arena->context, entries, (size_t)coding->size * sizeof *entries);
    return true;
}

bool integi_coding_needs_range(const integi_program *program, const integi_dimension *dimension, int32_t root)
{
    int32_t type = integi_program_root_type(program, root);
    return dimension->edges == NULL && (type == INTEG_TYPE_INTEGER || type == INTEG_TYPE_DATE);
}

integ_status integi_coding_make(integi_coding *coding, const integi_program *program, const integi_dimension *dimension,
                                int32_t root, integi_range range, integi_arena *arena, integ_error *error)
{
    *coding = (integi_coding){.dimension = dimension, .root = root, .type = integi_program_root_type(program, root)};
    if (coding->type == INTEG_TYPE_DECIMAL)
        coding->decimals = integi_program_root_decimals(program, root);
    if (dimension->edges != NULL) {
        coding->size = dimension->edge_count + 1;
    } else if (coding->type == INTEG_TYPE_BOOLEAN) {
        coding->size = 2;
    } else if (integi_coding_needs_range(program, dimension, root)) {
        uint64_t span = range.first > range.last ? 0 : (uint64_t)range.last - (uint64_t)range.first;
        if (span >= INTEG_CELLS_MAXIMUM)
            return INTEGI_FAIL(error, NULL, &integi_message_dimension_range, dimension->column);
        coding->first = range.first;
        coding->size = range.first > range.last ? 0 : (int64_t)span + 1;
    } else {
        coding->dictionary = integi_program_root_dictionary(program, root);
        coding->size = integi_dictionary_size(coding->dictionary);
        if (coding->size >= INTEG_CELLS_MAXIMUM)
            return INTEGI_FAIL(error, NULL, &integi_message_dimension_range, dimension->column);
        if (!rank_dictionary(coding, arena))
            return integi_out_of_memory(error);
    }
    return INTEG_STATUS_OK;
}

/* Whether a value lies below an edge; exact for decimals too. */
static bool below(const integi_coding *coding, const integi_result *result, int32_t row, int64_t edge)
{
    if (coding->type == INTEG_TYPE_NUMBER)
        return result->numbers[row] < (double)edge;
    return result->integers[row] < (__int128)edge * integi_power_of_ten(coding->decimals);
}

static int64_t band_of(const integi_coding *coding, const integi_result *result, int32_t row)
{
    int64_t band = 0;
    while (band < coding->dimension->edge_count && !below(coding, result, row, coding->dimension->edges[band]))
        band++;
    return band;
}

int64_t integi_coding_code(const integi_coding *coding, const integi_result *result, int32_t row)
{
    if ((result->known[row / 64] >> (row % 64) & 1) == 0)
        return coding->size;
    if (coding->dimension->edges != NULL)
        return band_of(coding, result, row);
    return result->integers[row] - coding->first;
}

int64_t integi_coding_rank(const integi_coding *coding, int64_t code)
{
    return coding->ranks == NULL || code == coding->size ? code : coding->ranks[code];
}

static void write_band(const integi_coding *coding, int64_t band, integi_buffer *text)
{
    const int64_t *edges = coding->dimension->edges;
    int64_t count = coding->dimension->edge_count;
    if (band == 0) {
        integi_buffer_byte(text, '<');
        integi_buffer_integer(text, edges[0]);
        return;
    }
    integi_buffer_integer(text, edges[band - 1]);
    if (band == count) {
        integi_buffer_byte(text, '+');
        return;
    }
    bool whole = coding->type == INTEG_TYPE_INTEGER;
    integi_buffer_text(text, whole ? "-" : "-<");
    integi_buffer_integer(text, whole ? edges[band] - 1 : edges[band]);
}

static void write_value(const integi_coding *coding, int64_t code, integi_buffer *text)
{
    if (coding->type == INTEG_TYPE_BOOLEAN) {
        integi_buffer_text(text, code == 0 ? "false" : "true");
    } else if (coding->type == INTEG_TYPE_DATE) {
        char date[11];
        integ_date_to_text((integ_date)(coding->first + code), date);
        integi_buffer_text(text, date);
    } else {
        integi_buffer_integer(text, coding->first + code);
    }
}

const char *integi_coding_label(const integi_coding *coding, int64_t code, integi_arena *arena, bool *failed)
{
    if (code == coding->size)
        return NULL;
    const char *label;
    if (coding->dictionary != NULL) {
        size_t length;
        const char *text = integi_dictionary_text(coding->dictionary, code, &length);
        label = integi_arena_text(arena, text, length);
    } else {
        integi_buffer text;
        integi_buffer_init(&text, arena->context);
        if (coding->dimension->edges != NULL)
            write_band(coding, code, &text);
        else
            write_value(coding, code, &text);
        label = text.failed ? NULL : integi_arena_text(arena, text.bytes, text.length);
        integi_buffer_free(&text);
    }
    *failed = *failed || label == NULL;
    return label;
}
