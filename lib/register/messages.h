/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_MESSAGES_H
#define INTEGI_REGISTER_MESSAGES_H

#include "base/message.h"

/* Building and connecting tables. */
extern const integi_message integi_message_register_no_snapshot;
extern const integi_message integi_message_register_no_table;
extern const integi_message integi_message_register_duplicate_snapshot;
extern const integi_message integi_message_register_duplicate_table;
extern const integi_message integi_message_register_duplicate_column;
extern const integi_message integi_message_register_row_count;
extern const integi_message integi_message_register_rows_limit;
extern const integi_message integi_message_register_other_type;
extern const integi_message integi_message_register_new_column;
extern const integi_message integi_message_register_missing_column;
extern const integi_message integi_message_register_unknown_column;
extern const integi_message integi_message_register_unknown_table;
extern const integi_message integi_message_register_not_finite;
extern const integi_message integi_message_register_not_utf8;
extern const integi_message integi_message_register_bad_value;
extern const integi_message integi_message_register_labels_type;
extern const integi_message integi_message_register_label_municipality;
extern const integi_message integi_message_register_key_type;
extern const integi_message integi_message_register_key_repeated;
extern const integi_message integi_message_register_key_unknown;
extern const integi_message integi_message_register_link_type;
extern const integi_message integi_message_register_link_no_key;
extern const integi_message integi_message_register_link_self;
extern const integi_message integi_message_register_spell_type;
extern const integi_message integi_message_register_spell_reversed;
extern const integi_message integi_message_register_orphans;
extern const integi_message integi_message_register_main_linked;
extern const integi_message integi_message_register_settled;
extern const integi_message integi_message_register_finished;
extern const integi_message integi_message_register_refused;
extern const integi_message integi_message_register_empty_name;
extern const integi_message integi_message_register_texts_limit;
extern const integi_message integi_message_register_broken;

#endif
