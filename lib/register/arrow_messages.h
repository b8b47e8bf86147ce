/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_ARROW_MESSAGES_H
#define INTEGI_REGISTER_ARROW_MESSAGES_H

#include "base/message.h"

/* Streams and schemas. */
extern const integi_message integi_message_arrow_released;
extern const integi_message integi_message_arrow_no_callback;
extern const integi_message integi_message_arrow_stream_failed;
extern const integi_message integi_message_arrow_stream_failed_silently;
extern const integi_message integi_message_arrow_released_schema;
extern const integi_message integi_message_arrow_no_struct;
extern const integi_message integi_message_arrow_no_child;
extern const integi_message integi_message_arrow_column_limit;
extern const integi_message integi_message_arrow_no_format;
extern const integi_message integi_message_arrow_no_name;
extern const integi_message integi_message_arrow_unknown_format;
extern const integi_message integi_message_arrow_refused_type;
extern const integi_message integi_message_arrow_index_type;
extern const integi_message integi_message_arrow_schema_children;
extern const integi_message integi_message_arrow_other_type;
extern const integi_message integi_message_arrow_no_such_column;

/* Arrays: the column, the batch and a number. */
extern const integi_message integi_message_arrow_released_array;
extern const integi_message integi_message_arrow_bad_length;
extern const integi_message integi_message_arrow_bad_null_count;
extern const integi_message integi_message_arrow_buffer_count;
extern const integi_message integi_message_arrow_no_buffer;
extern const integi_message integi_message_arrow_child_count;
extern const integi_message integi_message_arrow_missing_child;
extern const integi_message integi_message_arrow_too_short;
extern const integi_message integi_message_arrow_null_rows;
extern const integi_message integi_message_arrow_dictionary;

/* Values: the column, the batch, the row and the type that was wanted. */
extern const integi_message integi_message_arrow_bad_offset;
extern const integi_message integi_message_arrow_bad_entry_offset;
extern const integi_message integi_message_arrow_bad_view;
extern const integi_message integi_message_arrow_bad_index;
extern const integi_message integi_message_arrow_out_of_range;
extern const integi_message integi_message_arrow_not_finite;
extern const integi_message integi_message_arrow_not_boolean;
extern const integi_message integi_message_arrow_not_whole;
extern const integi_message integi_message_arrow_too_many_decimals;
extern const integi_message integi_message_arrow_not_midnight;
extern const integi_message integi_message_arrow_nanoseconds;
extern const integi_message integi_message_arrow_not_utf8;
extern const integi_message integi_message_arrow_nul;

#endif
