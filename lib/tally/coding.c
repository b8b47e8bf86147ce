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

bool integi_coding_begin_sparse(integi_coding *coding, integi_range range, integ_context *context)
{
    uint64_t span = range.first > range.last ? 0 : (uint64_t)range.last - (uint64_t)range.first;
    if (span < INTEGI_SPARSE_FROM || span >= INTEGI_SPARSE_SPAN_MAXIMUM)
        return true;
    return integi_sparse_init(&coding->sparse, context, range.first, (int64_t)span + 1);
}

/* Whole numbers and dates: by their distance from the smallest, or by their place among those that are there. */
static integ_status make_distances(integi_coding *coding, integi_range range, integi_arena *arena, integ_error *error)
{
    uint64_t span = range.first > range.last ? 0 : (uint64_t)range.last - (uint64_t)range.first;
    coding->first = range.first;
    coding->size = range.first > range.last ? 0 : (int64_t)span + 1;
    if (coding->sparse.seen != NULL) {
        if (!integi_sparse_settle(&coding->sparse, arena->context))
            return integi_out_of_memory(error);
        coding->size = coding->sparse.size;
    }
    if (coding->sparse.seen == NULL ? span >= INTEG_CELLS_MAXIMUM : coding->size >= INTEG_CELLS_MAXIMUM)
        return INTEGI_FAIL(error, NULL, &integi_message_dimension_range, coding->dimension->column);
    return INTEG_STATUS_OK;
}

integ_status integi_coding_make(integi_coding *coding, const integi_program *program, const integi_dimension *dimension,
                                int32_t root, integi_range range, integi_arena *arena, integ_error *error)
{
    *coding = (integi_coding){.dimension = dimension, .root = root, .type = integi_program_root_type(program, root),
                              .sparse = coding->sparse};
    if (coding->type == INTEG_TYPE_DECIMAL)
        coding->decimals = integi_program_root_decimals(program, root);
    if (dimension->edges != NULL) {
        coding->size = dimension->edge_count + 1;
    } else if (coding->type == INTEG_TYPE_BOOLEAN) {
        coding->size = 2;
    } else if (integi_coding_needs_range(program, dimension, root)) {
        return make_distances(coding, range, arena, error);
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

/* The band of a value is the number of edges that it is not below; exact for decimals too. */
static void find_bands(const integi_coding *coding, const integi_result *result, int32_t rows, uint32_t *codes)
{
    memset(codes, 0, (size_t)rows * sizeof *codes);
    for (int64_t band = 0; band < coding->dimension->edge_count; band++) {
        if (coding->type == INTEG_TYPE_NUMBER) {
            double edge = (double)coding->dimension->edges[band];
            for (int32_t i = 0; i < rows; i++)
                codes[i] += result->numbers[i] >= edge;
        } else {
            __int128 edge = (__int128)coding->dimension->edges[band] * integi_power_of_ten(coding->decimals);
            if (edge > INT64_MAX)
                return; /* everything is below this edge and the following */
            int64_t least = edge < INT64_MIN ? INT64_MIN : (int64_t)edge;
            for (int32_t i = 0; i < rows; i++)
                codes[i] += result->integers[i] >= least;
        }
    }
}

/* What an unknown value's place holds is no distance. */
static void find_sparse(const integi_coding *coding, const integi_result *result, int32_t rows, uint32_t *codes)
{
    for (int32_t i = 0; i < rows; i++) {
        uint64_t distance = (uint64_t)result->integers[i] - (uint64_t)coding->first;
        codes[i] = coding->sparse.codes[distance < (uint64_t)coding->sparse.span ? distance : 0];
    }
}

void integi_coding_codes(const integi_coding *coding, const integi_result *result, int32_t rows, uint32_t *codes)
{
    if (coding->dimension->edges != NULL)
        find_bands(coding, result, rows, codes);
    else if (coding->sparse.seen != NULL)
        find_sparse(coding, result, rows, codes);
    else
        for (int32_t i = 0; i < rows; i++)
            codes[i] = (uint32_t)((uint64_t)result->integers[i] - (uint64_t)coding->first);
    for (size_t w = 0; w < integi_bitset_words(rows); w++) {
        uint64_t valid = w + 1 == integi_bitset_words(rows) ? integi_bitset_last_mask(rows) : ~UINT64_C(0);
        for (uint64_t left = ~result->known[w] & valid; left != 0; left &= left - 1)
            codes[w * 64 + (size_t)__builtin_ctzll(left)] = (uint32_t)coding->size;
    }
}

int64_t integi_coding_rank(const integi_coding *coding, int64_t code)
{
    return coding->ranks == NULL || code == coding->size ? code : coding->ranks[code];
}

static void write_day(int64_t day, integi_buffer *text)
{
    char date[11];
    integ_date_to_text((integ_date)day, date);
    integi_buffer_text(text, date);
}

static void write_edge(const integi_coding *coding, int64_t edge, integi_buffer *text)
{
    if (coding->type == INTEG_TYPE_DATE)
        write_day(edge, text);
    else
        integi_buffer_integer(text, edge);
}

static void write_band(const integi_coding *coding, int64_t band, integi_buffer *text)
{
    const int64_t *edges = coding->dimension->edges;
    int64_t count = coding->dimension->edge_count;
    if (band == 0) {
        integi_buffer_byte(text, '<');
        write_edge(coding, edges[0], text);
        return;
    }
    write_edge(coding, edges[band - 1], text);
    if (band == count) {
        integi_buffer_byte(text, '+');
        return;
    }
    bool date = coding->type == INTEG_TYPE_DATE, whole = date || coding->type == INTEG_TYPE_INTEGER;
    integi_buffer_text(text, date ? "/" : whole ? "-" : "-<");
    write_edge(coding, whole ? edges[band] - 1 : edges[band], text);
}

static void write_value(const integi_coding *coding, int64_t code, integi_buffer *text)
{
    if (coding->sparse.seen != NULL)
        code = coding->sparse.distances[code];
    if (coding->type == INTEG_TYPE_BOOLEAN) {
        integi_buffer_text(text, code == 0 ? "false" : "true");
    } else if (coding->type == INTEG_TYPE_DATE) {
        write_day(coding->first + code, text);
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
