/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/messages.h"

const integi_message integi_message_expression_empty = {
    INTEG_STATUS_SYNTAX, "expression.empty", "the expression is empty", "udtrykket er tomt", NULL, NULL};

const integi_message integi_message_expression_encoding = {
    INTEG_STATUS_ENCODING, "expression.encoding", "the expression is not valid UTF-8 from here",
    "udtrykket er ikke gyldig UTF-8 herfra", "save it as UTF-8", "gem det som UTF-8"};

const integi_message integi_message_expression_nul = {
    INTEG_STATUS_SYNTAX, "expression.nul", "a NUL character may not stand in an expression",
    "et NUL-tegn må ikke stå i et udtryk", NULL, NULL};

const integi_message integi_message_expression_character = {
    INTEG_STATUS_SYNTAX, "expression.character", "unexpected character {0}", "uventet tegn {0}", NULL,
    NULL};

const integi_message integi_message_expression_foreign_sign = {
    INTEG_STATUS_SYNTAX, "expression.character", "unexpected character {0}", "uventet tegn {0}",
    "write AND, OR, NOT, = and <>", "skriv AND, OR, NOT, = og <>"};

const integi_message integi_message_expression_character_write = {
    INTEG_STATUS_SYNTAX, "expression.character", "unexpected character {0}", "uventet tegn {0}", "write {1}",
    "skriv {1}"};

const integi_message integi_message_expression_unclosed_text = {
    INTEG_STATUS_SYNTAX, "expression.unclosed_text", "the text that begins here is not closed",
    "teksten, der begynder her, bliver ikke afsluttet", "close it with '; inside it write '' for a ' and \\\\ for a \\",
    "afslut den med '; i den skrives '' for et ' og \\\\ for en \\"};

const integi_message integi_message_expression_unclosed_name = {
    INTEG_STATUS_SYNTAX, "expression.unclosed_name", "the name that begins here is not closed",
    "navnet, der begynder her, bliver ikke afsluttet", "close it with \"", "afslut det med \""};

const integi_message integi_message_expression_ended = {
    INTEG_STATUS_SYNTAX, "expression.ended", "the expression ends too early: expected {0}",
    "udtrykket slutter for tidligt: her mangler {1}", NULL, NULL};

const integi_message integi_message_expression_value = {
    INTEG_STATUS_SYNTAX, "expression.value", "expected a value or a condition, found {0}",
    "her skulle der stå en værdi eller en betingelse, ikke {0}", NULL, NULL};

const integi_message integi_message_expression_value_write = {
    INTEG_STATUS_SYNTAX, "expression.value", "expected a value or a condition, found {0}",
    "her skulle der stå en værdi eller en betingelse, ikke {0}", "write {1}", "skriv {1}"};

const integi_message integi_message_expression_null = {
    INTEG_STATUS_SYNTAX, "expression.null", "NULL is no value", "NULL er ikke en værdi",
    "write IS NULL or IS NOT NULL", "skriv IS NULL eller IS NOT NULL"};

const integi_message integi_message_expression_token = {
    INTEG_STATUS_SYNTAX, "expression.token", "expected {0}, found {2}", "her skulle der stå {1}, ikke {2}",
    NULL, NULL};

const integi_message integi_message_expression_token_write = {
    INTEG_STATUS_SYNTAX, "expression.token", "expected {0}, found {2}", "her skulle der stå {1}, ikke {2}",
    "write {3}", "skriv {3}"};

const integi_message integi_message_expression_end = {
    INTEG_STATUS_SYNTAX, "expression.end", "expected an operator or the end, found {0}",
    "her skulle der stå en operator eller slutningen, ikke {0}", NULL, NULL};

const integi_message integi_message_expression_end_near = {
    INTEG_STATUS_SYNTAX, "expression.end", "expected an operator or the end, found {0}",
    "her skulle der stå en operator eller slutningen, ikke {0}", "did you mean {1}?", "mente du {1}?"};

const integi_message integi_message_expression_end_write = {
    INTEG_STATUS_SYNTAX, "expression.end", "expected an operator or the end, found {0}",
    "her skulle der stå en operator eller slutningen, ikke {0}", "write {1}", "skriv {1}"};

