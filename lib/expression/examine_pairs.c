/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/examine.h"

/* So many conditions on one subject are compared with each other. */
#define COMPARED 64

void integi_examine_note(integi_examiner *examiner, integi_finding finding)
{
    if (!integi_grow(examiner->how->context, (void **)&examiner->findings, &examiner->finding_capacity,
                     examiner->finding_count, sizeof *examiner->findings)) {
        examiner->failed = true;
        return;
    }
    examiner->findings[examiner->finding_count++] = finding;
}

static bool is_own(const integi_form *form)
{
    return form->group == NULL;
}

/* What is wrong with a condition by itself. */
static bool find_verdict(integi_truths possible, integi_finding_kind *kind)
{
    if (possible == INTEGI_MAYBE_UNKNOWN)
        *kind = INTEGI_FINDING_UNKNOWN;
    else if ((possible & INTEGI_MAYBE_TRUE) == 0)
        *kind = INTEGI_FINDING_NEVER;
    else if ((possible & INTEGI_MAYBE_FALSE) == 0)
        *kind = INTEGI_FINDING_ALWAYS;
    else
        return false;
    return possible != 0;
}

static bool share_a_subject(const integi_form *a, const integi_form *b)
{
    if ((a->mask & b->mask) == 0)
        return false;
    for (int32_t i = 0; i < a->subject_count; i++)
        for (int32_t j = 0; j < b->subject_count; j++)
            if (a->subjects[i] == b->subjects[j])
                return true;
    return false;
}

/* The later of the two, and of two that belong to different definitions the one that is examined, is the one to speak
 * of. */
static void note_pair(integi_examiner *examiner, integi_finding_kind kind, integi_form *first, integi_form *second)
{
    bool turned = is_own(first) && !is_own(second);
    integi_form *form = turned ? first : second, *other = turned ? second : first;
    bool single = form->subject_count == 1 && other->subject_count == 1;
    form->told = true;
    integi_examine_note(examiner, (integi_finding){kind, form, other, single ? form->subjects[0] : NULL});
}

/* Two conditions that decide the whole between them. */
static bool find_pair(integi_examiner *examiner, integi_form *form, integi_finding_kind kind)
{
    bool exclude = form->kind == INTEGI_FORM_AND;
    integi_truths missing = exclude ? INTEGI_MAYBE_TRUE : INTEGI_MAYBE_FALSE;
    for (int32_t i = 1; i < form->child_count && kind != INTEGI_FINDING_UNKNOWN; i++) {
        for (int32_t j = 0; j < i && examiner->steps > 0; j++) {
            integi_form *pair[2] = {form->children[j], form->children[i]};
            examiner->steps--;
            if ((!is_own(pair[0]) && !is_own(pair[1])) || !share_a_subject(pair[0], pair[1]) ||
                (integi_truths_of(examiner, form->kind, pair, 2) & missing) != 0)
                continue;
            note_pair(examiner, exclude ? INTEGI_FINDING_EXCLUDE : INTEGI_FINDING_COVER, pair[0], pair[1]);
            return true;
        }
    }
    return false;
}

static void find_twins(integi_examiner *examiner, integi_form *form)
{
    for (int32_t i = 1; i < form->child_count && examiner->steps > 0; i++) {
        integi_form *later = form->children[i];
        for (int32_t j = 0; j < i; j++) {
            integi_form *earlier = form->children[j];
            if (later->hash != earlier->hash || !is_own(later) || !is_own(earlier) || later->twin ||
                !integi_form_same(later, earlier))
                continue;
            later->twin = true;
            integi_examine_note(examiner, (integi_finding){INTEGI_FINDING_TWICE, later, earlier, NULL});
        }
        examiner->steps -= i;
    }
}

/* What two conditions on one subject come to, region by region. */
typedef struct likeness {
    bool exact, equal, first_adds_nothing, second_adds_nothing;
} likeness;

static bool is_exact(integi_truths truths)
{
    return truths == INTEGI_MAYBE_TRUE || truths == INTEGI_MAYBE_FALSE || truths == INTEGI_MAYBE_UNKNOWN;
}

