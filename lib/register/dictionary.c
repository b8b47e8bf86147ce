/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/dictionary.h"

#include <string.h>

/* The texts stand one after the other, each with a NUL, in one block; `ends` tells where each one's NUL stands.
 * `slots` is an open-addressed hash table of indices + 1, at most half full. */
struct integi_dictionary {
    integ_context *context;
    char *bytes;
    size_t byte_count, byte_capacity;
    uint64_t *ends;
    size_t count, capacity;
    uint32_t *slots;
    size_t slot_count; /* a power of two, or 0 */
};

integi_dictionary *integi_dictionary_new(integ_context *context)
{
    integi_dictionary *dictionary = integi_allocate_zeroed(context, sizeof *dictionary);
    if (dictionary != NULL)
        dictionary->context = integi_context_retain(context);
    return dictionary;
}

void integi_dictionary_free(integi_dictionary *dictionary)
{
    if (dictionary == NULL)
        return;
    integ_context *context = dictionary->context;
    integi_release_wiped(context, dictionary->bytes, dictionary->byte_capacity);
    integi_release(context, dictionary->ends, dictionary->capacity * sizeof *dictionary->ends);
    integi_release(context, dictionary->slots, dictionary->slot_count * sizeof *dictionary->slots);
    integi_release(context, dictionary, sizeof *dictionary);
    integ_context_free(context);
}

static inline uint64_t mix(uint64_t a, uint64_t b)
{
    unsigned __int128 product =
        (unsigned __int128)(a ^ UINT64_C(0x9E3779B97F4A7C15)) * (b ^ UINT64_C(0xBF58476D1CE4E5B9));
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t hash_of(const char *text, size_t length)
{
    uint64_t hash = length, word;
    while (length >= 8) {
        memcpy(&word, text, 8);
        hash = mix(hash, word);
        text += 8;
        length -= 8;
    }
    word = 0;
    for (size_t i = 0; i < length; i++)
        word |= (uint64_t)(unsigned char)text[i] << (8 * i);
    return mix(hash, word ^ (uint64_t)length << 56);
}

static inline const char *text_at(const integi_dictionary *dictionary, size_t index, size_t *length)
{
    uint64_t start = index == 0 ? 0 : dictionary->ends[index - 1] + 1;
    *length = (size_t)(dictionary->ends[index] - start);
    return dictionary->bytes + start;
}

/* The slot that holds the text, or the free one where it belongs. */
static size_t slot_of(const integi_dictionary *dictionary, const char *text, size_t length)
{
    size_t mask = dictionary->slot_count - 1;
    size_t slot = (size_t)hash_of(text, length) & mask;
    for (; dictionary->slots[slot] != 0; slot = (slot + 1) & mask) {
        size_t other_length;
        const char *other = text_at(dictionary, dictionary->slots[slot] - 1, &other_length);
        if (other_length == length && memcmp(other, text, length) == 0)
            break;
    }
    return slot;
}

static bool grow_slots(integi_dictionary *dictionary)
{
    size_t wanted = dictionary->slot_count == 0 ? 64 : dictionary->slot_count * 2;
    uint32_t *slots = integi_allocate_array(dictionary->context, wanted, sizeof *slots);
    if (slots == NULL)
        return false;
    memset(slots, 0, wanted * sizeof *slots);
    integi_release(dictionary->context, dictionary->slots, dictionary->slot_count * sizeof *slots);
    dictionary->slots = slots;
    dictionary->slot_count = wanted;
    for (size_t i = 0; i < dictionary->count; i++) {
        size_t length;
        const char *text = text_at(dictionary, i, &length);
        size_t slot = (size_t)hash_of(text, length) & (wanted - 1);
        while (slots[slot] != 0)
            slot = (slot + 1) & (wanted - 1);
        slots[slot] = (uint32_t)i + 1;
    }
    return true;
}

/* Small blocks are moved by hand, so that what they held is wiped; large ones are moved by the system, which moves
 * pages and leaves no copy behind. */
static bool grow_bytes(integi_dictionary *dictionary, size_t needed)
{
    size_t wanted = dictionary->byte_capacity < 128 ? 256 : dictionary->byte_capacity / 2 * 3;
    if (wanted < needed)
        wanted = needed;
    char *grown;
    if (wanted < (1 << 20)) {
        grown = integi_allocate(dictionary->context, wanted);
        if (grown == NULL)
            return false;
        if (dictionary->byte_count > 0)
            memcpy(grown, dictionary->bytes, dictionary->byte_count);
        integi_release_wiped(dictionary->context, dictionary->bytes, dictionary->byte_capacity);
    } else {
        grown = integi_reallocate(dictionary->context, dictionary->bytes, dictionary->byte_capacity, wanted);
        if (grown == NULL)
            return false;
    }
    dictionary->bytes = grown;
    dictionary->byte_capacity = wanted;
    return true;
}

static int64_t append(integi_dictionary *dictionary, const char *text, size_t length)
{
    if (dictionary->count >= (size_t)INTEGI_DICTIONARY_TEXTS_MAXIMUM)
        return -1;
    size_t needed = dictionary->byte_count + length + 1;
    if (needed > dictionary->byte_capacity && !grow_bytes(dictionary, needed))
        return -1;
    void *ends = dictionary->ends;
    if (!integi_grow(dictionary->context, &ends, &dictionary->capacity, dictionary->count, sizeof *dictionary->ends))
        return -1;
    dictionary->ends = ends;
    if (length > 0)
        memcpy(dictionary->bytes + dictionary->byte_count, text, length);
    dictionary->bytes[needed - 1] = '\0';
    dictionary->ends[dictionary->count] = needed - 1;
    dictionary->byte_count = needed;
    return (int64_t)dictionary->count++;
}

int64_t integi_dictionary_add(integi_dictionary *dictionary, const char *text, size_t length)
{
    if (dictionary->count * 2 >= dictionary->slot_count && !grow_slots(dictionary))
        return -1;
    size_t slot = slot_of(dictionary, text, length);
    if (dictionary->slots[slot] != 0)
        return (int64_t)dictionary->slots[slot] - 1;
    int64_t index = append(dictionary, text, length);
    if (index >= 0)
        dictionary->slots[slot] = (uint32_t)index + 1;
    return index;
}

int64_t integi_dictionary_bytes(const integi_dictionary *dictionary)
{
    return (int64_t)(dictionary->byte_count + dictionary->count * sizeof *dictionary->ends +
                     dictionary->slot_count * sizeof *dictionary->slots);
}

int64_t integi_dictionary_size(const integi_dictionary *dictionary)
{
    return (int64_t)dictionary->count;
}

const char *integi_dictionary_text(const integi_dictionary *dictionary, int64_t index, size_t *length)
{
    size_t ignored;
    return text_at(dictionary, (size_t)index, length == NULL ? &ignored : length);
}

int64_t integi_dictionary_find(const integi_dictionary *dictionary, const char *text, size_t length)
{
    if (dictionary->slot_count == 0)
        return -1;
    return (int64_t)dictionary->slots[slot_of(dictionary, text, length)] - 1;
}
