/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_GOAL_MESSAGES_H
#define INTEGI_GOAL_MESSAGES_H

#include "base/message.h"

extern const integi_message integi_message_goal_no_baseline;
extern const integi_message integi_message_goal_no_target;
extern const integi_message integi_message_goal_deadline;
extern const integi_message integi_message_goal_method;
extern const integi_message integi_message_goal_method_near;
extern const integi_message integi_message_goal_method_direction;
extern const integi_message integi_message_goal_parameter;
extern const integi_message integi_message_goal_parameter_range;
extern const integi_message integi_message_goal_threshold_order;
extern const integi_message integi_message_series_order;
extern const integi_message integi_message_series_range;

#endif
