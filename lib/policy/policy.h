/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_POLICY_POLICY_H
#define INTEGI_POLICY_POLICY_H

/* A policy document as it was loaded: every part with its place, so that whatever is found out later can be said where
 * it was written. All texts and arrays belong to the policy; nothing changes after loading. */

#include "base/arena.h"
#include "base/document.h"
#include "goal/goal.h"
#include "integration/policy.h"
#include "register/schema.h"

#include <stdatomic.h>

/* A name that stands for something defined elsewhere in the document. */
typedef struct integi_reference {
    const char *name; /* NULL where there is none */
    int64_t index;    /* of what it names, in the policy's array of its kind; -1 when there is none of that name */
    integi_place place;
} integi_reference;

typedef struct integi_decision {
    bool has_date;
    integ_date date;
    const char *body;  /* these may be NULL */
    integi_reference about; /* a group, a theme, an indicator, a goal or an effort; its index is in that list */
    const char *text;
    integi_place place;
} integi_decision;

typedef struct integi_theme {
    const char *id;
    const char *title;   /* never NULL: the id where the document gives none; likewise below */
    int32_t review;      /* INTEG_REVIEW_ */
    int64_t priority;    /* 1 comes first; 0 when it has none */
    int32_t aggregate;   /* INTEG_AGGREGATE_; NONE for the policy's */
    integi_place place;  /* of the id; likewise below */
} integi_theme;

typedef struct integi_policy_group {
    const char *id;
    const char *title;
    integi_reference within;
    const char *population; /* NULL for that of `within`, or the main table */
    integi_place population_place;
    integ_expression *where; /* NULL for everybody; owned */
    integi_place place;
} integi_policy_group;

typedef struct integi_policy_indicator {
    const char *id;
    const char *title;
    integi_reference of;   /* a group */
    integi_reference with; /* the group it is compared with */
    integ_expression *where, *measure, *time, *compare_where; /* NULL for none; owned */
    const char *compare_area;         /* the area whose people it is compared with; NULL for none */
    integi_place compare_area_place;
    const char *compare_area_group;   /* the name of the group that they make */
    const integi_document_node *standard; /* the standard population, or NULL */
    integi_place unit_place;          /* of segregation */
    integi_place group_place;
    const char *population;            /* its group's, said once more; NULL when it is not said */
    integi_place population_place;
    const integi_document_node *by;    /* the list, or NULL */
    integi_reference *parts;           /* of a composite: indicators */
    int64_t part_count;
    integ_indicator *definition;       /* owned */
    integi_place place;
} integi_policy_indicator;

typedef struct integi_policy_goal {
    const char *id;
    const char *title;
    integi_reference theme;     /* name NULL where it has none */
    integi_reference indicator;
    integi_place baseline_place; /* of the date that is to be a snapshot's */
    bool open_ended;             /* a level to maintain without a date: the definition's deadline is the last date */
    bool exact_parity;           /* the target of a goal of parity that gives no value of its own */
    integ_goal *definition;      /* owned */
    integi_place place;
} integi_policy_goal;

typedef struct integi_effort {
    const char *id;
    const char *title;
    integi_reference theme; /* name NULL where it has none */
    int32_t status;         /* INTEG_EFFORT_DECIDED, INTEG_EFFORT_PROPOSED */
    int32_t kind;           /* INTEG_EFFORT_PREVENTIVE, INTEG_EFFORT_INTERVENING; 0 when it does not say */
    int32_t scope;          /* INTEG_EFFORT_GENERAL, INTEG_EFFORT_TARGETED */
    integi_place scope_place;
    int64_t priority;       /* 1 comes first; 0 when it has none */
    integi_reference *reaches; /* groups */
    int64_t reach_count;
    integi_reference *serves; /* goals */
    int64_t serve_count;
    integi_place place;
} integi_effort;

/* The rules about small figures; shares in hundredths of a percent. */
typedef struct integi_policy_disclosure {
    int64_t threshold, full_cell, width;
    int32_t complement, zeros;
    int64_t dominance_count, dominance_share; /* 0: none */
    int64_t p_percent;                        /* 0: none */
    int64_t rounding;                         /* to multiples of this; 0: small figures are hidden */
} integi_policy_disclosure;

struct integ_policy {
    integ_context *context;
    atomic_int references;
    integi_arena arena;
    integi_document *document;
    const char *source;
    const char *title;
    int32_t language; /* INTEG_LANGUAGE_ */
    const char *purpose; /* these may be NULL */
    const char *motto;   /* the key `context` */
    const char *population;
    integi_place population_place;
    const char *area; /* the column that says where people live; NULL for the usual one */
    integi_place area_place;
    int32_t form; /* INTEG_FORM_ */
    integi_policy_disclosure disclosure; /* the library's defaults where not given */
    int32_t aggregate; /* INTEG_AGGREGATE_ */
    integi_decision *decisions;
    int64_t decision_count;
    integi_theme *themes;
    int64_t theme_count;
    integi_policy_group *groups;
    int64_t group_count;
    integ_groups *group_set; /* the same groups, in the same order */
    integi_policy_indicator *indicators;
    int64_t indicator_count;
    integi_policy_goal *goals;
    int64_t goal_count;
    integi_effort *efforts;
    int64_t effort_count;
};

/* The column that says where people live: what the document says, or the usual name where the register's main table has
 * such a column; NULL when there is none. */
const char *integi_policy_area_column(const integ_policy *policy, const integi_table_definition *table);

/* That people live in an area. With a `place` the area's name stands first, so that what is said of it is said there,
 * where the document has it; without one it stands last, as ledgers know the condition. */
integ_status integi_area_condition(integ_context *context, const char *column, const char *area,
                                   const integi_place *place, integ_expression **out, integ_error *error);

integ_policy *integi_policy_retain(const integ_policy *policy);

#endif
