/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/terms.h"

#include "cohort/meaning.h"
#include "release/mix.h"
#include "tally/dimensions.h"
#include "tally/members.h"
#include "tally/tally.h"

#include <stdlib.h>
#include <string.h>

/* What a query's lists hold. */
typedef enum integi_term_list {
    LIST_GROUP,    /* conditions of its group */
    LIST_TRUE,     /* and those of its condition */
    LIST_KNOWN,    /* that its condition is known, and each part of it */
    LIST_MEASURED, /* that its measure is known */
    LIST_ONES,     /* and true, where it is one of yes and no */
    LISTS,
} integi_term_list;

/* The digests of a condition's parts, and last that of all of them where there are more. */
typedef struct parts {
    integi_digests digests;
    bool with_all;
} parts;

/* Why two terms of the same fingerprint are different. */
enum { TERM_CONDITION, TERM_KNOWN, TERM_LABEL, TERM_DIMENSION, TERM_KIND };

typedef struct reading {
    integi_terms *terms;
    integi_meanings meanings;
    integ_error *error;
} reading;

void integi_terms_free(integi_terms *terms)
{
    integ_context *context = terms->context;
    if (context == NULL)
        return;
    integi_lists_free(context, &terms->lists);
    for (size_t i = 0; i < terms->query_count; i++)
        integi_lists_free(context, &terms->queries[i].lists);
    integi_release(context, terms->queries, terms->query_capacity * sizeof *terms->queries);
    *terms = (integi_terms){.context = context};
}

/* ---- numbers ---- */

static int64_t number_of(int why, uint64_t what)
{
    return (int64_t)(integi_mix(what ^ integi_mix((uint64_t)why)) >> 1);
}

static int64_t number_of_digest(int why, const integi_digest *digest)
{
    uint64_t what;
    memcpy(&what, digest->bytes, sizeof what);
    return number_of(why, what);
}

static uint64_t mix_text(uint64_t mixed, const char *text)
{
    for (; text != NULL && *text != '\0'; text++)
        mixed = integi_mix(mixed ^ (unsigned char)*text);
    return integi_mix(mixed ^ (text == NULL ? 511 : 256));
}

/* ---- queries ---- */

static integ_status parse(reading *self, const char *text, integ_expression **out)
{
    *out = NULL;
    return text == NULL ? INTEG_STATUS_OK
                        : integ_expression_parse(self->terms->context, text, strlen(text), NULL, out, self->error);
}

/* That a condition is known is more than that each part of it is; that it is true is no more. */
static bool put(integi_terms *terms, integi_lists *lists, const parts *condition, int why)
{
    size_t count = condition->digests.count - (why == TERM_CONDITION && condition->with_all);
    for (size_t i = 0; i < count; i++)
        if (!integi_lists_item(terms->context, lists, number_of_digest(why, &condition->digests.items[i])))
            return false;
    return integi_lists_close(terms->context, lists);
}

static integ_status digest_condition(reading *self, const integ_expression *expression, parts *out)
{
    integi_digest all;
    if (expression == NULL)
        return INTEG_STATUS_OK;
    integ_status status =
        integi_normal_conditions(&self->meanings.normal, integi_expression_root(expression), &out->digests);
    if (status != INTEG_STATUS_OK || out->digests.count < 2)
        return status;
    integi_digests_all(&out->digests, &all);
    out->with_all = true;
    return integi_digests_add(self->terms->context, &out->digests, &all) ? status : integi_out_of_memory(self->error);
}

static integ_status digest_group(reading *self, const char *name, parts *out)
{
    return name == NULL || self->meanings.normal.groups == NULL
               ? INTEG_STATUS_OK
               : self->meanings.normal.groups(&self->meanings.normal, name, &out->digests);
}

/* That a measure is true; of what is 0 or 1, that it is 1, which is the same as that condition. */
static integ_status digest_ones(reading *self, const integi_query *query, const integ_expression *measure, parts *out)
{
    if (measure == NULL || query->measure_type == INTEG_TYPE_BOOLEAN)
        return digest_condition(self, measure, out);
    const integi_node *root = integi_expression_root(measure);
    integi_node one = {.kind = INTEGI_NODE_INTEGER, .height = 1, .integer = 1};
    const integi_node *const children[] = {root, &one};
    integi_node equal = {.kind = INTEGI_NODE_COMPARE, .operator = INTEGI_EQUAL, .child_count = 2,
                         .height = root->height + 1, .children = children};
    return integi_normal_conditions(&self->meanings.normal, &equal, &out->digests);
}

static bool put_lists(integi_terms *terms, integi_lists *lists, const parts *group, const parts *where,
                      const parts *measure, const parts *ones)
{
    return put(terms, lists, group, TERM_CONDITION) && put(terms, lists, where, TERM_CONDITION) &&
           put(terms, lists, where, TERM_KNOWN) && put(terms, lists, measure, TERM_KNOWN) &&
           put(terms, lists, ones, TERM_CONDITION);
}

