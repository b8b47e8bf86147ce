/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/graph.h"

#include <stdlib.h>
#include <string.h>

void integi_graph_init(integi_graph *graph, integ_context *context)
{
    *graph = (integi_graph){.context = context};
}

void integi_graph_free(integi_graph *graph)
{
    integi_release(graph->context, graph->operations, graph->capacity * sizeof *graph->operations);
    integi_release(graph->context, graph->inputs, graph->input_capacity * sizeof *graph->inputs);
    integi_release(graph->context, graph->data, graph->data_capacity);
    integi_release(graph->context, graph->buckets, graph->bucket_count * sizeof *graph->buckets);
}

/* FNV-1a, eight bytes at a time where there are as many. */
static uint64_t mix(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (; length >= 8; at += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        hash = (hash ^ word) * UINT64_C(0x100000001B3);
        hash ^= hash >> 29;
    }
    for (; length > 0; at++, length--)
        hash = (hash ^ *at) * UINT64_C(0x100000001B3);
    return hash;
}

static uint64_t hash_of(const integi_operation *wanted, const int32_t *inputs, const void *data)
{
    int64_t parts[] = {(int64_t)wanted->kind, wanted->operator,       wanted->number, wanted->column, wanted->view,
                       wanted->exponent,      wanted->other_exponent};
    uint64_t hash = mix(UINT64_C(0xCBF29CE484222325), parts, sizeof parts);
    hash = mix(hash, inputs, (size_t)wanted->input_count * sizeof *inputs);
    hash = mix(hash, data, (size_t)wanted->data_size);
    return mix(hash, &wanted->function, sizeof wanted->function);
}

static bool same(const integi_graph *graph, const integi_operation *known, const integi_operation *wanted,
                 const int32_t *inputs, const void *data)
{
    return known->hash == wanted->hash && known->kind == wanted->kind && known->operator == wanted->operator &&
           known->number == wanted->number && known->column == wanted->column && known->view == wanted->view &&
           known->exponent == wanted->exponent && known->other_exponent == wanted->other_exponent &&
           known->function == wanted->function && known->input_count == wanted->input_count &&
           known->data_size == wanted->data_size &&
           (known->input_count == 0 ||
            memcmp(graph->inputs + known->inputs, inputs, (size_t)known->input_count * sizeof *inputs) == 0) &&
           (known->data_size == 0 || memcmp(graph->data + known->data, data, (size_t)known->data_size) == 0);
}

static bool grow_buckets(integi_graph *graph)
{
    size_t count = graph->bucket_count == 0 ? 64 : graph->bucket_count * 2;
    int32_t *buckets = integi_allocate_array(graph->context, count, sizeof *buckets);
    if (buckets == NULL)
        return false;
    memset(buckets, 0xFF, count * sizeof *buckets);
    for (size_t i = 0; i < graph->count; i++) {
        integi_operation *operation = &graph->operations[i];
        size_t bucket = operation->hash & (count - 1);
        operation->next = buckets[bucket];
        buckets[bucket] = (int32_t)i;
    }
    integi_release(graph->context, graph->buckets, graph->bucket_count * sizeof *graph->buckets);
    graph->buckets = buckets;
    graph->bucket_count = count;
    return true;
}

/* Room for `more` items behind the `count` of an array that grows by doubling. */
static bool reserve(integi_graph *graph, void **items, size_t *capacity, size_t count, size_t more, size_t item_size)
{
    if (more <= *capacity - count)
        return true;
    size_t wanted = *capacity == 0 ? 256 : *capacity * 2;
    while (wanted - count < more)
        wanted *= 2;
    void *block = integi_reallocate(graph->context, *items, *capacity * item_size, wanted * item_size);
    if (block == NULL)
        return false;
    *items = block;
    *capacity = wanted;
    return true;
}

