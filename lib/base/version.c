/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/base.h"

#define TEXT_OF(number) #number
#define VERSION_TEXT(major, minor, patch) TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(patch)

int32_t integ_version_number(void)
{
    return INTEG_VERSION_MAJOR * 1000000 + INTEG_VERSION_MINOR * 1000 + INTEG_VERSION_PATCH;
}

const char *integ_version_text(void)
{
    return VERSION_TEXT(INTEG_VERSION_MAJOR, INTEG_VERSION_MINOR, INTEG_VERSION_PATCH);
}
