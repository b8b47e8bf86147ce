/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/tally.h"

#include "tally/count.h"
#include "tally/messages.h"

#include <stdlib.h>
#include <string.h>

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

/* Columns of whole numbers are coded by their distance from the smallest, so that is looked for first. */
typedef struct range_search {
    const integi_counting *counting;
    integi_range *ranges; /* threads * breakdowns * INTEG_DIMENSIONS_MAXIMUM */
    bool *roots;          /* those that have to be looked at */
} range_search;

static integi_range *range_at(const range_search *search, int32_t thread, size_t breakdown, int64_t dimension)
{
    size_t of_thread = (size_t)thread * search->counting->breakdown_count;
    return &search->ranges[(of_thread + breakdown) * INTEG_DIMENSIONS_MAXIMUM + (size_t)dimension];
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

static void find_ranges_in_chunk(const integi_chunk *chunk, void *userdata)
{
    const range_search *search = userdata;
    for (size_t i = 0; i < search->counting->breakdown_count; i++) {
        const integi_breakdown *breakdown = &search->counting->breakdowns[i];
        for (int64_t d = 0; d < breakdown->dimension_count; d++)
            if (search->roots[breakdown->roots[d]])
                widen(range_at(search, chunk->thread, i, d), &chunk->results[breakdown->roots[d]], chunk->rows);
    }
}

/* Marks the roots whose range is needed; false when there are none. */
static bool mark_roots(const range_search *search, const integi_program *program)
{
    bool any = false;
    for (size_t i = 0; i < search->counting->breakdown_count; i++) {
        const integi_breakdown *breakdown = &search->counting->breakdowns[i];
        for (int64_t d = 0; d < breakdown->dimension_count; d++) {
            bool needed = integi_coding_needs_range(program, &breakdown->by->items[d], breakdown->roots[d]);
            search->roots[breakdown->roots[d]] |= needed;
            any = any || needed;
        }
    }
    return any;
}

static integ_status find_ranges(range_search *search, const integ_snapshot *snapshot, const integi_part *part,
                                integ_error *error)
{
    const integi_counting *counting = search->counting;
    const integi_program *program = part->evaluation.program;
    size_t of_thread = counting->breakdown_count * INTEG_DIMENSIONS_MAXIMUM;
    for (size_t i = 0; i < of_thread * (size_t)counting->threads; i++)
        search->ranges[i] = (integi_range){INT64_MAX, INT64_MIN};
    if (!mark_roots(search, program))
        return INTEG_STATUS_OK;
    integ_status status = integi_program_run_some(program, search->roots, snapshot, part->table, counting->threads,
                                                  find_ranges_in_chunk, search, error);
    for (size_t i = of_thread; i < of_thread * (size_t)counting->threads; i++) {
        integi_range *into = &search->ranges[i % of_thread];
        into->first = search->ranges[i].first < into->first ? search->ranges[i].first : into->first;
        into->last = search->ranges[i].last > into->last ? search->ranges[i].last : into->last;
    }
    return status;
}

/* ---- breakdowns ---- */

/* The breakdown of a query: one that an earlier query has too, or a new one. */
static integi_breakdown *share_breakdown(integi_counting *counting, const integi_query *query)
{
    for (size_t i = 0; i < counting->breakdown_count; i++)
        if (integi_breakdown_same(counting->breakdowns[i].by, query->by))
            return &counting->breakdowns[i];
    integi_breakdown *added = &counting->breakdowns[counting->breakdown_count++];
    added->by = query->by;
    added->roots = query->dimension_roots;
    added->dimension_count = query->by->count;
    return added;
}

static integ_status make_breakdown(integ_tally *tally, const integi_counting *counting, const range_search *search,
                                   size_t at, const integi_program *program, integ_error *error)
{
    integi_breakdown *breakdown = &counting->breakdowns[at];
    size_t room = (size_t)counting->threads * INTEGI_CHUNK_ROWS;
    breakdown->cell_count = 1;
    for (int64_t d = 0; d < breakdown->dimension_count; d++) {
        integ_status status =
            integi_coding_make(&breakdown->codings[d], program, &breakdown->by->items[d], breakdown->roots[d],
                               *range_at(search, 0, at, d), &tally->arena, error);
        if (status != INTEG_STATUS_OK)
            return status;
        breakdown->cell_count *= breakdown->codings[d].size + 1;
        if (breakdown->cell_count > INTEG_CELLS_MAXIMUM)
            return INTEGI_FAIL(error, NULL, &integi_message_tally_cells,
                               integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEG_CELLS_MAXIMUM));
    }
    breakdown->cells = integi_allocate_array(counting->context, room, sizeof *breakdown->cells);
    breakdown->codes = integi_allocate_array(counting->context, room, sizeof *breakdown->codes);
    return breakdown->cells == NULL || breakdown->codes == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

static integ_status make_breakdowns(integ_tally *tally, const integi_counting *counting,
                                    const integ_snapshot *snapshot, const integi_part *part, integ_error *error)
{
    const integi_program *program = part->evaluation.program;
    size_t size = (size_t)counting->threads * counting->breakdown_count * INTEG_DIMENSIONS_MAXIMUM * sizeof(integi_range);
    size_t roots = (size_t)integi_program_root_count(program) * sizeof(bool);
    range_search search = {counting, integi_allocate(counting->context, size),
                           integi_allocate_zeroed(counting->context, roots)};
    integ_status status = INTEG_STATUS_OK;
    if (search.ranges == NULL || search.roots == NULL)
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        status = find_ranges(&search, snapshot, part, error);
    for (size_t i = 0; i < counting->breakdown_count && status == INTEG_STATUS_OK; i++)
        status = make_breakdown(tally, counting, &search, i, program, error);
    integi_release(counting->context, search.ranges, size);
    integi_release(counting->context, search.roots, roots);
    return status;
}

/* Which roots a run has to give: all but the dimensions whose columns are read as they are stored. */
static bool *choose_roots(const integi_counting *counting, const integi_part *part, const integ_snapshot *snapshot)
{
    const integi_program *program = part->evaluation.program;
    const integi_table *table = &snapshot->tables[part->table];
    size_t count = (size_t)integi_program_root_count(program);
    bool *roots = integi_allocate(counting->context, count * sizeof *roots);
    if (roots == NULL)
        return NULL;
    memset(roots, 1, count * sizeof *roots);
    for (size_t i = 0; i < counting->breakdown_count; i++) {
        integi_breakdown *breakdown = &counting->breakdowns[i];
        for (int64_t d = 0; d < breakdown->dimension_count; d++) {
            int32_t column = integi_program_root_column(program, breakdown->roots[d]);
            const integi_column *stored = column < 0 || table->rows == 0 ? NULL : &table->columns[column];
            if (stored != NULL && integi_coding_reads_column(stored))
                breakdown->columns[d] = stored;
        }
    }
    for (size_t i = 0; i < counting->count; i++) {
        const integi_count *counted = &counting->counts[i];
        for (int64_t d = 0; counted->breakdown != NULL && d < counted->breakdown->dimension_count; d++)
            roots[counted->query->dimension_roots[d]] = counted->breakdown->columns[d] == NULL &&
                                                        counted->breakdown->roots == counted->query->dimension_roots;
    }
    return roots;
}

/* ---- counting one part ---- */

static int compare_ranks(const void *left, const void *right)
{
    const kept_cell *a = left, *b = right;
    return (a->rank > b->rank) - (a->rank < b->rank);
}

/* Takes a cell's index apart into codes, for its labels and its place in their order. */
static void label_cell(integ_tally *tally, const integi_breakdown *breakdown, kept_cell *kept, bool *failed)
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

static integ_status keep_answer(integ_tally *tally, const integi_count *count, const integi_counting *counting,
                                answer *out, integ_error *error)
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
        kept_cell *kept = &out->cells[out->count++];
        kept->cell = integi_count_cell(count, counting, i);
        kept->index = i;
        if (!whole)
            label_cell(tally, count->breakdown, kept, &failed);
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
    bool *roots = choose_roots(counting, part, snapshot);
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
    integ_status status = make_breakdowns(tally, counting, snapshot, part, error);
    if (status == INTEG_STATUS_OK && !make_counters(counting, part->evaluation.program))
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        status = run_counting(counting, snapshot, part, error);
    for (size_t i = 0; i < counting->count && status == INTEG_STATUS_OK; i++) {
        const integi_count *count = &counting->counts[i];
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
        integi_release_wiped(context, counting->breakdowns[i].cells, room);
        integi_release_wiped(context, counting->breakdowns[i].codes, room);
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
    bool good = counting.counts != NULL && counting.breakdowns != NULL;
    for (size_t i = 0; i < plan->query_count && good; i++) {
        const integi_query *query = &plan->queries[i];
        if (query->part != part_index)
            continue;
        integi_breakdown *breakdown = query->by == NULL ? NULL : share_breakdown(&counting, query);
        counting.counts[counting.count++] = (integi_count){.query = query, .breakdown = breakdown};
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
