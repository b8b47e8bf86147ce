/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_EXAMINE_MESSAGES_H
#define INTEGI_EXPRESSION_EXAMINE_MESSAGES_H

#include "base/message.h"

extern const integi_message integi_message_examine_never;
extern const integi_message integi_message_examine_never_of;
extern const integi_message integi_message_examine_never_folded;
extern const integi_message integi_message_examine_never_group;
extern const integi_message integi_message_examine_reversed;
extern const integi_message integi_message_examine_constant_true;
extern const integi_message integi_message_examine_constant_false;
extern const integi_message integi_message_examine_unknown;
extern const integi_message integi_message_examine_unknown_zero;
extern const integi_message integi_message_examine_always;
extern const integi_message integi_message_examine_always_known;
extern const integi_message integi_message_examine_never_false;
extern const integi_message integi_message_examine_exclude;
extern const integi_message integi_message_examine_exclude_group;
extern const integi_message integi_message_examine_cover;
extern const integi_message integi_message_examine_cover_known;
extern const integi_message integi_message_examine_twice;
extern const integi_message integi_message_examine_weaker;
extern const integi_message integi_message_examine_stricter;
extern const integi_message integi_message_examine_same;
extern const integi_message integi_message_examine_like_plain;
extern const integi_message integi_message_examine_in_twice;
extern const integi_message integi_message_examine_code;
extern const integi_message integi_message_examine_code_near;
extern const integi_message integi_message_examine_code_absent;
extern const integi_message integi_message_examine_label;
extern const integi_message integi_message_examine_label_near;
extern const integi_message integi_message_examine_thousands;

#endif
