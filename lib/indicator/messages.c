/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/messages.h"

const integi_message integi_message_indicator_incomplete = {
    INTEG_STATUS_MISSING, "indicator.incomplete", "indicator '{0}' of kind {1} has no '{2}'",
    "indikatoren '{0}' af typen '{1}' mangler '{2}'", "say with '{2}' what it is computed from",
    "angiv med '{2}', hvad den beregnes af"};

const integi_message integi_message_indicator_unused = {
    INTEG_STATUS_INVALID_ARGUMENT, "indicator.unused", "'{2}' has no meaning in indicator '{0}' of kind {1}",
    "'{2}' har ingen betydning i indikatoren '{0}' af typen '{1}'", "remove it, or choose another kind",
    "fjern den, eller vælg en anden type"};

const integi_message integi_message_indicator_even = {
    INTEG_STATUS_INVALID_ARGUMENT, "indicator.even", "the composite '{0}' has an even number of parts",
    "den sammensatte indikator '{0}' har et lige antal dele", NULL, NULL};

const integi_message integi_message_indicator_weights = {
    INTEG_STATUS_INVALID_ARGUMENT, "indicator.weights",
    "the weights of a standard population are numbers above 0, one more than its bands have edges",
    "en standardbefolknings vægte er tal over 0, én flere end båndene har grænser", NULL, NULL};

const integi_message integi_message_indicator_european_bands = {
    INTEG_STATUS_INVALID_ARGUMENT, "indicator.european_bands",
    "the European Standard Population has bands of five years up to 90: an edge of {0} lies inside one",
    "den europæiske standardbefolkning har femårsbånd op til 90: grænsen {0} ligger inde i et af dem",
    "use edges that are multiples of 5 from 5 to 90", "brug grænser, der er multipla af 5 fra 5 til 90"};

const integi_message integi_message_indicator_published_order = {
    INTEG_STATUS_INVALID_ARGUMENT, "indicator.published_order", "the published values do not rise by date",
    "de offentliggjorte værdier står ikke i rækkefølge efter dato", NULL, NULL};

const integi_message integi_message_indicator_group_measure = {
    INTEG_STATUS_INVALID_ARGUMENT, "indicator.group_measure",
    "of all groups in a column there are dissimilarity, mutual_information and theil_h",
    "for alle grupper i en kolonne findes dissimilarity, mutual_information og theil_h",
    "choose one of them, or say with 'where' which group is held against the rest",
    "vælg en af dem, eller angiv med 'where', hvilken gruppe der holdes op mod resten"};
