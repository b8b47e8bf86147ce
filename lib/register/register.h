/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_REGISTER_H
#define INTEGI_REGISTER_REGISTER_H

/* A register, and how it is put together: definitions live in its arena, columns and dictionaries in memory of their
 * own that is wiped when it is freed. */

#include "base/arena.h"
#include "register/schema.h"

#include <stdatomic.h>

#define INTEGI_ROWS_MAXIMUM INT64_C(0xFFFFFFF0) /* of a table: links hold rows in 4 bytes */

struct integ_register {
    integ_context *context;
    atomic_int references;
    int32_t purpose;
    integi_arena arena;
    char *title; /* NULL when it has none */
    integi_table_definition *tables;
    int64_t table_count;
    integ_snapshot *snapshots; /* in order of date */
    int64_t snapshot_count;
    const char **files; /* what it was read from, in its arena */
    int64_t file_count;
};

/* NULL: no memory. Freed by integ_register_free, at any stage of its making. */
integ_register *integi_register_new(integ_context *context, int32_t purpose);

/* One more cleared item at the end of an array in the register's arena, which may move; NULL: no memory. `items` is
 * the address of the array's pointer. */
void *integi_register_extend(integ_register *reg, void *items, int64_t *count, size_t item_size);
char *integi_register_copy(integ_register *reg, const char *text); /* NULL: no memory */
/* Remembers that a file is read. */
integ_status integi_register_note_file(integ_register *reg, const char *path, integ_error *error);

/* Adding definitions; NULL or false: no memory. Names are copied and not checked. */
integi_table_definition *integi_register_add_table(integ_register *reg, const char *name);
integi_column_definition *integi_register_add_column(integ_register *reg, integi_table_definition *table,
                                                     const char *name, int32_t type, int32_t decimals);
integ_snapshot *integi_register_add_snapshot(integ_register *reg);

/* The snapshot's tables and each table's columns, as many as the register defines; they keep what they have. */
bool integi_snapshot_complete(integ_register *reg, integ_snapshot *snapshot);

/* Sorts the snapshots by date and points every column at its definition, which no longer move after that. */
void integi_register_seal(integ_register *reg);

/* linked_rows.c: brings the rows of a table whose link is resolved together by their owners, of which the other table
 * has so many. False: no memory. */
bool integi_link_rows(integ_context *context, int64_t owners, integi_table *table);
void integi_free_linked_rows(integ_context *context, integi_linked_rows *linked); /* wipes them */
int64_t integi_linked_rows_bytes(const integi_linked_rows *linked);

/* Whether values of one column can be looked up among those of another. */
bool integi_columns_link(const integi_column_definition *a, const integi_column_definition *b);

/* Checks keys and spells of a snapshot and resolves its links, when all of its tables are loaded. */
integ_status integi_snapshot_connect(integ_register *reg, integ_snapshot *snapshot, integ_error *error);

#endif
