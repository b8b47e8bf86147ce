/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/compile.h"
#include "base/document.h"
#include "expression/json_words.h"
#include "expression/lexer.h"


integi_place integi_compile_place(const integi_compiler *compiler, const integi_node *node)
{
    /* Finding a place means going over the text before it, which thousands of faults that nobody will see are not
     * worth. */
    bool unseen = compiler->error == NULL || integ_error_count(compiler->error) == INTEG_ERROR_CAPACITY;
    if (node == NULL || compiler->expression == NULL || unseen)
        return (integi_place){NULL, 0, 0, -1, 0};
    return integi_expression_place(compiler->expression, node);
}

void integi_compile_failed(integi_compiler *compiler, integ_status status)
{
    if (compiler->status == INTEG_STATUS_OK)
        compiler->status = status;
}

int32_t integi_compile_check(integi_compiler *compiler, int32_t operation)
{
    if (operation < 0 && compiler->status == INTEG_STATUS_OK)
        compiler->status = integi_out_of_memory(compiler->error);
    return operation;
}

void integi_operand_set_condition(integi_operand *out, int32_t condition)
{
    out->kind = condition < 0 ? INTEGI_OPERAND_NONE : INTEGI_OPERAND_CONDITION;
    out->type = INTEG_TYPE_BOOLEAN;
    out->operation = condition;
}

void integi_operand_set_constant(integi_operand *out, int32_t type, int64_t integer)
{
    out->kind = INTEGI_OPERAND_CONSTANT;
    out->type = type;
    out->known = true;
    out->integer = integer;
}

bool integi_is_text(int32_t type)
{
    return type == INTEG_TYPE_CODE || type == INTEG_TYPE_TEXT;
}

bool integi_is_numeric(int32_t type)
{
    return type == INTEG_TYPE_INTEGER || type == INTEG_TYPE_DECIMAL || type == INTEG_TYPE_NUMBER;
}

const char *integi_operand_type_name(const integi_operand *operand)
{
    return integ_type_name(operand->type);
}

const integi_column_definition *integi_operand_column(const integi_compiler *compiler, const integi_operand *operand)
{
    return integi_program_column(compiler->program, operand->column);
}

const integi_dictionary *integi_operand_dictionary(const integi_compiler *compiler, const integi_operand *operand)
{
    return operand->kind == INTEGI_OPERAND_VALUE ? operand->answers
                                                 : integi_operand_column(compiler, operand)->dictionary;
}

/* A word that stands where a text may stand was perhaps meant as one, and so was what is in double quotes. */
static void refuse_column(integi_compiler *compiler, const integi_node *node)
{
    const integi_table_definition *table = compiler->scope->definition;
    const char *near = NULL;
    bool quoted = compiler->expression != NULL && compiler->expression->text[node->start] == '"';
    for (int64_t i = 0; i < table->column_count; i++)
        near = integi_nearer(node->text, table->columns[i].name, near);
    for (int64_t i = 0; i < table->derived_count; i++)
        near = integi_nearer(node->text, table->derived[i].name, near);
    if (near != NULL && !(quoted && compiler->beside_text))
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_column_near, node->text, table->name, near);
    else
        INTEGI_COMPILE_FAIL(compiler, node,
                            quoted || compiler->beside_text ? &integi_message_expression_column_text
                                                            : &integi_message_expression_column,
                            node->text, table->name);
}

void integi_compile_beside(integi_compiler *compiler, const integi_operand *beside, const integi_node *node,
                           integi_operand *out)
{
    compiler->beside_text = node->kind == INTEGI_NODE_PROPERTY && beside->kind != INTEGI_OPERAND_NONE &&
                            integi_is_text(beside->type);
    integi_compile(compiler, node, out);
    compiler->beside_text = false;
}

static bool active(const integi_active_name *names, const char *name)
{
    for (; names != NULL; names = names->outer)
        if (strcmp(names->name, name) == 0)
            return true;
    return false;
}

/* A derived column stands for its expression; errors in it are reported where it is written. */
static void compile_derived(integi_compiler *compiler, const integi_node *node, int64_t index, integi_operand *out)
{
    const integi_scope_derived *derived = &compiler->scope->derived[index];
    integi_known_derived *known = &compiler->program->derived[index];
    if (known->operand.kind != INTEGI_OPERAND_NONE || known->call == compiler->program->calls) {
        *out = known->operand;
        return;
    }
    if (active(compiler->derived, derived->name)) {
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_derived_cycle, derived->name);
        return;
    }
    integi_active_name here = {derived->name, compiler->derived};
    compiler->beside_text = false;
    const integ_expression *outer = compiler->expression;
    compiler->derived = &here;
    compiler->expression = derived->expression;
    integi_compile(compiler, integi_expression_root(derived->expression), out);
    compiler->expression = outer;
    compiler->derived = here.outer;
    *known = (integi_known_derived){*out, compiler->program->calls};
}

