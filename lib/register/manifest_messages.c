/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/manifest_messages.h"

const integi_message integi_message_manifest_version = {
    INTEG_STATUS_UNSUPPORTED, "manifest.version", "this version of the format is not known: {0}",
    "denne udgave af formatet er ikke kendt: {0}", "write 1, or leave it out",
    "skriv 1, eller udelad den"};

const integi_message integi_message_manifest_no_tables = {
    INTEG_STATUS_MISSING, "manifest.no_tables", "a register needs at least one table",
    "et register skal have mindst én tabel", NULL, NULL};

const integi_message integi_message_manifest_no_main_table = {
    INTEG_STATUS_MISSING, "manifest.no_main_table",
    "every table is linked to another, so none is the main one",
    "alle tabeller er knyttet til en anden, så ingen er hovedtabel",
    "leave link out in the table of citizens", "udelad link i tabellen med borgere"};

const integi_message integi_message_manifest_no_snapshots = {
    INTEG_STATUS_MISSING, "manifest.no_snapshots", "a register needs at least one snapshot",
    "et register skal have mindst ét udtræk", NULL, NULL};

const integi_message integi_message_manifest_no_columns = {
    INTEG_STATUS_MISSING, "manifest.no_columns", "table \"{0}\" has no columns",
    "tabellen \"{0}\" har ingen kolonner", NULL, NULL};

const integi_message integi_message_manifest_bad_delimiter = {
    INTEG_STATUS_OUT_OF_RANGE, "manifest.bad_delimiter", "not a delimiter: \"{0}\"",
    "ikke et skilletegn: \"{0}\"", "one ASCII character, or the word tab",
    "ét ASCII-tegn eller ordet tab"};

const integi_message integi_message_manifest_bad_decimal = {
    INTEG_STATUS_OUT_OF_RANGE, "manifest.bad_decimal", "not a decimal mark: \"{0}\"",
    "ikke et decimaltegn: \"{0}\"", "a point or a comma", "et punktum eller et komma"};

const integi_message integi_message_manifest_bad_encoding = {
    INTEG_STATUS_OUT_OF_RANGE, "manifest.bad_encoding", "not an encoding: \"{0}\"",
    "ikke en tegnkodning: \"{0}\"", "utf-8, windows-1252 or iso-8859-1",
    "utf-8, windows-1252 eller iso-8859-1"};

const integi_message integi_message_manifest_bad_thousands = {
    INTEG_STATUS_OUT_OF_RANGE, "manifest.bad_thousands", "not a thousands mark: \"{0}\"",
    "ikke et tusindtegn: \"{0}\"", "a point, a comma, a space or an apostrophe, and not the decimal mark",
    "et punktum, et komma, et mellemrum eller en apostrof, og ikke decimaltegnet"};

const integi_message integi_message_manifest_bad_decimals = {
    INTEG_STATUS_OUT_OF_RANGE, "manifest.bad_decimals", "a decimal has 0 to 18 decimals",
    "et decimaltal har 0 til 18 decimaler", NULL, NULL};

const integi_message integi_message_manifest_no_decimals = {
    INTEG_STATUS_MISSING, "manifest.no_decimals", "column \"{0}\": a decimal needs its number of decimals",
    "kolonnen \"{0}\": for et decimaltal skal antallet af decimaler angives", "add decimals: 2",
    "tilføj decimals: 2"};

const integi_message integi_message_manifest_not_for_type = {
    INTEG_STATUS_TYPE_MISMATCH, "manifest.not_for_type", "\"{0}\" has no meaning for a column of type {1}",
    "\"{0}\" giver ikke mening for en kolonne af typen '{1}'", NULL, NULL};

const integi_message integi_message_manifest_empty_name = {
    INTEG_STATUS_MISSING, "manifest.empty_name", "a name is empty", "et navn er tomt", NULL, NULL};

const integi_message integi_message_manifest_same_name = {
    INTEG_STATUS_DUPLICATE, "manifest.same_name", "table \"{1}\" has a column \"{0}\" already",
    "tabellen \"{1}\" har allerede en kolonne \"{0}\"", NULL, NULL};

const integi_message integi_message_manifest_label_municipality = {
    INTEG_STATUS_BAD_DATA, "manifest.label_municipality", "not a municipality code: \"{0}\"",
    "ikke en kommunekode: \"{0}\"", "a municipality is 101 to 999, with or without a zero before it",
    "en kommune er 101 til 999, med eller uden nul foran"};

