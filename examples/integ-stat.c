/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* integ-stat: the statistics and the methods of progress on a CSV file. A function's parameters are columns of the same
 * names; what it finds is written behind them. Here are the options; the functions are in stat/. */

#include "stat/stat.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "Usage: integ-stat FUNCTION [OPTION]... < rows.csv > rows.csv\n"
    "Adds statistics to the rows of a CSV file with a header, or adds its rows up.\n"
    "\n"
    "FUNCTION, the columns that it reads, and what it writes:\n"
    "  proportion         x, n: value, lower, upper\n"
    "  comparison         x, n, other_x, other_n: difference, difference_lower, difference_upper, ratio,\n"
    "                     ratio_lower, ratio_upper, z, p_value\n"
    "  detectable-change  share, n, other_n: up, down\n"
    "  mean               value: count, mean, lower, upper, median, median_lower, median_upper;\n"
    "                     with dataset a row for each\n"
    "  rate               x, n: value, lower, upper (exact limits below 10 events, Byar's from there on);\n"
    "                     without a column n of the count x itself\n"
    "  standardised-rate  dataset, count, pop, stdpop, or f1, f2, ... for persons with 1, 2, ... events:\n"
    "                     a row for each dataset with value, lower, upper; without a column stdpop the 19\n"
    "                     bands of the European Standard Population 2013\n"
    "  indirect-rate      observed, expected, ref_rate: value, lower, upper; or\n"
    "                     dataset, count, pop, refcount, refpop: a row for each dataset\n"
    "  progress           base_year, base_value, current_year, current_value, direction (1 or -1), target,\n"
    "                     target_year, limit: progress, status, score, reason;\n"
    "                     weather: year, value, direction, target, target_year: one row\n"
    "  together           dataset, score, and status, group where there are such columns; of barometer\n"
    "                     dataset, status: a row for each dataset with count, score, status\n"
    "  control-chart      value (p and u: x, n): mean, lower, upper, flag\n"
    "  segregation        the columns that options name: a row for each measure\n"
    "  local-segregation  the same: a row for each unit with its share of all members, and value\n"
    "  location-quotient  the same: a row for each unit and group with value, 1 where it is as everywhere\n"
    "  trend              year, value (or x, y): slope, and value, lower, upper at a year\n"
    "\n"
    "  --method NAME      proportion: wilson (default) or clopper-pearson; rate: usual (default), exact or byar;\n"
    "                     trend: least-squares (default) or theil-sen; progress: open_sdg (default), eurostat,\n"
    "                     un_progress_chart, share_of_distance, barometer or weather; together: open_sdg\n"
    "                     (default), eurostat or barometer\n"
    "  --confidence C     of two-sided limits, above 0 and below 1 (0.95)\n"
    "  --multiplier M     rates per so many, shares of so many (1)\n"
    "  --days COLUMN      rate: over how many days it is counted; it becomes that of a year\n"
    "  --power P          detectable-change: how surely it is to be seen (0.8)\n"
    "  --strict           progress: as the published programs do, with 0.001 for 0 and binary rounding\n"
    "  --tolerance T      progress, un_progress_chart: so near the target counts as met (0)\n"
    "  --decimals N       progress, barometer: round to so many decimals (0)\n"
    "  --chart NAME       control-chart: xmr (default), p or u\n"
    "  --screen           control-chart, xmr: leave out moving ranges that are out of the ordinary\n"
    "  --improve WAY      up or down: adds what a flag means; trend: the way to --target\n"
    "  --target T         control-chart: adds whether it will be met; trend: how probably\n"
    "  --unit COLUMN      segregation: areas, schools, classes\n"
    "  --group COLUMN     segregation: whom they are to have\n"
    "  --count COLUMN     segregation: how many (one for each row)\n"
    "  --within COLUMN    segregation: parts that units belong to, to split the measures by\n"
    "  --of GROUP         segregation: only this group, against the rest\n"
    "  --period COLUMN    segregation: what the change from the first period to the second comes from\n"
    "  --precision P      segregation, --period: how far sizes may be off when they are exchanged (0)\n"
    "  --bootstrap N      segregation: adds measures without what chance adds, and limits, from N draws\n"
    "  --seed S           segregation: draws of this number (0)\n"
    "  --at X             trend: where (the last one)\n"
    "  --delimiter C      a character or 'tab' (,)\n"
    "  --decimal C        '.' or ',' (.)\n"
    "  --lang LANGUAGE    da or en, of messages (en)\n"
    "  --help             show this and end\n"
    "  --version          show the version and end\n"
    "\n"
    "An empty field is missing, and so are null and NA. What cannot be told is an empty field, after a warning\n"
    "on standard error or with its reason beside it.\n"
    "Exit status: 0 done; 2 something is wrong with what was given; 3 memory or output.\n";

