/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/method_words.h"

#include "integration/goal.h"

#include <stddef.h>
#include <string.h>

typedef struct term {
    const char *name, *english, *danish;
} term;

static const char *find(const term *terms, size_t count, const char *name, int32_t language)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(terms[i].name, name) == 0)
            return language == INTEG_LANGUAGE_DANISH ? terms[i].danish : terms[i].english;
    return name;
}
#define FIND(terms, name, language) find(terms, sizeof(terms) / sizeof *(terms), name, language)

const char *integi_method_words(const char *method, int32_t language)
{
    static const term terms[] = {
        {"share_of_distance", "share of the distance", "andel af vejen"},
        {"open_sdg", "Open SDG, annual growth", "Open SDG, årlig vækst"},
        {"eurostat", "Eurostat, annual growth", "Eurostat, årlig vækst"},
        {"un_progress_chart", "the UN's progress chart", "FN's fremskridtsdiagram"},
        {"weather", "weather symbols", "vejrsymboler"},
        {"barometer", "the integration barometer", "Integrationsbarometeret"},
        {"control_chart", "control chart", "kontroldiagram"},
        {"significance", "test of the change", "test af ændringen"},
    };
    return FIND(terms, method, language);
}

const char *integi_method_status_words(const char *status, int32_t language)
{
    static const term terms[] = {
        {"target_achieved", "target achieved", "målet er nået"},
        {"target_met", "target met", "målet er nået"},
        {"substantial_progress", "substantial progress", "betydelig fremgang"},
        {"significant_progress", "significant progress", "væsentlig fremgang"},
        {"moderate_progress", "moderate progress", "moderat fremgang"},
        {"limited_progress", "limited progress", "begrænset fremgang"},
        {"no_progress", "no progress", "ingen fremgang"},
        {"fair_progress", "fair progress", "rimelig fremgang"},
        {"on_track", "on track", "på vej"},
        {"stagnation_or_regression", "stagnation or regression", "stilstand eller tilbagegang"},
        {"deterioration", "deterioration", "tilbagegang"},
        {"moderate_deterioration", "moderate deterioration", "moderat tilbagegang"},
        {"significant_deterioration", "significant deterioration", "væsentlig tilbagegang"},
        {"sun", "sun", "sol"},
        {"sun_and_cloud", "sun and cloud", "sol og sky"},
        {"cloud", "cloud", "sky"},
        {"thunderstorm", "thunderstorm", "tordenvejr"},
        {"positive", "positive movement", "positiv bevægelse"},
        {"unchanged", "unchanged", "uændret"},
        {"negative", "negative movement", "negativ bevægelse"},
        {"improvement", "improvement beyond chance", "forbedring ud over det tilfældige"},
        {"concern", "change for the worse beyond chance", "forværring ud over det tilfældige"},
        {"common_cause", "no more than chance", "ikke mere end tilfældige udsving"},
        {"neutral_high", "high beyond chance", "højere end tilfældige udsving"},
        {"neutral_low", "low beyond chance", "lavere end tilfældige udsving"},
        {"significant_improvement", "significant improvement", "signifikant forbedring"},
        {"significant_worsening", "significant change for the worse", "signifikant forværring"},
        {"no_significant_change", "no significant change", "ingen signifikant ændring"},
        {"not_available", "cannot be told", "kan ikke afgøres"},
    };
    return FIND(terms, status, language);
}

const char *integi_untold_words(int32_t reason, int32_t language)
{
    static const term terms[] = {
        {"none", "", ""},
        {"not_started", "the date is not after the baseline", "datoen ligger ikke efter udgangspunktet"},
        {"no_value", "there is no value", "der er ingen værdi"},
        {"no_baseline", "the baseline has no value", "udgangspunktet har ingen værdi"},
        {"no_target", "there is no target", "der er ingen målværdi"},
        {"no_deadline", "there is no deadline", "der er ingen frist"},
        {"baseline_equals_target", "there is no distance from the baseline to the target",
         "der er ingen afstand fra udgangspunktet til målværdien"},
        {"too_few_years", "less than a year has passed since the baseline",
         "der er gået mindre end et år siden udgangspunktet"},
        {"too_few_points", "there are too few values", "der er for få værdier"},
        {"baseline_zero", "there is no annual growth from 0", "der er ingen årlig vækst fra 0"},
        {"target_zero", "no annual growth leads to exactly 0", "ingen årlig vækst fører til netop 0"},
        {"opposite_signs", "there is no annual growth from one sign to the other",
         "der er ingen årlig vækst fra det ene fortegn til det andet"},
        {"too_large", "the numbers are too large or too small to compute with",
         "tallene er for store eller for små at regne med"},
        {"method_direction", "the method has no meaning for the goal's direction",
         "metoden har ingen mening for målets retning"},
        {"no_counts", "it needs counts that are not there or may not be shown",
         "det kræver antal, der ikke findes eller ikke må vises"},
        {"no_variance", "there is no chance in the numbers to hold a change against",
         "tallene har ingen tilfældighed at holde en ændring op mod"},
        {"deadline_passed", "the deadline has passed", "fristen er passeret"},
        {"too_small_group", "the group is too small to show any change",
         "gruppen er for lille til at vise nogen ændring"},
    };
    return FIND(terms, integ_untold_name(reason), language);
}

const char *integi_assurance_words(int32_t assurance, int32_t language)
{
    static const term terms[] = {
        {"consistent_pass", "as things are, the target will be met", "som det går nu, nås målværdien"},
        {"consistent_fail", "as things are, the target will not be met", "som det går nu, nås målværdien ikke"},
        {"inconsistent", "as things are, the target is met or missed by chance",
         "som det går nu, er det tilfældigt, om målværdien nås"},
    };
    return assurance == INTEG_ASSURANCE_NONE ? NULL : FIND(terms, integ_assurance_name(assurance), language);
}

const char *integi_aggregate_words(int32_t rule, int32_t language)
{
    static const term terms[] = {
        {"mean_score", "by the mean score", "efter gennemsnittet af point"},
        {"worst", "by the worst", "efter det dårligste"},
        {"all_achieved", "achieved when all are", "nået, når alle er nået"},
    };
    return FIND(terms, integ_aggregate_name(rule), language);
}
