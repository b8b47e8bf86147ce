/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/messages.h"

const integi_message integi_message_document_size = {
    INTEG_STATUS_LIMIT_EXCEEDED, "document.size", "the document is larger than 16 MiB",
    "dokumentet er større end 16 MiB", NULL, NULL};

const integi_message integi_message_document_depth = {
    INTEG_STATUS_LIMIT_EXCEEDED, "document.depth", "the document is nested more than {0} levels deep",
    "dokumentet er indlejret mere end {0} niveauer dybt", NULL, NULL};

const integi_message integi_message_document_encoding = {
    INTEG_STATUS_ENCODING, "document.encoding", "not valid UTF-8", "ikke gyldig UTF-8",
    "save the file as UTF-8", "gem filen som UTF-8"};

const integi_message integi_message_document_nul = {
    INTEG_STATUS_SYNTAX, "document.nul", "a NUL character may not stand in a document",
    "et NUL-tegn må ikke stå i et dokument", NULL, NULL};

const integi_message integi_message_document_control = {
    INTEG_STATUS_SYNTAX, "document.control", "a control character may not stand in a document",
    "et styretegn må ikke stå i et dokument", NULL, NULL};

const integi_message integi_message_document_empty = {
    INTEG_STATUS_SYNTAX, "document.empty", "the document is empty", "dokumentet er tomt", NULL, NULL};

const integi_message integi_message_document_second = {
    INTEG_STATUS_SYNTAX, "document.second", "a second document begins here",
    "her begynder et dokument nummer to", "one file holds one document", "en fil indeholder ét dokument"};

const integi_message integi_message_document_anchor = {
    INTEG_STATUS_SYNTAX, "document.anchor", "anchors such as '&{0}' are not allowed",
    "ankre som '&{0}' er ikke tilladt", "write the value where it is used",
    "skriv værdien dér, hvor den bruges"};

const integi_message integi_message_document_alias = {
    INTEG_STATUS_SYNTAX, "document.alias", "aliases such as '*{0}' are not allowed",
    "henvisninger som '*{0}' er ikke tilladt",
    "write the value where it is used, or put a text that begins with * in quotes",
    "skriv værdien dér, hvor den bruges, eller sæt en tekst, der begynder med *, i anførselstegn"};

const integi_message integi_message_document_tag = {
    INTEG_STATUS_SYNTAX, "document.tag", "tags such as '{0}{1}' are not allowed",
    "typemærker som '{0}{1}' er ikke tilladt", "leave it out; a text that begins with ! is put in quotes",
    "udelad det; en tekst, der begynder med !, sættes i anførselstegn"};

const integi_message integi_message_document_key_kind = {
    INTEG_STATUS_SYNTAX, "document.key_kind", "a key must be a text, not a list or a mapping",
    "en nøgle skal være en tekst, ikke en liste eller en samling af nøgler", NULL, NULL};

const integi_message integi_message_document_key_empty = {
    INTEG_STATUS_SYNTAX, "document.key_empty", "a key is missing before the colon",
    "der mangler en nøgle før kolonet", NULL, NULL};

const integi_message integi_message_document_duplicate_key = {
    INTEG_STATUS_DUPLICATE, "document.duplicate_key", "the key '{0}' stands twice",
    "nøglen '{0}' står to gange", "it stands on line {1} already", "den står allerede på linje {1}"};

const integi_message integi_message_document_unclosed_quote = {
    INTEG_STATUS_SYNTAX, "document.unclosed_quote", "this quote is never closed",
    "dette anførselstegn bliver aldrig lukket", NULL, NULL};

const integi_message integi_message_document_quote_ran_to = {
    INTEG_STATUS_SYNTAX, "document.quote_ran_to", "the quoted text runs to here",
    "teksten i anførselstegn løber hertil", NULL, NULL};

const integi_message integi_message_document_began = {
    INTEG_STATUS_SYNTAX, "document.began", "what is not finished began here",
    "det, der ikke er afsluttet, begyndte her", NULL, NULL};

const integi_message integi_message_document_first_character = {
    INTEG_STATUS_SYNTAX, "document.first_character", "no value can begin with this character",
    "ingen værdi kan begynde med dette tegn", "put the text in quotes; indent with spaces, not tabs",
    "sæt teksten i anførselstegn; ryk ind med mellemrum, ikke tabulatorer"};

