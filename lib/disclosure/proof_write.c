/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/proof_write.h"

typedef struct writer {
    integi_arena arena;
    integ_proof *proof;
    const int64_t *counts; /* of the atoms that were given */
    int64_t *first;        /* of a merged atom: the first one that was given */
    int64_t *next;         /* of one that was given: the next of the same merged atom, or -1 */
    bool *wanted;          /* of the records' counts: whether they prove anything of a hidden cell */
} writer;

static bool open_writer(writer *self, const integi_records *records, const int32_t *states,
                        const integi_merged *merged, const integ_cells *given)
{
    self->first = integi_arena_allocate(&self->arena, ((size_t)merged->cells.atoms + 1) * sizeof *self->first);
    self->next = integi_arena_allocate(&self->arena, ((size_t)given->atoms + 1) * sizeof *self->next);
    self->wanted = integi_arena_allocate(&self->arena, (size_t)records->others.count + 1);
    if (self->first == NULL || self->next == NULL || self->wanted == NULL)
        return false;
    for (int64_t atom = 0; atom < merged->cells.atoms; atom++)
        self->first[atom] = -1;
    for (int64_t atom = given->atoms - 1; atom >= 0; atom--) {
        self->next[atom] = self->first[merged->kept[atom]];
        self->first[merged->kept[atom]] = atom;
    }
    for (int64_t cell = 0; cell < given->members.count; cell++) {
        const integi_record *record = &records->cells[cell];
        bool hidden = states[cell] == INTEG_CELL_PRIMARY || states[cell] == INTEG_CELL_SECONDARY;
        if (hidden && record->least_from >= 0)
            self->wanted[record->least_from] = true;
        if (hidden && record->most_from >= 0)
            self->wanted[record->most_from] = true;
    }
    return true;
}

static bool put(writer *self, int64_t atom, int64_t change)
{
    integ_proof *proof = self->proof;
    return change == 0 || (integi_lists_item(proof->context, &proof->others, atom) &&
                           integi_lists_item(proof->context, &proof->others, change));
}

/* More are put into the first atom; fewer are taken so that as long as it is possible somebody is left in each. */
static bool put_merged(writer *self, int64_t merged, int64_t change)
{
    if (change > 0)
        return put(self, self->first[merged], change);
    int64_t spare = 0;
    for (int64_t atom = self->first[merged]; atom >= 0; atom = self->next[atom])
        spare += self->counts[atom] > 1 ? self->counts[atom] - 1 : 0;
    int64_t left = -change, last = -change > spare ? -change - spare : 0; /* of which so many are the last ones */
    for (int64_t atom = self->first[merged]; atom >= 0 && left > 0; atom = self->next[atom]) {
        int64_t taken = self->counts[atom] > 1 ? self->counts[atom] - 1 : 0;
        taken = taken > left - last ? left - last : taken;
        left -= taken;
        if (last > 0 && self->counts[atom] > taken) {
            taken++;
            left--;
            last--;
        }
        if (!put(self, atom, -taken))
            return false;
    }
    return true;
}

static bool write_all(writer *self, const integi_records *records)
{
    integ_proof *proof = self->proof;
    for (int64_t number = 0; number < records->others.count; number++) {
        if (!self->wanted[number])
            continue;
        const int64_t *items = integi_lists_at(&records->others, number);
        for (int64_t i = 0; i < integi_lists_length(&records->others, number); i += 2)
            if (!put_merged(self, items[i], items[i + 1]))
                return false;
        if (!integi_lists_close(proof->context, &proof->others))
            return false;
    }
    return true;
}

bool integi_proof_write(const integi_records *records, const int32_t *states, const integi_merged *merged,
                        const integ_cells *given, const int64_t *counts, integ_proof **out)
{
    *out = NULL;
    writer self = {.counts = counts};
    self.proof = integi_allocate_zeroed(given->context, sizeof *self.proof);
    if (self.proof == NULL)
        return false;
    self.proof->context = integi_context_retain(given->context);
    integi_arena_init(&self.arena, given->context);
    bool written = open_writer(&self, records, states, merged, given) && write_all(&self, records);
    integi_arena_free(&self.arena);
    if (written)
        *out = self.proof;
    else
        integ_proof_free(self.proof);
    return written;
}
