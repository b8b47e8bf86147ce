/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/parallel.h"
#include "base/words.h"
#include "cohort/cohort.h"
#include "cohort/messages.h"
#include "cohort/pick.h"

/* Copying members out, block by block: first the positions of a block's members, then what the column holds there. */

#define BLOCK_WORDS 64
#define PART_WORDS 4096            /* of one thread's turn, and between two looks at whether to stop */
#define THREADED_MEMBERS (1 << 19) /* fewer are copied before a thread has started */
#define TEXTS_AT_ONCE 512

typedef struct source {
    const integ_cohort *cohort;
    const integi_column *column;         /* NULL: the numbers of the rows */
    const integi_dictionary *dictionary; /* of a column of texts */
    const integi_words *words;           /* the loops for the context's instructions */
} source;

/* Where items are put. */
typedef struct target {
    int64_t *items;
    int64_t count, capacity;
} target;

/* The members from a row to the end of the word before `end`, as many as there is room for. Returns the row to go on
 * with. */
static int64_t copy_words(const source *from, int64_t row, size_t end, target *to)
{
    const uint64_t *words = from->cohort->truth.words;
    uint32_t positions[BLOCK_WORDS * 64 + INTEGI_POSITIONS_SLACK];
    while ((size_t)row / 64 < end && to->count < to->capacity) {
        size_t at = (size_t)row / 64, count = end - at < BLOCK_WORDS ? end - at : BLOCK_WORDS;
        int64_t first_row = (int64_t)at * 64;
        uint64_t rest = words[at] & ~UINT64_C(0) << (row % 64); /* of a word that was begun before */
        if (row % 64 != 0)
            count = 1;
        size_t found = from->words->positions(row % 64 != 0 ? &rest : words + at, count, positions);
        size_t room = (size_t)(to->capacity - to->count), taken = found < room ? found : room;
        integi_pick_items(from->column, first_row, positions, taken, to->items + to->count);
        to->count += (int64_t)taken;
        row = taken < found ? first_row + positions[taken] : first_row + (int64_t)count * 64;
    }
    return row;
}

static size_t word_count(const source *from)
{
    return integi_bitset_words(from->cohort->truth.rows);
}

static size_t end_of_part(const source *from, size_t part)
{
    size_t words = word_count(from);
    return words / PART_WORDS <= part ? words : (part + 1) * PART_WORDS;
}

/* In one thread. Hears after each part whether to stop. */
static integ_status copy_alone(const source *from, int64_t *row, target *to, integ_error *error)
{
    integ_context *context = integi_register_context(from->cohort->owner);
    int64_t words = (int64_t)word_count(from);
    while (*row / 64 < words && to->count < to->capacity) {
        size_t end = end_of_part(from, (size_t)*row / 64 / PART_WORDS);
        *row = copy_words(from, *row, end, to);
        if ((int64_t)end < words && to->count < to->capacity && !integi_progress(context, "copy", (int64_t)end, words))
            return integi_cancelled(error);
    }
    return INTEG_STATUS_OK;
}

/* Parts that many threads copy, each to where the members before it end. */
typedef struct team {
    const source *from;
    target to;
    int64_t row;     /* to begin with, in the first part */
    size_t first;    /* the number of the first part */
    int64_t *starts; /* where each part's items begin, and where the last one's end */
} team;

static integ_status copy_part(int64_t item, int32_t thread, void *userdata)
{
    (void)thread;
    const team *work = userdata;
    size_t part = work->first + (size_t)item;
    target to = {work->to.items, work->starts[item], work->starts[item + 1]};
    int64_t row = item == 0 ? work->row : (int64_t)(part * PART_WORDS * 64);
    copy_words(work->from, row, end_of_part(work->from, part), &to);
    return INTEG_STATUS_OK;
}

/* Fills in where the parts begin. Returns how many of them there is room for. */
static int64_t place_parts(team *work, int64_t parts)
{
    const uint64_t *words = work->from->cohort->truth.words;
    size_t at = (size_t)work->row / 64;
    uint64_t passed = words[at] & ~(~UINT64_C(0) << (work->row % 64)); /* bits of rows before the first */
    int64_t start = -work->from->words->count(&passed, 1);
    for (int64_t i = 0; i < parts; i++) {
        size_t end = end_of_part(work->from, work->first + (size_t)i);
        work->starts[i] = start < 0 ? 0 : start;
        start += work->from->words->count(words + at, end - at);
        if (start > work->to.capacity)
            return i;
        at = end;
    }
    work->starts[parts] = start;
    return parts;
}

/* Copies the parts that fit wholly; what is left is little. */
static integ_status copy_together(const source *from, int64_t *row, target *to, int32_t threads, integ_error *error)
{
    integ_context *context = integi_register_context(from->cohort->owner);
    team work = {.from = from, .to = *to, .row = *row, .first = (size_t)*row / 64 / PART_WORDS};
    int64_t parts = (int64_t)((word_count(from) + PART_WORDS - 1) / PART_WORDS - work.first);
    size_t size = ((size_t)parts + 1) * sizeof *work.starts;
    work.starts = integi_allocate(context, size);
    if (work.starts == NULL)
        return integi_out_of_memory(error);
    int64_t fitting = place_parts(&work, parts);
    integ_status status = integi_parallel(context, threads, fitting, "copy", copy_part, &work);
    if (status == INTEG_STATUS_OK && fitting > 0) {
        to->count = work.starts[fitting];
        *row = (int64_t)end_of_part(from, work.first + (size_t)fitting - 1) * 64;
    }
    integi_release(context, work.starts, size);
    if (status == INTEG_STATUS_CANCELLED)
        return integi_cancelled(error);
    return status == INTEG_STATUS_OK ? status : integi_out_of_memory(error);
}

