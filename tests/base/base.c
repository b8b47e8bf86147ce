/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/suite.h"

int main(void)
{
    Suite *suite = suite_create("base");
    add_errors(suite);
    add_dates(suite);
    add_documents(suite);
    add_json(suite);
    add_decimals(suite);
    add_bitsets(suite);
    add_buffers(suite);
    add_memory(suite);
    add_words(suite);
    add_digests(suite);
    return run_suite(suite);
}
