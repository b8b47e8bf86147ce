/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/examine.h"
#include "expression/lexer.h"

/* Decimals of up to fifteen digits become different numbers in the same order, whatever they are compared as. */
#define SIMPLE_COEFFICIENT INT64_C(1000000000000000)

static integi_form *new_form(integi_examiner *examiner, integi_form_kind kind, const integ_expression *expression,
                             const integi_node *node, const char *group)
{
    integi_form *form = integi_arena_allocate(&examiner->arena, sizeof *form);
    if (form == NULL) {
        examiner->failed = true;
        return NULL;
    }
    *form = (integi_form){.kind = kind, .expression = expression, .node = node, .group = group,
                          .possible = INTEGI_MAYBE_ANY};
    examiner->forms--;
    return form;
}

static integi_form *fixed(integi_form *form, integi_truths truth)
{
    if (form != NULL) {
        form->kind = INTEGI_FORM_FIXED;
        form->possible = truth;
    }
    return form;
}

bool integi_is_condition(const integi_node *node)
{
    switch (node->kind) {
    case INTEGI_NODE_AND:
    case INTEGI_NODE_OR:
    case INTEGI_NODE_NOT:
    case INTEGI_NODE_COMPARE:
    case INTEGI_NODE_LIKE:
    case INTEGI_NODE_BETWEEN:
    case INTEGI_NODE_IN:
    case INTEGI_NODE_IS_NULL:
    case INTEGI_NODE_BOOLEAN:
        return true;
    default:
        return false;
    }
}

static bool set_points(integi_examiner *examiner, integi_form *form, const integi_operand *constants, int32_t count)
{
    form->points = integi_arena_allocate(&examiner->arena, (size_t)count * sizeof *form->points);
    if (form->points == NULL) {
        examiner->failed = true;
        return false;
    }
    for (int32_t i = 0; i < count; i++) {
        form->points[i] = integi_subject_add_point(examiner, form->subject, &constants[i]);
        if (form->points[i] == NULL)
            return false;
    }
    form->point_count = count;
    return true;
}

/* Whether a constant has one place among all that the subject is compared with. */
static bool is_orderly(const integi_subject *subject, const integi_operand *constant)
{
    if (subject->type != 0 && !integi_same_family(subject->type, constant->type))
        return false;
    if (subject->points != NULL && !integi_same_family(subject->points->constant.type, constant->type))
        return false;
    if (!integi_is_numeric(constant->type))
        return true;
    bool exact = subject->type == INTEG_TYPE_INTEGER || subject->type == INTEG_TYPE_DECIMAL;
    bool simple = constant->integer <= SIMPLE_COEFFICIENT && constant->integer >= -SIMPLE_COEFFICIENT;
    return constant->type != INTEG_TYPE_NUMBER && (exact || simple);
}

/* A condition that is true, false or unknown, and nothing more is known of it than where it stands again. */
static integi_form *opaque(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                           const char *group)
{
    integi_form *form = new_form(examiner, INTEGI_FORM_ATOM, expression, node, group);
    integi_operand truth = {0};
    integi_operand_set_constant(&truth, INTEG_TYPE_BOOLEAN, 1);
    if (form == NULL)
        return NULL;
    form->test = INTEGI_TEST_COMPARE;
    form->operator = INTEGI_EQUAL;
    form->subject = integi_subject_of(examiner, expression, node, NULL, INTEG_TYPE_BOOLEAN);
    if (form->subject == NULL)
        return NULL;
    if (!is_orderly(form->subject, &truth)) /* something else is compared with it elsewhere, and has the wrong type */
        return fixed(form, INTEGI_MAYBE_ANY);
    return set_points(examiner, form, &truth, 1) ? form : NULL;
}

