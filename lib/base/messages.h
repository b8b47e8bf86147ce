/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_MESSAGES_H
#define INTEGI_BASE_MESSAGES_H

#include "base/message.h"

extern const integi_message integi_message_out_of_memory;
extern const integi_message integi_message_invalid_argument;
extern const integi_message integi_message_cancelled;
extern const integi_message integi_message_date_syntax;
extern const integi_message integi_message_date_range;

#endif