const integi_message integi_message_expression_chain = {
    INTEG_STATUS_SYNTAX, "expression.chain", "comparisons cannot follow each other",
    "sammenligninger kan ikke følge efter hinanden", "join them with AND, or put parentheses",
    "forbind dem med AND, eller sæt parenteser"};

const integi_message integi_message_expression_integer_range = {
    INTEG_STATUS_OUT_OF_RANGE, "expression.integer_range", "the whole number {0} is too large",
    "heltallet {0} er for stort",
    "whole numbers go from -9223372036854775808 to 9223372036854775807; write a decimal point "
    "for a larger number",
    "heltal går fra -9223372036854775808 til 9223372036854775807; skriv et decimalpunktum for "
    "et større tal"};

const integi_message integi_message_expression_number_range = {
    INTEG_STATUS_OUT_OF_RANGE, "expression.number_range", "the number {0} is too large",
    "tallet {0} er for stort", NULL, NULL};

const integi_message integi_message_expression_date_syntax = {
    INTEG_STATUS_SYNTAX, "expression.date_syntax", "not a date", "ikke en dato", "write it as YYYY-MM-DD",
    "skriv den som ÅÅÅÅ-MM-DD"};

const integi_message integi_message_expression_date_range = {
    INTEG_STATUS_OUT_OF_RANGE, "expression.date_range", "there is no such date or time",
    "den dato eller det tidspunkt findes ikke", NULL, NULL};

const integi_message integi_message_expression_timestamp_syntax = {
    INTEG_STATUS_SYNTAX, "expression.timestamp_syntax", "not a timestamp", "ikke et tidspunkt",
    "write it as YYYY-MM-DDThh:mm:ssZ, in UTC", "skriv det som ÅÅÅÅ-MM-DDTtt:mm:ssZ, i UTC"};

const integi_message integi_message_expression_literal = {
    INTEG_STATUS_SYNTAX, "expression.literal", "{0} takes one text, such as {1}",
    "{0} skal have én tekst, f.eks. {1}", NULL, NULL};

const integi_message integi_message_expression_spatial = {
    INTEG_STATUS_UNSUPPORTED, "expression.spatial", "{0}: places and shapes are not supported yet",
    "{0}: steder og geometrier understøttes ikke endnu", NULL, NULL};

const integi_message integi_message_expression_depth = {
    INTEG_STATUS_LIMIT_EXCEEDED, "expression.depth", "nested deeper than {0} levels",
    "indlejret dybere end {0} niveauer", "divide it into groups or derived columns",
    "del det op i grupper eller afledte kolonner"};

const integi_message integi_message_expression_size = {
    INTEG_STATUS_LIMIT_EXCEEDED, "expression.size", "the expression is longer than {0} bytes",
    "udtrykket er længere end {0} bytes", "divide it into groups", "del det op i grupper"};

const integi_message integi_message_expression_parts = {
    INTEG_STATUS_LIMIT_EXCEEDED, "expression.parts", "the expression has more than {0} words, values and signs",
    "udtrykket har flere end {0} ord, værdier og tegn", "divide it into groups", "del det op i grupper"};

const integi_message integi_message_expression_lists = {
    INTEG_STATUS_LIMIT_EXCEEDED, "expression.lists",
    "{0}: lists of {1} and {2} elements need more than {3} comparisons",
    "{0}: lister med {1} og {2} elementer kræver flere end {3} sammenligninger", "compare shorter lists, or use IN",
    "sammenlign kortere lister, eller brug IN"};

const integi_message integi_message_expression_column = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.column", "table {1} has no column {0}",
    "tabellen {1} har ingen kolonne {0}", NULL, NULL};

const integi_message integi_message_expression_column_near = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.column", "table {1} has no column {0}",
    "tabellen {1} har ingen kolonne {0}", "did you mean {2}?", "mente du {2}?"};

const integi_message integi_message_expression_column_text = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.column", "table {1} has no column {0}",
    "tabellen {1} har ingen kolonne {0}", "write '{0}' if it is a text", "skriv '{0}', hvis det er en tekst"};

const integi_message integi_message_expression_function = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.function", "there is no function {0}",
    "der er ingen funktion {0}", NULL, NULL};

