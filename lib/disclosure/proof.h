/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_PROOF_H
#define INTEGI_DISCLOSURE_PROOF_H

/* Other counts that could have been published in the same way, as what is different from the true ones. It is only
 * data: whoever is given one has to look for himself whether it proves anything. */

#include "disclosure/cells.h"

struct integ_proof {
    integ_context *context;
    integi_lists others; /* atoms, each followed by how many more or fewer are in it */
};

#endif
