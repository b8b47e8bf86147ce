/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "cohort/difference.h"

#include "base/buffer.h"
#include "expression/print.h"

#include <stdlib.h>
#include <string.h>

/* ---- which conditions are the same, and which stand for each other
 * ------------------------------------------- */

typedef struct entry {
    integi_digest digest;
    size_t index;
} entry;

static int compare_entries(const void *a, const void *b)
{
    const entry *left = a, *right = b;
    int order = integi_digest_compare(&left->digest, &right->digest);
    return order != 0 ? order : (left->index > right->index) - (left->index < right->index);
}

/* The side's conditions by digest, each once; what stands twice counts as matched. */
static size_t sort_entries(integi_side *side, entry *entries)
{
    size_t kept = 0;
    for (size_t i = 0; i < side->count; i++)
        entries[i] = (entry){side->conditions[i].digest, i};
    if (side->count > 1) qsort(entries, side->count, sizeof *entries, compare_entries);
    for (size_t i = 0; i < side->count; i++) {
        if (i > 0 && integi_digest_compare(&entries[i].digest, &entries[kept - 1].digest) == 0)
            side->conditions[entries[i].index].matched = true;
        else
            entries[kept++] = entries[i];
    }
    return kept;
}

static void match_equal(integ_definition_difference *difference, entry *before, entry *after)
{
    integi_side *sides = difference->sides;
    size_t before_count = sort_entries(&sides[INTEGI_BEFORE], before);
    size_t after_count = sort_entries(&sides[INTEGI_AFTER], after);
    for (size_t i = 0, k = 0; i < before_count && k < after_count;) {
        int order = integi_digest_compare(&before[i].digest, &after[k].digest);
        if (order == 0) {
            sides[INTEGI_BEFORE].conditions[before[i].index].matched = true;
            sides[INTEGI_AFTER].conditions[after[k].index].matched = true;
        }
        i += order <= 0;
        k += order >= 0;
    }
}

/* The first condition before that is about the same and not yet matched, of the same kind where there is one;
 * -1. */
static int64_t find_partner(const integ_definition_difference *difference, const integi_side_condition *after)
{
    const integi_side *before = &difference->sides[INTEGI_BEFORE];
    int64_t found = -1;
    if (after->subject[0] == '\0') return -1;
    for (size_t i = 0; i < before->count; i++) {
        const integi_side_condition *candidate = &before->conditions[i];
        if (candidate->matched || strcmp(candidate->subject, after->subject) != 0) continue;
        if (candidate->node->kind == after->node->kind) return (int64_t)i;
        found = found < 0 ? (int64_t)i : found;
    }
    return found;
}

static bool copy_condition(integ_definition_difference *difference, integi_side_index side, int64_t condition,
                           char **out)
{
    integi_buffer text;
    *out = NULL;
    if (condition < 0) return true;
    integi_buffer_init(&text, difference->context);
    integi_print_text(&text, difference->sides[side].conditions[condition].node);
    if (!text.failed) *out = integi_text_copy(difference->context, text.bytes, text.length);
    integi_buffer_free(&text);
    return *out != NULL;
}

static bool add_change(integ_definition_difference *difference, const integi_change *added)
{
    void *changes = difference->changes;
    if (!integi_grow(difference->context, &changes, &difference->capacity, difference->count,
                     sizeof *difference->changes))
        return false;
    difference->changes = changes;
    difference->changes[difference->count++] = *added;
    return true;
}

static bool add_conditions(integ_definition_difference *difference, int32_t kind, int64_t before,
                           int64_t after)
{
    integi_change added = {.kind = kind, .conditions = {before, after}};
    bool good = copy_condition(difference, INTEGI_BEFORE, before, &added.texts[INTEGI_BEFORE]) &&
                copy_condition(difference, INTEGI_AFTER, after, &added.texts[INTEGI_AFTER]) &&
                add_change(difference, &added);
    for (int i = 0; !good && i < INTEGI_SIDES; i++)
        integi_text_free(difference->context, added.texts[i]);
    return good;
}

