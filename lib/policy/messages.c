/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/messages.h"

const integi_message integi_message_policy_version = {
    INTEG_STATUS_UNSUPPORTED, "policy.version", "version {0} of the policy format is not known",
    "version {0} af politikformatet er ukendt", "this library reads version 1",
    "dette bibliotek læser version 1"};

const integi_message integi_message_policy_entry_count = {
    INTEG_STATUS_LIMIT_EXCEEDED, "policy.entry_count", "more than {0} entries", "flere end {0} poster", NULL,
    NULL};

const integi_message integi_message_policy_name_colon = {
    INTEG_STATUS_SYNTAX, "policy.name_colon", "the name '{0}' holds a colon",
    "navnet '{0}' indeholder et kolon", "choose a name of letters, digits and underscores",
    "vælg et navn af bogstaver, cifre og understregninger"};

const integi_message integi_message_policy_number_range = {
    INTEG_STATUS_OUT_OF_RANGE, "policy.number_range", "'{0}' is out of range", "'{0}' er uden for det tilladte",
    "write a whole number from {1} to {2}", "skriv et helt tal fra {1} til {2}"};

const integi_message integi_message_policy_unknown_theme = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.unknown_theme", "there is no theme '{0}'", "der er intet tema '{0}'",
    NULL, NULL};

const integi_message integi_message_policy_unknown_theme_near = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.unknown_theme_near", "there is no theme '{0}'",
    "der er intet tema '{0}'", "did you mean '{1}'?", "mente du '{1}'?"};

const integi_message integi_message_policy_unknown_group = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.unknown_group", "there is no group '{0}'", "der er ingen gruppe '{0}'",
    NULL, NULL};

const integi_message integi_message_policy_unknown_group_near = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.unknown_group_near", "there is no group '{0}'",
    "der er ingen gruppe '{0}'", "did you mean '{1}'?", "mente du '{1}'?"};

const integi_message integi_message_policy_unknown_indicator = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.unknown_indicator", "there is no indicator '{0}'",
    "der er ingen indikator '{0}'", NULL, NULL};

const integi_message integi_message_policy_unknown_indicator_near = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.unknown_indicator_near", "there is no indicator '{0}'",
    "der er ingen indikator '{0}'", "did you mean '{1}'?", "mente du '{1}'?"};

const integi_message integi_message_policy_unknown_goal = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.unknown_goal", "there is no goal '{0}'", "der er intet mål '{0}'", NULL,
    NULL};

const integi_message integi_message_policy_unknown_goal_near = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.unknown_goal_near", "there is no goal '{0}'", "der er intet mål '{0}'",
    "did you mean '{1}'?", "mente du '{1}'?"};

const integi_message integi_message_policy_unknown_part = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.unknown_part",
    "there is no group, theme, goal, indicator or effort '{0}'",
    "der er ingen gruppe, intet tema, mål eller indikator og ingen indsats '{0}'", NULL, NULL};

const integi_message integi_message_policy_unknown_part_near = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.unknown_part_near",
    "there is no group, theme, goal, indicator or effort '{0}'",
    "der er ingen gruppe, intet tema, mål eller indikator og ingen indsats '{0}'", "did you mean '{1}'?",
    "mente du '{1}'?"};

const integi_message integi_message_policy_group_cycle = {
    INTEG_STATUS_CYCLE, "policy.group_cycle", "this builds the group '{0}' on itself",
    "her bygges gruppen '{0}' på sig selv", NULL, NULL};

const integi_message integi_message_policy_group_depth = {
    INTEG_STATUS_LIMIT_EXCEEDED, "policy.group_depth", "groups are built on each other more than {0} deep",
    "grupper er bygget på hinanden i mere end {0} led", NULL, NULL};

const integi_message integi_message_policy_group_population = {
    INTEG_STATUS_INCONSISTENT, "policy.group_population",
    "the groups '{0}' and '{1}' select from different tables",
    "grupperne '{0}' og '{1}' vælger fra forskellige tabeller", "give both the same 'population'",
    "giv dem begge samme 'population'"};

