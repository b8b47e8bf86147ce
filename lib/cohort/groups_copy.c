/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Groups of one set in another one, under other names: two versions of a policy side by side. */
#include "cohort/groups.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <string.h>

typedef struct copying {
    integ_groups *groups;
    const integ_groups *from;
    const char *prefix;
    integ_error *error;
} copying;

/* NULL where memory ran out. */
static char *with_prefix(const copying *self, const char *name)
{
    integi_buffer text;
    integi_buffer_init(&text, self->groups->context);
    integi_buffer_text(&text, self->prefix);
    integi_buffer_text(&text, name);
    char *made = text.failed ? NULL : integi_text_copy(self->groups->context, text.bytes, text.length);
    integi_buffer_free(&text);
    return made;
}

static integ_status add_under(const copying *self, const integi_group *group, const char *name)
{
    integ_context *context = self->groups->context;
    integ_expression *where = NULL;
    char *within = group->within == NULL ? NULL : with_prefix(self, group->within);
    integ_status status =
        (group->within == NULL) == (within == NULL) ? INTEG_STATUS_OK : integi_out_of_memory(self->error);
    if (status == INTEG_STATUS_OK && group->where != NULL)
        status = integi_expression_rename_groups(group->where, self->prefix, &where, self->error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_add(self->groups, name, group->title == NULL ? group->name : group->title, within, where,
                                  group->population, self->error);
    integ_expression_free(where);
    integi_text_free(context, within);
    return status;
}

/* An integi_group_visitor: adds a group by its old name, unless it is there. */
static integ_status add(const char *name, const integi_place *place, void *userdata)
{
    const copying *self = userdata;
    const integi_group *group = integi_groups_get(self->from, name);
    if (group == NULL)
        return integi_groups_report_unknown(self->from, name, place, self->error);
    char *new_name = with_prefix(self, name);
    if (new_name == NULL)
        return integi_out_of_memory(self->error);
    integ_status status =
        integ_groups_find(self->groups, new_name) >= 0 ? INTEG_STATUS_OK : add_under(self, group, new_name);
    integi_text_free(self->groups->context, new_name);
    return status;
}

/* What the groups from a number on are built on; they are told by their names. */
static integ_status add_below(copying *self, size_t first)
{
    size_t prefix = strlen(self->prefix);
    integ_status status = INTEG_STATUS_OK;
    for (size_t i = first; i < self->groups->count && status == INTEG_STATUS_OK; i++) {
        const integi_group *group = integi_groups_get(self->from, self->groups->items[i].name + prefix);
        if (group->within != NULL)
            status = add(group->within, NULL, self);
        if (status == INTEG_STATUS_OK && group->where != NULL)
            status = integi_expression_visit_groups(group->where, add, self);
    }
    return status;
}

integ_status integ_groups_add_copy(integ_groups *groups, const integ_groups *from, const char *name,
                                   const char *prefix, integ_error *error)
{
    if (groups == NULL || from == NULL || groups == from)
        return integi_invalid_argument(error, groups == NULL ? "groups" : "from");
    if (name == NULL || prefix == NULL || !integi_is_utf8(prefix))
        return integi_invalid_argument(error, name == NULL ? "name" : "prefix");
    copying self = {groups, from, prefix, error};
    size_t first = groups->count;
    integ_status status = add(name, NULL, &self);
    if (status == INTEG_STATUS_OK)
        status = add_below(&self, first);
    if (status != INTEG_STATUS_OK)
        integi_groups_drop(groups, first);
    return status;
}
