/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/suite.h"

int main(void)
{
    Suite *suite = suite_create("tally");
    add_tallies(suite);
    add_breakdowns(suite);
    add_dimensions(suite);
    add_tally_arrow(suite);
    add_sparse(suite);
    add_values(suite);
    add_imagined(suite);
    return run_suite(suite);
}
