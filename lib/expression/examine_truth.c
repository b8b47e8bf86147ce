/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/examine.h"

#include <stdlib.h>

/* So many combinations of regions are gone through; beyond them one subject at a time. */
#define COMBINATIONS 2048

static integi_truths invert(integi_truths truths)
{
    return (integi_truths)((truths & INTEGI_MAYBE_TRUE ? INTEGI_MAYBE_FALSE : 0) |
                           (truths & INTEGI_MAYBE_FALSE ? INTEGI_MAYBE_TRUE : 0) | (truths & INTEGI_MAYBE_UNKNOWN));
}

static integi_truths both(integi_truths a, integi_truths b)
{
    integi_truths truths = (a | b) & INTEGI_MAYBE_FALSE;
    truths |= a & b & INTEGI_MAYBE_TRUE;
    if (((a & INTEGI_MAYBE_UNKNOWN) && (b & ~INTEGI_MAYBE_FALSE)) ||
        ((b & INTEGI_MAYBE_UNKNOWN) && (a & ~INTEGI_MAYBE_FALSE)))
        truths |= INTEGI_MAYBE_UNKNOWN;
    return truths;
}

integi_truths integi_truths_join(integi_form_kind kind, integi_truths a, integi_truths b)
{
    return kind == INTEGI_FORM_AND ? both(a, b) : invert(both(invert(a), invert(b)));
}

static integi_truths truth_of(bool holds)
{
    return holds ? INTEGI_MAYBE_TRUE : INTEGI_MAYBE_FALSE;
}

