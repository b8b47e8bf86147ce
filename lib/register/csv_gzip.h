/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CSV_GZIP_H
#define INTEGI_REGISTER_CSV_GZIP_H

/* Unpacking gzip (RFC 1952): any number of members one after the other, and zeros behind the last one. */

#include "base/context.h"
#include "base/message.h"

typedef struct integi_gzip integi_gzip;

/* `bytes`, a few, come first. NULL: no memory. */
integi_gzip *integi_gzip_new(integ_context *context, const char *bytes, size_t length);
void integi_gzip_free(integi_gzip *gzip); /* wipes */

/* Where packed bytes are wanted, NULL as long as there are some. What was put there must be given, 0 at the
 * end. */
char *integi_gzip_room(integi_gzip *gzip, size_t *size);
void integi_gzip_give(integi_gzip *gzip, size_t length);

/* Unpacks what is there, as far as `size` reaches; `ended` is set when all is unpacked. Returns what is
 * wrong, or NULL. */
const integi_message *integi_gzip_unpack(integi_gzip *gzip, char *out, size_t size, size_t *length, bool *ended);

/* How many packed bytes were looked at. */
int64_t integi_gzip_position(const integi_gzip *gzip);

#endif
