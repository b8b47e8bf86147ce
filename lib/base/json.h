/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_JSON_H
#define INTEGI_BASE_JSON_H

/* JSON (RFC 8259) read into a tree that keeps every number as it was written and knows the place of every value: what
 * stands in it is never rounded, and faults of its meaning can be reported as precisely as those of its syntax.
 *
 * A byte order mark at the start is passed over. Names that stand twice in an object are both kept; who asks for one
 * has to say so. */

#include "base/arena.h"
#include "base/message.h"

/* Three levels of JSON may make one of an expression; a thread's stack may be no more than 128 KiB. */
#define INTEGI_JSON_DEPTH_MAXIMUM 400
#define INTEGI_JSON_BYTES_MAXIMUM ((size_t)16 << 20)

typedef enum integi_json_kind {
    INTEGI_JSON_OBJECT,
    INTEGI_JSON_ARRAY,
    INTEGI_JSON_TEXT,
    INTEGI_JSON_NUMBER,
    INTEGI_JSON_BOOLEAN,
    INTEGI_JSON_NULL,
} integi_json_kind;

typedef struct integi_json_value integi_json_value;
struct integi_json_value {
    integi_json_kind kind;
    bool truth;
    size_t offset;    /* of its first byte */
    const char *text; /* a text without quotes and escapes, a number as written; a NUL behind it and none inside */
    size_t length;
    const char *key; /* of a member of an object; NULL for what is not */
    size_t key_length, key_offset;
    const integi_json_value *parent, *first, *next; /* what it stands in, its first child, its sibling behind it */
    int64_t index;                                  /* among its siblings */
    int64_t count;                                  /* of children */
};

/* The tree lives in the arena and needs `text` no longer. `source` stands in messages; NULL for none. */
integ_status integi_json_read(integi_arena *arena, const char *text, size_t length, const char *source,
                              const integi_json_value **out, integ_error *error);

/* The place of a byte of the text. */
integi_place integi_json_place(const char *text, size_t offset, const char *source);

/* The JSON pointer (RFC 6901) of a value, such as /args/0/property, cut in front where it does not fit. */
#define INTEGI_JSON_PATH_SIZE 160
const char *integi_json_path(const integi_json_value *value, char *path);

#endif
