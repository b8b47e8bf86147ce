/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "cohort/meaning.h"

#include "base/text.h"
#include "expression/messages.h"

static integ_status append_group(integi_normal *normal, const char *name, integi_digests *into);

integ_status integi_meanings_open(integi_meanings *meanings, integ_context *context,
                                  const integ_groups *groups, integ_error *error)
{
    *meanings = (integi_meanings){.groups = groups, .normal = {.context = context, .error = error}};
    if (groups == NULL) return INTEG_STATUS_OK;
    meanings->items = integi_allocate_zeroed(context, groups->count * sizeof *meanings->items);
    if (meanings->items == NULL) return integi_out_of_memory(error);
    meanings->normal.groups = append_group;
    meanings->normal.userdata = meanings;
    return INTEG_STATUS_OK;
}

void integi_meanings_close(integi_meanings *meanings)
{
    if (meanings->items == NULL) return;
    integ_context *context = meanings->normal.context;
    for (size_t i = 0; i < meanings->groups->count; i++)
        integi_digests_free(context, &meanings->items[i].conditions);
    integi_release(context, meanings->items, meanings->groups->count * sizeof *meanings->items);
    meanings->items = NULL;
}

/* Groups add their levels to those of conditions, as they do where they are evaluated. */
static integ_status find_conditions(integi_normal *normal, const integi_group *group, integi_digests *out)
{
    integ_status status = INTEG_STATUS_OK;
    if (normal->depth >= INTEGI_EXPRESSION_DEPTH)
        return INTEGI_FAIL(normal->error, NULL, &integi_message_expression_depth,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_EXPRESSION_DEPTH));
    normal->depth++;
    if (group->within != NULL) status = append_group(normal, group->within, out);
    if (status == INTEG_STATUS_OK && group->where != NULL)
        status = integi_normal_conditions(normal, group->where->root, out);
    normal->depth--;
    return status;
}

static integ_status append_group(integi_normal *normal, const char *name, integi_digests *into)
{
    integi_meanings *meanings = normal->userdata;
    int64_t index = integ_groups_find(meanings->groups, name);
    if (index < 0) return integi_groups_report_unknown(meanings->groups, name, NULL, normal->error);
    integi_meaning *meaning = &meanings->items[index];
    if (!meaning->known) {
        integ_status status = find_conditions(normal, &meanings->groups->items[index], &meaning->conditions);
        if (status != INTEG_STATUS_OK) return status;
        integi_digests_sort(&meaning->conditions);
        meaning->known = true;
    }
    for (size_t i = 0; i < meaning->conditions.count; i++)
        if (!integi_digests_add(normal->context, into, &meaning->conditions.items[i]))
            return integi_out_of_memory(normal->error);
    return INTEG_STATUS_OK;
}

integ_status integi_meaning_of_group(integi_meanings *meanings, const char *name, integi_digest *out)
{
    integi_digests conditions = {NULL, 0, 0};
    integ_status status = append_group(&meanings->normal, name, &conditions);
    if (status == INTEG_STATUS_OK) integi_digests_all(&conditions, out);
    integi_digests_free(meanings->normal.context, &conditions);
    return status;
}

integ_status integ_groups_fingerprint(const integ_groups *groups, const char *name, integ_text **out,
                                      integ_error *error)
{
    if (out == NULL) return integi_invalid_argument(error, "out");
    *out = NULL;
    if (groups == NULL || name == NULL)
        return integi_invalid_argument(error, groups == NULL ? "groups" : "name");
    const integi_group *group = integi_groups_get(groups, name);
    if (group == NULL) return integi_groups_report_unknown(groups, name, NULL, error);
    integ_status status = integ_groups_check(groups, NULL, error);
    if (status != INTEG_STATUS_OK) return status;
    integi_meanings meanings;
    integi_digest digest;
    status = integi_meanings_open(&meanings, groups->context, groups, error);
    if (status == INTEG_STATUS_OK) status = integi_meaning_of_group(&meanings, name, &digest);
    integi_meanings_close(&meanings);
    return status != INTEG_STATUS_OK
               ? status
               : integi_fingerprint_text(groups->context, integi_groups_population(groups, group), &digest,
                                         out, error);
}
