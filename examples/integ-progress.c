/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* integ-progress: how far every goal of a policy has come, measured on a register. */

#include "common/output.h"

#include <string.h>

static const char help[] =
    "Usage: integ-progress [OPTION]... POLICY REGISTER\n"
    "Says how far every goal of a policy has come.\n"
    "POLICY is a policy document; REGISTER is a manifest, a folder with a register.yaml, or\n"
    "a CSV file with commas, decimal points and UTF-8 (for others write a manifest).\n"
    "\n"
    "  --as-of DATE        report on the latest snapshot not after the date (the latest of all);\n"
    "                      of a CSV file, which needs it, the date of its state\n"
    "  --key COLUMN        the column that identifies a row of a CSV file\n"
    "  --method NAME       judge every goal by this method: share_of_distance, open_sdg, eurostat,\n"
    "                      un_progress_chart, weather, barometer, control_chart or significance\n"
    "  --format FORMAT     text, json or csv (text)\n"
    "  --lang LANGUAGE     da or en, of the text (the policy's own) and of messages (en)\n"
    "  --ledger FILE       protect the report against what the ledger remembers of earlier ones,\n"
    "                      and remember it there; begun where there is no such file\n"
    "  --published DATE    the date that the ledger remembers it by (today)\n"
    "  --unprotected       show small figures too: not for publication\n"
    "  -o, --output FILE   write to the file, which is replaced when the report is complete\n"
    "  --help              show this and end\n"
    "  --version           show the version and end\n"
    "\n"
    "Figures about 1 to 4 people are hidden (..), unless the policy sets another threshold.\n"
    "Exit status: 0 done; 1 a requirement is breached; 2 something is wrong with what was given;\n"
    "3 memory or output.\n";

typedef struct request {
    program *owner;
    const char *policy_path, *register_path, *output_path, *ledger_path;
    const char *key;    /* of a CSV file */
    const char *method; /* NULL: the goals' own */
    integ_date as_of, published;
    bool has_as_of, has_published;
    int32_t format;
    int32_t language; /* 0: the policy's */
    bool unprotected;
} request;

static const struct option options[] = {{"as-of", required_argument, NULL, 'd'},
                                        {"key", required_argument, NULL, 'k'},
                                        {"method", required_argument, NULL, 'm'},
                                        {"format", required_argument, NULL, 'f'},
                                        {"lang", required_argument, NULL, 'l'},
                                        {"ledger", required_argument, NULL, 'L'},
                                        {"published", required_argument, NULL, 'p'},
                                        {"unprotected", no_argument, NULL, 'u'},
                                        {"output", required_argument, NULL, 'o'},
                                        {"help", no_argument, NULL, 'h'},
                                        {"version", no_argument, NULL, 'v'},
                                        {NULL, 0, NULL, 0}};

/* False after a complaint. */
static bool take_method(request *self, const char *name)
{
    self->method = name;
    for (int32_t i = 0; i < integ_goal_method_count(); i++)
        if (strcmp(integ_goal_method_name(i), name) == 0) return true;
    program_complain(self->owner, "--method", "there is no method '%s' (see --help)", name);
    return false;
}

/* False after a complaint. */
static bool take_option(request *self, int option, const char *value)
{
    switch (option) {
    case 'd':
        self->has_as_of = true;
        return program_read_date(self->owner, "--as-of", value, &self->as_of);
    case 'k':
        self->key = value;
        return true;
    case 'm':
        return take_method(self, value);
    case 'f':
        return program_read_format(self->owner, value, &self->format);
    case 'l':
        if (!program_read_language(self->owner, value, &self->language)) return false;
        self->owner->language = self->language; /* of messages, which are in English where nothing is said */
        return true;
    case 'L':
        self->ledger_path = value;
        if (*value == '\0') program_complain(self->owner, "--ledger", "needs the name of a file");
        return *value != '\0';
    case 'p':
        self->has_published = true;
        return program_read_date(self->owner, "--published", value, &self->published);
    case 'u':
        self->unprotected = true;
        return true;
    default:
        self->output_path = value;
        if (*value == '\0') program_complain(self->owner, "-o", "needs the name of a file");
        return *value != '\0';
    }
}

/* A report in the place of what it is made of, or of what was published before, would be the end of that. Which files a
 * register has is known when it was read. */
static int check_output(const request *self, const integ_register *reg)
{
    const char *path = self->output_path;
    bool needed = output_is_of_ledger(path, self->ledger_path) || output_is_same(path, self->policy_path) ||
                  output_is_same(path, self->register_path) || (reg != NULL && output_is_of_register(path, reg));
    return needed ? program_complain(self->owner, "-o", "'%s' is needed itself: give the report another name", path)
                  : EXIT_DONE;
}

/* Returns -1 when the work can begin, otherwise the exit status. */
static int read_options(request *self, int count, char **arguments)
{
    for (int option; (option = program_option(self->owner, count, arguments, ":o:", options)) != -1;) {
        if (option == 'h') return program_show_help(self->owner);
        if (option == 'v') return program_show_version(self->owner);
        if (option == '?' || !take_option(self, option, optarg)) return EXIT_INPUT;
    }
    if (optind != count - 2)
        return program_complain(self->owner, self->owner->name,
                                "give a policy and a register (integ-progress [OPTION]... POLICY REGISTER)");
    if (self->ledger_path != NULL && self->unprotected)
        return program_complain(self->owner, "--ledger",
                                "remembers what was published, which unprotected figures must not be");
    if (self->has_published && self->ledger_path == NULL)
        return program_complain(self->owner, "--published", "needs a ledger (--ledger FILE)");
    self->policy_path = arguments[optind];
    self->register_path = arguments[optind + 1];
    if (self->key != NULL && program_is_manifest(self->register_path))
        return program_complain(self->owner, "--key",
                                "is for CSV files (a manifest says itself how its files are written)");
    return check_output(self, NULL) == EXIT_DONE ? -1 : EXIT_INPUT;
}

