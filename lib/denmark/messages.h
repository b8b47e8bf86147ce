/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DENMARK_MESSAGES_H
#define INTEGI_DENMARK_MESSAGES_H

#include "base/message.h"

extern const integi_message integi_message_cpr_form;
extern const integi_message integi_message_cpr_date;
extern const integi_message integi_message_country_list;
extern const integi_message integi_message_municipality_form;
extern const integi_message integi_message_municipality_unknown;
extern const integi_message integi_message_grade;
extern const integi_message integi_message_denmark_range;

#endif
