/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "release/ledger.h"

#include <string.h>

static void append_quoted(integi_buffer *out, const char *text, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    integi_buffer_byte(out, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte < 0x20) {
            char escape[] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
            integi_buffer_append(out, escape, sizeof escape);
            continue;
        }
        if (byte == '"' || byte == '\\')
            integi_buffer_byte(out, '\\');
        integi_buffer_byte(out, (char)byte);
    }
    integi_buffer_byte(out, '"');
}

void integi_ledger_text(integi_buffer *out, const char *text)
{
    if (text == NULL)
        integi_buffer_text(out, "null");
    else
        append_quoted(out, text, strlen(text));
}

static void append_children(integi_buffer *out, const integi_json_value *value)
{
    bool object = value->kind == INTEGI_JSON_OBJECT;
    integi_buffer_byte(out, object ? '{' : '[');
    for (const integi_json_value *child = value->first; child != NULL; child = child->next) {
        if (child != value->first)
            integi_buffer_byte(out, ',');
        if (object) {
            append_quoted(out, child->key, child->key_length);
            integi_buffer_byte(out, ':');
        }
        integi_ledger_value(out, child);
    }
    integi_buffer_byte(out, object ? '}' : ']');
}

void integi_ledger_value(integi_buffer *out, const integi_json_value *value)
{
    switch (value->kind) {
    case INTEGI_JSON_OBJECT:
    case INTEGI_JSON_ARRAY:
        append_children(out, value);
        break;
    case INTEGI_JSON_TEXT:
        append_quoted(out, value->text, value->length);
        break;
    case INTEGI_JSON_NUMBER:
        integi_buffer_append(out, value->text, value->length);
        break;
    case INTEGI_JSON_BOOLEAN:
        integi_buffer_text(out, value->truth ? "true" : "false");
        break;
    default:
        integi_buffer_text(out, "null");
    }
}

void integi_ledger_hash(const char *previous, integi_ledger_entry *entry)
{
    unsigned char digest[INTEGI_SHA256_BYTES];
    integi_sha256 hash;
    integi_sha256_init(&hash);
    integi_sha256_add(&hash, previous, strlen(previous));
    integi_sha256_add(&hash, entry->text, entry->length);
    integi_sha256_finish(&hash, digest);
    integi_sha256_text(digest, entry->hash);
}

/* The lowest version of the format that has all that is written: whoever does not know analyses and listings must not
 * pass over them. */
static int64_t version_of(const integ_ledger *ledger)
{
    for (size_t i = 0; i < ledger->count; i++)
        if (ledger->entries[i].analysis != NULL || ledger->entries[i].listing_count > 0)
            return 2;
    return 1;
}

void integi_ledger_write_text(const integ_ledger *ledger, integi_buffer *out)
{
    integi_buffer_text(out, "{\"ledger\": ");
    integi_buffer_integer(out, version_of(ledger));
    integi_buffer_text(out, ", \"register\": ");
    integi_ledger_text(out, ledger->title);
    integi_buffer_text(out, ", \"count\": ");
    integi_buffer_integer(out, (int64_t)ledger->count);
    integi_buffer_text(out, ", \"releases\": [\n");
    for (size_t i = 0; i < ledger->count; i++) {
        integi_buffer_text(out, "{\"hash\": ");
        integi_ledger_text(out, ledger->entries[i].hash);
        integi_buffer_text(out, ", \"release\": ");
        integi_buffer_append(out, ledger->entries[i].text, ledger->entries[i].length);
        integi_buffer_text(out, i + 1 < ledger->count ? "},\n" : "}\n");
    }
    integi_buffer_text(out, "]}\n");
}

integ_status integi_ledger_add_entry(integ_ledger *ledger, const integi_ledger_entry *entry, integ_error *error)
{
    void *entries = ledger->entries;
    if (!integi_grow(ledger->context, &entries, &ledger->capacity, ledger->count, sizeof *ledger->entries))
        return integi_out_of_memory(error);
    ledger->entries = entries;
    ledger->entries[ledger->count] = *entry;
    integi_ledger_hash(ledger->count == 0 ? "" : ledger->entries[ledger->count - 1].hash,
                       &ledger->entries[ledger->count]);
    ledger->count++;
    return INTEG_STATUS_OK;
}

void integi_ledger_take_back(integ_ledger *ledger, int64_t count)
{
    ledger->count = (size_t)count;
    if (count == 0)
        ledger->title = NULL;
}
