/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/examine.h"
#include "expression/examine_messages.h"

const char *integi_examine_quote(const integ_expression *expression, const integi_node *node,
                                 char text[INTEGI_QUOTE_SIZE])
{
    size_t length, written = 0;
    const char *source = integi_expression_source_text(expression, node, &length);
    for (size_t i = 0; i < length; i++) {
        bool space = source[i] == ' ' || source[i] == '\n' || source[i] == '\r' || source[i] == '\t';
        if (space && written > 0 && text[written - 1] == ' ')
            continue;
        if (written > INTEGI_QUOTE_SIZE - 8 && ((unsigned char)source[i] & 0xC0) != 0x80) {
            memcpy(text + written, "...", 3);
            written += 3;
            break;
        }
        text[written++] = space ? ' ' : source[i];
    }
    text[written] = '\0';
    return text;
}

static bool is_reversed(integi_examiner *examiner, const integi_node *node)
{
    integi_operand low, high;
    return node->kind == INTEGI_NODE_BETWEEN && integi_examine_constant(examiner, node->children[1], &low) &&
           integi_examine_constant(examiner, node->children[2], &high) && low.known && high.known &&
           integi_same_family(low.type, high.type) && integi_compare_constants(&low, &high) > 0;
}

static void report_never(integi_examiner *examiner, const integi_finding *finding, const integi_place *place,
                         integ_error *remarks)
{
    char name[INTEGI_QUOTE_SIZE];
    const integi_form *form = finding->form;
    const integi_subject *subject = finding->subject;
    if (form->kind == INTEGI_FORM_FIXED)
        INTEGI_WARN(remarks, place, &integi_message_examine_constant_false);
    else if (form->whole && form->node->kind == INTEGI_NODE_FUNCTION)
        INTEGI_WARN(remarks, place, &integi_message_examine_never_group);
    else if (is_reversed(examiner, form->node))
        INTEGI_WARN(remarks, place, &integi_message_examine_reversed);
    else if (subject == NULL || subject->other != NULL || integi_is_condition(subject->node))
        INTEGI_WARN(remarks, place, &integi_message_examine_never);
    else if (subject->key->kind == INTEGI_NODE_CASEI && form->kind == INTEGI_FORM_ATOM)
        INTEGI_WARN(remarks, place, &integi_message_examine_never_folded,
                    integi_examine_quote(subject->expression, subject->node, name));
    else
        INTEGI_WARN(remarks, place, &integi_message_examine_never_of,
                    integi_examine_quote(subject->expression, subject->node, name));
}

static void report_always(const integi_finding *finding, const integi_place *place, integ_error *remarks)
{
    char name[INTEGI_QUOTE_SIZE];
    const integi_subject *subject = finding->subject;
    bool unknown = (finding->form->possible & INTEGI_MAYBE_UNKNOWN) != 0;
    if (finding->form->kind == INTEGI_FORM_FIXED)
        INTEGI_WARN(remarks, place, &integi_message_examine_constant_true);
    else if (!unknown)
        INTEGI_WARN(remarks, place, &integi_message_examine_always);
    else if (subject == NULL || subject->other != NULL || integi_is_condition(subject->node))
        INTEGI_WARN(remarks, place, &integi_message_examine_never_false);
    else
        INTEGI_WARN(remarks, place, &integi_message_examine_always_known,
                    integi_examine_quote(subject->expression, subject->node, name));
}

static void report_exclude(const integi_finding *finding, const integi_place *place, integ_error *remarks)
{
    char other[INTEGI_QUOTE_SIZE];
    integi_examine_quote(finding->other->expression, finding->other->node, other);
    if (finding->other->group != NULL)
        INTEGI_WARN(remarks, place, &integi_message_examine_exclude_group, other, finding->other->group);
    else
        INTEGI_WARN(remarks, place, &integi_message_examine_exclude, other);
}

static void report_cover(const integi_finding *finding, const integi_place *place, integ_error *remarks)
{
    char other[INTEGI_QUOTE_SIZE], name[INTEGI_QUOTE_SIZE];
    const integi_subject *subject = finding->subject;
    integi_examine_quote(finding->other->expression, finding->other->node, other);
    if (subject == NULL || subject->other != NULL || integi_is_condition(subject->node))
        INTEGI_WARN(remarks, place, &integi_message_examine_cover, other);
    else
        INTEGI_WARN(remarks, place, &integi_message_examine_cover_known, other,
                    integi_examine_quote(subject->expression, subject->node, name));
}

static void report_pair(const integi_finding *finding, const integi_place *place, const integi_message *message,
                        integ_error *remarks)
{
    char other[INTEGI_QUOTE_SIZE];
    INTEGI_WARN(remarks, place, message,
                integi_examine_quote(finding->other->expression, finding->other->node, other));
}

void integi_examine_report(integi_examiner *examiner, const integi_finding *finding, integ_error *remarks)
{
    integi_place place = integi_expression_place(finding->form->expression, finding->form->node);
    switch (finding->kind) {
    case INTEGI_FINDING_NEVER:
        report_never(examiner, finding, &place, remarks);
        break;
    case INTEGI_FINDING_UNKNOWN:
        INTEGI_WARN(remarks, &place,
                    integi_divides_by_zero(examiner, finding->form->node) ? &integi_message_examine_unknown_zero
                                                                          : &integi_message_examine_unknown);
        break;
    case INTEGI_FINDING_ALWAYS:
        report_always(finding, &place, remarks);
        break;
    case INTEGI_FINDING_EXCLUDE:
        report_exclude(finding, &place, remarks);
        break;
    case INTEGI_FINDING_COVER:
        report_cover(finding, &place, remarks);
        break;
    case INTEGI_FINDING_TWICE:
        report_pair(finding, &place, &integi_message_examine_twice, remarks);
        break;
    case INTEGI_FINDING_WEAKER:
        report_pair(finding, &place, &integi_message_examine_weaker, remarks);
        break;
    case INTEGI_FINDING_STRICTER:
        report_pair(finding, &place, &integi_message_examine_stricter, remarks);
        break;
    case INTEGI_FINDING_SAME:
        report_pair(finding, &place, &integi_message_examine_same, remarks);
        break;
    }
}
