/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/arrow_stream.h"

#include <string.h>

/* Schemas of tables going out. */

#define FORMAT_SIZE 16

typedef struct held {
    integ_context *context;
    char format[FORMAT_SIZE];
    char *name; /* NULL: none */
    struct ArrowSchema *items; /* the children */
    struct ArrowSchema **children;
    int64_t child_count;
    struct ArrowSchema dictionary;
} held;

static void release_schema(struct ArrowSchema *schema)
{
    held *self = schema->private_data;
    integ_context *context = self->context;
    for (int64_t i = 0; i < self->child_count; i++)
        if (self->items[i].release != NULL)
            self->items[i].release(&self->items[i]);
    if (self->dictionary.release != NULL)
        self->dictionary.release(&self->dictionary);
    integi_release(context, self->items, (size_t)self->child_count * sizeof *self->items);
    integi_release(context, self->children, (size_t)self->child_count * sizeof *self->children);
    integi_text_free(context, self->name);
    integi_release(context, self, sizeof *self);
    integ_context_free(context);
    schema->private_data = NULL;
    schema->release = NULL;
}

/* `d:19,2`: as many digits as an int64 can have, or as decimal128 can. */
static void decimal_format(char *format, bool wide, int32_t decimals)
{
    memcpy(format, wide ? "d:38," : "d:19,", 6);
    integi_number(format + 5, decimals);
}

static void write_format(char *format, const integi_arrow_field *field)
{
    static const char *const formats[] = {[INTEG_TYPE_BOOLEAN] = "b",   [INTEG_TYPE_INTEGER] = "l",
                                          [INTEG_TYPE_NUMBER] = "g",    [INTEG_TYPE_DATE] = "tdD",
                                          [INTEG_TYPE_TIMESTAMP] = "tsu:UTC", [INTEG_TYPE_CODE] = "i",
                                          [INTEG_TYPE_TEXT] = "U"};
    char number[INTEGI_NUMBER_SIZE + 5];
    if (field->type == INTEG_TYPE_DECIMAL || field->type == INTEGI_ARROW_WIDE) {
        decimal_format(number, field->type == INTEGI_ARROW_WIDE, field->decimals);
        memcpy(format, number, strlen(number) + 1);
    } else {
        memcpy(format, formats[field->type], strlen(formats[field->type]) + 1);
    }
}

static held *begin_schema(integ_context *context, const char *format, const char *name, int64_t flags,
                          struct ArrowSchema *out)
{
    held *self = integi_allocate_zeroed(context, sizeof *self);
    if (self == NULL)
        return NULL;
    self->context = integi_context_retain(context);
    memcpy(self->format, format, strlen(format) + 1);
    self->name = integi_text_copy(context, name, strlen(name));
    *out = (struct ArrowSchema){.format = self->format, .name = self->name, .flags = flags,
                                .release = release_schema, .private_data = self};
    return self->name == NULL ? NULL : self;
}

static bool make_field(integ_context *context, const integi_arrow_field *field, struct ArrowSchema *out)
{
    char format[FORMAT_SIZE];
    write_format(format, field);
    held *self = begin_schema(context, format, field->name, ARROW_FLAG_NULLABLE, out);
    if (self == NULL || field->type != INTEG_TYPE_CODE)
        return self != NULL;
    out->dictionary = &self->dictionary;
    return begin_schema(context, "U", "", ARROW_FLAG_NULLABLE, &self->dictionary) != NULL;
}

static bool make_fields(const integi_arrow_source *source, struct ArrowSchema *out)
{
    size_t count = (size_t)source->field_count;
    held *self = begin_schema(source->context, "+s", "", 0, out);
    if (self == NULL)
        return false;
    self->items = integi_allocate_zeroed(source->context, count * sizeof *self->items);
    if (self->items == NULL)
        return false;
    self->child_count = source->field_count;
    self->children = integi_allocate_array(source->context, count, sizeof *self->children);
    if (self->children == NULL)
        return false;
    for (int64_t i = 0; i < source->field_count; i++) {
        self->children[i] = &self->items[i];
        if (!make_field(source->context, &source->fields[i], &self->items[i]))
            return false;
    }
    out->n_children = source->field_count;
    out->children = self->children;
    return true;
}

bool integi_arrow_make_schema(const integi_arrow_source *source, struct ArrowSchema *out)
{
    out->release = NULL;
    bool done = make_fields(source, out);
    if (!done && out->release != NULL)
        out->release(out);
    return done;
}
