/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/messages.h"

const integi_message integi_message_out_of_memory = {
    INTEG_STATUS_OUT_OF_MEMORY, "base.out_of_memory", "not enough memory", "der er ikke nok hukommelse", NULL, NULL};

const integi_message integi_message_invalid_argument = {
    INTEG_STATUS_INVALID_ARGUMENT, "base.invalid_argument", "invalid argument: {0}", "ugyldigt argument: {0}",
    NULL, NULL};

const integi_message integi_message_cancelled = {
    INTEG_STATUS_CANCELLED, "base.cancelled", "cancelled", "afbrudt", NULL, NULL};

const integi_message integi_message_instructions = {
    INTEG_STATUS_UNSUPPORTED, "base.instructions", "this processor, or this build, has no {0} instructions",
    "denne processor eller denne udgave har ikke {0}-instruktioner", "let the best ones be chosen",
    "lad de bedste blive valgt"};

const integi_message integi_message_date_syntax = {
    INTEG_STATUS_SYNTAX, "base.date_syntax", "not a date", "ikke en dato", "write it as YYYY-MM-DD",
    "skriv den som ÅÅÅÅ-MM-DD"};

const integi_message integi_message_date_range = {
    INTEG_STATUS_OUT_OF_RANGE, "base.date_range", "there is no such date", "den dato findes ikke", NULL, NULL};

const integi_message integi_message_file_missing = {
    INTEG_STATUS_READ_FAILED, "base.file_missing", "there is no such file", "filen findes ikke", NULL, NULL};

const integi_message integi_message_file_forbidden = {
    INTEG_STATUS_READ_FAILED, "base.file_forbidden", "permission to read the file is missing",
    "der mangler tilladelse til at læse filen", NULL, NULL};

const integi_message integi_message_file_is_folder = {
    INTEG_STATUS_READ_FAILED, "base.file_is_folder", "this is a folder, not a file",
    "det er en mappe, ikke en fil", NULL, NULL};

const integi_message integi_message_file_unreadable = {
    INTEG_STATUS_READ_FAILED, "base.file_unreadable", "the file cannot be read", "filen kan ikke læses", NULL,
    NULL};