/* A test of one value against constants; opaque where that cannot be told apart. */
static integi_form *atom(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                         const integi_node *value, integi_form form, integi_operand *constants, int32_t count)
{
    integi_form *made = new_form(examiner, INTEGI_FORM_ATOM, expression, node, form.group);
    const integi_column_definition *column = integi_examine_code_column(examiner, value);
    for (int32_t i = 0; column != NULL && i < count; i++)
        examiner->failed = !integi_settle_code(&examiner->arena, column, &constants[i]) || examiner->failed;
    if (made == NULL || examiner->failed)
        return NULL;
    form.kind = INTEGI_FORM_ATOM;
    form.expression = expression;
    form.node = node;
    form.possible = INTEGI_MAYBE_ANY;
    form.subject = integi_subject_of(examiner, expression, value, NULL, 0);
    if (form.subject == NULL)
        return NULL;
    *made = form;
    for (int32_t i = 0; i < count; i++)
        if (!is_orderly(form.subject, &constants[i]))
            return opaque(examiner, expression, node, form.group);
    return set_points(examiner, made, constants, count) ? made : NULL;
}

static integi_truths truth_of(bool holds)
{
    return holds ? INTEGI_MAYBE_TRUE : INTEGI_MAYBE_FALSE;
}

/* Two values that are no constants: what is told apart is their order. */
static integi_form *compare_values(integi_examiner *examiner, const integ_expression *expression,
                                   const integi_node *node, const integi_node *a, const integi_node *b,
                                   integi_comparison operator, const char *group)
{
    integi_form *form = new_form(examiner, INTEGI_FORM_ATOM, expression, node, group);
    bool turned = integi_node_hash(a) > integi_node_hash(b);
    integi_operand equal = {0};
    integi_operand_set_constant(&equal, INTEG_TYPE_INTEGER, 0);
    if (form == NULL)
        return NULL;
    form->test = INTEGI_TEST_COMPARE;
    form->operator = turned ? (int32_t)integi_comparison_mirrored(operator) : (int32_t)operator;
    form->subject = integi_subject_of(examiner, expression, turned ? b : a, turned ? a : b, 0);
    if (form->subject == NULL || !set_points(examiner, form, &equal, 1))
        return NULL;
    return form;
}

static integi_form *compare(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                            const integi_node *left, const integi_node *right, integi_comparison operator,
                            const char *group)
{
    integi_operand a, b;
    bool a_constant = integi_examine_constant(examiner, left, &a);
    bool b_constant = integi_examine_constant(examiner, right, &b);
    if ((a_constant && !a.known) || (b_constant && !b.known))
        return fixed(new_form(examiner, INTEGI_FORM_FIXED, expression, node, group), INTEGI_MAYBE_UNKNOWN);
    if (a_constant && b_constant && integi_same_family(a.type, b.type))
        return fixed(new_form(examiner, INTEGI_FORM_FIXED, expression, node, group),
                     truth_of(integi_comparison_holds(operator, integi_compare_constants(&a, &b))));
    if ((a_constant && b_constant) || integi_is_condition(a_constant ? right : left) ||
        (!a_constant && !b_constant && integi_is_condition(right)))
        return opaque(examiner, expression, node, group);
    if (!a_constant && !b_constant)
        return compare_values(examiner, expression, node, left, right, operator, group);
    integi_form form = {.test = INTEGI_TEST_COMPARE, .group = group,
                        .operator = (int32_t)(a_constant ? integi_comparison_mirrored(operator) : operator)};
    return atom(examiner, expression, node, a_constant ? right : left, form, a_constant ? &a : &b, 1);
}

static integi_form **new_children(integi_examiner *examiner, size_t count)
{
    integi_form **children = integi_arena_allocate(&examiner->arena, (count + 1) * sizeof *children);
    examiner->failed = examiner->failed || children == NULL;
    return children;
}

/* x BETWEEN a AND b is x >= a AND x <= b; x IN (a, b) is x = a OR x = b. */
static integi_form *spell_out(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                              const char *group)
{
    bool between = node->kind == INTEGI_NODE_BETWEEN;
    integi_form *form = new_form(examiner, between ? INTEGI_FORM_AND : INTEGI_FORM_OR, expression, node, group);
    if (form == NULL || (form->children = new_children(examiner, (size_t)node->child_count)) == NULL)
        return NULL;
    form->whole = true;
    for (int32_t i = 1; i < node->child_count; i++) {
        integi_comparison operator = !between ? INTEGI_EQUAL : i == 1 ? INTEGI_AT_LEAST : INTEGI_AT_MOST;
        form->children[form->child_count] =
            compare(examiner, expression, node, node->children[0], node->children[i], operator, group);
        if (form->children[form->child_count++] == NULL)
            return NULL;
    }
    return form;
}

