/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/instructions.h"

#if INTEGI_HAVE_X86

#include "base/target_avx2.h"

#include "disclosure/residues_body.h"

const integi_residues integi_residues_avx2 = {add, add_to_sums};

#include "base/target_end.h"

#endif
