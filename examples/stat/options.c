/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Which function takes which option: one that would change nothing is an error, since somebody expects that it does. */

#include "stat/stat.h"

#include <stdio.h>
#include <string.h>

/* The functions have spaces around them. */
static const struct use {
    const char *option, *functions;
} uses[] = {
    {"method", " proportion rate progress together trend "},
    {"confidence",
     " proportion comparison detectable-change mean rate standardised-rate indirect-rate segregation trend "},
    {"multiplier", " proportion comparison rate standardised-rate indirect-rate control-chart "},
    {"days", " rate "},
    {"power", " detectable-change "},
    {"strict", " progress "},
    {"tolerance", " progress "},
    {"decimals", " progress "},
    {"chart", " control-chart "},
    {"screen", " control-chart "},
    {"improve", " control-chart trend "},
    {"target", " control-chart trend "},
    {"unit", " segregation local-segregation location-quotient "},
    {"group", " segregation local-segregation location-quotient "},
    {"count", " segregation local-segregation location-quotient "},
    {"within", " segregation "},
    {"of", " segregation "},
    {"period", " segregation "},
    {"precision", " segregation "},
    {"bootstrap", " segregation "},
    {"seed", " segregation "},
    {"at", " trend "},
};

static bool takes(const char *function, const char *option)
{
    char word[40];
    snprintf(word, sizeof word, " %.30s ", function);
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
        if (strcmp(uses[i].option, option) == 0)
            return strstr(uses[i].functions, word) != NULL;
    return true;
}

static bool is_used(const settings *given, const char *option)
{
    for (size_t i = 0; i < given->used_count; i++)
        if (strcmp(given->used[i], option) == 0)
            return true;
    return false;
}

/* False after a complaint. */
static bool check_each(const settings *given)
{
    for (size_t i = 0; i < given->used_count; i++) {
        char name[40];
        snprintf(name, sizeof name, "--%.30s", given->used[i]);
        if (takes(given->function, given->used[i]))
            continue;
        program_complain(given->owner, name, "%s has no use for it (integ-stat --help says what each function takes)",
                         given->function);
        return false;
    }
    return true;
}

/* An option that means something only beside others: false after a complaint where it is used and `with` is false. */
static bool goes_with(const settings *given, const char *function, const char *option, bool with, const char *others)
{
    char name[40];
    if (with || strcmp(given->function, function) != 0 || !is_used(given, option))
        return true;
    snprintf(name, sizeof name, "--%.30s", option);
    program_complain(given->owner, name, "%s has a use for it only %s", function,
                     program_text(given->owner, others));
    return false;
}

static bool has_method(const settings *given, const char *method)
{
    return given->method != NULL && strcmp(given->method, method) == 0;
}

static bool check_progress(const settings *given)
{
    bool strict = given->method == NULL || has_method(given, "open_sdg") || has_method(given, "eurostat") ||
                  has_method(given, "un_progress_chart");
    return goes_with(given, "progress", "strict", strict, "with --method open_sdg, eurostat or un_progress_chart") &&
           goes_with(given, "progress", "tolerance", has_method(given, "un_progress_chart"),
                     "with --method un_progress_chart") &&
           goes_with(given, "progress", "decimals", has_method(given, "barometer"), "with --method barometer");
}

static bool check_chart(const settings *given)
{
    bool individual = strcmp(given->chart, "xmr") == 0;
    return goes_with(given, "control-chart", "screen", individual, "with --chart xmr") &&
           goes_with(given, "control-chart", "multiplier", !individual, "with --chart p or u") &&
           goes_with(given, "control-chart", "target", given->improve != 0, "with --improve");
}

static bool check_segregation(const settings *given)
{
    bool change = given->period != NULL;
    return goes_with(given, "segregation", "confidence", given->bootstrap > 0, "with --bootstrap") &&
           goes_with(given, "segregation", "seed", given->bootstrap > 0, "with --bootstrap") &&
           goes_with(given, "segregation", "precision", change, "with --period") &&
           goes_with(given, "segregation", "bootstrap", !change, "without --period") &&
           goes_with(given, "segregation", "of", !change, "without --period") &&
           goes_with(given, "segregation", "within", !change && given->of == NULL, "without --period and --of");
}

bool options_fit(const settings *given)
{
    return check_each(given) && check_progress(given) && check_chart(given) && check_segregation(given) &&
           goes_with(given, "trend", "target", given->improve != 0, "with --improve") &&
           goes_with(given, "trend", "improve", given->has_target, "with --target");
}
