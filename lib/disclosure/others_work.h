/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_OTHERS_WORK_H
#define INTEGI_DISCLOSURE_OTHERS_WORK_H

/* The work of protecting a release, which several files share. */

#include "base/arena.h"
#include "disclosure/change.h"
#include "disclosure/stint.h"
#include "disclosure/others.h"

/* Somebody in a cell may know that he is. To him, other counts that leave nobody in his atom prove nothing: these are
 * the atoms of a cell that all other counts which were found leave empty. A bit stands for each atom with somebody in
 * it, in their order; the last one for all from there on, which are only left when none of them is left empty. */
typedef struct integi_insiders {
    bool found; /* there are other counts */
    uint64_t atoms;
} integi_insiders;

/* What is proven of a cell. */
typedef struct integi_belief {
    int64_t lowest, highest; /* how far below and above its value others were found that somebody outside may believe */
    integi_insiders insiders;
} integi_belief;

/* How much is done for a cell while it is decided what is shown. */
typedef enum integi_care {
    INTEGI_CARE_PLAIN,   /* nothing that is shown tells it by adding and subtracting */
    INTEGI_CARE_GUARDED, /* its other counts are looked for with every cell that is shown */
    INTEGI_CARE_KEPT     /* that, and it is hidden from the start */
} integi_care;

/* A cell whose other counts have to stay possible with every cell that is shown. */
typedef struct integi_guarded {
    int64_t cell;
    int64_t watched; /* its row in the kernel */
    bool inside;     /* for those who know that they are in it, too */
    bool noticed;    /* what is shown would give one of its proofs away */
    integi_lists proofs; /* changes: atom and amount by turns */
} integi_guarded;

typedef struct integi_others {
    const integ_cells *cells;
    const int64_t *counts;
    const integ_disclosure *rule;
    integ_context *context;
    integi_arena arena;
    int64_t count;
    int64_t *values;
    int64_t *order; /* most wanted first */
    bool *primary;
    uint8_t *care;  /* of each cell: integi_care */
    int32_t *states;
    int64_t *starts; /* the cells of every atom */
    int64_t *around;
    integi_kernel kernel;
    int64_t *watched; /* the cell of each watched row */
    integi_guarded *guarded;
    int64_t guarded_count;
    bool *marked;     /* atoms of the cell at hand */
    integi_change change;
    int64_t *delta;   /* of each cell, by the change at hand */
    bool *emptied;    /* an atom of it has nobody left */
    bool *is_touched;
    int64_t *touched;
    int64_t touched_count;
    integi_belief *beliefs; /* of each cell */
    int64_t turn; /* how often more was hidden around cells for which no more care could be taken */
    integi_changes *found;
    integi_stint *stint;
} integi_others;

static inline int64_t integi_others_length(const integi_others *self, int64_t cell)
{
    return integi_lists_length(&self->cells->members, cell);
}

static inline int32_t integi_others_standing(const integi_others *self, int64_t cell)
{
    return integi_cells_standing(self->cells, cell);
}

static inline bool integi_others_has_hidden(const integi_others *self, int64_t cell)
{
    return self->states[cell] == INTEG_CELL_PRIMARY || self->states[cell] == INTEG_CELL_SECONDARY;
}

/* Whether a watched cell follows from what is shown. */
static inline bool integi_others_is_told(const integi_others *self, int64_t watched)
{
    return self->kernel.watched[watched].length == 0;
}

/* others_prove.c: whether a cell has other counts for all, and for all but those in it who know that they are. */
bool integi_others_is_safe(const integi_others *self, int64_t cell);
bool integi_others_is_safe_outside(const integi_others *self, int64_t cell);
/* Looks for other counts for a watched cell, and writes down all that they prove. False: no memory, or the stint is
 * over. */
bool integi_others_prove(integi_others *self, int64_t watched);
/* The same with two changes at once, for a cell that has none by one. */
bool integi_others_prove_by_two(integi_others *self, int64_t watched);
/* Writes down what a change that was found before proves. False: no memory. */
bool integi_others_keep(integi_others *self, const int64_t *items, int64_t length);
/* Looks for other counts for a guarded cell: those that it has and that nothing which is shown notices, and more.
 * False: no memory, or the stint is over. *kept: it has enough; else it has those that it had. */
bool integi_others_guard(integi_others *self, integi_guarded *guarded, bool *kept);

/* others_again.c: looks once more for other counts for cells that have none. False: no memory, or the stint is over. */
bool integi_others_look_again(integi_others *self);

/* others.c: why something was false: OUT_OF_MEMORY, or CANCELLED or LIMIT_EXCEEDED where the stint is over. */
integ_status integi_others_failure(const integi_others *self);

/* others_eliminate.c: decides what is shown, from the most wanted cell to the least. Or why not, as above. */
integ_status integi_others_eliminate(integi_others *self);
void integi_others_free_guarded(integi_others *self);

#endif
