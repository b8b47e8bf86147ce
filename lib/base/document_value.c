/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/date.h"
#include "base/document.h"
#include "base/messages.h"
#include "base/utf8.h"

#include <string.h>

#define SHOWN_BYTES 60
#define LIST_BYTES 400

/* The beginning of a scalar, as much as a message has room for. */
typedef struct shown {
    char text[SHOWN_BYTES + 4];
} shown;

static shown show(const integi_document_node *node)
{
    shown result = {0};
    size_t length = node->length;
    if (length > SHOWN_BYTES) {
        length = SHOWN_BYTES;
        while (length > 0 && ((unsigned char)node->text[length] & 0xC0) == 0x80)
            length--;
        memcpy(result.text + length, "\xE2\x80\xA6", 3);
    }
    memcpy(result.text, node->text, length);
    return result;
}

/* Words with commas between them, cut off with an ellipsis where there are too many. */
typedef struct word_list {
    char text[LIST_BYTES];
    size_t length;
} word_list;

static void list_word(word_list *list, const char *word)
{
    size_t length = strlen(word);
    if (list->length + length + 8 > LIST_BYTES) {
        if (list->length > 0 && list->text[list->length - 1] != '.') {
            memcpy(list->text + list->length, " ...", 5);
            list->length += 4;
        }
        return;
    }
    if (list->length > 0) {
        memcpy(list->text + list->length, ", ", 2);
        list->length += 2;
    }
    memcpy(list->text + list->length, word, length + 1);
    list->length += length;
}

static integ_status refuse(const integi_document_node *node, const integi_message *message, integ_error *error)
{
    shown value = show(node);
    return INTEGI_FAIL(error, &node->place, message, value.text);
}

/* Every accessor of a single value begins with this. */
static integ_status expect_scalar(const integi_document_node *node, const integi_message *collection,
                                  integ_error *error)
{
    if (node->kind != INTEGI_DOCUMENT_SCALAR)
        return INTEGI_FAIL(error, &node->place, collection);
    if (node->absent)
        return INTEGI_FAIL(error, &node->place, &integi_message_document_absent);
    return INTEG_STATUS_OK;
}

integ_status integi_document_mapping(const integi_document_node *node, integ_error *error)
{
    if (node->kind == INTEGI_DOCUMENT_MAPPING)
        return INTEG_STATUS_OK;
    return INTEGI_FAIL(error, &node->place, &integi_message_document_not_mapping);
}

integ_status integi_document_sequence(const integi_document_node *node, integ_error *error)
{
    if (node->kind == INTEGI_DOCUMENT_SEQUENCE)
        return INTEG_STATUS_OK;
    return INTEGI_FAIL(error, &node->place, &integi_message_document_not_sequence);
}

integ_status integi_document_text(const integi_document_node *node, const char **out, integ_error *error)
{
    *out = NULL;
    integ_status status = expect_scalar(node, &integi_message_document_not_text, error);
    if (status == INTEG_STATUS_OK)
        *out = node->text;
    return status;
}

/* Whether text would be a decimal if only there were room for all of its digits. */
static bool looks_decimal(const char *text)
{
    text += *text == '-' || *text == '+';
    size_t whole = strspn(text, "0123456789");
    if (whole == 0 || text[whole] == '\0')
        return whole > 0;
    size_t fraction = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
    return fraction > 0 && text[whole + 1 + fraction] == '\0';
}

