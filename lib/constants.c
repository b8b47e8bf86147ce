/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration.h"

/* Every macro constant of the public headers by name, for bindings that cannot read macros. A test compares the list
 * with the headers. */

typedef struct constant {
    const char *name;
    int64_t value;
} constant;

#define CONSTANT(name) {#name, name}

static const constant constants[] = {
#include "constants.inc"
};

#define COUNT ((int32_t)(sizeof constants / sizeof constants[0]))

int32_t integ_constant_count(void)
{
    return COUNT;
}

const char *integ_constant_name(int32_t index)
{
    return index < 0 || index >= COUNT ? NULL : constants[index].name;
}

int64_t integ_constant_value(int32_t index)
{
    return index < 0 || index >= COUNT ? 0 : constants[index].value;
}
