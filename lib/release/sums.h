/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_SUMS_H
#define INTEGI_RELEASE_SUMS_H

/* What can be subtracted from a sum of amounts: another one of some of the same people, or all parts of a breakdown
 * that are shown. Where few make up most of what is left, those whose amounts it is are a column that nobody may count,
 * although they may be many: nobody can subtract sums then, whose counts could not be subtracted either. */

#include "release/columns.h"

/* Adds columns for what is left of one sum without another. `crowded`: only of those that may be shown, since others
 * were hidden for being too many. False: no memory, or the stint is over. */
bool integi_sums_add_differences(integi_columns *columns, const integi_collection *collection, bool crowded,
                                 integi_stint *stint);
/* The same for what is left of one without all parts of a breakdown that are shown. *added: whether there was one that
 * was no secret yet. `shown` is of each cell of the collection. */
bool integi_sums_add_rests(integi_columns *columns, const integi_collection *collection, const bool *shown,
                           integi_stint *stint, bool *added);

/* Hides sums where hiding counts is too much, or would not help since somebody has them already. Of two that leave a
 * rest of which few make up most, or all, or of a whole and its parts, it is the one that is wanted least. What was
 * said before cannot be hidden. `shown` is of each cell. False: no memory, or cancelled. */
bool integi_sums_withhold(integi_collection *collection, const bool *shown, integi_stint *stint);
/* sum_spans.c: a part of that, for what follows from all shown sums of the same amounts by adding and subtracting.
 * *found: something was hidden; else as it was. */
bool integi_sums_withhold_spans(integi_collection *collection, const bool *shown, integi_stint *stint, bool *found);

#endif
