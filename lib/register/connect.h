/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CONNECT_H
#define INTEGI_REGISTER_CONNECT_H

/* Which rows of a column hold a value that stood before, and which row of another table a value leads to. Both work
 * in passes over a part of the values at a time, so that they never need more than a fixed amount of memory. */

#include "register/column.h"

/* Rows whose value is known and stands in an earlier row; `first` is the first of them, -1 when there is none.
 * `numbers`: items are binary64, and -0 is 0.
 * False: no memory. */
bool integi_count_repeats(integ_context *context, const integi_column *column, bool numbers, int64_t *repeats,
                          int64_t *first);

/* Fills `rows[i]` with 1 + the row of `keys` that holds the value of row i of `links`, 0 where there is none. `rows`
 * is cleared when it comes; keys hold no value twice. Values are compared as whole numbers; where `mapping` is not
 * NULL, a value of `links` is first replaced by mapping[value] (the number of the same text in the other dictionary,
 * or -1). False: no memory. */
bool integi_find_rows(integ_context *context, const integi_column *keys, const integi_column *links,
                      const int64_t *mapping, uint32_t *rows);

/* The same where both columns are texts with dictionaries of their own, which may be one and the same; NULL for
 * others. */
bool integi_match_rows(integ_context *context, const integi_column *keys, const integi_dictionary *key_texts,
                       const integi_column *links, const integi_dictionary *link_texts, uint32_t *rows);

#endif
