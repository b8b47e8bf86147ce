/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* integ-protect: hides what a table of counts must not tell, or finds out what a protected table tells. Reading the table
 * is in protect/; here is what is done with it. */

#include "common/print.h"
#include "protect/table.h"

#include <stdlib.h>
#include <string.h>

#define HIERARCHIES_AT_MOST 16

typedef struct job {
    program owner;
    count_table table;
    integ_disclosure *rule;
    bool audited;
    int32_t format; /* -1: the usual one */
    char delimiter;
    const char *hierarchies[HIERARCHIES_AT_MOST];
    int hierarchy_count;
} job;

static const char help[] =
    "Usage: integ-protect [OPTION]... TABLE.csv\n"
    "Protects a table of counts: hides small counts, and as many others as it takes that no hidden count\n"
    "follows from the rest.\n"
    "Columns of codes, and the count in the last column; 'total' marks totals.\n"
    "\n"
    "  --threshold N        hide counts of 1 to N - 1 (5)\n"
    "  --method NAME        suppress: put a marker in the place of hidden counts\n"
    "  --audit              the table is protected: print what each hidden count can be; exit status 1 when one\n"
    "                       of them is given away\n"
    "  --total NAME         the code that marks totals (total)\n"
    "  --hierarchy FILE     which codes are parts of which: child;parent, with a header; may be repeated\n"
    "  --marker TEXT        what stands for a hidden count (..)\n"
    "  --full-cell N        hide all and none of totals below N (10; 0 switches it off)\n"
    "  --no-complement      do not hide a count because what is left of its total is small\n"
    "  --zeros              hide zeros as small counts\n"
    "  --width N            how far apart the possible values of a hidden count must be (1)\n"
    "  --strict             withstand even someone who is told which hidden counts are small; hides more\n"
    "  --delimiter C        what parts the columns (,)\n"
    "  --format FORMAT      csv, text or json (csv; text with --audit)\n"
    "  --lang LANGUAGE      da or en, of messages of the library (en)\n"
    "  --help               show this and end\n"
    "  --version            show the version and end\n"
    "\n"
    "Exit status: 0 done; 1 the audit found a hidden count; 2 wrong input; 3 memory or output.\n";

static const struct option options[] = {{"threshold", required_argument, NULL, 't'},
                                        {"method", required_argument, NULL, 'm'},
                                        {"audit", no_argument, NULL, 'a'},
                                        {"total", required_argument, NULL, 'T'},
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
    self->delimiter = strcmp(optarg, "\\t") == 0 ? '\t' : optarg[0];
    if (optarg[0] != '\0' && (optarg[1] == '\0' || self->delimiter == '\t') && strchr("\"\r\n", self->delimiter) == NULL)
        return true;
    program_complain(&self->owner, "--delimiter", "'%s' is not one character that can part columns", optarg);
    return false;
}

