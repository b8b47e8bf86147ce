/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/messages.h"

const integi_message integi_message_cpr_form = {
    INTEG_STATUS_SYNTAX, "denmark.cpr_form", "not of the form of a CPR number",
    "det har ikke et CPR-nummers form", "write ten digits, with or without a hyphen after the sixth",
    "skriv ti cifre, med eller uden bindestreg efter det sjette"};

const integi_message integi_message_cpr_date = {
    INTEG_STATUS_OUT_OF_RANGE, "denmark.cpr_date", "the birth date in the CPR number does not exist",
    "fødselsdatoen i CPR-nummeret findes ikke", NULL, NULL};

const integi_message integi_message_country_list = {
    INTEG_STATUS_NOT_FOUND, "denmark.country_list", "there is no list of countries for a date before {0}",
    "der er ingen liste over lande for en dato før {0}", "ask for the newest list, which is used for earlier years too",
    "brug den nyeste liste, som også bruges for tidligere år"};

const integi_message integi_message_municipality_form = {
    INTEG_STATUS_SYNTAX, "denmark.municipality_form", "not of the form of a municipality's code",
    "det har ikke en kommunekodes form", "write 151 or 0151", "skriv 151 eller 0151"};

const integi_message integi_message_municipality_unknown = {
    INTEG_STATUS_NOT_FOUND, "denmark.municipality_unknown", "no municipality has the code {0}",
    "ingen kommune har koden {0}", NULL, NULL};

const integi_message integi_message_grade = {
    INTEG_STATUS_SYNTAX, "denmark.grade", "not a grade of the 7-step scale", "ikke en karakter på 7-trinsskalaen",
    "the grades are -3, 00, 02, 4, 7, 10 and 12", "karaktererne er -3, 00, 02, 4, 7, 10 og 12"};

const integi_message integi_message_denmark_range = {
    INTEG_STATUS_OUT_OF_RANGE, "denmark.range", "{0} is outside its range", "{0} ligger uden for det tilladte", NULL,
    NULL};
