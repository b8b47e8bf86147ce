/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_ARROW_LOAD_H
#define INTEGI_REGISTER_ARROW_LOAD_H

/* Reading an Arrow stream into the newest table of a builder: the schema defines the columns, and every batch goes
 * into them column by column. */

#include "register/arrow_value.h"
#include "register/builder.h"
#include "register/column_builder.h"

#define INTEGI_ARROW_COLUMNS_MAXIMUM 4096

/* The type that somebody wants a column to have. */
typedef struct integi_arrow_wish {
    char *column;
    int32_t type, decimals;
} integi_arrow_wish;

struct integ_arrow_options {
    integ_context *context;
    integi_arrow_wish *wishes;
    size_t wish_count, wish_capacity;
};

/* What an entry of a batch's dictionary has become; looked up when the first row needs it. */
typedef struct integi_arrow_entry {
    union {
        int64_t whole;
        double number;
    } item;
    uint8_t state;
} integi_arrow_entry;

typedef struct integi_arrow_column {
    integi_arrow_type type;  /* of the values */
    integi_arrow_type index; /* of the indices into a dictionary; its name is NULL where there is none */
    int64_t column_index;    /* in the table */
    const char *name;        /* the register's */
    integi_arrow_target target;
    integi_column_builder built;
    integi_arrow_entry *entries; /* of the current dictionary */
    size_t entry_capacity;
} integi_arrow_column;

/* The columns of a schema, defined in the builder's newest table. `columns` has room for all children. Reports all
 * that cannot be read. */
integ_status integi_arrow_define(integ_register_builder *builder, const struct ArrowSchema *schema,
                                 const integ_arrow_options *options, integi_arrow_column *columns,
                                 integ_error *error);

#endif
