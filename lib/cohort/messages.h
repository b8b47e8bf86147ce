/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_MESSAGES_H
#define INTEGI_COHORT_MESSAGES_H

#include "base/message.h"

extern const integi_message integi_message_group_duplicate;
extern const integi_message integi_message_group_unknown;
extern const integi_message integi_message_group_unknown_near;
extern const integi_message integi_message_group_cycle;
extern const integi_message integi_message_group_depth;
extern const integi_message integi_message_group_population;
extern const integi_message integi_message_main_unknown;
extern const integi_message integi_message_not_main;
extern const integi_message integi_message_group_population_unknown;
extern const integi_message integi_message_cohort_table_unknown;
extern const integi_message integi_message_cohort_mixed;
extern const integi_message integi_message_cohort_refused;
extern const integi_message integi_message_cohort_row_range;
extern const integi_message integi_message_attrition_conditions;
extern const integi_message integi_message_overlap_patterns;
extern const integi_message integi_message_cohort_no_key;
extern const integi_message integi_message_cohort_key_type;
extern const integi_message integi_message_group_same;
extern const integi_message integi_message_following_link;
extern const integi_message integi_message_following_column;
extern const integi_message integi_message_following_reasons;

#endif