const integi_message integi_message_policy_effort_population = {
    INTEG_STATUS_INCONSISTENT, "policy.effort_population",
    "the effort '{0}' reaches groups of different tables",
    "indsatsen '{0}' når grupper fra forskellige tabeller", "split it, one effort for each table",
    "del den op i én indsats for hver tabel"};

const integi_message integi_message_policy_indicator_kind = {
    INTEG_STATUS_UNSUPPORTED, "policy.indicator_kind", "there is no kind '{0}' of indicator in this version",
    "der er ingen indikator af typen '{0}' i denne version", "write one of: {1}", "skriv en af: {1}"};

const integi_message integi_message_policy_indicator_needs = {
    INTEG_STATUS_MISSING, "policy.indicator_needs", "an indicator of kind {0} needs '{1}'",
    "en indikator af typen '{0}' mangler '{1}'", NULL, NULL};

const integi_message integi_message_policy_indicator_unused = {
    INTEG_STATUS_INCONSISTENT, "policy.indicator_unused", "'{1}' has no meaning in an indicator of kind {0}",
    "'{1}' har ingen betydning i en indikator af typen '{0}'", "take it out, or choose another kind",
    "fjern den, eller vælg en anden type"};

const integi_message integi_message_policy_compare_one = {
    INTEG_STATUS_INCONSISTENT, "policy.compare_one", "'compare' needs exactly one of 'with', 'area' and 'value'",
    "'compare' kræver netop én af 'with', 'area' og 'value'", NULL, NULL};

const integi_message integi_message_policy_compare_idle = {
    INTEG_STATUS_INCONSISTENT, "policy.compare_idle", "'{0}' has no meaning in this comparison",
    "'{0}' har ingen betydning i denne sammenligning", "'where' goes with 'with', and 'source' with 'value'",
    "'where' hører til 'with' og 'source' til 'value'"};

const integi_message integi_message_policy_compare_as = {
    INTEG_STATUS_MISSING, "policy.compare_as", "'compare' needs 'as'", "'compare' mangler 'as'",
    "write difference or ratio", "skriv difference eller ratio"};

const integi_message integi_message_policy_weight = {
    INTEG_STATUS_OUT_OF_RANGE, "policy.weight", "a weight is a number above 0", "en vægt er et tal over 0", NULL, NULL};

const integi_message integi_message_policy_weight_count = {
    INTEG_STATUS_INCONSISTENT,
    "policy.weight_count",
    "these bands need {0} {0:weight|weights}",
    "disse bånd kræver {0} {0:vægt|vægte}",
    "the bands are one more than the edges: the first lies below the lowest edge",
    "der er ét bånd mere, end der er grænser: det første ligger under den laveste grænse"};

const integi_message integi_message_policy_weight_comma = {
    INTEG_STATUS_INCONSISTENT,
    "policy.weight_count",
    "these bands need {0} {0:weight|weights}",
    "disse bånd kræver {0} {0:vægt|vægte}",
    "commas part the weights: write a decimal with a point, as in 0.5",
    "kommaer skiller vægtene: skriv decimaler med punktum som i 0.5"};

const integi_message integi_message_policy_standard = {
    INTEG_STATUS_INCONSISTENT, "policy.standard",
    "the European Standard Population has bands of five years up to 90, and these edges lie inside them",
    "den europæiske standardbefolkning har femårsbånd op til 90, og disse grænser ligger inde i dem",
    "use edges that are multiples of 5 from 5 to 90", "brug grænser, der er multipla af 5 fra 5 til 90"};

const integi_message integi_message_policy_values_order = {
    INTEG_STATUS_INCONSISTENT, "policy.values_order", "the values do not rise by date",
    "værdierne står ikke i rækkefølge efter dato", NULL, NULL};