const integi_message integi_message_expression_function_near = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.function", "there is no function {0}",
    "der er ingen funktion {0}", "did you mean {1}?", "mente du {1}?"};

const integi_message integi_message_expression_group = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.group", "there is no group {0}", "der er ingen gruppe {0}", NULL,
    NULL};

const integi_message integi_message_expression_group_near = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.group", "there is no group {0}", "der er ingen gruppe {0}",
    "did you mean {1}?", "mente du {1}?"};

const integi_message integi_message_expression_table = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.table", "the register has no table {0}",
    "registret har ingen tabel {0}", NULL, NULL};

const integi_message integi_message_expression_table_near = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.table", "the register has no table {0}",
    "registret har ingen tabel {0}", "did you mean {1}?", "mente du {1}?"};

const integi_message integi_message_expression_table_name = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.table_name", "{0} needs the name of a table",
    "{0} skal have navnet på en tabel", "write {0}('table')",
    "skriv {0}('tabel')"};

const integi_message integi_message_expression_link = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.link", "table {0} is not linked to table {1}",
    "tabellen {0} er ikke knyttet til tabellen {1}", "state its link in the manifest",
    "angiv dens link i manifestet"};

const integi_message integi_message_expression_spells = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.spells", "the rows of table {0} have no dates",
    "rækkerne i tabellen {0} har ingen datoer", "state the table's spell or event in the manifest",
    "angiv tabellens spell eller event i manifestet"};

const integi_message integi_message_expression_picked = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.picked", "{0} needs a column of table {1} here",
    "{0} skal her have en kolonne i tabellen {1}", "name a column that is stored, not computed",
    "nævn en kolonne, der er gemt og ikke beregnet"};

const integi_message integi_message_expression_group_cycle = {
    INTEG_STATUS_CYCLE, "expression.group_cycle", "group {0} is defined by itself",
    "gruppen {0} er defineret ved sig selv", "break the circle of within, in_group, was_in and years_in",
    "bryd kredsen af within, in_group, was_in og years_in"};

const integi_message integi_message_expression_group_argument = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.group_name", "{0} needs the name of a group written as a text",
    "{0} skal have navnet på en gruppe skrevet som en tekst", "it is written {1}", "den skrives {1}"};

const integi_message integi_message_expression_group_population = {
    INTEG_STATUS_INCONSISTENT, "expression.group_population",
    "group {0} consists of rows of table {1}, and this condition is about those of table {2}",
    "gruppen {0} består af rækker i tabellen {1}, og denne betingelse handler om dem i tabellen {2}",
    "name a group of the same population", "brug en gruppe over den samme population"};

const integi_message integi_message_expression_snapshot = {
    INTEG_STATUS_NOT_FOUND, "expression.snapshot", "the register has no snapshot of {0}",
    "registret har intet udtræk fra {0}", "it has those of {1}", "det har udtræk fra {1}"};

const integi_message integi_message_expression_snapshot_undated = {
    INTEG_STATUS_NOT_FOUND, "expression.snapshot", "the register has no snapshot of {0}",
    "registret har intet udtræk fra {0}", "its only snapshot has no date: give it by --as-of",
    "dets eneste udtræk har ingen dato: angiv den med --as-of"};

const integi_message integi_message_expression_snapshot_date = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.snapshot_date", "the date of a snapshot must stand here as it is",
    "her skal datoen for et udtræk stå, som den er", "it is written {0}", "den skrives {0}"};

const integi_message integi_message_expression_no_key = {
    INTEG_STATUS_MISSING, "expression.no_key",
    "{0} cannot find the rows of table {1} in another snapshot: it has no key",
    "{0} kan ikke finde rækkerne i tabellen {1} i et andet udtræk: den har ingen nøgle",
    "state its key in the manifest", "angiv dens nøgle i manifestet"};

const integi_message integi_message_expression_no_link = {
    INTEG_STATUS_MISSING, "expression.no_link", "{0} asks of what a row is linked to, and table {1} is linked to none",
    "{0} spørger om det, en række er knyttet til, og tabellen {1} er ikke knyttet til nogen",
    "use in_group for the rows of the table itself", "brug in_group til rækkerne i selve tabellen"};

