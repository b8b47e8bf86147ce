/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/examine.h"
#include "expression/lexer.h"
#include "expression/literals.h"

#include <stdlib.h>

/* A function over histories that gives a number, which lies between bounds; NULL for everything else. */
static const integi_history_name *find_bounds(const integi_node *node)
{
    const integi_history_name *name =
        node->kind == INTEGI_NODE_FUNCTION ? integi_history_named(node->text, node->length) : NULL;
    return name != NULL && integi_is_numeric(name->type) ? name : NULL;
}

static bool has_plain_operands(const integi_node *node)
{
    for (int32_t i = 0; i < node->child_count; i++)
        if (node->children[i]->child_count > 0)
            return false;
    return true;
}

/* A derived column that is a function of plain columns, or another name of one, is what it stands for, so that `age`
 * and `age(birth_date)` are one subject. Larger definitions are not followed: they may double at every step. */
static const integi_node *key_of(const integi_examiner *examiner, const integi_node *node)
{
    const integi_scope *scope = examiner->how->scope;
    if (scope == NULL || node->kind != INTEGI_NODE_PROPERTY ||
        integi_table_find_column(scope->definition, node->text) >= 0)
        return node;
    int64_t index = integi_table_find_derived(scope->definition, node->text);
    if (index < 0)
        return node;
    const integi_node *root = integi_expression_root(scope->derived[index].expression);
    bool plain = (root->kind == INTEGI_NODE_FUNCTION && has_plain_operands(root)) ||
                 (root->kind == INTEGI_NODE_PROPERTY &&
                  integi_table_find_column(scope->definition, root->text) >= 0);
    return plain ? root : node;
}

static void find_type(integi_examiner *examiner, integi_subject *subject)
{
    const integi_history_name *known = find_bounds(subject->key);
    if (subject->other != NULL || subject->type != 0)
        return;
    if (known != NULL)
        subject->type = known->type;
    else if (examiner->program != NULL &&
             integi_program_type_of(examiner->program, subject->expression, subject->node, &subject->type,
                                    &subject->decimals) != INTEG_STATUS_OK)
        examiner->failed = true;
}

static bool is_subject(const integi_subject *subject, const integi_node *key, const integi_node *other, uint64_t hash)
{
    return subject->hash == hash && (subject->other == NULL) == (other == NULL) &&
           integi_node_same(subject->key, key) && (other == NULL || integi_node_same(subject->other, other));
}

integi_subject *integi_subject_of(integi_examiner *examiner, const integ_expression *expression,
                                  const integi_node *node, const integi_node *other, int32_t type)
{
    const integi_node *key = other == NULL ? key_of(examiner, node) : node;
    uint64_t hash = integi_node_hash(key);
    if (other != NULL)
        hash = integi_hash_mix(hash, integi_node_hash(other));
    for (size_t i = 0; i < examiner->subject_count; i++)
        if (is_subject(examiner->subjects[i], key, other, hash))
            return examiner->subjects[i];
    integi_subject *made = integi_arena_allocate(&examiner->arena, sizeof *made);
    if (made == NULL || !integi_grow(examiner->how->context, (void **)&examiner->subjects,
                                     &examiner->subject_capacity, examiner->subject_count,
                                     sizeof *examiner->subjects)) {
        examiner->failed = true;
        return NULL;
    }
    *made = (integi_subject){.expression = expression, .node = node, .key = key, .other = other,
                             .hash = hash, .type = type, .region = -1};
    find_type(examiner, made);
    examiner->subjects[examiner->subject_count++] = made;
    return examiner->failed ? NULL : made;
}

integi_point *integi_subject_add_point(integi_examiner *examiner, integi_subject *subject,
                                       const integi_operand *constant)
{
    integi_point *point = integi_arena_allocate(&examiner->arena, sizeof *point);
    if (point == NULL) {
        examiner->failed = true;
        return NULL;
    }
    *point = (integi_point){*constant, subject->points, 0};
    subject->points = point;
    subject->point_count++;
    return point;
}

static int compare_points(const void *a, const void *b)
{
    const integi_point *const *left = a, *const *right = b;
    return integi_compare_constants(&(*left)->constant, &(*right)->constant);
}

/* Sorts the points, and keeps one of those that are equal. */
static bool rank(integi_examiner *examiner, integi_subject *subject)
{
    size_t count = (size_t)subject->point_count, distinct = 0;
    integi_point **sorted = integi_arena_allocate(&examiner->arena, (count + 1) * sizeof *sorted);
    subject->ranked = integi_arena_allocate(&examiner->arena, (count + 1) * sizeof *subject->ranked);
    if (sorted == NULL || subject->ranked == NULL)
        return false;
    size_t at = 0;
    for (integi_point *point = subject->points; point != NULL; point = point->next)
        sorted[at++] = point;
    qsort(sorted, count, sizeof *sorted, compare_points);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || compare_points(&sorted[i - 1], &sorted[i]) != 0)
            subject->ranked[distinct++] = &sorted[i]->constant;
        sorted[i]->rank = (int32_t)distinct - 1;
    }
    subject->point_count = (int32_t)distinct;
    return true;
}

