/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv_block.h"

#include <string.h>

/* Small enough for a processor's cache, together with the values that come out of it. */
#define BLOCK_BYTES (512 << 10)
#define BLOCK_BYTES_MINIMUM 16

bool integi_csv_room_grow(integi_csv_room *room, integ_context *context, size_t capacity, size_t kept)
{
    if (capacity <= room->capacity)
        return true;
    integi_csv_room grown = {integi_allocate(context, 2 * capacity + 3 * INTEGI_CSV_SLACK_BYTES), capacity};
    if (grown.bytes == NULL)
        return false;
    memset(grown.bytes, 0, INTEGI_CSV_SLACK_BYTES);
    if (kept > 0)
        memcpy(integi_csv_room_text(&grown), integi_csv_room_text(room), kept);
    integi_csv_room_free(room, context);
    *room = grown;
    return true;
}

void integi_csv_room_free(integi_csv_room *room, integ_context *context)
{
    if (room->bytes != NULL)
        integi_release_wiped(context, room->bytes, 2 * room->capacity + 3 * INTEGI_CSV_SLACK_BYTES);
    *room = (integi_csv_room){NULL, 0};
}

void integi_csv_feed_init(integi_csv_feed *feed, integ_context *context, const integi_csv_input *input)
{
    *feed = (integi_csv_feed){.context = context,
                              .kernels = integi_csv_kernels_for(integ_context_instructions(context))};
    integi_csv_bytes_init(&feed->bytes, context, input);
}

void integi_csv_feed_free(integi_csv_feed *feed)
{
    integi_csv_room_free(&feed->rest, feed->context);
    integi_csv_bytes_free(&feed->bytes);
}

size_t integi_csv_feed_block_bytes(const integi_csv_feed *feed)
{
    size_t wanted = feed->bytes.input->format.block_bytes;
    return wanted == 0 ? BLOCK_BYTES : wanted < BLOCK_BYTES_MINIMUM ? BLOCK_BYTES_MINIMUM : wanted;
}

/* What follows the last record that ends in the text, which begins with a record; 0 when none does. */
static size_t find_last_end(const integi_csv_feed *feed, integi_csv_block *block, size_t length)
{
    const char *text = integi_csv_room_text(&block->room);
    char delimiter = feed->bytes.input->format.delimiter;
    block->irregular = false;
    if (memchr(text, '"', length) == NULL) {
        while (length > 0 && text[length - 1] != '\n')
            length--;
        return length;
    }
    integi_csv_scan scan;
    integi_csv_scan_begin(&scan, text, length, delimiter);
    size_t end = feed->kernels->last_end(&scan);
    block->irregular = scan.unsound;
    if (!scan.unsound)
        return end;
    integi_csv_scan_begin(&scan, text, length, delimiter);
    return integi_csv_exact_last_end(&scan);
}

/* A byte order mark is no part of the text, but of the file. */
static size_t drop_mark(const integi_csv_feed *feed, integi_csv_block *block, size_t *length)
{
    char *text = integi_csv_room_text(&block->room);
    if (feed->bytes.input->format.encoding != INTEGI_ENCODING_UTF8 || *length < 3 ||
        memcmp(text, "\xEF\xBB\xBF", 3) != 0)
        return 0;
    *length -= 3;
    memmove(text, text + 3, *length);
    return 3;
}

static bool keep_rest(integi_csv_feed *feed, const char *text, size_t length)
{
    if (!integi_csv_room_grow(&feed->rest, feed->context, length, 0))
        return false;
    if (length > 0)
        memcpy(integi_csv_room_text(&feed->rest), text, length);
    feed->rest_length = length;
    return true;
}

/* Reads on until a record ends. False: no memory. */
static bool fill(integi_csv_feed *feed, integi_csv_block *block, size_t *mark)
{
    size_t length = feed->rest_length, wanted = integi_csv_feed_block_bytes(feed), got;
    wanted = wanted < length * 2 ? length * 2 : wanted;
    for (;; wanted = block->room.capacity * 2) {
        wanted = wanted > INTEGI_CSV_RECORD_BYTES_MAXIMUM ? INTEGI_CSV_RECORD_BYTES_MAXIMUM : wanted;
        if (!integi_csv_room_grow(&block->room, feed->context, wanted, block->length))
            return false;
        char *text = integi_csv_room_text(&block->room);
        if (block->length == 0 && length > 0)
            memcpy(text, integi_csv_room_text(&feed->rest), length);
        block->failed = !integi_csv_bytes_read(&feed->bytes, text + length, block->room.capacity - length, &got);
        length += got;
        if (block->failed)
            return true;
        if (block->number == 0 && block->length == 0)
            *mark = drop_mark(feed, block, &length);
        block->length = length;
        block->last = feed->bytes.ended;
        size_t end = find_last_end(feed, block, length);
        if (block->last)
            return true;
        if (end > 0) {
            block->length = end;
            return keep_rest(feed, text + end, length - end);
        }
        block->overlong = length >= INTEGI_CSV_RECORD_BYTES_MAXIMUM;
        if (block->overlong)
            return true;
    }
}

bool integi_csv_feed_next(integi_csv_feed *feed, integi_csv_block *block, size_t *mark)
{
    *mark = 0;
    if (feed->ended)
        return false;
    *block = (integi_csv_block){.number = feed->count++, .room = block->room};
    block->exhausted = !fill(feed, block, mark);
    feed->ended = block->last || block->failed || block->exhausted || block->overlong;
    return true;
}
