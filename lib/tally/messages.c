/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/messages.h"

const integi_message integi_message_dimensions_limit = {
    INTEG_STATUS_LIMIT_EXCEEDED, "tally.dimensions_limit", "a breakdown has at most {0} dimensions",
    "en opdeling har højst {0} dimensioner", NULL, NULL};

const integi_message integi_message_dimension_type = {
    INTEG_STATUS_TYPE_MISMATCH, "tally.dimension_type", "cannot break down by '{0}', which is a {1}",
    "der kan ikke opdeles efter '{0}', som er af typen '{1}'", "give bands of it", "angiv intervaller (bands) af den"};

const integi_message integi_message_dimension_band_type = {
    INTEG_STATUS_TYPE_MISMATCH, "tally.dimension_band_type", "bands need a number, and '{0}' is a {1}",
    "intervaller (bands) kræver et tal, og '{0}' er af typen '{1}'", NULL, NULL};

const integi_message integi_message_dimension_date_band_type = {
    INTEG_STATUS_TYPE_MISMATCH, "tally.dimension_date_band_type", "bands of dates need a date, and '{0}' is a {1}",
    "intervaller af datoer kræver en dato, og '{0}' er af typen '{1}'", NULL, NULL};

const integi_message integi_message_dimension_range = {
    INTEG_STATUS_LIMIT_EXCEEDED, "tally.dimension_range", "'{0}' has too many different values to break down by",
    "'{0}' har for mange forskellige værdier at opdele efter", "give bands of it",
    "angiv intervaller (bands) af den"};

const integi_message integi_message_tally_cells = {
    INTEG_STATUS_LIMIT_EXCEEDED, "tally.cells", "a breakdown has more than {0} cells",
    "en opdeling har mere end {0} celler", "break down by fewer columns", "opdel efter færre kolonner"};

const integi_message integi_message_measure_type = {
    INTEG_STATUS_TYPE_MISMATCH, "tally.measure_type", "cannot sum a {0}", "der kan ikke summeres over typen '{0}'",
    "a measure is an integer, decimal, number or boolean", "et mål er et heltal, decimaltal, tal eller sandt/falsk"};

const integi_message integi_message_tally_mixed = {
    INTEG_STATUS_INCONSISTENT, "tally.mixed", "the snapshot is not of the plan's register",
    "udtrækket hører ikke til planens register", NULL, NULL};

const integi_message integi_message_plan_queries = {
    INTEG_STATUS_INVALID_ARGUMENT, "tally.plan_queries",
    "the plan has queries already, whose members would not be kept",
    "planen har allerede forespørgsler, hvis rækker ikke ville blive beholdt",
    "call integ_plan_keep_members() before the first query is added",
    "kald integ_plan_keep_members(), før den første forespørgsel tilføjes"};

const integi_message integi_message_plan_asked = {
    INTEG_STATUS_INVALID_ARGUMENT, "tally.plan_asked", "a tally of this plan was made, so that nothing can be added",
    "der er lavet en optælling af denne plan, så intet kan tilføjes", "make a new plan", "lav en ny plan"};
