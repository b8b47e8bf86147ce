/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/messages.h"

const integi_message integi_message_indicator_no_where = {
    INTEG_STATUS_MISSING, "indicator.no_where", "indicator '{0}' is a share and has no condition",
    "indikatoren '{0}' er en andel og har ingen betingelse", "say with 'where' what is to be counted",
    "angiv med 'where', hvad der skal tælles"};

const integi_message integi_message_indicator_no_measure = {
    INTEG_STATUS_MISSING, "indicator.no_measure", "indicator '{0}' is a {1} and has no measure",
    "indikatoren '{0}' er af typen {1} og har intet mål", "say with 'measure' what is to be summed",
    "angiv med 'measure', hvad der skal summeres"};
