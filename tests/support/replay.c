/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The main program of every fuzz target in an ordinary build: replays the corpus, so that what a fuzzer once found
 * stays found. fuzz_NAME.test reads tests/fuzz/corpus/NAME, hands over each input, all of its beginnings when it is
 * small, and the input with one byte changed at a time; prints one line of TAP per input. */
#include "support/files.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SMALL_INPUT 1024

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* From a block of its exact size, so that the address sanitizer and valgrind see a byte read too much. */
static void run(const char *bytes, size_t size)
{
    uint8_t *copy = malloc(size == 0 ? 1 : size);
    memcpy(copy, bytes, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void run_changed(char *bytes, size_t size)
{
    static const char replacements[] = {'\0', '\n', '"', ':', '9', '\x80', '\xff'};
    for (size_t i = 0; i < size; i++) {
        char kept = bytes[i];
        bytes[i] = replacements[i % sizeof replacements];
        run(bytes, size);
        bytes[i] = kept;
    }
}

static void replay(const char *path, void *userdata)
{
    int *count = userdata;
    size_t size;
    char *bytes = read_whole_file(path, &size);
    if (bytes == NULL) {
        printf("not ok %d - cannot read %s\n", ++*count, path);
        return;
    }
    run(bytes, size);
    if (size <= SMALL_INPUT) {
        for (size_t length = 0; length < size; length++)
            run(bytes, length);
        run_changed(bytes, size);
    }
    free(bytes);
    printf("ok %d - survives %s\n", ++*count, strrchr(path, '/') + 1);
    fflush(stdout);
}

int main(int argument_count, char **arguments)
{
    (void)argument_count;
    const char *name = strrchr(arguments[0], '/');
    name = strstr(name == NULL ? arguments[0] : name, "fuzz_");
    if (name == NULL)
        return 99;
    name += strlen("fuzz_");
    char folder[4096];
    snprintf(folder, sizeof folder, "%s/fuzz/corpus/%.*s", TEST_SOURCE_DIRECTORY, (int)strcspn(name, "."), name);
    int count = 0;
    for_each_entry(folder, replay, &count);
    printf("1..%d\n", count);
    return count == 0;
}
