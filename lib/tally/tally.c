/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/tally.h"

#include "tally/count.h"
#include "tally/messages.h"

#include <stdlib.h>

/* A cell that somebody is in. */
typedef struct kept_cell {
    integi_cell cell;
    int64_t index; /* in mixed radix, the same for all queries with the same breakdown */
    uint64_t rank; /* in the order of labels */
    const char *labels[INTEG_DIMENSIONS_MAXIMUM];
} kept_cell;

typedef struct answer {
    kept_cell *cells;
    int64_t count;
} answer;

struct integ_tally {
    integ_plan *plan;   /* kept alive */
    integi_arena arena; /* labels and codings */
    answer *answers;    /* one for each query */
};

/* ---- ranges of dimensions that are counted by value ---- */

typedef struct range_search {
    const integi_counting *counting;
    integi_range *ranges; /* threads * counts * INTEG_DIMENSIONS_MAXIMUM */
} range_search;

static integi_range *range_at(const range_search *search, int32_t thread, size_t count, int64_t dimension)
{
    size_t of_thread = (size_t)thread * search->counting->count;
    return &search->ranges[(of_thread + count) * INTEG_DIMENSIONS_MAXIMUM + (size_t)dimension];
}

static void widen(integi_range *range, const integi_result *result, int32_t rows)
{
    for (size_t word = 0; word < integi_bitset_words(rows); word++)
        for (uint64_t left = result->known[word]; left != 0; left &= left - 1) {
            int64_t value = result->integers[word * 64 + (size_t)__builtin_ctzll(left)];
            range->first = value < range->first ? value : range->first;
            range->last = value > range->last ? value : range->last;
        }
}

static bool needs_range(const integ_plan *plan, const integi_query *query, int64_t dimension)
{
    return integi_coding_needs_range(integi_plan_program(plan, query), &query->by->items[dimension],
                                     query->dimension_roots[dimension]);
}

typedef struct range_run {
    const integ_plan *plan;
    range_search search;
} range_run;

static void find_ranges_in_chunk(const integi_chunk *chunk, void *userdata)
{
    const range_run *run = userdata;
    const integi_counting *counting = run->search.counting;
    for (size_t i = 0; i < counting->count; i++) {
        const integi_query *query = counting->counts[i].query;
        for (int64_t d = 0; query->by != NULL && d < query->by->count; d++)
            if (needs_range(run->plan, query, d))
                widen(range_at(&run->search, chunk->thread, i, d), &chunk->results[query->dimension_roots[d]],
                      chunk->rows);
    }
}

static bool any_needs_range(const integ_plan *plan, const integi_counting *counting)
{
    for (size_t i = 0; i < counting->count; i++) {
        const integi_query *query = counting->counts[i].query;
        for (int64_t d = 0; query->by != NULL && d < query->by->count; d++)
            if (needs_range(plan, query, d))
                return true;
    }
    return false;
}

/* Columns of whole numbers are coded by their distance from the smallest, so that is looked for first. */
static integ_status find_ranges(range_run *run, const integ_snapshot *snapshot, const integi_part *part,
                                integ_error *error)
{
    const integi_counting *counting = run->search.counting;
    size_t of_thread = counting->count * INTEG_DIMENSIONS_MAXIMUM;
    for (size_t i = 0; i < of_thread * (size_t)counting->threads; i++)
        run->search.ranges[i] = (integi_range){INT64_MAX, INT64_MIN};
    if (!any_needs_range(run->plan, counting))
        return INTEG_STATUS_OK;
    integ_status status = integi_program_run(part->evaluation.program, snapshot, part->table, counting->threads,
                                             find_ranges_in_chunk, run, error);
    for (size_t i = of_thread; i < of_thread * (size_t)counting->threads; i++) {
        integi_range *into = &run->search.ranges[i % of_thread];
        into->first = run->search.ranges[i].first < into->first ? run->search.ranges[i].first : into->first;
        into->last = run->search.ranges[i].last > into->last ? run->search.ranges[i].last : into->last;
    }
    return status;
}

/* ---- counting one part ---- */

