/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/messages.h"

const integi_message integi_message_group_duplicate = {
    INTEG_STATUS_DUPLICATE, "cohort.group_duplicate", "there are two groups named '{0}'",
    "der er to grupper med navnet '{0}'", NULL, NULL};

const integi_message integi_message_group_unknown = {
    INTEG_STATUS_UNKNOWN_NAME, "cohort.group_unknown", "there is no group '{0}'", "der er ingen gruppe '{0}'", NULL,
    NULL};

const integi_message integi_message_group_unknown_near = {
    INTEG_STATUS_UNKNOWN_NAME, "cohort.group_unknown", "there is no group '{0}'", "der er ingen gruppe '{0}'",
    "did you mean '{1}'?", "mente du '{1}'?"};

const integi_message integi_message_group_same = {
    INTEG_STATUS_OK, "cohort.group_same", "group '{0}' selects the same as group '{1}'",
    "gruppen '{0}' udvælger de samme som gruppen '{1}'", "use one of them", "brug den ene af dem"};

const integi_message integi_message_group_cycle = {
    INTEG_STATUS_CYCLE, "cohort.group_cycle", "group '{0}' is built on itself", "gruppen '{0}' bygger på sig selv",
    "by way of '{1}'", "via '{1}'"};

const integi_message integi_message_group_population = {
    INTEG_STATUS_INCONSISTENT, "cohort.group_population",
    "group '{0}' selects from '{1}', but uses group '{2}', which selects from '{3}'",
    "gruppen '{0}' vælger fra '{1}', men bruger gruppen '{2}', som vælger fra '{3}'", NULL, NULL};

const integi_message integi_message_main_unknown = {
    INTEG_STATUS_UNKNOWN_NAME, "cohort.main_unknown", "the register has no table '{0}'",
    "registret har ingen tabel '{0}'", NULL, NULL};

const integi_message integi_message_not_main = {
    INTEG_STATUS_INCONSISTENT, "cohort.not_main", "'{0}' is not the register's main table",
    "'{0}' er ikke registrets hovedtabel", "write '{1}' here, and 'population: {0}' in the groups that need it",
    "skriv '{1}' her og 'population: {0}' i de grupper, der har brug for det"};

const integi_message integi_message_group_population_unknown = {
    INTEG_STATUS_UNKNOWN_NAME, "cohort.group_population_unknown",
    "group '{0}' selects from table '{1}', which the register does not have",
    "gruppen '{0}' vælger fra tabellen '{1}', som registret ikke har", NULL, NULL};

const integi_message integi_message_cohort_table_unknown = {
    INTEG_STATUS_UNKNOWN_NAME, "cohort.table_unknown", "the register has no table '{0}'",
    "registret har ingen tabel '{0}'", NULL, NULL};

const integi_message integi_message_cohort_mixed = {
    INTEG_STATUS_INCONSISTENT, "cohort.mixed", "the cohorts are of different snapshots or tables",
    "kohorterne er fra forskellige udtræk eller tabeller", NULL, NULL};

const integi_message integi_message_cohort_refused = {
    INTEG_STATUS_REFUSED, "cohort.refused", "a register opened for statistics does not name its citizens",
    "et register, der er åbnet til statistik, nævner ikke sine borgere",
    "open it for casework, where the law allows that", "åbn det til sagsbehandling, hvor loven tillader det"};

const integi_message integi_message_cohort_no_key = {
    INTEG_STATUS_MISSING, "cohort.no_key", "table '{0}' has no key", "tabellen '{0}' har ingen nøgle",
    "its rows are known by number; name a key column where the register is described",
    "dens rækker kendes på deres nummer; angiv en nøglekolonne, hvor registret er beskrevet"};

const integi_message integi_message_cohort_key_type = {
    INTEG_STATUS_TYPE_MISMATCH, "cohort.key_type", "the key '{0}' is of type {1}", "nøglen '{0}' er af typen '{1}'",
    "codes and texts are copied and looked up as texts, keys of other types as whole numbers",
    "koder og tekster kopieres og slås op som tekst, nøgler af andre typer som hele tal"};

const integi_message integi_message_cohort_row_range = {
    INTEG_STATUS_OUT_OF_RANGE, "cohort.row_range", "there is no such row", "den række findes ikke", NULL, NULL};

const integi_message integi_message_group_depth = {
    INTEG_STATUS_LIMIT_EXCEEDED, "cohort.group_depth", "group '{0}' is built on more than {1} others, one in the other",
    "gruppen '{0}' bygger på mere end {1} andre, den ene i den anden", NULL, NULL};

const integi_message integi_message_attrition_conditions = {
    INTEG_STATUS_LIMIT_EXCEEDED, "cohort.attrition_conditions",
    "a definition of more than {0} conditions is not looked at one by one",
    "en definition med mere end {0} betingelser gennemgås ikke én for én",
    "name some of them together as a group, and use that with in_group()",
    "giv nogle af dem et fælles navn som gruppe, og brug den med in_group()"};

const integi_message integi_message_overlap_patterns = {
    INTEG_STATUS_LIMIT_EXCEEDED, "cohort.overlap_patterns",
    "the groups are combined in more than {0} ways", "grupperne kombineres på mere end {0} måder",
    "ask for fewer groups at a time, or for pairs alone", "spørg om færre grupper ad gangen, eller kun om par"};

const integi_message integi_message_following_link = {
    INTEG_STATUS_INCONSISTENT, "cohort.following_link", "table '{0}' is not linked to table '{1}'",
    "tabellen '{0}' er ikke knyttet til tabellen '{1}'",
    "reasons of leaving stand in a table that is linked to the one that is followed",
    "årsager til afgang står i en tabel, der er knyttet til den, der følges"};

const integi_message integi_message_following_column = {
    INTEG_STATUS_UNKNOWN_NAME, "cohort.following_column", "'{0}' is no column of codes of table '{1}'",
    "'{0}' er ikke en kolonne med koder i tabellen '{1}'", NULL, NULL};

const integi_message integi_message_following_reasons = {
    INTEG_STATUS_LIMIT_EXCEEDED, "cohort.following_reasons", "column '{0}' has more than {1} reasons of leaving",
    "kolonnen '{0}' har mere end {1} årsager til afgang", NULL, NULL};
