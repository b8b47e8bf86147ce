/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/imagine.h"

#include "base/message.h"
#include "register/imagined.h"
#include "release/donors.h"
#include "tally/plan.h"
#include "tally/tally.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_AT_MOST (INT64_C(1) << 17)  /* that are imagined at a time */
#define WORDS_AT_MOST (INT64_C(1) << 22) /* for the cells that they are in */
#define STEPS_OF_QUERY 1024              /* to count it, however few rows there are */
#define STEPS_OF_LABELS 64               /* to compare them */

/* Queries over one plan, counted once more over imagined rows. */
typedef struct recount {
    const integ_tally *truth;
    integ_tally *tally;
} recount;

/* One snapshot at a time. */
typedef struct imagining {
    integ_context *context;
    const integi_collection *collection;
    const integ_snapshot *snapshot;
    int64_t table;
    integi_donor *donors;
    int64_t donor_count;
    int64_t *people; /* of the wishes, rising, each once */
    int64_t *firsts; /* of each the first imagined row; and the end */
    int64_t people_count;
    int64_t people_room; /* numbers that were written there */
    integi_imagined_row *rows;
    int64_t row_count;
    integi_imagined *imagined;
    recount *recounts;
    int64_t recount_count;
    size_t words;      /* for a set of cells */
    uint64_t *inside;  /* the cells of each imagined row */
    bool *impossible;  /* rows whom a breakdown that lists everybody does not list */
    uint64_t *scratch; /* rows */
    integi_arena arena;
    integi_stint *stint;
} imagining;

/* Where the stint is over, all that follows is done with nothing, and comes to its end. */
static bool take_steps(const imagining *self, int64_t steps)
{
    return integi_stint_take(self->stint, steps);
}

static bool has(const uint64_t *set, int64_t item)
{
    return (set[item / 64] >> (item % 64) & 1) != 0;
}

static bool is_counted(const imagining *self, const integi_collected *cell)
{
    return cell->definition.tally != NULL && integi_tally_snapshot(cell->definition.tally) == self->snapshot &&
           integi_tally_table(cell->definition.tally, cell->definition.query) == self->table;
}

/* ---- rows ---- */

