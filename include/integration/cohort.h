/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_COHORT_H
#define INTEG_COHORT_H

/**
 * @file
 * @brief Floor 5, `cohort`: named target groups, and the citizens they select in a snapshot.
 *
 * The parts, which can be included alone: target groups; the difference of two definitions; cohorts; attrition; cohorts
 * through the snapshots; overlaps of groups.
 */

#include <integration/cohort/attrition.h>
#include <integration/cohort/difference.h>
#include <integration/cohort/following.h>
#include <integration/cohort/groups.h>
#include <integration/cohort/members.h>
#include <integration/cohort/overlap.h>

#endif
