/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_BUILDER_H
#define INTEGI_REGISTER_BUILDER_H

/* Every register comes out of a builder, whether from arrays, from CSV or by a manifest. What is loaded waits in
 * lists until all tables and columns are known, and is put in its place when the builder is finished. */

#include "register/register.h"

/* A table in one snapshot. */
typedef struct integi_instance {
    int64_t snapshot, table;
    int64_t rows;
    char *source; /* in the register's arena; NULL when it came from arrays */
} integi_instance;

/* A column of an instance. */
typedef struct integi_piece {
    int64_t instance, column_index;
    integi_column column;
} integi_piece;

struct integ_register_builder {
    integ_context *context;
    integ_register *reg; /* NULL once it is finished */
    bool exhausted;      /* memory ran out: it can only be freed */
    bool broken;         /* a file was read in part: likewise */
    integi_instance *instances;
    size_t instance_count, instance_capacity;
    integi_piece *pieces;
    size_t piece_count, piece_capacity;
    int64_t newest_snapshot, newest_instance; /* -1: none yet */
};

/* OK, or the reason why nothing can be added, which it reports. */
integ_status integi_builder_ready(const integ_register_builder *builder, integ_error *error);

/* Marks the builder as unusable and reports that memory ran out. */
integ_status integi_builder_exhausted(integ_register_builder *builder, integ_error *error);

/* Starts a table in the newest snapshot; `source` may be NULL. Its rows may be set later. */
integ_status integi_builder_begin_table(integ_register_builder *builder, const char *name, int64_t rows,
                                        const char *source, integ_error *error);
integi_table_definition *integi_builder_table(const integ_register_builder *builder);
/* True when an earlier snapshot has the newest table, so that its columns are settled. */
bool integi_builder_table_settled(const integ_register_builder *builder);

/* The index of a column of the newest table that is going to be added, defined if it is new; reports what does not
 * agree with an earlier snapshot. */
integ_status integi_builder_define_column(integ_register_builder *builder, const char *name, int32_t type,
                                          int32_t decimals, int64_t *out, integ_error *error);
/* Takes a column of the newest table, on failure too. */
integ_status integi_builder_take(integ_register_builder *builder, int64_t column_index, integi_column *column,
                                 integ_error *error);
bool integi_builder_has(const integ_register_builder *builder, int64_t column_index);

/* A name that is not empty, and valid UTF-8. */
bool integi_is_name(const char *name);

#endif
