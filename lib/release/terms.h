/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_TERMS_H
#define INTEGI_RELEASE_TERMS_H

/* What is true of whoever is in a cell, by its definition alone: the conditions of its group and its query, and its
 * labels. Two cells of the same rows are two where their terms differ: somebody might be in one of them alone.
 *
 * A term is a number made of its fingerprint. Terms of different plans are the same where they mean the same. */

#include "base/arena.h"
#include "disclosure/cells.h"
#include "release/definition.h"
#include "tally/plan.h"

#include <stdbool.h>

/* The terms of the kinds of rows of a query, without labels; lists in the order of integi_term_list. */
typedef struct integi_query_terms {
    const integ_plan *plan;
    int64_t query;
    integi_lists lists;
} integi_query_terms;

typedef struct integi_terms {
    integ_context *context;
    integi_lists lists; /* of each cell, rising */
    integi_query_terms *queries;
    size_t query_count, query_capacity;
} integi_terms;

void integi_terms_free(integi_terms *terms);

/* Appends the terms of a definition as the last list. Where it is of no query, `otherwise` is its only term. */
integ_status integi_terms_append(integi_terms *terms, const integi_definition *definition, int64_t otherwise,
                                 integ_error *error);
void integi_terms_drop_last(integi_terms *terms);
/* Whether two lists are the same. */
bool integi_terms_equal(const integi_terms *terms, int64_t a, int64_t b);

#endif
