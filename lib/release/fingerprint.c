/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/schema.h"
#include "release/ledger.h"

#include <string.h>

/* Every value as bytes that do not depend on how the register stores it: how many bytes, and those; none for null.
 * Texts of a dictionary are numbered as they first appear in the column, and written out there. */

#define BLOCK 4096
#define ITEM_MAXIMUM 9

typedef struct writing {
    integi_sha256 hash;
    unsigned char block[BLOCK + ITEM_MAXIMUM];
    size_t used;
} writing;

static void flush(writing *self)
{
    integi_sha256_add(&self->hash, self->block, self->used);
    self->used = 0;
}

static void write_number(writing *self, int64_t number)
{
    uint64_t left = ((uint64_t)number << 1) ^ (uint64_t)(number >> 63);
    unsigned char *length = &self->block[self->used++];
    *length = 0;
    do {
        self->block[self->used++] = (unsigned char)left;
        ++*length;
        left >>= 8;
    } while (left != 0);
    if (self->used >= BLOCK)
        flush(self);
}

static void write_null(writing *self)
{
    self->block[self->used++] = 0;
    if (self->used >= BLOCK)
        flush(self);
}

static void write_text(writing *self, const char *text, size_t length)
{
    write_number(self, (int64_t)length);
    flush(self);
    integi_sha256_add(&self->hash, text, length);
}

static void write_name(writing *self, const char *text)
{
    write_text(self, text == NULL ? "" : text, text == NULL ? 0 : strlen(text));
}

static void write_plain(writing *self, const integi_column *column)
{
    for (int64_t row = 0; row < column->rows; row++) {
        int64_t value;
        if (integi_column_integer(column, row, &value))
            write_number(self, value);
        else
            write_null(self);
    }
}

static integ_status write_texts(writing *self, integ_context *context, const integi_column *column, integ_error *error)
{
    const integi_dictionary *dictionary = column->definition->dictionary;
    size_t size = (size_t)integi_dictionary_size(dictionary) * sizeof(int64_t);
    int64_t *numbers = integi_allocate_zeroed(context, size), count = 0, value;
    if (numbers == NULL)
        return integi_out_of_memory(error);
    for (int64_t row = 0; row < column->rows; row++) {
        if (!integi_column_integer(column, row, &value)) {
            write_null(self);
            continue;
        }
        bool is_new = numbers[value] == 0;
        if (is_new)
            numbers[value] = ++count;
        write_number(self, numbers[value]);
        size_t length;
        if (is_new) {
            const char *text = integi_dictionary_text(dictionary, value, &length);
            write_text(self, text, length);
        }
    }
    integi_release_wiped(context, numbers, size);
    return INTEG_STATUS_OK;
}

static integ_status write_column(writing *self, integ_context *context, const integi_column *column,
                                 const integi_column_definition *definition, integ_error *error)
{
    write_name(self, definition->name);
    write_number(self, definition->type);
    write_number(self, definition->decimals);
    if (column->rows == 0 || definition->dictionary == NULL)
        write_plain(self, column);
    else
        return write_texts(self, context, column, error);
    return INTEG_STATUS_OK;
}

static integ_status write_table(writing *self, integ_context *context, const integi_table *table,
                                const integi_table_definition *definition, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    write_name(self, definition->name);
    write_name(self, definition->key);
    write_name(self, definition->link_column);
    write_name(self, definition->link_table);
    write_name(self, definition->spell_start);
    write_name(self, definition->spell_end);
    write_number(self, definition->spell_end_inclusive);
    write_number(self, table->rows);
    for (int64_t i = 0; i < definition->column_count && table->rows > 0 && status == INTEG_STATUS_OK; i++)
        status = write_column(self, context, &table->columns[i], &definition->columns[i], error);
    for (int64_t i = 0; i < definition->derived_count; i++) {
        write_name(self, definition->derived[i].name);
        write_name(self, definition->derived[i].expression);
    }
    return status;
}

integ_status integi_snapshot_fingerprint(const integ_snapshot *snapshot, char *text, integ_error *error)
{
    const integ_register *reg = snapshot->owner;
    writing self = {.used = 0};
    unsigned char digest[INTEGI_SHA256_BYTES];
    integ_status status = INTEG_STATUS_OK;
    integi_sha256_init(&self.hash);
    write_number(&self, snapshot->as_of);
    for (int64_t i = 0; i < integi_register_table_count(reg) && status == INTEG_STATUS_OK; i++)
        status = write_table(&self, integi_register_context(reg), &snapshot->tables[i], integi_register_table(reg, i),
                             error);
    flush(&self);
    integi_sha256_finish(&self.hash, digest);
    integi_sha256_text(digest, text);
    integi_wipe(&self, sizeof self);
    return status;
}
