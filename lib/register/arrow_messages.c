/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/arrow_messages.h"

const integi_message integi_message_arrow_released = {
    INTEG_STATUS_INVALID_ARGUMENT, "arrow.released", "the Arrow stream is released",
    "Arrow-strømmen er frigivet", "a stream can be read once", "en strøm kan læses én gang"};

const integi_message integi_message_arrow_no_callback = {
    INTEG_STATUS_BAD_DATA, "arrow.no_callback", "the Arrow stream has no function {0}",
    "Arrow-strømmen har ingen funktion {0}", NULL, NULL};

const integi_message integi_message_arrow_stream_failed = {
    INTEG_STATUS_READ_FAILED, "arrow.stream_failed", "the Arrow stream failed in {0} with code {1}: {2}",
    "Arrow-strømmen fejlede i {0} med koden {1}: {2}", NULL, NULL};

const integi_message integi_message_arrow_stream_failed_silently = {
    INTEG_STATUS_READ_FAILED, "arrow.stream_failed",
    "the Arrow stream failed in {0} with code {1}, and does not say why",
    "Arrow-strømmen fejlede i {0} med koden {1} og siger ikke hvorfor", NULL, NULL};

const integi_message integi_message_arrow_released_schema = {
    INTEG_STATUS_BAD_DATA, "arrow.released_schema", "the Arrow schema, or a column's, is released",
    "Arrow-skemaet, eller en kolonnes, er frigivet", NULL, NULL};

const integi_message integi_message_arrow_no_struct = {
    INTEG_STATUS_BAD_DATA, "arrow.no_struct", "the Arrow stream holds no table: its format is \"{0}\", not \"+s\"",
    "Arrow-strømmen rummer ingen tabel: dens format er \"{0}\" og ikke \"+s\"", NULL, NULL};

const integi_message integi_message_arrow_no_child = {
    INTEG_STATUS_BAD_DATA, "arrow.no_child", "column {0} is missing in the Arrow schema, which says it has {1}",
    "kolonne {0} mangler i Arrow-skemaet, der siger, at det har {1}", NULL, NULL};

const integi_message integi_message_arrow_column_limit = {
    INTEG_STATUS_LIMIT_EXCEEDED, "arrow.column_limit", "the Arrow schema has more than {0} columns",
    "Arrow-skemaet har mere end {0} kolonner", NULL, NULL};

const integi_message integi_message_arrow_no_format = {
    INTEG_STATUS_BAD_DATA, "arrow.no_format", "column \"{0}\" has no format in the Arrow schema",
    "kolonnen \"{0}\" har intet format i Arrow-skemaet", NULL, NULL};

const integi_message integi_message_arrow_no_name = {
    INTEG_STATUS_BAD_DATA, "arrow.no_name", "column {0} has no name in the Arrow schema, or one that is not UTF-8",
    "kolonne {0} har intet navn i Arrow-skemaet, eller et, der ikke er UTF-8", NULL, NULL};

const integi_message integi_message_arrow_unknown_format = {
    INTEG_STATUS_UNSUPPORTED, "arrow.unknown_format",
    "column \"{0}\" has the format \"{1}\", which Arrow does not have",
    "kolonnen \"{0}\" har formatet \"{1}\", som Arrow ikke har", NULL, NULL};

const integi_message integi_message_arrow_refused_type = {
    INTEG_STATUS_UNSUPPORTED, "arrow.refused_type",
    "column \"{0}\" is of Arrow's type {1} (format \"{2}\"), which a register cannot hold",
    "kolonnen \"{0}\" har Arrows type {1} (formatet \"{2}\"), som et register ikke kan rumme",
    "leave the column out, or cast it first", "udelad kolonnen, eller konvertér den først"};

const integi_message integi_message_arrow_index_type = {
    INTEG_STATUS_BAD_DATA, "arrow.index_type",
    "column \"{0}\" has a dictionary, but its indices are no whole numbers (format \"{1}\")",
    "kolonnen \"{0}\" har en ordbog, men dens indekser er ikke heltal (formatet \"{1}\")", NULL, NULL};

const integi_message integi_message_arrow_schema_children = {
    INTEG_STATUS_BAD_DATA, "arrow.schema_children",
    "column \"{0}\" has {1} {1:child|children} in the Arrow schema, though its format has none",
    "kolonnen \"{0}\" har {1} {1:barn|børn} i Arrow-skemaet, skønt dens format ingen har", NULL, NULL};

