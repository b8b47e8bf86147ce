#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# Prints the version that include/integration/base.h states, so that it stands in one place only.
awk '/^#define INTEG_VERSION_(MAJOR|MINOR|PATCH) /{v = v (v == "" ? "" : ".") $3} END{printf "%s", v}' \
    "$(dirname "$0")/../include/integration/base.h"
