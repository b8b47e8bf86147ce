/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Which cells say something of amounts by their definition: those made of a column that the amounts are made of. */
#include "expression/program.h"
#include "register/schema.h"
#include "release/sum_amounts.h"
#include "tally/plan.h"

#include <string.h>

typedef struct columns {
    int64_t count;  /* of the table, and one for all else */
    bool *measure;  /* columns that the amounts are made of */
    bool *of_query; /* and the query at hand */
} columns;

static bool mark_root(const integ_plan *plan, const integi_query *query, int32_t root, bool *marked)
{
    return root == INTEGI_NO_ROOT || integi_program_mark_columns(integi_plan_program(plan, query), root, marked);
}

/* What the rows of a query's cells are picked by. */
static bool mark_query(const integ_plan *plan, const integi_query *query, bool *marked)
{
    int64_t dimensions = query->by == NULL ? 0 : query->by->count;
    bool good = mark_root(plan, query, query->of_root, marked) && mark_root(plan, query, query->where_root, marked);
    for (int64_t i = 0; i < dimensions && good; i++)
        good = mark_root(plan, query, query->dimension_roots[i], marked);
    return good;
}

static bool have_one_in_common(const columns *self)
{
    for (int64_t i = 0; i < self->count; i++)
        if (self->measure[i] && self->of_query[i])
            return true;
    return false;
}

/* What is not counted by a query may be made of anything. */
static bool look_at_cell(const columns *self, const integi_definition *definition, bool *related)
{
    *related = definition->analysis != NULL || definition->tally == NULL;
    if (*related)
        return true;
    const integ_plan *plan = integi_tally_plan(definition->tally);
    const integi_query *query = &plan->queries[definition->query];
    memset(self->of_query, 0, (size_t)self->count);
    bool good = mark_query(plan, query, self->of_query);
    if (good && definition->kind == INTEGI_PART_ONES)
        good = mark_root(plan, query, query->measure_root, self->of_query);
    *related = have_one_in_common(self);
    return good;
}

static bool is_of_same_query(const integi_definition *a, const integi_definition *b)
{
    return a->tally == b->tally && a->query == b->query && a->kind == b->kind && a->analysis == NULL &&
           b->analysis == NULL;
}

bool integi_sum_find_related(const integi_collection *collection, const integi_sum *sum, bool *related)
{
    int64_t number = collection->cells[sum->cell].space;
    const integi_space *space = &collection->spaces[number];
    const integ_plan *plan = integi_tally_plan(sum->tally);
    columns self = {.count = space->snapshot->tables[space->table].definition->column_count + 1};
    bool *memory = integi_allocate_zeroed(collection->context, 2 * (size_t)self.count);
    if (memory == NULL)
        return false;
    self.measure = memory;
    self.of_query = memory + self.count;
    bool good = mark_root(plan, &plan->queries[sum->query], plan->queries[sum->query].measure_root, self.measure);
    for (size_t i = 0; i < collection->cell_count && good; i++) {
        const integi_definition *definition = &collection->cells[i].definition;
        if (i > 0 && is_of_same_query(definition, &collection->cells[i - 1].definition))
            related[i] = related[i - 1];
        else if (collection->cells[i].space == number)
            good = look_at_cell(&self, definition, &related[i]);
    }
    integi_release(collection->context, memory, 2 * (size_t)self.count);
    return good;
}
