/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/decide.h"

#include "base/message.h"
#include "disclosure/others.h"
#include "release/columns.h"
#include "release/messages.h"
#include "release/sum_counts.h"
#include "release/sums.h"
#include "release/verify.h"

#define STEPS_OF_ATOM 4 /* to read it in a list and to write it into another one */

typedef struct deciding {
    integ_context *context;
    integi_collection *collection;
    const integ_disclosure *rule;
    integi_atoms atoms;
    integi_columns columns;
    int64_t *column_of; /* of each collected cell; -1: nobody is in it */
    integ_cells *cells; /* the columns */
    int64_t printed;    /* columns that come before the derived ones */
    int32_t *states;
    int64_t state_count;
    integi_changes proofs; /* of hidden cells */
    bool is_proven;        /* they prove all */
    int64_t told;          /* how often sums that were said before told a hidden cell */
    int64_t steps, limit; /* of the search, and of what comes before it */
    bool was_crowded;     /* before it was decided again */
    int64_t crowded;      /* cells that were hidden because of the limit */
    bool is_crowded;      /* it took more */
    integi_stint telling; /* of work that is in proportion to what it is given */
    bool is_guessed;      /* not all was proven by those who look at what is known beside figures */
} deciding;

/* ---- what each cell asks for ---- */

static integ_status make_columns(deciding *self, integ_error *error)
{
    const integi_collection *collection = self->collection;
    for (size_t i = 0; i < collection->cell_count; i++) {
        int64_t count = integi_lists_length(&self->atoms.cells, (int64_t)i);
        self->column_of[i] = -1;
        if (!integi_stint_take(&self->telling, STEPS_OF_ATOM * count))
            return integi_cancelled(error);
        if (count == 0)
            continue;
        if (!integi_columns_add(&self->columns, integi_lists_at(&self->atoms.cells, (int64_t)i), count,
                                collection->cells[i].rank, collection->cells[i].standing, &self->column_of[i]))
            return integi_out_of_memory(error);
        integi_columns_know(&self->columns, self->column_of[i], collection->cells[i].least,
                            collection->cells[i].below);
    }
    return INTEG_STATUS_OK;
}

/* Who has a count of the same people has this one, even where a share or a sum of it may not be said. */
static void know_alike(deciding *self)
{
    for (size_t i = 0; i < self->collection->cell_count; i++) {
        integi_collected *cell = &self->collection->cells[i];
        if (self->column_of[i] < 0 || self->columns.wishes[self->column_of[i]].standing != INTEG_STANDING_PUBLISHED)
            continue;
        cell->standing = INTEG_STANDING_PUBLISHED;
        cell->rank = self->columns.wishes[self->column_of[i]].rank;
    }
}

static bool is_few(const deciding *self, const int64_t *atoms, int64_t count)
{
    int64_t few = self->atoms.owners.few, people = integi_atoms_people(&self->atoms, atoms, count, few + 1);
    return people > 0 && people <= few;
}

static void make_secret(deciding *self, int64_t column)
{
    integi_column_wish *wish = &self->columns.wishes[column];
    wish->standing = integi_stronger_standing(wish->standing, INTEG_STANDING_SECRET);
}

/* The rest of a share, where it is small: nobody prints it, and whoever has the part and the whole can compute it. The
 * rule hides the part for it, which those who look at rows alone do not see where these are many. */
