/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/imagined.h"

#include "register/column_builder.h"
#include "register/register.h"

#include <string.h>

bool integi_table_belongs(const integ_snapshot *snapshot, int64_t table, int64_t owner)
{
    const integi_table *from = &snapshot->tables[table];
    return table != owner && from->rows > 0 && from->link.rows > 0 && from->definition->link_table != NULL &&
           strcmp(from->definition->link_table, snapshot->tables[owner].definition->name) == 0;
}

struct integi_imagined {
    integ_context *context;
    integ_register reg; /* the register with one snapshot exchanged; what it has is the true one's but for that */
    integ_snapshot *snapshots;
    integ_snapshot *snapshot; /* of them, the one that is imagined */
    integi_table *tables;     /* of it */
    const integ_snapshot *truth;
    int64_t table;
};

static const integi_table *truth_of(const integi_imagined *self, int64_t table)
{
    return &self->truth->tables[table];
}

/* ---- the table ---- */

static int64_t source_of(const integi_imagined_row *row, int64_t change)
{
    return row->change == change ? row->donor : row->base;
}

static bool make_column(integ_context *context, const integi_column *from, const integi_imagined_row *rows,
                        int64_t count, int64_t column, integi_column *out)
{
    integi_column_builder builder;
    bool numbers = from->definition != NULL && from->definition->type == INTEG_TYPE_NUMBER, good = true;
    integi_column_builder_init(&builder, context, numbers ? INTEG_TYPE_NUMBER : INTEG_TYPE_INTEGER);
    for (int64_t i = 0; i < count && good; i++) {
        int64_t row = source_of(&rows[i], column), integer = rows[i].value;
        double number = 0;
        uint8_t known = row == INTEGI_NO_ROW || (numbers ? integi_column_number(from, row, &number)
                                                         : integi_column_integer(from, row, &integer));
        good = numbers ? integi_column_builder_numbers(&builder, &number, &known, 1)
                       : integi_column_builder_integers(&builder, &integer, &known, 1);
    }
    good = good && integi_column_builder_finish(&builder, from->definition, out);
    integi_column_builder_free(&builder);
    return good;
}

/* The link holds rows in 4 bytes, 1 + each of them. */
static bool copy_link(integ_context *context, const integi_column *from, const integi_imagined_row *rows,
                      int64_t count, integi_column *out)
{
    *out = *from;
    out->rows = count;
    uint32_t *links = integi_allocate_array(context, (size_t)count + 1, sizeof *links);
    out->values = links;
    for (int64_t i = 0; links != NULL && i < count; i++)
        links[i] = ((const uint32_t *)from->values)[rows[i].base];
    return links != NULL;
}

static bool make_table(integi_imagined *self, const integi_imagined_row *rows, int64_t count)
{
    const integi_table *from = truth_of(self, self->table);
    integi_table *into = &self->tables[self->table];
    int64_t columns = from->definition->column_count;
    *into = *from;
    into->rows = count;
    into->linked = (integi_linked_rows){0};
    into->link = (integi_column){0};
    into->columns = integi_allocate_zeroed(self->context, ((size_t)columns + 1) * sizeof *into->columns);
    bool good = into->columns != NULL;
    for (int64_t i = 0; i < columns && good; i++)
        good = make_column(self->context, &from->columns[i], rows, count, i, &into->columns[i]);
    return good && (from->link.rows == 0 || copy_link(self->context, &from->link, rows, count, &into->link));
}

/* ---- tables that belong to it ---- */

/* Room for the rows of those whose rows all are: `owners` has as many. */
static bool open_linked(integ_context *context, const integi_linked_rows *from, const int64_t *owners, int64_t count,
                        integi_linked_rows *out)
{
    *out = (integi_linked_rows){.owners = count};
    for (int64_t i = 0, first, end; i < count; i++) {
        if (!integi_linked_places(from, owners[i], &first, &end))
            continue;
        out->having++;
        out->places += end - first;
    }
    size_t words = integi_bitset_words(count), places = (size_t)out->places;
    if (places == 0)
        return true;
    out->has = integi_allocate_zeroed(context, words * sizeof *out->has);
    out->before = integi_allocate_array(context, words, sizeof *out->before);
    out->firsts = integi_allocate_zeroed(context, ((size_t)out->having + 1) * sizeof *out->firsts);
    out->rows = integi_allocate_array(context, places, sizeof *out->rows);
    if (from->spells != NULL)
        out->spells = integi_allocate_array(context, places, sizeof *out->spells);
    return out->has != NULL && out->before != NULL && out->firsts != NULL && out->rows != NULL &&
           (out->spells != NULL || from->spells == NULL);
}

static void fill_linked(const integi_linked_rows *from, const int64_t *owners, integi_linked_rows *out)
{
    int64_t having = 0, place = 0;
    for (int64_t i = 0; i < out->owners; i++) {
        if (i % 64 == 0)
            out->before[i / 64] = (uint32_t)having;
        int64_t at, end;
        if (!integi_linked_places(from, owners[i], &at, &end))
            continue;
        out->has[i / 64] |= UINT64_C(1) << (i % 64);
        out->firsts[having++] = (uint32_t)place;
        for (; at < end; at++, place++) {
            out->rows[place] = (uint32_t)integi_linked_row(from, at);
            if (from->spells != NULL)
                out->spells[place] = from->spells[at];
        }
    }
    out->firsts[having] = (uint32_t)place;
}