static void compile_property(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    const integi_table_definition *table = compiler->scope->definition;
    int64_t column = integi_table_find_column(table, node->text);
    int64_t derived = column < 0 ? integi_table_find_derived(table, node->text) : -1;
    if (derived >= 0) {
        compile_derived(compiler, node, derived, out);
    } else if (column < 0) {
        refuse_column(compiler, node);
    } else {
        out->kind = INTEGI_OPERAND_COLUMN;
        out->type = table->columns[column].type;
        out->decimals = out->type == INTEG_TYPE_DECIMAL ? table->columns[column].decimals : 0;
        out->column = (int32_t)column;
    }
}

void integi_operand_of_literal(const integi_node *node, integi_operand *out)
{
    integi_operand_set_constant(out, INTEG_TYPE_INTEGER, node->integer);
    switch (node->kind) {
    case INTEGI_NODE_TEXT:
        out->type = INTEG_TYPE_TEXT;
        out->text = node->text;
        out->length = node->length;
        break;
    case INTEGI_NODE_DECIMAL:
        out->type = INTEG_TYPE_DECIMAL;
        out->integer = node->decimal.coefficient;
        out->decimals = node->decimal.decimals;
        break;
    case INTEGI_NODE_NUMBER:
        out->type = INTEG_TYPE_NUMBER;
        out->number = node->number;
        break;
    case INTEGI_NODE_BOOLEAN:
        out->type = INTEG_TYPE_BOOLEAN;
        break;
    case INTEGI_NODE_DATE:
        out->type = INTEG_TYPE_DATE;
        break;
    case INTEGI_NODE_TIMESTAMP:
        out->type = INTEG_TYPE_TIMESTAMP;
        break;
    default:
        break;
    }
}

static void refuse_function(integi_compiler *compiler, const integi_node *node)
{
    static const char *const others[] = {
        "in_group",   "was_in",     "years_in",    "linked_in",  "exists",     "rows",        "days_covered",
        "coverage",   "longest_gap", "longest_run", "at_date",   "first",      "last",        "t_after",
        "t_before",   "t_contains", "t_disjoint",  "t_during",     "t_equals",   "t_finishedby", "t_finishes",
        "t_intersects", "t_meets",  "t_metby",     "t_overlappedby", "t_overlaps", "t_startedby", "t_starts",
        "a_equals",   "a_contains", "a_containedby", "a_overlaps", "CASEI",      "ACCENTI"};
    bool json = compiler->expression->document != NULL;
    const char *near = json ? integi_json_operation_meant(node->text, node->length) : NULL;
    if (near != NULL) {
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_function_near, node->text, near);
        return;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        near = integi_nearer(node->text, others[i], near);
    for (size_t i = 0; i < compiler->scope->function_count; i++)
        near = integi_nearer(node->text, compiler->scope->functions[i].function->name, near);
    if (near != NULL)
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_function_near, node->text, near);
    else
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_function, node->text);
}

static void compile_in_group(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    if (node->child_count != 1) {
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_arguments_of, node->text, "1",
                            integi_number((char[INTEGI_NUMBER_SIZE]){0}, node->child_count), "in_group('name')");
    } else if (node->children[0]->kind != INTEGI_NODE_TEXT) {
        INTEGI_COMPILE_FAIL(compiler, node->children[0], &integi_message_expression_group_name);
    } else {
        integi_operand_set_condition(out, integi_compile_group(compiler, node->children[0]->text, node->children[0]));
    }
}

static void compile_call(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    if (integi_same_word(node->text, node->length, "in_group"))
        compile_in_group(compiler, node, out);
    else if (integi_scope_find_function(compiler->scope, node->text, node->length) != NULL)
        integi_compile_function(compiler, node, out);
    else if (!integi_compile_temporal(compiler, node, out) && !integi_compile_array(compiler, node, out) &&
             !integi_compile_history(compiler, node, out) && !integi_compile_earlier(compiler, node, out) &&
             !integi_compile_linked(compiler, node, out))
        refuse_function(compiler, node);
}

static void compile_node(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    switch (node->kind) {
    case INTEGI_NODE_AND:
    case INTEGI_NODE_OR:
        integi_compile_connective(compiler, node, out);
        break;
    case INTEGI_NODE_NOT:
        integi_compile_not(compiler, node, out);
        break;
    case INTEGI_NODE_COMPARE:
        integi_compile_comparison(compiler, node, out);
        break;
    case INTEGI_NODE_LIKE:
        integi_compile_like(compiler, node, out);
        break;
    case INTEGI_NODE_BETWEEN:
        integi_compile_between(compiler, node, out);
        break;
    case INTEGI_NODE_IN:
        integi_compile_in(compiler, node, out);
        break;
    case INTEGI_NODE_IS_NULL:
        integi_compile_is_null(compiler, node, out);
        break;
    case INTEGI_NODE_ARITHMETIC:
        integi_compile_arithmetic(compiler, node, out);
        break;
    case INTEGI_NODE_FUNCTION:
        compile_call(compiler, node, out);
        break;
    case INTEGI_NODE_CASEI:
    case INTEGI_NODE_ACCENTI:
        integi_compile_fold(compiler, node, out);
        break;
    case INTEGI_NODE_PROPERTY:
        compile_property(compiler, node, out);
        break;
    case INTEGI_NODE_UNBOUNDED:
    case INTEGI_NODE_INTERVAL:
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_interval);
        break;
    case INTEGI_NODE_ARRAY:
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_array);
        break;
    default:
        integi_operand_of_literal(node, out);
    }
}