static integ_status add_rests(deciding *self, integ_error *error)
{
    const integi_lists *cells = &self->atoms.cells;
    size_t size = ((size_t)self->atoms.count + 1) * sizeof(int64_t);
    int64_t *rest = integi_allocate(self->context, size), column;
    bool good = rest != NULL;
    for (size_t i = 0; i < self->collection->share_count && good; i++) {
        int64_t part = self->collection->shares[i].part, whole = self->collection->shares[i].whole, count = 0;
        int64_t left = self->collection->cells[whole].rows.count - self->collection->cells[part].rows.count;
        int64_t at = cells->starts[part];
        if (!integi_stint_take(&self->telling, 1))
            break;
        if (left <= 0 || left > self->atoms.owners.most_rows)
            continue;
        for (int64_t j = cells->starts[whole]; j < cells->starts[whole + 1]; j++)
            if (at < cells->starts[part + 1] && cells->items[at] == cells->items[j])
                at++;
            else
                rest[count++] = cells->items[j];
        integi_stint_take(&self->telling, STEPS_OF_ATOM * count);
        if (!is_few(self, rest, count))
            continue;
        good = integi_columns_add(&self->columns, rest, count, INT64_MAX, INTEG_STANDING_DERIVED, &column);
        if (good && left > self->atoms.owners.few && integ_disclosure_complement(self->rule) &&
            self->column_of[part] >= 0)
            make_secret(self, self->column_of[part]);
    }
    integi_release(self->context, rest, rest == NULL ? 0 : size);
    if (!good)
        return integi_out_of_memory(error);
    return self->telling.cancelled ? integi_cancelled(error) : INTEG_STATUS_OK;
}

/* That nobody of one to four people meets a condition says something of each of them, and that all or nobody of less
 * than the full cell do. Of rows alone the rule is asked elsewhere. */
static void hide_all_of_few(deciding *self)
{
    for (size_t i = 0; i < self->collection->share_count; i++) {
        int64_t part = self->column_of[self->collection->shares[i].part];
        int64_t whole = self->column_of[self->collection->shares[i].whole];
        if (part < 0 || whole < 0)
            continue;
        const integi_column_wish *some = &self->columns.wishes[part], *all = &self->columns.wishes[whole];
        bool none_of_few = some->count == 0 && integ_disclosure_hides_count(self->rule, all->people);
        bool full = (some->count == 0 || some->count == all->count) && all->people > 0 && all->people < all->count &&
                    all->people < integ_disclosure_full_cell(self->rule);
        if (none_of_few || (full && part != whole))
            make_secret(self, part);
    }
}

/* ---- the table of cells ---- */

static integ_status add_columns(deciding *self, integ_cells *cells, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    const integi_columns *columns = &self->columns;
    for (int64_t i = 0; i < columns->lists.count && status == INTEG_STATUS_OK; i++) {
        if (!integi_stint_take(&self->telling, STEPS_OF_ATOM * integi_lists_length(&columns->lists, i)))
            return integi_cancelled(error);
        status = integ_cells_add(cells, integi_lists_at(&columns->lists, i), integi_lists_length(&columns->lists, i),
                                 NULL, error);
        if (status == INTEG_STATUS_OK)
            status = integ_cells_set_standing(cells, i, columns->wishes[i].standing, error);
        if (status == INTEG_STATUS_OK)
            status = integ_cells_set_rank(cells, i, columns->wishes[i].rank, error);
        if (status == INTEG_STATUS_OK &&
            !integi_cells_set_known(cells, i, columns->wishes[i].least, columns->wishes[i].below))
            status = integi_out_of_memory(error);
    }
    return status;
}

/* Shares that are the same pair of columns are one. */
static bool is_new_share(const deciding *self, size_t index)
{
    const integi_share *shares = self->collection->shares;
    for (size_t i = 0; i < index; i++)
        if (self->column_of[shares[i].part] == self->column_of[shares[index].part] &&
            self->column_of[shares[i].whole] == self->column_of[shares[index].whole])
            return false;
    return true;
}

static integ_status add_shares(deciding *self, integ_cells *cells, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (size_t i = 0; i < self->collection->share_count && status == INTEG_STATUS_OK; i++) {
        int64_t part = self->column_of[self->collection->shares[i].part];
        int64_t whole = self->column_of[self->collection->shares[i].whole];
        int64_t length = whole < 0 ? 0 : integi_lists_length(&self->columns.lists, whole);
        if (!integi_stint_take(&self->telling, (int64_t)i + STEPS_OF_ATOM * length))
            return integi_cancelled(error);
        if (part >= 0 && whole >= 0 && part != whole && is_new_share(self, i))
            status = integ_cells_add_share(cells, part, whole, error);
    }
    return status;
}

