/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* -O2 alone leaves loops as they are written. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

typedef unsigned long long lanes __attribute__((vector_size(16)));

#include "base/words_count.h"

#include "base/words_body.h"

const integi_words integi_words_portable = INTEGI_WORDS_TABLE;