const integi_message integi_message_arrow_other_type = {
    INTEG_STATUS_TYPE_MISMATCH, "arrow.other_type",
    "column \"{0}\" is of Arrow's type {1} (format \"{2}\"), which cannot become {3}",
    "kolonnen \"{0}\" har Arrows type {1} (formatet \"{2}\"), som ikke kan blive til {3}", NULL, NULL};

const integi_message integi_message_arrow_no_such_column = {
    INTEG_STATUS_UNKNOWN_NAME, "arrow.no_such_column",
    "a type was set for column \"{0}\", which the Arrow stream does not have",
    "der er sat en type for kolonnen \"{0}\", som Arrow-strømmen ikke har", NULL, NULL};

const integi_message integi_message_arrow_released_array = {
    INTEG_STATUS_BAD_DATA, "arrow.released_array", "column \"{0}\", batch {1}: the Arrow array is released",
    "kolonnen \"{0}\", portion {1}: Arrow-arrayet er frigivet", NULL, NULL};

const integi_message integi_message_arrow_bad_length = {
    INTEG_STATUS_BAD_DATA, "arrow.bad_length", "column \"{0}\", batch {1}: the length or the offset is impossible",
    "kolonnen \"{0}\", portion {1}: længden eller forskydningen er umulig", NULL, NULL};

const integi_message integi_message_arrow_bad_null_count = {
    INTEG_STATUS_BAD_DATA, "arrow.bad_null_count",
    "column \"{0}\", batch {1}: the number of nulls is not what the validity bitmap says",
    "kolonnen \"{0}\", portion {1}: antallet af null-værdier er ikke det, gyldighedskortet siger",
    "a producer that has not counted says -1", "en producent, der ikke har talt, skriver -1"};

const integi_message integi_message_arrow_buffer_count = {
    INTEG_STATUS_BAD_DATA, "arrow.buffer_count", "column \"{0}\", batch {1}: {2} buffers do not fit its format",
    "kolonnen \"{0}\", portion {1}: {2} buffere passer ikke til dens format", NULL, NULL};

const integi_message integi_message_arrow_no_buffer = {
    INTEG_STATUS_BAD_DATA, "arrow.no_buffer", "column \"{0}\", batch {1}: buffer {2} is missing",
    "kolonnen \"{0}\", portion {1}: buffer {2} mangler", "buffers are counted from 1", "buffere tælles fra 1"};

const integi_message integi_message_arrow_child_count = {
    INTEG_STATUS_BAD_DATA, "arrow.child_count", "column \"{0}\", batch {1}: {2} children do not fit its schema",
    "kolonnen \"{0}\", portion {1}: {2} børn passer ikke til dens skema", NULL, NULL};

const integi_message integi_message_arrow_missing_child = {
    INTEG_STATUS_BAD_DATA, "arrow.missing_child", "column \"{0}\", batch {1}: the Arrow array is missing",
    "kolonnen \"{0}\", portion {1}: Arrow-arrayet mangler", NULL, NULL};

const integi_message integi_message_arrow_too_short = {
    INTEG_STATUS_BAD_DATA, "arrow.too_short", "column \"{0}\", batch {1}: its {2} rows are fewer than the batch needs",
    "kolonnen \"{0}\", portion {1}: dens {2} rækker er færre, end portionen behøver", NULL, NULL};

const integi_message integi_message_arrow_null_rows = {
    INTEG_STATUS_BAD_DATA, "arrow.null_rows", "batch {1} of the Arrow stream has rows that are null as a whole",
    "portion {1} af Arrow-strømmen har rækker, der er null i deres helhed", NULL, NULL};

const integi_message integi_message_arrow_dictionary = {
    INTEG_STATUS_BAD_DATA, "arrow.dictionary",
    "column \"{0}\", batch {1}: the schema has a dictionary and the array has none, or the other way round",
    "kolonnen \"{0}\", portion {1}: skemaet har en ordbog, og arrayet har ingen, eller omvendt", NULL, NULL};

const integi_message integi_message_arrow_bad_offset = {
    INTEG_STATUS_BAD_DATA, "arrow.bad_offset",
    "column \"{0}\", batch {1}: the offset of row {2} is negative or decreases",
    "kolonnen \"{0}\", portion {1}: forskydningen i række {2} er negativ eller aftager", NULL, NULL};

