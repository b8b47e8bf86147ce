/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv_texts.h"

#include <string.h>

#define FIRST_BITS 6
#define MOST_BITS 16 /* of the slots; texts beyond that are looked up in the dictionary */

static size_t slot_bytes(int32_t bits)
{
    return sizeof(integi_csv_slot) << bits;
}

bool integi_csv_texts_init(integi_csv_texts *texts, integ_context *context)
{
    *texts = (integi_csv_texts){.context = context};
    return integi_csv_texts_clear(texts);
}

void integi_csv_texts_free(integi_csv_texts *texts)
{
    if (texts->slots != NULL)
        integi_release_wiped(texts->context, texts->slots, slot_bytes(texts->slot_bits));
    integi_dictionary_free(texts->met);
    if (texts->global != NULL)
        integi_release(texts->context, texts->global, texts->global_capacity * sizeof *texts->global);
    texts->slots = NULL;
    texts->met = NULL;
    texts->global = NULL;
}

bool integi_csv_texts_clear(integi_csv_texts *texts)
{
    integ_context *context = texts->context;
    integi_csv_texts_free(texts);
    *texts = (integi_csv_texts){.context = context, .slot_bits = FIRST_BITS, .global_count = 1, .global_capacity = 64,
                                .lowest = INT64_MAX, .highest = INT64_MIN};
    texts->slots = integi_allocate_zeroed(context, slot_bytes(FIRST_BITS));
    texts->met = integi_dictionary_new(context);
    texts->global = integi_allocate_array(context, texts->global_capacity, sizeof *texts->global);
    if (texts->slots == NULL || texts->met == NULL || texts->global == NULL)
        return false;
    texts->global[0] = 0;
    return true;
}

int64_t integi_csv_texts_add(integi_csv_texts *texts, const char *text, size_t length)
{
    int64_t number = integi_dictionary_add(texts->met, text, length);
    return number < 0 ? -1 : number + 1;
}

static void put(integi_csv_slot *slots, int32_t bits, const integi_csv_slot *new)
{
    size_t mask = ((size_t)1 << bits) - 1, slot = integi_csv_slot_of(new->low, new->high, bits);
    while ((slots[slot].low | slots[slot].high) != 0)
        slot = (slot + 1) & mask;
    slots[slot] = *new;
}

int64_t integi_csv_texts_find(const integi_csv_texts *texts, uint64_t low, uint64_t high)
{
    const integi_csv_slot *slots = texts->slots;
    size_t mask = ((size_t)1 << texts->slot_bits) - 1, slot = integi_csv_slot_of(low, high, texts->slot_bits);
    for (; (slots[slot].low | slots[slot].high) != 0; slot = (slot + 1) & mask)
        if (slots[slot].low == low && slots[slot].high == high)
            return slots[slot].item;
    return -1;
}

static bool grow(integi_csv_texts *texts)
{
    int32_t bits = texts->slot_bits + 1;
    integi_csv_slot *slots = integi_allocate_zeroed(texts->context, slot_bytes(bits));
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < (size_t)1 << texts->slot_bits; i++)
        if ((texts->slots[i].low | texts->slots[i].high) != 0)
            put(slots, bits, &texts->slots[i]);
    integi_release_wiped(texts->context, texts->slots, slot_bytes(texts->slot_bits));
    texts->slots = slots;
    texts->slot_bits = bits;
    return true;
}

/* A quarter full at most, so that most texts are found where they are looked for first. */
bool integi_csv_texts_remember(integi_csv_texts *texts, uint64_t low, uint64_t high, uint32_t item)
{
    if (texts->used >= (size_t)1 << (texts->slot_bits - 2)) {
        if (texts->slot_bits >= MOST_BITS)
            return true;
        if (!grow(texts))
            return false;
    }
    put(texts->slots, texts->slot_bits, &(integi_csv_slot){low, high, item});
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
        texts->global[texts->global_count++] = (uint32_t)number + 1;
        texts->lowest = number < texts->lowest ? number : texts->lowest;
        texts->highest = number > texts->highest ? number : texts->highest;
    }
    return 1;
}
