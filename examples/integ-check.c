/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* integ-check: what is wrong with a policy document, and what deserves a second look. */

#include "common/program.h"

static const char help[] = "Usage: integ-check [OPTION]... POLICY [REGISTER]\n"
                           "Looks for errors in a policy document, and with a register for what does not fit "
                           "it; warns of a group that\n"
                           "nobody uses or that is too broad, and of an effort against the policy's own "
                           "principle; remarks on themes that\n"
                           "are not reviewed and efforts without a goal.\n"
                           "\n"
                           "  --lang LANGUAGE     da or en, of the messages (en)\n"
                           "  --help              show this and end\n"
                           "  --version           show the version and end\n"
                           "\n"
                           "Exit status: 0 nothing but remarks; 1 warnings; 2 errors; 3 memory or output.\n";

static const struct option options[] = {{"lang", required_argument, NULL, 'l'},
                                        {"help", no_argument, NULL, 'h'},
                                        {"version", no_argument, NULL, 'v'},
                                        {NULL, 0, NULL, 0}};

/* Returns -1 when the work can begin, otherwise the exit status. */
static int read_options(program *self, int count, char **arguments)
{
    for (int option; (option = program_option(self, count, arguments, ":", options)) != -1;) {
        if (option == 'h')
            return program_show_help(self);
        if (option == 'v')
            return program_show_version(self);
        if (option == '?' || !program_read_language(self, optarg, &self->language))
            return EXIT_INPUT;
    }
    if (optind == count)
        return program_complain(self, self->name,
                                "say which policy (integ-check [OPTION]... POLICY [REGISTER])");
    if (optind < count - 2)
        return program_complain(self, self->name,
                                "only one policy and one register can be checked at a time");
    return -1;
}

static void print_number(const program *self, int32_t severity, const char *const words[4])
{
    bool danish = self->language == INTEG_LANGUAGE_DANISH;
    int64_t count = integ_error_count_of(self->error, severity);
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

static integ_status find_out(program *self, const char *policy_path, const char *register_path)
{
    integ_policy *policy = NULL;
    integ_register *reg = NULL;
    integ_status status = integ_policy_load(self->context, policy_path, &policy, self->error);
    if (register_path != NULL && (status == INTEG_STATUS_OK || integ_error_count(self->error) > 0)) {
        integ_status opened = integ_register_open(self->context, register_path, NULL, &reg, self->error);
        status = status == INTEG_STATUS_OK ? opened : status;
    }
    if (policy != NULL && (register_path == NULL || reg != NULL))
        status = integ_policy_check(policy, reg, NULL, self->error);
    integ_register_free(reg);
    integ_policy_free(policy);
    return status;
}

int main(int count, char **arguments)
{
    program self;
    if (!program_start(&self, "integ-check", help))
        return EXIT_SYSTEM;
    int exit_status = read_options(&self, count, arguments);
    if (exit_status < 0) {
        program_show_progress(&self);
        const char *policy_path = arguments[optind];
        integ_status status = find_out(&self, policy_path, arguments[optind + 1]);
        bool warned = integ_error_count_of(self.error, INTEG_SEVERITY_WARNING) > 0;
        print_summary(&self, policy_path);
        exit_status = program_report(&self, status);
        if (exit_status == EXIT_DONE && warned)
            exit_status = EXIT_FINDING;
        exit_status = program_close_output(&self, exit_status);
    }
    program_end(&self);
    return exit_status;
}
