/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/parallel.h"
#include "tally/answer.h"
#include "tally/count.h"
#include "tally/messages.h"

/* Where the cells of a breakdown are among those that are kept. NULL: no memory. */
static int64_t *find_places(integ_context *context, const integi_answer *answer, int64_t cell_count)
{
    int64_t *places = integi_allocate_array(context, (size_t)cell_count, sizeof *places);
    for (int64_t i = 0; places != NULL && i < answer->count; i++)
        places[answer->cells[i].index] = i;
    return places;
}

/* Gives every cell its part of the values. */
static integ_status keep_values(integ_tally *tally, integi_count *counted, integi_answer *out, integ_error *error)
{
    integ_context *context = tally->plan->context;
    integi_value_store *store = &counted->values;
    int64_t count = integi_value_store_sort(store), last;
    int64_t *places = find_places(context, out, counted->cell_count);
    if (places != NULL)
        out->values = integi_allocate_array(context, (size_t)count, sizeof *out->values);
    out->value_count = count;
    integi_value_count *into = out->values;
    for (int64_t first = 0; into != NULL && first < count; first = last) {
        for (last = first; last < count && store->items[last].cell == store->items[first].cell;)
            last++;
        integi_kept_cell *kept = &out->cells[places[store->items[first].cell]];
        kept->values = into;
        kept->value_count = integi_count_values(store->items + first, last - first, into);
        into += kept->value_count;
    }
    integi_release(context, places, (size_t)counted->cell_count * sizeof *places);
    return into != NULL ? INTEG_STATUS_OK : integi_out_of_memory(error);
}

/* The cell that comes at a place in the order of labels. */
static int64_t cell_at(const integi_count *count, int64_t place)
{
    return count->breakdown == NULL ? place : (int64_t)count->breakdown->order[place];
}

/* Makes room for the cells that somebody is in, and sees that they have labels. Often they are those of the query
 * before. */