/* Groups and derived columns add their levels to those of the expression, so depth is counted again here. */
void integi_compile(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    *out = (integi_operand){.kind = INTEGI_OPERAND_NONE, .operation = -1};
    if (compiler->depth >= INTEGI_EXPRESSION_DEPTH) {
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_depth,
                            integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_EXPRESSION_DEPTH));
    } else {
        compiler->depth++;
        compile_node(compiler, node, out);
        compiler->depth--;
    }
    out->node = node;
}

int32_t integi_compile_condition(integi_compiler *compiler, const integi_node *node)
{
    integi_operand operand;
    integi_compile(compiler, node, &operand);
    return integi_operand_condition(compiler, &operand);
}

static integi_known_group *find_known(const integi_program *program, const char *name)
{
    for (size_t i = 0; i < program->group_count; i++)
        if (strcmp(program->groups[i].name, name) == 0)
            return &program->groups[i];
    return NULL;
}

static void remember(integi_compiler *compiler, const char *name, int32_t condition)
{
    integi_program *program = compiler->program;
    integi_known_group *group = find_known(program, name);
    if (group == NULL) {
        const char *copy = integi_arena_text(&program->arena, name, strlen(name));
        if (copy == NULL || !integi_grow(program->context, (void **)&program->groups, &program->group_capacity,
                                         program->group_count, sizeof *program->groups)) {
            integi_compile_check(compiler, -1);
            return;
        }
        group = &program->groups[program->group_count++];
        group->name = copy;
    }
    group->condition = condition;
    group->call = program->calls;
}

/* What the group is within and its own condition, joined. */
static int32_t compile_parts(integi_compiler *compiler, const integi_group_parts *parts, const integi_node *node)
{
    int32_t conditions[2] = {0, 0};
    int32_t count = 0;
    if (parts->within != NULL)
        conditions[count++] = integi_compile_group(compiler, parts->within, node);
    const integ_expression *outer = compiler->expression;
    const integi_active_name *outer_derived = compiler->derived;
    if (parts->where != NULL) {
        compiler->expression = parts->where;
        compiler->derived = NULL;
        conditions[count++] = integi_compile_condition(compiler, integi_expression_root(parts->where));
        compiler->expression = outer;
        compiler->derived = outer_derived;
    }
    for (int32_t i = 0; i < count; i++)
        if (conditions[i] < 0)
            return -1;
    return integi_compile_check(compiler, integi_graph_join(compiler->graph, INTEGI_OPERATION_AND, conditions, count));
}

static void refuse_group(integi_compiler *compiler, const char *name, const integi_node *node)
{
    const integi_scope *scope = compiler->scope;
    const char *near = NULL, *candidate;
    for (int64_t i = 0; scope->namer != NULL && (candidate = scope->namer(i, scope->resolver_userdata)) != NULL; i++)
        near = integi_nearer(name, candidate, near);
    if (near != NULL)
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_group_near, name, near);
    else
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_group, name);
}

/* A group over another table has no answer for the rows of this one. */
static bool check_population(integi_compiler *compiler, const char *name, const integi_group_parts *parts,
                             const integi_node *node)
{
    const integi_scope *scope = compiler->scope;
    const char *own = integi_register_table(scope->reg, 0)->name;
    const char *population = parts->population == NULL ? own : parts->population;
    if (strcmp(population, scope->definition->name) == 0)
        return true;
    INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_group_population, name, population,
                        scope->definition->name);
    return false;
}

int32_t integi_compile_group(integi_compiler *compiler, const char *name, const integi_node *node)
{
    integi_group_parts parts = {NULL, NULL, NULL};
    const integi_known_group *known = find_known(compiler->program, name);
    if (known != NULL && (known->condition >= 0 || known->call == compiler->program->calls))
        return known->condition;
    if (active(compiler->groups, name)) {
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_group_cycle, name);
        return -1;
    }
    if (compiler->scope->resolver == NULL ||
        !compiler->scope->resolver(name, &parts, compiler->scope->resolver_userdata)) {
        refuse_group(compiler, name, node);
        return -1;
    }
    if (!check_population(compiler, name, &parts, node))
        return -1;
    if (compiler->depth >= INTEGI_EXPRESSION_DEPTH) {
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_depth,
                            integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_EXPRESSION_DEPTH));
        return -1;
    }
    integi_active_name here = {name, compiler->groups};
    compiler->groups = &here;
    compiler->depth++;
    int32_t condition = compile_parts(compiler, &parts, node);
    compiler->depth--;
    compiler->groups = here.outer;
    remember(compiler, name, condition);
    return condition;
}
