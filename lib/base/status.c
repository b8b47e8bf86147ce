/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/base.h"

typedef struct status_text {
    const char *name, *english, *danish;
} status_text;

static const status_text texts[] = {
    [INTEG_STATUS_OK] = {"OK", "It worked.", "Det lykkedes."},
    [INTEG_STATUS_OUT_OF_MEMORY] = {"OUT_OF_MEMORY", "Not enough memory.", "Der er ikke nok hukommelse."},
    [INTEG_STATUS_INVALID_ARGUMENT] = {"INVALID_ARGUMENT", "A function was called with an argument it does not take.",
                                       "En funktion blev kaldt med et argument, den ikke kan bruge."},
    [INTEG_STATUS_CANCELLED] = {"CANCELLED", "The work was cancelled.", "Arbejdet blev afbrudt."},
    [INTEG_STATUS_REFUSED] = {"REFUSED", "The register's purpose does not allow it.",
                              "Registrets formål tillader det ikke."},
    [INTEG_STATUS_READ_FAILED] = {"READ_FAILED", "Something could not be read.", "Noget kunne ikke læses."},
    [INTEG_STATUS_WRITE_FAILED] = {"WRITE_FAILED", "Output could not be written.", "Resultatet kunne ikke skrives."},
    [INTEG_STATUS_SYNTAX] = {"SYNTAX", "A document or an expression is not well formed.",
                             "Et dokument eller et udtryk er ikke skrevet rigtigt."},
    [INTEG_STATUS_ENCODING] = {"ENCODING", "Text is not in the encoding it should be in.",
                               "En tekst har ikke den tegnkodning, den skulle have."},
    [INTEG_STATUS_TYPE_MISMATCH] = {"TYPE_MISMATCH", "A value has the wrong type.", "En værdi har den forkerte type."},
    [INTEG_STATUS_UNKNOWN_NAME] = {"UNKNOWN_NAME", "A name is not known.", "Et navn er ukendt."},
    [INTEG_STATUS_DUPLICATE] = {"DUPLICATE", "Something stands twice that may stand once.",
                                "Noget står to gange, som kun må stå én gang."},
    [INTEG_STATUS_CYCLE] = {"CYCLE", "Definitions use each other in a circle.",
                            "Definitioner bruger hinanden i en ring."},
    [INTEG_STATUS_LIMIT_EXCEEDED] = {"LIMIT_EXCEEDED", "A limit of the library was exceeded.",
                                     "En af bibliotekets grænser er overskredet."},
    [INTEG_STATUS_OUT_OF_RANGE] = {"OUT_OF_RANGE", "A number or a date is out of range.",
                                   "Et tal eller en dato ligger uden for det tilladte."},
    [INTEG_STATUS_NOT_FOUND] = {"NOT_FOUND", "There is nothing of that kind.", "Der er ikke noget af den slags."},
    [INTEG_STATUS_UNSUPPORTED] = {"UNSUPPORTED", "This version cannot do that.", "Det kan denne version ikke."},
    [INTEG_STATUS_MISSING] = {"MISSING", "Something required is missing.", "Noget nødvendigt mangler."},
    [INTEG_STATUS_BAD_DATA] = {"BAD_DATA", "A data file does not fit its description.",
                               "En datafil passer ikke til sin beskrivelse."},
    [INTEG_STATUS_INCONSISTENT] = {"INCONSISTENT", "Two things that must agree do not.",
                                   "To ting, der skal passe sammen, gør det ikke."},
    [INTEG_STATUS_INTERNAL] = {"INTERNAL", "A fault of the library itself; please report it.",
                               "En fejl i selve biblioteket; meld den gerne."},
    [INTEG_STATUS_UNDEFINED] = {"UNDEFINED", "There is no such number.", "Det tal findes ikke."},
};

static const status_text *find(integ_status status)
{
    static const status_text unknown = {"UNKNOWN_STATUS", "Unknown status.", "Ukendt status."};
    if (status < 0 || status >= (integ_status)(sizeof texts / sizeof texts[0]))
        return &unknown;
    return &texts[status];
}

const char *integ_status_name(integ_status status)
{
    return find(status)->name;
}

const char *integ_status_text(integ_status status, int32_t language)
{
    return language == INTEG_LANGUAGE_DANISH ? find(status)->danish : find(status)->english;
}
