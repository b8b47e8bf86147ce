/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/words.h"

#include "integration/goal.h"

#include <string.h>

static const struct {
    const char *english;
    const char *danish;
} words[INTEGI_WORD_COUNT] = {
    [INTEGI_WORD_AS_OF] = {"Status on {0}", "Status pr. {0}"},
    [INTEGI_WORD_PROTECTED] = {"figures about too few people are hidden (..)",
                               "tal om for få personer er skjult (..)"},
    [INTEGI_WORD_ROUNDED] = {"small counts are rounded to multiples of {0}; sums and shares are computed from those",
                             "små antal er afrundet til multipla af {0}; summer og andele er beregnet af dem"},
    [INTEGI_WORD_UNPROTECTED] = {"UNPROTECTED: small figures are shown; not for publication",
                                 "UBESKYTTET: små tal er vist; må ikke offentliggøres"},
    [INTEGI_WORD_GOALS_ONE] = {"1 goal", "1 mål"},
    [INTEGI_WORD_GOALS_MANY] = {"{0} goals", "{0} mål"},
    [INTEGI_WORD_BREACHES_ONE] = {"1 requirement is breached", "1 krav er brudt"},
    [INTEGI_WORD_BREACHES_MANY] = {"{0} requirements are breached", "{0} krav er brudt"},
    [INTEGI_WORD_RECOGNITIONS_ONE] = {"1 achievement to recognise", "1 resultat at anerkende"},
    [INTEGI_WORD_RECOGNITIONS_MANY] = {"{0} achievements to recognise", "{0} resultater at anerkende"},
    [INTEGI_WORD_PRIORITY] = {"priority {0}", "prioritet {0}"},
    [INTEGI_WORD_REVIEWED] = {"reviewed", "gennemgået"},
    [INTEGI_WORD_NOT_REVIEWED] = {"not reviewed yet", "endnu ikke gennemgået"},
    [INTEGI_WORD_NO_THEME] = {"Without a theme", "Uden tema"},
    [INTEGI_WORD_NO_GOALS] = {"No goals under this theme yet.", "Der er endnu ingen mål under temaet."},
    [INTEGI_WORD_EXPECTED] = {"straight line: {0}", "jævn vej: {0}"},
    [INTEGI_WORD_NOW] = {"Now", "Nu"},
    [INTEGI_WORD_ON_DATE] = {"on {0}", "pr. {0}"},
    [INTEGI_WORD_INTERVAL] = {"95% interval {0} to {1}", "95 %-interval {0} til {1}"},
    [INTEGI_WORD_INTERVAL_WITHHELD] = {"95% interval ..", "95 %-interval .."},
    [INTEGI_WORD_COUNTS] = {"{0} of {1}", "{0} ud af {1}"},
    [INTEGI_WORD_MEASURED] = {"from {0}", "målt på {0}"},
    [INTEGI_WORD_AGAINST] = {"against {0}", "over for {0}"},
    [INTEGI_WORD_MEASURED_AGAINST] = {"compared with {0} in the other group",
                                      "sammenlignet med {0} i den anden gruppe"},
    [INTEGI_WORD_UNKNOWN_ONE] = {"1 unknown", "1 ukendt"},
    [INTEGI_WORD_UNKNOWN_MANY] = {"{0} unknown", "{0} ukendte"},
    [INTEGI_WORD_FROM_TO] = {"from {0} to {1}", "fra {0} til {1}"},
    [INTEGI_WORD_STAY_AT_LEAST] = {"to stay at {0} or above", "skal holdes på mindst {0}"},
    [INTEGI_WORD_STAY_AT_MOST] = {"to stay at {0} or below", "skal holdes på højst {0}"},
    [INTEGI_WORD_STAY_BETWEEN] = {"to stay between {0} and {1}", "skal ligge mellem {0} og {1}"},
    [INTEGI_WORD_LABEL_BASELINE] = {"Baseline", "Udgangspunkt"},
    [INTEGI_WORD_LABEL_AIM] = {"Aim", "Mål"},
    [INTEGI_WORD_LABEL_SERIES] = {"Over time", "Udvikling"},
    [INTEGI_WORD_LABEL_MILESTONE] = {"Milestone", "Delmål"},
    [INTEGI_WORD_LABEL_REQUIREMENT] = {"Requirement", "Krav"},
    [INTEGI_WORD_LABEL_RECOGNITION] = {"Recognition", "Anerkendelse"},
    [INTEGI_WORD_LABEL_BY] = {"By {0}", "Fordelt på {0}"},
    [INTEGI_WORD_BY_DATE] = {"by {0}", "senest {0}"},
    [INTEGI_WORD_AT_LEAST] = {"at least {0}", "mindst {0}"},
    [INTEGI_WORD_AT_MOST] = {"at most {0}", "højst {0}"},
    [INTEGI_WORD_PARITY] = {"parity, that is {0}", "lighed, det vil sige {0}"},
    [INTEGI_WORD_NEAR_PARITY] = {"as near parity as {0}, or nearer",
                                 "så tæt på lighed som {0} eller tættere"},
    [INTEGI_WORD_REQUIREMENT_MET] = {"met", "overholdt"},
    [INTEGI_WORD_REQUIREMENT_BREACHED] = {"BREACHED", "BRUDT"},
    [INTEGI_WORD_REQUIREMENT_BREACHED_SINCE] = {"first breached on {0}", "første gang brudt {0}"},
    [INTEGI_WORD_RECOGNITION_MET] = {"achieved", "opnået"},
    [INTEGI_WORD_RECOGNITION_MET_ON] = {"first achieved on {0}", "første gang opnået {0}"},
    [INTEGI_WORD_RECOGNITION_NOT_MET] = {"not achieved yet", "endnu ikke opnået"},
    [INTEGI_WORD_CANNOT_BE_TOLD] = {"cannot be told", "kan ikke afgøres"},
    [INTEGI_WORD_MILESTONE_AHEAD] = {"still ahead", "ligger forude"},
    [INTEGI_WORD_MILESTONE_REACHED] = {"reached on {0}", "nået {0}"},
    [INTEGI_WORD_MILESTONE_REACHED_LATE] = {"reached late, on {0}", "nået for sent, {0}"},
    [INTEGI_WORD_MILESTONE_MISSED] = {"missed", "ikke nået"},
    [INTEGI_WORD_REASON_NO_DATA] = {"there is nobody to compute it from",
                                    "der er ingen at beregne det ud fra"},
    [INTEGI_WORD_REASON_NO_COMPARATOR] = {"the group it is compared with has no value",
                                          "den gruppe, der sammenlignes med, har ingen værdi"},
    [INTEGI_WORD_REASON_COMPARATOR_ZERO] = {"the group it is compared with has the value 0",
                                            "den gruppe, der sammenlignes med, har værdien 0"},
    [INTEGI_WORD_REASON_TOO_FEW] = {"it would say something of too few people",
                                    "det ville sige noget om for få personer"},
    [INTEGI_WORD_REASON_NO_SNAPSHOT] = {"the register has no snapshot for the date",
                                        "registret har intet udtræk for datoen"},
    [INTEGI_WORD_REASON_OUT_OF_RANGE] = {"the numbers are too large or too small to compute with",
                                         "tallene er for store eller for små til at regne med"},
    [INTEGI_WORD_REASON_EMPTY_STRATUM] = {"there is nobody in a band of the standard population",
                                          "der er ingen i et af standardbefolkningens bånd"},
    [INTEGI_WORD_REASON_TOO_FEW_EVENTS] = {"there are too few events for a standardised rate",
                                           "der er for få hændelser til en standardiseret rate"},
    [INTEGI_WORD_REASON_MISSING_PART] = {"one of its parts has no value", "en af delene har ingen værdi"},
    [INTEGI_WORD_REASON_ONE_GROUP] = {"there is one group only", "der er kun én gruppe"},
    [INTEGI_WORD_STATUS_NOT_STARTED] = {"not started", "ikke begyndt"},
    [INTEGI_WORD_STATUS_ACHIEVED] = {"achieved", "nået"},
    [INTEGI_WORD_STATUS_LOST] = {"achieved and lost again", "nået og tabt igen"},
    [INTEGI_WORD_STATUS_MOVING_AWAY] = {"moving away", "går den forkerte vej"},
    [INTEGI_WORD_STATUS_ON_TRACK] = {"on track", "på vej"},
    [INTEGI_WORD_STATUS_BEHIND] = {"behind", "bagud"},
    [INTEGI_WORD_STATUS_MAINTAINED] = {"maintained", "fastholdt"},
    [INTEGI_WORD_STATUS_NOT_MAINTAINED] = {"not maintained", "ikke fastholdt"},
    [INTEGI_WORD_STATUS_BASELINE_EQUALS_TARGET] = {"baseline equals target", "udgangspunkt og mål er ens"},
    [INTEGI_WORD_STATUS_TOO_FEW] = {"too few people to tell", "for få personer til at vise"},
    [INTEGI_WORD_STATUS_NO_DATA] = {"no data", "ingen data"},
    [INTEGI_WORD_MORE_CELLS] = {"... and {0} more, in the JSON report", "... og {0} til, i JSON-rapporten"},
    [INTEGI_WORD_UNKNOWN_LABEL] = {"unknown", "ukendt"},
    [INTEGI_WORD_EFFORTS] = {"Efforts", "Indsatser"},
    [INTEGI_WORD_EFFORT_DECIDED] = {"decided", "besluttet"},
    [INTEGI_WORD_EFFORT_PROPOSED] = {"proposed", "foreslået"},
    [INTEGI_WORD_EFFORT_PREVENTIVE] = {"preventive", "forebyggende"},
    [INTEGI_WORD_EFFORT_INTERVENING] = {"intervening", "indgribende"},
    [INTEGI_WORD_EFFORT_GENERAL] = {"part of what everyone gets", "en del af det, alle får"},
    [INTEGI_WORD_EFFORT_TARGETED] = {"for some in particular", "særlig for nogle"},
    [INTEGI_WORD_EFFORT_AGAINST] = {"TARGETED, against the policy's own principle",
                                    "SÆRLIG, imod politikkens eget princip"},
    [INTEGI_WORD_REACHES_ONE] = {"reaches 1 citizen", "omfatter 1 borger"},
    [INTEGI_WORD_REACHES_MANY] = {"reaches {0} citizens", "omfatter {0} borgere"},
    [INTEGI_WORD_REACHES_HIDDEN] = {"reaches too few citizens to show (..)",
                                    "omfatter for få borgere til at vise (..)"},
    [INTEGI_WORD_REACHES_ROWS] = {"reaches rows of {1}: {0}", "omfatter rækker i {1}: {0}"},
    [INTEGI_WORD_REACHES_ROWS_HIDDEN] = {"reaches too few rows of {0} to show (..)",
                                         "omfatter for få rækker i {0} til at vise (..)"},
    [INTEGI_WORD_SERVES] = {"serves: {0}", "tjener: {0}"},
    [INTEGI_WORD_SERVES_NONE] = {"serves no goal yet", "tjener endnu intet mål"},
    [INTEGI_WORD_AREA] = {"Area", "Område"},
    [INTEGI_WORD_AREA_REACHED] = {"reached", "omfattet"},
    [INTEGI_WORD_AREA_RESIDENTS] = {"residents", "beboere"},
    [INTEGI_WORD_AREA_DENSITY] = {"density", "tæthed"},
    [INTEGI_WORD_CHANGE] = {"Change since the baseline", "Ændring siden udgangspunktet"},
    [INTEGI_WORD_CHANGE_REACHED] = {"those reached", "de omfattede"},
    [INTEGI_WORD_CHANGE_OTHERS] = {"the others", "de øvrige"},
    [INTEGI_WORD_CHANGE_OWN] = {"the groups' own values, not compared",
                                "gruppernes egne værdier, ikke sammenlignet"},
    [INTEGI_WORD_UNIT_PERCENT] = {"{0}%", "{0} %"},
    [INTEGI_WORD_UNIT_POINT] = {"{0} percentage point", "{0} procentpoint"},
    [INTEGI_WORD_UNIT_POINTS] = {"{0} percentage points", "{0} procentpoint"},
    [INTEGI_WORD_PERCENT] = {"{0}%", "{0} %"},
    [INTEGI_WORD_MONTHS] = {"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", ""},
    [INTEGI_WORD_INDICATORS] = {"Indicators that no goal uses", "Indikatorer, som intet mål bruger"},
    [INTEGI_WORD_LABEL_METHOD] = {"Method", "Metode"},
    [INTEGI_WORD_LABEL_WHY] = {"Why", "Hvorfor"},
    [INTEGI_WORD_LABEL_FORECAST] = {"Forecast", "Prognose"},
    [INTEGI_WORD_THRESHOLDS] = {"thresholds {0}", "tærskler {0}"},
    [INTEGI_WORD_A_YEAR] = {"{0} a year", "{0} om året"},
    [INTEGI_WORD_DISTANCE_A_YEAR] = {"distance {0} a year", "afstanden {0} om året"},
    [INTEGI_WORD_OF_NEEDED_GROWTH] = {"{0} of the growth that is needed",
        "{0} af den vækst, der skal til"},
    [INTEGI_WORD_LEADS_TO] = {"leads to {0} of the distance", "fører til {0} af vejen"},
    [INTEGI_WORD_SINCE_BASELINE] = {"{0} since the baseline", "{0} siden udgangspunktet"},
    [INTEGI_WORD_DISTANCE_SINCE_BASELINE] = {"distance {0} since the baseline",
                                             "afstanden {0} siden udgangspunktet"},
    [INTEGI_WORD_CHART_LIMITS] = {"control limits {0} to {1}", "kontrolgrænser {0} til {1}"},
    [INTEGI_WORD_P_VALUE] = {"p = {0}", "p = {0}"},
    [INTEGI_WORD_P_VALUE_BELOW] = {"p < {0}", "p < {0}"},
    [INTEGI_WORD_SCORE] = {"score {0}", "{0} point"},
    [INTEGI_WORD_WHY_NOT_STARTED] = {"the date is not after the baseline",
        "datoen ligger ikke efter udgangspunktet"},
    [INTEGI_WORD_WHY_NO_VALUE] = {"there is no value to judge", "der er ingen værdi at vurdere"},
    [INTEGI_WORD_WHY_NO_BASELINE] = {"the baseline has no value", "udgangspunktet har ingen værdi"},
    [INTEGI_WORD_WHY_TARGET_MET] = {"the value is at or beyond the target",
        "værdien er på eller ud over målværdien"},
    [INTEGI_WORD_WHY_MET_BEFORE] = {"the target was met on {0} and is not now",
        "målværdien blev nået {0}, men er ikke nået nu"},
    [INTEGI_WORD_WHY_KEPT] = {"the value is where it is to stay", "værdien er, hvor den skal være"},
    [INTEGI_WORD_WHY_NOT_KEPT] = {"the value is not where it is to stay",
        "værdien er ikke, hvor den skal være"},
    [INTEGI_WORD_WHY_AWAY_FROM_TARGET] = {"the value is further from the target than the baseline was",
        "værdien er længere fra målværdien, end udgangspunktet var"},
    [INTEGI_WORD_WHY_AT_LEAST_PATH] = {"{0} of the distance is covered, and {1} of the time has passed",
        "{0} af vejen er tilbagelagt, og {1} af tiden er gået"},
    [INTEGI_WORD_WHY_LESS_THAN_PATH] = {"only {0} of the distance is covered, and {1} of the time has passed",
        "kun {0} af vejen er tilbagelagt, og {1} af tiden er gået"},
    [INTEGI_WORD_WHY_METHOD_CLASS] = {"the method says: {0}", "metoden siger: {0}"},
    [INTEGI_WORD_WHY_METHOD_UNTOLD] = {"the method cannot tell: {0}",
        "metoden kan ikke afgøre det: {0}"},
    [INTEGI_WORD_WHY_MET_AT_BASELINE] = {"the baseline met the target, and the value does not",
        "målværdien var opfyldt ved udgangspunktet, men er det ikke nu"},
    [INTEGI_WORD_PROBABILITY] = {"probability of meeting the target {0}",
        "sandsynlighed for at nå målværdien {0}"},
    [INTEGI_WORD_PACE] = {"the line: {0} a year", "linjen: {0} om året"},
    [INTEGI_WORD_REQUIRED_PACE] = {"needed from now on: {0} a year",
        "nødvendigt fra nu af: {0} om året"},
    [INTEGI_WORD_SMALLEST_CHANGE] = {"a group of this size can only show changes from {0} on",
        "så stor en gruppe kan kun vise ændringer fra {0} og opefter"},
    [INTEGI_WORD_NO_FORECAST] = {"none: {0}", "ingen: {0}"},
    [INTEGI_WORD_TOGETHER] = {"together: {0} ({1})", "samlet: {0} ({1})"},
    [INTEGI_WORD_MEAN_SCORE] = {"mean score {0}", "gennemsnit {0} point"},
    [INTEGI_WORD_UNTOLD] = {"{0} of {1} cannot be told", "{0} af {1} kan ikke afgøres"},
};

