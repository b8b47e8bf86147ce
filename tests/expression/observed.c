/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/observed.h"

#include <check.h>
#include <stdlib.h>

/* The answers of one condition: a set of truth values for each row. */
typedef struct answers {
    integi_truths *rows;
    int64_t count;
} answers;

static void note_answers(const integi_chunk *chunk, void *userdata)
{
    answers *into = userdata;
    for (int32_t i = 0; i < chunk->rows; i++) {
        bool is_true = (chunk->results[0].truth[i / 64] >> (i % 64) & 1) != 0;
        bool possible = (chunk->results[0].possible[i / 64] >> (i % 64) & 1) != 0;
        into->rows[chunk->first_row + i] = is_true    ? INTEGI_MAYBE_TRUE
                                           : possible ? INTEGI_MAYBE_UNKNOWN
                                                      : INTEGI_MAYBE_FALSE;
    }
}

static answers answers_of(const observing *with, const integ_expression *expression, const integi_node *node)
{
    const integ_snapshot *snapshot = integ_register_snapshot(with->reg, integ_register_snapshot_count(with->reg) - 1);
    integ_context *context = integi_register_context(with->reg);
    answers found = {NULL, integ_snapshot_rows_unprotected(snapshot, 0)};
    integi_scope *scope;
    integi_program *program;
    int32_t root;
    found.rows = calloc((size_t)found.count + 1, 1);
    ck_assert_int_eq(integi_scope_new(context, with->reg, 0, &scope, NULL), INTEG_STATUS_OK);
    integi_scope_set_groups(scope, with->resolver, with->groups);
    ck_assert_int_eq(integi_program_new(context, scope, &program, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integi_program_add_condition(program, expression, node, &root, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integi_program_run(program, snapshot, 0, 1, note_answers, &found, NULL), INTEG_STATUS_OK);
    integi_program_free(program);
    integi_scope_free(scope);
    return found;
}

static integi_truths all_of(const answers *found)
{
    integi_truths truths = 0;
    for (int64_t row = 0; row < found->count; row++)
        truths |= found->rows[row];
    return truths;
}

static void complain(const integ_expression *expression, const integi_node *node, const char *what, int found,
                     int said)
{
    size_t length;
    const char *text = integi_expression_source_text(expression, node, &length);
    ck_abort_msg("%.*s\nin %s\n%s: %d, said %d", (int)length, text, expression->text, what, found, said);
}

/* A form that a condition of the source stands for; the parts that a predicate is spelt out in have no text. */
static void expect_possible(const observing *with, const integi_form *form, bool exact)
{
    if (form->group != NULL)
        return;
    answers found = answers_of(with, form->expression, form->node);
    integi_truths truths = all_of(&found);
    free(found.rows);
    if ((truths & ~form->possible) != 0)
        complain(form->expression, form->node, "occurs", truths, form->possible);
    if (exact && truths != form->possible)
        complain(form->expression, form->node, "does not occur", truths, form->possible);
    for (int32_t i = 0; i < form->child_count && !form->whole; i++)
        expect_possible(with, form->children[i], exact);
}

/* Whether the finding is so for a row with these two answers. */
static bool holds(integi_finding_kind kind, integi_truths form, integi_truths other)
{
    switch (kind) {
    case INTEGI_FINDING_NEVER:
        return form != INTEGI_MAYBE_TRUE;
    case INTEGI_FINDING_UNKNOWN:
        return form == INTEGI_MAYBE_UNKNOWN;
    case INTEGI_FINDING_ALWAYS:
        return form != INTEGI_MAYBE_FALSE;
    case INTEGI_FINDING_EXCLUDE:
        return form != INTEGI_MAYBE_TRUE || other != INTEGI_MAYBE_TRUE;
    case INTEGI_FINDING_COVER:
        return form != INTEGI_MAYBE_FALSE || other != INTEGI_MAYBE_FALSE;
    case INTEGI_FINDING_WEAKER: /* of AND the smaller one decides: false, unknown, true */
        return other == INTEGI_MAYBE_FALSE || form == INTEGI_MAYBE_TRUE ||
               (other == INTEGI_MAYBE_UNKNOWN && form == INTEGI_MAYBE_UNKNOWN);
    case INTEGI_FINDING_STRICTER:
        return other == INTEGI_MAYBE_TRUE || form == INTEGI_MAYBE_FALSE ||
               (other == INTEGI_MAYBE_UNKNOWN && form == INTEGI_MAYBE_UNKNOWN);
    default:
        return form == other;
    }
}

static void expect_finding(const observing *with, const integi_finding *finding)
{
    answers form = answers_of(with, finding->form->expression, finding->form->node);
    answers other = {NULL, 0};
    if (finding->other != NULL)
        other = answers_of(with, finding->other->expression, finding->other->node);
    for (int64_t row = 0; row < form.count; row++)
        if (!holds(finding->kind, form.rows[row], other.rows == NULL ? 0 : other.rows[row]))
            complain(finding->form->expression, finding->form->node, "row against a finding", (int)row,
                     (int)finding->kind);
    free(form.rows);
    free(other.rows);
}

static void look(observing *with, const integ_expression *expression, const integi_scope *scope, bool exact)
{
    integi_examination how = {.context = integi_register_context(with->reg), .scope = scope,
                              .resolver = with->resolver, .resolver_userdata = with->groups};
    integi_examiner examiner;
    integi_form *root;
    ck_assert(integi_examiner_begin(&examiner, &how, expression, integi_expression_root(expression), &root));
    integi_examiner_search(&examiner, root);
    ck_assert(!examiner.failed);
    expect_possible(with, root, exact);
    for (size_t i = 0; i < examiner.finding_count; i++)
        expect_finding(with, &examiner.findings[i]);
    bool decided = (root->possible & INTEGI_MAYBE_TRUE) == 0 || (root->possible & INTEGI_MAYBE_FALSE) == 0;
    if (decided && examiner.finding_count == 0)
        complain(expression, root->node, "findings", 0, 1);
    with->verdicts += decided;
    with->findings += (int64_t)examiner.finding_count;
    integi_examiner_end(&examiner);
}

void expect_true_findings(observing *with, const integ_expression *expression)
{
    integi_scope *scope;
    ck_assert_int_eq(integi_scope_new(integi_register_context(with->reg), with->reg, 0, &scope, NULL),
                     INTEG_STATUS_OK);
    look(with, expression, scope, false);
    look(with, expression, NULL, false);
    integi_scope_free(scope);
}

void expect_exact_findings(observing *with, const integ_expression *expression)
{
    integi_scope *scope;
    ck_assert_int_eq(integi_scope_new(integi_register_context(with->reg), with->reg, 0, &scope, NULL),
                     INTEG_STATUS_OK);
    look(with, expression, scope, true);
    integi_scope_free(scope);
}
