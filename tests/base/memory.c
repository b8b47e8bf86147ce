/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/buffer.h"
#include "base/context.h"
#include "base/message.h"
#include "base/suite.h"
#include "support/failing_allocator.h"

#include <string.h>

static integ_status fill_a_buffer(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    integi_buffer buffer;
    integi_buffer_init(&buffer, context);
    for (int64_t i = 0; i < 2000; i++) {
        integi_buffer_integer(&buffer, i);
        integi_buffer_byte(&buffer, ' ');
    }
    bool failed = buffer.failed;
    if (!failed)
        ck_assert_int_eq(strncmp(buffer.bytes, "0 1 2 3 ", 8), 0);
    integi_buffer_free(&buffer);
    return failed ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

START_TEST(buffers_survive_every_failing_allocation)
{
    for_each_failing_allocation(fill_a_buffer, NULL);
}
END_TEST

/* Two blocks, of which the second may fail without consequence and the first may not. */
static integ_status allocate_twice(integ_context *context, integ_error *error, void *userdata)
{
    int *attempts = userdata;
    ++*attempts;
    void *needed = integi_allocate(context, 100);
    if (needed == NULL)
        return integi_out_of_memory(error);
    void *luxury = integi_allocate(context, 50);
    integi_release(context, luxury, 50);
    integi_release(context, needed, 100);
    return INTEG_STATUS_OK;
}

START_TEST(every_allocation_is_made_to_fail_alone_and_with_those_after_it)
{
    int attempts = 0;
    for_each_failing_allocation(allocate_twice, &attempts);
    ck_assert_int_eq(attempts, 1 + 3 + 3);
}
END_TEST

START_TEST(the_test_allocator_counts_what_is_held)
{
    failing_allocator *allocator = failing_allocator_new();
    integ_context *context = failing_allocator_context(allocator);
    int64_t before = failing_allocator_bytes(allocator);
    void *block = integi_allocate(context, 100);
    ck_assert_int_eq(failing_allocator_bytes(allocator), before + 100);
    block = integi_reallocate(context, block, 100, 300);
    ck_assert_int_eq(failing_allocator_bytes(allocator), before + 300);
    ck_assert_int_eq(failing_allocator_peak_bytes(allocator), before + 400);
    ck_assert_int_eq(failing_allocator_blocks(allocator), 2);
    integi_release(context, block, 300);
    integ_context_free(context);
    ck_assert_int_eq(failing_allocator_blocks(allocator), 0);
    failing_allocator_free(allocator);
}
END_TEST

START_TEST(a_context_lives_as_long_as_what_was_made_with_it)
{
    failing_allocator *allocator = failing_allocator_new();
    integ_context *context = failing_allocator_context(allocator);
    integ_context *held = integi_context_retain(context);
    integ_context_free(context);
    ck_assert_int_eq(failing_allocator_blocks(allocator), 1);
    ck_assert_int_eq(integ_context_threads(held), 1);
    integ_context_free(held);
    failing_allocator_free(allocator);
}
END_TEST

START_TEST(sizes_that_overflow_are_refused)
{
    failing_allocator *allocator = failing_allocator_new();
    integ_context *context = failing_allocator_context(allocator);
    failing_allocator_fail(allocator, 0, false);
    ck_assert_ptr_null(integi_allocate_array(context, SIZE_MAX / 4, 8));
    ck_assert_int_eq(failing_allocator_requests(allocator), 0);
    integ_context_free(context);
    failing_allocator_free(allocator);
}
END_TEST

void add_memory(Suite *suite)
{
    add_tests(suite, "memory", (const TTest *[]){
        buffers_survive_every_failing_allocation,
        every_allocation_is_made_to_fail_alone_and_with_those_after_it,
        the_test_allocator_counts_what_is_held,
        a_context_lives_as_long_as_what_was_made_with_it,
        sizes_that_overflow_are_refused,
        NULL});
}
