/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/messages.h"

const integi_message integi_message_register_no_snapshot = {
    INTEG_STATUS_MISSING, "register.no_snapshot", "a register needs at least one snapshot",
    "et register skal have mindst ét udtræk", "add a snapshot first", "tilføj først et udtræk"};

const integi_message integi_message_register_no_table = {
    INTEG_STATUS_MISSING, "register.no_table", "the snapshot has no table yet", "udtrækket har endnu ingen tabel",
    "add a table first", "tilføj først en tabel"};

const integi_message integi_message_register_duplicate_snapshot = {
    INTEG_STATUS_DUPLICATE, "register.duplicate_snapshot", "there are two snapshots of {0}",
    "der er to udtræk fra {0}", "give each snapshot a date of its own", "giv hvert udtræk sin egen dato"};

const integi_message integi_message_register_duplicate_table = {
    INTEG_STATUS_DUPLICATE, "register.duplicate_table", "table \"{0}\" stands twice in one snapshot",
    "tabellen \"{0}\" står to gange i samme udtræk", NULL, NULL};

const integi_message integi_message_register_duplicate_column = {
    INTEG_STATUS_DUPLICATE, "register.duplicate_column", "column \"{0}\" of table \"{1}\" stands twice",
    "kolonnen \"{0}\" i tabellen \"{1}\" står to gange", NULL, NULL};

const integi_message integi_message_register_row_count = {
    INTEG_STATUS_INCONSISTENT, "register.row_count", "column \"{0}\" has {1} {1:row|rows}, but table \"{2}\" has {3}",
    "kolonnen \"{0}\" har {1} {1:række|rækker}, men tabellen \"{2}\" har {3}", NULL, NULL};

const integi_message integi_message_register_rows_limit = {
    INTEG_STATUS_LIMIT_EXCEEDED, "register.rows_limit", "table \"{0}\" has more rows than a table can have ({1})",
    "tabellen \"{0}\" har flere rækker, end en tabel kan have ({1})", NULL, NULL};

const integi_message integi_message_register_other_type = {
    INTEG_STATUS_INCONSISTENT, "register.other_type",
    "column \"{0}\" of table \"{1}\" has another type than in an earlier snapshot",
    "kolonnen \"{0}\" i tabellen \"{1}\" har en anden type end i et tidligere udtræk",
    "a column has one type and one number of decimals in all snapshots",
    "en kolonne har samme type og samme antal decimaler i alle udtræk"};

const integi_message integi_message_register_new_column = {
    INTEG_STATUS_INCONSISTENT, "register.new_column",
    "column \"{0}\" of table \"{1}\" is not there in an earlier snapshot",
    "kolonnen \"{0}\" i tabellen \"{1}\" findes ikke i et tidligere udtræk",
    "a table has the same columns in all snapshots", "en tabel har de samme kolonner i alle udtræk"};

const integi_message integi_message_register_missing_column = {
    INTEG_STATUS_MISSING, "register.missing_column", "column \"{0}\" of table \"{1}\" is missing",
    "kolonnen \"{0}\" i tabellen \"{1}\" mangler", NULL, NULL};

const integi_message integi_message_register_unknown_column = {
    INTEG_STATUS_UNKNOWN_NAME, "register.unknown_column", "table \"{1}\" has no column \"{0}\"",
    "tabellen \"{1}\" har ingen kolonne \"{0}\"", NULL, NULL};

const integi_message integi_message_register_unknown_table = {
    INTEG_STATUS_UNKNOWN_NAME, "register.unknown_table", "there is no table \"{0}\"",
    "der er ingen tabel \"{0}\"", NULL, NULL};

const integi_message integi_message_register_not_finite = {
    INTEG_STATUS_BAD_DATA, "register.not_finite", "row {0} of column \"{1}\" is infinite",
    "række {0} i kolonnen \"{1}\" er uendelig", "write an unknown number as NaN", "skriv et ukendt tal som NaN"};

const integi_message integi_message_register_not_utf8 = {
    INTEG_STATUS_ENCODING, "register.not_utf8", "row {0} of column \"{1}\" is not valid UTF-8",
    "række {0} i kolonnen \"{1}\" er ikke gyldig UTF-8", NULL, NULL};

const integi_message integi_message_register_bad_value = {
    INTEG_STATUS_BAD_DATA, "register.bad_value", "row {0} of column \"{1}\" is outside the range of its type ({2})",
    "række {0} i kolonnen \"{1}\" ligger uden for sin types område ({2})", NULL, NULL};

const integi_message integi_message_register_labels_type = {
    INTEG_STATUS_TYPE_MISMATCH, "register.labels_type", "column \"{0}\" cannot have labels, because it is no code",
    "kolonnen \"{0}\" kan ikke have etiketter, for den er ikke en kode", "declare it with type: code",
    "erklær den med type: code"};

const integi_message integi_message_register_label_municipality = {
    INTEG_STATUS_BAD_DATA, "register.label_municipality",
    "a label of column \"{0}\" is for what is no municipality code",
    "en etiket i kolonnen \"{0}\" er til noget, der ikke er en kommunekode",
    "a municipality is 101 to 999, with or without a zero before it",
    "en kommune er 101 til 999, med eller uden nul foran"};

