/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/analysis.h"

#include "base/message.h"
#include "register/schema.h"
#include "release/ledger.h"
#include "release/state.h"

#include <string.h>

#define NUMBERS 4 /* of each figure: its cell, two others, and another figure */

/* ---- what may be shown ---- */

bool integi_shown_init(integi_shown *shown, integ_context *context, int64_t count, void (*destroy)(integi_shown *shown))
{
    shown->context = integi_context_retain(context);
    atomic_init(&shown->references, 1);
    shown->destroy = destroy;
    shown->counts = integi_allocate_array(context, (size_t)count + 1, sizeof *shown->counts);
    if (shown->counts == NULL)
        return false;
    shown->count = (size_t)count;
    for (int64_t i = 0; i <= count; i++)
        shown->counts[i] = -1;
    return true;
}

static integi_shown *retain(integi_shown *shown)
{
    atomic_fetch_add_explicit(&shown->references, 1, memory_order_relaxed);
    return shown;
}

void integi_shown_release(integi_shown *shown)
{
    if (shown == NULL || atomic_fetch_sub_explicit(&shown->references, 1, memory_order_acq_rel) != 1)
        return;
    integ_context *context = shown->context;
    if (shown->counts != NULL)
        integi_release(context, shown->counts, (shown->count + 1) * sizeof *shown->counts);
    shown->destroy(shown);
    integ_context_free(context);
}

/* ---- cells of figures ---- */

uint64_t *integi_take_words(integi_taking *self, int64_t rows)
{
    size_t words = integi_bitset_words(rows) + 1;
    if (self->status == INTEG_STATUS_OK && words > self->word_count) {
        integ_context *context = self->collection->context;
        uint64_t *larger = integi_allocate_array(context, words, sizeof *larger);
        if (larger == NULL) {
            self->status = integi_out_of_memory(self->error);
            return NULL;
        }
        integi_release_wiped(context, self->words, self->word_count * sizeof *self->words);
        self->words = larger;
        self->word_count = words;
    }
    return self->status == INTEG_STATUS_OK ? self->words : NULL;
}

static int64_t take_rows(integi_taking *self, integi_collected like, const integ_snapshot *snapshot, int64_t table,
                         const uint64_t *words)
{
    int64_t cell = -1;
    if (self->status == INTEG_STATUS_OK)
        self->status = integi_collect_words(self->collection, snapshot, table, words, snapshot->tables[table].rows,
                                            like, &cell, self->error);
    if (cell >= 0 && self->analysis->form->joins)
        self->collection->spaces[self->collection->cells[cell].space].joined = true;
    return cell;
}

static integi_collected like_none(int32_t standing)
{
    return (integi_collected){.rank = INT64_MAX, .standing = standing};
}

/* Nobody is not made secret: where it was hidden, it was for others. */
static int32_t remembered_standing(const integi_taking *self, int64_t figure, const uint64_t *words, int64_t rows)
{
    bool nobody = true;
    for (size_t i = 0; i < integi_bitset_words(rows) && nobody; i++)
        nobody = words[i] == 0;
    if (nobody)
        return INTEG_STANDING_DERIVED;
    return self->remembered[figure] > 0 ? INTEG_STANDING_PUBLISHED : INTEG_STANDING_SECRET;
}

void integi_take(integi_taking *self, int64_t figure, int64_t rank, const integ_snapshot *snapshot, int64_t table,
                 const uint64_t *words)
{
    integi_collected like = like_none(INTEG_STANDING_OPEN);
    if (self->status != INTEG_STATUS_OK || (self->remembered != NULL && self->remembered[figure] < 0))
        return;
    if (self->remembered != NULL) {
        like.standing = remembered_standing(self, figure, words, snapshot->tables[table].rows);
    } else {
        like.rank = rank;
        like.definition = (integi_definition){.analysis = self->analysis, .cell = figure};
    }
    self->analysis->cells[figure] = take_rows(self, like, snapshot, table, words);
}

void integi_take_derived(integi_taking *self, const integ_snapshot *snapshot, int64_t table, const uint64_t *words)
{
    take_rows(self, like_none(INTEG_STANDING_DERIVED), snapshot, table, words);
}

void integi_take_if(integi_taking *self, bool may_be_shown, int64_t figure, int64_t rank,
                    const integ_snapshot *snapshot, int64_t table, const uint64_t *words)
{
    if (self->remembered == NULL ? may_be_shown : self->remembered[figure] >= 0)
        integi_take(self, figure, rank, snapshot, table, words);
    else
        integi_take_derived(self, snapshot, table, words);
}

int64_t integi_take_total(integi_taking *self, const integ_snapshot *snapshot, int64_t table)
{
    int64_t rows = snapshot->tables[table].rows;
    int64_t people = integ_snapshot_people_unprotected(snapshot, table, -1, 1);
    uint64_t *words = integi_take_words(self, rows);
    if (words == NULL || people == 0 || integ_disclosure_hides_count(self->collection->rule, people))
        return -1;
    memset(words, 0xFF, integi_bitset_words(rows) * sizeof *words);
    words[integi_bitset_words(rows) - 1] = integi_bitset_last_mask(rows);
    integi_collected like = like_none(INTEG_STANDING_OPEN);
    like.rank = INTEGI_RANK_EVERYBODY;
    return take_rows(self, like, snapshot, table, words);
}

