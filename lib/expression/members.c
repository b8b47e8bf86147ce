/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/members.h"

#include "base/instructions.h"

const integi_members *integi_members_for(int32_t instructions)
{
#if INTEGI_HAVE_X86
    if (instructions == INTEG_INSTRUCTIONS_AVX512)
        return &integi_members_avx512;
    if (instructions == INTEG_INSTRUCTIONS_AVX2)
        return &integi_members_avx2;
#endif
    (void)instructions;
    return &integi_members_portable;
}
