/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_IMAGINED_H
#define INTEGI_REGISTER_IMAGINED_H

/* A snapshot as it might have been: one of its tables has rows of people who are not there, each somebody who is, with
 * something of somebody else. Rows of other tables that belong to somebody belong to all who were made of him. */

#include "register/schema.h"

#define INTEGI_UNCHANGED (-1)
#define INTEGI_NO_ROW (-1)
#define INTEGI_LINKED(table) (-2 - (table))

typedef struct integi_imagined_row {
    int64_t base;   /* a row of the table as it is */
    int64_t change; /* a column whose value, or INTEGI_LINKED a table whose rows, are another row's; or UNCHANGED */
    int64_t donor;  /* that row; INTEGI_NO_ROW: `value` it is */
    int64_t value;  /* of a column of whole numbers, dates, codes or yes and no */
} integi_imagined_row;

typedef struct integi_imagined integi_imagined;

/* `rows` says which rows the table has; those of one base stand together, and the first of them is unchanged. The
 * register of `snapshot` outlives what is made, which is freed by integi_imagined_free. */
integ_status integi_imagine(const integ_snapshot *snapshot, int64_t table, const integi_imagined_row *rows,
                            int64_t count, integi_imagined **out, integ_error *error);
void integi_imagined_free(integi_imagined *imagined); /* wipes; may be NULL */

/* Whether the rows of a table belong to those of another one. */
bool integi_table_belongs(const integ_snapshot *snapshot, int64_t table, int64_t owner);

const integ_snapshot *integi_imagined_snapshot(const integi_imagined *imagined);

#endif
