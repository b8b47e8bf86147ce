/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/state.h"

#include "base/message.h"
#include "disclosure/primary.h"
#include "release/ledger.h"
#include "release/messages.h"
#include "release/owners.h"
#include "release/sums.h"

integ_status integ_release_new(integ_context *context, const integ_disclosure *rule, integ_release **out,
                               integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL)
        return integi_invalid_argument(error, "context");
    integ_release *release = integi_allocate_zeroed(context, sizeof *release);
    if (release == NULL)
        return integi_out_of_memory(error);
    release->context = integi_context_retain(context);
    integi_collection_init(&release->collection, context);
    integ_status status = rule == NULL ? INTEG_STATUS_OK : integi_disclosure_copy(rule, &release->rule, error);
    release->collection.rule = release->rule;
    if (status == INTEG_STATUS_OK && integi_release_rounds(release)) /* nobody knows of a zero that it is one */
        status = integ_disclosure_set_zeros(release->rule, 0, error);
    if (status == INTEG_STATUS_OK)
        *out = release;
    else
        integ_release_free(release);
    return status;
}

void integi_release_forget(integ_release *release)
{
    if (release == NULL)
        return;
    integ_context *context = release->context;
    if (release->shown != NULL)
        integi_release_wiped(context, release->shown, release->collection.cell_count + 1);
    if (release->said != NULL)
        integi_release_wiped(context, release->said, release->collection.cell_count + 1);
    if (release->implied != NULL)
        integi_release_wiped(context, release->implied, release->collection.cell_count + 1);
    integi_release_forget_rounded(release);
    for (size_t i = 0; i < release->asked_count; i++)
        integi_release(context, release->asked[i].cells, release->asked[i].room * sizeof *release->asked[i].cells);
    integi_release(context, release->asked, release->asked_capacity * sizeof *release->asked);
    release->asked = NULL;
    release->asked_count = release->asked_capacity = 0;
    for (size_t i = 0; i < release->tally_count; i++)
        integ_tally_free(release->tallies[i]);
    integi_release(context, release->tallies, release->tally_capacity * sizeof *release->tallies);
    for (size_t i = 0; i < release->analysis_count; i++)
        integi_analysis_free(release->analyses[i]);
    integi_release(context, release->analyses, release->analysis_capacity * sizeof *release->analyses);
    release->analyses = NULL;
    release->analysis_count = release->analysis_capacity = 0;
    integi_collection_free(&release->collection);
    integi_collection_init(&release->collection, context);
    release->shown = NULL;
    release->said = NULL;
    release->implied = NULL;
    release->tallies = NULL;
    release->tally_count = release->tally_capacity = 0;
}

void integ_release_free(integ_release *release)
{
    if (release == NULL)
        return;
    integ_context *context = release->context;
    integ_disclosure_free(release->rule);
    integi_release_forget(release);
    integi_release_wiped(context, release->items, release->capacity * sizeof *release->items);
    integi_release(context, release, sizeof *release);
    integ_context_free(context);
}

integ_status integi_release_add_item(integ_release *release, const integi_item *added, int64_t *figure,
                                     integ_error *error)
{
    void *items = release->items;
    if (!integi_grow(release->context, &items, &release->capacity, release->count, sizeof *release->items))
        return integi_out_of_memory(error);
    release->items = items;
    release->items[release->count] = *added;
    *figure = (int64_t)release->count++;
    return INTEG_STATUS_OK;
}

