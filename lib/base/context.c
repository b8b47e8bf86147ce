/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "base/context.h"

#include "base/instructions.h"
#include "base/messages.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define THREADS_MAXIMUM 1024

struct integ_context {
    integ_allocate_callback allocate;
    integ_reallocate_callback reallocate;
    integ_release_callback release;
    void *allocator_userdata;
    integ_progress_callback progress;
    void *progress_userdata;
    pthread_mutex_t progress_lock;
    int32_t threads;
    int32_t instructions;
    atomic_int references;
};

static void *standard_allocate(size_t size, void *userdata)
{
    (void)userdata;
    return malloc(size);
}

static void *standard_reallocate(void *block, size_t old_size, size_t new_size, void *userdata)
{
    (void)old_size;
    (void)userdata;
    return realloc(block, new_size);
}

static void standard_release(void *block, size_t size, void *userdata)
{
    (void)size;
    (void)userdata;
    free(block);
}

static int32_t processors(void)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    if (online < 1)
        return 1;
    return online > THREADS_MAXIMUM ? THREADS_MAXIMUM : (int32_t)online;
}

integ_status integ_context_new(integ_context **out, integ_error *error)
{
    return integ_context_new_with_allocator(standard_allocate, standard_reallocate, standard_release, NULL, out,
                                            error);
}

integ_status integ_context_new_with_allocator(integ_allocate_callback allocate,
                                              integ_reallocate_callback reallocate, integ_release_callback release,
                                              void *userdata, integ_context **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (allocate == NULL || reallocate == NULL || release == NULL)
        return integi_invalid_argument(error, "allocate, reallocate, release");
    integ_context *context = allocate(sizeof *context, userdata);
    if (context == NULL)
        return integi_out_of_memory(error);
    *context = (integ_context){.allocate = allocate, .reallocate = reallocate, .release = release,
                               .allocator_userdata = userdata, .threads = processors(),
                               .instructions = integi_instructions_best()};
    atomic_init(&context->references, 1);
    if (pthread_mutex_init(&context->progress_lock, NULL) != 0) {
        release(context, sizeof *context, userdata);
        return integi_out_of_memory(error);
    }
    *out = context;
    return INTEG_STATUS_OK;
}

integ_context *integi_context_retain(integ_context *context)
{
    atomic_fetch_add_explicit(&context->references, 1, memory_order_relaxed);
    return context;
}

void integ_context_free(integ_context *context)
{
    if (context == NULL || atomic_fetch_sub_explicit(&context->references, 1, memory_order_acq_rel) != 1)
        return;
    pthread_mutex_destroy(&context->progress_lock);
    context->release(context, sizeof *context, context->allocator_userdata);
}

integ_status integ_context_set_threads(integ_context *context, int32_t threads, integ_error *error)
{
    if (context == NULL)
        return integi_invalid_argument(error, "context");
    if (threads < 0 || threads > THREADS_MAXIMUM)
        return integi_invalid_argument(error, "threads");
    context->threads = threads == 0 ? processors() : threads;
    return INTEG_STATUS_OK;
}

int32_t integ_context_threads(const integ_context *context)
{
    return context->threads;
}

integ_status integ_context_set_progress(integ_context *context, integ_progress_callback callback, void *userdata,
                                        integ_error *error)
{
    if (context == NULL)
        return integi_invalid_argument(error, "context");
    context->progress = callback;
    context->progress_userdata = userdata;
    return INTEG_STATUS_OK;
}

integ_status integ_context_set_instructions(integ_context *context, int32_t instructions, integ_error *error)
{
    if (context == NULL)
        return integi_invalid_argument(error, "context");
    if (instructions < INTEG_INSTRUCTIONS_BEST || instructions > INTEG_INSTRUCTIONS_AVX512)
        return integi_invalid_argument(error, "instructions");
    int32_t best = integi_instructions_best();
    if (instructions > best)
        return INTEGI_FAIL(error, NULL, &integi_message_instructions, integ_instructions_name(instructions));
    context->instructions = instructions == INTEG_INSTRUCTIONS_BEST ? best : instructions;
    return INTEG_STATUS_OK;
}

int32_t integ_context_instructions(const integ_context *context)
{
    return context->instructions;
}

bool integi_progress(integ_context *context, const char *step, int64_t done, int64_t total)
{
    if (context->progress == NULL)
        return true;
    pthread_mutex_lock(&context->progress_lock);
    int32_t stop = context->progress(step, done, total, context->progress_userdata);
    pthread_mutex_unlock(&context->progress_lock);
    return stop == 0;
}

/* An allocator may return NULL for 0 bytes, which must not look like a failure. */
void *integi_allocate(integ_context *context, size_t size)
{
    return context->allocate(size == 0 ? 1 : size, context->allocator_userdata);
}

void *integi_allocate_zeroed(integ_context *context, size_t size)
{
    void *block = integi_allocate(context, size);
    if (block != NULL)
        memset(block, 0, size);
    return block;
}

void *integi_allocate_array(integ_context *context, size_t count, size_t item_size)
{
    if (item_size != 0 && count > SIZE_MAX / item_size)
        return NULL;
    return integi_allocate(context, count * item_size);
}

void *integi_reallocate(integ_context *context, void *block, size_t old_size, size_t new_size)
{
    if (block == NULL)
        return integi_allocate(context, new_size);
    return context->reallocate(block, old_size == 0 ? 1 : old_size, new_size == 0 ? 1 : new_size,
                               context->allocator_userdata);
}

void integi_release(integ_context *context, void *block, size_t size)
{
    if (block != NULL)
        context->release(block, size == 0 ? 1 : size, context->allocator_userdata);
}

bool integi_grow(integ_context *context, void **items, size_t *capacity, size_t count, size_t item_size)
{
    if (count < *capacity)
        return true;
    size_t wanted = *capacity == 0 ? 8 : *capacity * 2;
    if (wanted <= *capacity || wanted > SIZE_MAX / item_size)
        return false;
    void *grown = integi_reallocate(context, *items, *capacity * item_size, wanted * item_size);
    if (grown == NULL)
        return false;
    *items = grown;
    *capacity = wanted;
    return true;
}

void integi_wipe(void *block, size_t size)
{
    if (block == NULL || size == 0)
        return;
#ifdef HAVE_EXPLICIT_BZERO
    explicit_bzero(block, size);
#else
    volatile unsigned char *bytes = block;
    while (size-- > 0)
        *bytes++ = 0;
#endif
}

void integi_release_wiped(integ_context *context, void *block, size_t size)
{
    integi_wipe(block, size);
    integi_release(context, block, size);
}

char *integi_text_copy(integ_context *context, const char *text, size_t length)
{
    char *copy = integi_allocate(context, length + 1);
    if (copy == NULL)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

void integi_text_free(integ_context *context, char *text)
{
    if (text != NULL)
        integi_release(context, text, strlen(text) + 1);
}