/* BETWEEN and IN with constants alone are one test of one value. */
static integi_form *among(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                          const char *group)
{
    int32_t count = node->child_count - 1;
    integi_operand value;
    bool plain = !integi_is_condition(node->children[0]) &&
                 !integi_examine_constant(examiner, node->children[0], &value);
    integi_operand *constants =
        integi_arena_allocate(&examiner->arena, (size_t)(count + 1) * sizeof *constants);
    if (constants == NULL) {
        examiner->failed = true;
        return NULL;
    }
    for (int32_t i = 0; i < count && plain; i++)
        plain = integi_examine_constant(examiner, node->children[i + 1], &constants[i]) && constants[i].known &&
                (i == 0 || integi_same_family(constants[0].type, constants[i].type));
    if (!plain)
        return examiner->failed ? NULL : spell_out(examiner, expression, node, group);
    integi_form form = {.test = node->kind == INTEGI_NODE_IN ? INTEGI_TEST_IN : INTEGI_TEST_BETWEEN,
                        .group = group};
    return atom(examiner, expression, node, node->children[0], form, constants, count);
}

/* A pattern without wildcards is a text; it is given without its escapes. False when it has wildcards. */
static bool plain_pattern(integi_examiner *examiner, const integi_operand *pattern, integi_operand *out)
{
    char *text = integi_arena_allocate(&examiner->arena, pattern->length + 1);
    size_t length = 0;
    if (text == NULL) {
        examiner->failed = true;
        return false;
    }
    for (size_t i = 0; i < pattern->length; i++) {
        char letter = pattern->text[i];
        if (letter == '%' || letter == '_')
            return false;
        bool escapes = letter == '\\' && i + 1 < pattern->length &&
                       strchr("%_\\", pattern->text[i + 1]) != NULL && pattern->text[i + 1] != '\0';
        if (escapes)
            letter = pattern->text[++i];
        text[length++] = letter;
    }
    *out = *pattern;
    out->text = text;
    out->length = length;
    return true;
}

static integi_form *like(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                         const char *group)
{
    integi_operand value, pattern, text;
    bool constant = integi_examine_constant(examiner, node->children[0], &value);
    if (!integi_examine_constant(examiner, node->children[1], &pattern) || pattern.type != INTEG_TYPE_TEXT ||
        (constant && !integi_is_text(value.type)) || integi_is_condition(node->children[0]))
        return examiner->failed ? NULL : opaque(examiner, expression, node, group);
    if (constant)
        return fixed(new_form(examiner, INTEGI_FORM_FIXED, expression, node, group),
                     truth_of(integi_like(value.text, value.length, pattern.text, pattern.length)));
    if (plain_pattern(examiner, &pattern, &text)) {
        integi_form equal = {.test = INTEGI_TEST_COMPARE, .operator = INTEGI_EQUAL, .group = group};
        return atom(examiner, expression, node, node->children[0], equal, &text, 1);
    }
    integi_form form = {.test = INTEGI_TEST_LIKE, .group = group, .pattern = pattern.text,
                        .pattern_length = pattern.length};
    return examiner->failed ? NULL : atom(examiner, expression, node, node->children[0], form, NULL, 0);
}

static integi_form *wrap(integi_examiner *examiner, integi_form_kind kind, const integ_expression *expression,
                         const integi_node *node, const char *group)
{
    integi_form *form = new_form(examiner, kind, expression, node, group);
    if (form == NULL || (form->children = new_children(examiner, 1)) == NULL)
        return NULL;
    form->child_count = 1;
    form->children[0] = integi_form_of(examiner, expression, node->children[0], group);
    return form->children[0] == NULL ? NULL : form;
}

