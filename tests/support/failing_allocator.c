/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "support/failing_allocator.h"

#include "support/suite.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* More attempts than this would be a test nobody waits for: use a smaller input. */
#define ATTEMPTS_MAXIMUM 20000

struct failing_allocator {
    pthread_mutex_t lock;
    int64_t blocks, bytes, peak_bytes, requests;
    int64_t failing_number;
    bool lasting, has_failed;
};

/* Stands before every block; as wide as the strictest alignment. */
typedef union block_header {
    size_t size;
    max_align_t alignment;
} block_header;

failing_allocator *failing_allocator_new(void)
{
    failing_allocator *allocator = calloc(1, sizeof *allocator);
    ck_assert_ptr_nonnull(allocator);
    pthread_mutex_init(&allocator->lock, NULL);
    return allocator;
}

void failing_allocator_fail(failing_allocator *allocator, int64_t number, bool lasting)
{
    allocator->requests = 0;
    allocator->failing_number = number;
    allocator->lasting = lasting;
    allocator->has_failed = false;
}

static void *allocate(size_t size, void *userdata)
{
    failing_allocator *allocator = userdata;
    block_header *block = NULL;
    pthread_mutex_lock(&allocator->lock);
    int64_t number = ++allocator->requests;
    bool fails = allocator->failing_number > 0 &&
                 (number == allocator->failing_number || (allocator->lasting && number > allocator->failing_number));
    if (fails)
        allocator->has_failed = true;
    else
        block = malloc(sizeof *block + size);
    if (block != NULL) {
        block->size = size;
        memset(block + 1, 0xA5, size);
        allocator->blocks++;
        allocator->bytes += (int64_t)size;
        if (allocator->bytes > allocator->peak_bytes)
            allocator->peak_bytes = allocator->bytes;
    }
    pthread_mutex_unlock(&allocator->lock);
    return block == NULL ? NULL : block + 1;
}

static void release(void *pointer, size_t size, void *userdata)
{
    failing_allocator *allocator = userdata;
    block_header *block = (block_header *)pointer - 1;
    ck_assert_msg(block->size == size, "a block of %zu bytes was given back as one of %zu", block->size, size);
    memset(pointer, 0x5A, size);
    pthread_mutex_lock(&allocator->lock);
    allocator->blocks--;
    allocator->bytes -= (int64_t)size;
    pthread_mutex_unlock(&allocator->lock);
    free(block);
}

static void *reallocate(void *pointer, size_t old_size, size_t new_size, void *userdata)
{
    void *moved = allocate(new_size, userdata);
    if (moved == NULL)
        return NULL;
    memcpy(moved, pointer, old_size < new_size ? old_size : new_size);
    release(pointer, old_size, userdata);
    return moved;
}

integ_context *failing_allocator_context(failing_allocator *allocator)
{
    integ_context *context;
    if (integ_context_new_with_allocator(allocate, reallocate, release, allocator, &context, NULL) != INTEG_STATUS_OK)
        return NULL;
    /* With several threads the order of allocations, and so the N-th one, would differ from run to run. */
    integ_context_set_threads(context, 1, NULL);
    return context;
}

int64_t failing_allocator_blocks(const failing_allocator *allocator)
{
    return allocator->blocks;
}

int64_t failing_allocator_bytes(const failing_allocator *allocator)
{
    return allocator->bytes;
}

int64_t failing_allocator_peak_bytes(const failing_allocator *allocator)
{
    return allocator->peak_bytes;
}

int64_t failing_allocator_requests(const failing_allocator *allocator)
{
    return allocator->requests;
}

bool failing_allocator_has_failed(const failing_allocator *allocator)
{
    return allocator->has_failed;
}

void failing_allocator_free(failing_allocator *allocator)
{
    ck_assert_msg(allocator->blocks == 0 && allocator->bytes == 0, "%lld blocks (%lld bytes) were not given back",
                  (long long)allocator->blocks, (long long)allocator->bytes);
    pthread_mutex_destroy(&allocator->lock);
    free(allocator);
}

static bool says_out_of_memory(const integ_error *error)
{
    for (int64_t i = 0; i < integ_error_count(error); i++)
        if (integ_error_code(error, i) == INTEG_STATUS_OUT_OF_MEMORY)
            return true;
    return false;
}

/* Returns whether the attempt came as far as the failing allocation. */
static bool try_with_failure(allocation_attempt attempt, void *userdata, int64_t number, bool lasting,
                             integ_error *error)
{
    failing_allocator *allocator = failing_allocator_new();
    integ_context *context = failing_allocator_context(allocator);
    integ_error_clear(error);
    failing_allocator_fail(allocator, number, lasting);
    integ_status status = attempt(context, error, userdata);
    bool failed = failing_allocator_has_failed(allocator);
    integ_context_free(context);
    char line[1024] = "";
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    const char *kind = lasting ? "and all later allocations" : "allocation alone";
    if (!failed)
        ck_assert_msg(status == INTEG_STATUS_OK, "undisturbed: %s: %s", integ_status_name(status), line);
    ck_assert_msg(status == INTEG_STATUS_OK || status == INTEG_STATUS_OUT_OF_MEMORY, "number %lld %s failing: %s: %s",
                  (long long)number, kind, integ_status_name(status), line);
    ck_assert_msg(status == INTEG_STATUS_OK || says_out_of_memory(error),
                  "number %lld %s failing: no entry says OUT_OF_MEMORY", (long long)number, kind);
    ck_assert_msg(failing_allocator_blocks(allocator) == 0, "number %lld %s failing: %lld blocks were not given back",
                  (long long)number, kind, (long long)failing_allocator_blocks(allocator));
    failing_allocator_free(allocator);
    return failed;
}

/* Every allocation fails in a usual run. With sanitizers, which make an attempt several times as long, and where the same
 * has been done already, only some of those behind the first hundred do; other ones alone than with all later ones. */
static int64_t next_number(int64_t number, bool lasting)
{
    return number + (number > (lasting ? 102 : 100) ? one_of(4, 7) : 1);
}

void for_each_failing_allocation(allocation_attempt attempt, void *userdata)
{
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert(!try_with_failure(attempt, userdata, 0, false, error));
    for (int lasting = 0; lasting < 2; lasting++) {
        int64_t number = 1;
        while (try_with_failure(attempt, userdata, number, lasting == 1, error)) {
            number = next_number(number, lasting == 1);
            ck_assert_msg(number <= ATTEMPTS_MAXIMUM, "still failing after %d attempts", ATTEMPTS_MAXIMUM);
        }
    }
    integ_error_free(error);
}