integ_status integi_document_integer(const integi_document_node *node, int64_t *out, integ_error *error)
{
    *out = 0;
    integ_status status = expect_scalar(node, &integi_message_document_not_integer_kind, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_decimal decimal;
    if (integi_decimal_parse(node->text, node->length, &decimal) && decimal.decimals == 0) {
        *out = decimal.coefficient;
        return INTEG_STATUS_OK;
    }
    bool whole = looks_decimal(node->text) && strchr(node->text, '.') == NULL;
    return refuse(node, whole ? &integi_message_document_integer_range : &integi_message_document_not_integer, error);
}

integ_status integi_document_decimal(const integi_document_node *node, integi_decimal *out, integ_error *error)
{
    *out = (integi_decimal){0, 0};
    integ_status status = expect_scalar(node, &integi_message_document_not_decimal_kind, error);
    if (status != INTEG_STATUS_OK || integi_decimal_parse(node->text, node->length, out))
        return status;
    *out = (integi_decimal){0, 0};
    return refuse(node, looks_decimal(node->text) ? &integi_message_document_decimal_range
                                                  : &integi_message_document_not_decimal, error);
}

integ_status integi_document_boolean(const integi_document_node *node, bool *out, integ_error *error)
{
    *out = false;
    integ_status status = expect_scalar(node, &integi_message_document_not_boolean_kind, error);
    if (status != INTEG_STATUS_OK)
        return status;
    *out = strcmp(node->text, "true") == 0;
    if (*out || strcmp(node->text, "false") == 0)
        return INTEG_STATUS_OK;
    return refuse(node, &integi_message_document_not_boolean, error);
}

integ_status integi_document_date(const integi_document_node *node, integ_date *out, integ_error *error)
{
    *out = 0;
    int32_t year, month, day;
    integ_status status = expect_scalar(node, &integi_message_document_not_date_kind, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!integi_date_split_iso(node->text, node->length, &year, &month, &day))
        return refuse(node, &integi_message_document_not_date, error);
    if (!integi_date_from_civil(year, month, day, out))
        return refuse(node, &integi_message_document_date_range, error);
    return INTEG_STATUS_OK;
}

integ_status integi_document_choice(const integi_document_node *node, const integi_document_word *words, int32_t *out,
                                    integ_error *error)
{
    *out = 0;
    word_list known = {0};
    for (const integi_document_word *word = words; word->word != NULL; word++) {
        if (node->kind == INTEGI_DOCUMENT_SCALAR && strcmp(node->text, word->word) == 0) {
            *out = word->value;
            return INTEG_STATUS_OK;
        }
        list_word(&known, word->word);
    }
    if (node->kind != INTEGI_DOCUMENT_SCALAR || node->absent)
        return INTEGI_FAIL(error, &node->place, &integi_message_document_no_word, known.text);
    shown value = show(node);
    return INTEGI_FAIL(error, &node->place, &integi_message_document_other_word, value.text, known.text);
}

const char *integi_nearer(const char *name, const char *candidate, const char *best)
{
    int length = (int)strlen(name);
    int limit = length < 4 ? 1 : length < 8 ? 2 : 3;
    int distance = integi_utf8_distance(name, candidate, limit);
    if (distance > limit || distance >= length)
        return best;
    return best == NULL || distance < integi_utf8_distance(name, best, limit) ? candidate : best;
}

const char *integ_nearer_name(const char *name, const char *candidate, const char *best)
{
    return name == NULL || candidate == NULL ? best : integi_nearer(name, candidate, best);
}

static bool is_whole(const char *text)
{
    text += *text == '-' || *text == '+';
    return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

/* `{value: 9,5}` is a value and a key without one. */
static bool is_decimal_comma(const integi_document_node *before, const integi_document_node *item)
{
    return before != NULL && before->kind == INTEGI_DOCUMENT_SCALAR && is_whole(before->text) && item->absent &&
           is_whole(item->key->text) && item->key->text[0] >= '0';
}

static integ_status unknown_key(const integi_document_node *key, const integi_document_field *fields, size_t count,
                                integ_error *error)
{
    const char *best = NULL;
    word_list known = {0};
    for (size_t i = 0; i < count; i++) {
        best = integi_nearer(key->text, fields[i].name, best);
        list_word(&known, fields[i].name);
    }
    shown name = show(key);
    if (best != NULL)
        return INTEGI_FAIL(error, &key->place, &integi_message_document_unknown_key_near, name.text, best);
    return INTEGI_FAIL(error, &key->place, &integi_message_document_unknown_key, name.text, known.text);
}

integ_status integi_document_fields(const integi_document_node *mapping, const integi_document_field *fields,
                                    size_t count, integ_error *error)
{
    for (size_t i = 0; i < count; i++)
        *fields[i].value = NULL;
    integ_status status = integi_document_mapping(mapping, error);
    if (status != INTEG_STATUS_OK)
        return status;
    const integi_document_node *before = NULL;
    for (const integi_document_node *item = mapping->first; item != NULL; before = item, item = item->next) {
        size_t field = 0;
        while (field < count && strcmp(fields[field].name, item->key->text) != 0)
            field++;
        integ_status found = INTEG_STATUS_OK;
        if (field < count)
            *fields[field].value = item->absent ? NULL : item;
        else if (is_decimal_comma(before, item))
            found = INTEGI_FAIL(error, &item->key->place, &integi_message_document_decimal_comma, before->text,
                                item->key->text);
        else
            found = unknown_key(item->key, fields, count, error);
        status = status == INTEG_STATUS_OK ? found : status;
    }
    for (size_t i = 0; i < count; i++)
        if (fields[i].required && *fields[i].value == NULL) {
            integ_status missing = INTEGI_FAIL(error, &mapping->place, &integi_message_document_missing_key,
                                               fields[i].name);
            status = status == INTEG_STATUS_OK ? missing : status;
        }
    return status;
}