const integi_message integi_message_policy_list_empty = {
    INTEG_STATUS_MISSING, "policy.list_empty", "this list is empty", "denne liste er tom", NULL, NULL};

const integi_message integi_message_policy_part_composite = {
    INTEG_STATUS_INCONSISTENT, "policy.part_composite", "'{0}' is a composite itself", "'{0}' er selv sammensat",
    "name the indicators that it is made of", "nævn de indikatorer, den er sammensat af"};

const integi_message integi_message_policy_part_twice = {
    INTEG_STATUS_DUPLICATE, "policy.part_twice", "'{0}' stands twice in the composite",
    "'{0}' står to gange i den sammensatte indikator", "give it a larger weight instead",
    "giv den i stedet en større vægt"};

const integi_message integi_message_policy_no_area = {
    INTEG_STATUS_MISSING, "policy.no_area", "the register has no column that says where people live",
    "registret har ingen kolonne, der siger, hvor folk bor", "name it with the policy's key 'area'",
    "angiv den med politikkens nøgle 'area'"};

const integi_message integi_message_policy_population_of = {
    INTEG_STATUS_MISSING, "policy.population_of", "'population' needs 'of', a group of that table",
    "'population' kræver 'of', en gruppe af den tabel", NULL, NULL};

const integi_message integi_message_policy_indicator_population = {
    INTEG_STATUS_INCONSISTENT, "policy.indicator_population", "the group '{0}' does not select from '{1}'",
    "gruppen '{0}' vælger ikke fra '{1}'", "say in the group which 'population' it selects from",
    "sig i gruppen, hvilken 'population' den vælger fra"};

const integi_message integi_message_policy_by_twice = {
    INTEG_STATUS_DUPLICATE, "policy.by_twice", "'{0}' stands twice in the breakdown",
    "'{0}' står to gange i opdelingen", NULL, NULL};

const integi_message integi_message_policy_by_made = {
    INTEG_STATUS_INCONSISTENT, "policy.by_made", "the value is made of '{0}', and cannot be broken down by it too",
    "værdien er sat sammen af '{0}' og kan ikke også opdeles efter den", NULL, NULL};

const integi_message integi_message_policy_by_empty = {
    INTEG_STATUS_MISSING, "policy.by_empty", "the name of a column is missing", "navnet på en kolonne mangler",
    NULL, NULL};

const integi_message integi_message_policy_by_many = {
    INTEG_STATUS_LIMIT_EXCEEDED, "policy.by_many", "a breakdown by more than {0} columns",
    "en opdeling efter mere end {0} kolonner", NULL, NULL};

const integi_message integi_message_policy_band_count = {
    INTEG_STATUS_OUT_OF_RANGE, "policy.band_count", "bands need 1 to {0} edges",
    "intervaller skal have fra 1 til {0} grænser", "write their lower edges, such as [18, 30, 50]",
    "skriv de nedre grænser, for eksempel [18, 30, 50]"};

const integi_message integi_message_policy_band_order = {
    INTEG_STATUS_INCONSISTENT, "policy.band_order", "the edges of bands must rise",
    "grænserne for intervaller skal være stigende", "write their lower edges, such as [18, 30, 50]",
    "skriv de nedre grænser, for eksempel [18, 30, 50]"};

const integi_message integi_message_policy_target_form = {
    INTEG_STATUS_INCONSISTENT, "policy.target_form",
    "a goal with the direction '{0}' has another form of target",
    "et mål med retningen '{0}' har en anden form for målværdi", "write target: {1}", "skriv target: {2}"};

const integi_message integi_message_policy_target_date = {
    INTEG_STATUS_MISSING, "policy.target_date", "the target has no date", "målværdien har ingen dato",
    "add 'by: YYYY-MM-DD'", "tilføj 'by: ÅÅÅÅ-MM-DD'"};

