/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* integ-protect: hides what a table of counts must not tell, or finds out what a protected table tells. Here are its
 * options; what it does with a table is in protect/. */

#include "protect/protect.h"

#include <stdlib.h>
#include <string.h>

#define BUDGET 100000 /* some minutes at most */

static const char help[] =
    "Usage: integ-protect [OPTION]... TABLE.csv\n"
    "Protects a table of counts: hides small counts, and as many others as it takes that no hidden count\n"
    "follows from the rest; or rounds them.\n"
    "Columns of codes, and the count in the last column; 'total' marks totals.\n"
    "\n"
    "  --threshold N        hide counts of 1 to N - 1 (5)\n"
    "  --method NAME        suppress: put a marker in the place of hidden counts; round: round small counts,\n"
    "                       so that totals still are the sums of their parts (suppress)\n"
    "  --base N             what --method round rounds to (the threshold)\n"
    "  --audit              the table is protected: print what each hidden count can be; exit status 1 when one\n"
    "                       of them is given away\n"
    "  --budget N           of the audit of a large table, where CLP is installed: how many linear problems may be\n"
    "                       solved (100000); what is left then is undecided\n"
    "  --total NAME         the code that marks totals (total); may be repeated, for columns that call them\n"
    "                       differently\n"
    "  --no-total           no other code is a total, even if its name or its counts look like one\n"
    "  --hierarchy FILE     which codes are parts of which: lines of child;parent, in every column that has\n"
    "                       both; or COLUMN=FILE for one column; may be repeated\n"
    "  --missing-as-zero    nobody is in the cells that have no row; they are added behind the others\n"
    "  --marker TEXT        what stands for a hidden count (..)\n"
    "  --full-cell N        hide all and none of totals below N (10; 0 switches it off)\n"
    "  --no-complement      do not hide a count because what is left of its total is small\n"
    "  --zeros              hide zeros as small counts\n"
    "  --width N            how far apart the possible values of a hidden count must be (1)\n"
    "  --strict             withstand even someone who is told which hidden counts are small; hides more\n"
    "  --delimiter C        what parts the columns (,)\n"
    "  --format FORMAT      csv, text or json (csv; text with --audit)\n"
    "  --lang LANGUAGE      da or en, of the messages (en)\n"
    "  --help               show this and end\n"
    "  --version            show the version and end\n"
    "\n"
    "Exit status: 0 done; 1 the audit found a hidden count; 2 wrong input; 3 memory or output.\n";

static const struct option options[] = {{"threshold", required_argument, NULL, 't'},
                                        {"method", required_argument, NULL, 'm'},
                                        {"base", required_argument, NULL, 'b'},
                                        {"missing-as-zero", no_argument, NULL, 'Z'},
                                        {"audit", no_argument, NULL, 'a'},
                                        {"budget", required_argument, NULL, 'B'},
                                        {"total", required_argument, NULL, 'T'},
                                        {"no-total", no_argument, NULL, 'N'},
                                        {"hierarchy", required_argument, NULL, 'H'},
                                        {"marker", required_argument, NULL, 'M'},
                                        {"full-cell", required_argument, NULL, 'f'},
                                        {"no-complement", no_argument, NULL, 'c'},
                                        {"zeros", no_argument, NULL, 'z'},
                                        {"width", required_argument, NULL, 'w'},
                                        {"strict", no_argument, NULL, 's'},
                                        {"delimiter", required_argument, NULL, 'd'},
                                        {"format", required_argument, NULL, 'F'},
                                        {"lang", required_argument, NULL, 'l'},
                                        {"help", no_argument, NULL, 'h'},
                                        {"version", no_argument, NULL, 'v'},
                                        {NULL, 0, NULL, 0}};

/* False after a complaint. */
static bool take_rule(job *self, int option)
{
    int64_t number = 0;
    integ_error *error = self->owner.error;
    switch (option) {
    case 't':
        return program_read_count(&self->owner, "--threshold", optarg, 1, 1000, &number) &&
               integ_disclosure_set_threshold(self->rule, number, error) == INTEG_STATUS_OK;
    case 'f':
        return program_read_count(&self->owner, "--full-cell", optarg, 0, 1000, &number) &&
               integ_disclosure_set_full_cell(self->rule, number, error) == INTEG_STATUS_OK;
    case 'w':
        return program_read_count(&self->owner, "--width", optarg, 1, 1000, &number) &&
               integ_disclosure_set_width(self->rule, number, error) == INTEG_STATUS_OK;
    case 'c':
        return integ_disclosure_set_complement(self->rule, 0, error) == INTEG_STATUS_OK;
    case 'z':
        return integ_disclosure_set_zeros(self->rule, 1, error) == INTEG_STATUS_OK;
    case 's':
        return integ_disclosure_set_strict(self->rule, 1, error) == INTEG_STATUS_OK;
    default:
        return false;
    }
}

static bool take_delimiter(job *self)
{
    bool tab = strcmp(optarg, "\\t") == 0 || strcmp(optarg, "tab") == 0;
    self->delimiter = tab ? '\t' : optarg[0];
    if (optarg[0] != '\0' && (optarg[1] == '\0' || self->delimiter == '\t') &&
        strchr("\"\r\n", self->delimiter) == NULL)
        return true;
    program_complain(&self->owner, "--delimiter", "'%s' is not one character that can part columns", optarg);
    return false;
}

