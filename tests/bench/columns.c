/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* How many bytes of columns a workload has to read: what its speed is to be held against. */

#include "bench.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The columns of one table that were met. */
typedef struct met {
    bench *owner;
    int64_t table;
    bool *columns;
    int64_t count;
} met;

static void read_text(met *self, const char *text);

static void read_name(met *self, const char *name)
{
    const integ_register *reg = self->owner->reg;
    int64_t column = integ_register_column_index(reg, self->table, name);
    if (column >= 0) {
        self->columns[column] = true;
        return;
    }
    for (int64_t i = 0; i < integ_register_derived_count(reg, self->table); i++)
        if (strcmp(integ_register_derived_name(reg, self->table, i), name) == 0)
            read_text(self, integ_register_derived_expression(reg, self->table, i));
}

/* Where a literal, or a name in quotes, ends. */
static const char *behind_quotes(const char *at)
{
    char quote = *at++;
    while (*at != '\0' && *at != quote)
        at++;
    return *at == '\0' ? at : at + 1;
}

/* Every word of a filter that is the name of a column is one that it reads; functions have parentheses. */
static void read_text(met *self, const char *text)
{
    char name[256];
    for (const char *at = text; *at != '\0';) {
        size_t length = 0;
        if (*at == '\'') {
            at = behind_quotes(at);
            continue;
        }
        while ((isalnum((unsigned char)at[length]) || at[length] == '_') && length + 1 < sizeof name)
            length++;
        memcpy(name, at, length);
        name[length] = '\0';
        at += length > 0 ? length : 1;
        if (length > 0 && *at != '(')
            read_name(self, name);
    }
}

static met start(bench *owner, const char *table)
{
    met self = {.owner = owner, .table = table == NULL ? 0 : integ_register_table_index(owner->reg, table)};
    self.count = integ_register_column_count(owner->reg, self.table);
    self.columns = calloc((size_t)self.count + 1, sizeof *self.columns);
    if (self.columns == NULL)
        self.count = 0;
    return self;
}

static int64_t finish(met *self)
{
    int64_t bytes = 0;
    for (int64_t i = 0; i < self->count; i++)
        if (self->columns[i])
            bytes += integ_snapshot_column_bytes_unprotected(self->owner->snapshot, self->table, i);
    free(self->columns);
    return bytes;
}

int64_t bytes_of_filter(bench *self, const workload *work)
{
    met found = start(self, NULL);
    if (found.columns != NULL)
        read_text(&found, work->where);
    return finish(&found);
}

static int64_t bytes_of_all_groups(bench *self, const char *further_columns)
{
    met found = start(self, NULL);
    for (int64_t i = 0; found.columns != NULL && i < self->groups.count; i++)
        read_text(&found, self->groups.lines[i]);
    if (found.columns != NULL)
        read_text(&found, further_columns);
    return finish(&found);
}

int64_t bytes_of_groups(bench *self, const workload *work)
{
    (void)work;
    return bytes_of_all_groups(self, "");
}

int64_t bytes_of_cells(bench *self, const workload *work)
{
    (void)work;
    return bytes_of_all_groups(self, "residence_area sex birth_date");
}

/* The keys are read only where somebody is a member, and how many bytes that moves depends on how they lie: only the
 * columns of the condition are counted. */
int64_t bytes_of_members(bench *self, const workload *work)
{
    return bytes_of_filter(self, work);
}

int64_t bytes_of_days(bench *self, const workload *work)
{
    met found = start(self, NULL), spells = start(self, "activation");
    if (found.columns != NULL)
        read_text(&found, work->where);
    if (found.columns != NULL)
        read_text(&found, "residence_area");
    if (spells.columns != NULL)
        read_text(&spells, "start_date end_date");
    return finish(&found) + finish(&spells);
}
