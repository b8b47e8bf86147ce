/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/compile.h"
#include "expression/lexer.h"

#define WAS_IN_SIGNATURE "was_in('name', DATE('2017-01-01'))"
#define YEARS_IN_SIGNATURE "years_in('name')"
#define DATES_SHOWN 12 /* of snapshots, in a message */

/* The program in which groups are evaluated for other snapshots; NULL after a failure. */
static integi_program *inner_program(integi_compiler *compiler)
{
    integi_program *program = compiler->program;
    if (program->earlier == NULL) {
        integ_status status = integi_program_new(program->context, compiler->scope, &program->earlier, compiler->error);
        if (status != INTEG_STATUS_OK)
            integi_compile_failed(compiler, status);
        else
            program->earlier->earlier = program->earlier;
    }
    return program->earlier;
}

static int32_t find_use(integi_compiler *compiler, integi_earlier_use wanted)
{
    integi_program *program = compiler->program;
    for (size_t i = 0; i < program->earlier_use_count; i++) {
        const integi_earlier_use *use = &program->earlier_uses[i];
        if (use->root == wanted.root && use->years == wanted.years && use->date == wanted.date)
            return (int32_t)i;
    }
    if (!integi_grow(program->context, (void **)&program->earlier_uses, &program->earlier_use_capacity,
                     program->earlier_use_count, sizeof *program->earlier_uses))
        return integi_compile_check(compiler, -1);
    program->earlier_uses[program->earlier_use_count] = wanted;
    return (int32_t)program->earlier_use_count++;
}

/* The dates of the latest snapshots, and how many there are before them. */
static void list_snapshots(const integ_register *reg, char *text, size_t size)
{
    int64_t count = integ_register_snapshot_count(reg), first = count > DATES_SHOWN ? count - DATES_SHOWN : 0;
    size_t length = first > 0 ? 5 : 0;
    memcpy(text, "..., ", length);
    for (int64_t i = first; i < count && length + 13 < size; i++) {
        const integ_snapshot *snapshot = integ_register_snapshot(reg, i);
        if (!snapshot->has_as_of)
            continue;
        memcpy(text + length, ", ", i > first ? 2 : 0);
        length += i > first ? 2 : 0;
        integ_date_to_text(snapshot->as_of, text + length);
        length += 10;
    }
    text[length] = '\0';
}

/* The date of a snapshot, written as it is; false after a failure. */
static bool read_date(integi_compiler *compiler, const integi_node *node, integ_date *date)
{
    char dates[DATES_SHOWN * 12 + 16], wanted[16];
    if (node->kind != INTEGI_NODE_DATE) {
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_snapshot_date, WAS_IN_SIGNATURE);
        return false;
    }
    const integ_register *reg = compiler->scope->reg;
    *date = (integ_date)node->integer;
    if (integ_register_find_snapshot_exact(reg, *date) != NULL)
        return true;
    integ_date_to_text(*date, wanted);
    list_snapshots(reg, dates, sizeof dates);
    if (dates[0] == '\0')
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_snapshot_undated, wanted);
    else
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_snapshot, wanted, dates);
    return false;
}

/* Without a key nobody can be found again. One snapshot needs none to find its own rows. */
static bool check_key(integi_compiler *compiler, const integi_node *node)
{
    const integi_scope *scope = compiler->scope;
    if (scope->definition->key != NULL || integ_register_snapshot_count(scope->reg) == 1)
        return true;
    INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_no_key, node->text, scope->definition->name);
    return false;
}

static void compile_use(integi_compiler *compiler, bool years, const integi_node *node, integi_operand *out)
{
    const integi_node *name = node->children[0];
    integi_earlier_use use = {.years = years};
    bool good = years || read_date(compiler, node->children[1], &use.date);
    if (name->kind != INTEGI_NODE_TEXT) {
        INTEGI_COMPILE_FAIL(compiler, name, &integi_message_expression_group_argument, node->text,
                            years ? YEARS_IN_SIGNATURE : WAS_IN_SIGNATURE);
        return;
    }
    good = check_key(compiler, node) && good;
    integi_program *inner = inner_program(compiler);
    use.root = inner == NULL ? -1 : integi_compile_group_root(compiler, inner, name);
    int32_t index = use.root < 0 || !good ? -1 : find_use(compiler, use);
    if (index < 0)
        return;
    integi_operation operation = {.kind = years ? INTEGI_OPERATION_YEARS_IN : INTEGI_OPERATION_WAS_IN, .column = index};
    int32_t made = integi_compile_check(compiler, integi_graph_add(compiler->graph, &operation, NULL, 0, NULL, 0));
    if (!years) {
        integi_operand_set_condition(out, made);
        return;
    }
    out->kind = made < 0 ? INTEGI_OPERAND_NONE : INTEGI_OPERAND_VALUE;
    out->type = INTEG_TYPE_INTEGER;
    out->operation = made;
}

bool integi_compile_earlier(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    bool years = integi_same_word(node->text, node->length, "years_in");
    if (!years && !integi_same_word(node->text, node->length, "was_in"))
        return false;
    if (node->child_count == (years ? 1 : 2))
        compile_use(compiler, years, node, out);
    else
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_arguments_of, node->text, years ? "1" : "2",
                            integi_number((char[INTEGI_NUMBER_SIZE]){0}, node->child_count),
                            years ? YEARS_IN_SIGNATURE : WAS_IN_SIGNATURE);
    return true;
}