void integi_take_with(integi_taking *self, int64_t figure, int64_t first, int64_t second)
{
    self->analysis->with[2 * figure] = first;
    self->analysis->with[2 * figure + 1] = second;
}

void integi_take_behind(integi_taking *self, int64_t figure, int64_t other)
{
    self->analysis->behind[figure] = other;
}

/* ---- analyses of a release ---- */

const integi_analysis_form *integi_analysis_form_find(const char *kind)
{
    static const integi_analysis_form *const forms[] = {&integi_form_funnel, &integi_form_overlap,
                                                        &integi_form_following};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i]->kind, kind) == 0)
            return forms[i];
    return NULL;
}

void integi_analysis_free(integi_analysis *analysis)
{
    if (analysis == NULL)
        return;
    integ_context *context = analysis->context;
    integi_shown_release(analysis->shown);
    if (analysis->owned != NULL)
        analysis->form->free(analysis->owned);
    integi_release(context, analysis->cells,
                   analysis->cells == NULL ? 0 : NUMBERS * (analysis->count + 1) * sizeof *analysis->cells);
    integi_release(context, analysis, sizeof *analysis);
}

/* Keeps the analysis in the release. Takes over `owned` and a reference to `shown`, on failure too. */
static integ_status add(integ_release *release, const integi_analysis_form *form, const void *source, void *owned,
                        integi_shown *shown, integi_analysis **out, integ_error *error)
{
    void *analyses = release->analyses;
    integ_context *context = release->context;
    bool grown = integi_grow(context, &analyses, &release->analysis_capacity, release->analysis_count,
                             sizeof *release->analyses);
    release->analyses = analyses;
    integi_analysis *made = integi_allocate_zeroed(context, sizeof *made);
    if (made == NULL) {
        integi_shown_release(shown);
        if (owned != NULL)
            form->free(owned);
        return integi_out_of_memory(error);
    }
    *made = (integi_analysis){.context = context, .form = form, .source = source, .owned = owned, .shown = shown,
                              .count = (size_t)form->count(source)};
    made->cells = integi_allocate_array(context, made->count + 1, NUMBERS * sizeof *made->cells);
    if (!grown || made->cells == NULL) {
        integi_analysis_free(made);
        return integi_out_of_memory(error);
    }
    made->with = made->cells + made->count + 1;
    made->behind = made->with + 2 * (made->count + 1);
    for (size_t i = 0; i < NUMBERS * (made->count + 1); i++)
        made->cells[i] = -1;
    *out = release->analyses[release->analysis_count++] = made;
    return INTEG_STATUS_OK;
}

static integ_status take_all(integ_release *release, integi_analysis *analysis, const int8_t *remembered,
                             integ_error *error)
{
    integi_taking self = {.collection = &release->collection, .analysis = analysis, .remembered = remembered,
                          .error = error};
    analysis->form->take(&self, analysis->source);
    if (self.words != NULL)
        integi_release_wiped(release->context, self.words, self.word_count * sizeof *self.words);
    return self.status;
}

integ_status integi_release_add_analysis(integ_release *release, const integi_analysis_form *form, const void *source,
                                         integi_shown *shown, integ_error *error)
{
    integi_analysis *analysis = NULL;
    integ_status status = add(release, form, source, NULL, retain(shown), &analysis, error);
    return status == INTEG_STATUS_OK && release->rule != NULL ? take_all(release, analysis, NULL, error) : status;
}

integ_status integi_release_remember_analysis(integ_release *release, const integi_analysis_form *form, void *source,
                                              const int8_t *said, const int64_t **cells, integ_error *error)
{
    integi_analysis *analysis = NULL;
    integ_status status = add(release, form, source, source, NULL, &analysis, error);
    if (status == INTEG_STATUS_OK)
        status = take_all(release, analysis, said, error);
    *cells = analysis == NULL ? NULL : analysis->cells;
    return status;
}

const integi_analysis *integi_release_analysis(const integ_release *release, size_t index)
{
    return index < release->analysis_count ? release->analyses[index] : NULL;
}

/* ---- pieces of JSON ---- */

void integi_json_member(integi_buffer *out, const char *name)
{
    if (out->length > 0 && out->bytes[out->length - 1] != '{')
        integi_buffer_byte(out, ',');
    integi_ledger_text(out, name);
    integi_buffer_byte(out, ':');
}

void integi_json_text_member(integi_buffer *out, const char *name, const char *text)
{
    if (text == NULL)
        return;
    integi_json_member(out, name);
    integi_ledger_text(out, text);
}

void integi_json_number_member(integi_buffer *out, const char *name, int64_t number)
{
    integi_json_member(out, name);
    integi_buffer_integer(out, number);
}

integ_status integi_json_expression_member(integi_buffer *out, const char *name, const integ_expression *expression,
                                           integ_error *error)
{
    integ_text *text = NULL;
    if (expression == NULL)
        return INTEG_STATUS_OK;
    integ_status status = integ_expression_to_text(expression, &text, error);
    if (status == INTEG_STATUS_OK)
        integi_json_text_member(out, name, integ_text_bytes(text));
    integ_text_free(text);
    return status;
}
