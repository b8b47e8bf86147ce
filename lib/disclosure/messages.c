/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/messages.h"

const integi_message integi_message_cells_atom = {INTEG_STATUS_OUT_OF_RANGE, "disclosure.atom", "there is no atom {0}",
                                                  "der er intet atom {0}", NULL, NULL};

const integi_message integi_message_cells_part = {INTEG_STATUS_INCONSISTENT, "disclosure.part",
                                                  "cell {0} is no part of cell {1}",
                                                  "celle {0} er ikke en del af celle {1}", NULL, NULL};

const integi_message integi_message_cells_parent = {
    INTEG_STATUS_OUT_OF_RANGE, "disclosure.parent", "dimension {0} has no node {1}",
    "dimension {0} har ingen knude {1}", NULL, NULL};

const integi_message integi_message_cells_cycle = {
    INTEG_STATUS_CYCLE, "disclosure.cycle", "in dimension {0}, nodes are each other's totals",
    "i dimension {0} er knuder totaler af hinanden", NULL, NULL};

const integi_message integi_message_cells_limit = {INTEG_STATUS_LIMIT_EXCEEDED, "disclosure.limit",
                                                   "a table has at most {0} cells", "en tabel har højst {0} celler",
                                                   NULL, NULL};

const integi_message integi_message_cells_dimensions = {INTEG_STATUS_LIMIT_EXCEEDED, "disclosure.limit",
                                                        "a table has at most {0} dimensions",
                                                        "en tabel har højst {0} dimensioner", NULL, NULL};

const integi_message integi_message_protect_counts = {
    INTEG_STATUS_OUT_OF_RANGE, "disclosure.counts", "a count is negative, or counts add up to too much",
    "et antal er negativt, eller antallene giver for meget tilsammen", NULL, NULL};

const integi_message integi_message_protect_fault = {
    INTEG_STATUS_INTERNAL, "disclosure.fault", "the table could not be protected; this is a fault of the library",
    "tabellen kunne ikke beskyttes; det er en fejl i biblioteket", NULL, NULL};

const integi_message integi_message_contributions = {
    INTEG_STATUS_OUT_OF_RANGE, "disclosure.contributions", "a contribution is negative, or they add up to too much",
    "et bidrag er negativt, eller bidragene giver for meget tilsammen", NULL, NULL};

const integi_message integi_message_audit_impossible = {
    INTEG_STATUS_INCONSISTENT, "disclosure.impossible",
    "no counts can have been published so: the cells contradict each other",
    "ingen antal kan være offentliggjort sådan: cellerne modsiger hinanden", NULL, NULL};

const integi_message integi_message_audit_counts = {
    INTEG_STATUS_INCONSISTENT, "disclosure.other_counts", "the counts are not those that were published",
    "antallene er ikke dem, der er offentliggjort", NULL, NULL};

const integi_message integi_message_round_rule = {
    INTEG_STATUS_UNSUPPORTED,
    "disclosure.round_rule",
    "rounding promises no width, and withstands nobody who is told more",
    "afrunding lover ingen bredde og modstår ikke den, der får mere at vide",
    "leave width and strict out, or hide instead",
    "udelad bredde og streng beskyttelse, eller skjul i stedet"};

const integi_message integi_message_round_standing = {
    INTEG_STATUS_UNSUPPORTED, "disclosure.round_standing",
    "cell {0} is published already or secret, and rounding neither hides nor takes back",
    "celle {0} er allerede offentliggjort eller hemmelig, og afrunding hverken skjuler eller tager tilbage",
    "use integ_protect() for releases", "brug integ_protect() til offentliggørelser"};