/* The place of a constant among the whole numbers that a column of the subject's type holds. */
static integi_bound place_of(const integi_subject *subject, const integi_operand *constant)
{
    if (subject->type == INTEG_TYPE_DATE && constant->type == INTEG_TYPE_TIMESTAMP) {
        int64_t days = constant->integer / INTEGI_DAY_MICROSECONDS, rest = constant->integer % INTEGI_DAY_MICROSECONDS;
        return (integi_bound){days - (rest < 0), rest == 0};
    }
    if (subject->type == INTEG_TYPE_TIMESTAMP && constant->type == INTEG_TYPE_DATE)
        return (integi_bound){(__int128)constant->integer * INTEGI_DAY_MICROSECONDS, true};
    return integi_bound_of_decimal(constant->integer, constant->decimals, subject->decimals);
}

static bool is_discrete(const integi_subject *subject)
{
    return subject->type == INTEG_TYPE_INTEGER || subject->type == INTEG_TYPE_DECIMAL ||
           subject->type == INTEG_TYPE_DATE || subject->type == INTEG_TYPE_TIMESTAMP;
}

static bool holds_whole_number(const integi_subject *subject, int32_t region)
{
    int32_t point = region / 2;
    bool counts = find_bounds(subject->key) != NULL;
    __int128 lowest = subject->type == INTEG_TYPE_DATE ? INTEG_DATE_MINIMUM : counts ? 0 : INT64_MIN;
    __int128 highest = subject->type == INTEG_TYPE_DATE ? INTEG_DATE_MAXIMUM : INT64_MAX;
    if (region % 2 == 1) {
        integi_bound bound = place_of(subject, subject->ranked[point]);
        return bound.exact && bound.floor >= lowest && bound.floor <= highest;
    }
    if (point > 0) {
        integi_bound below = place_of(subject, subject->ranked[point - 1]);
        lowest = below.floor + 1 > lowest ? below.floor + 1 : lowest;
    }
    if (point < subject->point_count) {
        integi_bound above = place_of(subject, subject->ranked[point]);
        __int128 last = above.floor - above.exact;
        highest = last < highest ? last : highest;
    }
    return lowest <= highest;
}

/* Whether a share between 0 and 1 can lie in the region. */
static bool holds_share(const integi_subject *subject, int32_t region)
{
    integi_operand zero = {.type = INTEG_TYPE_INTEGER, .known = true}, one = zero;
    one.integer = 1;
    int32_t point = region / 2;
    if (region % 2 == 1)
        return integi_compare_constants(subject->ranked[point], &zero) >= 0 &&
               integi_compare_constants(subject->ranked[point], &one) <= 0;
    return (point == 0 || integi_compare_constants(subject->ranked[point - 1], &one) < 0) &&
           (point == subject->point_count || integi_compare_constants(subject->ranked[point], &zero) > 0);
}

/* Folded text has no capital letters; other letters are not looked at. No text comes before the empty one. */
static bool holds_text(const integi_subject *subject, int32_t region)
{
    if (region == 0)
        return subject->point_count == 0 || subject->ranked[0]->length > 0;
    if (region % 2 == 0 || subject->key->kind != INTEGI_NODE_CASEI)
        return true;
    const integi_operand *text = subject->ranked[region / 2];
    for (size_t i = 0; i < text->length; i++)
        if (text->text[i] >= 'A' && text->text[i] <= 'Z')
            return false;
    return true;
}

static bool is_possible(const integi_subject *subject, int32_t region)
{
    if (integi_region_is_unknown(subject, region))
        return true;
    if (subject->other != NULL) /* less than, equal to, greater than */
        return region == 1 || !integi_node_same(subject->key, subject->other);
    bool text = subject->point_count > 0 && integi_is_text(subject->ranked[0]->type);
    if (subject->type == INTEG_TYPE_BOOLEAN)
        return region % 2 == 1;
    if (is_discrete(subject))
        return holds_whole_number(subject, region);
    if (find_bounds(subject->key) != NULL)
        return holds_share(subject, region);
    return !text || holds_text(subject, region);
}

/* A boolean has no values but these two, whether it was compared with them or not. */
static bool add_truth_values(integi_examiner *examiner, integi_subject *subject)
{
    for (int64_t value = 0; value < 2; value++) {
        integi_operand constant = {0};
        integi_operand_set_constant(&constant, INTEG_TYPE_BOOLEAN, value);
        if (integi_subject_add_point(examiner, subject, &constant) == NULL)
            return false;
    }
    return true;
}

bool integi_subject_settle(integi_examiner *examiner, integi_subject *subject)
{
    bool boolean = subject->type == INTEG_TYPE_BOOLEAN ||
                   (subject->points != NULL && subject->points->constant.type == INTEG_TYPE_BOOLEAN);
    if (subject->other == NULL && boolean) {
        subject->type = INTEG_TYPE_BOOLEAN;
        if (!add_truth_values(examiner, subject))
            return false;
    }
    if (!rank(examiner, subject))
        return false;
    subject->regions =
        integi_arena_allocate(&examiner->arena, ((size_t)subject->point_count * 2 + 2) * sizeof *subject->regions);
    if (subject->regions == NULL)
        return false;
    for (int32_t region = 0; region < 2 * subject->point_count + 2; region++)
        if (is_possible(subject, region))
            subject->regions[subject->region_count++] = region;
    return true;
}
