/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_GROUPS_H
#define INTEGI_COHORT_GROUPS_H

#include "expression/program.h"
#include "integration/cohort.h"

#include <stdatomic.h>

typedef struct integi_group {
    char *name;
    char *title;             /* NULL for none */
    char *within;            /* NULL for none */
    char *population;        /* NULL: that of `within`, or the main table */
    integ_expression *where; /* NULL: everybody */
} integi_group;

struct integ_groups {
    integ_context *context;
    atomic_int references;
    integi_group *items;
    size_t count, capacity;
    char *main_table; /* what the document they are of calls the register's main table; NULL: nothing */
    char *main_source;
    integi_place main_place;
};

/* Adds a reference: plans keep the groups they count alive. */
integ_groups *integi_groups_retain(const integ_groups *groups);

/* Takes all groups but the first ones away again. */
void integi_groups_drop(integ_groups *groups, size_t count);

const integi_group *integi_groups_get(const integ_groups *groups, const char *name); /* NULL: none */

/* The name of a group's table, found along `within`; NULL for the main table. Endless circles are broken. */
const char *integi_groups_population(const integ_groups *groups, const integi_group *group);

/* Reports that there is no such group, with the nearest name. */
integ_status integi_groups_report_unknown(const integ_groups *groups, const char *name, const integi_place *place,
                                          integ_error *error);

/* What a document calls the main table, and where it does. Both are copied. False: no memory. */
bool integi_groups_set_main(integ_groups *groups, const char *table, const integi_place *place);
/* Whether the register's main table is called so: else those groups that say nothing of their table select from another
 * one than they were written for. */
integ_status integi_groups_check_main(const integ_groups *groups, const integ_register *reg, integ_error *error);

/* The index in the register of the table a group selects from; set where the check of the main table fails too. */
integ_status integi_groups_table(const integ_groups *groups, const integi_group *group, const integ_register *reg,
                                 int64_t *table, integ_error *error);

/* An integi_group_resolver over a set of groups. */
bool integi_groups_resolve(const char *name, integi_group_parts *out, void *groups);

/* Lets a scope find the groups, and their names for "did you mean". They must outlive it. */
void integi_groups_enter(const integ_groups *groups, integi_scope *scope);

/* Warnings about one group: its condition, with what it is within, and an earlier group that selects the same. A NULL
 * place stands for that of its condition. Groups that are built on themselves are taken as they are. */
integ_status integi_groups_examine_one(const integ_groups *groups, int64_t index, const integi_scope *scope,
                                       const integi_place *place, integ_error *remarks);

#endif