const integi_message integi_message_policy_between_count = {
    INTEG_STATUS_INCONSISTENT, "policy.between_count", "'between' needs two limits",
    "'between' skal have to grænser", "write [LOWER, UPPER]", "skriv [NEDRE, ØVRE]"};

const integi_message integi_message_policy_between_comma = {
    INTEG_STATUS_INCONSISTENT, "policy.between_count", "'between' needs two limits",
    "'between' skal have to grænser", "commas part the limits: write a decimal with a point, as in [1.5, 2]",
    "kommaer skiller grænserne: skriv decimaler med punktum som i [1.5, 2]"};

const integi_message integi_message_policy_between_order = {
    INTEG_STATUS_INCONSISTENT, "policy.between_order", "the lower limit is above the upper one",
    "den nedre grænse er over den øvre", "write [LOWER, UPPER]", "skriv [NEDRE, ØVRE]"};

const integi_message integi_message_policy_baseline_missing = {
    INTEG_STATUS_MISSING, "policy.baseline_missing", "a goal with the direction '{0}' needs a baseline",
    "et mål med retningen '{0}' skal have et udgangspunkt ('baseline')", "add baseline: {as_of: YYYY-MM-DD}",
    "tilføj baseline: {as_of: ÅÅÅÅ-MM-DD}"};

const integi_message integi_message_policy_baseline_form = {
    INTEG_STATUS_INCONSISTENT, "policy.baseline_form",
    "a baseline is a snapshot's or is given, not both and not half",
    "et udgangspunkt er enten fra et registerudtræk eller angivet, ikke begge dele og ikke kun halvt",
    "write {as_of: DATE}, or {value: NUMBER, date: DATE, source: TEXT}",
    "skriv {as_of: DATO} eller {value: TAL, date: DATO, source: TEKST}"};

const integi_message integi_message_policy_deadline = {
    INTEG_STATUS_INCONSISTENT, "policy.deadline", "the deadline is not after the baseline",
    "fristen ligger ikke efter udgangspunktet", NULL, NULL};

const integi_message integi_message_policy_milestone_late = {
    INTEG_STATUS_INCONSISTENT, "policy.milestone_late", "the milestone is after the deadline",
    "delmålet ligger efter fristen", NULL, NULL};

const integi_message integi_message_policy_milestone_early = {
    INTEG_STATUS_INCONSISTENT, "policy.milestone_early", "the milestone is not after the baseline",
    "delmålet ligger ikke efter udgangspunktet", NULL, NULL};

const integi_message integi_message_policy_milestone_beyond = {
    INTEG_STATUS_OK, "policy.milestone_beyond", "the milestone {0} is beyond the target",
    "delmålet {0} ligger ud over målværdien", "it is reached after the target is; look at the signs",
    "det nås efter målværdien; se efter fortegnene"};

const integi_message integi_message_policy_limit_form = {
    INTEG_STATUS_INCONSISTENT, "policy.limit_form", "a limit is either 'at_least' or 'at_most'",
    "en grænse er enten 'at_least' eller 'at_most'", NULL, NULL};

const integi_message integi_message_policy_method = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.method", "there is no method '{0}'", "der er ingen metode '{0}'",
    "the methods are: {1}", "metoderne er: {1}"};

const integi_message integi_message_policy_method_unknown = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.method_unknown", "there is no method '{0}'", "der er ingen metode '{0}'",
    "share_of_distance, open_sdg, eurostat, un_progress_chart, weather, barometer, control_chart or significance",
    "share_of_distance, open_sdg, eurostat, un_progress_chart, weather, barometer, control_chart eller significance"};

const integi_message integi_message_policy_method_near = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.method_near", "there is no method '{0}'", "der er ingen metode '{0}'",
    "did you mean '{1}'?", "mente du '{1}'?"};

const integi_message integi_message_policy_method_direction = {
    INTEG_STATUS_UNSUPPORTED, "policy.method_direction", "the method '{0}' has no meaning for the direction '{1}'",
    "metoden '{0}' giver ikke mening for retningen '{1}'",
    "it follows growth towards a value; share_of_distance and weather suit every direction",
    "den følger vækst hen mod en værdi; share_of_distance og weather passer til alle retninger"};