enum {
    OPTION_METHOD = 1000,
    OPTION_CONFIDENCE,
    OPTION_MULTIPLIER,
    OPTION_POWER,
    OPTION_STRICT,
    OPTION_TOLERANCE,
    OPTION_DECIMALS,
    OPTION_CHART,
    OPTION_SCREEN,
    OPTION_IMPROVE,
    OPTION_TARGET,
    OPTION_UNIT,
    OPTION_GROUP,
    OPTION_COUNT,
    OPTION_WITHIN,
    OPTION_OF,
    OPTION_PERIOD,
    OPTION_DAYS,
    OPTION_PRECISION,
    OPTION_BOOTSTRAP,
    OPTION_SEED,
    OPTION_AT,
    OPTION_DELIMITER,
    OPTION_DECIMAL,
    OPTION_LANGUAGE,
    OPTION_HELP,
    OPTION_VERSION
};

static const struct option options[] = {{"method", required_argument, NULL, OPTION_METHOD},
                                        {"confidence", required_argument, NULL, OPTION_CONFIDENCE},
                                        {"multiplier", required_argument, NULL, OPTION_MULTIPLIER},
                                        {"power", required_argument, NULL, OPTION_POWER},
                                        {"strict", no_argument, NULL, OPTION_STRICT},
                                        {"tolerance", required_argument, NULL, OPTION_TOLERANCE},
                                        {"decimals", required_argument, NULL, OPTION_DECIMALS},
                                        {"chart", required_argument, NULL, OPTION_CHART},
                                        {"screen", no_argument, NULL, OPTION_SCREEN},
                                        {"improve", required_argument, NULL, OPTION_IMPROVE},
                                        {"target", required_argument, NULL, OPTION_TARGET},
                                        {"unit", required_argument, NULL, OPTION_UNIT},
                                        {"group", required_argument, NULL, OPTION_GROUP},
                                        {"count", required_argument, NULL, OPTION_COUNT},
                                        {"within", required_argument, NULL, OPTION_WITHIN},
                                        {"of", required_argument, NULL, OPTION_OF},
                                        {"period", required_argument, NULL, OPTION_PERIOD},
                                        {"days", required_argument, NULL, OPTION_DAYS},
                                        {"precision", required_argument, NULL, OPTION_PRECISION},
                                        {"bootstrap", required_argument, NULL, OPTION_BOOTSTRAP},
                                        {"seed", required_argument, NULL, OPTION_SEED},
                                        {"at", required_argument, NULL, OPTION_AT},
                                        {"delimiter", required_argument, NULL, OPTION_DELIMITER},
                                        {"decimal", required_argument, NULL, OPTION_DECIMAL},
                                        {"lang", required_argument, NULL, OPTION_LANGUAGE},
                                        {"help", no_argument, NULL, OPTION_HELP},
                                        {"version", no_argument, NULL, OPTION_VERSION},
                                        {NULL, 0, NULL, 0}};

/* What each function is called, does, and takes for --method; its first method is the usual one. */
static const struct function {
    const char *name;
    bool (*work)(run *self);
    const char *methods[7];
} functions[] = {
    {"proportion", do_proportion, {"wilson", "clopper-pearson"}},
    {"comparison", do_comparison, {NULL}},
    {"detectable-change", do_detectable_change, {NULL}},
    {"mean", do_mean, {NULL}},
    {"rate", do_rate, {"usual", "exact", "byar"}},
    {"standardised-rate", do_standardised_rate, {NULL}},
    {"indirect-rate", do_indirect_rate, {NULL}},
    {"progress",
     do_progress,
     {"open_sdg", "eurostat", "un_progress_chart", "share_of_distance", "barometer", "weather"}},
    {"together", do_together, {"open_sdg", "eurostat", "barometer"}},
    {"control-chart", do_control_chart, {NULL}},
    {"segregation", do_segregation, {NULL}},
    {"local-segregation", do_local_segregation, {NULL}},
    {"location-quotient", do_location_quotient, {NULL}},
    {"trend", do_trend, {"least-squares", "theil-sen"}},
};
enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

static const struct function *find_function(const char *name)
{
    for (size_t i = 0; i < FUNCTIONS; i++)
        if (strcmp(functions[i].name, name) == 0)
            return &functions[i];
    return NULL;
}

static bool read_option_number(const settings *given, const char *option, const char *text, double *out)
{
    char *end;
    *out = strtod(text, &end);
    if (end != text && *end == '\0' && isfinite(*out) && text[strspn(text, "+-.0123456789eE")] == '\0')
        return true;
    program_complain(given->owner, option, "'%s' is not a number", text);
    return false;
}

static bool read_confidence(settings *given, const char *text)
{
    if (!read_option_number(given, "--confidence", text, &given->confidence))
        return false;
    if (given->confidence > 0 && given->confidence < 1)
        return true;
    program_complain(given->owner, "--confidence", "'%s' is not above 0 and below 1 (95 %% is 0.95)", text);
    return false;
}