const integi_message integi_message_manifest_label_twice = {
    INTEG_STATUS_DUPLICATE, "manifest.label_twice", "municipality {0} has two labels",
    "kommune {0} har to etiketter", "a zero before the code makes no difference",
    "et nul foran koden gør ingen forskel"};

const integi_message integi_message_manifest_unknown_column = {
    INTEG_STATUS_UNKNOWN_NAME, "manifest.unknown_column", "table \"{1}\" has no column \"{0}\"",
    "tabellen \"{1}\" har ingen kolonne \"{0}\"", NULL, NULL};

const integi_message integi_message_manifest_unknown_column_near = {
    INTEG_STATUS_UNKNOWN_NAME, "manifest.unknown_column_near", "table \"{1}\" has no column \"{0}\"",
    "tabellen \"{1}\" har ingen kolonne \"{0}\"", "did you mean {2}?", "mente du {2}?"};

const integi_message integi_message_manifest_unknown_table = {
    INTEG_STATUS_UNKNOWN_NAME, "manifest.unknown_table", "there is no table \"{0}\"",
    "der er ingen tabel \"{0}\"", NULL, NULL};

const integi_message integi_message_manifest_unknown_table_near = {
    INTEG_STATUS_UNKNOWN_NAME, "manifest.unknown_table_near", "there is no table \"{0}\"",
    "der er ingen tabel \"{0}\"", "did you mean {1}?", "mente du {1}?"};

const integi_message integi_message_manifest_one_link = {
    INTEG_STATUS_INCONSISTENT, "manifest.one_link", "a table is linked by one column to one other",
    "en tabel er knyttet med én kolonne til én anden", "write link: {column: table}",
    "skriv link: {kolonne: tabel}"};

const integi_message integi_message_manifest_key_type = {
    INTEG_STATUS_TYPE_MISMATCH, "manifest.key_type",
    "column \"{0}\" cannot be a key, because it is a number",
    "kolonnen \"{0}\" kan ikke være nøgle, for den er et tal med flydende komma",
    "declare it as integer, code or text", "erklær den som integer, code eller text"};

const integi_message integi_message_manifest_link_no_key = {
    INTEG_STATUS_MISSING, "manifest.link_no_key", "table \"{0}\" has no key to lead to",
    "tabellen \"{0}\" har ingen nøgle at henvise til", "add a key to it", "giv den en nøgle"};

const integi_message integi_message_manifest_link_self = {
    INTEG_STATUS_INCONSISTENT, "manifest.link_self", "a table cannot be linked to itself",
    "en tabel kan ikke være knyttet til sig selv", NULL, NULL};

const integi_message integi_message_manifest_link_type = {
    INTEG_STATUS_TYPE_MISMATCH, "manifest.link_type",
    "column \"{0}\" and the key of table \"{1}\" have different types",
    "kolonnen \"{0}\" og nøglen i tabellen \"{1}\" har forskellige typer", NULL, NULL};

const integi_message integi_message_manifest_spell_type = {
    INTEG_STATUS_TYPE_MISMATCH, "manifest.spell_type",
    "column \"{0}\" cannot bound a spell or tell when an event was, because it is no date",
    "kolonnen \"{0}\" kan ikke afgrænse et forløb eller sige, hvornår en hændelse var, for den er ikke en dato",
    "declare it with type: date", "erklær den med type: date"};

const integi_message integi_message_manifest_spell_and_event = {
    INTEG_STATUS_INCONSISTENT, "manifest.spell_and_event", "the rows of a table are either spells or events",
    "rækkerne i en tabel er enten forløb eller hændelser", "leave out spell or event",
    "udelad spell eller event"};

const integi_message integi_message_manifest_duplicate_date = {
    INTEG_STATUS_DUPLICATE, "manifest.duplicate_date", "there are two snapshots of {0}",
    "der er to udtræk fra {0}", "give each snapshot a date of its own", "giv hvert udtræk sin egen dato"};

const integi_message integi_message_manifest_no_main_file = {
    INTEG_STATUS_MISSING, "manifest.no_main_file", "the snapshot has no file for the main table \"{0}\"",
    "udtrækket har ingen fil til hovedtabellen \"{0}\"", NULL, NULL};

const integi_message integi_message_manifest_no_date = {
    INTEG_STATUS_MISSING, "manifest.no_date", "the snapshot has no date", "udtrækket har ingen dato",
    "add as_of: YYYY-MM-DD", "tilføj as_of: ÅÅÅÅ-MM-DD"};

const integi_message integi_message_manifest_no_file = {
    INTEG_STATUS_READ_FAILED, "manifest.no_file", "there is no file {0}", "der er ingen fil {0}",
    "paths are relative to the manifest", "stier regnes fra manifestet"};
