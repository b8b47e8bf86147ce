/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/messages.h"

const integi_message integi_message_release_rows = {
    INTEG_STATUS_LIMIT_EXCEEDED, "release.rows", "the snapshots have more rows together than can be protected together",
    "øjebliksbillederne har flere rækker tilsammen, end der kan beskyttes sammen", "leave snapshots out",
    "udelad øjebliksbilleder"};

const integi_message integi_message_release_fault = {
    INTEG_STATUS_INTERNAL, "release.fault", "the release could not be protected; this is a fault of the library",
    "offentliggørelsen kunne ikke beskyttes; det er en fejl i biblioteket", NULL, NULL};

const integi_message integi_message_release_unsafe = {
    INTEG_STATUS_INTERNAL, "release.unsafe",
    "the audit found that {0} hidden figures could be worked out, or could not rule it out; nothing is given out",
    "revisionen fandt, at {0} skjulte tal kunne regnes ud, eller kunne ikke udelukke det; intet gives ud", NULL, NULL};

const integi_message integi_message_release_exposed = {
    INTEG_STATUS_INCONSISTENT, "release.exposed",
    "what was published earlier already gives {0} small figures away; hiding them now does not help",
    "det, der er offentliggjort tidligere, røber allerede {0} små tal; det hjælper ikke at skjule dem nu", NULL, NULL};

const integi_message integi_message_release_members = {
    INTEG_STATUS_INVALID_ARGUMENT, "release.members",
    "the tally does not know the rows behind its counts, without which they cannot be protected together",
    "optællingen kender ikke rækkerne bag sine tal, og uden dem kan de ikke beskyttes sammen",
    "ask the plan to keep members", "bed planen om at beholde rækkerne"};
