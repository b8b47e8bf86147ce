/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef EXAMPLES_COMMON_OUTPUT_H
#define EXAMPLES_COMMON_OUTPUT_H

/* A file that is there whole or not at all: it is written beside its place under another name, and takes its
 * place when everything is on the disk. Without a path it is standard output. */

#include "common/program.h"

typedef struct output {
    const program *owner;
    const char *path; /* NULL: standard output */
    char *place;      /* what a symbolic link leads to, which is replaced, and not the link; NULL: the path itself */
    char *unfinished; /* the other name */
    FILE *stream;
} output;

/* Whether two names, of which either may be NULL, are of the same file, which need not be there yet. */
bool output_is_same(const char *path, const char *other);
/* Whether a name is that of any ledger, or of the lock beside the one that is given; either may be NULL. */
bool output_is_of_ledger(const char *path, const char *ledger);
/* Whether a name, which may be NULL, is that of a file that the register was read from. */
bool output_is_of_register(const char *path, const integ_register *reg);

/* Each returns EXIT_DONE, or complains. A file that is replaced keeps its permissions; a new one that is
 * confidential is for its owner alone. */
int output_open(output *self, const program *owner, const char *path, bool confidential);
int output_finish(output *self);
/* Leaves nothing behind. Harmless after output_finish. */
void output_abandon(output *self);

/* An integ_write_callback on an output. */
int32_t output_write(const char *bytes, size_t length, void *self);

#endif