static int32_t append(integi_graph *graph, integi_operation *wanted, const int32_t *inputs, const void *data)
{
    size_t padded = ((size_t)wanted->data_size + 7) / 8 * 8;
    if (!integi_grow(graph->context, (void **)&graph->operations, &graph->capacity, graph->count,
                     sizeof *graph->operations) ||
        !reserve(graph, (void **)&graph->inputs, &graph->input_capacity, graph->input_count,
                 (size_t)wanted->input_count, sizeof *graph->inputs) ||
        !reserve(graph, (void **)&graph->data, &graph->data_capacity, graph->data_size, padded, 1))
        return -1;
    wanted->inputs = (int64_t)graph->input_count;
    wanted->data = (int64_t)graph->data_size;
    if (wanted->input_count > 0)
        memcpy(graph->inputs + graph->input_count, inputs, (size_t)wanted->input_count * sizeof *inputs);
    if (wanted->data_size > 0)
        memcpy(graph->data + graph->data_size, data, (size_t)wanted->data_size);
    graph->input_count += (size_t)wanted->input_count;
    graph->data_size += padded;
    size_t bucket = wanted->hash & (graph->bucket_count - 1);
    wanted->next = graph->buckets[bucket];
    graph->buckets[bucket] = (int32_t)graph->count;
    graph->operations[graph->count] = *wanted;
    return (int32_t)graph->count++;
}

int32_t integi_graph_add(integi_graph *graph, const integi_operation *prototype, const int32_t *inputs,
                         int32_t input_count, const void *data, size_t data_size)
{
    for (int32_t i = 0; i < input_count; i++)
        if (inputs[i] < 0)
            return -1;
    if (graph->count >= graph->bucket_count && !grow_buckets(graph))
        return -1;
    integi_operation wanted = *prototype;
    wanted.input_count = input_count;
    wanted.data_size = (int64_t)data_size;
    wanted.hash = hash_of(&wanted, inputs, data);
    for (int32_t at = graph->buckets[wanted.hash & (graph->bucket_count - 1)]; at >= 0;
         at = graph->operations[at].next)
        if (same(graph, &graph->operations[at], &wanted, inputs, data))
            return at;
    return append(graph, &wanted, inputs, data);
}

int32_t integi_graph_on_column(integi_graph *graph, const integi_operation *prototype, const void *data,
                               size_t data_size)
{
    integi_operation nulls = {.kind = INTEGI_OPERATION_NULL_COLUMN, .column = prototype->column};
    int32_t input = integi_graph_add(graph, &nulls, NULL, 0, NULL, 0);
    return integi_graph_add(graph, prototype, &input, 1, data, data_size);
}

int32_t integi_graph_fixed(integi_graph *graph, integi_fixed fixed)
{
    return integi_graph_add(graph, &(integi_operation){.kind = INTEGI_OPERATION_FIXED, .operator = (int32_t)fixed},
                            NULL, 0, NULL, 0);
}

int32_t integi_graph_not(integi_graph *graph, int32_t condition)
{
    if (condition < 0)
        return -1;
    const integi_operation *operation = &graph->operations[condition];
    if (operation->kind == INTEGI_OPERATION_NOT)
        return graph->inputs[operation->inputs];
    if (operation->kind == INTEGI_OPERATION_FIXED)
        return operation->operator == INTEGI_UNKNOWN
                   ? condition
                   : integi_graph_fixed(graph, operation->operator == INTEGI_TRUE ? INTEGI_FALSE : INTEGI_TRUE);
    return integi_graph_add(graph, &(integi_operation){.kind = INTEGI_OPERATION_NOT}, &condition, 1, NULL, 0);
}

static int compare_indices(const void *a, const void *b)
{
    int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;
    return (left > right) - (left < right);
}

