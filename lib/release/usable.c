/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What can still be done with a release: it is filled, protected once, and read. */
#include "release/messages.h"
#include "release/state.h"

integ_status integi_release_check_open(const integ_release *release, integ_error *error)
{
    if (release == NULL)
        return integi_invalid_argument(error, "release");
    if (release->failed)
        return INTEGI_FAIL(error, NULL, &integi_message_release_failed);
    return release->decided ? INTEGI_FAIL(error, NULL, &integi_message_release_decided) : INTEG_STATUS_OK;
}

integ_status integi_release_check_decided(const integ_release *release, integ_error *error)
{
    if (release == NULL)
        return integi_invalid_argument(error, "release");
    if (release->failed)
        return INTEGI_FAIL(error, NULL, &integi_message_release_failed);
    return release->decided ? INTEG_STATUS_OK : INTEGI_FAIL(error, NULL, &integi_message_release_undecided);
}

integ_status integi_release_added(integ_release *release, integ_status status)
{
    if (release != NULL && !release->decided && status != INTEG_STATUS_OK)
        release->failed = true;
    return status;
}
