/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "cohort/tell.h"

#include "base/text.h"

#include <string.h>

const char *integi_tell_find_title(const char *name, void *groups)
{
    const integi_group *group = integi_groups_get(groups, name);
    return group == NULL ? NULL : group->title;
}

const char *integi_tell_table(const integi_telling *words, const char *population)
{
    bool main =
        words->reg != NULL ? words->table == 0 : population == NULL || strcmp(population, "citizen") == 0;
    return main ? NULL : population;
}

typedef struct telling {
    integi_telling words;
    const integ_groups *groups;
    bool *told; /* of each group: its conditions stand above */
} telling;

/* Title (name), or the name alone. */
static void append_name(integi_telling *words, const integi_group *group)
{
    if (group->title == NULL) {
        integi_tell_name(words, group->name, strlen(group->name));
        return;
    }
    integi_tell_visible(words, group->title, strlen(group->title));
    integi_buffer_text(&words->text, " (");
    integi_tell_name(words, group->name, strlen(group->name));
    integi_buffer_byte(&words->text, ')');
}

static integi_list list_of(const integi_group *group)
{
    if (group->within != NULL) return group->where != NULL ? INTEGI_LIST_ALL : INTEGI_LIST_ONE;
    return integi_tell_list_of(group->where->root);
}

static void append_conditions(telling *self, const integi_group *group, int32_t level);

/* The group that another one is within, with its conditions one level further in unless they stand above. */
static void append_within(telling *self, const char *name, int32_t level)
{
    integi_telling *words = &self->words;
    int64_t index = integ_groups_find(self->groups, name);
    const integi_group *group = &self->groups->items[index];
    bool everybody = group->within == NULL && group->where == NULL;
    integi_tell_bullet(words, level);
    integi_tell_say(words, "is in the group ", "er i gruppen ");
    integi_tell_group(words, name);
    if (self->told[index]) {
        integi_tell_say(words, ", as above\n", " som ovenfor\n");
        return;
    }
    self->told[index] = true;
    if (everybody) {
        integi_tell_say(words, ", which everybody is in\n", ", som alle er i\n");
        return;
    }
    integi_tell_say(words, ", where ", ", hvor ");
    integi_tell_heading(words, list_of(group));
    integi_buffer_byte(&words->text, '\n');
    append_conditions(self, group, level + 1);
}

static void append_conditions(telling *self, const integi_group *group, int32_t level)
{
    if (group->within != NULL) append_within(self, group->within, level);
    if (group->where != NULL) integi_tell_conditions(&self->words, group->where->root, list_of(group), level);
}

static void append_group(telling *self, int64_t index)
{
    const integi_group *group = &self->groups->items[index];
    integi_telling *words = &self->words;
    if (words->reg != NULL) integi_groups_table(self->groups, group, words->reg, &words->table, NULL);
    const char *table = integi_tell_table(&self->words, integi_groups_population(self->groups, group));
    self->told[index] = true;
    append_name(&self->words, group);
    integi_buffer_byte(&self->words.text, '\n');
    if (group->within == NULL && group->where == NULL) {
        integi_tell_everybody(&self->words, table);
        return;
    }
    integi_tell_opening(&self->words, table, list_of(group));
    append_conditions(self, group, 0);
}

/* The group, then every group that was named on the way and is not told yet. */
static integ_status tell_group(telling *self, int64_t index, integ_error *error)
{
    integi_telling *words = &self->words;
    const integi_group *group = &self->groups->items[index];
    int64_t table = words->table;
    append_group(self, index);
    for (size_t i = 0; i < words->mentioned_count; i++) {
        int64_t named = words->mentioned[i].group == NULL
                            ? -1
                            : integ_groups_find(self->groups, words->mentioned[i].group);
        if (named < 0 || self->told[named]) continue;
        integi_buffer_byte(&words->text, '\n');
        append_group(self, named);
    }
    words->table = table;
    integi_tell_closing(words, integi_tell_table(words, integi_groups_population(self->groups, group)));
    words->table = table;
    return integi_tell_computed(words, error);
}

static integ_status tell(const integ_groups *groups, int64_t index, const integ_register *reg,
                         int32_t language, integ_text **out, integ_error *error)
{
    telling self = {.groups = groups};
    int64_t table = -1;
    integ_status status = reg == NULL
                              ? INTEG_STATUS_OK
                              : integi_groups_table(groups, &groups->items[index], reg, &table, error);
    if (status != INTEG_STATUS_OK) return status;
    self.told = integi_allocate_zeroed(groups->context, groups->count * sizeof *self.told);
    if (self.told == NULL) return integi_out_of_memory(error);
    integi_tell_init(&self.words, groups->context, language);
    self.words.reg = reg;
    self.words.table = table;
    self.words.find_title = integi_tell_find_title;
    self.words.userdata = (void *)(uintptr_t)groups;
    status = tell_group(&self, index, error);
    if (status == INTEG_STATUS_OK) status = integi_text_from_buffer(&self.words.text, out, error);
    integi_tell_free(&self.words);
    integi_release(groups->context, self.told, groups->count * sizeof *self.told);
    return status;
}

integ_status integ_groups_to_words(const integ_groups *groups, const char *name, const integ_register *reg,
                                   int32_t language, integ_text **out, integ_error *error)
{
    if (out == NULL) return integi_invalid_argument(error, "out");
    *out = NULL;
    if (groups == NULL || name == NULL || !integi_tell_is_language(language))
        return integi_invalid_argument(error, groups == NULL ? "groups" : name == NULL ? "name" : "language");
    int64_t index = integ_groups_find(groups, name);
    if (index < 0) return integi_groups_report_unknown(groups, name, NULL, error);
    integ_status status = integ_groups_check(groups, NULL, error);
    return status != INTEG_STATUS_OK ? status : tell(groups, index, reg, language, out, error);
}
