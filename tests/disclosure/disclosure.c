/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/suite.h"

int main(void)
{
    Suite *suite = suite_create("disclosure");
    add_primary(suite);
    add_amounts(suite);
    add_attacks(suite);
    add_cells(suite);
    add_audit(suite);
    add_levels(suite);
    add_linear(suite);
    add_protect(suite);
    add_round(suite);
    add_totals(suite);
    add_vectors(suite);
    add_witness(suite);
    add_pattern(suite);
    add_standing(suite);
    add_proof(suite);
    add_large(suite);
    add_kernel(suite);
    add_others(suite);
    return run_suite(suite);
}
