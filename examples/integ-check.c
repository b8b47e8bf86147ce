/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* integ-check: what is wrong with a policy document, and what deserves a second look. */

#include "check/check.h"

static const char help[] = "Usage: integ-check [OPTION]... POLICY [REGISTER]\n"
                           "Looks for errors in a policy document, and with a register for what does not fit "
                           "it; warns of definitions\n"
                           "that can hardly be meant, of a group that nobody uses or that is too broad, and "
                           "of an effort against the\n"
                           "policy's own principle; remarks on themes that are not reviewed and efforts "
                           "without a goal.\n"
                           "\n"
                           "  --words             print every group in words, with its fingerprint\n"
                           "  --compare OLD       print which groups mean something else than in the policy OLD, "
                           "and with a register\n"
                           "                      how many citizens enter and leave them\n"
                           "  --ledger FILE       protect these numbers, and which groups are too broad, against what "
                           "the ledger\n"
                           "                      remembers of earlier publications, and remember them there; begun "
                           "where there is none\n"
                           "  --published DATE    the date that the ledger remembers them by (today)\n"
                           "  --unprotected       show small numbers of citizens too; not for publication\n"
                           "  --lang LANGUAGE     da or en, of the messages and the words (en)\n"
                           "  --help              show this and end\n"
                           "  --version           show the version and end\n"
                           "\n"
                           "Exit status: 0 nothing but remarks; 1 warnings; 2 errors; 3 memory or output.\n";

static const struct option options[] = {{"words", no_argument, NULL, 'w'},
                                        {"compare", required_argument, NULL, 'c'},
                                        {"ledger", required_argument, NULL, 'L'},
                                        {"published", required_argument, NULL, 'P'},
                                        {"unprotected", no_argument, NULL, 'u'},
                                        {"lang", required_argument, NULL, 'l'},
                                        {"help", no_argument, NULL, 'h'},
                                        {"version", no_argument, NULL, 'v'},
                                        {NULL, 0, NULL, 0}};

/* False after a complaint. */
static bool take_option(void *userdata, int option)
{
    check *self = (check *)userdata;
    switch (option) {
    case 'w':
        self->words = true;
        return true;
    case 'c':
        self->old_path = optarg;
        return true;
    case 'L':
        self->ledger_path = optarg;
        if (*optarg == '\0')
            program_complain(self->owner, "--ledger", "needs the name of a file");
        return *optarg != '\0';
    case 'P':
        self->has_published = program_read_date(self->owner, "--published", optarg, &self->published);
        return self->has_published;
    case 'u':
        self->unprotected = true;
        return true;
    case 'l':
        return program_read_language(self->owner, optarg, &self->owner->language);
    default:
        return false;
    }
}

/* EXIT_DONE, or the exit status after a complaint. */
static int check_ledger(const check *self)
{
    if (self->has_published && self->ledger_path == NULL)
        return program_complain(self->owner, "--published", "needs a ledger (--ledger FILE)");
    if (self->ledger_path != NULL && self->unprotected)
        return program_complain(self->owner, "--ledger",
                                "remembers what was published, which unprotected figures must not be");
    if (self->ledger_path != NULL && self->register_path == NULL)
        return program_complain(self->owner, "--ledger", "remembers what is said of a register (give one)");
    return EXIT_DONE;
}

/* Returns -1 when the work can begin, otherwise the exit status. */
static int read_options(check *self, int count, char **arguments)
{
    program *owner = self->owner;
    int exit_status = program_read_options(owner, count, arguments, ":", options, take_option, self);
    if (exit_status >= 0)
        return exit_status;
    if (optind == count)
        return program_complain(owner, owner->name,
                                "say which policy (integ-check [OPTION]... POLICY [REGISTER])");
    if (optind < count - 2)
        return program_complain(owner, owner->name,
                                "only one policy and one register can be checked at a time");
    self->policy_path = arguments[optind];
    self->register_path = arguments[optind + 1];
    exit_status = check_ledger(self);
    return exit_status == EXIT_DONE ? -1 : exit_status;
}

const char *in_language(const check *self, const char *english, const char *danish)
{
    return self->owner->language == INTEG_LANGUAGE_DANISH ? danish : english;
}

static void print_number(const program *self, int32_t severity, const char *const words[4])
{
    bool danish = self->language == INTEG_LANGUAGE_DANISH;
    int64_t count = integ_error_count_of(self->error, severity) + integ_error_omitted_of(self->error, severity);
    printf("%lld %s", (long long)count, words[(danish ? 2 : 0) + (count == 1 ? 0 : 1)]);
}