static integ_status add_count(integ_release *release, int64_t count, int64_t part_of, int64_t *figure,
                              integ_error *error)
{
    if (figure == NULL)
        return integi_invalid_argument(error, "figure");
    *figure = 0;
    integ_status status = integi_release_check_open(release, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (count < 0)
        return integi_invalid_argument(error, "count");
    if (part_of < -1 || part_of >= (int64_t)release->count ||
        (part_of >= 0 && (!release->items[part_of].is_count || release->items[part_of].count < count)))
        return integi_invalid_argument(error, "part_of");
    integi_item added = {.is_count = true, .count = count, .part_of = part_of, .cell = -1};
    return integi_release_add_item(release, &added, figure, error);
}

integ_status integ_release_add_count(integ_release *release, int64_t count, int64_t part_of, int64_t *figure,
                                     integ_error *error)
{
    return integi_release_added(release, add_count(release, count, part_of, figure, error));
}

integ_status integi_release_add_cell(integ_release *release, int64_t cell, int64_t *figure, integ_error *error)
{
    integi_item added = {
        .is_count = true, .count = release->collection.cells[cell].rows.count, .part_of = -1, .cell = cell};
    return integi_release_add_item(release, &added, figure, error);
}

integ_status integi_release_add_value(integ_release *release, const integi_value *value, int64_t *figure,
                                      integ_error *error)
{
    return integi_release_add_made(release, value, &INTEGI_NO_PARTS, &INTEGI_NO_PARTS, figure, error);
}

integ_status integi_release_add_made(integ_release *release, const integi_value *value, const integi_parts *own,
                                     const integi_parts *other, int64_t *figure, integ_error *error)
{
    integ_status status = integi_release_check_open(release, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (value->out_of_memory)
        return integi_out_of_memory(error);
    integi_item added = {.part_of = -1, .cell = -1, .own = *own, .other = *other, .figure = {.value = *value}};
    return integi_release_add_item(release, &added, figure, error);
}

integi_collection *integi_release_collection(integ_release *release)
{
    return release->rule == NULL ? NULL : &release->collection;
}

const integi_summary *integi_release_summary(const integ_release *release)
{
    return &release->summary;
}

static bool has_snapshot(const integ_register *reg, const integ_snapshot *snapshot)
{
    int64_t count = integ_register_snapshot_count(reg);
    for (int64_t i = 0; i < count; i++)
        if (integ_register_snapshot(reg, i) == snapshot)
            return true;
    return false;
}

/* A ledger protects what is said of its own register, and can remember nothing else. */
static bool is_about_register(const integ_release *release)
{
    const integi_collection *collection = &release->collection;
    for (size_t i = 0; i < collection->space_count; i++)
        if (!has_snapshot(release->reg, collection->spaces[i].snapshot))
            return false;
    return true;
}

/* A ledger finds the data again by their date. */
static bool has_dates(const integ_release *release)
{
    const integi_collection *collection = &release->collection;
    for (size_t i = 0; i < collection->space_count; i++)
        if (!collection->spaces[i].snapshot->has_as_of)
            return false;
    return true;
}

integ_status integi_release_withhold_sums(integ_release *release, const bool *shown, integ_error *error)
{
    integi_stint stint = integi_stint_without_limit(release->context, "compare sums");
    if (integi_sums_withhold(&release->collection, shown, &stint))
        return INTEG_STATUS_OK;
    return stint.cancelled ? integi_cancelled(error) : integi_out_of_memory(error);
}

static integ_status decide(integ_release *release, integ_error *error)
{
    if (release->ledger != NULL && !is_about_register(release))
        return INTEGI_FAIL(error, NULL, &integi_message_release_register);
    if (release->ledger != NULL && !has_dates(release))
        return INTEGI_FAIL(error, NULL, &integi_message_ledger_undated);
    integ_status status = release->ledger == NULL ? INTEG_STATUS_OK
                                                  : integi_ledger_apply(release->ledger, release->reg, release, error);
    release->remembered = release->ledger == NULL ? 0 : integ_ledger_count(release->ledger);
    if (status == INTEG_STATUS_OK)
        status = integi_release_add_populations(release, error);
    if (status != INTEG_STATUS_OK)
        return status;
    size_t size = release->collection.cell_count + 1;
    release->shown = integi_allocate_zeroed(release->context, size);
    release->said = integi_allocate_zeroed(release->context, size);
    if (release->shown == NULL || release->said == NULL)
        return integi_out_of_memory(error);
    status = integi_release_decide_listings(release, error);
    if (status == INTEG_STATUS_OK)
        status = integi_release_withhold_sums(release, release->shown, error);
    if (status == INTEG_STATUS_OK && release->summary.exposed > 0)
        INTEGI_WARN(error, NULL, &integi_message_release_exposed,
                    integi_number((char[INTEGI_NUMBER_SIZE]){0}, release->summary.exposed));
    if (status == INTEG_STATUS_OK && release->summary.crowded > 0)
        INTEGI_WARN(error, NULL, &integi_message_release_crowded,
                    integi_number((char[INTEGI_NUMBER_SIZE]){0}, release->summary.crowded));
    return status;
}

const integi_collection *integi_release_said(const integ_release *release, const int8_t **said)
{
    *said = release->said;
    return &release->collection;
}

integ_status integi_release_keep_tally(integ_release *release, integ_tally *tally, integ_error *error)
{
    void *tallies = release->tallies;
    bool grown = integi_grow(release->context, &tallies, &release->tally_capacity, release->tally_count,
                             sizeof *release->tallies);
    release->tallies = tallies;
    if (!grown) {
        integ_tally_free(tally);
        return integi_out_of_memory(error);
    }
    release->tallies[release->tally_count++] = tally;
    return INTEG_STATUS_OK;
}

static integ_status set_ledger(integ_release *release, integ_ledger *ledger, const integ_register *reg,
                               integ_error *error)
{
    integ_status status = integi_release_check_open(release, error);
    if (status == INTEG_STATUS_OK && release->rule == NULL)
        status = INTEGI_FAIL(error, NULL, &integi_message_release_unprotected);
    if (status != INTEG_STATUS_OK)
        return status;
    if (ledger == NULL || reg == NULL)
        return integi_invalid_argument(error, ledger == NULL ? "ledger" : "reg");
    if (integi_release_rounds(release))
        return INTEGI_FAIL(error, NULL, &integi_message_release_round_ledger);
    release->ledger = ledger;
    release->reg = reg;
    return INTEG_STATUS_OK;
}

integ_status integ_release_set_ledger(integ_release *release, integ_ledger *ledger, const integ_register *reg,
                                      integ_error *error)
{
    return integi_release_added(release, set_ledger(release, ledger, reg, error));
}

integ_status integ_release_record(const integ_release *release, integ_date date, const char *title, integ_error *error)
{
    integ_status status = integi_release_check_decided(release, error);
    if (status == INTEG_STATUS_OK && (release->ledger == NULL || release->said == NULL))
        status = INTEGI_FAIL(error, NULL, &integi_message_release_no_ledger);
    if (status == INTEG_STATUS_OK && integ_ledger_count(release->ledger) != release->remembered)
        status = INTEGI_FAIL(error, NULL, &integi_message_release_recorded);
    if (status != INTEG_STATUS_OK)
        return status;
    if (date < INTEG_DATE_MINIMUM || date > INTEG_DATE_MAXIMUM)
        return integi_invalid_argument(error, "date");
    return integi_ledger_record(release->ledger, release->reg, release, date, title, error);
}

integ_status integ_release_protect(integ_release *release, integ_error *error)
{
    integ_status status = integi_release_check_open(release, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (release->rule != NULL)
        status = integi_release_rounds(release) ? integi_release_round(release, error) : decide(release, error);
    if (status == INTEG_STATUS_OK && release->rule != NULL && release->rounded == NULL)
        status = integi_release_imply(release, error);
    release->failed = status != INTEG_STATUS_OK;
    if (status != INTEG_STATUS_OK)
        return status;
    release->decided = true;
    integi_release_show(release);
    integi_release_forget_rounded(release);
    return INTEG_STATUS_OK;
}

integ_status integ_release_count(const integ_release *release, int64_t figure, int64_t *count, integ_error *error)
{
    if (count != NULL)
        *count = -1;
    if (count == NULL)
        return integi_invalid_argument(error, "count");
    integ_status status = integi_release_check_decided(release, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (figure < 0 || figure >= (int64_t)release->count || !release->items[figure].is_count)
        return integi_invalid_argument(error, "figure");
    *count = release->items[figure].count;
    return INTEG_STATUS_OK;
}

const integi_figure *integi_release_figure(const integ_release *release, int64_t figure)
{
    return &release->items[figure].figure;
}

int64_t integ_release_rounding(const integ_release *release)
{
    return release->rule == NULL ? 0 : integ_disclosure_rounding(release->rule);
}

int32_t integ_release_is_protected(const integ_release *release)
{
    return release->rule != NULL;
}
