/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/plan.h"

#include "base/buffer.h"
#include "cohort/groups.h"
#include "tally/messages.h"

#include <string.h>

integ_status integ_plan_new(const integ_register *reg, const integ_groups *groups, integ_plan **out,
                            integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (reg == NULL)
        return integi_invalid_argument(error, "reg");
    integ_context *context = integi_register_context(reg);
    integ_plan *plan = integi_allocate_zeroed(context, sizeof *plan);
    if (plan == NULL)
        return integi_out_of_memory(error);
    plan->context = context;
    plan->owner = integi_register_retain(reg);
    plan->groups = groups == NULL ? NULL : integi_groups_retain(groups);
    atomic_init(&plan->references, 1);
    atomic_init(&plan->asked, false);
    *out = plan;
    return INTEG_STATUS_OK;
}

integ_plan *integi_plan_retain(const integ_plan *plan)
{
    integ_plan *shared = (integ_plan *)(uintptr_t)plan;
    atomic_fetch_add_explicit(&shared->references, 1, memory_order_relaxed);
    return shared;
}

static void free_query(integ_context *context, integi_query *query)
{
    integ_dimensions_free(query->by);
    integi_text_free(context, query->of);
    integi_text_free(context, query->where);
    integi_text_free(context, query->measure);
}

void integi_plan_keep_contributions(integ_plan *plan)
{
    plan->keeps_contributions = true;
}

integ_status integ_plan_keep_members(integ_plan *plan, integ_error *error)
{
    if (plan == NULL)
        return integi_invalid_argument(error, "plan");
    if (plan->query_count > 0)
        return INTEGI_FAIL(error, NULL, &integi_message_plan_queries);
    plan->keeps_members = true;
    return INTEG_STATUS_OK;
}

void integ_plan_free(integ_plan *plan)
{
    if (plan == NULL || atomic_fetch_sub_explicit(&plan->references, 1, memory_order_acq_rel) != 1)
        return;
    integ_context *context = plan->context;
    for (size_t i = 0; i < plan->query_count; i++)
        free_query(context, &plan->queries[i]);
    for (size_t i = 0; i < plan->part_count; i++)
        integi_evaluation_close(&plan->parts[i].evaluation);
    integi_release(context, plan->queries, plan->query_capacity * sizeof *plan->queries);
    integi_release(context, plan->parts, plan->part_capacity * sizeof *plan->parts);
    integ_groups_free(plan->groups);
    integ_register *owner = plan->owner;
    integi_release(context, plan, sizeof *plan);
    integ_register_free(owner);
}

/* The part for a table, made where there is none yet. */
static integ_status find_part(integ_plan *plan, int64_t table, size_t *out, integ_error *error)
{
    for (*out = 0; *out < plan->part_count; ++*out)
        if (plan->parts[*out].table == table)
            return INTEG_STATUS_OK;
    void *parts = plan->parts;
    if (!integi_grow(plan->context, &parts, &plan->part_capacity, plan->part_count, sizeof *plan->parts))
        return integi_out_of_memory(error);
    plan->parts = parts;
    integi_part added = {.table = table};
    integ_status status = integi_evaluation_open(&added.evaluation, plan->groups, plan->owner, table, error);
    if (status == INTEG_STATUS_OK)
        plan->parts[plan->part_count++] = added;
    else
        integi_evaluation_close(&added.evaluation);
    return status;
}

static integ_status query_table(const integ_plan *plan, const char *of, const char *table, int64_t *out,
                                integ_error *error)
{
    if (of == NULL)
        return integi_table_index(plan->owner, table, out, error);
    const integi_group *group = integi_groups_get(plan->groups, of);
    if (group == NULL)
        return integi_groups_report_unknown(plan->groups, of, NULL, error);
    return integi_groups_table(plan->groups, group, plan->owner, out, error);
}