static integ_status make_cells(deciding *self, integ_error *error)
{
    integ_status status = integ_cells_new(self->context, self->atoms.count, &self->cells, error);
    if (status == INTEG_STATUS_OK)
        status = add_columns(self, self->cells, error);
    return status == INTEG_STATUS_OK ? add_shares(self, self->cells, error) : status;
}

/* ---- the audit ---- */

static bool is_hidden(int32_t state)
{
    return state == INTEG_CELL_PRIMARY || state == INTEG_CELL_SECONDARY;
}

/* Whether proofs leave every hidden cell open to what an attacker sees. This shares nothing with the decision but the
 * cells. */
static integ_status audit(const deciding *self, const integi_lists *changes, bool *safe, integ_error *error)
{
    size_t size = (size_t)self->state_count + 1;
    bool *proven = integi_allocate_zeroed(self->context, size);
    int64_t unproven = 0;
    if (proven == NULL)
        return integi_out_of_memory(error);
    integ_status status = integi_verify(self->cells, self->atoms.sizes, self->rule, self->states, changes, proven,
                                        &unproven, error);
    integi_release_wiped(self->context, proven, size);
    *safe = unproven == 0;
    return status;
}

/* Somebody who is in a cell, and knows it, may know more of it than anybody outside. */
static bool is_open(int32_t finding)
{
    return finding == INTEG_AUDIT_SAFE || finding == INTEG_AUDIT_INSIDER;
}

/* The same by the audit that also works out what is not proven. */
static integ_status audit_further(const deciding *self, const integ_proof *proof, integ_error *error)
{
    size_t size = ((size_t)self->state_count + 1) * sizeof(int64_t);
    int64_t unsafe = 0, *values = integi_allocate_zeroed(self->context, size);
    if (values == NULL)
        return integi_out_of_memory(error);
    for (int64_t i = 0; i < self->state_count; i++)
        values[i] = self->states[i] == INTEG_CELL_SHOWN ? self->columns.wishes[i].count : -1;
    integ_audit *found = NULL;
    integ_status status =
        integ_audit_new_proven(self->cells, values, self->atoms.sizes, self->rule, proof, &found, error);
    for (int64_t i = 0; i < self->state_count && status == INTEG_STATUS_OK; i++)
        unsafe += is_hidden(self->states[i]) && !is_open(integ_audit_finding(found, i));
    integ_audit_free(found);
    integi_release_wiped(self->context, values, size);
    if (status == INTEG_STATUS_OK && unsafe > 0)
        return INTEGI_FAIL(error, NULL, &integi_message_release_unsafe,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, unsafe));
    return status;
}

/* ---- one snapshot of a table ---- */

/* What was hidden stays hidden, and more is: the search is slower and hides more, but does not end before all is
 * proven. */
static integ_status protect_further(deciding *self, integ_error *error)
{
    self->is_guessed = true;
    integ_proof *proof = NULL;
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < self->state_count && status == INTEG_STATUS_OK; i++)
        if (is_hidden(self->states[i]) && self->columns.wishes[i].standing == INTEG_STANDING_OPEN)
            status = integ_cells_set_standing(self->cells, i, INTEG_STANDING_SECRET, error);
    if (status == INTEG_STATUS_OK)
        status = integ_protect_with_proof(self->cells, self->atoms.sizes, self->rule, self->states, &proof, error);
    if (status == INTEG_STATUS_OK)
        status = audit_further(self, proof, error);
    integ_proof_free(proof);
    return status;
}

/* What is left of the steps. Where nothing is open, there is no limit to them, nor to what is kept. */
static integi_stint begin_stint(const deciding *self, const char *step)
{
    return (integi_stint){.context = self->context, .step = step, .limit = self->limit, .done = self->steps,
                          .told = self->steps,
                          .room = self->limit == INT64_MAX ? 0 : self->collection->matrix_entries};
}

