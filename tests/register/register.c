/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/suite.h"

int main(void)
{
    Suite *suite = suite_create("register");
    add_columns(suite);
    add_arrays(suite);
    add_arrow(suite);
    add_arrow_out(suite);
    add_values(suite);
    add_csv(suite);
    add_blocks(suite);
    add_kernels(suite);
    add_packed(suite);
    add_csv_writing(suite);
    add_manifests(suite);
    add_municipalities(suite);
    add_invalid(suite);
#ifdef HAVE_SQLITE
    add_sqlite(suite);
#endif
    return run_suite(suite);
}