static int compare_ranks(const void *a, const void *b)
{
    const int32_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

/* -1, 0 or 1: where a region lies from a point. */
static int side_of(int32_t region, int32_t rank)
{
    return (region > 2 * rank + 1) - (region < 2 * rank + 1);
}

/* All texts fit a pattern of nothing but %. */
static bool fits_all(const integi_form *form)
{
    for (size_t i = 0; i < form->pattern_length; i++)
        if (form->pattern[i] != '%')
            return false;
    return form->pattern_length > 0;
}

static integi_truths like_in(const integi_form *form, int32_t region)
{
    if (fits_all(form))
        return INTEGI_MAYBE_TRUE;
    if (region % 2 == 0)
        return INTEGI_MAYBE_TRUE | INTEGI_MAYBE_FALSE;
    const integi_operand *text = form->subject->ranked[region / 2];
    if (!integi_is_text(text->type))
        return INTEGI_MAYBE_ANY;
    return truth_of(integi_like(text->text, text->length, form->pattern, form->pattern_length));
}

static integi_truths truth_in(const integi_form *form, int32_t region)
{
    bool unknown = integi_region_is_unknown(form->subject, region);
    int32_t rank = region / 2;
    if (form->test == INTEGI_TEST_NULL)
        return truth_of(unknown);
    if (unknown)
        return INTEGI_MAYBE_UNKNOWN;
    switch (form->test) {
    case INTEGI_TEST_COMPARE:
        return truth_of(integi_comparison_holds((integi_comparison)form->operator,
                                                side_of(region, form->ranks[0])));
    case INTEGI_TEST_BETWEEN:
        return truth_of(side_of(region, form->ranks[0]) >= 0 && side_of(region, form->ranks[1]) <= 0);
    case INTEGI_TEST_IN:
        return truth_of(region % 2 == 1 && bsearch(&rank, form->ranks, (size_t)form->point_count, sizeof rank,
                                                   compare_ranks) != NULL);
    default:
        return like_in(form, region);
    }
}

static uint64_t bit_of(const integi_subject *subject)
{
    return UINT64_C(1) << (subject->hash % 64);
}

static void take_subject(integi_form *form, integi_subject *subject, int32_t mark)
{
    if (subject->seen == mark)
        return;
    subject->seen = mark;
    form->mask |= bit_of(subject);
    form->subjects[form->subject_count++] = subject;
}

/* A number that no search has marked subjects with yet. */
static int32_t new_mark(integi_examiner *examiner)
{
    return ++examiner->marks;
}

static bool collect_subjects(integi_examiner *examiner, integi_form *form)
{
    size_t count = form->subject != NULL;
    for (int32_t i = 0; i < form->child_count; i++)
        count += (size_t)form->children[i]->subject_count;
    form->subjects = integi_arena_allocate(&examiner->arena, (count + 1) * sizeof *form->subjects);
    if (form->subjects == NULL)
        return false;
    int32_t mark = new_mark(examiner);
    if (form->subject != NULL)
        take_subject(form, form->subject, mark);
    for (int32_t i = 0; i < form->child_count; i++)
        for (int32_t j = 0; j < form->children[i]->subject_count; j++)
            take_subject(form, form->children[i]->subjects[j], mark);
    return true;
}

static bool settle_atom(integi_examiner *examiner, integi_form *form)
{
    form->ranks = integi_arena_allocate(&examiner->arena, ((size_t)form->point_count + 1) * sizeof *form->ranks);
    if (form->ranks == NULL)
        return false;
    for (int32_t i = 0; i < form->point_count; i++)
        form->ranks[i] = form->points[i]->rank;
    if (form->test == INTEGI_TEST_IN)
        qsort(form->ranks, (size_t)form->point_count, sizeof *form->ranks, compare_ranks);
    form->possible = 0;
    for (int32_t i = 0; i < form->subject->region_count && form->possible != INTEGI_MAYBE_ANY; i++)
        form->possible |= truth_in(form, form->subject->regions[i]);
    return true;
}

static uint64_t hash_of(const integi_form *form)
{
    uint64_t hash = (uint64_t)form->kind, sum = 0;
    if (form->kind == INTEGI_FORM_ATOM || form->kind == INTEGI_FORM_FIXED || form->whole)
        return integi_node_hash(form->node);
    for (int32_t i = 0; i < form->child_count; i++)
        sum += form->children[i]->hash;
    return integi_hash_mix(hash, sum);
}

static integi_truths unknown_of(integi_truths truths)
{
    return (integi_truths)((truths & INTEGI_MAYBE_UNKNOWN ? INTEGI_MAYBE_TRUE : 0) |
                           (truths & ~INTEGI_MAYBE_UNKNOWN ? INTEGI_MAYBE_FALSE : 0));
}

void integi_form_settle(integi_examiner *examiner, integi_form *form)
{
    if (form->settled)
        return;
    form->settled = true;
    for (int32_t i = 0; i < form->child_count && !examiner->failed; i++)
        integi_form_settle(examiner, form->children[i]);
    if (examiner->failed || !collect_subjects(examiner, form)) {
        examiner->failed = true;
        return;
    }
    form->hash = hash_of(form);
    switch (form->kind) {
    case INTEGI_FORM_ATOM:
        examiner->failed = !settle_atom(examiner, form);
        break;
    case INTEGI_FORM_NOT:
        form->possible = invert(form->children[0]->possible);
        break;
    case INTEGI_FORM_IS_UNKNOWN:
        form->possible = unknown_of(form->children[0]->possible);
        break;
    case INTEGI_FORM_AND:
    case INTEGI_FORM_OR:
        form->possible = integi_truths_of(examiner, form->kind, form->children, form->child_count);
        break;
    default:
        break;
    }
}

integi_truths integi_truths_now(integi_examiner *examiner, const integi_form *form)
{
    if ((form->mask & examiner->assigned) == 0 || examiner->steps <= 0)
        return form->possible;
    examiner->steps--;
    integi_truths truths;
    switch (form->kind) {
    case INTEGI_FORM_ATOM:
        return form->subject->region < 0 ? form->possible : truth_in(form, form->subject->region);
    case INTEGI_FORM_NOT:
        return invert(integi_truths_now(examiner, form->children[0]));
    case INTEGI_FORM_IS_UNKNOWN:
        return unknown_of(integi_truths_now(examiner, form->children[0]));
    case INTEGI_FORM_AND:
    case INTEGI_FORM_OR:
        truths = integi_truths_now(examiner, form->children[0]);
        for (int32_t i = 1; i < form->child_count; i++)
            truths = integi_truths_join(form->kind, truths, integi_truths_now(examiner, form->children[i]));
        examiner->steps -= form->child_count;
        return truths & form->possible;
    default:
        return form->possible;
    }
}

static integi_truths join_now(integi_examiner *examiner, integi_form_kind kind, integi_form *const *forms,
                              int32_t count)
{
    integi_truths truths = integi_truths_now(examiner, forms[0]);
    for (int32_t i = 1; i < count; i++)
        truths = integi_truths_join(kind, truths, integi_truths_now(examiner, forms[i]));
    examiner->steps -= count;
    return truths;
}

void integi_subject_assign(integi_examiner *examiner, integi_subject *subject, int32_t region)
{
    subject->region = region;
    if (region >= 0)
        examiner->assigned |= bit_of(subject);
}

/* Goes through the regions of all these subjects. */
static integi_truths go_through(integi_examiner *examiner, integi_form_kind kind, integi_form *const *forms,
                                int32_t count, integi_subject *const *subjects, int32_t subject_count)
{
    integi_truths truths = 0;
    if (subject_count == 0)
        return join_now(examiner, kind, forms, count);
    for (int32_t i = 0; i < subjects[0]->region_count && truths != INTEGI_MAYBE_ANY; i++) {
        integi_subject_assign(examiner, subjects[0], subjects[0]->regions[i]);
        truths |= go_through(examiner, kind, forms, count, subjects + 1, subject_count - 1);
    }
    integi_subject_assign(examiner, subjects[0], -1);
    return truths;
}

/* The subjects that more than one of the forms has: only they can tell more than the forms tell one by one. */
static int32_t find_shared(integi_examiner *examiner, integi_form *const *forms, int32_t count,
                           integi_subject **shared)
{
    int32_t found = 0, first = examiner->marks + 1;
    for (int32_t i = 0; i < count; i++) {
        int32_t mark = new_mark(examiner);
        for (int32_t j = 0; j < forms[i]->subject_count; j++) {
            integi_subject *subject = forms[i]->subjects[j];
            if (subject->seen < first)
                subject->shared = false;
            else if (subject->seen < mark && !subject->shared) {
                subject->shared = true;
                shared[found++] = subject;
            }
            subject->seen = mark;
        }
    }
    return found;
}

integi_truths integi_truths_of(integi_examiner *examiner, integi_form_kind kind, integi_form *const *forms,
                               int32_t count)
{
    size_t size = 1;
    for (int32_t i = 0; i < count; i++)
        size += (size_t)forms[i]->subject_count;
    examiner->assigned = 0;
    integi_truths truths = join_now(examiner, kind, forms, count);
    integi_subject **shared = integi_allocate_array(examiner->how->context, size, sizeof *shared);
    if (shared == NULL) {
        examiner->failed = true;
        return INTEGI_MAYBE_ANY;
    }
    int32_t found = find_shared(examiner, forms, count, shared);
    int64_t combinations = 1;
    for (int32_t i = 0; i < found && combinations <= COMBINATIONS; i++)
        combinations *= shared[i]->region_count;
    if (combinations <= COMBINATIONS) {
        truths &= go_through(examiner, kind, forms, count, shared, found);
    } else {
        for (int32_t i = 0; i < found && examiner->steps > 0; i++) {
            examiner->assigned = 0;
            truths &= go_through(examiner, kind, forms, count, &shared[i], 1);
        }
    }
    examiner->assigned = 0;
    integi_release(examiner->how->context, shared, size * sizeof *shared);
    return truths;
}