static integ_status search(deciding *self, integ_error *error)
{
    integi_stint stint = begin_stint(self, "protect");
    integ_status status = integi_protect_release_within(self->cells, self->atoms.sizes, self->rule, &stint,
                                                        self->states, &self->proofs, error);
    self->steps = stint.done;
    self->is_crowded = status == INTEG_STATUS_LIMIT_EXCEEDED;
    return status;
}

/* The slower search counts no steps: it is used where there is not much, or where there is nothing left to hide. */
static bool may_go_further(deciding *self)
{
    int64_t cells = self->state_count + 1, room = self->collection->further_entries;
    self->is_crowded = self->limit != INT64_MAX && self->columns.lists.used > room / cells;
    return !self->is_crowded;
}

static integ_status protect(deciding *self, integ_error *error)
{
    self->is_proven = false;
    self->state_count = self->columns.lists.count;
    self->states = integi_allocate_zeroed(self->context, ((size_t)self->state_count + 1) * sizeof *self->states);
    if (self->states == NULL)
        return integi_out_of_memory(error);
    integ_status status = search(self, error);
    if (status == INTEG_STATUS_OK)
        status = audit(self, &self->proofs.lists, &self->is_proven, error);
    if (status == INTEG_STATUS_OK && !self->is_proven)
        return may_go_further(self) ? protect_further(self, error) : INTEG_STATUS_LIMIT_EXCEEDED;
    return status;
}

static void drop_cells(deciding *self)
{
    integ_cells_free(self->cells);
    integi_changes_free(&self->proofs);
    if (self->states != NULL)
        integi_release_wiped(self->context, self->states, ((size_t)self->state_count + 1) * sizeof *self->states);
    self->cells = NULL;
    self->states = NULL;
}

/* A cell that nobody is in and that no possible atom could be in is no more than a zero. */
static void tell_shown(const deciding *self, bool *shown)
{
    for (size_t i = 0; i < self->collection->cell_count; i++) {
        int64_t column = self->column_of[i];
        bool hidden_zero = integ_disclosure_zeros(self->rule) ||
                           self->collection->cells[i].standing == INTEG_STANDING_SECRET;
        shown[i] = column < 0 ? !hidden_zero : self->states[column] == INTEG_CELL_SHOWN;
    }
}

/* Makes the collected cells secret whose columns are, for good. Returns how many there are. */
static int64_t hide_columns(deciding *self, const bool *hidden)
{
    int64_t count = 0;
    for (size_t i = 0; i < self->collection->cell_count; i++) {
        integi_collected *cell = &self->collection->cells[i];
        if (self->column_of[i] < 0 || !hidden[self->column_of[i]])
            continue;
        cell->standing = integi_stronger_standing(cell->standing, INTEG_STANDING_SECRET);
        count++;
    }
    return count;
}

/* Hides cells of which there are too many to be protected: those that are wanted less, for good. Where nothing is left
 * open, all that is to be done is to look at what is published, or nothing. */
static integ_status thin_out(deciding *self, integ_error *error)
{
    int64_t count = 0, columns = self->columns.lists.count, published = 0;
    bool *hidden = integi_allocate_zeroed(self->context, (size_t)columns + 1);
    bool good = hidden != NULL && integi_columns_thin_out(&self->columns, hidden, &count);
    for (size_t i = 0; i < self->collection->cell_count && good; i++)
        published += integi_was_published(&self->collection->cells[i]);
    self->crowded += good ? hide_columns(self, hidden) : 0;
    integi_release(self->context, hidden, hidden == NULL ? 0 : (size_t)columns + 1);
    self->steps = 0;
    self->is_crowded = false;
    if (good && count == 0 && published > 0)
        return INTEGI_FAIL(error, NULL, &integi_message_release_published);
    self->limit = count == 0 ? INT64_MAX : self->limit;
    return good ? INTEG_STATUS_OK : integi_out_of_memory(error);
}

