/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_POLICY_RUN_H
#define INTEGI_POLICY_RUN_H

/* A policy on its way through the floors: groups and queries, a tally for each snapshot, one release. */

#include "policy/results.h"

/* The change that a goal's indicator made among those whom an effort reaches, and among the others. */
typedef struct integi_change_plan {
    int64_t goal; /* of the policy */
    integi_side reached, others;
    int64_t baseline; /* the snapshot of the goal's baseline; -1 when it has none */
    int64_t figures[4]; /* of the release: reached then and now, others then and now; -1 for none */
} integi_change_plan;

typedef struct integi_effort_plan {
    const char *group; /* made up: everybody in a group that it reaches; NULL when it reaches none */
    int64_t query;     /* how many they are */
    int64_t area_query; /* by area; -1 for none */
    int64_t figure;
    int64_t area_count;
    int64_t *area_figures;     /* of those reached */
    int64_t *resident_figures; /* of everybody there */
    integi_change_plan *changes;
    int64_t change_count;
} integi_effort_plan;

typedef struct integi_indicator_run {
    integi_indicator_queries queries;
    int64_t *figures;      /* one for each snapshot */
    int64_t *cell_figures; /* one for each cell on the last one */
    int64_t cell_count;
} integi_indicator_run;

typedef struct integi_run {
    integ_context *context;
    integi_arena arena;
    const integ_policy *policy;
    const integ_register *reg;
    int64_t snapshot_count; /* up to the date; the last one is reported on */
    integ_groups *groups;   /* the policy's, and those made up for efforts */
    integ_plan *plan;
    integ_tally **tallies;
    integ_release *release;
    integi_indicator_run *indicators;
    integi_effort_plan *efforts;
    const char *area;         /* the column that says where people live; NULL when there is none */
    int64_t residents_query;  /* everybody by area; -1 for none */
    int64_t *resident_cells;  /* of the release, one for each area; NULL where nothing is hidden */
    integ_series **series;    /* one for each indicator */
    integ_progress **progress; /* one for each goal of the policy */
} integi_run;

/* Makes the groups of other areas that indicators compare with. */
integ_status integi_run_area_groups(integi_run *run, integ_error *error);
/* Plans what indicators need, puts their values into the release, and reads them from there. */
integ_status integi_run_indicator_queries(integi_run *run, integ_error *error);
integ_status integi_run_indicator_figures(integi_run *run, integ_error *error);
integ_status integi_run_indicator_results(integi_run *run, integ_results *results, integ_error *error);

/* Plans what efforts need; groups first, since a plan is made over all of them. */
integ_status integi_run_effort_groups(integi_run *run, integ_error *error);
integ_status integi_run_effort_queries(integi_run *run, integ_error *error);
integ_status integi_run_effort_figures(integi_run *run, integ_error *error);
integ_status integi_run_effort_results(integi_run *run, integ_results *results, integ_error *error);

/* What goals and themes come to together; after the goals. */
integ_status integi_run_aggregates(integi_run *run, integ_results *results, integ_error *error);

/* The number of the snapshot of exactly a date; -1 when there is none. */
int64_t integi_run_snapshot(const integi_run *run, integ_date date);

/* Copies a label of a tally, which the results outlive, and looks up what the register calls it in that column of that
 * table. False: no memory. */
bool integi_run_keep_term(integi_run *run, int64_t table, const char *column, const char *label, integi_term *out);

void integi_run_free(integi_run *run);

#endif
