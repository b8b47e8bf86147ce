/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/answer.h"
#include "tally/count.h"
#include "tally/messages.h"

#include <stdlib.h>

static int compare_ranks(const void *left, const void *right)
{
    const integi_kept_cell *a = left, *b = right;
    return (a->rank > b->rank) - (a->rank < b->rank);
}

/* Takes a cell's index apart into codes, for its labels and its place in their order. */
static void label_cell(integ_tally *tally, const integi_breakdown *breakdown, integi_kept_cell *kept, bool *failed)
{
    int64_t codes[INTEG_DIMENSIONS_MAXIMUM];
    int64_t rest = kept->index;
    for (int64_t d = breakdown->dimension_count - 1; d >= 0; d--) {
        codes[d] = rest % (breakdown->codings[d].size + 1);
        rest /= breakdown->codings[d].size + 1;
    }
    for (int64_t d = 0; d < breakdown->dimension_count; d++) {
        const integi_coding *coding = &breakdown->codings[d];
        kept->rank = kept->rank * (uint64_t)(coding->size + 1) + (uint64_t)integi_coding_rank(coding, codes[d]);
        kept->labels[d] = integi_coding_label(coding, codes[d], &tally->arena, failed);
    }
}

/* Gives every cell its part of the values; the cells are still in the order of their numbers. */
static integ_status keep_values(integ_tally *tally, integi_value_store *store, integi_answer *out, integ_error *error)
{
    int64_t count = integi_value_store_sort(store), last;
    out->values = integi_allocate_array(tally->plan->context, (size_t)count, sizeof *out->values);
    if (out->values == NULL)
        return integi_out_of_memory(error);
    out->value_count = count;
    integi_value_count *into = out->values;
    for (int64_t first = 0, cell = 0; first < count; first = last, cell++) {
        for (last = first; last < count && store->items[last].cell == store->items[first].cell;)
            last++;
        while (out->cells[cell].index != (int64_t)store->items[first].cell)
            cell++;
        out->cells[cell].values = into;
        out->cells[cell].value_count = integi_count_values(store->items + first, last - first, into);
        into += out->cells[cell].value_count;
    }
    return INTEG_STATUS_OK;
}

static integ_status keep_answer(integ_tally *tally, integi_count *count, const integi_counting *counting,
                                integi_answer *out, integ_error *error)
{
    bool whole = count->breakdown == NULL, failed = false;
    int64_t used = 0;
    for (int64_t i = 0; i < count->cell_count; i++)
        used += whole || integi_count_has_rows(count, counting, i);
    out->cells = integi_arena_allocate(&tally->arena, (size_t)used * sizeof *out->cells);
    if (out->cells == NULL)
        return integi_out_of_memory(error);
    for (int64_t i = 0; i < count->cell_count; i++) {
        if (!whole && !integi_count_has_rows(count, counting, i))
            continue;
        integi_kept_cell *kept = &out->cells[out->count++];
        kept->cell = integi_count_cell(count, counting, i);
        kept->index = i;
        if (!whole)
            label_cell(tally, count->breakdown, kept, &failed);
    }
    integ_status status = failed ? integi_out_of_memory(error) : INTEG_STATUS_OK;
    if (status == INTEG_STATUS_OK && count->values.items != NULL)
        status = keep_values(tally, &count->values, out, error);
    qsort(out->cells, (size_t)out->count, sizeof *out->cells, compare_ranks);
    return status;
}

/* Sums of binary64 depend on their order, so that those are made by one thread, in the order of rows. */
static int32_t threads_for(const integi_counting *counting, const integi_part *part,
                           const integ_snapshot *snapshot)
{
    for (size_t i = 0; i < counting->count; i++)
        if (counting->counts[i].query->measure_type == INTEG_TYPE_NUMBER)
            return 1;
    return integi_program_threads(part->evaluation.program, snapshot->tables[part->table].rows);
}

static bool make_counters(integi_counting *counting, const integi_program *program)
{
    counting->known_size = counting->count * 2 * INTEGI_QUANTITIES + 1;
    counting->known_counters =
        integi_allocate_zeroed(counting->context, counting->known_size * sizeof *counting->known_counters);
    if (counting->known_counters == NULL)
        return false;
    for (size_t i = 0; i < counting->count; i++) {
        integi_count *count = &counting->counts[i];
        count->cell_count = count->breakdown == NULL ? 1 : count->breakdown->cell_count;
        if (!integi_count_init(count, counting, program))
            return false;
    }
    return true;
}

static integ_status run_counting(integi_counting *counting, const integ_snapshot *snapshot, const integi_part *part,
                                 integ_error *error)
{
    bool *roots = integi_choose_roots(counting, part, snapshot);
    if (roots == NULL)
        return integi_out_of_memory(error);
    integ_status status = integi_program_run_some(part->evaluation.program, roots, snapshot, part->table,
                                                  counting->threads, integi_count_chunk, counting, error);
    integi_release(counting->context, roots,
                   (size_t)integi_program_root_count(part->evaluation.program) * sizeof *roots);
    return status;
}

static integ_status count_prepared(integ_tally *tally, integi_counting *counting, const integ_snapshot *snapshot,
                                   const integi_part *part, integ_error *error)
{
    integ_status status = integi_make_breakdowns(counting, snapshot, part, &tally->arena, error);
    if (status == INTEG_STATUS_OK && !make_counters(counting, part->evaluation.program))
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        status = run_counting(counting, snapshot, part, error);
    for (size_t i = 0; i < counting->count && status == INTEG_STATUS_OK; i++) {
        integi_count *count = &counting->counts[i];
        status = keep_answer(tally, count, counting, &tally->answers[count->query - tally->plan->queries], error);
    }
    return status;
}