static bool read_multiplier(settings *given, const char *text)
{
    given->has_multiplier = true;
    if (!read_option_number(given, "--multiplier", text, &given->multiplier))
        return false;
    if (given->multiplier > 0)
        return true;
    program_complain(given->owner, "--multiplier", "'%s' is not above 0", text);
    return false;
}

static bool read_tolerance(settings *given, const char *text)
{
    given->has_tolerance = true;
    if (!read_option_number(given, "--tolerance", text, &given->tolerance))
        return false;
    if (given->tolerance >= 0)
        return true;
    program_complain(given->owner, "--tolerance", "'%s' is below 0", text);
    return false;
}

static bool read_power(settings *given, const char *text)
{
    if (!read_option_number(given, "--power", text, &given->power))
        return false;
    if (given->power >= 0.5 && given->power < 1)
        return true;
    program_complain(given->owner, "--power", "'%s' is not from 0.5 and below 1", text);
    return false;
}

static bool read_precision(settings *given, const char *text)
{
    if (!read_option_number(given, "--precision", text, &given->precision))
        return false;
    if (given->precision >= 0 && given->precision < 1)
        return true;
    program_complain(given->owner, "--precision", "'%s' is not from 0 and below 1", text);
    return false;
}

static bool read_decimals(settings *given, const char *text)
{
    int64_t decimals;
    if (!program_read_count(given->owner, "--decimals", text, 0, 15, &decimals))
        return false;
    given->decimals = (long)decimals;
    return true;
}

static bool read_delimiter(settings *given, const char *text)
{
    if (strcmp(text, "tab") == 0)
        text = "\t";
    given->delimiter = *text;
    if (strlen(text) == 1 && strchr("\"\r\n +-.0123456789", *text) == NULL &&
        !(*text >= 'a' && *text <= 'z') && !(*text >= 'A' && *text <= 'Z') && (unsigned char)*text < 0x80)
        return true;
    program_complain(given->owner, "--delimiter",
                     "'%s' cannot be used (one character that is no letter, digit, space or quote, or 'tab')", text);
    return false;
}

static bool read_decimal(settings *given, const char *text)
{
    given->decimal = *text;
    if (strcmp(text, ".") == 0 || strcmp(text, ",") == 0)
        return true;
    program_complain(given->owner, "--decimal", "'%s' cannot be used ('.' or ',')", text);
    return false;
}

static bool read_improve(settings *given, const char *text)
{
    given->improve = strcmp(text, "up") == 0 ? 1 : strcmp(text, "down") == 0 ? -1 : 0;
    if (given->improve != 0)
        return true;
    program_complain(given->owner, "--improve", "there is no way '%s' (up or down)", text);
    return false;
}

static bool read_chart(settings *given, const char *text)
{
    given->chart = text;
    if (strcmp(text, "xmr") == 0 || strcmp(text, "p") == 0 || strcmp(text, "u") == 0)
        return true;
    program_complain(given->owner, "--chart", "there is no chart '%s' (xmr, p or u)", text);
    return false;
}

/* False after a complaint. */
/* Where the name of a column is kept that an option gives; NULL when it gives none. */
static const char **column_of(settings *given, int option)
{
    switch (option) {
    case OPTION_UNIT:
        return &given->unit;
    case OPTION_GROUP:
        return &given->group;
    case OPTION_COUNT:
        return &given->count;
    case OPTION_WITHIN:
        return &given->within;
    case OPTION_OF:
        return &given->of;
    case OPTION_PERIOD:
        return &given->period;
    case OPTION_DAYS:
        return &given->days;
    default:
        return NULL;
    }
}

/* A year may be a school year, as in the rows. */
static bool read_moment(settings *given, const char *text)
{
    given->has_at = true;
    if (!is_year_span(text))
        return read_option_number(given, "--at", text, &given->at);
    given->at = (double)strtol(text, NULL, 10);
    return true;
}

/* Numbers that few functions take, and how the input is written. */
static bool take_drawing(settings *given, int option, const char *text)
{
    switch (option) {
    case OPTION_PRECISION:
        return read_precision(given, text);
    case OPTION_BOOTSTRAP:
        return program_read_count(given->owner, "--bootstrap", text, 2, 100000, &given->bootstrap);
    case OPTION_SEED:
        return program_read_count(given->owner, "--seed", text, 0, INT64_MAX, &given->seed);
    case OPTION_AT:
        return read_moment(given, text);
    case OPTION_DELIMITER:
        return read_delimiter(given, text);
    default:
        return read_decimal(given, text);
    }
}

