/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Attritions, overlaps and followings in a ledger: the definition, and each figure by its name. */
#include "base/message.h"
#include "release/analysis.h"
#include "release/ledger.h"
#include "release/messages.h"
#include "release/release.h"

#include <string.h>

/* ---- writing ---- */

static void write_figure(integi_buffer *out, const integi_analysis *analysis, int64_t figure, int64_t count)
{
    integi_buffer_text(out, "{\"figure\":");
    analysis->form->name(analysis->source, figure, out);
    if (count >= 0)
        integi_json_number_member(out, "count", count);
    integi_buffer_byte(out, '}');
}

/* One figure for each cell: those with the same rows are one. */
static void write_figures(integi_buffer *out, const integi_analysis *analysis, const integi_collection *collection,
                          const int8_t *said)
{
    const char *before = "";
    integi_json_member(out, "figures");
    integi_buffer_byte(out, '[');
    for (size_t i = 0; i < collection->cell_count; i++) {
        const integi_collected *cell = &collection->cells[i];
        if (said[i] < 0 || cell->definition.analysis != analysis)
            continue;
        integi_buffer_text(out, before);
        write_figure(out, analysis, cell->definition.cell, said[i] > 0 ? cell->rows.count : -1);
        before = ",";
    }
    integi_buffer_byte(out, ']');
}

integ_status integi_ledger_write_analysis(integi_buffer *out, const integi_analysis *analysis,
                                          const integi_collection *collection, const int8_t *said, integ_error *error)
{
    integi_buffer_byte(out, '{');
    integi_json_text_member(out, "kind", analysis->form->kind);
    integ_status status = analysis->form->define(analysis->source, out, error);
    write_figures(out, analysis, collection, said);
    integi_buffer_byte(out, '}');
    return status;
}

/* ---- applying ---- */

typedef struct applying {
    const integi_ledger_entry *entry;
    const integi_analysis_form *form;
    integi_place place;
    void *source;
    int64_t count;  /* figures that the source has */
    int8_t *said;   /* of each of them */
    int64_t *found; /* of each recorded figure the source's; -1: none */
} applying;

static integ_status fail(const applying *self, integ_error *error)
{
    return INTEGI_FAIL(error, &self->place, &integi_message_ledger_figure, self->entry->date);
}

/* Finds the figures by their names. */
static integ_status find_figures(applying *self, integ_context *context, integ_error *error)
{
    const integi_ledger_analysis *recorded = self->entry->analysis;
    integi_buffer name;
    integi_buffer_init(&name, context);
    for (int64_t i = 0; i < recorded->figure_count; i++)
        self->found[i] = -1;
    for (int64_t figure = 0; figure < self->count && !name.failed; figure++) {
        name.length = 0;
        self->said[figure] = -1;
        self->form->name(self->source, figure, &name);
        for (int64_t i = 0; i < recorded->figure_count && !name.failed; i++)
            if (strcmp(recorded->figures[i].name, name.bytes) == 0) {
                self->found[i] = figure;
                self->said[figure] = recorded->figures[i].count >= 0;
            }
    }
    bool failed = name.failed;
    integi_buffer_free(&name);
    for (int64_t i = 0; i < recorded->figure_count && !failed; i++)
        if (self->found[i] < 0)
            return fail(self, error);
    return failed ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

static integ_status check_counts(const applying *self, const integi_collection *collection, const int64_t *cells,
                                 integ_error *error)
{
    const integi_ledger_analysis *recorded = self->entry->analysis;
    for (int64_t i = 0; i < recorded->figure_count; i++) {
        int64_t count = recorded->figures[i].count, cell = cells[self->found[i]];
        if (count >= 0 && (cell < 0 || collection->cells[cell].rows.count != count))
            return fail(self, error);
    }
    return INTEG_STATUS_OK;
}

/* Takes over the source. */
static integ_status apply(applying *self, integi_arena *arena, integ_release *release, integ_error *error)
{
    const int64_t *cells = NULL;
    self->count = self->form->count(self->source);
    self->said = integi_arena_allocate(arena, (size_t)self->count + 1);
    self->found = integi_arena_allocate(arena, (size_t)self->entry->analysis->figure_count * sizeof *self->found);
    integ_status status = self->said == NULL || self->found == NULL ? integi_out_of_memory(error)
                                                                    : find_figures(self, arena->context, error);
    if (status != INTEG_STATUS_OK) {
        self->form->free(self->source);
        return status;
    }
    status = integi_release_remember_analysis(release, self->form, self->source, self->said, &cells, error);
    return status == INTEG_STATUS_OK ? check_counts(self, integi_release_collection(release), cells, error) : status;
}

integ_status integi_ledger_apply_analysis(const integ_ledger *ledger, const integi_ledger_entry *entry,
                                          const integ_groups *groups, const integ_snapshot *const *snapshots,
                                          integ_release *release, integ_error *error)
{
    applying self = {.entry = entry, .form = integi_analysis_form_find(entry->analysis->kind),
                     .place = {ledger->path, 0, 0, -1, 0}};
    integi_arena arena;
    integi_arena_init(&arena, ledger->context);
    integ_status status =
        self.form->make(entry->analysis, groups, snapshots, entry->snapshot_count, &self.source, error);
    if (status == INTEG_STATUS_OK)
        status = apply(&self, &arena, release, error);
    integi_arena_free(&arena);
    return status;
}
