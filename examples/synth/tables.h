/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef SYNTH_TABLES_H
#define SYNTH_TABLES_H

/* The tables of the register and their files. */

#include "person.h"

/* Writes every table as it stands on a date. False, with a message on standard error, when that does not work. */
bool write_snapshot(const town *place, const char *folder, integ_date day);

/* Writes register.yaml, which describes the tables and names the files of every snapshot. */
bool write_manifest(const char *folder, const integ_date *days, int32_t count);

/* The file of a table on a date, such as citizen-2020-01-01.csv. */
#define FILE_NAME_BYTES 64
void file_name(const char *table, integ_date day, char name[FILE_NAME_BYTES]);

#define TABLE_COUNT 7
extern const char *const table_names[TABLE_COUNT];

#endif
