/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "protect/protect.h"

#include <stdlib.h>
#include <string.h>

static const char *const columns[] = {"lower", "upper", "rule_lower", "rule_upper", "finding", "lines"};

#define COLUMN_COUNT 6
#define FINDING_COLUMN 4

static char *write_number(int64_t number)
{
    char text[24] = "";
    if (number >= 0)
        snprintf(text, sizeof text, "%lld", (long long)number);
    return strdup(text);
}

/* The lines of the published cells that give a hidden one away. Rows that were added have none. */
static char *write_witness(const job *self, const integ_audit *audit, const verdict *found, int64_t cell)
{
    int64_t count = found->witness_count;
    const int64_t *witness = found->witness != NULL ? found->witness : integ_audit_witness(audit, cell, &count);
    size_t size = (size_t)count * 24 + 1, used = 0;
    char *out = (char *)calloc(1, size);
    for (int64_t i = 0; i < count && out != NULL; i++) {
        int64_t line = table_count(&self->table, witness[i])->line;
        if (line > 0)
            used += (size_t)snprintf(out + used, size - used, used == 0 ? "%lld" : " %lld", (long long)line);
    }
    return out;
}

/* One of the columns of a hidden cell, to be freed; NULL when there is no memory. */
static char *write_part(const job *self, const integ_audit *audit, const verdict *found, int64_t cell, int column)
{
    if (column < FINDING_COLUMN)
        return write_number(found->limits[column]);
    if (column == FINDING_COLUMN)
        return strdup(integ_audit_finding_name(found->finding));
    return found->finding > INTEG_AUDIT_SAFE ? write_witness(self, audit, found, cell) : strdup("");
}

typedef struct findings {
    int64_t hidden, unsafe, undecided;
    int64_t small; /* shown, though the rule hides them */
} findings;

static bool print_json_part(int column, const char *text)
{
    printf("%s\"%s\": ", column == 0 ? "" : ", ", columns[column]);
    if (column < FINDING_COLUMN) {
        fputs(*text == '\0' ? "null" : text, stdout);
    } else if (column == FINDING_COLUMN) {
        print_json_text(text);
    } else {
        putchar('[');
        for (; *text != '\0'; text++)
            putchar(*text == ' ' ? ',' : *text);
        putchar(']');
    }
    return true;
}

/* Each prints one hidden cell; false when there is no memory. */
static bool print_json_row(const job *self, const integ_audit *audit, const verdict *found, int64_t cell)
{
    bool written = true;
    print_codes(&self->table, self->table.row_of[cell]);
    for (int column = 0; column < COLUMN_COUNT && written; column++) {
        char *text = write_part(self, audit, found, cell, column);
        written = text != NULL && print_json_part(column, text);
        free(text);
    }
    putchar('}');
    return written;
}

static void print_cell(const job *self, text_table *out, const char *text, bool first)
{
    if (out != NULL) {
        text_table_add(out, text);
        return;
    }
    if (!first)
        putchar(self->delimiter);
    print_csv_field(text, self->delimiter);
}

/* The names of the columns where there is no audit. */
static bool print_row(const job *self, text_table *out, const integ_audit *audit, const verdict *found, int64_t cell)
{
    bool written = true;
    int64_t row = audit == NULL ? 0 : self->table.row_of[cell];
    for (int64_t column = 0; column < self->table.dimension_count; column++)
        print_cell(self, out, self->table.sheet.fields[row * self->table.sheet.columns + column].text, column == 0);
    for (int column = 0; column < COLUMN_COUNT && written; column++) {
        char *text = audit == NULL ? strdup(columns[column]) : write_part(self, audit, found, cell, column);
        written = text != NULL;
        if (written)
            print_cell(self, out, text, false);
        free(text);
    }
    if (out == NULL)
        putchar('\n');
    return written;
}

static bool print_json(const job *self, const integ_audit *audit, const verdict *verdicts, const findings *found)
{
    bool first = true, written = true;
    printf("{\"safe\": %s, \"shown_small\": %lld, \"cells\": [", found->unsafe == 0 ? "true" : "false",
           (long long)found->small);
    for (int64_t cell = 0; cell < self->table.cell_count && written; cell++) {
        if (verdicts[cell].finding == INTEG_AUDIT_SHOWN)
            continue;
        fputs(first ? "\n  {" : ",\n  {", stdout);
        written = print_json_row(self, audit, &verdicts[cell], cell);
        first = false;
    }
    puts(first ? "]}" : "\n]}");
    return written;
}

