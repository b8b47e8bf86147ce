/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "support/suite.h"

#include <locale.h>
#include <stdlib.h>

int run_suite(Suite *suite)
{
    /* The library must not care for the process's locale, so the tests run in whatever the environment says. */
    setlocale(LC_ALL, "");
    SRunner *runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}

void add_tests(Suite *suite, const char *name, const TTest *const *tests)
{
    TCase *test_case = tcase_create(name);
    tcase_set_timeout(test_case, is_long_run() ? 3600 : 120);
    for (; *tests != NULL; tests++)
        tcase_add_test(test_case, *tests);
    suite_add_tcase(suite, test_case);
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0';
}

bool is_long_run(void)
{
    return is_set("LONG_TESTS");
}

bool is_quick_run(void)
{
    return is_set("QUICK_TESTS");
}

int64_t one_of(int64_t with_sanitizers, int64_t in_quick_run)
{
    if (is_quick_run())
        return in_quick_run;
#if defined(__SANITIZE_ADDRESS__)
    return with_sanitizers;
#else
    (void)with_sanitizers;
    return 1;
#endif
}

int64_t random_cases(int64_t usual, int64_t in_long_run)
{
    int64_t share = one_of(8, 10);
    return is_long_run() ? in_long_run : usual < share ? 1 : usual / share;
}
