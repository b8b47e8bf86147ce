/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/suite.h"

int main(void)
{
    Suite *suite = suite_create("indicator");
    add_values(suite);
    add_kinds(suite);
    add_strata(suite);
    add_intervals(suite);
    return run_suite(suite);
}
