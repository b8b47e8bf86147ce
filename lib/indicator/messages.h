/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_INDICATOR_MESSAGES_H
#define INTEGI_INDICATOR_MESSAGES_H

#include "base/message.h"

extern const integi_message integi_message_indicator_incomplete;
extern const integi_message integi_message_indicator_unused;
extern const integi_message integi_message_indicator_even;
extern const integi_message integi_message_indicator_weights;
extern const integi_message integi_message_indicator_european_bands;
extern const integi_message integi_message_indicator_published_order;
extern const integi_message integi_message_indicator_group_measure;

#endif
