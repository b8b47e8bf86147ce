/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_ARROW_ROWS_H
#define INTEGI_REGISTER_ARROW_ROWS_H

#include "base/bitset.h"
#include "integration/arrow.h"
#include "register/schema.h"

/* A table's rows as an Arrow stream, those of a selection or all (NULL), which is copied. Refused in a register for
 * statistics. */
integ_status integi_table_to_arrow(const integ_snapshot *snapshot, int64_t table, const integi_bitset *selection,
                                   int64_t batch_rows, struct ArrowArrayStream *out, integ_error *error);

#endif