static void free_counting(integi_counting *counting, size_t query_count)
{
    integ_context *context = counting->context;
    size_t room = (size_t)counting->threads * INTEGI_CHUNK_ROWS * sizeof(uint32_t);
    for (size_t i = 0; i < counting->count; i++)
        integi_count_free(&counting->counts[i], counting);
    for (size_t i = 0; i < counting->breakdown_count; i++) {
        for (int d = 0; d < INTEG_DIMENSIONS_MAXIMUM; d++)
            integi_sparse_free(&counting->breakdowns[i].codings[d].sparse, context);
        integi_release_wiped(context, counting->breakdowns[i].cells, room);
        integi_release_wiped(context, counting->breakdowns[i].codes, room);
        integi_release(context, counting->breakdowns[i].lookups,
                       (size_t)counting->threads * sizeof *counting->breakdowns[i].lookups);
    }
    integi_release(context, counting->counts, query_count * sizeof *counting->counts);
    integi_release(context, counting->breakdowns, query_count * sizeof *counting->breakdowns);
    integi_release(context, counting->known_counters, counting->known_size * sizeof *counting->known_counters);
    integi_release(context, counting->positions,
                   (size_t)counting->threads * integi_positions_per_thread() * sizeof *counting->positions);
}

static integ_status count_part(integ_tally *tally, size_t part_index, const integ_snapshot *snapshot,
                               integ_error *error)
{
    const integ_plan *plan = tally->plan;
    const integi_part *part = &plan->parts[part_index];
    integi_counting counting = {.context = plan->context, .words = integi_words_of(plan->context)};
    counting.counts = integi_allocate_zeroed(plan->context, plan->query_count * sizeof *counting.counts);
    counting.breakdowns = integi_allocate_zeroed(plan->context, plan->query_count * sizeof *counting.breakdowns);
    counting.rows = snapshot->tables[part->table].rows;
    bool good = counting.counts != NULL && counting.breakdowns != NULL;
    for (size_t i = 0; i < plan->query_count && good; i++) {
        const integi_query *query = &plan->queries[i];
        if (query->part != part_index)
            continue;
        integi_breakdown *breakdown = query->by == NULL ? NULL : integi_share_breakdown(&counting, query);
        integi_members *members = tally->members == NULL ? NULL : &tally->members[i];
        good = members == NULL || integi_members_init(members, plan->context, query, counting.rows);
        counting.counts[counting.count++] = (integi_count){.query = query, .breakdown = breakdown, .members = members};
    }
    counting.threads = good ? threads_for(&counting, part, snapshot) : 1;
    counting.positions = integi_allocate_array(plan->context,
                                               (size_t)counting.threads * integi_positions_per_thread(),
                                               sizeof *counting.positions);
    integ_status status = good && counting.positions != NULL
                              ? count_prepared(tally, &counting, snapshot, part, error)
                              : integi_out_of_memory(error);
    free_counting(&counting, plan->query_count);
    return status;
}

integ_status integ_tally_of_plan_unprotected(const integ_plan *plan, const integ_snapshot *snapshot, integ_tally **out,
                                 integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (plan == NULL || snapshot == NULL)
        return integi_invalid_argument(error, plan == NULL ? "plan" : "snapshot");
    if (snapshot->owner != plan->owner)
        return INTEGI_FAIL(error, NULL, &integi_message_tally_mixed);
    integ_tally *tally = integi_allocate_zeroed(plan->context, sizeof *tally);
    if (tally == NULL)
        return integi_out_of_memory(error);
    tally->plan = integi_plan_retain(plan);
    atomic_store(&tally->plan->asked, true);
    integi_arena_init(&tally->arena, plan->context);
    tally->answers = integi_arena_allocate(&tally->arena, plan->query_count * sizeof *tally->answers);
    if (plan->keeps_members)
        tally->members = integi_arena_allocate(&tally->arena, plan->query_count * sizeof *tally->members);
    bool failed = tally->answers == NULL || (plan->keeps_members && tally->members == NULL);
    integ_status status = failed ? integi_out_of_memory(error) : INTEG_STATUS_OK;
    tally->snapshot = snapshot;
    for (size_t i = 0; i < plan->part_count && status == INTEG_STATUS_OK; i++)
        status = count_part(tally, i, snapshot, error);
    if (status == INTEG_STATUS_OK)
        *out = tally;
    else
        integ_tally_free(tally);
    return status;
}

void integ_tally_free(integ_tally *tally)
{
    if (tally == NULL)
        return;
    integ_plan *plan = tally->plan;
    for (size_t i = 0; tally->answers != NULL && i < plan->query_count; i++)
        if (tally->answers[i].values != NULL)
            integi_release_wiped(plan->context, tally->answers[i].values,
                                 (size_t)tally->answers[i].value_count * sizeof *tally->answers[i].values);
    for (size_t i = 0; tally->members != NULL && i < plan->query_count; i++)
        integi_members_free(&tally->members[i], plan->context);
    integi_arena_free(&tally->arena);
    integi_release(plan->context, tally, sizeof *tally);
    integ_plan_free(plan);
}
