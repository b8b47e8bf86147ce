/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CSV_BLOCK_H
#define INTEGI_REGISTER_CSV_BLOCK_H

/* The file in blocks of whole records, which can be read apart from each other. Whoever holds the feed reads
 * the next bytes and looks for the last record that ends in them; what is behind it begins the next block. */

#include "register/csv_bytes.h"
#include "register/csv_kernels.h"

/* Room for text, with slack around it, and as much again behind it for fields without their doubled
 * quotes. */
typedef struct integi_csv_room {
    char *bytes;
    size_t capacity;
} integi_csv_room;

/* The first byte of the text, and of the room behind it. */
static inline char *integi_csv_room_text(const integi_csv_room *room)
{
    return room->bytes + INTEGI_CSV_SLACK_BYTES;
}

static inline char *integi_csv_room_spare(const integi_csv_room *room)
{
    return room->bytes + 2 * INTEGI_CSV_SLACK_BYTES + room->capacity;
}

/* Makes it at least so large, and keeps the first `kept` bytes of text; false: no memory. */
bool integi_csv_room_grow(integi_csv_room *room, integ_context *context, size_t capacity, size_t kept);
void integi_csv_room_free(integi_csv_room *room, integ_context *context); /* wipes */

typedef struct integi_csv_block {
    int64_t number;
    integi_csv_room room;
    size_t length;   /* of the text, as the file has it */
    bool last;       /* the file ends with it, perhaps without a line end */
    bool irregular;  /* quotes stand so that only an exact search finds the ends of fields */
    bool overlong;   /* it is the beginning of a record that is too long */
    bool failed;     /* there is no text, as reading failed: the feed's bytes tell why */
    bool exhausted;  /* or memory ran out */
} integi_csv_block;

typedef struct integi_csv_feed {
    integ_context *context;
    integi_csv_bytes bytes;
    const integi_csv_kernels *kernels;
    integi_csv_room rest; /* of what was read: the beginning of the next block */
    size_t rest_length;
    int64_t count; /* blocks that were given out */
    bool ended;
} integi_csv_feed;

void integi_csv_feed_init(integi_csv_feed *feed, integ_context *context, const integi_csv_input *input);
void integi_csv_feed_free(integi_csv_feed *feed); /* wipes */

/* How many bytes a block has at least, but for the last. */
size_t integi_csv_feed_block_bytes(const integi_csv_feed *feed);

/* Fills the block with the next records; false when there are none left. The first block always comes, and
 * has no byte order mark; `mark` is set to its length. */
bool integi_csv_feed_next(integi_csv_feed *feed, integi_csv_block *block, size_t *mark);

#endif
