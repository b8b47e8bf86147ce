/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_MESSAGES_H
#define INTEGI_TALLY_MESSAGES_H

#include "base/message.h"

extern const integi_message integi_message_dimensions_limit;
extern const integi_message integi_message_dimension_type;
extern const integi_message integi_message_dimension_band_type;
extern const integi_message integi_message_dimension_date_band_type;
extern const integi_message integi_message_dimension_range;
extern const integi_message integi_message_tally_cells;
extern const integi_message integi_message_measure_type;
extern const integi_message integi_message_tally_mixed;
extern const integi_message integi_message_plan_queries;
extern const integi_message integi_message_plan_asked;

#endif
