/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/examine.h"
#include "expression/examine_messages.h"

/* The definition, and what it is within. */
static integi_form *make_root(integi_examiner *examiner, const integ_expression *expression, const integi_node *node)
{
    integi_form *forms[2];
    int32_t count = 0;
    if (examiner->how->within != NULL)
        forms[count++] = integi_form_of_group(examiner, examiner->how->within, expression, node);
    if (!examiner->failed)
        forms[count++] = integi_form_of(examiner, expression, node, NULL);
    if (examiner->failed)
        return NULL;
    if (count == 1)
        return forms[0];
    integi_form like = {.expression = expression, .node = node};
    return integi_form_join(examiner, INTEGI_FORM_AND, forms, count, &like);
}

bool integi_examiner_begin(integi_examiner *examiner, const integi_examination *how,
                           const integ_expression *expression, const integi_node *node, integi_form **root)
{
    *examiner = (integi_examiner){.how = how, .folder = {how->context, NULL, 0}, .forms = INTEGI_EXAMINE_FORMS,
                                  .steps = INTEGI_EXAMINE_STEPS};
    integi_arena_init(&examiner->arena, how->context);
    if (how->scope != NULL &&
        integi_program_new(how->context, how->scope, &examiner->program, NULL) != INTEG_STATUS_OK)
        return false;
    *root = make_root(examiner, expression, node);
    for (size_t i = 0; i < examiner->subject_count && !examiner->failed; i++)
        examiner->failed = !integi_subject_settle(examiner, examiner->subjects[i]);
    if (*root != NULL && !examiner->failed)
        integi_form_settle(examiner, *root);
    return !examiner->failed;
}

void integi_examiner_end(integi_examiner *examiner)
{
    integ_context *context = examiner->how->context;
    integi_release(context, examiner->subjects, examiner->subject_capacity * sizeof *examiner->subjects);
    integi_release(context, examiner->findings, examiner->finding_capacity * sizeof *examiner->findings);
    integi_folder_free(&examiner->folder);
    integi_program_free(examiner->program);
    integi_arena_free(&examiner->arena);
}

/* A value that is no condition: the conditions inside it are not there to select anybody. */
static bool is_value(const integi_node *node)
{
    return !integi_is_condition(node) && node->kind != INTEGI_NODE_PROPERTY && node->kind != INTEGI_NODE_FUNCTION;
}

static void look_at_value(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                          integ_error *remarks)
{
    integi_operand value;
    if (!is_value(node) || !integi_examine_constant(examiner, node, &value) || value.known)
        return;
    integi_place place = integi_expression_place(expression, node);
    INTEGI_WARN(remarks, &place,
                integi_divides_by_zero(examiner, node) ? &integi_message_examine_unknown_zero
                                                       : &integi_message_examine_unknown);
}

integ_status integi_examine(const integi_examination *how, const integ_expression *expression, const integi_node *node,
                            integ_error *remarks)
{
    integi_examiner examiner;
    integi_form *root = NULL;
    int64_t first = integ_error_count(remarks);
    bool good = integi_examiner_begin(&examiner, how, expression, node, &root);
    if (good && is_value(node))
        look_at_value(&examiner, expression, node, remarks);
    else if (good)
        integi_examiner_search(&examiner, root);
    for (size_t i = 0; i < examiner.finding_count && !examiner.failed; i++)
        integi_examine_report(&examiner, &examiner.findings[i], remarks);
    if (good)
        integi_examine_words(&examiner, expression, node, remarks);
    good = good && !examiner.failed;
    integi_examiner_end(&examiner);
    integi_error_sort(remarks, first);
    return good ? INTEG_STATUS_OK : integi_out_of_memory(remarks);
}

integ_status integ_expression_examine(const integ_expression *expression, const integ_register *reg, const char *table,
                                      integ_error *remarks)
{
    if (expression == NULL)
        return integi_invalid_argument(remarks, "expression");
    integi_examination how = {.context = expression->context};
    if (reg == NULL)
        return integi_examine(&how, expression, expression->root, remarks);
    int64_t index = table == NULL ? 0 : integi_register_find_table(reg, table);
    if (index < 0)
        return INTEGI_FAIL(remarks, NULL, &integi_message_expression_table, table);
    integi_scope *scope;
    how.context = integi_register_context(reg);
    integ_status status = integi_scope_new(how.context, reg, index, &scope, remarks);
    if (status != INTEG_STATUS_OK)
        return status;
    how.scope = scope;
    status = integi_examine(&how, expression, expression->root, remarks);
    integi_scope_free(scope);
    return status;
}
