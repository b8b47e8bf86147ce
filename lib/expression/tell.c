/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "expression/tell.h"

#include "base/text.h"
#include "expression/messages.h"

#include <string.h>

void integi_tell_init(integi_telling *words, integ_context *context, int32_t language)
{
    *words = (integi_telling){.context = context, .language = language, .table = -1};
    integi_buffer_init(&words->text, context);
}

void integi_tell_free(integi_telling *words)
{
    for (size_t i = 0; i < words->mentioned_count; i++)
        integi_text_free(words->context, words->mentioned[i].group);
    integi_release(words->context, words->mentioned, words->mentioned_capacity * sizeof *words->mentioned);
    integi_buffer_free(&words->text);
}

bool integi_tell_is_language(int32_t language)
{
    return language == INTEG_LANGUAGE_ENGLISH || language == INTEG_LANGUAGE_DANISH;
}

const char *integi_tell_choose(const integi_telling *words, const char *english, const char *danish)
{
    return words->language == INTEG_LANGUAGE_DANISH ? danish : english;
}

void integi_tell_say(integi_telling *words, const char *english, const char *danish)
{
    integi_buffer_text(&words->text, integi_tell_choose(words, english, danish));
}

void integi_tell_mention(integi_telling *words, const char *group, const integi_derived_definition *derived)
{
    for (size_t i = 0; i < words->mentioned_count; i++) {
        const integi_mentioned *other = &words->mentioned[i];
        bool same = group == NULL ? other->derived == derived
                                  : other->group != NULL && strcmp(other->group, group) == 0;
        if (same) return;
    }
    void *items = words->mentioned;
    integi_mentioned added = {NULL, derived, words->table};
    if (!integi_grow(words->context, &items, &words->mentioned_capacity, words->mentioned_count,
                     sizeof *words->mentioned)) {
        words->text.failed = true;
        return;
    }
    words->mentioned = items;
    if (group != NULL && (added.group = integi_text_copy(words->context, group, strlen(group))) == NULL)
        words->text.failed = true;
    else
        words->mentioned[words->mentioned_count++] = added;
}

void integi_tell_group(integi_telling *words, const char *name)
{
    const char *title = words->find_title == NULL ? NULL : words->find_title(name, words->userdata);
    if (title != NULL) {
        integi_tell_quoted(words, title, strlen(title));
        integi_buffer_text(&words->text, " (");
    }
    integi_tell_name(words, name, strlen(name));
    if (title != NULL) integi_buffer_byte(&words->text, ')');
    integi_tell_mention(words, name, NULL);
}

/* A measure is no condition. What its type is can be told for certain only where all of its names are known.
 */
static integ_status find_type(const integ_expression *expression, const integ_register *reg,
                              const char *table, int32_t *type, integ_error *error)
{
    *type = 0;
    integ_status status =
        reg == NULL ? INTEG_STATUS_OK : integ_expression_check(expression, reg, table, type, NULL);
    return status == INTEG_STATUS_OUT_OF_MEMORY ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

static integ_status tell(integi_telling *words, const integ_expression *expression, const char *table,
                         int32_t type, integ_error *error)
{
    const integi_node *root = expression->root;
    bool condition = type == 0 ? integi_tell_is_condition(words, root) : type == INTEG_TYPE_BOOLEAN;
    const char *other = words->table == 0 ? NULL : table;
    if (condition) {
        integi_list list = integi_tell_list_of(root);
        integi_tell_opening(words, other, list);
        integi_tell_conditions(words, root, list, 0);
        integi_tell_closing(words, other);
    } else {
        integi_tell_value(words, root, NULL);
        integi_buffer_byte(&words->text, '\n');
    }
    return integi_tell_computed(words, error);
}

integ_status integ_expression_to_words(const integ_expression *expression, const integ_register *reg,
                                       const char *table, int32_t language, integ_text **out,
                                       integ_error *error)
{
    if (out == NULL) return integi_invalid_argument(error, "out");
    *out = NULL;
    if (expression == NULL || !integi_tell_is_language(language))
        return integi_invalid_argument(error, expression == NULL ? "expression" : "language");
    int64_t index = table == NULL ? 0 : reg == NULL ? -1 : integi_register_find_table(reg, table);
    if (reg != NULL && index < 0) return INTEGI_FAIL(error, NULL, &integi_message_expression_table, table);
    int32_t type;
    integ_status status = find_type(expression, reg, table, &type, error);
    if (status != INTEG_STATUS_OK) return status;
    integi_telling words;
    integi_tell_init(&words, expression->context, language);
    words.reg = reg;
    words.table = index;
    status = tell(&words, expression, table, type, error);
    if (status == INTEG_STATUS_OK) status = integi_text_from_buffer(&words.text, out, error);
    integi_tell_free(&words);
    return status;
}