/* A column as a value of the program, by way of its quoted name. */
static integ_status add_column(integi_program *program, integ_context *context, const char *column, int32_t *root,
                               integ_error *error)
{
    integi_buffer text;
    integi_buffer_init(&text, context);
    integi_buffer_byte(&text, '"');
    integi_buffer_text(&text, column);
    integi_buffer_byte(&text, '"');
    integ_expression *expression = NULL;
    integ_status status = text.failed ? integi_out_of_memory(error)
                                      : integ_expression_parse(context, text.bytes, text.length, column, &expression,
                                                               error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_add_value(program, expression, integi_expression_root(expression), root, error);
    integ_expression_free(expression);
    integi_buffer_free(&text);
    return status;
}

static bool sums(int32_t type)
{
    return type == INTEG_TYPE_INTEGER || type == INTEG_TYPE_DECIMAL || type == INTEG_TYPE_NUMBER ||
           type == INTEG_TYPE_BOOLEAN;
}

static bool has_bands(const integi_dimension *dimension, int32_t type)
{
    return dimension->dates ? type == INTEG_TYPE_DATE
                            : type == INTEG_TYPE_INTEGER || type == INTEG_TYPE_DECIMAL || type == INTEG_TYPE_NUMBER;
}

static bool has_values(int32_t type)
{
    return type == INTEG_TYPE_CODE || type == INTEG_TYPE_TEXT || type == INTEG_TYPE_BOOLEAN ||
           type == INTEG_TYPE_INTEGER || type == INTEG_TYPE_DATE;
}

static integ_status add_dimensions(integ_plan *plan, integi_program *program, integi_query *query,
                                   integ_error *error)
{
    for (int64_t i = 0; i < query->by->count; i++) {
        const integi_dimension *dimension = &query->by->items[i];
        int32_t root;
        integ_status status = add_column(program, plan->context, dimension->column, &root, error);
        if (status != INTEG_STATUS_OK)
            return status;
        int32_t type = integi_program_root_type(program, root);
        bool text = type == INTEG_TYPE_CODE || type == INTEG_TYPE_TEXT;
        if (dimension->edges != NULL && !has_bands(dimension, type))
            return INTEGI_FAIL(error, NULL, dimension->dates ? &integi_message_dimension_date_band_type
                                                             : &integi_message_dimension_band_type, dimension->column,
                               integ_type_name(type));
        if (dimension->edges == NULL &&
            (!has_values(type) || (text && integi_program_root_dictionary(program, root) == NULL)))
            return INTEGI_FAIL(error, NULL, &integi_message_dimension_type, dimension->column,
                               integ_type_name(type));
        query->dimension_roots[i] = root;
    }
    return INTEG_STATUS_OK;
}

static integ_status add_measure(integi_program *program, const integ_expression *measure, integi_query *query,
                                integ_error *error)
{
    integ_status status = integi_program_add_value(program, measure, integi_expression_root(measure),
                                                   &query->measure_root, error);
    if (status != INTEG_STATUS_OK)
        return status;
    query->measure_type = integi_program_root_type(program, query->measure_root);
    query->measure_decimals = query->measure_type == INTEG_TYPE_DECIMAL
                                  ? integi_program_root_decimals(program, query->measure_root)
                                  : 0;
    if (!sums(query->measure_type)) {
        integi_place place = integi_expression_place(measure, integi_expression_root(measure));
        return INTEGI_FAIL(error, &place, &integi_message_measure_type, integ_type_name(query->measure_type));
    }
    return INTEG_STATUS_OK;
}

static integ_status add_within(integi_program *program, const integi_query *query, int32_t condition, int32_t *root,
                               integ_error *error)
{
    *root = condition;
    if (query->of_root == INTEGI_NO_ROOT)
        return INTEG_STATUS_OK;
    integi_program_want(program, condition, INTEGI_WANT_NOTHING);
    return integi_program_add_and(program, query->of_root, condition, root, error);
}

/* The condition among the rows of the group. */
static integ_status add_where(integi_program *program, const integ_expression *where, integi_query *query,
                              integ_error *error)
{
    int32_t condition, unknown;
    bool whole = query->by == NULL && query->of_root == INTEGI_NO_ROOT; /* possible and not true */
    integ_status status =
        integi_program_add_condition(program, where, integi_expression_root(where), &condition, error);
    query->where_root = status == INTEG_STATUS_OK ? condition : INTEGI_NO_ROOT;
    if (status == INTEG_STATUS_OK && !whole)
        status = integi_program_add_unknown(program, condition, &unknown, error);
    if (status == INTEG_STATUS_OK && !whole)
        status = add_within(program, query, unknown, &query->unknown_root, error);
    if (status == INTEG_STATUS_OK)
        status = add_within(program, query, condition, &query->true_root, error);
    return status;
}

/* The rows whose measure is summed. */
static int32_t summed_root(const integi_query *query)
{
    return query->true_root != INTEGI_NO_ROOT ? query->true_root : query->of_root;
}

/* Without a breakdown rows are only counted, except those whose measure is summed. */
static void want_counts(integi_program *program, const integi_query *query)
{
    const int32_t roots[] = {query->of_root, query->unknown_root, query->true_root};
    int32_t summed = summed_root(query);
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
        if (roots[i] != INTEGI_NO_ROOT && (query->measure_root == INTEGI_NO_ROOT || roots[i] != summed))
            integi_program_want(program, roots[i], INTEGI_WANT_COUNTS);
}

static integ_status fill_query(integ_plan *plan, const char *of, const integ_expression *where,
                               const integ_expression *measure, integi_query *query, integ_error *error)
{
    integi_program *program = plan->parts[query->part].evaluation.program;
    integ_status status = INTEG_STATUS_OK;
    if (of != NULL)
        status = integi_program_add_group(program, of, &query->of_root, error);
    if (status == INTEG_STATUS_OK && where != NULL)
        status = add_where(program, where, query, error);
    if (status == INTEG_STATUS_OK && measure != NULL)
        status = add_measure(program, measure, query, error);
    if (status == INTEG_STATUS_OK && measure != NULL && summed_root(query) != INTEGI_NO_ROOT)
        integi_program_want_within(program, query->measure_root, summed_root(query));
    if (status == INTEG_STATUS_OK && query->by != NULL)
        status = add_dimensions(plan, program, query, error);
    if (status == INTEG_STATUS_OK && query->by == NULL && !plan->keeps_members)
        want_counts(program, query);
    return status;
}

static integ_status keep_text(integ_context *context, const integ_expression *expression, char **out,
                              integ_error *error)
{
    integ_text *text = NULL;
    if (expression == NULL)
        return INTEG_STATUS_OK;
    integ_status status = integ_expression_to_text(expression, &text, error);
    if (status == INTEG_STATUS_OK)
        *out = integi_text_copy(context, integ_text_bytes(text), integ_text_length(text));
    integ_text_free(text);
    return status == INTEG_STATUS_OK && *out == NULL ? integi_out_of_memory(error) : status;
}

static integ_status keep_texts(const integ_plan *plan, const char *of, const integ_expression *where,
                               const integ_expression *measure, integi_query *query, integ_error *error)
{
    if (of != NULL && (query->of = integi_text_copy(plan->context, of, strlen(of))) == NULL)
        return integi_out_of_memory(error);
    integ_status status = keep_text(plan->context, where, &query->where, error);
    return status == INTEG_STATUS_OK ? keep_text(plan->context, measure, &query->measure, error) : status;
}

static integ_status add_query(integ_plan *plan, const char *of, const char *table, const integ_expression *where,
                              const integ_expression *measure, bool keeps_values, const integ_dimensions *by,
                              int64_t *query, integ_error *error)
{
    if (plan == NULL || query == NULL)
        return integi_invalid_argument(error, plan == NULL ? "plan" : "query");
    *query = 0;
    if (atomic_load(&plan->asked))
        return INTEGI_FAIL(error, NULL, &integi_message_plan_asked);
    int64_t index;
    integi_query added = {.of_root = INTEGI_NO_ROOT, .unknown_root = INTEGI_NO_ROOT, .true_root = INTEGI_NO_ROOT,
                          .where_root = INTEGI_NO_ROOT, .measure_root = INTEGI_NO_ROOT,
                          .keeps_values = keeps_values || (plan->keeps_contributions && measure != NULL)};
    integ_status status = query_table(plan, of, table, &index, error);
    if (status == INTEG_STATUS_OK)
        status = find_part(plan, index, &added.part, error);
    void *queries = plan->queries;
    if (status == INTEG_STATUS_OK &&
        !integi_grow(plan->context, &queries, &plan->query_capacity, plan->query_count, sizeof *plan->queries))
        status = integi_out_of_memory(error);
    plan->queries = queries;
    if (status == INTEG_STATUS_OK && by != NULL && by->count > 0)
        status = integi_dimensions_copy(by, &added.by, error);
    if (status == INTEG_STATUS_OK)
        status = fill_query(plan, of, where, measure, &added, error);
    if (status == INTEG_STATUS_OK && plan->keeps_members)
        status = keep_texts(plan, of, where, measure, &added, error);
    if (status != INTEG_STATUS_OK) {
        free_query(plan->context, &added);
        return status;
    }
    *query = (int64_t)plan->query_count;
    plan->queries[plan->query_count++] = added;
    return INTEG_STATUS_OK;
}

integ_status integ_plan_add(integ_plan *plan, const char *of, const char *table, const integ_expression *where,
                            const integ_expression *measure, const integ_dimensions *by, int64_t *query,
                            integ_error *error)
{
    return add_query(plan, of, table, where, measure, false, by, query, error);
}

integ_status integ_plan_add_values(integ_plan *plan, const char *of, const char *table, const integ_expression *where,
                                   const integ_expression *measure, const integ_dimensions *by, int64_t *query,
                                   integ_error *error)
{
    if (measure == NULL)
        return integi_invalid_argument(error, "measure");
    return add_query(plan, of, table, where, measure, true, by, query, error);
}