/* False after a complaint. What is said stands instead of the usual name. */
static bool take_total(job *self)
{
    count_table *table = &self->table;
    if (table->total_given && table->total_count == TOTALS_AT_MOST)
        return program_complain(&self->owner, "--total", "at most %d can be given", TOTALS_AT_MOST) == EXIT_DONE;
    table->total_count = table->total_given ? table->total_count : 0;
    table->totals[table->total_count++] = optarg;
    return table->total_given = true;
}

static bool take_option(void *userdata, int option)
{
    job *self = (job *)userdata;
    switch (option) {
    case 'm':
        self->rounded = strcmp(optarg, "round") == 0;
        if (self->rounded || strcmp(optarg, "suppress") == 0)
            return true;
        program_complain(&self->owner, "--method", "there is no method '%s' (suppress or round)", optarg);
        return false;
    case 'b':
        return program_read_count(&self->owner, "--base", optarg, 2, 1000, &self->base);
    case 'B':
        return program_read_count(&self->owner, "--budget", optarg, 0, 1000000000, &self->budget);
    case 'Z':
        return self->table.completed = true;
    case 'a':
        return self->audited = true;
    case 'T':
        return take_total(self);
    case 'N':
        return self->table.without_totals = true;
    case 'M':
        self->table.marker = optarg;
        return true;
    case 'H':
        if (self->hierarchy_count < HIERARCHIES_AT_MOST) {
            self->hierarchies[self->hierarchy_count++] = optarg;
            return true;
        }
        program_complain(&self->owner, "--hierarchy", "at most %d can be given", HIERARCHIES_AT_MOST);
        return false;
    case 'd':
        return take_delimiter(self);
    case 'F':
        return program_read_format(&self->owner, optarg, &self->format);
    case 'l':
        return program_read_language(&self->owner, optarg, &self->owner.language);
    default:
        return take_rule(self, option);
    }
}

/* Multiples of a base below the threshold are counts that must not be shown. False after a complaint. */
static bool has_safe_base(const job *self, int64_t threshold)
{
    if (self->base >= threshold)
        return true;
    program_complain(
        &self->owner, "--base",
        "%lld is below the threshold, which is %lld, and would be shown: say --threshold %lld too, if that is "
        "no small count",
        (long long)self->base, (long long)threshold, (long long)self->base);
    return false;
}

/* False after a complaint. */
static bool fits_together(job *self)
{
    int64_t threshold = integ_disclosure_threshold(self->rule);
    if (self->rounded && self->base == 0 && threshold == 1)
        return program_complain(&self->owner, "--base", "say what to round to, since the threshold is 1") == EXIT_DONE;
    if (self->base != 0 && !self->rounded)
        return program_complain(&self->owner, "--base", "only --method round rounds") == EXIT_DONE;
    if (self->rounded && self->audited)
        return program_complain(&self->owner, "--audit", "looks at hidden counts, and --method round hides none") ==
               EXIT_DONE;
    if (*self->table.marker != '\0' && strspn(self->table.marker, "0123456789") == strlen(self->table.marker))
        return program_complain(&self->owner, "--marker", "'%s' cannot be told from a count", self->table.marker) ==
               EXIT_DONE;
    self->base = self->base == 0 ? threshold : self->base;
    return !self->rounded || has_safe_base(self, threshold);
}

/* Returns -1 when the work can begin, otherwise the exit status. */
static int read_options(job *self, int count, char **arguments)
{
    program *owner = &self->owner;
    int exit_status = program_read_options(owner, count, arguments, ":", options, take_option, self);
    if (exit_status >= 0)
        return exit_status;
    if (optind == count)
        return program_complain(owner, owner->name, "say which table (integ-protect [OPTION]... TABLE.csv)");
    if (optind < count - 1)
        return program_complain(owner, owner->name, "only one table can be protected at a time");
    return fits_together(self) ? -1 : EXIT_INPUT;
}

static int answer(job *self, const char *path)
{
    int exit_status = table_read(&self->table, path, self->delimiter, self->hierarchies, self->hierarchy_count,
                                 self->audited);
    if (exit_status != EXIT_DONE)
        return exit_status;
    return self->audited ? audit_table(self) : self->rounded ? round_counts(self) : hide_counts(self);
}

int main(int count, char **arguments)
{
    job self = {.format = -1,
                .delimiter = ',',
                .budget = BUDGET,
                .table = {.totals = {"total"}, .total_count = 1, .marker = ".."}};
    if (!program_start(&self.owner, "integ-protect", help))
        return EXIT_SYSTEM;
    self.table.sheet.owner = &self.owner;
    integ_status status = integ_disclosure_new(self.owner.context, &self.rule, self.owner.error);
    int exit_status = status == INTEG_STATUS_OK ? read_options(&self, count, arguments)
                                                : program_report(&self.owner, status);
    if (exit_status < 0) {
        program_show_progress(&self.owner);
        exit_status = program_close_output(&self.owner, answer(&self, arguments[optind]));
    }
    table_free(&self.table);
    integ_disclosure_free(self.rule);
    program_end(&self.owner);
    return exit_status;
}
