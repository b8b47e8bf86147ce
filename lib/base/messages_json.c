/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/messages.h"

const integi_message integi_message_json_expected = {
    INTEG_STATUS_SYNTAX, "json.expected", "expected {0}, found {2}", "her skulle der stå {1}, ikke {2}", NULL, NULL};

const integi_message integi_message_json_ended = {
    INTEG_STATUS_SYNTAX, "json.ended", "the JSON ends too early: expected {0}",
    "JSON-teksten slutter for tidligt: her mangler {1}", NULL, NULL};

const integi_message integi_message_json_unclosed = {
    INTEG_STATUS_SYNTAX, "json.unclosed", "the text that begins here is not closed",
    "teksten, der begynder her, bliver ikke afsluttet", "close it with \"; write \\\" for a \" inside it",
    "afslut den med \"; skriv \\\" for et \" i den"};

const integi_message integi_message_json_control = {
    INTEG_STATUS_SYNTAX, "json.control", "a line break or another control character may not stand in a text of JSON",
    "et linjeskift eller et andet styretegn må ikke stå i en tekst i JSON",
    "write \\n for a line break, \\t for a tab", "skriv \\n for et linjeskift, \\t for en tabulator"};

const integi_message integi_message_json_escape = {
    INTEG_STATUS_SYNTAX, "json.escape", "what stands behind the backslash has no meaning in JSON",
    "det, der står efter den omvendte skråstreg, betyder ikke noget i JSON",
    "write \\\\ for a backslash, and four hexadecimal digits behind \\u",
    "skriv \\\\ for en omvendt skråstreg, og fire hexadecimale cifre efter \\u"};

const integi_message integi_message_json_surrogate = {
    INTEG_STATUS_SYNTAX, "json.surrogate", "half of a pair of \\u that make one character together",
    "den ene halvdel af to \\u, som tilsammen udgør ét tegn", "write the character itself", "skriv selve tegnet"};

const integi_message integi_message_json_nul = {
    INTEG_STATUS_SYNTAX, "json.nul", "a NUL character may not stand in a text",
    "et NUL-tegn må ikke stå i en tekst", NULL, NULL};

const integi_message integi_message_json_number = {
    INTEG_STATUS_SYNTAX, "json.number", "{0} is not a number as JSON writes it",
    "{0} er ikke et tal, som JSON skriver det",
    "write digits on both sides of a decimal point, no zero in front and no +",
    "skriv cifre på begge sider af et decimalpunktum, intet nul foran og intet +"};

const integi_message integi_message_json_word = {
    INTEG_STATUS_SYNTAX, "json.word", "{0} is no value in JSON", "{0} er ikke en værdi i JSON",
    "texts stand in double quotes; the words are true, false and null",
    "tekster står i dobbelte anførselstegn; ordene er true, false og null"};

const integi_message integi_message_json_quotes = {
    INTEG_STATUS_SYNTAX, "json.quotes", "texts of JSON do not stand in single quotes",
    "tekster i JSON står ikke i enkelte anførselstegn", "put it in double quotes",
    "sæt den i dobbelte anførselstegn"};
