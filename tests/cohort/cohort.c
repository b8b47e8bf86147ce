/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/suite.h"

int main(void)
{
    Suite *suite = suite_create("cohort");
    add_cohorts(suite);
    add_groups(suite);
    add_copies(suite);
    add_definitions(suite);
    add_attrition(suite);
    add_near_miss(suite);
    add_members(suite);
    add_cohort_arrow(suite);
    add_overlap(suite);
    add_earlier(suite);
    add_linked(suite);
    add_following(suite);
    return run_suite(suite);
}