static integi_form *is_null(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                            const char *group)
{
    integi_operand value;
    if (integi_examine_constant(examiner, node->children[0], &value))
        return fixed(new_form(examiner, INTEGI_FORM_FIXED, expression, node, group), truth_of(!value.known));
    if (integi_is_condition(node->children[0]))
        return wrap(examiner, INTEGI_FORM_IS_UNKNOWN, expression, node, group);
    integi_form form = {.test = INTEGI_TEST_NULL, .group = group};
    return examiner->failed ? NULL : atom(examiner, expression, node, node->children[0], form, NULL, 0);
}

static int32_t flat_count(const integi_node *node, integi_node_kind kind)
{
    int32_t count = 0;
    if (node->kind != kind)
        return 1;
    for (int32_t i = 0; i < node->child_count; i++)
        count += flat_count(node->children[i], kind);
    return count;
}

/* The operands of nested ANDs, or ORs, become one list. */
static bool add_flat(integi_examiner *examiner, integi_form *form, const integi_node *node, integi_node_kind kind)
{
    if (node->kind != kind) {
        integi_form *child = integi_form_of(examiner, form->expression, node, form->group);
        form->children[form->child_count] = child;
        form->child_count += child != NULL;
        return child != NULL;
    }
    for (int32_t i = 0; i < node->child_count; i++)
        if (!add_flat(examiner, form, node->children[i], kind))
            return false;
    return true;
}

static integi_form *connective(integi_examiner *examiner, const integ_expression *expression,
                               const integi_node *node, const char *group)
{
    integi_form *form = new_form(examiner, node->kind == INTEGI_NODE_AND ? INTEGI_FORM_AND : INTEGI_FORM_OR,
                                 expression, node, group);
    if (form == NULL)
        return NULL;
    form->children = new_children(examiner, (size_t)flat_count(node, node->kind));
    return form->children != NULL && add_flat(examiner, form, node, node->kind) ? form : NULL;
}

integi_form *integi_form_join(integi_examiner *examiner, integi_form_kind kind, integi_form *const *forms,
                              int32_t count, const integi_form *like)
{
    size_t size = 0;
    for (int32_t i = 0; i < count; i++)
        size += forms[i]->kind == kind && !forms[i]->whole ? (size_t)forms[i]->child_count : 1;
    integi_form *joined = new_form(examiner, kind, like->expression, like->node, like->group);
    if (joined == NULL || (joined->children = new_children(examiner, size)) == NULL)
        return NULL;
    for (int32_t i = 0; i < count; i++) {
        bool nested = forms[i]->kind == kind && !forms[i]->whole;
        for (int32_t j = 0; j < (nested ? forms[i]->child_count : 1); j++)
            joined->children[joined->child_count++] = nested ? forms[i]->children[j] : forms[i];
    }
    return joined;
}

static bool is_being_read(const integi_active_name *names, const char *name)
{
    for (; names != NULL; names = names->outer)
        if (strcmp(names->name, name) == 0)
            return true;
    return false;
}

/* What a group is within and its own condition; NULL with `failed` not set where it has no condition. */
static integi_form *group_parts(integi_examiner *examiner, const char *name, const integi_group_parts *parts,
                                const integ_expression *expression, const integi_node *node)
{
    integi_form *forms[2];
    int32_t count = 0;
    if (parts->within != NULL)
        forms[count++] = integi_form_of_group(examiner, parts->within, expression, node);
    if (parts->where != NULL && !examiner->failed)
        forms[count++] = integi_form_of(examiner, parts->where, integi_expression_root(parts->where), name);
    if (examiner->failed)
        return NULL;
    if (count == 0)
        return fixed(new_form(examiner, INTEGI_FORM_FIXED, expression, node, name), INTEGI_MAYBE_TRUE);
    integi_form like = {.expression = expression, .node = node, .group = name};
    return integi_form_join(examiner, INTEGI_FORM_AND, forms, count, &like);
}