static bool take_option(job *self, int option)
{
    switch (option) {
    case 'm':
        if (strcmp(optarg, "suppress") == 0)
            return true;
        program_complain(&self->owner, "--method", "there is no method '%s' (suppress)", optarg);
        return false;
    case 'a':
        return self->audited = true;
    case 'T':
        self->table.total = optarg;
        return true;
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

/* Returns -1 when the work can begin, otherwise the exit status. */
static int read_options(job *self, int count, char **arguments)
{
    program *owner = &self->owner;
    for (int option; (option = program_option(owner, count, arguments, ":", options)) != -1;) {
        if (option == 'h')
            return program_show_help(owner);
        if (option == 'v')
            return program_show_version(owner);
        if (!take_option(self, option))
            return EXIT_INPUT;
    }
    if (optind == count)
        return program_complain(owner, owner->name, "say which table (integ-protect [OPTION]... TABLE.csv)");
    if (optind < count - 1)
        return program_complain(owner, owner->name, "only one table can be protected at a time");
    return -1;
}

static void print_field(const char *text, char delimiter)
{
    char special[] = {delimiter, '"', '\r', '\n', '\0'};
    if (text[strcspn(text, special)] == '\0') {
        fputs(text, stdout);
        return;
    }
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            putchar('"');
        putchar(*text);
    }
    putchar('"');
}

/* The text of a field of the protected table; the marker instead of a count that is hidden. */
static const char *shown_text(const count_table *table, const bool *hidden, int64_t row, int64_t column)
{
    if (row > 0 && column == table->dimension_count && hidden[row])
        return table->marker;
    return table->sheet.fields[row * table->sheet.columns + column].text;
}

static void print_csv(const job *self, const bool *hidden)
{
    const csv_file *sheet = &self->table.sheet;
    for (int64_t row = 0; row < sheet->rows; row++) {
        for (int64_t column = 0; column < sheet->columns; column++) {
            if (column > 0)
                putchar(self->delimiter);
            print_field(shown_text(&self->table, hidden, row, column), self->delimiter);
        }
        putchar('\n');
    }
}

static bool print_text(const job *self, const bool *hidden)
{
    const csv_file *sheet = &self->table.sheet;
    char alignment[DIMENSIONS_AT_MOST + 2] = "";
    memset(alignment, 'l', (size_t)self->table.dimension_count);
    alignment[self->table.dimension_count] = 'r';
    text_table *out = text_table_new((int)sheet->columns, alignment);
    for (int64_t row = 0; out != NULL && row < sheet->rows; row++)
        for (int64_t column = 0; column < sheet->columns; column++)
            text_table_add(out, shown_text(&self->table, hidden, row, column));
    return out != NULL && text_table_print_and_free(out);
}

static void print_codes(const count_table *table, int64_t row)
{
    const csv_file *sheet = &table->sheet;
    for (int64_t column = 0; column < table->dimension_count; column++) {
        print_json_text(sheet->fields[column].text);
        fputs(": ", stdout);
        print_json_text(sheet->fields[row * sheet->columns + column].text);
        fputs(", ", stdout);
    }
}

static void print_json(const job *self, const bool *hidden)
{
    const csv_file *sheet = &self->table.sheet;
    fputs("{\"protected\": true, \"cells\": [", stdout);
    for (int64_t row = 1; row < sheet->rows; row++) {
        fputs(row == 1 ? "\n  {" : ",\n  {", stdout);
        print_codes(&self->table, row);
        print_json_text(sheet->fields[self->table.dimension_count].text);
        if (hidden[row])
            fputs(": null}", stdout);
        else
            printf(": %lld}", strtoll(shown_text(&self->table, hidden, row, self->table.dimension_count), NULL, 10));
    }
    fputs("\n]}\n", stdout);
}

/* The narrowest interval of the hidden cells, for someone who knows the rule; -1 when none is limited. */
static int64_t smallest_width(const integ_audit *audit, int64_t count)
{
    int64_t smallest = -1;
    for (int64_t cell = 0; cell < count; cell++) {
        int64_t lower, upper;
        if (integ_audit_finding(audit, cell) == INTEG_AUDIT_SHOWN ||
            integ_audit_interval(audit, cell, 1, &lower, &upper) == 0 || upper < 0)
            continue;
        if (smallest < 0 || upper - lower < smallest)
            smallest = upper - lower;
    }
    return smallest;
}

static int64_t count_states(const int32_t *states, int64_t count, int32_t state)
{
    int64_t found = 0;
    for (int64_t cell = 0; cell < count; cell++)
        found += states[cell] == state;
    return found;
}

static int64_t count_undecided(const integ_audit *audit, int64_t count)
{
    int64_t found = 0;
    for (int64_t cell = 0; cell < count; cell++)
        found += integ_audit_finding(audit, cell) == INTEG_AUDIT_UNDECIDED;
    return found;
}

static void print_summary(const job *self, const int32_t *states, const integ_audit *audit)
{
    int64_t count = self->table.cell_count;
    int64_t smallest = smallest_width(audit, count), undecided = count_undecided(audit, count);
    fprintf(stderr, "%s: %lld cells, %lld primary, %lld secondary", self->owner.name, (long long)count,
            (long long)count_states(states, count, INTEG_CELL_PRIMARY),
            (long long)count_states(states, count, INTEG_CELL_SECONDARY));
    if (smallest >= 0)
        fprintf(stderr, ", smallest interval %lld", (long long)smallest);
    if (undecided > 0)
        fprintf(stderr, ", %lld intervals not computed", (long long)undecided);
    fputc('\n', stderr);
}

static int print_protected(const job *self, const bool *hidden)
{
    if (self->format == INTEG_FORMAT_JSON)
        print_json(self, hidden);
    else if (self->format == INTEG_FORMAT_TEXT && !print_text(self, hidden))
        return program_complain(&self->owner, self->owner.name, "not enough memory"), EXIT_SYSTEM;
    else if (self->format != INTEG_FORMAT_TEXT)
        print_csv(self, hidden);
    return EXIT_DONE;
}

/* What leaves the program has passed the audit: a finding is a fault, and nothing is printed. */
static int finish(job *self, const int32_t *states, int64_t *values, bool *hidden)
{
    count_table *table = &self->table;
    for (int64_t cell = 0; cell < table->cell_count; cell++) {
        bool is_hidden = states[cell] != INTEG_CELL_SHOWN;
        hidden[table->row_of[cell]] = is_hidden;
        values[cell] = is_hidden ? -1 : table->values[cell];
    }
    integ_audit *audit;
    integ_status status = integ_audit_new(table->cells, values, self->rule, &audit, self->owner.error);
    if (status != INTEG_STATUS_OK)
        return program_report(&self->owner, status);
    for (int64_t cell = 0; cell < table->cell_count; cell++) {
        int32_t finding = integ_audit_finding(audit, cell);
        if (finding <= INTEG_AUDIT_SAFE || finding == INTEG_AUDIT_UNDECIDED)
            continue;
        integ_audit_free(audit);
        program_complain(&self->owner, self->owner.name, "the protected table did not pass the audit (%s)",
                         integ_audit_finding_name(finding));
        return EXIT_SYSTEM;
    }
    print_summary(self, states, audit);
    integ_audit_free(audit);
    return print_protected(self, hidden);
}

static int protect(job *self)
{
    count_table *table = &self->table;
    int64_t *counts = table_atoms(table);
    int64_t *values = (int64_t *)calloc((size_t)table->cell_count, sizeof *values);
    int32_t *states = (int32_t *)calloc((size_t)table->cell_count, sizeof *states);
    bool *hidden = (bool *)calloc((size_t)table->sheet.rows, sizeof *hidden);
    int exit_status = EXIT_SYSTEM;
    if (counts == NULL || values == NULL || states == NULL || hidden == NULL) {
        program_complain(&self->owner, self->owner.name, "not enough memory");
    } else {
        integ_status status = integ_protect(table->cells, counts, self->rule, states, self->owner.error);
        exit_status = status == INTEG_STATUS_OK ? finish(self, states, values, hidden)
                                                : program_report(&self->owner, status);
    }
    free(counts);
    free(values);
    free(states);
    free(hidden);
    return exit_status;
}

/* The lines of the published cells that give a hidden one away. */
static void write_witness(const job *self, const integ_audit *audit, int64_t cell, char *out, size_t size)
{
    int64_t count;
    const int64_t *witness = integ_audit_witness(audit, cell, &count);
    size_t used = 0;
    out[0] = '\0';
    for (int64_t i = 0; i < count && used + 40 < size; i++)
        used += (size_t)snprintf(out + used, size - used, i == 0 ? "%lld" : " %lld",
                                 (long long)table_count(&self->table, witness[i])->line);
}

static void write_limit(char *out, size_t size, int64_t limit)
{
    snprintf(out, size, "%lld", (long long)limit);
    if (limit < 0)
        out[0] = '\0';
}

/* One row of the audit: the codes, the limits with and without the rule, the finding, the lines that tell. */
typedef struct finding {
    char limits[4][24];
    const char *name;
    char witness[4096];
} finding;

static void describe(const job *self, const integ_audit *audit, int64_t cell, finding *out)
{
    for (int32_t rule = 0; rule < 2; rule++) {
        int64_t lower, upper;
        integ_audit_interval(audit, cell, rule, &lower, &upper);
        write_limit(out->limits[2 * rule], sizeof out->limits[0], lower);
        write_limit(out->limits[2 * rule + 1], sizeof out->limits[0], upper);
    }
    int32_t found = integ_audit_finding(audit, cell);
    out->name = integ_audit_finding_name(found);
    out->witness[0] = '\0';
    if (found != INTEG_AUDIT_SAFE)
        write_witness(self, audit, cell, out->witness, sizeof out->witness);
}

static const char *const audit_columns[] = {"lower", "upper", "rule_lower", "rule_upper", "finding", "lines"};

static const char *part_of(const finding *found, int i)
{
    return i < 4 ? found->limits[i] : i == 4 ? found->name : found->witness;
}

static void print_audit_json(const job *self, int64_t cell, const finding *found, bool first)
{
    fputs(first ? "\n  {" : ",\n  {", stdout);
    print_codes(&self->table, self->table.row_of[cell]);
    for (int i = 0; i < 6; i++) {
        const char *text = part_of(found, i);
        printf("%s\"%s\": ", i == 0 ? "" : ", ", audit_columns[i]);
        if (i < 4)
            fputs(*text == '\0' ? "null" : text, stdout);
        else if (i == 4)
            print_json_text(text);
        else
            putchar('[');
        for (; i == 5 && *text != '\0'; text++)
            fputs((char[]){*text == ' ' ? ',' : *text, '\0'}, stdout);
    }
    fputs("]}", stdout);
}

static void print_audit_row(const job *self, text_table *out, int64_t row, const finding *found)
{
    const csv_file *sheet = &self->table.sheet;
    for (int64_t column = 0; column < self->table.dimension_count + 6; column++) {
        int part = (int)(column - self->table.dimension_count);
        const char *text = part < 0       ? sheet->fields[row * sheet->columns + column].text
                           : found != NULL ? part_of(found, part)
                                           : audit_columns[part];
        if (out != NULL) {
            text_table_add(out, text);
            continue;
        }
        if (column > 0)
            putchar(self->delimiter);
        print_field(text, self->delimiter);
    }
    if (out == NULL)
        putchar('\n');
}

static int print_audit(const job *self, const integ_audit *audit)
{
    bool json = self->format == INTEG_FORMAT_JSON, text = self->format != INTEG_FORMAT_CSV && !json, first = true;
    char alignment[DIMENSIONS_AT_MOST + 7] = "";
    memset(alignment, 'l', (size_t)self->table.dimension_count);
    memcpy(alignment + self->table.dimension_count, "rrrrll", 7);
    text_table *out = text ? text_table_new(self->table.dimension_count + 6, alignment) : NULL;
    if (json)
        printf("{\"safe\": %s, \"cells\": [", integ_audit_is_safe(audit) ? "true" : "false");
    else
        print_audit_row(self, out, 0, NULL);
    for (int64_t cell = 0; cell < self->table.cell_count; cell++) {
        if (integ_audit_finding(audit, cell) == INTEG_AUDIT_SHOWN)
            continue;
        finding found;
        describe(self, audit, cell, &found);
        if (json)
            print_audit_json(self, cell, &found, first);
        else
            print_audit_row(self, out, self->table.row_of[cell], &found);
        first = false;
    }
    if (json)
        puts(first ? "]}" : "\n]}");
    if (!text || text_table_print_and_free(out))
        return EXIT_DONE;
    program_complain(&self->owner, self->owner.name, "not enough memory");
    return EXIT_SYSTEM;
}

static int audit_table(job *self)
{
    const count_table *table = &self->table;
    integ_audit *audit;
    integ_status status = integ_audit_new(table->cells, table->values, self->rule, &audit, self->owner.error);
    if (status != INTEG_STATUS_OK)
        return program_report(&self->owner, status);
    int64_t hidden = 0, unsafe = 0;
    for (int64_t cell = 0; cell < table->cell_count; cell++) {
        hidden += integ_audit_finding(audit, cell) != INTEG_AUDIT_SHOWN;
        unsafe += integ_audit_finding(audit, cell) > INTEG_AUDIT_SAFE;
    }
    fprintf(stderr, "%s: %lld cells, %lld hidden, %lld unsafe\n", self->owner.name, (long long)table->cell_count,
            (long long)hidden, (long long)unsafe);
    int exit_status = print_audit(self, audit);
    integ_audit_free(audit);
    return exit_status == EXIT_DONE && unsafe > 0 ? EXIT_FINDING : exit_status;
}

static int answer(job *self, const char *path)
{
    int exit_status = table_read(&self->table, path, self->delimiter, self->hierarchies, self->hierarchy_count,
                                 self->audited);
    if (exit_status == EXIT_DONE)
        exit_status = self->audited ? audit_table(self) : protect(self);
    return exit_status;
}

int main(int count, char **arguments)
{
    job self = {.format = -1, .delimiter = ',', .table = {.total = "total", .marker = ".."}};
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
