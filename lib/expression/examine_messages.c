/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/examine_messages.h"

const integi_message integi_message_examine_never = {
    INTEG_STATUS_OK, "examine.never", "this can never be true: its conditions exclude each other",
    "dette kan aldrig være sandt: betingelserne udelukker hinanden", NULL, NULL};

const integi_message integi_message_examine_never_of = {
    INTEG_STATUS_OK, "examine.never", "this can never be true, whatever {0} is",
    "dette kan aldrig være sandt, uanset hvad {0} er", NULL, NULL};

const integi_message integi_message_examine_never_folded = {
    INTEG_STATUS_OK, "examine.never", "this can never be true: {0} has no capital letters",
    "dette kan aldrig være sandt: {0} har ingen store bogstaver", "put the text into CASEI too",
    "sæt også teksten i CASEI"};

const integi_message integi_message_examine_never_group = {
    INTEG_STATUS_OK, "examine.never", "nobody can be in this group, by its own definition",
    "ingen kan være i denne gruppe ifølge dens egen definition", NULL, NULL};

const integi_message integi_message_examine_reversed = {
    INTEG_STATUS_OK, "examine.reversed", "nothing lies between these bounds: the first is the larger one",
    "intet ligger mellem disse grænser: den første er den største", "change them round", "byt om på dem"};

const integi_message integi_message_examine_constant_true = {
    INTEG_STATUS_OK, "examine.constant", "this is a constant: it is true for everybody",
    "dette er en konstant: den er sand for alle", NULL, NULL};

const integi_message integi_message_examine_constant_false = {
    INTEG_STATUS_OK, "examine.constant", "this is a constant: it is true for nobody",
    "dette er en konstant: den er sand for ingen", NULL, NULL};

const integi_message integi_message_examine_unknown = {
    INTEG_STATUS_OK, "examine.unknown", "this is always unknown, neither true nor false",
    "dette er altid ukendt, hverken sandt eller falsk", NULL, NULL};

const integi_message integi_message_examine_unknown_zero = {
    INTEG_STATUS_OK, "examine.unknown", "this is always unknown: it divides by zero",
    "dette er altid ukendt: der divideres med nul", NULL, NULL};

const integi_message integi_message_examine_always = {
    INTEG_STATUS_OK, "examine.always", "this is true for everybody", "dette er sandt for alle", "leave it out",
    "udelad det"};

const integi_message integi_message_examine_always_known = {
    INTEG_STATUS_OK, "examine.always", "this is true for everybody whose {0} is known",
    "dette er sandt for alle, hvor {0} er kendt", "write {0} IS NOT NULL if that is meant",
    "skriv {0} IS NOT NULL, hvis det er det, der menes"};

const integi_message integi_message_examine_never_false = {
    INTEG_STATUS_OK, "examine.always", "this is never false: it is true, or unknown",
    "dette er aldrig falsk: det er sandt eller ukendt", NULL, NULL};

const integi_message integi_message_examine_exclude = {
    INTEG_STATUS_OK, "examine.exclude", "this contradicts {0}: the two are never true together",
    "dette modsiger {0}: de to er aldrig sande på én gang", NULL, NULL};

const integi_message integi_message_examine_exclude_group = {
    INTEG_STATUS_OK, "examine.exclude", "this contradicts {0} in the group {1}: nobody is left",
    "dette modsiger {0} i gruppen {1}: ingen er tilbage", NULL, NULL};

const integi_message integi_message_examine_cover = {
    INTEG_STATUS_OK, "examine.cover", "together with {0} this is never false",
    "sammen med {0} er dette aldrig falsk", NULL, NULL};

const integi_message integi_message_examine_cover_known = {
    INTEG_STATUS_OK, "examine.cover", "together with {0} this is true for everybody whose {1} is known",
    "sammen med {0} er dette sandt for alle, hvor {1} er kendt", NULL, NULL};

const integi_message integi_message_examine_twice = {
    INTEG_STATUS_OK, "examine.twice", "this condition stands here twice: {0}",
    "denne betingelse står her to gange: {0}", "leave one of them out", "udelad den ene"};

const integi_message integi_message_examine_weaker = {
    INTEG_STATUS_OK, "examine.redundant", "this adds nothing: {0} is stricter",
    "dette tilføjer intet: {0} er strengere", NULL, NULL};

const integi_message integi_message_examine_stricter = {
    INTEG_STATUS_OK, "examine.redundant", "this adds nothing: {0} is wider", "dette tilføjer intet: {0} er bredere",
    NULL, NULL};

const integi_message integi_message_examine_same = {
    INTEG_STATUS_OK, "examine.redundant", "this says the same as {0}", "dette siger det samme som {0}",
    "leave one of them out", "udelad den ene"};

const integi_message integi_message_examine_like_plain = {
    INTEG_STATUS_OK, "examine.like", "LIKE without % or _ finds nothing but the text itself",
    "LIKE uden % eller _ finder ikke andet end selve teksten", "write =, or put % where any text may stand",
    "skriv =, eller sæt % hvor der må stå hvad som helst"};

const integi_message integi_message_examine_in_twice = {
    INTEG_STATUS_OK, "examine.in_twice", "{0} stands twice in this list", "{0} står to gange i denne liste", NULL,
    NULL};

const integi_message integi_message_examine_code = {
    INTEG_STATUS_OK, "examine.code", "{0} is none of the codes of {1}", "{0} er ikke en af koderne i {1}",
    "they are {2}", "de er {2}"};

const integi_message integi_message_examine_code_near = {
    INTEG_STATUS_OK, "examine.code", "{0} is none of the codes of {1}", "{0} er ikke en af koderne i {1}",
    "did you mean {2}?", "mente du {2}?"};

const integi_message integi_message_examine_code_absent = {
    INTEG_STATUS_OK, "examine.code", "no row of the register has the code {0} in {1}",
    "ingen række i registret har koden {0} i {1}", "check how it is spelt", "se efter, hvordan den staves"};

const integi_message integi_message_examine_label = {
    INTEG_STATUS_OK, "examine.code", "the register has no label for the code {0} of {1}",
    "registret har ingen etiket til koden {0} i {1}", "those with one are {2}", "de, der har en, er {2}"};

const integi_message integi_message_examine_label_near = {
    INTEG_STATUS_OK, "examine.code", "the register has no label for the code {0} of {1}",
    "registret har ingen etiket til koden {0} i {1}", "did you mean {2}?", "mente du {2}?"};

const integi_message integi_message_examine_thousands = {
    INTEG_STATUS_OK, "examine.thousands", "{0} is the number {1}: a point parts no thousands here",
    "{0} er tallet {1}: et punktum adskiller ikke tusinder her", "write {2} if that is meant",
    "skriv {2}, hvis det er det, der menes"};
