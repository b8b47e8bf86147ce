/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/residues.h"

#include "base/instructions.h"

const integi_residues *integi_residues_of(const integ_context *context)
{
#if INTEGI_HAVE_X86
    if (integ_context_instructions(context) >= INTEG_INSTRUCTIONS_AVX2)
        return &integi_residues_avx2;
#endif
    (void)context;
    return &integi_residues_portable;
}
