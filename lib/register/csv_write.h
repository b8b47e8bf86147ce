/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CSV_WRITE_H
#define INTEGI_REGISTER_CSV_WRITE_H

#include "base/bitset.h"
#include "integration/register.h"

/* Writes rows of a table as CSV: those in `rows`, all where it is NULL. The rest as integ_snapshot_write_csv(). */
integ_status integi_csv_write(const integ_snapshot *snapshot, int64_t table, const integi_bitset *rows,
                              const int64_t *columns, int64_t column_count, const integ_csv_options *options,
                              integ_write_callback write, void *userdata, integ_error *error);

#endif
