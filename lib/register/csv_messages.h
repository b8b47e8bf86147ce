/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CSV_MESSAGES_H
#define INTEGI_REGISTER_CSV_MESSAGES_H

#include "base/message.h"

/* {0} is the name of a column in all that speak of values. */
extern const integi_message integi_message_csv_read_failed;
extern const integi_message integi_message_csv_gzip_damaged;
extern const integi_message integi_message_csv_gzip_cut;
extern const integi_message integi_message_csv_gzip_trailing;
extern const integi_message integi_message_csv_empty;
extern const integi_message integi_message_csv_column_limit;
extern const integi_message integi_message_csv_record_limit;
extern const integi_message integi_message_csv_other_delimiter;
extern const integi_message integi_message_csv_empty_name;
extern const integi_message integi_message_csv_duplicate_name;
extern const integi_message integi_message_csv_missing_column;
extern const integi_message integi_message_csv_too_few_fields;
extern const integi_message integi_message_csv_too_many_fields;
extern const integi_message integi_message_csv_unclosed_quote;
extern const integi_message integi_message_csv_after_quote;
extern const integi_message integi_message_csv_lone_return;
extern const integi_message integi_message_csv_nul;
extern const integi_message integi_message_csv_nul_in_header;
extern const integi_message integi_message_csv_utf16;
extern const integi_message integi_message_csv_not_utf8;
extern const integi_message integi_message_csv_not_windows_1252;
extern const integi_message integi_message_csv_not_boolean;
extern const integi_message integi_message_csv_not_integer;
extern const integi_message integi_message_csv_not_decimal;
extern const integi_message integi_message_csv_too_many_decimals;
extern const integi_message integi_message_csv_not_number;
extern const integi_message integi_message_csv_not_date;
extern const integi_message integi_message_csv_no_such_date;
extern const integi_message integi_message_csv_not_timestamp;
extern const integi_message integi_message_csv_out_of_range;
extern const integi_message integi_message_csv_not_municipality;
extern const integi_message integi_message_csv_no_manifest;
extern const integi_message integi_message_csv_bad_delimiter;
extern const integi_message integi_message_csv_bad_decimal;
extern const integi_message integi_message_csv_bad_encoding;
extern const integi_message integi_message_csv_bad_date_format;
extern const integi_message integi_message_csv_write_encoding;
extern const integi_message integi_message_csv_write_failed;
extern const integi_message integi_message_csv_value_as_null;

#endif
