/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/messages.h"

const integi_message integi_message_goal_no_baseline = {
    INTEG_STATUS_MISSING, "goal.no_baseline", "goal '{0}' has no baseline", "målet '{0}' har intet udgangspunkt",
    NULL, NULL};

const integi_message integi_message_goal_no_target = {
    INTEG_STATUS_MISSING, "goal.no_target", "goal '{0}' has no target", "målet '{0}' har ingen målværdi", NULL, NULL};

const integi_message integi_message_goal_deadline = {
    INTEG_STATUS_INCONSISTENT, "goal.deadline", "the deadline of goal '{0}' is not after its baseline",
    "fristen for målet '{0}' ligger ikke efter dets udgangspunkt", NULL, NULL};

const integi_message integi_message_series_order = {
    INTEG_STATUS_INCONSISTENT, "goal.series_order", "the dates of a series must rise",
    "datoerne i en tidsserie skal være stigende", NULL, NULL};

const integi_message integi_message_series_range = {
    INTEG_STATUS_OUT_OF_RANGE, "goal.series_range", "a value of the series cannot be computed with",
    "en værdi i tidsserien kan ikke bruges", "numbers are finite and of magnitude 1e-15 to 1e30, or 0",
    "tal er endelige og mellem 1e-15 og 1e30 i størrelse, eller 0"};