/* Each row belongs to the first of those who were made of its owner, of whom there are so many. */
static bool change_link(integ_context *context, const integi_table *from, int64_t owners,
                        const integi_imagined_row *rows, int64_t count, integi_column *out)
{
    uint32_t *links = integi_allocate_zeroed(context, ((size_t)from->link.rows + 1) * sizeof *links);
    uint32_t *first = integi_allocate_zeroed(context, ((size_t)owners + 1) * sizeof *first);
    *out = from->link;
    out->values = links;
    for (int64_t i = count - 1; first != NULL && i >= 0; i--)
        first[rows[i].base] = (uint32_t)i + 1;
    for (int64_t row = 0; first != NULL && links != NULL && row < from->link.rows; row++) {
        uint32_t owner = ((const uint32_t *)from->link.values)[row];
        links[row] = owner == 0 ? 0 : first[owner - 1];
    }
    if (first != NULL)
        integi_release_wiped(context, first, ((size_t)owners + 1) * sizeof *first);
    return first != NULL && links != NULL;
}

static bool belongs(const integi_imagined *self, int64_t table)
{
    return integi_table_belongs(self->truth, table, self->table);
}

static bool make_linked(integi_imagined *self, int64_t table, const integi_imagined_row *rows, int64_t count)
{
    const integi_table *from = truth_of(self, table);
    integi_table *into = &self->tables[table];
    int64_t *owners = integi_allocate_array(self->context, (size_t)count + 1, sizeof *owners);
    for (int64_t i = 0; owners != NULL && i < count; i++)
        owners[i] = source_of(&rows[i], INTEGI_LINKED(table));
    bool good = owners != NULL && open_linked(self->context, &from->linked, owners, count, &into->linked) &&
                change_link(self->context, from, truth_of(self, self->table)->rows, rows, count, &into->link);
    if (good && into->linked.has != NULL)
        fill_linked(&from->linked, owners, &into->linked);
    if (owners != NULL)
        integi_release_wiped(self->context, owners, ((size_t)count + 1) * sizeof *owners);
    return good;
}

/* ---- */

static bool open_imagined(integi_imagined *self, const integ_snapshot *snapshot)
{
    const integ_register *reg = snapshot->owner;
    size_t snapshots = (size_t)reg->snapshot_count, tables = (size_t)reg->table_count;
    self->reg.context = reg->context;
    self->reg.purpose = reg->purpose;
    self->reg.tables = reg->tables;
    self->reg.table_count = reg->table_count;
    self->reg.snapshot_count = reg->snapshot_count;
    self->snapshots = integi_allocate_array(self->context, snapshots, sizeof *self->snapshots);
    self->tables = integi_allocate_array(self->context, tables, sizeof *self->tables);
    if (self->snapshots == NULL || self->tables == NULL)
        return false;
    memcpy(self->snapshots, reg->snapshots, snapshots * sizeof *self->snapshots);
    memcpy(self->tables, snapshot->tables, tables * sizeof *self->tables);
    self->reg.snapshots = self->snapshots;
    for (size_t i = 0; i < snapshots; i++)
        self->snapshots[i].owner = &self->reg;
    self->snapshot = &self->snapshots[snapshot - reg->snapshots];
    self->snapshot->tables = self->tables;
    for (size_t i = 0; i < tables; i++)
        if (belongs(self, (int64_t)i)) {
            self->tables[i].link.values = NULL;
            self->tables[i].linked = (integi_linked_rows){0};
        }
    return true;
}

integ_status integi_imagine(const integ_snapshot *snapshot, int64_t table, const integi_imagined_row *rows,
                            int64_t count, integi_imagined **out, integ_error *error)
{
    integ_context *context = snapshot->owner->context;
    integi_imagined *self = integi_allocate_zeroed(context, sizeof *self);
    *out = self;
    if (self == NULL)
        return integi_out_of_memory(error);
    self->context = context;
    self->truth = snapshot;
    self->table = table;
    bool good = open_imagined(self, snapshot) && make_table(self, rows, count);
    for (int64_t i = 0; i < snapshot->owner->table_count && good; i++)
        if (belongs(self, i))
            good = make_linked(self, i, rows, count);
    if (good)
        return INTEG_STATUS_OK;
    integi_imagined_free(self);
    *out = NULL;
    return integi_out_of_memory(error);
}

static void free_table(integi_imagined *self)
{
    integi_table *table = &self->tables[self->table];
    int64_t columns = table->definition->column_count;
    if (table->columns == truth_of(self, self->table)->columns)
        return;
    for (int64_t i = 0; table->columns != NULL && i < columns; i++)
        integi_column_free(&table->columns[i], self->context);
    integi_release(self->context, table->columns,
                   table->columns == NULL ? 0 : ((size_t)columns + 1) * sizeof *table->columns);
    if (table->link.values != NULL)
        integi_release_wiped(self->context, table->link.values, ((size_t)table->rows + 1) * sizeof(uint32_t));
}

static void free_linked(integi_imagined *self, int64_t index)
{
    integi_table *table = &self->tables[index];
    integi_free_linked_rows(self->context, &table->linked);
    if (table->link.values != NULL)
        integi_release_wiped(self->context, table->link.values, ((size_t)table->link.rows + 1) * sizeof(uint32_t));
}

void integi_imagined_free(integi_imagined *self)
{
    if (self == NULL)
        return;
    integ_context *context = self->context;
    if (self->snapshot != NULL) {
        free_table(self);
        for (int64_t i = 0; i < self->reg.table_count; i++)
            if (belongs(self, i))
                free_linked(self, i);
    }
    integi_release(context, self->snapshots,
                   self->snapshots == NULL ? 0 : (size_t)self->reg.snapshot_count * sizeof *self->snapshots);
    integi_release(context, self->tables,
                   self->tables == NULL ? 0 : (size_t)self->reg.table_count * sizeof *self->tables);
    integi_release(context, self, sizeof *self);
}

const integ_snapshot *integi_imagined_snapshot(const integi_imagined *imagined)
{
    return imagined->snapshot;
}
