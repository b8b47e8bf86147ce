/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/suite.h"

int main(void)
{
    Suite *suite = suite_create("goal");
    add_progress(suite);
    add_milestones(suite);
    add_series(suite);
    add_vectors(suite);
    add_methods(suite);
    add_forecasts(suite);
    add_properties(suite);
    return run_suite(suite);
}
