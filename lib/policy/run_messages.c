/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/run_messages.h"

const integi_message integi_message_run_baseline = {
    INTEG_STATUS_NOT_FOUND, "policy.baseline_no_snapshot",
    "the baseline of goal '{0}' is on {1}, and the register has no snapshot of that date",
    "udgangspunktet for målet '{0}' er den {1}, og registret har intet udtræk fra den dato",
    "take the date of a snapshot, or give the baseline as a value", "brug datoen for et udtræk, eller angiv værdien"};

const integi_message integi_message_run_undated = {
    INTEG_STATUS_MISSING, "policy.register_undated", "the register does not say which date it is from",
    "registret siger ikke, hvilken dato det er fra", "open it with its date", "åbn det med dets dato"};

const integi_message integi_message_run_no_snapshot = {
    INTEG_STATUS_NOT_FOUND, "policy.no_snapshot", "the register has no snapshot from {0} or before",
    "registret har intet udtræk fra {0} eller tidligere", NULL, NULL};

const integi_message integi_message_run_by_key = {
    INTEG_STATUS_REFUSED,
    "policy.by_key",
    "a breakdown by '{0}', which identifies rows of '{1}', would list them one by one",
    "en opdeling efter '{0}', som identificerer rækkerne i '{1}', ville opregne dem én for én",
    "break down by what people have in common",
    "opdel efter noget, som folk har til fælles"};
