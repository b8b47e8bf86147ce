/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_EXPRESSION_SMALL_REGISTER_H
#define TEST_EXPRESSION_SMALL_REGISTER_H

#include "integration/register.h"

/* Nine rows: every pair of true, false and unknown in p and q; and a little of every type. Its snapshot is of
 * 2020-01-01. The context may be NULL; the register is NULL when its memory ran out. */
integ_register *small_register(integ_context *context);

#endif
