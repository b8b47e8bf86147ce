/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* integ-synth: makes the register of a municipality that does not exist, to try the other programs on. The people,
 * what they do and how it changes over the years are in synth/; here are only the options. */

#include "synth/tables.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define EXIT_USAGE 2
#define EXIT_OUTPUT 3
#define SNAPSHOTS_AT_MOST 200
#define CITIZENS_AT_MOST 100000000

typedef struct options {
    int64_t citizens;
    uint64_t seed;
    const char *folder;
    integ_date days[SNAPSHOTS_AT_MOST];
    int32_t day_count;
} options;

static const char *const help =
    "Usage: integ-synth [OPTION]... OUT\n"
    "Makes the register of a municipality that does not exist: a manifest and CSV files in the folder OUT.\n"
    "The same options give the same bytes on every machine.\n"
    "\n"
    "  --citizens N            citizens in the last snapshot, 1 to 100000000 (48300)\n"
    "  --seed S                a whole number that chooses the municipality (20191203)\n"
    "  --snapshots D1,D2,...   dates as YYYY-MM-DD, earliest first (2015-01-01 and on, yearly, to 2020-01-01)\n"
    "  --help                  show this and end\n"
    "  --version               show the version and end\n"
    "\n"
    "Exit status: 0 done; 2 wrong options; 3 no memory, or OUT cannot be written.\n";

/* `source` is the option that is wrong, or the program. */
__attribute__((format(printf, 2, 3))) static int complain(const char *source, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s: error: ", source);
    vfprintf(stderr, format, arguments);
    fputs("\n", stderr);
    va_end(arguments);
    return EXIT_USAGE;
}

/* Reads digits only; false when there is anything else or the number does not fit. */
static bool read_whole(const char *text, uint64_t *out)
{
    *out = 0;
    if (*text == '\0')
        return false;
    for (; *text != '\0'; text++) {
        uint64_t digit = (uint64_t)(*text - '0');
        if (*text < '0' || *text > '9' || *out > (UINT64_MAX - digit) / 10)
            return false;
        *out = *out * 10 + digit;
    }
    return true;
}

static int read_citizens(const char *text, options *out)
{
    uint64_t number;
    if (!read_whole(text, &number) || number < 1 || number > CITIZENS_AT_MOST)
        return complain("--citizens", "'%s' is not a whole number from 1 to %d", text, CITIZENS_AT_MOST);
    out->citizens = (int64_t)number;
    return 0;
}

static int read_seed(const char *text, options *out)
{
    if (!read_whole(text, &out->seed))
        return complain("--seed", "'%s' is not a whole number from 0 to 18446744073709551615", text);
    return 0;
}

static int read_day(const char *text, size_t length, options *out)
{
    char day[11] = "";
    if (length < sizeof day)
        memcpy(day, text, length);
    integ_date date;
    if (length >= sizeof day || integ_date_from_text(day, &date, NULL) != INTEG_STATUS_OK)
        return complain("--snapshots", "'%.*s' is not a date as YYYY-MM-DD", (int)length, text);
    if (date < day_in(1900, 1, 1) || date > day_in(2100, 12, 31))
        return complain("--snapshots", "%s is not between 1900-01-01 and 2100-12-31", day);
    if (out->day_count == SNAPSHOTS_AT_MOST)
        return complain("--snapshots", "more than %d dates", SNAPSHOTS_AT_MOST);
    if (out->day_count > 0 && date <= out->days[out->day_count - 1])
        return complain("--snapshots", "%s is not later than the date before it", day);
    out->days[out->day_count++] = date;
    return 0;
}

static int read_snapshots(const char *text, options *out)
{
    out->day_count = 0;
    for (;;) {
        size_t length = strcspn(text, ",");
        int status = read_day(text, length, out);
        if (status != 0 || text[length] == '\0')
            return status;
        text += length + 1;
    }
}

/* What getopt_long() found wrong: it is told to be silent, because its own words follow the locale. */
static int wrong_option(char **arguments, int found)
{
    static const char unknown[] = "there is no such option (integ-synth --help lists the options)";
    char letter[] = {'-', (char)optopt, '\0'};
    if (found == ':')
        return complain(arguments[optind - 1], "needs a value (integ-synth --help lists the options)");
    return complain(optopt > 0 && optopt <= 127 ? letter : arguments[optind - 1], "%s", unknown);
}

/* What is shown instead of being done. Returns an exit status. */
static int show(const char *text)
{
    if (fputs(text, stdout) >= 0 && fflush(stdout) == 0)
        return EXIT_SUCCESS;
    fprintf(stderr, "integ-synth: error: cannot write to standard output: %s\n", strerror(errno));
    return EXIT_OUTPUT;
}

static int show_version(void)
{
    char text[64];
    snprintf(text, sizeof text, "integ-synth (libintegration) %s\n", integ_version_text());
    return show(text);
}

/* Returns -1 when the options are read and the work can begin, otherwise the exit status. */
static int read_options(int count, char **arguments, options *out)
{
    enum { CITIZENS = 256, SEED, SNAPSHOTS, HELP, VERSION };
    static const struct option known[] = {{"citizens", required_argument, NULL, CITIZENS},
                                          {"seed", required_argument, NULL, SEED},
                                          {"snapshots", required_argument, NULL, SNAPSHOTS},
                                          {"help", no_argument, NULL, HELP},
                                          {"version", no_argument, NULL, VERSION},
                                          {NULL, 0, NULL, 0}};
    int status = 0;
    opterr = 0;
    for (int found; status == 0 && (found = getopt_long(count, arguments, ":", known, NULL)) != -1;) {
        switch (found) {
        case CITIZENS:
            status = read_citizens(optarg, out);
            break;
        case SEED:
            status = read_seed(optarg, out);
            break;
        case SNAPSHOTS:
            status = read_snapshots(optarg, out);
            break;
        case HELP:
            return show(help);
        case VERSION:
            return show_version();
        default:
            return wrong_option(arguments, found);
        }
    }
    if (status != 0)
        return status;
    if (optind != count - 1)
        return complain("integ-synth", "%s",
                        optind == count ? "say which folder to write: integ-synth [OPTION]... OUT"
                                        : "only one folder can be written");
    out->folder = arguments[optind];
    return -1;
}

static bool make_folder(const char *folder)
{
    if (mkdir(folder, 0777) == 0 || errno == EEXIST)
        return true;
    fprintf(stderr, "integ-synth: error: cannot make the folder %s: %s\n", folder, strerror(errno));
    return false;
}

static bool write_register(const options *given)
{
    town place = {.seed = given->seed,
                  .citizens = given->citizens,
                  .first = given->days[0],
                  .last = given->days[given->day_count - 1]};
    if (!make_folder(given->folder))
        return false;
    count_people(&place);
    for (int32_t i = 0; i < given->day_count; i++)
        if (!write_snapshot(&place, given->folder, given->days[i]))
            return false;
    return write_manifest(given->folder, given->days, given->day_count);
}

int main(int count, char **arguments)
{
    options given = {.citizens = 48300, .seed = 20191203};
    read_snapshots("2015-01-01,2016-01-01,2017-01-01,2018-01-01,2019-01-01,2020-01-01", &given);
    int status = read_options(count, arguments, &given);
    if (status >= 0)
        return status;
    return write_register(&given) ? EXIT_SUCCESS : EXIT_OUTPUT;
}