static int compare_numbers(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static bool is_wished_here(const imagining *self, const integi_imagined_wish *wish)
{
    return is_counted(self, &self->collection->cells[wish->cell]);
}

static bool list_people(imagining *self, const integi_imagined_wish *wishes, int64_t count)
{
    self->people = integi_arena_allocate(&self->arena, ((size_t)count + 1) * sizeof *self->people);
    self->firsts = integi_arena_allocate(&self->arena, ((size_t)count + 2) * sizeof *self->firsts);
    if (self->people == NULL || self->firsts == NULL)
        return false;
    int64_t found = 0;
    for (int64_t i = 0; i < count; i++)
        if (is_wished_here(self, &wishes[i]))
            self->people[found++] = wishes[i].person;
    self->people_room = found;
    qsort(self->people, (size_t)found, sizeof *self->people, compare_numbers);
    for (int64_t i = 0; i < found; i++)
        if (i == 0 || self->people[i] != self->people[self->people_count - 1])
            self->people[self->people_count++] = self->people[i];
    return true;
}

static void mark_sources(const imagining *self, bool *columns, bool *tables)
{
    for (int64_t i = 0; i < self->recount_count; i++) {
        const integ_plan *plan = integi_tally_plan(self->recounts[i].truth);
        for (size_t part = 0; part < plan->part_count; part++)
            if (plan->parts[part].table == self->table)
                integi_program_mark_sources(plan->parts[part].evaluation.program, columns, tables);
    }
}

/* What might be otherwise in a column, by rows and by what is asked of it. */
static void list_donors_of(imagining *self, int64_t column)
{
    const integi_table *table = &self->snapshot->tables[self->table];
    integi_donor *into = self->donors + self->donor_count;
    int64_t count = integi_donors_of_column(table, column, into);
    for (int64_t i = 0; i < self->recount_count; i++) {
        const integ_plan *plan = integi_tally_plan(self->recounts[i].truth);
        for (size_t part = 0; part < plan->part_count && count <= INTEGI_DONORS_AT_MOST; part++)
            if (plan->parts[part].table == self->table)
                count = integi_donors_of_program(table, column, plan->parts[part].evaluation.program, into, count);
    }
    self->donor_count += count;
}

static bool list_donors(imagining *self)
{
    size_t columns = (size_t)self->snapshot->tables[self->table].definition->column_count;
    size_t tables = (size_t)integi_register_table_count(self->snapshot->owner);
    bool *in_columns = integi_arena_allocate(&self->arena, columns + 1);
    bool *in_tables = integi_arena_allocate(&self->arena, tables + 1);
    self->donors = integi_arena_allocate(&self->arena, (2 * columns + tables + 1) * INTEGI_DONORS_AT_MOST *
                                                           sizeof *self->donors);
    if (in_columns == NULL || in_tables == NULL || self->donors == NULL)
        return false;
    mark_sources(self, in_columns, in_tables);
    for (size_t i = 0; i < columns; i++)
        if (in_columns[i])
            list_donors_of(self, (int64_t)i);
    for (size_t i = 0; i < tables; i++)
        if (in_tables[i] && integi_table_belongs(self->snapshot, (int64_t)i, self->table))
            self->donor_count += integi_donors_of_table(&self->snapshot->tables[i], (int64_t)i,
                                                        self->donors + self->donor_count);
    return true;
}

/* The rows of the snapshot that are the people's; -1: he is not in it. NULL: no memory. */
static int64_t *find_bases(imagining *self)
{
    const integi_space *space = &self->collection->spaces[0];
    int64_t *bases = integi_arena_allocate(&self->arena, ((size_t)self->people_count + 1) * sizeof *bases);
    for (int64_t i = 0; bases != NULL && i < self->people_count; i++)
        bases[i] = space->people == 0 ? self->people[i] : -1;
    if (bases != NULL && space->people > 0)
        integi_space_rows(space, self->snapshot, self->people, self->people_count, self->stint, bases);
    return bases;
}

/* Each of the people once as he is, and once with each donor. Where they are too many, the last of them are left out:
 * nobody is found for them. */
static bool list_rows(imagining *self)
{
    self->words = self->collection->cell_count / 64 + 1;
    int64_t each = self->donor_count + 1, rows = WORDS_AT_MOST / (int64_t)self->words;
    int64_t people = (rows < ROWS_AT_MOST ? rows : ROWS_AT_MOST) / each;
    self->people_count = self->people_count < people ? self->people_count : people;
    self->rows = integi_arena_allocate(&self->arena,
                                       ((size_t)(self->people_count * each) + 1) * sizeof *self->rows);
    int64_t *bases = find_bases(self);
    if (self->rows == NULL || bases == NULL)
        return false;
    for (int64_t i = 0; i < self->people_count; i++) {
        int64_t base = bases[i];
        self->firsts[i] = self->row_count;
        if (base < 0)
            continue;
        self->rows[self->row_count++] = (integi_imagined_row){base, INTEGI_UNCHANGED, base, 0};
        for (int64_t j = 0; j < self->donor_count; j++)
            self->rows[self->row_count++] =
                (integi_imagined_row){base, self->donors[j].change, self->donors[j].row, self->donors[j].value};
    }
    self->firsts[self->people_count] = self->row_count;
    return true;
}

/* ---- counting once more ---- */

static bool list_recounts(imagining *self)
{
    const integi_collection *collection = self->collection;
    self->recounts = integi_arena_allocate(&self->arena, (collection->cell_count + 1) * sizeof *self->recounts);
    if (self->recounts == NULL)
        return false;
    for (size_t i = 0; i < collection->cell_count; i++) {
        const integ_tally *truth = collection->cells[i].definition.tally;
        int64_t at = 0;
        while (at < self->recount_count && self->recounts[at].truth != truth)
            at++;
        take_steps(self, at + 1);
        if (at == self->recount_count && is_counted(self, &collection->cells[i]))
            self->recounts[self->recount_count++].truth = truth;
    }
    return true;
}

static integ_status count_anew(imagining *self, integ_error *error)
{
    const integ_snapshot *snapshot = integi_imagined_snapshot(self->imagined);
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < self->recount_count && status == INTEG_STATUS_OK; i++) {
        const integ_plan *plan = integi_tally_plan(self->recounts[i].truth);
        if (!take_steps(self, (int64_t)plan->query_count * (self->row_count + STEPS_OF_QUERY)))
            return INTEG_STATUS_LIMIT_EXCEEDED;
        status = integi_tally_of_table(plan, snapshot, self->table, &self->recounts[i].tally, error);
    }
    return status;
}

