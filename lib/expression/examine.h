/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_EXAMINE_H
#define INTEGI_EXPRESSION_EXAMINE_H

/* What a definition says by itself: conditions that contradict each other, that hold for everybody, that stand twice.
 *
 * A condition becomes a form: AND, OR and NOT over atoms, each of which asks something of one subject (a column, a
 * computed value, the order of two values). The constants that a subject is compared with part its values into
 * regions: below the first, the first itself, between it and the second, and so on, and one for the unknown. In one
 * region every atom on the subject has one truth value, so that going through the regions goes through all that can
 * be. Whatever cannot be told exactly counts as possible: a finding is never wrong, but some are not made. */

#include "expression/compile.h"
#include "expression/examination.h"

typedef uint8_t integi_truths; /* which truth values are possible */
#define INTEGI_MAYBE_TRUE 1
#define INTEGI_MAYBE_FALSE 2
#define INTEGI_MAYBE_UNKNOWN 4
#define INTEGI_MAYBE_ANY 7

/* How much a definition may hold to be examined whole; what comes after it is taken as possible. */
#define INTEGI_EXAMINE_FORMS 20000
#define INTEGI_EXAMINE_STEPS 20000000

typedef struct integi_point {
    integi_operand constant;
    struct integi_point *next;
    int32_t rank; /* among the subject's distinct constants */
} integi_point;

typedef struct integi_subject {
    const integ_expression *expression;
    const integi_node *node;  /* as it was written first, for messages */
    const integi_node *key;   /* what it is: the definition of a derived column, or `node` */
    const integi_node *other; /* of the order of two values: the second; else NULL */
    uint64_t hash;
    int32_t type, decimals; /* INTEG_TYPE_; 0 when it is not known */
    integi_point *points;   /* in no order */
    int32_t point_count;    /* distinct ones, once they are ranked */
    const integi_operand **ranked;
    int32_t *regions; /* those that are not empty */
    int32_t region_count;
    int32_t region; /* the one that is looked at; -1 for none */
    int32_t seen;   /* marks for searches */
    bool shared;
} integi_subject;

typedef enum integi_form_kind {
    INTEGI_FORM_AND,
    INTEGI_FORM_OR,
    INTEGI_FORM_NOT,
    INTEGI_FORM_IS_UNKNOWN,
    INTEGI_FORM_ATOM,
    INTEGI_FORM_FIXED, /* `possible` is all there is */
} integi_form_kind;

typedef enum integi_test {
    INTEGI_TEST_COMPARE,
    INTEGI_TEST_BETWEEN,
    INTEGI_TEST_IN,
    INTEGI_TEST_LIKE,
    INTEGI_TEST_NULL,
} integi_test;

typedef struct integi_form {
    integi_form_kind kind;
    integi_test test;
    int32_t operator; /* of a comparison */
    bool whole;       /* AND or OR that stands for one predicate of the source */
    const integ_expression *expression;
    const integi_node *node;
    const char *group; /* that the condition belongs to; NULL for the one that is examined */
    struct integi_form **children;
    int32_t child_count;
    integi_subject *subject;
    integi_point **points;
    int32_t *ranks; /* of IN: sorted */
    int32_t point_count;
    const char *pattern;
    size_t pattern_length;
    uint64_t hash;
    uint64_t mask; /* of its subjects, each by a bit of its hash */
    integi_subject **subjects;
    int32_t subject_count;
    integi_truths possible;
    bool settled;
    bool twin; /* it was said that it adds nothing */
    bool told; /* it was found to contradict another one, or to make it pointless */
} integi_form;

typedef enum integi_finding_kind {
    INTEGI_FINDING_NEVER,    /* `form` is never true */
    INTEGI_FINDING_UNKNOWN,  /* `form` is always unknown */
    INTEGI_FINDING_ALWAYS,   /* `form` is never false */
    INTEGI_FINDING_EXCLUDE,  /* `form` and `other` are never true together */
    INTEGI_FINDING_COVER,    /* `form` and `other` are never false together */
    INTEGI_FINDING_TWICE,    /* `form` is what `other` is */
    INTEGI_FINDING_WEAKER,   /* `form` AND `other` is what `other` is alone */
    INTEGI_FINDING_STRICTER, /* `form` OR `other` is what `other` is alone */
    INTEGI_FINDING_SAME,     /* `form` is true, false and unknown where `other` is */
} integi_finding_kind;

