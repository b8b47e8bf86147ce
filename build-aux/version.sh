#!/bin/sh
# Prints the version that include/integration/base.h states, so that it stands in one place only.
awk '/^#define INTEG_VERSION_(MAJOR|MINOR|PATCH) /{v = v (v == "" ? "" : ".") $3} END{printf "%s", v}' \
    "$(dirname "$0")/../include/integration/base.h"
