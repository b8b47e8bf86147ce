/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_SUPPORT_INVALID_H
#define TEST_SUPPORT_INVALID_H

/* Folders of invalid inputs. Beside each input NAME (a file, or a folder where several files belong together) stands
 * NAME.expected: one line for each entry of the error object,
 *     NAME:LINE:COLUMN: error: MESSAGE (HINT) [LASTING.NAME, byte N]
 * in English, the source's folder taken away. Names that begin with a dot or an underscore are not inputs. */

#include "integration/base.h"

/* Loads the input at `path` and frees what came of it. */
typedef integ_status (*load_invalid)(const char *path, integ_error *error, void *userdata);

/* Loads every input of a folder (named from tests/, such as "policy/invalid") and compares what is reported; all
 * differences are shown together. An input that loads without complaint is a failure, and so is an empty folder. With
 * the environment variable UPDATE_EXPECTED set, missing and different .expected files are written instead: read them
 * before they are committed. */
void check_invalid_folder(const char *folder, load_invalid load, void *userdata);

#endif
