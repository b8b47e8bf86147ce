/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* integ-cohort: counts the citizens whom a filter or a target group selects. Here are the options and the way
 * to the answer; each answer has a file of its own in cohort/. */

#include "cohort/cohort.h"

#include <string.h>
#include <sys/resource.h>

static const char help[] =
    "Usage: integ-cohort [OPTION]... REGISTER\n"
    "Counts the citizens whom a filter or a target group selects.\n"
    "REGISTER is a manifest, a folder with a register.yaml, or a CSV file.\n"
    "\n"
    "Whom (everybody, unless one of these is given):\n"
    "  --where CQL2        a filter, such as \"age >= 18 AND employment = 'unemployed'\"\n"
    "  --where-json FILE   a filter in the JSON form of CQL2\n"
    "  --policy FILE       a policy document, for --group, --overlap and in_group()\n"
    "  --group NAME        a target group of the policy\n"
    "  --as-of DATE        the latest snapshot not after the date (the latest of all)\n"
    "\n"
    "What to say (one of these):\n"
    "  --count             how many, for how many it is unknown, and all rows (the default)\n"
    "  --by COLS           how many for each combination of values of the columns A,B,...\n"
    "  --funnel            how each condition narrows them down, and how many fail only that one\n"
    "  --overlap NAMES     how many the groups A,B,... have in common, and in which combinations\n"
    "  --follow[=TABLE.COLUMN]\n"
    "                      what becomes of them in the other snapshots; with the reasons of leaving\n"
    "                      that stand in a column of a linked table; --where beside --group is then\n"
    "                      a condition that is asked about them in every snapshot\n"
    "  --ids               who they are; needs --purpose casework\n"
    "  --describe          which tables and columns the register has\n"
    "  --format FORMAT     text, json or csv (text)\n"
    "  --ledger FILE       protect the answer against what the ledger remembers of earlier ones,\n"
    "                      and remember it there; begun where there is none\n"
    "  --published DATE    the date that the ledger remembers it by (today)\n"
    "  --round[=BASE]      round small counts to multiples of the base, at least the threshold, which it\n"
    "                      is unless given, instead of hiding them; all counts of an answer add up\n"
    "  --unprotected       show small figures too: not for publication\n"
    "\n"
    "How a CSV file is written:\n"
    "  --delimiter C       a character or 'tab' (,)\n"
    "  --decimal C         '.' or ',' (.)\n"
    "  --encoding NAME     utf-8, windows-1252 or iso-8859-1 (utf-8)\n"
    "  --key COLUMN        the column that identifies a row\n"
    "\n"
    "  --purpose PURPOSE   statistics or casework (statistics)\n"
    "  --audit-log FILE    write into the file who was listed by --ids: definition, count, snapshot\n"
    "                      and time, never persons\n"
    "  --lang LANGUAGE     da or en, of messages (en)\n"
    "  --threads N         how many threads to use (as many as there are processors)\n"
    "  --timing            say on standard error how long it took and how much memory\n"
    "  --help              show this and end\n"
    "  --version           show the version and end\n"
    "\n"
    "Counts of 1 to 4 are hidden, unless the policy sets another threshold, and so are those\n"
    "from which they would follow. More than 64 groups are not protected together.\n"
    "Exit status: 0 done; 2 something is wrong with what was given; 3 memory or output.\n";

enum {
    OPTION_WHERE = 1000,
    OPTION_WHERE_JSON,
    OPTION_POLICY,
    OPTION_GROUP,
    OPTION_AS_OF,
    OPTION_FORMAT,
    OPTION_LEDGER,
    OPTION_PUBLISHED,
    OPTION_AUDIT_LOG,
    OPTION_ROUND,
    OPTION_UNPROTECTED,
    OPTION_DELIMITER,
    OPTION_DECIMAL,
    OPTION_ENCODING,
    OPTION_KEY,
    OPTION_PURPOSE,
    OPTION_LANGUAGE,
    OPTION_THREADS,
    OPTION_TIMING,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_ANSWER /* and on: an answer */
};

