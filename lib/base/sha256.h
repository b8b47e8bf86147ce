/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_SHA256_H
#define INTEGI_BASE_SHA256_H

/* SHA-256 (FIPS 180-4), for identifiers that must be the same on every machine and in every version. */

#include <stddef.h>
#include <stdint.h>

#define INTEGI_SHA256_BYTES 32
#define INTEGI_SHA256_BLOCK 64

typedef struct integi_sha256 {
    uint32_t state[8];
    uint64_t length; /* of all bytes so far */
    unsigned char block[INTEGI_SHA256_BLOCK];
} integi_sha256;

void integi_sha256_init(integi_sha256 *hash);
void integi_sha256_add(integi_sha256 *hash, const void *bytes, size_t length);
/* Writes the digest; nothing can be added afterwards. */
void integi_sha256_finish(integi_sha256 *hash, unsigned char *digest);

/* A digest as 64 lower-case hexadecimal digits and a NUL. */
#define INTEGI_SHA256_TEXT_SIZE (2 * INTEGI_SHA256_BYTES + 1)
void integi_sha256_text(const unsigned char *digest, char *text);

#endif