const integi_message integi_message_document_colon = {
    INTEG_STATUS_SYNTAX, "document.colon", "a colon with a space behind it cannot stand here",
    "et kolon med mellemrum efter kan ikke stå her",
    "put a text that holds ': ' in quotes, or check the indentation",
    "sæt en tekst med ': ' i anførselstegn, eller se efter indrykningen"};

const integi_message integi_message_document_no_colon = {
    INTEG_STATUS_SYNTAX, "document.no_colon", "a colon is missing after a key",
    "der mangler et kolon efter en nøgle", NULL, NULL};

const integi_message integi_message_document_key_place = {
    INTEG_STATUS_SYNTAX, "document.key_place", "a key cannot stand here", "en nøgle kan ikke stå her",
    "check the indentation", "se efter indrykningen"};

const integi_message integi_message_document_indentation = {
    INTEG_STATUS_SYNTAX, "document.indentation", "a key was expected here", "her skulle der have stået en nøgle",
    "check the indentation; put a text with quotes inside in quotes",
    "se efter indrykningen; sæt en tekst med anførselstegn i anførselstegn"};

const integi_message integi_message_document_no_dash = {
    INTEG_STATUS_SYNTAX, "document.no_dash", "a list item with '-' was expected here",
    "her skulle der have stået et listepunkt med '-'", "check the indentation", "se efter indrykningen"};

const integi_message integi_message_document_dash = {
    INTEG_STATUS_SYNTAX, "document.dash", "a list item with '-' cannot stand here",
    "et listepunkt med '-' kan ikke stå her", "check the indentation", "se efter indrykningen"};

const integi_message integi_message_document_braces = {
    INTEG_STATUS_SYNTAX, "document.braces", "a ',' or a '}' was expected here",
    "her skulle der have stået ',' eller '}'", "put a text that holds one of , { } [ ] in quotes",
    "sæt en tekst med et af tegnene , { } [ ] i anførselstegn"};

const integi_message integi_message_document_brackets = {
    INTEG_STATUS_SYNTAX, "document.brackets", "a ',' or a ']' was expected here",
    "her skulle der have stået ',' eller ']'", "put a text that holds one of , { } [ ] in quotes",
    "sæt en tekst med et af tegnene , { } [ ] i anførselstegn"};

const integi_message integi_message_document_no_value = {
    INTEG_STATUS_SYNTAX, "document.no_value", "a value was expected here", "her skulle der have stået en værdi",
    NULL, NULL};

const integi_message integi_message_document_escape = {
    INTEG_STATUS_SYNTAX, "document.escape", "there is no such escape in double quotes",
    "den undvigesekvens findes ikke i dobbelte anførselstegn",
    "write \\\\ for a backslash, or use single quotes",
    "skriv \\\\ for en omvendt skråstreg, eller brug enkelte anførselstegn"};

const integi_message integi_message_document_tab = {
    INTEG_STATUS_SYNTAX, "document.tab", "a tab cannot indent", "en tabulator kan ikke bruges til indrykning",
    "indent with spaces", "ryk ind med mellemrum"};

const integi_message integi_message_document_trailing = {
    INTEG_STATUS_SYNTAX, "document.trailing", "the document had ended before this",
    "dokumentet var slut før dette", "check the indentation and the brackets",
    "se efter indrykningen og parenteserne"};

const integi_message integi_message_document_syntax = {
    INTEG_STATUS_SYNTAX, "document.syntax", "not valid YAML: {0}", "ikke gyldig YAML: {0}", NULL, NULL};

const integi_message integi_message_document_absent = {
    INTEG_STATUS_TYPE_MISMATCH, "document.absent", "a value is missing", "der mangler en værdi", NULL, NULL};

const integi_message integi_message_document_not_mapping = {
    INTEG_STATUS_TYPE_MISMATCH, "document.not_mapping", "keys with values are expected here",
    "her skal der stå nøgler med værdier", "write {key: value}, or one 'key: value' on each line",
    "skriv {nøgle: værdi} eller én 'nøgle: værdi' på hver linje"};

const integi_message integi_message_document_not_sequence = {
    INTEG_STATUS_TYPE_MISMATCH, "document.not_sequence", "a list is expected here", "her skal der stå en liste",
    "write [a, b], or one '- a' on each line", "skriv [a, b] eller ét '- a' på hver linje"};

const integi_message integi_message_document_not_text = {
    INTEG_STATUS_TYPE_MISMATCH, "document.not_text", "a text is expected here", "her skal der stå en tekst", NULL,
    NULL};