/* Drops what does not change the result; returns the index of the whole result when that is known. */
static int32_t simplify(integi_graph *graph, integi_operation_kind kind, int32_t *conditions, int32_t *count)
{
    int32_t kept = 0;
    int32_t deciding = kind == INTEGI_OPERATION_AND ? INTEGI_FALSE : INTEGI_TRUE;
    qsort(conditions, (size_t)*count, sizeof *conditions, compare_indices);
    for (int32_t i = 0; i < *count; i++) {
        const integi_operation *operation = &graph->operations[conditions[i]];
        bool fixed = operation->kind == INTEGI_OPERATION_FIXED;
        if (fixed && operation->operator == deciding)
            return conditions[i];
        bool neutral = fixed && operation->operator != INTEGI_UNKNOWN;
        if (!neutral && (kept == 0 || conditions[kept - 1] != conditions[i]))
            conditions[kept++] = conditions[i];
    }
    *count = kept;
    return -1;
}

/* One range that holds the rows of both, where both conditions are single ranges of the same column. They are
 * unknown for the same rows, so that nothing else changes. */
static int32_t intersect(integi_graph *graph, int32_t a, int32_t b)
{
    const integi_operation *left = &graph->operations[a], *right = &graph->operations[b];
    if (left->kind != INTEGI_OPERATION_MEMBERS || right->kind != INTEGI_OPERATION_MEMBERS ||
        left->column != right->column || left->view != right->view ||
        left->data_size != (int64_t)sizeof(integi_range) || right->data_size != (int64_t)sizeof(integi_range))
        return -2;
    integi_range one, other;
    memcpy(&one, graph->data + left->data, sizeof one);
    memcpy(&other, graph->data + right->data, sizeof other);
    if (other.first > one.first)
        one.first = other.first;
    if (other.last < one.last)
        one.last = other.last;
    return integi_graph_members(graph, left->column, (integi_view)left->view, &one, one.first <= one.last);
}

static int32_t join_ranges(integi_graph *graph, int32_t *conditions, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        for (int32_t j = i + 1; j < count; j++) {
            int32_t both = intersect(graph, conditions[i], conditions[j]);
            if (both == -1)
                return -1;
            if (both == -2)
                continue;
            conditions[i] = both;
            memmove(conditions + j, conditions + j + 1, (size_t)(count - j - 1) * sizeof *conditions);
            count--;
            j--;
        }
    }
    return count;
}

/* Looking at all pairs is for conditions that people write. */
#define PAIRED_CONDITIONS 64

int32_t integi_graph_join(integi_graph *graph, integi_operation_kind kind, int32_t *conditions, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        if (conditions[i] < 0)
            return -1;
    int32_t decided = simplify(graph, kind, conditions, &count);
    if (decided >= 0)
        return decided;
    if (kind == INTEGI_OPERATION_AND && count > 1 && count <= PAIRED_CONDITIONS) {
        count = join_ranges(graph, conditions, count);
        if (count < 0)
            return -1;
        qsort(conditions, (size_t)count, sizeof *conditions, compare_indices);
    }
    if (count == 0)
        return integi_graph_fixed(graph, kind == INTEGI_OPERATION_AND ? INTEGI_TRUE : INTEGI_FALSE);
    if (count == 1)
        return conditions[0];
    return integi_graph_add(graph, &(integi_operation){.kind = kind}, conditions, count, NULL, 0);
}

static int compare_ranges(const void *a, const void *b)
{
    const integi_range *left = a, *right = b;
    return (left->first > right->first) - (left->first < right->first);
}

int32_t integi_graph_members(integi_graph *graph, int32_t column, integi_view view, integi_range *ranges,
                             int64_t count)
{
    int64_t kept = 0;
    if (count > 1)
        qsort(ranges, (size_t)count, sizeof *ranges, compare_ranges);
    for (int64_t i = 0; i < count; i++) {
        bool touches = kept > 0 && (ranges[i].first <= ranges[kept - 1].last ||
                                    ranges[i].first - 1 == ranges[kept - 1].last);
        if (!touches)
            ranges[kept++] = ranges[i];
        else if (ranges[i].last > ranges[kept - 1].last)
            ranges[kept - 1].last = ranges[i].last;
    }
    integi_operation members = {.kind = INTEGI_OPERATION_MEMBERS, .column = column, .view = (int32_t)view};
    return integi_graph_on_column(graph, &members, ranges, (size_t)kept * sizeof *ranges);
}
