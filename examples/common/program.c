/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "common/program.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

bool program_start(program *self, const char *name, const char *help)
{
    *self = (program){.name = name, .help = help, .language = INTEG_LANGUAGE_ENGLISH};
    if (integ_error_new(&self->error) == INTEG_STATUS_OK &&
        integ_context_new(&self->context, self->error) == INTEG_STATUS_OK)
        return true;
    program_complain(self, name, "not enough memory");
    program_end(self);
    return false;
}

void program_end(program *self)
{
    integ_context_free(self->context);
    integ_error_free(self->error);
}

const char *program_text(const program *self, const char *english)
{
    return self->language == INTEG_LANGUAGE_DANISH ? program_in_danish(english) : english;
}

/* The usual ones; of the rest the system knows, in English. */
const char *program_reason(const program *self, int reason)
{
    if (self->language == INTEG_LANGUAGE_DANISH)
        switch (reason) {
        case ENOENT:
            return "filen findes ikke";
        case EACCES:
            return "adgang nægtet";
        case EISDIR:
            return "det er en mappe";
        case ENOSPC:
            return "der er ikke mere plads";
        }
    return strerror(reason);
}

int program_complain(const program *self, const char *source, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s: %s: ", source, program_text(self, "error"));
    vfprintf(stderr, program_text(self, format), arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return EXIT_INPUT;
}

int program_option(program *self, int count, char **arguments, const char *letters,
                   const struct option *options)
{
    opterr = 0;
    int found = getopt_long(count, arguments, letters, options, NULL);
    if (found != ':' && found != '?')
        return found;
    char given[64];
    snprintf(given, sizeof given, "%s", arguments[optind - 1]);
    char *equals = strchr(given, '=');
    if (equals != NULL)
        *equals = '\0';
    if (found == ':')
        program_complain(self, given, "needs a value (%s --help lists the options)", self->name);
    else if (equals != NULL && optopt != 0)
        program_complain(self, given, "takes no value (%s --help lists the options)", self->name);
    else
        program_complain(self, given, "there is no such option (%s --help lists the options)", self->name);
    return '?';
}

int program_read_options(program *self, int count, char **arguments, const char *letters, const struct option *options,
                         bool (*take)(void *userdata, int option), void *userdata)
{
    for (int option; (option = program_option(self, count, arguments, letters, options)) != -1;) {
        if (option == 'h')
            return program_show_help(self);
        if (option == 'v')
            return program_show_version(self);
        if (option == '?' || !take(userdata, option))
            return EXIT_INPUT;
    }
    return -1;
}

int program_show_help(program *self)
{
    fputs(self->help, stdout);
    return program_close_output(self, EXIT_DONE);
}

int program_show_version(program *self)
{
    printf("%s (libintegration) %s\n", self->name, integ_version_text());
    return program_close_output(self, EXIT_DONE);
}

bool program_is_manifest(const char *path)
{
    struct stat found;
    const char *ending = strrchr(path, '.');
    if (stat(path, &found) == 0 && S_ISDIR(found.st_mode))
        return true;
    return ending != NULL &&
           (strcmp(ending, ".yaml") == 0 || strcmp(ending, ".yml") == 0 || strcmp(ending, ".json") == 0);
}

integ_date program_today(void)
{
    time_t now = time(NULL);
    return (integ_date)(now / (24 * 60 * 60));
}

bool program_read_date(const program *self, const char *option, const char *text, integ_date *out)
{
    if (integ_date_from_text(text, out, NULL) == INTEG_STATUS_OK)
        return true;
    program_complain(self, option, "'%s' is not a date (write it as YYYY-MM-DD)", text);
    return false;
}

bool program_read_count(const program *self, const char *option, const char *text, int64_t low, int64_t high,
                        int64_t *out)
{
    char *end;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (errno == 0 && end != text && *end == '\0' && number >= low && number <= high) {
        *out = number;
        return true;
    }
    program_complain(self, option, "'%s' is not a whole number from %lld to %lld", text, (long long)low,
                     (long long)high);
    return false;
}

bool program_read_language(const program *self, const char *text, int32_t *out)
{
    if (strcmp(text, "da") == 0)
        *out = INTEG_LANGUAGE_DANISH;
    else if (strcmp(text, "en") == 0)
        *out = INTEG_LANGUAGE_ENGLISH;
    else
        return program_complain(self, "--lang", "there is no language '%s' (da or en)", text) == EXIT_DONE;
    return true;
}

bool program_read_format(const program *self, const char *text, int32_t *out)
{
    static const char *const names[] = {"text", "json", "csv"};
    static const int32_t formats[] = {INTEG_FORMAT_TEXT, INTEG_FORMAT_JSON, INTEG_FORMAT_CSV};
    for (int i = 0; i < 3; i++) {
        if (strcmp(text, names[i]) == 0) {
            *out = formats[i];
            return true;
        }
    }
    program_complain(self, "--format", "there is no format '%s' (text, json or csv)", text);
    return false;
}

void program_print_entries(const program *self)
{
    program_end_progress();
    for (int64_t i = 0; i < integ_error_count(self->error); i++) {
        size_t length = integ_error_line_text(self->error, i, self->language, NULL, 0);
        char *line = (char *)malloc(length + 1);
        if (line == NULL) {
            fprintf(stderr, "%s\n", integ_error_message(self->error, i, self->language));
            continue;
        }
        integ_error_line_text(self->error, i, self->language, line, length + 1);
        bool has_source = *integ_error_source(self->error, i) != '\0';
        fprintf(stderr, "%s%s%s\n", has_source ? "" : self->name, has_source ? "" : ": ", line);
        free(line);
    }
    int64_t omitted = integ_error_omitted(self->error);
    if (omitted > 0 && self->language == INTEG_LANGUAGE_DANISH)
        fprintf(stderr, "%s: %lld %s mere er udeladt\n", self->name, (long long)omitted,
                omitted == 1 ? "meddelelse" : "meddelelser");
    else if (omitted > 0)
        fprintf(stderr, "%s: %lld more %s left out\n", self->name, (long long)omitted,
                omitted == 1 ? "message is" : "messages are");
    integ_error_clear(self->error);
}

int program_report(const program *self, integ_status status)
{
    if (integ_error_count_of(self->error, INTEG_SEVERITY_ERROR) == 0 && status != INTEG_STATUS_OK)
        program_complain(self, self->name, "%s", integ_status_text(status, self->language));
    program_print_entries(self);
    switch (status) {
    case INTEG_STATUS_OK:
        return EXIT_DONE;
    case INTEG_STATUS_OUT_OF_MEMORY:
    case INTEG_STATUS_INVALID_ARGUMENT: /* the program's fault, not the user's */
    case INTEG_STATUS_CANCELLED:
    case INTEG_STATUS_WRITE_FAILED:
    case INTEG_STATUS_INTERNAL:
        return EXIT_SYSTEM;
    default:
        return EXIT_INPUT;
    }
}

void program_say_unprotected(const program *self)
{
    fprintf(stderr,
            self->language == INTEG_LANGUAGE_DANISH
                ? "%s: --unprotected: små tal er vist og må ikke offentliggøres\n"
                : "%s: --unprotected: small figures are shown, and must not be published\n",
            self->name);
}

void program_say_begun(const program *self, const integ_ledger *ledger, const char *path)
{
    if (!integ_ledger_is_new(ledger))
        return;
    program_end_progress();
    fprintf(stderr,
            self->language == INTEG_LANGUAGE_DANISH ? "%s: der er begyndt en ny protokol: %s\n"
                                                    : "%s: a new ledger was begun: %s\n",
            self->name, path);
}

static bool progress_line_stands;

static int32_t print_progress(const char *step, int64_t done, int64_t total, void *userdata)
{
    static time_t started, shown;
    (void)userdata;
    time_t now = time(NULL);
    started = started == 0 ? now : started;
    if (now - started < 2 || now == shown)
        return 0;
    shown = now;
    progress_line_stands = true;
    if (total > 0)
        fprintf(stderr, "\r%s: %lld %%\033[K", step, (long long)(100.0 * (double)done / (double)total));
    else
        fprintf(stderr, "\r%s: %lld\033[K", step, (long long)done);
    return 0;
}

void program_tell_progress(const char *step, int64_t done, int64_t total)
{
    if (isatty(STDERR_FILENO))
        print_progress(step, done, total, NULL);
}

bool program_show_progress(program *self)
{
    if (!isatty(STDERR_FILENO))
        return true;
    return integ_context_set_progress(self->context, print_progress, NULL, self->error) == INTEG_STATUS_OK;
}

void program_end_progress(void)
{
    if (progress_line_stands)
        fputs("\r\033[K", stderr);
    progress_line_stands = false;
}

int program_close_output(const program *self, int exit_status)
{
    bool written = fflush(stdout) == 0 && !ferror(stdout);
    if (fclose(stdout) == 0 && written)
        return exit_status;
    program_complain(self, self->name, "standard output cannot be written: %s", program_reason(self, errno));
    return EXIT_SYSTEM;
}
