/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/messages.h"

const integi_message integi_message_statistics_range = {
    INTEG_STATUS_OUT_OF_RANGE, "statistics.range", "{0} is outside its range", "{0} ligger uden for det tilladte",
    NULL, NULL};
