/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "support/invalid.h"

#include "support/files.h"
#include "support/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPECTED ".expected"

typedef struct folder_check {
    const char *folder;
    load_invalid load;
    void *userdata;
    integ_error *error;
    int inputs, differences;
} folder_check;

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), ending_length = strlen(ending);
    return length >= ending_length && strcmp(text + length - ending_length, ending) == 0;
}

/* Takes the folder out of every place where the text names it, so that expectations hold on every machine. */
static void remove_folder(char *text, const char *folder)
{
    size_t length = strlen(folder) + 1;
    for (char *found = strstr(text, folder); found != NULL; found = strstr(found, folder))
        memmove(found, found + length, strlen(found + length) + 1);
}

/* The caller frees it. */
static char *describe_entries(const integ_error *error, const char *folder)
{
    char *text;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    for (int64_t i = 0; i < integ_error_count(error); i++) {
        size_t length = integ_error_line_text(error, i, INTEG_LANGUAGE_ENGLISH, NULL, 0);
        char *line = malloc(length + 1);
        integ_error_line_text(error, i, INTEG_LANGUAGE_ENGLISH, line, length + 1);
        remove_folder(line, folder);
        fprintf(stream, "%s [%s, byte %lld]\n", line, integ_error_name(error, i),
                (long long)integ_error_byte(error, i));
        free(line);
    }
    if (integ_error_omitted(error) > 0)
        fprintf(stream, "and %lld more\n", (long long)integ_error_omitted(error));
    fclose(stream);
    return text;
}

static void compare(folder_check *check, const char *path, const char *reported)
{
    char expected_path[4096];
    snprintf(expected_path, sizeof expected_path, "%s" EXPECTED, path);
    char *expected = read_whole_file(expected_path, NULL);
    if (expected != NULL && strcmp(expected, reported) == 0) {
        free(expected);
        return;
    }
    if (getenv("UPDATE_EXPECTED") != NULL) {
        write_whole_file(expected_path, reported, strlen(reported));
    } else {
        check->differences++;
        fprintf(stderr, "%s\n  expected: %s\n  reported: %s\n", path, expected == NULL ? "(no file)" : expected,
                reported);
    }
    free(expected);
}

static void check_input(const char *path, void *userdata)
{
    folder_check *check = userdata;
    const char *name = strrchr(path, '/') + 1;
    if (ends_with(name, EXPECTED) || name[0] == '.' || name[0] == '_')
        return;
    check->inputs++;
    integ_error_clear(check->error);
    integ_status status = check->load(path, check->error, check->userdata);
    char *reported = describe_entries(check->error, check->folder);
    if (status == INTEG_STATUS_OK || integ_error_count_of(check->error, INTEG_SEVERITY_ERROR) == 0) {
        check->differences++;
        fprintf(stderr, "%s: status %s without an error reported\n", path, integ_status_name(status));
    }
    for (int64_t i = 0; i < integ_error_count(check->error); i++)
        ck_assert_str_ne(integ_error_message(check->error, i, INTEG_LANGUAGE_DANISH), "");
    compare(check, path, reported);
    free(reported);
}

void check_invalid_folder(const char *folder, load_invalid load, void *userdata)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", TEST_SOURCE_DIRECTORY, folder);
    folder_check check = {.folder = path, .load = load, .userdata = userdata};
    ck_assert_int_eq(integ_error_new(&check.error), INTEG_STATUS_OK);
    for_each_entry(path, check_input, &check);
    integ_error_free(check.error);
    ck_assert_msg(check.inputs > 0, "%s has no inputs", folder);
    ck_assert_msg(check.differences == 0, "%d of %d inputs of %s were not reported as expected (see above)",
                  check.differences, check.inputs, folder);
}
