/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_AUDIT_LINEAR_H
#define INTEGI_DISCLOSURE_AUDIT_LINEAR_H

#include "disclosure/audit.h"

/* Of the cells with a single value, tells those of which adding and subtracting published cells gives it from those for
 * which counts must not be negative too. OK or OUT_OF_MEMORY. */
integ_status integi_audit_linear(integ_audit *self, const integi_published *published);

#endif