const integi_message integi_message_policy_parameter_range = {
    INTEG_STATUS_OUT_OF_RANGE, "policy.parameter_range", "the value of '{0}' is out of range",
    "værdien af '{0}' er uden for det tilladte", "write a number from {1} to {2}", "skriv et tal fra {1} til {2}"};

const integi_message integi_message_policy_threshold_order = {
    INTEG_STATUS_INCONSISTENT, "policy.threshold_order", "the thresholds '{0}' and '{1}' are in the wrong order",
    "tærsklerne '{0}' og '{1}' står i forkert rækkefølge", NULL, NULL};

const integi_message integi_message_policy_threshold_fraction = {
    INTEG_STATUS_OK, "policy.threshold_fraction", "the threshold '{0}' is {1}, and thresholds are fractions",
    "tærsklen '{0}' er {1}, og tærskler er brøker", "95 % is written 0.95", "95 % skrives 0.95"};

const integi_message integi_message_policy_thresholds = {
    INTEG_STATUS_UNSUPPORTED, "policy.thresholds", "the method '{0}' has no thresholds",
    "metoden '{0}' har ingen tærskler", NULL, NULL};

const integi_message integi_message_policy_parity_compare = {
    INTEG_STATUS_INCONSISTENT, "policy.parity_compare",
    "parity needs an indicator that is compared with another group",
    "paritet kræver en indikator, der sammenlignes med en anden gruppe",
    "give the indicator 'compare', or choose another direction",
    "giv indikatoren 'compare', eller vælg en anden retning"};

const integi_message integi_message_policy_unknown_table = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.unknown_table", "the register has no table '{0}'",
    "registret har ingen tabel '{0}'", NULL, NULL};

const integi_message integi_message_policy_unknown_column = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.unknown_column", "there is no column '{0}' in '{1}'",
    "der er ingen kolonne '{0}' i '{1}'", NULL, NULL};

const integi_message integi_message_policy_unknown_column_near = {
    INTEG_STATUS_UNKNOWN_NAME, "policy.unknown_column_near", "there is no column '{0}' in '{1}'",
    "der er ingen kolonne '{0}' i '{1}'", "did you mean '{2}'?", "mente du '{2}'?"};

const integi_message integi_message_policy_by_type = {
    INTEG_STATUS_TYPE_MISMATCH, "policy.by_type", "'{0}' of type {1} cannot be broken down by its values",
    "'{0}' af typen '{1}' kan ikke opdeles efter sine værdier",
    "write {column: {0}, bands: [...]}, or derive a column from it",
    "skriv {column: {0}, bands: [...]}, eller afled en kolonne af den"};

const integi_message integi_message_policy_band_type = {
    INTEG_STATUS_TYPE_MISMATCH, "policy.band_type", "'{0}' of type {1} has no bands",
    "'{0}' af typen '{1}' kan ikke inddeles i intervaller", "bands are for integer, decimal and number",
    "intervaller er til 'integer', 'decimal' og 'number'"};

const integi_message integi_message_policy_measure_type = {
    INTEG_STATUS_TYPE_MISMATCH,
    "policy.measure_type",
    "a value of type {0} cannot be summed",
    "en værdi af typen '{0}' kan ikke lægges sammen",
    "a measure or a time is a number, or a condition that counts 0 or 1",
    "en 'measure' eller 'time' er et tal eller en betingelse, der tæller 0 eller 1"};

const integi_message integi_message_policy_baseline_no_snapshot = {
    INTEG_STATUS_NOT_FOUND, "policy.baseline_no_snapshot", "the register has no snapshot of {0}",
    "registret har intet udtræk fra {0}", "a baseline's date is a snapshot's date, or give its value",
    "datoen for et udgangspunkt er datoen for et udtræk; angiv ellers dets værdi"};

