/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_MESSAGES_H
#define INTEGI_RELEASE_MESSAGES_H

#include "base/message.h"

extern const integi_message integi_message_release_rows;
extern const integi_message integi_message_release_fault;
extern const integi_message integi_message_release_unsafe;
extern const integi_message integi_message_release_exposed;
extern const integi_message integi_message_release_crowded;
extern const integi_message integi_message_release_published;
extern const integi_message integi_message_release_adds;
extern const integi_message integi_message_release_possible;
extern const integi_message integi_message_release_members;
extern const integi_message integi_message_release_part;
extern const integi_message integi_message_release_decided;
extern const integi_message integi_message_release_undecided;
extern const integi_message integi_message_release_failed;
extern const integi_message integi_message_release_unprotected;
extern const integi_message integi_message_release_no_ledger;
extern const integi_message integi_message_release_recorded;
extern const integi_message integi_message_release_register;
extern const integi_message integi_message_release_conditions;
extern const integi_message integi_message_release_groups;
extern const integi_message integi_message_release_round_limit;
extern const integi_message integi_message_release_round_ledger;
extern const integi_message integi_message_release_round_following;
extern const integi_message integi_message_release_round_listing;

extern const integi_message integi_message_ledger_broken;
extern const integi_message integi_message_ledger_shape;
extern const integi_message integi_message_ledger_version;
extern const integi_message integi_message_ledger_changed;
extern const integi_message integi_message_ledger_foreign;
extern const integi_message integi_message_ledger_snapshot;
extern const integi_message integi_message_ledger_fingerprint;
extern const integi_message integi_message_ledger_figure;
extern const integi_message integi_message_ledger_dangling;
extern const integi_message integi_message_ledger_locked;
extern const integi_message integi_message_ledger_undated;
extern const integi_message integi_message_ledger_unwritable;
extern const integi_message integi_message_ledger_read_only;
extern const integi_message integi_message_ledger_linked;
extern const integi_message integi_message_ledger_text;
extern const integi_message integi_message_ledger_full;

#endif