static const integ_tally *tally_of(const imagining *self, const integi_definition *definition)
{
    int64_t at = 0;
    while (self->recounts[at].truth != definition->tally)
        at++;
    return self->recounts[at].tally;
}

static void put(imagining *self, int64_t row, int64_t cell)
{
    self->inside[(size_t)row * self->words + (size_t)cell / 64] |= UINT64_C(1) << (cell % 64);
}

static void put_whole(imagining *self, int64_t index)
{
    const integi_definition *definition = &self->collection->cells[index].definition;
    integi_part_of_members(tally_of(self, definition), definition->query, definition->kind, self->scratch);
    for (int64_t row = 0; row < self->row_count; row++)
        if (has(self->scratch, row))
            put(self, row, index);
}

/* ---- breakdowns ---- */

/* Where those are collected who are in a cell of a breakdown that is counted anew. */
typedef struct place {
    int64_t index; /* of the collection; -1: nowhere */
    bool listed;   /* the breakdown as it was counted has the cell */
} place;

static bool has_same_label(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool is_same_cell(const integ_tally *a, int64_t cell, const integ_tally *b, int64_t other, int64_t query)
{
    int64_t dimensions = integ_dimensions_count(integi_tally_plan(a)->queries[query].by);
    for (int64_t i = 0; i < dimensions; i++)
        if (!has_same_label(integ_tally_label(a, query, cell, i), integ_tally_label(b, query, other, i)))
            return false;
    return true;
}

/* The cell of one tally that another one's is by its labels; -1: nobody is in it. */
static int64_t find_cell(const integ_tally *from, int64_t query, int64_t cell, const integ_tally *in)
{
    int64_t count = integ_tally_cells(in, query);
    for (int64_t i = 0; i < count; i++)
        if (is_same_cell(from, cell, in, i, query))
            return i;
    return -1;
}

static bool is_same_breakdown(const integi_definition *a, const integi_definition *b)
{
    return a->tally == b->tally && a->query == b->query && a->kind == b->kind && b->cell >= 0;
}

/* Whether no cell before one is of the same kind and breakdown. */
static bool is_first_of_breakdown(const imagining *self, int64_t index)
{
    const integi_definition *definition = &self->collection->cells[index].definition;
    take_steps(self, 2 * index);
    for (int64_t i = 0; i < index; i++)
        if (is_same_breakdown(definition, &self->collection->cells[i].definition))
            return false;
    return true;
}

/* Fills in the places of all cells of a breakdown by their numbers. */
static void find_places(const imagining *self, int64_t first, int64_t *collected, place *places)
{
    const integi_definition *definition = &self->collection->cells[first].definition;
    const integ_tally *truth = definition->tally, *tally = tally_of(self, definition);
    int64_t query = definition->query, cells = integ_tally_cells(truth, query);
    for (int64_t i = 0; i < cells; i++)
        collected[i] = -1;
    for (size_t i = (size_t)first; i < self->collection->cell_count; i++)
        if (is_same_breakdown(definition, &self->collection->cells[i].definition))
            collected[self->collection->cells[i].definition.cell] = (int64_t)i;
    for (int64_t i = 0; i < integ_tally_cells(tally, query) && take_steps(self, STEPS_OF_LABELS * cells); i++) {
        int64_t same = find_cell(tally, query, i, truth);
        places[integi_tally_cell_index(tally, query, i)] = (place){same < 0 ? -1 : collected[same], same >= 0};
    }
}

/* Whoever would be in a cell of a breakdown that is not listed cannot be: that nobody is in it is said. */
static void put_by_places(imagining *self, const integi_definition *definition, const place *places)
{
    const integ_tally *tally = tally_of(self, definition);
    const integi_members *members = integi_tally_members(tally, definition->query);
    integi_part_of_members(tally, definition->query, INTEGI_PART_GROUP, self->scratch);
    for (int64_t row = 0; row < self->row_count; row++)
        if (has(self->scratch, row) && !places[members->cells[row]].listed)
            self->impossible[row] = true;
    integi_part_of_members(tally, definition->query, definition->kind, self->scratch);
    for (int64_t row = 0; row < self->row_count; row++)
        if (has(self->scratch, row) && places[members->cells[row]].index >= 0)
            put(self, row, places[members->cells[row]].index);
}

static bool put_breakdown(imagining *self, int64_t first)
{
    const integi_definition *definition = &self->collection->cells[first].definition;
    const integ_tally *tally = tally_of(self, definition);
    integi_arena arena;
    size_t numbers = 1, cells = (size_t)integ_tally_cells(definition->tally, definition->query);
    for (int64_t i = 0; i < integ_tally_cells(tally, definition->query); i++)
        if ((size_t)integi_tally_cell_index(tally, definition->query, i) >= numbers)
            numbers = (size_t)integi_tally_cell_index(tally, definition->query, i) + 1;
    integi_arena_init(&arena, self->context);
    place *places = integi_arena_allocate(&arena, numbers * sizeof *places);
    int64_t *collected = integi_arena_allocate(&arena, (cells + 1) * sizeof *collected);
    bool good = places != NULL && collected != NULL;
    if (good) {
        find_places(self, first, collected, places);
        put_by_places(self, definition, places);
    }
    integi_arena_free(&arena);
    return good;
}

/* Of a cell that is not counted here, whoever is made of somebody in it is in it too. */
static void put_like_base(imagining *self, int64_t index)
{
    const integi_rows *rows = &self->collection->cells[index].rows;
    int64_t at = 0;
    take_steps(self, rows->count + self->row_count);
    INTEGI_EACH_ROW(rows, person) {
        while (at < self->people_count && self->people[at] < person)
            at++;
        if (at == self->people_count)
            return;
        for (int64_t row = self->firsts[at]; self->people[at] == person && row < self->firsts[at + 1]; row++)
            put(self, row, index);
    }
}

static bool find_cells(imagining *self)
{
    size_t rows = (size_t)self->row_count + 1;
    self->inside = integi_arena_allocate(&self->arena, rows * self->words * sizeof *self->inside);
    self->impossible = integi_arena_allocate(&self->arena, rows);
    self->scratch = integi_arena_allocate(&self->arena, (rows / 64 + 1) * sizeof *self->scratch);
    bool good = self->inside != NULL && self->impossible != NULL && self->scratch != NULL;
    for (int64_t i = 0; i < (int64_t)self->collection->cell_count && good && take_steps(self, 4 * self->row_count);
         i++) {
        const integi_collected *cell = &self->collection->cells[i];
        if (!is_counted(self, cell))
            put_like_base(self, i);
        else if (cell->definition.cell < 0)
            put_whole(self, i);
        else if (is_first_of_breakdown(self, i))
            good = put_breakdown(self, i);
    }
    return good;
}

/* ---- choosing ---- */

static int64_t distance(const imagining *self, int64_t a, int64_t b)
{
    const uint64_t *left = self->inside + (size_t)a * self->words, *right = self->inside + (size_t)b * self->words;
    int64_t count = 0;
    for (size_t word = 0; word < self->words; word++)
        count += __builtin_popcountll(left[word] ^ right[word]);
    return count;
}

static bool fits(const imagining *self, const integi_imagined_wish *wish, int64_t row)
{
    const uint64_t *cells = self->inside + (size_t)row * self->words;
    return !self->impossible[row] && has(cells, wish->cell) == wish->inside &&
           (wish->stays < 0 || has(cells, wish->stays));
}

/* The imagined row for a wish that is in the same cells as its base but for the fewest; -1: there is none. */
static int64_t choose(const imagining *self, const integi_imagined_wish *wish)
{
    const int64_t *found = bsearch(&wish->person, self->people, (size_t)self->people_count, sizeof *self->people,
                                   compare_numbers);
    int64_t best = -1, least = 0;
    if (found == NULL || !is_wished_here(self, wish))
        return -1;
    int64_t first = self->firsts[found - self->people];
    take_steps(self, (1 + self->donor_count) * (4 + (int64_t)self->words));
    for (int64_t row = first + 1; row < self->firsts[found - self->people + 1]; row++) {
        if (!fits(self, wish, row))
            continue;
        int64_t changed = distance(self, first, row);
        if (best < 0 || changed < least) {
            best = row;
            least = changed;
        }
    }
    return best;
}

static bool append(const imagining *self, int64_t row, integi_lists *out)
{
    const uint64_t *cells = self->inside + (size_t)row * self->words;
    take_steps(self, (int64_t)self->collection->cell_count);
    for (size_t i = 0; row >= 0 && i < self->collection->cell_count; i++)
        if (has(cells, (int64_t)i) && !integi_lists_item(self->context, out, (int64_t)i))
            return false;
    return integi_lists_close(self->context, out);
}

/* ---- */

/* The arena does not wipe what it gives back. */
static void wipe(imagining *self)
{
    if (self->people != NULL)
        integi_wipe(self->people, (size_t)self->people_room * sizeof *self->people);
    if (self->rows != NULL)
        integi_wipe(self->rows, (size_t)self->row_count * sizeof *self->rows);
    if (self->inside != NULL)
        integi_wipe(self->inside, (size_t)self->row_count * self->words * sizeof *self->inside);
}

static void close_imagining(imagining *self)
{
    wipe(self);
    for (int64_t i = 0; i < self->recount_count; i++)
        integ_tally_free(self->recounts[i].tally);
    integi_imagined_free(self->imagined);
    integi_arena_free(&self->arena);
}

/* Imagines people of the snapshot of one cell. */
static integ_status imagine_in(imagining *self, const integi_imagined_wish *wishes, int64_t count, integ_error *error)
{
    bool good = list_recounts(self) && list_people(self, wishes, count) && list_donors(self) && list_rows(self);
    integ_status status = good ? integi_imagine(self->snapshot, self->table, self->rows, self->row_count,
                                                &self->imagined, error)
                               : integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        status = count_anew(self, error);
    return status == INTEG_STATUS_OK && !find_cells(self) ? integi_out_of_memory(error) : status;
}

/* The wishes of all snapshots while they are looked at one snapshot after the other. */
typedef struct fulfilling {
    const integi_collection *collection;
    const integi_imagined_wish *wishes;
    int64_t count;
    int64_t *list_of;    /* of each wish: its list of those found; -1: it was not looked at yet */
    integi_lists found;
    integi_stint *stint;
} fulfilling;

/* Looks at all wishes of the snapshot of one. */
static integ_status imagine_for(fulfilling *work, int64_t first, integ_error *error)
{
    const integi_definition *definition = &work->collection->cells[work->wishes[first].cell].definition;
    imagining self = {.context = work->collection->context, .collection = work->collection, .stint = work->stint,
                      .snapshot = integi_tally_snapshot(definition->tally),
                      .table = integi_tally_table(definition->tally, definition->query)};
    integi_arena_init(&self.arena, self.context);
    integ_status status = imagine_in(&self, work->wishes, work->count, error);
    for (int64_t i = first; i < work->count && status == INTEG_STATUS_OK; i++) {
        if (!is_wished_here(&self, &work->wishes[i]))
            continue;
        work->list_of[i] = work->found.count;
        if (!append(&self, choose(&self, &work->wishes[i]), &work->found))
            status = integi_out_of_memory(error);
    }
    close_imagining(&self);
    return status;
}

static integ_status imagine_all(fulfilling *work, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < work->count && status == INTEG_STATUS_OK; i++)
        if (work->list_of[i] < 0 && work->collection->cells[work->wishes[i].cell].definition.tally != NULL)
            status = imagine_for(work, i, error);
    if (work->stint->cancelled)
        return integi_cancelled(error);
    return integi_stint_is_over(work->stint) ? INTEG_STATUS_LIMIT_EXCEEDED : status;
}

