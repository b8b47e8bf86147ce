/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/protection.h"

#define DEPENDENTS_AT_MOST 48 /* of a cell that could be shown again */
#define EFFORTS 3
#define WORK 100000 /* in one search */
#define SEARCHES_AT_MOST 4000

/* Adds the cells that some counts prove something of. Returns how many there are then; one above the limit when there
 * are too many. */
static int64_t add_dependents(integi_protection *self, int64_t number, int64_t *list, int64_t found)
{
    const integi_records *records = &self->records;
    const integi_alternative *world = &self->world;
    const int64_t *items = integi_lists_at(&records->others, number);
    for (int64_t i = 0; i < integi_lists_length(&records->others, number); i += 2)
        for (int64_t j = world->around[items[i]]; j < world->around[items[i] + 1]; j++) {
            int64_t other = world->around_items[j];
            const integi_record *record = &records->cells[other];
            bool proven = record->least_from == number || record->most_from == number;
            if (!proven || self->listed[other] || !integi_protection_has_hidden(self, other))
                continue;
            if (found == DEPENDENTS_AT_MOST)
                return found + 1;
            self->listed[other] = true;
            list[found++] = other;
        }
    return found;
}

/* The value of a cell with other counts that were found. */
static int64_t value_with(const integi_protection *self, int64_t cell, int64_t number)
{
    const integi_lists *others = &self->records.others;
    const integi_alternative *world = &self->world;
    const int64_t *items = integi_lists_at(others, number);
    int64_t value = integi_protection_value(self, cell);
    for (int64_t i = 0; i < integi_lists_length(others, number); i += 2)
        for (int64_t at = world->around[items[i]]; at < world->around[items[i] + 1]; at++)
            value += world->around_items[at] == cell ? items[i + 1] : 0;
    return value;
}

/* Adds the cells of which counts prove something that a part, when it is shown, excludes by a hidden total. */
static int64_t add_excluded(integi_protection *self, int64_t part, int64_t total, int64_t *list, int64_t found)
{
    integi_leeway leeway = integi_totals_leeway(&self->totals, part, total);
    for (int64_t at = self->records.changed_by[total]; at >= 0 && found <= DEPENDENTS_AT_MOST;
         at = self->records.mentions[at].next) {
        int64_t number = self->records.mentions[at].number, value = value_with(self, total, number);
        if (value < leeway.least || value > leeway.most)
            found = add_dependents(self, number, list, found);
    }
    return found;
}

/* Lists the cells of which counts prove something that would not be possible were this one shown: it, or a hidden total
 * of which it tells something, has another value in them. */
static int64_t list_dependents(integi_protection *self, int64_t cell, int64_t *list)
{
    const integi_totals *totals = &self->totals;
    int64_t found = 0;
    self->listed[cell] = true;
    for (int64_t at = self->records.changed_by[cell]; at >= 0 && found <= DEPENDENTS_AT_MOST;
         at = self->records.mentions[at].next)
        found = add_dependents(self, self->records.mentions[at].number, list, found);
    for (int64_t i = totals->total_starts[cell]; i < totals->total_starts[cell + 1] && found <= DEPENDENTS_AT_MOST; i++)
        if (!integi_protection_has_shown(self, totals->totals[i]))
            found = add_excluded(self, cell, totals->totals[i], list, found);
    self->listed[cell] = false;
    for (int64_t i = 0; i < found && i < DEPENDENTS_AT_MOST; i++)
        self->listed[list[i]] = false;
    return found;
}

static bool find_without(integi_protection *self, int64_t cell)
{
    for (int i = 0; i < EFFORTS; i++) {
        self->searches--;
        if (integi_protection_search(self, cell, integi_efforts[i], WORK))
            return true;
        if (self->moves.near.closed)
            break;
    }
    return false;
}

static void forget(integi_protection *self, int64_t cell)
{
    int64_t value = integi_protection_value(self, cell);
    self->records.cells[cell] = (integi_record){value, value, -1, -1};
}

/* Shows a hidden cell again if all that depends on it can do without. */
static bool show_again(integi_protection *self, int64_t cell)
{
    int64_t list[DEPENDENTS_AT_MOST];
    integi_record before[DEPENDENTS_AT_MOST];
    if (integi_protection_tells_total(self, cell) || integi_protection_lacks_excuse(self, cell))
        return false;
    int64_t count = list_dependents(self, cell, list);
    if (count > DEPENDENTS_AT_MOST)
        return false;
    integi_record own = self->records.cells[cell];
    forget(self, cell);
    integi_protection_hide(self, cell, false);
    for (int64_t i = 0; i < count; i++) {
        before[i] = self->records.cells[list[i]];
        forget(self, list[i]);
    }
    for (int64_t i = 0; i < count; i++) {
        if (integi_protection_is_safe(self, list[i]) || find_without(self, list[i]))
            continue;
        for (int64_t j = 0; j < count; j++)
            self->records.cells[list[j]] = before[j];
        self->records.cells[cell] = own;
        integi_protection_hide(self, cell, true);
        return false;
    }
    return true;
}

/* What was hidden first may be of no more use. Those that are wanted most are shown again first. */
integ_status integi_protection_show_again(integi_protection *self)
{
    self->searches = SEARCHES_AT_MOST;
    for (int64_t i = 0; i < self->count && self->searches > 0; i++) {
        if (self->states[self->order[i]] != INTEG_CELL_SECONDARY)
            continue;
        if (!integi_progress(self->cells->context, "protect", i, self->count))
            return INTEG_STATUS_CANCELLED;
        show_again(self, self->order[i]);
    }
    return self->full ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
}
