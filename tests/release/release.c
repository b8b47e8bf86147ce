/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/suite.h"

int main(void)
{
    Suite *suite = suite_create("release");
    add_releases(suite);
    add_possible(suite);
    add_small_groups(suite);
    add_listings(suite);
    add_owners(suite);
    add_linked(suite);
    add_crowds(suite);
    add_imagining(suite);
    add_sums(suite);
    add_sum_spans(suite);
    add_owned_sums(suite);
    add_cancelling(suite);
    add_ledgers(suite);
    add_misuse(suite);
    add_analyses(suite);
    add_full_followings(suite);
    add_zeros(suite);
    add_rounding(suite);
    return run_suite(suite);
}