static integ_status prepare_count(integ_tally *tally, integi_counting *counting, size_t at, const range_search *ranges,
                                  integ_error *error)
{
    integi_count *count = &counting->counts[at];
    const integi_query *query = count->query;
    const integi_program *program = integi_plan_program(tally->plan, query);
    count->dimension_count = query->by == NULL ? 0 : query->by->count;
    count->cell_count = 1;
    for (int64_t d = 0; d < count->dimension_count; d++) {
        integ_status status =
            integi_coding_make(&count->codings[d], program, &query->by->items[d], query->dimension_roots[d],
                               *range_at(ranges, 0, at, d), &tally->arena, error);
        if (status != INTEG_STATUS_OK)
            return status;
        count->cell_count *= count->codings[d].size + 1;
        if (count->cell_count > INTEG_CELLS_MAXIMUM)
            return INTEGI_FAIL(error, NULL, &integi_message_tally_cells,
                               integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEG_CELLS_MAXIMUM));
    }
    count->cells = integi_allocate_zeroed(counting->context,
                                          (size_t)counting->threads * (size_t)count->cell_count * sizeof(integi_cell));
    return count->cells == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

static int compare_ranks(const void *left, const void *right)
{
    const kept_cell *a = left, *b = right;
    return (a->rank > b->rank) - (a->rank < b->rank);
}

/* Takes a cell's index apart into codes, for its labels and its place in their order. */
static void label_cell(integ_tally *tally, const integi_count *count, kept_cell *kept, bool *failed)
{
    int64_t codes[INTEG_DIMENSIONS_MAXIMUM];
    int64_t rest = kept->index;
    for (int64_t d = count->dimension_count - 1; d >= 0; d--) {
        codes[d] = rest % (count->codings[d].size + 1);
        rest /= count->codings[d].size + 1;
    }
    for (int64_t d = 0; d < count->dimension_count; d++) {
        const integi_coding *coding = &count->codings[d];
        kept->rank = kept->rank * (uint64_t)(coding->size + 1) + (uint64_t)integi_coding_rank(coding, codes[d]);
        kept->labels[d] = integi_coding_label(coding, codes[d], &tally->arena, failed);
    }
}