static bool add_population(integ_definition_difference *difference)
{
    const char *before = difference->sides[INTEGI_BEFORE].table,
               *after = difference->sides[INTEGI_AFTER].table;
    bool same = before == NULL || after == NULL ? before == after : strcmp(before, after) == 0;
    integi_change added = {.kind = INTEG_DIFFERENCE_POPULATION, .conditions = {-1, -1}};
    if (same) return true;
    for (int i = 0; i < INTEGI_SIDES; i++) {
        const char *table = difference->sides[i].table;
        if (table != NULL &&
            (added.texts[i] = integi_text_copy(difference->context, table, strlen(table))) == NULL)
            break;
    }
    bool good = (before == NULL || added.texts[INTEGI_BEFORE] != NULL) &&
                (after == NULL || added.texts[INTEGI_AFTER] != NULL) && add_change(difference, &added);
    for (int i = 0; !good && i < INTEGI_SIDES; i++)
        integi_text_free(difference->context, added.texts[i]);
    return good;
}

/* What became of what was there comes in the order of the new definition, what was taken away behind it. */
static bool find_changes(integ_definition_difference *difference)
{
    integi_side *before = &difference->sides[INTEGI_BEFORE], *after = &difference->sides[INTEGI_AFTER];
    bool good = add_population(difference);
    for (size_t i = 0; i < after->count && good; i++) {
        if (after->conditions[i].matched) continue;
        int64_t partner = find_partner(difference, &after->conditions[i]);
        if (partner >= 0) before->conditions[partner].matched = true;
        good = add_conditions(difference, partner < 0 ? INTEG_DIFFERENCE_ADDED : INTEG_DIFFERENCE_CHANGED,
                              partner, (int64_t)i);
    }
    for (size_t i = 0; i < before->count && good; i++)
        if (!before->conditions[i].matched)
            good = add_conditions(difference, INTEG_DIFFERENCE_REMOVED, (int64_t)i, -1);
    return good;
}

static integ_status compare_sides(integ_definition_difference *difference, integ_error *error)
{
    integ_context *context = difference->context;
    integi_side *sides = difference->sides;
    integ_status status = INTEG_STATUS_OK;
    for (int i = 0; i < INTEGI_SIDES && status == INTEG_STATUS_OK; i++)
        status = integi_side_read(context, &sides[i], error);
    if (status != INTEG_STATUS_OK) return status;
    size_t counts[INTEGI_SIDES] = {sides[INTEGI_BEFORE].count + 1, sides[INTEGI_AFTER].count + 1};
    entry *before = integi_allocate_array(context, counts[INTEGI_BEFORE], sizeof *before);
    entry *after = integi_allocate_array(context, counts[INTEGI_AFTER], sizeof *after);
    bool good = before != NULL && after != NULL;
    if (good) {
        match_equal(difference, before, after);
        good = find_changes(difference);
    }
    integi_release(context, before, before == NULL ? 0 : counts[INTEGI_BEFORE] * sizeof *before);
    integi_release(context, after, after == NULL ? 0 : counts[INTEGI_AFTER] * sizeof *after);
    return good ? INTEG_STATUS_OK : integi_out_of_memory(error);
}

/* ---- the handle
 * ---------------------------------------------------------------------------------------------- */

static integ_status make(integ_context *context, integ_definition_difference **out, integ_error *error)
{
    *out = integi_allocate_zeroed(context, sizeof **out);
    if (*out == NULL) return integi_out_of_memory(error);
    (*out)->context = integi_context_retain(context);
    return INTEG_STATUS_OK;
}

void integ_definition_difference_free(integ_definition_difference *difference)
{
    if (difference == NULL) return;
    integ_context *context = difference->context;
    for (size_t i = 0; i < difference->count; i++)
        for (int k = 0; k < INTEGI_SIDES; k++)
            integi_text_free(context, difference->changes[i].texts[k]);
    integi_release(context, difference->changes, difference->capacity * sizeof *difference->changes);
    for (int i = 0; i < INTEGI_SIDES; i++)
        integi_side_free(context, &difference->sides[i]);
    integi_release(context, difference, sizeof *difference);
    integ_context_free(context);
}

