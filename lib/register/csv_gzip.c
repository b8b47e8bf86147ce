/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv_gzip.h"

#include "base/messages.h"
#include "register/csv_messages.h"

#include <string.h>
#include <zlib.h>

#define PACKED_BYTES (64 << 10)
#define WINDOW_BITS_GZIP (15 + 16) /* the largest window, and a header of gzip */

typedef enum stage {
    IN_MEMBER,
    BETWEEN_MEMBERS, /* behind a member: the end, another one, or padding */
    IN_PADDING
} stage;

struct integi_gzip {
    integ_context *context;
    z_stream stream;
    stage stage;
    bool given_all;
    int64_t taken; /* packed bytes that came before those in `packed` */
    char packed[PACKED_BYTES];
};

/* zlib gives blocks back without their size, which stands before them. */
typedef union packet {
    size_t size;
    max_align_t alignment;
} packet;

static voidpf allocate(voidpf context, uInt count, uInt size)
{
    size_t wanted = sizeof(packet) + (size_t)count * size;
    packet *block = integi_allocate_zeroed(context, wanted);
    if (block == NULL)
        return Z_NULL;
    block->size = wanted;
    return block + 1;
}

static void release(voidpf context, voidpf address)
{
    packet *block = (packet *)address - 1;
    integi_release_wiped(context, block, block->size);
}

integi_gzip *integi_gzip_new(integ_context *context, const char *bytes, size_t length)
{
    integi_gzip *gzip = integi_allocate_zeroed(context, sizeof *gzip);
    if (gzip == NULL)
        return NULL;
    gzip->context = context;
    gzip->stream = (z_stream){.zalloc = allocate, .zfree = release, .opaque = context};
    if (inflateInit2(&gzip->stream, WINDOW_BITS_GZIP) != Z_OK) {
        integi_release(context, gzip, sizeof *gzip);
        return NULL;
    }
    memcpy(gzip->packed, bytes, length);
    gzip->stream.next_in = (Bytef *)gzip->packed;
    gzip->stream.avail_in = (uInt)length;
    return gzip;
}

void integi_gzip_free(integi_gzip *gzip)
{
    if (gzip == NULL)
        return;
    inflateEnd(&gzip->stream);
    integi_release_wiped(gzip->context, gzip, sizeof *gzip);
}

int64_t integi_gzip_position(const integi_gzip *gzip)
{
    return gzip->taken + (gzip->stream.next_in - (const Bytef *)gzip->packed);
}

char *integi_gzip_room(integi_gzip *gzip, size_t *size)
{
    *size = PACKED_BYTES;
    return gzip->stream.avail_in == 0 && !gzip->given_all ? gzip->packed : NULL;
}

void integi_gzip_give(integi_gzip *gzip, size_t length)
{
    gzip->taken = integi_gzip_position(gzip);
    gzip->stream.next_in = (Bytef *)gzip->packed;
    gzip->stream.avail_in = (uInt)length;
    gzip->given_all = length == 0;
}

/* Behind a member: begins the next one, or steps over the zeros that tapes and archives leave. */
static const integi_message *go_on(integi_gzip *gzip, bool *ended)
{
    z_stream *stream = &gzip->stream;
    if (gzip->stage == BETWEEN_MEMBERS && stream->avail_in > 0 && *stream->next_in != 0) {
        gzip->stage = IN_MEMBER;
        if (*stream->next_in != 0x1F)
            return &integi_message_csv_gzip_trailing;
        return inflateReset(stream) == Z_OK ? NULL : &integi_message_csv_gzip_damaged;
    }
    for (; stream->avail_in > 0; stream->avail_in--, stream->next_in++) {
        if (*stream->next_in != 0)
            return &integi_message_csv_gzip_trailing;
        gzip->stage = IN_PADDING;
    }
    *ended = gzip->given_all;
    return NULL;
}

const integi_message *integi_gzip_unpack(integi_gzip *gzip, char *out, size_t size, size_t *length, bool *ended)
{
    z_stream *stream = &gzip->stream;
    *length = 0;
    if (gzip->stage != IN_MEMBER)
        return go_on(gzip, ended);
    stream->next_out = (Bytef *)out;
    stream->avail_out = (uInt)(size < UINT32_MAX / 2 ? size : UINT32_MAX / 2);
    uInt room = stream->avail_out;
    int result = inflate(stream, Z_NO_FLUSH);
    *length = room - stream->avail_out;
    if (result == Z_STREAM_END)
        gzip->stage = BETWEEN_MEMBERS;
    else if (gzip->given_all && *length == 0 && (result == Z_OK || result == Z_BUF_ERROR))
        return &integi_message_csv_gzip_cut;
    if (result == Z_STREAM_END || result == Z_OK || result == Z_BUF_ERROR)
        return NULL;
    return result == Z_MEM_ERROR ? &integi_message_out_of_memory : &integi_message_csv_gzip_damaged;
}
