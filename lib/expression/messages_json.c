/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/messages.h"

/* {0} is the path of what they speak of, with a colon behind it, or nothing for the whole. */

const integi_message integi_message_expression_json_null = {
    INTEG_STATUS_SYNTAX, "expression.json_null", "{0}null is no value", "{0}null er ikke en værdi",
    "write {\"op\": \"isNull\", \"args\": [...]}", "skriv {\"op\": \"isNull\", \"args\": [...]}"};

const integi_message integi_message_expression_json_object = {
    INTEG_STATUS_SYNTAX, "expression.json_object", "{0}this object is not one thing of CQL2",
    "{0}dette objekt svarer ikke til netop én ting i CQL2",
    "an object has op and args, or one of property, date, timestamp and interval",
    "et objekt har op og args, eller én af property, date, timestamp og interval"};

const integi_message integi_message_expression_json_key = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.json_key", "{0}unknown key {1}", "{0}ukendt nøgle {1}",
    "an object has op and args, or one of property, date, timestamp and interval",
    "et objekt har op og args, eller én af property, date, timestamp og interval"};

const integi_message integi_message_expression_json_key_near = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.json_key", "{0}unknown key {1}", "{0}ukendt nøgle {1}",
    "did you mean {2}?", "mente du {2}?"};

const integi_message integi_message_expression_json_duplicate = {
    INTEG_STATUS_DUPLICATE, "expression.json_duplicate", "{0}the key {1} stands twice",
    "{0}nøglen {1} står to gange", NULL, NULL};

const integi_message integi_message_expression_json_missing = {
    INTEG_STATUS_MISSING, "expression.json_missing", "{0}the key {1} is missing", "{0}nøglen {1} mangler", NULL,
    NULL};

const integi_message integi_message_expression_json_text = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.json_text", "{0}expected a text", "{0}her skulle der stå en tekst",
    "put it in double quotes", "sæt den i dobbelte anførselstegn"};

const integi_message integi_message_expression_json_list = {
    INTEG_STATUS_TYPE_MISMATCH, "expression.json_list", "{0}expected a list", "{0}her skulle der stå en liste",
    "put it in square brackets", "sæt den i kantede parenteser"};

const integi_message integi_message_expression_json_empty = {
    INTEG_STATUS_SYNTAX, "expression.json_empty", "{0}the list behind in is empty",
    "{0}listen efter in er tom", NULL, NULL};

const integi_message integi_message_expression_json_operation = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.json_operation", "{0}there is no operation {1}",
    "{0}der er ingen operation {1}",
    "there are and, or, not, =, <>, <, >, <=, >=, like, between, in, isNull, casei, accenti, +, -, *, /, div, %, ^, "
    "and functions by their names",
    "der er and, or, not, =, <>, <, >, <=, >=, like, between, in, isNull, casei, accenti, +, -, *, /, div, %, ^ og "
    "funktioner ved deres navne"};

const integi_message integi_message_expression_json_operation_near = {
    INTEG_STATUS_UNKNOWN_NAME, "expression.json_operation", "{0}there is no operation {1}",
    "{0}der er ingen operation {1}", "did you mean {2}?", "mente du {2}?"};

const integi_message integi_message_expression_json_fault = {
    INTEG_STATUS_INTERNAL, "expression.json_fault", "the expression cannot be written as text",
    "udtrykket kan ikke skrives som tekst", "this is a fault of the library; please report it",
    "det er en fejl i biblioteket; indberet den venligst"};
