/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_MESSAGES_H
#define INTEGI_DISCLOSURE_MESSAGES_H

#include "base/message.h"

extern const integi_message integi_message_cells_atom;
extern const integi_message integi_message_cells_part;
extern const integi_message integi_message_cells_parent;
extern const integi_message integi_message_cells_cycle;
extern const integi_message integi_message_cells_limit;
extern const integi_message integi_message_cells_dimensions;
extern const integi_message integi_message_protect_counts;
extern const integi_message integi_message_protect_fault;
extern const integi_message integi_message_contributions;
extern const integi_message integi_message_audit_impossible;
extern const integi_message integi_message_audit_counts;
extern const integi_message integi_message_round_rule;
extern const integi_message integi_message_round_standing;

#endif