const integi_message integi_message_expression_derived_cycle = {
    INTEG_STATUS_CYCLE, "expression.derived_cycle", "derived column {0} is computed from itself",
    "den afledte kolonne {0} beregnes ud fra sig selv", NULL, NULL};

const integi_message integi_message_expression_compare = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.compare", "{1} cannot be compared with {0}",
    "'{1}' kan ikke sammenlignes med '{0}'", NULL, NULL};

const integi_message integi_message_expression_text_as_number = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.compare", "{1} cannot be compared with {0}",
    "'{1}' kan ikke sammenlignes med '{0}'", "write a number without quotes", "skriv et tal uden anførselstegn"};

const integi_message integi_message_expression_number_as_text = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.compare", "{1} cannot be compared with {0}",
    "'{1}' kan ikke sammenlignes med '{0}'", "write a text in single quotes", "skriv en tekst i enkelte anførselstegn"};

const integi_message integi_message_expression_text_as_date = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.compare", "{1} cannot be compared with {0}",
    "'{1}' kan ikke sammenlignes med '{0}'",
    "write DATE('YYYY-MM-DD') for a date, TIMESTAMP('YYYY-MM-DDThh:mm:ssZ') for a time",
    "skriv DATE('ÅÅÅÅ-MM-DD') for en dato, TIMESTAMP('ÅÅÅÅ-MM-DDTtt:mm:ssZ') for et tidspunkt"};

const integi_message integi_message_expression_condition = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.condition", "this is of type {0}, not a condition",
    "dette er af typen '{0}', ikke en betingelse", "compare it with something", "sammenlign det med noget"};

const integi_message integi_message_expression_type = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.type", "{0} needs {1} here, this is of type {3}",
    "{0} skal have {2} her, dette er af typen '{3}'", NULL, NULL};

const integi_message integi_message_expression_argument = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.type", "{0} needs {1} here, this is of type {2}",
    "{0} skal have '{1}' her, dette er af typen '{2}'", "it is written {3}", "den skrives {3}"};

const integi_message integi_message_expression_pattern = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.pattern", "LIKE needs a pattern written as a text",
    "LIKE skal have et mønster skrevet som en tekst", "% stands for any text, _ for one character",
    "% står for en hvilken som helst tekst, _ for ét tegn"};

const integi_message integi_message_expression_group_name = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.group_name",
    "in_group needs the name of a group written as a text",
    "in_group skal have navnet på en gruppe skrevet som en tekst", "write in_group('name')",
    "skriv in_group('navn')"};

const integi_message integi_message_expression_arguments = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.arguments",
    "wrong number of arguments for {0}: {2} instead of {1}",
    "forkert antal argumenter til {0}: {2} i stedet for {1}", NULL, NULL};


const integi_message integi_message_expression_arguments_of = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.arguments",
    "wrong number of arguments for {0}: {2} instead of {1}",
    "forkert antal argumenter til {0}: {2} i stedet for {1}", "it is written {3}",
    "den skrives {3}"};

const integi_message integi_message_expression_array = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.array",
    "a list can only stand behind IN and in array functions",
    "en liste kan kun stå efter IN og i listefunktioner", NULL, NULL};

const integi_message integi_message_expression_interval = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.interval", "an interval can only stand in temporal functions",
    "et interval kan kun stå i tidsfunktioner", "compare its start or its end",
    "sammenlign dets start eller dets slutning"};

const integi_message integi_message_expression_instant = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.instant",
    "a temporal function needs dates, timestamps or intervals, this is of type {0}",
    "en tidsfunktion skal have datoer, tidspunkter eller intervaller, dette er af typen '{0}'", NULL, NULL};

const integi_message integi_message_expression_text_value = {
    INTEG_STATUS_UNSUPPORTED, "expression.text_value", "a computed text cannot be a value here",
    "en beregnet tekst kan ikke være en værdi her", "use the column itself", "brug selve kolonnen"};

const integi_message integi_message_expression_as_of = {
    INTEG_STATUS_MISSING, "expression.as_of", "{0} needs the date of the snapshot",
    "{0} skal bruge datoen for udtrækket", "give it by as_of in the manifest or by --as-of",
    "angiv den med as_of i manifestet eller med --as-of"};
