/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_SUPPORT_FOLDER_H
#define TEST_SUPPORT_FOLDER_H

/* A folder of a test's own, and the path of a file that it can make there. */
typedef struct scratch_folder {
    char path[32];
    char file[64];
} scratch_folder;

void make_folder(scratch_folder *folder, const char *file);
void remove_folder(const scratch_folder *folder); /* with all files in it */

#endif