const integi_message integi_message_document_not_integer_kind = {
    INTEG_STATUS_TYPE_MISMATCH, "document.not_integer_kind", "a whole number is expected here",
    "her skal der stå et helt tal", NULL, NULL};

const integi_message integi_message_document_not_integer = {
    INTEG_STATUS_TYPE_MISMATCH, "document.not_integer", "'{0}' is not a whole number",
    "'{0}' er ikke et helt tal", NULL, NULL};

const integi_message integi_message_document_integer_range = {
    INTEG_STATUS_OUT_OF_RANGE, "document.integer_range", "'{0}' is too large for a whole number",
    "'{0}' er for stort til et helt tal", NULL, NULL};

const integi_message integi_message_document_not_decimal_kind = {
    INTEG_STATUS_TYPE_MISMATCH, "document.not_decimal_kind", "a number is expected here",
    "her skal der stå et tal", NULL, NULL};

const integi_message integi_message_document_not_decimal = {
    INTEG_STATUS_TYPE_MISMATCH, "document.not_decimal", "'{0}' is not a number", "'{0}' er ikke et tal",
    "write it with digits and a point, as in 12.5", "skriv det med cifre og punktum som i 12.5"};

const integi_message integi_message_document_decimal_range = {
    INTEG_STATUS_OUT_OF_RANGE, "document.decimal_range", "'{0}' has too many digits",
    "'{0}' har for mange cifre", NULL, NULL};

const integi_message integi_message_document_not_boolean_kind = {
    INTEG_STATUS_TYPE_MISMATCH, "document.not_boolean_kind", "true or false is expected here",
    "her skal der stå true eller false", NULL, NULL};

const integi_message integi_message_document_not_boolean = {
    INTEG_STATUS_TYPE_MISMATCH, "document.not_boolean", "'{0}' is neither true nor false",
    "'{0}' er hverken true eller false", "write true or false", "skriv true eller false"};

const integi_message integi_message_document_not_date_kind = {
    INTEG_STATUS_TYPE_MISMATCH, "document.not_date_kind", "a date is expected here", "her skal der stå en dato",
    "write it as YYYY-MM-DD", "skriv den som ÅÅÅÅ-MM-DD"};

const integi_message integi_message_document_not_date = {
    INTEG_STATUS_TYPE_MISMATCH, "document.not_date", "'{0}' is not a date", "'{0}' er ikke en dato",
    "write it as YYYY-MM-DD", "skriv den som ÅÅÅÅ-MM-DD"};

const integi_message integi_message_document_date_range = {
    INTEG_STATUS_OUT_OF_RANGE, "document.date_range", "there is no such date as {0}",
    "datoen {0} findes ikke", NULL, NULL};

const integi_message integi_message_document_no_word = {
    INTEG_STATUS_TYPE_MISMATCH, "document.no_word", "a word is expected here", "her skal der stå et ord",
    "write one of: {0}", "skriv et af: {0}"};

const integi_message integi_message_document_other_word = {
    INTEG_STATUS_UNKNOWN_NAME, "document.other_word", "'{0}' is none of the words that may stand here",
    "'{0}' er ikke et af de ord, der kan stå her", "write one of: {1}", "skriv et af: {1}"};

const integi_message integi_message_document_unknown_key = {
    INTEG_STATUS_UNKNOWN_NAME, "document.unknown_key", "unknown key '{0}'", "ukendt nøgle '{0}'",
    "the keys here are: {1}", "nøglerne her er: {1}"};

const integi_message integi_message_document_decimal_comma = {
    INTEG_STATUS_UNKNOWN_NAME, "document.decimal_comma", "the comma ends the value {0}, and '{1}' is a key of its own",
    "kommaet afslutter værdien {0}, og '{1}' er en nøgle for sig", "write the number with a point: {0}.{1}",
    "skriv tallet med punktum: {0}.{1}"};

const integi_message integi_message_document_unknown_key_near = {
    INTEG_STATUS_UNKNOWN_NAME, "document.unknown_key_near", "unknown key '{0}'", "ukendt nøgle '{0}'",
    "did you mean '{1}'?", "mente du '{1}'?"};

const integi_message integi_message_document_missing_key = {
    INTEG_STATUS_MISSING, "document.missing_key", "the key '{0}' is missing", "nøglen '{0}' mangler", NULL,
    NULL};
