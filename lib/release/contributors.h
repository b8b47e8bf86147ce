/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_CONTRIBUTORS_H
#define INTEGI_RELEASE_CONTRIBUTORS_H

/* Values over bands or units: standardised rates and segregation. An exact one tells of a single band or unit what its
 * totals do not, to somebody who knows the others.
 *
 * A band or unit is small where the rule would hide its own share. A value without small ones is shown as it is. Where there
 * are some, it is shown with three significant digits, provided that each of them could be another without any total, any
 * other that is not small, or the number being another; else it is hidden. */

#include "disclosure/primary.h"
#include "indicator/indicator.h"
#include "tally/tally.h"

/* Rounds a value, or makes it one that is hidden (of_hidden), for the sake of what it is made of: a value of cells of two
 * groups' breakdowns or, where they have none, of cell 0 of each. A rule that is NULL hides nothing; a side without a query is
 * none. Other kinds of values, and those that do not exist, are left alone. */
integ_status integi_contributors_protect_cell(const integ_disclosure *rule, const integ_indicator *indicator,
                                              const integ_tally *tally, const integi_side *own, int64_t own_cell,
                                              const integi_side *other, int64_t other_cell, integi_value *value,
                                              integ_error *error);

#endif
