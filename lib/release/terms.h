/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_TERMS_H
#define INTEGI_RELEASE_TERMS_H

/* What is true of whoever is in a cell, by its definition alone: the conditions of its group and its query, and its
 * labels. A cell all of whose terms are among another's holds everybody who is in that one. Rows tell that of people
 * who are there; of those who might be, only terms do.
 *
 * A term is a number made of its fingerprint, with a bit that says whether it is a condition or only that one is known.
 * In the list of a cell the lowest bit says that the term follows from the others. Terms of different plans are the
 * same where they mean the same. */

#include "base/arena.h"
#include "disclosure/cells.h"
#include "release/definition.h"
#include "tally/plan.h"

#include <stdbool.h>

#define INTEGI_TERM_FOLLOWS INT64_C(1)
#define INTEGI_TERM_IS_KNOWN INT64_C(2)

/* A term that is one answer of a question; different answers of one question are never true of the same person. */
typedef struct integi_answer {
    int64_t question, term;
    bool opposite; /* there are only two answers */
} integi_answer;

/* The terms of the kinds of rows of a query, without labels; lists in the order of integi_term_list. */
typedef struct integi_query_terms {
    const integ_plan *plan;
    int64_t query;
    integi_lists lists;
} integi_query_terms;

typedef struct integi_terms {
    integ_context *context;
    integi_lists lists; /* of each cell, rising */
    integi_answer *answers; /* by term and question once they are sorted */
    size_t answer_count, answer_capacity;
    integi_query_terms *queries;
    size_t query_count, query_capacity;
    const integ_plan **plans; /* whose groups were looked through for answers */
    size_t plan_count, plan_capacity;
} integi_terms;

void integi_terms_free(integi_terms *terms);

/* Appends the terms of a definition as the last list. Where it is of no query, `otherwise` is its only term. */
integ_status integi_terms_append(integi_terms *terms, const integi_definition *definition, int64_t otherwise,
                                 integ_error *error);
void integi_terms_drop_last(integi_terms *terms);
/* Whether two lists are the same. */
bool integi_terms_equal(const integi_terms *terms, int64_t a, int64_t b);

#endif
