/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_SCHEMA_H
#define INTEGI_REGISTER_SCHEMA_H

/* What a register's tables look like, whatever the snapshot. */

#include "base/message.h"
#include "register/column.h"
#include "register/linked_rows.h"

typedef struct integi_label {
    char *code;
    char *text;
} integi_label;

struct integi_column_definition {
    char *name;
    int32_t type;      /* INTEG_TYPE_; a municipality is a code */
    bool municipality; /* values and labels are in the four-digit form of municipality codes */
    int32_t decimals;  /* of a decimal */
    char *title;       /* what people call it; NULL when none */
    char *unit;        /* NULL when none */
    integi_label *labels;
    int64_t label_count;
    char **nulls; /* further spellings of null, beside the empty field */
    int64_t null_count;
    int32_t date_format;           /* of dates and timestamps in files; see csv_value.h */
    char thousands;                /* what parts groups of three digits in files; NUL when nothing does */
    char *inferred_because;        /* why inference chose the type; NULL when it was declared */
    int64_t inferred_row;          /* the row that settled it, from 1; 0 when no single one did */
    integi_dictionary *dictionary; /* code and text; shared by all snapshots */
};

/* A computed column: kept as text here, read by the expression floor. */
typedef struct integi_derived_definition {
    char *name;
    char *expression;
    integi_place place; /* of the expression's first character; source borrowed from the register */
} integi_derived_definition;

typedef struct integi_table_definition {
    char *name;
    char *key;         /* column name; NULL when rows are known by number */
    char *link_column; /* NULL when the table is linked to nothing */
    char *link_table;
    char *spell_start; /* column names; NULL when rows have no dates. An event is a spell of its one day, */
    char *spell_end;   /* which has the same column as start and end */
    bool spell_end_inclusive;
    integi_column_definition *columns;
    int64_t column_count;
    integi_derived_definition *derived;
    int64_t derived_count;
    char **skipped; /* columns of the files that the manifest does not name */
    int64_t skipped_count;
} integi_table_definition;

typedef struct integi_table {
    const integi_table_definition *definition;
    int64_t rows;
    integi_column *columns; /* as many as the definition has, in its order */
    integi_column link;     /* row of the linked table, null where it does not exist; rows = 0 when not linked */
    integi_linked_rows linked;
    int64_t orphans;        /* rows whose link leads nowhere, unknown ones included */
    int64_t reversed;       /* spells that end before they start; their rows are kept as they are */
    char *source;           /* file name */
} integi_table;

struct integ_snapshot {
    const integ_register *owner;
    integ_date as_of;
    bool has_as_of; /* false only for a bare file opened without one */
    integi_table *tables; /* as many as the register has table definitions, in their order; rows 0 where absent */
};

/* What higher floors read of a register. The first table is the main one. */
integ_register *integi_register_retain(const integ_register *reg);
integ_context *integi_register_context(const integ_register *reg);
int64_t integi_register_table_count(const integ_register *reg);
const integi_table_definition *integi_register_table(const integ_register *reg, int64_t index);
int64_t integi_register_find_table(const integ_register *reg, const char *name);                /* -1: none */
int64_t integi_table_find_column(const integi_table_definition *table, const char *name);       /* -1: none */
/* The type as it was declared, which tells municipalities from other codes. */
int32_t integi_column_declared_type(const integi_column_definition *column);
/* The label of a code, however a municipality is written; NULL when it has none. */
const char *integi_column_label(const integi_column_definition *column, const char *code, size_t length);
int64_t integi_table_find_derived(const integi_table_definition *table, const char *name);      /* -1: none */
/* Whether a column tells the rows of a table, or those of the table it is linked to, apart. */
bool integi_table_is_identifier(const integi_table_definition *table, const char *column);

#endif