static const struct option options[] = {{"where", required_argument, NULL, OPTION_WHERE},
                                        {"where-json", required_argument, NULL, OPTION_WHERE_JSON},
                                        {"policy", required_argument, NULL, OPTION_POLICY},
                                        {"group", required_argument, NULL, OPTION_GROUP},
                                        {"as-of", required_argument, NULL, OPTION_AS_OF},
                                        {"count", no_argument, NULL, OPTION_ANSWER + COUNT},
                                        {"by", required_argument, NULL, OPTION_ANSWER + BY},
                                        {"funnel", no_argument, NULL, OPTION_ANSWER + FUNNEL},
                                        {"overlap", required_argument, NULL, OPTION_ANSWER + OVERLAP},
                                        {"follow", optional_argument, NULL, OPTION_ANSWER + FOLLOW},
                                        {"ids", no_argument, NULL, OPTION_ANSWER + IDS},
                                        {"describe", no_argument, NULL, OPTION_ANSWER + DESCRIBE},
                                        {"format", required_argument, NULL, OPTION_FORMAT},
                                        {"ledger", required_argument, NULL, OPTION_LEDGER},
                                        {"published", required_argument, NULL, OPTION_PUBLISHED},
                                        {"audit-log", required_argument, NULL, OPTION_AUDIT_LOG},
                                        {"round", optional_argument, NULL, OPTION_ROUND},
                                        {"unprotected", no_argument, NULL, OPTION_UNPROTECTED},
                                        {"delimiter", required_argument, NULL, OPTION_DELIMITER},
                                        {"decimal", required_argument, NULL, OPTION_DECIMAL},
                                        {"encoding", required_argument, NULL, OPTION_ENCODING},
                                        {"key", required_argument, NULL, OPTION_KEY},
                                        {"purpose", required_argument, NULL, OPTION_PURPOSE},
                                        {"lang", required_argument, NULL, OPTION_LANGUAGE},
                                        {"threads", required_argument, NULL, OPTION_THREADS},
                                        {"timing", no_argument, NULL, OPTION_TIMING},
                                        {"help", no_argument, NULL, OPTION_HELP},
                                        {"version", no_argument, NULL, OPTION_VERSION},
                                        {NULL, 0, NULL, 0}};

/* The option that asks for an answer. */
static const char *const answer_options[] = {"",          "--count", "--by",      "--funnel",
                                             "--overlap", "--follow", "--ids",   "--describe"};

static bool want(request *self, answer wanted, const char *names)
{
    if (self->wanted != ANSWER_NONE && self->wanted != wanted) {
        program_complain(self->owner, answer_options[wanted], "cannot be asked together with %s",
                         answer_options[self->wanted]);
        return false;
    }
    if (self->names != NULL || (self->wanted == FOLLOW && wanted == FOLLOW)) {
        program_complain(self->owner, answer_options[wanted],
                         wanted == FOLLOW ? "is given twice" : "is given twice: join the names by commas");
        return false;
    }
    self->wanted = wanted;
    self->names = names;
    return true;
}

static bool read_purpose(request *self, const char *text)
{
    if (strcmp(text, "statistics") == 0)
        self->purpose = INTEG_PURPOSE_STATISTICS;
    else if (strcmp(text, "casework") == 0)
        self->purpose = INTEG_PURPOSE_CASEWORK;
    else
        program_complain(self->owner, "--purpose", "there is no purpose '%s' (statistics or casework)", text);
    return strcmp(text, "statistics") == 0 || strcmp(text, "casework") == 0;
}

/* False after a complaint; likewise below. */
static bool take_path(const request *self, const char *option, const char *value, const char **path)
{
    *path = value;
    if (*value == '\0')
        program_complain(self->owner, option, "needs the name of a file");
    return *value != '\0';
}