static integ_status failure_of(const integi_stint *stint, integ_error *error)
{
    if (stint->cancelled)
        return integi_cancelled(error);
    return integi_stint_is_over(stint) ? INTEG_STATUS_LIMIT_EXCEEDED : integi_out_of_memory(error);
}

/* Looks for what is to be watched, or for what is left of one sum without another. */
static integ_status derive_once(deciding *self, bool of_sums, integ_error *error)
{
    integi_stint stint = begin_stint(self, "derive");
    integ_status status = INTEG_STATUS_OK;
    if (!of_sums)
        status = integi_columns_derive(&self->columns, self->rule, &stint, error);
    else if (!integi_sums_add_differences(&self->columns, self->collection, self->was_crowded || self->crowded > 0,
                                          &stint))
        status = failure_of(&stint, error);
    self->steps = stint.done;
    self->is_crowded = status == INTEG_STATUS_LIMIT_EXCEEDED;
    return status;
}

/* The same with less that is open as often as there is too much. */
static integ_status derive(deciding *self, bool of_sums, integ_error *error)
{
    integ_status status = derive_once(self, of_sums, error);
    while (self->is_crowded) {
        status = thin_out(self, error);
        if (status == INTEG_STATUS_OK)
            status = derive_once(self, of_sums, error);
    }
    return status;
}

/* Adds what is left of a sum without all that is shown of a breakdown. */
static integ_status derive_rests(deciding *self, bool *shown, bool *again, integ_error *error)
{
    integi_stint stint = begin_stint(self, "derive");
    tell_shown(self, shown);
    bool good = integi_sums_add_rests(&self->columns, self->collection, shown, &stint, again);
    self->steps = stint.done;
    integ_status status = good ? INTEG_STATUS_OK : failure_of(&stint, error);
    self->is_crowded = status == INTEG_STATUS_LIMIT_EXCEEDED;
    return status;
}

/* Hides more of those behind sums which somebody has already, and which tell of a hidden cell: each time twice as much.
 * Where nothing is left to be hidden, it is told. */
static integ_status hide_behind(deciding *self, integi_sum_counts *sums, bool *again, integ_error *error)
{
    int64_t count = 0, wanted = INT64_C(1) << (self->told < 30 ? self->told : 30);
    size_t size = (size_t)self->columns.lists.count + 1;
    bool *hidden = integi_allocate_zeroed(self->context, size);
    bool good = hidden != NULL &&
                integi_columns_hide_some(&self->columns, self->states, sums->behind, wanted, hidden, &count);
    if (good)
        hide_columns(self, hidden);
    integi_release(self->context, hidden, hidden == NULL ? 0 : size);
    if (count == 0 && sums->told < self->state_count)
        self->states[sums->told] = INTEG_CELL_EXPOSED;
    else if (count == 0)
        sums->leaves_groups = true;
    self->told++;
    *again = count > 0;
    return good ? INTEG_STATUS_OK : integi_out_of_memory(error);
}

/* Hides sums that tell of hidden cells, as often as there is anything. */
static integ_status keep_counts(deciding *self, integi_sum_counts *sums, bool *again, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    do {
        bool good = integi_sums_keep_counts(sums);
        status = good ? INTEG_STATUS_OK : failure_of(sums->stint, error);
        if (good && sums->told >= 0)
            status = hide_behind(self, sums, again, error);
    } while (sums->told >= 0 && status == INTEG_STATUS_OK && !*again);
    self->is_crowded = status == INTEG_STATUS_LIMIT_EXCEEDED;
    return status;
}

/* That has as many steps of its own as the search. */
static integ_status look_at_sums(deciding *self, bool *shown, bool *again, integ_error *error)
{
    integi_stint stint = begin_stint(self, "compare sums");
    stint.done = stint.told = 0;
    size_t size = (size_t)self->atoms.count + 1;
    bool *behind = integi_allocate_zeroed(self->context, size);
    if (behind == NULL)
        return integi_out_of_memory(error);
    tell_shown(self, shown);
    integi_sum_counts sums = {.collection = self->collection, .atoms = &self->atoms, .cells = self->cells,
                              .rule = self->rule, .states = self->states, .shown = shown, .proofs = &self->proofs,
                              .is_proven = self->is_proven, .stint = &stint, .behind = behind};
    integ_status status = keep_counts(self, &sums, again, error);
    integi_release(self->context, behind, size);
    return status;
}

