/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/members.h"

#include "base/bitset.h"
#include "base/decimal.h"
#include "tally/answer.h"

#include <string.h>

static bool has_set(const integi_query *query, integi_member_set set)
{
    switch (set) {
    case INTEGI_MEMBERS_UNKNOWN:
        return query->true_root != INTEGI_NO_ROOT;
    case INTEGI_MEMBERS_UNDECIDED:
        return query->by == NULL;
    case INTEGI_MEMBERS_MEASURED:
    case INTEGI_MEMBERS_ONES:
        return query->measure_root != INTEGI_NO_ROOT;
    default:
        return true;
    }
}

bool integi_members_init(integi_members *members, integ_context *context, const integi_query *query, int64_t rows)
{
    members->rows = rows;
    for (int set = 0; set < INTEGI_MEMBER_SETS; set++) {
        if (!has_set(query, (integi_member_set)set))
            continue;
        members->words[set] = integi_allocate_zeroed(context, (integi_bitset_words(rows) + 1) * sizeof(uint64_t));
        if (members->words[set] == NULL)
            return false;
    }
    if (query->by == NULL)
        return true;
    members->cells = integi_allocate_zeroed(context, ((size_t)rows + 1) * sizeof *members->cells);
    return members->cells != NULL;
}

void integi_members_free(integi_members *members, integ_context *context)
{
    for (int set = 0; set < INTEGI_MEMBER_SETS; set++)
        if (members->words[set] != NULL)
            integi_release_wiped(context, members->words[set],
                                 (integi_bitset_words(members->rows) + 1) * sizeof(uint64_t));
    if (members->cells != NULL)
        integi_release_wiped(context, members->cells, ((size_t)members->rows + 1) * sizeof *members->cells);
    *members = (integi_members){0};
}

static void fill_all(uint64_t *into, int32_t rows)
{
    size_t words = integi_bitset_words(rows);
    memset(into, 0xFF, words * sizeof *into);
    if (words > 0)
        into[words - 1] = integi_bitset_last_mask(rows);
}

static void copy_truth(const integi_chunk *chunk, int32_t root, uint64_t *into)
{
    if (root == INTEGI_NO_ROOT)
        fill_all(into, chunk->rows);
    else
        memcpy(into, chunk->results[root].truth, integi_bitset_words(chunk->rows) * sizeof *into);
}

static bool is_one(const integi_result *measure, int64_t one, size_t row)
{
    return measure->numbers == NULL ? measure->integers[row] == one : measure->numbers[row] == 1;
}

/* Rows whose measure is known, and those of which it is true, or 1: somebody who is imagined may have any number. */
static void add_measured(const integi_chunk *chunk, const integi_query *query, const uint64_t *truth,
                         uint64_t *measured, uint64_t *ones)
{
    const integi_result *measure = &chunk->results[query->measure_root];
    int64_t one = integi_power_of_ten(query->measure_decimals);
    for (size_t word = 0; word < integi_bitset_words(chunk->rows); word++) {
        measured[word] = truth[word] & measure->known[word];
        for (uint64_t left = measured[word]; left != 0; left &= left - 1) {
            int bit = __builtin_ctzll(left);
            ones[word] |= (uint64_t)is_one(measure, one, word * 64 + (size_t)bit) << bit;
        }
    }
}

/* Rows for which a condition is neither true nor false. */
static void add_undecided(const integi_chunk *chunk, int32_t root, uint64_t *into)
{
    const integi_result *result = &chunk->results[root];
    for (size_t word = 0; word < integi_bitset_words(chunk->rows); word++)
        into[word] = result->possible[word] & ~result->truth[word];
}

void integi_members_add(const integi_members *members, const integi_query *query, const integi_breakdown *breakdown,
                        const integi_chunk *chunk)
{
    size_t first = (size_t)chunk->first_row / 64;
    uint64_t *into[INTEGI_MEMBER_SETS];
    for (int set = 0; set < INTEGI_MEMBER_SETS; set++)
        into[set] = members->words[set] == NULL ? NULL : members->words[set] + first;
    int32_t decided = query->true_root != INTEGI_NO_ROOT ? query->true_root : query->of_root;
    copy_truth(chunk, query->of_root, into[INTEGI_MEMBERS_GROUP]);
    copy_truth(chunk, decided, into[INTEGI_MEMBERS_TRUTH]);
    if (into[INTEGI_MEMBERS_UNDECIDED] != NULL && decided != INTEGI_NO_ROOT)
        add_undecided(chunk, decided, into[INTEGI_MEMBERS_UNDECIDED]);
    if (query->unknown_root != INTEGI_NO_ROOT)
        copy_truth(chunk, query->unknown_root, into[INTEGI_MEMBERS_UNKNOWN]);
    else if (query->true_root != INTEGI_NO_ROOT) /* of everybody: what is not decided is unknown */
        add_undecided(chunk, decided, into[INTEGI_MEMBERS_UNKNOWN]);
    if (into[INTEGI_MEMBERS_MEASURED] != NULL)
        add_measured(chunk, query, into[INTEGI_MEMBERS_TRUTH], into[INTEGI_MEMBERS_MEASURED],
                     into[INTEGI_MEMBERS_ONES]);
    if (members->cells == NULL)
        return;
    integi_cells found = integi_breakdown_cells(breakdown, chunk, NULL, (size_t)chunk->rows);
    memcpy(members->cells + chunk->first_row, found.cells, (size_t)chunk->rows * sizeof *found.cells);
}

const integi_members *integi_tally_members(const integ_tally *tally, int64_t query)
{
    return tally->members == NULL || query < 0 ? NULL : &tally->members[query];
}

void integi_tally_forget_members(integ_tally *tally)
{
    for (size_t i = 0; tally != NULL && tally->members != NULL && i < tally->plan->query_count; i++)
        integi_members_free(&tally->members[i], tally->plan->context);
}

int64_t integi_tally_cell_index(const integ_tally *tally, int64_t query, int64_t cell)
{
    return tally->answers[query].cells[cell].index;
}

const integ_snapshot *integi_tally_snapshot(const integ_tally *tally)
{
    return tally->snapshot;
}

const integ_plan *integi_tally_plan(const integ_tally *tally)
{
    return tally->plan;
}

int64_t integi_tally_table(const integ_tally *tally, int64_t query)
{
    return tally->plan->parts[tally->plan->queries[query].part].table;
}

static int32_t operation_of(const integ_tally *tally, int64_t query, int32_t root)
{
    const integi_query *asked = &tally->plan->queries[query];
    return root == INTEGI_NO_ROOT ? -1 : integi_program_root_operation(integi_plan_program(tally->plan, asked), root);
}

int32_t integi_tally_condition(const integ_tally *tally, int64_t query)
{
    return operation_of(tally, query, tally->plan->queries[query].where_root);
}

int32_t integi_tally_measure(const integ_tally *tally, int64_t query)
{
    return operation_of(tally, query, tally->plan->queries[query].measure_root);
}
