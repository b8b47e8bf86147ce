/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/kinds.h"

integi_value integi_segregation_value(const integi_source *source)
{
    (void)source;
    return (integi_value){.reason = INTEG_REASON_NO_DATA};
}
