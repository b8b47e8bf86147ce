/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_PROTECTION_H
#define INTEGI_DISCLOSURE_PROTECTION_H

/* The work of protecting cells, which several files share. */

#include "disclosure/merge.h"
#include "disclosure/moves.h"
#include "disclosure/nearby.h"
#include "disclosure/records.h"
#include "disclosure/totals.h"

typedef struct integi_protection {
    const integ_cells *given;
    const int64_t *counts;    /* of their atoms */
    const integi_merged *merged;
    const integ_cells *cells; /* the same, with merged atoms */
    const integ_disclosure *rule;
    integi_arena arena;
    integi_alternative world; /* the true counts, and others */
    integi_moves moves;
    integi_nearby nearby;
    integi_records records;   /* what other counts that were found prove */
    integi_totals totals;     /* what parts that are shown tell */
    int64_t count;
    int64_t *order;           /* of the cells, most wanted first */
    int64_t *places;          /* of every cell in the order */
    int64_t *weights;         /* of every cell: what it costs to hide it */
    bool *primary;            /* by the rule */
    bool *settled;            /* cells for which nothing more can be done */
    bool *listed;             /* scratch */
    int64_t searches;         /* that may still be made to show something again */
    int64_t cost;             /* of all that is hidden */
    int64_t hidden;           /* cells that were hidden for good so far */
    bool deaf;                /* parts are taken to tell nothing of their totals */
    bool full;                /* there was no memory to keep what was found */
    bool eliminated;          /* the elimination chooses what is hidden at first; else only what the rule hides is */
    bool told;                /* the attacker is told which hidden counts are below the threshold */
    int32_t *states;
} integi_protection;

static inline int64_t integi_protection_length(const integi_protection *self, int64_t cell)
{
    return integi_lists_length(&self->cells->members, cell);
}

static inline int64_t integi_protection_value(const integi_protection *self, int64_t cell)
{
    return self->world.truth[cell];
}

static inline int32_t integi_protection_standing(const integi_protection *self, int64_t cell)
{
    return integi_cells_standing(self->cells, cell);
}

static inline bool integi_protection_has_shown(const integi_protection *self, int64_t cell)
{
    return self->states[cell] == INTEG_CELL_SHOWN;
}

/* Whether a cell must have another value. */
static inline bool integi_protection_has_hidden(const integi_protection *self, int64_t cell)
{
    return self->states[cell] == INTEG_CELL_PRIMARY || self->states[cell] == INTEG_CELL_SECONDARY;
}

/* Whether other counts were found, as far apart as the rule asks. */
static inline bool integi_protection_is_safe(const integi_protection *self, int64_t cell)
{
    const integi_record *record = &self->records.cells[cell];
    return record->most - record->least >= integ_disclosure_width(self->rule);
}

/* protect_rule.c: what is hidden by the rule, or by what was said of a cell; and what is wanted most. */
void integi_protection_apply_rule(integi_protection *self);
void integi_protection_put_in_order(integi_protection *self, int64_t *spare);

/* protect_search.c: how far a search goes, in a neighbourhood of so many atoms; and whether all atoms with somebody in
 * them keep somebody, or only those of the cell at hand. */
typedef struct integi_effort {
    int64_t atoms;
    bool everywhere;
} integi_effort;

#define INTEGI_EFFORTS 6
extern const integi_effort integi_efforts[INTEGI_EFFORTS];

void integi_protection_limit(integi_protection *self, int64_t cell); /* to what an attacker knows of it */
void integi_protection_hide(integi_protection *self, int64_t cell, bool hidden); /* or show it again */

/* protect_totals.c: narrows the limits of a total to what its parts leave; not to a single value. */
void integi_protection_hear_parts(const integi_protection *self, int64_t total, integi_limits *limits);

/* Whether a part would tell the value of a hidden total, were it shown. */
bool integi_protection_tells_total(const integi_protection *self, int64_t part);

/* Whether a part of nobody is hidden by the rule for one total, and no other one says that nobody is there: it was
 * shown while there was one that does. */
bool integi_protection_lacks_excuse(const integi_protection *self, int64_t part);

/* Hides a cell, and parts that would tell its value by themselves. */
void integi_protection_hide_for_good(integi_protection *self, int64_t cell);

/* The same for all totals that are hidden already. */
void integi_protection_hide_telling(integi_protection *self);

/* Hides the parts with which the value at hand of a hidden total is not possible. */
void integi_protection_hide_excluding(integi_protection *self, int64_t total);

/* What that would cost. */
int64_t integi_protection_cost_excluding(const integi_protection *self, int64_t total);

/* While others are looked for, all atoms with somebody in them keep somebody, or only those of a cell. */
void integi_protection_keep_inside(integi_protection *self, int64_t cell, bool everywhere);

/* Looks for a value of a cell beyond those that were found, among moves that were looked for; made, when it is true. */
bool integi_protection_find_beyond(integi_protection *self, int64_t cell, int sign, int64_t work);

/* Notes what the counts at hand prove. */
void integi_protection_keep_found(integi_protection *self);

/* Whether a cell is safe, after a look around it. */
bool integi_protection_search(integi_protection *self, int64_t cell, integi_effort how, int64_t work);

/* protect_company.c: hides more until every hidden cell has another value. OK, OUT_OF_MEMORY or CANCELLED. */
integ_status integi_protection_keep_company(integi_protection *self);

/* protect_again.c: shows again what turned out to be hidden in vain. OK, OUT_OF_MEMORY or CANCELLED. */
integ_status integi_protection_show_again(integi_protection *self);

#endif