static integ_status make_room(integ_tally *tally, const integi_count *count, const integi_counting *counting,
                              const integi_answer *before, integi_answer *out, integ_error *error)
{
    bool whole = count->breakdown == NULL, failed = false;
    bool same = before != NULL && count->shared[INTEGI_QUANTITY_ROWS] &&
                count[-1].counters[INTEGI_QUANTITY_ROWS] == count->counters[INTEGI_QUANTITY_ROWS];
    out->count = same ? before->count : 0;
    for (int64_t cell = 0; cell < count->cell_count && !same; cell++) {
        if (!whole && !integi_count_has_rows(count, counting, cell))
            continue;
        out->count++;
        failed = failed || (!whole && !integi_labels_need(count->breakdown, cell, &tally->arena));
    }
    out->labels = whole ? NULL : count->breakdown->labels;
    out->cells = integi_allocate_array(counting->context, (size_t)out->count, sizeof *out->cells);
    return failed || out->cells == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

typedef struct filling {
    integ_tally *tally;
    const integi_counting *counting;
} filling;

static integi_answer *answer_of(const filling *work, const integi_count *count)
{
    return &work->tally->answers[count->query - work->tally->plan->queries];
}

static integ_status fill_answer(int64_t item, int32_t thread, void *userdata)
{
    const filling *work = userdata;
    const integi_count *count = &work->counting->counts[item];
    integi_kept_cell *kept = answer_of(work, count)->cells;
    (void)thread;
    for (int64_t place = 0; place < count->cell_count; place++) {
        int64_t cell = cell_at(count, place);
        if (count->breakdown != NULL && !integi_count_has_rows(count, work->counting, cell))
            continue;
        *kept++ = (integi_kept_cell){.cell = integi_count_cell(count, work->counting, cell), .index = cell};
    }
    return INTEG_STATUS_OK;
}

/* So many cells are worth the start of a thread. */
#define CELLS_PER_THREAD 10000

static integ_status keep_answers(integ_tally *tally, const integi_counting *counting, integ_error *error)
{
    filling work = {tally, counting};
    integ_status status = INTEG_STATUS_OK;
    int64_t cells = 0;
    for (size_t i = 0; i < counting->count && status == INTEG_STATUS_OK; i++) {
        integi_answer *answer = answer_of(&work, &counting->counts[i]);
        const integi_answer *before = i == 0 ? NULL : answer_of(&work, &counting->counts[i - 1]);
        status = make_room(tally, &counting->counts[i], counting, before, answer, error);
        cells += answer->count;
    }
    if (status != INTEG_STATUS_OK)
        return status;
    int32_t threads = cells / CELLS_PER_THREAD < counting->threads ? 1 : counting->threads;
    if (integi_parallel(counting->context, threads, (int64_t)counting->count, NULL, fill_answer, &work) !=
        INTEG_STATUS_OK)
        return integi_out_of_memory(error);
    for (size_t i = 0; i < counting->count && status == INTEG_STATUS_OK; i++)
        if (counting->counts[i].values.items != NULL)
            status = keep_values(tally, &counting->counts[i], answer_of(&work, &counting->counts[i]), error);
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
    return status == INTEG_STATUS_OK ? keep_answers(tally, counting, error) : status;
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
        integi_order_free(&counting->breakdowns[i], context);
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

/* Whoever asks whose amounts a sum is made of knows the rows. Those of an earlier query are the same where it measures
 * the same. False: no memory. */
static bool open_amounts(integ_tally *tally, size_t index, int64_t rows)
{
    const integ_plan *plan = tally->plan;
    const integi_query *query = &plan->queries[index];
    integi_answer *answer = &tally->answers[index];
    if (!plan->keeps_members || !plan->keeps_contributions || query->measure_root == INTEGI_NO_ROOT)
        return true;
    for (size_t i = 0; i < index && answer->amounts == NULL; i++)
        if (plan->queries[i].part == query->part &&
            integi_tally_measure(tally, (int64_t)i) == integi_tally_measure(tally, (int64_t)index))
            answer->amounts = tally->answers[i].amounts;
    if (answer->amounts != NULL)
        return true;
    answer->amounts = integi_allocate_zeroed(plan->context, ((size_t)rows + 1) * sizeof *answer->amounts);
    answer->amount_room = answer->amounts == NULL ? 0 : (size_t)rows + 1;
    return answer->amounts != NULL;
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
        good = (members == NULL || integi_members_init(members, plan->context, query, counting.rows)) &&
               open_amounts(tally, i, counting.rows);
        counting.counts[counting.count++] = (integi_count){.query = query, .breakdown = breakdown, .members = members,
                                                           .amounts = tally->answers[i].amounts};
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

/* Counts in one table of a snapshot, or in all where `table` is -1. */
static integ_status make_tally(const integ_plan *plan, const integ_snapshot *snapshot, int64_t table,
                               integ_tally **out, integ_error *error)
{
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
        if (table < 0 || plan->parts[i].table == table)
            status = count_part(tally, i, snapshot, error);
    if (status == INTEG_STATUS_OK)
        *out = tally;
    else
        integ_tally_free(tally);
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
    return make_tally(plan, snapshot, -1, out, error);
}

integ_status integi_tally_of_table(const integ_plan *plan, const integ_snapshot *snapshot, int64_t table,
                                   integ_tally **out, integ_error *error)
{
    *out = NULL;
    return make_tally(plan, snapshot, table, out, error);
}

void integ_tally_free(integ_tally *tally)
{
    if (tally == NULL)
        return;
    integ_plan *plan = tally->plan;
    for (size_t i = 0; tally->answers != NULL && i < plan->query_count; i++) {
        integi_release(plan->context, tally->answers[i].cells,
                       (size_t)tally->answers[i].count * sizeof *tally->answers[i].cells);
        if (tally->answers[i].values != NULL)
            integi_release_wiped(plan->context, tally->answers[i].values,
                                 (size_t)tally->answers[i].value_count * sizeof *tally->answers[i].values);
        if (tally->answers[i].amount_room > 0)
            integi_release_wiped(plan->context, tally->answers[i].amounts,
                                 tally->answers[i].amount_room * sizeof *tally->answers[i].amounts);
    }
    for (size_t i = 0; tally->members != NULL && i < plan->query_count; i++)
        integi_members_free(&tally->members[i], plan->context);
    integi_arena_free(&tally->arena);
    integi_release(plan->context, tally, sizeof *tally);
    integ_plan_free(plan);
}