const integi_message integi_message_register_key_type = {
    INTEG_STATUS_TYPE_MISMATCH, "register.key_type", "column \"{0}\" cannot be a key, because it is of type {1}",
    "kolonnen \"{0}\" kan ikke være nøgle, for den har typen '{1}'", "a key is an integer, a code or a text",
    "en nøgle er et heltal, en kode eller en tekst"};

const integi_message integi_message_register_key_repeated = {
    INTEG_STATUS_DUPLICATE, "register.key_repeated",
    "row {0} of table \"{1}\" has the same key (\"{2}\") as an earlier row; rows that repeat a key: {3}",
    "række {0} i tabellen \"{1}\" har samme nøgle (\"{2}\") som en tidligere række; rækker med gentaget nøgle: {3}",
    "rows are counted from 1, the header left out", "rækker tælles fra 1, uden overskriften"};

const integi_message integi_message_register_key_unknown = {
    INTEG_STATUS_BAD_DATA, "register.key_unknown",
    "row {0} of table \"{1}\" has no key (\"{2}\"); rows without a key: {3}",
    "række {0} i tabellen \"{1}\" har ingen nøgle (\"{2}\"); rækker uden nøgle: {3}",
    "rows are counted from 1, the header left out", "rækker tælles fra 1, uden overskriften"};

const integi_message integi_message_register_link_type = {
    INTEG_STATUS_TYPE_MISMATCH, "register.link_type",
    "column \"{0}\" of table \"{1}\" cannot lead to the key of table \"{2}\": their types differ",
    "kolonnen \"{0}\" i tabellen \"{1}\" kan ikke henvise til nøglen i tabellen \"{2}\": typerne er forskellige",
    NULL, NULL};

const integi_message integi_message_register_link_no_key = {
    INTEG_STATUS_MISSING, "register.link_no_key", "table \"{0}\" is linked to table \"{1}\", which has no key",
    "tabellen \"{0}\" er knyttet til tabellen \"{1}\", som ingen nøgle har", NULL, NULL};

const integi_message integi_message_register_link_self = {
    INTEG_STATUS_INCONSISTENT, "register.link_self", "table \"{0}\" cannot be linked to itself",
    "tabellen \"{0}\" kan ikke være knyttet til sig selv", NULL, NULL};

const integi_message integi_message_register_spell_type = {
    INTEG_STATUS_TYPE_MISMATCH, "register.spell_type",
    "column \"{0}\" cannot bound a spell or tell when an event was, because it is no date",
    "kolonnen \"{0}\" kan ikke afgrænse et forløb eller sige, hvornår en hændelse var, for den er ikke en dato",
    "declare it with type: date", "erklær den med type: date"};

const integi_message integi_message_register_spell_reversed = {
    INTEG_STATUS_BAD_DATA, "register.spell_reversed",
    "table \"{0}\" has spells that end before they start; they cover no day",
    "tabellen \"{0}\" har forløb, der slutter, før de begynder; de dækker ingen dage", NULL, NULL};

const integi_message integi_message_register_orphans = {
    INTEG_STATUS_INCONSISTENT, "register.orphans", "table \"{0}\" has rows that lead to no row of table \"{1}\"",
    "tabellen \"{0}\" har rækker, der ikke henviser til nogen række i tabellen \"{1}\"", NULL, NULL};

const integi_message integi_message_register_main_linked = {
    INTEG_STATUS_INCONSISTENT, "register.main_linked", "the main table \"{0}\" cannot be linked to another",
    "hovedtabellen \"{0}\" kan ikke være knyttet til en anden", "the first table is the main one",
    "den første tabel er hovedtabellen"};

const integi_message integi_message_register_settled = {
    INTEG_STATUS_INCONSISTENT, "register.settled", "table \"{0}\" has another {1} already",
    "tabellen \"{0}\" har allerede en anden {1}", NULL, NULL};

const integi_message integi_message_register_finished = {
    INTEG_STATUS_INVALID_ARGUMENT, "register.finished", "the builder is finished", "byggeren er afsluttet",
    "a finished builder can only be freed", "en afsluttet bygger kan kun frigives"};

const integi_message integi_message_register_refused = {
    INTEG_STATUS_REFUSED, "register.refused", "the register was opened for statistics, so no citizen may be shown",
    "registret er åbnet til statistik, så ingen borger må vises",
    "open it for casework where there is a legal basis", "åbn det til sagsbehandling, hvis der er hjemmel til det"};

const integi_message integi_message_register_empty_name = {
    INTEG_STATUS_INVALID_ARGUMENT, "register.empty_name", "a name is empty or not valid UTF-8",
    "et navn er tomt eller ikke gyldig UTF-8", NULL, NULL};

const integi_message integi_message_register_texts_limit = {
    INTEG_STATUS_LIMIT_EXCEEDED,
    "register.texts_limit",
    "column \"{0}\" has more distinct texts than a column can have",
    "kolonnen \"{0}\" har flere forskellige tekster, end en kolonne kan have",
    NULL,
    NULL};

const integi_message integi_message_register_broken = {
    INTEG_STATUS_INVALID_ARGUMENT, "register.broken", "an earlier file could not be read",
    "en tidligere fil kunne ikke læses", "a builder that failed to read a file can only be freed",
    "en bygger, der ikke kunne læse en fil, kan kun frigives"};
