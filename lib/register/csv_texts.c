/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv_texts.h"

#include <string.h>

#define FIRST_BITS 6
#define MOST_BITS 16 /* of the slots; texts beyond that are looked up in the dictionary */

static size_t slot_count(const integi_csv_texts *texts)
{
    return (size_t)1 << texts->slot_bits;
}

bool integi_csv_texts_init(integi_csv_texts *texts, integ_context *context)
{
    *texts = (integi_csv_texts){.context = context};
    return integi_csv_texts_clear(texts);
}

void integi_csv_texts_free(integi_csv_texts *texts)
{
    integi_release_wiped(texts->context, texts->narrow, slot_count(texts) * sizeof *texts->narrow);
    integi_release_wiped(texts->context, texts->wide, slot_count(texts) * sizeof *texts->wide);
    integi_dictionary_free(texts->met);
    if (texts->global != NULL)
        integi_release(texts->context, texts->global, texts->global_capacity * sizeof *texts->global);
    texts->narrow = NULL;
    texts->wide = NULL;
    texts->met = NULL;
    texts->global = NULL;
}

bool integi_csv_texts_clear(integi_csv_texts *texts)
{
    integ_context *context = texts->context;
    integi_csv_texts_free(texts);
    *texts = (integi_csv_texts){.context = context, .slot_bits = FIRST_BITS, .global_count = 1, .global_capacity = 64,
                                .same = true, .lowest = INT64_MAX, .highest = INT64_MIN};
    texts->narrow = integi_allocate_zeroed(context, slot_count(texts) * sizeof *texts->narrow);
    texts->met = integi_dictionary_new(context);
    texts->global = integi_allocate_array(context, texts->global_capacity, sizeof *texts->global);
    if (texts->narrow == NULL || texts->met == NULL || texts->global == NULL)
        return false;
    texts->global[0] = 0;
    return true;
}

int64_t integi_csv_texts_add(integi_csv_texts *texts, const char *text, size_t length)
{
    int64_t number = integi_dictionary_add(texts->met, text, length);
    return number < 0 ? -1 : number + 1;
}

/* A text of up to 16 bytes as two words. */
static integi_csv_wide words_of(const char *text, size_t length, uint32_t item)
{
    char bytes[INTEGI_CSV_WIDE_BYTES] = "";
    integi_csv_wide words = {.item = item};
    memcpy(bytes, text, length);
    memcpy(&words.low, bytes, sizeof words.low);
    memcpy(&words.high, bytes + sizeof words.low, sizeof words.high);
    return words;
}

/* The slot that holds the words, or the free one where they belong. */
static size_t narrow_slot_of(const integi_csv_texts *texts, uint64_t word)
{
    size_t slot = integi_csv_narrow_slot(word, texts->slot_bits);
    while (texts->narrow[slot].word != 0 && texts->narrow[slot].word != word)
        slot = (slot + 1) & (slot_count(texts) - 1);
    return slot;
}

static size_t wide_slot_of(const integi_csv_texts *texts, const integi_csv_wide *words)
{
    const integi_csv_wide *wide = texts->wide;
    size_t slot = integi_csv_wide_slot(words->low, words->high, texts->slot_bits);
    while ((wide[slot].low | wide[slot].high) != 0 && (wide[slot].low != words->low || wide[slot].high != words->high))
        slot = (slot + 1) & (slot_count(texts) - 1);
    return slot;
}

int64_t integi_csv_texts_find(const integi_csv_texts *texts, const char *text, size_t length)
{
    if (length > (texts->wide == NULL ? INTEGI_CSV_NARROW_BYTES : INTEGI_CSV_WIDE_BYTES))
        return -1;
    if (length == 0)
        return 0;
    integi_csv_wide words = words_of(text, length, 0);
    if (texts->wide == NULL) {
        const integi_csv_narrow *slot = &texts->narrow[narrow_slot_of(texts, words.low)];
        return slot->word == 0 ? -1 : (int64_t)slot->item;
    }
    const integi_csv_wide *slot = &texts->wide[wide_slot_of(texts, &words)];
    return (slot->low | slot->high) == 0 ? -1 : (int64_t)slot->item;
}

static void put(integi_csv_texts *texts, const integi_csv_wide *words)
{
    if (texts->wide == NULL)
        texts->narrow[narrow_slot_of(texts, words->low)] = (integi_csv_narrow){words->low, words->item};
    else
        texts->wide[wide_slot_of(texts, words)] = *words;
}

/* Moves all texts into other slots: so many, and wide ones where they are wanted. */
static bool move(integi_csv_texts *texts, int32_t bits, bool wide)
{
    integi_csv_texts old = *texts;
    size_t count = (size_t)1 << bits;
    texts->narrow = wide ? NULL : integi_allocate_zeroed(texts->context, count * sizeof *texts->narrow);
    texts->wide = wide ? integi_allocate_zeroed(texts->context, count * sizeof *texts->wide) : NULL;
    texts->slot_bits = bits;
    if (texts->narrow == NULL && texts->wide == NULL) {
        *texts = old;
        return false;
    }
    for (size_t i = 0; i < slot_count(&old); i++) {
        integi_csv_wide words = old.wide == NULL ? (integi_csv_wide){old.narrow[i].word, 0, old.narrow[i].item}
                                                 : old.wide[i];
        if ((words.low | words.high) != 0)
            put(texts, &words);
    }
    integi_release_wiped(texts->context, old.narrow, slot_count(&old) * sizeof *old.narrow);
    integi_release_wiped(texts->context, old.wide, slot_count(&old) * sizeof *old.wide);
    return true;
}

/* The slots are a quarter full at most, so that most texts are found where they are looked for first. */
bool integi_csv_texts_remember(integi_csv_texts *texts, const char *text, size_t length, uint32_t item)
{
    if (length > INTEGI_CSV_WIDE_BYTES)
        return true;
    if (length > INTEGI_CSV_NARROW_BYTES && texts->wide == NULL && !move(texts, texts->slot_bits, true))
        return false;
    if (texts->used >= slot_count(texts) / 4) {
        if (texts->slot_bits >= MOST_BITS)
            return true;
        if (!move(texts, texts->slot_bits + 1, texts->wide != NULL))
            return false;
    }
    integi_csv_wide words = words_of(text, length, item);
    put(texts, &words);
    texts->used++;
    return true;
}

int integi_csv_texts_settle(integi_csv_texts *texts, integi_dictionary *dictionary)
{
    size_t count = (size_t)integi_dictionary_size(texts->met) + 1;
    while (texts->global_count < count) {
        void *global = texts->global;
        if (!integi_grow(texts->context, &global, &texts->global_capacity, texts->global_count, sizeof *texts->global))
            return -1;
        texts->global = global;
        size_t length;
        const char *text = integi_dictionary_text(texts->met, (int64_t)texts->global_count - 1, &length);
        int64_t number = integi_dictionary_add(dictionary, text, length);
        if (number < 0)
            return integi_dictionary_size(dictionary) < INTEGI_DICTIONARY_TEXTS_MAXIMUM ? -1 : 0;
        texts->same = texts->same && number + 1 == (int64_t)texts->global_count;
        texts->global[texts->global_count++] = (uint32_t)number + 1;
        texts->lowest = number < texts->lowest ? number : texts->lowest;
        texts->highest = number > texts->highest ? number : texts->highest;
    }
    return 1;
}
