/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_MANIFEST_H
#define INTEGI_REGISTER_MANIFEST_H

/* register.yaml: first it is checked and made a schema, then its files are read. */

#include "base/document.h"
#include "register/builder.h"
#include "register/options.h"

integ_status integi_manifest_open(integ_context *context, const char *path, const integ_register_options *options,
                                  integ_register **out, integ_error *error);

/* The same without its files, for looking at what a manifest says; `path` is where it is said to stand. */
integ_status integi_manifest_check(integ_context *context, const char *bytes, size_t length, const char *path,
                                   integ_error *error);

/* A manifest that is being read. */
typedef struct integi_manifest {
    integ_register_builder *builder;
    const char *source; /* the manifest's path in the register's memory, where derived columns stand in messages */
    integi_csv_format format;
    integ_status status; /* the first fault; what follows is checked all the same */
    integ_error *error;
} integi_manifest;

/* Keeps the first fault. Returns whether `status` is OK. */
bool integi_manifest_note(integi_manifest *manifest, integ_status status);

/* Adds the tables with their columns to the builder's register, the main table first. */
void integi_manifest_tables(integi_manifest *manifest, const integi_document_node *tables);

#endif
