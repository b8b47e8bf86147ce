/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/suite.h"

int main(void)
{
    Suite *suite = suite_create("denmark");
    add_cpr(suite);
    add_origin(suite);
    add_countries(suite);
    add_municipalities(suite);
    add_housing(suite);
    add_benefits(suite);
    add_language(suite);
    add_vectors(suite);
    add_functions(suite);
    return run_suite(suite);
}