const integi_message integi_message_policy_composite_even = {
    INTEG_STATUS_INCONSISTENT, "policy.composite_even",
    "the composite '{0}' has an even number of parts, of which as many can get better as worse",
    "den sammensatte indikator '{0}' har et lige antal dele, hvoraf lige mange kan gå frem og tilbage",
    "take an odd number, as the Danish integration barometer does",
    "tag et ulige antal, som Integrationsbarometeret gør"};

const integi_message integi_message_policy_group_unused = {
    INTEG_STATUS_OK, "policy.group_unused", "nobody uses the group '{0}'", "ingen bruger gruppen '{0}'", NULL,
    NULL};

const integi_message integi_message_policy_group_too_broad = {
    INTEG_STATUS_OK, "policy.group_too_broad",
    "the group '{0}' covers more than {1} % of the population: too broad to steer by",
    "gruppen '{0}' dækker mere end {1} % af befolkningen: for bred at styre efter",
    "build groups of at most {1} % within it", "byg grupper på højst {1} % inden for den"};

const integi_message integi_message_policy_target_behind = {
    INTEG_STATUS_OK, "policy.target_behind", "the target of '{0}' is not beyond its baseline",
    "målværdien for '{0}' ligger ikke ud over udgangspunktet", NULL, NULL};

const integi_message integi_message_policy_target_behind_measured = {
    INTEG_STATUS_OK, "policy.target_behind", "the target of '{0}' is not beyond its baseline as the register has it",
    "målværdien for '{0}' ligger ikke ud over udgangspunktet, som det er i registret",
    "such a goal is achieved from the start; look at the sign and the direction",
    "et sådant mål er nået fra begyndelsen; se efter fortegnet og retningen"};

const integi_message integi_message_policy_effort_targeted = {
    INTEG_STATUS_OK, "policy.effort_targeted",
    "the effort '{0}' is targeted, against the policy's own principle",
    "indsatsen '{0}' er særlig, imod politikkens eget princip",
    "efforts of an integrated policy are part of what everyone gets",
    "indsatser i en integreret politik er en del af det, alle får"};

const integi_message integi_message_policy_theme_not_reviewed = {
    INTEG_STATUS_OK, "policy.theme_not_reviewed", "the theme '{0}' is not reviewed",
    "temaet '{0}' er ikke gennemgået", NULL, NULL};

const integi_message integi_message_policy_effort_without_goal = {
    INTEG_STATUS_OK, "policy.effort_without_goal", "the effort '{0}' serves no goal",
    "indsatsen '{0}' tjener intet mål", NULL, NULL};

const integi_message integi_message_policy_base = {
    INTEG_STATUS_INCONSISTENT, "policy.base", "nothing is rounded to the base, since figures are hidden",
    "intet afrundes til basen, da tal skjules", "add 'method: round', or leave the base out",
    "tilføj 'method: round', eller udelad basen"};

const integi_message integi_message_policy_base_small = {
    INTEG_STATUS_INCONSISTENT, "policy.base_small",
    "the base is below the threshold of {0}, and would show what is smaller than that",
    "basen er under tærsklen på {0} og ville vise, hvad der er mindre end den", "write a base from {0}",
    "skriv en base fra {0}"};

const integi_message integi_message_policy_round_width = {
    INTEG_STATUS_INCONSISTENT, "policy.round_width", "rounding promises no width of what is hidden",
    "afrunding lover ingen bredde af det skjulte", "leave the width out, or hide instead of rounding",
    "udelad bredden, eller skjul i stedet for at afrunde"};

const integi_message integi_message_policy_percent = {
    INTEG_STATUS_OUT_OF_RANGE,
    "policy.percent",
    "'{0}' is not a percentage above 0 and up to 100 with at most two decimals",
    "'{0}' er ikke en procentdel over 0 og op til 100 med højst to decimaler",
    NULL,
    NULL};