static integ_status copy(const source *from, int64_t *position, target *to, integ_error *error)
{
    int64_t row = *position, rows = from->cohort->truth.rows;
    int32_t threads = integ_context_threads(integi_register_context(from->cohort->owner));
    integ_status status = INTEG_STATUS_OK;
    if (row < rows && threads > 1 && to->capacity >= THREADED_MEMBERS && rows - row >= THREADED_MEMBERS)
        status = copy_together(from, &row, to, threads, error);
    if (status == INTEG_STATUS_OK)
        status = copy_alone(from, &row, to, error);
    if (status == INTEG_STATUS_OK)
        *position = row < rows ? row : rows;
    return status;
}

/* What all copying is asked: whether it may be done, and in order. */
static integ_status begin(const integ_cohort *cohort, const int64_t *position, const void *items, int64_t capacity,
                          int64_t *count, source *from, integ_error *error)
{
    if (count == NULL)
        return integi_invalid_argument(error, "count");
    *count = 0;
    if (cohort == NULL || position == NULL || items == NULL)
        return integi_invalid_argument(error, "cohort, position, items");
    if (integ_register_purpose(cohort->owner) != INTEG_PURPOSE_CASEWORK)
        return INTEGI_FAIL(error, NULL, &integi_message_cohort_refused);
    if (*position < 0 || capacity < 1)
        return integi_invalid_argument(error, *position < 0 ? "position" : "capacity");
    *from = (source){.cohort = cohort, .words = integi_words_of(integi_register_context(cohort->owner))};
    return INTEG_STATUS_OK;
}

/* The key's column, when it is of the kind that is asked for. */
static integ_status find_key(const integ_cohort *cohort, bool texts, source *out, integ_error *error)
{
    const integi_table *table = &cohort->snapshot->tables[cohort->table];
    const integi_table_definition *definition = integi_register_table(cohort->owner, cohort->table);
    if (definition->key == NULL)
        return INTEGI_FAIL(error, NULL, &integi_message_cohort_no_key, definition->name);
    int64_t index = integi_table_find_column(definition, definition->key);
    const integi_column_definition *key = &definition->columns[index];
    if ((key->dictionary != NULL) != texts)
        return INTEGI_FAIL(error, NULL, &integi_message_cohort_key_type, key->name, integ_type_name(key->type));
    out->column = &table->columns[index];
    out->dictionary = key->dictionary;
    return INTEG_STATUS_OK;
}

integ_status integ_cohort_copy_rows(const integ_cohort *cohort, int64_t *position, int64_t *rows, int64_t capacity,
                                    int64_t *count, integ_error *error)
{
    source from;
    integ_status status = begin(cohort, position, rows, capacity, count, &from, error);
    if (status != INTEG_STATUS_OK)
        return status;
    target to = {rows, 0, capacity};
    status = copy(&from, position, &to, error);
    *count = status == INTEG_STATUS_OK ? to.count : 0;
    return status;
}

integ_status integ_cohort_copy_keys(const integ_cohort *cohort, int64_t *position, int64_t *keys, int64_t capacity,
                                    int64_t *count, integ_error *error)
{
    source from;
    target to = {keys, 0, capacity};
    integ_status status = begin(cohort, position, keys, capacity, count, &from, error);
    if (status == INTEG_STATUS_OK)
        status = find_key(cohort, false, &from, error);
    if (status == INTEG_STATUS_OK)
        status = copy(&from, position, &to, error);
    if (status == INTEG_STATUS_OK)
        *count = to.count;
    return status;
}

integ_status integ_cohort_copy_key_texts(const integ_cohort *cohort, int64_t *position, const char **keys,
                                         int64_t capacity, int64_t *count, integ_error *error)
{
    source from;
    integ_status status = begin(cohort, position, keys, capacity, count, &from, error);
    if (status == INTEG_STATUS_OK)
        status = find_key(cohort, true, &from, error);
    if (status != INTEG_STATUS_OK)
        return status;
    int64_t numbers[TEXTS_AT_ONCE], row = *position, copied = 0;
    target to;
    do {
        to = (target){numbers, 0, capacity - copied < TEXTS_AT_ONCE ? capacity - copied : TEXTS_AT_ONCE};
        row = copy_words(&from, row, word_count(&from), &to);
        size_t length;
        for (int64_t i = 0; i < to.count; i++)
            keys[copied++] = integi_dictionary_text(from.dictionary, numbers[i], &length);
    } while (to.count == to.capacity && copied < capacity);
    integi_wipe(numbers, sizeof numbers);
    *position = row < cohort->truth.rows ? row : cohort->truth.rows;
    *count = copied;
    return status;
}
