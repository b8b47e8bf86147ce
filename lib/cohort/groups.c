/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/groups.h"

#include "base/document.h"
#include "base/utf8.h"
#include "cohort/messages.h"

#include <string.h>

integ_status integ_groups_new(integ_context *context, integ_groups **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL)
        return integi_invalid_argument(error, "context");
    integ_groups *groups = integi_allocate_zeroed(context, sizeof *groups);
    if (groups == NULL)
        return integi_out_of_memory(error);
    groups->context = integi_context_retain(context);
    atomic_init(&groups->references, 1);
    *out = groups;
    return INTEG_STATUS_OK;
}

static void free_group(integ_context *context, integi_group *group)
{
    integi_text_free(context, group->name);
    integi_text_free(context, group->title);
    integi_text_free(context, group->within);
    integi_text_free(context, group->population);
    integ_expression_free(group->where);
}

integ_groups *integi_groups_retain(const integ_groups *groups)
{
    integ_groups *shared = (integ_groups *)(uintptr_t)groups; /* counting is no change that anybody sees */
    atomic_fetch_add_explicit(&shared->references, 1, memory_order_relaxed);
    return shared;
}

void integ_groups_free(integ_groups *groups)
{
    if (groups == NULL || atomic_fetch_sub_explicit(&groups->references, 1, memory_order_acq_rel) != 1)
        return;
    integ_context *context = groups->context;
    for (size_t i = 0; i < groups->count; i++)
        free_group(context, &groups->items[i]);
    integi_release(context, groups->items, groups->capacity * sizeof *groups->items);
    integi_text_free(context, groups->main_table);
    integi_text_free(context, groups->main_source);
    integi_release(context, groups, sizeof *groups);
    integ_context_free(context);
}

void integi_groups_drop(integ_groups *groups, size_t count)
{
    while (groups->count > count)
        free_group(groups->context, &groups->items[--groups->count]);
}

/* Copies a text that may be NULL; false when memory ran out. */
static bool copy_optional(integ_context *context, const char *text, char **out)
{
    *out = NULL;
    if (text != NULL)
        *out = integi_text_copy(context, text, strlen(text));
    return text == NULL || *out != NULL;
}

bool integi_groups_set_main(integ_groups *groups, const char *table, const integi_place *place)
{
    if (table == NULL)
        return true;
    groups->main_place = *place;
    bool good = copy_optional(groups->context, table, &groups->main_table) &&
                copy_optional(groups->context, place->source, &groups->main_source);
    groups->main_place.source = groups->main_source;
    return good;
}

integ_status integ_groups_add(integ_groups *groups, const char *name, const char *title, const char *within,
                              const integ_expression *where, const char *population, integ_error *error)
{
    if (groups == NULL || name == NULL || name[0] == '\0' || !integi_is_utf8(name))
        return integi_invalid_argument(error, groups == NULL ? "groups" : "name");
    if (integ_groups_find(groups, name) >= 0)
        return INTEGI_FAIL(error, NULL, &integi_message_group_duplicate, name);
    integ_context *context = groups->context;
    void *items = groups->items;
    if (!integi_grow(context, &items, &groups->capacity, groups->count, sizeof *groups->items))
        return integi_out_of_memory(error);
    groups->items = items;
    integi_group added = {0};
    if (!copy_optional(context, name, &added.name) || !copy_optional(context, title, &added.title) ||
        !copy_optional(context, within, &added.within) || !copy_optional(context, population, &added.population)) {
        free_group(context, &added);
        return integi_out_of_memory(error);
    }
    if (where != NULL)
        added.where = integi_expression_retain(where);
    groups->items[groups->count++] = added;
    return INTEG_STATUS_OK;
}

int64_t integ_groups_count(const integ_groups *groups)
{
    return (int64_t)groups->count;
}

int64_t integ_groups_find(const integ_groups *groups, const char *name)
{
    for (size_t i = 0; i < groups->count; i++)
        if (strcmp(groups->items[i].name, name) == 0)
            return (int64_t)i;
    return -1;
}

static const integi_group *group_at(const integ_groups *groups, int64_t index)
{
    return index < 0 || index >= (int64_t)groups->count ? NULL : &groups->items[index];
}

const char *integ_groups_name(const integ_groups *groups, int64_t index)
{
    const integi_group *group = group_at(groups, index);
    return group == NULL ? NULL : group->name;
}

const char *integ_groups_title(const integ_groups *groups, int64_t index)
{
    const integi_group *group = group_at(groups, index);
    if (group == NULL)
        return NULL;
    return group->title == NULL ? group->name : group->title;
}

const char *integ_groups_within(const integ_groups *groups, int64_t index)
{
    const integi_group *group = group_at(groups, index);
    return group == NULL ? NULL : group->within;
}

const char *integ_groups_population(const integ_groups *groups, int64_t index)
{
    const integi_group *group = group_at(groups, index);
    return group == NULL ? NULL : integi_groups_population(groups, group);
}

const integi_group *integi_groups_get(const integ_groups *groups, const char *name)
{
    return groups == NULL ? NULL : group_at(groups, integ_groups_find(groups, name));
}

const char *integi_groups_population(const integ_groups *groups, const integi_group *group)
{
    size_t steps = 0;
    while (group->population == NULL && group->within != NULL && steps++ < groups->count) {
        const integi_group *outer = integi_groups_get(groups, group->within);
        if (outer == NULL)
            break;
        group = outer;
    }
    return group->population;
}

integ_status integi_groups_report_unknown(const integ_groups *groups, const char *name, const integi_place *place,
                                          integ_error *error)
{
    const char *nearest = NULL;
    for (size_t i = 0; groups != NULL && i < groups->count; i++)
        nearest = integi_nearer(name, groups->items[i].name, nearest);
    if (nearest == NULL)
        return INTEGI_FAIL(error, place, &integi_message_group_unknown, name);
    return INTEGI_FAIL(error, place, &integi_message_group_unknown_near, name, nearest);
}

integ_status integi_groups_check_main(const integ_groups *groups, const integ_register *reg, integ_error *error)
{
    const char *name = groups->main_table;
    int64_t table = name == NULL ? 0 : integi_register_find_table(reg, name);
    if (table < 0)
        return INTEGI_FAIL(error, &groups->main_place, &integi_message_main_unknown, name);
    return table == 0 ? INTEG_STATUS_OK
                      : INTEGI_FAIL(error, &groups->main_place, &integi_message_not_main, name,
                                    integi_register_table(reg, 0)->name);
}

integ_status integi_groups_table(const integ_groups *groups, const integi_group *group, const integ_register *reg,
                                 int64_t *table, integ_error *error)
{
    const char *population = integi_groups_population(groups, group);
    *table = population == NULL ? 0 : integi_register_find_table(reg, population);
    integ_status status = integi_groups_check_main(groups, reg, error);
    if (status == INTEG_STATUS_OK && *table < 0)
        status = INTEGI_FAIL(error, NULL, &integi_message_group_population_unknown, group->name, population);
    return status;
}

bool integi_groups_resolve(const char *name, integi_group_parts *out, void *groups)
{
    const integi_group *group = integi_groups_get(groups, name);
    if (group == NULL)
        return false;
    out->within = group->within;
    out->where = group->where;
    out->population = integi_groups_population(groups, group);
    return true;
}

static const char *group_name(int64_t index, void *groups)
{
    return integ_groups_name(groups, index);
}

void integi_groups_enter(const integ_groups *groups, integi_scope *scope)
{
    integi_scope_set_groups(scope, integi_groups_resolve, (void *)(uintptr_t)groups);
    integi_scope_set_group_names(scope, group_name);
}