static bool take_option(settings *given, int option, const char *text)
{
    const char **column = column_of(given, option);
    if (column != NULL) {
        *column = text;
        return true;
    }
    switch (option) {
    case OPTION_METHOD:
        given->method = text;
        return true;
    case OPTION_LANGUAGE:
        return program_read_language(given->owner, text, &given->owner->language);
    case OPTION_CONFIDENCE:
        return read_confidence(given, text);
    case OPTION_MULTIPLIER:
        return read_multiplier(given, text);
    case OPTION_POWER:
        return read_power(given, text);
    case OPTION_STRICT:
        given->strict = true;
        return true;
    case OPTION_TOLERANCE:
        return read_tolerance(given, text);
    case OPTION_DECIMALS:
        return read_decimals(given, text);
    case OPTION_CHART:
        return read_chart(given, text);
    case OPTION_SCREEN:
        given->screen = true;
        return true;
    case OPTION_IMPROVE:
        return read_improve(given, text);
    case OPTION_TARGET:
        given->has_target = true;
        return read_option_number(given, "--target", text, &given->target);
    default:
        return take_drawing(given, option, text);
    }
}

static bool check_method(settings *given, const struct function *wanted)
{
    if (given->method == NULL) {
        given->method = wanted->methods[0];
        return true;
    }
    for (size_t i = 0; wanted->methods[i] != NULL; i++)
        if (strcmp(wanted->methods[i], given->method) == 0)
            return true;
    program_complain(given->owner, "--method", "%s has no method '%s' (integ-stat --help lists them)", wanted->name,
                     given->method);
    return false;
}

static bool is_segregation(const struct function *wanted)
{
    return wanted->work == do_segregation || wanted->work == do_local_segregation ||
           wanted->work == do_location_quotient;
}

static bool fits_together(settings *given, const struct function *wanted)
{
    if (given->delimiter == given->decimal)
        program_complain(given->owner, "--decimal", "cannot be the delimiter too (--delimiter ';')");
    else if (is_segregation(wanted) && (given->unit == NULL || given->group == NULL))
        program_complain(given->owner, given->unit == NULL ? "--unit" : "--group", "%s needs the name of this column",
                         wanted->name);
    else
        return check_method(given, wanted);
    return false;
}

static void note_option(settings *given, int option)
{
    const char *name = options[option - OPTION_METHOD].name;
    for (size_t i = 0; i < given->used_count; i++)
        if (given->used[i] == name)
            return;
    given->used[given->used_count++] = name;
}

/* Returns -1 when the work can begin, otherwise the exit status. */
static int read_options(settings *given, int count, char **arguments, const struct function **wanted)
{
    program *owner = given->owner;
    for (int option; (option = program_option(owner, count, arguments, ":", options)) != -1;) {
        if (option == OPTION_HELP)
            return program_show_help(owner);
        if (option == OPTION_VERSION)
            return program_show_version(owner);
        if (option == '?' || !take_option(given, option, optarg))
            return EXIT_INPUT;
        note_option(given, option);
    }
    if (optind != count - 1)
        return program_complain(owner, owner->name,
                                optind == count ? "say which function (integ-stat FUNCTION [OPTION]... < rows.csv)"
                                                : "only one function can be used at a time, and rows come from "
                                                  "standard input");
    given->function = arguments[optind];
    *wanted = find_function(given->function);
    if (*wanted == NULL)
        return program_complain(owner, owner->name, "there is no function '%s' (integ-stat --help lists them)",
                                given->function);
    return options_fit(given) && fits_together(given, *wanted) ? -1 : EXIT_INPUT;
}

/* Nothing is written before everything is known. */
static int work(const settings *given, const struct function *wanted)
{
    warnings warned = {0};
    run self = {.given = given, .warned = &warned};
    self.out = open_memstream(&self.text, &self.length);
    if (self.out == NULL) {
        program_complain(given->owner, given->owner->name, "there is not enough memory");
        return EXIT_SYSTEM;
    }
    bool well = table_read(&self, stdin) && wanted->work(&self);
    end_warnings(&self);
    bool written = fclose(self.out) == 0;
    if (well && written)
        fwrite(self.text, 1, self.length, stdout);
    else if (well)
        program_complain(given->owner, given->owner->name, "there is not enough memory");
    free(self.text);
    table_free(&self.input);
    return well ? written ? EXIT_DONE : EXIT_SYSTEM : EXIT_INPUT;
}

int main(int count, char **arguments)
{
    program self;
    if (!program_start(&self, "integ-stat", help))
        return EXIT_SYSTEM;
    settings given = {
        .owner = &self, .delimiter = ',', .decimal = '.', .confidence = 0.95, .power = 0.8, .chart = "xmr"};
    const struct function *wanted = NULL;
    int status = read_options(&given, count, arguments, &wanted);
    if (status < 0)
        status = program_close_output(&self, work(&given, wanted));
    program_end(&self);
    return status;
}