static int write_report(const request *self, const integ_results *results, int32_t language)
{
    output file;
    int exit_status = output_open(&file, self->owner, self->output_path, self->unprotected);
    if (exit_status != EXIT_DONE) return exit_status;
    integ_status status =
        integ_report_write(results, self->format, language, output_write, &file, self->owner->error);
    if (status == INTEG_STATUS_OUT_OF_MEMORY)
        exit_status = program_report(self->owner, status);
    else
        exit_status = output_finish(&file); /* says itself what could not be written, and why */
    output_abandon(&file);
    return exit_status;
}

/* Measures the policy, and where there is a ledger remembers what is said before anything is given out. */
static integ_status measure(const request *self, const integ_policy *policy, const integ_register *reg,
                            integ_results **results)
{
    integ_error *error = self->owner->error;
    integ_ledger *ledger = NULL;
    *results = NULL;
    if (self->unprotected) return integ_policy_run_unprotected(policy, reg, self->as_of, results, error);
    if (self->ledger_path == NULL) return integ_policy_run(policy, reg, self->as_of, results, error);
    integ_status status = integ_ledger_open(self->owner->context, self->ledger_path, &ledger, error);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_run_with_ledger(policy, reg, self->as_of, ledger,
                                              self->has_published ? self->published : program_today(), results, error);
    if (status == INTEG_STATUS_OK) status = integ_ledger_write(ledger, error);
    if (status == INTEG_STATUS_OK) program_say_begun(self->owner, ledger, self->ledger_path);
    integ_ledger_free(ledger);
    return status;
}

static int run(const request *self, const integ_policy *policy, const integ_register *reg)
{
    program *owner = self->owner;
    integ_results *results;
    int exit_status = program_report(owner, measure(self, policy, reg, &results));
    if (exit_status == EXIT_DONE) {
        if (self->unprotected) program_say_unprotected(owner);
        exit_status =
            write_report(self, results, self->language != 0 ? self->language : integ_policy_language(policy));
    }
    if (exit_status == EXIT_DONE && integ_results_breach_count(results) > 0) exit_status = EXIT_FINDING;
    integ_results_free(results);
    return exit_status;
}

static integ_status open_register(const request *self, integ_register **out)
{
    program *owner = self->owner;
    integ_register_options *given;
    integ_status status = integ_register_options_new(owner->context, &given, owner->error);
    if (status == INTEG_STATUS_OK && self->has_as_of)
        status = integ_register_options_set_as_of(given, self->as_of, owner->error);
    if (status == INTEG_STATUS_OK && self->key != NULL)
        status = integ_register_options_set_key(given, self->key, owner->error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_open(owner->context, self->register_path, given, out, owner->error);
    integ_register_options_free(given);
    return status;
}

/* EXIT_DONE when there is a snapshot to report on. */
static int check_date(const request *self, const integ_register *reg)
{
    const integ_snapshot *first = integ_register_snapshot(reg, 0);
    char date[11];
    if (!integ_snapshot_has_as_of(first))
        return program_complain(self->owner, self->register_path,
                                "does not say of which date it is (give --as-of DATE)");
    if (integ_register_find_snapshot(reg, self->as_of) != NULL) return EXIT_DONE;
    integ_date_to_text(integ_snapshot_as_of(first), date);
    return program_complain(self->owner, "--as-of", "the register begins later, on %s", date);
}

static int load_and_run(const request *self)
{
    program *owner = self->owner;
    integ_policy *policy = NULL;
    integ_register *reg = NULL;
    integ_status status = integ_policy_load(owner->context, self->policy_path, &policy, owner->error);
    if (status == INTEG_STATUS_OK && self->method != NULL)
        status = integ_policy_set_method(policy, self->method, owner->error);
    if (status == INTEG_STATUS_OK) status = open_register(self, &reg);
    int exit_status = program_report(owner, status);
    if (exit_status == EXIT_DONE) exit_status = check_output(self, reg);
    if (exit_status == EXIT_DONE) exit_status = check_date(self, reg);
    if (exit_status == EXIT_DONE)
        exit_status = program_report(owner, integ_policy_examine(policy, reg, owner->error)); /* warnings */
    if (exit_status == EXIT_DONE) exit_status = run(self, policy, reg);
    integ_register_free(reg);
    integ_policy_free(policy);
    return exit_status;
}

int main(int count, char **arguments)
{
    program self;
    if (!program_start(&self, "integ-progress", help)) return EXIT_SYSTEM;
    request asked = {.owner = &self, .format = INTEG_FORMAT_TEXT, .as_of = INTEG_DATE_MAXIMUM};
    int status = read_options(&asked, count, arguments);
    if (status < 0) {
        program_show_progress(&self);
        status = load_and_run(&asked);
    }
    program_end(&self);
    return status;
}
