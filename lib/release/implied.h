/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_IMPLIED_H
#define INTEGI_RELEASE_IMPLIED_H

#include "release/collected.h"

/* Finds the cells that are not printed and that follow from those that are by what their figures mean: of which nobody
 * is in, and of shares those that all of a whole which is printed are in. Both lists have a place for each cell. What
 * is not found within the stint's limit stays hidden. False: cancelled. */
bool integi_find_implied(const integi_collection *collection, const bool *printed, integi_stint *stint, bool *implied);

#endif
