/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_POLICY_RUN_MESSAGES_H
#define INTEGI_POLICY_RUN_MESSAGES_H

#include "base/message.h"

extern const integi_message integi_message_run_baseline;
extern const integi_message integi_message_run_undated;
extern const integi_message integi_message_run_by_key;
extern const integi_message integi_message_run_no_snapshot;

#endif