static integ_status keep_answer(integ_tally *tally, const integi_count *count, answer *out, integ_error *error)
{
    bool whole = count->dimension_count == 0, failed = false;
    int64_t used = 0;
    for (int64_t i = 0; i < count->cell_count; i++)
        used += whole || count->cells[i].rows > 0;
    out->cells = integi_arena_allocate(&tally->arena, (size_t)used * sizeof *out->cells);
    if (out->cells == NULL)
        return integi_out_of_memory(error);
    for (int64_t i = 0; i < count->cell_count; i++) {
        if (!whole && count->cells[i].rows == 0)
            continue;
        kept_cell *kept = &out->cells[out->count++];
        kept->cell = count->cells[i];
        kept->index = i;
        label_cell(tally, count, kept, &failed);
    }
    qsort(out->cells, (size_t)out->count, sizeof *out->cells, compare_ranks);
    return failed ? integi_out_of_memory(error) : INTEG_STATUS_OK;
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

static integ_status count_prepared(integ_tally *tally, integi_counting *counting, const integ_snapshot *snapshot,
                                   const integi_part *part, integ_error *error)
{
    size_t size = (size_t)counting->threads * counting->count * INTEG_DIMENSIONS_MAXIMUM * sizeof(integi_range);
    range_run run = {.plan = tally->plan, .search = {.counting = counting}};
    run.search.ranges = integi_allocate(counting->context, size);
    if (run.search.ranges == NULL)
        return integi_out_of_memory(error);
    integ_status status = find_ranges(&run, snapshot, part, error);
    for (size_t i = 0; i < counting->count && status == INTEG_STATUS_OK; i++)
        status = prepare_count(tally, counting, i, &run.search, error);
    integi_release(counting->context, run.search.ranges, size);
    if (status == INTEG_STATUS_OK)
        status = integi_program_run(part->evaluation.program, snapshot, part->table, counting->threads,
                                    integi_count_chunk, counting, error);
    return status;
}

static integ_status count_part(integ_tally *tally, size_t part_index, const integ_snapshot *snapshot,
                               integ_error *error)
{
    const integ_plan *plan = tally->plan;
    const integi_part *part = &plan->parts[part_index];
    integi_counting counting = {.context = plan->context};
    size_t size = plan->query_count * sizeof *counting.counts;
    counting.counts = integi_allocate_zeroed(plan->context, size);
    if (counting.counts == NULL)
        return integi_out_of_memory(error);
    for (size_t i = 0; i < plan->query_count; i++)
        if (plan->queries[i].part == part_index)
            counting.counts[counting.count++].query = &plan->queries[i];
    counting.threads = threads_for(&counting, part, snapshot);
    integ_status status = count_prepared(tally, &counting, snapshot, part, error);
    if (status == INTEG_STATUS_OK)
        integi_count_merge(&counting);
    for (size_t i = 0; i < counting.count; i++) {
        integi_count *count = &counting.counts[i];
        if (status == INTEG_STATUS_OK)
            status = keep_answer(tally, count, &tally->answers[count->query - plan->queries], error);
        if (count->cells != NULL)
            integi_release_wiped(plan->context, count->cells,
                                 (size_t)counting.threads * (size_t)count->cell_count * sizeof(integi_cell));
    }
    integi_release(plan->context, counting.counts, size);
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
    integ_status status = tally->answers == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
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
    integi_arena_free(&tally->arena);
    integi_release(plan->context, tally, sizeof *tally);
    integ_plan_free(plan);
}

/* ---- reading ---- */

static const answer *answer_of(const integ_tally *tally, int64_t query)
{
    return query < 0 || query >= (int64_t)tally->plan->query_count ? NULL : &tally->answers[query];
}

static const kept_cell *kept_at(const integ_tally *tally, int64_t query, int64_t cell)
{
    const answer *found = answer_of(tally, query);
    return found == NULL || cell < 0 || cell >= found->count ? NULL : &found->cells[cell];
}

int64_t integ_tally_cells(const integ_tally *tally, int64_t query)
{
    const answer *found = answer_of(tally, query);
    return found == NULL ? 0 : found->count;
}

const char *integ_tally_label(const integ_tally *tally, int64_t query, int64_t cell, int64_t dimension)
{
    const kept_cell *kept = kept_at(tally, query, cell);
    return kept == NULL || dimension < 0 || dimension >= INTEG_DIMENSIONS_MAXIMUM ? NULL : kept->labels[dimension];
}

const integi_cell *integi_tally_cell(const integ_tally *tally, int64_t query, int64_t cell)
{
    const kept_cell *kept = kept_at(tally, query, cell);
    return kept == NULL ? NULL : &kept->cell;
}

const integi_cell *integi_tally_same_cell(const integ_tally *tally, int64_t query, int64_t cell, int64_t other)
{
    const kept_cell *kept = kept_at(tally, query, cell);
    const answer *searched = answer_of(tally, other);
    for (int64_t i = 0; kept != NULL && searched != NULL && i < searched->count; i++)
        if (searched->cells[i].index == kept->index)
            return &searched->cells[i].cell;
    return NULL;
}

int32_t integi_tally_measure_type(const integ_tally *tally, int64_t query)
{
    return tally->plan->queries[query].measure_type;
}

bool integi_tally_sum(const integ_tally *tally, int64_t query, const integi_cell *cell, integi_fraction *sum)
{
    const integi_query *asked = &tally->plan->queries[query];
    if (asked->measure_type == INTEG_TYPE_NUMBER)
        return integi_fraction_from_number(cell->number_sum, sum);
    *sum = integi_fraction_from(cell->sum, integi_power_of_ten(asked->measure_decimals));
    return true;
}

int64_t integ_tally_rows_unprotected(const integ_tally *tally, int64_t query, int64_t cell)
{
    const integi_cell *found = integi_tally_cell(tally, query, cell);
    return found == NULL ? 0 : found->rows;
}

int64_t integ_tally_known_unprotected(const integ_tally *tally, int64_t query, int64_t cell)
{
    const integi_cell *found = integi_tally_cell(tally, query, cell);
    return found == NULL ? 0 : found->known;
}

int64_t integ_tally_true_unprotected(const integ_tally *tally, int64_t query, int64_t cell)
{
    const integi_cell *found = integi_tally_cell(tally, query, cell);
    return found == NULL ? 0 : found->truth;
}

int64_t integ_tally_measured_unprotected(const integ_tally *tally, int64_t query, int64_t cell)
{
    const integi_cell *found = integi_tally_cell(tally, query, cell);
    return found == NULL ? 0 : found->measured;
}

double integ_tally_sum_unprotected(const integ_tally *tally, int64_t query, int64_t cell)
{
    const integi_cell *found = integi_tally_cell(tally, query, cell);
    if (found == NULL)
        return 0;
    if (tally->plan->queries[query].measure_type == INTEG_TYPE_NUMBER)
        return found->number_sum;
    integi_fraction sum = integi_fraction_from(0, 1);
    integi_tally_sum(tally, query, found, &sum);
    return integi_fraction_number(&sum);
}
