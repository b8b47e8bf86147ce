/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_IMAGINE_H
#define INTEGI_RELEASE_IMAGINE_H

/* People who might have been: somebody who is, with another value of one column. What groups and cells he would be in
 * then is counted, and not guessed from how these are written. */

#include "disclosure/stint.h"
#include "release/collected.h"

/* Somebody is looked for who is made of one of the people of a collection's cell, and is in another cell, or not any
 * more. */
typedef struct integi_imagined_wish {
    int64_t person; /* the row in the collection's space */
    int64_t cell;
    bool inside;    /* of the cell; false: outside */
    int64_t stays;  /* a cell that he is in as well; -1: none is asked for */
} integi_imagined_wish;

/* For each wish the cells of the one who differs least, as a list of `out`, rising; an empty list where nobody was
 * found. The collection has one space; each snapshot of it is counted anew once. LIMIT_EXCEEDED, of which nothing is
 * said in `error`: the stint is over. */
integ_status integi_imagine_people(const integi_collection *collection, const integi_imagined_wish *wishes,
                                   int64_t count, integi_stint *stint, integi_lists *out, integ_error *error);

#endif