static bool take_where(request *self, const char *value)
{
    bool first = self->where == NULL;
    if (!first) program_complain(self->owner, "--where", "is given twice: join the conditions by AND");
    self->where = value;
    return first;
}

static bool take_option(request *self, int option, const char *value)
{
    switch (option) {
    case OPTION_WHERE:
        return take_where(self, value);
    case OPTION_WHERE_JSON:
        self->where_json = value;
        return true;
    case OPTION_POLICY:
        self->policy_path = value;
        return true;
    case OPTION_GROUP:
        self->group = value;
        return true;
    case OPTION_AS_OF:
        self->has_as_of = true;
        return program_read_date(self->owner, "--as-of", value, &self->as_of);
    case OPTION_FORMAT:
        return program_read_format(self->owner, value, &self->format);
    case OPTION_LEDGER:
        return take_path(self, "--ledger", value, &self->ledger_path);
    case OPTION_PUBLISHED:
        self->has_published = true;
        return program_read_date(self->owner, "--published", value, &self->published);
    case OPTION_AUDIT_LOG:
        return take_path(self, "--audit-log", value, &self->audit_path);
    case OPTION_ROUND:
        self->round = true;
        return value == NULL || program_read_count(self->owner, "--round", value, 2, 1000, &self->base);
    case OPTION_UNPROTECTED:
        self->unprotected = true;
        return true;
    case OPTION_DELIMITER:
        self->delimiter = value;
        return true;
    case OPTION_DECIMAL:
        self->decimal = value;
        return true;
    case OPTION_ENCODING:
        self->encoding = value;
        return true;
    case OPTION_KEY:
        self->key = value;
        return true;
    case OPTION_PURPOSE:
        return read_purpose(self, value);
    case OPTION_LANGUAGE:
        return program_read_language(self->owner, value, &self->owner->language);
    case OPTION_THREADS:
        return program_read_count(self->owner, "--threads", value, 1, 1024, &self->threads);
    case OPTION_TIMING:
        self->timing = true;
        return true;
    default:
        return want(self, (answer)(option - OPTION_ANSWER), value);
    }
}

/* What does not go together. */
static bool fits_together(const request *self)
{
    const program *owner = self->owner;
    bool filtered = self->where != NULL || self->where_json != NULL;
    if (self->where != NULL && self->where_json != NULL)
        program_complain(owner, "--where-json", "cannot be given together with --where");
    else if (filtered && self->group != NULL && self->wanted != FOLLOW)
        program_complain(owner, "--group",
                         "cannot be given together with %s (use in_group('%s') in the filter)",
                         self->where != NULL ? "--where" : "--where-json", self->group);
    else if (self->group != NULL && self->policy_path == NULL)
        program_complain(owner, "--group", "needs the document that defines the group (--policy FILE)");
    else if (self->wanted == OVERLAP && self->policy_path == NULL)
        program_complain(owner, "--overlap", "needs the document that defines the groups (--policy FILE)");
    else if (self->wanted == OVERLAP && (filtered || self->group != NULL))
        program_complain(owner, "--overlap", "names its groups itself (leave out --where and --group)");
    else if (self->wanted == DESCRIBE && (filtered || self->group != NULL))
        program_complain(owner, "--describe", "is about all rows (leave out --where and --group)");
    else if (self->wanted == FUNNEL && !filtered && self->group == NULL)
        program_complain(owner, "--funnel", "needs conditions (--where CQL2 or --group NAME)");
    else if (self->wanted == FOLLOW && self->names != NULL && strchr(self->names, '.') == NULL)
        program_complain(owner, "--follow", "'%s' is no TABLE.COLUMN", self->names);
    else if (self->ledger_path != NULL && (self->wanted == IDS || self->wanted == DESCRIBE))
        program_complain(owner, "--ledger", "remembers counts, not %s", answer_options[self->wanted]);
    else if (self->ledger_path != NULL && self->unprotected)
        program_complain(owner, "--ledger", "remembers what was published, which unprotected figures must not be");
    else if (self->round && self->wanted > OVERLAP)
        program_complain(owner, "--round", "cannot be asked together with %s", answer_options[self->wanted]);
    else if (self->round && (self->unprotected || self->ledger_path != NULL))
        program_complain(owner, "--round", "cannot be given together with %s",
                         self->unprotected ? "--unprotected"
                                           : program_text(owner, "--ledger, which remembers exact counts"));
    else if (self->has_published && self->ledger_path == NULL)
        program_complain(owner, "--published", "needs a ledger (--ledger FILE)");
    else if (self->audit_path != NULL && self->wanted != IDS)
        program_complain(owner, "--audit-log", "is about lists (--ids)");
    else if (self->wanted == IDS && self->purpose != INTEG_PURPOSE_CASEWORK)
        program_complain(owner, "--ids", "lists citizens, which statistics must not do (--purpose casework)");
    else
        return true;
    return false;
}

