/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_TELL_H
#define INTEGI_COHORT_TELL_H

#include "cohort/groups.h"
#include "expression/tell.h"

/* An integi_title_finder over a set of groups. */
const char *integi_tell_find_title(const char *name, void *groups);

/* A population as words name it: NULL for the main table. Without a register that is the one called citizen.
 */
const char *integi_tell_table(const integi_telling *words, const char *population);

#endif
