/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_FILE_H
#define INTEGI_BASE_FILE_H

#include "base/buffer.h"

/* Appends a whole file to the buffer. A file of more than `limit` bytes is not read to its end: the buffer then holds
 * more than `limit` bytes, and what that means is for the caller to say. */
integ_status integi_file_read(const char *path, size_t limit, integi_buffer *buffer, integ_error *error);

#endif