typedef struct integi_finding {
    integi_finding_kind kind;
    const integi_form *form, *other;
    const integi_subject *subject; /* that both are about, or NULL */
} integi_finding;

typedef struct integi_examiner {
    const integi_examination *how;
    integi_arena arena;
    integi_program *program; /* for types; NULL without a register */
    integi_folder folder;
    integi_subject **subjects;
    size_t subject_count, subject_capacity;
    integi_finding *findings;
    size_t finding_count, finding_capacity;
    const integi_active_name *groups, *derived; /* that are being read */
    uint64_t assigned;                          /* mask of subjects whose region is set */
    int64_t forms, steps;                       /* that are left */
    int32_t depth;
    int32_t marks;                              /* the last that was given out */
    bool failed; /* memory ran out */
} integi_examiner;

/* Begins and ends the work. `root` is the form of the whole condition, joined with what it is within. False when
 * memory ran out; the end is needed in any case. */
bool integi_examiner_begin(integi_examiner *examiner, const integi_examination *how,
                           const integ_expression *expression, const integi_node *node, integi_form **root);
void integi_examiner_end(integi_examiner *examiner);
/* Fills `findings`. */
void integi_examiner_search(integi_examiner *examiner, integi_form *root);

/* examine_form.c; NULL when memory ran out */
integi_form *integi_form_of(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                            const char *group);
integi_form *integi_form_of_group(integi_examiner *examiner, const char *name, const integ_expression *expression,
                                  const integi_node *node);
integi_form *integi_form_join(integi_examiner *examiner, integi_form_kind kind, integi_form *const *forms,
                              int32_t count, const integi_form *like);
bool integi_is_condition(const integi_node *node); /* by its kind alone */

/* examine_value.c: what stands in a comparison. False when it is no constant. A constant that is not `known` is
 * always unknown. */
bool integi_examine_constant(integi_examiner *examiner, const integi_node *node, integi_operand *out);
/* The code column that a node is, through another name too; NULL when it is none. In examine_words.c. */
const integi_column_definition *integi_examine_code_column(const integi_examiner *examiner, const integi_node *node);
bool integi_divides_by_zero(integi_examiner *examiner, const integi_node *node);

/* examine_subject.c */
integi_subject *integi_subject_of(integi_examiner *examiner, const integ_expression *expression,
                                  const integi_node *node, const integi_node *other, int32_t type);
integi_point *integi_subject_add_point(integi_examiner *examiner, integi_subject *subject,
                                       const integi_operand *constant);
/* After the last point: ranks them and finds the regions. */
bool integi_subject_settle(integi_examiner *examiner, integi_subject *subject);
static inline bool integi_region_is_unknown(const integi_subject *subject, int32_t region)
{
    return region == 2 * subject->point_count + 1;
}

/* examine_truth.c: what is possible */
void integi_form_settle(integi_examiner *examiner, integi_form *form); /* after the subjects */
integi_truths integi_truths_join(integi_form_kind kind, integi_truths a, integi_truths b);
void integi_subject_assign(integi_examiner *examiner, integi_subject *subject, int32_t region);
/* In the regions that are set. */
integi_truths integi_truths_now(integi_examiner *examiner, const integi_form *form);
/* Of AND or OR of some forms, looking through the subjects that several of them have. */
integi_truths integi_truths_of(integi_examiner *examiner, integi_form_kind kind, integi_form *const *forms,
                               int32_t count);

/* examine_same.c: whether two nodes mean the same by their looks, whatever the order of what is commutative */
uint64_t integi_node_hash(const integi_node *node);
bool integi_node_same(const integi_node *a, const integi_node *b);
bool integi_form_same(const integi_form *a, const integi_form *b);
uint64_t integi_hash_mix(uint64_t hash, uint64_t with);

/* examine_pairs.c */
void integi_examine_note(integi_examiner *examiner, integi_finding finding);

/* examine_words.c: what a look at single nodes tells */
void integi_examine_words(integi_examiner *examiner, const integ_expression *expression, const integi_node *node,
                          integ_error *remarks);

/* examine_report.c */
void integi_examine_report(integi_examiner *examiner, const integi_finding *finding, integ_error *remarks);
/* A node as messages quote it; cut where it is long. */
#define INTEGI_QUOTE_SIZE 96
const char *integi_examine_quote(const integ_expression *expression, const integi_node *node,
                                 char text[INTEGI_QUOTE_SIZE]);

#endif
