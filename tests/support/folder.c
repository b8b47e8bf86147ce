/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "support/folder.h"
#include "support/files.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void make_folder(scratch_folder *folder, const char *file)
{
    strcpy(folder->path, "/tmp/integration.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder->path));
    snprintf(folder->file, sizeof folder->file, "%s/%s", folder->path, file);
}

static void remove_entry(const char *name, void *userdata)
{
    (void)userdata;
    unlink(name);
}

void remove_folder(const scratch_folder *folder)
{
    for_each_entry(folder->path, remove_entry, NULL);
    rmdir(folder->path);
}