/* The lists in the order of the wishes. */
static bool put_in_order(const fulfilling *work, integi_lists *out)
{
    integ_context *context = work->collection->context;
    for (int64_t i = 0; i < work->count; i++) {
        int64_t list = work->list_of[i];
        for (int64_t at = list < 0 ? 0 : work->found.starts[list]; list >= 0 && at < work->found.starts[list + 1]; at++)
            if (!integi_lists_item(context, out, work->found.items[at]))
                return false;
        if (!integi_lists_close(context, out))
            return false;
    }
    return true;
}

integ_status integi_imagine_people(const integi_collection *collection, const integi_imagined_wish *wishes,
                                   int64_t count, integi_stint *stint, integi_lists *out, integ_error *error)
{
    integ_context *context = collection->context;
    fulfilling work = {.collection = collection, .wishes = wishes, .count = count, .stint = stint};
    work.list_of = integi_allocate_array(context, (size_t)count + 1, sizeof *work.list_of);
    if (work.list_of == NULL)
        return integi_out_of_memory(error);
    for (int64_t i = 0; i < count; i++)
        work.list_of[i] = -1;
    integ_status status = imagine_all(&work, error);
    if (status == INTEG_STATUS_OK && !put_in_order(&work, out))
        status = integi_out_of_memory(error);
    integi_release(context, work.list_of, ((size_t)count + 1) * sizeof *work.list_of);
    integi_lists_free(context, &work.found);
    return status;
}