/* Protects again, while what is shown of a breakdown leaves a sum that few make up most of, or sums that were said
 * before tell something. */
static integ_status protect_sums(deciding *self, bool *shown, integ_error *error)
{
    bool again = true;
    integ_status status = INTEG_STATUS_OK;
    while (again && status == INTEG_STATUS_OK) {
        again = false;
        drop_cells(self);
        status = make_cells(self, error);
        if (status == INTEG_STATUS_OK)
            status = protect(self, error);
        if (status == INTEG_STATUS_OK && self->collection->sum_count > 0)
            status = derive_rests(self, shown, &again, error);
        if (status == INTEG_STATUS_OK && self->collection->sum_count > 0 && !again)
            status = look_at_sums(self, shown, &again, error);
        again = again || self->is_crowded;
        if (self->is_crowded)
            status = thin_out(self, error);
    }
    return status;
}

static void tell(const deciding *self, bool *shown, integi_summary *summary)
{
    tell_shown(self, shown);
    summary->crowded += self->crowded;
    summary->steps = self->steps;
    for (int64_t i = 0; i < self->state_count && self->is_guessed; i++)
        summary->guessed += self->columns.wishes[i].least > 0 || self->columns.wishes[i].below > 0;
    summary->atoms += self->atoms.count;
    summary->columns += self->printed;
    summary->derived += self->columns.lists.count - self->printed;
    for (int64_t i = 0; i < self->state_count; i++) {
        summary->primary += self->states[i] == INTEG_CELL_PRIMARY;
        summary->secondary += self->states[i] == INTEG_CELL_SECONDARY;
        summary->exposed += self->states[i] == INTEG_CELL_EXPOSED &&
                            integ_disclosure_hides_count(self->rule, self->columns.wishes[i].people);
    }
}

static void close_deciding(deciding *self)
{
    drop_cells(self);
    integi_columns_free(&self->columns);
    integi_atoms_free(&self->atoms);
    integi_release(self->context, self->column_of,
                   self->column_of == NULL ? 0 : (self->collection->cell_count + 1) * sizeof *self->column_of);
}

integ_status integi_decide_space(integi_collection *collection, const integ_disclosure *rule, bool *shown,
                                 integi_summary *summary, integ_error *error)
{
    deciding self = {.context = collection->context, .collection = collection, .rule = rule, .steps = summary->steps,
                     .limit = collection->space_steps, .was_crowded = summary->crowded > 0};
    self.telling = integi_stint_without_limit(self.context, "derive");
    self.column_of = integi_allocate_zeroed(self.context, (collection->cell_count + 1) * sizeof *self.column_of);
    integ_status status = self.column_of == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
    self.atoms.context = self.context;
    if (status == INTEG_STATUS_OK)
        status = integi_atoms_make(&self.atoms, collection, rule, error);
    integi_columns_init(&self.columns, &self.atoms);
    if (status == INTEG_STATUS_OK)
        status = make_columns(&self, error);
    self.printed = self.columns.lists.count;
    if (status == INTEG_STATUS_OK)
        know_alike(&self);
    if (status == INTEG_STATUS_OK)
        hide_all_of_few(&self);
    if (status == INTEG_STATUS_OK)
        status = add_rests(&self, error);
    if (status == INTEG_STATUS_OK)
        status = derive(&self, false, error);
    if (status == INTEG_STATUS_OK)
        status = derive(&self, true, error);
    if (status == INTEG_STATUS_OK)
        status = protect_sums(&self, shown, error);
    if (status == INTEG_STATUS_OK)
        tell(&self, shown, summary);
    close_deciding(&self);
    return status;
}
