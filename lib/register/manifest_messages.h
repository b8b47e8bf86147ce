/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_MANIFEST_MESSAGES_H
#define INTEGI_REGISTER_MANIFEST_MESSAGES_H

#include "base/message.h"

/* {0} is the name of a column in all that speak of values. */
extern const integi_message integi_message_manifest_version;
extern const integi_message integi_message_manifest_no_tables;
extern const integi_message integi_message_manifest_no_main_table;
extern const integi_message integi_message_manifest_no_snapshots;
extern const integi_message integi_message_manifest_no_columns;
extern const integi_message integi_message_manifest_bad_delimiter;
extern const integi_message integi_message_manifest_bad_decimal;
extern const integi_message integi_message_manifest_bad_encoding;
extern const integi_message integi_message_manifest_bad_thousands;
extern const integi_message integi_message_manifest_label_municipality;
extern const integi_message integi_message_manifest_label_twice;
extern const integi_message integi_message_manifest_bad_decimals;
extern const integi_message integi_message_manifest_no_decimals;
extern const integi_message integi_message_manifest_not_for_type;
extern const integi_message integi_message_manifest_empty_name;
extern const integi_message integi_message_manifest_same_name;
extern const integi_message integi_message_manifest_unknown_column;
extern const integi_message integi_message_manifest_unknown_column_near;
extern const integi_message integi_message_manifest_unknown_table;
extern const integi_message integi_message_manifest_unknown_table_near;
extern const integi_message integi_message_manifest_one_link;
extern const integi_message integi_message_manifest_key_type;
extern const integi_message integi_message_manifest_link_no_key;
extern const integi_message integi_message_manifest_link_self;
extern const integi_message integi_message_manifest_link_type;
extern const integi_message integi_message_manifest_spell_type;
extern const integi_message integi_message_manifest_spell_and_event;
extern const integi_message integi_message_manifest_duplicate_date;
extern const integi_message integi_message_manifest_no_main_file;
extern const integi_message integi_message_manifest_no_date;
extern const integi_message integi_message_manifest_no_file;

#endif