static integ_status fill_text(integ_context *context, const char *text, char **out, integ_error *error)
{
    *out = text == NULL ? NULL : integi_text_copy(context, text, strlen(text));
    return text != NULL && *out == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

static integ_status fill_group(integ_context *context, integi_side *side, const integ_groups *groups,
                               const char *name, integ_error *error)
{
    const integi_group *group = integi_groups_get(groups, name);
    if (group == NULL) return integi_groups_report_unknown(groups, name, NULL, error);
    integ_status status = integ_groups_check(groups, NULL, error);
    if (status == INTEG_STATUS_OK) side->groups = integi_groups_retain(groups);
    if (status == INTEG_STATUS_OK) status = fill_text(context, name, &side->name, error);
    return status == INTEG_STATUS_OK
               ? fill_text(context, integi_groups_population(groups, group), &side->table, error)
               : status;
}

static integ_status finish(integ_definition_difference *made, integ_status status,
                           integ_definition_difference **out, integ_error *error)
{
    if (status == INTEG_STATUS_OK) status = compare_sides(made, error);
    if (status == INTEG_STATUS_OK)
        *out = made;
    else
        integ_definition_difference_free(made);
    return status;
}

integ_status integ_definition_difference_of_groups(const integ_groups *before, const char *before_name,
                                                   const integ_groups *after, const char *after_name,
                                                   integ_definition_difference **out, integ_error *error)
{
    if (out == NULL) return integi_invalid_argument(error, "out");
    *out = NULL;
    if (before == NULL || before_name == NULL || after == NULL || after_name == NULL)
        return integi_invalid_argument(error, before == NULL || before_name == NULL ? "before" : "after");
    integ_definition_difference *made;
    integ_status status = make(after->context, &made, error);
    if (status != INTEG_STATUS_OK) return status;
    status = fill_group(made->context, &made->sides[INTEGI_BEFORE], before, before_name, error);
    if (status == INTEG_STATUS_OK)
        status = fill_group(made->context, &made->sides[INTEGI_AFTER], after, after_name, error);
    return finish(made, status, out, error);
}

static integ_status fill_filter(integ_context *context, integi_side *side, const integ_expression *filter,
                                const integ_groups *groups, const char *table, integ_error *error)
{
    side->filter = integi_expression_retain(filter);
    side->groups = groups == NULL ? NULL : integi_groups_retain(groups);
    return fill_text(context, table, &side->table, error);
}

integ_status integ_definition_difference_of_filters(const integ_expression *before,
                                                    const integ_expression *after, const integ_groups *groups,
                                                    const char *table, integ_definition_difference **out,
                                                    integ_error *error)
{
    if (out == NULL) return integi_invalid_argument(error, "out");
    *out = NULL;
    if (before == NULL || after == NULL)
        return integi_invalid_argument(error, before == NULL ? "before" : "after");
    integ_definition_difference *made;
    integ_status status = groups == NULL ? INTEG_STATUS_OK : integ_groups_check(groups, NULL, error);
    if (status == INTEG_STATUS_OK) status = make(after->context, &made, error);
    if (status != INTEG_STATUS_OK) return status;
    status = fill_filter(made->context, &made->sides[INTEGI_BEFORE], before, groups, table, error);
    if (status == INTEG_STATUS_OK)
        status = fill_filter(made->context, &made->sides[INTEGI_AFTER], after, groups, table, error);
    return finish(made, status, out, error);
}

int32_t integ_definition_difference_is_same(const integ_definition_difference *difference)
{
    return difference->count == 0;
}

int64_t integ_definition_difference_count(const integ_definition_difference *difference)
{
    return (int64_t)difference->count;
}

static const integi_change *change_at(const integ_definition_difference *difference, int64_t index)
{
    return index < 0 || index >= (int64_t)difference->count ? NULL : &difference->changes[index];
}

int32_t integ_definition_difference_kind(const integ_definition_difference *difference, int64_t index)
{
    const integi_change *change = change_at(difference, index);
    return change == NULL ? 0 : change->kind;
}

const char *integ_definition_difference_before(const integ_definition_difference *difference, int64_t index)
{
    const integi_change *change = change_at(difference, index);
    return change == NULL ? NULL : change->texts[INTEGI_BEFORE];
}

const char *integ_definition_difference_after(const integ_definition_difference *difference, int64_t index)
{
    const integi_change *change = change_at(difference, index);
    return change == NULL ? NULL : change->texts[INTEGI_AFTER];
}

const char *integ_definition_difference_group(const integ_definition_difference *difference, int64_t index)
{
    const integi_change *change = change_at(difference, index);
    if (change == NULL || change->kind == INTEG_DIFFERENCE_POPULATION) return NULL;
    int side = change->conditions[INTEGI_AFTER] >= 0 ? INTEGI_AFTER : INTEGI_BEFORE;
    return difference->sides[side].conditions[change->conditions[side]].group;
}
