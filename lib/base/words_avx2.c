/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/instructions.h"

#if INTEGI_HAVE_X86

#include <immintrin.h>

#include "base/target_avx2.h"

typedef unsigned long long lanes __attribute__((vector_size(32)));

#define HAS_TZCNT

#include "base/words_count.h"

#include "base/words_body.h"

const integi_words integi_words_avx2 = INTEGI_WORDS_TABLE;

#include "base/target_end.h"

#endif
