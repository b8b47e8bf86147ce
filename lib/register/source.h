/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_SOURCE_H
#define INTEGI_REGISTER_SOURCE_H

/* Files, and bytes in memory, as read callbacks that can start over. */

#include "base/buffer.h"
#include "base/message.h"
#include "integration/register.h"

#include <stdio.h>

typedef struct integi_source {
    FILE *file;         /* NULL when the bytes are in memory */
    int64_t size;       /* -1: not known */
    integi_buffer held; /* wiped when it is closed */
    size_t at;
} integi_source;

/* Opens a file; what cannot be read twice, such as a pipe, is taken into memory when `twice` is set. */
integ_status integi_source_open(integi_source *source, integ_context *context, const char *path, bool twice,
                                integ_error *error);
/* Takes all that a callback gives into memory. */
integ_status integi_source_hold(integi_source *source, integ_context *context, integ_read_callback read,
                                void *userdata, const char *name, integ_error *error);
void integi_source_rewind(integi_source *source);
void integi_source_close(integi_source *source);

/* An integ_read_callback; `userdata` is the source. */
int32_t integi_source_read(char *bytes, size_t size, size_t *length, void *userdata);

/* What a path is: 1 a folder, 0 anything else. */
bool integi_is_folder(const char *path);
/* The size of a file, -1 when it cannot be told. */
int64_t integi_file_size(const char *path);

#endif