static likeness compare_forms(integi_examiner *examiner, integi_form_kind kind, const integi_form *first,
                              const integi_form *second)
{
    integi_subject *subject = first->subjects[0];
    likeness found = {true, true, true, true};
    examiner->assigned = 0;
    for (int32_t i = 0; i < subject->region_count && found.exact; i++) {
        integi_subject_assign(examiner, subject, subject->regions[i]);
        integi_truths a = integi_truths_now(examiner, first), b = integi_truths_now(examiner, second);
        integi_truths joined = integi_truths_join(kind, a, b);
        found.exact = is_exact(a) && is_exact(b) && examiner->steps > 0;
        found.equal = found.equal && a == b;
        found.first_adds_nothing = found.first_adds_nothing && joined == b;
        found.second_adds_nothing = found.second_adds_nothing && joined == a;
    }
    integi_subject_assign(examiner, subject, -1);
    examiner->assigned = 0;
    return found;
}

static void note_redundant(integi_examiner *examiner, integi_form_kind kind, integi_form *form,
                           const integi_form *other)
{
    form->twin = true;
    integi_examine_note(examiner,
                        (integi_finding){kind == INTEGI_FORM_AND ? INTEGI_FINDING_WEAKER : INTEGI_FINDING_STRICTER,
                                         form, other, form->subjects[0]});
}

static void compare_pair(integi_examiner *examiner, integi_form_kind kind, integi_form *first, integi_form *second)
{
    likeness found = compare_forms(examiner, kind, first, second);
    if (!found.exact)
        return;
    if (found.equal) {
        second->twin = true;
        integi_examine_note(examiner,
                            (integi_finding){INTEGI_FINDING_SAME, second, first, first->subjects[0]});
    } else if (found.first_adds_nothing) {
        note_redundant(examiner, kind, first, second);
    } else if (found.second_adds_nothing) {
        note_redundant(examiner, kind, second, first);
    }
}

/* Whether a condition is worth comparing: it is about one subject, and nothing was said of it yet. */
static bool is_comparable(const integi_form *form)
{
    integi_finding_kind kind;
    return is_own(form) && form->subject_count == 1 && !form->told && !form->twin &&
           !find_verdict(form->possible, &kind);
}

static void find_redundant(integi_examiner *examiner, integi_form *form)
{
    for (int32_t i = 0; i < form->child_count && examiner->steps > 0; i++) {
        int32_t compared = 0;
        for (int32_t j = i + 1; j < form->child_count && compared < COMPARED; j++) {
            integi_form *first = form->children[i], *second = form->children[j];
            examiner->steps--;
            if (!is_comparable(first) || !is_comparable(second) || first->subjects[0] != second->subjects[0])
                continue;
            compared++;
            compare_pair(examiner, form->kind, first, second);
        }
    }
}

/* Whether an operand has a verdict that is also the reason for that of the whole. */
static bool is_explained(const integi_form *form)
{
    bool all = true;
    for (int32_t i = 0; i < form->child_count; i++) {
        integi_finding_kind kind;
        bool found = find_verdict(form->children[i]->possible, &kind);
        all = all && found;
        if (found && (kind == INTEGI_FINDING_ALWAYS) == (form->kind == INTEGI_FORM_OR))
            return true;
    }
    return all;
}

/* Goes from the smallest conditions outwards; what one of them explains is not said again of those around it. */
static void search(integi_examiner *examiner, integi_form *form)
{
    integi_finding_kind kind;
    bool joins = (form->kind == INTEGI_FORM_AND || form->kind == INTEGI_FORM_OR) && !form->whole;
    bool leaf = form->whole || form->child_count == 0;
    for (int32_t i = 0; i < form->child_count && !leaf && !examiner->failed; i++)
        if (is_own(form->children[i]))
            search(examiner, form->children[i]);
    if (find_verdict(form->possible, &kind) && (leaf || !is_explained(form)) &&
        (!joins || !find_pair(examiner, form, kind)))
        integi_examine_note(examiner, (integi_finding){kind, form, NULL,
                                                       form->subject_count == 1 ? form->subjects[0] : NULL});
    if (joins && !examiner->failed) {
        find_twins(examiner, form);
        find_redundant(examiner, form);
    }
}

void integi_examiner_search(integi_examiner *examiner, integi_form *root)
{
    search(examiner, root);
}