static bool print_rows(const job *self, const integ_audit *audit, const verdict *verdicts)
{
    char alignment[DIMENSIONS_AT_MOST + 7] = "";
    memset(alignment, 'l', (size_t)self->table.dimension_count);
    memcpy(alignment + self->table.dimension_count, "rrrrll", 7);
    bool text = self->format != INTEG_FORMAT_CSV;
    text_table *out = text ? text_table_new(self->table.dimension_count + COLUMN_COUNT, alignment) : NULL;
    if (text && out == NULL)
        return false;
    bool written = print_row(self, out, NULL, NULL, 0);
    for (int64_t cell = 0; cell < self->table.cell_count && written; cell++)
        if (verdicts[cell].finding != INTEG_AUDIT_SHOWN)
            written = print_row(self, out, audit, &verdicts[cell], cell);
    return (!text || text_table_print_and_free(out)) && written;
}

static void read_verdicts(const job *self, const integ_audit *audit, verdict *out)
{
    for (int64_t cell = 0; cell < self->table.cell_count; cell++) {
        out[cell].finding = integ_audit_finding(audit, cell);
        for (int32_t rule = 0; rule < 2; rule++)
            integ_audit_interval(audit, cell, rule, &out[cell].limits[2 * rule], &out[cell].limits[2 * rule + 1]);
    }
}

static findings count_findings(const job *self, const verdict *verdicts)
{
    findings found = {0};
    for (int64_t cell = 0; cell < self->table.cell_count; cell++) {
        bool shown = verdicts[cell].finding == INTEG_AUDIT_SHOWN;
        found.hidden += !shown;
        found.unsafe += verdicts[cell].finding > INTEG_AUDIT_SAFE;
        found.undecided += verdicts[cell].finding == INTEG_AUDIT_UNDECIDED;
        found.small += shown && integ_disclosure_hides_count(self->rule, self->table.values[cell]);
    }
    return found;
}

/* What an audit of hidden counts cannot find: what is not hidden at all, and what somebody knows who has the totals. It
 * is no finding, since whoever hid the table may have had another rule. */
static void warn_of_what_is_missing(const job *self, const findings *found)
{
    const program *owner = &self->owner;
    if (found->small == 1)
        warn(owner,
             "%lld shown count is below the threshold: hide it first (the audit asks what hidden ones can be)", 1LL);
    else if (found->small > 1)
        warn(owner,
             "%lld shown counts are below the threshold: hide them first (the audit asks what hidden ones can be)",
             (long long)found->small);
    for (int32_t at = 0; at < self->table.dimension_count && !self->table.without_totals; at++)
        if (!table_has_total(&self->table, at))
            warn(owner,
                 "column '%s' has no total, beside which hidden counts could be worked out: that they are safe says "
                 "little (--total says what marks totals, --no-total that there are none)",
                 self->table.dimensions[at].name);
}

static void print_findings(const job *self, const findings *found, int64_t decided)
{
    const program *owner = &self->owner;
    say_cells(self);
    fputs(", ", stderr);
    say_number(owner, found->hidden, &(number_words){"hidden", "hidden", "skjult", "skjulte"});
    fputs(", ", stderr);
    say_number(owner, found->unsafe, &(number_words){"unsafe", "unsafe", "usikker", "usikre"});
    if (found->undecided > 0) {
        fputs(program_text(owner, ", of them "), stderr);
        say_number(owner, found->undecided, &(number_words){"undecided", "undecided", "uafgjort", "uafgjorte"});
    }
    if (decided > 0)
        fprintf(stderr, program_text(owner, ", %lld decided by CLP"), (long long)decided);
    fputc('\n', stderr);
    warn_of_what_is_missing(self, found);
}

static int print_verdicts(const job *self, const integ_audit *audit, const verdict *verdicts, int64_t decided)
{
    findings found = count_findings(self, verdicts);
    print_findings(self, &found, decided);
    bool written = self->format == INTEG_FORMAT_JSON ? print_json(self, audit, verdicts, &found)
                                                     : print_rows(self, audit, verdicts);
    if (!written)
        return no_memory_left(self);
    return found.unsafe > 0 ? EXIT_FINDING : EXIT_DONE;
}

