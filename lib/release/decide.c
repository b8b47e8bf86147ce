/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/decide.h"

#include "base/message.h"
#include "release/across.h"

#include <string.h>

/* A snapshot of a table is protected by itself: who is in which of its cells is all that matters there. Then what is
 * shown of all snapshots is looked at together, person by person; where something small can be worked out, the figure
 * that is wanted least is made secret, and its snapshot is protected anew. That ends, since more is hidden each
 * time. */

typedef struct decision {
    integi_collection *collection;
    const integ_disclosure *rule;
    integi_collection part; /* the cells of one space, borrowed; its shares and space are its own numbers */
    int64_t *place;         /* of each cell in the part */
    int64_t *cell;          /* of each place the cell */
    bool *part_shown;
    integi_summary *summaries; /* of spaces */
    bool *shown;
    int64_t crowded;
} decision;

/* Picks the cells of a space with their shares. */
static void take_part(decision *self, int64_t space)
{
    const integi_collection *whole = self->collection;
    integi_collection *part = &self->part;
    part->terms = whole->terms;
    part->cell_count = part->share_count = part->sum_count = 0;
    part->rule = whole->rule;
    part->spaces = whole->spaces + space;
    part->space_count = 1;
    for (size_t i = 0; i < whole->cell_count; i++) {
        if (whole->cells[i].space != space)
            continue;
        self->place[i] = (int64_t)part->cell_count;
        self->cell[part->cell_count] = (int64_t)i;
        part->cells[part->cell_count] = whole->cells[i];
        part->cells[part->cell_count++].space = 0;
    }
    for (size_t i = 0; i < whole->share_count; i++)
        if (whole->cells[whole->shares[i].part].space == space)
            part->shares[part->share_count++] =
                (integi_share){self->place[whole->shares[i].part], self->place[whole->shares[i].whole]};
    for (size_t i = 0; i < whole->sum_count; i++)
        if (whole->cells[whole->sums[i].cell].space == space) {
            part->sums[part->sum_count] = whole->sums[i];
            part->sums[part->sum_count++].cell = self->place[whole->sums[i].cell];
        }
}

/* Which sums are not told, beside all counts of the space. */
static void take_sums(decision *self, int64_t space)
{
    size_t at = 0;
    for (size_t i = 0; i < self->collection->sum_count; i++) {
        integi_sum *sum = &self->collection->sums[i];
        if (self->collection->cells[sum->cell].space != space)
            continue;
        sum->is_hidden = self->part.sums[at].is_hidden;
        sum->hides_limits = self->part.sums[at++].hides_limits;
    }
}

static integ_status decide_space(decision *self, int64_t space, integ_error *error)
{
    take_part(self, space);
    integi_summary *summary = &self->summaries[space];
    *summary = (integi_summary){.crowded = summary->crowded, .steps = summary->steps};
    integ_status status = integi_decide_space(&self->part, self->rule, self->part_shown, summary, error);
    for (size_t i = 0; i < self->part.cell_count; i++) {
        self->shown[self->cell[i]] = self->part_shown[i];
        self->collection->cells[self->cell[i]].standing = self->part.cells[i].standing;
        self->collection->cells[self->cell[i]].rank = self->part.cells[i].rank;
    }
    take_sums(self, space);
    return status;
}

static integ_status decide_all(decision *self, integ_error *error)
{
    integi_across across;
    integ_status status = integi_across_open(&across, self->collection, self->rule, error);
    size_t spaces = self->collection->space_count;
    for (bool again = true; again && status == INTEG_STATUS_OK;) {
        for (size_t space = 0; space < spaces && status == INTEG_STATUS_OK; space++)
            if (across.dirty[space])
                status = decide_space(self, (int64_t)space, error);
        if (status == INTEG_STATUS_OK)
            status = integi_across_look(&across, self->shown, &again, error);
    }
    self->crowded = across.crowded;
    integi_across_close(&across);
    return status;
}

static void add_up(const decision *self, integi_summary *summary)
{
    *summary = (integi_summary){.crowded = self->crowded};
    for (size_t i = 0; i < self->collection->space_count; i++) {
        const integi_summary *part = &self->summaries[i];
        summary->crowded += part->crowded;
        summary->atoms += part->atoms;
        summary->columns += part->columns;
        summary->derived += part->derived;
        summary->primary += part->primary;
        summary->secondary += part->secondary;
        summary->exposed += part->exposed;
        summary->guessed += part->guessed;
    }
}

integ_status integi_decide(integi_collection *collection, const integ_disclosure *rule, bool *shown,
                           integi_summary *summary, integ_error *error)
{
    integ_context *context = collection->context;
    integi_arena arena;
    decision self = {.collection = collection, .rule = rule, .shown = shown,
                     .part = {.context = context, .matrix_entries = collection->matrix_entries,
                              .space_steps = collection->space_steps,
                              .possible_steps = collection->possible_steps,
                              .further_entries = collection->further_entries}};
    size_t count = collection->cell_count + 1;
    integi_arena_init(&arena, context);
    self.place = integi_arena_allocate(&arena, count * sizeof *self.place);
    self.cell = integi_arena_allocate(&arena, count * sizeof *self.cell);
    self.part_shown = integi_arena_allocate(&arena, count);
    self.part.cells = integi_arena_allocate(&arena, count * sizeof *self.part.cells);
    self.part.shares = integi_arena_allocate(&arena, (collection->share_count + 1) * sizeof *self.part.shares);
    self.part.sums = integi_arena_allocate(&arena, (collection->sum_count + 1) * sizeof *self.part.sums);
    self.summaries = integi_arena_allocate(&arena, (collection->space_count + 1) * sizeof *self.summaries);
    bool good = self.place != NULL && self.cell != NULL && self.part_shown != NULL && self.part.cells != NULL &&
                self.part.shares != NULL && self.part.sums != NULL && self.summaries != NULL;
    integ_status status = good ? decide_all(&self, error) : integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        add_up(&self, summary);
    integi_arena_free(&arena);
    return status;
}
