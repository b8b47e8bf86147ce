/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_SUPPORT_SUITE_H
#define TEST_SUPPORT_SUITE_H

/* The frame of every suite: a floor's main() makes a Suite, adds the test cases of its files and hands it over. */

#include <check.h>
#include <stdbool.h>
#include <stdint.h>

/* Runs a suite and prints TAP, one line for every test. Returns main()'s exit status. */
int run_suite(Suite *suite);

/* Adds a test case with its tests, the usual form of a test file:
 *     void add_dates(Suite *suite) { add_tests(suite, "dates", (const TTest *[]){reads_iso, refuses_rest, NULL}); } */
void add_tests(Suite *suite, const char *name, const TTest *const *tests);

/* Whether this is `make check-long`: random and exhaustive tests then do as much as is sensible in an hour. */
bool is_long_run(void);
/* Whether the same tests have run already (QUICK_TESTS in the environment): they need not try everything once more. */
bool is_quick_run(void);
/* Of how many things a test does one: every one of them usually; fewer with sanitizers, which make each take many times
 * as long, and in a quick run. */
int64_t one_of(int64_t with_sanitizers, int64_t in_quick_run);
/* How many random cases are tried: as many as usual, or as in a long run; with sanitizers an eighth of the usual ones,
 * and in a quick run a tenth. At least 1. */
int64_t random_cases(int64_t usual, int64_t in_long_run);

#endif
