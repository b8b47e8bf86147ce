/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/judgement.h"

#include "base/document.h"

#include <string.h>

/* The methods by which goals are judged. A new one is a line here, a function, and words for its statuses. */

#define BIT(direction) (1U << (direction))
#define ONE_WAY (BIT(INTEG_DIRECTION_INCREASE) | BIT(INTEG_DIRECTION_DECREASE) | BIT(INTEG_DIRECTION_PARITY))
#define KEEPING (BIT(INTEG_DIRECTION_MAINTAIN) | BIT(INTEG_DIRECTION_BETWEEN))
#define EVERY_WAY (ONE_WAY | KEEPING)

#define THRESHOLD(name, usual, without) {name, INTEGI_PARAMETER_THRESHOLD, usual, without, "-1000", "1000"}
#define STRICT {"strict", INTEGI_PARAMETER_SWITCH, "0", "0", "0", "1"}
#define LIMIT {"limit", INTEGI_PARAMETER_NUMBER, NULL, NULL, "-1000000000000", "1000000000000"}

const integi_goal_method integi_goal_methods[] = {
    {"share_of_distance", "libintegration", INTEGI_METHOD_NEEDS_TARGET | INTEGI_METHOD_NEEDS_BASELINE, EVERY_WAY,
     {{0}}, integi_judge_share_of_distance, NULL},
    {"open_sdg", "open-sdg/sdg-build, ProgressMeasure; Statistics Canada", INTEGI_METHOD_NEEDS_BASELINE, ONE_WAY,
     {THRESHOLD("high", "0.95", "0.015"), THRESHOLD("med", "0.6", "0.005"), THRESHOLD("low", "0", "0"), LIMIT, STRICT},
     integi_judge_assessed, "open_sdg"},
    {"eurostat", "Eurostat, Sustainable development in the European Union, as applied by Eustat",
     INTEGI_METHOD_NEEDS_BASELINE, ONE_WAY,
     {THRESHOLD("high", "0.95", "0.01"), THRESHOLD("med", "0.6", "0.001"), THRESHOLD("low", "0", NULL), LIMIT, STRICT},
     integi_judge_assessed, "eurostat"},
    {"un_progress_chart", "UN Statistics Division, SDG Progress Chart 2023, technical note",
     INTEGI_METHOD_NEEDS_BASELINE, ONE_WAY,
     {THRESHOLD("high", "0.95", "0.02"), THRESHOLD("med", "0.1", "0.005"),
      {"tolerance", INTEGI_PARAMETER_NUMBER, "0", "0", "0", "1000000000000"}, STRICT},
     integi_judge_assessed, "un_progress_chart"},
    {"weather", "Federal Statistical Office of Germany, Indikatorenbericht, status of the indicators",
     INTEGI_METHOD_NEEDS_SERIES, EVERY_WAY,
     {THRESHOLD("near", "0.05", NULL), THRESHOLD("far", "0.2", NULL)}, integi_judge_weather, NULL},
    {"barometer", "integrationsbarometer.dk, barometerbevægelser", INTEGI_METHOD_NEEDS_BASELINE, EVERY_WAY,
     {{"decimals", INTEGI_PARAMETER_WHOLE, "0", "0", "-15", "15"}}, integi_judge_assessed, "barometer"},
    {"control_chart", "NHS England, Making Data Count, as in NHSRplotthedots 0.2.2", INTEGI_METHOD_NEEDS_SERIES,
     EVERY_WAY,
     {{"points", INTEGI_PARAMETER_WHOLE, "6", "6", "2", "1000"},
      {"fix_after", INTEGI_PARAMETER_WHOLE, "0", "0", "0", "1000"},
      {"screen", INTEGI_PARAMETER_SWITCH, "1", "1", "0", "1"},
      {"proportions", INTEGI_PARAMETER_SWITCH, "0", "0", "0", "1"}},
     integi_judge_control_chart, NULL},
    {"significance", "Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (3rd edition 2003), 3.2",
     INTEGI_METHOD_NEEDS_BASELINE, EVERY_WAY,
     {{"confidence", INTEGI_PARAMETER_NUMBER, "0.95", "0.95", "0.5", "0.999999"}}, integi_judge_significance, NULL},
};
const int32_t integi_goal_method_count = (int32_t)(sizeof integi_goal_methods / sizeof integi_goal_methods[0]);

const integi_goal_method *integi_goal_method_find(const char *name)
{
    for (int32_t i = 0; i < integi_goal_method_count; i++)
        if (strcmp(integi_goal_methods[i].name, name) == 0)
            return &integi_goal_methods[i];
    return NULL;
}

const char *integi_goal_method_nearest(const char *name)
{
    const char *best = NULL;
    for (int32_t i = 0; i < integi_goal_method_count; i++)
        best = integi_nearer(name, integi_goal_methods[i].name, best);
    return best;
}

bool integi_goal_method_suits(const integi_goal_method *method, int32_t direction)
{
    return (method->directions & BIT(direction)) != 0;
}

int32_t integi_goal_method_parameter(const integi_goal_method *method, const char *name)
{
    for (int32_t i = 0; i < INTEGI_PARAMETERS_MAXIMUM && method->parameters[i].name != NULL; i++)
        if (strcmp(method->parameters[i].name, name) == 0)
            return i;
    return -1;
}

integi_decimal integi_decimal_of(const char *text)
{
    integi_decimal decimal = {0, 0};
    integi_decimal_parse(text, strlen(text), &decimal);
    return decimal;
}

bool integi_parameter_allows(const integi_parameter_definition *definition, integi_decimal value)
{
    bool whole = value.coefficient % integi_power_of_ten(value.decimals) == 0;
    return integi_decimal_compare(value, integi_decimal_of(definition->lowest)) >= 0 &&
           integi_decimal_compare(value, integi_decimal_of(definition->highest)) <= 0 &&
           (whole || definition->kind == INTEGI_PARAMETER_THRESHOLD || definition->kind == INTEGI_PARAMETER_NUMBER);
}

int32_t integ_goal_method_count(void)
{
    return integi_goal_method_count;
}

static const integi_goal_method *method_at(int32_t index)
{
    return index < 0 || index >= integi_goal_method_count ? NULL : &integi_goal_methods[index];
}

const char *integ_goal_method_name(int32_t index)
{
    return method_at(index) == NULL ? NULL : method_at(index)->name;
}

const char *integ_goal_method_source(int32_t index)
{
    return method_at(index) == NULL ? NULL : method_at(index)->source;
}

const char *integ_goal_method_parameter_name(int32_t index, int32_t parameter)
{
    if (method_at(index) == NULL || parameter < 0 || parameter >= INTEGI_PARAMETERS_MAXIMUM)
        return NULL;
    return method_at(index)->parameters[parameter].name;
}