static void print_summary(const program *self, const char *policy_path)
{
    static const char *const errors[] = {"error", "errors", "fejl", "fejl"};
    static const char *const warnings[] = {"warning", "warnings", "advarsel", "advarsler"};
    static const char *const remarks[] = {"remark", "remarks", "bemærkning", "bemærkninger"};
    printf("%s: ", policy_path);
    print_number(self, INTEG_SEVERITY_ERROR, errors);
    fputs(", ", stdout);
    print_number(self, INTEG_SEVERITY_WARNING, warnings);
    fputs(", ", stdout);
    print_number(self, INTEG_SEVERITY_REMARK, remarks);
    putchar('\n');
}

integ_date date_of_publication(const check *self)
{
    return self->has_published ? self->published : program_today();
}

/* What is said of how broad groups are is remembered, and that is on the disk, before anything is printed. */
static integ_status examine(check *self)
{
    program *owner = self->owner;
    integ_policy_options *asked = NULL;
    if (self->ledger_path == NULL || self->reg == NULL)
        return integ_policy_check(self->policy, self->reg, NULL, owner->error);
    integ_status status = integ_ledger_open(owner->context, self->ledger_path, &self->ledger, owner->error);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_options_new(owner->context, &asked, owner->error);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_options_set_ledger(asked, self->ledger, date_of_publication(self), owner->error);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_check(self->policy, self->reg, asked, owner->error);
    if (status == INTEG_STATUS_OK)
        status = integ_ledger_write(self->ledger, owner->error);
    if (status == INTEG_STATUS_OK)
        program_say_begun(owner, self->ledger, self->ledger_path);
    integ_policy_options_free(asked);
    return status;
}

static integ_status find_out(check *self)
{
    program *owner = self->owner;
    integ_status status = integ_policy_load(owner->context, self->policy_path, &self->policy, owner->error);
    if (self->register_path != NULL && (status == INTEG_STATUS_OK || integ_error_count(owner->error) > 0)) {
        integ_status opened = integ_register_open(owner->context, self->register_path, NULL, &self->reg,
                                                  owner->error);
        status = status == INTEG_STATUS_OK ? opened : status;
    }
    if (self->policy != NULL && (self->register_path == NULL || self->reg != NULL))
        status = examine(self);
    return status;
}

/* What was asked beside the findings is printed before them, of a policy that has no errors. */
static integ_status print_definitions(check *self)
{
    integ_status status = self->words ? print_groups(self) : INTEG_STATUS_OK;
    return status == INTEG_STATUS_OK && self->old != NULL ? print_changes(self) : status;
}

/* What is wrong with the old policy is said, and ends the work; what it is warned of is not looked at any more. */
static int load_old(check *self)
{
    if (self->old_path == NULL)
        return EXIT_DONE;
    integ_status status =
        integ_policy_load(self->owner->context, self->old_path, &self->old, self->owner->error);
    if (status != INTEG_STATUS_OK)
        return program_report(self->owner, status);
    integ_error_clear(self->owner->error);
    return EXIT_DONE;
}

static int answer(check *self)
{
    program *owner = self->owner;
    int exit_status = load_old(self);
    if (exit_status != EXIT_DONE)
        return exit_status;
    integ_status status = find_out(self);
    if (status == INTEG_STATUS_OK)
        status = print_definitions(self);
    bool warned = integ_error_count_of(owner->error, INTEG_SEVERITY_WARNING) +
                      integ_error_omitted_of(owner->error, INTEG_SEVERITY_WARNING) > 0;
    print_summary(owner, self->policy_path);
    exit_status = program_report(owner, status);
    return exit_status == EXIT_DONE && warned ? EXIT_FINDING : exit_status;
}

int main(int count, char **arguments)
{
    program self;
    if (!program_start(&self, "integ-check", help))
        return EXIT_SYSTEM;
    check asked = {.owner = &self};
    int exit_status = read_options(&asked, count, arguments);
    if (exit_status < 0) {
        program_show_progress(&self);
        if (asked.unprotected)
            program_say_unprotected(&self);
        exit_status = program_close_output(&self, answer(&asked));
    }
    integ_ledger_free(asked.ledger);
    integ_policy_free(asked.old);
    integ_policy_free(asked.policy);
    integ_register_free(asked.reg);
    program_end(&self);
    return exit_status;
}
