/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The end of what base/target_avx2.h or base/target_avx512.h began; deliberately without a guard. */
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
