/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* libyaml takes its memory from the C library, past the context. This program puts its own malloc in front of the C
 * library's, for every library it loads, and lets each allocation that reading a document makes fail in turn. That
 * works with glibc alone, and not beside a sanitizer, which does the same. */
#include "base/document.h"
#include "support/suite.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define __SANITIZE_ADDRESS__ 1 /* as gcc says it */
#endif
#endif
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define INTERPOSED 1
#else
#define INTERPOSED 0
#endif

#if INTERPOSED
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void __libc_free(void *block);

static bool watching;
static int64_t requests, failing, held;

static bool must_fail(void)
{
    if (!watching || ++requests != failing)
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    if (must_fail())
        return NULL;
    held += watching;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    if (must_fail())
        return NULL;
    held += watching;
    return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    if (must_fail())
        return NULL;
    held += watching && block == NULL;
    return __libc_realloc(block, size);
}

void free(void *block)
{
    held -= watching && block != NULL;
    __libc_free(block);
}

static const char document_text[] = "a: {b: [c, 'd'], e: \"f\\u00e6\"}\n"
                                    "g: |\n  text\nh:\n  - i: plain\n      on two lines\n  - "
                                    "[[[[[[[[[[[[[[[[[[j]]]]]]]]]]]]]]]]]]\n";

static integ_status attempt(integ_context *context, integ_error *error, int64_t number)
{
    integi_document *document;
    requests = 0;
    failing = number;
    held = 0;
    watching = true;
    integ_status status = integi_document_read(context, document_text, strlen(document_text), "x", &document, error);
    integi_document_free(document);
    watching = false;
    return status;
}

START_TEST(running_out_of_memory_inside_libyaml_is_reported_and_leaks_nothing)
{
    integ_error *error;
    integ_context *context;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_context_new(&context, error), INTEG_STATUS_OK);
    ck_assert_int_eq(attempt(context, error, 0), INTEG_STATUS_OK);
    int64_t all = requests;
    ck_assert_int_gt(all, 30);
    for (int64_t number = 1; number <= all; number++) {
        integ_error_clear(error);
        integ_status status = attempt(context, error, number);
        ck_assert_msg(status == INTEG_STATUS_OUT_OF_MEMORY, "allocation %lld failing: %s", (long long)number,
                      integ_status_name(status));
        ck_assert_int_eq(integ_error_code(error, 0), INTEG_STATUS_OUT_OF_MEMORY);
        ck_assert_msg(held == 0, "allocation %lld failing: %lld blocks held", (long long)number, (long long)held);
    }
    integ_context_free(context);
    integ_error_free(error);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory inside libyaml");
    add_tests(suite, "memory",
              (const TTest *[]){running_out_of_memory_inside_libyaml_is_reported_and_leaks_nothing, NULL});
    return run_suite(suite);
}
#else
#include <stdio.h>

int main(void)
{
    puts("1..0 # SKIP malloc cannot be replaced here");
    return 0;
}
#endif
