/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_PARALLEL_H
#define INTEGI_BASE_PARALLEL_H

#include "base/context.h"

/* Work on items 0 to count - 1 in any order. `thread` is 0 to the number of threads - 1 and the same for all items
 * that one thread takes, so that each has a workspace of its own. A status other than OK stops everything. */
typedef integ_status (*integi_parallel_work)(int64_t item, int32_t thread, void *userdata);

/* Runs work on as many threads as given (1 runs it right here), reports progress as `step` and hears whether to
 * stop, unless `step` is NULL. Returns the status of the failed item with the smallest number, CANCELLED, or
 * OUT_OF_MEMORY; it reports nothing itself. When threads cannot be started, fewer do the work. */
integ_status integi_parallel(integ_context *context, int32_t threads, int64_t count, const char *step,
                             integi_parallel_work work, void *userdata);

#endif