/* Returns -1 when the work can begin, otherwise the exit status. */
static int read_options(request *self, int count, char **arguments)
{
    for (int option; (option = program_option(self->owner, count, arguments, ":", options)) != -1;) {
        if (option == OPTION_HELP)
            return program_show_help(self->owner);
        if (option == OPTION_VERSION)
            return program_show_version(self->owner);
        if (option == '?' || !take_option(self, option, optarg))
            return EXIT_INPUT;
    }
    if (optind != count - 1)
        return program_complain(self->owner, self->owner->name,
                                optind == count ? "say which register (integ-cohort [OPTION]... REGISTER)"
                                                : "only one register can be read at a time");
    self->register_path = arguments[optind];
    if (self->wanted == ANSWER_NONE)
        self->wanted = COUNT;
    return fits_together(self) ? -1 : EXIT_INPUT;
}

static integ_status give_answer(request *self)
{
    switch (self->wanted) {
    case BY:
        return answer_by(self);
    case FUNNEL:
        return answer_funnel(self);
    case OVERLAP:
        return answer_overlap(self);
    case FOLLOW:
        return answer_follow(self);
    case IDS:
        return answer_ids(self);
    case DESCRIBE:
        return answer_describe(self);
    default:
        return answer_count(self);
    }
}

static void print_timing(const request *self)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    fprintf(stderr,
            "{\"load_s\": %.6f, \"evaluate_s\": %.6f, \"column_bytes\": %lld, \"peak_rss_bytes\": %lld}\n",
            self->load_seconds, self->evaluate_seconds, (long long)integ_register_column_bytes_unprotected(self->reg),
            (long long)used.ru_maxrss * 1024);
}

static int answer_request(request *self)
{
    program *owner = self->owner;
    int exit_status = request_open(self);
    if (exit_status != EXIT_DONE)
        return exit_status;
    if (self->unprotected)
        program_say_unprotected(owner);
    exit_status = program_report(owner, give_answer(self));
    if (exit_status == EXIT_DONE && self->format == INTEG_FORMAT_TEXT && self->wanted <= OVERLAP && rounds(self))
        printf("Small counts are rounded to multiples of %lld; all counts add up.\n",
               (long long)integ_disclosure_rounding(self->rule));
    if (exit_status == EXIT_DONE && self->timing)
        print_timing(self);
    return exit_status;
}

int main(int count, char **arguments)
{
    program self;
    if (!program_start(&self, "integ-cohort", help))
        return EXIT_SYSTEM;
    request asked = {.owner = &self, .format = INTEG_FORMAT_TEXT, .purpose = INTEG_PURPOSE_STATISTICS};
    int status = read_options(&asked, count, arguments);
    if (status < 0) {
        program_show_progress(&self);
        status = answer_request(&asked);
        status = program_close_output(&self, status);
    }
    request_close(&asked);
    program_end(&self);
    return status;
}