const char *integi_word_text(integi_word word, int32_t language)
{
    return language == INTEG_LANGUAGE_DANISH ? words[word].danish : words[word].english;
}

void integi_word_append(integi_buffer *out, integi_word word, int32_t language, const char *first,
                        const char *second)
{
    const char *text = integi_word_text(word, language);
    for (const char *mark; (mark = strchr(text, '{')) != NULL; text = mark + 3) {
        const char *argument = mark[1] == '0' ? first : second;
        integi_buffer_append(out, text, (size_t)(mark - text));
        integi_buffer_text(out, argument == NULL ? "" : argument);
    }
    integi_buffer_text(out, text);
}

integi_word integi_word_of_status(int32_t status)
{
    if (status < INTEG_GOAL_NOT_STARTED || status > INTEG_GOAL_NO_DATA) status = INTEG_GOAL_NO_DATA;
    return (integi_word)(INTEGI_WORD_STATUS_NOT_STARTED + (status - INTEG_GOAL_NOT_STARTED));
}

integi_word integi_word_of_why(int32_t why)
{
    if (why < INTEG_WHY_NOT_STARTED || why > INTEG_WHY_METHOD_UNTOLD) why = INTEG_WHY_NO_VALUE;
    return (integi_word)(INTEGI_WORD_WHY_NOT_STARTED + (why - INTEG_WHY_NOT_STARTED));
}

integi_word integi_word_of_reason(int32_t reason)
{
    if (reason < INTEG_REASON_NO_DATA || reason > INTEG_REASON_ONE_GROUP) reason = INTEG_REASON_NO_DATA;
    return (integi_word)(INTEGI_WORD_REASON_NO_DATA + (reason - INTEG_REASON_NO_DATA));
}

integi_word integi_word_of_outcome(int32_t outcome)
{
    if (outcome < INTEG_MILESTONE_AHEAD || outcome > INTEG_MILESTONE_MISSED)
        return INTEGI_WORD_CANNOT_BE_TOLD;
    return (integi_word)(INTEGI_WORD_MILESTONE_AHEAD + (outcome - INTEG_MILESTONE_AHEAD));
}