const integi_message integi_message_arrow_bad_entry_offset = {
    INTEG_STATUS_BAD_DATA, "arrow.bad_entry_offset",
    "column \"{0}\", batch {1}: the offset of the dictionary's entry {2} is negative or decreases",
    "kolonnen \"{0}\", portion {1}: forskydningen i ordbogens indgang {2} er negativ eller aftager", NULL, NULL};

const integi_message integi_message_arrow_bad_view = {
    INTEG_STATUS_BAD_DATA, "arrow.bad_view", "column \"{0}\", batch {1}: the view of row {2} lies outside its buffers",
    "kolonnen \"{0}\", portion {1}: visningen i række {2} ligger uden for sine buffere", NULL, NULL};

const integi_message integi_message_arrow_bad_index = {
    INTEG_STATUS_BAD_DATA, "arrow.bad_index",
    "column \"{0}\", batch {1}: the index of row {2} lies outside the dictionary",
    "kolonnen \"{0}\", portion {1}: indekset i række {2} ligger uden for ordbogen", NULL, NULL};

const integi_message integi_message_arrow_out_of_range = {
    INTEG_STATUS_BAD_DATA, "arrow.out_of_range",
    "column \"{0}\", batch {1}: row {2} is outside the range of its type ({3})",
    "kolonnen \"{0}\", portion {1}: række {2} ligger uden for sin types område ({3})", NULL, NULL};

const integi_message integi_message_arrow_not_finite = {
    INTEG_STATUS_BAD_DATA, "arrow.not_finite", "column \"{0}\", batch {1}: row {2} is infinite",
    "kolonnen \"{0}\", portion {1}: række {2} er uendelig", "NaN is read as unknown", "NaN læses som ukendt"};

const integi_message integi_message_arrow_not_boolean = {
    INTEG_STATUS_BAD_DATA, "arrow.not_boolean", "column \"{0}\", batch {1}: row {2} is neither 0 nor 1",
    "kolonnen \"{0}\", portion {1}: række {2} er hverken 0 eller 1", NULL, NULL};

const integi_message integi_message_arrow_not_whole = {
    INTEG_STATUS_BAD_DATA, "arrow.not_whole", "column \"{0}\", batch {1}: row {2} is no whole number",
    "kolonnen \"{0}\", portion {1}: række {2} er ikke et heltal", NULL, NULL};

const integi_message integi_message_arrow_too_many_decimals = {
    INTEG_STATUS_BAD_DATA, "arrow.too_many_decimals",
    "column \"{0}\", batch {1}: row {2} has more decimals than the column",
    "kolonnen \"{0}\", portion {1}: række {2} har flere decimaler end kolonnen",
    "nothing is rounded; round it first, or give the column more decimals",
    "der afrundes ikke; afrund først, eller giv kolonnen flere decimaler"};

const integi_message integi_message_arrow_not_midnight = {
    INTEG_STATUS_BAD_DATA, "arrow.not_midnight",
    "column \"{0}\", batch {1}: row {2} is no date: it is not midnight UTC",
    "kolonnen \"{0}\", portion {1}: række {2} er ikke en dato: den er ikke midnat UTC", NULL, NULL};

const integi_message integi_message_arrow_nanoseconds = {
    INTEG_STATUS_BAD_DATA, "arrow.nanoseconds",
    "column \"{0}\", batch {1}: row {2} has nanoseconds, and a timestamp has microseconds",
    "kolonnen \"{0}\", portion {1}: række {2} har nanosekunder, og et tidspunkt har mikrosekunder",
    "nothing is rounded; round it first", "der afrundes ikke; afrund først"};

const integi_message integi_message_arrow_not_utf8 = {
    INTEG_STATUS_ENCODING, "arrow.not_utf8", "column \"{0}\", batch {1}: row {2} is not valid UTF-8",
    "kolonnen \"{0}\", portion {1}: række {2} er ikke gyldig UTF-8", NULL, NULL};

const integi_message integi_message_arrow_nul = {
    INTEG_STATUS_BAD_DATA, "arrow.nul", "column \"{0}\", batch {1}: row {2} holds a NUL",
    "kolonnen \"{0}\", portion {1}: række {2} indeholder et NUL", NULL, NULL};
