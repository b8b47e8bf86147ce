/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/groups.h"
#include "cohort/messages.h"

#include <string.h>

#define DEPTH_MAXIMUM 256 /* of groups that build on each other */
#define ON_THE_WAY (-1)

/* Checks of a set of groups: first among themselves, then against a register. A group uses the one it is within and
 * those its condition names with in_group(), was_in(), years_in() or linked_in(). */

typedef struct check {
    const integ_groups *groups;
    const integi_group *group; /* the one whose uses are looked at */
    int16_t *depths;           /* of the search for cycles: 0 not seen, ON_THE_WAY, else how deep a group goes */
    int16_t deepest;           /* of the groups that the current one uses */
    int nested;                /* searches in each other */
    integ_status status;       /* the first fault */
    integ_error *error;
} check;

static void note(check *checking, integ_status status)
{
    if (checking->status == INTEG_STATUS_OK)
        checking->status = status;
}

static const char *population_word(const char *population)
{
    return population == NULL ? "-" : population;
}

static bool same_population(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* One use of a group by another; goes on to further faults whatever it finds. */
static integ_status check_use(const char *name, const integi_place *place, void *userdata)
{
    check *checking = userdata;
    const integi_group *used = integi_groups_get(checking->groups, name);
    if (used == NULL) {
        note(checking, integi_groups_report_unknown(checking->groups, name, place, checking->error));
        return INTEG_STATUS_OK;
    }
    const char *own = integi_groups_population(checking->groups, checking->group);
    const char *other = integi_groups_population(checking->groups, used);
    if (!same_population(own, other))
        note(checking, INTEGI_FAIL(checking->error, place, &integi_message_group_population, checking->group->name,
                                   population_word(own), name, population_word(other)));
    return INTEG_STATUS_OK;
}

typedef integ_status (*groups_visit)(const integ_expression *expression, integi_group_visitor visit, void *userdata);

static integ_status visit_uses(const integi_group *group, groups_visit visit_named, integi_group_visitor visit,
                               void *userdata)
{
    integ_status status = INTEG_STATUS_OK;
    if (group->within != NULL)
        status = visit(group->within, NULL, userdata);
    if (status == INTEG_STATUS_OK && group->where != NULL)
        status = visit_named(group->where, visit, userdata);
    return status;
}

static void search_from(check *checking, size_t index);

static integ_status follow(const char *name, const integi_place *place, void *userdata)
{
    check *checking = userdata;
    int64_t used = integ_groups_find(checking->groups, name);
    if (used < 0)
        return INTEG_STATUS_OK;
    if (checking->depths[used] == ON_THE_WAY)
        note(checking, INTEGI_FAIL(checking->error, place, &integi_message_group_cycle, name,
                                   checking->group->name));
    else if (checking->depths[used] == 0)
        search_from(checking, (size_t)used);
    if (checking->depths[used] > checking->deepest)
        checking->deepest = checking->depths[used];
    return INTEG_STATUS_OK;
}

static void search_from(check *checking, size_t index)
{
    const integi_group *outer = checking->group;
    int16_t outer_deepest = checking->deepest;
    checking->group = &checking->groups->items[index];
    checking->depths[index] = ON_THE_WAY;
    checking->deepest = 0;
    if (++checking->nested <= DEPTH_MAXIMUM)
        note(checking, visit_uses(checking->group, integi_expression_visit_groups, follow, checking));
    bool too_deep = checking->nested > DEPTH_MAXIMUM || checking->deepest >= DEPTH_MAXIMUM;
    if (too_deep && checking->status == INTEG_STATUS_OK)
        note(checking, INTEGI_FAIL(checking->error, NULL, &integi_message_group_depth, checking->group->name,
                                   integi_number((char[INTEGI_NUMBER_SIZE]){0}, DEPTH_MAXIMUM)));
    checking->nested--;
    checking->depths[index] = too_deep ? DEPTH_MAXIMUM : checking->deepest + 1;
    checking->deepest = outer_deepest;
    checking->group = outer;
}

static integ_status check_among_themselves(const integ_groups *groups, integ_error *error)
{
    check checking = {.groups = groups, .error = error};
    size_t size = groups->count * sizeof *checking.depths;
    checking.depths = integi_allocate_zeroed(groups->context, size);
    if (checking.depths == NULL)
        return integi_out_of_memory(error);
    for (size_t i = 0; i < groups->count; i++)
        if (checking.depths[i] == 0)
            search_from(&checking, i);
    integi_release(groups->context, checking.depths, size);
    integ_status circles = checking.status;
    for (size_t i = 0; i < groups->count && circles == INTEG_STATUS_OK; i++) {
        checking.group = &groups->items[i];
        note(&checking, visit_uses(checking.group, integi_expression_visit_same_groups, check_use, &checking));
    }
    return checking.status;
}

static integ_status check_condition(const integ_groups *groups, const integi_group *group, const integ_register *reg,
                                    integ_error *error)
{
    int64_t table;
    integi_scope *scope = NULL;
    integi_program *program = NULL;
    int32_t root;
    integ_status status = integi_groups_table(groups, group, reg, &table, error);
    if (status == INTEG_STATUS_OK)
        status = integi_scope_new(groups->context, reg, table, &scope, error);
    if (status == INTEG_STATUS_OK) {
        integi_groups_enter(groups, scope);
        status = integi_program_new(groups->context, scope, &program, error);
    }
    if (status == INTEG_STATUS_OK && group->where != NULL)
        status = integi_program_add_condition(program, group->where, integi_expression_root(group->where), &root,
                                              error);
    integi_program_free(program);
    integi_scope_free(scope);
    return status;
}

integ_status integ_groups_check(const integ_groups *groups, const integ_register *reg, integ_error *error)
{
    if (groups == NULL)
        return integi_invalid_argument(error, "groups");
    integ_status first = check_among_themselves(groups, error);
    if (first != INTEG_STATUS_OK || reg == NULL)
        return first;
    int64_t told = integ_error_count(error);
    for (size_t i = 0; i < groups->count; i++) {
        integ_status status = check_condition(groups, &groups->items[i], reg, error);
        integi_error_drop_repeated(error, told); /* those of groups that this one uses */
        first = first == INTEG_STATUS_OK ? status : first;
    }
    return first;
}
