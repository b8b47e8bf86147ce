/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_STATISTICS_MESSAGES_H
#define INTEGI_STATISTICS_MESSAGES_H

#include "base/message.h"

extern const integi_message integi_message_statistics_range;
extern const integi_message integi_message_statistics_order;
extern const integi_message integi_message_statistics_too_large;
extern const integi_message integi_message_statistics_no_values;
extern const integi_message integi_message_statistics_too_few_values;
extern const integi_message integi_message_statistics_few_values;
extern const integi_message integi_message_statistics_too_few_events;
extern const integi_message integi_message_statistics_one_group;
extern const integi_message integi_message_statistics_no_members;
extern const integi_message integi_message_statistics_small_group;
extern const integi_message integi_message_statistics_one_moment;
extern const integi_message integi_message_statistics_no_degrees;
extern const integi_message integi_message_statistics_by_chance;
extern const integi_message integi_message_statistics_few_draws;
extern const integi_message integi_message_statistics_nothing_common;
extern const integi_message integi_message_statistics_not_fitted;
extern const integi_message integi_message_statistics_method;
extern const integi_message integi_message_statistics_parameter;

#endif