integi_form *integi_form_of_group(integi_examiner *examiner, const char *name, const integ_expression *expression,
                                  const integi_node *node)
{
    integi_group_parts parts = {NULL, NULL, NULL};
    bool known = examiner->how->resolver != NULL && examiner->forms > 0 && examiner->depth < INTEGI_EXPRESSION_DEPTH &&
                 !is_being_read(examiner->groups, name) &&
                 examiner->how->resolver(name, &parts, examiner->how->resolver_userdata);
    if (!known)
        return fixed(new_form(examiner, INTEGI_FORM_FIXED, expression, node, name), INTEGI_MAYBE_ANY);
    integi_active_name here = {name, examiner->groups};
    const integi_active_name *derived = examiner->derived;
    examiner->groups = &here;
    examiner->derived = NULL;
    examiner->depth++;
    integi_form *form = group_parts(examiner, name, &parts, expression, node);
    examiner->depth--;
    examiner->groups = here.outer;
    examiner->derived = derived;
    return form;
}

/* A derived column that is a condition stands for it. */
static integi_form *derived(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                            const char *group)
{
    const integi_scope *scope = examiner->how->scope;
    int64_t index = scope == NULL || integi_table_find_column(scope->definition, node->text) >= 0
                        ? -1
                        : integi_table_find_derived(scope->definition, node->text);
    if (index < 0 || is_being_read(examiner->derived, node->text) ||
        !integi_is_condition(integi_expression_root(scope->derived[index].expression)))
        return opaque(examiner, expression, node, group);
    integi_active_name here = {scope->derived[index].name, examiner->derived};
    examiner->derived = &here;
    const integ_expression *definition = scope->derived[index].expression;
    integi_form *form =
        integi_form_of(examiner, definition, integi_expression_root(definition), scope->derived[index].name);
    examiner->derived = here.outer;
    if (form == NULL)
        return NULL;
    integi_form like = {.expression = expression, .node = node, .group = group};
    integi_form *whole = integi_form_join(examiner, INTEGI_FORM_AND, &form, 1, &like);
    if (whole != NULL)
        whole->whole = true;
    return whole;
}

static integi_form *call(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                         const char *group)
{
    bool names_group = integi_same_word(node->text, node->length, "in_group") && node->child_count == 1 &&
                       node->children[0]->kind == INTEGI_NODE_TEXT && examiner->how->resolver != NULL;
    if (!names_group)
        return opaque(examiner, expression, node, group);
    integi_form *form = integi_form_of_group(examiner, node->children[0]->text, expression, node);
    integi_form like = {.expression = expression, .node = node, .group = group};
    integi_form *whole = form == NULL ? NULL : integi_form_join(examiner, INTEGI_FORM_AND, &form, 1, &like);
    if (whole != NULL)
        whole->whole = true;
    return whole;
}

static integi_form *form_of(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                            const char *group)
{
    switch (node->kind) {
    case INTEGI_NODE_AND:
    case INTEGI_NODE_OR:
        return connective(examiner, expression, node, group);
    case INTEGI_NODE_NOT:
        return wrap(examiner, INTEGI_FORM_NOT, expression, node, group);
    case INTEGI_NODE_COMPARE:
        return compare(examiner, expression, node, node->children[0], node->children[1],
                       (integi_comparison)node->operator, group);
    case INTEGI_NODE_BETWEEN:
    case INTEGI_NODE_IN:
        return among(examiner, expression, node, group);
    case INTEGI_NODE_LIKE:
        return like(examiner, expression, node, group);
    case INTEGI_NODE_IS_NULL:
        return is_null(examiner, expression, node, group);
    case INTEGI_NODE_BOOLEAN:
        return fixed(new_form(examiner, INTEGI_FORM_FIXED, expression, node, group), truth_of(node->integer != 0));
    case INTEGI_NODE_PROPERTY:
        return derived(examiner, expression, node, group);
    case INTEGI_NODE_FUNCTION:
        return call(examiner, expression, node, group);
    default:
        return opaque(examiner, expression, node, group);
    }
}

/* Groups and derived columns add their levels to those of the expression. */
integi_form *integi_form_of(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                            const char *group)
{
    if (examiner->failed)
        return NULL;
    if (examiner->forms <= 0 || examiner->depth >= INTEGI_EXPRESSION_DEPTH)
        return fixed(new_form(examiner, INTEGI_FORM_FIXED, expression, node, group), INTEGI_MAYBE_ANY);
    examiner->depth++;
    integi_form *form = form_of(examiner, expression, node, group);
    examiner->depth--;
    return form;
}
