/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/suite.h"

int main(void)
{
    Suite *suite = suite_create("expression");
    add_parser(suite);
    add_printing(suite);
    add_faults(suite);
    add_kernels(suite);
    add_limits(suite);
    add_json(suite);
    add_logic(suite);
    add_checks(suite);
    add_examined(suite);
    add_programs(suite);
    add_histories(suite);
    add_municipalities(suite);
    add_words(suite);
    add_fingerprints(suite);
    add_conformance(suite);
    add_abstract(suite);
#ifdef HAVE_SQLITE
    add_differential(suite);
    add_sqlite(suite);
#endif
    return run_suite(suite);
}
