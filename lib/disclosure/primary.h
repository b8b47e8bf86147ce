/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_PRIMARY_H
#define INTEGI_DISCLOSURE_PRIMARY_H

#include "base/context.h"
#include "integration/disclosure.h"

/* A copy of its own for whoever must not notice later changes. */
integ_status integi_disclosure_copy(const integ_disclosure *rule, integ_disclosure **out, integ_error *error);

#endif
