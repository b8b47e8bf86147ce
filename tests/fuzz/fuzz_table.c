/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The tables and hierarchies that integ-protect reads. The program's own files are part of this one, so that they read
 * from memory and say what is wrong to nobody. */
#include "common/program.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static FILE *open_input(const char *path);
static FILE *nobody;

#define fopen(path, mode) open_input(path)
#undef stderr
#define stderr nobody
#define check_names check_names_of_columns
#define no_memory no_memory_for_sheet
#define read_row read_row_of_sheet
#include "protect/sheet.c"
#undef no_memory
#undef read_row
#include "protect/hierarchy.c"
#include "protect/table.c"
#undef check_names
#include "protect/totals.c"
#undef fopen

#define SMALL 48         /* cells of a table that is protected */
#define FEW_COLUMNS 6    /* of a table to which rows are added */
#define COMPARED 20000   /* cells that are added up */

typedef struct input {
    const char *bytes;
    size_t size;
} input;

static input table_input, parts_input;

static FILE *open_input(const char *path)
{
    const input *from = strcmp(path, "table") == 0 ? &table_input : strcmp(path, "parts") == 0 ? &parts_input : NULL;
    return from == NULL || from->size == 0 ? NULL : fmemopen((void *)(uintptr_t)from->bytes, from->size, "rb");
}

int program_complain(const program *self, const char *source, const char *format, ...)
{
    va_list arguments;
    (void)self;
    va_start(arguments, format);
    fprintf(nobody, "%s: ", source);
    vfprintf(nobody, format, arguments);
    va_end(arguments);
    return EXIT_INPUT;
}

const char *program_text(const program *self, const char *english)
{
    (void)self;
    return english;
}

const char *program_reason(const program *self, int reason)
{
    (void)self;
    return strerror(reason);
}

/* The library's own complaint of what the program has looked at before. */
int program_report(const program *self, integ_status status)
{
    integ_error_clear(self->error);
    if (status != INTEG_STATUS_LIMIT_EXCEEDED)
        abort();
    return EXIT_INPUT;
}

/* Every cell is the sum of its atoms. */
static void add_up(const count_table *table)
{
    int64_t *atoms = table_atoms(table);
    if (atoms == NULL)
        abort();
    for (int64_t cell = 0; cell < table->cell_count; cell++) {
        int64_t count, sum = 0;
        const int64_t *members = integ_cells_members(table->cells, cell, &count);
        for (int64_t i = 0; i < count; i++)
            sum += atoms[members[i]];
        if (sum != table->values[cell])
            abort();
    }
    free(atoms);
}

/* What is hidden then is proven. */
static void protect(const count_table *table, const integ_disclosure *rule)
{
    int32_t states[SMALL];
    int64_t shown[SMALL], *atoms = table_atoms(table);
    integ_proof *proof;
    integ_audit *audit;
    if (atoms == NULL ||
        integ_protect_with_proof(table->cells, atoms, rule, states, &proof, NULL) != INTEG_STATUS_OK)
        abort();
    for (int64_t cell = 0; cell < table->cell_count; cell++)
        shown[cell] = states[cell] == INTEG_CELL_SHOWN ? table->values[cell] : -1;
    if (integ_audit_new_proven(table->cells, shown, atoms, rule, proof, &audit, NULL) != INTEG_STATUS_OK)
        abort();
    for (int64_t cell = 0; cell < table->cell_count; cell++)
        if (states[cell] == INTEG_CELL_EXPOSED || integ_audit_finding(audit, cell) > INTEG_AUDIT_SAFE)
            abort();
    integ_audit_free(audit);
    integ_proof_free(proof);
    free(atoms);
}

static bool has_few_columns(void)
{
    int columns = 0;
    for (size_t i = 0; i < table_input.size && table_input.bytes[i] != '\n'; i++)
        columns += table_input.bytes[i] == ',' || table_input.bytes[i] == ';';
    return columns < FEW_COLUMNS;
}

static void read_once(const program *owner, const integ_disclosure *rule, uint8_t options)
{
    static const char *const hierarchies[] = {"parts", "area=parts"};
    count_table table = {.sheet = {.owner = owner}, .totals = {"total", "I alt"}, .total_count = 1 + (options & 1),
                         .total_given = (options & 2) != 0, .without_totals = (options & 4) != 0, .marker = ".."};
    bool audited = (options & 8) != 0;
    table.completed = (options & 16) != 0 && has_few_columns();
    int status = table_read(&table, "table", options & 32 ? ';' : ',', hierarchies + ((options & 64) != 0),
                            parts_input.size > 0, audited);
    if (status == EXIT_DONE && !audited && table.cell_count <= COMPARED)
        add_up(&table);
    if (status == EXIT_DONE && !audited && table.cell_count <= SMALL)
        protect(&table, rule);
    table_free(&table);
}

/* The first byte chooses the options; a hierarchy stands behind the table, after a byte that no text has. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static program owner = {.name = "fuzz"};
    static integ_disclosure *rule;
    if (owner.context == NULL && (integ_error_new(&owner.error) != INTEG_STATUS_OK ||
                                  integ_context_new(&owner.context, NULL) != INTEG_STATUS_OK ||
                                  integ_disclosure_new(owner.context, &rule, NULL) != INTEG_STATUS_OK ||
                                  (nobody = fopen("/dev/null", "w")) == NULL))
        abort();
    if (size == 0)
        return 0;
    const uint8_t *parting = memchr(data + 1, 0x1C, size - 1);
    size_t length = parting == NULL ? size - 1 : (size_t)(parting - data) - 1;
    table_input = (input){(const char *)data + 1, length};
    parts_input = parting == NULL ? (input){NULL, 0} : (input){(const char *)parting + 1, size - length - 2};
    read_once(&owner, rule, data[0]);
    return 0;
}