static integ_status read_expressions(reading *self, const integi_query *query, integi_lists *lists)
{
    integ_expression *where, *measure = NULL;
    parts of_group = {0}, of_where = {0}, of_measure = {0}, of_ones = {0};
    integ_status status = parse(self, query->where, &where);
    if (status == INTEG_STATUS_OK)
        status = parse(self, query->measure, &measure);
    if (status == INTEG_STATUS_OK)
        status = digest_group(self, query->of, &of_group);
    if (status == INTEG_STATUS_OK)
        status = digest_condition(self, where, &of_where);
    if (status == INTEG_STATUS_OK)
        status = digest_condition(self, measure, &of_measure);
    if (status == INTEG_STATUS_OK)
        status = digest_ones(self, query, measure, &of_ones);
    if (status == INTEG_STATUS_OK && !put_lists(self->terms, lists, &of_group, &of_where, &of_measure, &of_ones))
        status = integi_out_of_memory(self->error);
    integi_digests_free(self->terms->context, &of_group.digests);
    integi_digests_free(self->terms->context, &of_where.digests);
    integi_digests_free(self->terms->context, &of_measure.digests);
    integi_digests_free(self->terms->context, &of_ones.digests);
    integ_expression_free(measure);
    integ_expression_free(where);
    return status;
}

/* The lists of a query, read when it is asked about first. */
static integ_status find_query(integi_terms *terms, const integ_plan *plan, int64_t query, const integi_lists **out,
                               integ_error *error)
{
    for (size_t i = terms->query_count; i > 0; i--)
        if (terms->queries[i - 1].plan == plan && terms->queries[i - 1].query == query) {
            *out = &terms->queries[i - 1].lists;
            return INTEG_STATUS_OK;
        }
    void *queries = terms->queries;
    bool grown =
        integi_grow(terms->context, &queries, &terms->query_capacity, terms->query_count, sizeof *terms->queries);
    terms->queries = queries;
    if (!grown)
        return integi_out_of_memory(error);
    integi_query_terms added = {.plan = plan, .query = query};
    reading self = {.terms = terms, .error = error};
    integ_status status = integi_meanings_open(&self.meanings, terms->context, plan->groups, error);
    if (status == INTEG_STATUS_OK)
        status = read_expressions(&self, &plan->queries[query], &added.lists);
    integi_meanings_close(&self.meanings);
    if (status != INTEG_STATUS_OK) {
        integi_lists_free(terms->context, &added.lists);
        return status;
    }
    terms->queries[terms->query_count++] = added;
    *out = &terms->queries[terms->query_count - 1].lists;
    return status;
}

/* ---- labels ---- */

/* A column with a value is the same term as the condition that it has that value. */
static integ_status term_of_value(integi_terms *terms, const char *column, int32_t type, const char *label,
                                  int64_t *term, integ_error *error)
{
    integi_normal normal = {.context = terms->context, .error = error};
    integi_node property = {.kind = INTEGI_NODE_PROPERTY, .text = column, .length = strlen(column), .height = 1};
    integi_node value = {.kind = INTEGI_NODE_TEXT, .text = label, .length = strlen(label), .height = 1};
    const integi_node *const children[] = {&property, &value};
    integi_node equal = {.kind = INTEGI_NODE_COMPARE, .operator = INTEGI_EQUAL, .child_count = 2, .height = 2,
                         .children = children};
    integi_digest digest;
    if (type == INTEG_TYPE_INTEGER)
        value = (integi_node){.kind = INTEGI_NODE_INTEGER, .height = 1, .integer = strtoll(label, NULL, 10)};
    else if (type == INTEG_TYPE_BOOLEAN)
        value = (integi_node){.kind = INTEGI_NODE_BOOLEAN, .height = 1, .integer = strcmp(label, "true") == 0};
    integ_status status = integi_normal_digest(&normal, &equal, &digest);
    *term = status == INTEG_STATUS_OK ? number_of_digest(TERM_CONDITION, &digest) : 0;
    return status;
}

/* The bands of a column are other labels for each set of edges. */
static uint64_t mix_dimension(const integi_dimension *dimension)
{
    uint64_t mixed = mix_text((uint64_t)dimension->edge_count, dimension->column);
    for (int64_t i = 0; dimension->edges != NULL && i < dimension->edge_count; i++)
        mixed = integi_mix(mixed ^ (uint64_t)dimension->edges[i]);
    return mixed;
}

static integ_status append_label(integi_terms *terms, const integi_dimension *dimension, int32_t type,
                                 const char *label, integ_error *error)
{
    int64_t term = number_of(TERM_LABEL, mix_text(mix_dimension(dimension), label));
    integ_status status = INTEG_STATUS_OK;
    if (dimension->edges == NULL && label != NULL)
        status = term_of_value(terms, dimension->column, type, label, &term, error);
    return status == INTEG_STATUS_OK && !integi_lists_item(terms->context, &terms->lists, term)
               ? integi_out_of_memory(error)
               : status;
}

