/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_INSTRUCTIONS_H
#define INTEGI_BASE_INSTRUCTIONS_H

/* Which of the processor's instructions can be used. Loops that gain by it are compiled once for each set, from the
 * same source where that is possible, and chosen by the context. */

#include "integration/base.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define INTEGI_HAVE_X86 1
#else
#define INTEGI_HAVE_X86 0
#endif

/* The largest set that this processor has, as an INTEG_INSTRUCTIONS_ constant. */
int32_t integi_instructions_best(void);

#endif
