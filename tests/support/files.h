/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_SUPPORT_FILES_H
#define TEST_SUPPORT_FILES_H

#include <stdbool.h>
#include <stddef.h>

/* The whole file with a NUL behind it, to be freed by the caller; NULL when it cannot be read. The length may be
 * NULL. */
char *read_whole_file(const char *path, size_t *length);

/* Fails the test when it cannot be written. */
void write_whole_file(const char *path, const char *bytes, size_t length);

/* Calls back with the path of every entry of a folder except "." and "..", in the order of their names' bytes. Fails
 * the test when there is no such folder. */
void for_each_entry(const char *folder, void (*visit)(const char *path, void *userdata), void *userdata);

#endif