static integ_status append_labels(integi_terms *terms, const integi_definition *definition, integ_error *error)
{
    const integ_plan *plan = integi_tally_plan(definition->tally);
    const integi_query *query = &plan->queries[definition->query];
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; query->by != NULL && i < query->by->count && status == INTEG_STATUS_OK; i++) {
        int32_t type = integi_program_root_type(integi_plan_program(plan, query), query->dimension_roots[i]);
        status = append_label(terms, &query->by->items[i], type,
                              integ_tally_label(definition->tally, definition->query, definition->cell, i), error);
    }
    return status;
}

/* ---- definitions ---- */

static bool append(integi_terms *terms, const integi_lists *lists, integi_term_list list)
{
    for (int64_t i = lists->starts[list]; i < lists->starts[list + 1]; i++)
        if (!integi_lists_item(terms->context, &terms->lists, lists->items[i]))
            return false;
    return true;
}

/* What is not the rows of a plain condition is a term of its own. */
static bool append_kind(integi_terms *terms, const integi_lists *lists, integi_part_kind kind)
{
    uint64_t mixed = (uint64_t)kind;
    for (int64_t i = 0; i < lists->used; i++)
        mixed += integi_mix((uint64_t)lists->items[i]);
    return integi_lists_item(terms->context, &terms->lists, number_of(TERM_KIND, mixed));
}

static bool append_dimensions(integi_terms *terms, const integ_dimensions *by)
{
    for (int64_t i = 0; by != NULL && i < by->count; i++)
        if (!integi_lists_item(terms->context, &terms->lists, number_of(TERM_DIMENSION, mix_dimension(&by->items[i]))))
            return false;
    return true;
}

static bool append_rows(integi_terms *terms, const integi_lists *lists, const integi_query *query,
                        integi_part_kind kind)
{
    bool labelled = kind == INTEGI_PART_TRUE_LABELLED || kind == INTEGI_PART_KNOWN_LABELLED;
    bool is_true = kind == INTEGI_PART_TRUE || kind == INTEGI_PART_TRUE_LABELLED || kind == INTEGI_PART_ONES;
    bool measured = kind == INTEGI_PART_MEASURED || kind == INTEGI_PART_ONES;
    bool good = kind == INTEGI_PART_UNDECIDED || append(terms, lists, LIST_GROUP);
    if (kind == INTEGI_PART_GROUP)
        return good;
    if (!is_true && !measured && kind != INTEGI_PART_KNOWN && !labelled)
        return good && append_kind(terms, lists, kind);
    good = good && append(terms, lists, is_true || measured ? LIST_TRUE : LIST_KNOWN);
    if (measured)
        good = good && append(terms, lists, kind == INTEGI_PART_ONES ? LIST_ONES : LIST_MEASURED);
    return good && (!labelled || append_dimensions(terms, query->by));
}

static int compare_terms(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* Sorts the open list, and leaves out what stands twice. */
static bool close_list(integi_terms *terms)
{
    integi_lists *lists = &terms->lists;
    int64_t from = lists->count == 0 ? 0 : lists->starts[lists->count], kept = from;
    if (lists->used > from)
        qsort(lists->items + from, (size_t)(lists->used - from), sizeof *lists->items, compare_terms);
    for (int64_t i = from; i < lists->used; i++)
        if (kept == from || lists->items[i] != lists->items[kept - 1])
            lists->items[kept++] = lists->items[i];
    lists->used = kept;
    return integi_lists_close(terms->context, lists);
}

integ_status integi_terms_append(integi_terms *terms, const integi_definition *definition, int64_t otherwise,
                                 integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    bool good = true;
    if (definition->tally == NULL) {
        good = integi_lists_item(terms->context, &terms->lists, number_of(TERM_KIND, (uint64_t)otherwise));
    } else {
        const integ_plan *plan = integi_tally_plan(definition->tally);
        const integi_lists *lists = NULL;
        status = find_query(terms, plan, definition->query, &lists, error);
        if (status == INTEG_STATUS_OK)
            good = append_rows(terms, lists, &plan->queries[definition->query], definition->kind);
        if (status == INTEG_STATUS_OK && good && definition->cell >= 0)
            status = append_labels(terms, definition, error);
    }
    if (status == INTEG_STATUS_OK && (!good || !close_list(terms)))
        status = integi_out_of_memory(error);
    if (status != INTEG_STATUS_OK)
        integi_lists_abandon(&terms->lists);
    return status;
}

void integi_terms_drop_last(integi_terms *terms)
{
    terms->lists.count--;
    integi_lists_abandon(&terms->lists);
}

bool integi_terms_equal(const integi_terms *terms, int64_t a, int64_t b)
{
    int64_t length = integi_lists_length(&terms->lists, a);
    if (length == 0 || integi_lists_length(&terms->lists, b) == 0) /* where all are empty, there is no memory */
        return length == integi_lists_length(&terms->lists, b);
    return length == integi_lists_length(&terms->lists, b) &&
           memcmp(integi_lists_at(&terms->lists, a), integi_lists_at(&terms->lists, b),
                  (size_t)length * sizeof(int64_t)) == 0;
}
