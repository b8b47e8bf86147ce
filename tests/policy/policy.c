/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/suite.h"

int main(void)
{
    Suite *suite = suite_create("policy");
    add_loading(suite);
    add_checking(suite);
    add_breadth(suite);
    add_runs(suite);
    add_protection(suite);
    add_differences(suite);
    add_told_by_amounts(suite);
    add_contributors(suite);
    add_counts_by_amounts(suite);
    add_implied(suite);
    add_purpose(suite);
    add_rounding(suite);
    add_schemas(suite);
    return run_suite(suite);
}