static int decide(const job *self, const integ_audit *audit, verdict *verdicts)
{
    int64_t decided = 0;
    read_verdicts(self, audit, verdicts);
#ifdef HAVE_CLP
    if (!decide_large(self, verdicts, &decided))
        return no_memory_left(self);
#endif
    return print_verdicts(self, audit, verdicts, decided);
}

/* Whether the rule hides a zero there, for all that is shown of its totals. */
static bool may_be_nobody(const job *self, int64_t cell)
{
    const count_table *table = &self->table;
    for (int32_t at = 0; at < table->dimension_count; at++) {
        int64_t total = table_total_of(table, cell, at);
        if (total >= 0 && table->values[total] < integ_disclosure_full_cell(self->rule))
            return true;
    }
    return false;
}

/* The first row, by the lines of the table, with a total of which fewer are left for its hidden parts in one dimension
 * than there are parts with somebody in them; 0 when there is none. `left` has room for all cells. */
static int64_t find_too_few(const job *self, int32_t dimension, int64_t *left)
{
    const count_table *table = &self->table;
    memcpy(left, table->values, (size_t)table->cell_count * sizeof *left);
    for (int64_t cell = 0; cell < table->cell_count; cell++) {
        int64_t total = table_total_of(table, cell, dimension);
        if (total >= 0)
            left[total] -= table->values[cell] >= 0 ? table->values[cell] : !may_be_nobody(self, cell);
    }
    for (int64_t row = 1; row < table->sheet.rows; row++)
        if (table->values[table->cell_of[row]] >= 0 && left[table->cell_of[row]] < 0)
            return row;
    return 0;
}

/* It may take several totals to see that a hidden count must be 0, and then none is named. */
static int complain_of_zeros(const job *self)
{
    const count_table *table = &self->table;
    int64_t *left = (int64_t *)calloc((size_t)table->cell_count, sizeof *left), row = 0;
    if (left == NULL)
        return no_memory_left(self);
    for (int32_t at = 0; at < table->dimension_count && row == 0; at++)
        row = find_too_few(self, at, left);
    free(left);
    if (row > 0)
        return complain_at(&table->sheet, table_count(table, table->cell_of[row]),
                           "by this rule it cannot have been hidden so: a hidden part of this total must be 0 "
                           "(--zeros says that zeros are hidden)");
    return program_complain(&self->owner, table->sheet.path,
                            "by this rule it cannot have been hidden so: a hidden count must be 0 (--zeros says that "
                            "zeros are hidden)");
}

/* Cells that contradict each other only for those who know the rule were not hidden by that rule. */
static int complain(const job *self, integ_status status)
{
    integ_audit *audit = NULL;
    bool other_rule = status == INTEG_STATUS_INCONSISTENT &&
                      integ_audit_new(self->table.cells, self->table.values, NULL, &audit, NULL) == INTEG_STATUS_OK;
    integ_audit_free(audit);
    if (status == INTEG_STATUS_INCONSISTENT && !other_rule)
        return program_complain(&self->owner, self->table.sheet.path,
                                "no counts can have been published so: the cells contradict each other");
    if (!other_rule)
        return program_report(&self->owner, status);
    integ_error_clear(self->owner.error);
    return complain_of_zeros(self);
}

int audit_table(job *self)
{
    const count_table *table = &self->table;
    integ_audit *audit = NULL;
    verdict *verdicts = (verdict *)calloc((size_t)table->cell_count, sizeof *verdicts);
    int exit_status = EXIT_DONE;
    if (verdicts == NULL) {
        exit_status = no_memory_left(self);
    } else {
        integ_status status = integ_audit_new(table->cells, table->values, self->rule, &audit, self->owner.error);
        exit_status = status == INTEG_STATUS_OK ? decide(self, audit, verdicts) : complain(self, status);
    }
    for (int64_t cell = 0; cell < table->cell_count && verdicts != NULL; cell++)
        free(verdicts[cell].witness);
    integ_audit_free(audit);
    free(verdicts);
    return exit_status;
}
