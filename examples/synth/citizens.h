/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef SYNTH_CITIZENS_H
#define SYNTH_CITIZENS_H

/* The rows of the main table. */

#include "community.h"
#include "writer.h"

/* How many children attend each institution, and how many of them have other than Danish roots. */
typedef struct attendance_counts {
    int32_t per_area[INSTITUTION_KINDS];
    int32_t *all[INSTITUTION_KINDS];
    int32_t *broad[INSTITUTION_KINDS];
} attendance_counts;

/* False, with a message on standard error, when there is not enough memory. */
bool count_attendance(const town *place, integ_date day, attendance_counts *out);
void free_attendance(attendance_counts *counts);

/* The name of an institution, such as S07-01. */
#define INSTITUTION_NAME_BYTES 32
void institution_name(const place_in_institution *at, char name[INSTITUTION_NAME_BYTES]);
extern const char *const institution_kind_codes[INSTITUTION_KINDS];
extern const char *const instrument_codes[];

extern const char *const citizen_header;
void put_citizen(writer *out, const town *place, const person *who, integ_date day,
                 const attendance_counts *counts);

#endif
